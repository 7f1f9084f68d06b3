"""Dated sentences that tell an event: the rows of a timeline.

An event is a verb that says something happened: finite and past, not negated, not in the conditional, and neither a
state ("controls"), nor an opinion ("condemned"), nor only a statement ("said"). Its date is the one that goes with it
in the parse; where only the statement is dated, the row says so (``date_basis`` is ``reporting``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import event_groups

FINE = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "vague": 6}
NEAR = 2  # sentences back that a date is looked for, where the same event is plainly told on
NAMING = ("nummod", "compound", "nmod", "amod", "poss")  # of a year before a noun
SPECIFIC = {"facility": 0, "town": 1, "water": 2, "region": 3, "province": 4, "country": 5, "other": 6, "": 6}


@dataclass(frozen=True)
class Told:
    """What an earlier sentence of the article has told: its number, kinds of event, who and how many, when."""

    number: int
    families: set[str]
    things: set[str]
    date: dict


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


def carried(span, here: Told, told: list[Told]) -> dict | None:
    """The date of the event that an undated sentence goes on about; None if that is not plain.

    Plain: the sentence before tells of the same kind of event; or the one before that does, and this one says *the
    attack*, or names somebody or a number in common. Two dates in reach, or one without an end, leave it open.
    """
    dates = []
    for earlier in told:
        away = here.number - earlier.number
        shared = here.families & earlier.families
        if away > NEAR or not shared:
            continue
        if away == 1 or here.things & earlier.things or any(definite(token, shared) for token in span):
            dates.append(earlier.date)
    days = {(date["date_start"], date["date_end"]) for date in dates}
    return dates[-1] if len(days) == 1 and dates[-1]["date_end"] else None


def definite(token, families: set[str]) -> bool:
    """Whether a noun of one of the families is one already told of: the attack, those raids."""
    if token.pos_ != "NOUN" or not words("event").get(token.lemma_.lower(), set()) & families:
        return False
    return any(child.dep_ == "det" and child.lower_ not in ("a", "an", "no", "any") for child in token.children)


def row(doc_id: str, span, date: dict, basis: str, mentions: list[dict], known: dict[str, dict]) -> dict:
    """One row of the timeline, but for its ids."""
    text = span.text.strip()
    start = span.start_char + span.text.index(text)
    place_id = place_of(mentions, known)
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


def choose(span, happened: list, dates: list[dict], published: str) -> tuple[dict, str] | None:
    """The date of a sentence's event, and whether it is the event's or the statement's; None if it has none.

    What is yet to come on the day of publication, a year or month that a state or a total lasts *since*, and the
    beginning of the war that is told for background are no date of an event.
    """
    ranked = []
    events = {token.i for token in happened}
    for date in dates:
        coarse = FINE[date["precision"]] >= FINE["month"]
        if (published and date["date_start"] > published[:10]) or (coarse and not date["date_end"]):
            continue
        token = span.doc.char_span(date["start"], date["end"], alignment_mode="expand")
        head = governor(token.root) if token is not None else None
        lemma = head.lemma_.lower() if head is not None else ""
        if head is None:
            rank, basis = 2, "event"
        elif lemma in words("report") or lemma in words("opinion"):
            rank, basis = 3, "reporting"
        elif head.i in events or head.pos_ not in ("VERB", "AUX"):
            rank, basis = 0, "event"
        else:
            continue
        if coarse and head is not None and token.root.dep_ in NAMING and token.root.head.i != head.i:
            continue  # the 2016 prize: the year is part of a name
        if coarse and (rank == 2 or (FINE[date["precision"]] > FINE["month"] and rank) or is_background(head)):
            continue
        ranked.append((rank, FINE[date["precision"]], date["start"], date, basis))
    if not ranked:
        return None
    best = min(ranked, key=lambda item: item[:3])
    return best[3], best[4]


def governor(token):
    """The verb, or the noun of an event, that governs a token; None if there is none."""
    while token.pos_ not in ("VERB", "AUX"):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ == "NOUN" and token.lemma_.lower() in words("event"):
            return token
    return token


def is_background(head) -> bool:
    """Whether a verb or noun tells how the war began: "the conflict, which erupted in March 2011"."""
    if head.lemma_.lower() in words("background"):
        return True
    if head.lemma_.lower() not in words("beginning"):
        return False
    subjects = [child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")]
    named = {child.lemma_.lower() for child in subjects} | {head.head.lemma_.lower()}
    return bool(named & words("background").keys()) or any(child.pos_ == "PRON" for child in subjects)


def place_of(mentions: list[dict], known: dict[str, dict]) -> str:
    """The most specific place named in a sentence, the first of them; empty if none is named."""
    places = [row for row in mentions if known.get(row["entity_id"], {}).get("kind") == "place"]
    if not places:
        return ""
    best = min(places, key=lambda row: (SPECIFIC.get(known[row["entity_id"]]["place_type"], 6), row["start"]))
    return best["entity_id"]
