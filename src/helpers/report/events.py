"""Events through time: swim lanes of who is in them, and their list with the sentences that tell them."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import days_axis, rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import entity_names, labels, outlets
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    day,
    link,
    name,
    names,
    number,
    period,
    plain,
    said,
    words,
)
from helpers.tables import split

LANES = 14  # entities with a lane of their own
MARKS = 300  # events drawn, those of most articles first
LISTED = 400  # events in the list, likewise
BEFORE, AFTER = 60, 14  # days around the articles’ dates that the lanes show


def events(timeline: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The dated sentences joined to events: one row an ``event_group`` with its dates, articles and sentences."""
    called = outlets(documents)
    told: dict[str, list] = defaultdict(list)
    for r in timeline.sort_values(["date_start", "doc_id", "start"]).itertuples():
        if r.date_start:
            told[r.event_group].append(r)
    made = [
        {
            "event_group": event_group,
            "event_id": rows[0].event_id,
            "doc_id": rows[0].doc_id,
            "date_start": rows[0].date_start,
            "date_end": max(r.date_end for r in rows),
            "precision": rows[0].precision,
            "place": rows[0].place,
            "sentence": rows[0].sentence,
            "entities": list(dict.fromkeys(one for r in rows for one in split(r.entity_ids))),
            "docs": sorted({r.doc_id for r in rows}),
            "outlets": sorted({called.get(r.doc_id, r.doc_id) for r in rows}),
            "sentences": [(r.event_id, r.doc_id, r.sentence) for r in rows],
        }
        for event_group, rows in sorted(told.items())
    ]
    return pd.DataFrame(made)


