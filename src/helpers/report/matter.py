"""The back matter: method with row counts, decisions, data dictionary, the run, the downloads, how to cite."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from helpers import ROOT, tables
from helpers.report import summary
from helpers.report.source import Source
from helpers.report.table import Row, Table
from helpers.report.wording import count, day, name

CONTENTS = [
    ("method", "Method, step by step"),
    ("decisions", "Decisions and what is missing"),
    ("dictionary", "Data dictionary"),
    ("run", "The run, the tables, how to cite"),
]
EMBEDDED = 900_000  # bytes of tables that the page carries with it at most


def html(made: Source, licence: str, cite: str, carried: set[str]) -> str:
    """All back matter."""
    parts = (method(made), decisions(made), dictionary(), run(made, licence, cite, carried))
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
    paragraphs = [Markup("<h4>{}</h4><p>{}</p>").format(r.section, r.text) for r in said.itertuples()]
    return f"<h3>In words</h3>\n{''.join(paragraphs)}"


def accuracy() -> str:
    """The accuracy measured on annotated articles, kept with the program."""
    path = ROOT / "benchmarks" / "accuracy.json"
    if not path.is_file():
        return ""
    record = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        Row([r["room"], r["measure"], str(r["value"]), str(r["n"]), r.get("interval", ""), r.get("definition", "")])
        for r in record["measures"]
    ]
    columns = ["Chapter", "Measure", "Value", "Of", "95 % interval", "Definition"]
    table = Table("", "Measures", "", columns, rows, ("Value", "Of"), page=0)
    text = "Measured on {} on annotated articles of other cases, not on these; version {} of the program."
    said = Markup("<p>{}</p>").format(text.format(record["measured"], record["version"]))
    return f'<h3>Measured accuracy</h3>\n{said}\n<div class="rows">{table.bare()}</div>'


def decisions(made: Source) -> str:
    """What a person decided, what it met, and what is not known for want of a decision."""
    decided = made.decisions
    parts = []
    if decided.empty:
        parts.append("<p>No corrections were made by hand: the report shows what the program proposes.</p>")
    else:
        met = int((decided["status"] == "applied").sum())
        parts.append(
            str(
                Markup("<p>{}, {} applied, {}.</p>").format(
                    count(len(decided), "correction by hand", "corrections by hand"),
                    f"{met:,}",
                    count(len(decided) - met, "meets nothing (any more)", "meet nothing (any more)"),
                )
            )
        )
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
                classes="" if r.status == "applied" else "dim",
            )
            for r in decided.itertuples()
        ]
        columns = ["Table", "Row", "Column", "Value", "Reason", "By", "Date", "Status"]
        parts.append(f'<div class="rows">{Table("", "Corrections", "", columns, rows).bare()}</div>')
    cost = summary.missing_cost(made)
    parts.append("<h3>What is not known, and what that costs</h3>")
    parts += [str(Markup("<p>{}</p>").format(one)) for one in cost] or [
        "<p>Outlet and publication date of every article are known.</p>"
    ]
    return "\n".join(parts)


def dictionary() -> str:
    """Every table and its columns."""
    parts = [
        "<p>Every table, its columns in order. Empty is unknown; an open end is empty where "
        "<code>bound</code> says so.</p>"
    ]
    for table, part in tables.dictionary().groupby("table", sort=False):
        rows = [
            Row([Markup("<code>{}</code>").format(r.column), r.type, r.values, r.description])
            for r in part.itertuples()
        ]
        made = Table("", f"Columns of {table}", "", ["Column", "Type", "Values", "Meaning"], rows, page=0)
        parts.append(
            str(
                Markup(
                    '<details class="data"><summary><code>{}</code> {}</summary><div class="rows">{}</div></details>'
                ).format(table, count(len(part), "column"), Markup(made.bare()))
            )
        )
    return "\n".join(parts)


def run(made: Source, licence: str, cite: str, carried: set[str]) -> str:
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
    parts.append(f"<h3>The tables</h3>\n{downloads(made, carried)}")
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


def downloads(made: Source, carried: set[str]) -> str:
    """Tables and exports as files inside of the page, small ones first, as many as it should carry."""
    outputs: Path = ROOT / made.outputs
    files = [*outputs.glob("tables/*.csv"), *(outputs.glob("exports/*.csv") if "casualty_figures" in carried else ())]
    files = sorted(files, key=lambda path: (path.stat().st_size, path.name))
    left, items = EMBEDDED, []
    for path in files:
        if path.parent.name == "tables" and path.stem.partition("-")[0] not in carried:
            items.append(Markup("<li>{} (quotes too much of the articles to publish here)</li>").format(path.name))
            continue
        data = path.read_bytes()
        left -= len(data)
        if left < 0:
            items.append(
                Markup("<li>{} (too large to carry; in the folder {})</li>").format(path.name, path.parent.name)
            )
        else:
            items.append(
                Markup(
                    '<li><a download="{0}" href="data:text/csv;charset=utf-8;base64,{1}">{0}</a> {2:,} bytes</li>'
                ).format(path.name, base64.b64encode(data).decode(), len(data))
            )
    return f'<ul class="downloads">{"".join(sorted(items))}</ul>' if items else "<p>There are no tables yet.</p>"
