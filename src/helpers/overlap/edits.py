"""Edits that go one way: what an editor's hand does to a text that is taken over, and hardly ever undoes.

An explanation is put in square brackets, a hedge is dropped, a name that the other text spells in two ways
is made consistent. Each is a weak sign of who took the text from whom; where both texts show one, it says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import Levenshtein

from helpers import knowledge, tables
from helpers.overlap import words
from helpers.overlap.words import Words

BRACKETED = re.compile(r"\[[^\[\]\n]{2,80}\]")
NAME_WORDS = 3  # words of a name at most
NO_HEDGE = {"none"}  # reach of phrases that mark a word, not a statement
FORECAST = {"expected"}  # stance of phrases about what is to come


class Sign(NamedTuple):
    """One edit: ``taker`` (a or b) seems to have taken the text; ``words``: what shows it, with {taker} and {other}."""

    taker: str
    words: str


def signs(passages: pd.DataFrame, texts: Mapping[str, str]) -> dict[tuple[str, str], list[Sign]]:
    """The signs in the edited passages of each pair ``(doc_a, doc_b)``; none where both texts show one of its kind."""
    found: dict[tuple[str, str], dict[str, list[Sign]]] = defaultdict(lambda: defaultdict(list))
    names: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    edited = passages[passages["kind"] == "edited"].sort_values(["doc_a", "doc_b", "start_a", "start_b"])
    for row in edited.itertuples():
        pair, of = (row.doc_a, row.doc_b), found[row.doc_a, row.doc_b]
        sides = texts[row.doc_a][row.start_a : row.end_a], texts[row.doc_b][row.start_b : row.end_b]
        a, b = map(words.read, sides)
        codes = [tuple(code) for code in Levenshtein.opcodes(a.key.tolist(), b.key.tolist())]
        of["brackets"] += bracketed(*sides)
        of["hedges"] += hedged(a, b, codes)
        names[pair] += aligned_names(a, b, codes)
    for pair, seen in names.items():
        found[pair]["names"] += consistent(seen)
    return {pair: [one for kind in of.values() for one in single(kind)] for pair, of in found.items()}


def single(signs_: list[Sign]) -> list[Sign]:
    """The first of ``signs_`` if all of them point the same way, else none."""
    return signs_[:1] if len({sign.taker for sign in signs_}) == 1 else []


def bracketed(a: str, b: str) -> list[Sign]:
    """Explanations in square brackets."""
    return [
        Sign(side, "{taker} explains in square brackets what {other} has without")
        for side, text in (("a", a), ("b", b))
        if BRACKETED.search(text)
    ]


@cache
def hedges() -> re.Pattern:
    """The phrases by which a text does not vouch for a statement (`knowledge/hedges.csv`)."""
    known = knowledge.load("hedges")
    known = known[~known["reach"].isin(NO_HEDGE) & ~known["stance"].isin(FORECAST)]
    longest = sorted(known["phrase"], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


def hedged(a: Words, b: Words, codes: list[tuple]) -> list[Sign]:
    """Hedges of one text that the other leaves out: it seems to have dropped them."""
    made = []
    for tag, i0, i1, j0, j1 in codes:
        if tag == "equal":
            continue
        here = [hedges().search(stretch(side, *span)) for side, span in ((a, (i0, i1)), (b, (j0, j1)))]
        for taker, hedge, other in (("b", here[0], here[1]), ("a", here[1], here[0])):
            if hedge and not other:
                made.append(Sign(taker, f"{{taker}} lacks the words “{hedge[0].lower()}” of {{other}}"))
    return made


def stretch(side: Words, first: int, last: int) -> str:
    """The text from word ``first`` to before word ``last``."""
    return side.text[side.start[first] : side.end[last - 1]] if last > first else ""


def aligned_names(a: Words, b: Words, codes: list[tuple]) -> Iterator[tuple[str, str]]:
    """Names that stand in the same place of both texts, as each writes them."""
    for tag, i0, i1, j0, j1 in codes:
        if i1 - i0 == j1 - j0:
            places = ((i, i + 1, j, j + 1) for i, j in zip(range(i0, i1), range(j0, j1), strict=True))
        else:
            places = iter([(i0, i1, j0, j1)])
        for first, last, first_b, last_b in places:
            one, other = stretch(a, first, last), stretch(b, first_b, last_b)
            if is_name(one) and is_name(other) and (tag == "equal" or one_name(one, other)):
                yield one, other


def is_name(text: str) -> bool:
    """Whether every word of ``text`` begins with a capital."""
    parts = text.split()
    return 0 < len(parts) <= NAME_WORDS and all(part[:1].isupper() for part in parts)


def one_name(one: str, other: str) -> bool:
    """Whether two names are one: known as such (`knowledge/names.csv`), or alike but for vowels and doubles."""
    one, other = words.normal(one), words.normal(other)
    return one != other and (
        bool(known(one) & known(other)) or (len(skeleton(one)) > 1 and skeleton(one) == skeleton(other))
    )


@cache
def known(name: str) -> frozenset[int]:
    """The rows of `knowledge/names.csv` that have the normal form ``name``."""
    return frozenset(spellings().get(name, ()))


@cache
def spellings() -> dict[str, set[int]]:
    """The rows of `knowledge/names.csv` by the normal forms of their names and aliases."""
    found: dict[str, set[int]] = defaultdict(set)
    names = knowledge.load("names")
    for row, (name, aliases) in enumerate(names[["name", "spellings"]].itertuples(index=False, name=None)):
        for spelling in (name, *tables.split(aliases)):
            found[words.normal(spelling.lstrip("~"))].add(row)
    return found


@lru_cache(words.REMEMBERED)
def skeleton(name: str) -> str:
    """The consonants of ``name``, doubled ones once: what spellings of one name in Latin letters have in common."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouhwy\W]", "", name))


def consistent(names: list[tuple[str, str]]) -> list[Sign]:
    """Names that one text writes in one way throughout and the other, in the same places, in several."""
    made = []
    for taker, pairs in (("b", names), ("a", [(two, one) for one, two in names])):
        forms: dict[str, dict[str, str]] = defaultdict(dict)
        back: dict[str, set[str]] = defaultdict(set)
        for theirs, own in pairs:
            forms[words.normal(own)].setdefault(words.normal(theirs), theirs)
            back[words.normal(theirs)].add(words.normal(own))
        for own, theirs in forms.items():
            others = {form: shown for form, shown in theirs.items() if back[form] == {own}}
            if own in others and len(others) > 1:
                listed = " and ".join(f"“{shown}”" for shown in others.values())
                made.append(Sign(taker, f"{{taker}} writes “{others[own]}” wherever {{other}} has {listed}"))
    return made
