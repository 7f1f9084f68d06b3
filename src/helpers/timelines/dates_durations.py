"""Lengths of time, and what they reach from a date: ``two weeks ago``, ``a day later``, ``the past month``."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_relative import duration, following, lasting, year_alone

SMALL = {"TH", "TM", "TS", "30TM"}


def unit_of(found: Found, part: str = "u") -> str:
    """The unit a part names."""
    return found.value(part, "UNIT", "UNITS")


@rule("APPROX? c:COUNT MORE? u:UNITS_ANY (?: h:AND ARTICLE HALF )? AGO t:TODAY?")
@rule("APPROX? c:COUNT u:UNITS_ANY f:NOW")
def ago(found: Found, context: Context) -> list[Timex]:
    """two weeks ago, two weeks from now: as exact as the unit; a year ago today: to the day."""
    count, unit = found.count("c"), unit_of(found)
    if "h" in found and count != "X":
        count = f"{float(count) + 0.5:g}"
    if "t" in found and context.day and count != "X" and unit not in SMALL:
        return dated(found, calendar.moved(context.day, unit, -float(count)).isoformat(), "publication")
    sign = 1 if "f" in found else -1
    if unit in SMALL:
        return undated(found, duration(count, unit), "DURATION", "explicit")
    if count == "X":
        return undated(found, "FUTURE_REF" if "f" in found else "PAST_REF")
    if context.day is None:
        return year_alone(found, context, unit, sign * int(float(count)))
    unit, size = (
        ("W", 2 * float(count)) if unit == "2W" else ("M", 6 * float(count)) if unit == "6M" else (unit, float(count))
    )
    if unit == "Y" and size != int(size):
        unit, size = "M", 12 * size
    return dated(found, calendar.shifted(context.day, unit, sign * size), "publication")


@rule("c:COUNT d:WEEKDAYS AGO")
def weekdays_ago(found: Found, context: Context) -> list[Timex]:
    """two Fridays ago."""
    count, number = found.count("c"), int(found.value("d", "WEEKDAYS"))
    if context.day is None or count == "X":
        return undated(found, f"XXXX-WXX-{number}")
    last = calendar.weekday_value(context.day, number, "before")
    return dated(found, (last - 7 * (int(float(count)) - 1) * calendar.DAY).isoformat(), "publication")


@rule("APPROX? c:COUNT u:UNITS_ANY (?: e:EARLIER | l:LATER )")
def earlier_or_later(found: Found, context: Context) -> list[Timex]:
    """a day earlier, three weeks later: from the date told last, else from the publication's."""
    count, unit = found.count("c"), unit_of(found)
    sign = -1 if "e" in found else 1
    if unit in SMALL or unit in ("2W", "6M"):
        return undated(found, duration(count, unit), "DURATION", "explicit")
    if count == "X":
        return undated(found, "PAST_REF" if sign < 0 else "FUTURE_REF")
    return following(found, context, unit, sign * float(count))


@rule("u:UNITS (?: e:EARLIER | l:LATER | a:AGO )")
def vaguely_later(found: Found, context: Context) -> list[Timex]:
    """hours later, days earlier, years ago: no length is told."""
    if unit_of(found) in SMALL:
        return undated(found, duration("X", unit_of(found)), "DURATION", "explicit")
    return undated(found, "FUTURE_REF" if "l" in found else "PAST_REF")


@rule("(?: THE | ITS | THIS )? s:SHIFT APPROX? c:FIRM (?: CONSECUTIVE | ANY )? u:UNITS_ANY")
@rule("(?: THE | ITS )? s:SHIFT u:UNITS")
def stretch(found: Found, context: Context) -> list[Timex]:
    """the past two weeks, the last 24 hours, the next six months, the coming days, the past five trading days."""
    count, shift = found.count("c") if "c" in found else "X", found.shift()
    if shift in ("THIS", "SAME", "CURRENT") or not unit_of(found):
        return []
    if (
        "c" in found
        and found.parts["u"][0] > found.parts["c"][1]
        and not found.words.word(found.parts["u"][0]).endswith("s")
    ):
        return []
    if shift in ("PREVIOUS", "FOLLOWING"):
        return undated(found, duration(count, unit_of(found)), "DURATION", "explicit")
    return lasting(found, context, count, unit_of(found), 1 if shift in ("NEXT", "COMING") else -1)


@rule("a:FIRM (?: DASH | TO | OR | AND ) b:FIRM HYPHEN? u:UNITS_ANY")
def from_to(found: Found, context: Context) -> list[Timex]:
    """between 60 and 90 days, two or three weeks, 48-72 hours: two durations of one unit."""
    unit, words = unit_of(found), found.words
    if (found.inside("AND") and not words.has(found.first - 1, "BETWEEN")) or unit in ("TS", "Q"):
        return []
    if words.has(found.last, "OLD") or words.has(found.last, "AGO") or words.has(found.last, "LATER"):
        return []
    low, high = found.parts["a"], found.parts["b"]
    parts = (replace(found, last=low[1]), "a"), (replace(found, first=high[0]), "b")
    return [undated(piece, duration(found.count(name), unit), "DURATION", "explicit")[0] for piece, name in parts]


