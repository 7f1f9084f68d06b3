"""Who did it, where another sentence of the same event tells it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from helpers import knowledge
from helpers.casualties import actor, blame, reports, turns
from helpers.casualties.evidence import Article, once
from helpers.casualties.scene import Scenes

HARMS = {"killed", "injured", "casualties"}  # harm that one deed does together
AFTER = 2  # sentences after a figure in which it is said who is blamed for it


def follow(scenes: Scenes, figures: list[dict], numbers: list[int], cells: list[dict[str, str]]) -> None:
    """Carry the actor that the sentences around a figure tell on to it, if they are of the same event.

    Not where the figure's own sentence names him in another part, where day, town or cause are others, nor from those
    harmed on one side of a fight to those of the other. Later sentences are asked only for whom they blame.
    """
    standing: dict[int, list[int]] = {}  # of each sentence its figures
    for i, number in enumerate(numbers):
        standing.setdefault(number, []).append(i)
    for i, (number, cell) in enumerate(zip(numbers, cells, strict=True)):
        if cell["actor"] or cell["scope"] != "incident" or figures[i]["harm"] not in HARMS or of_the_past(cell):
            continue
        for one in around(scenes, figures, standing, cells, i, number):
            if not here(scenes.article, number, one) and not actor.same_side(figures[i], one):
                cell["actor"] = one
            break


def around(
    scenes: Scenes,
    figures: list[dict],
    standing: dict[int, list[int]],
    cells: list[dict[str, str]],
    i: int,
    number: int,
) -> Iterator[str]:
    """The actors that other sentences tell of the event of figure ``i`` in sentence ``number``, the likeliest sentence
    first; ``standing``: the figures of each sentence."""
    article, cell = scenes.article, cells[i]
    day = cell["date_start"] if cell["date_precision"] == "day" else ""
    for score, other in scenes.alike(number, standing.keys(), day=day):
        if score < 0:
            break
        there = standing.get(other, [])
        same = [j for j in there if one_deed(cell, cells[j]) and alike(figures[i], figures[j])]
        if other > number and not scenes.title(number):
            told = {blamed(article, other)} if same or not there else set()
        elif there:
            told = {cells[j]["actor"] for j in same}
        else:
            fits = figures[i]["victim_group"] != "combatant" and not other_town(scenes, other, cell)
            told = {named(article, other)} if fits else set()
        yield from told - {""} if len(told - {""}) == 1 else ()
    for other in range(number + 1, min(number + 1 + AFTER, len(article.bounds))):
        if other in standing or turns.elsewhere(article, other):
            break
        yield from filter(None, [blamed(article, other)])


def other_town(scenes: Scenes, number: int, cell: dict[str, str]) -> bool:
    """Whether a sentence tells of another town than the one of ``cell``."""
    places = [mention for mention in scenes.places(number) if mention.place_type == "town"]
    towns = {mention.entity_id for mention in places}
    apart = cell["geo_precision"] == "town" and bool(towns) and cell["place_id"] not in towns
    return apart and not scenes.title(number)


def of_the_past(cell: dict[str, str]) -> bool:
    """Whether a figure's own sentence sets it in a month or a year: told as history."""
    return cell["date_basis"] == "sentence" and cell["date_precision"] not in ("day", "week", "")


def one_deed(cell: dict[str, str], other: dict[str, str]) -> bool:
    """Whether place, day, scope and cause of two figures may be those of one deed."""
    causes = frozenset((cell["cause"], other["cause"]))
    agree = len(causes) == 1 or "unknown" in causes or causes in alike_causes()
    dates = {cell["date_start"], other["date_start"]} - {""}
    return agree and len(dates) < 2 and cell["place_id"] == other["place_id"] and other["scope"] == "incident"


@cache
def alike_causes() -> frozenset[frozenset[str]]:
    """Pairs of causes that may be told of one deed."""
    table = knowledge.load("causes_alike")
    return frozenset(frozenset(pair) for pair in zip(table["cause"], table["like"], strict=True))


def alike(figure: dict, other: dict) -> bool:
    """Whether two figures may count people on one side: fighters only with fighters called the same."""
    groups = {figure["victim_group"], other["victim_group"]}
    if "combatant" not in groups:
        return True
    words = [str(one["victims"]).lower().split()[-1:] for one in (figure, other)]
    return groups == {"combatant"} and (words[0] == words[1] or [] in words)


def here(article: Article, number: int, name: str) -> bool:
    """Whether a sentence names ``name`` itself, so that it isn't told there that he did it."""
    start, end = article.bounds[number]
    if name.lower() in article.text[start:end].lower():
        return True
    return any(mention.name == name for mention in article.mentions_in(start, end))


@once
def blamed(article: Article, number: int) -> str:
    """The one party that a sentence lays a deed to, on whosever word."""
    return blame.told(article, number, reports.find(article, number))


@once
def named(article: Article, number: int) -> str:
    """The one actor that a sentence without figures tells of; empty if none or several."""
    told = {name for _, name in actor.deeds(article, number, range(0), [])}
    accused = blame.told(article, number, [])
    return accused or (next(iter(told)) if len(told) == 1 else "")
