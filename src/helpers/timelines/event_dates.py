"""Which of a sentence's dates is the date of the event it tells."""

from __future__ import annotations

from helpers.timelines.event_places import dateline
from helpers.timelines.event_verbs import families, is_aside, is_known, states, words

FINE = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "vague": 6}
NAMING = ("nummod", "compound", "nmod", "amod", "poss")  # of a year before a noun


def choose(span, events: list, dates: list[dict], published: str) -> tuple[dict, str] | None:
    """The date of a sentence's event, and whether it is the event's or the statement's; None if it has none.

    The date of the main clause comes first, then that of the statement about it, then one of an aside. What is yet to
    come on the day of publication, a year or month that a state or a total lasts *since*, and the beginning of the war
    that is told for background are no date of an event.
    """
    ranked = []
    sent = dateline(span)
    for date in dates:
        if (published and date["date_start"] > published[:10]) or (is_coarse(date) and not date["date_end"]):
            continue
        token = span.doc.char_span(date["start"], date["end"], alignment_mode="expand")
        if token is not None and date["start"] >= sent:
            found = rank(token.root, date, events)
            if found:
                ranked.append((found[0], FINE[date["precision"]], date["start"], date, found[1]))
    if not ranked:
        return None
    best = min(ranked, key=lambda item: item[:3])
    return best[3], best[4]


def rank(token, date: dict, events: list) -> tuple[int, str] | None:
    """How near a date stands to the event that a sentence tells, and what it is the date of; None if of neither."""
    head = governor(token)
    coarse = is_coarse(date)
    if head is None:
        return None if coarse else (2, "event")
    if is_since(token, head) or (coarse and (is_name(token) or is_background(head))):
        return None
    verb = clause(head, events)
    lemma = verb.lemma_.lower()
    stated = lemma in words("report") and any(states(verb, event) for event in events if event.i != verb.i)
    if head is verb and lemma in words("report") and (stated or verb not in events):
        return (1, "reporting") if stated and not is_aside(verb) and date["precision"] == "day" else None
    if head is not verb and (lemma in words("report") or lemma in words("announce")):
        return 0, "event"  # said that Friday's raid had failed
    if verb not in events and head is verb:
        return None
    if FINE[date["precision"]] > FINE["month"] and not (families(verb) or families(head)):
        return None
    main = any(is_known(event) and not is_aside(event) for event in events)
    if coarse and is_aside(verb) and not is_aside(events[0]):
        return None
    return 3 if is_aside(verb) and main else 0, "event"


def clause(token, events: list):
    """The verb of the clause that a verb or noun stands in, above a participle that only describes a noun."""
    while token.head.i != token.i:
        describes = token.dep_ == "acl" and token not in events and token.tag_ in ("VBN", "VBG")
        if token.pos_ in ("VERB", "AUX") and not is_noun(token) and not describes:
            return token
        token = token.head
    return token


def is_coarse(date: dict) -> bool:
    """Whether a date is no better than a month."""
    return FINE[date["precision"]] >= FINE["month"]


def is_name(token) -> bool:
    """Whether a date is part of a name: the 2016 prize."""
    return token.dep_ in NAMING and token.head.i != token.i


def is_since(token, head) -> bool:
    """Whether a date only tells from when something lasts: "since the raid on Friday", not "since Friday"."""
    while token.i != head.i and token.head.i != token.i:
        token = token.head
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        if token.lower_ == "since":
            return head.pos_ not in ("VERB", "AUX")
        token = token.head
    return False


def governor(token):
    """The verb, or the noun of an event, that governs a token; None if there is none."""
    while token.pos_ not in ("VERB", "AUX"):
        if token.head.i == token.i:
            return None
        token = token.head
        if families(token) and is_noun(token):
            return token
    return token


def is_noun(token) -> bool:
    """Whether a word is used as a noun: a raid, shelling as a subject."""
    return token.pos_ == "NOUN" or token.dep_ in ("csubj", "csubjpass", "pcomp")


def is_background(head) -> bool:
    """Whether a verb or noun tells how the war began: "the conflict, which erupted in March 2011"."""
    if head.lemma_.lower() in words("background"):
        return True
    if head.lemma_.lower() not in words("beginning"):
        return False
    subjects = [child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")]
    named = {child.lemma_.lower() for child in subjects} | {head.head.lemma_.lower()}
    return bool(named & words("background").keys()) or any(child.pos_ == "PRON" for child in subjects)
