"""Calendar arithmetic on TIMEX3 values: which days a value covers, how exact it is, what lies so many units away.

Values are those of TimeML's TIMEX3 (ISO 24617-1): ``2017``, ``2017-08``, ``2017-08-12``, ``2017-W32``,
``2017-W32-WE``, ``2017-SU``, ``2017-Q3``, ``2017-H1``, ``201`` (the 2010s), ``20`` (the 21st century), each day also
with a time or a part of the day (``2017-08-12TEV``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}  # months of the northern hemisphere
DAY = timedelta(days=1)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """``day`` so many months on, or the month's last day where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """The ISO week of ``day``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def span(value: str) -> tuple[date, date, str] | None:
    """First day, last day and precision of a TIMEX3 date value; None if it names no days (or none that exist)."""
    value = value.partition("T")[0]
    try:
        return _span(value)
    except (ValueError, OverflowError):
        return None


def _span(value: str) -> tuple[date, date, str] | None:
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(*map(int, match.groups()))
        return day, day, "day"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = map(int, match.groups())
        return date(year, month, 1), month_end(year, month), "month"
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31), "year"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (first + 5 * DAY if match[3] else first), first + 6 * DAY, "week"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        year, (first, last) = int(match[1]), SEASONS[match[2]]
        return date(year, first, 1), month_end(year + (last < first), last), "season"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        year, last = int(match[1]), 3 * int(match[2])
        return date(year, last - 2, 1), month_end(year, last), "season"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        year, last = int(match[1]), 6 * int(match[2])
        return date(year, last - 5, 1), month_end(year, last), "season"
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31), "decade"
    if re.fullmatch(r"\d{2}", value):
        return date(int(value) * 100 + 1, 1, 1), date(int(value) * 100 + 100, 12, 31), "vague"
    return None


def part(first: date, last: date, which: str) -> tuple[date, date]:
    """The first, middle or last third (``start``, ``mid``, ``end``) of a period: what *early*, *mid-* and *late* mean.

    A convention: thirds of months are 1-10, 11-20 and 21 to the end, thirds of years four months each.
    """
    if (
        first.day == 1
        and last == month_end(last.year, last.month)
        and (first.year, first.month)
        != (
            last.year,
            last.month,
        )
    ):
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        third = months / 3
        cut = [add_months(first, round(third)), add_months(first, round(2 * third))]
    elif first.day == 1 and last == month_end(first.year, first.month):
        cut = [first + 10 * DAY, first + 20 * DAY]
    elif (last - first).days == 6:  # a week: Monday to Wednesday, Wednesday and Thursday, Thursday to Sunday
        bounds = {"start": (0, 2), "mid": (2, 3), "end": (3, 6)}
        low, high = bounds.get(which, (0, 6))
        return first + low * DAY, first + high * DAY
    else:
        days = (last - first).days + 1
        cut = [first + round(days / 3) * DAY, first + round(2 * days / 3) * DAY]
    bounds = {"start": (first, cut[0] - DAY), "mid": (cut[0], cut[1] - DAY), "end": (cut[1], last)}
    return bounds.get(which, (first, last))


def shifted(anchor: date, unit: str, count: float) -> str:
    """The value, as exact as ``unit``, of ``count`` units from ``anchor``: two weeks before a day is a week."""
    if unit == "D":
        return (anchor + round(count) * DAY).isoformat()
    if unit == "W":
        return week_value(anchor + round(7 * count) * DAY)
    if unit == "M":
        return add_months(anchor, round(count)).isoformat()[:7]
    if unit == "Q":
        first = add_months(anchor, round(3 * count))
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    year = anchor.year + round(count * {"Y": 1, "10Y": 10, "100Y": 100}[unit])
    return f"{year:04}" if unit == "Y" else f"{year:04}"[:3] if unit == "10Y" else f"{(year - 1) // 100:02}"


def moved(anchor: date, unit: str, count: float) -> date:
    """The day ``count`` units from ``anchor`` (hours and less stay on the day they begin on)."""
    if unit in ("W", "D"):
        return anchor + round(count * {"W": 7, "D": 1}[unit]) * DAY
    months = {"M": 1, "Q": 3, "6M": 6, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit)
    if months is not None:
        return add_months(anchor, round(count * months))
    if unit == "2W":
        return anchor + round(14 * count) * DAY
    hours = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600, "30TM": 0.5}[unit] * count
    return anchor + (1 if hours > 0 else -1) * int(-(-abs(hours) // 24)) * DAY


PRECISION = {"D": "day", "W": "week", "2W": "week", "M": "month", "Q": "season", "6M": "season", "Y": "year"}
PRECISION |= {"10Y": "decade", "100Y": "vague", "TH": "day", "TM": "day", "TS": "day", "30TM": "day"}


def weekday_value(anchor: date, weekday: int, direction: str) -> date:
    """The day that is ``weekday`` (1 Monday to 7 Sunday) nearest to ``anchor``.

    ``direction``: ``past`` (before or on), ``before``, ``future`` (on or after), ``after``.
    """
    back = (anchor.isoweekday() - weekday) % 7
    if direction in ("past", "before"):
        return anchor - (back or (7 if direction == "before" else 0)) * DAY
    ahead = -back % 7
    return anchor + (ahead or (7 if direction == "after" else 0)) * DAY
