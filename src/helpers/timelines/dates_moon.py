"""Calendars of the moon: Easter, and days of the Hebrew and the Islamic calendar as civil dates.

No library among those the project installs reads the last two. Arithmetic after Reingold and Dershowitz, *Calendrical
Calculations* (4th edition, 2018), chapters 7 and 8, and Meeus, *Astronomical Algorithms* (2nd edition, 1998), ch. 8.
"""

from __future__ import annotations

from datetime import date, timedelta

HEBREW_EPOCH = -1_373_427  # 1 Tishri of the year 1, as `date.toordinal` counts
ISLAMIC_EPOCH = 227_014  # the day before 1 Muharram of the year 1 (astronomical: 15 July 622)
HEBREW_AHEAD = 3761  # the Hebrew year that begins in autumn, less the civil year
HESHVAN_END = 59  # days of Tishri and of a Heshvan of 29 days


def easter(year: int, orthodox: bool = False) -> date:
    """Easter Sunday: the anonymous Gregorian algorithm (Meeus), or Meeus' Julian one for the Orthodox churches."""
    if orthodox:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """The civil date of a day of the tabular Islamic calendar; the moon may be seen a day earlier or later."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(ISLAMIC_EPOCH + days)


def hebrew(civil_year: int, days: int) -> date:
    """The civil date so many days after the Hebrew new year that begins in ``civil_year``; less than 0: before it.

    Counted so, feasts from Nisan to Heshvan have one number each year; those after Heshvan, of 29 or 30 days, are told
    with the shorter one. The feast begins on the evening before.
    """
    year = civil_year + HEBREW_AHEAD
    first = new_year(year)
    longer = days >= HESHVAN_END and (new_year(year + 1) - first) % 10 == 5
    return date.fromordinal(first + days + longer)


def new_year(year: int) -> int:
    """1 Tishri of a Hebrew year, as `date.toordinal` counts."""
    before, now, after = (elapsed(year + step) for step in (-1, 0, 1))
    delay = 2 if after - now == 356 else 1 if now - before == 382 else 0
    return HEBREW_EPOCH + now + delay


def elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of Tishri, moved off Sunday, Wednesday and Friday."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12_084 + 13_753 * months) // 25_920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days
