"""What the sentences around a figure make of its place: the town of "a town in the province", sums, "the city"."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from helpers.casualties import areas, place, turns
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import capitals
from helpers.casualties.place_sentence import finer, spread
from helpers.casualties.report import Report
from helpers.casualties.told import FEW, Told

CAMP = "camp"
REACH = 60  # code points from a deed to its place
AHEAD = 2  # sentences after a figure's in which its place may be told more exactly
BEFORE = 1.0  # a sentence before it must be at least so alike
ALIKE = 0.2  # one after it at least so


def nationwide(article: Article, number: int, reports: list[Report]) -> bool:
    """Whether a sentence tells of the whole country, but for who tells it."""
    start, end = article.bounds[number]
    found = phrases("nationwide").finditer(article.text[start:end].lower())
    return any(not any(r.start <= start + match.start() < r.end for r in reports) for match in found)


def many_places(article: Article, number: int) -> bool:
    """Whether a sentence tells of several places at once: "a series of raids", "in several towns"."""
    return says(article, number, "spread")


@cache
def phrases(clue: str) -> re.Pattern:
    """The phrases of ``clue`` as whole words; not "the country" in "the country's north", but "the Arab country"."""
    words = sorted(map(re.escape, turns.clues()[clue]))
    words = [phrase.replace(r"the\ country", r"(?:the\ (?:[\w-]+\ )?)?country") for phrase in words]
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?!['’])")


def says(article: Article, number: int, clue: str) -> bool:
    """Whether a sentence has one of the phrases of ``clue``."""
    return bool(phrases(clue).search(article.text[slice(*article.bounds[number])].lower()))


def unnamed(article: Article, number: int, *, several: bool = False) -> bool:
    """Whether a sentence tells of a town or site without its name: "raids on a town in the province".

    ``several``: or of some of them, "raids on rebel areas".
    """
    for token in article.sentences[number]:
        if token.lemma_.lower() in turns.clues()["site"]:
            before = {child.lower_ for child in token.lefts}
            if before & {"a", "an"} or (several and token.tag_ == "NNS" and "the" not in before):
                return True
    return False


def another(article: Article, number: int) -> bool:
    """Whether a sentence tells of a place that is not the one told before: "on another quarter"."""
    return any(
        token.lemma_.lower() in turns.clues()["site"]
        and any(child.lower_ in turns.clues()["other"] for child in token.lefts)
        for token in article.sentences[number]
    )


def afar(article: Article, number: int) -> bool:
    """Whether a sentence tells of a quarter of the country, not of the place of the sentences around: "in the east"."""
    words = [token.lower_ for token in article.sentences[number]]
    return any(
        words[i - 2 : i] == ["in", "the"] and words[i + 1 : i + 2] != ["of"] and word in turns.clues()["direction"]
        for i, word in enumerate(words)
        if i > 1
    )


def new_scene(article: Article, number: int) -> bool:
    """Whether a sentence opens with a place not told before: "In Mar, shells hit a bakery"."""
    start, end = article.bounds[number]
    first = next((m for m in article.mentions_in(start, min(start + 60, end)) if m.kind == "place"), None)
    if first is None or first.rank > 3:
        return False
    words = article.text[start : first.start].lower().split()
    known = turns.clues()
    opens = words[:1] and words[0] in known["at"] and set(words[1:]) <= known["nest"] | known["part"]
    return bool(opens) and first.entity_id not in {m.entity_id for m in article.mentions_in(0, start)}


def others_there(told: Told, i: int, number: int, kin: set[int]) -> bool:
    """Whether a sentence has figures of other people: then its place is another event's.

    Those of the same harm, and those of a harm of which the article has told another number before.
    """
    for j, at in enumerate(told.numbers):
        if at != number or j in kin:
            continue
        harm = told.figures[j]["harm"]
        before = [k for k in range(len(told.numbers)) if told.numbers[k] <= told.numbers[i] and k not in told.others(j)]
        if harm == told.figures[i]["harm"] or any(told.figures[k]["harm"] == harm for k in before):
            return True
    return False


def told_there(told: Told, number: int, figure: dict) -> list[Mention]:
    """The places of a sentence: those its figures have by their own words, made more exact, else those named there."""
    article = told.scenes.article
    aside = turns.beside(article, told.numbers[told.figures.index(figure)], figure["start"])
    here = [
        told.settled[j]
        for j, at in enumerate(told.numbers)
        if at == number
        and told.own[j] is not None
        and told.settled[j] is not None
        and turns.beside(article, at, told.figures[j]["start"]) == aside
    ]
    return [m for m in here if m.rank < 4] or told.scenes.places(number)


def inherited(told: Told, number: int) -> list[Mention]:
    """The places that the figures of a sentence have from others."""
    spots = [
        told.settled[j] for j, at in enumerate(told.numbers) if at == number and told.figures[j]["scope"] == "incident"
    ]
    return [m for m in spots if m is not None and m.rank < 4]


def one_of(article: Article, fitting: list[Mention]) -> Mention:
    """The place of a sentence that names ``fitting``: the most exact; the area of all those told in a list."""
    lowest = min(m.rank for m in fitting)
    exact = [m for m in fitting if m.rank == lowest]
    exact = [m for m in exact if not any(finer(other, m) for other in exact)] or exact
    best = min(exact, key=lambda m: m.start)
    return areas.of_list(article, areas.listed(article, best, fitting)) or best


def refine(i: int, told: Told, mention: Mention) -> Mention | None:
    """A more exact place for a figure placed in a province or country, or beside a town, from the same event.

    "Raids on a town in the province killed nine. The strikes hit the market of Mar."
    """
    scenes, number = told.scenes, told.numbers[i]
    article = scenes.article
    site = unnamed(article, number)
    by = mention.rank < 2 and place.by(article, mention) and (site or place.off(article, mention))
    wide = mention.rank >= 2 or by or (areas.seat(mention) and (site or scenes.heading(number)))
    if not wide or spread(article, mention) or many_places(article, number):
        return None
    if mention.rank in (2, 3) and not site:
        return None
    afield = compass(article, mention)
    date = told.dates[i]
    day = date.date_start[:10] if date is not None and date.precision == "day" else ""
    kin = {i, *told.twins[i], *told.others(i)}
    alike = sorted(scenes.alike(number, set(told.numbers), day=day), key=lambda item: scenes.title(item[1]))
    chosen: Mention | None = None  # a seat of a province, unless a village of it is told of the same deed
    for score, other in alike:
        after = 0 < other - number <= AHEAD or (scenes.title(number) and other in scenes.opening) or scenes.title(other)
        if score < (ALIKE if after else BEFORE) or (not after and mention.rank < 4):
            continue
        if (afield and other < number) or (after and not scenes.title(number) and new_scene(article, other)):
            continue
        if (not scenes.title(other) and others_there(told, i, other, kin)) or (
            mention.rank < 4 and not scenes.deeds(number) & scenes.deeds(other)
        ):
            continue
        fitting = [m for m in told_there(told, other, told.figures[i]) if m.rank < 4]
        if by:
            fitting = [m for m in fitting if m.name != mention.name and m.country == mention.country]
        else:
            fitting = [m for m in fitting if finer(m, mention) and (mention.rank >= 4 or not areas.seat(m))]
        if chosen is not None:
            fitting = [m for m in fitting if m.rank <= 1 and finer(m, chosen)]
            fitting = fitting if scenes.deeds(number) & scenes.deeds(other) else []
        if fitting:
            best = one_of(article, fitting)
            if chosen is not None or not (site and areas.seat(best)):
                return best
            chosen = best
    return chosen


def named_again(i: int, told: Told, mention: Mention) -> list[Mention]:
    """The towns that other sentences name for the same number of a province: "45 died in the province … 45 in Mar"."""
    figure = told.figures[i]
    count = figure["count_min"]
    if mention.rank not in (2, 3) or pd.isna(count) or count < FEW or figure["bound"] == "vague":
        return []
    if spread(told.scenes.article, mention) or many_places(told.scenes.article, told.numbers[i]):
        return []
    rows = [j for j in told.others(i) if told.figures[j]["count_min"] == count and told.own[j] is not None]
    towns = [told.own[j] for j in rows]
    return [town for town in towns if town.rank <= 1 and finer(town, mention) and not areas.seat(town)]


def compass(article: Article, mention: Mention) -> bool:
    """Whether a country or province is told of by a quarter of it: "in eastern X"."""
    words = article.text[max(mention.start - 30, 0) : mention.start].lower().split()
    return bool(words) and words[-1] in turns.clues()["compass"]


def pointed(i: int, told: Told) -> Mention | None:
    """The town told before that a sentence points back to: "in the town", "in the city"."""
    scenes, number = told.scenes, told.numbers[i]
    home = [m for m in scenes.article.mentions if m.rank <= 1 and m.country == scenes.article.main_country]
    if says(scenes.article, number, "capital"):
        return next((m for m in home if capitals().get(m.name.lower()) == m.country), None)
    if says(scenes.article, number, "region"):
        for other in range(number - 1, -1, -1):
            if regions := [m for m in scenes.places(other) if m.place_type == "province"]:
                return regions[-1]
    apart, back = another(scenes.article, number), there(scenes.article, number)
    if (turns.elsewhere(scenes.article, number) and not apart) or not (back or says(scenes.article, number, "there")):
        return None
    camp = says(scenes.article, number, "camp")
    for other in range(number - 1, -1, -1):
        towns = [m for m in scenes.places(other) if m.rank <= 1 and (areas.seat(m) or not apart)]
        towns = [m for m in towns if back or not quarter(scenes.article, m)]
        if towns := [m for m in towns if camp or CAMP not in m.text.lower()]:  # "the city" is no camp
            return one_of(scenes.article, towns)
    return next((m for m in home if place.dateline(scenes.article, m)), None)


def that_deed(article: Article, number: int) -> Mention | None:
    """The place of a deed that a sentence points back to: "that fighting", after "fighting in the city of Mar"."""
    deeds = {
        token.lemma_.lower()
        for token in article.sentences[number]
        if any(child.lower_ in ("that", "this") and child.dep_ == "det" for child in token.lefts)
    }
    deeds &= turns.clues()["deed"] | turns.clues()["happening"]
    for other in range(number - 1, max(number - 1 - AHEAD, -1), -1) if deeds else ():
        start, end = article.bounds[other]
        told = [token for token in article.sentences[other] if token.lemma_.lower() in deeds]
        near = [m for m in article.mentions_in(start, end) if m.kind == "place" and told and m.start > told[0].idx]
        if near and near[0].start - told[0].idx < REACH:
            return min(near[:2], key=lambda m: m.rank)
    return None


def of_all(article: Article, number: int) -> bool:
    """Whether a sentence sums up a list by place: "Total for the day: 17 killed", or the headline of the list."""
    return bool(article.labels) and (article.bounds[number][0] < article.title_end or says(article, number, "sum"))


def capital(article: Article, mention: Mention) -> Mention | None:
    """The capital that a country's name stands before: "Liberia's besieged capital", if the article names it."""
    words = article.text[mention.end : mention.end + 40].split()
    if not words or words[0] not in ("'s", "’s") or "capital" not in [word.strip(".,;") for word in words[1:3]]:
        return None
    return next((m for m in article.mentions if capitals().get(m.name.lower()) == mention.country), None)


