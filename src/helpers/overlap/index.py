"""Which pairs of texts may share a passage: fingerprints in an inverted index, never all pairs.

A fingerprint is a shingle of a few words in a row (Broder 1997), chosen by winnowing: of every window of neighbouring
shingles the one with the smallest hash (Schleimer, Wilkerson and Aiken 2003). Two texts are a candidate where at least
two different fingerprints of theirs meet close together. Here are the steps on arrays; `join` takes them over a corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from helpers.overlap.words import Words

MET = 0.56  # part of the lowest score that fingerprints close together must bring; up to it no passage is lost
BLOCK = 4_000_000  # meetings looked at together; bounds the memory
BAND = 32  # words by which meetings of one passage may be shifted against each other
STRETCH = 64  # words of a text within which the meetings of one passage are counted together
POSTING = np.dtype([("value", "<u8"), ("text", "<u4"), ("place", "<i4")])
MEETING = np.dtype([("one", "<u4"), ("other", "<u4"), ("place", "<i4"), ("shift", "<i4")])


def winnow(hashes: np.ndarray, window: int) -> np.ndarray:
    """Positions of the fingerprints among ``hashes``: the smallest of every ``window`` neighbours."""
    if window <= 1 or len(hashes) <= window:
        return np.arange(len(hashes))
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    last = window - 1 - np.argmin(views[:, ::-1], axis=1)
    return np.unique(np.arange(len(views)) + last)


def postings(texts: Sequence[Words], first: int, window: int) -> np.ndarray:
    """The fingerprints of ``texts``, numbered from ``first``, as `POSTING`; each once a text, at its first place."""
    made = [np.zeros(0, dtype=POSTING)]
    for number, words in enumerate(texts, first):
        kept = winnow(words.shingles, window)
        kept = kept[words.shingles[kept] > 0]
        values, at = np.unique(words.shingles[kept], return_index=True)
        rows = np.empty(len(values), dtype=POSTING)
        rows["value"], rows["text"], rows["place"] = values, number, kept[at]
        made.append(rows)
    return np.concatenate(made)


def joined(rows: np.ndarray, *, frequent: int, reach: int) -> Iterator[np.ndarray]:
    """The meetings of ``rows`` (as `POSTING`, in the order of texts) as `MEETING`, in blocks in the order of ``one``.

    A fingerprint in more than ``frequent`` texts is a stock phrase and points nowhere; one in many texts joins each
    with the ``reach`` next only, so the work grows with the number of words, not of pairs.
    """
    rows = rows[np.argsort(rows["value"], kind="stable")]
    value, text, place = (np.ascontiguousarray(rows[name]) for name in POSTING.names)
    for one, other in meetings(value, text, frequent=frequent, reach=reach):
        made = np.empty(len(one), dtype=MEETING)
        made["one"], made["other"], made["place"] = text[one], text[other], place[one]
        made["shift"] = place[one] - place[other]
        yield made


def meetings(
    values: np.ndarray, owner: np.ndarray, *, frequent: int, reach: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows with one value, each row with the ``reach`` next of them, in blocks with all the meetings of an owner.

    ``values`` in order, and of one value the ``owner`` in order; values of more than ``frequent`` rows are left out.
    """
    first = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])) if len(values) else np.zeros(0, int)
    count = np.diff(first, append=len(values))
    kept = (count > 1) & (count <= frequent)
    rows = np.repeat(first[kept], count[kept]) + within(count[kept])
    partners = np.minimum(np.repeat((first + count)[kept], count[kept]) - rows - 1, reach)
    order = np.argsort(owner[rows], kind="stable")
    rows, partners = rows[order], partners[order]
    ends = np.flatnonzero(np.diff(owner[rows].astype(np.int64), append=-1)) + 1
    blocks = np.cumsum(partners)[ends - 1] // BLOCK if len(ends) else np.zeros(0, dtype=np.int64)
    low = 0
    for high in ends[np.diff(blocks, append=-1) != 0].tolist():
        one = np.repeat(rows[low:high], partners[low:high])
        yield one, one + 1 + within(partners[low:high])
        low = high


def within(counts: np.ndarray) -> np.ndarray:
    """0, 1, … counted anew for each of ``counts``."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def supported(
    pair: np.ndarray,
    place: np.ndarray,
    shift: np.ndarray,
    at: np.ndarray,
    sums: np.ndarray,
    *,
    shingle: int,
    worth: float,
) -> tuple[np.ndarray, np.ndarray]:
    """The pairs whose meetings, within a stretch of the first text and of like shift, weigh ``worth`` together, and
    of each the span of all such stretches: first word and end in the one text, first word and end in the other.

    ``pair`` (a number below 2**39) with the ``place`` of the fingerprint in its first text; ``at``: where that place
    stands in ``sums``, the weight of all words before each. Words of two shingles count once.
    """
    key = pair << 24 | place
    order = np.argsort(key)
    key, shift = key[order], shift[order]
    near = np.zeros(len(key), dtype=bool)
    for step in (1, 2, 3):  # a meeting that lies elsewhere in the other text may stand between
        # BAND < 2**24, so that keys so near each other are of one pair, or of two whose places are far apart
        good = (key[step:] - key[:-step] <= BAND) & (np.abs(shift[step:] - shift[:-step]) <= BAND)
        near[step:] |= good
        near[:-step] |= good
    key, shift, at = key[near], shift[near].astype(np.int64), at[order[near]]
    new = np.full(len(key), shingle)
    new[1:] = np.minimum(key[1:] - key[:-1], shingle)
    weights = np.concatenate([[0.0], np.cumsum(sums[at + shingle] - sums[at + shingle - new])])
    pair, place = key >> 24, key & (1 << 24) - 1
    first = np.searchsorted(key, pair << 24 | np.maximum(place - STRETCH, 0))
    enough = np.flatnonzero(weights[1:] - weights[first] >= worth)
    inside = np.zeros(len(key) + 1, dtype=np.int64)  # of how many such stretches a meeting is one
    np.add.at(inside, first[enough], 1)
    np.add.at(inside, enough + 1, -1)
    kept = np.flatnonzero(np.cumsum(inside[:-1]))
    pair, place, other = pair[kept], place[kept], place[kept] - shift[kept]
    begins = np.flatnonzero(np.diff(pair, prepend=-1))
    if not len(begins):
        return pair, np.zeros((0, 4), dtype=np.int64)
    bounds = [of.reduceat(side, begins) for side in (place, other) for of in (np.minimum, np.maximum)]
    return pair[begins], np.stack(bounds, axis=1) + np.array([0, shingle, 0, shingle])
