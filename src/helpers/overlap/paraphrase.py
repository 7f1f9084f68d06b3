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
from datetime import date

import numpy as np

from helpers.overlap.index import meetings, within
from helpers.overlap.words import Words

YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST = 8  # words; shorter sentences have too little to agree in
ANCHORS = 3  # rare words that two sentences must share to be looked at
ALIKE = 5  # words, names and numbers that two sentences must share


SENTENCE = np.dtype(
    [("text", "<u4"), ("place", "<i4"), ("start", "<i4"), ("end", "<i4"), ("size", "<f8"), ("stems", "<i8")]
)
STEM = np.dtype([("stem", "<i8"), ("number", "?")])
LAYOUT = (SENTENCE, STEM)


@dataclass(frozen=True)
class Sentences:
    """Sentences in the order of their texts, and the stems in them.

    ``text``: which; ``place``: the sentence's number in it; ``start, end``: code points; ``size``: words; ``first``:
    of each sentence its first stem, and one more. Of the stems, in the order of sentences: ``sentence``; ``stem``, a
    number from 0 in the order of their values; ``number``: whether it counts something; ``count``: of each stem the
    sentences it stands in.
    """

    text: np.ndarray
    place: np.ndarray
    start: np.ndarray
    end: np.ndarray
    size: np.ndarray
    first: np.ndarray
    sentence: np.ndarray
    stem: np.ndarray
    number: np.ndarray
    count: np.ndarray


def find(
    made: Sentences,
    published: Sequence[str],
    taken: Mapping[tuple[int, int], list[tuple[int, int, int, int]]],
    *,
    share: float,
    days: int,
    frequent: int,
) -> list[tuple[int, int, int, int, int, int, float, float]]:
    """Pairs of stretches that tell the same, each as text, start, end, text, start, end (code points), the share of
    their weight that agrees, at least ``share``, and the words of both. A stretch is a sentence or a few in a row.

    ``taken``: of each pair of texts the passages found already (code points in both), whose sentences are left out.
    ``days``: between the publications, at most; ``frequent``: sentences a rare word stands in, at most.
    """
    weigh = Weights(made, np.log((len(made.text) + 1) / made.count))
    pairs = anchored(made, np.array([day(one) for one in published]), days, frequent)
    pairs = pairs[weigh.held(pairs[:, 0], pairs[:, 1]) >= share]
    near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for one, other in pairs.tolist():
        a, b = int(made.text[one]), int(made.text[other])
        spans = span(made, [one]), span(made, [other])
        if not any(touches(spans[0], old[:2]) or touches(spans[1], old[2:]) for old in taken.get((a, b), ())):
            near[a, b].append((one, other))
    return [
        (a, *span(made, ones), b, *span(made, others), round(agree, 4), made.size[ones].sum(), made.size[others].sum())
        for (a, b), pairs in sorted(near.items())
        for ones, others, agree in grown(pairs, made, weigh, share)
    ]


def day(published: str) -> float:
    """The number of the day of ``published``; NaN, which is near every other, where it is not known to the day."""
    return date.fromisoformat(published[:10]).toordinal() if len(published) >= 10 else float("nan")


