"""Decades, centuries, quarters, halves, fiscal years and seasons."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines import dates_tense
from helpers.timelines.dates_absolute import century, without_year
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_months import half_of
from helpers.timelines.dates_relative import duration

SOON = 125  # days: a quarter that begins so soon may be the one to come


@rule("THE? (?: which:EARLY HYPHEN? )? APOSTROPHE? y:DECADE")
def decade(found: Found, context: Context) -> list[Timex]:
    """the 1990s, the late '80s, 70s."""
    digits = found.word("y").rstrip("s'")
    year = int(digits) if len(digits) == 4 else century(int(digits), context) if len(digits) == 2 else 0
    if 1000 <= year < 1900 and year % 100 == 0 and len(digits) == 4:  # the 1600s: a century
        return dated(found, digits[:2], "explicit", which=found.value("which", "EARLY"))
    if year < 1000 or (len(digits) == 2 and found.last - found.first == 1 and found.words.has(found.first - 1, "ITS")):
        return []
    return dated(found, str(year)[:3], "explicit", which=found.value("which", "EARLY"))


@rule("THE (?: which:EARLY HYPHEN? )? (?: y:YEAR HYPHEN? )? w:DECADE_WORD")
def decade_in_words(found: Found, context: Context) -> list[Timex]:
    """the nineties."""
    return dated(found, f"19{found.value('w', 'DECADE_WORD')}", "explicit", which=found.value("which", "EARLY"))


@rule("THE? (?: which:EARLY HYPHEN? )? n:RANK HYPHEN? u:UNIT e:ERA?")
def nth_century(found: Found, context: Context) -> list[Timex]:
    """the 19th century, the fifth century BC."""
    if found.value("u", "UNIT") != "100Y":
        return []
    if found.value("e", "ERA"):
        return undated(found, f"BC{found.rank('n') - 1:02}", basis="explicit")
    return dated(found, f"{found.rank('n') - 1:02}", "explicit", which=found.value("which", "EARLY"))


@rule("QUARTER_LETTER n:MONTHNUMBER (?: OF? y:YEAR )?")
def short_quarter(found: Found, context: Context) -> list[Timex]:
    """Q3 2012."""
    if not (found.words.joined(found.first + 1) and 1 <= found.number("n") <= 4):
        return []
    if "y" not in found:
        return undated(found, f"XXXX-Q{found.number('n')}")
    return dated(found, f"{found.number('y')}-Q{found.number('n')}", "explicit")


@rule("THE (?: l:LAST_ORDINAL | n:RANK ) u:UNIT (?: OF | IN ) m:MONTH (?: COMMA? y:YEAR )?")
def week_of_month(found: Found, context: Context) -> list[Timex]:
    """the last week of March, the first week of July 2014: the nth seven days of the month."""
    if found.value("u", "UNIT") != "W":
        return []
    month = int(found.value("m", "MONTH"))
    made = (f"{found.number('y')}-{month:02}", "explicit") if "y" in found else None
    value, basis = made or without_year(found, context, month, None)
    covered, number = calendar.span(value), found.rank("n") if "n" in found else 0
    if covered is None:
        return undated(found, "XXXX-WXX")
    first = covered[0] + 7 * (number - 1) * calendar.DAY if number else covered[1] - 6 * calendar.DAY
    if not covered[0] <= first <= covered[1]:
        return []
    middle = calendar.week_value(first + 3 * calendar.DAY)
    return [replace(dated(found, middle, basis)[0], first=first, last=min(first + 6 * calendar.DAY, covered[1]))]


OF_WHAT = "OF (?: m:MONTH (?: COMMA? y:YEAR )? | y2:YEAR | THE? s:SHIFT t:UNIT | THE t2:UNIT )"


