"""The pages about speed, written from what was measured: `docs/performance.md` and `docs/scale.md`.

`record` keeps the parts of a run in `speed.json` beside this file (each part with its machine, versions, commit and
day), draws the growth curves, and fills the blocks between the marks of both pages. A test holds them to the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import curves

from helpers import ROOT, tables

RECORD = ROOT / "benchmarks" / "speed.json"
DOCS = ROOT / "docs"
PAGES = ("performance.md", "scale.md")
GROWTH = ("articles", "sentences", "archive")
PLANS = ((1_000_000, 40), (100_000_000, 1000))  # articles, and processors working at once
PRICE = 0.05  # US dollars for a processor and 4 GB of memory an hour, as large clouds ask in 2026 without a contract
MACHINE = 64  # GiB of memory of the machine that runs make
MANY = 10_000  # articles from which memory is what the articles take, not what starting takes


def record(parts: dict[str, dict]) -> None:
    """Keep ``parts`` (`bench.main`), each in the place of the one measured before, and write the pages."""
    speed = recorded() | parts
    tables.write_json(RECORD, speed)
    for name, drawn in pictures(speed).items():
        (DOCS / name).write_text(drawn, "utf-8")
    for name in PAGES:
        page = DOCS / name
        page.write_text(filled(page.read_text("utf-8"), speed), "utf-8")


def recorded() -> dict[str, dict]:
    """The parts kept in the repository."""
    return json.loads(RECORD.read_text("utf-8")) if RECORD.is_file() else {}


def filled(page: str, speed: dict[str, dict]) -> str:
    """``page`` with every block between its marks written anew."""
    for name, block in blocks(speed).items():
        marks = f"<!-- {name}: written by make bench RECORD=1 -->", f"<!-- end of {name} -->"
        lines = "\n".join([marks[0], *block, marks[1]])
        page = re.sub(re.escape(marks[0]) + ".*?" + re.escape(marks[1]), lambda _, new=lines: new, page, flags=re.S)
    return page


def blocks(speed: dict[str, dict]) -> dict[str, list[str]]:
    """The lines of each block, by its name."""
    made = {part: compared(speed[part]) for part in ("chapters", "whole", "imports", "alternatives") if part in speed}
    if rows := grown(speed):
        made |= {"growth": growth(rows), "plan": planned(rows), "limits": limits(rows)}
        told = [(", ".join(chapters(speed[part]["rows"])), about(speed[part])) for part in GROWTH if part in speed]
        made["growth machine"] = [f"- {names}: {said}" for names, said in told]
    return made


def about(part: dict) -> str:
    """One line on when, on what and with what a part was measured."""
    machine, versions = part["machine"], part["versions"]
    busy = f", load {machine['load']} (others worked on it)" if machine["load"] > 2 * machine["cores"] else ""
    on = f"{machine['cores']} cores of {machine['processor']}, {machine['memory_gib']} GiB{busy}"
    known = ", ".join(f"{name} {versions[name]}" for name in ("python", "spacy", "pandas") if name in versions)
    return f"measured on {part['measured']} at commit {part['commit'][:8]}: {on}; {known}."


def compared(part: dict) -> list[str]:
    """A part whose rows are compared with something in the same run."""
    rows = [
        [row["what"], row.get("seconds"), row.get("ratio"), row.get("to"), row.get("recall")] for row in part["rows"]
    ]
    heads = ["what", "seconds", "ratio", "to", "recall"]
    heads, rows = (heads, rows) if any(row[4] is not None for row in rows) else (heads[:4], [row[:4] for row in rows])
    runs = f" Median of {part['runs']} runs." if part["runs"] > 1 else ""
    said = about(part) + runs
    return [said[0].upper() + said[1:], "", *lined(heads, rows)]


def grown(speed: dict[str, dict]) -> list[dict]:
    """The rows of growth of all parts."""
    return [row for part in GROWTH if part in speed for row in speed[part]["rows"]]


def growth(rows: list[dict]) -> list[str]:
    """Each chapter at each size."""
    names = ["what", "articles", "seconds", "cpu_ms", "ratio", "peak_mib", "disk_kib", "recall"]
    heads = ["chapter", "articles", "seconds", "ms of processor an article", "to the smallest", "peak MiB"]
    more = [round(marginal(rows, row, "cpu_ms"), 2) if row["ratio"] != 1 else None for row in rows]
    cells = [[*(row.get(name) for name in names), each] for row, each in zip(rows, more, strict=True)]
    table = lined([*heads, "KiB an article on disk", "recall", "ms without the start"], cells)
    return [*table, "", f"On two processors that do nothing else that is, for the largest of each: {minutes(rows)}."]


def minutes(rows: list[dict]) -> str:
    """How long two idle processors take for each chapter at its largest size: what is spread, by two."""
    told = []
    for row in largest(rows, ("alone_ms", "cpu_ms")):
        each = row["alone_ms"] + (row["cpu_ms"] - row["alone_ms"]) / 2
        told.append(f"{row['what']} of {row['articles']:,} articles {number(each * row['articles'] / 60_000)} minutes")
    return ", ".join(told)


def pictures(speed: dict[str, dict]) -> dict[str, str]:
    """The growth curves, by file."""
    rows = grown(speed)
    if not rows:
        return {}
    drawn = {"growth_time.svg": ("Time an article", "ms of processor", "cpu_ms", None)}
    drawn["growth_memory.svg"] = ("Most memory held", "MiB", "peak_mib", (4096, "4 GiB"))
    return {
        file: curves.picture(title, unit, {name: points(rows, name, value) for name in chapters(rows)}, limit)
        for file, (title, unit, value, limit) in drawn.items()
    }


def points(rows: Iterable[dict], chapter: str, value: str) -> curves.Points:
    """Articles and ``value`` of one chapter."""
    return [(row["articles"], row[value]) for row in rows if row["what"] == chapter]


def chapters(rows: Iterable[dict]) -> list[str]:
    """The chapters measured, in order."""
    return list(dict.fromkeys(row["what"] for row in rows))


def largest(rows: list[dict], needed: tuple[str, ...]) -> list[dict]:
    """The row of each chapter at the largest size at which what is ``needed`` was measured; none where it never was."""
    known = [row for row in rows if all(row.get(name) is not None for name in needed)]
    return [[row for row in known if row["what"] == chapter][-1] for chapter in chapters(known)]


def planned(rows: list[dict]) -> list[str]:
    """Hours, cost, storage and shuffle of each chapter for each of `PLANS`, at the rates of the largest size."""
    made = []
    for articles, cores in PLANS:
        total = [0.0, 0.0, 0.0]
        made += [f"**{articles:,} articles, {cores:,} processors**", ""]
        table = []
        for row in largest(rows, ("alone_ms", "disk_kib")):
            alone, whole = (articles * marginal(rows, row, name) / 3.6e6 for name in ("alone_ms", "cpu_ms"))
            shared = max(0.0, whole - alone)
            hours, paid = alone + shared / cores, (alone + shared) * PRICE
            disk = articles * row["disk_kib"] / 2**20
            shuffle = articles * row["shuffle_kib"] / 2**20 if row.get("shuffle_kib") else None
            total = [sum(pair) for pair in zip(total, (hours, paid, disk), strict=True)]
            cells = [number(alone + shared), number(alone), number(hours), number(paid), number(disk)]
            table.append([row["what"], *cells, number(shuffle) if shuffle else ""])
        table.append(["all", "", "", *map(number, total), ""])
        heads = ["stage", "processor hours", "of them in the first process", "hours", "US$", "GiB kept"]
        made += [*lined([*heads, "GiB shuffled"], table), ""]
    return made[:-1]


def marginal(rows: list[dict], row: dict, name: str) -> float:
    """Milliseconds of one more article, from the smallest size to that of ``row``: so the start counts once."""
    first = next(other for other in rows if other["what"] == row["what"])
    more = row["articles"] - first["articles"]
    if not more or first.get(name) is None:
        return row[name]
    return (row[name] * row["articles"] - first[name] * first["articles"]) / more


def limits(rows: list[dict]) -> list[str]:
    """Where the memory of each chapter measured on `MANY` articles ends on one machine."""
    table = []
    for row in largest(rows, ("peak_mib",)):
        base = next(other for other in rows if other["what"] == row["what"])
        if row["articles"] < MANY:
            continue
        each = max(row["peak_mib"] - base["peak_mib"], 0) / (row["articles"] - base["articles"])
        most = (MACHINE * 1024 - base["peak_mib"]) / each if each else None
        table.append([row["what"], number(1000 * each), f"{most / 1e6:,.1f} million" if most else "not reached"])
    return lined(["stage", "MiB more for 1,000 articles more", f"articles in {MACHINE} GiB"], table)


def number(value: float) -> str:
    """A number with two digits that say something."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def lined(heads: list[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table; its first column is text."""
    made = [f"| {' | '.join(heads)} |", f"| --- {'| ---: ' * (len(heads) - 1)}|"]
    for row in rows:
        cells = ["" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row]
        made.append(f"| {' | '.join(cells)} |")
    return made