@rule("RECENT u:UNITS")
def recent_units(found: Found, context: Context) -> list[Timex]:
    """recent months."""
    return undated(found, duration("X", unit_of(found)), "DURATION")


@rule(
    "(?: APPROX )? c:COUNT HYPHEN? CONSECUTIVE? u:UNITS_ANY (?: o:HYPHEN? OLD | l:HYPHEN? LONG | h:AND ARTICLE HALF )?"
)
@rule("APPROX? c:FIRM HYPHEN u:UNITS_ANY")
def length(found: Found, context: Context) -> list[Timex]:
    """three days, a five-year truce, more than a week; not a 12-year-old, but a six-year-old war."""
    words, unit, count = found.words, unit_of(found), found.count("c")
    last_unit = found.parts["u"][0]
    if found.inside("SOME", found.first, found.first + 1) and words.has(found.first - 1, "AS"):
        return []  # the fourth in as many days
    rest = found.last + (1 if words.has(found.last, "HYPHEN") else 0)
    aged = words.has(found.last - 1, "OLD") or words.has(rest, "OLD")
    if aged and not words.has(found.last if words.has(found.last - 1, "OLD") else rest + 1, "LASTING"):
        return []
    if words.raw(last_unit)[:1].isupper() and words.word(found.last) == "war":  # the Six-Day War
        return []
    if words.has(found.last, "OF") and words.has(found.last + 1, "AGE"):
        return []
    if unit == "TS" and (count in ("1", "X") or words.word(last_unit) != "seconds"):
        return []
    if unit == "Q" and not found.inside("CONSECUTIVE"):
        return []
    if words.has(found.parts["c"][0], "CLOCK") and unit == "TH" and words.has(found.first - 1, "AT"):
        return []  # at 2000 hours
    only_article = words.has(found.first, "ARTICLE") and found.last - found.first == 2
    if only_article and per(words, found.first):
        return recurring(found, unit)
    if words.has(found.parts["c"][0], "ARTICLE") and found.inside("LONG"):
        return []  # a week-long pause: read without the article
    if only_article and unit == "D" and not frame(words, found):
        return []
    if "h" in found and count != "X":
        count = f"{float(count) + 0.5:g}"
    return undated(found, duration(count, unit), "DURATION", "explicit")


def per(words, at: int) -> bool:
    """Whether "a day" at ``at`` says how often: after a number and what is counted, or after once or twice."""
    number = words.raw(at - 2)[:1].isdecimal() or words.has(at - 2, "NUMBER") or words.has(at - 2, "SOME")
    counted = words.has(at - 1, "COUNTED") or words.word(at - 1).endswith("s")
    return words.has(at - 1, "FREQUENCY") or words.raw(at - 1).isdecimal() or (number and counted)


def frame(words, found: Found) -> bool:
    """Whether "a day" is a length, not some day."""
    before = words.has(found.first - 1, "DURING") or words.has(found.first - 1, "YEAR_LEAD")
    return before or any(words.has(found.last, name) for name in ("AFTER", "BEFORE", "OF"))


def recurring(found: Found, unit: str) -> list[Timex]:
    """So often, as a set."""
    return undated(found, duration("1", unit), "SET", "explicit")


@rule("c:UNITS_ANY HYPHEN OLD (?= LASTING )")
@rule("c:UNITS_ANY HYPHEN? LONG")
def long_units(found: Found, context: Context) -> list[Timex]:
    """a months-long siege, week-long clashes, the year-old uprising."""
    several = "X" if found.words.has(found.first, "UNITS") else "1"
    if found.words.has(found.last, "AGO") or found.words.word(found.first) == "second":
        return []
    return undated(found, duration(several, unit_of(found, "c")), "DURATION", "explicit")


@rule("u:UNITS")
def bare_units(found: Found, context: Context) -> list[Timex]:
    """for months, after years of war, within hours."""
    words, before = found.words, found.first - 1
    short = unit_of(found) in ("TS", "TM") and words.has(found.last, "OF")  # minutes of the meeting
    if short or unit_of(found) in ("TS", "Q"):
        return []
    listed = words.has(before, "OF") or words.has(before, "OR")
    plural = words.word(before - 1).endswith("s")  # months or years; the end of months
    led = any(words.has(before, name) for name in ("BARE_LEAD", "DURING"))
    until = any(words.has(found.last, name) for name in ("AFTER", "BEFORE"))  # hours after the raids
    if not (led or until or (listed and plural)):
        return []
    return undated(found, duration("X", unit_of(found)), "DURATION", "explicit")
