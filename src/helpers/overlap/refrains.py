"""Stretches that many unrelated articles have: stock phrases, and background that outlets repeat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.overlap.settings import Settings

COPIED = ("verbatim", "edited")


YEAR = re.compile(r"(?:19|20)\d\d")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def stands(
    passages: pd.DataFrame,
    related: Mapping[tuple[str, str], float],
    share: float,
    outlets: Mapping[str, str] | None = None,
) -> np.ndarray:
    """For each row of ``passages`` the number of articles that have its stretch (half of it or more) and little else.

    ``related``: the larger share of each pair ``(doc_a, doc_b)``; below ``share`` the two share little else.
    ``outlets``: of each article; where given, only articles of one outlet count.
    """
    places = defaultdict(list)  # of each article: start, end, an unrelated article has it, row
    columns = (passages[name].tolist() for name in ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "kind"))
    for row, (doc_a, start_a, end_a, doc_b, start_b, end_b, kind) in enumerate(zip(*columns, strict=True)):
        counts = kind in COPIED and related[doc_a, doc_b] < share
        if outlets is not None:
            counts = counts and outlets[doc_a] == outlets[doc_b] != ""
        places[doc_a].append((start_a, end_a, counts, row))
        places[doc_b].append((start_b, end_b, counts, row))
    made = np.zeros(len(passages), dtype=np.int64)
    for spans in places.values():
        start, end, counts, _ = map(np.array, zip(*spans, strict=True))
        start, end = start[counts], end[counts]
        for first, last, _, row in spans:
            meets = 2 * (np.minimum(end, last) - np.maximum(start, first)) >= last - first
            made[row] = max(made[row], int(meets.sum()))
    return made


def reasons(
    passages: pd.DataFrame,
    related: Mapping[tuple[str, str], float],
    outlets: Mapping[str, str],
    texts: Mapping[str, str],
    settings: Settings,
) -> pd.Series:
    """Why each of ``passages`` is none, empty for those that are: stock phrases of many, furniture of one outlet.

    A number (other than a year) makes a repeated sentence a statement, which claims rest on; without one it says
    nothing of copying. A stock phrase is short; what an outlet prints under its articles may be long.
    """
    made = pd.Series("", index=passages.index, dtype=object)
    own = stands(passages, related, settings.related, outlets)
    columns = zip(
        *(passages[name] for name in ("doc_a", "start_a", "end_a", "words", "kind", "stands")), own, strict=True
    )
    for row, (doc, start, end, words, kind, many, of_outlet) in enumerate(columns):
        if kind not in COPIED or max(many, of_outlet) < settings.refrain or numbered(texts[doc][start:end]):
            continue
        if of_outlet == many:
            made.iat[row] = (
                f"set phrase or furniture: {of_outlet + 1} articles of {outlets[doc]} that share little else have it"
            )
        elif words < settings.stock_words:
            made.iat[row] = f"stock phrase: {many + 1} articles that share little else have it"
    return made


def numbered(text: str) -> bool:
    """Whether ``text`` has a number that is no year."""
    return any(not YEAR.fullmatch(found) for found in DIGITS.findall(text))
