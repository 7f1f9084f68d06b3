"""Chapter 2 in pictures: who and what is named, in which words, when and where."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.events import events_table
from helpers.report.labels import labels
from helpers.report.lanes import lanes_chart
from helpers.report.naming import naming_chart
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    link,
    name,
    number,
    period,
    words,
)
from helpers.report.worldmap import places_chart
from helpers.tables import split

__all__ = [
    "dates_table",
    "events_table",
    "lanes_chart",
    "merged_table",
    "naming_chart",
    "places_chart",
    "proposals_table",
]


def merged_table(entities: pd.DataFrame, mentions: pd.DataFrame) -> Table | Note:
    """The names that were joined into one, each spelling with why it was joined; how often each is used."""
    many = entities[entities["aliases"] != ""]
    if many.empty:
        return Note("No name is written in more than one way.")
    shown = entities[(entities["aliases"] != "") | (entities["later"] != "")]
    shown = shown.sort_values(["n_documents", "n_mentions", "entity_id"], ascending=[False, False, True])
    by = {
        "knowledge": "the package’s list of names",
        "gazetteer": "GeoNames",
        "aliases": "aliases.csv",
        "text": "the articles themselves",
    }
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    why: dict[tuple[str, str], str] = {}
    for (entity_id, text), basis in mentions.groupby(["entity_id", "text"])["basis"]:
        forms[entity_id][text] = len(basis)
        why[entity_id, text] = " or ".join(sorted(set(basis) - {"", "own name"}))
    rows = []
    for r in shown.head(LISTED).itertuples():
        spelled = sorted(forms.get(r.entity_id, {}).items(), key=lambda item: (-item[1], item[0])) or [
            (one, 0) for one in split(r.aliases)
        ]
        listed = Markup(", ").join(spelling(t, n, why.get((r.entity_id, t), "")) for t, n in spelled)
        kind = f"{r.kind}, {r.place_type}" if r.place_type else r.kind
        rows.append(
            Row(
                [
                    Markup("<b>{}</b>{}").format(name(r.name), later(r.later)),
                    kind,
                    listed,
                    by.get(r.basis, r.basis),
                    Cell(number(r.n_documents), r.n_documents),
                    Cell(number(r.n_mentions), r.n_mentions),
                ]
            )
        )
    summary = (
        f"{count(len(entities), 'entity', 'entities')} in all; {len(many):,} written in more than one way, joined here."
    )
    if (shown["later"] != "").any():
        summary += " A group and what became of it stay apart; “later” tells of that."
    columns = ["Name", "Kind", "Written as (times, why joined)", "Known from", "Articles", "Mentions"]
    return Table(
        "table-names",
        "Names that are one",
        summary,
        columns,
        rows,
        ("Articles", "Mentions"),
        ("Written as (times, why joined)",),
        total=len(shown),
    )


def spelling(text: str, times: int, why: str) -> Markup:
    """A spelling with its count and why it was joined."""
    aside = ", ".join(part for part in (f"{times:,}" if times else "", why) if part)
    return Markup("<bdi>{}</bdi>{}").format(
        text, Markup(' <span class="aside">{}</span>').format(aside) if aside else ""
    )


def later(cell: str) -> Markup | str:
    """What became of a group, beside its name."""
    told = "; ".join(split(cell))
    return Markup(' <span class="aside">later: {}</span>').format(told) if told else ""


def proposals_table(proposals: pd.DataFrame) -> Table | Note:
    """Names that may be one, why, and the line that accepts it."""
    if proposals.empty:
        return Note("No two names are so alike that they may be one.")
    why = {
        "spelling": "spelt alike",
        "fewer words": "one leaves out words of the other",
        "initials": "one has the initials of the other",
    }
    rows = [
        Row(
            [
                Markup("<bdi>{}</bdi>").format(r.name),
                Markup("<b>{}</b>").format(name(r.into_name)),
                r.kind,
                why.get(r.reason, r.reason),
                Cell(f"{r.likeness:.2f}", r.likeness),
                Cell(number(r.n_documents), r.n_documents),
                Markup("<code>{}</code>").format(r.line),
            ]
        )
        for r in proposals.head(LISTED).itertuples()
    ]
    summary = f"{count(len(proposals), 'pair')} of names never used in one article; a person decides."
    columns = ["Name", "May be", "Kind", "Why", "Likeness", "Articles", "Line for aliases.csv"]
    return Table(
        "table-proposals",
        "Names that may be one",
        summary,
        columns,
        rows,
        ("Likeness", "Articles"),
        ("Line for aliases.csv",),
        total=len(proposals),
    )


def dates_table(dates: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The date expressions, how each was read, and from what."""
    if dates.empty:
        return Note("No date expression was found.")
    called = labels(documents)
    basis = {
        "explicit": "itself",
        "publication": "the publication date",
        "context": "a date before it",
        "unresolved": "not worked out",
    }
    rows = [
        Row(
            [
                link(anchor("date", r.date_id), words(r.text)),
                r.timex_type.lower(),
                r.timex_value,
                Cell(period(r.date_start, r.date_end, r.precision) or name(""), r.date_start),
                basis.get(r.basis, r.basis),
                Markup(called[r.doc_id]),  # the words lead to it
            ]
        )
        for r in dates.head(LISTED).itertuples()
    ]
    open_ = int((dates["basis"] == "unresolved").sum())
    summary = f"{count(len(dates), 'date expression')}; "
    summary += (
        f"{count(open_, 'is', 'are')} not worked out, for want of a date to count from or of a plain meaning."
        if open_
        else "all were worked out."
    )
    columns = ["Written", "Type", "TIMEX3 value", "Read as", "Worked out from", "Article"]
    return Table("table-dates", "How dates were read", summary, columns, rows, total=len(dates))
