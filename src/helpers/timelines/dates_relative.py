"""Date expressions that need another date: ``today``, ``on Saturday``, ``last week``, ``two weeks ago``, ``a day earlier``.

A weekday is the nearest before or on the publication date, unless the tense of its verb or its wording says *next*.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

WEEKEND_AHEAD = 4  # from Thursday on, "this weekend" is the coming one


def at_time(timexes: list[Timex], part: str) -> list[Timex]:
    """Dates as times of day, by a part of the day (``EV``) or a clock time (``00:00``)."""
    if not part:
        return timexes
    return [replace(one, timex_type="TIME", timex_value=f"{one.timex_value}T{part}") for one in timexes]


@rule("(?: EARLY | EARLY_IN )? w:TODAY (?: AT? part:DAYPART )?")
@rule("(?: THIS | THE ) VERY w:TODAY")
def today(found: Found, context: Context) -> list[Timex]:
    """today, earlier today, yesterday evening."""
    shift, part = int(found.value("w", "TODAY")), found.value("part", "DAYPART")
    if context.day is None:
        return undated(found, "XXXX-XX-XX" + (f"T{part}" if part else ""), "TIME" if part else "DATE")
    return at_time(dated(found, (context.day + shift * calendar.DAY).isoformat(), "publication"), part)


@rule("(?: EARLY )? TONIGHT")
@rule("EARLY? s:THIS EARLY? part:DAYPART")
@rule("EARLY? l:LAST part:DAYPART")
@rule("OVERNIGHT")
def tonight(found: Found, context: Context) -> list[Timex]:
    """tonight, this morning, last night, overnight (the night before the day of publication)."""
    over = "part" not in found and found.words.has(found.last - 1, "OVERNIGHT")
    if over and (found.words.has(found.last, "WEEKDAY") or found.words.joined(found.first)):
        return []
    part = found.value("part", "DAYPART") or "NI"
    if context.day is None:
        return undated(found, f"XXXX-XX-XXT{part}", "TIME")
    if over:
        told = context.same_sentence_day(found.words.starts[found.first])
        day, basis = told or (context.day - calendar.DAY, "publication")
        made = at_time(dated(found, day.isoformat(), basis), "NI")
        return made if told else [replace(made[0], last=context.day)]
    day = context.day - calendar.DAY if "l" in found else context.day
    return at_time(dated(found, day.isoformat(), "publication"), part)


DIRECTION = {"LAST": "before", "PAST": "before", "PREVIOUS": "before", "NEXT": "after", "COMING": "future"}


def weekday(found: Found, context: Context, number: int, shift: str = "") -> tuple[date, str] | None:
    """The day a weekday means, and what it was worked out from."""
    offset = found.words.starts[found.first]
    if shift in ("SAME", "FOLLOWING", "THAT"):
        told = context.last_day(offset)
        if told is None:
            return None
        return calendar.weekday_value(told[0], number, "after" if shift == "FOLLOWING" else "past"), told[1]
    if context.day is None:
        return None
    direction = DIRECTION.get(shift, "past")
    if not shift or shift in ("THIS", "CURRENT"):
        words = found.words
        ahead = context.tense(offset) == "future" or (
            words.word(found.first - 1) in ("until", "till", "by") and context.tense(offset) != "past"
        )
        direction = "future" if ahead else "past"
        if direction == "past" and shift == "THIS" and context.tense(offset) == "present":
            direction = "future"
    return calendar.weekday_value(context.day, number, direction), "publication"


@rule(
    "(?: (?: EARLY | EARLY_IN ) (?: ON | IN )? )? THE? (?: s:LAST | s2:NEXT | s3:THIS | s4:PAST | s5:COMING | s6:PREVIOUS | s7:FOLLOWING"
    " | s8:SAME )? d:WEEKDAY (?: APOSTROPHE? EARLY? part:DAYPART | OVERNIGHT )?"
)
@rule(
    "(?: EARLY (?: ON | IN )? )? (?: THE? EARLY? part:DAYPART (?: OF | ON | COMMA )? | OVERNIGHT (?: ON | INTO | TO )? ) (?: s:LAST | s2:NEXT )? d:WEEKDAY"
)
@rule("d:WEEKDAY (?: COMMA | AT )* part:BARE_DAYPART")
def named_weekday(found: Found, context: Context) -> list[Timex]:
    """Saturday, late on Friday, last Sunday, Monday evening, at dawn on Tuesday, overnight Thursday."""
    words, at = found.words, found.parts["d"][0]
    shifts = {"s": "LAST", "s2": "NEXT", "s3": "THIS", "s4": "PAST", "s5": "COMING", "s6": "PREVIOUS"}
    shifts |= {"s7": "FOLLOWING", "s8": "SAME"}
    shift = next((name for part, name in shifts.items() if part in found), "")
    if words.has(found.first, "THE") and at == found.first + 1 and not shift:
        found = replace(found, first=at)  # "the Friday prayers": the article belongs to the prayers
    number = int(found.value("d", "WEEKDAY"))
    part = found.value("part", "DAYPART", "BARE_DAYPART")
    if any(words.has(index, "OVERNIGHT") for index in range(found.first, found.last)):
        part = "NI"
    made = weekday(found, context, number, shift)
    if made is None:
        value = f"XXXX-WXX-{number}"
        return undated(found, value + (f"T{part}" if part else ""), "TIME" if part else "DATE")
    return at_time(dated(found, made[0].isoformat(), made[1]), part)


@rule("d:WEEKDAY (?: OF | COMMA )? (?: s:LAST | s2:NEXT | s3:THIS ) w:UNIT")
@rule("(?: s:LAST | s2:NEXT | s3:THIS ) w:UNIT (?: ON | COMMA )? d:WEEKDAY")
def weekday_of_week(found: Found, context: Context) -> list[Timex]:
    """Friday last week, on Tuesday of next week."""
    if found.value("w", "UNIT") != "W":
        return []
    number = int(found.value("d", "WEEKDAY"))
    if context.day is None:
        return undated(found, f"XXXX-WXX-{number}")
    shift = -7 if "s" in found else 7 if "s2" in found else 0
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


@rule(
    "(?: EARLY (?: IN | ON )? )? (?: edge:EDGE OF )? THE? (?: s:LAST | s2:NEXT | s3:THIS | s4:PAST | s5:COMING | s6:PREVIOUS )? w:WEEKEND"
)
def weekend(found: Found, context: Context) -> list[Timex]:
    """the weekend, last weekend, this weekend."""
    if context.day is None:
        return undated(found, "XXXX-WXX-WE")
    today, offset = context.day, found.words.starts[found.first]
    saturday = calendar.weekday_value(today, 6, "past")
    running = today.isoweekday() >= 6
    tense = context.tense(offset)
    if ("s" in found or "s4" in found or "s6" in found) and running:
        saturday -= 7 * calendar.DAY
    elif "s2" in found or "s5" in found:
        saturday += 7 * calendar.DAY
    elif not running and "s" not in found and "s4" not in found:
        coming = "s3" in found and today.isoweekday() >= WEEKEND_AHEAD and tense != "past"
        saturday += 7 * calendar.DAY if tense == "future" or coming else 0 * calendar.DAY
    return dated(found, calendar.week_value(saturday) + "-WE", "publication")


STEP = {"LAST": -1, "PAST": -1, "THIS": 0, "CURRENT": 0, "NEXT": 1, "COMING": 1}
SHIFTS = "(?: s:LAST | s2:NEXT | s3:THIS | s4:PAST | s5:COMING | s6:CURRENT )"
LEAD = "(?: (?: which:EARLY | which3:EARLY_IN ) HYPHEN? (?: IN | ON )? | THE? edge:EDGE OF )?"


@rule(f"{LEAD} THE? {SHIFTS} u:UNIT (?: APOSTROPHE which2:EDGE )?")
@rule(f"{LEAD} THE u:UNIT")
def shifted_unit(found: Found, context: Context) -> list[Timex]:
    """last week, earlier this month, late next year, the end of this year, early in the day, the last week."""
    words, at = found.words, found.parts["u"][0]
    unit = found.value("u", "UNIT")
    names = {"s": "LAST", "s2": "NEXT", "s3": "THIS", "s4": "PAST", "s5": "COMING", "s6": "CURRENT"}
    shift = next((name for part, name in names.items() if part in found), "")
    which = found.value("which", "EARLY") or found.value("which3", "EARLY_IN") or found.value("edge", "EDGE")
    offset = words.starts[found.first]
    if unit not in ("D", "W", "M", "Q", "Y", "10Y", "100Y") or words.has(at, "ORDINAL"):
        return []
    the = any(words.has(index, "THE") for index in range(found.first, at))
    if not shift:
        return the_unit(found, context, unit, which)
    if words.word(at) == "night" or (unit == "D" and shift in ("LAST", "THIS") and the):
        return []
    if words.word(at) == "day" and shift == "NEXT" and the:
        return following(found, context, unit, 1)
    if the and shift in ("LAST", "PAST", "COMING"):
        return lasting(found, context, "1", unit, -1 if shift != "COMING" else 1)
    if context.day is None:
        return year_alone(found, context, unit, STEP[shift], which)
    if words.word(at) == "day":
        return dated(found, (context.day + STEP[shift] * calendar.DAY).isoformat(), "publication")
    if unit == "W":
        value = calendar.week_value(context.day + 7 * STEP[shift] * calendar.DAY)
    else:
        first = context.day.replace(day=1)
        value = calendar.shifted(first, unit, STEP[shift])
    del offset
    return dated(found, value, "publication", which=which, published=context.day)


def year_alone(found: Found, context: Context, unit: str, step: int, which: str = "") -> list[Timex]:
    """A shift of years where only the year of publication is known; else unresolved."""
    if unit == "Y" and context.year:
        return dated(found, str(context.year + step), "publication", which=which)
    pattern = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
    return undated(found, pattern.get(unit, "XXXX"))


def the_unit(found: Found, context: Context, unit: str, which: str) -> list[Timex]:
    """later in the day, at the end of the month: the day or month told last."""
    words, at = found.words, found.parts["u"][0]
    named = bool(which) or words.has(found.first - 1, "DAY_USE") or words.has(found.first - 1, "DURING")
    named = named or (words.has(found.first - 1, "YEAR_LEAD") and words.word(found.first - 1) == "for")
    if not named or words.has(at, "WEEKEND") or words.word(at) == "night":
        return []
    if words.has(found.last, "OF") or words.word(found.last) in ("before", "after", "when", "that"):
        return []
    offset = words.starts[found.first]
    told = context.last_day(offset, 99)
    if told is None or unit in ("10Y", "100Y", "Q"):
        return []
    day, basis = told
    value = {"D": day.isoformat(), "W": calendar.week_value(day), "M": day.isoformat()[:7], "Y": str(day.year)}[unit]
    return dated(found, value, basis, which=which if which in ("start", "mid", "end") else "")


@rule("THE? (?: s:SAME | s2:THAT | s3:PREVIOUS | s4:FOLLOWING | s5:NEXT ) VERY? u:UNIT")
@rule("THE u:UNIT s3:EARLIER")
def told_unit(found: Found, context: Context) -> list[Timex]:
    """the same day, that week, the previous month, the following year, the next day."""
    unit = found.value("u", "UNIT")
    step = 0 if "s" in found or "s2" in found else -1 if "s3" in found else 1
    if unit not in ("D", "W", "M", "Q", "Y") or ("s5" in found and not found.words.has(found.first, "THE")):
        return []
    return following(found, context, unit, step)


def following(found: Found, context: Context, unit: str, step: float, within: int = 3) -> list[Timex]:
    """So many units from the day told last, as exact as the unit."""
    offset = found.words.starts[found.first]
    night = found.words.word(found.last - 1) == "night" or found.words.word(found.last - 2) == "night"
    if unit in ("M", "Y"):
        told = context.last_span(7 if unit == "M" else 4)
        if not told:
            return year_alone(found, context, unit, 0)
        anchor = date.fromisoformat((told + "-01-01")[:10])
        basis = "context" if context.spans else "publication"
    else:
        near = context.last_day(offset, within)
        if near is None:
            return year_alone(found, context, unit, 0)
        anchor, basis = near
    made = dated(found, calendar.shifted(anchor, unit, step), basis)
    return at_time(made, "NI") if night and unit == "D" else made


def lasting(found: Found, context: Context, count: str, unit: str, step: int) -> list[Timex]:
    """A duration that ends, or begins, on the day of publication: the past two weeks, the next six months."""
    start, end = found.words.starts[found.first], found.words.ends[found.last - 1]
    value = duration(count, unit)
    if context.day is None or count == "X":
        return [Timex(start, end, "DURATION", value, precision="vague" if count == "X" else "")]
    far = calendar.moved(context.day, unit, step * float(count))
    first, last = sorted([context.day, far])
    return [Timex(start, end, "DURATION", value, first, last, calendar.PRECISION[unit], "publication")]


def duration(count: str, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT24H, PXY, P20Y for two decades."""
    factor, letter = (unit[:-1] or "1"), unit[-1]
    time = "T" in factor
    factor = factor.replace("T", "") or "1"
    if count != "X":
        number = float(count) * float(factor)
        if number == 0.5 and letter in "YD" and not time:
            number, letter, time = {"Y": (6, "M", False), "D": (12, "H", True)}[letter]
        if number == 0.5 and letter == "H":
            number, letter = 30, "M"
        count = f"{number:g}"
    elif factor != "1":
        return f"PX{ {'10': 'DE', '100': 'CE', '2': 'W', '6': 'M', '30': 'M'}[factor] }"
    return f"P{'T' if time else ''}{count}{letter}"
