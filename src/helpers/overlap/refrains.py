"""Stretches that are no copied text: stock phrases, an outlet's furniture, forms of reporting, repeated background."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.overlap.direction import apart
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
    documents: pd.DataFrame,
    texts: Mapping[str, str],
    settings: Settings,
) -> pd.Series:
    """Why each of ``passages`` is none, empty for those that are: stock phrases of many, furniture of one outlet, forms
    of reporting. ``documents``: ``outlet, published`` by ``doc_id``.

    A number (other than a year) that both texts have makes a repeated sentence a statement, which claims rest on;
    without one it says nothing of copying. A stock phrase is short; what an outlet prints under its articles may be
    long.
    """
    made = pd.Series("", index=passages.index, dtype=object)
    outlets, published = documents["outlet"].to_dict(), documents["published"].to_dict()
    own = stands(passages, related, settings.related, outlets)
    for row, (passage, of_outlet) in enumerate(zip(passages.itertuples(), own, strict=True)):
        doc, many = passage.doc_a, passage.stands
        if passage.kind not in COPIED:
            continue
        figures = numbered(texts[doc][passage.start_a : passage.end_a])
        figures &= numbered(texts[passage.doc_b][passage.start_b : passage.end_b])
        if max(many, of_outlet) >= settings.refrain and not figures:
            if of_outlet == many:
                made.iat[row] = (
                    f"set phrase or furniture: {many + 1} articles of {outlets[doc]} that share little else have it"
                )
            elif passage.words < settings.stock_words:
                made.iat[row] = f"stock phrase: {many + 1} articles that share little else have it"
        days = apart(published[doc], published[passage.doc_b])
        if not made.iat[row] and days > settings.family_days:
            made.iat[row] = form(passage, related[doc, passage.doc_b], int(days), settings)
    return made


def form(passage: NamedTuple, share: float, days: int, settings: Settings) -> str:
    """Why a passage of articles ``days`` apart, which share ``share``, is a form of reporting; empty where it is not
    (`forms`)."""
    if share < settings.related and passage.telling < settings.form_score:
        return f"form of reporting: {days} days apart, they agree in words that such reports have in common"
    other = 2 * passage.other_names > passage.same_names and (
        passage.other_names > 1 or passage.words < settings.stock_words
    )
    if other and passage.similarity < settings.form_similarity:
        return f"form of reporting: {days} days apart, they tell of other names and numbers in similar words"
    return ""


def numbered(text: str) -> set[str]:
    """The numbers in ``text`` that are no years."""
    return {found for found in DIGITS.findall(text) if not YEAR.fullmatch(found)}
