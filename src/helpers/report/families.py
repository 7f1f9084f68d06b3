"""The text families through time, with who took it from whom."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.report import large
from helpers.report.articles import days_axis, rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import MANY, article, labels
from helpers.report.shares import by_share
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    number,
)

DRAWN = 40  # articles in the picture of families
PARTS = {  # of an article in its family: in words, as a symbol, and its colour
    "source": ("likely source", "circle", COLOURS[0]),
    "wire": ("wire copy", "diamond", COLOURS[2]),
    "copy": ("copy", "square", COLOURS[1]),
    "open": ("shares the text; who had it first is open", "square-open", COLOURS[1]),
}


def families_chart(families: pd.DataFrame, pairs: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The families through time: a line an article, a dot where it was published, an arrow from text to copy."""
    if len(documents) > MANY:
        return large.families_chart(families, documents)
    sizes = families["family_id"].value_counts()
    several = sorted(sizes[sizes > 1].index, key=lambda one: (-sizes[one], one))
    if not several:
        return Note(
            "No article shares enough text with another to be of its family: every article is a text family of its own."
        )
    called, date = labels(documents), documents.set_index("doc_id")["published"]
    role = families.set_index("doc_id")["role"]
    rows: list[tuple[str, str]] = []
    drawn = 0
    for family_id in several:
        members = families.loc[families["family_id"] == family_id, "doc_id"]
        if rows and len(rows) + len(members) > DRAWN:
            continue
        drawn += 1
        rows += [(family_id, doc) for doc in sorted(members, key=lambda doc: (date[doc] or "9999", doc))[:DRAWN]]
    dated = [date[doc][:10] for _, doc in rows if date[doc]]
    first, last = (min(dated), max(dated)) if dated else ("2000-01-01", "2000-01-01")
    axis = days_axis(first, last)
    begin, end = map(pd.Timestamp, axis["range"])
    missing = (begin + (end - begin) * 0.02).isoformat()  # inside of the frame, so that the mark is whole
    undated = [doc for _, doc in rows if not date[doc]]
    starts = {family_id: date[doc][:10] for family_id, doc in reversed(rows) if date[doc]}
    at = {doc: (date[doc][:10] or starts.get(family_id, missing), i) for i, (family_id, doc) in enumerate(rows)}
    traces, notes = edges(pairs, at, families.set_index("doc_id")["family_id"])
    known = {family_id for family_id, doc in rows if role[doc] in ("source", "wire")}
    taken = set(pairs.loc[pairs["direction"] == "a_from_b", "doc_a"])
    taken |= set(pairs.loc[pairs["direction"] == "b_from_a", "doc_b"])
    settled = {doc for family_id, doc in rows if role[doc] != "copy" or family_id in known or doc in taken}
    part = {doc: role[doc] if doc in settled else "open" for _, doc in rows}
    for name, (words, symbol, colour) in PARTS.items():
        docs = [doc for _, doc in rows if part[doc] == name]
        if docs:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers+text",
                    "name": words,
                    "x": [at[doc][0] for doc in docs],
                    "y": [at[doc][1] for doc in docs],
                    "text": ["" if date[doc] else "  no date" for doc in docs],
                    "textposition": "middle right",
                    "marker": {"size": 12, "symbol": symbol, "color": colour},
                    "customdata": ["#" + anchor("article", doc) for doc in docs],
                    "hovertext": [
                        f"<b>{called[doc]}</b><br>{words}" + ("" if date[doc] else "<br>no date known") for doc in docs
                    ],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                }
            )
    bounds = [i - 0.5 for i, (family_id, _) in enumerate(rows) if i and rows[i - 1][0] != family_id]
    layout = {
        "height": 96 + 30 * len(rows),
        "xaxis": {"type": "date", **axis},
        "yaxis": {**rows_axis([called[doc] for _, doc in rows]), "showgrid": True},
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": y,
                "y1": y,
                "line": {"width": 1, "color": COLOURS[7], "dash": "dot"},
            }
            for y in bounds
        ],
        "annotations": notes,
        "showlegend": True,
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    alone = int((sizes == 1).sum())
    summary = (
        f"{count(len(several), 'family', 'families')} of two or more articles, the largest of "
        f"{sizes[several[0]]:,}; {count(alone, 'article stands', 'articles stand')} alone."
    )
    summary += f" Drawn: {drawn:,} of the families." if drawn < len(several) else ""
    summary += (
        f" {count(len(undated), 'article has', 'articles have')} no date and "
        f"{'stands' if len(undated) == 1 else 'stand'} with the first of the family."
        if undated
        else ""
    )
    listed = families.assign(size=families["family_id"].map(sizes)).query("size > 1")
    listed = listed.sort_values(["size", "family_id", "doc_id"], ascending=[False, True, True])
    table_rows = [
        Row([article(r.family_id, called), article(r.doc_id, called), r.role, Cell(number(r.size), r.size)])
        for r in listed.head(LISTED).itertuples()
    ]
    columns = ["Family", "Article", "Part", "Members"]
    table = Table("", "Text families", "", columns, table_rows, ("Members",), total=len(listed))
    how = (
        "An arrow runs from the likely source to the copy; a plain line joins two articles that have the "
        "text from a common source, or of which nobody can tell who had it first. Dotted lines part the families."
    )
    return Chart("chart-families", "Text families through time", summary, traces, layout, table, how)


def edges(pairs: pd.DataFrame, at: Mapping[str, tuple[str, int]], family: pd.Series) -> tuple[list[dict], list[dict]]:
    """For each article the tie to the one it shares most with: an arrow where the direction is known, else a line."""
    best: dict[str, object] = {}
    for r in by_share(pairs).itertuples():
        if r.doc_a not in at or r.doc_b not in at or family.get(r.doc_a) != family.get(r.doc_b):
            continue
        copy = {"a_from_b": r.doc_a, "b_from_a": r.doc_b}.get(r.direction) or max(
            r.doc_a, r.doc_b, key=lambda doc: at[doc][1]
        )
        best.setdefault(copy, r)
    xs: list[str | None] = []
    ys: list[int | None] = []
    notes = []
    for r in best.values():
        if r.direction in ("a_from_b", "b_from_a"):
            source, copy = (r.doc_b, r.doc_a) if r.direction == "a_from_b" else (r.doc_a, r.doc_b)
            (x0, y0), (x1, y1) = at[source], at[copy]
            notes.append(
                {
                    "ax": x0,
                    "ay": y0,
                    "x": x1,
                    "y": y1,
                    "axref": "x",
                    "ayref": "y",
                    "xref": "x",
                    "yref": "y",
                    "text": "",
                    "showarrow": True,
                    "arrowhead": 2,
                    "arrowsize": 1.1,
                    "arrowwidth": 1.6,
                    "arrowcolor": COLOURS[7],
                    "standoff": 8,
                    "startstandoff": 7,
                }
            )
        else:
            (x0, y0), (x1, y1) = at[r.doc_a], at[r.doc_b]
            xs += [x0, x1, None]
            ys += [y0, y1, None]
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": COLOURS[7], "width": 1.6},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return ([line] if xs else []), notes
