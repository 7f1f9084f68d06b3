"""Numbers behind a toll ("the death toll rose from 30 to 40") or a noun of harm ("the deaths of 12 people")."""

from __future__ import annotations

from functools import cache

from helpers.casualties.counts import Count
from helpers.casualties.harm import Trigger
from helpers.casualties.sentences import BREAKS, Phrases, Sentence, grammar


@cache
def estimates() -> Phrases:
    """The phrases by which a source gives a number of what was told before ("spoke of nearly 100")."""
    return Phrases([(phrase, phrase) for phrase in sorted(grammar("estimate"))])


def disputed(sentence: Sentence, triggers: list[Trigger], kept: list[Count]) -> str:
    """The harm whose number a sentence leaves open ("Estimates of the dead varied"), else ""."""
    told = [t for t in triggers if t.frame in ("toll", "count") or sentence.at(t.first - 1) in ("the", "those")]
    return told[-1].harm if told and not kept else ""


def estimated(sentence: Sentence, harm: str) -> list[Trigger]:
    """The trigger of an estimate of ``harm``, told of in the sentence before ("One side spoke of nearly 100")."""
    found = estimates().find(sentence.lower) if harm else []
    return [Trigger(first, last, harm, "toll", "word", ("toll",)) for first, last, _ in found[:1]]


def of(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """``count`` follows ``trigger`` and "of" ("the deaths of 12 people")."""
    if count.first <= trigger.last - (sentence.at(trigger.last) != "of"):
        return 99.0
    between = sentence.lower[trigger.last : count.first]
    if between and "of" in between and len(between) <= 5 and not BREAKS.intersection(between):
        return 0.2 * (len(between) - 1)
    return 99.0


def toll(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """``count`` follows a toll ("the death toll rose from 30 to 40": 40)."""
    if count.first < trigger.last or (count.number.form == "article" and trigger.frame == "toll"):
        return 99.0  # "gave the toll to a reporter"
    between = sentence.lower[trigger.last : count.first]
    if count.victims.kind not in ("person", "") or len(between) > 25 or {".", ";", "?"} & set(between):
        return 99.0
    before = between[-1] if between else ":"
    if before in grammar("former") or former(sentence, count):
        return 99.0
    if sentence.at(count.first) in grammar("toll_joint"):
        before = sentence.at(count.first)  # "passes 140": the bounding word joins
    if trigger.frame == "count" and (before not in ("at", "to", ":", "reached", "as") or len(between) > 6):
        return 99.0
    if before in grammar("toll_joint"):
        return 0.1 + 0.04 * len(between) + (0.0 if before != "of" or len(between) < 3 else 2.0)
    return 99.0


def former(sentence: Sentence, count: Count) -> bool:
    """Whether ``count`` is what a toll was before ("at 4,137, up from 3,785")."""
    if sentence.at(count.first - 1) == "by" and sentence.at(count.first - 2) in grammar("riser"):
        return True  # "rose by three to 48"
    before = " ".join(sentence.lower[max(0, count.first - 2) : count.first])
    return before in grammar("former_toll")
