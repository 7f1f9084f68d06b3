"""Which of a sentence's dates is the date of the event it tells, and when an undated sentence may take one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers import knowledge

FINE = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "vague": 6}
NEAR = 2  # sentences back that a date is looked for, where the same event is plainly told on
NAMING = ("nummod", "compound", "nmod", "amod", "poss")  # of a year before a noun


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
