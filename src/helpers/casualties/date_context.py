"""The date of a figure: that of its sentence, else of the nearest context that tells of the same event."""

from __future__ import annotations

from helpers.casualties import turns, when
from helpers.casualties.evidence import Timex
from helpers.casualties.scene import Scenes

WEEK = 7  # days
FRESH = 5  # the day on which something was said dates it in the first sentences of an article only


def exact(timex: Timex | None, basis: str, deeds: list[Timex]) -> tuple[Timex | None, str]:
    """The day of a deed told later ("Sunday's attack") for a time of a few days ("at the weekend")."""
    if timex is not None and 1 < when.days(timex) <= WEEK:
        days = {deed.date_start[:10]: deed for deed in deeds if timex.date_start <= deed.date_start <= timex.date_end}
        if len(days) == 1:
            return next(iter(days.values())), "context"
    return timex, basis


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
