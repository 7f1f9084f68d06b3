"""The days that a date expression covers: from when to when, open or closed, and how they lie to the article's own."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from helpers.casualties.evidence import Article, Timex

SPAN_DAYS = 31  # a stretch of time longer than this is one over which figures add up


def closed(timex: Timex) -> Timex:
    """The time named, though "since" stands before it: "since August 2011, when 30 died"."""
    if not open_ended(timex):
        return timex
    first = timex.date_start[:10]
    if timex.precision == "month" and len(first) == 10:
        return replace(timex, date_end=f"{first[:8]}{monthrange(int(first[:4]), int(first[5:7]))[1]:02}")
    return replace(timex, date_end=f"{first[:4]}-12-31" if timex.precision == "year" else first)


def open_ended(timex: Timex) -> bool:
    """Whether a date has a beginning only ("since June 2014")."""
    return bool(timex.date_start) and not timex.date_end


def since_today(article: Article, timex: Timex) -> bool:
    """Whether a time goes on from an hour of the day of publication, or of the one before: "since dawn"."""
    if not open_ended(timex) or len(article.published) < 10 or len(timex.date_start) < 10:
        return False
    ago = (day(article.published) - day(timex.date_start)).days
    return ago == 0 or (ago == 1 and timex.timex_type == "TIME")


def day(text: str) -> date:
    """The day of an ISO 8601 date or time."""
    return date.fromisoformat(text[:10])


def days(timex: Timex) -> int:
    """How many days a date covers; 0 if it is open or unknown."""
    if not (len(timex.date_start) >= 10 and len(timex.date_end) >= 10):
        return 0
    return (day(timex.date_end) - day(timex.date_start)).days + 1


def past(article: Article, timex: Timex) -> bool:
    """Whether a date can be that of harm done: not after the article."""
    return not article.published or timex.date_start[:10] <= article.published[:10]


def last_year(article: Article, timex: Timex) -> Timex:
    """A stretch of time that cannot begin after the article: "since October", said in September, is last year's."""
    if not open_ended(timex) or past(article, timex) or timex.basis == "explicit" or len(timex.date_start) < 10:
        return timex
    return replace(timex, date_start=f"{int(timex.date_start[:4]) - 1}{timex.date_start[4:]}")


def up_to(timex: Timex, told: Timex | None) -> Timex:
    """The last hours or days before the day on which they were spoken of: "in the past 24 hours", said on Saturday."""
    if timex.timex_type != "DURATION" or timex.precision != "day" or not days(timex):
        return timex
    if told is None or told.precision != "day" or not (told.date_start == told.date_end < timex.date_end):
        return timex
    first = (day(told.date_end) - timedelta(days=days(timex) - 1)).isoformat()
    return replace(timex, date_start=first, date_end=told.date_end)


def ends(article: Article, timex: Timex) -> Timex | None:
    """The date up to which a stretch of time goes that begins with ``timex``: "from March to June", "on Friday and
    Saturday".
    """
    before = article.text[max(timex.start - 9, 0) : timex.start].lower().split()
    joints = {"from": ("to", "until", "till", "through"), "between": ("and",)}.get(before[-1] if before else "", ())
    if timex.precision == "day":
        joints = (*joints, "and", "and on", "and again on")
    for other in article.dates_in(timex.end, timex.end + 40):
        if article.text[timex.end : other.start].strip().lower() in joints and other.date_end > timex.date_start:
            return other
    return None
