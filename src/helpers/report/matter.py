"""The back matter: method with row counts, decisions, data dictionary, the run, the downloads, how to cite."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
from markupsafe import Markup, escape

from helpers import ROOT, tables
from helpers.report import summary
from helpers.report.source import Source
from helpers.report.table import Row, Table
from helpers.report.wording import anchor, count, day, link, name

CONTENTS = [
    ("method", "Method, step by step"),
    ("decisions", "Decisions and what is missing"),
    ("dictionary", "Data dictionary"),
    ("run", "The run, the tables, how to cite"),
]
EMBEDDED = 400_000  # bytes of tables that the page carries one by one; more are packed into one archive


def html(made: Source, licence: str, cite: str, carried: set[str], *, inside: bool = True) -> str:
    """All back matter; the tables ``inside`` of the page, or as files beside it."""
    parts = (method(made), decisions(made), dictionary(), run(made, licence, cite, downloads(made, carried, inside)))
    return "\n".join(
        f'<section class="chapter" id="{key}"><h2>{label}</h2>\n{part}\n</section>'
        for (key, label), part in zip(CONTENTS, parts, strict=True)
    )


def method(made: Source) -> str:
    """What each step did, with its rows."""
    rows = [Row([step, what, rows_]) for step, what, rows_ in summary.steps(made)]
    table = Table("", "Steps and rows", "", ["Step", "What it does", "Rows"], rows, page=0)
    text = (
        "Each step reads the tables of the steps before it. Nothing is dropped silently: what a step "
        "leaves out has a row that says why. "
        "The chapters’ notebooks hold the code of each step and its parameters."
    )
    parts = [f"<p>{text}</p>", f'<div class="rows">{table.bare()}</div>', codebook(made), accuracy()]
    return "\n".join(part for part in parts if part)


def codebook(made: Source) -> str:
    """The method of this run in words, as a public codebook wants it: `exports/method.csv`, if the run wrote it."""
    path = ROOT / made.outputs / "exports" / "method.csv"
    if not path.is_file():
        return ""
    said = pd.read_csv(path, dtype=str, keep_default_na=False)
    dated = [re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day(found[0]), text) for text in said["text"]]
    paragraphs = [Markup("<h4>{}</h4><p>{}</p>").format(*one) for one in zip(said["section"], dated, strict=True)]
    return f"<h3>In words</h3>\n{''.join(paragraphs)}"


def accuracy() -> str:
    """The accuracy measured on annotated articles, kept with the program: a table a chapter, behind its name."""
    path = ROOT / "benchmarks" / "accuracy.json"
    if not path.is_file():
        return ""
    record = json.loads(path.read_text(encoding="utf-8"))
    rooms: dict[str, list[Row]] = {}
    for r in record["measures"]:
        cells = [r["measure"], str(r["value"]), str(r["n"]), r.get("interval", ""), r.get("definition", "")]
        rooms.setdefault(r["room"], []).append(Row(cells))
    columns = ["Measure", "Value", "Of", "95 % interval", "Definition"]
    text = "Measured on {} on annotated articles of other cases, not on these; version {} of the program. "
    text += "Values are per cent where the definition says nothing else."
    parts = [Markup("<p>{}</p>").format(text.format(day(record["measured"]), record["version"]))]
    for room, rows in rooms.items():
        table = Table("", f"Measures: {room}", "", columns, rows, ("Value", "Of"), ("Definition",), page=0)
        parts.append(FOLDED.format(room.capitalize(), count(len(rows), "measure"), Markup(table.bare())))
    return "<h3>Measured accuracy</h3>\n" + "\n".join(parts)


FOLDED = Markup('<details class="data"><summary>{} <small>{}</small></summary><div class="rows">{}</div></details>')


def decisions(made: Source) -> str:
    """What a person decided, what it met, and what is not known for want of a decision."""
    decided = made.decisions
    parts = []
    if decided.empty:
        parts.append("<p>No corrections were made by hand: the report shows what the program proposes.</p>")
    else:
        met = int((decided["status"] == "applied").sum())
        told = count(len(decided), "correction by hand", "corrections by hand")
        missed = count(len(decided) - met, "meets nothing (any more)", "meet nothing (any more)")
        parts.append(f"<p>{told}, {met:,} applied{f'; {missed}' if met < len(decided) else ''}.</p>")
        rows = [
            Row(
                [
                    r.table,
                    r.row_id,
                    r.column,
                    name(r.value) if r.value else "",
                    name(r.reason) if r.reason else "",
                    name(r.by) if r.by else "",
                    day(r.date),
                    r.status,
                ],
                address,
                "" if r.status == "applied" else "dim",
            )
            for r, address in zip(decided.itertuples(), decision_ids(decided), strict=True)
        ]
        columns = ["Table", "Row", "Column", "Value", "Reason", "By", "Date", "Status"]
        parts.append(f'<div class="rows">{Table("", "Corrections", "", columns, rows).bare()}</div>')
    parts += failed(made)
    cost = summary.missing_cost(made)
    parts.append("<h3>What is not known, and what that costs</h3>")
    parts += [str(Markup("<p>{}</p>").format(one)) for one in cost] or [
        "<p>Outlet and publication date of every article are known.</p>"
    ]
    return "\n".join(parts)


def failed(made: Source) -> list[str]:
    """The articles that the program failed on, and what of them is missing."""
    if made.problems.empty:
        return []
    rows = [
        Row([link(anchor("article", r.doc_id), name(r.doc_id)), r.chapter, r.step, r.problem])
        for r in made.problems.itertuples()
    ]
    table = Table("", "Failures", "", ["Article", "Chapter", "Missing", "Why, and what to do"], rows)
    return ["<h3>What the program failed on</h3>", f'<div class="rows">{table.bare()}</div>']


def decision_ids(decided: pd.DataFrame) -> list[str]:
    """The address of each decision; of several about one row the first has it."""
    ids = [anchor("decision", f"{r.table}-{r.row_id}") for r in decided.itertuples()]
    return [one if one not in ids[:i] else "" for i, one in enumerate(ids)]


def reasons(made: Source) -> Callable[[str], str]:
    """What puts the reason, the person and the date of each decision beside the mark of what it changed, in a page."""
    decided = made.decisions
    told = {}
    for r, address in zip(decided.itertuples(), decision_ids(decided), strict=True):
        parts = [escape(one) for one in (r.reason, r.by, day(r.date)) if one]
        told.setdefault(address, Markup(" <small>{}</small>").format(Markup(", ").join(parts)))

    def tell(found: re.Match) -> str:
        mark, address = found[0], found[1]
        return f"{mark}{told[address]}" if address in told else mark.replace(f"#{address}", "#decisions")

    return partial(re.compile(r'<a class="tag hand" href="#([^"]+)"[^>]*>corrected</a>').sub, tell)


def dictionary() -> str:
    """Every table and its columns."""
    parts = [
        "<p>Every table, its columns in order. Empty is unknown; an open end is empty where "
        "<code>bound</code> says so.</p>"
    ]
    for table in tables.KEYS:
        rows = [
            Row([Markup("<code>{}</code>").format(name), about["type"], about["values"], coded(about["description"])])
            for name, about in tables.columns(table).items()
        ]
        made = Table("", f"Columns of {table}", "", ["Column", "Type", "Values", "Meaning"], rows, page=0)
        heading = Markup("<code>{}</code>").format(table)
        parts.append(str(FOLDED.format(heading, count(len(rows), "column"), Markup(made.bare()))))
    return "\n".join(parts)


def coded(text: str) -> Markup:
    """``text`` with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))


