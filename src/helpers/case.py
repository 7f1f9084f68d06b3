"""Open a case folder: every file in it accounted for, what a person decided by hand read and checked.

A hand-made file with a wrong column, date or syntax is a `ProblemError` here, before anything is written.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import ROOT, ProblemError, dictionary

if TYPE_CHECKING:
    import pandas as pd

HAND_MADE = {
    "sources.csv": [
        "file",
        "outlet",
        "published",
        "url",
        "title",
        "language",
        "agencies",
        "author",
        "archived_url",
        "retrieved",
        "notes",
    ],
    "aliases.csv": ["name", "alias", "kind", "notes"],
    "corrections.csv": ["table", "row_id", "column", "value", "reason", "by", "date"],
}
DATES = {"published", "retrieved", "date"}
KINDS = ["person", "group", "organisation", "place"]


@dataclass(frozen=True)
class Case:
    """A case folder: its article files and its hand-made tables (each with ``row``, the row in the file)."""

    folder: Path
    files: pd.DataFrame  # file, bytes
    sources: pd.DataFrame
    aliases: pd.DataFrame
    corrections: pd.DataFrame

    def read(self, file: str) -> bytes:
        """The bytes of one file of the case."""
        return (self.folder / file).read_bytes()


def open_case(folder: str | Path) -> Case:
    """The case in ``folder`` (relative to the project). Raises `ProblemError` if it is no usable case."""
    import pandas as pd  # here, for `look` is sooner done without

    files, hand_made = look(folder)
    frames = {name: pd.DataFrame(rows, columns=[*HAND_MADE[name], "row"]) for name, rows in hand_made.items()}
    files = pd.DataFrame(files, columns=["file", "bytes"])
    return Case(ROOT / folder, files, frames["sources.csv"], frames["aliases.csv"], frames["corrections.csv"])


def look(folder: str | Path) -> tuple[list[tuple[str, int]], dict[str, list[dict]]]:
    """The article files of the case in ``folder``, each with its bytes (-1: a folder), and the rows of its hand-made
    tables by name. Raises `ProblemError` if it is no usable case."""
    path = ROOT / folder
    if not path.is_dir():
        raise ProblemError(f"{folder}: no such folder; name the folder that holds the articles with SEEDS=…")
    hand_made = {name: read_hand_made(path / name) for name in HAND_MADE}
    entries = [entry for entry in path.iterdir() if entry.name not in HAND_MADE and not entry.name.startswith(".")]
    if not entries:
        raise ProblemError(f"{folder}: the folder is empty; put articles in it (.txt, .html, .jsonl, .csv, .parquet)")
    return sorted((entry.name, entry.stat().st_size if entry.is_file() else -1) for entry in entries), hand_made


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_hand_made(path: Path) -> list[dict]:
    """The rows of a hand-made table, all cells text, missing columns empty; none if there is no such file."""
    allowed = HAND_MADE[path.name]
    if not path.exists():
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, IsADirectoryError) as error:
        raise ProblemError(f"{path.name}: not UTF-8 text ({error}); save it as CSV UTF-8") from error
    try:
        lines = [(number, row) for number, row in numbered(text) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ProblemError(f"{path.name}: broken CSV ({error}); check its quotation marks") from error
    if not lines:
        raise ProblemError(f"{path.name}: empty; its first row must name columns: {', '.join(allowed)}")
    header = [cell.strip() for cell in lines[0][1]]
    for name in header:
        if name not in allowed:
            raise ProblemError(f"{path.name}, row 1: no column may be called {name!r}; allowed: {', '.join(allowed)}")
    if allowed[0] not in header or len(set(header)) < len(header):
        raise ProblemError(f"{path.name}, row 1: needs the column {allowed[0]}, and each column once")
    rows = []
    for number, cells in lines[1:]:
        if len(cells) != len(header):
            raise ProblemError(
                f"{path.name}, row {number}: {len(cells)} cells under {len(header)} columns; quote commas"
            )
        row = dict.fromkeys(allowed, "") | dict(zip(header, map(str.strip, cells), strict=True))
        rows.append(check_row(path.name, number, row) | {"row": number})
    if path.name == "sources.csv":
        seen = set()
        for row in rows:
            if row["file"] in seen:
                raise ProblemError(f"sources.csv, row {row['row']}, column file: {row['file']!r} has a row already")
            seen.add(row["file"])
    return rows


def numbered(text: str):
    """The rows of a CSV text, each with the line it starts on (the header is row 1)."""
    reader, start = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    for row in reader:
        yield start, row
        start = reader.line_num + 1


def check_row(file: str, number: int, row: dict[str, str]) -> dict[str, str]:
    """``row`` if its cells hold what their columns ask for; else a `ProblemError` with file, row and column."""

    def wrong(column: str, what: str) -> ProblemError:
        return ProblemError(f"{file}, row {number}, column {column}: {row[column]!r} {what}")

    first = HAND_MADE[file][0]
    if not row[first]:
        raise wrong(first, "is empty, and it is the one cell a row needs")
    for name in DATES & row.keys():
        if row[name] and not is_date(row[name]):
            raise wrong(name, "is no date; write it as 2017-08-12 or 2017-08-12T18:30")
    if file == "aliases.csv":
        if not row["alias"]:
            raise wrong("alias", "is empty; give the other spelling")
        if row["kind"] and row["kind"] not in KINDS:
            raise wrong("kind", f"is no kind; one of {', '.join(KINDS)}")
    if file == "corrections.csv":
        if row["table"] not in (known := set(dictionary.KEYS) - set(dictionary.LOGS)):
            raise wrong("table", f"is no table; one of {', '.join(sorted(known))}")
        if not row["row_id"]:
            raise wrong("row_id", "is empty; give the id of the row to correct")
        if row["column"] not in {"reject", "merge", *dictionary.columns(row["table"])} - {"corrected"}:
            raise wrong("column", f"is no column of {row['table']}, nor reject or merge")
        check_value(row, wrong)
    return row


def check_value(row: dict[str, str], wrong) -> None:
    """Raise ``wrong(column, what)`` where a correction's value does not fit its column."""
    if row["column"] == "merge":
        if not row["value"]:
            raise wrong("value", "is empty; give the id of the row to join it with")
    elif row["column"] != "reject":
        try:
            dictionary.cast(row["table"], row["column"], row["value"])
        except ValueError as error:
            raise wrong("value", str(error)) from error


def is_date(text: str) -> bool:
    """Whether ``text`` is an ISO 8601 date that exists, whole or to the month or year, or a date with its time."""
    if not re.fullmatch(dictionary.DATE_PATTERN, text):
        return False
    try:
        date.fromisoformat((text[:10] + "-01-01")[:10])
    except ValueError:
        return False
    return True
