"""What a sentence says of a figure's cause, and whether it counts one event or a time."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.counts import Count
from helpers.casualties.sentences import Phrases, Sentence, phrases

LARGE = 10_000  # killed in one event of present wars: never so many; of such a number a total is meant

REACH = 14  # words on either side of number and harm in which a phrase like "since" speaks of them
SUBJECT = 10  # words before an active harm word in which its subject stands


@cache
def scope_phrases() -> Phrases:
    """The phrases that tell a total over a time, or a day that counts as one event."""
    table = knowledge.load("scope_words")
    return Phrases(list(zip(table["phrase"], table["kind"], strict=True)))


def cause(sentence: Sentence, count: Count) -> str:
    """The cause named nearest to the harm word of ``count`` in its sentence, else ``unknown``."""
    at = count.trigger.first
    found = phrases("cause_words", "word", "cause").find(sentence.lower)
    outside = [(first, kind) for first, last, kind in found if not count.first <= first < count.last]
    if not outside:
        return "unknown"
    return min(outside, key=lambda hit: (abs(hit[0] - at), hit[0]))[1]


def scope(sentence: Sentence, count: Count) -> str:
    """A first guess at ``incident`` or ``cumulative`` from the words of the sentence; dates settle it later."""
    if count.number.low >= LARGE:
        return "cumulative"
    low, high = min(count.first, count.trigger.first) - REACH, max(count.last, count.trigger.last) + REACH
    found = [(first, kind) for first, _, kind in scope_phrases().find(sentence.lower) if low <= first < high]
    found = [hit for hit in found if not record(sentence, hit[0])]
    kinds = {kind for _, kind in found}
    if "incident" in kinds:
        return "incident"
    during = {first for first, kind in found if kind == "during"}
    for first, kind in found:
        # "in the six-year war", or the war itself as what kills; not "the war monitor said"
        reaches = any(first - near in during for near in range(1, 5))
        kills = first < count.trigger.first and not count.trigger.passive and count.trigger.first - first <= SUBJECT
        if (
            kind == "war"
            and sentence.words[first].islower()
            and sentence.pos_at(first + 1) not in ("NOUN", "PROPN", "PUNCT")
            and (reaches or kills)
        ):
            return "cumulative"
    return "cumulative" if "cumulative" in kinds else "incident"


def record(sentence: Sentence, first: int) -> bool:
    """Whether "since" at ``first`` compares ("the deadliest attack since 2016") and sums up nothing."""
    return any(tag in ("JJS", "RBS") for tag in sentence.tags[max(0, first - 4) : first])
