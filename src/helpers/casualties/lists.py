"""Numbers in a list with others, and numbers that are parts of one before."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from helpers.casualties.counts import Count
from helpers.casualties.sentences import BREAKS, Phrases, Sentence, grammar

COORDINATORS = frozenset({"and", "or", "/", ",", "&"})
DASHES = frozenset({"-", "--", "–", "—"})
LONGEST = 10  # words between two numbers of a list


def listed(sentence: Sentence, counts: list[Count]) -> bool:
    """Give counts without harm that of the count they are listed with; whether any was found."""
    wholes = [count for count in counts if not count.part]
    found = False
    for before, count in dict.fromkeys([*pairwise(counts), *pairwise(wholes)]):
        if count.victims.kind == "thing" or before.victims.kind == "thing" or count.number.form == "none":
            continue
        if before.harm and not count.harm and joined(sentence, before, count, counts):
            count.trigger, count.harm, count.part = before.trigger, before.harm, count.part or before.part
            found = True
            continue
        open_before = not before.harm and not before.part and before.number.form != "none"
        if open_before and count.harm and count.trigger.first >= count.last and joined(sentence, before, count, counts):
            before.trigger, before.harm = count.trigger, count.harm
            found = True
    return found


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
    words = [sentence.lower[i] for i in between]
    if count.victims.kind == "noun" and sentence.deps[count.head] != "conj":
        return False
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
    if words[-1] in grammar("coordination") or words[-1] == "," or words[-2:] in (["as", "as"], ["well", "as"]):
        return count.victims.kind in ("person", "") or sentence.deps[count.head] == "conj"
    return words[-1] in ("with", "to") and count.victims.kind == "person"


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
    starts = [(end, begin) for begin, end, _ in part_phrases().find(sentence.lower)]
    for count in counts:
        for end, begin in starts:
            between = sentence.lower[end : count.first]
            counted = any(end <= other.first < count.first for other in counts)
            if end > count.first or len(between) > 3 or BREAKS.intersection(between) or counted:
                continue
            if count.victims.kind == "thing":
                continue
            if not any(sentence.pos[i] in ("VERB", "SCONJ", "ADP") for i in range(end, count.first)):
                count.part, count.introduced = True, begin
    for before, count in pairwise(counts):
        between = sentence.lower[before.last : count.first]
        listed = len(between) <= 2 and all(word in COORDINATORS for word in between)
        if before.part and count.victims.details and listed:
            count.part, count.introduced = True, before.introduced


@cache
def part_phrases() -> Phrases:
    """The phrases behind which parts stand."""
    return Phrases([(word, word) for word in sorted(grammar("part"))])


def attach_parts(counts: list[Count]) -> None:
    """Give each part its total: the nearest count before it in the sentence that has a harm and is no part."""
    for index, count in enumerate(counts):
        if not count.part or count.parent is not None:
            continue
        for before in reversed(counts[:index]):
            if before.harm and not before.part and before.victims.kind != "thing":
                if not count.harm:
                    count.harm, count.trigger = before.harm, before.trigger
                if count.harm == before.harm:
                    count.parent = before
                break
