"""Forms of reporting: sentences that tell of different events in the same words.

Whoever reports on a war writes that so many civilians were killed in air strikes on a town, a monitor said, again and
again. Copied text has more in common: words that are not of the trade, and the same names and numbers. Between articles
that appeared weeks apart, which tell of different events, that is asked of a passage (`refrains.reasons`).
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from helpers import knowledge
from helpers.overlap.words import COMMON, CONTENT, STEM, Words, key, normal

TRADE = {
    "actor_words": ["word"],
    "cause_words": ["word"],
    "event_words": ["word"],
    "harm_words": ["word", "present", "past", "participle", "gerund"],
    "person_words": ["word"],
    "place_words": ["word"],
    "reporting_verbs": ["verb"],
    "source_words": ["word"],
    "victim_words": ["word", "plural"],
}


@cache
def trade() -> np.ndarray:
    """The stems of the words in which every report on a war is told, in order (`TRADE`: lists of `knowledge/`)."""
    cells = (cell for name, columns in TRADE.items() for cell in knowledge.load(name)[columns].to_numpy().ravel())
    known = {word for cell in cells for word in re.findall(r"[^\W\d_]+", cell)}
    return np.unique([key(normal(word)[:STEM]) for word in known])


def telling(a: Words, agree: np.ndarray) -> float:
    """The points of the words of ``a`` at the places ``agree``, where words of the trade and numbers count as little
    as common words."""
    stems = a.stem[agree]
    known = trade()[np.minimum(np.searchsorted(trade(), stems), len(trade()) - 1)] == stems
    plain = known | a.light[agree] | a.number[agree]
    return round(float((np.where(plain, COMMON, CONTENT) * a.size[agree]).sum()), 2)


def names(a: Words, b: Words, agree: np.ndarray) -> tuple[int, int]:
    """The names and numbers that agree, and those that stand where the other text has another; ``agree``: the pairs
    of words that agree, in order."""
    named = [side.number | (side.light & ~side.common) for side in (a, b)]
    before = [np.concatenate([[0], np.cumsum(one)]) for one in named]
    between = [sums[agree[1:, side]] - sums[agree[:-1, side] + 1] for side, sums in enumerate(before)]
    return int(named[0][agree[:, 0]].sum()), int(np.minimum(*between).clip(0).sum())