def whole(found: Found, context: Context) -> tuple[str, str] | None:
    """Value and basis of the month or year after *of* (`OF_WHAT`); None if it is another unit or unknown."""
    if "m" in found:
        month = int(found.value("m", "MONTH"))
        return (
            (f"{found.number('y')}-{month:02}", "explicit")
            if "y" in found
            else without_year(found, context, month, None)
        )
    if "y2" in found:
        return found.word("y2"), "explicit"
    unit = found.value("t", "UNIT") or found.value("t2", "UNIT")
    step = {"LAST": -1, "PREVIOUS": -1, "PAST": -1, "THIS": 0, "CURRENT": 0, "SAME": 0, "NEXT": 1, "COMING": 1}.get(
        found.shift() or "SAME"
    )
    told = context.last_span(7 if unit == "M" else 4) if unit in ("M", "Y") else ""
    if not told or step is None:
        return None
    if found.shift() in ("", "SAME"):
        return told, "context" if context.spans else "publication"
    if context.day is None:
        return None
    return calendar.shifted(context.day.replace(day=1), unit, step), "publication"


@rule(f"THE? (?: n:RANK | l:LAST_ORDINAL | l2:LAST ) (?: d:WEEKDAY | u:UNIT ) {OF_WHAT}")
def nth_day_of(found: Found, context: Context) -> list[Timex]:
    """the first Friday of July, the last day of the month, the first day of 2017."""
    if "u" in found and (found.value("u", "UNIT") != "D" or found.words.has(found.parts["u"][0], "NIGHT")):
        return []
    made = whole(found, context)
    covered = made and calendar.span(made[0])
    if not covered:
        return undated(found, "XXXX-XX-XX")
    step, number = (7, int(found.value("d", "WEEKDAY"))) if "d" in found else (1, 0)
    if "n" in found:
        first = calendar.weekday_value(covered[0], number, "future") if number else covered[0]
        day = first + step * (found.rank("n") - 1) * calendar.DAY
    else:
        day = calendar.weekday_value(covered[1], number, "past") if number else covered[1]
    return dated(found, day.isoformat(), made[1]) if covered[0] <= day <= covered[1] else []


@rule(f"THE? (?: n:RANK | l:LAST_ORDINAL | l2:LAST ) c:FIRM v:UNITS {OF_WHAT}")
def first_of(found: Found, context: Context) -> list[Timex]:
    """the first six months of 2017, the last two weeks of May: a length with its days."""
    unit, count = found.value("v", "UNITS"), found.count("c")
    made = whole(found, context)
    covered = made and calendar.span(made[0])
    length = undated(found, duration(count, unit), "DURATION", "explicit")
    if unit not in ("D", "W", "M", "Y") or ("n" in found and found.rank("n") != 1):
        return []
    if not covered or count == "X":
        return length
    if "n" in found:
        first, last = covered[0], calendar.moved(covered[0], unit, float(count)) - calendar.DAY
    else:
        first, last = calendar.moved(covered[1] + calendar.DAY, unit, -float(count)), covered[1]
    if not covered[0] <= first <= last <= covered[1]:
        return length
    return [replace(length[0], first=first, last=last, precision=calendar.PRECISION[unit], basis=made[1])]


