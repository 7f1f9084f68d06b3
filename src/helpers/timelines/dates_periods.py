"""Ranges, decades, centuries, quarters, halves, fiscal years, seasons and feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers import knowledge
from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_absolute import century, counts, day_value, plausible, reads_as_year, without_year
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

JOIN = "(?: DASH | TO | AND | OR | INTO )"


def piece(found: Found, first: str, last: str, value: str, basis: str) -> Timex:
    """One end of a range: the words from part ``first`` to part ``last``."""
    start, end = found.outer(first)[0], found.outer(last)[1]
    return replace(dated(found, value, basis)[0], start=start, end=end)


def ranged(found: Found, ends: list[Timex]) -> list[Timex]:
    """The two ends of a range, each with the days of the whole; as they are where the words only list them."""
    low, high = ends
    before = found.words
    listed = any(found.words.has(index, name) for index in range(found.first, found.last) for name in ("AND", "OR"))
    if listed and not before.has(found.first, "BETWEEN") and not before.has(found.first - 1, "BETWEEN"):
        return ends
    if not (low.first and high.last and low.first <= high.last):
        return ends
    return [replace(end, first=low.first, last=high.last) for end in ends]


@rule(f"m:MONTHS a:DAYS {JOIN} b:DAYS (?: COMMA? y:YEAR )?")
def days_of_month_first(found: Found, context: Context) -> list[Timex]:
    """June 4-6; August 3 and 5, 2017: two dates, as TimeML marks them, with the days of the range."""
    if "y" not in found and counts(found, context, found.parts["b"][1]):
        return []
    return days_of_month(found, context, ("m", "a"), ("b", "b"))


@rule(f"a:DAYS {JOIN} b:DAYS OF? m:MONTHS (?: COMMA? y:YEAR )?")
def days_of_month_last(found: Found, context: Context) -> list[Timex]:
    """between 3 and 5 May 2015."""
    return days_of_month(found, context, ("a", "a"), ("b", "y" if "y" in found else "m"))


def days_of_month(found: Found, context: Context, low: tuple[str, str], high: tuple[str, str]) -> list[Timex]:
    """Two days of one month."""
    month = int(found.value("m", "MONTH", "MONTH_SHORT"))
    year = found.number("y") if "y" in found else None
    made = [day_value(found, context, month, found.number(part), year) for part in ("a", "b")]
    if None in made or found.number("a") >= found.number("b"):
        return []
    ends = (low, (high[0], "y" if "y" in found else high[1]))
    return ranged(found, [piece(found, *end, *value) for end, value in zip(ends, made, strict=True)])


@rule(
    f"(?: m:MONTHS a:DAYS | a2:DAYS OF? m2:MONTHS ) {JOIN} (?: n:MONTHS b:DAYS | b2:DAYS OF? n2:MONTHS ) (?: COMMA? y:YEAR )?"
)
def days_of_two_months(found: Found, context: Context) -> list[Timex]:
    """from May 30 to June 2; 30 May - 2 June 2014: the first takes the year of the second."""
    year = found.number("y") if "y" in found else None
    ends = []
    for m, d in (("m", "a") if "m" in found else ("m2", "a2"), ("n", "b") if "n" in found else ("n2", "b2")):
        month = int(found.value(m, "MONTH", "MONTH_SHORT"))
        made = day_value(found, context, month, found.number(d), year)
        if made is None:
            return []
        order = sorted([m, d], key=lambda part: found.parts[part])
        ends.append(piece(found, order[0], order[1], *made))
    return ranged(found, ends)


@rule(f"m:MONTHS {JOIN} n:MONTHS (?: COMMA? y:YEAR )?")
def months(found: Found, context: Context) -> list[Timex]:
    """between March and June 2012; April to June."""
    ends = []
    for part in ("m", "n"):
        month = int(found.value(part, "MONTH", "MONTH_SHORT"))
        made = (f"{found.number('y')}-{month:02}", "explicit") if "y" in found else None
        value, basis = made or without_year(found, context, month, None)
        ends.append(piece(found, part, "y" if part == "n" and "y" in found else part, value, basis))
    if ends[0].first and ends[1].first and ends[0].first > ends[1].first:  # November to March 2012
        value = f"{ends[0].first.year - 1}-{ends[0].timex_value[5:]}"
        ends[0] = piece(found, "m", "m", value, ends[0].basis)
    return ranged(found, ends)


@rule(f"BETWEEN? a:YEAR (?: DASH | TO | AND ) (?: b:YEAR | b2:TWO )")
def years(found: Found, context: Context) -> list[Timex]:
    """2011-2013, from 2009 to 2011, 2015-16."""
    words, first = found.words, found.number("a")
    at = found.parts["a"][0]
    low = str(first)
    high = str(found.number("b")) if "b" in found else f"{first // 100}{found.word('b2')}"
    lead = any(words.has(at - 1, name) for name in ("NUMBER_LEAD", "CURRENCY")) or words.has(found.last, "COUNTED")
    if lead or not (plausible(first, context) and int(low) < int(high) <= first + 99):
        return []
    if "b2" in found and not (found.tight() and int(high) - first < 30):
        return []
    if words.has(at + 1, "AND") and not (reads_as_year(words, at) or words.has(at - 1, "IN")):
        return []
    part = "b" if "b" in found else "b2"
    ends = [piece(found, "a", "a", low, "explicit"), piece(found, part, part, high, "explicit")]
    return ranged(found, ends)


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
    if begun and begun[0] > context.day and context.tense(found.words.starts[found.first]) != "future":
        ended = f"{context.year - 1}-Q{number}"
    return dated(found, ended, "publication")


@rule(
    "(?: THE? FISCAL UNIT y:YEAR (?: (?: DASH | SLASH ) z:TWO )? | FY y2:YEAR | THE? y3:YEAR (?: (?: DASH | SLASH ) z3:TWO )? FISCAL UNIT )"
)
def fiscal_year(found: Found, context: Context) -> list[Timex]:
    """fiscal year 2012, the 2015-16 financial year: its months are not known, so no days are given."""
    part = next(part for part in ("y", "y2", "y3") if part in found)
    return undated(found, f"FY{found.word(part)}", basis="explicit")


@rule(
    "THE? (?: which:EARLY HYPHEN? | edge:EDGE OF THE? )? s:SEASON (?: (?: OF | COMMA )? y:YEAR (?: (?: DASH | SLASH ) TWO )? )"
)
def season_of_year(found: Found, context: Context) -> list[Timex]:
    """the spring of 2016, summer 2014, the winter of 2015-16."""
    words, at = found.words, found.parts["s"][0]
    if words.has(at - 1, "NOT_SEASON_AFTER") or (words.has(at, "WEAK_SEASON") and words.has(at - 1, "ITS")):
        return []
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    return dated(found, f"{found.number('y')}-{found.value('s', 'SEASON')}", "explicit", which=which)


@rule("(?: (?: THE | THIS | which:EARLY HYPHEN? )+ | IN | SINCE | l:LAST | x:NEXT | l2:PAST ) s:SEASON")
def season(found: Found, context: Context) -> list[Timex]:
    """last summer, this spring, in the winter, since autumn."""
    words, at = found.words, found.parts["s"][0]
    if words.has(at - 1, "NOT_SEASON_AFTER") or words.has(at + 1, "OF") or words.raw(at)[0].isupper():
        return []
    only_the = not any(words.has(index, name) for index in range(found.first, at) for name in ("LAST", "NEXT", "THIS"))
    if only_the and (words.has(at, "WEAK_SEASON") and words.word(at) == "fall"):
        return []
    if only_the and not (words.has(found.first - 1, "YEAR_LEAD") or words.has(found.first, "YEAR_LEAD")):
        return []
    first = found.first + (1 if words.has(found.first, "IN") or words.has(found.first, "SINCE") else 0)
    found = Found(words, first, found.last, found.parts)
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


@rule("THE? h:HOLIDAY (?: COMMA? y:YEAR )?")
def holiday(found: Found, context: Context) -> list[Timex]:
    """Christmas, Ramadan 2016, Eid al-Fitr: the days that can be worked out, the moon's within a day."""
    if found.words.has(found.last, "NOT_A_FEAST_BEFORE"):
        return []
    about = feasts()[found.value("h", "HOLIDAY")]
    if "y" in found:
        choice = feast(about, found.number("y"))
        return [placed(found, about, choice, "explicit")] if choice else []
    if context.day is None:
        return undated(found, "XXXX" + (f"-{about['days']}" if about["rule"] == "fixed" else ""))
    options = [feast(about, year) for year in range(context.year - 1, context.year + 2)]
    options = [option for option in options if option]
    tense = context.tense(found.words.starts[found.first])
    begun = [option for option in options if option[0] <= context.day]
    ahead = [option for option in options if option[0] > context.day]
    near = ahead and (ahead[0][0] - context.day).days < 30 and (not begun or (context.day - begun[-1][1]).days > 90)
    choice = ahead[0] if ahead and (tense == "future" or (near and tense != "past") or not begun) else begun[-1]
    return [placed(found, about, choice, "publication")]


