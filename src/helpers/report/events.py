"""Events: dated sentences joined where they tell the same, and their list with the sentences that tell them."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.labels import entity_names, labels, outlets
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    corrected,
    count,
    link,
    name,
    number,
    period,
    words,
)
from helpers.tables import split

SENTENCES, NAMES = 60, 30  # of one event that are shown


def events(timeline: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The dated sentences joined to events: one row an ``event_group`` with its dates, articles and sentences."""
    called, full = outlets(documents), entity_names(entities).to_dict()
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
            "place": place_said(rows[0], full),
            "sentence": rows[0].sentence,
            "entities": list(dict.fromkeys(one for r in rows for one in split(r.entity_ids))),
            "docs": sorted({r.doc_id for r in rows}),
            "outlets": sorted({called.get(r.doc_id, r.doc_id) for r in rows}),
            "told": [(called.get(r.doc_id, r.doc_id), r.sentence) for r in rows],
            "sentences": [(r.event_id, r.doc_id, r.sentence) for r in rows],
            "corrected": [(r.corrected, r.event_id) for r in rows if r.corrected],
        }
        for event_group, rows in sorted(told.items())
    ]
    return pd.DataFrame(made)


def place_said(event, full: dict[str, str]) -> str:
    """The place of an event; a province says so. A place that a person wrote stands as written."""
    known = full.get(event.place_id, "")
    return known if known.startswith(event.place) and event.place else event.place


def events_table(timeline: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The events in the order of time; each opens to its sentences, article by article."""
    made = events(timeline, entities, documents)
    if made.empty:
        return Note("No sentence with a date was found.")
    called, known = labels(documents), entity_names(entities).to_dict()
    made = made.assign(n=made["docs"].map(len))
    most = made.sort_values(["n", "date_start", "event_group"], ascending=[False, True, True]).head(LISTED)
    rows = []
    for r in most.sort_values(["date_start", "event_group"]).itertuples():
        told = Markup("").join(
            Markup("<li>{} {}</li>").format(
                words(sentence), link(anchor("event", one), Markup(called.get(doc_id, doc_id)))
            )
            for one, doc_id, sentence in r.sentences[:SENTENCES]
        )
        if len(r.sentences) > SENTENCES:
            told += Markup("<li>and {}</li>").format(count(len(r.sentences) - SENTENCES, "more sentence"))
        if len(r.sentences) == 1:
            opened = Markup("{} {}").format(
                words(r.sentence), link(anchor("event", r.event_id), Markup(called.get(r.doc_id, r.doc_id)))
            )
        else:
            opened = Markup("<details><summary>{} <b>{}</b></summary><ul>{}</ul></details>").format(
                words(r.sentence), f"and {count(len(r.sentences) - 1, 'more sentence')}", told
            )
        shown = [one for one in r.entities if one in known][:NAMES]
        named = Markup(", ").join(link(anchor("name", one), name(known[one])) for one in shown)
        by_hand = Markup("").join(corrected(columns, "timeline", one) for columns, one in r.corrected)
        rows.append(
            Row(
                [
                    Cell(period(r.date_start, r.date_end, r.precision), r.date_start),
                    name(r.place) if r.place else "",
                    named,
                    Cell(number(len(r.outlets)), len(r.outlets)),
                    Markup("{}{}").format(opened, by_hand),
                ],
                anchor("group", r.event_group),
            )
        )
    undated = int((timeline["date_start"] == "").sum())
    summary = f"{count(len(made), 'event')} from {count(len(timeline), 'dated sentence')}"
    summary += (
        f"; {count(undated, 'sentence has', 'sentences have')} a date that could not be worked out." if undated else "."
    )
    columns = ["Date", "Place", "Named", "Outlets", "What is told"]
    return Table(
        "table-events", "The events in order", summary, columns, rows, ("Outlets",), ("What is told",), total=len(made)
    )
