"""When a sentence says the harm was done: which of its dates is the event's, and which the report's."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from helpers import knowledge
from helpers.casualties import place, turns
from helpers.casualties.evidence import Article, Timex
from helpers.casualties.report import Report
from helpers.language import Token

SPAN_DAYS = 31  # a stretch of time longer than this is one over which figures add up
PRECISIONS = {"day": 1.0, "week": 0.8, "month": 0.7, "season": 0.6, "year": 0.5}


@cache
def clues() -> dict[str, set[str]]:
    """Words around a date, by what they tell of it."""
    found: dict[str, set[str]] = {}
    for row in knowledge.load("time_clues").itertuples():
        found.setdefault(row.clue, set()).add(row.word)
    return found


def reporting(article: Article, reports: list[Report], timex: Timex) -> bool:
    """Whether a date tells when something was said: "said on Sunday", "released earlier this week"."""
    if event_day(article, timex):
        return False
    if any(report.start <= timex.start < report.end for report in reports):
        return True
    token = article.token(timex.start)
    before = article.doc[max(token.i - 3, token.sent.start) : token.i]
    return any(word.lemma_.lower() in clues()["telling"] and word.pos_ == "VERB" for word in [*before, governor(token)])


def event_day(article: Article, timex: Timex) -> bool:
    """Whether a day is named as that of a deed: "Tuesday's attack", "Friday night's assault on the post"."""
    last = article.token(timex.end - 1)
    if timex.precision != "day" or last.dep_ not in ("poss", "nmod", "compound") or last.head.i <= last.i:
        return False
    return any(word.lemma_.lower() in clues()["event"] for word in (last.head, *last.head.children))


def furniture(article: Article, timex: Timex) -> bool:
    """Whether a date stands in the dateline, or is the time of an entry in a live blog: "BEIRUT, April 8 -"."""
    line = article.text.rfind("\n", 0, timex.start) + 1
    if not place.DATELINE.match(article.text, timex.end) or timex.start - line > 40:
        return False
    before = article.mentions_in(line, timex.start)
    capitals = article.text[line : timex.start].split(",")[0].isupper()
    return timex.start == line or capitals or bool(before and before[0].start == line)


def record(article: Article, timex: Timex) -> bool:
    """Whether a date only says since when nothing was like it: "the deadliest day since 1990"."""
    token = article.token(timex.start)
    if article.doc[max(token.i - 1, 0)].lower_ != "since" and token.lower_ != "since":
        return False
    before = article.doc[max(token.i - 12, token.sent.start) : token.i]
    return any(word.tag_ in ("JJS", "RBS") and word.lower_ not in ("least", "most") for word in before) or any(
        word.lower_ == "first" for word in before
    )


def days_after(article: Article, number: int, timex: Timex) -> Timex | None:
    """The day of what "on Friday, a day after …" goes on to tell: as many days before the one named."""
    if not (timex.timex_type == "DURATION" and timex.timex_value.startswith("P") and timex.timex_value.endswith("D")):
        return None
    count = timex.timex_value[1:-1]
    if not count.isdigit() or not article.text.startswith(" after ", timex.end):
        return None
    floor, _ = article.bounds[number]
    before = [date for date in article.dates_in(floor, timex.start) if date.precision == "day" and date.date_start]
    if not before or timex.start - before[-1].end > 3:
        return None
    told = (day(before[-1].date_start) - timedelta(days=int(count))).isoformat()
    return replace(timex, timex_type="DATE", timex_value=told, date_start=told, date_end=told, precision="day")


def closed(timex: Timex) -> Timex:
    """The time named, though "since" stands before it: "since August 2011, when 30 died"."""
    if not open_ended(timex):
        return timex
    first = timex.date_start[:10]
    if timex.precision == "month" and len(first) == 10:
        return replace(timex, date_end=f"{first[:8]}{monthrange(int(first[:4]), int(first[5:7]))[1]:02}")
    return replace(timex, date_end=f"{first[:4]}-12-31" if timex.precision == "year" else first)


def open_ended(timex: Timex) -> bool:
    """Whether a date has a beginning only ("since June 2014")."""
    return bool(timex.date_start) and not timex.date_end


def day(text: str) -> date:
    """The day of an ISO 8601 date or time."""
    return date.fromisoformat(text[:10])


def days(timex: Timex) -> int:
    """How many days a date covers; 0 if it is open or unknown."""
    if not (len(timex.date_start) >= 10 and len(timex.date_end) >= 10):
        return 0
    return (day(timex.date_end) - day(timex.date_start)).days + 1


def past(article: Article, timex: Timex) -> bool:
    """Whether a date can be that of harm done: not after the article."""
    return not article.published or timex.date_start[:10] <= article.published[:10]


def last_year(article: Article, timex: Timex) -> Timex:
    """A stretch of time that cannot begin after the article: "since October", said in September, is last year's."""
    if not open_ended(timex) or past(article, timex) or timex.basis == "explicit" or len(timex.date_start) < 10:
        return timex
    return replace(timex, date_start=f"{int(timex.date_start[:4]) - 1}{timex.date_start[4:]}")


