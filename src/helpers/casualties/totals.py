"""Totals: what makes a figure one, and where one lies that has no single event: its country or region."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from helpers.casualties import place, place_sentence, timespans, turns, when
from helpers.casualties.evidence import Article, Mention, Timex
from helpers.casualties.known import capitals
from helpers.casualties.report import Report
from helpers.casualties.scene import Scenes

MANIFOLD = 200  # "hundreds": so many are not those of one of several strikes
MANY = 30  # people harmed within a month or year: fewer may be those of one event
WIDER = 20  # times as many people as the total before are those of a wider area
BULLET = re.compile(r"\s*[-–—•*·▪] ")
REACH = 90  # code points from the harm within which "in recent days" speaks of it


def scope_of(article: Article, number: int, figure: dict, event: Timex | None) -> str:
    """The scope, settled by the date beside the figure: a total since a day or over more than a month adds up."""
    start, end = article.bounds[number]
    near = article.text[max(start, figure["trigger_start"] - REACH) : min(end, figure["trigger_end"] + REACH)].lower()
    if (event is None or event.precision != "day") and any(phrase in near for phrase in when.clues()["over"]):
        return "cumulative"
    if event is None:
        return "cumulative" if goes_on(article, figure) else figure["scope"]
    if when.open_ended(event):
        return "cumulative"
    if event.precision in ("month", "season", "year", "decade") and statistic(article, number, figure):
        return "cumulative"
    return (
        "cumulative"
        if event.timex_type == "DURATION" and timespans.days(event) > timespans.SPAN_DAYS
        else figure["scope"]
    )


def goes_on(article: Article, figure: dict) -> bool:
    """Whether what has harmed people lasts or was many events: "the fighting has left 300 dead", "strikes have killed
    hundreds".
    """
    trigger = article.token(figure["trigger_start"])
    verb = when.governor(trigger)
    perfect = any(child.dep_ == "aux" and child.lower_ in ("has", "have") for child in verb.children)
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.i < trigger.i] if perfect else []
    if any(child.lemma_.lower() in when.clues()["lasting"] for child in subjects):
        return True
    many = figure["bound"] == "vague" and int(figure["count_min"]) >= MANIFOLD
    return many and any(child.tag_ == "NNS" and child.lemma_.lower() in when.clues()["event"] for child in subjects)


def statistic(article: Article, number: int, figure: dict) -> bool:
    """Whether a figure of a month or a year counts many events: of many people, in no one town, by no one blast."""
    low = figure["count_min"]
    if not str(low).isdecimal() or int(low) < MANY:
        return False
    towns = [mention for mention in places(article, number) if mention.rank <= 1]
    if any(place.usable(article, mention, [], figure["harm"]) >= place.GOOD for mention in towns):
        return False
    singles = when.clues()["single"]
    return not any(token.tag_ == "NN" and token.lemma_.lower() in singles for token in article.sentences[number])


def recent(article: Article, date: Timex | None) -> bool:
    """Whether a total is over a few days before the article ("since Thursday"): then it is of the event at hand."""
    if date is None or min(len(article.published), len(date.date_start)) < 10:
        return False
    if date.precision in ("month", "season", "year") and date.date_end:
        return False  # a month that is over
    return 0 <= (timespans.day(article.published) - timespans.day(date.date_start)).days <= timespans.SPAN_DAYS


def basis_of(scenes: Scenes, mention: Mention) -> str:
    """Where a place was taken from that does not stand in the figure's sentence."""
    return "title" if mention.text and mention.start < scenes.article.title_end else "context"


