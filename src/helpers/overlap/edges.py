"""Where a passage ends: its sentence is followed, outwards, as far as both texts go on saying the same.

The alignment knows equal words only, and stops at "air strikes" where the other text has "airstrikes", at another
transliteration of a name, at a figure that was brought up to date. The ends of a passage bear a second look, which a
reader would take too; it never leaves the sentence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from helpers.overlap.align import SPELT_WORTH, spelt, weight
from helpers.overlap.chains import MARGIN, PENALTY
from helpers.overlap.edits import skeleton
from helpers.overlap.words import Words, normal

GAIN = 1.0  # points that words beyond unlike ones must bring, these paid: one word that tells something
FIGURE = 2.5  # points of a figure that agrees: hardly ever by chance
HYPHENS = ("-", "\u2010", "\u2011")


class Token(NamedTuple):
    """A word beyond a passage, or two that the other text writes as one."""

    places: tuple[int, ...]
    form: str  # normal form
    key: int | str  # what it is compared by: the word's number, so that "seven" is 7, or the form of two that are one
    initial: int  # first letter; 0 of two words, which may begin as any
    number: bool
    capital: bool

    def like(self, other: Token) -> bool:
        """Whether two tokens are one, spelt or joined in two ways."""
        both = self.initial and other.initial
        if self.number or other.number or (both and self.initial != other.initial):
            return False
        if self.form == other.form or (both and spelt(self.form, other.form)):
            return True
        return self.capital and other.capital and len(one := skeleton(self.form)) > 1 and one == skeleton(other.form)


def widen(a: Words, b: Words, agree: np.ndarray, *, over: bool) -> np.ndarray:
    """``agree`` (pairs of places of words that agree, in order) with those right before and after it; ``over``: with
    those behind words that differ, too."""
    before, after = (beyond(a, b, *agree[end].tolist(), step, over) for end, step in ((0, -1), (-1, 1)))
    return np.array([*before[::-1], *agree.tolist(), *after])


def beyond(a: Words, b: Words, i: int, j: int, step: int, over: bool) -> list[tuple[int, int]]:
    """The pairs of words that agree beyond the pair ``i, j``, outwards (``step``: 1 or -1).

    Words that differ are passed over (if ``over``) where what agrees behind them is worth `GAIN` more than they cost.
    """
    one, other = rest(a, i, step), rest(b, j, step)
    one, other = tokens(a, one, other), tokens(b, other, one)
    made: list[tuple[int, int]] = []
    if not one or not other or not (over or one[0].key == other[0].key or one[0].like(other[0])):
        return made
    kept, total, passed = 0, 0.0, False
    for left, right in same(one, other):
        x, y = left.places, right.places
        loose = max(between(a, i, x[0]), between(b, j, y[0]))
        passed |= loose > 0
        if passed and not over:
            break
        equal = len(x) == len(y) and all(a.key[m] == b.key[n] for m, n in zip(x, y, strict=True))
        worth = min(a.weight[list(x)].sum(), b.weight[list(y)].sum()) * (1 if equal else SPELT_WORTH)
        total += (FIGURE if equal and left.number else worth) - PENALTY * loose
        longest = range(max(len(x), len(y)))
        made += [(x[min(at, len(x) - 1)], y[min(at, len(y) - 1)]) for at in longest]
        i, j = x[-1], y[-1]
        if not passed or total >= GAIN:
            kept, total, passed = len(made), 0.0, False
    return made[:kept]


def rest(words: Words, at: int, step: int) -> list[Token]:
    """The words beyond ``at`` in its sentence, outwards."""
    low, high = (at + 1, at + 1 + MARGIN) if step > 0 else (max(0, at - MARGIN), at)
    inside = np.flatnonzero(words.sentence[low:high] == words.sentence[at])
    of = slice(low + int(inside[0]), low + int(inside[-1]) + 1) if len(inside) else slice(0, 0)
    columns = (words.start, words.end, words.key, words.initial, words.number)
    made = [
        Token((place,), normal(words.text[start:end]), key, initial, number, words.text[start].isupper())
        for place, (start, end, key, initial, number) in enumerate(
            zip(*(column[of].tolist() for column in columns), strict=True), of.start
        )
    ]
    return made[::step]


def between(words: Words, one: int, other: int) -> float:
    """The weight of the words between two places."""
    return weight(words, min(one, other) + 1, max(one, other))


def tokens(words: Words, beyond: list[Token], others: list[Token]) -> list[Token]:
    """The words ``beyond``; two in a row which the other text writes as one are one."""
    forms = {other.form for other in others}
    names = {skeleton(other.form) for other in others if other.capital}
    made: list[Token] = []
    at = 0
    while at < len(beyond):
        two = beyond[at : at + 2]
        joined, capital = "".join(token.form for token in sorted(two)), any(token.capital for token in two)
        name = capital and hyphened(words, min(two).places[0]) and len(skeleton(joined)) > 1
        if len(two) == 2 and (joined in forms or (name and skeleton(joined) in names)):
            made.append(Token((two[0].places + two[1].places), joined, joined, 0, two[0].number, capital))
        else:
            made.append(two[0])
        at += len(made[-1].places)
    return made


def same(one: list[Token], other: list[Token]) -> list[tuple[Token, Token]]:
    """The tokens that agree, in their order (the longest common subsequence)."""
    keys, keys_b = [token.key for token in one], [token.key for token in other]
    for at, token in enumerate(other):
        if keys_b[at] not in keys:
            keys_b[at] = next((mine.key for mine in one if mine.like(token)), keys_b[at])
    return [
        (one[i], other[j])
        for tag, i0, i1, j0, j1 in LCSseq.opcodes(keys, keys_b)
        if tag == "equal"
        for i, j in zip(range(i0, i1), range(j0, j1), strict=True)
    ]


def hyphened(words: Words, place: int) -> bool:
    """Whether a hyphen joins the word at ``place`` with the next."""
    return place + 1 < len(words) and words.text[words.end[place] : words.start[place + 1]] in HYPHENS


def whole(words: Words, first: int, last: int) -> tuple[int, int]:
    """The words from ``first`` to before ``last``, with the rest of a hyphenated word that they begin or end in."""
    while first and hyphened(words, first - 1):
        first -= 1
    while hyphened(words, last - 1):
        last += 1
    return first, last
