"""Where a sentence puts the event it tells."""

from __future__ import annotations

import re

from helpers.timelines.event_verbs import is_aside, words

SPECIFIC = {"facility": 0, "town": 1, "region": 2, "province": 3, "water": 4, "country": 5, "other": 6, "": 6}
AWAY = {"toward", "towards"}
# A word begins behind a sign that parts words, and nowhere else: headlines in capitals would be tried for ever.
WORD = r"[\w.'’]*(?:[-/][a-z][\w.'’]*)*,?"
SENT = re.compile(
    rf"[A-Z]{{3}}{WORD}(?:(?<=[/ -])(?:[A-Z]{WORD}|\d{{1,4}},?)|\([^)\n]{{2,30}}\)|[/ -])*? ?(?:[-–—]+ |\. )"
)


def place_of(span, main, mentions: list[dict], known: dict[str, dict]) -> tuple[str, bool]:
    """The most specific place that a sentence puts its ``main`` event in, empty if there is none; and whether it is
    only one that somebody or something is from, goes to or belongs to ("fled to Talun", "the committees of Talun").

    A country counts only after a preposition ("strikes in Syria", not "Russia struck"). No place counts that tells
    where a source speaks ("the ministry in Moscow said") or is based, nor one the article is sent from ("KABUL -").
    Places of the main clause come before those of an aside ("which fell last week").
    """
    ranked = []
    sent = dateline(span)
    for mention in mentions:
        about = known.get(mention["entity_id"], {})
        found = span.doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        if about.get("kind") != "place" or found is None or mention["start"] < sent:
            continue
        led = preposition(found.root)
        if (about["place_type"] == "country" and not led) or speaks(found.root) or is_base(found):
            continue
        specific = SPECIFIC.get(about["place_type"], 6) if about.get("country") else 5.5  # the Levant is no quarter
        aside = (is_aside(found.root) and not is_aside(main)) or led in AWAY
        outside = led in ("from", "with") or found.root.dep_ == "poss"  # sheikhs from Sinjar, Kyiv's soldiers
        outside = outside or led in AWAY or is_owner(found.root, about["place_type"])
        if outside and acts(found.root):
            continue
        ranked.append(
            (outside, led == "from", aside and specific < 5, specific, not led, mention["start"], mention["entity_id"])
        )
    outside, *_, place = min(ranked, default=(False, ""))
    return place, outside


def is_owner(token, place_type: str) -> bool:
    """Whether a place after *of* owns what is told of: a named body ("Committees of Talun"), or it is a country."""
    token = whole(token)
    return (token.dep_, token.head.lower_) == ("pobj", "of") and (
        token.head.head.pos_ == "PROPN" or place_type == "country"
    )


def acts(token) -> bool:
    """Whether a token stands in the subject of an active verb: who does it, wherever they are from."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        if token.dep_ == "nsubj":
            return True
        token = token.head
    return False


def whole(token):
    """The head of the name that a token is part of, or of the first of those it is listed with."""
    while token.dep_ in ("compound", "nmod", "conj", "poss", "appos") and token.head.i != token.i:
        token = token.head
    return token


def dateline(span) -> int:
    """Where the words end that tell from where and when an article was sent: "KABUL, May 8 (Agency) -"."""
    found = SENT.match(span.text) if span[0].is_upper else None
    return span.start_char + found.end() if found and found.end() < len(span.text) - 20 else span.start_char


def preposition(token) -> str:
    """The preposition that governs a name, or "the town of" it; empty if there is none."""
    token = whole(token)
    if token.dep_ != "pobj":
        return ""
    above = token.head.head
    return preposition(above) or "of" if token.head.lower_ == "of" and above.pos_ == "NOUN" else token.head.lower_


def is_base(found) -> bool:
    """Whether a name tells where somebody is based: "the London-based monitor", "which is based in London"."""
    after = found.doc[found.end : found.end + 2].text.lower().lstrip("- ‑–")
    return after.startswith("based") or (found.root.dep_ == "pobj" and found.root.head.head.lower_ == "based")


def is_elsewhere(tokens: list) -> bool:
    """Whether a sentence names a place, be it one that is known or not: "the bombing at Abbey Gate"."""
    return any(
        token.dep_ == "pobj" and token.pos_ == "PROPN" and token.head.lower_ in ("at", "in", "near")
        for token in tokens
        if token.ent_type_ not in ("DATE", "TIME")
    )


def speaks(token) -> bool:
    """Whether a token stands in the subject of a statement, or is who hears it ("told Gezira Today"), or who an opinion
    is about ("accused Kyiv").
    """
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        verb = token.head.lemma_.lower()
        if token.dep_ in ("nsubj", "nsubjpass") and (verb in words("report") or verb in words("opinion")):
            return True
        if token.dep_ in ("dobj", "dative", "npadvmod", "oprd") and verb == "tell":
            return True
        if token.dep_ == "dobj" and verb in words("opinion") and token.pos_ == "PROPN":
            return True
        token = token.head
    return False


def nested(one: str, other: str, known: dict[str, dict]) -> bool:
    """Whether two places may be one: the same, one within the other, or one unknown.

    A place that no list has may be anywhere in a province or country, but is no other town; a street, anywhere.
    """
    if not one or not other or one == other:
        return True
    left, right = known.get(one, {}), known.get(other, {})
    types = {left.get("place_type"), right.get("place_type")}
    wide = types & {"country", "province", "region"}
    if not left.get("country") or not right.get("country"):
        return bool(wide or "facility" in types)
    if left["country"] != right["country"]:
        return False
    return "country" in types or (bool(wide or "facility" in types) and left.get("admin1") == right.get("admin1") != "")
