"""Days in numbers alone: ``2017-08-12``, ``12/08/2017``, ``on 12/8``, ``9/11``."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_absolute import century, known_by_day, without_year
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

WORLD_TRADE_CENTER = (9, 11)  # the one day that is known by its numbers alone


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

    With slashes, both readings possible, that of the outlet's country; where it is unknown, the later one not after the
    publication date.
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
    if context.month_first:
        return dated(found, readings[1], "explicit")
    if context.day is None:
        return undated(found, f"{year}-XX-XX")
    past = [value for value in readings if value <= context.day.isoformat()]
    return dated(found, max(past) if past else min(readings), "publication")


@rule("ON? a:DAY SLASH b:DAY (?! SLASH | PERCENT | OF | COUNTED )")
def slash_day(found: Found, context: Context) -> list[Timex]:
    """the 9/11 attacks, on 12/8: known by its numbers, or after *on*; in the order of the outlet where both fit."""
    words, at = found.words, found.parts["a"][0]
    if not all(words.joined(index) for index in (at + 1, at + 2)):
        return []
    if words.joined(found.last) and words.raw(found.last).isalnum():
        return []
    told, a, b = found.first < at, found.number("a"), found.number("b")
    found = replace(found, first=at)
    if made := known_by_day(found, context, a, b, alone=(a, b) == WORLD_TRADE_CENTER):
        return made
    months = [(b, a), (a, b)] if not context.month_first else [(a, b), (b, a)]
    fitting = [(month, day) for month, day in months if month <= 12]
    return dated(found, *without_year(found, context, *fitting[0])) if told and fitting else []
