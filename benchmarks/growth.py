"""Measure how the chapters that need no language model grow with the corpus: `python benchmarks/growth.py 1000 10000`.

A corpus of each size is made (`corpus`), with reuse planted at known places; each chapter's Load, Find and Save runs in
a fresh process, with `JOBS` processes below it, nothing kept from before. Printed, and written to
`OUTPUTS/growth.json`: milliseconds an article by the clock and by the processors, their ratio to the smallest size, the
most memory that the chapter's processes held together, and the planted passages of which half or more was found.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import bench
import corpus
import pandas as pd
import psutil

from helpers import ROOT, ProblemError, run, tables

CHAPTERS = {"ingestion": "01_ingestion", "overlap": "04_source_overlap", "corroboration": "05_corroboration"}
EACH = 0.25  # seconds between two looks at the memory, at least
LOOKING = 50  # times as long as a look took until the next: looking costs the measured nothing
FOUND = 0.5  # share of a planted passage from which it counts as found


def main(arguments: list[str]) -> int:
    """Measure and print; with ``--chapter`` run that chapter in this process, which the others start."""
    parser = argparse.ArgumentParser(description="Measure growth on generated corpora.")
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000], help="articles")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data", help="folder with fakes_dev")
    parser.add_argument("--chapters", nargs="*", default=["ingestion", "overlap"], choices=CHAPTERS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument("--folder", type=Path, help="where the corpora and their tables go; else they are not kept")
    parser.add_argument("--chapter", choices=CHAPTERS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.chapter:
        path = ROOT / "notebooks" / f"{CHAPTERS[options.chapter]}.ipynb"
        bench.work(path, options.folder / "case", options.folder / "outputs", jobs=options.jobs)
        return 0
    rows: list[dict] = []
    try:
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as temporary:
                folder = (options.folder or Path(temporary)) / str(size)
                rows += measure(folder, size, options)
                written(rows, options)
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    return 0


def written(rows: list[dict], options: argparse.Namespace) -> None:
    """Print the rows so far with their ratios to the first of each chapter, and write them."""
    frame = pd.DataFrame(rows)
    for name in ("ms_an_article", "cpu_ms_an_article"):
        frame[f"{name}_ratio"] = (frame[name] / frame.groupby("chapter")[name].transform("first")).round(2)
    print(frame.to_string(index=False), flush=True)
    about = {"cores": os.cpu_count(), "jobs": options.jobs}
    value = {"rows": json.loads(frame.to_json(orient="records")), "machine": about, "versions": run.versions()}
    tables.write_json(f"{options.outputs}/growth.json", value)


def measure(folder: Path, size: int, options: argparse.Namespace) -> list[dict]:
    """One row a chapter for a corpus of ``size`` articles."""
    planted = generate(folder / "case", size, options.data)
    rows = []
    for chapter in options.chapters:
        seconds, spent, peak = watched(chapter, folder, options.jobs)
        row = {"chapter": chapter, "articles": size, "seconds": round(seconds, 1)}
        row |= {"ms_an_article": round(1000 * seconds / size, 2), "cpu_ms_an_article": round(1000 * spent / size, 2)}
        found = recall(folder / "outputs", planted) if chapter == "overlap" else None
        rows.append(row | {"peak_mib": round(peak / 2**20), "recall": found})
    return rows


def generate(case: Path, size: int, data: Path) -> list[corpus.Planted]:
    """Write a case of ``size`` articles, an article at a time; what was planted into them."""
    texts = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False)["text"].tolist()
    case.mkdir(parents=True, exist_ok=True)
    planted = []
    with (case / "articles.jsonl").open("w", encoding="utf-8") as file:
        for row, passage in corpus.make(texts, size):
            file.write(json.dumps(row) + "\n")
            planted += [passage] if passage else []
    return planted


def watched(chapter: str, folder: Path, jobs: int) -> tuple[float, float, int]:
    """Seconds by the clock and by the processors of a chapter in a process of its own, and the most memory that it and
    the processes below it held at once (shared pages once, where the system tells)."""
    command = [sys.executable, __file__, "--chapter", chapter, "--folder", str(folder), "--jobs", str(jobs)]
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    peak = 0

    def look() -> None:
        nonlocal peak
        while process.poll() is None:
            before = time.perf_counter()
            peak = max(peak, held(process.pid))
            time.sleep(max(EACH, LOOKING * (time.perf_counter() - before)))

    looking = threading.Thread(target=look)
    looking.start()
    failed = process.wait()
    seconds, after = time.perf_counter() - start, os.times()
    looking.join()
    if failed:
        raise ProblemError(f"{chapter} of {folder.name} articles failed")
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system, peak


def held(pid: int) -> int:
    """Bytes of memory that a process and those below it hold."""
    total = 0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            memory = one.memory_full_info()
            total += getattr(memory, "pss", memory.rss)
    except psutil.Error:
        pass  # it has ended meanwhile
    return total


def recall(outputs: Path, planted: list[corpus.Planted]) -> float:
    """The share of the planted passages of which `FOUND` or more stands in passages of their two articles."""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
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
    return round(hits / len(planted), 4)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
