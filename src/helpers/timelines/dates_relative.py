"""Days, weeks, months and years told from another date: ``today``, ``last week``, ``the same day``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import FARTHER, NEARBY, Context, Timex, at_time, dated, undated
from helpers.timelines.dates_grammar import Found, rule


@rule("(?: EARLY | EARLY_IN )? w:TODAY (?: AT? part:DAYPART )?")
@rule("(?: EARLY )? THE? EARLY? part:DAYPART w:TODAY")
@rule("(?: THIS | THE ) VERY w:TODAY")
def today(found: Found, context: Context) -> list[Timex]:
    """today, earlier today, yesterday evening; not the broadcaster Aleppo Today."""
    if context.name(found, "w"):
        return []
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
    if over and (found.words.has(found.last, "WEEKDAY") or range_of_days(found) or found.words.joined(found.first)):
        return []
    part = found.value("part", "DAYPART") or "NI"
    if context.day is None:
        return undated(found, f"XXXX-XX-XXT{part}", "TIME")
    if over:
        told = context.same_sentence_day(found.words.starts[found.first])
        before = told is None or told[0] == context.day  # what is told on the day of publication is of the night before
        day, basis = (context.day - calendar.DAY, "publication") if before else told
        made = at_time(dated(found, day.isoformat(), basis), "NI")
        return [replace(made[0], last=context.day)] if before else made
    day = context.day - calendar.DAY if "l" in found else context.day
    return at_time(dated(found, day.isoformat(), "publication"), part)


def range_of_days(found: Found) -> bool:
    """Whether two days follow that say which night: "overnight from Friday to Saturday"."""
    led = found.words.has(found.last, "FROM") or found.words.has(found.last, "BETWEEN")
    return led and found.words.has(found.last + 1, "WEEKDAY")


STEP = {"LAST": -1, "PAST": -1, "THIS": 0, "CURRENT": 0, "NEXT": 1, "COMING": 1}
LEAD = "(?: (?: which:EARLY | which3:EARLY_IN ) HYPHEN? (?: IN | ON )? | THE? edge:EDGE OF )?"


@rule(f"{LEAD} the:THE? s:SHIFT u:UNIT")
def shifted_unit(found: Found, context: Context) -> list[Timex]:
    """last week, earlier this month, late next year, the end of this year, the last week, this past Friday."""
    word, unit, shift = found.word("u"), found.value("u", "UNIT"), found.shift()
    which = found.value("which", "EARLY") or found.value("which3", "EARLY_IN") or found.value("edge", "EDGE")
    the = bool(found.word("the"))
    if unit not in ("D", "W", "M", "Q", "Y", "10Y", "100Y") or shift not in STEP or found.inside("NIGHT"):
        return []
    if word == "day" and shift != "THIS" and not (the and shift == "PAST"):
        return following(found, context, unit, 1) if shift == "NEXT" else []
    if the and shift == "NEXT" and not which and (told := after_told(found, context, unit)):
        return told
    if (the or found.word("s").startswith("this ")) and shift in ("LAST", "PAST", "COMING") and not which:
        return lasting(found, context, "1", unit, 1 if shift == "COMING" else -1)
    if context.day is None:
        return year_alone(found, context, unit, STEP[shift], which)
    if word == "day":
        return dated(found, context.day.isoformat(), "publication")
    if unit == "W" and shift == "THIS" and context.day.isoweekday() == 7:  # on a Sunday, what is to come this week
        ahead = which == "after" or context.tense(found.outer("s")[0]) == "future"
        if ahead:
            return dated(found, calendar.shifted(context.day, unit, 1), "publication")
    anchor = context.day if unit == "W" else context.day.replace(day=1)
    value = calendar.shifted(anchor, unit, STEP[shift])
    return dated(found, value, "publication", which=which, published=context.day)


def after_told(found: Found, context: Context, unit: str) -> list[Timex]:
    """The next month as a tale has it: the one after the date told last, where that is long gone and the verb past."""
    offset = found.words.starts[found.first]
    made = following(found, context, unit, 1) if unit in ("W", "M", "Y") else []
    past = context.tense(offset) == "past" or context.tale
    return made if past and made and made[0].basis == "context" and made[0].last < (context.day or date.max) else []


def year_alone(found: Found, context: Context, unit: str, step: int, which: str = "") -> list[Timex]:
    """A shift of years where only the year of publication is known; else unresolved."""
    if unit == "Y" and context.year:
        return dated(found, str(context.year + step), "publication", which=which)
    pattern = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
    return undated(found, pattern.get(unit, "XXXX"))


@rule(f"{LEAD} THE u:UNIT")
def the_unit(found: Found, context: Context) -> list[Timex]:
    """later in the day, at the end of the month, ended the day: the day or month told last."""
    words, at, unit = found.words, found.parts["u"][0], found.value("u", "UNIT")
    which = found.value("which", "EARLY") or found.value("which3", "EARLY_IN") or found.value("edge", "EDGE")
    named = bool(which) or any(words.has(found.first - 1, name) for name in ("DAY_USE", "DURING", "FOR"))
    if not named or words.has(at, "NIGHT") or unit not in ("D", "W", "M", "Y"):
        return []
    clause = ("OF", "BEFORE", "THAT", "WHEN") if which else ("OF", "BEFORE", "THAT", "WHEN", "AFTER")
    if any(words.has(found.last, name) for name in clause) or (
        words.has(found.last, "HYPHEN") and words.joined(found.last)
    ):
        return []
    told = context.last_day(words.starts[found.first], 1)
    if told is None:
        return []
    day, basis = told
    value = {"D": day.isoformat(), "W": calendar.week_value(day), "M": day.isoformat()[:7], "Y": str(day.year)}[unit]
    return dated(found, value, basis, which=which if which in ("start", "mid", "end") else "")


@rule("(?: which:EARLY (?: IN | ON )? )? THE? (?: s:SAME | s2:THAT | s3:PREVIOUS | s4:FOLLOWING ) VERY? u:UNIT")
@rule("THE u:UNIT (?: s3:EARLIER | s4:LATER | s3b:BEFORE | s4b:AFTER | s3c:PREVIOUS )")
def told_unit(found: Found, context: Context) -> list[Timex]:
    """the same day, that week, the previous month, the following year, the day before (not: the day before it fell)."""
    unit = found.value("u", "UNIT")
    if unit not in ("D", "W", "M", "Y"):  # the same quarter may be one of the town
        return []
    if ("s3b" in found or "s4b" in found) and found.words.raw(found.last)[:1].isalnum():
        return []
    if "s2" in found and found.words.has(found.last, "WHEN"):
        return []
    if "s4" in found and not found.inside("THE"):  # "following months of talks": a preposition
        return []
    back = any(part in found for part in ("s3", "s3b", "s3c"))
    same = "s" in found or "s2" in found
    made = following(found, context, unit, -1 if back else 0 if same else 1, FARTHER if same else NEARBY)
    return [narrowed(one, found.value("which", "EARLY"), context) for one in made]


def narrowed(timex: Timex, which: str, context: Context) -> Timex:
    """``timex`` from, or up to, the day told last: later that month, earlier that year; or a third of it."""
    if not (timex.first and timex.last) or timex.precision == "day":
        return timex
    if which in ("start", "mid", "end"):
        first, last = calendar.part(timex.first, timex.last, which)
        return replace(timex, first=first, last=last)
    told = context.last_day(timex.start)
    if which not in ("before", "after") or told is None or not timex.first <= told[0] <= timex.last:
        return timex
    return replace(timex, first=told[0]) if which == "after" else replace(timex, last=told[0])


@rule("THE SAME u:UNIT (?: c:COUNT v:UNITS_ANY (?: AGO | EARLIER ) | s:LAST v2:UNIT )")
def same_unit_before(found: Found, context: Context) -> list[Timex]:
    """the same month a year ago, the same day last week."""
    unit = found.value("u", "UNIT")
    larger = found.value("v", "UNIT", "UNITS") or found.value("v2", "UNIT")
    count = found.count("c") if "c" in found else "1"
    if context.day is None or unit not in ("D", "W", "M", "Q") or larger not in ("W", "M", "Q", "Y") or count == "X":
        return []
    told = context.last_span(7) if unit == "M" else ""
    anchor = date.fromisoformat(f"{told}-01") if told else context.day
    value = calendar.shifted(calendar.moved(anchor, larger, -float(count)), unit, 0)
    return dated(found, value, "context" if told else "publication")


def following(found: Found, context: Context, unit: str, step: float, within: int = NEARBY) -> list[Timex]:
    """So many units from the day told last, as exact as the unit."""
    offset = found.words.starts[found.first]
    night = found.inside("NIGHT")
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
        if step > 0 and basis == "publication":  # nothing has been told that it could come after
            return year_alone(found, context, unit, 0)
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
