"""Words around a date by what they tell of it, and the verb that a date depends on."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.report_verbs import verbs
from helpers.language import Token


@cache
def clues() -> dict[str, set[str]]:
    """Words around a date, by what they tell of it."""
    found: dict[str, set[str]] = {}
    for row in knowledge.load("time_clues").itertuples():
        found.setdefault(row.clue, set()).add(row.word)
    return found


def governor(token: Token) -> Token:
    """The verb that a word depends on, itself if it is one."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def verb_chain(token: Token) -> set[int]:
    """The verbs from a word up to the root of its sentence."""
    found = set()
    while True:
        if token.pos_ in ("VERB", "AUX"):
            found.add(token.i)
        if token.head.i == token.i:
            return found
        token = token.head


def tells(token: Token) -> bool:
    """Whether a word is a verb of saying or of making known."""
    lemma = token.lemma_.lower()
    return token.pos_ == "VERB" and (lemma in verbs() or lemma in clues()["telling"])
