"""Counts of people who only tell of harm, or who are told of by a pronoun behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.casualties import tellers
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import Sentence, grammar

if TYPE_CHECKING:
    from helpers.casualties.counts import Count

SPEAKERS = "people who tell"
SPEAKING = (["one", "of", "them"], ["two", "of", "them"])
CLOSED = frozenset({",", ";", ".", "-", "--", "–", "—", ")", "and", "but", '"', "”", ""})


def trails(sentence: Sentence, i: int) -> bool:
    """Whether "among them" stands at ``i`` and closes its phrase: it tells of what stands before it."""
    pronoun = sentence.at(i) in grammar("within") and sentence.at(i + 1) in grammar("part_pronoun")
    return pronoun and i > 0 and sentence.at(i + 2) in CLOSED


def speaks(sentence: Sentence, count: Count, triggers: list[Trigger]) -> bool:
    """Whether ``count`` names people who tell of harm ("two officials said", "a doctor at the hospital told"): the
    subject of a verb of telling, or in apposition to it, with no harm word of their own.
    """
    head = count.victims.head
    if sentence.lower[count.number.first : count.number.last + 2] in SPEAKING and head < 0:
        head = count.number.first  # "one of them said"
    elif count.victims.kind != "person":
        return False
    if count.inside is not None or trails(sentence, count.last):
        return False
    if any(trigger.last == count.first and trigger.sides[:1] == ("right",) for trigger in triggers):
        return False  # "killed six fighters in clashes activists said", without its comma
    if count.number.form == "article" and named_speaker(sentence, count.last):
        return True
    for _ in range(3):
        verb = sentence.heads[head]
        if sentence.deps[head] == "nsubj":
            told = sentence.lemmas[verb] in tellers.telling() and sentence.tags[verb] in ("VBD", "VBZ", "VBP", "VBN")
            own = any(count.last <= trigger.first < verb for trigger in triggers)
            aside = {"-", "--", "–", "—", ";", ":"}.intersection(sentence.lower[count.last : verb])
            return told and verb >= count.last and not (own or aside or another_speaks(sentence, count, verb))
        if sentence.deps[head] not in ("appos", "conj"):
            return False
        head = verb
    return False


def named_speaker(sentence: Sentence, i: int) -> bool:
    """Whether a name between commas and a verb of telling follow at ``i``: "six died, a doctor*, Ali Hassan, said*"."""
    end = i + 1
    while sentence.pos_at(end) == "PROPN" or sentence.at(end) == "-":
        end += 1
    told = sentence.at(i) == "," == sentence.at(end) and end > i + 1
    return told and end + 1 < len(sentence) and sentence.lemmas[end + 1] in tellers.telling()


def another_speaks(sentence: Sentence, count: Count, verb: int) -> bool:
    """Whether the noun before the verb of telling is another one ("15 civilians and a guard, the ministry said")."""
    comma = next((i for i in range(verb - 1, count.last - 1, -1) if sentence.lower[i] == ","), verb)
    between = range(comma + 1, verb)
    return len(between) > 0 and all(sentence.pos[i] in ("DET", "NOUN", "PROPN", "ADJ", "ADP") for i in between)
