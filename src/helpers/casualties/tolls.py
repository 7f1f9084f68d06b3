"""Numbers behind a toll ("the death toll rose from 30 to 40") or a noun of harm ("the deaths of 12 people")."""

from __future__ import annotations

from functools import cache

from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import BREAKS, QUOTES, Phrases, Sentence, grammar

NEXT = 3  # words from an estimate to the harm word of its number


def told_of(sentence: Sentence, trigger: Trigger) -> list[str]:
    """The words before a harm word that say whose number is meant: "the dead", "those who have vanished"."""
    i = trigger.first
    while sentence.pos_at(i - 1) == "AUX" or sentence.at(i - 1) == "who":
        i -= 1
    return sentence.lower[max(0, i - 1) : i]


@cache
def estimates() -> Phrases:
    """The phrases by which a source gives a number of what was told before ("spoke of nearly 100")."""
    return Phrases([(phrase, phrase) for phrase in sorted(grammar("estimate"))])


def disputed(sentence: Sentence, triggers: list[Trigger], kept: list[Count]) -> str:
    """The harm whose number a sentence leaves open ("Estimates of the dead varied"), else ""."""
    told = [t for t in triggers if t.frame in ("toll", "count") or {"the", "those"}.intersection(told_of(sentence, t))]
    return told[-1].harm if told and not kept else ""


def estimated(sentence: Sentence, triggers: list[Trigger], harm: str) -> list[Trigger]:
    """The trigger of an estimate of ``harm``, told of in the sentence before ("One side spoke of nearly 100"), or of
    the harm told before it in the sentence.
    """
    found = []
    for first, last, _ in estimates().find(sentence.lower)[:1]:
        if any(last < trigger.first <= last + NEXT for trigger in triggers):
            continue  # "counted 40 dead": the number has its own harm
        told = [trigger.harm for trigger in triggers if trigger.last <= first] or ([harm] if not triggers else [])
        told = ["killed"] if "killed" in told else told  # "25 dead and 138 hurt; first reports had said 20"
        found += [Trigger(first, last, one, "toll", "word", ("toll",)) for one in told[-1:] if one]
    return found


def lists_names(sentence: Sentence, count: Count) -> bool:
    """Whether ``count`` is one of names on a list ("the village's list holds 90 names")."""
    verb = count.first - 1
    while verb > 0 and sentence.pos[verb] in ("ADV", "ADJ"):
        verb -= 1
    return sentence.at(verb) in grammar("list_verb") and "names" in sentence.lower[count.number.last : count.last]


def names(sentence: Sentence, counts: list[Count], harm: str) -> None:
    """Give the names on a list the harm told before: in the sentence, else ``harm``, that of the sentence before."""
    for index, count in enumerate(counts):
        told = [other.harm for other in counts[:index] if other.harm] or [harm]
        told = told if told[-1] else [other.harm for other in counts if other.harm] or [""]
        if not count.harm and told[-1] and lists_names(sentence, count):
            place = count.last - 1
            count.harm, count.trigger = told[-1], Trigger(place, place + 1, told[-1], "state", "word", ())
            count.victims.kind, count.victims.group = "person", "unknown"


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
    opens = sentence.lower[count.last : trigger.first] or sentence.lower[trigger.first : trigger.first + 1]
    if count.last <= trigger.first and opens == ["the"] and sentence.at(count.first - 1) in ("at", "to"):
        return 0.2  # "put at 22 the number killed"
    another = any(t is not trigger and t.frame == "toll" and t.first == count.last + 1 for t in triggers)
    if another and sentence.at(count.last) != "and":
        return 99.0  # "at 25 the number of those killed and at 100 the number of the injured"
    if count.first < trigger.last or (count.number.form == "article" and trigger.frame == "toll"):
        return 99.0  # "gave the toll to a reporter"
    between = [word for word in sentence.lower[trigger.last : count.first] if word not in QUOTES]
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


def formers(sentence: Sentence, counts: list[Count], harm: str) -> None:
    """Give what a toll was before the harm of the toll ("rose to 40 from 30"), or ``harm``, that of the sentence before
    ("That is up from 30").
    """
    tolls = [count for count in counts if count.harm and count.trigger.frame in ("toll", "count", "total")]
    for count in counts:
        if count.harm or count.victims.kind not in ("person", "") or not was(sentence, count, bool(tolls)):
            continue
        if tolls or (harm and goes_back(sentence)):
            count.harm = tolls[0].harm if tolls else harm
            count.trigger = tolls[0].trigger if tolls else Trigger(0, 1, harm, "toll", "word", ("toll",))
            count.former = True


def goes_back(sentence: Sentence) -> bool:
    """Whether a sentence opens with the toll told before: "*That is* up from 30"."""
    return sentence.at(0) in grammar("pointer") and sentence.at(1) in grammar("passive")


def was(sentence: Sentence, count: Count, toll: bool) -> bool:
    """Whether ``count`` is what a toll was before: "up from 30", and beside a toll "to 40, from 30", "from 30 to"."""
    if sentence.at(count.first - 1) == "by":
        return False
    if former(sentence, count):
        return True
    return toll and sentence.at(count.first - 1) == "from" and bool(grammar("riser").intersection(sentence.lower))


def former(sentence: Sentence, count: Count) -> bool:
    """Whether ``count`` is what a toll was before ("at 4,137, up from 3,785")."""
    if sentence.at(count.first - 1) == "by" and sentence.at(count.first - 2) in grammar("riser"):
        return True  # "rose by three to 48"
    before = " ".join(sentence.lower[max(0, count.first - 2) : count.first])
    return before in grammar("former_toll")
