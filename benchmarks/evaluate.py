"""Measure accuracy on annotated articles: `make evaluate DATA=folder`.

Every module in `scores/` measures one room where the folder has data for it. The result is printed, written to
`OUTPUTS/evaluation.json`, and with ``--record`` kept in `accuracy.json` beside this file and in the README.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import sys
from datetime import date
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import scores  # noqa: E402

from helpers import ProblemError, tables  # noqa: E402
from helpers.report.record import commit, versions  # noqa: E402

RECORD = ROOT / "benchmarks" / "accuracy.json"
MARKS = ("<!-- accuracy: written by make evaluate RECORD=1 -->", "<!-- end of accuracy -->")


def main(arguments: list[str]) -> int:
    """Score, print and write; returns 1 with one line where there is nothing to score."""
    parser = argparse.ArgumentParser(description="Measure accuracy on annotated articles.")
    parser.add_argument("--data", type=Path, required=True, help="folder with fakes_dev, meantime_dev …")
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument("--record", action="store_true", help="keep the result in the repository")
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        print(f"same-story: {options.data}: no such folder; name that of the annotated articles", file=sys.stderr)
        return 1
    try:
        rows = score(options.data)
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    if not rows:
        print(f"same-story: {options.data} holds nothing that can be scored", file=sys.stderr)
        return 1
    print(pd.DataFrame(rows)[["room", "measure", "value", "n"]].to_string(index=False))
    result = {"measures": rows, "versions": versions(), "commit": commit()}
    record = {"measures": rows, "version": result["versions"]["same-story"], "measured": date.today().isoformat()}
    tables.write_json(f"{options.outputs}/evaluation.json", result)
    if options.record:
        tables.write_json(RECORD, record)
        readme = ROOT / "README.md"
        readme.write_text(with_accuracy(readme.read_text("utf-8"), record), "utf-8")
    return 0


def score(data: Path) -> list[dict]:
    """The rows of every module of `scores`: ``room, measure, value, n, definition``."""
    rows = []
    for module in sorted(pkgutil.iter_modules(scores.__path__), key=lambda found: found.name):
        found = importlib.import_module(f"scores.{module.name}").score(data)
        rows += [{"room": module.name, **row} for row in found]
    return rows


def with_accuracy(readme: str, record: dict) -> str:
    """``readme`` with the table of measures between its marks."""
    lines = [f"Measured on {record['measured']} with version {record['version']}.", ""]
    lines += ["| what | measure | value | of | 95 % interval |", "| --- | --- | ---: | ---: | --- |"]
    for row in record["measures"]:
        if ": " not in row["measure"]:
            cells = (row["room"], row["measure"], row["value"], row["n"], row.get("interval", ""))
            lines.append(f"| {' | '.join(map(str, cells))} |")
    lines += ["", *by_collection(record["measures"])]
    block = "\n".join([MARKS[0], *lines, MARKS[1]])
    return re.sub(re.escape(MARKS[0]) + ".*?" + re.escape(MARKS[1]), lambda _: block, readme, flags=re.S)


def by_collection(rows: list[dict]) -> list[str]:
    """The measures named "collection: measure", a column a collection, each value with what it is of."""
    cells = {
        tuple(row["measure"].split(": ", 1)): f"{row['value']} ({row['n']})" for row in rows if ": " in row["measure"]
    }
    collections, names = (list(dict.fromkeys(key[i] for key in cells)) for i in (0, 1))
    lines = [f"| measure | {' | '.join(collections)} |", f"| --- {'| ---: ' * len(collections)}|"]
    for name in names:
        lines.append(f"| {name} | {' | '.join(cells.get((one, name), '') for one in collections)} |")
    return lines


def recorded() -> dict:
    """The measures kept in the repository, with version and day."""
    return json.loads(RECORD.read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