def run(made: Source, licence: str, cite: str, files: str) -> str:
    """What the run was made from, the tables to take along, how to cite."""
    parts = []
    path = ROOT / made.outputs / "run.json"
    record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if record:
        parts += [
            str(
                Markup('<details class="data"><summary>{}</summary>{}</details>').format(
                    str(key).replace("_", " ").capitalize(), nested(value)
                )
            )
            for key, value in sorted(record.items())
        ]
    else:
        parts.append("<p>No record of the run (run.json) was kept.</p>")
    parts.append(f"<h3>The tables</h3>\n{files}")
    parts.append("<h3>Citing and reusing</h3>")
    parts.append(
        str(
            Markup("<p>{}</p>").format(
                licence or "Articles belong to their outlets; quotations here serve as evidence. The tables are facts."
            )
        )
    )
    parts.append(
        str(
            Markup("<p>{}</p>").format(
                cite
                or "Cite a row by its address: every figure, claim, article and passage has one that stays the "
                "same from run to run, as #claim-… or #figure-… at the end of this page’s address."
            )
        )
    )
    return "\n".join(parts)


def nested(value: object) -> Markup:
    """A value of JSON as a list of definitions."""
    if isinstance(value, dict):
        items = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(key, nested(one)) for key, one in value.items())
        return Markup('<dl class="record">{}</dl>').format(items)
    if isinstance(value, list):
        if all(not isinstance(one, dict | list) for one in value):
            return Markup("{}").format(", ".join(map(str, value)))
        return Markup('<ul class="record">{}</ul>').format(
            Markup("").join(Markup("<li>{}</li>").format(nested(one)) for one in value)
        )
    return Markup("{}").format("" if value is None else value)


def files(made: Source, carried: set[str]) -> list[Path]:
    """The tables and exports to take along."""
    outputs: Path = ROOT / made.outputs
    exports = outputs.glob("exports/*.csv") if "casualty_figures" in carried else ()
    return sorted([*(p for p in outputs.glob("tables/*.csv") if p.stem.partition("-")[0] in carried), *exports])


def downloads(made: Source, carried: set[str], inside: bool = True) -> str:
    """Tables and exports: beside the page, or inside of it; as they are where they are small, else in one archive."""
    outputs: Path = ROOT / made.outputs
    kept = files(made, carried)
    every = {*outputs.glob("tables/*.csv"), *outputs.glob("exports/*.csv")}
    left_out = sorted(path.name for path in every - set(kept))
    if not inside:
        shown = [(path.name, path.relative_to(outputs).as_posix(), path.stat().st_size) for path in kept]
    else:
        if sum(path.stat().st_size for path in kept) > EMBEDDED:
            packed = [("same-story.zip", "application/zip", archive(outputs, kept))]
        else:
            packed = [(path.name, "text/csv;charset=utf-8", path.read_bytes()) for path in kept]
        coded = [(name, kind, base64.b64encode(data).decode(), len(data)) for name, kind, data in packed]
        shown = [(name, f"data:{kind};base64,{data}", size) for name, kind, data, size in coded]
    items = [Markup('<li><a download="{0}" href="{1}">{0}</a> {2:,} bytes</li>').format(*one) for one in shown]
    if len(shown) < len(kept):
        items.append(Markup("<li>holds {}</li>").format(", ".join(path.name for path in kept)))
    if left_out:
        items.append(Markup("<li>not here, because they quote too much: {}</li>").format(", ".join(left_out)))
    return f'<ul class="downloads">{"".join(items)}</ul>' if items else "<p>There are no tables yet.</p>"


def archive(folder: Path, files: list[Path]) -> bytes:
    """``files`` as a ZIP archive, the same bytes for the same content."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # 1 Jan 1980: not the time of the run
            made.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return whole.getvalue()
