"""Date expressions that name their day: ``12 August 2017``, ``Aug. 12``, ``753 BC``.

Those without a year get the nearest one, by the publication date and the tense of the verb.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from helpers import knowledge
from helpers.timelines import dates_calendar as calendar
from helpers.timelines import dates_tense
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

FAR_BACK = 240  # days; a month or day longer ago than this may as well be one to come
LATELY = 2  # months; one so near before the publication is one of the news
HALF_A_YEAR = 6  # months
NEAR_AHEAD = 125  # days


def century(two: int, context: Context) -> int:
    """A year of two digits as one not after the publication year's next (1969 to 2068 if that is unknown)."""
    limit = (context.year or 2067) + 1
    return two + (2000 if two + 2000 <= limit else 1900)


def year_of(found: Found, context: Context) -> int | None:
    """The year a part ``y`` names."""
    if "y" not in found:
        return None
    number = found.number("y")
    return century(number, context) if number < 100 else number


def without_year(found: Found, context: Context, month: int, day: int | None) -> tuple[str, str]:
    """Value and basis of a month, or a day of a month, that names no year: the nearest by tense."""
    tail = f"{month:02}" + (f"-{day:02}" if day else "")
    offset = found.words.starts[found.first]
    told = of_told_year(context, offset, month)
    if told and calendar.span(f"{told:04}-{tail}"):
        return f"{told:04}-{tail}", "context"
    if context.year is None or (context.day is None and len(context.published) < 7):
        return f"XXXX-{tail}", "unresolved"
    anchor = context.day or date(context.year, int(context.published[5:7]), 1)
    years = range(context.year - 8, context.year + 9) if tail == "02-29" else range(context.year - 1, context.year + 2)
    spans = [(f"{year}-{tail}", calendar.span(f"{year}-{tail}")) for year in years]
    past = [item for item in spans if item[1] and item[1][0] <= anchor]
    ahead = [item for item in spans if item[1] and item[1][1] >= anchor]
    if not past or not ahead:
        return f"XXXX-{tail}", "unresolved"
    back, on = past[-1], ahead[0]
    tense = "past" if found.words.has(found.first - 1, "SINCE") else context.tense(offset, plans=True)
    gone, left = (anchor - back[1][1]).days, (on[1][0] - anchor).days
    ahead_is_nearer = gone > FAR_BACK and left < NEAR_AHEAD and tense != "past"
    to_come = tense == "future" or (tense == "planned" and (left < NEAR_AHEAD or left < gone))
    choice = on if gone > 0 and (to_come or ahead_is_nearer) else back
    return choice[0], "publication"


def of_told_year(context: Context, offset: int, month: int) -> int | None:
    """The year of a month that follows one told with its year: "on 7 March 1991 … in April"; None if it may be news.

    In news only the same month, or one that comes after it in a sentence about the past and is not near the
    publication; in a tale any month, of the next year if that is nearer.
    """
    told = context.told_month(offset)
    if told is None:
        return None
    if context.tale:
        return told.year + (month < told.month - HALF_A_YEAR)
    if month == told.month:
        return told.year
    lately = context.day is not None and (context.day.month - month) % 12 <= LATELY
    if lately or month < told.month or context.tense(offset) != "past":
        return None
    return told.year if dates_tense.teller(context.token(offset)) is None else None  # "said in a report of December"


def day_value(found: Found, context: Context, month: int, day: int, year: int | None) -> tuple[str, str] | None:
    """Value and basis of a day; None if there is no such day."""
    if not calendar.span(f"{year or 2000:04}-{month:02}-{day:02}"):
        return None
    return (f"{year:04}-{month:02}-{day:02}", "explicit") if year else without_year(found, context, month, day)


def month_of(found: Found, part: str = "m") -> int:
    """The number of the month a part names."""
    return int(found.value(part, "MONTH", "MONTH_SHORT"))


def famous_day(found: Found, context: Context) -> list[Timex]:
    """the September 11 attacks, the 25 January revolution: the day of an event that is known by it."""
    if "y" in found or "y2" in found:
        return []
    return known_by_day(found, context, month_of(found), found.number("d"))


@cache
def named_days() -> list[dict[str, str]]:
    """The rows of `knowledge/named_days.csv`."""
    return knowledge.load("named_days").to_dict("records")


def known_by_day(found: Found, context: Context, month: int, day: int, alone: bool = False) -> list[Timex]:
    """The day of an event that is known by it, if one of its nouns follows; ``alone``: or without one."""
    after = {found.words.word(index) for index in range(found.last, found.last + 4)}
    for row in named_days():
        of_day = row["date"][5:] == f"{month:02}-{day:02}" and not context.published[:10] < row["date"]
        if of_day and (alone or after & set(row["before"].split("|"))):
            return dated(found, row["date"], "explicit")
    return []


