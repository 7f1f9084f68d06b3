"""Date expressions that name their day, month or year: ``12 August 2017``, ``Aug. 12``, ``2017-08-12``, ``mid-2014``.

Those without a year get the nearest one, by the publication date and the tense of the verb.
"""

from __future__ import annotations

from datetime import date

from helpers import knowledge
from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

FAR_BACK = 240  # days; a month or day longer ago than this may as well be one to come
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
    here = context.sentence(offset)
    for start, value, basis in reversed(context.spans):  # "in August 2013 … on August 21": the same month, told
        told = calendar.span(value) if basis == "explicit" and value[4:7] == f"-{month:02}" else None
        near = told and context.sentence(start) >= here - 1
        if near and (context.day is None or (context.day - told[1]).days > FAR_BACK):
            return f"{value[:4]}-{tail}", "context"
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
    tense = context.tense(offset, plans=True)
    gone, left = (anchor - back[1][1]).days, (on[1][0] - anchor).days
    ahead_is_nearer = gone > FAR_BACK and left < NEAR_AHEAD and tense != "past"
    to_come = tense == "future" or (tense == "planned" and (left < NEAR_AHEAD or left < gone))
    choice = on if gone > 0 and (to_come or ahead_is_nearer) else back
    return choice[0], "publication"


def day_value(found: Found, context: Context, month: int, day: int, year: int | None) -> tuple[str, str] | None:
    """Value and basis of a day; None if there is no such day."""
    if not calendar.span(f"{year or 2000:04}-{month:02}-{day:02}"):
        return None
    return (f"{year:04}-{month:02}-{day:02}", "explicit") if year else without_year(found, context, month, day)


def month_of(found: Found, part: str = "m") -> int:
    """The number of the month a part names."""
    return int(found.value(part, "MONTH", "MONTH_SHORT"))


@rule("(?: DAYNAME (?: COMMA | THE | ON )* )? THE? d:DAYS OF? m:MONTHS (?: COMMA? y:YEAR | APOSTROPHE y2:TWO )?")
def day_month(found: Found, context: Context) -> list[Timex]:
    """12 August 2017, Saturday 12 August, the 12th of August."""
    return named_day(found, context)


@rule("m:MONTHS d:DAYS")
def well_known_day(found: Found, context: Context) -> list[Timex]:
    """the September 11 attacks: days of `knowledge/named_days.csv`, known by their day alone."""
    for row in knowledge.load("named_days").to_dict("records"):
        if row["date"][5:] == f"{month_of(found):02}-{found.number('d'):02}" and context.published[:10] >= row["date"]:
            after = " ".join(found.words.word(index) for index in range(found.last, found.last + 4))
            if any(word in after.split() for word in row["before"].split("|")):
                return dated(found, row["date"], "explicit")
    return []


@rule("(?: DAYNAME (?: COMMA | THE )* )? m:MONTHS THE? d:DAYS (?: COMMA? y:YEAR )?")
def month_day(found: Found, context: Context) -> list[Timex]:
    """August 12, 2017; Aug. 12; Saturday, August 12."""
    words, last = found.words, found.parts["d"][1]
    told = any(words.has(found.first - 1, name) for name in ("THE", "ON", "ITS"))  # "the August 12 strikes"
    if "y" not in found and words.has(found.last, "NAME_BEFORE"):
        return []  # the October 6 Bridge, the March 14 alliance
    bare = "y" not in found and words.word(last - 1).isdigit()
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
    if step is None or found.value("u", "UNIT") != "Y" or context.year is None:
        return []
    value = f"{context.year + step}-{month:02}-{found.number(day):02}"
    return dated(found, value, "publication") if calendar.span(value) else []


@rule("m:MONTHS d:DAYYEAR")
def month_dayyear(found: Found, context: Context) -> list[Timex]:
    """Jun 182016: a text that lost its comma."""
    digits = found.word("d")
    made = day_value(found, context, month_of(found), int(digits[:-4]), int(digits[-4:]))
    return dated(found, *made) if made else []


@rule("y:YEAR (?: HYPHEN m:MONTHNUMBER HYPHEN d:DAY | SLASH m2:MONTHNUMBER SLASH d2:DAY )")
def iso_day(found: Found, context: Context) -> list[Timex]:
    """2017-08-12."""
    month, day = ("m", "d") if "m" in found else ("m2", "d2")
    value = f"{found.number('y')}-{found.number(month):02}-{found.number(day):02}"
    return dated(found, value, "explicit") if found.tight() and calendar.span(value) else []


@rule(
    "a:DAY (?: SLASH b:DAY SLASH (?: y:YEAR | y2:TWO ) | DOT b3:DAY DOT (?: y3:YEAR | y4:TWO )"
    " | HYPHEN b5:DAY HYPHEN y5:YEAR )"
)
def numeric_day(found: Found, context: Context) -> list[Timex]:
    """12/08/2017, 12.8.2017, 12-8-2017: day first with dots and hyphens; with slashes the reading that fits.

    With slashes, both readings possible, the later one not after the publication date is taken.
    """
    if not found.tight():
        return []
    a = found.number("a")
    b = next(found.number(part) for part in ("b", "b3", "b5") if part in found)
    year = next(found.number(part) for part in ("y", "y2", "y3", "y4", "y5") if part in found)
    year = century(year, context) if year < 100 else year
    readings = [f"{year}-{b:02}-{a:02}"] + ([f"{year}-{a:02}-{b:02}"] if "b" in found else [])
    readings = [value for value in dict.fromkeys(readings) if calendar.span(value)]
    if not readings:
        return []
    if len(readings) == 1:
        return dated(found, readings[0], "explicit")
    if context.day is None:
        return undated(found, f"{year}-XX-XX")
    past = [value for value in readings if value <= context.day.isoformat()]
    return dated(found, max(past) if past else min(readings), "publication")


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF )? m:MONTHS (?: COMMA | OF )? y:YEAR")
def month_year(found: Found, context: Context) -> list[Timex]:
    """August 2017, late July 2017, the end of May 2014."""
    if counts(found, context, found.parts["y"][1]) and not plausible(found.number("y"), context):
        return []
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    value = f"{found.number('y')}-{month_of(found):02}"
    return dated(found, value, "explicit", which=which, published=context.day)


