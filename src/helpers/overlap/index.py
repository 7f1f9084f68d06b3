"""Which pairs of texts may share a passage: fingerprints in an inverted index, never all pairs.

A fingerprint is a shingle of a few words in a row (Broder 1997), chosen by winnowing: of every window of neighbouring
shingles the one with the smallest hash (Schleimer, Wilkerson and Aiken 2003). Two texts are a candidate where at least
two different fingerprints of theirs meet close together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.overlap.words import CONTENT, Words

BLOCK = 4_000_000  # meetings looked at together; bounds the memory
BAND = 32  # words by which meetings of one passage may be shifted against each other
MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)


def shingles(words: Words, length: int) -> np.ndarray:
    """A number for every ``length`` words in a row; 0 where none of them says anything."""
    n = len(words) - length + 1
    if n < 1:
        return np.zeros(0, dtype=np.uint64)
    keys = words.key.astype(np.uint64)
    made = np.zeros(n, dtype=np.uint64)
    for step in range(length):
        made = (made ^ keys[step : step + n]) * MIX
        made ^= made >> np.uint64(29)
    telling = np.convolve(words.weight >= CONTENT * words.size, np.ones(length), mode="valid") > 0
    return np.where(telling, made | np.uint64(1), np.uint64(0))


def winnow(hashes: np.ndarray, window: int) -> np.ndarray:
    """Positions of the fingerprints among ``hashes``: the smallest of every ``window`` neighbours."""
    if window <= 1 or len(hashes) <= window:
        return np.arange(len(hashes))
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    last = window - 1 - np.argmin(views[:, ::-1], axis=1)
    return np.unique(np.arange(len(views)) + last)


def candidates(texts: Sequence[Words], *, shingle: int, window: int, frequent: int, reach: int) -> np.ndarray:
    """Pairs of positions in ``texts``, each with the smaller first, in order: an array of two columns.

    A fingerprint in more than ``frequent`` texts is a stock phrase and points nowhere; one in many texts joins each
    with the ``reach`` next only, so the work grows with the number of words, not of pairs. ``texts``: in order of time.
    """
    hashed, places, owner = [], [], []
    for number, words in enumerate(texts):
        hashes = shingles(words, shingle)
        kept = winnow(hashes, window)
        kept = kept[hashes[kept] > 0]
        hashed.append(hashes[kept])
        places.append(kept)
        owner.append(np.full(len(kept), number))
    if not hashed:
        return np.zeros((0, 2), dtype=np.int64)
    hashes, place, doc = np.concatenate(hashed), np.concatenate(places), np.concatenate(owner)
    order = np.lexsort((place, doc, hashes))
    hashes, place, doc = hashes[order], place[order], doc[order]
    once = np.ones(len(hashes), dtype=bool)  # a fingerprint counts once a text, at its first place
    once[1:] = (hashes[1:] != hashes[:-1]) | (doc[1:] != doc[:-1])
    hashes, place, doc = hashes[once], place[once], doc[once]
    _, first, count = np.unique(hashes, return_index=True, return_counts=True)
    kept = (count > 1) & (count <= frequent)
    last = np.repeat((first + count)[kept], count[kept])  # end of the run of each row that meets others
    rows = np.repeat(first[kept], count[kept]) + within(count[kept])
    found = []
    partners = np.minimum(last - rows - 1, reach)
    bounds = np.searchsorted(np.cumsum(partners), np.arange(0, partners.sum() + BLOCK, BLOCK), side="right")
    for low, high in zip(np.unique(bounds)[:-1], np.unique(bounds)[1:], strict=True):
        n = partners[low:high]
        one = np.repeat(rows[low:high], n)
        found.append(meet(one, one + 1 + within(n), doc, place, len(texts)))
    if not found:
        return np.zeros((0, 2), dtype=np.int64)
    pairs = support(np.concatenate(found))
    return np.stack([pairs // len(texts), pairs % len(texts)], axis=1)


def within(counts: np.ndarray) -> np.ndarray:
    """0, 1, … counted anew for each of ``counts``."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def meet(one: np.ndarray, other: np.ndarray, doc: np.ndarray, place: np.ndarray, n: int) -> np.ndarray:
    """Where two rows of the index meet: pair, diagonal band, place; each meeting in two bands that overlap by half."""
    pair = doc[one].astype(np.int64) * n + doc[other]
    shift = place[one].astype(np.int64) - place[other] + (1 << 30)
    return np.stack([pair, shift, place[one]], axis=1)


def support(meetings: np.ndarray) -> np.ndarray:
    """The pairs two of whose meetings, at different words, lie within a band of each other, in both texts."""
    order = np.lexsort((meetings[:, 2], meetings[:, 0]))
    pair, shift, place = meetings[order].T
    good = np.zeros(len(pair), dtype=bool)
    for step in (1, 2, 3):  # a neighbour that lies elsewhere in the other text may stand between
        same = pair[step:] == pair[:-step]
        near = (np.abs(shift[step:] - shift[:-step]) <= BAND) & (place[step:] - place[:-step] <= BAND)
        good[step:] |= same & near
    return np.unique(pair[good])
