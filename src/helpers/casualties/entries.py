"""The entries of a live blog, lines that open with the time of the clock: "18:25 – At least ten people are dead"."""

from __future__ import annotations

import re

from helpers.casualties.evidence import Article, Timex
from helpers.casualties.timespans import day as day_of
from helpers.casualties.timespans import past

CLOCK = re.compile(r"^\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{3,4}|local time))?(?=\W|$)", re.M)
LEAST = 3  # entries of a blog
HEAD = 40  # code points of an entry in which its day may stand: "06:15 Sunday –"
NIGHT = 1  # days between the entries of a blog on one event


def told(article: Article, number: int) -> Timex | None:
    """The day that a live blog is about, for a sentence that names none: the first that its entries name.

    Entries of more days than a night has are of their own days.
    """
    starts = [found.start() for found in CLOCK.finditer(article.text)]
    if len(starts) < LEAST:
        return None
    before = [start for start in starts if start <= article.bounds[number][0]]
    days = [one for start in before for one in article.dates_in(start, start + HEAD)[:1]]
    dated = [one for one in days if one.date_start and one.precision == "day" and past(article, one)]
    named = [one for one in dated if not CLOCK.fullmatch(one.text)]
    if not named:
        return None
    spread = (day_of(named[-1].date_start) - day_of(named[0].date_start)).days
    return named[0] if 0 <= spread <= NIGHT else named[-1]
