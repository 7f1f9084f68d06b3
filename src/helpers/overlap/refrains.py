"""Stretches that many unrelated articles have: stock phrases, and background that outlets repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

COPIED = ("verbatim", "edited")


def stands(passages: pd.DataFrame, related: Mapping[tuple[str, str], float], share: float) -> np.ndarray:
    """For each row of ``passages`` the number of articles that have its stretch (half of it or more) and little else.

    ``related``: the larger share of each pair ``(doc_a, doc_b)``; below ``share`` the two share little else.
    """
    places = defaultdict(list)  # of each article: start, end, an unrelated article has it, row
    columns = (passages[name].tolist() for name in ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "kind"))
    for row, (doc_a, start_a, end_a, doc_b, start_b, end_b, kind) in enumerate(zip(*columns, strict=True)):
        unrelated = kind in COPIED and related[doc_a, doc_b] < share
        places[doc_a].append((start_a, end_a, unrelated, row))
        places[doc_b].append((start_b, end_b, unrelated, row))
    made = np.zeros(len(passages), dtype=np.int64)
    for spans in places.values():
        start, end, unrelated, _ = map(np.array, zip(*spans, strict=True))
        start, end = start[unrelated], end[unrelated]
        for first, last, _, row in spans:
            meets = 2 * (np.minimum(end, last) - np.maximum(start, first)) >= last - first
            made[row] = max(made[row], int(meets.sum()))
    return made


def stock(passages: pd.DataFrame, texts: Mapping[str, str], *, refrain: int, words: int) -> pd.Series:
    """Which passages are stock phrases: in ``refrain`` or more unrelated articles, shorter than ``words``, no figure.

    A figure makes a repeated sentence a statement, which claims rest on; without one it says nothing of copying.
    """
    figures = [
        any(sign.isdecimal() for sign in texts[doc][start:end])
        for doc, start, end in zip(passages["doc_a"], passages["start_a"], passages["end_a"], strict=True)
    ]
    few = (passages["words"] < words) & passages["kind"].isin(COPIED)
    return (passages["stands"] >= refrain) & few & ~pd.Series(figures, index=passages.index, dtype=bool)
