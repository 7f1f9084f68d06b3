"""The files of a case folder as raw articles, one row each; what cannot be read becomes a row that says why."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

import pandas as pd

from helpers import case as cases
from helpers.ingestion import encoding

GIVEN = ["title", "outlet", "published", "url", "language", "author", "archived_url", "retrieved"]
COLUMNS = ["doc_id", "id", "file", "sha256", "kind", "text", "note", "problem", "failure", *GIVEN]
TABLES = {".jsonl", ".ndjson", ".csv", ".parquet"}
PAGES = {".html", ".htm", ".xhtml"}
KNOWN = ".txt, .html, .jsonl, .csv, .parquet"
TAG = re.compile(r"<[^<>]*>")
LONGEST_NAME = 180  # bytes; file systems allow 255, and a name gets endings and prefixes
MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|script|table)\b", re.I)


def articles(file: str, data: bytes, *, max_bytes: int) -> Iterator[dict]:
    """The articles in one file, each a dict of `COLUMNS`; never raises for what the file holds."""
    suffix = PurePath(file).suffix.lower()
    if suffix == ".parquet":
        yield from of_parquet(file, data, max_bytes)
    elif suffix in TABLES:
        text, note, problem = encoding.decode(data)
        reader = of_csv if suffix == ".csv" else of_jsonl
        if problem or not text.strip():
            yield skipped(file, problem or "is empty", data)
        else:
            yield from reader(file, text, note, max_bytes)
    elif suffix == ".txt" or suffix in PAGES:
        page = suffix in PAGES
        text, note, problem = encoding.decode(data, html=page or data[:1024].lstrip()[:1] == b"<")
        yield article(file, PurePath(file).stem, text, page, note, problem, sha256=cases.sha256(data))
    else:
        yield skipped(file, f"is none of the kinds read: {KNOWN}", data)


def is_table(file: str) -> bool:
    """Whether a file holds a row an article."""
    return PurePath(file).suffix.lower() in TABLES


def name_of(file: str) -> str:
    """What an article is called by its file: the stem, or the whole name where the kind of file is not read."""
    path = PurePath(file)
    return path.stem if path.suffix.lower() in {".txt"} | PAGES else file


def article(file: str, name: str, text: str, page: bool, note: str = "", problem: str = "", **given: str) -> dict:
    """One raw article. Its kind is what the text is, not what its name says."""
    is_page = looks_like_page(text)
    if page and not is_page:
        note = note or "named as HTML, but plain text"
    elif is_page and not page:
        note = note or "named as text, but an HTML page"
    if not problem and not re.search(r"\w", html.unescape(TAG.sub(" ", text)) if is_page else text):
        problem = "is empty" if not text.strip() else "has no words"
    row = dict.fromkeys(COLUMNS, "") | {"doc_id": doc_id(name), "id": name, "file": file, "note": note, **given}
    return row | {"kind": "page" if is_page else "text", "text": "" if problem else text, "problem": problem}


def skipped(file: str, problem: str, data: bytes = b"", name: str = "") -> dict:
    """A row for what could not be read."""
    row = dict.fromkeys(COLUMNS, "") | {"doc_id": doc_id(name or file), "id": name or file, "file": file}
    return row | {"sha256": cases.sha256(data), "problem": problem}


def looks_like_page(text: str) -> bool:
    """Whether ``text`` is an HTML page or a part of one."""
    head = text[:4096].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html")) or len(MARKUP.findall(text[:20_000])) >= 3


def of_jsonl(file: str, text: str, note: str, max_bytes: int) -> Iterator[dict]:
    """The articles of a file with a JSON object a line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        name, place = f"{PurePath(file).stem}-{number}", f"{file}, line {number}"
        if len(line) > max_bytes:
            yield skipped(file, too_large(place, len(line), max_bytes), name=name)
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield skipped(file, f"{place}: broken JSON ({error})", line.encode(errors="replace"), name)
            continue
        if not isinstance(record, dict):
            yield skipped(file, f"{place}: no JSON object, but {type(record).__name__}", line.encode(), name)
        else:
            yield of_record(file, record, name, place, note, max_bytes)


