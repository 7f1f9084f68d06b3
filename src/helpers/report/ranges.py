"""The figures side by side: a heading for each harm, place and date, under it a mark for each source."""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import rows_axis
from helpers.report.chart import Chart, Note, style
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    group,
    name,
    number,
    people,
    period,
    plain,
    said,
)
from helpers.tables import split

GROUPS = ["civilian", "combatant", "aid_worker", "medical_worker", "journalist", "official", "mixed", "unknown"]
HARMS = ["killed", "injured", "casualties", "missing", "detained", "displaced"]
DOUBTED = ("claimed", "alleged", "unverified", "expected")
LINES = 44  # marks in the picture
OPEN = 0.45  # length of an open end, in powers of ten
ZERO = 0.55  # where "nobody" stands on a logarithmic scale


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
        if rows and len(rows) + len(part) > LINES:
            continue
        at = len(rows) + len(groups)
        groups.append((at, heading))
        rows += list(enumerate(part.head(LINES).itertuples(), at + 1))
    places = {at: plain(mark.source, 32) for at, mark in rows} | {at: "" for at, _ in groups}
    kinds = [one for one in GROUPS if any(mark.victim_group == one for _, mark in rows)]
    looks = style(GROUPS)
    ends = [position(value) for _, mark in rows for value in (mark.low, mark.high) if value is not None]
    low, high = math.log10(min([*ends, 1])) - 0.15, math.log10(max([*ends, 10])) + OPEN + 0.35
    traces = []
    for kind in kinds:
        traces += kind_traces(kind, [(at, mark) for at, mark in rows if mark.victim_group == kind], *looks[kind])
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
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    doubted = int(figures["stance"].isin(DOUBTED).sum())
    total = marks["heading"].nunique()
    summary = f"{count(len(figures), 'figure')} of {count(total, 'harm')} told apart by kind, place and date"
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
        for m in marks.itertuples()
    ]
    columns = ["Harm, place and date", "On whose word", "People", "Victims", "Stance", "Articles"]
    table = Table("", "Figures by harm, place and date", "", columns, table_rows, ("Articles",), total=len(marks))
    how = (
        "A filled mark is stated plainly, an empty one is hedged, claimed or unverified, a cross is "
        "denied. A line is a range; "
        "a dotted line with an open arrow has no upper (or lower) end. Press a mark for its sentence."
    )
    return Chart("chart-figures", "How many, and on whose word", summary, traces, layout, table, how)


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
    marks["order"] = [
        (
            r.scope != "incident",
            -reach[r.heading],
            HARMS.index(r.harm),
            r.heading,
            r.part_of != "",
            -(r.low or r.high or 0),
            r.source,
        )
        for r in marks.itertuples()
    ]
    return marks.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def spoken(kinds: str) -> str:
    """The kind of a source that has no name: *activist, not named*; *the article itself* where nobody is quoted."""
    known = [kind.replace("_", " ") for kind in split(kinds) if kind != "unattributed"]
    return f"{', '.join(known)}, not named" if known else "no source given"


def position(value: int) -> float:
    """Where a number stands on the logarithmic scale; nobody stands to the left of one."""
    return value if value > 0 else ZERO


def said_number(mark) -> str:
    """How many, in words."""
    low = pd.NA if mark.low is None or pd.isna(mark.low) else int(mark.low)
    high = pd.NA if mark.high is None or pd.isna(mark.high) else int(mark.high)
    return people(low, high, mark.bound, mark.number)


def kind_traces(kind: str, rows: list, colour: str, symbol: str) -> list[dict]:
    """The marks of one kind of victims: solid ranges, open ends, and the marks themselves."""
    solid: dict[str, list] = {"x": [], "y": []}
    dotted: dict[str, list] = {"x": [], "y": []}
    arrows: dict[str, list] = {"x": [], "y": [], "symbol": []}
    dots: dict[str, list] = {name: [] for name in ("x", "y", "symbol", "text", "hover", "address")}
    for at, mark in rows:
        low, high = mark.low, mark.high
        low = None if low is None or pd.isna(low) else int(low)
        high = None if high is None or pd.isna(high) else int(high)
        if low is not None and high is not None and low != high:
            solid["x"] += [position(low), position(high), None]
            solid["y"] += [at, at, None]
        elif low is None or high is None:
            start = position(low if low is not None else high if high is not None else 1)
            stop = start * 10 ** (OPEN if high is None else -OPEN)
            dotted["x"] += [start, stop, None]
            dotted["y"] += [at, at, None]
            arrows["x"].append(stop)
            arrows["y"].append(at)
            arrows["symbol"].append("triangle-right-open" if high is None else "triangle-left-open")
        for value in dict.fromkeys(v for v in (low, high) if v is not None):
            last = value == (low if low is not None else high)
            dots["x"].append(position(value))
            dots["y"].append(at)
            dots["symbol"].append(
                "x" if mark.stance == "denied" else f"{symbol}-open" if mark.stance in DOUBTED else symbol
            )
            dots["text"].append(short_number(mark) if last else "")
            dots["hover"].append(
                f"<b>{plain(mark.heading)}</b><br>{plain(said_number(mark))}, {group(mark.victim_group)}; "
                f"{mark.stance}<br>"
                f"{plain(mark.source, 60)}, {count(len(mark.docs), 'article')}<br>{said(mark.sentence)}"
            )
            dots["address"].append("#" + anchor("figure", mark.figure_id))
    base = {"type": "scatter", "legendgroup": kind, "showlegend": False, "hoverinfo": "skip"}
    return [
        base | {"mode": "lines", **solid, "line": {"color": colour, "width": 3}},
        base | {"mode": "lines", **dotted, "line": {"color": colour, "width": 2, "dash": "dot"}},
        base
        | {
            "mode": "markers",
            "x": arrows["x"],
            "y": arrows["y"],
            "marker": {"symbol": arrows["symbol"], "color": colour, "size": 9, "line": {"width": 1.5, "color": colour}},
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": group(kind) if kind != "unknown" else "not said who",
            "legendgroup": kind,
            "x": dots["x"],
            "y": dots["y"],
            "text": dots["text"],
            "textposition": "top center",
            "textfont": {"size": 11},
            "cliponaxis": False,
            "marker": {"symbol": dots["symbol"], "color": colour, "size": 11, "line": {"width": 2, "color": colour}},
            "hovertext": dots["hover"],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": dots["address"],
        },
    ]


def short_number(mark) -> str:
    """The number beside a mark: ``≥43``, ``≤30``, ``~40``, ``10–15``, the printed word where it is vague."""
    if mark.bound == "vague":
        return plain(mark.number.lower(), 18)
    said_ = said_number(mark)
    for long, short in (("at least ", "≥"), ("up to ", "≤"), ("about ", "~")):
        said_ = said_.replace(long, short)
    return said_


def log_ticks(low: float, high: float) -> dict:
    """Ticks at 1, 10, 100… and, on a short scale, at 2 and 5 between them."""
    steps = (1, 2, 5) if high - low < 3.2 else (1,)
    ticks = [step * 10**power for power in range(0, 9) for step in steps if low <= math.log10(step * 10**power) <= high]
    shown = [
        f"{tick:,}" if tick < 10_000 else f"{tick / 1000:,.0f}k" if tick < 1_000_000 else f"{tick / 1_000_000:,.0f}m"
        for tick in ticks
    ]
    if low < math.log10(ZERO):
        ticks, shown = [ZERO, *ticks], ["nobody", *shown]
    return {"tickvals": ticks, "ticktext": shown}


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
