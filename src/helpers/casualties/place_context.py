"""The place of a figure: that of its sentence, else of the nearest context that tells of the same event."""

from __future__ import annotations

from helpers.casualties import place, place_sentence, totals, turns
from helpers.casualties.evidence import Mention, Timex
from helpers.casualties.scene import Scenes

CERTAIN = 1.0  # a sentence at least so alike may place an event outside the country the article is about
REFINES = 0.2  # a sentence at least so alike makes a country more exact


def places(
    scenes: Scenes, figures: list[dict], numbers: list[int], own: list, dates: list[Timex | None], twins: list
) -> list[tuple[Mention | None, str]]:
    """The place of each figure and where it was taken from; ``own``: those of their sentences."""
    spots: list[tuple[Mention | None, str]] = []
    for i in range(len(figures)):
        settled = [mention for mention, _ in spots] + own[i:]
        spots.append(place_of(i, scenes, figures, numbers, settled, dates[i], twins))
    return spots


def place_of(
    i: int, scenes: Scenes, figures: list[dict], numbers: list[int], own: list, date: Timex | None, twins: list
) -> tuple[Mention | None, str]:
    """The place of figure ``i`` and where it was taken from."""
    figure, number, mention = figures[i], numbers[i], own[i]
    article = scenes.article
    lends = [not turns.beside(article, at, other["start"]) for other, at in zip(figures, numbers, strict=True)]
    basis = "title" if scenes.title(number) else "sentence"
    if figure["scope"] == "cumulative" and not totals.recent(scenes.article, date):
        return totals.place_of(i, scenes, figures, numbers, own)
    loose = mention is None or mention.rank >= 4 or scenes.heading(number)
    same = [own[j] for j in twins[i] if own[j] is not None and loose]
    better = [other for other in same if mention is None or finer(other, mention)]
    if better:
        best = min(better, key=lambda other: other.rank)
        return best, totals.basis_of(scenes, best)
    if mention is not None and (mention.rank < 4 or figure["harm"] in place.FLIGHT):
        return mention, basis
    day = date.date_start[:10] if date is not None and date.precision == "day" else ""
    words = article.text[slice(*article.bounds[number])].lower()
    if mention is None and any(phrase in words for phrase in turns.clues()["same"]):
        day = ""  # another event at the same spot
    if mention is None:
        here = [own[j] for j, at in enumerate(numbers) if at == number and own[j] is not None and lends[j] == lends[i]]
        here = [m for m in here if m.country == article.main_country and shared(scenes, number, m)]
        if here and not scenes.title(number):
            return here[0], "context"
    for score, other in scenes.alike(number, set(numbers), day=day):
        if mention is not None and score < REFINES:
            break
        there = [own[j] for j, at in enumerate(numbers) if at == other and own[j] is not None and lends[j]]
        there = there or scenes.places(other)
        fitting = [m for m in there if m.rank < 4 and (mention is None or place_sentence.within(m, mention))]
        home = scenes.article.main_country
        fitting = [m for m in fitting if score >= CERTAIN or not home or m.country == home]
        if fitting:
            best = min(fitting, key=lambda m: (m.rank, m.start))
            return best, totals.basis_of(scenes, best)
    if mention is not None:
        return mention, basis
    for score, other in scenes.alike(number, set(numbers), day=day):
        wide = [own[j] for j, at in enumerate(numbers) if at == other and own[j] is not None and lends[j]]
        if score >= 0 and wide:
            return wide[0], totals.basis_of(scenes, wide[0])
    if region := totals.source_region(article, number):
        return region, "sentence"
    country = article.main_country
    return (article.country(country), "context") if country else (None, "")


def shared(scenes: Scenes, number: int, mention: Mention) -> bool:
    """Whether a place is for all figures of a sentence: not where the people of one of them were taken from."""
    start, end = scenes.article.bounds[number]
    within = start <= mention.start < end
    return not within or place.usable(scenes.article, mention, scenes.reports(number)) >= place.NEAR


def finer(one: Mention, other: Mention) -> bool:
    """Whether ``one`` is more exact than ``other`` and lies in it: a town in its province, or beside its seat."""
    seat = other.place_type == "town" and other.name == other.admin1 and one.name != other.name
    exact = one.rank < other.rank or (seat and one.rank == other.rank)
    return exact and place_sentence.within(one, other)
