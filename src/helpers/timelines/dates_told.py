"""Times told from another in the text: ``the following spring``, ``on the 12th``, ``day 45 of the war``."""

from __future__ import annotations

from datetime import date
from functools import cache

from helpers import knowledge
from helpers.timelines import dates_calendar as calendar
from helpers.timelines.dates_context import FARTHER, NEARBY, Context, Timex, at_time, dated, undated
from helpers.timelines.dates_grammar import Found, rule

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


@rule("EARLY? THAT EARLY? p:DAYPART")
@rule("EARLY? THE (?: SAME | f:FOLLOWING | f2:NEXT | b:PREVIOUS ) EARLY? p:DAYPART")
@rule("THE p:DAYPART (?: f3:AFTER | b2:BEFORE )")
def part_of_day(found: Found, context: Context) -> list[Timex]:
    """that evening, the next morning, the following night, the morning after: of the day told last."""
    if ("f3" in found or "b2" in found) and found.words.raw(found.last)[:1].isalnum():
        return []  # "the morning after the raid"
    part = found.value("p", "DAYPART")
    ahead = any(name in found for name in ("f", "f2", "f3"))
    step = 1 if ahead else -1 if "b" in found or "b2" in found else 0
    told = context.last_day(found.words.starts[found.first], FARTHER if found.inside("SAME") else NEARBY)
    if told is None or (ahead and told[1] == "publication"):
        return undated(found, f"XXXX-XX-XXT{part}", "TIME")
    return at_time(dated(found, (told[0] + step * calendar.DAY).isoformat(), told[1]), part)


@rule("EARLY? (?: THAT | THE (?: SAME | f:FOLLOWING | f2:NEXT | b:PREVIOUS ) ) s:SEASON")
def season_told(found: Found, context: Context) -> list[Timex]:
    """that summer, the following spring: of the year told last, or the first that begins after it."""
    name, told = found.value("s", "SEASON"), context.last_span(7) or context.last_span(4)
    if not told or not context.spans:
        return undated(found, f"XXXX-{name}")
    anchor, year = date.fromisoformat((told + "-01-01")[:10]), int(told[:4])
    if "f" in found or "f2" in found:
        if len(told) == 4:  # only the year is known: of the next one
            year += 1
        year += calendar.span(f"{year}-{name}")[0] <= anchor
    elif "b" in found:
        year -= calendar.span(f"{year}-{name}")[0] >= anchor
    return dated(found, f"{year}-{name}", "context")


@rule("THE d:DAYTH")
def day_of_told_month(found: Found, context: Context) -> list[Timex]:
    """on the 12th: of the month told last; not the 12th floor."""
    words = found.words
    token = context.token(words.starts[found.first + 1])
    rank = words.raw(found.last)[:1].isalnum() and (token is None or token.dep_ not in ("pobj", "npadvmod"))
    if rank or not (words.has(found.first - 1, "ON") or words.has(found.first - 1, "SINCE")):
        return []
    told = context.last_span(7)
    value = f"{told}-{found.number('d'):02}"
    if not told or not calendar.span(value):
        return undated(found, f"XXXX-XX-{found.number('d'):02}")
    return dated(found, value, "context" if context.spans else "publication")


@rule("(?: THE | ITS | ARTICLE ) n:RANK u:UNIT (?= OF | INTO )")
@rule("u:UNIT n:INT (?= OF | INTO )")
def nth_of_event(found: Found, context: Context) -> list[Timex]:
    """the third day of the offensive, day 45 of the war: open, unless the text has told when it began."""
    words, unit = found.words, found.value("u", "UNIT")
    nouns = [at for at in range(found.last + 1, found.last + 5) if words.has(at, "LASTING")]
    if unit not in UNKNOWN or words.has(found.parts["u"][0], "NIGHT") or not nouns:
        return []
    number = found.rank("n")
    if unit == "D" and any(words.has(found.first - back, "WEEKDAY") for back in (1, 2)):
        day, basis = context.last_day(words.starts[found.first], 0) or (None, "")
        return (
            dated(found, day.isoformat(), basis) if day else undated(found, UNKNOWN[unit])
        )  # "Sunday, the fifth day of"
    began = beginning(words.word(nouns[-1]), context, words.starts[found.first])
    if began is None or number < 1:
        return undated(found, UNKNOWN[unit])
    return dated(found, calendar.shifted(began, unit, number - 1), "context")


def beginning(noun: str, context: Context, offset: int) -> date | None:
    """The day on which what ``noun`` names began, where a sentence before ``offset`` tells it with a day."""
    for start, day, basis in context.days if context.doc is not None else []:
        if start < offset and basis != "unresolved":
            low, high = context.sentences[context.sentence(start)]
            said = list(context.doc.char_span(low, high, alignment_mode="expand"))
            if any(token.lower_ == noun for token in said) and any(token.lemma_.lower() in onsets() for token in said):
                return day
    return None


@cache
def onsets() -> frozenset[str]:
    """The verbs of beginning, from `knowledge/time_clues.csv`."""
    rows = knowledge.load("time_clues")
    return frozenset(rows.loc[rows["clue"].eq("onset"), "word"])
