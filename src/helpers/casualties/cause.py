"""What did the harm, where another sentence or figure of the same event tells it."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties.actor import same_side
from helpers.casualties.evidence import Article
from helpers.casualties.scene import Scenes

BODILY = {"killed", "injured"}  # harm whose cause the other figures of the event share


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
            if not cell["actor"] and not same_side(figures[i], figures[j]["actor"]):
                cell["actor"] = figures[j]["actor"]
        causes = events.get((cell["place_id"], cell["date_start"]), set())
        known = cell["place_id"] and cell["date_start"] and cell["scope"] == "incident" and figures[i]["harm"] in BODILY
        if cell["cause"] == "unknown" and known and len(causes) == 1:
            cell["cause"] = next(iter(causes))


def follow(scenes: Scenes, figures: list[dict], numbers: list[int], cells: list[dict[str, str]]) -> None:
    """Carry the cause that the sentences before a figure tell on to it, if they are of the same event."""
    for i, (number, cell) in enumerate(zip(numbers, cells, strict=True)):
        if cell["cause"] != "unknown" or cell["scope"] != "incident" or figures[i]["harm"] not in BODILY:
            continue
        day = cell["date_start"] if cell["date_precision"] == "day" else ""
        for score, other in scenes.alike(number, set(numbers), day=day):
            if score < 0 or (other > number and not scenes.title(number)):
                continue
            there = [j for j, at in enumerate(numbers) if at == other and cells[j]["cause"] != "unknown"]
            same = [j for j in there if cells[j]["place_id"] == cell["place_id"] and cells[j]["scope"] == "incident"]
            told = {figures[j]["cause"] for j in same} if there else {named(scenes.article, other)}
            if len(told) == 1 and (one := next(iter(told))) not in ("", "unknown"):
                cell["cause"] = one
                break


def named(article: Article, number: int) -> str:
    """The one cause that a sentence without figures names; empty if none or several."""
    start, end = article.bounds[number]
    words, kinds = causes()
    found = {kinds[match[0].lower()] for match in words.finditer(article.text, start, end)} - {"unknown"}
    return next(iter(found)) if len(found) == 1 else ""


@cache
def causes() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the words that name a cause, the longest first, and their causes."""
    table = knowledge.load("cause_words")
    kinds = dict(zip(table["word"], table["cause"], strict=True))
    words = "|".join(map(re.escape, sorted(kinds, key=lambda word: (-len(word), word))))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), kinds
