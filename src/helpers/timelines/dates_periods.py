"""Decades, centuries, quarters, halves, fiscal years and seasons."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_absolute import century, without_year
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

SOON = 125  # days: a quarter that begins so soon may be the one to come


@rule("THE? (?: which:EARLY HYPHEN? )? APOSTROPHE? y:DECADE")
def decade(found: Found, context: Context) -> list[Timex]:
    """the 1990s, the late '80s, 70s."""
    digits = found.word("y").rstrip("s'")
    year = int(digits) if len(digits) == 4 else century(int(digits), context) if len(digits) == 2 else 0
    if year < 1000 or (len(digits) == 2 and found.last - found.first == 1 and found.words.has(found.first - 1, "ITS")):
        return []
    return dated(found, str(year)[:3], "explicit", which=found.value("which", "EARLY"))


@rule("THE (?: which:EARLY HYPHEN? )? (?: y:YEAR HYPHEN? )? w:DECADE_WORD")
def decade_in_words(found: Found, context: Context) -> list[Timex]:
    """the nineties."""
    return dated(found, f"19{found.value('w', 'DECADE_WORD')}", "explicit", which=found.value("which", "EARLY"))


@rule("THE? (?: which:EARLY HYPHEN? )? n:RANK HYPHEN? u:UNIT")
def nth_century(found: Found, context: Context) -> list[Timex]:
    """the 19th century."""
    if found.value("u", "UNIT") != "100Y":
        return []
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
    if not shifted and (words.has(at, "NEVER_BARE") or not words.has(found.first - 1, "YEAR_LEAD")):
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
