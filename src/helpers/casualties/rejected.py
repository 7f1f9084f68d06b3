"""Numbers that are no figures, each with the reason, and harm told without a number."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties import tolls
from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.numbers import PEOPLE, Number
from helpers.casualties.sentences import Sentence, grammar

UNREAL = "might happen, or might have happened"


@cache
def hypothetical(kind: str) -> frozenset[str]:
    """Words of one kind (``modal|realis|irrealis``) in ``knowledge/hypothetical_words.csv``."""
    table = knowledge.load("hypothetical_words")
    return frozenset(table.loc[table["kind"] == kind, "word"])


def judge(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Set the reason of counts that have a harm and still are no figures: what could happen, no reports."""
    for count in counts:
        count.reason = uncountable(count.number) or unreported(sentence, count, triggers)
        told = count.harm and count.trigger is not None and count.trigger.frame != "object"
        if not count.reason and told:
            count.reason = unreal(sentence, count.trigger)


def uncountable(number: Number) -> str:
    """Why ``number`` is no number of people."""
    if number.high >= PEOPLE:
        return "more than all people there are"
    return "" if abs(number.low - round(number.low)) < 0.001 else "no whole number"


def unreal(sentence: Sentence, trigger: Trigger) -> str:
    """Why the harm of ``trigger`` did not happen: a modal, an infinitive of purpose, a plan; "" if it did."""
    i, perfect = trigger.first - 1, False
    for _ in range(6):
        word, pos = sentence.at(i), sentence.pos_at(i)
        if word in ("could", "can") and sentence.at(trigger.first) == "not":
            return ""  # "two could not be found"
        if word in hypothetical("modal") and pos == "AUX":
            # "may have killed" is said of what happened; "would have killed" of what did not
            return "" if perfect and word not in hypothetical("counterfactual") else UNREAL
        if word == "to" and sentence.tags[i] == "TO":
            told = sentence.at(i - 1) in hypothetical("realis")
            infinitive = trigger.form in ("present", "word") or sentence.at(i + 1) == "be"
            return UNREAL if infinitive and not told else ""
        perfect = perfect or word in grammar("perfect")
        if word not in grammar("passive") | grammar("perfect") and pos not in ("ADV", "PART", "AUX"):
            break
        i -= 1
    before = sentence.lower[max(0, trigger.first - 2) : trigger.first]
    return UNREAL if trigger.form == "gerund" and hypothetical("irrealis").intersection(before) else ""


def unreported(sentence: Sentence, count: Count, triggers: list[Trigger]) -> str:
    """Why "no reports of casualties" is no figure of 0."""
    if count.number.form != "none":
        return ""
    i = count.number.last
    told = grammar("no_report").intersection(sentence.lower[i : i + 4])
    silent = sentence.at(count.number.first - 1) in grammar("silent")  # "the report mentioned no casualties"
    harm = any(i < trigger.first + silent <= i + 7 for trigger in triggers)
    return "nothing reported, which is not none harmed" if (told or silent) and harm else ""


def rows(sentence: Sentence, counts: list[Count], triggers: list[Trigger], kept: list[Count]) -> list[dict]:
    """The rejected numbers of a sentence: those a reader could take for figures, and harm without a number."""
    found = []
    for count in counts:
        if count in kept or (count.number.form in ("article", "none") and not count.reason):
            continue
        reason = count.reason or why(sentence, count, triggers)
        if reason:
            found.append(row(sentence, count.first, count.last, reason))
    found += shares(sentence)
    used = {id(count.trigger) for count in counts if count.trigger is not None}
    for trigger in triggers:
        if (
            id(trigger) not in used
            and trigger.frame not in ("total", "object", "cross", "item")
            and without_number(sentence, trigger, kept)
        ):
            found.append(row(sentence, trigger.first, trigger.last, "harm without a number"))
    return list({(one["start"], one["end"], one["reason"]): one for one in found}.values())  # a word may have two uses


def shares(sentence: Sentence) -> list[dict]:
    """Shares of those harmed that are not counted: "many of the victims"."""
    found = []
    for i in range(1, len(sentence) - 2):
        if sentence.lower[i] == "of" and sentence.lower[i - 1] in grammar("share"):
            j = i + 1 + (sentence.lower[i + 1] in ("the", "those", "these", "its", "their"))
            if sentence.at(j) in grammar("victims_noun"):
                found.append(row(sentence, i - 1, j + 1, "a share of those harmed, without a number"))
    return found


def row(sentence: Sentence, first: int, last: int, reason: str) -> dict:
    """One row of `rejected_numbers`."""
    start, end = sentence.starts[first], sentence.ends[last - 1]
    text = sentence.text[start - sentence.start : end - sentence.start]
    return {"start": start, "end": end, "text": text, "sentence": sentence.text, "reason": reason}


def why(sentence: Sentence, count: Count, triggers: list[Trigger]) -> str:
    """Why a number is no figure, in words; "" for numbers no reader would take for one."""
    number, phrase = count.number, count.victims
    if tolls.former(sentence, count) and any(trigger.frame == "toll" for trigger in triggers):
        return "what a toll was before"
    dated = any(sentence.entities[i] in ("DATE", "TIME") for i in range(number.first, number.last))
    if phrase.kind == "thing":
        return f"counts {phrase.reason}" if triggers or number.form != "vague" else ""
    if sentence.at(number.last) in ("-", "%") or sentence.at(number.first - 1) in ("$", "€", "£"):
        return "an age, a share or money" if triggers else ""
    if dated and phrase.kind != "person":
        return "a date or time" if triggers else ""
    if phrase.kind == "person":
        if sentence.at(count.first - 1) in grammar("agent"):
            return "people who act"
        return (
            "people, but no harm to them is told" if not triggers else "people whom the harm told here is not said of"
        )
    if number.form in ("words", "digits", "vague", "range"):
        return "no people counted" if triggers else ""
    return ""


def without_number(sentence: Sentence, trigger: Trigger, kept: list[Count]) -> bool:
    """Whether ``trigger`` tells harm to people that no figure of the sentence counts."""
    for count in kept:
        low, high = sorted((count.trigger.first, trigger.first))
        if high - low <= 3 or count.first <= trigger.first < count.last:
            return False
    if trigger.frame in ("leave", "lives") or trigger.behind:
        return False
    if trigger.frame in ("noun", "count", "toll"):
        return trigger.frame != "noun" or sentence.at(trigger.last) == "of"
    return not trigger.needs_people
