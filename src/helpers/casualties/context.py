"""Where and when the harm was done, from the figure's sentence or the nearest context of the same event."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.casualties import attribution, place, when
from helpers.casualties.evidence import PLACE_RANK, Article, Mention, Timex, open_articles
from helpers.casualties.report import Report
from helpers.language import Doc

COLUMNS = [
    "place_id", "place", "admin1", "country", "geo_precision", "place_basis",
    "date_start", "date_end", "date_precision", "date_basis", "scope", "cause", "actor",
]  # fmt: skip
BACK = 4  # sentences before a figure that can hold the place or date of its event
AHEAD = 2  # sentences after a figure in its paragraph, or after a title or an opening, that can


def locate(
    figures: pd.DataFrame,
    docs: Mapping[str, Doc],
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    dates: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """``figures`` with place and date columns; `scope`, `cause` and `actor` settled with what the context tells.

    `place_basis` and `date_basis` say where each was taken from; what no sentence of the same event says stays empty.
    """
    wanted = {doc_id: docs[doc_id] for doc_id in figures["doc_id"].unique() if doc_id in docs}
    articles = open_articles(wanted, mentions, entities, documents, dates)
    rows = []
    for doc_id, part in figures.groupby("doc_id", sort=False):
        rows += settle(articles[doc_id], part.to_dict("records"))
    found = pd.DataFrame(rows, columns=COLUMNS, index=figures.index if rows else None, dtype=object)
    return pd.concat([figures.drop(columns=COLUMNS, errors="ignore"), found], axis=1)


def settle(article: Article, figures: list[dict]) -> list[dict[str, str]]:
    """The cells of one article's figures."""
    said = attribution.statements(article)
    numbers = [article.sentence_at(figure["start"]) for figure in figures]
    spots: list[tuple[Mention | None, str]] = []
    times: list[tuple[Timex | None, str]] = []
    told: list[Timex | None] = []
    for figure, number in zip(figures, numbers, strict=True):
        others = [
            (other["start"], other["end"])
            for other, at in zip(figures, numbers, strict=True)
            if at == number and other is not figure
        ]
        mention = place.in_sentence(article, number, figure, said[number], others)
        event, report = when.in_sentence(article, number, figure, said[number])
        figure["scope"] = scope_of(figure, event)
        basis = "title" if figure["start"] < article.title_end else "sentence"
        spots.append((mention, basis))
        times.append((event, "sentence"))
        told.append(report)
    twins = twins_of(figures)
    for i, number in enumerate(numbers):
        figure = figures[i]
        mention, _ = spots[i]
        if mention is None or (mention.place_type == "country" and figure["scope"] == "incident"):
            better = from_others(i, figures, twins, spots) or from_context(article, said, number, figure)
            if better is not None and (mention is None or finer(better, mention)):
                spots[i] = (better, "context" if better.start >= article.title_end else "title")
        if spots[i][0] is None and figure["scope"] == "cumulative":
            spots[i] = (country_named(article, number), "sentence")
    for i, number in enumerate(numbers):
        if times[i][0] is None:
            found = from_others(i, figures, twins, times)
            if found is None and figures[i]["scope"] == "incident":
                found = date_context(article, said, number) or told[i] or date_told(article, said, number)
            times[i] = (found, "context")
    cells = []
    for figure, (mention, basis), (timex, date_basis) in zip(figures, spots, times, strict=True):
        cells.append({
            **place.cells(mention, basis if mention else "unresolved"),
            **when.cells(timex, date_basis if timex else "unresolved"),
            "scope": figure["scope"], "cause": figure["cause"], "actor": figure["actor"],
        })  # fmt: skip
    fill(figures, cells, twins)
    return cells


def scope_of(figure: dict, event: Timex | None) -> str:
    """The scope, settled by the date beside the figure: a total since a day or over more than a month adds up."""
    if event is not None and (
        when.open_ended(event) or (when.days(event) > when.SPAN_DAYS and event.timex_type == "DURATION")
    ):
        return "cumulative"
    return figure["scope"]


def twins_of(figures: list[dict]) -> list[list[int]]:
    """For each figure the others that tell the same: its total, or the same harm and number; the nearest first."""
    by_id = {figure["figure_id"]: i for i, figure in enumerate(figures)}
    same: dict[tuple, list[int]] = {}
    for i, figure in enumerate(figures):
        same.setdefault(
            (figure["harm"], str(figure["count_min"]), str(figure["count_max"]), figure["scope"]), []
        ).append(i)
    found = []
    for i, figure in enumerate(figures):
        total = [by_id[figure["part_of"]]] if figure["part_of"] in by_id else []
        key = (figure["harm"], str(figure["count_min"]), str(figure["count_max"]), figure["scope"])
        alike = (
            []
            if figure["bound"] == "vague" or figure["count_min"] is pd.NA
            else sorted(same[key], key=lambda j: (abs(i - j), j))
        )
        found.append([j for j in dict.fromkeys(total + alike) if j != i])
    return found


