"""Words around a date by what they tell of it, and the verb that a date depends on."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.evidence import Article, Timex
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


def spoken_of(article: Article, timex: Timex) -> bool:
    """Whether a date goes with speaking of something: "on Friday it spoke of six", "it had spoken of 17 wounded the day
    before".
    """
    token = article.token(timex.start)
    verb = governor(token)
    if verb.i > token.i and verbs().get(verb.lemma_.lower(), ("", ""))[1] == "points":
        return any(child.lower_ == "of" for child in verb.children)
    before = reversed(article.doc[token.sent.start : token.i])
    verb = next(
        (word for word in before if word.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in word.children)), None
    )
    if verb is None or verbs().get(verb.lemma_.lower(), ("", ""))[1] != "points":
        return False
    return not any(word.tag_ in ("WDT", "WP", "WRB", "CC") for word in article.doc[verb.i : token.i])


def seen(article: Article, timex: Timex) -> bool:
    """Whether a date tells when somebody saw what is told: "a list seen by this paper on Sunday"."""
    verb = governor(article.token(timex.start))
    return verb.tag_ == "VBN" and verbs().get(verb.lemma_.lower(), ("", ""))[1] == "sees"


def seen_to(article: Article, timex: Timex) -> bool:
    """Whether a date is that of speaking of what was before, of seeing it, or of seeing to those harmed."""
    return spoken_of(article, timex) or seen(article, timex) or aftermath(article, timex)


def recorded(article: Article, timex: Timex) -> bool:
    """Whether a month or year is that of what somebody counted in it: "the mission recorded 280 deaths in 2019"."""
    token = article.token(timex.start)
    verb = governor(token)
    counts = verbs().get(verb.lemma_.lower(), ("", ""))[1] == "records"
    return counts and timex.precision in ("month", "season", "year", "decade") and token.i > verb.i


def aftermath(article: Article, timex: Timex) -> bool:
    """Whether a day is one on which people saw to those harmed before: "15 were buried on Monday"."""
    verb = governor(article.token(timex.start))
    if timex.precision != "day" or verb.lemma_.lower() not in clues()["aftermath"]:
        return False
    children = list(verb.children)
    if not any(child.dep_ in ("dobj", "nsubjpass", "auxpass") for child in children):
        return False  # "troops pulled back on Friday"
    return not any(child.dep_ == "prep" and child.lower_ in clues()["beneath"] for child in children)


def event_day(article: Article, timex: Timex) -> bool:
    """Whether a day is named as that of a deed: "Tuesday's attack", "Friday night's assault on the post"."""
    noun = deed(article, timex)
    return noun is not None and any(word.lemma_.lower() in clues()["event"] for word in (noun, *noun.children))


def deed(article: Article, timex: Timex) -> Token | None:
    """The noun that a day stands before: "Friday night's *assault*", "the May 5 *attack*"."""
    word = article.token(timex.end - 1)
    while word.dep_ == "nummod" and word.head.i < word.i:
        word = word.head
    named = timex.precision == "day" and word.dep_ in ("poss", "nmod", "compound", "nummod")
    return word.head if named and word.head.i >= article.token(timex.end - 1).i else None
