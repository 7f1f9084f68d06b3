"""How a number is bounded: "at least 43", "some 40", "10 to 15", dozens."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Phrases, Sentence, grammar

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
    before = bound_phrases()[0]
    first, last, kind = number.first, number.last, ""
    for j in range(number.first - 1, max(-1, number.first - 4), -1):
        if hit := before.match(sentence.lower[max(0, j - 4) : j + 1][::-1], 0):
            if sentence.lower[j] == "to" and sentence.at(j - hit[0]) in grammar("riser"):
                break  # "had gone up to 43": up is where the toll went
            kind, first = hit[1], j + 1 - hit[0]
            break
        if sentence.lower[j] not in SKIPPED:
            break
    for behind in dict.fromkeys((last, end)):
        if suffix := behind_number(sentence, behind):
            kind, last = kind or suffix[1], max(last, suffix[0])
            break
    if number.form == "range":
        return "range", first, last
    if number.form == "vague":
        return "vague", first, last
    return kind or "exact", first, last


def behind_number(sentence: Sentence, i: int) -> tuple[int, str] | None:
    """The bounding phrase at ``i``, behind a number ("or more"): where it ends, and the bound."""
    return bound_phrases()[1].match(sentence.lower, i) if i < len(sentence) else None


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
