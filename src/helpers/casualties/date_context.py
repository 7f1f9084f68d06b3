"""The date of a figure: that of its sentence, else of the nearest context that tells of the same event.

The day on which somebody told of harm is not that of the harm: where no words say when it was, it stays unknown.
"""

from __future__ import annotations

from helpers.casualties import entries, time_words, timespans, turns, when
from helpers.casualties.actor import attack_verbs
from helpers.casualties.evidence import Article, Timex
from helpers.casualties.scene import AHEAD, Scenes

WEEK = 7  # days
MANY = 200  # "hundreds", told far down in an article, are those of more than its day
CLOSE = 2  # sentences
FEW = 3  # days: one blast was not over more of them
OLD = 14  # days before the article: what was then is background, unless the sentences tell of the same
FIRST, LATER, NEVER = "first", "later", "never"
ALIKE = 3  # words that two sentences share which tell of the same deed
FRESH = 5  # sentences at the head of an article


def exact(timex: Timex | None, basis: str, deeds: list[Timex]) -> tuple[Timex | None, str]:
    """The day of a deed told later ("Sunday's attack") for a time of a few days ("at the weekend")."""
    if timex is not None and 1 < timespans.days(timex) <= WEEK:
        days = {deed.date_start[:10]: deed for deed in deeds if timex.date_start <= deed.date_start <= timex.date_end}
        if len(days) == 1:
            return next(iter(days.values())), "context"
    return timex, basis


def date_of(
    i: int, scenes: Scenes, figures: list[dict], numbers: list[int], own: list, twins: list
) -> tuple[Timex | None, str]:
    """The date of figure ``i`` and where it was taken from."""
    figure, number = figures[i], numbers[i]
    event, _, dated = own[i]
    if event is not None:
        return event, "sentence"
    if dated or figure["scope"] == "cumulative":
        return None, ""
    if pointed := that_deed(scenes.article, number):
        return pointed, "context"
    if same := [own[j][0] for j in twins[i] if own[j][0] is not None]:
        return same[0], "context"
    opening = [other for other, at in zip(figures, numbers, strict=True) if at <= FRESH]
    if number > FRESH and figure["bound"] == "vague" and many(figure) and not any(map(many, opening)):
        return None, ""
    article = scenes.article
    lends = [not turns.beside(article, at, other["start"]) for other, at in zip(figures, numbers, strict=True)]
    alike = scenes.alike(number, set(numbers), moved=False)
    near = [other for _, other in alike if not scenes.parted(number, other)]
    steps = {other: step(scenes, figures, numbers, i, other, score) for score, other in alike}
    last = max((at for at, other in enumerate(near) if other < number), default=-1)
    held = [other for other in near[:last] if steps[other] == LATER]
    near = [o for o in near[: last + 1] if o not in held] + held + near[last + 1 :]
    near = [other for other in near if steps[other] != NEVER]
    totals = {j for j, other in enumerate(figures) if other["scope"] == "cumulative"}
    found: list[tuple[int, Timex]] = []
    for other in near:
        here = [j for j, at in enumerate(numbers) if at == other and own[j][0] is not None and lends[j]]
        there = [own[j][0] for j in here if j not in totals]
        at_hand = other in scenes.opening or scenes.title(other) or scenes.together(number, other)
        days = [timex for timex in there if lent(timex) and (at_hand or timex.timex_type != "DURATION")]
        told = [timex for timex in scenes.dates(other) if timex.precision == "day" and lent(timex)]
        days = days or [timex for timex in told if not background(scenes, number, other, timex)]
        if days:
            found.append((abs(other - number), days[0]))
    last_resort = None if found else entries.told(article, number)
    return (narrowest(found) if found else last_resort, "context" if found or last_resort else "")


