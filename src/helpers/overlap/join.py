"""The texts of a corpus of any size looked up in each other, part by part over the engine.

The texts, in order of time, are taken in parts. Each part's fingerprints are split by their value into buckets; each
bucket is sorted, where equal fingerprints meet, and the meetings are split by the part of the earlier text; from its
meetings each part finds its candidates, and drops those that cannot agree (`chains`). So no step holds more than two
parts or a bucket, however large the corpus is, and parts and buckets follow from the texts alone, never from the number
of workers. What passes between the steps lies in a folder of the run.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import groupby
from operator import itemgetter

import numpy as np

from helpers import engine
from helpers.overlap import chains, index, paraphrase
from helpers.overlap.settings import Settings
from helpers.overlap.words import Words

PART = 1000  # texts of a part; its meetings are held at once
BUCKET = 3_000_000  # code points of text, about half a million words, whose fingerprints fill a bucket
REMEMBERED = 2000  # texts of which a process holds the words; 20 MiB for each thousand short ones
TOGETHER = 1000  # pairs whose words are looked up in each other at once
AROUND = 48  # words around the fingerprints of a pair in which its passage must show
LENGTH = np.dtype("<i8")


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


def candidates(
    ids: Sequence[str], keys: Sequence[str], run: Run, *, jobs: int = 1, cluster: str = ""
) -> Iterator[tuple[int, list[tuple[int, list[chains.Span]]]]]:
    """For each text that may share a passage with later ones its number, and theirs in order with the chains of both.

    ``ids`` of the texts in order of time; ``keys``: under which their words are kept. Leaves the sentences of each part
    in the run's folder (`sentences`).
    """
    rank = np.argsort(np.argsort(np.array(ids, dtype=object), kind="stable"), kind="stable").tolist()
    parts = [
        {"part": number, "keys": list(keys[of]), "ranks": rank[of]}
        for number in range(run.parts)
        for of in [slice(number * run.part, (number + 1) * run.part)]
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
    for rows in done:
        pairs = ((pair, [row[1:] for row in found]) for pair, found in groupby(rows.tolist(), key=itemgetter(0)))
        for one, found in groupby(pairs, key=lambda pair: pair[0] // run.texts):
            yield one, [(pair % run.texts, spans) for pair, spans in found]


def split(parts: list[dict], run: Run) -> list[int]:
    """Write the fingerprints of each part by bucket, its words as `chains` asks for them, with the order of its texts'
    names, and its sentences; how many fingerprints there are."""
    made = []
    for item in parts:
        texts = [load(run.words, key) for key in item["keys"]]
        rows = index.postings(texts, item["part"] * run.part, run.settings.window)
        bucket = (rows["value"] >> np.uint64(33)) % np.uint64(run.buckets)
        rows = rows[np.argsort(bucket, kind="stable")]
        bounds = np.cumsum(np.bincount(bucket.astype(np.int64), minlength=run.buckets))[:-1]
        write(run.folder, f"index-{item['part']}", np.split(rows, bounds))
        packed = chains.packed(texts)
        write(run.folder, f"words-{item['part']}", [*vars(packed).values(), np.array(item["ranks"])])
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
    """The candidates among the pairs whose earlier text is in each part: a row a chain, with the pair as one number, in
    order, and the chain's span."""
    made = []
    for part in parts:
        met = np.concatenate(
            [section(run.folder, f"met-{bucket}", part, index.MEETING) for bucket in range(run.buckets)]
        )
        words, ranks = opened(run, part)
        place, one = met["place"].astype(np.int64), met["one"].astype(np.int64) - part * run.part
        pairs, spans = index.supported(
            one * run.texts + met["other"],
            place,
            met["shift"],
            words.first[one] + place,
            words.sums,
            shingle=run.settings.shingle,
            worth=index.MET * run.settings.min_score,
        )
        one, (there, other) = pairs // run.texts, np.divmod(pairs % run.texts, run.part)
        kept = [np.zeros((0, 5), dtype=np.int64)]
        for number in np.unique(there).tolist():
            words_b, ranks_b = (words, ranks) if number == part else opened(run, number)
            for some in batches(np.flatnonzero(there == number)):
                able = chains.promising(
                    words, one[some], words_b, other[some], spans[some], run.settings.min_score, AROUND
                )
                a, b, some = one[some[able]], other[some[able]], some[able]
                found, chained = chains.hopeful(
                    words,
                    a,
                    words_b,
                    b,
                    ranks_b[b] < ranks[a],
                    length=run.settings.shingle,
                    gap=run.settings.gap,
                    floor=run.settings.min_score,
                )
                kept.append(np.column_stack([pairs[some[found]] + part * run.part * run.texts, chained]))
        rows = np.concatenate(kept)
        made.append(rows[np.argsort(rows[:, 0], kind="stable")])
    return made


def batches(rows: np.ndarray) -> list[np.ndarray]:
    """``rows`` in batches of `TOGETHER`."""
    return np.array_split(rows, -(-len(rows) // TOGETHER))


def opened(run: Run, part: int) -> tuple[chains.Packed, np.ndarray]:
    """The words of a part, and the order of its texts' names."""
    columns = (section(run.folder, f"words-{part}", n, dtype) for n, dtype in enumerate(chains.LAYOUT))
    *packed, ranks = columns
    return chains.Packed(*packed), ranks


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
