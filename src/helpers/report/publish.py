"""``python -m helpers.report.publish --outputs OUTPUTS --to FOLDER``: the report and its tables for a static host.

The folder gets ``index.html``, the tables that the page may carry (`page.carried`), ``datapackage.json`` that
describes them, and an empty ``.nojekyll``. Nothing is written before everything has been checked; other files stay.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

from helpers import ROOT, ProblemError, tables
from helpers.report import packed, withheld
from helpers.report.__main__ import chosen_parameters
from helpers.report.page import carried
from helpers.report.source import Source

LARGEST = 100 * 2**20  # bytes of one file: what static hosts of repositories take
OUTSIDE = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*\b(?:src|href|data)="(?!data:)"""
)


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
    made, page = Source(outputs), ROOT / outputs / "report" / "index.html"
    if not page.is_file():
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
    text = page.read_text("utf-8")
    for check in (whole, links, sizes):
        check(text)
    leaks(packed.unpacked(text), made, publish_text, withhold_names)
    copies = {f"tables/{name}.{kind}": ROOT / outputs / "tables" / f"{name}.{kind}" for name in names for kind in KINDS}
    for name, path in copies.items():
        if path.stat().st_size > LARGEST:
            raise ProblemError(f"{name} has {path.stat().st_size:,} bytes; static hosts take {LARGEST:,} at most")
    shutil.rmtree(folder / "tables", ignore_errors=True)  # tables that may not be shown any more
    for name, path in copies.items():
        tables.replace(folder / name, path.read_bytes())
    tables.write_json(folder / "datapackage.json", package)
    tables.replace(folder / "index.html", text.encode())
    tables.replace(folder / ".nojekyll", b"")
    return [folder / name for name in (*copies, "datapackage.json", "index.html", ".nojekyll")]


KINDS = ("csv", "parquet")


def whole(text: str) -> None:
    """The page is complete, and asks nobody for anything."""
    if not text.rstrip().endswith("</html>") or "Content-Security-Policy" not in text:
        raise ProblemError("the page is not whole; type make report")
    if found := OUTSIDE.search(text):
        raise ProblemError(f"the page would load something from elsewhere: {found[0][:120]}")


def links(text: str) -> None:
    """Every link within the page meets something."""
    ids = set(re.findall(r'\sid="([^"]+)"', text))
    if dead := sorted(set(re.findall(r'<a\b[^>]*\bhref="#([^"]+)"', text)) - ids):
        raise ProblemError(f"{len(dead)} links of the page lead nowhere, #{dead[0]} among them")


def sizes(text: str) -> None:
    """The page is no larger than hosts take."""
    if len(text.encode()) > LARGEST:
        raise ProblemError(f"the page has {len(text.encode()):,} bytes; static hosts take {LARGEST:,} at most")


def leaks(text: str, made: Source, publish_text: str, withhold_names: bool) -> None:
    """Nothing that the parameters withhold stands in the page."""
    if withhold_names and withheld.names_shown(made)(text):
        raise ProblemError("the page names a person harmed, though withhold_names is set; type make report")
    if publish_text == "none" and withheld.text_shown([text], made):
        raise ProblemError("the page quotes an article, though publish_text is none; type make report")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
