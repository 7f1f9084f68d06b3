"""Figures that add up over a stretch of days: "in two days of fighting", "on the fifth day of an offensive"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

from helpers import knowledge
from helpers.casualties import timespans, when
from helpers.casualties.evidence import Article, Timex
from helpers.language import Token

LENGTH = re.compile(r"P(T?)(\d+|X)([HDWMY])")
DAYS = {"H": 1 / 24, "D": 1, "W": 7, "M": 30, "Y": 365}
FEW = 4  # the days that "the past 72 hours" touch; over more of them harm adds up
FAR = 100  # code points between a figure and the time in which people were harmed
AHEAD = 4  # words after "two days of" in which the fighting is named
NTH = re.compile(r"(\d+)(?:st|nd|rd|th)")


@cache
def ordinals() -> dict[str, int]:
    """The numbers of ordinals in words."""
    rows = knowledge.load("time_words")
    rows = rows[rows["class"].eq("ordinal")]
    return {word: int(value) for word, value in zip(rows["word"], rows["value"], strict=True) if value.isdecimal()}


def of(
    article: Article, number: int, figure: dict, named: Timex | None, told: Timex | None
) -> tuple[bool, Timex | None]:
    """Whether a figure adds up over some days, and the days if they are known.

    ``named``: the day the sentence dates the harm by; ``told``: that of the report. The stretch ends on one of them, or
    on the day of publication.
    """
    if count := nth_day(article, number, figure):
        end = named if named is not None and named.precision == "day" else told
        return count > 1, ending(article, end, count - 1, named or told)
    if campaign(article, number, figure):
        return True, None
    for timex in article.dates_in(*article.bounds[number]):
        if timex.timex_type == "DURATION" and timespans.days(timex) > FEW and sums_up(article, timex, figure):
            return not single(article, number), None
        length = (
            LENGTH.fullmatch(timex.timex_value) if timex.timex_type == "DURATION" and not timex.date_start else None
        )
        if length is None or not sums_up(article, timex, figure):
            continue
        days = 0 if length[2] == "X" else int(length[2]) * DAYS[length[3]]
        if 0 < days <= 1 or (not days and length[3] in "H"):
            continue
        known = days and length[3] != "Y"
        return True, ending(article, told, round(days) - 1, timex) if known else None
    return False, None


def single(article: Article, number: int) -> bool:
    """Whether a sentence tells of one event: "an attack in the past week"."""
    singles = when.clues()["single"]
    return any(token.tag_ == "NN" and token.lemma_.lower() in singles for token in article.sentences[number])


def campaign(article: Article, number: int, figure: dict) -> bool:
    """Whether a figure is that of what goes on: "ongoing raids that have left hundreds dead", "the coalition has killed
    more than 20 of their planners", said of no one strike and no one place.
    """
    if (figure["trigger_end"] < article.title_end) or single(article, number):
        return False
    trigger = article.token(figure["trigger_start"])
    verb = when.governor(trigger)
    if not any(child.dep_ == "aux" and child.lower_ in ("has", "have") for child in verb.children):
        return False
    deeds = when.clues()["event"]
    if verb.dep_ == "relcl" and figure["bound"] == "vague":
        return verb.head.tag_ == "NNS" and verb.head.lemma_.lower() in deeds
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    if (
        verb.i != trigger.i
        or not doers
        or not article.text[figure["start"] : figure["end"]].lower().startswith(tuple(when.clues()["more"]))
    ):
        return False
    if any(child.dep_ in ("prep", "advmod", "npadvmod") for child in verb.children):
        return False
    places = [one for one in article.mentions_in(*article.bounds[number]) if one.kind == "place" and not one.loose]
    return not places and not any(one.lemma_.lower() in deeds for one in article.sentences[number])


def sums_up(article: Article, timex: Timex, figure: dict) -> bool:
    """Whether a length of time is that in which people were harmed, not how long something else took."""
    near = min(abs(timex.start - figure["trigger_end"]), abs(figure["trigger_start"] - timex.end))
    if near > FAR or when.governor(article.token(timex.end - 1)).tag_ == "VB":
        return False
    aside = article.doc[article.token(timex.end - 1).i + 1 : article.token(figure["trigger_start"]).i]
    if any(token.tag_ in ("WDT", "WP", "WRB") for token in aside):
        return False  # "in two days of fighting, which began when shells killed a medic"
    first, last = article.token(timex.start), article.token(timex.end - 1)
    before = article.doc[first.i - 1].lower_ if first.i > first.sent.start else ""
    if before in when.clues()["length"]:
        return False
    after = article.doc[last.i + 1 : min(last.i + 2 + AHEAD, last.sent.end)]
    goes_on = when.clues()["lasting"] | when.clues()["event"]
    if len(after) and after[0].lower_ == "of":
        return any(token.lemma_.lower() in goes_on for token in after)
    return before in when.clues()["within"] and not (len(after) and after[0].pos_ in ("NOUN", "PROPN", "ADJ"))


def ending(article: Article, end: Timex | None, days: int, like: Timex | None) -> Timex | None:
    """The ``days`` before ``end`` with it; None if no day is known."""
    last = (end.date_end if end is not None and end.precision == "day" else "") or article.published
    if len(last) < 10 or like is None:
        return None
    first = (timespans.day(last) - timedelta(days=days)).isoformat()
    return replace(
        like,
        timex_type="DATE",
        timex_value=first,
        date_start=first,
        date_end=last[:10],
        precision="day",
        basis="context",
    )


def nth_day(article: Article, number: int, figure: dict) -> int:
    """The number in "on the fifth day of an offensive that has killed 30", if the figure stands in it; else 0."""
    if article.text.find(" day", *article.bounds[number]) < 0:
        return 0
    trigger = article.token(figure["trigger_start"])
    for token in article.sentences[number]:
        ranks = [rank(child) for child in token.children if rank(child)] if token.lower_ == "day" else []
        if ranks and token.is_ancestor(trigger):
            return ranks[0]
    return 0


def rank(token: Token) -> int:
    """The number of an ordinal, 0 if it is none."""
    digits = NTH.fullmatch(token.lower_)
    return int(digits[1]) if digits else ordinals().get(token.lower_, 0)
