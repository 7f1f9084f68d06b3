"""Ranges of days, months and years: two dates, as TimeML marks them, each with the days of the range."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines.dates_absolute import counts, day_value, without_year
from helpers.timelines.dates_context import Context, Timex, dated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_months import plausible, reads_as_year

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


@rule(f"a:DAYS (?: {JOIN} | SLASH ) b:DAYS OF? m:MONTHS (?: COMMA? y:YEAR )?")
def days_of_month_last(found: Found, context: Context) -> list[Timex]:
    """between 3 and 5 May 2015, the night of 4/5 June."""
    if found.inside("SLASH") and found.number("b") != found.number("a") + 1:
        return []
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
    f"(?: m:MONTHS a:DAYS | a2:DAYS OF? m2:MONTHS ) {JOIN}"
    " (?: n:MONTHS b:DAYS | b2:DAYS OF? n2:MONTHS ) (?: COMMA? y:YEAR )?"
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
        order += ["y"] if ends and "y" in found else []
        ends.append(piece(found, order[0], order[-1], *made))
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


@rule("BETWEEN? a:YEAR (?: DASH | TO | AND ) (?: b:YEAR | b2:TWO )")
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