def plausible(year: int, context: Context) -> bool:
    """Whether a year is one that news tell of."""
    return 1900 <= year <= (context.year or 2060) + 40


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF )? (?: s:SHIFT m:MONTH | m2:MONTH OF? t:SHIFT u:UNIT )")
def month_of_shift(found: Found, context: Context) -> list[Timex]:
    """last June, next March, this January; June last year, October of next year, March that year."""
    part = "m" if "m" in found else "m2"
    month, shift = month_of(found, part), found.shift("s" if "m" in found else "t")
    if "u" in found and found.value("u", "UNIT") != "Y":
        return []
    if context.day is None:
        return undated(found, f"XXXX-{month:02}")
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    year, now, basis = context.year, context.day.month, "publication"
    if "u" in found and shift == "SAME":
        year, basis = int(context.last_span(4)), "context"
    elif "u" in found:
        year += {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1}.get(shift, 0)
    elif shift in ("LAST", "PAST", "PREVIOUS"):
        year -= month >= now
    elif shift in ("NEXT", "COMING", "FOLLOWING"):
        year += month <= now
    return dated(found, f"{year}-{month:02}", basis, which=which, published=context.day)


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF )? m:MONTH")
def bare_month(found: Found, context: Context) -> list[Timex]:
    """in June, late July, May (not the verb)."""
    words, at = found.words, found.parts["m"][0]
    if words.has(at - 1, "NOT_WEEKDAY_AFTER") or any(words.has(found.last + ahead, "NAME_BEFORE") for ahead in (0, 1)):
        return []  # Black September, October 6 Bridge
    if words.has(found.last, "DAY") and not counts(found, context, found.last + 1) and found.last - found.first > 1:
        return []  # "early August 12": the rule of days reads it
    if words.has(at, "AMBIGUOUS_MONTH") and found.last - found.first == 1:
        if not (words.has(at - 1, "YEAR_LEAD") or words.has(at - 1, "LAST") or words.has(at - 1, "EVERY")):
            return []
        token = context.token(words.starts[at])
        if token is not None and token.ent_type_ in ("PERSON", "ORG") and words.raw(at + 1)[:1].isupper():
            return []
    if words.has(at + 1, "HYPHEN") and words.joined(at + 1) and words.joined(at + 2) and not words.has(at + 2, "MONTH"):
        return []
    value, basis = without_year(found, context, month_of(found), None)
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    return dated(found, value, basis, which=which, published=context.day)


@rule("APOSTROPHE y:TWO")
def short_year(found: Found, context: Context) -> list[Timex]:
    """since '82."""
    words = found.words
    if not (found.tight() and (words.has(found.first - 1, "SINCE") or words.has(found.first - 1, "IN"))):
        return []
    return dated(found, str(century(found.number("y"), context)), "explicit")


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF )? (?: THE UNIT )? y:YEAR")
def bare_year(found: Found, context: Context) -> list[Timex]:
    """in 2014, mid-2014, the 2016 election; not 2,015 people nor "killed 2015"."""
    words, at = found.words, found.parts["y"][0]
    year = found.number("y")
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    if not (1900 <= year <= (context.year or 2040) + 34) or (found.first < at - 2 and not which):
        return []
    if not which and not reads_as_year(words, at):
        return []
    return dated(found, str(year), "explicit", which=which, published=context.day)


def reads_as_year(words, at: int) -> bool:
    """Whether a number of four digits is a year, by the words around it."""
    before, after = at - 1, at + 1
    if words.joined(at) and not any(words.has(before, name) for name in ("OPEN", "HYPHEN", "APOSTROPHE", "SLASH")):
        return not (words.raw(before)[:1].isalnum() or words.has(before, "CURRENCY") or words.has(before, "DOT"))
    if words.joined(at) and words.has(before, "HYPHEN") and words.raw(before - 1)[:1].isalpha():
        return words.has(before - 1, "EARLY")
    if words.has(before, "CURRENCY") or words.has(after, "PERCENT") or words.has(before, "NUMBER_LEAD"):
        return False
    if words.has(after, "COUNTED") and not (words.has(before, "THE") or words.has(before, "APOSTROPHE")):
        return words.has(before, "SINCE")
    if words.has(before, "YEAR_LEAD") or words.has(before, "SINCE") or words.has(before, "UNIT"):
        return True
    follows = words.raw(after)
    if words.has(before, "THE") or words.has(before, "ITS") or words.word(before) == "s":
        return not (words.has(after, "COUNTED") or follows.endswith("s"))
    if words.raw(before)[:1].isupper() and follows[:1].isupper():  # the Russell 2000 Index
        return False
    return not follows[:1].isalnum() or words.raw(before)[:1].isupper() or words.has(after, "SINCE")
