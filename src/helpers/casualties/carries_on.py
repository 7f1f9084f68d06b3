"""Whose word a sentence without a source goes on with: "The attack left six dead" after "…, police said"."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.evidence import Article
from helpers.casualties.report import Report
from helpers.language import Token

PARAGRAPHS = 2  # lines between a paragraph and the next one, with the empty line
POINTING = ("the", "this", "that", "these", "those")


def report(article: Article, said: list[list[Report]], number: int) -> Report | None:
    """The report that sentence ``number`` goes on with; None if it stands for itself or the paragraph is far."""
    if not number or article.bounds[number][0] < article.title_end:
        return None
    if article.paragraphs[number] - article.paragraphs[number - 1] > PARAGRAPHS:
        return None
    before = said[number - 1][-1] if said[number - 1] else None
    if counts_on(article, number):
        return before or (report(article, said, number - 1) if not said[number] else None)
    if before is None or before.stance == "denied" or (said[number] and not same_word(said[number], before)):
        return None
    return before if points_back(article, number) else None


def same_word(here: list[Report], before: Report) -> bool:
    """Whether a sentence names the same source again: "The blast killed two, although the group said …"."""
    names = {source.name for one in here for source in one.sources}
    return bool(names) and names == {source.name for source in before.sources}


def counts_on(article: Article, number: int) -> bool:
    """Whether a sentence goes on with the count of the one before: "A further 195 were wounded."."""
    sentence = article.sentences[number].text.lower()
    if any(sentence.startswith(f"{phrase} ") for phrase in continuing("more")):
        return True
    bound = next((phrase for phrase in bounding() if sentence.startswith(f"{phrase} ")), "")
    rest = sentence[len(bound) :].strip().partition(" ")[2]  # after the number
    return any(rest.startswith(f"{phrase} ") for phrase in continuing("counted"))


@cache
def bounding() -> tuple[str, ...]:
    return tuple(sorted(knowledge.load("bounds")["phrase"], key=len, reverse=True))


@cache
def continuing(role: str) -> tuple[str, ...]:
    table = knowledge.load("citing_phrases")
    return tuple(table.loc[table["role"] == role, "phrase"])


@cache
def events() -> frozenset[str]:
    table = knowledge.load("event_words")
    return frozenset(table.loc[table["kind"] == "event", "word"])


def points_back(article: Article, number: int) -> bool:
    """Whether a sentence speaks of the event of the one before, at no other time: "The blast left six dead."."""
    sentence = article.sentences[number]
    earlier = {date.date_start for date in article.dates_in(*article.bounds[number - 1])}
    if any(date.date_start not in earlier for date in article.dates_in(*article.bounds[number])):
        return False
    first = sentence[0]
    if first.lower_ in ("it", "they") and first.dep_ in ("nsubj", "nsubjpass"):
        return not any(child.dep_ == "acomp" for child in first.head.children)  # "It was not clear whether"
    return any(named_event(token) for token in sentence)


def named_event(token: Token) -> bool:
    """Whether a noun points at an event that was told: "the attack", not "the attack on the convoy last year"."""
    pointed = any(child.lower_ in POINTING for child in token.lefts)
    return token.pos_ == "NOUN" and pointed and token.lemma_.lower() in events()