def governor(token: Token) -> Token:
    """The verb that a word depends on, itself if it is one."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def verb_chain(token: Token) -> set[int]:
    """The verbs from a word up to the root of its sentence."""
    found = set()
    while True:
        if token.pos_ in ("VERB", "AUX"):
            found.add(token.i)
        if token.head.i == token.i:
            return found
        token = token.head


def in_sentence(
    article: Article,
    number: int,
    figure: dict,
    reports: list[Report],
    foreign: list[tuple[int, int]],
    others: list[tuple[int, int]] = (),
) -> tuple[Timex | None, Timex | None, bool]:
    """The event's date for a figure, the date of the report, and whether the sentence dates the event at all.

    ``foreign``: stretches of the sentence that belong to somebody else's statement; ``others``: its other figures.
    """
    floor, ceiling = article.bounds[number]
    event, report, dated, best = None, None, False, 0.0
    trigger = article.token(figure["trigger_start"])
    anchor = figure["start"] if others else (figure["trigger_start"] + figure["start"]) / 2
    chain = verb_chain(trigger)
    aside = turns.beside(article, number, figure["start"])
    for timex in article.dates_in(floor, ceiling):
        if timex.timex_type == "SET" or furniture(article, timex):
            continue
        if (earlier := days_after(article, number, timex)) and figure["trigger_start"] > timex.end:
            return earlier, None, True
        if reporting(article, reports, timex):
            report = report or (timex if timex.precision == "day" else None)
            continue
        if any(first <= timex.start < last for first, last in foreign):
            continue
        if turns.beside(article, number, timex.start) != aside:
            continue
        if not aside and record(article, timex):
            continue
        timex = closed(timex) if aside else timex
        if not timex.date_start:
            dated = dated or (timex.timex_value not in ("PRESENT_REF", "") and timex.timex_type != "TIME")
            continue
        timex = last_year(article, timex)
        if not past(article, timex):
            continue
        verb = governor(article.token(timex.start))
        far = abs((timex.start + timex.end) / 2 - anchor)
        score = PRECISIONS.get(timex.precision, 0.4) / (15 + far)
        last = article.token(timex.end - 1)
        if last.dep_ in ("compound", "nmod", "amod") and last.head.i > last.i:
            score *= 0.1  # "the June poll": the date of something else
        score *= 1.0 if verb.i in chain or trigger in verb.children or trigger.is_ancestor(verb) else 0.5
        if any(anchor < start < timex.start or start < timex.start < anchor for start, _ in others):
            score *= 0.4  # another figure's: "six on Thursday and nine on Friday"
        if open_ended(timex) and verb.i == governor(trigger).i:
            score *= 10  # "has acknowledged the loss of 90 since October, did not say how many died on Monday"
        if figure["scope"] == "cumulative":
            score *= 10 if open_ended(timex) else 2 if verb.lemma_.lower() in clues()["onset"] else 1
        elif timex.precision in ("year", "decade", "vague") and verb.i not in chain:
            score *= 0.1
        if score > best:
            event, best = timex, score
    if event is not None and (later := ends(article, event)) is not None:
        event = replace(event, date_end=later.date_end)  # "from March to June"
    elif event is not None and figure["scope"] == "cumulative" and not open_ended(event):
        verb = governor(article.token(event.start))
        since = any(child.lower_ == "since" for child in verb.children)
        if since or (verb.lemma_.lower() in clues()["onset"] and verb.i not in chain):
            event = event.open()
    return event, report, dated or event is not None


def ends(article: Article, timex: Timex) -> Timex | None:
    """The date up to which a stretch of time goes that begins with ``timex``: "from March to June"."""
    before = article.text[max(timex.start - 9, 0) : timex.start].lower().split()
    joints = {"from": ("to", "until", "till", "through"), "between": ("and",)}.get(before[-1] if before else "", ())
    for other in article.dates_in(timex.end, timex.end + 40):
        if article.text[timex.end : other.start].strip().lower() in joints and other.date_end > timex.date_start:
            return other
    return None


def cells(timex: Timex | None, basis: str) -> dict[str, str]:
    """The date columns of a figure."""
    if timex is None:
        return {"date_start": "", "date_end": "", "date_precision": "", "date_basis": "unresolved"}
    if basis == "sentence" and relative_to_today(timex):
        basis = "publication"
    return {
        "date_start": timex.date_start[:10],
        "date_end": timex.date_end[:10],
        "date_precision": timex.precision,
        "date_basis": basis,
    }


def relative_to_today(timex: Timex) -> bool:
    """Whether the expression says nothing but the day of publication."""
    return timex.basis == "publication" and timex.text.lower().split()[-1] in ("today", "tonight")