def lanes_chart(timeline: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """Swim lanes: who is in which event when; a dot an event, sized by its articles; a line where it is a range."""
    made = events(timeline, documents)
    if made.empty:
        return Note("No sentence with a date was found, so there is no timeline.")
    known = entity_names(entities[~entities["place_type"].isin(["country", "region"])])
    pairs = made.explode("entities").rename(columns={"entities": "entity_id"})
    pairs = pairs[pairs["entity_id"].isin(known.index)]
    if pairs.empty:
        return Note("No dated sentence names anybody, so there are no lanes; the events stand in the table below.")
    begin, end = window(documents, made)
    seen = pairs[(pairs["date_start"] <= end) & ((pairs["date_end"] == "") | (pairs["date_end"] >= begin))]
    seen = pairs if seen.empty else seen
    weight = seen.groupby("entity_id").agg(docs=("docs", lambda lists: len(set().union(*lists))), n=("docs", "size"))
    order = sorted(weight.index, key=lambda one: (-weight["docs"][one], -weight["n"][one], one))[:LANES]
    seen = seen[seen["entity_id"].isin(order)]
    best = seen.drop_duplicates("event_group").assign(n=lambda rows: rows["docs"].map(len))
    best = best.sort_values(["n", "date_start", "event_group"], ascending=[False, True, True]).head(MARKS)
    seen = with_heights(seen[seen["event_group"].isin(best["event_group"])], order)
    traces = [*lane_ranges(seen, order, begin, end), lane_dots(seen, order, known, begin)]
    ticks = [plain(known[one], 30) for one in order]
    layout = {
        "height": 70 + 38 * len(order),
        "xaxis": {"type": "date", **days_axis(begin, end)},
        "yaxis": {**rows_axis(ticks), "showgrid": True},
        "showlegend": False,
    }
    drawn = seen["event_group"].nunique()
    shared = int((made["outlets"].map(len) > 1).sum())
    summary = f"{count(len(made), 'dated event')}, {shared:,} of them told by more than one outlet. "
    summary += f"Drawn: {count(drawn, 'event')} between {day(begin)} and {day(end)}, in lanes of the "
    summary += (
        f"{len(order)} names that most articles put in a dated sentence." if len(order) > 1 else "one name found."
    )
    rows = [
        Row(
            [
                Cell(period(r.date_start, r.date_end, r.precision), r.date_start),
                name(known[r.entity_id]),
                name(r.place) if r.place else "",
                Cell(number(len(r.docs)), len(r.docs)),
                words(r.sentence),
            ]
        )
        for r in seen.sort_values(["date_start", "event_group", "entity_id"]).head(150).itertuples()
    ]
    columns = ["Date", "Name", "Place", "Articles", "First sentence"]
    table = Table("", "Events by name", "", columns, rows, ("Articles",), ("First sentence",), total=len(seen))
    how = "One dot an event, larger the more articles tell it; a line is a span of days. Press a dot for its sentence."
    return Chart("chart-lanes", "Who did what when", summary, traces, layout, table, how)


def window(documents: pd.DataFrame, made: pd.DataFrame) -> tuple[str, str]:
    """The days the lanes show: around the articles' dates, cut to where events are."""
    published = documents.loc[documents["published"] != "", "published"].str[:10].map(lambda iso: (iso + "-01-01")[:10])
    starts = made["date_start"].map(lambda iso: (iso + "-01-01")[:10])
    if published.empty:
        return starts.min(), starts.max()
    low = (pd.Timestamp(published.min()) - pd.Timedelta(days=BEFORE)).date().isoformat()
    high = (pd.Timestamp(published.max()) + pd.Timedelta(days=AFTER)).date().isoformat()
    inside = starts[(starts >= low) & (starts <= high)]
    return (starts.min(), starts.max()) if inside.empty else (inside.min(), inside.max())


def lane_ranges(seen: pd.DataFrame, order: list[str], begin: str, end: str) -> list[dict]:
    """The events whose date is a span, as lines cut at the window; an open end runs to its edge."""
    xs: list[str | None] = []
    ys: list[float | None] = []
    for r in seen.itertuples():
        last = r.date_end or end
        if last > r.date_start:
            y = r.height
            xs += [max(r.date_start, begin), min(last, end), None]
            ys += [y, y, None]
    line = {"color": COLOURS[0], "width": 3}
    return [{"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "opacity": 0.45, "hoverinfo": "skip"}]


def with_heights(seen: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """The events with the height of their mark: those of one day in one lane stand above each other in it."""
    seen = seen.sort_values(["entity_id", "date_start", "event_group"], kind="stable")
    together = seen.groupby(["entity_id", "date_start"])["event_group"]
    at, of = together.cumcount(), together.transform("size")
    spread = (at - (of - 1) / 2) * (0.7 / of.clip(lower=2))
    return seen.assign(height=(seen["entity_id"].map(order.index) + spread).round(3))


def lane_dots(seen: pd.DataFrame, order: list[str], called: pd.Series, begin: str) -> dict:
    """The events as dots at their first day (at the window's edge, if they began before)."""
    top = max(seen["docs"].map(len).max(), 2)
    hover = [
        f"<b>{plain(called[r.entity_id])}</b>, {period(r.date_start, r.date_end, r.precision)}<br>"
        f"{count(len(r.docs), 'article')}: {plain(', '.join(r.outlets), 70)}<br>{said(r.sentence, 180)}"
        for r in seen.itertuples()
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [max(r.date_start, begin) for r in seen.itertuples()],
        "y": [r.height for r in seen.itertuples()],
        "marker": {
            "size": [round(7 + 9 * ((len(docs) - 1) / (top - 1)) ** 0.5, 1) for docs in seen["docs"]],
            "color": COLOURS[0],
            "symbol": ["circle" if r.date_start >= begin else "triangle-left" for r in seen.itertuples()],
            "line": {"width": 1, "color": "rgba(255,255,255,.7)"},
        },
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": ["#" + anchor("event", r.event_id) for r in seen.itertuples()],
    }


def events_table(timeline: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The events in the order of time; each opens to its sentences, article by article."""
    made = events(timeline, documents)
    if made.empty:
        return Note("No sentence with a date was found.")
    called, known = labels(documents), entity_names(entities)
    made = made.assign(n=made["docs"].map(len))
    most = made.sort_values(["n", "date_start", "event_group"], ascending=[False, True, True]).head(LISTED)
    rows = []
    for r in most.sort_values(["date_start", "event_group"]).itertuples():
        told = Markup("").join(
            Markup("<li>{} {}</li>").format(
                words(sentence), link(anchor("event", one), Markup(called.get(doc_id, doc_id)))
            )
            for one, doc_id, sentence in r.sentences[:25]
        )
        if len(r.sentences) == 1:
            opened = Markup("{} {}").format(
                words(r.sentence), link(anchor("event", r.event_id), Markup(called.get(r.doc_id, r.doc_id)))
            )
        else:
            opened = Markup("<details><summary>{} <b>{}</b></summary><ul>{}</ul></details>").format(
                words(r.sentence), f"and {count(len(r.sentences) - 1, 'more sentence')}", told
            )
        who = names([known[one] for one in r.entities if one in known.index][:6]) if r.entities else ""
        rows.append(
            Row(
                [
                    Cell(period(r.date_start, r.date_end, r.precision), r.date_start),
                    name(r.place) if r.place else "",
                    who,
                    Cell(number(len(r.outlets)), len(r.outlets)),
                    opened,
                ],
                anchor("group", r.event_group),
            )
        )
    undated = int((timeline["date_start"] == "").sum())
    summary = f"{count(len(made), 'event')} from {count(len(timeline), 'dated sentence')}"
    summary += (
        f"; {count(undated, 'sentence has', 'sentences have')} a date that could not be worked out." if undated else "."
    )
    columns = ["Date", "Place", "Who", "Outlets", "What is told"]
    return Table(
        "table-events", "The events in order", summary, columns, rows, ("Outlets",), ("What is told",), total=len(made)
    )
