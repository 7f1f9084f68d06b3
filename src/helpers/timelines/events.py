"""Dated sentences that tell an event: the rows of a timeline.

An event is told by a verb of what happened (`event_verbs`). Its date is the one that goes with it in the parse
(`event_dates`); where only the statement is dated, the row says so (``date_basis`` is ``reporting``). A headline, and a
sentence that goes on about an event (`event_threads`), take its date and its place (``context``). A place is the one
that the event's clause names (`event_places`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

import pandas as pd

from helpers import tables
from helpers.timelines import event_evidence, event_groups
from helpers.timelines.event_dates import choose
from helpers.timelines.event_places import place_of
from helpers.timelines.event_threads import (
    Told,
    carried,
    deeds,
    goes_on,
    headlined,
    is_new,
    resumed,
    setting,
    told_on,
)
from helpers.timelines.event_verbs import happened

HEADLINE = 150  # tokens within which a headline ends
ABOUT = ["name", "kind", "place_type", "country", "admin1"]


def find(
    docs: Mapping[str, object],
    documents: pd.DataFrame,
    dates: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
) -> pd.DataFrame:
    """The `timeline` table: one row a dated sentence that tells an event, joined across articles by `event_group`.

    ``docs``: spaCy Docs by ``doc_id``; the others are tables. Columns as in the data dictionary.
    """
    known = entities.set_index("entity_id")[ABOUT].to_dict("index")
    by_doc, named = ({name: part.to_dict("records") for name, part in t.groupby("doc_id")} for t in (dates, mentions))
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))
    found = [
        sentences(doc_id, docs[doc_id], published.get(doc_id, ""), by_doc.get(doc_id, []), named.get(doc_id, []), known)
        for doc_id in sorted(docs)
    ]
    return join(found, documents, entities)


def join(found: Iterable[list[dict]], documents: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The `timeline` of the `sentences` of all articles; ``entities``: the table of those in them."""
    frame = pd.DataFrame([row for rows in found for row in rows])
    if frame.empty:
        return tables.empty("timeline")
    known = entities.set_index("entity_id")[ABOUT].to_dict("index")
    frame["place"] = [known[place_id]["name"] if place_id else "" for place_id in frame["place_id"]]
    frame.insert(0, "event_id", tables.stable_ids(frame, "sentence"))
    frame["event_group"] = event_groups.find(frame, documents, known)
    return tables.typed("timeline", frame.drop(columns=["thread", "deeds", "new", "terms", "numbers"]))


def dated(dates: list[dict]) -> list[dict]:
    """The dates that an event may have: days, times, and "in the past 24 hours"."""
    return [
        one
        for one in dates
        if one["date_start"]
        and (
            one["timex_type"] in ("DATE", "TIME")
            or (one["timex_type"] == "DURATION" and one["precision"] == "day" and one["basis"] == "publication")
        )
    ]


def sentences(
    doc_id: str, doc, published: str, dates: list[dict], mentions: list[dict], known: dict[str, dict]
) -> list[dict]:
    """The dated event sentences of one article; those with one `thread` go on about one event."""
    title = title_end(doc[:HEADLINE].text)
    spans = [span for span in doc.sents if span.start_char >= title]
    if title:
        spans.insert(0, doc.char_span(0, title, alignment_mode="contract") or doc[:1])
    starts = [span.start_char for span in spans]
    inside, named = place_in(dated(dates), starts), place_in(mentions, starts)
    made: list[tuple[Told, str]] = []
    headline = None
    for number, span in enumerate(spans):
        tokens = list(span)
        events = happened(tokens, headline=title > 0 and number == 0)
        if not events:
            continue
        names = named.get(number, [])
        place_id, outside = place_of(span, events[0], names, known)
        things = {one["entity_id"] for one in names}
        here = Told(span, tokens, events, number, things, "" if outside else place_id)
        told = [earlier for earlier, _ in made]
        choice = choose(span, events, inside.get(number, []), published)
        if choice:
            here.when, basis = choice
            source = told_on(here, told) if basis == "reporting" else None
            if source:
                goes_on(here, source, known, dated=True)
                basis = "context"
            elif source := resumed(here, told):
                goes_on(here, source, known)
            elif place := setting(here, told):
                here.place_id, here.place_basis = place, "context"
            made.append((here, basis))
        elif title and number == 0:
            headline = here
        elif not inside.get(number) and (source := carried(here, told)):
            goes_on(here, source, known, dated=True)
            made.append((here, "context"))
        here.place_id = here.place_id or place_id
    lead = headline and headlined(headline, [told for told, _ in made])
    if lead:
        goes_on(headline, lead, known, dated=True)
        made.insert(0, (headline, "context"))
    return [row(doc_id, here, basis, named.get(here.number, [])) for here, basis in made]


def title_end(text: str) -> int:
    """Where the headline ends that an article's text begins with; 0 if its first line is a sentence of its body."""
    first, _, rest = text.partition("\n\n")
    return len(first) if rest and not first.rstrip().endswith((".", ".”", '."', ".'")) else 0


def row(doc_id: str, here: Told, basis: str, mentions: list[dict]) -> dict:
    """One row of the timeline, but for its ids and its place's name."""
    whole = here.span.text
    text = whole.strip()
    start = here.span.start_char + whole.index(text)
    return {
        "doc_id": doc_id,
        "start": start,
        "end": start + len(text),
        "sentence": text,
        "date_start": here.when["date_start"],
        "date_end": here.when["date_end"],
        "precision": here.when["precision"],
        "entity_ids": tables.join(one["entity_id"] for one in mentions),
        "place_id": here.place_id,
        "date_basis": basis,
        "place_basis": here.place_basis if here.place_id else "",
        "thread": here.thread,
        "deeds": deeds(here, whole=True),
        "new": is_new(here),
        **event_evidence.features(here.tokens),
    }


def place_in(rows: list[dict], starts: list[int]) -> dict[int, list[dict]]:
    """Rows by the number of the sentence they stand in."""
    made: dict[int, list[dict]] = {}
    for row in rows:
        made.setdefault(bisect_right(starts, row["start"]) - 1, []).append(row)
    return made
