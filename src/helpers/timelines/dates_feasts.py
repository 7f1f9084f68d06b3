"""Feasts: ``Christmas``, ``Ramadan 2016``, ``Eid al-Fitr``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helpers import knowledge
from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule


@rule("THE? h:HOLIDAY (?: COMMA? y:YEAR )?")
def holiday(found: Found, context: Context) -> list[Timex]:
    """Christmas, Ramadan 2016, Eid al-Fitr: the days that can be worked out, the moon's within a day."""
    words, first = found.words, found.parts["h"][0]
    if words.has(found.last, "NAME_BEFORE") or (words.joined(first) and words.has(first - 1, "HYPHEN")):
        return []
    about = feasts()[found.value("h", "HOLIDAY")]
    if "y" in found:
        choice = feast(about, found.number("y"))
        return [placed(found, about, choice, "explicit")] if choice else []
    if context.day is None:
        return undated(found, "XXXX" + (f"-{about['days']}" if about["rule"] == "fixed" else ""))
    options = [feast(about, year) for year in range(context.year - 1, context.year + 2)]
    options = [option for option in options if option]
    tense = context.tense(found.words.starts[found.first])
    begun = [option for option in options if option[0] - SLACK <= context.day]
    ahead = [option for option in options if option[0] - SLACK > context.day]
    near = ahead and (ahead[0][0] - context.day).days < 30 and (not begun or (context.day - begun[-1][1]).days > 90)
    choice = ahead[0] if ahead and (tense == "future" or near or not begun) else begun[-1]
    return [placed(found, about, choice, "publication")]


SLACK = 2 * calendar.DAY  # the moon may be seen before the tables have it


def feasts() -> dict[str, dict[str, str]]:
    """The feasts of `knowledge/feasts.csv` by name."""
    return {row["feast"]: row for row in knowledge.load("feasts").to_dict("records")}


def feast(about: dict[str, str], year: int) -> tuple[date, date] | None:
    """First and last day of a feast that begins in ``year``; None if none does."""
    length, rule_name, days = int(about["length"]), about["rule"], about["days"]
    if rule_name == "fixed":
        first = date(year, *map(int, days.split("-")))
    elif rule_name in ("easter", "orthodox_easter"):
        first = calendar.easter(year, rule_name == "orthodox_easter") + int(days) * calendar.DAY
    else:
        month, day = map(int, days.split("-"))
        around = (year - 622) * 33 // 32
        dates = [calendar.islamic(number, month, day) for number in range(around - 1, around + 3)]
        first = next((day for day in dates if day.year == year), None)
    return (first, first + (length - 1) * calendar.DAY) if first else None


def placed(found: Found, about: dict[str, str], days: tuple[date, date], basis: str) -> Timex:
    """A feast as a date: its day where it is certain, else its year with the days it may have."""
    first, last = days
    moon = about["rule"] == "islamic"
    value = f"{first.year:04}" if moon or first != last else first.isoformat()
    slack = calendar.DAY if moon else 0 * calendar.DAY
    precision = "day" if value == first.isoformat() else "month" if (last - first).days > 13 else "week"
    made = dated(found, value, basis)[0]
    return replace(made, first=first - slack, last=last + slack, precision=precision)
