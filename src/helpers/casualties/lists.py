"""Numbers in a list with others, and numbers that are parts of one before."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import BREAKS, QUOTES, Phrases, Sentence, grammar
from helpers.casualties.speaking import trails

DASHES = frozenset({"-", "--", "–", "—"})
COORDINATORS = frozenset({"and", "or", "/", ",", "&"})
LONGEST = 10  # words between two numbers of a list
REACH = 16  # words between a number and "along with" another


def listed(sentence: Sentence, counts: list[Count]) -> bool:
    """Give counts without harm that of the count they are listed with; whether any was found."""
    wholes = [count for count in counts if not count.part]
    found = False
    for before, count in dict.fromkeys([*pairwise(counts), *pairwise(wholes)]):
        if count.victims.kind == "thing" or before.victims.kind == "thing" or count.number.form == "none":
            continue
        if before.harm and not count.harm and joined(sentence, before, count, counts):
            if shared_behind(sentence, count, counts):
                continue
            count.trigger, count.harm, count.part = before.trigger, before.harm, count.part or before.part
            found = True
            continue
        open_before = not before.harm and not before.part and before.number.form != "none"
        if open_before and count.harm and count.trigger.first >= count.last and joined(sentence, before, count, counts):
            before.trigger, before.harm = count.trigger, count.harm
            found = True
    return found


def shared_behind(sentence: Sentence, count: Count, counts: list[Count]) -> bool:
    """Whether ``count`` is listed with the next one, of whom another harm is told behind them ("13 were hurt, and *a
    guard* and a boy lost their lives").
    """
    later = counts[counts.index(count) + 1 : counts.index(count) + 2]
    joint = later and sentence.lower[count.last : later[0].first] == ["and"]
    return bool(joint) and bool(later[0].harm) and later[0].trigger.first >= later[0].last


def joined(sentence: Sentence, before: Count, count: Count, counts: list[Count]) -> bool:
    """Whether ``count`` continues a list that ``before`` stands in ("12 in Aleppo and 6 in Idlib")."""
    first, told = before.last, before.trigger is not None and before.last <= before.trigger.first < count.first
    if told:
        first = before.trigger.last  # "five were killed in Homs, three in Hama"
    last = count.first
    while last > first and sentence.tags[last - 1] in ("PRP$", "DT"):
        last -= 1
    inserted = insertions(sentence, counts, first, last)
    between = [i for i in range(first, last) if i not in inserted]
    words = [sentence.lower[i] for i in between if sentence.lower[i] not in QUOTES]
    if count.victims.kind == "noun" and sentence.deps[count.head] != "conj":
        return False
    if words == ["to"] and sentence.at(before.first - 1) == "from" and not count.victims.kind:
        return True  # "from 35 dead to 40"
    if told and sentence.at(count.last) in grammar("passive"):
        return False  # "16 were hurt, and 100 were led to safety"
    if told and count.victims.kind == "" and sentence.pos_at(count.last) != "ADP":
        return False
    if not words:
        return not told and not inserted and count.victims.kind == "person" and before.victims.kind == "person"
    if BREAKS.intersection(words) or len(words) > LONGEST:
        return False
    if any(sentence.pos[i] in ("VERB", "AUX", "SCONJ") for i in between):
        return False
    if not (grammar("coordination").intersection(words) or "," in words):
        return False
    if words[-2:] == ["and", "of"] and "of" in sentence.lower[before.first - 1 : before.last + 2]:
        return True  # "deaths of 20 villagers and of 16 policemen", "the death of a guard in Homs and of a nurse"
    if words[-1] in grammar("coordination") or words[-1] == "," or words[-2:] in (["as", "as"], ["well", "as"]):
        return count.victims.kind in ("person", "") or sentence.deps[count.head] == "conj"
    return words[-1] in ("with", "to") and count.victims.kind == "person"


def along(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Give a number behind "along with" the harm told before it ("he was killed along with two of his men", "abducted
    12 soldiers last week, along with 30 elders").
    """
    for count in counts:
        words = sentence.lower[max(0, count.first - 3) : count.first]
        joint = next((" ".join(words[i:]) for i in (0, 1) if " ".join(words[i:]) in grammar("coordination")), "")
        if words[-1:] == ["with"] and not joint and count.victims.kind == "person":
            joint = "with"  # "was killed with nine of her kin"
        if count.harm or count.victims.kind == "thing" or not joint:
            continue
        begin = count.first - len(joint.split())
        before = [other for other in counts if other.harm and other.last <= begin and begin - other.last <= REACH]
        set_off = joint == "with" and sentence.at(begin - 1) == ","  # "died on Friday, with four others"
        reach = REACH // 2 if set_off else 1
        own = [t for t in triggers if t.last <= begin <= t.last + reach and (t.passive or t.frame == "intransitive")]
        own = [t for t in own if not any(sentence.pos[i] in ("VERB", "SCONJ") for i in range(t.last, begin))]
        words = sentence.lower[before[-1].last : begin] if before else []
        if own:
            count.trigger, count.harm = own[-1], own[-1].harm
            continue
        if joint == "with" or not before or BREAKS.intersection(words) or before[-1].trigger.first >= begin:
            continue
        told = range(before[-1].trigger.first, before[-1].trigger.last)
        between = [i for i in range(before[-1].last, begin) if i not in told]
        between = [i for i in between if sentence.pos[i] != "AUX" or i > told[0]]
        if not any(sentence.pos[i] in ("VERB", "AUX", "SCONJ") for i in between):
            count.trigger, count.harm, count.part = before[-1].trigger, before[-1].harm, before[-1].part


def inverted(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Give those named behind it the harm that opens a sentence: "Killed in the blast were a guard and 3 civilians"."""
    for trigger in (one for one in triggers if one.first == 0 and sentence.tags[0] in ("VBN", "VBD", "JJ")):
        near = range(trigger.last, min(len(sentence), trigger.last + REACH))
        verb = next((i for i in near if sentence.at(i) in grammar("passive")), len(sentence))
        if any(sentence.pos[i] == "VERB" for i in range(trigger.last, verb)):
            continue
        for count in counts:
            told = range(verb + 1, count.first)
            apart = any(sentence.tags[i] in ("VBD", "VBZ", "VBP") or sentence.lower[i] in BREAKS for i in told)
            if count.first > verb and not count.harm and count.victims.kind == "person" and not apart:
                count.trigger, count.harm = trigger, trigger.harm


def insertions(sentence: Sentence, counts: list[Count], first: int, last: int) -> set[int]:
    """The words from ``first`` to ``last`` that only tell parts ("23 dead -- including nine children -- and …")."""
    inserted: set[int] = set()
    for part in counts:
        if part.part and part.introduced >= first and part.last < last:
            begin, end = part.introduced, part.last
            if begin > first and sentence.lower[begin - 1] in DASHES | {","}:
                begin -= 1
            if sentence.lower[end] in DASHES:
                end += 1
            inserted.update(range(begin, end))
    return inserted


def mark_parts(sentence: Sentence, counts: list[Count]) -> None:
    """Mark counts behind "including", "among them" and the like."""
    phrases = part_phrases().find(sentence.lower)
    starts = [(end, begin) for begin, end, _ in phrases if begin == 0 or not trails(sentence, begin)]
    for count in counts:
        for end, begin in starts:
            between = sentence.lower[end : count.first]
            counted = any(end <= other.first < count.first for other in counts)
            if end > count.first or len(between) > 3 or BREAKS.intersection(between) or counted:
                continue
            if count.victims.kind == "thing":
                continue
            if elsewhere(sentence, count, between):
                continue
            if not any(sentence.pos[i] in ("VERB", "SCONJ", "ADP") for i in range(end, count.first)):
                count.part, count.introduced = True, begin
    for before, count in pairwise(counts):
        between = sentence.lower[before.last : count.first]
        listed = len(between) <= 2 and all(word in COORDINATORS for word in between)
        single = between == ["and"] and count.number.form == "article"  # "including his wives and an uncle"
        if before.part and listed and (count.victims.details or single):
            count.part, count.introduced = True, before.introduced


def elsewhere(sentence: Sentence, count: Count, between: list[str]) -> bool:
    """Whether ``count`` goes on with the list of totals behind a part in words ("1,200 in Lebanon, most of them
    civilians, and 160 in Israel").
    """
    place = sentence.at(count.last) == "in" and "GPE" in sentence.entities[count.last + 1 : count.last + 3]
    return place and count.victims.kind == "" and between[-2:] == [",", "and"]


@cache
def part_phrases() -> Phrases:
    """The phrases behind which parts stand."""
    return Phrases([(word, word) for word in sorted(grammar("part"))])


def sum_up(sentence: Sentence, counts: list[Count]) -> None:
    """Make parts of what brings a total to the number behind it ("a guard died, too, which brings the toll to 41")."""
    total = next((c for c in counts if c.harm and not c.part and brings(sentence, c.trigger)), None)
    for count in counts if total is not None else ():
        before = count.last < total.trigger.first and count.harm == total.harm and count.parent is None
        if before and 0 < count.number.low <= total.number.low:
            count.parent, count.adds = total, not count.part


def brings(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether ``trigger`` is a total that what was told before brings to its number."""
    if trigger.frame == "toll" and "now" in sentence.lower[trigger.last : trigger.last + 2]:
        return True  # "so that the count now stands at 58"
    cue = grammar("total_cue").intersection(sentence.lower[max(0, trigger.first - 5) : trigger.first])
    return trigger.frame == "total" or (trigger.frame == "toll" and bool(cue))


def pronoun_part(sentence: Sentence, count: Count) -> bool:
    """Whether ``count`` is told of a pronoun ("two of them children", "three of whom died")."""
    i = count.number.last
    pronoun = sentence.at(i) == "of" and sentence.at(i + 1) in grammar("part_pronoun")
    return count.part and pronoun and sentence.at(i + 2) not in grammar("victims_noun")


def carried(count: Count) -> bool:
    """Whether ``count`` is a part of a total that another sentence told: it may have parts of its own."""
    return count.trigger is not None and count.trigger.whole >= 0


def attach_parts(sentence: Sentence, counts: list[Count]) -> None:
    """Give each part its total: the nearest count before it in the sentence that has a harm and is no part, or, for
    "two of them", the count right before it.
    """
    for index, count in enumerate(counts):
        if not count.part or count.parent is not None or count.victims.kind == "thing":
            continue
        pronoun = pronoun_part(sentence, count)
        for before in reversed(counts[:index]):
            nested = pronoun and before is counts[index - 1] and not pronoun_part(sentence, before)
            nested = nested and before.number.low > max(count.number.low, 1)
            own = carried(before) and not pronoun and count.introduced >= before.last
            if before.harm and (nested or not before.part or own) and before.victims.kind != "thing":
                if not count.harm:
                    count.harm, count.trigger = before.harm, before.trigger
                if count.harm == before.harm:
                    count.parent = before
                break
