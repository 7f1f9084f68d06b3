"""Where pairs of texts may agree: seeds, chains of seeds, and whether a chain can come to anything; many pairs at once.

Nearly all pairs of texts that have some word shingles in common have nothing else in common. So before any alignment
(`align`) a pair must have a chain of seeds (Sanchez-Perez, Sidorov and Gelbukh 2014) that weighs enough, and around it
enough words that stand in the other text at all. Every step takes the pairs together, as arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from helpers.overlap.index import within
from helpers.overlap.words import MIX, Words

PENALTY = 0.5  # of its weight, for a word that only one text has; with it unrelated prose scores below zero
SEEDED = 0.5  # part of the lowest score that the seeds of a chain must bring themselves
SPELLINGS = 0.5  # points that words spelt differently add to a piece at most, in what was measured
MARGIN = 24  # words looked at beyond a chain's ends
CROWD = 8  # places of one shingle in a text from which it is a refrain and seeds nothing
LOOK_BACK = 40  # blocks a chain may skip over when it looks for its predecessor
ROUNDING = 1e-6  # points by which sums of the same weights may differ
LAYOUT = ("<i8", "<u8", "<u4", "<f8", "<i8")  # of the columns of `Packed` and the ranks
FACTORS = (MIX, np.uint64(0xC2B2AE3D27D4EB4F))  # for two hashes that have nothing to do with each other
SPARSE = 8  # places of a table of hashes for each word in it


Span = list[int]  # of a chain: first word and end in the one text, first word and end in the other


@dataclass(frozen=True)
class Packed:
    """What is asked of several texts, one after the other; a text takes a slot more than it has words.

    ``first``: the slot in which each text begins, and the end of the last; by slot ``shingles`` (0 where none begins),
    ``stems`` (their lower half), ``sums``: the weight of the text's words before the slot.
    """

    first: np.ndarray
    shingles: np.ndarray
    stems: np.ndarray
    sums: np.ndarray


def packed(texts: Sequence[Words]) -> Packed:
    """``texts`` one after the other."""
    shingles, stems, sums = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.uint32)], [np.zeros(0)]
    for text in texts:
        shingles += [text.shingles, np.zeros(len(text) + 1 - len(text.shingles), dtype=np.uint64)]
        stems += [text.stem.astype(np.uint32), np.zeros(1, dtype=np.uint32)]
        sums.append(text.sums)
    first = np.cumsum([0, *(len(text) + 1 for text in texts)])
    return Packed(first, np.concatenate(shingles), np.concatenate(stems), np.concatenate(sums))


def hopeful(
    a: Packed,
    ones: np.ndarray,
    b: Packed,
    others: np.ndarray,
    swapped: np.ndarray,
    *,
    length: int,
    gap: int,
    floor: float,
) -> tuple[np.ndarray, np.ndarray]:
    """The chains of each pair of texts that may come to a score of ``floor``: number of the pair, and the chain's
    `Span`; of a pair the heaviest first.

    ``ones`` of ``a`` are paired with ``others`` of ``b``; where ``swapped`` the other counts as the first of the pair,
    and stands first in the span.
    ``length``: words of a shingle; ``gap``: words between two seeds of a chain at most.
    """
    pair, x, y = met(a, ones, b, others, swapped)
    pair, x, y, n = blocks(pair, x, y, length)
    sums_a, sums_b = a.first[ones[pair]] + x, b.first[others[pair]] + y
    worth = np.minimum(a.sums[sums_a + n] - a.sums[sums_a], b.sums[sums_b + n] - b.sums[sums_b])
    least = floor * SEEDED - ROUNDING
    able = np.flatnonzero(np.bincount(pair, worth, len(ones))[pair] >= least)
    order = np.lexsort((np.where(swapped[pair], x, y)[able], np.where(swapped[pair], y, x)[able], pair[able]))
    rows = zip(*(column[able[order]].tolist() for column in (pair, x, y, n, worth)), strict=True)
    made = []
    for number, found in groupby(rows, key=itemgetter(0)):
        found = list(found)
        for chain in chains([row[1:4] for row in found], gap):
            if sum(found[k][4] for k in chain) >= least:
                (_, x, y, *_), (_, x_last, y_last, n, _) = found[chain[0]], found[chain[-1]]
                made.append((number, x, x_last + n, y, y_last + n))
    columns = np.array(made, dtype=np.int64).reshape(-1, 5)
    pair, spans = columns[:, 0], columns[:, 1:]
    kept = promising(a, ones[pair], b, others[pair], spans, floor)
    pair, spans = pair[kept], spans[kept]
    return pair, np.where(swapped[pair, None], spans[:, [2, 3, 0, 1]], spans)


def between(a: Words, b: Words, *, length: int, gap: int, floor: float) -> list[Span]:
    """The chains of one pair that may come to ``floor`` (`hopeful`)."""
    alone = np.zeros(1, dtype=np.int64)
    _, spans = hopeful(packed([a]), alone, packed([b]), alone, alone > 0, length=length, gap=gap, floor=floor)
    return spans.tolist()


def met(
    a: Packed, ones: np.ndarray, b: Packed, others: np.ndarray, swapped: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where both texts of a pair have a shingle: number of the pair, place in the one, place in the other."""
    (at_a, pair_a), (at_b, pair_b) = (
        slots(a.first[ones], a.first[ones + 1]),
        slots(b.first[others], b.first[others + 1]),
    )
    values_a, values_b = a.shingles.take(at_a), b.shingles.take(at_b)
    there_a, there_b = (
        there[values[there] > 0]
        for there, values in zip(shared(values_a, pair_a, values_b, pair_b), (values_a, values_b), strict=True)
    )
    values, number = np.unique(np.concatenate([values_a[there_a], values_b[there_b]]), return_inverse=True)
    key_a, key_b = np.split(np.concatenate([pair_a[there_a], pair_b[there_b]]) * len(values) + number, [len(there_a)])
    order_a, order_b = np.argsort(key_a, kind="stable"), np.argsort(key_b, kind="stable")
    key_a, there_a, key_b, there_b = key_a[order_a], there_a[order_a], key_b[order_b], there_b[order_b]
    low, high = (np.searchsorted(key_b, key_a, side) for side in ("left", "right"))
    times = np.searchsorted(key_a, key_a, "right") - np.searchsorted(key_a, key_a)
    pair = pair_a[there_a]
    x, y = at_a[there_a] - a.first[ones[pair]], at_b[there_b] - b.first[others[pair_b[there_b]]]
    count = np.where(np.where(swapped[pair], times, high - low) <= CROWD, high - low, 0)
    return np.repeat(pair, count), np.repeat(x, count), y[np.repeat(low, count) + within(count)]


