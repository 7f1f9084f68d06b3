"""Feasts: ``Christmas``, ``Ramadan 2016``, ``the eve of Eid al-Fitr``, ``the second day of Passover``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from helpers import knowledge
from helpers.timelines import dates_calendar as calendar
from helpers.timelines import dates_moon as moon
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule
from helpers.timelines.dates_tokens import lexicon

SLACK = 2 * calendar.DAY  # the moon may be seen before the tables have it
SOON = 30  # days; a feast so near ahead is meant rather than one of last year
LONG_AGO = 90  # days


@rule(
    "(?: THE (?: n:RANK | l:LAST_ORDINAL | l2:LAST ) day:UNIT OF | THE? e:EVE OF )? THE? h:HOLIDAY (?: COMMA? y:YEAR )?"
)
def holiday(found: Found, context: Context) -> list[Timex]:
    """Christmas, Ramadan 2016, the first day of Eid al-Fitr: the days it can have, the moon's within a day."""
    words, first = found.words, found.parts["h"][0]
    noun = context.token(words.starts[found.last]) if found.last < len(words.starts) else None
    if found.first == first - 1 and noun is not None and noun.pos_ == "NOUN":
        found = replace(found, first=first)  # "the Christmas truce": the article is the truce's
    if named_so(found, context) or found.value("day", "UNIT") not in ("", "D"):
        return []
    about = feasts()[name_of(found, context)]
    if "y" in found:
        options = during(about, found.number("y"))
        return [placed(found, about, options[0], "explicit")] if options else []
    if context.day is None:
        return undated(found, f"XXXX-{about['days']}" if about["rule"] == "fixed" and found.first == first else "XXXX")
    options = sorted(days for year in range(context.year - 1, context.year + 2) for days in during(about, year))
    tense = context.tense(words.starts[found.first])
    begun = [option for option in options if option[0] - SLACK <= context.day]
    ahead = [option for option in options if option[0] - SLACK > context.day]
    left = (ahead[0][0] - context.day).days
    near = left < SOON and tense != "past" and (context.day - begun[-1][1]).days > LONG_AGO
    running = begun[-1][1] + SLACK >= context.day
    return [placed(found, about, ahead[0] if near or (tense == "future" and not running) else begun[-1], "publication")]


def named_so(found: Found, context: Context) -> bool:
    """Whether the feast is only a name: General Ramadan, Ramadan Shallah, Easter Island, the 10th of Ramadan City."""
    words, (first, last) = found.words, found.parts["h"]
    if words.has(found.last, "NAME_BEFORE") or (words.joined(first) and words.has(first - 1, "HYPHEN")):
        return True
    if words.has(first - 1, "OF") and (words.has(first - 2, "DAYTH") or words.has(first - 2, "NTH")):
        return True
    if feasts()[found.value("h", "HOLIDAY")]["rule"] != "islamic":
        return False
    beside = [context.token(words.starts[at]) for at in (first - 1, last) if 0 <= at < len(words.starts)]
    return any(token is not None and token.ent_type_ == "PERSON" and token.pos_ == "PROPN" for token in beside)


def name_of(found: Found, context: Context) -> str:
    """The feast's name in `knowledge/feasts.csv`: that of the church its sentence speaks of."""
    name, words, (first, last) = found.value("h", "HOLIDAY"), found.words, found.parts["h"]
    here = context.sentence(words.starts[first])
    for index in range(max(first - 30, 0), last + 30):
        church = lexicon().value("CHURCH", words.word(index))
        if church and f"{church} {name}" in feasts() and context.sentence(words.starts[index]) == here:
            return f"{church} {name}"
    return name


@cache
def feasts() -> dict[str, dict[str, str]]:
    """The feasts of `knowledge/feasts.csv` by name."""
    return {row["feast"]: row for row in knowledge.load("feasts").to_dict("records")}


def during(about: dict[str, str], year: int) -> list[tuple[date, date]]:
    """First and last day of each time that a feast begins in ``year``: a year may see one of the moon's twice."""
    length = (int(about["length"]) - 1) * calendar.DAY
    return [
        (first, first + length) for days in about["days"].split("; ") for first in begins(about["rule"], days, year)
    ]


def begins(kind: str, days: str, year: int) -> list[date]:
    """The days of a civil year that are the ``days`` of one calendar."""
    if kind == "hebrew":
        return [moon.hebrew(year, int(days))]
    if kind in ("easter", "orthodox_easter"):
        return [moon.easter(year, kind == "orthodox_easter") + int(days) * calendar.DAY]
    month, day = map(int, days.split("-"))
    if kind == "fixed":
        return [date(year, month, day)]
    around = (year - 622) * 33 // 32
    firsts = [moon.islamic(number, month, day) for number in range(around - 1, around + 3)]
    return [first for first in firsts if first.year == year]


def placed(found: Found, about: dict[str, str], days: tuple[date, date], basis: str) -> Timex:
    """A feast, or one of its days, as a date: its day where it is certain, else its year with the days it may have."""
    first, last = days
    if "e" in found:
        first = last = first - calendar.DAY
    elif "l" in found or "l2" in found:
        first = last
    elif "n" in found:
        first = last = first + (found.rank("n") - 1) * calendar.DAY
    uncertain = about["rule"] == "islamic"
    value = f"{first.year:04}" if uncertain or first != last else first.isoformat()
    slack = (1 if uncertain else 0) * calendar.DAY
    precision = "day" if value == first.isoformat() else "month" if (last - first).days > 13 else "week"
    made = dated(found, value, basis)[0]
    return replace(made, first=first - slack, last=last + slack, precision=precision)
