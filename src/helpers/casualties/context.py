"""Where and when the harm was done, from the figure's sentence or the nearest context of the same event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.casualties import (
    actor_context,
    cause,
    date_cells,
    date_context,
    place_cells,
    place_context,
    place_sentence,
    since,
    stretches,
    timespans,
    totals,
    turns,
    when,
)
from helpers.casualties.evidence import Article, Mention, Timex
from helpers.casualties.opening import by_article
from helpers.casualties.scene import Scenes

COLUMNS = [
    "place_id", "place", "admin1", "country", "geo_precision", "place_basis",
    "date_start", "date_end", "date_precision", "date_basis", "scope", "cause", "actor",
]  # fmt: skip


def locate(figures: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    """``figures`` with place and date columns; `scope`, `cause` and `actor` settled with what the context tells.

    ``articles``: those of `opening.open_articles`. `place_basis` and `date_basis` say where each was taken from; what
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
        apart = place_sentence.foreign(article, number, figure, said)
        own_dates.append(when.in_sentence(article, number, figure, said, apart, others))
        own_dates[-1], figure["scope"] = summed(article, number, figure, own_dates[-1])
        rest = place_sentence.apart_from(figure, figures, others)
        own_places.append(place_sentence.in_sentence(article, number, figure, said, rest))
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
    lent = since.carry(article, figures, numbers, own_dates, twins)
    times: list[tuple[Timex | None, str]] = []
    for i in range(len(figures)):
        found = (lent[i], "context") if i in lent else None
        times.append(found or date_context.date_of(i, scenes, figures, numbers, own_dates, twins))
    again(figures, times, twins)
    deeds = [t for at in range(len(article.bounds)) for t in scenes.dates(at) if when.event_day(article, t)]
    times = [date_context.exact(timex, basis, deeds) for timex, basis in times]
    spots = place_context.places(scenes, figures, numbers, own_places, [timex for timex, _ in times], twins)
    again(figures, spots, twins)
    cells = [
        {
            **place_cells.cells(mention and place_cells.province(article, mention), basis if mention else "unresolved"),
            **date_cells.cells(timex, date_basis if timex else "unresolved"),
            **{name: figure[name] for name in ("scope", "cause", "actor")},
        }
        for figure, (mention, basis), (timex, date_basis) in zip(figures, spots, times, strict=True)
    ]
    cause.fill(article, figures, cells, twins)
    cause.follow(scenes, figures, numbers, cells)
    actor_context.follow(scenes, figures, numbers, cells)
    return cells


def again(figures: list[dict], found: list[tuple], twins: list[list[int]]) -> None:
    """Give an incident figure without a place or date that of a figure that tells the same, where it has one."""
    for i, (value, _) in enumerate(found):
        if value is None and figures[i]["scope"] == "incident":
            values = [found[j][0] for j in twins[i] if found[j][0] is not None]
            found[i] = (values[0], "context") if values else found[i]


def summed(article: Article, number: int, figure: dict, own: tuple) -> tuple[tuple, str]:
    """The dates of a figure's sentence and its scope, settled by them and by how long people were harmed."""
    event, report, dated = own
    if event is not None and timespans.since_today(article, event):
        return (replace(event, date_end=article.published[:10]), report, dated), "incident"
    long, days = stretches.of(article, number, figure, event, report)
    if long and (event is None or not when.open_ended(event)):
        begun = event is not None and days is not None and event.date_start < days.date_end
        event = event if event is not None and (begun or days is None) else days
        return (event, report, dated), "cumulative"
    return own, totals.scope_of(article, number, figure, event)


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
