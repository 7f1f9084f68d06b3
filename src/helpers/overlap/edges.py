"""Where a passage ends: its sentence is followed, outwards, as far as both texts go on saying the same.

The alignment knows equal words only, and stops at "air strikes" where the other text has "airstrikes", at another
transliteration of a name, at a figure that was brought up to date. The ends of a passage bear a second look, which a
reader would take too; it never leaves the sentence.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import LCSseq

from helpers.overlap.align import SPELT_WORTH, spelt, weight
from helpers.overlap.chains import MARGIN, PENALTY
from helpers.overlap.edits import skeleton
from helpers.overlap.words import Words

GAIN = 1.0  # points that words beyond unlike ones must bring, these paid: one word that tells something
FIGURE = 2.5  # points of a figure that agrees: hardly ever by chance
HYPHENS = ("-", "\u2010", "\u2011")

Token = tuple[tuple[int, ...], str]  # places of one word, or of two written as one in the other text; its normal form


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
    made: list[tuple[int, int]] = []
    kept, total, passed = 0, 0.0, False
    for left, right in same(a, tokens(a, one, b, other), b, tokens(b, other, a, one)):
        loose = max(between(a, i, left[0]), between(b, j, right[0]))
        passed |= loose > 0
        if passed and not over:
            break
        equal = len(left) == len(right) and all(a.key[x] == b.key[y] for x, y in zip(left, right, strict=True))
        worth = min(a.weight[list(left)].sum(), b.weight[list(right)].sum()) * (1 if equal else SPELT_WORTH)
        total += (FIGURE if equal and a.number[left[0]] else worth) - PENALTY * loose
        longest = range(max(len(left), len(right)))
        made += [(left[min(at, len(left) - 1)], right[min(at, len(right) - 1)]) for at in longest]
        i, j = left[-1], right[-1]
        if not passed or total >= GAIN:
            kept, total, passed = len(made), 0.0, False
    return made[:kept]


def rest(words: Words, at: int, step: int) -> list[int]:
    """The places of the words beyond ``at`` in its sentence, outwards."""
    places = range(at + step, at + step * (MARGIN + 1), step)
    return [place for place in places if 0 <= place < len(words) and words.sentence[place] == words.sentence[at]]


def between(words: Words, one: int, other: int) -> float:
    """The weight of the words between two places."""
    return weight(words, min(one, other) + 1, max(one, other))


def tokens(words: Words, places: list[int], other: Words, others: list[int]) -> list[Token]:
    """The words at ``places``; two in a row which the other text writes as one are one."""
    forms = {other.normal(place) for place in others}
    names = {skeleton(other.normal(place)) for place in others if capital(other, place)}
    made: list[Token] = []
    at = 0
    while at < len(places):
        two = places[at : at + 2]
        joined = "".join(map(words.normal, sorted(two)))
        name = hyphened(words, min(two)) and any(capital(words, place) for place in two)
        if len(two) == 2 and (joined in forms or (name and len(skeleton(joined)) > 1 and skeleton(joined) in names)):
            made.append((tuple(two), joined))
        else:
            made.append(((two[0],), words.normal(two[0])))
        at += len(made[-1][0])
    return made


def same(a: Words, one: list[Token], b: Words, other: list[Token]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The tokens that agree, in their order (the longest common subsequence)."""
    keys, keys_b = ([name(words, token) for token in told] for words, told in ((a, one), (b, other)))
    for at, token in enumerate(other):
        if keys_b[at] not in keys:
            like = (key for key, mine in zip(keys, one, strict=True) if alike(a, mine, b, token))
            keys_b[at] = next(like, keys_b[at])
    return [
        (one[i][0], other[j][0])
        for tag, i0, i1, j0, j1 in LCSseq.opcodes(keys, keys_b)
        if tag == "equal"
        for i, j in zip(range(i0, i1), range(j0, j1), strict=True)
    ]


def name(words: Words, token: Token) -> int | str:
    """What a token is compared by: the word's number, so that "seven" is 7, or the form of two that are one."""
    places, form = token
    return form if len(places) > 1 else int(words.key[places[0]])


def alike(a: Words, one: Token, b: Words, other: Token) -> bool:
    """Whether two tokens are one, spelt or joined in two ways."""
    (left, form), (right, form_b) = one, other
    single = len(left) == len(right) == 1
    if a.number[left[0]] or b.number[right[0]] or (single and a.initial[left[0]] != b.initial[right[0]]):
        return False
    if form == form_b or (single and spelt(a, left[0], b, right[0])):
        return True
    names = any(capital(a, place) for place in left) and any(capital(b, place) for place in right)
    return names and len(skeleton(form)) > 1 and skeleton(form) == skeleton(form_b)


def capital(words: Words, place: int) -> bool:
    """Whether the word at ``place`` begins with a capital."""
    return words.text[words.start[place]].isupper()


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
