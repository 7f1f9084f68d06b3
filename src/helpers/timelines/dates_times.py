"""Times of day (``18:30``, ``at dawn``) and vague references (``now``, ``recently``, ``soon``)."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, at_time, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_relative import range_of_days
from helpers.timelines.dates_weekdays import weekday

CLOCK = "(?: h:HOUR COLON i:MINUTE (?: COLON MINUTE )? | hi:CLOCKDOT | hm:CLOCK | h2:HOUR )"


@rule(f"APPROX? {CLOCK} a:AMPM? (?: OPEN z:TIMEZONE CLOSE | y:TIMEZONE )? (?: ON? (?: d:WEEKDAY | t:TODAY ) )?")
@rule("APPROX? k:HOUR OCLOCK")
def clock(found: Found, context: Context) -> list[Timex]:
    """18:30, 7 a.m., 0800 GMT, 16:00 UTC today, 9 o'clock: on the day told in the sentence, else the last one told."""
    words = found.words
    if not ("a" in found or "z" in found or "y" in found or "h" in found or "k" in found):
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
    zone = found.value("z", "TIMEZONE") or found.value("y", "TIMEZONE")
    offset = words.starts[found.first]
    told = context.same_sentence_day(offset) or context.last_day(offset, 1)
    if "d" in found:
        told = weekday(found, context, int(found.value("d", "WEEKDAY")))
    elif "t" in found:
        told = (context.day + int(found.value("t", "TODAY")) * calendar.DAY, "publication") if context.day else None
    time = f"{hour:02}:{minute:02}{zone}"
    if told is None:
        return undated(found, f"XXXX-XX-XXT{time}", "TIME")
    return at_time(dated(found, told[0].isoformat(), told[1]), time)


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
    told = context.same_sentence_day(offset) or context.last_day(offset, 1)
    part = found.value("p", "BARE_DAYPART", "DAYPART")
    if told is None:
        return undated(found, f"XXXX-XX-XXT{part}", "TIME")
    return at_time(dated(found, told[0].isoformat(), told[1]), part)


@rule("(?: ON | AT | IN )? p:PRESENT_REF")
@rule("THE p:PRESENT_NOUN")
@rule("p:PRESENT_ADJECTIVE")
def present(found: Found, context: Context) -> list[Timex]:
    """now, currently, the current crisis; not the now-cancelled talks."""
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
