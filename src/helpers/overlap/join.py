"""The texts of a corpus of any size looked up in each other, part by part over the engine.

The texts, in order of time, are taken in parts. Each part's fingerprints are split by their value into buckets; each
bucket is sorted, where equal fingerprints meet, and the meetings are split by the part of the earlier text; from its
meetings each part finds its candidates. So no step holds more than a part or a bucket, however large the corpus is, and
parts and buckets follow from the texts alone, never from the number of workers. What passes between the steps lies in a
folder of the run.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import groupby

import numpy as np

from helpers import engine
from helpers.overlap import index, paraphrase
from helpers.overlap.settings import Settings
from helpers.overlap.words import Words

PART = 1000  # texts of a part; its meetings are held at once
BUCKET = 3_000_000  # code points of text, about half a million words, whose fingerprints fill a bucket
REMEMBERED = 2000  # texts of which a process holds the words; 20 MiB for each thousand short ones
WEIGHT, LENGTH = np.dtype("<f8"), np.dtype("<i8")


@dataclass(frozen=True)
class Run:
    """One run over a corpus: ``words``, the address of the texts' kept words, ``folder``, that of the run's files,
    ``texts``, their number, ``part``, that of a part, ``buckets``, those of the index."""

    words: str
    folder: str
    texts: int
    part: int
    buckets: int
    settings: Settings

    @property
    def parts(self) -> int:
        return -(-self.texts // self.part)


@cache
def store(address: str) -> engine.Store:
    """The store at ``address``."""
    return engine.Store(address)


@lru_cache(REMEMBERED)
def load(address: str, key: str) -> Words:
    """The words kept under ``key``."""
    return pickle.loads(store(address).get(key))


def write(address: str, name: str, sections: Sequence[np.ndarray]) -> None:
    """Write ``sections`` as one file: where each begins and the last ends, then all of them."""
    made = [np.ascontiguousarray(section).tobytes() for section in sections]
    bounds = np.cumsum([8 * (len(made) + 1), *map(len, made)], dtype=LENGTH)
    store(address).put(name, b"".join([bounds.tobytes(), *made]))


def section(address: str, name: str, number: int, dtype: np.dtype) -> np.ndarray:
    """One of the sections of a file that `write` wrote; the others are not read."""
    low, high = np.frombuffer(store(address).get(name, 8 * number, 8 * number + 16), dtype=LENGTH).tolist()
    return np.frombuffer(store(address).get(name, low, high) if high > low else b"", dtype=dtype)


def candidates(keys: Sequence[str], run: Run, *, jobs: int = 1, cluster: str = "") -> Iterator[tuple[int, list[int]]]:
    """For each text that may share a passage with later ones its number and theirs, in order.

    ``keys``: under which the words of the texts are kept, in order of time. Leaves the sentences of each part in the
    run's folder (`sentences`).
    """
    parts = [
        {"part": number, "keys": list(keys[number * run.part : (number + 1) * run.part])} for number in range(run.parts)
    ]
    for step, items in ((split, parts), (meet, range(run.buckets)), (gather, range(run.parts))):
        done = engine.kept(
            partial(step, run=run),
            items,
            room="overlap",
            store=run.folder,
            settings=step.__name__,
            jobs=jobs,
            cluster=cluster,
            size=1,
        )
    for pairs in done:
        for one, found in groupby(pairs.tolist(), key=lambda pair: pair // run.texts):
            yield one, [pair % run.texts for pair in found]


def split(parts: list[dict], run: Run) -> list[int]:
    """Write the fingerprints of each part by bucket, its words' weights, and its sentences; how many there are."""
    made = []
    for item in parts:
        texts = [load(run.words, key) for key in item["keys"]]
        rows = index.postings(texts, item["part"] * run.part, run.settings.window)
        bucket = (rows["value"] >> np.uint64(33)) % np.uint64(run.buckets)
        rows = rows[np.argsort(bucket, kind="stable")]
        bounds = np.cumsum(np.bincount(bucket.astype(np.int64), minlength=run.buckets))[:-1]
        write(run.folder, f"index-{item['part']}", np.split(rows, bounds))
        sums = np.concatenate([np.zeros(0), *(text.sums for text in texts)])
        write(run.folder, f"sums-{item['part']}", [sums, np.array([len(text) + 1 for text in texts], dtype=LENGTH)])
        write(run.folder, f"sentences-{item['part']}", paraphrase.sentences(texts, item["part"] * run.part))
        made.append(len(rows))
    return made


def meet(buckets: list[int], run: Run) -> list[int]:
    """Write the meetings of each bucket by the part of the earlier text; how many there are."""
    made = []
    for bucket in buckets:
        rows = [section(run.folder, f"index-{part}", bucket, index.POSTING) for part in range(run.parts)]
        found = index.joined(np.concatenate(rows), frequent=run.settings.frequent, reach=run.settings.reach)
        met = np.concatenate([np.zeros(0, dtype=index.MEETING), *found])
        bounds = np.searchsorted(met["one"], np.arange(1, run.parts) * run.part)
        write(run.folder, f"met-{bucket}", np.split(met, bounds))
        made.append(len(met))
    return made


def gather(parts: list[int], run: Run) -> list[np.ndarray]:
    """The candidates among the pairs whose earlier text is in each part, as one number each."""
    made = []
    for part in parts:
        rows = [section(run.folder, f"met-{bucket}", part, index.MEETING) for bucket in range(run.buckets)]
        met = np.concatenate(rows)
        sums = section(run.folder, f"sums-{part}", 0, WEIGHT)
        lengths = section(run.folder, f"sums-{part}", 1, LENGTH)
        place, one = met["place"].astype(np.int64), met["one"].astype(np.int64) - part * run.part
        pairs = index.supported(
            one * run.texts + met["other"],
            place,
            met["shift"],
            (np.cumsum(lengths) - lengths)[one] + place,
            sums,
            shingle=run.settings.shingle,
            worth=index.MET * run.settings.min_score,
        )
        made.append(pairs + part * run.part * run.texts)
    return made


def clear(run: Run) -> None:
    """Take the run's files away."""
    files = store(run.folder)
    if files.files.exists(files.root):
        files.files.rm(files.root, recursive=True)


def sentences(run: Run) -> paraphrase.Sentences:
    """The sentences of all texts, after `candidates`."""
    return paraphrase.together(
        [
            [section(run.folder, f"sentences-{part}", number, dtype) for number, dtype in enumerate(paraphrase.LAYOUT)]
            for part in range(run.parts)
        ]
    )