def of_csv(file: str, text: str, note: str, max_bytes: int) -> Iterator[dict]:
    """The articles of a CSV file with a header row."""
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes + 1))
    header_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    stem, header, number = PurePath(file).stem, None, 0
    try:
        for cells in reader:
            number += 1
            if header is None:
                header = [cell.strip().lower() for cell in cells]
                if not {"text", "html"} & set(header):
                    yield skipped(file, f"{file}, row 1: no column text or html among {', '.join(header)[:200]}")
                    return
            elif any(cell.strip() for cell in cells):
                name, place = f"{stem}-{number}", f"{file}, row {number}"
                if len(cells) != len(header):
                    problem = f"{place}: {len(cells)} cells under {len(header)} columns"
                    yield skipped(file, problem, delimiter.join(cells).encode(errors="replace"), name)
                else:
                    yield of_record(file, dict(zip(header, cells, strict=True)), name, place, note, max_bytes)
    except csv.Error as error:
        yield skipped(file, f"{file}, row {number + 1}: broken CSV ({error})", name=f"{stem}-{number + 1}")
    if number < 2:
        yield skipped(file, "has no rows")


def of_parquet(file: str, data: bytes, max_bytes: int) -> Iterator[dict]:
    """The articles of a Parquet table."""
    import pyarrow
    import pyarrow.parquet

    try:
        source = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data), pre_buffer=False)
        wanted = [name for name in source.schema_arrow.names if name in ("id", "text", "html", *GIVEN)]
        if not {"text", "html"} & set(wanted):
            yield skipped(file, f"no column text or html among {', '.join(source.schema_arrow.names)[:200]}", data)
            return
        records = source.read(columns=wanted, use_threads=False).to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield skipped(file, f"is no Parquet table that can be read ({str(error).splitlines()[0][:120]})", data)
        return
    if not records:
        yield skipped(file, "has no rows", data)
    for number, record in enumerate(records, start=1):
        name = f"{PurePath(file).stem}-{number}"
        yield of_record(file, record, name, f"{file}, row {number}", "", max_bytes)


def of_record(file: str, record: dict, name: str, place: str, note: str, max_bytes: int) -> dict:
    """One row of a table of articles; ``name`` is its id if it gives none."""
    name = plain(record.get("id")) or name
    text = next((record[key] for key in ("text", "html") if isinstance(record.get(key), str) and record[key]), "")
    if isinstance(text, str) and len(text) > max_bytes:
        return skipped(file, too_large(place, len(text), max_bytes), name=name)
    text = text.encode("utf-8", errors="replace").decode() if not text.isascii() else text
    given = {key: plain(record.get(key)) for key in GIVEN}
    page = not (isinstance(record.get("text"), str) and record["text"])
    made = article(file, name, text, page, note, sha256=cases.sha256(text.encode()), **given)
    if made["problem"]:
        made["problem"] = f"{place}: {made['problem']}"
    return made | ({"note": note} if page and made["kind"] == "text" else {})


def plain(value: object) -> str:
    """A cell as text: lists joined, unknown empty, one line."""
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, (list, tuple)):
        value = ", ".join(plain(part) for part in value if part is not None)
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    return " ".join(str(value).encode("utf-8", errors="replace").decode().split())


def too_large(place: str, size: int, limit: int) -> str:
    """The problem of an article over the limit."""
    return f"{place}: {size / 1e6:,.1f} MB in one article, over the limit of {limit / 1e6:g} MB (max_megabytes)"


def doc_id(name: str) -> str:
    """``name`` as a safe file name and anchor: letters and digits of any script, ``_``, ``-`` and ``.`` stay, all else
    is percent-encoded as UTF-8, as is a leading ``.``. Names over `LONGEST_NAME` bytes end in a hash."""
    safe = "".join(c if c.isalnum() or c in "_-." or (c > "\x7f" and c.isidentifier()) else percent(c) for c in name)
    if safe.startswith("."):
        safe = "%2E" + safe[1:]
    if len(safe.encode()) > LONGEST_NAME:
        digest = cases.sha256(name.encode(errors="replace"))[:12]
        safe = safe.encode()[: LONGEST_NAME - 13].decode(errors="ignore").rpartition("%")[0] or safe[:60]
        safe = f"{safe}-{digest}"
    return safe or "unnamed"


def percent(character: str) -> str:
    """One character percent-encoded, those too that URLs may hold."""
    made = quote(character, safe="", errors="replace")
    return made if made != character else f"%{ord(character):02X}"
