"""The schema of every table: the checks, read and write.

Everything here follows the data dictionary (`dictionary`). In memory an unknown text, date or choice is ``""``,
an unknown number is ``pd.NA``; in the files both are empty.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from helpers import ROOT, ProblemError, files
from helpers.dictionary import DATE_PATTERN, KEYS, NUMBERS, SEPARATOR, columns


@cache
def schema(table: str):
    """The pandera schema of one table: types, choices, patterns of dates, unknowns, unique keys."""
    import pandera.pandas as pa

    fields = {}
    for name, column in columns(table).items():
        checks = []
        if column["type"] == "choice":
            allowed = column["values"].split(SEPARATOR) + ([""] if column["empty"] == "yes" else [])
            checks.append(pa.Check.isin(allowed, ignore_na=False))
        elif column["type"] == "date":
            checks.append(pa.Check.str_matches(DATE_PATTERN, ignore_na=False))
        elif column["type"] in ("id", "text") and column["empty"] == "no":
            checks.append(pa.Check.ne("", ignore_na=False))
        dtype = NUMBERS.get(column["type"], object)
        fields[name] = pa.Column(dtype, checks, nullable=column["empty"] == "yes" and dtype in ("Int64", "Float64"))
    return pa.DataFrameSchema(fields, strict=True, ordered=True, unique=KEYS[table])


def conform(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the columns of ``table``, in order and typed (`typed`), and checked.

    Raises `ProblemError` with table, row, column and value where the schema does not hold.
    """
    return check(table, typed(table, frame))


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the columns of ``table``, in order and typed; missing optional columns are empty.

    What stands in them is checked when the table is written. Raises `ProblemError` for columns unknown or missing.
    """
    wanted = columns(table)
    if unknown := [name for name in frame.columns if name not in wanted]:
        raise ProblemError(f"table {table} has no column {', '.join(map(str, unknown))}")
    made = {}
    for name, column in wanted.items():
        dtype = NUMBERS.get(column["type"])
        if name not in frame and column["empty"] != "yes" and len(frame):
            raise ProblemError(f"table {table} misses its column {name}")
        values = frame[name] if name in frame else pd.Series([None] * len(frame), index=frame.index)
        if dtype:
            made[name] = values.astype(dtype) if len(frame) else pd.Series([], dtype=dtype)
        elif pd.api.types.infer_dtype(values, skipna=False) == "string":  # all text already, as most cells are
            made[name] = values.astype(object)
        else:
            made[name] = values.astype(object).where(values.notna(), "").map(str).astype(object)
    return pd.DataFrame(made).reset_index(drop=True)


def check(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` unchanged, if it holds the schema of ``table``; else a `ProblemError` of one line."""
    import pandera.errors

    try:
        return schema(table).validate(frame)
    except pandera.errors.SchemaError as error:
        cases = error.failure_cases
        where = ""
        if isinstance(cases, pd.DataFrame) and len(cases) and pd.notna(cases["index"].iloc[0]):
            row = frame.loc[cases["index"].iloc[0]]
            where = f", row {row_id(table, row)}: {str(cases['failure_case'].iloc[0])!r}"
        column = getattr(error.schema, "name", None) or ", ".join(KEYS[table])
        raise ProblemError(f"table {table}, column {column}{where} breaks the rule {error.check}") from error


def row_id(table: str, row: Mapping) -> str:
    """What names ``row`` in corrections and addresses: its id, or its key columns joined by ``:``."""
    return ":".join(str(row[name]) for name in KEYS[table])


def row_ids(table: str, frame: pd.DataFrame) -> pd.Series:
    """`row_id` of every row of ``frame``."""
    return frame[KEYS[table]].astype(str).agg(":".join, axis=1) if len(frame) else pd.Series([], dtype=object)