def there(article: Article, number: int) -> bool:
    """Whether a sentence points back to the place told last: "seven volunteers died there"."""
    return any(token.lower_ == "there" and token.dep_ == "advmod" for token in article.sentences[number])


def quarter(article: Article, mention: Mention) -> bool:
    """Whether a place is called a part of a town: "the Wahda district" is not "the town"."""
    behind = article.text[mention.end : mention.end + 20].lower().replace(",", " ").split()[:1]
    return bool({*behind, mention.text.lower().split()[-1]} & turns.clues()["urban"])


def several(i: int, told: Told) -> Mention | None:
    """The area of what was told just before, where a sentence goes on to tell of all of it: "The strikes hurt ten"."""
    article, number = told.scenes.article, told.numbers[i]
    words = article.sentences[number][:3]
    deeds = len(words) == 3 and words[0].lower_ in turns.clues()["all"] and words[1].tag_ == "NNS"
    if not deeds or words[1].lemma_.lower() not in turns.clues()["deed"]:
        return None
    before = [j for j, at in enumerate(told.numbers) if number - AHEAD <= at < number and told.settled[j] is not None]
    spots = [told.settled[j] for j in before]
    return areas.common(article, spots) if len({m.name for m in spots}) > 1 else None


def summed(i: int, told: Told) -> Mention | None:
    """The area of a total that the text tells as a sum of figures at several places, if it is not told of one place."""
    number = told.numbers[i]
    if told.figures[i]["scope"] != "incident" or told.figures[i]["part_of"]:
        return None
    if not (told.scenes.heading(number) or number in told.scenes.opening or says(told.scenes.article, number, "sum")):
        return None  # numbers told later add up by chance
    parts = areas.summands(i, told.figures)
    spots = [told.settled[j] for j in parts]
    if not parts or any(spot is None for spot in spots):
        return None
    own = told.own[i]
    area = areas.common(told.scenes.article, spots)
    if own is None or area is None:
        return area
    wide = own.rank >= 2 or (told.scenes.heading(told.numbers[i]) and areas.seat(own))
    return area if wide and finer(area, own) else None
