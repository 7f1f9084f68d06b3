"""Dated sentences that tell an event: the rows of a timeline.

An event is a verb that says something happened: finite and past, not negated, not in the conditional, and neither a
state ("controls"), nor an opinion ("condemned"), nor only a statement ("said"). Its date is the one that goes with it
in the parse; where only the statement is dated, the row says so (``date_basis`` is ``reporting``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import event_groups

FINE = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "vague": 6}
NEAR = 2  # sentences back that a date is looked for, where the same event is plainly told on
SPECIFIC = {"facility": 0, "town": 1, "water": 2, "region": 3, "province": 4, "country": 5, "other": 6, "": 6}


@cache
def words(kind: str) -> dict[str, set[str]]:
    """Lemmas of one kind in `knowledge/event_words.csv`, each with the families of events it belongs to."""
    made: dict[str, set[str]] = {}
    for row in knowledge.load("event_words").to_dict("records"):
        if row["kind"] == kind:
            made.setdefault(row["word"], set()).add(row["family"])
    return made


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
    records = []
    for doc_id in sorted(docs):
        records += sentences(doc_id, docs[doc_id], by_doc.get(doc_id, []), named.get(doc_id, []), known)
    if not records:
        return tables.empty("timeline")
    frame = pd.DataFrame(records)
    frame.insert(0, "event_id", tables.stable_ids(frame, "sentence"))
    frame["event_group"] = event_groups.find(frame, docs, documents, entities)
    return tables.conform("timeline", frame)


def sentences(doc_id: str, doc, dates: list[dict], mentions: list[dict], known: dict[str, dict]) -> list[dict]:
    """The dated event sentences of one article."""
    spans = list(doc.sents)
    starts = [span.start_char for span in spans]
    inside = place_in(dates, starts)
    named = place_in(mentions, starts)
    made, told = [], []  # told: number of the sentence, its families, its date
    for number, span in enumerate(spans):
        happened = [token for token in span if is_event(token)]
        if not happened:
            continue
        choice = choose(span, happened, inside.get(number, []))
        families = set().union(*(words("event").get(token.lemma_.lower(), set()) for token in span))
        if choice is None and not inside.get(number):
            earlier = [date for at, shared, date in told if number - at <= NEAR and shared & families]
            choice = (earlier[-1], "context") if earlier and len(set(map(str, earlier))) == 1 else None
        if choice is None:
            continue
        date, basis = choice
        told.append((number, families, date))
        text = span.text.strip()
        start = span.start_char + span.text.index(text)
        ids = tables.join(row["entity_id"] for row in named.get(number, []))
        place_id = place_of(named.get(number, []), known)
        made.append(
            {
                "doc_id": doc_id,
                "start": start,
                "end": start + len(text),
                "sentence": text,
                "date_start": date["date_start"],
                "date_end": date["date_end"],
                "precision": date["precision"],
                "entity_ids": ids,
                "place_id": place_id,
                "place": known[place_id]["name"] if place_id else "",
                "date_basis": basis,
            }
        )
    return made


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


def choose(span, happened: list, dates: list[dict]) -> tuple[dict, str] | None:
    """The date of a sentence's event, and whether it is the event's or the statement's; None if it has none."""
    ranked = []
    events = {token.i for token in happened}
    for date in dates:
        token = span.doc.char_span(date["start"], date["end"], alignment_mode="expand")
        verb = governor(token.root) if token is not None else None
        if verb is None:
            rank, basis = 2, "event"
        elif verb.i in events:
            rank, basis = 0, "event"
        elif verb.lemma_.lower() in words("report"):
            rank, basis = 3, "reporting"
        else:
            rank, basis = 1, "event"
        if FINE[date["precision"]] > FINE["month"] and rank:
            continue  # "the 2016 prize": a year that goes with no verb of the event
        ranked.append((rank, FINE[date["precision"]], date["start"], date, basis))
    if not ranked:
        return None
    best = min(ranked, key=lambda item: item[:3])
    return best[3], best[4]


def governor(token):
    """The verb that governs a token; None if there is none."""
    while token.pos_ not in ("VERB", "AUX"):
        if token.head.i == token.i:
            return None
        token = token.head
    return token


def place_of(mentions: list[dict], known: dict[str, dict]) -> str:
    """The most specific place named in a sentence, the first of them; empty if none is named."""
    places = [row for row in mentions if known.get(row["entity_id"], {}).get("kind") == "place"]
    if not places:
        return ""
    best = min(places, key=lambda row: (SPECIFIC.get(known[row["entity_id"]]["place_type"], 6), row["start"]))
    return best["entity_id"]
