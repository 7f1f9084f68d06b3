"""Passages that two articles share, as table rows: verbatim, edited, or one speaker's words that both quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers import engine, tables
from helpers.overlap import index, refrains, words
from helpers.overlap.align import PENALTY, SEEDED, SPELT_WORTH, Piece, align, covered, weight
from helpers.overlap.words import Words

FRAGMENT = 1.5  # weight of the words at an end that a sentence break cuts off
COLUMNS = ["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "words", "similarity", "kind"]


@dataclass(frozen=True)
class Settings:
    """How passages are found; the parameters of notebook 04, in words unless said otherwise."""

    shingle: int = 3
    window: int = 1
    frequent: int = 100  # articles
    reach: int = 50  # articles
    gap: int = 30
    drop: float = 6.0  # points of score
    min_words: int = 8
    min_score: float = 6.0  # points of score
    min_similarity: float = 0.5  # share
    beside_words: int = 40
    beside_score: float = 4.0  # points of score
    quotation_words: int = 6
    quotation_context: int = 40
    refrain: int = 4  # articles
    related: float = 0.2  # share
    stock_words: int = 30


def find(
    documents: pd.DataFrame, texts: Mapping[str, str], settings: Settings, *, jobs: int = 1, cluster: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The passages that articles share, and for each pair how many words of each stand in the other.

    ``documents`` needs ``doc_id, published, status``; ``texts``: the articles as analysed, by ``doc_id``. Returns
    `overlap_passages` and a frame ``doc_a, doc_b, shared_a, shared_b, words_a, words_b`` (words).
    """
    read = documents[documents["status"] != "skipped"].sort_values(["published", "doc_id"])
    ids = sorted(read["doc_id"], key=dict(zip(read["doc_id"], range(len(read)), strict=True)).get)
    prepared = [words.read(texts[doc_id], settings.shingle) for doc_id in ids]
    found = index.candidates(
        prepared,
        shingle=settings.shingle,
        window=settings.window,
        frequent=settings.frequent,
        reach=settings.reach,
        worth=SEEDED * settings.min_score,
    )
    items = []
    for one, other in found.tolist():
        a, b = (one, other) if ids[one] < ids[other] else (other, one)
        items.append((ids[a], ids[b], prepared[a], prepared[b], settings))
    items.sort(key=lambda item: item[:2])
    compared = engine.map_parts(compare, items, jobs=jobs, cluster=cluster)
    rows = [row for passages in compared for row in passages]
    sizes = {doc_id: one.size for doc_id, one in zip(ids, prepared, strict=True)}
    frame = pd.DataFrame([row[:-1] for row in rows], columns=COLUMNS)
    agree = [row[-1] for row in rows]
    frame["stands"] = refrains.stands(frame, most(shares(frame, agree, sizes)), settings.related)
    kept = ~refrains.stock(frame, texts, refrain=settings.refrain, words=settings.stock_words)
    agree = [pairs for pairs, keep in zip(agree, kept, strict=True) if keep]
    frame = frame[kept].reset_index(drop=True)
    return identified(frame, texts), shares(frame, agree, sizes)


