"""Sentences that tell the same in other words: a weaker layer, kept apart from copied text.

Two sentences of articles of about the same day are taken for one told twice if the rare words, names and numbers they
have in common weigh enough of both (inverse frequency over sentences, Spärck Jones 1972), without a language model:
words count by their first letters, so that inflections agree. A sentence that the other text splits in two, and
neighbours that agree one by one, are one passage. No family and no share rests on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
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
    """The sentences of all texts: ``text`` (its position), ``place`` (its number in it), ``first, last`` (words, as
    positions in the text); and the stems in them, sorted by sentence and stem: ``stem, sentence, number`` (whether it
    is a number)."""

    text: np.ndarray
    place: np.ndarray
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
    """Pairs of stretches that tell the same, each as text, start, end, text, start, end (code points) and the share of
    their weight that agrees, at least ``share``. A stretch is a sentence or a few in a row.

    ``taken``: of each pair of texts the passages found already (code points in both), whose sentences are left out.
    ``days``: between the publications, at most; ``frequent``: sentences a rare word stands in, at most.
    """
    made = sentences(texts)
    n = len(made.text)
    _, where, count = np.unique(made.stem, return_inverse=True, return_counts=True)
    weigh = Weights(made, where, np.log((n + 1) / count)[where], np.searchsorted(made.sentence, np.arange(n + 1)))
    near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for one, other in anchored(made, frequent).tolist():
        a, b = int(made.text[one]), int(made.text[other])
        if a == b or apart(published[a], published[b]) > days or weigh.held([one], [other]) < share:
            continue
        spans = span(texts[a], made, [one]), span(texts[b], made, [other])
        if not any(touches(spans[0], old[:2]) or touches(spans[1], old[2:]) for old in taken.get((a, b), ())):
            near[a, b].append((one, other))
    return [
        (a, *span(texts[a], made, ones), b, *span(texts[b], made, others), round(agree, 4))
        for (a, b), pairs in sorted(near.items())
        for ones, others, agree in grown(pairs, made, weigh, share)
    ]


@dataclass(frozen=True)
class Weights:
    """How much sentences have in common: ``where`` and ``weight`` of each stem, ``bounds`` of each sentence's stems."""

    made: Sentences
    where: np.ndarray
    weight: np.ndarray
    bounds: np.ndarray

    def stems(self, of: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The different stems of the sentences ``of``, their weights, and which are numbers."""
        rows = np.concatenate([np.arange(self.bounds[one], self.bounds[one + 1]) for one in of])
        found, first = np.unique(self.where[rows], return_index=True)
        return found, self.weight[rows][first], self.made.number[rows][first]

    def held(self, ones: Sequence[int], others: Sequence[int]) -> float:
        """The share of the smaller side's weight that the other side has."""
        (stems_a, weight_a, _), (stems_b, weight_b, _) = self.stems(ones), self.stems(others)
        return float(weight_a[np.isin(stems_a, stems_b)].sum() / min(weight_a.sum(), weight_b.sum()))

    def agree(self, ones: Sequence[int], others: Sequence[int]) -> float:
        """The share of both sides' weight that agrees; 0 where few words do, or their numbers speak against it."""
        (stems_a, weight_a, number_a), (stems_b, weight_b, number_b) = self.stems(ones), self.stems(others)
        at = np.isin(stems_a, stems_b)
        if at.sum() < ALIKE or (number_a.any() and number_b.any() and not number_a[at].any()):
            return 0.0
        return float(2 * weight_a[at].sum() / (weight_a.sum() + weight_b.sum()))


def grown(
    pairs: list[tuple[int, int]], made: Sentences, weigh: Weights, share: float
) -> list[tuple[list[int], list[int], float]]:
    """The pairs of sentences of two texts as stretches: the best pair first, with the neighbours that fit.

    A neighbour fits where the stretches agree at least as well with it, or where it agrees by itself. Each sentence
    stands in one stretch.
    """
    alone = {pair: weigh.agree(pair[:1], pair[1:]) for pair in pairs}
    left = sorted(pairs, key=lambda pair: (-alone[pair], pair))
    found, used = [], set()
    for seed in left:
        if seed[0] in used or seed[1] in used:
            continue
        ones, others, agree = [seed[0]], [seed[1]], alone[seed]
        changed = True
        while changed:
            changed = False
            for one, other in left:
                new = one not in ones, other not in others
                if not any(new) or one in used or other in used:
                    continue
                if not (beside(made, one, ones) and beside(made, other, others)):
                    continue
                wider = [*ones, one] if new[0] else ones, [*others, other] if new[1] else others
                together = weigh.agree(*wider)
                if together >= share and (together >= agree or alone[one, other] >= share):
                    ones, others, agree, changed = *wider, together, True
        if agree >= share:
            found.append((sorted(ones), sorted(others), agree))
            used |= {*ones, *others}
    return sorted(found)


def beside(made: Sentences, one: int, others: Sequence[int]) -> bool:
    """Whether the sentence ``one`` is one of ``others`` or stands right before or after them."""
    return any(abs(made.place[one] - made.place[other]) <= 1 for other in others)


def sentences(texts: Sequence[Words]) -> Sentences:
    """The sentences of ``texts`` that are long enough, with their stems; headlines are left out."""
    text, place, first, last, stem, owner, number = [], [], [], [], [], [], []
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
            place.append(int(words.sentence[low]))
            first.append(low)
            last.append(high)
    columns = (int, stem), (int, owner), (bool, number)
    flat = [np.concatenate([np.zeros(0, dtype=kind), *parts]) for kind, parts in columns]
    return Sentences(*(np.array(part, dtype=int) for part in (text, place, first, last)), *flat)


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


def span(words: Words, made: Sentences, of: Sequence[int]) -> tuple[int, int]:
    """The code points of the sentences ``of`` one text, from their first word to their last."""
    return int(words.start[made.first[min(of)]]), int(words.end[made.last[max(of)] - 1])


def touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether ``other`` covers a quarter of ``one`` or more."""
    return 4 * (min(one[1], other[1]) - max(one[0], other[0])) >= one[1] - one[0]
