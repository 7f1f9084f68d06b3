"""The pages beside the index of a large case, and the index that leads to them.

``articles/`` has an article a page, ``lists/`` names them in the order of publication, ``addresses/`` is the book of
addresses. The pages ask nobody for anything but each other: their policy allows one script, by its hash, and the
stylesheet beside. The index stays of one size: a table there has its first rows, and all rows are in the files.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from helpers.report import lists, matter
from helpers.report.book import Book, shelf, volume
from helpers.report.labels import analysed
from helpers.report.leaf import Leaves
from helpers.report.source import Source

HERE = Path(__file__).parent
FOLDERS = ("articles", "lists", "addresses", "tables", "exports")
STYLE = "style.css"
OURS = '<body class="leaf">'  # by which a page of ours is known
WEIGHT, LEAST = 100_000, 5  # characters of a table's rows in the index; rows that it has in any case
ROWS = re.compile(
    r'(<table data-page="[1-9]\d*">(?:(?!<tbody>).)*<tbody>\n)(.*?)(\n</tbody></table>)'
    r'(</div>)?(<p class="more">.*?</p>)?',
    re.S,
)
FIRST_ROWS = '<p class="more">The first {:,} of {:,} rows; all are in the <a href="#run">table files</a>.</p>'
LINK = re.compile(r'<a ([^>]*)href="#([^"]*)"([^>]*)>(.*?)</a>', re.S)
POINT = re.compile(r'"#([a-z-]+-[^"\\]+)"')  # where a mark of a chart leads
ID = re.compile(r'\sid="([^"]+)"')


def write(
    folder: Path, index: str, made: Source, book: Book, *, title: str, publish_text: str, veil: Callable[[str], str]
) -> str:
    """Write the pages into ``folder``; returns ``index`` with its links led to them.

    ``veil`` takes out of a page what it may not show. An article's text and rows are held only while its page is made.
    """
    reasons, ids = matter.reasons(made), set(ID.findall(index))
    leaves = Leaves(made, book, publish_text, ids)
    report = veil(title)

    def put(path: str, html: str, called: str) -> None:
        there = folder / path
        there.parent.mkdir(exist_ok=True)
        there.write_bytes(page(veil(html), veil(called), report).encode("utf-8", "replace"))

    def near(address: str) -> str:  # from one article's page to another's, or to what only the index has
        return book.to(address) or (f"../index.html#{address}" if address in ids else "")

    def up(address: str) -> str:
        return f"../articles/{there}" if (there := book.to(address)) else ""

    documents = made["documents"].set_index("doc_id", drop=False)
    for r in analysed(documents).itertuples():
        put(f"articles/{book.files[r.doc_id]}", led(reasons(str(leaves.html(r))), near), leaves.name(r.doc_id))
    for at, docs in enumerate(lists.parts(made), 1):
        put(lists.file(at), led(lists.listing(documents.loc[docs], leaves.called), up), f"Articles, list {at:,}")
    volumes = list(book.volumes())
    for at, part in enumerate(volumes, 1):
        put(f"addresses/{at:04}.html", volume(part, book), f"Addresses, volume {at:,}")
    put("addresses/index.html", shelf(volumes), "Book of addresses")
    (folder / STYLE).write_bytes((HERE / STYLE).read_bytes())
    return led(index, lambda address: f"articles/{there}" if (there := book.to(address)) else "")


def cut(html: str) -> str:
    """``html`` with the first rows of each table, no more than weigh `WEIGHT`, and how many there are."""

    def shorter(found: re.Match) -> str:
        head, body, tail, end, more = (part or "" for part in found.groups())
        rows = body.split("\n<tr")
        kept = size = 0
        while kept < len(rows) and (kept < LEAST or size + len(rows[kept]) <= WEIGHT):
            size += len(rows[kept])
            kept += 1
        if kept == len(rows):
            return found[0]
        total = int(re.search(r"of ([\d,]+) rows", more)[1].replace(",", "")) if more else len(rows)
        return head + "\n<tr".join(rows[:kept]) + tail + end + FIRST_ROWS.format(kept, total)

    return ROWS.sub(shorter, html)


def led(html: str, to: Callable[[str], str]) -> str:
    """``html`` with links to addresses that stand elsewhere led there; those that stand nowhere are plain text."""
    ids = set(ID.findall(html))

    def lead(found: re.Match) -> str:
        before, address, after, label = found.groups()
        if address in ids:
            return found[0]
        return f'<a {before}href="{escape(there)}"{after}>{label}</a>' if (there := to(address)) else label

    def point(found: re.Match) -> str:
        there = "" if found[1] in ids else to(found[1])
        return f'"{there}"' if there else found[0]

    return POINT.sub(point, LINK.sub(lead, html))


@cache
def script() -> tuple[str, str]:
    """The script of the pages, and what the policy knows it by."""
    text = (HERE / "leaf.js").read_text(encoding="utf-8")
    return text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def page(html: str, called: str, report: str) -> str:
    """A page beside the index as a file: ``called`` within the report of the title ``report``."""
    said, known = script()
    head = PAGE.format(known=known, called=called, report=report, style=STYLE)
    return f"{head}\n{html}\n</main>\n<script>{said}</script>\n</body>\n</html>\n"


# Some browsers do not take a file beside for 'self' when the page comes from disk; no page of the web can load file:.
PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{known}'; \
style-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{called}: {report}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../{style}">
</head>
<body class="leaf">
<a class="skip" href="#text">Skip to the text</a>
<header class="top" id="top"><p class="brand"><a href="../index.html">Same Story</a></p>
<p class="period">Part of the report <a href="../index.html#articles">{report}</a></p></header>
<main id="text" tabindex="-1">""")


def copy(path: Path, there: Path) -> None:
    """``path`` at another place as well: the same file where the disk can do that, for tables are large."""
    there.parent.mkdir(exist_ok=True)
    try:
        os.link(path, there)
    except OSError:
        shutil.copyfile(path, there)


@contextmanager
def renewed(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """A folder to write into, whose parts take the place of those of ``folder`` when all is written, the last last.

    Parts that were not written are taken away. What fails leaves ``folder`` as it was.
    """
    for left in folder.glob(".new.*"):
        shutil.rmtree(left)
    new = folder / f".new.{os.getpid()}"
    new.mkdir(parents=True)
    try:
        yield new
        old = new / "old"
        old.mkdir()
        for part in parts:
            if (folder / part).exists():
                (folder / part).rename(old / part)
            if (new / part).exists():
                (new / part).rename(folder / part)
    finally:
        shutil.rmtree(new)