def identified(frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """``frame`` as `overlap_passages`, with ids made of both articles and both wordings."""
    wordings = {
        f"text_{side}": [
            texts[doc][start:end]
            for doc, start, end in zip(frame[f"doc_{side}"], frame[f"start_{side}"], frame[f"end_{side}"], strict=True)
        ]
        for side in "ab"
    }
    named = frame.assign(doc_id=frame["doc_a"], **wordings)
    frame["passage_id"] = tables.stable_ids(named, "doc_b", "kind", *wordings)
    return tables.conform("overlap_passages", frame)


def shares(frame: pd.DataFrame, agree: list[np.ndarray], sizes: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """For each pair with a passage ``doc_a, doc_b, shared_a, shared_b, words_a, words_b``: words of each that stand in
    the other, each counted once, quotations aside, and words of each."""
    rows = []
    for (doc_a, doc_b), part in frame.groupby(["doc_a", "doc_b"]).indices.items():
        copied = [agree[n] for n in part if frame["kind"].iat[n] in refrains.COPIED]
        both = np.concatenate([*copied, np.zeros((0, 2), dtype=np.int64)])
        shared = [float(sizes[doc][np.unique(both[:, side])].sum()) for side, doc in enumerate((doc_a, doc_b))]
        rows.append((doc_a, doc_b, *shared, float(sizes[doc_a].sum()), float(sizes[doc_b].sum())))
    return pd.DataFrame(rows, columns=["doc_a", "doc_b", "shared_a", "shared_b", "words_a", "words_b"])


def most(counts: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The larger share of each pair."""
    share = np.maximum(counts["shared_a"] / counts["words_a"], counts["shared_b"] / counts["words_b"])
    return dict(zip(zip(counts["doc_a"], counts["doc_b"], strict=True), share, strict=True))


def compare(items: list[tuple[str, str, Words, Words, Settings]]) -> list[list[tuple]]:
    """For each pair of texts its passages as rows of `COLUMNS`, with the pairs of words that agree."""
    return [pair(*item) for item in items]


def pair(doc_a: str, doc_b: str, a: Words, b: Words, settings: Settings) -> list[tuple]:
    """The passages of one pair in the order of ``a``."""
    rows = []
    for piece, kind in sorted(kinds(a, b, settings), key=lambda found: (found[0].a, found[0].b)):
        n_words = max(1, round(a.size[slice(*piece.a)].sum()))
        place_a = int(a.start[piece.a[0]]), int(a.end[piece.a[1] - 1])
        place_b = int(b.start[piece.b[0]]), int(b.end[piece.b[1] - 1])
        rows.append((doc_a, *place_a, doc_b, *place_b, n_words, similarity(a, b, piece), kind, ordered(piece)))
    return rows


def similarity(a: Words, b: Words, piece: Piece) -> float:
    """The share of the words of ``piece`` that agree: 1 where all do."""
    agree = ordered(piece)
    n_words = a.size[slice(*piece.a)].sum() + b.size[slice(*piece.b)].sum()
    return min(1.0, round(float((a.size[agree[:, 0]].sum() + b.size[agree[:, 1]].sum()) / n_words), 4))


def kinds(a: Words, b: Words, settings: Settings) -> list[tuple[Piece, str]]:
    """The pieces that count as passages, each with its kind."""
    found = pieces(a, b, settings, settings.min_score, settings.min_words)
    copied = sum(len(piece.equal) for piece, kind in found if kind != "quotation")
    if copied < settings.beside_words:
        return found
    least = settings.min_words * settings.beside_score / settings.min_score
    taken_a, taken_b = [piece.a for piece, _ in found], [piece.b for piece, _ in found]
    for piece, kind in pieces(a, b, settings, settings.beside_score, least):
        if not covered(piece.a, taken_a) and not covered(piece.b, taken_b):
            found.append((piece, kind))
    return found


def pieces(a: Words, b: Words, settings: Settings, floor: float, least: float) -> list[tuple[Piece, str]]:
    """The pieces of at least ``floor`` points and ``least`` words, each with its kind."""
    made = align(a, b, shingle=settings.shingle, gap=settings.gap, drop=settings.drop, floor=floor)
    lined = [part for piece in made for part in at_title(a, b, piece)]
    parts = [found for piece in lined for found in split(a, b, trim(a, b, piece), settings)]
    return [
        (piece, kind)
        for piece, kind in parts
        if kind == "quotation"
        or (
            piece.score >= floor
            and a.size[slice(*piece.a)].sum() >= least
            and similarity(a, b, piece) >= settings.min_similarity
        )
    ]


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
    if (~inside).sum() >= settings.quotation_context or not inside.any():
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
    """``piece`` with ends that make sense: without a word or two of another sentence that happen to agree, with the
    equal words right before and after it in its sentence."""
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
    return part(a, b, widen(a, b, agree[low:high]))


def widen(a: Words, b: Words, agree: np.ndarray) -> np.ndarray:
    """``agree`` with the equal words of the same sentence that stand right before and after it."""
    before, after = [], []
    (i, j), (k, m) = agree[0].tolist(), agree[-1].tolist()
    while i and j and a.key[i - 1] == b.key[j - 1] and a.sentence[i - 1] == a.sentence[agree[0, 0]]:
        i, j = i - 1, j - 1
        before.append((i, j))
    while k + 1 < len(a) and m + 1 < len(b) and a.key[k + 1] == b.key[m + 1] and a.sentence[k + 1] == a.sentence[k]:
        k, m = k + 1, m + 1
        after.append((k, m))
    return np.array([*before[::-1], *agree.tolist(), *after])


def part(a: Words, b: Words, agree: np.ndarray) -> Piece:
    """The piece that the pairs of words ``agree`` make, without loose ends."""
    agree = tight(a, b, agree)
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
