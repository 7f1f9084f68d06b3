"""Which aligned pieces of two texts are passages: where they begin and end, and of which kind they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from helpers.overlap import edges
from helpers.overlap.align import SPELT_WORTH, Piece, align, covered, weight
from helpers.overlap.chains import PENALTY, Span, between
from helpers.overlap.settings import Settings
from helpers.overlap.words import Words

MOST_ALIKE = 0.99  # similarity of words that are not the same throughout: two digits show no 1.00
FRAGMENT = 1.5  # weight of the words at an end that a sentence break cuts off


def similarity(a: Words, b: Words, piece: Piece) -> float:
    """The share of the words of ``piece`` that agree: 1 where all do, and less, however little, where one does not."""
    agree = ordered(piece)
    n_words = a.size[slice(*piece.a)].sum() + b.size[slice(*piece.b)].sum()
    same = a.size[np.unique(agree[:, 0])].sum() + b.size[np.unique(agree[:, 1])].sum()
    return min(1.0 if kind(piece) == "verbatim" else MOST_ALIKE, round(float(same / n_words), 4))


def kinds(a: Words, b: Words, spans: list[Span], settings: Settings) -> list[tuple[Piece, str]]:
    """The pieces around the chains ``spans`` that count as passages, each with its kind."""
    found = pieces(a, b, spans, settings, settings.min_score, settings.min_words)
    copied = sum(len(piece.equal) for piece, kind in found if kind != "quotation")
    if copied < settings.beside_words:
        return found
    least = settings.min_words * settings.beside_score / settings.min_score
    taken_a, taken_b = [piece.a for piece, _ in found], [piece.b for piece, _ in found]
    less = between(a, b, length=settings.shingle, gap=settings.gap, floor=settings.beside_score)
    for piece, kind in pieces(a, b, less, settings, settings.beside_score, least):
        if not covered(piece.a, taken_a) and not covered(piece.b, taken_b):
            found.append((piece, kind))
    return found


def pieces(
    a: Words, b: Words, spans: list[Span], settings: Settings, floor: float, least: float
) -> list[tuple[Piece, str]]:
    """The pieces around ``spans`` of at least ``floor`` points and ``least`` words, each with its kind."""
    made = align(a, b, spans, drop=settings.drop, floor=floor)
    lined = [part for piece in made for part in at_title(a, b, piece)]
    parts = [found for piece in lined for found in split(a, b, trim(a, b, piece), settings)]
    kept = [
        (piece if kind == "quotation" else ended(a, b, piece), kind)
        for piece, kind in parts
        if kind == "quotation"
        or (
            piece.score >= floor
            and a.size[slice(*piece.a)].sum() >= least
            and similarity(a, b, piece) >= settings.min_similarity
        )
    ]
    return [
        (piece, was if was == "quotation" else kind(piece))
        for at, (piece, was) in enumerate(kept)
        if not any(
            within(piece, other) and (at > n or not within(other, piece))
            for n, (other, _) in enumerate(kept)
            if n != at
        )
    ]


def ended(a: Words, b: Words, piece: Piece) -> Piece:
    """``piece``, which is a passage, with what its sentence adds behind words that differ, and whole hyphenated words
    at its ends."""
    wider = made_of(a, b, edges.widen(a, b, ordered(piece), over=True))
    return replace(wider, score=piece.score, a=edges.whole(a, *wider.a), b=edges.whole(b, *wider.b))


def within(piece: Piece, other: Piece) -> bool:
    """Whether ``piece`` lies inside ``other`` in both texts."""
    return all(
        outer[0] <= inner[0] and inner[1] <= outer[1] for inner, outer in ((piece.a, other.a), (piece.b, other.b))
    )


def at_title(a: Words, b: Words, piece: Piece) -> list[Piece]:
    """``piece``, cut where a headline ends and the body begins."""
    agree = ordered(piece)
    side = (agree[:, 0] >= a.title).astype(int) + (agree[:, 1] >= b.title)
    return [part(a, b, agree[side == value]) for value in np.unique(side).tolist()]


def ordered(piece: Piece) -> np.ndarray:
    """The pairs of words that agree, in the order of the texts."""
    agree = np.concatenate([piece.equal, piece.spelt])
    return agree[np.argsort(agree[:, 0], kind="stable")]


def split(a: Words, b: Words, piece: Piece, settings: Settings) -> list[tuple[Piece, str]]:
    """``piece`` with its kind; words that both texts quote are taken out of it and stand as a quotation.

    They stay where they are part of a long copied stretch: then the text was taken, and the quotation with it.
    """
    agree = ordered(piece)
    inside = a.quoted[agree[:, 0]] & b.quoted[agree[:, 1]]
    if not inside.any() or a.weight[agree[~inside, 0]].sum() >= settings.quotation_context:
        return [(piece, kind(piece))]
    edges = [0, *(np.flatnonzero(np.diff(inside.astype(int))) + 1).tolist(), len(agree)]
    runs = [(low, high) for low, high in pairwise(edges) if inside[low]]
    long = [run for run in runs if a.size[agree[slice(*run), 0]].sum() >= settings.quotation_words]
    made, last = [], 0
    for low, high in [*long, (len(agree), len(agree))]:
        if low > last:
            rest = part(a, b, agree[last:low])
            made.append((rest, kind(rest)))
        if high > low:
            made.append((part(a, b, agree[low:high]), "quotation"))
        last = high
    return made


def trim(a: Words, b: Words, piece: Piece) -> Piece:
    """``piece`` with ends that make sense: without a word or two of another sentence that happen to agree, with what
    agrees right before and after it in its sentence (`edges.widen`)."""
    agree = ordered(piece)
    worth = np.minimum(a.weight[agree[:, 0]], b.weight[agree[:, 1]])
    new = (np.diff(a.sentence[agree[:, 0]]) > 0) | (np.diff(b.sentence[agree[:, 1]]) > 0)
    breaks = np.flatnonzero(new) + 1
    low, high = 0, len(agree)
    for at in breaks:
        if worth[low:at].sum() < FRAGMENT:
            low = int(at)
    for at in breaks[::-1]:
        if at > low and worth[at:high].sum() < FRAGMENT:
            high = int(at)
    return part(a, b, edges.widen(a, b, agree[low:high], over=False))


def part(a: Words, b: Words, agree: np.ndarray) -> Piece:
    """The piece that the pairs of words ``agree`` make, without loose ends."""
    return made_of(a, b, tight(a, b, agree))


def made_of(a: Words, b: Words, agree: np.ndarray) -> Piece:
    """The piece of the pairs of words ``agree``, as they are."""
    span_a, span_b = (int(agree[0, 0]), int(agree[-1, 0]) + 1), (int(agree[0, 1]), int(agree[-1, 1]) + 1)
    same = a.key[agree[:, 0]] == b.key[agree[:, 1]]
    equal, spelt = agree[same], agree[~same]
    worth = [np.minimum(a.weight[pairs[:, 0]], b.weight[pairs[:, 1]]).sum() for pairs in (equal, spelt)]
    loose = weight(a, *span_a) + weight(b, *span_b) - 2 * (worth[0] + worth[1])
    return Piece(float(worth[0] + SPELT_WORTH * worth[1] - PENALTY * loose / 2), span_a, span_b, equal, spelt)


def tight(a: Words, b: Words, agree: np.ndarray) -> np.ndarray:
    """The stretch of ``agree`` with the highest score: words at its ends that stand too far off are left out."""
    worth = np.minimum(a.weight[agree[:, 0]], b.weight[agree[:, 1]])
    sums = enumerate((a.sums, b.sums))
    between = np.maximum(*(total[agree[1:, side]] - total[agree[:-1, side] + 1] for side, total in sums))
    costs = np.concatenate([[0.0], PENALTY * between])
    best = total = 0.0
    low, span = 0, (0, len(agree))
    for at, (value, cost) in enumerate(zip(worth.tolist(), costs.tolist(), strict=True)):
        if total <= cost:
            total, low = 0.0, at
        else:
            total -= cost
        total += value
        if total > best:
            best, span = total, (low, at + 1)
    return agree[slice(*span)]


def kind(piece: Piece) -> str:
    """Verbatim where every word agrees (case, accents and punctuation aside), else edited."""
    same = len(piece.equal) == piece.a[1] - piece.a[0] == piece.b[1] - piece.b[0]
    return "verbatim" if same else "edited"
