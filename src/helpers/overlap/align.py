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

from helpers.overlap.chains import MARGIN, PENALTY, Span
from helpers.overlap.words import Words

NUMBER = 3.0  # for a number that stands where the other text has another: it tells of another event
SPELLING = 0.88  # Jaro-Winkler similarity from which two words are one name spelt twice
SPELT_WORTH = 0.7  # what such a pair of words counts against equal words
LOOSE, SPELT, EQUAL = range(3)  # kinds of segments


Segment = tuple[int, int, int, int, int, float]  # kind, first and end in a, first and end in b, score


@dataclass(frozen=True)
class Piece:
    """An alignment of words: ``a, b`` positions of the words that agree, ``score``, the span of words in both texts."""

    score: float
    a: tuple[int, int]  # first word, word after the last
    b: tuple[int, int]
    equal: np.ndarray  # pairs of positions of equal words
    spelt: np.ndarray  # pairs of positions of words that differ in spelling only


def align(a: Words, b: Words, spans: list[Span], *, drop: float, floor: float) -> list[Piece]:
    """All pieces around the chains ``spans`` that agree with a score of at least ``floor``, best first.

    ``drop``: fall of the score that ends a piece. Pieces may lie in any order; each has words, in one text at least,
    that no better one has.
    """
    found: list[Piece] = []
    for span in spans:
        if not any(inside(piece, span) for piece in found):
            found += extend(a, b, span, drop=drop, floor=floor)
    return unique(found)


def inside(piece: Piece, span: Span) -> bool:
    """Whether a chain lies inside ``piece`` in both texts."""
    return piece.a[0] <= span[0] and span[1] <= piece.a[1] and piece.b[0] <= span[2] and span[3] <= piece.b[1]


def extend(a: Words, b: Words, span: Span, *, drop: float, floor: float) -> list[Piece]:
    """The pieces around one chain: aligned with a margin, which grows while the alignment reaches its edge."""
    left, right = MARGIN, MARGIN
    while True:
        a0, b0 = max(0, span[0] - left), max(0, span[2] - left)
        a1, b1 = min(len(a), span[1] + right), min(len(b), span[3] + right)
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
                if number or spelt(a.normal(i + a0), b.normal(j + b0)):
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


def spelt(one: str, other: str) -> bool:
    """Whether two normal forms are one word spelt twice (``Sukhna``, ``Sukhnah``)."""
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
