"""Where and when the harm was done, from the figure's sentence or the nearest context of the same event."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.casualties import cause, place, place_cells, totals, turns, when
from helpers.casualties.evidence import Article, Mention, Timex, by_article
from helpers.casualties.scene import Scenes

COLUMNS = [
    "place_id", "place", "admin1", "country", "geo_precision", "place_basis",
    "date_start", "date_end", "date_precision", "date_basis", "scope", "cause", "actor",
]  # fmt: skip
CERTAIN = 1.0  # a sentence at least so alike may place an event outside the country the article is about
REFINES = 0.2  # a sentence at least so alike makes a country more exact
WEEK = 7  # days
FRESH = 5  # the day on which something was said dates it in the first sentences of an article only


def locate(figures: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    """``figures`` with place and date columns; `scope`, `cause` and `actor` settled with what the context tells.

    ``articles``: those of `evidence.open_articles`. `place_basis` and `date_basis` say where each was taken from; what
    no sentence of the same event says stays empty.
    """
    rows = []
    for doc_id, part in by_article(figures):
        rows += settle(articles[doc_id], part)
    found = pd.DataFrame(rows, columns=COLUMNS, index=figures.index if rows else None, dtype=object)
    return pd.concat([figures.drop(columns=COLUMNS, errors="ignore"), found], axis=1)


def settle(article: Article, figures: list[dict]) -> list[dict[str, str]]:
    """The cells of one article's figures."""
    scenes = Scenes(article)
    numbers = [article.sentence_at(figure["start"]) for figure in figures]
    own_places: list[Mention | None] = []
    own_dates: list[tuple[Timex | None, Timex | None, bool]] = []
    for figure, number in zip(figures, numbers, strict=True):
        here = zip(figures, numbers, strict=True)
        others = [(other["start"], other["end"]) for other, at in here if at == number and other is not figure]
        said = scenes.reports(number)
        apart = place.foreign(article, number, figure, said)
        own_dates.append(when.in_sentence(article, number, figure, said, apart, others))
        figure["scope"] = scope_of(article, number, figure, own_dates[-1][0])
        own_places.append(place.in_sentence(article, number, figure, said, others))
    lends = [not turns.beside(article, at, figure["start"]) for figure, at in zip(figures, numbers, strict=True)]
    twins = [
        [
            j
            for j in others
            if lends[i] == lends[j]
            and (figures[i]["part_of"] or figures[j]["part_of"] or scenes.tell_alike(numbers[i], numbers[j]))
        ]
        for i, others in enumerate(twins_of(figures))
    ]
    times: list[tuple[Timex | None, str]] = []
    spots: list[tuple[Mention | None, str]] = []
    for i in range(len(figures)):
        times.append(date_of(i, scenes, figures, numbers, own_dates, twins))
    again(figures, times, twins)
    deeds = [t for at in range(len(article.bounds)) for t in scenes.dates(at) if when.event_day(article, t)]
    times = [exact(timex, basis, deeds) for timex, basis in times]
    for i in range(len(figures)):
        settled = [mention for mention, _ in spots] + own_places[i:]
        spots.append(place_of(i, scenes, figures, numbers, settled, times[i][0], twins))
    again(figures, spots, twins)
    cells = [
        {
            **place_cells.cells(mention and place_cells.province(article, mention), basis if mention else "unresolved"),
            **when.cells(timex, date_basis if timex else "unresolved"),
            **{name: figure[name] for name in ("scope", "cause", "actor")},
        }
        for figure, (mention, basis), (timex, date_basis) in zip(figures, spots, times, strict=True)
    ]
    cause.fill(figures, cells, twins)
    cause.follow(scenes, figures, numbers, cells)
    return cells


def again(figures: list[dict], found: list[tuple], twins: list[list[int]]) -> None:
    """Give an incident figure without a place or date that of a figure that tells the same, where it has one."""
    for i, (value, _) in enumerate(found):
        if value is None and figures[i]["scope"] == "incident":
            values = [found[j][0] for j in twins[i] if found[j][0] is not None]
            found[i] = (values[0], "context") if values else found[i]