def that_deed(article: Article, number: int) -> Timex | None:
    """The day of a deed that a sentence points back to: "in that assault", after "the 7 October assault"."""
    deeds = {
        token.lemma_.lower()
        for token in article.sentences[number]
        if token.lemma_.lower() in when.clues()["event"] and any(child.lower_ == "that" for child in token.lefts)
    }
    for other in range(number - 1, max(number - 1 - CLOSE, -1), -1) if deeds else ():
        for timex in article.dates_in(*article.bounds[other]):
            noun = time_words.deed(article, timex)
            if noun is not None and noun.lemma_.lower() in deeds:
                return timex
    return None


def lent(timex: Timex) -> bool:
    """Whether the date of one sentence may be that of another: a day or two, or a week."""
    if when.open_ended(timex):
        return False
    return timex.precision == "week" or (timex.precision == "day" and timespans.days(timex) <= FEW)


def narrowest(found: list[tuple[int, Timex]]) -> Timex:
    """The first of the dates, or the first day of it that a sentence close by names: "on Thursday" for "this week".

    Each comes with the number of sentences up to it.
    """
    first = found[0][1]
    if first.precision != "week" or timespans.days(first) <= FEW:
        return first
    near = [one for far, one in found if far <= CLOSE and one.precision == "day"]
    days = [one for one in near if first.date_start <= one.date_start and one.date_end <= first.date_end]
    return days[0] if days else first


def background(scenes: Scenes, number: int, other: int, timex: Timex) -> bool:
    """Whether a date is that of something long before the article, not of the harm: "the siege was broken in May"."""
    if min(len(scenes.article.published), len(timex.date_start)) < 10 or scenes.title(number):
        return False
    deed = when.governor(scenes.article.token(timex.start)).lemma_.lower() in attack_verbs()
    if deed and other == scenes.opening[0] and 0 < number - other <= CLOSE:
        return False  # an article long after: it opens with the deed it is about
    old = (timespans.day(scenes.article.published) - timespans.day(timex.date_start)).days > OLD
    return old and len(scenes.lemmas(number) & scenes.lemmas(other)) < ALIKE


def many(figure: dict) -> bool:
    """Whether a figure counts hundreds."""
    return str(figure["count_min"]).isdecimal() and int(figure["count_min"]) >= MANY


def step(scenes: Scenes, figures: list[dict], numbers: list[int], i: int, other: int, score: float) -> str:
    """When a sentence is asked for the date of figure ``i``: a later one that turns to another deed after all earlier
    ones, or never.

    It turns if its date opens it ("On Sunday, jets …") or if it counts other people; with both, or if little else
    makes the sentences alike (``score``), it tells of another day.
    """
    number = numbers[i]
    if other <= number or scenes.title(number):
        return FIRST
    article = scenes.article
    all_there = [figures[j] for j, at in enumerate(numbers) if at == other]
    there = [one for one in all_there if one["harm"] == figures[i]["harm"]]
    same = [one for one in there if one["count_min"] == figures[i]["count_min"] and one["bound"] != "vague"]
    counts = bool(there) and not same
    opens = [timex for timex in scenes.dates(other) if framed(article, timex)]
    past = any(timex.date_start[:10] < article.published[:10] for timex in opens)
    if (past and (counts or (all_there and not same) or score < 0)) or (counts and other > number + AHEAD):
        return NEVER
    return LATER if counts or (opens and len(scenes.lemmas(number) & scenes.lemmas(other)) < ALIKE) else FIRST


def framed(article: Article, timex: Timex) -> bool:
    """Whether a date stands before all subjects of its sentence, and is no part of one: "On Sunday, jets …"."""
    token = article.token(timex.start)
    before = article.doc[token.sent.start : token.i]
    led = len(before) and before[-1].pos_ == "ADP"
    named = article.token(timex.end - 1).dep_ in ("poss", "nmod", "compound") and not led  # "Sunday's attack"
    return not named and not any(word.dep_ in ("nsubj", "nsubjpass", "expl") for word in before)