@dataclass(frozen=True)
class Weights:
    """How much sentences have in common: ``weight`` of each stem."""

    made: Sentences
    weight: np.ndarray

    def stems(self, of: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The different stems of the sentences ``of``, their weights, and which are numbers."""
        rows = np.concatenate([np.arange(self.made.first[one], self.made.first[one + 1]) for one in of])
        found, first = np.unique(self.made.stem[rows], return_index=True)
        return found, self.weight[found], self.made.number[rows][first]

    def held(self, ones: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Of each pair of sentences the share of the smaller side's weight that the other side has."""
        made, n_stems = self.made, len(self.made.count)
        sums = np.concatenate([[0.0], np.cumsum(self.weight[made.stem])])
        total = sums[made.first[1:]] - sums[made.first[:-1]]
        n_each = np.diff(made.first)[ones]
        rows = np.repeat(made.first[ones], n_each) + within(n_each)
        there, wanted = made.sentence * n_stems + made.stem, np.repeat(others, n_each) * n_stems + made.stem[rows]
        both = there[np.minimum(np.searchsorted(there, wanted), len(there) - 1)] == wanted
        pair = np.repeat(np.arange(len(ones)), n_each)
        shared = np.bincount(pair, weights=np.where(both, self.weight[made.stem[rows]], 0.0), minlength=len(ones))
        return shared / np.minimum(total[ones], total[others])

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


def sentences(texts: Sequence[Words], first: int) -> tuple[np.ndarray, np.ndarray]:
    """The sentences of ``texts``, numbered from ``first``, that are long enough, and the stems in them, as `LAYOUT`;
    headlines are left out."""
    made, stems = [np.zeros(0, dtype=SENTENCE)], [np.zeros(0, dtype=STEM)]
    for text, words in enumerate(texts, first):
        if not len(words):
            continue
        low = np.flatnonzero(np.diff(words.sentence, prepend=-1))
        size = np.add.reduceat(words.size, low)
        long = (low >= words.title) & (size >= SHORTEST)
        number = np.repeat(np.where(long, np.cumsum(long) - 1, -1), np.diff(low, append=len(words)))
        at = np.flatnonzero((number >= 0) & ~words.common)
        at = at[np.lexsort((words.stem[at], number[at]))]
        new = (np.diff(number[at], prepend=-1) != 0) | (np.diff(words.stem[at], prepend=-1) != 0)
        at = at[new]
        rows = np.zeros(int(long.sum()), dtype=SENTENCE)
        rows["text"], rows["place"], rows["start"] = text, words.sentence[low[long]], words.start[low[long]]
        rows["end"], rows["size"] = words.end[np.append(low[1:], len(words))[long] - 1], size[long]
        rows["stems"] = np.bincount(number[at], minlength=len(rows))
        made.append(rows)
        of = np.zeros(len(at), dtype=STEM)
        of["stem"], of["number"] = words.stem[at], counts(words, at)
        stems.append(of)
    return np.concatenate(made), np.concatenate(stems)


def together(parts: Sequence[Sequence[np.ndarray]]) -> Sentences:
    """The sentences of all ``parts`` (each of `sentences`), with their stems numbered."""
    made, stems = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    _, stem, count = np.unique(stems["stem"], return_inverse=True, return_counts=True)
    return Sentences(
        text=made["text"].astype(np.int64),
        **{name: made[name] for name in ("place", "start", "end", "size")},
        first=np.concatenate([[0], np.cumsum(made["stems"])]),
        sentence=np.repeat(np.arange(len(made)), made["stems"]),
        stem=stem,
        number=stems["number"],
        count=count,
    )


def counts(words: Words, at: np.ndarray) -> np.ndarray:
    """Which of the words at the positions ``at`` are numbers that count something: not years."""
    made = words.number[at]
    made[made] = [not YEAR.fullmatch(words.normal(position)) for position in at[made].tolist()]
    return made


def anchored(made: Sentences, day: np.ndarray, days: int, frequent: int) -> np.ndarray:
    """Pairs of sentences of different texts, ``days`` apart at most, that share `ANCHORS` rare stems or more, in
    order; ``day``: of each text, NaN where it is unknown."""
    order = np.argsort(made.stem, kind="stable")
    owner = made.sentence[order]
    n = max(1, len(made.text))
    found = [np.zeros(0, dtype=np.int64)]
    for one, other in meetings(made.stem[order], owner, frequent=frequent, reach=frequent):
        one, other = owner[one], owner[other]
        text_a, text_b = made.text[one], made.text[other]
        near = (text_a != text_b) & ~(np.abs(day[text_a] - day[text_b]) > days)
        pairs, count = np.unique((one * n + other)[near], return_counts=True)
        found.append(pairs[count >= ANCHORS])
    pairs = np.concatenate(found)
    return np.stack([pairs // n, pairs % n], axis=1)


def span(made: Sentences, of: Sequence[int]) -> tuple[int, int]:
    """The code points of the sentences ``of`` one text, from their first word to their last."""
    return int(made.start[min(of)]), int(made.end[max(of)])


def touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether ``other`` covers a quarter of ``one`` or more."""
    return 4 * (min(one[1], other[1]) - max(one[0], other[0])) >= one[1] - one[0]