def feasts() -> dict[str, dict[str, str]]:
    """The feasts of `knowledge/feasts.csv` by name."""
    return {row["feast"]: row for row in knowledge.load("feasts").to_dict("records")}


def feast(about: dict[str, str], year: int) -> tuple[date, date] | None:
    """First and last day of a feast that begins in ``year``; None if none does."""
    length, rule_name, days = int(about["length"]), about["rule"], about["days"]
    if rule_name == "fixed":
        first = date(year, *map(int, days.split("-")))
    elif rule_name in ("easter", "orthodox_easter"):
        first = calendar.easter(year, rule_name == "orthodox_easter") + int(days) * calendar.DAY
    else:
        month, day = map(int, days.split("-"))
        around = (year - 622) * 33 // 32
        dates = [calendar.islamic(number, month, day) for number in range(around - 1, around + 3)]
        first = next((day for day in dates if day.year == year), None)
    return (first, first + (length - 1) * calendar.DAY) if first else None


def placed(found: Found, about: dict[str, str], days: tuple[date, date], basis: str) -> Timex:
    """A feast as a date: its day where it is certain, else its year with the days it may have."""
    first, last = days
    moon = about["rule"] == "islamic"
    value = f"{first.year:04}" if moon or first != last else first.isoformat()
    slack = calendar.DAY if moon else 0 * calendar.DAY
    precision = "day" if value == first.isoformat() else "month" if (last - first).days > 13 else "week"
    made = dated(found, value, basis)[0]
    return replace(made, first=first - slack, last=last + slack, precision=precision)
