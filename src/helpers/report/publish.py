"""``python -m helpers.report.publish --outputs OUTPUTS --to FOLDER``: the report and its tables for a static host.

The folder gets ``index.html`` and of a large case the pages beside it, the tables that the report may carry
(`page.carried`), ``datapackage.json`` that describes them, and an empty ``.nojekyll``. Nothing is written before
everything has been checked; other files stay.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from pathlib import Path

from helpers import ROOT, ProblemError, tables
from helpers.files import replace
from helpers.report import matter, packed, withheld
from helpers.report.__main__ import chosen_parameters
from helpers.report.beside import FOLDERS, OURS, STYLE
from helpers.report.page import INDEX, carried
from helpers.report.source import Source

LARGEST = 100 * 2**20  # bytes of one file: what static hosts of repositories take
OUTSIDE = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*\b(?:src|href|data)="(?!data:|\.\./style\.css")"""
)


# Links within the report, of its text and of its charts.
LINK = re.compile(r'''<a\b[^>]*\bhref="(?!\w+:)([^"]+)"|"(articles/[^"]+\.html#[^"]+)"''')


def main(arguments: list[str]) -> int:
    """Check and copy; a problem is one line and leaves the folder as it was."""
    parser = argparse.ArgumentParser(prog="helpers.report.publish", description="Copy a checked report for a host.")
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument("--to", required=True)
    parser.add_argument("--params", default="")
    given = parser.parse_args(arguments)
    try:
        chosen = chosen_parameters(given.params)
        files = publish(given.outputs, ROOT / given.to, chosen["publish_text"], chosen["withhold_names"])
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in files)
    print(f"{len(files)} files, {size / 2**20:.1f} MiB, in {given.to}: copy the folder to any static host")
    return 0


def publish(outputs: str | Path, folder: Path, publish_text: str, withhold_names: bool) -> list[Path]:
    """Copy the report of ``outputs`` into ``folder``; returns the files. `ProblemError` says which check failed."""
    made, report = Source(outputs), ROOT / outputs / "report"
    if not (report / INDEX).is_file():
        raise ProblemError(f"{outputs}: no report yet; type make report")
    allowed = carried(publish_text, withhold_names)
    written = (ROOT / outputs / "tables").glob("*.parquet")
    names = sorted(path.stem for path in written if path.stem.partition("-")[0] in allowed)
    for name in names:
        table = tables.read(outputs, name)
        tables.check(name.partition("-")[0], table)
        if withhold_names and withheld.names_in(table, made):
            raise ProblemError(f"{name} names a person harmed, though withhold_names is set")
    package = json.loads((ROOT / outputs / "datapackage.json").read_text("utf-8"))
    package["resources"] = [one for one in package["resources"] if Path(one["path"]).stem in names]
    pages = [INDEX, *(path.relative_to(report).as_posix() for path in sorted(report.glob("*/*.html")))]
    copies = {f"tables/{name}.{kind}": ROOT / outputs / "tables" / f"{name}.{kind}" for name in names for kind in KINDS}
    files = [STYLE] if (report / STYLE).exists() else []
    copies |= {name: report / name for name in (*pages, *files)}
    if len(pages) > 1:
        exports = matter.files(made, allowed)
        copies |= {f"exports/{path.name}": path for path in exports if path.parent.name == "exports"}
    links(report, pages, set(copies))
    leaks(report, pages, made, publish_text, withhold_names)
    for name, path in copies.items():
        if path.stat().st_size > LARGEST:
            raise ProblemError(f"{name} has {path.stat().st_size:,} bytes; static hosts take {LARGEST:,} at most")
    shutil.rmtree(folder / "tables", ignore_errors=True)  # tables that may not be shown any more
    for path in [one for part in FOLDERS for one in sorted(folder.glob(f"{part}/*.html"))]:
        if path.relative_to(folder).as_posix() not in copies and OURS in path.read_text("utf-8", "replace"):
            path.unlink()  # a page of an article that is no more
    for path in (ROOT / outputs / "exports").glob("*.csv"):
        (folder / "exports" / path.name).unlink(missing_ok=True)
    for name, path in copies.items():
        replace(folder / name, path.read_bytes())
    tables.write_json(folder / "datapackage.json", package)
    replace(folder / ".nojekyll", b"")
    return [folder / name for name in (*copies, "datapackage.json", ".nojekyll")]


KINDS = ("csv", "parquet")


def links(report: Path, pages: list[str], files: set[str]) -> None:
    """Every page is complete and loads nothing from elsewhere; every link meets a place of a page, or a file."""
    places, asked = set(), {}
    for page in pages:
        text, folder = (report / page).read_text("utf-8"), Path(page).parent
        whole(page, text)
        places |= {page, *(f"{page}#{one}" for one in re.findall(r'\sid="([^"]+)"', text))}
        for address in map("".join, LINK.findall(packed.unpacked(text))):
            path, _, place = address.partition("#")
            there = os.path.normpath(folder / path) if path else page
            asked.setdefault(f"{there}#{place}" if place else there, page)
    if dead := sorted(set(asked) - places - files):
        raise ProblemError(f"{len(dead)} links of the report lead nowhere, {dead[0]} in {asked[dead[0]]} among them")


def whole(page: str, text: str) -> None:
    """The page is complete, and asks nobody for anything."""
    if not text.rstrip().endswith("</html>") or "Content-Security-Policy" not in text:
        raise ProblemError(f"{page} is not whole; type make report")
    if found := OUTSIDE.search(text):
        raise ProblemError(f"{page} would load something from elsewhere: {found[0][:120]}")


def leaks(report: Path, pages: list[str], made: Source, publish_text: str, withhold_names: bool) -> None:
    """Nothing that the parameters withhold stands in the pages, nor in the names of their files."""
    read = (packed.unpacked((report / page).read_text("utf-8")) for page in pages)
    if withhold_names:
        seen = withheld.names_shown(made)
        if any(seen(page) or seen(text) for page, text in zip(pages, read, strict=True)):
            raise ProblemError("the report names a person harmed, though withhold_names is set; type make report")
        read = (packed.unpacked((report / page).read_text("utf-8")) for page in pages)
    if publish_text == "none" and withheld.text_shown(read, made):
        raise ProblemError("the report quotes an article, though publish_text is none; type make report")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
