"""Sentences that tell the same in other words: a weaker layer, kept apart from copied text.

Two sentences of articles of about the same day are taken for one told twice if the rare words, names and numbers they
have in common weigh enough of both (inverse frequency over sentences, Spärck Jones 1972), without a language model:
words count by their first letters, so that inflections agree. No family and no share rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from helpers.overlap.direction import apart
from helpers.overlap.index import meetings
from helpers.overlap.words import Words

YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST = 8  # words; shorter sentences have too little to agree in
ANCHORS = 3  # rare words that two sentences must share to be looked at
ALIKE = 5  # words, names and numbers that two sentences must share


@dataclass(frozen=True)
class Sentences:
    """The sentences of all texts: ``text`` (its position), ``first, last`` (words, as positions in the text); and the
    stems in them, sorted by sentence and stem: ``stem, sentence, number`` (whether it is a number)."""

    text: np.ndarray
    first: np.ndarray
    last: np.ndarray
    stem: np.ndarray
    sentence: np.ndarray
    number: np.ndarray


def find(
    texts: Sequence[Words],
    published: Sequence[str],
    taken: Mapping[tuple[int, int], list[tuple[int, int, int, int]]],
    *,
    share: float,
    days: int,
    frequent: int,
) -> list[tuple[int, int, int, int, int, int, float]]:
    """Pairs of sentences that tell the same, each as text, start, end, text, start, end (code points) and the share of
    their weight that agrees, at least ``share``.

    ``taken``: of each pair of texts the passages found already (code points in both), whose sentences are left out.
    ``days``: between the publications, at most; ``frequent``: sentences a rare word stands in, at most.
    """
    made = sentences(texts)
    n = len(made.text)
    _, where, count = np.unique(made.stem, return_inverse=True, return_counts=True)
    weight = np.log((n + 1) / count)[where]
    total = np.bincount(made.sentence, weights=weight, minlength=n)
    bounds = np.searchsorted(made.sentence, np.arange(n + 1))
    found = []
    for one, other in anchored(made, frequent).tolist():
        a, b = int(made.text[one]), int(made.text[other])
        if a == b or apart(published[a], published[b]) > days:
            continue
        row_a, row_b = slice(bounds[one], bounds[one + 1]), slice(bounds[other], bounds[other + 1])
        at = np.flatnonzero(np.isin(made.stem[row_a], made.stem[row_b], assume_unique=True))
        agree = 2 * weight[row_a][at].sum() / (total[one] + total[other])
        if len(at) < ALIKE or agree < share or against(made.number[row_a], made.number[row_b], at):
            continue
        spans = span(texts[a], made, one), span(texts[b], made, other)
        if not any(touches(spans[0], old[:2]) or touches(spans[1], old[2:]) for old in taken.get((a, b), ())):
            found.append((a, *spans[0], b, *spans[1], round(float(agree), 4)))
    return found


def sentences(texts: Sequence[Words]) -> Sentences:
    """The sentences of ``texts`` that are long enough, with their stems; headlines are left out."""
    text, first, last, stem, owner, number = [], [], [], [], [], []
    for position, words in enumerate(texts):
        starts = np.flatnonzero(np.diff(words.sentence, prepend=-1))
        for low, high in pairwise([*starts.tolist(), len(words)]):
            if low < words.title or words.size[low:high].sum() < SHORTEST:
                continue
            telling = ~words.common[low:high]
            stems, at = np.unique(words.stem[low:high][telling], return_index=True)
            stem.append(stems)
            number.append(counts(words, low + np.flatnonzero(telling)[at]))
            owner.append(np.full(len(stems), len(text)))
            text.append(position)
            first.append(low)
            last.append(high)
    columns = (int, stem), (int, owner), (bool, number)
    flat = [np.concatenate([np.zeros(0, dtype=kind), *parts]) for kind, parts in columns]
    return Sentences(np.array(text, dtype=int), np.array(first, dtype=int), np.array(last, dtype=int), *flat)


def counts(words: Words, at: np.ndarray) -> np.ndarray:
    """Which of the words at the positions ``at`` are numbers that count something: not years."""
    made = words.number[at]
    made[made] = [not YEAR.fullmatch(words.normal(position)) for position in at[made].tolist()]
    return made


def anchored(made: Sentences, frequent: int) -> np.ndarray:
    """Pairs of sentences of different texts that share `ANCHORS` rare stems or more, in order."""
    order = np.lexsort((made.sentence, made.stem))
    stem, owner = made.stem[order], made.sentence[order]
    n = max(1, len(made.text))
    found = [np.zeros(0, dtype=np.int64)]
    for one, other in meetings(stem, owner, frequent=frequent, reach=frequent):
        different = made.text[owner[one]] != made.text[owner[other]]
        pairs, count = np.unique((owner[one] * n + owner[other])[different], return_counts=True)
        found.append(pairs[count >= ANCHORS])
    pairs = np.concatenate(found)
    return np.stack([pairs // n, pairs % n], axis=1)


def against(number_a: np.ndarray, number_b: np.ndarray, at: np.ndarray) -> bool:
    """Whether the numbers of two sentences speak against each other: both have some, and none in common."""
    return bool(number_a.any() and number_b.any() and not number_a[at].any())


def span(words: Words, made: Sentences, sentence: int) -> tuple[int, int]:
    """The code points of one sentence, from its first word to its last."""
    return int(words.start[made.first[sentence]]), int(words.end[made.last[sentence] - 1])


def touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether ``other`` covers a quarter of ``one`` or more."""
    return 4 * (min(one[1], other[1]) - max(one[0], other[0])) >= one[1] - one[0]
