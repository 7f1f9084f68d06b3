"""Where and when the harm was done, from the figure's sentence or the nearest context of the same event."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.casualties import place, when
from helpers.casualties.evidence import Article, Mention, Timex, open_articles
from helpers.casualties.scene import Scenes
from helpers.language import Doc

COLUMNS = [
    "place_id", "place", "admin1", "country", "geo_precision", "place_basis",
    "date_start", "date_end", "date_precision", "date_basis", "scope", "cause", "actor",
]  # fmt: skip
CERTAIN = 1.0  # a sentence at least so alike may place an event outside the country the article is about
REFINES = 0.2  # a sentence at least so alike makes a country more exact
FRESH = 5  # the day on which something was said dates it in the first sentences of an article only


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
        figure["scope"] = scope_of(figure, own_dates[-1][0])
        own_places.append(place.in_sentence(article, number, figure, said, others))
    twins = [
        [
            j
            for j in others
            if figures[i]["part_of"] or figures[j]["part_of"] or scenes.tell_alike(numbers[i], numbers[j])
        ]
        for i, others in enumerate(twins_of(figures))
    ]
    times: list[tuple[Timex | None, str]] = []
    spots: list[tuple[Mention | None, str]] = []
    for i in range(len(figures)):
        times.append(date_of(i, scenes, figures, numbers, own_dates, twins))
    again(figures, times, twins)
    for i in range(len(figures)):
        settled = [mention for mention, _ in spots] + own_places[i:]
        spots.append(place_of(i, scenes, figures, numbers, settled, times[i][0], twins))
    again(figures, spots, twins)
    cells = [
        {
            **place.cells(mention, basis if mention else "unresolved"),
            **when.cells(timex, date_basis if timex else "unresolved"),
            **{name: figure[name] for name in ("scope", "cause", "actor")},
        }
        for figure, (mention, basis), (timex, date_basis) in zip(figures, spots, times, strict=True)
    ]
    fill(figures, cells, twins)
    return cells


def again(figures: list[dict], found: list[tuple], twins: list[list[int]]) -> None:
    """Give an incident figure without a place or date that of a figure that tells the same, where it has one."""
    for i, (value, _) in enumerate(found):
        if value is None and figures[i]["scope"] == "incident":
            values = [found[j][0] for j in twins[i] if found[j][0] is not None]
            found[i] = (values[0], "context") if values else found[i]


def scope_of(figure: dict, event: Timex | None) -> str:
    """The scope, settled by the date beside the figure: a total since a day or over more than a month adds up."""
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
    basis = "title" if scenes.title(number) else "sentence"
    if figure["scope"] == "cumulative" and not recent(scenes.article, date):
        return total_place(scenes, number, mention)
    loose = mention is None or mention.rank >= 4 or scenes.heading(number)
    same = [own[j] for j in twins[i] if own[j] is not None and loose]
    better = [other for other in same if mention is None or finer(other, mention)]
    if better:
        best = min(better, key=lambda other: other.rank)
        return best, basis_of(scenes, best)
    if mention is not None and (mention.rank < 4 or figure["harm"] in place.FLIGHT):
        return mention, basis
    day = date.date_start[:10] if date is not None and date.precision == "day" else ""
    for score, other in scenes.alike(number, set(numbers), day=day):
        if mention is not None and score < REFINES:
            break
        there = [own[j] for j, at in enumerate(numbers) if at == other and own[j] is not None] or scenes.places(other)
        fitting = [m for m in there if m.rank < 4 and (mention is None or place.within(m, mention))]
        home = scenes.article.main_country
        fitting = [m for m in fitting if score >= CERTAIN or not home or m.country == home]
        if fitting:
            best = min(fitting, key=lambda m: (m.rank, m.start))
            return best, basis_of(scenes, best)
    if mention is not None:
        return mention, basis
    country = scenes.article.main_country
    return (scenes.article.country(country), "context") if country else (None, "")


def recent(article: Article, date: Timex | None) -> bool:
    """Whether a total is over a few days before the article ("since Thursday"): then it is of the event at hand."""
    if date is None or min(len(article.published), len(date.date_start)) < 10:
        return False
    return 0 <= (when.day(article.published) - when.day(date.date_start)).days <= when.SPAN_DAYS


def basis_of(scenes: Scenes, mention: Mention) -> str:
    """Where a place was taken from that does not stand in the figure's sentence."""
    return "title" if mention.text and mention.start < scenes.article.title_end else "context"


def total_place(scenes: Scenes, number: int, mention: Mention | None) -> tuple[Mention | None, str]:
    """The place of a total: its sentence's, or the country of the war it speaks of."""
    if mention is not None:
        return mention, "sentence"
    said = scenes.reports(number)
    if named := place.country_named(scenes.article, number, said):
        return named, "sentence"
    words = {token.lemma_.lower() for token in scenes.article.sentences[number]}
    country = scenes.article.main_country
    return (scenes.article.country(country), "context") if country and words & when.clues()["war"] else (None, "")


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
    near = [other for _, other in scenes.alike(number, set(numbers), moved=False)]
    for other in near:
        there = [own[j][0] for j, at in enumerate(numbers) if at == other and own[j][0] is not None]
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
