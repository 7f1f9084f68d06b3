"""Where two texts tell the same: seeds, chains of seeds, and a local alignment that ends where agreement ends.

Seed, chain and extend as Sanchez-Perez, Sidorov and Gelbukh (2014) and Smith et al.'s passim find text reuse: word
shingles that both texts have are chained in order; the stretch around a chain is aligned word by word (Levenshtein over
words, rapidfuzz); of the alignment the pieces of highest score stay, cut where the score falls too far below its best
(Smith and Waterman 1981; the X-drop of Altschul et al. 1990). So small edits are bridged and the ends are exact. A
sentence that moved is a chain of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import JaroWinkler, Levenshtein

from helpers.overlap.words import Words

PENALTY = 0.5  # of its weight, for a word that only one text has; with it unrelated prose scores below zero
NUMBER = 3.0  # for a number that stands where the other text has another: it tells of another event
SEEDED = 0.5  # part of the lowest score that the seeds of a chain must bring themselves
SPELLING = 0.88  # Jaro-Winkler similarity from which two words are one name spelt twice
SPELT_WORTH = 0.7  # what such a pair of words counts against equal words
SPELLINGS = 0.5  # points that words spelt differently add to a piece at most, in what was measured
MARGIN = 24  # words looked at beyond a chain's ends, again and again while they agree
CROWD = 8  # places of one shingle in a text from which it is a refrain and seeds nothing
LOOSE, SPELT, EQUAL = range(3)  # kinds of segments
LOOK_BACK = 40  # blocks a chain may skip over when it looks for its predecessor


Segment = tuple[int, int, int, int, int, float]  # kind, first and end in a, first and end in b, score


@dataclass(frozen=True)
class Piece:
    """An alignment of words: ``a, b`` positions of the words that agree, ``score``, the span of words in both texts."""

    score: float
    a: tuple[int, int]  # first word, word after the last
    b: tuple[int, int]
    equal: np.ndarray  # pairs of positions of equal words
    spelt: np.ndarray  # pairs of positions of words that differ in spelling only


def align(a: Words, b: Words, *, shingle: int, gap: int, drop: float, floor: float) -> list[Piece]:
    """All pieces of ``a`` and ``b`` that agree with a score of at least ``floor``, best first.

    ``gap``: words between two seeds of a chain at most; ``drop``: fall of the score that ends a piece. Pieces may lie
    in any order; each has words, in one text at least, that no better one has.
    """
    blocks = seeds(a, b, shingle)
    worth = [min(weight(a, i, i + n), weight(b, j, j + n)) for i, j, n in blocks]
    found: list[Piece] = []
    for chain in chains(blocks, gap):
        first, last = blocks[chain[0]], blocks[chain[-1]]
        if sum(worth[k] for k in chain) < floor * SEEDED or any(inside(piece, first, last) for piece in found):
            continue
        if promising(a, b, first, last, floor):
            found += extend(a, b, first, last, drop=drop, floor=floor)
    return unique(found)


def promising(a: Words, b: Words, first: tuple, last: tuple, floor: float) -> bool:
    """Whether the words around a chain can score ``floor``, a quick look before the alignment: the best stretch of each
    text (Kadane's algorithm), if every word that stands anywhere in the other's words agreed in its place."""
    a0, b0 = max(0, first[0] - MARGIN), max(0, first[1] - MARGIN)
    a1, b1 = last[0] + last[2] + MARGIN, last[1] + last[2] + MARGIN
    same = a.stem[a0:a1, None] == b.stem[b0:b1]
    for weight, there in ((a.weight[a0:a1], same.any(axis=1)), (b.weight[b0:b1], same.any(axis=0))):
        total = np.cumsum(np.where(there, weight, -PENALTY * weight))
        if (total - np.minimum(np.minimum.accumulate(total), 0)).max() < floor - SPELLINGS:
            return False
    return True


def seeds(a: Words, b: Words, length: int) -> list[tuple[int, int, int]]:
    """Runs of equal words, each position in ``a``, position in ``b``, words; built of shingles that both have."""
    low = np.searchsorted(b.sorted, a.shingles)
    there = np.flatnonzero((a.shingles > 0) & (b.sorted[np.minimum(low, len(b.sorted) - 1)] == a.shingles))
    high = np.searchsorted(b.sorted, a.shingles[there], "right")
    runs: dict[int, tuple[int, int, int]] = {}
    done = []
    for i, first, last in zip(there.tolist(), low[there].tolist(), high.tolist(), strict=True):
        for j in b.order[first:last].tolist() if last - first <= CROWD else ():
            run = runs.get(j - i)
            if run and run[0] + run[2] >= i:
                runs[j - i] = (run[0], run[1], i - run[0] + length)
            else:
                if run:
                    done.append(run)
                runs[j - i] = (i, j, length)
    return sorted([*done, *runs.values()])


def chains(blocks: list[tuple[int, int, int]], gap: int) -> list[list[int]]:
    """The blocks as chains in the order of both texts, the heaviest first; each block in one chain."""
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


def inside(piece: Piece, first: tuple[int, int, int], last: tuple[int, int, int]) -> bool:
    """Whether a chain from ``first`` to ``last`` lies inside ``piece`` in both texts."""
    return (
        piece.a[0] <= first[0]
        and last[0] + last[2] <= piece.a[1]
        and piece.b[0] <= first[1]
        and last[1] + last[2] <= piece.b[1]
    )


def extend(a: Words, b: Words, first: tuple, last: tuple, *, drop: float, floor: float) -> list[Piece]:
    """The pieces around one chain: aligned with a margin, which grows while the alignment reaches its edge."""
    left, right = MARGIN, MARGIN
    while True:
        a0, b0 = max(0, first[0] - left), max(0, first[1] - left)
        a1, b1 = min(len(a), last[0] + last[2] + right), min(len(b), last[1] + last[2] + right)
        pieces = cut(segments(a, b, a0, a1, b0, b1), drop=drop, floor=floor)
        if not pieces:
            return []
        low, high = min(piece.a[0] for piece in pieces), max(piece.a[1] for piece in pieces)
        low_b, high_b = min(piece.b[0] for piece in pieces), max(piece.b[1] for piece in pieces)
        grown = False
        if a0 and b0 and (low < a0 + MARGIN // 2 or low_b < b0 + MARGIN // 2):
            left, grown = left + 2 * MARGIN, True
        if a1 < len(a) and b1 < len(b) and (high > a1 - MARGIN // 2 or high_b > b1 - MARGIN // 2):
            right, grown = right + 2 * MARGIN, True
        if not grown:
            return pieces


def segments(a: Words, b: Words, a0: int, a1: int, b0: int, b1: int) -> list[Segment]:
    """The alignment of two stretches, in order: runs of equal words, words spelt differently, and what is between."""
    sums_a, sums_b = a.sums[a0 : a1 + 1].tolist(), b.sums[b0 : b1 + 1].tolist()
    signs_a, signs_b = a.initial[a0:a1].tolist(), b.initial[b0:b1].tolist()
    counts_a, counts_b = a.number[a0:a1].tolist(), b.number[b0:b1].tolist()
    made: list[Segment] = []

    def add(kind: int, i0: int, i1: int, j0: int, j1: int) -> None:
        worth_a, worth_b = sums_a[i1] - sums_a[i0], sums_b[j1] - sums_b[j0]
        worth = min(worth_a, worth_b) if kind == EQUAL else -PENALTY * max(worth_a, worth_b)
        if i1 > i0 or j1 > j0:
            made.append((kind, i0 + a0, i1 + a0, j0 + b0, j1 + b0, worth))

    for tag, i0, i1, j0, j1 in Levenshtein.opcodes(a.key[a0:a1].tolist(), b.key[b0:b1].tolist()):
        if tag == "replace":
            for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
                number = counts_a[i] and counts_b[j]
                if not number and (signs_a[i] != signs_b[j] or counts_a[i] or counts_b[j]):
                    continue
                if number or spelt(a, i + a0, b, j + b0):
                    add(LOOSE, i0, i, j0, j)
                    kind, worth = (LOOSE, -NUMBER) if number else (SPELT, SPELT_WORTH)
                    worth *= float(min(a.weight[i + a0], b.weight[j + b0]))
                    made.append((kind, i + a0, i + a0 + 1, j + b0, j + b0 + 1, worth))
                    i0, j0 = i + 1, j + 1
        add(EQUAL if tag == "equal" else LOOSE, i0, i1, j0, j1)
    return made


def weight(words: Words, first: int, last: int) -> float:
    """The weight of the words from ``first`` to before ``last``."""
    return float(words.sums[last] - words.sums[first])


def spelt(a: Words, i: int, b: Words, j: int) -> bool:
    """Whether two words are one word spelt twice (``Sukhna``, ``Sukhnah``)."""
    one, other = a.normal(i), b.normal(j)
    return min(len(one), len(other)) > 3 and JaroWinkler.similarity(one, other) >= SPELLING


def cut(found: list[Segment], *, drop: float, floor: float) -> list[Piece]:
    """The stretches of an alignment that score ``floor`` or more: each begins and ends with a word that agrees."""
    spans = []
    start = stop = 0
    total = best = 0.0
    for at, segment in enumerate(found):
        total += segment[5]
        if total > best:
            best, stop = total, at + 1
        if total <= 0 or total < best - drop:
            if best >= floor:
                spans.append((start, stop, best))
            start = stop = at + 1
            total = best = 0.0
    if best >= floor:
        spans.append((start, stop, best))
    return [piece(found[first:last], score) for first, last, score in spans]


def piece(found: list[Segment], score: float) -> Piece:
    """The segments as one piece."""
    pairs = {}
    for kind in (EQUAL, SPELT):
        runs = [(i0 + step, j0 + step) for k, i0, i1, j0, _, _ in found if k == kind for step in range(i1 - i0)]
        pairs[kind] = np.array(runs, dtype=np.int64).reshape(-1, 2)
    return Piece(score, (found[0][1], found[-1][2]), (found[0][3], found[-1][4]), pairs[EQUAL], pairs[SPELT])


def unique(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` without those whose words better ones have already, by half or more, in both texts; best first."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.score, piece.a, piece.b)):
        if not (covered(piece.a, [one.a for one in kept]) and covered(piece.b, [one.b for one in kept])):
            kept.append(piece)
    return kept


def covered(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether ``others`` together cover half of ``span`` or more."""
    inside = {i for first, last in others for i in range(max(span[0], first), min(span[1], last))}
    return 2 * len(inside) >= span[1] - span[0]
