"""What recurs (``every Friday``, ``daily``) and what has a rank (``its seventh year``, ``for a second day``)."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_durations import SMALL, unit_of
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_relative import duration


@rule(
    "(?: EVERY | PER ) (?: OTHER | c:FIRM )? (?: u:UNITS_ANY | w:WEEKDAY | p:DAYPART | m:MONTH | s:SEASON | e:WEEKEND )"
)
def every(found: Found, context: Context) -> list[Timex]:
    """every day, each Friday, every two weeks, per month."""
    if "w" in found:
        return undated(found, f"XXXX-WXX-{found.value('w', 'WEEKDAY')}", "SET", "explicit")
    if "p" in found and "u" not in found:
        return undated(found, f"XXXX-XX-XXT{found.value('p', 'DAYPART')}", "SET", "explicit")
    if "m" in found:
        return undated(found, f"XXXX-{found.value('m', 'MONTH')}", "SET", "explicit")
    if "s" in found:
        return undated(found, f"XXXX-{found.value('s', 'SEASON')}", "SET", "explicit")
    if "e" in found:
        return undated(found, "XXXX-WXX-WE", "SET", "explicit")
    other = any(found.words.has(index, "OTHER") for index in range(found.first, found.last))
    if unit_of(found) == "TS":
        return []
    return undated(
        found, duration("2" if other else found.count("c") if "c" in found else "1", unit_of(found)), "SET", "explicit"
    )


@rule("(?: ON | AT ) d:WEEKEND_SET")
def weekends(found: Found, context: Context) -> list[Timex]:
    """on weekends, at weekends."""
    return undated(replace(found, first=found.first + 1), "XXXX-WXX-WE", "SET", "explicit")


@rule("ON? d:WEEKDAYS (?: AND e:WEEKDAYS )?")
def weekday_set(found: Found, context: Context) -> list[Timex]:
    """on Fridays."""
    words = found.words
    if words.word(found.first) == "on":
        found = replace(found, first=found.first + 1)
    elif not words.has(found.first - 1, "EVERY"):
        return []
    return undated(found, f"XXXX-WXX-{found.value('d', 'WEEKDAYS')}", "SET", "explicit")


@rule("s:ADVERBIAL_SET")
def adverbial_set(found: Found, context: Context) -> list[Timex]:
    """daily, weekly, annual; not the Daily Star."""
    words = found.words
    if words.raw(found.first)[0].isupper() and words.raw(found.last)[:1].isupper():
        return []
    named = found.first and words.raw(found.first - 1)[:1].isupper()
    if named and words.raw(found.last)[:1].isalpha():  # a newspaper: the Al Watan daily, the Turkish daily Sabah
        token = context.token(words.starts[found.last])
        if words.raw(found.last)[0].isupper() or (token is not None and token.pos_ != "NOUN"):
            return []
    return undated(found, found.value("s", "ADVERBIAL_SET"), "SET", "explicit")


@rule("(?: ARTICLE | THE )? n:RANK CONSECUTIVE? u:UNIT (?: IN ARTICLE ROW | CONSECUTIVE )?")
@rule("ITS n:RANK u:UNIT")
@rule("THIS? l:LAST_ORDINAL u:UNIT")
def nth_unit(found: Found, context: Context) -> list[Timex]:
    """a second day, its seventh year, for the third day in a row: the day it is told of, or no days."""
    words, unit = found.words, found.value("u", "UNIT")
    if "l" in found or unit in SMALL or unit in ("100Y", "10Y", "Q"):
        return []
    its = words.has(found.first, "ITS")
    row = found.inside("ROW") or found.inside("CONSECUTIVE")
    if unit == "D" and (row or words.has(found.first - 1, "FOR")):
        offset = words.starts[found.first]
        told = context.same_sentence_day(offset) or ((context.day, "publication") if context.day else None)
        if told:
            return dated(found, told[0].isoformat(), told[1])
    if row and unit in ("W", "M", "Y") and context.day:
        return dated(
            found, calendar.shifted(context.day.replace(day=1) if unit == "M" else context.day, unit, 0), "publication"
        )
    if its or row:
        return undated(found, {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"))
    return []
