"""Persons whom a headline counts without an article: "Child among three killed", "Woman, boy among six dead"."""

from __future__ import annotations

from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import NOUNS, people_phrases

BETWEEN = frozenset({",", "and", "&"})


def bare_nouns(sentence: Sentence, numbers: list[Number]) -> list[Number]:
    """The nouns for one person right before "among" and a number, back to where the headline begins."""
    if not grammar("within").intersection(sentence.lower):
        return []
    starts, found = {number.first for number in numbers}, []
    for i in range(1, len(sentence) - 1):
        bounded = any(j in starts for j in range(i + 1, min(i + 4, len(sentence))))  # among (at least) three
        if sentence.lower[i] not in grammar("within") or not bounded:
            continue
        end = i
        while end > 0 and (noun := person_before(sentence, end)):
            found.append(Number(noun[0], end, 1.0, 1.0, "noun"))
            end = noun[0] - (noun[0] > 0 and sentence.lower[noun[0] - 1] in BETWEEN)
            if end == noun[0]:
                break
        if end > 0 and sentence.lower[end - 1] not in (":", ";", "-", "–", "—"):
            return []  # an article or a number stands there, or another clause
    return found


def person_before(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The noun phrase without an article that names one person and ends before ``end``."""
    first = end
    while first > 0 and sentence.pos[first - 1] in (*NOUNS, "ADJ") and end - first < 4:
        first -= 1
    hits = people_phrases().find(sentence.lower, first, end)
    single = bool(hits) and hits[-1][1] == end and hits[-1][2].kind == "person"
    if not single or sentence.lower[end - 1] == hits[-1][2].plural.rpartition(" ")[2]:
        return None
    return first, end