def from_others(i: int, figures: list[dict], twins: list[list[int]], found: list[tuple]) -> Mention | Timex | None:
    """What the twins of figure ``i`` have in their own sentences."""
    values = [found[j][0] for j in twins[i] if found[j][0] is not None and found[j][1] in ("sentence", "title")]
    if values and isinstance(values[0], Mention):
        return min(values, key=lambda mention: PLACE_RANK.get(mention.place_type, 2))
    return values[0] if values else None


def nearby(article: Article, number: int) -> list[int]:
    """The sentences that can tell of the same event, the likeliest first: before it, after it, the opening, the title."""
    if number >= len(article.bounds):
        return []
    title = article.bounds[number][0] < article.title_end
    if title:
        return [other for other in range(number + 1, min(number + 1 + AHEAD * 2, len(article.bounds)))]
    order = []
    if not place.elsewhere(article, number):
        for other in range(number - 1, max(number - 1 - BACK, -1), -1):
            if article.bounds[other][0] < article.title_end:
                break
            order.append(other)
            if place.elsewhere(article, other):
                break
        else:
            order += [
                other
                for other in range(min(3, number))
                if other not in order and article.bounds[other][0] >= article.title_end
            ]
    order += [
        other
        for other in range(number + 1, min(number + 1 + AHEAD, len(article.bounds)))
        if article.paragraphs[other] == article.paragraphs[number] and not place.elsewhere(article, other)
    ]
    if not place.elsewhere(article, number):
        order += [other for other in range(number) if article.bounds[other][0] < article.title_end]
    return order


def from_context(article: Article, said: list[list[Report]], number: int, figure: dict) -> Mention | None:
    """The place in the nearest sentence of the same event: a town before a province before a country."""
    if figure["scope"] == "cumulative":
        return None
    coarse = None
    for other in nearby(article, number):
        start, end = article.bounds[other]
        fits = [(place.usable(article, mention, said[other]), mention) for mention in article.mentions_in(start, end)]
        good = [mention for fit, mention in fits if fit >= 0.6]
        if not good:
            continue
        best = min(good, key=lambda mention: (PLACE_RANK.get(mention.place_type, 2), mention.start))
        if best.place_type != "country":
            return best
        coarse = coarse or best
    return coarse


def finer(one: Mention, other: Mention) -> bool:
    """Whether ``one`` is more exact than ``other`` and in the same country."""
    ranks = PLACE_RANK.get(one.place_type, 2), PLACE_RANK.get(other.place_type, 2)
    return ranks[0] < ranks[1] and one.country == other.country


def country_named(article: Article, number: int) -> Mention | None:
    """The country a sentence names, if only by its adjective: "the Syrian conflict has killed …"."""
    start, end = article.bounds[number]
    return next((mention for mention in article.mentions_in(start, end) if mention.place_type == "country"), None)


def date_context(article: Article, said: list[list[Report]], number: int) -> Timex | None:
    """The event's date in the nearest sentence of the same event, by day or week."""
    for other in nearby(article, number):
        start, end = article.bounds[other]
        for timex in article.dates_in(start, end):
            if (
                timex.date_start
                and timex.date_end
                and timex.precision in ("day", "week")
                and timex.timex_type in ("DATE", "TIME")
            ):
                if not when.reporting(said[other], timex):
                    return timex
    return None


def date_told(article: Article, said: list[list[Report]], number: int) -> Timex | None:
    """The day on which the nearest context was said, where nothing says when it happened."""
    for other in nearby(article, number):
        start, end = article.bounds[other]
        for timex in article.dates_in(start, end):
            if timex.date_start and timex.precision == "day":
                return timex
    return None


def fill(figures: list[dict], cells: list[dict[str, str]], twins: list[list[int]]) -> None:
    """Take cause and actor from twins, and the cause from figures of the same place and day if they agree on one."""
    events: dict[tuple[str, str], set[str]] = {}
    for cell in cells:
        if cell["cause"] != "unknown" and cell["scope"] == "incident":
            events.setdefault((cell["place_id"], cell["date_start"]), set()).add(cell["cause"])
    for i, cell in enumerate(cells):
        for j in twins[i]:
            if cell["cause"] == "unknown":
                cell["cause"] = figures[j]["cause"]
            if not cell["actor"]:
                cell["actor"] = figures[j]["actor"]
        causes = events.get((cell["place_id"], cell["date_start"]), set())
        known = cell["place_id"] and cell["date_start"] and cell["scope"] == "incident"
        if cell["cause"] == "unknown" and known and len(causes) == 1:
            cell["cause"] = next(iter(causes))
