"""Where an article, or a part of a sentence, turns to another event."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties.evidence import Article, once

ASIDE = re.compile(r", (?:when|in which|during which)\b")
AFTER = re.compile(
    r"(?<=\w )(?:just |only |barely )?(?:\w+ (?:day|week|month|year)|(?:\w+ )?(?:hours|days|weeks|months|years)) after "
    r"(?!being\b|he\b|she\b|they\b)"
)
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})? ?(?:--?|–|—|:|$)", re.MULTILINE)

OPENS = 20  # code points at the head of a sentence where "a day after …" only tells when


@cache
def clues() -> dict[str, frozenset[str]]:
    """Words around a place, by what they tell of it."""
    table = knowledge.load("place_clues")
    found = {clue: frozenset(rows["phrase"]) for clue, rows in table.groupby("clue")}
    found["any"] = frozenset().union(*(found[clue] for clue in ("at", "of", "origin", "goal", "weak")))
    return found


@once
def elsewhere(article: Article, number: int) -> bool:
    """Whether a sentence leaves the place and time of those before it.

    By its first words ("Elsewhere", "In a separate attack"), as an entry of a live blog ("08:15 -"), or because its
    paragraph opens with another place ("In Hama, …").
    """
    start, end = article.bounds[number]
    opening = article.text[start : min(start + 40, end)].lower()
    if any(opening.startswith(phrase) for phrase in clues()["elsewhere"]):
        return True
    if number == 0 or article.paragraphs[number] == article.paragraphs[number - 1]:
        return False
    if any(start <= label < end for label in article.labels):
        return True
    if entry(article, number):  # one that names no place goes on with the event of the title
        home = {m.entity_id for m in article.mentions_in(0, article.title_end)}
        here = [m for m in article.mentions_in(start, end) if m.kind == "place" and m.rank < 4]
        titled = any(m.kind == "place" and m.rank < 2 for m in article.mentions_in(0, article.title_end))
        return not titled or any(m.entity_id not in home for m in here)
    first = next((m for m in article.mentions_in(start, min(start + 40, end)) if m.kind == "place"), None)
    if first is None or first.rank > 3 or article.text[start : first.start].lower().strip() not in clues()["at"]:
        return False
    return first.entity_id not in {m.entity_id for m in article.mentions_in(0, start)}


def entry(article: Article, number: int) -> bool:
    """Whether a sentence opens an entry of a live blog: "08:15 -"."""
    start, end = article.bounds[number]
    return bool(CLOCK.match(article.text, start, end))


@once
def asides(article: Article, number: int) -> list[tuple[int, int]]:
    """Stretches that tell of another event, as ``(start, end)``: "since August 2011, when 30 soldiers died".

    Also "days after 30 soldiers were killed".
    """
    start, end = article.bounds[number]
    dates = [date for date in article.dates_in(start, end) if date.precision in ("month", "season", "year", "decade")]
    found = [(date.start, end) for date in dates if ASIDE.match(article.text, date.end)]
    for match in AFTER.finditer(article.text, start + OPENS, end):
        rest = article.doc.char_span(match.end(), end, alignment_mode="expand")
        if any(token.like_num or token.lemma_.lower() in clues()["mass"] for token in rest):
            return [*found, (match.start(), end)]
    return found


def beside(article: Article, number: int, char: int) -> bool:
    """Whether ``char`` stands in such a stretch."""
    return any(start <= char < end for start, end in asides(article, number))
