"""Weekdays and weekends.

A weekday is the nearest before or on the publication date, unless the tense of its verb or its wording says *next*.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, at_time, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_tense import happened

WEEKEND_AHEAD = 4  # from Thursday on, "this weekend" is the coming one


DIRECTION = {"LAST": "before", "PAST": "before", "PREVIOUS": "before", "NEXT": "after", "COMING": "future"}


def weekday(found: Found, context: Context, number: int, shift: str = "") -> tuple[date, str] | None:
    """The day a weekday means, and what it was worked out from."""
    offset = found.words.starts[found.first]
    if shift in ("SAME", "FOLLOWING", "THAT"):
        told = context.last_day(offset) if shift == "FOLLOWING" else context.told_weekday(offset, number)
        if told is None:
            return None
        return calendar.weekday_value(told[0], number, "after" if shift == "FOLLOWING" else "past"), told[1]
    if context.day is None:
        return None
    direction = DIRECTION.get(shift, "past")
    if not shift or shift in ("THIS", "CURRENT"):
        words = found.words
        since, tense = words.has(found.first - 1, "SINCE"), context.tense(offset)
        ahead = not since and (tense == "future" or (words.has(found.first - 1, "DEADLINE") and tense != "past"))
        direction = "future" if ahead else "past"
        if direction == "past" and shift == "THIS" and tense == "present":
            direction = "future"
        if since and not any(part in found for part in ("part", "s")) and found.words.has(found.first, "WEEKDAY"):
            direction = "before"  # what lasts since Monday, told on a Monday, lasts since the one before
    return calendar.weekday_value(context.day, number, direction), "publication"


@rule(
    "(?: (?: EARLY | EARLY_IN ) (?: ON | IN )? )? the:THE? s:SHIFT? d:WEEKDAY"
    " (?: (?: APOSTROPHE ANY )? EARLY? part:DAYPART | OVERNIGHT )?"
)
@rule("(?: EARLY (?: ON | IN )? )? THE? EARLY? part:DAYPART (?: OF | ON | COMMA )? s:SHIFT? d:WEEKDAY")
@rule("OVERNIGHT (?: ON | INTO | TO )? s:SHIFT? d:WEEKDAY")
@rule("d:WEEKDAY (?: COMMA | AT )* part:BARE_DAYPART")
def named_weekday(found: Found, context: Context) -> list[Timex]:
    """Saturday, late on Friday, last Sunday, Monday evening, at dawn on Tuesday, overnight Thursday."""
    words, (at, last) = found.words, found.parts["d"]
    if words.has(at - 1, "NOT_WEEKDAY_AFTER") or (
        words.has(last, "NOT_WEEKDAY_BEFORE") and words.raw(last)[0].isupper()
    ):
        return []
    if found.word("the") and "s" not in found:
        found = replace(found, first=at)  # "the Friday prayers": the article belongs to the prayers
    number = int(found.value("d", "WEEKDAY"))
    part = found.value("part", "DAYPART", "BARE_DAYPART") or ("NI" if found.inside("OVERNIGHT") else "")
    shift = found.shift()
    if shift == "FOLLOWING" and not found.word("the"):  # "following Wednesday's reports": a preposition
        shift, found = "", replace(found, first=at)
    made = weekday(found, context, number, shift)
    if made is None:
        value = f"XXXX-WXX-{number}"
        return undated(found, value + (f"T{part}" if part else ""), "TIME" if part else "DATE")
    if not shift and (spoken := answered(found, context)) and spoken < made[0]:
        made = calendar.weekday_value(spoken, number, "before"), made[1]
    return at_time(dated(found, made[0].isoformat(), made[1]), part)


def answered(found: Found, context: Context) -> date | None:
    """The day on which a deed is spoken of: "on Sunday the group claimed Tuesday's attack" is of the Tuesday before."""
    words, at = found.words, found.last
    at += 2 if words.has(at, "APOSTROPHE") else 0
    ahead = range(at, at + 3)  # "Tuesday's deadly air strike"
    if not words.has(found.last, "APOSTROPHE") or not any(words.word(i).rstrip("s") in happened() for i in ahead):
        return None
    told = context.same_sentence_day(words.starts[found.first])
    return told[0] if told else None


@rule("d:WEEKDAY (?: OF | COMMA )? s:SHIFT w:UNIT")
@rule("s:SHIFT w:UNIT (?: ON | COMMA )? d:WEEKDAY")
def weekday_of_week(found: Found, context: Context) -> list[Timex]:
    """Friday last week, on Tuesday of next week."""
    if found.value("w", "UNIT") != "W":
        return []
    number = int(found.value("d", "WEEKDAY"))
    if context.day is None:
        return undated(found, f"XXXX-WXX-{number}")
    shift = {"LAST": -7, "PREVIOUS": -7, "NEXT": 7, "COMING": 7, "FOLLOWING": 7}.get(found.shift(), 0)
    monday = context.day - (context.day.isoweekday() - 1) * calendar.DAY
    return dated(found, (monday + (shift + number - 1) * calendar.DAY).isoformat(), "publication")


@rule("d:WEEKDAY (?: DASH | TO | AND | INTO ) e:WEEKDAY")
def weekdays(found: Found, context: Context) -> list[Timex]:
    """from Monday to Wednesday, between Friday and Saturday: two dates, each with the days of the range."""
    ends = []
    listed = any(found.words.has(index, "AND") for index in range(found.first, found.last))
    listed = listed and not found.words.has(found.first - 1, "BETWEEN")
    for part in ("d", "e"):
        number = int(found.value(part, "WEEKDAY"))
        start, end = found.outer(part)
        made = weekday(found, context, number)
        if made is None:
            ends.append(Timex(start, end, "DATE", f"XXXX-WXX-{number}", precision="vague"))
        else:
            ends.append(replace(dated(found, made[0].isoformat(), made[1])[0], start=start, end=end))
    low, high = ends
    if not (low.first and high.first):
        return ends
    if low.first > high.first:  # "from Friday to Sunday", told on a Saturday
        earlier = calendar.weekday_value(high.first, int(found.value("d", "WEEKDAY")), "before")
        low = replace(low, first=earlier, last=earlier, timex_value=earlier.isoformat())
    if listed:
        return [low, high]
    return [replace(end, first=low.first, last=high.first) for end in (low, high)]


@rule("(?: EARLY (?: IN | ON )? | THE? EDGE OF )? THE? s:SHIFT? w:WEEKEND")
def weekend(found: Found, context: Context) -> list[Timex]:
    """the weekend, last weekend, this weekend."""
    if context.day is None:
        return undated(found, "XXXX-WXX-WE")
    today, offset = context.day, found.words.starts[found.first]
    saturday = calendar.weekday_value(today, 6, "past")
    running = today.isoweekday() >= 6
    tense = context.tense(offset)
    shift = found.shift()
    if shift in ("LAST", "PAST", "PREVIOUS"):
        saturday -= 7 * calendar.DAY if running else 0 * calendar.DAY
    elif shift in ("NEXT", "COMING", "FOLLOWING"):
        saturday += 7 * calendar.DAY
    elif not running:
        coming = shift == "THIS" and today.isoweekday() >= WEEKEND_AHEAD and tense not in ("past", "perfect")
        saturday += 7 * calendar.DAY if tense == "future" or coming else 0 * calendar.DAY
    return dated(found, calendar.week_value(saturday) + "-WE", "publication")
