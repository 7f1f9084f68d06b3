"""When a sentence says the harm was done: which of its dates is the event's, and which the report's."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.casualties import earlier, place, turns
from helpers.casualties.evidence import Article, Timex
from helpers.casualties.report import Report
from helpers.casualties.report_verbs import verbs
from helpers.casualties.time_words import clues, event_day, governor, recorded, seen_to, tells, verb_chain
from helpers.casualties.timespans import closed, ends, last_year, open_ended, past, up_to
from helpers.casualties.timespans import days as length
from helpers.language import Token

NEAR = 8  # sentences within which the day of what came "a day after" is told
CREDIT = re.compile(r",? ?[(\[][A-Z][^()\[\]\n]{1,60}[)\]]\W*(?:\n|$)")  # behind the date of a photograph
PRECISIONS = {"day": 1.0, "week": 0.8, "month": 0.7, "season": 0.6, "year": 0.5}


def reporting(article: Article, reports: list[Report], timex: Timex) -> bool:
    """Whether a date tells when something was said: "said on Sunday", "released earlier this week"."""
    if event_day(article, timex) or span(timex) or recorded(article, timex):
        return False
    if seen_to(article, timex):
        return True
    if told_before(article, timex):
        return False
    if any(report.start <= timex.start < report.end for report in reports):
        return True
    token = article.token(timex.start)
    before = article.doc[max(token.i - 3, token.sent.start) : token.i]
    verb = governor(token)
    if token.i - verb.i in (1, 2) and verbs().get(verb.lemma_.lower(), ("", ""))[1] == "says":
        return True  # "the agency reported on Tuesday", whatever the parser makes of the rest
    return any(word.lemma_.lower() in clues()["telling"] and word.pos_ == "VERB" for word in [*before, verb])


def told_before(article: Article, timex: Timex) -> bool:
    """Whether what happened stands before a date, and who tells of it after: "killed six on Tuesday, a monitor said".

    The parser may take such a date to that of saying it. Strikes that "were reported on Tuesday" were on that day.
    """
    token = article.token(timex.start)
    before = [word for word in article.doc[token.sent.start : token.i] if word.pos_ == "VERB"]
    after = article.token(timex.end - 1).i + 1
    if not before or (after < len(article.doc) and tells(article.doc[after])):
        return False
    last, verb = before[-1], governor(token)
    if last.lemma_.lower() in clues()["telling"] and token.i - last.i <= 3:
        return False
    if tells(last):
        return any(child.dep_ == "nsubjpass" and child.lemma_.lower() in clues()["event"] for child in last.children)
    return verb.i > token.i or not tells(verb)


def span(timex: Timex) -> bool:
    """Whether a date is one end of a range of days: "between 3 and 9 May"."""
    return timex.precision == "day" and timex.timex_type == "DATE" and length(timex) > 1


def document(article: Article, timex: Timex) -> bool:
    """Whether a day is that of a document, not of the harm it tells of: "in a report published on Monday"."""
    verb = governor(article.token(timex.start))
    around = [verb, verb.head, *verb.children]
    return any(word.pos_ == "NOUN" and word.lemma_.lower() in clues()["document"] for word in around)


def limit(article: Article, timex: Timex) -> bool:
    """Whether a day is only named as one before which, or until which, something was so: "ahead of Sunday's vote"."""
    before = " ".join(article.text[max(timex.start - 12, 0) : timex.start].lower().split())
    words = clues()["limit"] | (clues()["day limit"] if timex.precision == "day" else set())
    return any(before == word or before.endswith(" " + word) for word in words)


def compares(article: Article, timex: Timex) -> bool:
    """Whether a time is one that the time told of stands out in: "May was the deadliest month this year"."""
    token = article.token(timex.start)
    verb = governor(token)
    units = [child for child in verb.children if child.dep_ == "attr" and child.lemma_ in earlier.UNITS]
    stands_out = any(child.tag_ in ("JJS", "RBS") or superlative(child) for unit in units for child in unit.children)
    return stands_out and token.i > verb.i


def superlative(token: Token) -> bool:
    """Whether an adjective stands in the superlative with "most"."""
    return any(child.tag_ == "RBS" for child in token.children)


def furniture(article: Article, timex: Timex) -> bool:
    """Whether a date stands in a dateline, before an entry of a live blog or with the credit of a photograph: "BEIRUT,
    April 8 -", "May 3 2015 (Reuters)".
    """
    if CREDIT.match(article.text, timex.end) and timex.precision == "day" and timex.basis == "explicit":
        return article.doc[max(article.token(timex.start).i - 1, 0)].pos_ != "ADP"  # of a photograph
    line = article.text.rfind("\n", 0, timex.start) + 1
    if not place.DATELINE.match(article.text, timex.end) or timex.start - line > 40:
        return False
    before = article.mentions_in(line, timex.start)
    capitals = article.text[line : timex.start].split(",")[0].isupper()
    return timex.start == line or capitals or bool(before and before[0].start == line)


def goes_on(article: Article, timex: Timex) -> Timex | None:
    """The day on which went on what began on another: "a push that began on Friday and was continuing on Saturday"."""
    verb, number = governor(article.token(timex.start)), article.sentence_at(timex.start)
    if timex.precision != "day" or verb.lemma_.lower() not in clues()["onset"]:
        return None
    for other in article.dates_in(timex.end, article.bounds[number][1]):
        if other.precision == "day" and other.date_end > timex.date_end and past(article, other):
            return other if governor(article.token(other.start)).lemma_.lower() in clues()["continuing"] else None
    return None


def whole(article: Article, timex: Timex) -> Timex:
    """A day with those up to which it goes on: "late on Saturday and early on Sunday"."""
    if timex.precision != "day" or open_ended(timex):
        return timex
    later = ends(article, timex) or goes_on(article, timex)
    if later is None or not past(article, later):
        return timex
    return replace(timex, end=later.end, date_end=later.date_end)


def record(article: Article, timex: Timex) -> bool:
    """Whether a date only says since when nothing was like it: "the deadliest day since 1990"."""
    token = article.token(timex.start)
    if article.doc[max(token.i - 1, 0)].lower_ != "since" and token.lower_ != "since":
        return False
    before = article.doc[max(token.i - 12, token.sent.start) : token.i]
    return any(word.tag_ in ("JJS", "RBS") and word.lower_ not in ("least", "most") for word in before) or any(
        word.lower_ == "first" for word in before
    )


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
    ago, named = earlier.told(article, number, figure["trigger_start"])
    if ago is not None:
        named = named or told_last(article, number)
        return earlier.shifted(named, ago) if named is not None and earlier.counted(ago) else None, None, True
    covered = floor
    for timex in article.dates_in(floor, ceiling):
        if timex.start < covered:
            continue  # the last day of those that the one before it opens
        if timex.timex_type == "SET" or furniture(article, timex):
            continue
        if reporting(article, reports, timex):
            report = report or (timex if timex.precision == "day" and not document(article, timex) else None)
            continue
        if limit(article, timex) or compares(article, timex):
            continue
        timex = whole(article, timex)
        covered = timex.end
        if any(first <= timex.start < last for first, last in foreign):
            continue
        if turns.beside(article, number, timex.start) != aside:
            continue
        if not aside and record(article, timex):
            continue
        if timex.precision != "day" and after_clause(article, timex, trigger):
            continue
        timex = closed(timex) if aside else timex
        if not timex.date_start:
            moment = timex.timex_type == "TIME" or timex.timex_value.startswith("PT")
            dated = dated or not (moment or timex.timex_value in ("PRESENT_REF", ""))
            continue
        timex = last_year(article, timex)
        if not past(article, timex):
            continue
        verb = governor(article.token(timex.start))
        if str(figure["count_min"]) != "1" and died_of_it(article, number, timex):
            continue
        far = abs((timex.start + timex.end) / 2 - anchor)
        score = PRECISIONS.get(timex.precision, 0.4) / (15 + far)
        last = article.token(timex.end - 1)
        led = article.token(timex.start).i > 0 and article.doc[article.token(timex.start).i - 1].pos_ == "ADP"
        if last.dep_ in ("compound", "nmod", "amod") and last.head.i > last.i and not led:
            score *= 0.1  # "the June poll": the date of something else
        score *= 1.0 if verb.i in chain or trigger in verb.children or trigger.is_ancestor(verb) else 0.5
        if any(anchor < start < timex.start or start < timex.start < anchor for start, _ in others):
            score *= 0.4  # another figure's: "six on Thursday and nine on Friday"
        if ";" in article.text[min(timex.end, trigger.idx) : max(timex.start, trigger.idx)]:
            score *= 0.4  # another clause's: "ten died on Thursday; nine on Friday"
        if open_ended(timex) and verb.i == governor(trigger).i:
            score *= 10  # "has acknowledged the loss of 90 since October, did not say how many died on Monday"
        if figure["scope"] == "cumulative":
            score *= 10 if open_ended(timex) else 2 if verb.lemma_.lower() in clues()["onset"] else 1
        elif timex.precision in ("year", "decade", "vague") and verb.i not in chain:
            score *= 0.1
        if score > best:
            event, best = timex, score
    if event is not None:
        event = up_to(event, report)
    if event is not None and (later := ends(article, event)) is not None:
        event = replace(event, date_end=later.date_end)  # "from March to June"
    elif event is not None and figure["scope"] == "cumulative" and not open_ended(event):
        verb = governor(article.token(event.start))
        since = verb.head.lower_ == "since" or any(child.lower_ == "since" for child in verb.children)
        if since or (verb.lemma_.lower() in clues()["onset"] and verb.i not in chain):
            event = event.open()
    return event, report, dated or event is not None


def died_of_it(article: Article, number: int, timex: Timex) -> bool:
    """Whether somebody died on a day of what was done on another: "hurt in Sunday's strike, he died on Monday"."""
    if governor(article.token(timex.start)).lemma_.lower() not in clues()["dying"]:
        return False
    others = article.dates_in(*article.bounds[number])
    return not event_day(article, timex) and any(other is not timex and event_day(article, other) for other in others)


def after_clause(article: Article, timex: Timex, trigger: Token) -> bool:
    """Whether a time is that of what was before the harm: "after rebels came last month, shells killed six"."""
    verb = governor(article.token(timex.start))
    led = any(child.dep_ == "mark" and child.lower_ in ("after", "before") for child in verb.children)
    return led and verb.i != trigger.i and not verb.is_ancestor(trigger)


def told_last(article: Article, number: int) -> Timex | None:
    """The day told last before a sentence, within a few sentences."""
    for at in range(number - 1, max(number - NEAR, 0) - 1, -1):
        for timex in reversed(article.dates_in(*article.bounds[at])):
            if limit(article, timex):
                continue  # "by midday the ministry had counted 18"
            if timex.precision == "day" and timex.date_start and timex.date_end == timex.date_start:
                return timex if past(article, timex) else None
    return None
