"""Whether a sentence counts one event or a time."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import when
from helpers.casualties.counts import Count
from helpers.casualties.sentences import Phrases, Sentence, grammar

ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
YEAR = re.compile(r"(?:19|20)\d\d")

LARGE = 10_000  # people harmed in one event of present wars: never so many; of such a number a total is meant
EXODUS = 100_000  # people who flee at once
DEADLIEST = 3_000  # people killed: more than in any one event of them
DENIED = {"not", "n't", "never", "nobody", "none"}
COMPARES = 12  # words before "since" in which "the worst attack in the country" stands

REACH = 14  # words on either side of number and harm in which a phrase like "since" speaks of them
SUBJECT = 10  # words before an active harm word in which its subject stands


@cache
def scope_phrases() -> Phrases:
    """The phrases that tell a total over a time, or a day that counts as one event."""
    table = knowledge.load("scope_words")
    return Phrases(list(zip(table["phrase"], table["kind"], strict=True)))


def scope(sentence: Sentence, count: Count) -> str:
    """A first guess at ``incident`` or ``cumulative`` from the words of the sentence; dates settle it later."""
    begin = max(count.trigger.first - 3, 0)
    once = count.harm == "displaced" and not grammar("perfect").intersection(
        sentence.lower[begin : count.trigger.first]
    )
    large = EXODUS if once else DEADLIEST if count.harm == "killed" else LARGE
    if count.number.low >= large:
        return "cumulative"
    if spans(sentence):
        return "cumulative"
    low, high = min(count.first, count.trigger.first) - REACH, max(count.last, count.trigger.last) + REACH
    found = [
        (first, kind)
        for first, _, kind in scope_phrases().find(sentence.lower)
        if low <= first < high or (first == 0 and sentence.lower[0] == "since")
    ]
    found = [hit for hit in found if not (record(sentence, hit[0]) or beside(sentence, hit[0], count))]
    kinds = {kind for _, kind in found}
    if "incident" in kinds:
        return "incident"
    if "period" in kinds and not single(sentence):
        return "cumulative"
    during = {first for first, kind in found if kind == "during"}
    for first, kind in found:
        # "in the six-year war", or the war itself as what kills; not "the war monitor said"
        reaches = any(first - near in during for near in range(1, 5))
        kills = first < count.trigger.first and not count.trigger.passive and count.trigger.first - first <= SUBJECT
        if (
            kind == "war"
            and sentence.words[first].islower()
            and (costs(sentence, first) or sentence.pos_at(first + 1) not in ("NOUN", "PROPN", "PUNCT"))
            and (reaches or kills)
        ):
            return "cumulative"
    return "cumulative" if "cumulative" in kinds else "incident"


def record(sentence: Sentence, first: int) -> bool:
    """Whether "since" or "so far" at ``first`` compares ("the deadliest attack in the city since 2016", "its 14th since
    May") or is an adverb ("a post, since deleted"), and sums up nothing.
    """
    if (
        sentence.lower[first] == "since"
        and sentence.tags[first + 1 : first + 2] == ["VBN"]
        and sentence.at(first - 1) in (",", "has", "have")
    ):
        return True
    if sentence.lower[first] == "since" and because(sentence, first):
        return True
    if sentence.lower[first] == "since" and sentence.pos_at(first + 1) in ("", "PUNCT", "CCONJ"):
        return bool(DENIED & set(sentence.lower[max(first - COMPARES, 0) : first]))  # "have not been seen since"
    for i in range(first - 1, max(-1, first - COMPARES), -1):
        if sentence.tags[i] in ("JJS", "RBS") and sentence.at(i + 1) != "of":
            return sentence.at(i - 1) != "at"  # not "at least 20 people since May"
        if ORDINAL.fullmatch(sentence.lower[i]) or sentence.lower[i] in grammar("ordinal"):
            return True
        if sentence.pos[i] in ("VERB", "AUX") or sentence.lower[i] in (",", ";", "–", "-"):
            return False
    return False


def beside(sentence: Sentence, first: int, count: Count) -> bool:
    """Whether a phrase only tells of a noun beside the harm: "a village *that the war had spared until now*"."""
    verb = first
    while sentence.pos[verb] not in ("VERB", "AUX") and sentence.heads[verb] != verb:
        verb = sentence.heads[verb]
    if sentence.deps[verb] != "relcl" or count.first <= sentence.heads[verb] < count.last:
        return False
    at = count.trigger.first
    if at > first and sentence.tags[at] == "VBG" and "," in sentence.lower[first:at]:
        return True  # "…, killing 21 people" goes with the main clause
    while sentence.heads[at] != at and at != verb:
        at = sentence.heads[at]
    return at != verb


def because(sentence: Sentence, first: int) -> bool:
    """Whether "since" gives a reason: "the toll may rise, since 33 people are unaccounted for"."""
    if first and sentence.lower[first - 1] != ",":
        return False
    clause = range(first + 1, min(first + COMPARES, len(sentence)))
    if any(YEAR.fullmatch(sentence.lower[i]) or sentence.lower[i].rstrip(".") in grammar("month") for i in clause):
        return False
    verb = next((i for i in clause if sentence.pos[i] in ("VERB", "AUX")), -1)
    return first > 0 and verb > first + 1 and sentence.pos_at(first + 1) in ("NUM", "PRON", "DET", "NOUN", "PROPN")


def single(sentence: Sentence) -> bool:
    """Whether the sentence tells of one event ("an air strike", "another suicide bombing"), not of a time of them."""
    return any(
        sentence.tags[i] == "NN"
        and lemma in when.clues()["single"]
        and sentence.pos_at(i + 1) != "NOUN"
        and grammar("article").intersection(sentence.lower[max(i - 4, 0) : i])
        for i, lemma in enumerate(sentence.lemmas)
    )


def costs(sentence: Sentence, first: int) -> bool:
    """Whether the war at ``first`` is what took lives ("the 2006 war cost 1,200 lives")."""
    return sentence.at(first + 1) in grammar("lives_cue")


def spans(sentence: Sentence) -> bool:
    """Whether the sentence counts from one date to another in words ("between 11 November and 15 December")."""
    for i, word in enumerate(sentence.lower):
        if word in ("between", "from") and i + 3 < len(sentence):
            joint = "and" if word == "between" else "to"
            near = sentence.lower[i + 1 : i + 5]
            if joint in near:
                at = i + 1 + near.index(joint)
                if dated(sentence, i + 1, at) and dated(sentence, at + 1, at + 4):
                    return True
    return False


def dated(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a month or a year stands at the words ``first`` to ``last``."""
    return any(word.rstrip(".") in grammar("month") or YEAR.fullmatch(word) for word in sentence.lower[first:last])
