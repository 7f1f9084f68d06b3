"""What a sentence tells of a day before the one it names: "on Friday, a day after shells killed six"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from helpers.casualties.actor import attack_verbs
from helpers.casualties.evidence import Article, Timex
from helpers.casualties.time_words import clues
from helpers.language import Token

UNITS = {"day", "week", "month", "year"}
OPENING = 8  # code points before "a day after" at the head of a sentence: "Just", "Only"
HEAD = 3  # sentences in which an article says how long ago the deed was
CLOSE = 3  # code points between the day and "a day after": a comma and a space


def counted(timex: Timex) -> int:
    """How many days a length of time has ("a day", "three days"); 0 if it is none of days."""
    days = timex.timex_value[1:-1] if timex.timex_value.startswith("P") and timex.timex_value.endswith("D") else ""
    return int(days) if timex.timex_type == "DURATION" and days.isdecimal() else 0


def day_before(article: Article, number: int, timex: Timex) -> Timex | None:
    """The day of what "on Friday, a day after …" goes on to tell: as many days before the one named."""
    if not counted(timex) or not article.text.startswith(" after ", timex.end):
        return None
    floor, _ = article.bounds[number]
    before = [one for one in article.dates_in(floor, timex.start) if one.precision == "day" and one.date_start]
    return shifted(before[-1], timex) if before and timex.start - before[-1].end <= CLOSE else None


def days_ago(article: Article, number: int) -> Timex | None:
    """The day of a deed that an article opens with by how long ago it was: "Two days after a raid, …".

    Counted from the publication; not where the sentence names a day itself.
    """
    floor, ceiling = article.bounds[number]
    dates = article.dates_in(floor, ceiling)
    if number > HEAD or len(article.published) < 10 or not dates or any(one.date_start for one in dates):
        return None
    length = dates[0]
    if length.start - floor > OPENING or not counted(length) or not article.text.startswith(" after ", length.end):
        return None
    after = article.token(length.end + 1)
    clause = after.head if after.dep_ == "mark" else next(after.children, after)
    if clause.lemma_.lower() not in attack_verbs() | clues()["event"]:
        return None
    return shifted(replace(length, date_start=article.published[:10]), length)


def shifted(named: Timex, length: Timex) -> Timex:
    """The day ``length`` before the one that is named."""
    told = (date.fromisoformat(named.date_start[:10]) - timedelta(days=counted(length))).isoformat()
    return replace(length, timex_type="DATE", timex_value=told, date_start=told, date_end=told, precision="day")


def told(article: Article, number: int, char: int) -> tuple[Timex | None, Timex | None]:
    """The length of time by which what stands at ``char`` was before ("days after rebels killed 30"), and the day that
    the sentence names for what was after it; none for "a day before the raid, …".
    """
    floor, ceiling = article.bounds[number]
    dates = article.dates_in(floor, ceiling)
    if dates and before_a_deed(article, number, dates[0]):
        return dates[0], None
    if article.text.find(" after ", floor, char) < 0:
        return None, None  # most sentences: saves looking at their words
    sent, token = article.sentences[number], article.token(char)
    for after in sent:
        unit = article.doc[max(after.i - 1, 0)]
        if after.lower_ != "after" or unit.lemma_ not in UNITS or not after.i < token.i or not within(after, token):
            continue
        if any(one.start > after.idx and one.date_start and within(after, article.token(one.start)) for one in dates):
            continue  # "a day after shells on Monday killed six"
        length = next((one for one in dates if one.end == unit.idx + len(unit)), None)
        length = length or Timex(unit.idx, unit.idx + len(unit), unit.text, "DURATION", "PX", "", "", "", "")
        if length.start - floor < OPENING and token.i >= sent.root.i:
            continue  # "Days after the truce, shells killed six"
        days = [one for one in dates if one.precision == "day" and one.date_start and one.end < length.start]
        return length, days[-1] if days else None
    return None, None


def before_a_deed(article: Article, number: int, length: Timex) -> bool:
    """Whether a sentence opens with how long before a deed it was that it tells of: "A day before the raid, …"."""
    floor, _ = article.bounds[number]
    if length.start - floor > OPENING or not counted(length) or not article.text.startswith(" before ", length.end):
        return False
    before = article.token(length.end + 1)
    return any(child.dep_ == "pobj" and child.lemma_.lower() in clues()["event"] for child in before.children)


def within(after: Token, token: Token) -> bool:
    """Whether a word belongs to what follows "after": its clause, or its noun."""
    clause = after.head if after.dep_ == "mark" and after.head.i > after.i else after
    return clause.i == token.i or clause.is_ancestor(token)
