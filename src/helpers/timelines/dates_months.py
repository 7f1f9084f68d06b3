"""Months and years: ``late July 2017``, ``last June``, ``mid-2014``, ``the 2016 election``."""

from __future__ import annotations

from dataclasses import replace

from helpers.timelines import dates_calendar as calendar
from helpers.timelines import dates_tense
from helpers.timelines.dates_absolute import century, counts, is_name, month_of, without_year
from helpers.timelines.dates_context import Context, Timex, dated, undated
from helpers.timelines.dates_grammar import Found, rule

TOLD = {"PREVIOUS": -1, "FOLLOWING": 1}  # years from the one told last: "in May of the following year"


@rule(
    "(?: which:EARLY HYPHEN? | THE? edge:EDGE OF | THE? (?: n:RANK | l:LAST_ORDINAL | l2:LAST ) HALF OF )?"
    " m:MONTHS (?: COMMA | OF )? y:YEAR"
)
def month_year(found: Found, context: Context) -> list[Timex]:
    """August 2017, late July 2017, the end of May 2014."""
    if counts(found, context, found.parts["y"][1]) and not plausible(found.number("y"), context):
        return []
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    value = f"{found.number('y')}-{month_of(found):02}"
    return half_of(found, dated(found, value, "explicit", which=which, published=context.day))


def plausible(year: int, context: Context) -> bool:
    """Whether a year is one that news tell of."""
    return 1800 <= year <= (context.year or 2060) + 40


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF )? (?: s:SHIFT m:MONTH | m2:MONTH OF? the:THE? t:SHIFT u:UNIT )")
def month_of_shift(found: Found, context: Context) -> list[Timex]:
    """last June, next March, this January; June last year, October of next year, March of the following year."""
    part = "m" if "m" in found else "m2"
    month, shift = month_of(found, part), found.shift("s" if "m" in found else "t")
    if "u" in found and found.value("u", "UNIT") != "Y":
        return []
    if context.day is None:
        return undated(found, f"XXXX-{month:02}")
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    year, now, basis = context.year, context.day.month, "publication"
    if "u" in found and (shift == "SAME" or ("the" in found and shift in TOLD)):
        year, basis = int(context.last_span(4)) + TOLD.get(shift, 0), "context"
    elif "u" in found:
        year += {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1}.get(shift, 0)
    elif shift in ("LAST", "PAST", "PREVIOUS"):
        year -= month >= now
    elif shift in ("NEXT", "COMING", "FOLLOWING"):
        year += month <= now
    return dated(found, f"{year}-{month:02}", basis, which=which, published=context.day)


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF | THE? (?: n:RANK | l:LAST_ORDINAL | l2:LAST ) HALF OF )? m:MONTH")
def bare_month(found: Found, context: Context) -> list[Timex]:
    """in June, late July, May (not the verb)."""
    words, at = found.words, found.parts["m"][0]
    named = words.has(found.last, "NAME_BEFORE") or (words.has(found.last, "DAY") and is_name(day_after(found)))
    if words.has(at - 1, "NOT_WEEKDAY_AFTER") or named:
        return []  # Black September, October 6 Bridge
    if words.has(found.last, "DAY") and not counts(found, context, found.last + 1) and found.last - found.first > 1:
        return []  # "early August 12": the rule of days reads it
    if words.has(at, "AMBIGUOUS_MONTH") and found.last - found.first == 1:
        led = any(words.has(at - 1, name) for name in ("YEAR_LEAD", "LAST", "EVERY"))
        if not (led or (words.has(at - 1, "THE") and words.word(at + 1) in dates_tense.happenings())):
            return []
        token = context.token(words.starts[at])
        if token is not None and token.ent_type_ in ("PERSON", "ORG") and words.raw(at + 1)[:1].isupper():
            return []
    if words.has(at + 1, "HYPHEN") and words.joined(at + 1) and words.joined(at + 2) and not words.has(at + 2, "MONTH"):
        return []
    value, basis = without_year(found, context, month_of(found), None)
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    return half_of(found, dated(found, value, basis, which=which, published=context.day))


def day_after(found: Found) -> Found:
    """``found`` with the word after it."""
    return replace(found, last=found.last + 1)