def records(frame: pd.DataFrame) -> list[dict]:
    """The rows of ``frame`` as dicts of plain values, `pd.NA` as None; pandas makes them a cell at a time."""
    names = list(frame)
    cells = [[None if cell is pd.NA else cell for cell in frame[name].astype(object).tolist()] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def stable_ids(frame: pd.DataFrame, *quoted: str) -> pd.Series:
    """An id for each row of ``frame``: 12 hexadecimal digits of the SHA-256 of its `doc_id`, the quoted columns
    (default ``text``) and their occurrence in the article, counted in the order of the rows.

    Other articles, and other rows of other quotes, do not change it.
    """
    met: Counter[str] = Counter()
    made = []
    for quote in zip(*(frame[name].astype(str) for name in ("doc_id", *(quoted or ("text",)))), strict=True):
        joined = "\x1f".join(quote)
        made.append(hashlib.sha256(f"{joined}\x1f{met[joined]}".encode()).hexdigest()[:12])
        met[joined] += 1
    return pd.Series(made, index=frame.index, dtype=object)


def moment(published: str) -> str:
    """What to sort ``published`` by: an unknown time comes last in its day, an unknown day last of all."""
    return published if "T" in published else f"{published or '9999'}T99"


def join(names: Iterable[str]) -> str:
    """A list as one cell: unique, in order, ``; `` between; a ``;`` inside a name becomes a comma."""
    return SEPARATOR.join(dict.fromkeys(str(name).replace(";", ",").strip() for name in names if str(name).strip()))


def split(cell: str) -> list[str]:
    """The names in a list cell."""
    return cell.split(SEPARATOR) if cell else []


def empty(table: str) -> pd.DataFrame:
    """``table`` without rows."""
    return typed(table, pd.DataFrame(columns=list(columns(table))))


def write(outputs: str | Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write each table as Parquet (typed, exact) and CSV (for people) into ``outputs/tables``.

    A file whose bytes would not change is left alone. A text cell of the CSV is never a formula (`files.unformula`);
    the Parquet file has it as it is.
    """
    folder = ROOT / outputs / "tables"
    checked = {name: conform(name.partition("-")[0], frame) for name, frame in frames.items()}
    for name, frame in checked.items():
        types = {c: NUMBERS.get(column["type"], "") for c, column in columns(name.partition("-")[0]).items()}
        files.write_csv(folder / f"{name}.csv", frame, [c for c, dtype in types.items() if not dtype])
        files.write_parquet(folder / f"{name}.parquet", frame, types)


def read(outputs: str | Path, table: str) -> pd.DataFrame:
    """One table of ``outputs``; a `ProblemError` says which chapter to run if it is not there."""
    path = ROOT / outputs / "tables" / f"{table}.parquet"
    if not path.is_file():
        raise ProblemError(f"{path} is not there: run the notebook that writes {table} first (make report)")
    return files.read_parquet(path)


def write_texts(outputs: str | Path, texts: Mapping[str, str]) -> None:
    """Write ``text/<doc_id>.txt`` for each article as analysed, and take away those of articles gone.

    Raises a `ProblemError` where the file system takes two articles for one, as many do whose ids differ in capitals.
    """
    folder = ROOT / outputs / "text"
    for doc_id, text in texts.items():
        files.replace(folder / f"{doc_id}.txt", text.encode())
    there = {path.stem: path for path in folder.glob("*.txt")}
    if lost := sorted(texts.keys() - there.keys()):
        raise ProblemError(f"{folder}: {lost[0]} and another article are one file here; give one of them another id")
    for doc_id in there.keys() - texts.keys():
        there[doc_id].unlink()


class Texts(Mapping):
    """Articles as analysed by ``doc_id``, each read when it is asked for: a corpus need not fit into memory."""

    def __init__(self, folder: Path, doc_ids: Iterable[str]):
        self.folder, self.doc_ids = folder, dict.fromkeys(doc_ids)

    def __getitem__(self, doc_id: str) -> str:
        if doc_id not in self.doc_ids:
            raise KeyError(doc_id)
        return (self.folder / f"{doc_id}.txt").read_bytes().decode()

    def __iter__(self):
        return iter(self.doc_ids)

    def __len__(self) -> int:
        return len(self.doc_ids)


def read_texts(outputs: str | Path, doc_ids: Iterable[str]) -> Texts:
    """The articles as analysed, by ``doc_id``, in the order asked for."""
    return Texts(ROOT / outputs / "text", doc_ids)


def write_exports(outputs: str | Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write ``exports/<name>.csv`` in other people's columns."""
    for name, frame in frames.items():
        files.write_csv(ROOT / outputs / "exports" / f"{name}.csv", frame, list(frame))


def write_json(path: str | Path, value: object) -> None:
    """Write ``value`` as JSON with sorted keys."""
    files.replace(ROOT / path, (json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode())