def scope_of(article: Article, number: int, figure: dict, event: Timex | None) -> str:
    """The scope, settled by the date beside the figure: a total since a day or over more than a month adds up."""
    words = article.text[slice(*article.bounds[number])].lower()
    if (event is None or event.precision != "day") and any(phrase in words for phrase in when.clues()["over"]):
        return "cumulative"
    if event is None:
        return figure["scope"]
    long = event.timex_type == "DURATION" and when.days(event) > when.SPAN_DAYS
    return "cumulative" if when.open_ended(event) or long else figure["scope"]


def twins_of(figures: list[dict]) -> list[list[int]]:
    """For each figure the others that tell the same: its total, or the same harm and number; the nearest first."""
    by_id = {figure["figure_id"]: i for i, figure in enumerate(figures)}
    keys = [(f["harm"], str(f["count_min"]), str(f["count_max"]), f["scope"]) for f in figures]
    same: dict[tuple, list[int]] = {}
    for i, key in enumerate(keys):
        same.setdefault(key, []).append(i)
    found = []
    for i, figure in enumerate(figures):
        total = [by_id[figure["part_of"]]] if figure["part_of"] in by_id else []
        alone = figure["bound"] == "vague" or str(figure["count_min"]) in ("0", "1")  # too common to tell the same
        alike = [] if alone else sorted(same[keys[i]], key=lambda j: (abs(i - j), j))
        found.append([j for j in dict.fromkeys(total + alike) if j != i])
    return found


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
        fitting = [m for m in there if m.rank < 4 and (mention is None or place.within(m, mention))]
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


def exact(timex: Timex | None, basis: str, deeds: list[Timex]) -> tuple[Timex | None, str]:
    """The day of a deed told later ("Sunday's attack") for a time of a few days ("at the weekend")."""
    if timex is not None and 1 < when.days(timex) <= WEEK:
        days = {deed.date_start[:10]: deed for deed in deeds if timex.date_start <= deed.date_start <= timex.date_end}
        if len(days) == 1:
            return next(iter(days.values())), "context"
    return timex, basis


def finer(one: Mention, other: Mention) -> bool:
    """Whether ``one`` is more exact than ``other`` and lies in it: a town in its province, or beside its seat."""
    seat = other.place_type == "town" and other.name == other.admin1 and one.name != other.name
    exact = one.rank < other.rank or (seat and one.rank == other.rank)
    return exact and place.within(one, other)


def date_of(
    i: int, scenes: Scenes, figures: list[dict], numbers: list[int], own: list, twins: list
) -> tuple[Timex | None, str]:
    """The date of figure ``i`` and where it was taken from."""
    figure, number = figures[i], numbers[i]
    event, told, dated = own[i]
    if event is not None:
        return event, "sentence"
    if dated or figure["scope"] == "cumulative":
        return None, ""
    if same := [own[j][0] for j in twins[i] if own[j][0] is not None]:
        return same[0], "context"
    article = scenes.article
    lends = [not turns.beside(article, at, other["start"]) for other, at in zip(figures, numbers, strict=True)]
    near = [other for _, other in scenes.alike(number, set(numbers), moved=False) if not scenes.parted(number, other)]
    for other in near:
        there = [own[j][0] for j, at in enumerate(numbers) if at == other and own[j][0] is not None and lends[j]]
        closed = [timex for timex in there if not when.open_ended(timex)] or scenes.dates(other)
        days = [timex for timex in closed if timex.precision in ("day", "week")]
        if days:
            return days[0], "context"
    if told is not None:
        return told, "context"
    if same := [own[j][1] for j in twins[i] if own[j][1] is not None]:
        return same[0], "context"
    if number <= FRESH:
        for other in near:
            said = [own[j][1] for j, at in enumerate(numbers) if at == other and own[j][1] is not None]
            said += [t for t in scenes.article.dates_in(*scenes.article.bounds[other]) if t.precision == "day"]
            if said := [timex for timex in said if when.past(scenes.article, timex)]:
                return said[0], "context"
    return None, ""
