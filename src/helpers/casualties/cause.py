"""What did the harm: named in the figure's sentence, or where another sentence or figure of the same event tells it."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import actor_context, turns
from helpers.casualties.actor import same_side
from helpers.casualties.counts import Count
from helpers.casualties.evidence import Article
from helpers.casualties.scene import Scenes
from helpers.casualties.sentences import Phrases, Sentence

WORDS = re.compile(r"\w+|[^\w\s]")
BODILY = {"killed", "injured", "casualties"}  # harm whose cause the other figures of the event share
SURE = 3  # figures of one day that tell one cause: then others of that day, which tell none, have it, too
REACH = 16  # words from the harm in which a total's cause stands; farther off an example or the present is told
BEHIND = 6  # a machine ("helicopters") names the cause only where nothing else stands so many words nearer or farther


@cache
def cause_phrases() -> Phrases:
    """The words that name a cause, each with its row of ``knowledge/cause_words.csv``."""
    return Phrases([(row.word, row) for row in knowledge.load("cause_words").itertuples()])


def told(sentence: Sentence, count: Count, scope: str) -> dict[str, str]:
    """The cause named nearest to the harm word of ``count`` in its sentence, else ``unknown``; and the word's use."""
    at = count.trigger.first
    found = []
    for first, _, row in cause_phrases().find(sentence.lower):
        far = abs(first - at)
        if count.first <= first < count.last or (scope == "cumulative" and far > REACH):
            continue
        far += BEHIND if row.use == "machine" else 0
        subject = row.use not in ("air", "machine") and does(sentence, first, count)  # what aircraft drop may be gas
        far = 0 if subject else far + (REACH if long_after(sentence, first, at) else 0)
        found.append((far, first, row))
    if not found:
        return {"cause": "unknown", "cause_use": ""}
    row = min(found, key=lambda hit: hit[:2])[2]
    return {"cause": row.cause, "cause_use": row.use}


def does(sentence: Sentence, cause: int, count: Count) -> bool:
    """Whether a word for a cause is what did the harm by its clause: "an *explosion* outside … killed two"."""
    verb = range(count.trigger.first, count.trigger.last)
    return sentence.deps[cause] == "nsubj" and sentence.heads[cause] in verb and not count.trigger.passive


@cache
def units() -> frozenset[str]:
    """The words for spans of time."""
    rows = knowledge.load("time_words")
    return frozenset(rows.loc[rows["class"] == "unit", "word"])


def long_after(sentence: Sentence, cause: int, harm: int) -> bool:
    """Whether a cause is that of another deed, days before: "were killed on Friday, six days after a blast"."""
    spans = (i for i in range(harm, cause - 1) if sentence.lower[i + 1] == "after" and sentence.pos[i] == "NOUN")
    return any(sentence.lemmas[i] in units() for i in spans)


def fill(article: Article, figures: list[dict], cells: list[dict[str, str]], twins: list[list[int]]) -> None:
    """Take cause and actor from twins, and the cause from figures of the same place and day if they agree on one.

    An open word ("raid", "missile") is an air strike where the article tells of aircraft; "bombing" only where it tells
    of no bombs that were planted.
    """
    told_of = uses_in(article)
    aerial = {"open"} if "air" in told_of else set()
    aerial |= {"bomb"} if told_of & {"air", "machine"} and "planted" not in told_of else set()
    for figure, cell in zip(figures, cells, strict=True):
        if figure.get("cause_use") in aerial:
            figure["cause"] = cell["cause"] = "airstrike"
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
        if actor_context.of_the_past(cell):
            continue
        day = cell["date_start"] if cell["date_precision"] == "day" else ""
        for score, other in scenes.alike(number, set(numbers), day=day):
            if score < 0 or (other > number and not scenes.title(number)):
                continue
            there = [j for j, at in enumerate(numbers) if at == other and cells[j]["cause"] != "unknown"]
            same = [j for j in there if cells[j]["place_id"] == cell["place_id"] and cells[j]["scope"] == "incident"]
            same = [j for j in same if actor_context.alike(figures[i], figures[j])]
            there = there or actor_context.other_town(scenes, other, cell)
            known = {cells[j]["cause"] for j in same} if there else {named(scenes.article, other)}
            if len(known) == 1 and (one := next(iter(known))) not in ("", "unknown"):
                cell["cause"] = one
                break
    share(scenes, figures, numbers, cells)


def share(scenes: Scenes, figures: list[dict], numbers: list[int], cells: list[dict[str, str]]) -> None:
    """Give figures of one day the cause that all others of that day have, if all lie in one province.

    Not where a sentence turns elsewhere.
    """
    days: dict[str, list[dict[str, str]]] = {}
    for cell in cells:
        if cell["cause"] != "unknown" and cell["date_start"] and cell["scope"] == "incident":
            days.setdefault(cell["date_start"], []).append(cell)
    for figure, number, cell in zip(figures, numbers, cells, strict=True):
        told = days.get(cell["date_start"], []) if cell["date_precision"] == "day" else []
        open_ = cell["cause"] == "unknown" and cell["scope"] == "incident" and figure["harm"] in BODILY
        one = len({other["cause"] for other in told}) == 1 and len({other["admin1"] for other in [cell, *told]}) == 1
        if open_ and len(told) >= SURE and one and not turns.elsewhere(scenes.article, number):
            cell["cause"] = told[0]["cause"]


def named(article: Article, number: int) -> str:
    """The one cause that a sentence without figures names; empty if none or several."""
    start, end = article.bounds[number]
    words, kinds = causes()
    rows = [kinds[match[0].lower()] for match in words.finditer(article.text, start, end)]
    aerial = any(row.use == "air" for row in rows)  # what aircraft bomb is no planted bomb
    found = {"airstrike" if aerial and row.use in ("bomb", "open") else row.cause for row in rows} - {"unknown"}
    return next(iter(found)) if len(found) == 1 else ""


def uses_in(article: Article) -> set[str]:
    """The uses of the words for a cause that stand in an article: ``air``, ``planted`` …"""
    return {row.use for _, _, row in cause_phrases().find(WORDS.findall(article.text.lower()))}


@cache
def causes() -> tuple[re.Pattern[str], dict[str, tuple]]:
    """A pattern of the words that name a cause, the longest first, and their rows."""
    table = knowledge.load("cause_words")
    kinds = {row.word: row for row in table.itertuples()}
    words = "|".join(map(re.escape, sorted(kinds, key=lambda word: (-len(word), word))))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), kinds
