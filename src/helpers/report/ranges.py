"""The figures side by side: a heading for each harm, place and date, under it a mark for each source."""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import rows_axis
from helpers.report.chart import Chart, Note, style
from helpers.report.marks import DOUBTED, OPEN, ZERO, bounds, position, said_number, traces
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    count,
    group,
    name,
    number,
    period,
    plain,
)
from helpers.tables import split

GROUPS = ["civilian", "combatant", "aid_worker", "medical_worker", "journalist", "official", "mixed", "unknown"]
HARMS = ["killed", "injured", "casualties", "missing", "detained", "displaced"]
LINES = 44  # marks in the picture
EACH = 6  # marks of one heading, when not all can be drawn
ROOM = 0.6  # of the width: numbers farther right stand to the left of their marks


def harm_said(harm: str) -> str:
    """The harm as a heading."""
    return "Killed or injured" if harm == "casualties" else harm.capitalize()


def where_when(row) -> str:
    """The place and the date of a figure, as a heading has them."""
    when = period(row.date_start, row.date_end, row.date_precision)
    total = "total" if row.scope == "cumulative" else ""
    return " · ".join(part for part in (row.place, when, total) if part) or "place and date unknown"


def ranges_chart(figures: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The figures side by side: a heading for each harm, place and date, under it a mark for each source."""
    if figures.empty:
        return Note(
            "No casualty figure was found in these articles; what was looked at stands under the numbers left out."
        )
    marks = gather(figures)
    groups, rows = [], []
    for heading, part in marks.groupby("heading", sort=False):
        if len(rows) >= LINES:
            break
        at = len(rows) + len(groups)
        few = part if len(marks) <= LINES else part.loc[most(part, EACH)]
        groups.append((at, heading))
        rows += list(enumerate(few.itertuples(), at + 1))
    places = {at: plain(mark.source, 32) for at, mark in rows} | {at: "" for at, _ in groups}
    kinds = [one for one in GROUPS if any(mark.victim_group == one for _, mark in rows)]
    looks = style(GROUPS)
    ends = [position(value) for _, mark in rows for value in bounds(mark) if value is not None]
    low, high = math.log10(min([*ends, 1])) - 0.15, math.log10(max([*ends, 10])) + OPEN + 0.35
    drawn, edge = [], 10 ** (low + ROOM * (high - low))
    for kind in kinds:
        drawn += traces(kind, [(at, mark) for at, mark in rows if mark.victim_group == kind], *looks[kind], edge)
    height = 96 + 27 * len(places)
    layout = {
        "height": height,
        "xaxis": {
            "type": "log",
            "range": [low, high],
            **log_ticks(low, high),
            "title": {"text": "people, logarithmic"},
        },
        "yaxis": rows_axis([places[at] for at in sorted(places)]),
        "annotations": [heading_note(at, text) for at, text in groups],
        "showlegend": True,
        "margin": {"r": 46},
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    doubted = int(figures["stance"].isin(DOUBTED).sum())
    total = marks["heading"].nunique()
    summary = f"{count(len(figures), 'figure')}, in {count(total, 'group')} of one harm, place and date"
    summary += f"; {count(len(groups), 'is', 'are')} drawn, those in most articles first" if len(groups) < total else ""
    summary += (
        f". {count(doubted, 'figure is', 'figures are')} hedged, claimed, expected or unverified." if doubted else "."
    )
    table_rows = [
        Row(
            [
                Markup(m.heading.split("\x1f")[0]),
                name(m.source),
                said_number(m),
                group(m.victim_group),
                m.stance,
                Cell(number(len(m.docs)), len(m.docs)),
            ]
        )
        for m in marks.head(LISTED).itertuples()
    ]
    columns = ["Harm, place and date", "On whose word", "People", "Victims", "Stance", "Articles"]
    table = Table("", "Figures by harm, place and date", "", columns, table_rows, ("Articles",), total=len(marks))
    how = (
        "A filled mark is stated plainly, an empty one is hedged, claimed or unverified, a cross is "
        "denied. A line is a range; "
        "a dotted line with an open arrow has no upper (or lower) end. Press a mark for its sentence."
    )
    return Chart("chart-figures", "How many, and on whose word", summary, drawn, layout, table, how)


def gather(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a mark: figures of one harm, place, date, victims, source, stance and number, with their articles."""
    f = figures.assign(
        heading=[f"{harm_said(r.harm)} · {where_when(r)}" for r in figures.itertuples()],
        source=[", ".join(split(r.attribution)) or spoken(r.attribution_kind) for r in figures.itertuples()],
        low=[None if pd.isna(value) else int(value) for value in figures["count_min"]],
        high=[None if pd.isna(value) else int(value) for value in figures["count_max"]],
    )
    keys = ["heading", "scope", "harm", "victim_group", "source", "bound", "stance"]
    f["numbers"] = [f"{low}-{high}" for low, high in zip(f["low"], f["high"], strict=True)]
    marks = (
        f.groupby([*keys, "numbers"], sort=False)
        .agg(
            low=("low", "first"),
            high=("high", "first"),
            number=("number", "first"),
            docs=("doc_id", lambda ids: sorted(set(ids))),
            figure_id=("figure_id", "first"),
            sentence=("sentence", "first"),
            part_of=("part_of", "first"),
        )
        .reset_index()
    )
    for column in ("low", "high"):
        marks[column] = [None if pd.isna(value) else int(value) for value in marks[column]]
    reach = f.groupby("heading")["doc_id"].nunique()
    # What can be compared comes first: one event at a known place and date, then totals, then what is known less.
    vague = {r.heading: (not (r.place and r.date_start), r.scope != "incident") for r in f.itertuples()}
    marks["order"] = [
        (
            *vague[r.heading],
            -reach[r.heading],
            HARMS.index(r.harm),
            r.heading,
            r.part_of != "",
            -max(value or 0 for value in bounds(r)),
            r.source,
        )
        for r in marks.itertuples()
    ]
    return marks.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def most(part: pd.DataFrame, n: int) -> list:
    """The ``n`` marks that most articles state, in the order they have."""
    size = part["docs"].map(len)
    return sorted(size.sort_values(ascending=False, kind="stable").index[:n])


def spoken(kinds: str) -> str:
    """The kind of a source that has no name: *activist, not named*; *the article itself* where nobody is quoted."""
    known = [kind.replace("_", " ") for kind in split(kinds) if kind != "unattributed"]
    return f"{', '.join(known)}, not named" if known else "no source given"


def log_ticks(low: float, high: float) -> dict:
    """Ticks at 1, 10, 100… and, on a short scale, at 2 and 5 between them."""
    steps = (1, 2, 5) if high - low < 3.2 else (1,)
    ticks = [step * 10**power for power in range(0, 9) for step in steps if low <= math.log10(step * 10**power) <= high]
    shown = [f"{tick:,}" if tick < 1_000_000 else f"{tick // 1_000_000:,} m" for tick in ticks]
    if low < math.log10(ZERO):
        ticks, shown = [ZERO, *ticks], ["nobody", *shown]
    return {"tickvals": ticks, "ticktext": shown, "tickangle": 0}


def heading_note(at: int, text: str) -> dict:
    """A group's heading, in its own line of the picture."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "text": f"<b>{plain(text, 60)}</b>",
        "showarrow": False,
        "name": "heading",
    }
