"""How a number is bounded: "at least 43", "some 40", "10 to 15", dozens."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Phrases, Sentence

SKIPPED = frozenset({"a", "an", "the", "another", "further", "additional", "other", "total", "of", ",", '"', "“"})


@cache
def bound_phrases() -> tuple[Phrases, Phrases]:
    """The bounding phrases that stand before a number (each word list reversed), and those that stand after it."""
    table = knowledge.load("bounds")
    before = table[table["position"] == "before"]
    after = table[table["position"] == "after"]
    backwards = [
        (" ".join(reversed(phrase.split())), bound) for phrase, bound in before[["phrase", "bound"]].to_numpy()
    ]
    return Phrases(backwards), Phrases(list(after[["phrase", "bound"]].itertuples(index=False, name=None)))


def bound(sentence: Sentence, number: Number, end: int) -> tuple[str, int, int]:
    """The bound of ``number`` whose noun phrase ends before the word ``end``.

    Returns the bound (``exact|at_least|at_most|about|range|vague``), the first word of number and bounding words,
    and where it ends (behind "or more", if that follows).
    """
    before, after = bound_phrases()
    first, last, kind = number.first, number.last, ""
    j = first - 1
    while j >= 0 and first - j <= 2 and sentence.lower[j] in SKIPPED:
        j -= 1
    if j >= 0:
        backwards = sentence.lower[max(0, j - 4) : j + 1][::-1]
        if hit := before.match(backwards, 0):
            kind, first = hit[1], j + 1 - hit[0]
    for behind in dict.fromkeys((last, end)):
        if behind < len(sentence) and (hit := after.match(sentence.lower, behind)):
            kind, last = kind or hit[1], max(last, hit[0])
            break
    if number.form == "range":
        return "range", first, last
    if number.form == "vague":
        return "vague", first, last
    return kind or "exact", first, last


def counts(number: Number, bound: str) -> tuple[int | None, int | None]:
    """``count_min`` and ``count_max``: empty where the bound leaves that end open."""
    low, high = round(number.low), round(number.high)
    return {
        "exact": (low, high),
        "about": (low, high),
        "range": (low, high),
        "at_least": (low, None),
        "vague": (low, None),
        "at_most": (None, high),
    }[bound]
