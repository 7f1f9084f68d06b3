"""Times of day (``18:30``, ``at dawn``) and vague references (``now``, ``recently``, ``soon``)."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, at_time, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_relative import range_of_days
from helpers.timelines.dates_weekdays import weekday

CLOCK = "(?: h:HOUR COLON i:MINUTE (?: COLON MINUTE )? | hi:CLOCKDOT | hm:CLOCK | h2:HOUR )"
ZONE = (
    "(?: OPEN z:TIMEZONE (?: (?: p:PLUS | HYPHEN ) o:INT )? CLOSE | y:TIMEZONE (?: (?: p2:PLUS | HYPHEN ) o2:INT )? )"
)


@rule(f"APPROX? {CLOCK} a:AMPM? {ZONE}? (?: ON? (?: d:WEEKDAY | t:TODAY ) )?")
@rule("APPROX? (?: k:HOUR | w:NUMBER ) OCLOCK (?: (?: IN THE | AT ) part:DAYPART )?")
@rule("APPROX? (?: k:HOUR | w:NUMBER ) (?: IN THE | AT ) part:DAYPART")
@rule("APPROX? f:HALFPAST (?: k:HOUR | w:NUMBER ) a:AMPM? (?: (?: IN THE | AT ) part:DAYPART )?")
@rule("hm:CLOCK r:HOURS")
def clock(found: Found, context: Context) -> list[Timex]:
    """18:30, 7 a.m., 0800 GMT, 16:00 UTC today, 9 o'clock: on the day told in the sentence, else the last one told."""
    time = clock_time(found)
    if not time:
        return []
    offset = found.words.starts[found.first]
    told = context.day_of(offset)
    if "d" in found:
        told = weekday(found, context, int(found.value("d", "WEEKDAY")))
    elif "t" in found:
        told = (context.day + int(found.value("t", "TODAY")) * calendar.DAY, "publication") if context.day else None
    if told is None:
        return undated(found, f"XXXX-XX-XXT{time}", "TIME")
    return at_time(dated(found, told[0].isoformat(), told[1]), time)


def clock_time(found: Found) -> str:
    """The hour and minute of a clock's words, with the zone; empty if they may be another number."""
    words = found.words
    if not any(part in found for part in ("a", "z", "y", "h", "k", "w", "r")):
        return ""
    if "h" in found and not (words.joined(found.parts["h"][0] + 1) and words.joined(found.parts["i"][0])):
        return ""
    lead = any(
        words.has(found.first - 1, name) for name in ("AT", "TO", "FROM", "BETWEEN", "AND", "SINCE", "BEFORE", "AFTER")
    )
    spoken = ("k" in found or "w" in found) and not ("f" in found or found.inside("OCLOCK"))
    if ("h2" in found and "a" not in found) or (("r" in found or spoken) and not (lead or found.inside("APPROX"))):
        return ""
    half = found.value("a", "AMPM") or {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}.get(
        found.value("part", "DAYPART"), ""
    )
    hour, minute = hands(found)
    if hour > 24 or (half and not 1 <= hour <= 12 and not (12 < hour < 24)):
        return ""
    hour = hour % 12 + 12 if half == "pm" and hour < 13 else 0 if half == "am" and hour == 12 else hour
    minutes = hour * 60 + minute
    return f"{minutes // 60:02}:{minutes % 60:02}{zone(found)}"


def hands(found: Found) -> tuple[int, int]:
    """Hour and minute as written: 8.15, 0530, half past nine, quarter to ten."""
    if "hi" in found:
        hour, minute = found.word("hi").split(".")
        return int(hour), int(minute)
    if "hm" in found:
        return divmod(found.number("hm"), 100)
    if "w" in found:
        hour = int(found.value("w", "NUMBER"))
    else:
        hour = found.number(next(part for part in ("h", "h2", "k") if part in found))
    return hour, found.number("i") if "i" in found else int(found.value("f", "HALFPAST") or 0)


def zone(found: Found) -> str:
    """The zone as ISO 8601 writes it where it is known: Z, +03; empty for local time."""
    part = "o" if "o" in found else "o2" if "o2" in found else ""
    if part:
        sign = "+" if "p" in found or "p2" in found else "-"
        return f"{sign}{found.number(part):02}"
    return found.value("z", "TIMEZONE") or found.value("y", "TIMEZONE")


@rule("a:HOUR (?: DASH | TO | AND ) b:HOUR h:AMPM")
def hours(found: Found, context: Context) -> list[Timex]:
    """between 2 and 4 p.m.: two times of one half of the day."""
    half, words = found.value("h", "AMPM"), found.words
    low, high = found.number("a"), found.number("b")
    led = any(words.has(found.first - 1, name) for name in ("BETWEEN", "FROM", "AT")) or found.inside("HYPHEN")
    if not led or not (1 <= low <= 12 and 1 <= high <= 12):
        return []
    offset, made = words.starts[found.first], []
    told = context.day_of(offset)
    for part, hour in (("a", low), ("b", high)):
        start, end = found.outer(part)[0], found.outer("h" if part == "b" else part)[1]
        morning = half == "am" or (part == "a" and low > high and low != 12)  # 11 to 2 p.m.
        time = f"T{hour % 12 + (0 if morning else 12):02}:00"
        one = dated(found, told[0].isoformat(), told[1]) if told else undated(found, "XXXX-XX-XX")
        made.append(replace(at_time(one, time[1:])[0], start=start, end=end))
    return made


@rule("THE? p:BARE_DAYPART")
@rule("THE EARLY? p:DAYPART")
def daypart(found: Found, context: Context) -> list[Timex]:
    """at dawn, midnight, in the morning: on the day told in the sentence, else the last one told."""
    words, at = found.words, found.parts["p"][0]
    dated_after = words.has(found.last, "OF") and (
        words.has(found.last + 1, "DAY") or words.has(found.last + 1, "MONTH")
    )
    if words.raw(at)[0].isupper() or (words.has(found.last, "OF") and not dated_after):
        return []
    if not (words.has(found.first - 1, "DAYPART_LEAD") or words.has(found.first - 1, "YEAR_LEAD") or dated_after):
        return []
    if range_of_days(found):
        return []  # "in the night from Friday to Saturday": the two days say which
    offset = words.starts[found.first]
    told = context.day_of(offset)
    part = found.value("p", "BARE_DAYPART", "DAYPART")
    if told is None:
        return undated(found, f"XXXX-XX-XXT{part}", "TIME")
    return at_time(dated(found, told[0].isoformat(), told[1]), part)


@rule("(?: ON | AT | IN )? p:PRESENT_REF")
@rule("THE p:PRESENT_NOUN")
@rule("p:PRESENT_ADJECTIVE")
def present(found: Found, context: Context) -> list[Timex]:
    """now, currently, the current crisis; not the now-cancelled talks, nor the site Myanmar Now."""
    if context.name(found, "p"):
        return []
    if found.words.has(found.last, "HYPHEN") and found.words.joined(found.last):
        return []
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
    """soon, the near future; not what was soon over."""
    if (
        context.tense(found.words.starts[found.first]) == "past"
        and "p" in found
        and found.words.has(found.first, "SOON")
    ):
        return []
    if found.words.has(found.last, "AS") or (found.words.has(found.last, "HYPHEN") and found.words.joined(found.last)):
        return []
    return undated(found, "FUTURE_REF")
