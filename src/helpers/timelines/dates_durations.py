"""Lengths of time, what they reach from a date (``two weeks ago``, ``a day later``), and what recurs (``every Friday``)."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_relative import at_time, duration, following, lasting, year_alone

SMALL = {"TH", "TM", "TS", "30TM"}


def unit_of(found: Found, part: str = "u") -> str:
    """The unit a part names."""
    return found.value(part, "UNIT", "UNITS")


@rule("APPROX? c:COUNT MORE? u:UNITS_ANY AGO (?: TODAY )?")
def ago(found: Found, context: Context) -> list[Timex]:
    """two weeks ago, a year ago: as exact as the unit."""
    count, unit = found.count("c"), unit_of(found)
    if unit in SMALL:
        return undated(found, duration(count, unit), "DURATION", "explicit")
    if count == "X":
        return undated(found, "PAST_REF")
    if context.day is None:
        return year_alone(found, context, unit, -int(float(count)))
    unit, size = (
        ("W", 2 * float(count)) if unit == "2W" else ("M", 6 * float(count)) if unit == "6M" else (unit, float(count))
    )
    if unit == "Y" and size != int(size):
        unit, size = "M", 12 * size
    return dated(found, calendar.shifted(context.day, unit, -size), "publication")


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


@rule(
    "(?: THE | ITS )? (?: s:LAST | s2:PAST | s3:NEXT | s4:COMING | s5:PREVIOUS | s6:FOLLOWING ) APPROX? c:FIRM CONSECUTIVE? u:UNITS_ANY"
)
@rule("(?: THE | ITS )? c:FIRM (?: s:LAST | s2:PAST | s3:NEXT | s4:COMING | s5:PREVIOUS | s6:FOLLOWING ) u:UNITS_ANY")
@rule("(?: THE | ITS )? (?: s2:PAST | s4:COMING ) u:UNITS")
def stretch(found: Found, context: Context) -> list[Timex]:
    """the past two weeks, the last 24 hours, the next six months, the coming days."""
    count = found.count("c") if "c" in found else "X"
    if "s5" in found or "s6" in found:
        return undated(found, duration(count, unit_of(found)), "DURATION", "explicit")
    return lasting(found, context, count, unit_of(found), 1 if "s3" in found or "s4" in found else -1)


@rule("RECENT u:UNITS")
def recent_units(found: Found, context: Context) -> list[Timex]:
    """recent months."""
    return undated(found, duration("X", unit_of(found)), "DURATION")


@rule("(?: APPROX )? c:COUNT HYPHEN? CONSECUTIVE? u:UNITS_ANY (?: o:HYPHEN? OLD | l:HYPHEN? LONG )?")
@rule("APPROX? c:FIRM HYPHEN u:UNITS_ANY")
def length(found: Found, context: Context) -> list[Timex]:
    """three days, a five-year truce, more than a week; not a 12-year-old, but a six-year-old war."""
    words, unit, count = found.words, unit_of(found), found.count("c")
    last_unit = found.parts["u"][0]
    if words.has(found.last, "OLD") or words.word(found.last - 1) in ("old", "olds"):
        if not words.has(found.last, "LASTING"):
            return []
    after = words.word(found.last)
    if after == "old" or (words.has(found.last, "HYPHEN") and words.word(found.last + 1) in ("old", "olds")):
        rest = found.last + (1 if after == "old" else 2)
        if not words.has(rest, "LASTING"):
            return []
    if words.has(found.last, "OF") and words.word(found.last + 1) == "age":
        return []
    if unit == "TS" and (count in ("1", "X") or words.word(last_unit) != "seconds"):
        return []
    if unit == "Q" and words.word(last_unit) == "quarter" or (unit == "Q" and words.has(found.last, "OF")):
        return []
    article = (
        found.parts["c"]
        and words.has(found.parts["c"][0], "ARTICLE")
        and found.parts["c"][1] - found.parts["c"][0] == 1
    )
    if article and words.word(last_unit) in ("night",) and words.has(found.last, "OF"):
        return []
    if words.word(last_unit) == "nights" or words.word(last_unit) == "night":
        unit = "D"
    if article and found.last - found.first == 2 and per(words, found.first):
        return recurring(found, unit)
    if article and words.word(last_unit) in ("day",) and found.last - found.first == 2 and not frame(words, found):
        return []
    return undated(found, duration(count, unit), "DURATION", "explicit")


def per(words, at: int) -> bool:
    """Whether "a day" at ``at`` says how often: after a number and what is counted, or after once or twice."""
    return any(words.word(at - 1) == word for word in ("once", "twice", "times")) or (
        words.raw(at - 1).isdigit() or (words.raw(at - 2)[:1].isdigit() and words.word(at - 1).endswith("s"))
    )


def frame(words, found: Found) -> bool:
    """Whether "a day" is a length, not some day."""
    return (
        words.has(found.first - 1, "DURING")
        or words.has(found.first - 1, "YEAR_LEAD")
        or words.word(found.last) in ("after", "before", "of")
    )


def recurring(found: Found, unit: str) -> list[Timex]:
    """So often, as a set."""
    return undated(found, duration("1", unit), "SET", "explicit")


@rule("c:UNITS HYPHEN? LONG")
def long_units(found: Found, context: Context) -> list[Timex]:
    """a months-long siege."""
    return undated(found, duration("X", unit_of(found, "c")), "DURATION", "explicit")


@rule("u:UNITS (?: OR v:UNITS )?")
def bare_units(found: Found, context: Context) -> list[Timex]:
    """for months, after years of war, within hours."""
    words, before = found.words, found.first - 1
    lead = words.has(before, "DURING") or words.word(before) in (
        "for",
        "after",
        "in",
        "within",
        "over",
        "of",
        "than",
        "and",
        "or",
        "only",
        "just",
        "many",
    )
    if (
        not lead
        or unit_of(found) in ("TS", "Q")
        or words.word(found.first) in ("seconds", "minutes")
        and words.has(found.last, "OF")
    ):
        return []
    if words.word(before) == "of" and not words.word(before - 1).endswith("s"):
        return []
    if words.word(before) in ("and", "or") and not words.word(before - 1).endswith("s"):
        return []
    return undated(found, duration("X", unit_of(found)), "DURATION", "explicit")


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
    if words.raw(found.first)[0].isupper() and (
        words.raw(found.last)[:1].isupper() or words.raw(found.first - 1)[:1].isupper()
    ):
        return []
    return undated(found, found.value("s", "ADVERBIAL_SET"), "SET", "explicit")


@rule("(?: ARTICLE | THE )? n:RANK CONSECUTIVE? u:UNIT (?: IN ARTICLE ROW )?")
@rule("ITS n:RANK u:UNIT")
@rule("THIS? l:LAST_ORDINAL u:UNIT")
def nth_unit(found: Found, context: Context) -> list[Timex]:
    """a second day, its seventh year, for the third day in a row: the day it is told of, or no days."""
    words, unit = found.words, found.value("u", "UNIT")
    if "l" in found or unit in SMALL or unit in ("100Y", "10Y", "Q"):
        return []
    its = words.has(found.first, "ITS")
    row = words.has(found.last - 1, "ROW") or words.word(found.last - 2) in (
        "consecutive",
        "straight",
        "successive",
        "running",
    )
    if unit == "D" and (row or words.word(found.first - 1) == "for"):
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


@rule("(?: ON | AT | IN )? p:PRESENT_REF")
@rule("THE p:PRESENT_NOUN")
@rule("p:PRESENT_ADJECTIVE")
def present(found: Found, context: Context) -> list[Timex]:
    """now, currently, the current crisis."""
    first = found.parts["p"][0] if "PRESENT_NOUN" not in found.parts else found.first
    found = found if found.words.has(found.first, "THE") else replace(found, first=first)
    return undated(found, "PRESENT_REF")


@rule("THE p:PAST_NOUN (?! UNITS | UNIT | FIRM | LAST )")
@rule("p:PAST_REF")
@rule("p:PAST_ADJECTIVE")
def past(found: Found, context: Context) -> list[Timex]:
    """recently, the past, the recent raids."""
    return undated(found, "PAST_REF")


@rule("THE p:FUTURE_NOUN")
@rule("p:FUTURE_REF")
def future(found: Found, context: Context) -> list[Timex]:
    """soon, the near future."""
    if found.words.has(found.last, "AS"):  # as soon as
        return []
    return undated(found, "FUTURE_REF")


CLOCK = "(?: h:HOUR COLON i:MINUTE (?: COLON MINUTE )? | hi:CLOCKDOT | hm:CLOCK | h2:HOUR )"


@rule(f"APPROX? {CLOCK} a:AMPM? (?: OPEN? z:TIMEZONE CLOSE? )? (?: ON? (?: d:WEEKDAY | t:TODAY ) )?")
@rule("APPROX? k:HOUR OCLOCK")
def clock(found: Found, context: Context) -> list[Timex]:
    """18:30, 7 a.m., 0800 GMT, 16:00 UTC today, 9 o'clock: on the day told in the sentence, else the last one told."""
    words = found.words
    if not ("a" in found or "z" in found or "h" in found or "k" in found):
        return []
    if "h" in found and not (words.joined(found.parts["h"][0] + 1) and words.joined(found.parts["i"][0])):
        return []
    if "h2" in found and "a" not in found:
        return []
    if "hi" in found:
        hour, minute = map(int, found.word("hi").split("."))
    elif "hm" in found:
        hour, minute = divmod(found.number("hm"), 100)
    else:
        hour = found.number(next(part for part in ("h", "h2", "k") if part in found))
        minute = found.number("i") if "i" in found else 0
    half = found.value("a", "AMPM")
    if half and not 1 <= hour <= 12 and not (12 < hour < 24):
        return []
    hour = hour % 12 + 12 if half == "pm" and hour < 13 else 0 if half == "am" and hour == 12 else hour
    zone = found.value("z", "TIMEZONE")
    offset = words.starts[found.first]
    told = context.same_sentence_day(offset) or context.last_day(offset)
    if "d" in found:
        from helpers.timelines.dates_relative import weekday

        told = weekday(found, context, int(found.value("d", "WEEKDAY")))
    elif "t" in found:
        told = (context.day + int(found.value("t", "TODAY")) * calendar.DAY, "publication") if context.day else None
    time = f"{hour:02}:{minute:02}{zone}"
    if told is None:
        return undated(found, f"XXXX-XX-XXT{time}", "TIME")
    return at_time(dated(found, told[0].isoformat(), told[1]), time)


@rule("(?: THE | AT )? p:BARE_DAYPART")
@rule("THE EARLY? p:DAYPART")
def daypart(found: Found, context: Context) -> list[Timex]:
    """at dawn, midnight, in the morning: on the day told in the sentence, else the last one told."""
    words, at = found.words, found.parts["p"][0]
    if words.word(found.first) == "at":
        found = replace(found, first=found.first + 1)
    if (
        words.raw(at)[0].isupper()
        or words.has(found.last, "OF")
        or not words.has(found.first - 1, "YEAR_LEAD")
        and words.word(found.first - 1) not in ("at", "into", "near", "past")
    ):
        return []
    offset = words.starts[found.first]
    told = context.same_sentence_day(offset) or context.last_day(offset)
    part = found.value("p", "BARE_DAYPART", "DAYPART")
    if told is None:
        return undated(found, f"XXXX-XX-XXT{part}", "TIME")
    return at_time(dated(found, told[0].isoformat(), told[1]), part)
