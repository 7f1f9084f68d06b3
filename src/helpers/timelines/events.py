"""Dated sentences that tell an event: the rows of a timeline.

An event is a verb that says something happened: finite and past, not negated, not in the conditional, and neither a
state ("controls"), nor an opinion ("condemned"), nor only a statement ("said"). Its date is the one that goes with it
in the parse; where only the statement is dated, the row says so (``date_basis`` is ``reporting``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.timelines import event_groups
from helpers.timelines.event_dates import Told, carried, choose, words

SPECIFIC = {"facility": 0, "town": 1, "water": 2, "region": 3, "province": 4, "country": 5, "other": 6, "": 6}


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
    dated = dates[dates["date_start"].ne("") & dates["timex_type"].isin(["DATE", "TIME"])]
    by_doc = {doc_id: part.to_dict("records") for doc_id, part in dated.groupby("doc_id", sort=False)}
    named = {doc_id: part.to_dict("records") for doc_id, part in mentions.groupby("doc_id", sort=False)}
    known = entities.set_index("entity_id")[["name", "kind", "place_type"]].to_dict("index")
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))
    records = []
    for doc_id in sorted(docs):
        told = (by_doc.get(doc_id, []), named.get(doc_id, []), known)
        records += sentences(doc_id, docs[doc_id], published.get(doc_id, ""), *told)
    if not records:
        return tables.empty("timeline")
    frame = pd.DataFrame(records)
    frame.insert(0, "event_id", tables.stable_ids(frame, "sentence"))
    frame["event_group"] = event_groups.find(frame, docs, documents, entities)
    return tables.conform("timeline", frame)


def sentences(
    doc_id: str, doc, published: str, dates: list[dict], mentions: list[dict], known: dict[str, dict]
) -> list[dict]:
    """The dated event sentences of one article."""
    spans = list(doc.sents)
    starts = [span.start_char for span in spans]
    inside = place_in(dates, starts)
    named = place_in(mentions, starts)
    made: list[dict] = []
    told: list[Told] = []
    for number, span in enumerate(spans):
        happened = [token for token in span if is_event(token)]
        if not happened:
            continue
        families = set().union(*(words("event").get(token.lemma_.lower(), set()) for token in span))
        choice = choose(span, happened, inside.get(number, []), published)
        things = {row["entity_id"] for row in named.get(number, [])} | {
            token.lower_ for token in span if token.like_num
        }
        if choice is None and not inside.get(number):
            date = carried(span, Told(number, families, things, {}), told)
            choice = (date, "context") if date else None
        if choice is None:
            continue
        date, basis = choice
        told.append(Told(number, families, things, date))
        made.append(row(doc_id, span, date, basis, named.get(number, []), known))
    return made


def row(doc_id: str, span, date: dict, basis: str, mentions: list[dict], known: dict[str, dict]) -> dict:
    """One row of the timeline, but for its ids."""
    text = span.text.strip()
    start = span.start_char + span.text.index(text)
    place_id = place_of(span, mentions, known)
    return {
        "doc_id": doc_id,
        "start": start,
        "end": start + len(text),
        "sentence": text,
        "date_start": date["date_start"],
        "date_end": date["date_end"],
        "precision": date["precision"],
        "entity_ids": tables.join(one["entity_id"] for one in mentions),
        "place_id": place_id,
        "place": known[place_id]["name"] if place_id else "",
        "date_basis": basis,
    }


def place_in(rows: list[dict], starts: list[int]) -> dict[int, list[dict]]:
    """Rows by the number of the sentence they stand in."""
    made: dict[int, list[dict]] = {}
    for row in rows:
        made.setdefault(bisect_right(starts, row["start"]) - 1, []).append(row)
    return made


def is_event(token) -> bool:
    """Whether a verb tells that something happened."""
    if token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBN", "VBG"):
        return False
    lemma = token.lemma_.lower()
    if lemma in words("state") or lemma in words("opinion") or lemma in words("report"):
        return False
    children = list(token.children)
    auxiliaries = {child.lower_ for child in children if child.dep_ in ("aux", "auxpass")}
    if any(child.dep_ == "neg" for child in children) or any(child.tag_ == "MD" for child in children):
        return False
    if token.tag_ == "VBD":
        return True
    if token.tag_ == "VBN":
        return bool(auxiliaries & {"was", "were", "had", "has", "have", "been", "being", "got"}) or token.dep_ in (
            "ccomp",
            "conj",
            "ROOT",
        )
    return token.dep_ in ("advcl", "conj", "xcomp") and not auxiliaries & {"is", "are", "be"}


def place_of(span, mentions: list[dict], known: dict[str, dict]) -> str:
    """The most specific place that a sentence puts its event in; empty if there is none.

    A country counts only after a preposition ("strikes in Syria", not "Russia struck"), and no place counts that tells
    where a source speaks ("the ministry in Moscow said").
    """
    ranked = []
    for mention in mentions:
        about = known.get(mention["entity_id"], {})
        found = span.doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        if about.get("kind") != "place" or found is None:
            continue
        led = found.start > 0 and span.doc[found.start - 1].pos_ in ("ADP", "DET", "ADJ")
        if (about["place_type"] == "country" and not led) or speaks(found.root):
            continue
        ranked.append((SPECIFIC.get(about["place_type"], 6), not led, mention["start"], mention["entity_id"]))
    return min(ranked)[-1] if ranked else ""


def speaks(token) -> bool:
    """Whether a token stands in the subject of a statement."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in words("report"):
            return True
        token = token.head
    return False
