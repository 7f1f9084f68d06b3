"""What two expressions beside each other mean together: a time and its day, a night and its two days.

The rules of the grammar read each by itself; here neighbours that are one (TimeML 1.2.1, section 2.2: "9:00 a.m.
Friday, October 1, 1999", "the morning of January 31") are made one.
"""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Timex
from helpers.timelines.dates_tokens import Words

JOINTS = ("COMMA", "ON", "OF", "IN", "OPEN", "CLOSE")
NEIGHBOURS = 3  # words between two expressions that may be one: a comma, a bracket, *on*


def joined(words: Words, timexes: list[Timex]) -> list[Timex]:
    """``timexes`` of one text, in order, each read with the one after it."""
    made: list[Timex] = []
    for timex in reversed(timexes):
        after = made.pop() if made else None
        made += reversed(pair(words, week_of(words, timex), after, made[-1] if made else None))
        if len(made) > 1 and made[-1].end > made[-2].start:  # a night over both days of its range
            del made[-2]
    return [open_ended(words, timex) for timex in reversed(made)]


def pair(words: Words, timex: Timex, after: Timex | None, third: Timex | None) -> list[Timex]:
    """``timex`` with the one after it: one expression, or both, or the first as the second tells."""
    if after is None:
        return [timex]
    between = range(words.at(timex.end - 1) + 1, words.at(after.start))
    if len(between) > NEIGHBOURS:
        return [timex, after]
    joints = [next((name for name in JOINTS if words.has(at, name)), "") for at in between]
    day = after.precision == "day" and after.timex_type == "DATE"
    if timex.timex_type == "TIME" and day:
        weekday = joints == ["COMMA"] and words.has(between[0] - 1, "WEEKDAY")  # 4am on Sunday, 10 March
        if joints in ([], ["ON"], ["OF"]) or weekday:
            night = third and (third.first, third.last) == (after.first, after.last) and after.first != after.last
            return [on_day(timex, after, third.end if night else after.end)]
        if set(joints) <= {"COMMA", "ON", "OF", "CLOSE"}:  # 16:15 UTC, June 1
            return [on_day(timex, after, timex.end), after]
    if timex.timex_type == after.timex_type == "TIME" and joints == ["OPEN"] and after.precision == "day":
        return [on_day(timex, after, timex.end), after]  # 7 p.m. (1600 GMT) on 3 May
    told = timex.basis in ("publication", "context") and words.has(words.at(timex.end - 1), "TELLS_FROM")
    alike = after.basis == "explicit" and after.precision == timex.precision
    if told and alike and joints in (["COMMA", "IN"], ["COMMA", "ON"]):  # two years earlier, in 1939
        return [replace(after, start=timex.start, end=timex.end), after]
    return [timex, after]


def on_day(timex: Timex, day: Timex, end: int) -> Timex:
    """The time ``timex`` on the day, or the night between the days, that ``day`` names."""
    value, time = day.timex_value.partition("T")[0], timex.timex_value.partition("T")[2]
    return replace(day, start=timex.start, end=end, timex_type="TIME", timex_value=f"{value}T{time}")


def week_of(words: Words, timex: Timex) -> Timex:
    """The week that a day begins, ends or lies in: the week of August 7, the week ending Friday."""
    at = words.at(timex.start) - 1
    bound = next((name for name in ("OF", "WEEK_END", "WEEK_START") if words.has(at, name)), "")
    if timex.precision != "day" or timex.timex_type != "DATE" or not bound or words.word(at - 1) != "week":
        return timex
    begin = at - 2 if words.has(at - 2, "THE") else at - 1
    if not timex.first or timex.first != timex.last:
        return timex
    back = {"OF": timex.first.isoweekday() - 1, "WEEK_END": 6, "WEEK_START": 0}[bound]
    first = timex.first - back * calendar.DAY
    value = calendar.week_value(first + 3 * calendar.DAY)
    return replace(
        timex,
        start=words.starts[begin],
        timex_value=value,
        first=first,
        last=first + 6 * calendar.DAY,
        precision="week",
    )


def open_ended(words: Words, timex: Timex) -> Timex:
    """``timex`` without a last day where *since* stands before it: since June 2014 begins and does not end."""
    before = words.at(timex.start) - 1
    if timex.last and timex.timex_type in ("DATE", "TIME") and words.has(before, "SINCE"):
        return replace(timex, last=None)
    return timex
