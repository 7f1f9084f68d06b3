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
    corrected,
    count,
    link,
    name,
    number,
    period,
    words,
)
from helpers.report.worldmap import places_chart
from helpers.tables import split

LINKED = 3  # articles that a name leads to

__all__ = [
    "dates_table",
    "events_table",
    "lanes_chart",
    "names_table",
    "naming_chart",
    "places_chart",
    "proposals_table",
]


def names_table(
    entities: pd.DataFrame, mentions: pd.DataFrame, timeline: pd.DataFrame, documents: pd.DataFrame
) -> Table | Note:
    """Every name with its spellings, each with why it was joined, and the way to where it stands in the articles."""
    if entities.empty:
        return Note("No name was found.")
    shown = entities.sort_values(["n_documents", "n_mentions", "entity_id"], ascending=[False, False, True])
    by = {
        "knowledge": "list of names",
        "gazetteer": "GeoNames",
        "aliases": "aliases.csv",
        "text": "the articles",
    }
    forms: dict[str, list[tuple[str, int, str]]] = defaultdict(list)  # spelling, times, why it was joined
    for (entity_id, text), basis in mentions.groupby(["entity_id", "text"])["basis"]:
        forms[entity_id].append((text, len(basis), " or ".join(sorted(set(basis) - {"", "own name"}))))
    called, places = labels(documents), standing(mentions, timeline)
    rows = []
    for r in shown.head(LISTED).itertuples():
        listed = spellings(forms.get(r.entity_id) or [(one, 0, "") for one in split(r.aliases)])
        kind = f"{r.kind}, {r.place_type}" if r.place_type else r.kind
        rows.append(
            Row(
                [
                    Markup("<b>{}</b>{}{}").format(
                        name(r.name), later(r.later), corrected(r.corrected, "entities", r.entity_id)
                    ),
                    kind,
                    listed,
                    by.get(r.basis, r.basis),
                    Cell(number(r.n_mentions), r.n_mentions),
                    Cell(in_articles(places.get(r.entity_id, {}), called), r.n_documents),
                ],
                anchor("name", r.entity_id),
            )
        )
    many = int((entities["aliases"] != "").sum())
    summary = f"{count(len(entities), 'name')}, of which "
    summary += f"{count(many, 'is', 'are').replace('no ', 'none ')} written in more than one way and joined here."
    if (shown["later"] != "").any():
        summary += " A group and what became of it stay apart; “later” tells of that."
    columns = ["Name", "Kind", "Written as (times, why joined)", "Known from", "Mentions", "Articles"]
    return Table(
        "table-names",
        "Every name and its spellings",
        summary,
        columns,
        rows,
        ("Mentions",),
        ("Written as (times, why joined)", "Articles"),
        total=len(shown),
    )


def standing(mentions: pd.DataFrame, timeline: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Of each name the articles it stands in, and the address there: of its first dated sentence, if it has one."""
    told = {(one, r.doc_id): r.event_id for r in timeline[::-1].itertuples() for one in split(r.entity_ids)}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for r in mentions.drop_duplicates(["entity_id", "doc_id"]).itertuples():
        event = told.get((r.entity_id, r.doc_id))
        found[r.entity_id][r.doc_id] = anchor("event", event) if event else anchor("article", r.doc_id)
    return found


def in_articles(places: dict[str, str], called: dict[str, str]) -> Markup:
    """The first articles a name stands in, as links, and how many more there are."""
    first = sorted(places, key=lambda doc_id: (places[doc_id].startswith("article"), doc_id))[:LINKED]
    links = Markup(", ").join(link(places[doc_id], Markup(called.get(doc_id, doc_id))) for doc_id in first)
    more = len(places) - len(first)
    return Markup("{}{}").format(links, f" and {more:,} more" if more else "")


def spellings(forms: list[tuple[str, int, str]]) -> Markup:
    """The spellings of a name with their counts: its own first, then by why they were joined, frequent first."""
    reasons: dict[str, list[Markup]] = {"": []}
    for text, times, why in sorted(forms, key=lambda form: (-form[1], form[0])):
        counted = Markup(' <span class="aside">{}</span>').format(f"{times:,}") if times else ""
        reasons.setdefault(why, []).append(Markup("<bdi>{}</bdi>{}").format(text, counted))
    told = {why: Markup(", ").join(listed) for why, listed in reasons.items() if listed}
    return Markup("<br>").join(
        Markup('<span class="aside">{}:</span> {}').format(why, listed) if why else listed
        for why, listed in told.items()
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
                Markup("{}{}").format(
                    link(anchor("date", r.date_id), words(r.text)), corrected(r.corrected, "dates", r.date_id)
                ),
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