@rule(
    "THE? (?: n:RANK | l:LAST_ORDINAL ) HYPHEN? q:QUARTERS (?: (?: OF | IN )? (?: y:YEAR | THE? s:SHIFT_WORD UNIT ) )?"
)
def quarter(found: Found, context: Context) -> list[Timex]:
    """the first quarter of 2012, the third quarter of this year, the first half of last year."""
    unit = found.value("q", "QUARTERS")
    number = found.rank("n") if "n" in found else {"Q": 4, "H": 2}[unit]
    if not 1 <= number <= {"Q": 4, "H": 2}[unit]:
        return []
    if "y" in found:
        return dated(found, f"{found.number('y')}-{unit}{number}", "explicit")
    if "s" in found:
        if unit == "H" and found.words.word(found.last - 1) == "month" and context.day:
            month = calendar.shifted(context.day.replace(day=1), "M", int(found.value("s", "SHIFT_WORD") or 0))
            return half_of(found, dated(found, month, "publication"))
        if found.words.word(found.last - 1) != "year" or context.year is None:
            return undated(found, f"XXXX-{unit}{number}")
        year = context.year + int(found.value("s", "SHIFT_WORD") or 0)
        return dated(found, f"{year}-{unit}{number}", "publication")
    if unit == "H" or found.words.has(found.last, "OF"):  # the first half of the match, a quarter of the city
        return []
    if "l" in found or context.day is None:
        if "l" in found and context.day:
            return dated(found, calendar.shifted(context.day, "Q", -1), "publication")
        return undated(found, f"XXXX-{unit}{number}")
    ended = f"{context.year}-Q{number}"
    begun = calendar.span(ended)
    ahead = begun and (begun[0] - context.day).days
    tense = context.tense(found.words.starts[found.first])
    if ahead and ahead > 0 and tense != "future" and (ahead > SOON or tense == "past"):
        ended = f"{context.year - 1}-Q{number}"
    return dated(found, ended, "publication")


@rule(
    "(?: THE? FISCAL UNIT y:YEAR (?: (?: DASH | SLASH ) TWO )? | FY y2:YEAR"
    " | THE? y3:YEAR (?: (?: DASH | SLASH ) TWO )? FISCAL UNIT )"
)
def fiscal_year(found: Found, context: Context) -> list[Timex]:
    """fiscal year 2012, the 2015-16 financial year: its months are not known, so no days are given."""
    part = next(part for part in ("y", "y2", "y3") if part in found)
    return undated(found, f"FY{found.word(part)}", basis="explicit")


@rule(
    "THE? (?: which:EARLY HYPHEN? | edge:EDGE OF THE? )? s:SEASON (?: OF | COMMA )? y:YEAR"
    " (?: (?: DASH | SLASH ) TWO )?"
)
def season_of_year(found: Found, context: Context) -> list[Timex]:
    """the spring of 2016, summer 2014, the winter of 2015-16."""
    words, at = found.words, found.parts["s"][0]
    if words.has(at - 1, "NOT_SEASON_AFTER") or (words.has(at, "WEAK_SEASON") and words.has(at - 1, "ITS")):
        return []
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    return dated(found, f"{found.number('y')}-{found.value('s', 'SEASON')}", "explicit", which=which)


@rule("(?: (?: THE | THIS | which:EARLY HYPHEN? )+ | l:LAST | x:NEXT | PAST )? s:SEASON")
def season(found: Found, context: Context) -> list[Timex]:
    """last summer, this spring, in the winter, since autumn."""
    words, at = found.words, found.parts["s"][0]
    if words.has(at - 1, "NOT_SEASON_AFTER") or words.has(at + 1, "OF") or words.raw(at)[0].isupper():
        return []
    shifted = any(found.inside(name) for name in ("LAST", "NEXT", "PAST", "THIS"))
    happens = words.word(found.last) in dates_tense.happenings()
    if happens and not shifted:
        found = replace(found, first=at)  # "the spring offensive": the article is the offensive's
    elif not shifted and (words.has(at, "NEVER_BARE") or not words.has(found.first - 1, "YEAR_LEAD")):
        return []
    name = found.value("s", "SEASON")
    if context.day is None:
        return undated(found, f"XXXX-{name}")
    options = [f"{year}-{name}" for year in (context.year - 2, context.year - 1, context.year, context.year + 1)]
    begun = [value for value in options if calendar.span(value)[0] <= context.day]
    tense = context.tense(words.starts[at])
    value = begun[-1]
    running = calendar.span(value)[1] >= context.day
    if "l" in found and running:
        value = begun[-2]
    elif "x" in found or (tense == "future" and not running and "l" not in found):
        value = options[options.index(value) + 1]
    return dated(found, value, "publication", which=found.value("which", "EARLY"))