def half_of(found: Found, made: list[Timex]) -> list[Timex]:
    """The first or second half of a month, where its words say so: to the 15th, from the 16th."""
    if not any(part in found for part in ("n", "l", "l2")) or not made[0].first:
        return made
    if "n" in found and found.rank("n") not in (1, 2):
        return []
    early = "n" in found and found.rank("n") == 1
    middle = made[0].first.replace(day=15)
    return [replace(made[0], last=middle) if early else replace(made[0], first=middle + calendar.DAY)]


@rule("APOSTROPHE y:TWO")
def short_year(found: Found, context: Context) -> list[Timex]:
    """since '82."""
    words = found.words
    if not (found.tight() and (words.has(found.first - 1, "SINCE") or words.has(found.first - 1, "IN"))):
        return []
    return dated(found, str(century(found.number("y"), context)), "explicit")


@rule("(?: which:EARLY HYPHEN? | THE? edge:EDGE OF )? (?: THE UNIT )? y:YEAR")
def bare_year(found: Found, context: Context) -> list[Timex]:
    """in 2014, mid-2014, the 2016 election; not 2,015 people nor "killed 2015"."""
    words, at = found.words, found.parts["y"][0]
    year = found.number("y")
    which = found.value("which", "EARLY") or found.value("edge", "EDGE")
    if not (1800 <= year <= (context.year or 2040) + 34) or (found.first < at - 2 and not which):
        return []
    if year < 1900 and not (which or words.has(at - 1, "IN") or words.has(at - 1, "SINCE")):
        return []
    if not which and not reads_as_year(words, at):
        return []
    return dated(found, str(year), "explicit", which=which, published=context.day)


@rule("y:OLDYEAR")
def old_year(found: Found, context: Context) -> list[Timex]:
    """in 1683, not in 1683 villages."""
    words, at = found.words, found.last
    led = words.has(found.first - 1, "IN") or words.has(found.first - 1, "SINCE")
    counting = words.raw(at).endswith("s") or words.has(at, "HYPHEN") or words.has(at, "PERCENT")
    if not led or counting or counts(found, context, at):
        return []
    return dated(found, found.word("y"), "explicit")


def reads_as_year(words, at: int) -> bool:
    """Whether a number of four digits is a year, by the words around it."""
    before, after = at - 1, at + 1
    if words.joined(at) and not any(words.has(before, name) for name in ("OPEN", "HYPHEN", "APOSTROPHE", "SLASH")):
        return not (words.raw(before)[:1].isalnum() or words.has(before, "CURRENCY") or words.has(before, "DOT"))
    if words.joined(at) and words.has(before, "HYPHEN") and words.raw(before - 1)[:1].isalpha():
        return words.has(before - 1, "EARLY")
    if words.has(before, "CURRENCY") or words.has(after, "PERCENT") or words.has(before, "NUMBER_LEAD"):
        return False
    if words.has(after, "HYPHEN") and words.joined(after) and words.joined(after + 1) and words.has(after + 1, "INT"):
        return False  # a telephone number: 2012-1999
    if words.raw(before).isdecimal() and len(words.raw(before)) <= 2:  # "29 2017": a day whose month is lost
        return False
    if counted(words, after) and not (words.has(before, "THE") or words.has(before, "APOSTROPHE")):
        return words.has(before, "SINCE")
    if words.has(before, "YEAR_LEAD") or words.has(before, "SINCE") or words.has(before, "UNIT"):
        return True
    follows = words.raw(after)
    if words.has(before, "THE") or words.has(before, "ITS") or words.word(before) == "s":
        return not counted(words, after)
    if words.raw(before)[:1].isupper() and follows[:1].isupper():  # the Russell 2000 Index
        return False
    return not follows[:1].isalnum() or words.raw(before)[:1].isupper() or words.has(after, "SINCE")


def counted(words, at: int) -> bool:
    """Whether a number before the word at ``at`` counts it: prisoners, armed rebels; not the 2006 Israeli strikes."""
    noun = at + 1 if words.has(at + 1, "COUNTED") else at
    return words.has(at, "COUNTED") and words.word(noun).rstrip("s") not in dates_tense.happened()
