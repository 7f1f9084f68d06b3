"""Which pairs of texts may share a passage: fingerprints in an inverted index, never all pairs.

A fingerprint is a shingle of a few words in a row (Broder 1997), chosen by winnowing: of every window of neighbouring
shingles the one with the smallest hash (Schleimer, Wilkerson and Aiken 2003). Two texts are a candidate where at least
two different fingerprints of theirs meet close together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from helpers.overlap.words import Words

MET = 0.58  # part of the lowest score that fingerprints close together must bring; up to it no passage is lost
BLOCK = 4_000_000  # meetings looked at together; bounds the memory
BAND = 32  # words by which meetings of one passage may be shifted against each other
STRETCH = 64  # words of a text within which the meetings of one passage are counted together


def winnow(hashes: np.ndarray, window: int) -> np.ndarray:
    """Positions of the fingerprints among ``hashes``: the smallest of every ``window`` neighbours."""
    if window <= 1 or len(hashes) <= window:
        return np.arange(len(hashes))
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    last = window - 1 - np.argmin(views[:, ::-1], axis=1)
    return np.unique(np.arange(len(views)) + last)


def candidates(
    texts: Sequence[Words], *, shingle: int, window: int, frequent: int, reach: int, worth: float
) -> np.ndarray:
    """Pairs of positions in ``texts``, each with the smaller first, in order: an array of two columns.

    A pair is one if fingerprints that meet close together have words of at least the weight ``worth``.

    A fingerprint in more than ``frequent`` texts is a stock phrase and points nowhere; one in many texts joins each
    with the ``reach`` next only, so the work grows with the number of words, not of pairs. ``texts``: in order of time.
    """
    if not texts:
        return np.zeros((0, 2), dtype=np.int64)
    hashed, places, owner, weighed = [], [], [], []
    for number, words in enumerate(texts):
        hashes = words.shingles
        kept = winnow(hashes, window)
        kept = kept[hashes[kept] > 0]
        hashed.append(hashes[kept])
        places.append(kept)
        owner.append(np.full(len(kept), number))
        weighed.append(np.stack([words.weight[kept + step] for step in range(shingle)], axis=1))
    hashes, place, doc = np.concatenate(hashed), np.concatenate(places), np.concatenate(owner)
    tails = np.concatenate(weighed)[:, ::-1].cumsum(axis=1)  # weight of the last 1, 2, … words of each shingle
    order = np.lexsort((place, doc, hashes))
    hashes, place, doc, tails = hashes[order], place[order], doc[order], tails[order]
    once = np.ones(len(hashes), dtype=bool)  # a fingerprint counts once a text, at its first place
    once[1:] = (hashes[1:] != hashes[:-1]) | (doc[1:] != doc[:-1])
    hashes, place, doc, tails = hashes[once], place[once], doc[once], tails[once]
    found = [np.zeros(0, dtype=np.int64)]
    for one, other in meetings(hashes, doc, frequent=frequent, reach=reach):
        pair = doc[one] * len(texts) + doc[other]
        found.append(supported(pair, place[one], place[one] - place[other], tails[one], worth))
    pairs = np.concatenate(found)
    return np.stack([pairs // len(texts), pairs % len(texts)], axis=1)


def meetings(
    values: np.ndarray, owner: np.ndarray, *, frequent: int, reach: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows with one value, each row with the ``reach`` next of them, in blocks with all the meetings of an owner.

    ``values`` in order, and of one value the ``owner`` in order; values of more than ``frequent`` rows are left out.
    """
    _, first, count = np.unique(values, return_index=True, return_counts=True)
    kept = (count > 1) & (count <= frequent)
    rows = np.repeat(first[kept], count[kept]) + within(count[kept])
    partners = np.minimum(np.repeat((first + count)[kept], count[kept]) - rows - 1, reach)
    order = np.argsort(owner[rows], kind="stable")
    rows, partners = rows[order], partners[order]
    ends = np.flatnonzero(np.diff(owner[rows], append=-1)) + 1
    blocks = np.cumsum(partners)[ends - 1] // BLOCK if len(ends) else np.zeros(0, dtype=np.int64)
    low = 0
    for high in ends[np.diff(blocks, append=-1) != 0].tolist():
        one = np.repeat(rows[low:high], partners[low:high])
        yield one, one + 1 + within(partners[low:high])
        low = high


def within(counts: np.ndarray) -> np.ndarray:
    """0, 1, … counted anew for each of ``counts``."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def supported(pair: np.ndarray, place: np.ndarray, shift: np.ndarray, tails: np.ndarray, worth: float) -> np.ndarray:
    """The pairs whose meetings, within a stretch of the first text and of like shift, weigh ``worth`` together.

    ``tails``: weight of the last 1, 2, … words of the shingle, so that words of two shingles count once.
    """
    order = np.argsort(pair << 24 | place)
    pair, place, shift, tails = pair[order], place[order], shift[order], tails[order]
    near = np.zeros(len(pair), dtype=bool)
    for step in (1, 2, 3):  # a meeting that lies elsewhere in the other text may stand between
        good = (pair[step:] == pair[:-step]) & (place[step:] - place[:-step] <= BAND)
        good &= np.abs(shift[step:] - shift[:-step]) <= BAND
        near[step:] |= good
        near[:-step] |= good
    pair, place, tails = pair[near], place[near], tails[near]
    new = np.full(len(pair), tails.shape[1])
    new[1:] = np.where(pair[1:] == pair[:-1], np.minimum(place[1:] - place[:-1], tails.shape[1]), new[1:])
    sums = np.concatenate([[0.0], np.cumsum(tails[np.arange(len(pair)), new - 1])])
    key = pair << 24 | place
    first = np.searchsorted(key, pair << 24 | np.maximum(place - STRETCH, 0))
    return np.unique(pair[sums[1:] - sums[first] >= worth])