@rule("(?: DAYNAME (?: COMMA | THE | ON )* )? t:THE? d:DAYS o:OF? m:MONTHS (?: COMMA? y:YEAR | APOSTROPHE y2:TWO )?")
def day_month(found: Found, context: Context) -> list[Timex]:
    """12 August 2017, Saturday 12 August, the 12th of August; without the article in "the 12 August raid"."""
    if "y" not in found and is_name(found) and not famous_day(found, context):
        return []
    plain = found.word("t") and not found.word("o") and found.word("d").isdecimal()
    if plain and found.parts["t"][0] == found.first:
        found = replace(found, first=found.parts["d"][0])
    return famous_day(found, context) or named_day(found, context)


def is_name(found: Found) -> bool:
    """Whether something is named for the day: the October 6 Bridge, July 15 Martyrs' Bridge, the March 14 alliance."""
    words, at = found.words, found.last
    capitals = words.raw(at)[:1].isupper() and words.raw(at + 1)[:1].isupper()
    return words.has(at, "NAME_BEFORE") or (capitals and words.has(at + 1, "NAME_BEFORE"))


@rule("(?: DAYNAME (?: COMMA | THE )* )? m:MONTHS THE? d:DAYS (?: COMMA? y:YEAR )?")
def month_day(found: Found, context: Context) -> list[Timex]:
    """August 12, 2017; Aug. 12; Saturday, August 12."""
    words, last = found.words, found.parts["d"][1]
    told = any(words.has(found.first - 1, name) for name in ("THE", "ON", "ITS"))  # "the August 12 strikes"
    if famous := famous_day(found, context):
        return famous
    if "y" not in found and is_name(found):
        return []
    bare = "y" not in found and words.word(last - 1).isdecimal()
    if bare and (times(words, last) or (not told and counts(found, context, last))):
        return []
    return named_day(found, context)


def times(words, index: int) -> bool:
    """Whether the number before ``index`` goes on as a time, an amount or a decimal."""
    return (words.has(index, "COLON") or words.has(index, "PERCENT")) and words.joined(index)


def counts(found: Found, context: Context, index: int) -> bool:
    """Whether the number before the word at ``index`` counts what follows ("In March 12 people were killed")."""
    words = found.words
    if words.has(index, "COUNTED"):
        return True
    token = context.token(words.starts[index - 1]) if index - 1 < len(words.starts) else None
    return bool(token is not None and token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS")


def named_day(found: Found, context: Context) -> list[Timex]:
    """The day of the parts ``d``, ``m`` and ``y``."""
    year = year_of(found, context)
    if "y2" in found:
        year = century(found.number("y2"), context)
    made = day_value(found, context, month_of(found), found.number("d"), year)
    return dated(found, *made) if made else []


@rule("(?: m:MONTHS d:DAYS | THE? d2:DAYS OF? m2:MONTHS ) OF? s:SHIFT u:UNIT")
def day_of_shift(found: Found, context: Context) -> list[Timex]:
    """Sept. 30 of last year, 12 May this year."""
    month, day = (month_of(found), "d") if "m" in found else (month_of(found, "m2"), "d2")
    step = {"LAST": -1, "PREVIOUS": -1, "THIS": 0, "NEXT": 1}.get(found.shift())
    if step is None or found.value("u", "UNIT") != "Y":
        return []
    if context.year is None:
        return undated(found, f"XXXX-{month:02}-{found.number(day):02}")
    value = f"{context.year + step}-{month:02}-{found.number(day):02}"
    return dated(found, value, "publication") if calendar.span(value) else []


@rule("m:MONTHS d:DAYYEAR")
def month_dayyear(found: Found, context: Context) -> list[Timex]:
    """Jun 182016: a text that lost its comma."""
    digits = found.word("d")
    made = day_value(found, context, month_of(found), int(digits[:-4]), int(digits[-4:]))
    return dated(found, *made) if made else []


@rule("y:INT e:ERA")
@rule("e:ERA y:INT")
def year_of_era(found: Found, context: Context) -> list[Timex]:
    """753 BC, AD 70: years before 1 have no days here, as no calendar of this program reaches them."""
    era, year = found.value("e", "ERA"), found.number("y")
    if found.words.has(found.last, "COUNTED") or not 1 <= year <= 9999 or found.words.joined(found.first + 1):
        return []
    return undated(found, f"BC{year:04}", basis="explicit") if era else dated(found, f"{year:04}", "explicit")
