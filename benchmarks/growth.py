"""How each chapter grows with the corpus: milliseconds an article and memory at each size.

Three kinds of corpus, each made for the size (`SERIES`): articles with reuse planted at known places for ingestion and
overlap (`corpus.make`), articles of drawn sentences for the chapters that parse (`corpus.drawn`), and the tables of a
finished run told again later for the chapter that reads tables only (`archive`). Each chapter runs in a process of its
own, with nothing kept from before; the cost of starting it is in what is measured.
"""

from __future__ import annotations

import collections
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import archive
import corpus
import measured
import pandas as pd

from helpers import overlap, tables
from helpers.overlap import join, passages

SIZES = {"articles": (1000, 10_000, 100_000), "sentences": (100, 1000, 3000), "archive": (1000, 10_000, 100_000)}
SERIES = {
    "articles": ("ingestion", "overlap"),
    "sentences": ("timelines", "casualties"),
    "archive": ("corroboration",),
}
FOUND = 0.5  # share of a planted passage from which it counts as found


def rows(data: Path, *, jobs: int, full: bool, folder: Path | None = None, only: str = "") -> Iterator[dict]:
    """One row a chapter and size; ``full``: with the largest sizes, which take an hour; ``only``: one of `SERIES`.

    ``data``: folder with `fakes_dev`; ``folder``: where corpora and tables stay, else they are not kept.
    """
    for series in [only] if only else SERIES:
        first: dict[str, dict] = {}
        for size in SIZES[series][: 3 if full else 2]:
            with tempfile.TemporaryDirectory() as temporary:
                for row in measure(series, size, (folder or Path(temporary)) / f"{series}-{size}", data, jobs):
                    base = first.setdefault(row["what"], row)
                    yield row | {
                        "ratio": round(row["cpu_ms"] / base["cpu_ms"], 2),
                        "to": f"{base['articles']:,} articles",
                    }


def measure(series: str, size: int, folder: Path, data: Path, jobs: int) -> Iterator[dict]:
    """One row a chapter for a corpus of ``size`` articles."""
    planted, outputs = prepare(series, size, folder, data, jobs), folder / "outputs"
    for chapter in SERIES[series]:
        before = disk(outputs)
        spent = measured.chapters(folder, chapter, jobs=jobs)
        each = {"ms": spent.seconds, "cpu_ms": spent.cpu, "alone_ms": spent.alone}
        yield {
            "what": chapter,
            "articles": size,
            "seconds": round(spent.seconds, 1),
            **{name: round(1000 * seconds / size, 2) for name, seconds in each.items()},
            "peak_mib": round(spent.peak / 2**20),
            "disk_kib": round((disk(outputs) - before) / 1024 / size, 2),
            "recall": recall(outputs, planted) if chapter == "overlap" else None,
            "shuffle_kib": round(shuffled(outputs) / 1024 / size, 2) if chapter == "overlap" else None,
        }


def prepare(series: str, size: int, folder: Path, data: Path, jobs: int) -> list[corpus.Planted]:
    """Make the corpus of a series in ``folder``, with the tables its chapters read; what was planted into it."""
    case, outputs, articles = folder / "case", folder / "outputs", data / "fakes_dev" / "articles.csv"
    case.mkdir(parents=True, exist_ok=True)
    given = pd.read_csv(articles, dtype=str, keep_default_na=False)
    if series == "articles":
        return written(case, corpus.make(given["text"].tolist(), size))
    if series == "sentences":
        written(case, ((row, None) for row in corpus.drawn(given.to_dict("records"), size)))
        measured.chapters(folder, "ingestion", jobs=jobs)
        return []
    (case / articles.name).write_bytes(articles.read_bytes())
    with tempfile.TemporaryDirectory() as temporary:
        finished = Path(temporary)
        (finished / "case").symlink_to(case.resolve())
        measured.chapters(finished, "ingestion", "timelines", "casualties", "overlap", jobs=jobs)
        archive.make(finished / "outputs", outputs, size)
    return []


def written(case: Path, made: Iterator[tuple[dict, corpus.Planted | None]]) -> list[corpus.Planted]:
    """Write a case, an article at a time; what was planted into them."""
    planted = []
    with (case / "articles.jsonl").open("w", encoding="utf-8") as file:
        for row, passage in made:
            file.write(json.dumps(row) + "\n")
            planted += [passage] if passage else []
    return planted


def recall(outputs: Path, planted: list[corpus.Planted]) -> float:
    """The share of the planted passages of which `FOUND` or more stands in passages of their two articles."""
    spans: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}
    found = tables.read(outputs, "overlap_passages")
    found = found[found["kind"].isin(["verbatim", "edited"])]
    for row in found.itertuples():
        spans.setdefault((row.doc_a, row.doc_b), []).append((row.start_a, row.end_a, row.start_b, row.end_b))
    texts, hits = tables.read_texts(outputs, tables.read(outputs, "documents")["doc_id"]), 0
    for one in planted:
        title = texts[one.source].index("\n\n") + 2  # the article as analysed begins with its title
        low, high = one.start + title, one.end + title
        first = one.source < one.target
        pieces = [span[:2] if first else span[2:] for span in spans.get(tuple(sorted((one.source, one.target))), ())]
        hits += sum(max(0, min(end, high) - max(start, low)) for start, end in pieces) >= FOUND * (high - low)
    return float(round(hits / len(planted), 4))


def disk(folder: Path) -> int:
    """Bytes that the files below a folder take up on the disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def shuffled(outputs: Path) -> int:
    """Bytes that pass between the steps of the fingerprint join (`overlap.join`): written once, read once."""
    documents = tables.read(outputs, "documents").sort_values(["published", "doc_id"])
    texts, where = tables.read_texts(outputs, documents["doc_id"]), {"jobs": 1, "cluster": ""}
    with passages.opened(list(texts), texts, overlap.Settings(), store=f"{outputs}/.store", **where) as (keys, run):
        collections.deque(join.candidates(list(texts), keys, run), maxlen=0)
        return sum(path.stat().st_size for path in Path(run.folder).rglob("*") if path.is_file())