def slots(first: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The slots of spans one after the other, and the number of the span each is in."""
    count = end - first
    number = np.repeat(np.arange(len(first)), count)
    return np.arange(len(number)) + (first - np.cumsum(count) + count).take(number), number


def shared(a: np.ndarray, group_a: np.ndarray, b: np.ndarray, group_b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which of ``a`` stand in ``b``, and which of ``b`` in ``a``, each within its group, by tables of hashes: of those
    that do not, one in a thousand is taken for one that does."""
    bits = int(SPARSE * max(len(a), len(b), 1)).bit_length()
    shift = np.uint64(64 - bits)
    at_a, at_b = np.arange(len(a)), np.arange(len(b))
    a, b = a + group_a.astype(np.uint64), b + group_b.astype(np.uint64)
    for factor in FACTORS:
        hashed_a, hashed_b = ((values * factor >> shift).astype(np.int64) for values in (a, b))
        kept_a, kept_b = (
            np.flatnonzero(marked(hashed_b, bits).take(hashed_a)),
            np.flatnonzero(marked(hashed_a, bits).take(hashed_b)),
        )
        a, at_a, b, at_b = a.take(kept_a), at_a.take(kept_a), b.take(kept_b), at_b.take(kept_b)
    return at_a, at_b


def marked(places: np.ndarray, bits: int) -> np.ndarray:
    """A table that is true in ``places``."""
    made = np.zeros(1 << bits, dtype=bool)
    made[places] = True
    return made


def blocks(
    pair: np.ndarray, x: np.ndarray, y: np.ndarray, length: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Shingles that overlap or touch in both texts as one run of equal words: pair, place in the one, place in the
    other, words."""
    order = np.lexsort((x, y - x, pair))
    pair, x, y = pair[order], x[order], y[order]
    apart = (np.diff(pair) != 0) | (np.diff(y - x) != 0) | (np.diff(x) > length)
    first = np.flatnonzero(np.concatenate([[True], apart])) if len(x) else np.zeros(0, dtype=np.int64)
    last = np.append(first[1:], len(x))[: len(first)] - 1
    return pair[first], x[first], y[first], x[last] - x[first] + length


def chains(blocks: list[tuple[int, int, int]], gap: int) -> list[list[int]]:
    """The blocks (place in one text, place in the other, words) as chains in the order of both texts, the heaviest
    first; each block in one chain."""
    score, before = [0.0] * len(blocks), [-1] * len(blocks)
    for k, (i, j, n) in enumerate(blocks):
        score[k] = n
        for m in range(k - 1, max(-1, k - LOOK_BACK), -1):
            di, dj = i - blocks[m][0] - blocks[m][2], j - blocks[m][1] - blocks[m][2]
            if -2 <= di <= gap and -2 <= dj <= gap:
                value = score[m] + n - 0.1 * abs(di - dj) - max(0, -di, -dj)
                if value > score[k]:
                    score[k], before[k] = value, m
    made, used = [], set()
    for k in sorted(range(len(blocks)), key=lambda k: (-score[k], k)):
        chain = []
        while k >= 0 and k not in used:
            used.add(k)
            chain.append(k)
            k = before[k]
        if chain:
            made.append(chain[::-1])
    return made


def promising(
    a: Packed,
    ones: np.ndarray,
    b: Packed,
    others: np.ndarray,
    spans: np.ndarray,
    floor: float,
    margin: int = MARGIN,
) -> np.ndarray:
    """Whether the words around each chain can score ``floor``: the best stretch of each text (Kadane's algorithm), if
    every word that stands anywhere in the other's words agreed in its place. ``spans``: of the chains, in ``ones`` of
    ``a`` and ``others`` of ``b``; ``margin``: words looked at on both sides of them."""
    sides = []
    for texts, numbers, span in ((a, ones, spans[:, :2]), (b, others, spans[:, 2:])):
        first, end = texts.first[numbers], texts.first[numbers + 1] - 1
        low, high = np.maximum(first, first + span[:, 0] - margin), np.minimum(end, first + span[:, 1] + margin)
        sides.append((texts, *slots(low, high)))
    (_, at_a, chain_a), (_, at_b, chain_b) = sides
    there = shared(a.stems[at_a], chain_a, b.stems[at_b], chain_b)
    made = np.ones(len(spans), dtype=bool)
    for (texts, at, chain), same in zip(sides, there, strict=True):
        weight = texts.sums[at + 1] - texts.sums[at]
        value = -PENALTY * weight
        value[same] = weight[same]
        made &= best(value, chain, len(spans)) >= floor - SPELLINGS - ROUNDING
    return made


def best(values: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    """The highest sum of neighbouring ``values`` of each of ``count`` groups, each of which has some."""
    if not len(values):
        return np.zeros(count)
    total = np.cumsum(values)
    first = np.flatnonzero(np.diff(group, prepend=-1))
    total -= (total[first] - values[first])[group]
    apart = group * (2 * np.abs(total).max() + 1)  # so far apart that the lowest sum of one group is above all later
    lowest = np.minimum(np.minimum.accumulate(total - apart) + apart, 0)
    return np.maximum.reduceat(total - lowest, first)