def place_of(i: int, scenes: Scenes, figures: list[dict], numbers: list[int], own: list) -> tuple[Mention | None, str]:
    """The place of a total: its sentence's, that of the total it goes on from, or the country of the war."""
    article, number = scenes.article, numbers[i]
    if own[i] is not None and not (own[i].rank < 4 and whole_country(article, number, figures[i], own[i])):
        return own[i], "sentence"
    if named := place_sentence.country_named(article, number, scenes.reports(number), figures[i]):
        return named, "sentence"
    here = [m for m in article.mentions_in(*article.bounds[number]) if m.place_type == "country" and not m.loose]
    if len({m.country for m in here}) > 1:
        return None, ""  # "in Iraq, Libya and Syria": a total over several countries
    words = article.text[slice(*article.bounds[number])].lower()
    home = homeland(article)
    if any(phrase in words for phrase in turns.clues()["nationwide"]):
        return home
    if region := source_region(article, number):
        return region, "sentence"
    if not turns.elsewhere(article, number):
        if any(phrase in words for phrase in turns.clues()["there"]):
            for other in range(number - 1, -1, -1):
                if towns := [m for m in scenes.places(other) if m.rank <= 1]:
                    return towns[0], basis_of(scenes, towns[0])
        if any(phrase in words for phrase in turns.clues()["region"]):
            for other in range(number - 1, -1, -1):
                regions = [m for m in scenes.places(other) if m.place_type in ("province", "region")]
                if regions and not listed(article, other):
                    return regions[-1], basis_of(scenes, regions[-1])
        goes_on = i and number - numbers[i - 1] <= 2 and carries_on(figures, i) and not listed(article, numbers[i - 1])
        if goes_on and own[i - 1] is not None:
            return own[i - 1], basis_of(scenes, own[i - 1])
    return home


def whole_country(article: Article, number: int, figure: dict, mention: Mention) -> bool:
    """Whether a total is told of the whole country, nearer to it than a place in another clause: "270 have died across
    the country, and the offensive in Mar has driven out thousands"."""
    start, end = article.bounds[number]
    words = article.text[start:end].lower()
    found = [start + words.find(phrase) for phrase in turns.clues()["nationwide"] if phrase in words]
    return any(figure["start"] < at < mention.start for at in found)


def homeland(article: Article) -> tuple[Mention | None, str]:
    """The country an article is about; of one that is told of by its parts and is not named, the part named most."""
    code = article.main_country
    if not code:
        return None, ""
    named = Counter(
        m.entity_id for m in article.mentions if m.country == code and m.place_type in ("province", "region")
    )
    if code in article.countries or code.lower() not in turns.clues()["apart"] or not named:
        return article.country(code), "context"
    most = named.most_common(1)[0][0]  # the first of those named as often
    return next(m for m in article.mentions if m.entity_id == most), "context"


def places(article: Article, number: int) -> list[Mention]:
    """The places that a sentence names."""
    return [mention for mention in article.mentions_in(*article.bounds[number]) if mention.kind == "place"]


def listed(article: Article, number: int) -> bool:
    """Whether a sentence is a line of a list: what it tells is told of that line only."""
    start, _ = article.bounds[number]
    return bool(BULLET.match(article.text, article.text.rfind("\n", 0, start) + 1))


def carries_on(figures: list[dict], i: int) -> bool:
    """Whether a total goes on from the one before: not one of a war from one of a town."""
    before, count = figures[i - 1], figures[i]["count_min"]
    driven_out = before["harm"] == "displaced" and figures[i]["harm"] != "displaced"
    if before["scope"] != "cumulative" or driven_out:
        return False
    return pd.isna(count) or pd.isna(before["count_min"]) or count < WIDER * max(before["count_min"], 1)


def source_region(article: Article, number: int) -> Mention | None:
    """The one region of the main country that a sentence names, if only of who tells: "the ministry in Gaza"."""
    told = local(article, number)
    wide = told is not None and told.place_type in ("province", "region")
    return told if wide and told.name.lower() not in capitals() else None


def source_seat(article: Article, number: int, reports: list[Report]) -> Mention | None:
    """The town of those who tell, where they tell of what is near them: "a doctor in Mar said". No capital."""
    told = local(article, number)
    if told is None or told.rank != 1 or told.name.lower() in capitals():
        return None
    return told if any(report.start <= told.start < report.end for report in reports) else None


def local(article: Article, number: int) -> Mention | None:
    """The one place of a sentence within the main country, its country aside."""
    told = {m.entity_id: m for m in places(article, number) if not m.loose}
    near = [m for m in told.values() if m.place_type != "country"]
    near = [m for m in near if not any(place_sentence.finer(other, m) for other in near)]
    return near[0] if len(near) == 1 and near[0].country == article.main_country else None
