"""Spellings as keys: two spellings with one key may be one name.

`exact` forgives case, diacritics, apostrophes, hyphens and the Arabic article; `loose` also what romanisations of
Arabic, Persian, Hebrew and Cyrillic differ in. A loose key proposes; whoever uses it has to look for support.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from helpers import knowledge

WORD = re.compile(r"[^\W_]+(?:['’ʿʾ‘`][^\W\d_]+)*(?:\.(?=[^\W\d_]\.)[^\W\d_])*")
APOSTROPHES = "'’‘`ʿʾʼ"
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"})
# Letters of Arabic script that are written in either way: final yeh and teh, those of Persian, the stretched line.
LETTERS |= str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": ""})
# Ways to write one sound; the order matters (digraphs first). Vowels fall into three classes, as in Arabic script.
SOUNDS = [
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"tch|sch|ch", "sh"),
        (r"dj|zh", "j"),
        (r"q|ck|c(?![eiy])", "k"),
        (r"x", "ks"),
        (r"dh", "d"),
        (r"(?<=[^aeiouy])th|^th", "t"),
        (r"ou|oo|uw|ow(?=[^aeiou]|$)|o", "u"),
        (r"a[iy]+|e[iy]+|ee|ii|iy|[ey]", "i"),
        (r"(.)\1+", r"\1"),
        (r"i+", "i"),
        (r"(?:i?a|i)h?$", "a"),
        (r"w", "v"),
    )
]


@cache
def particles(use: str) -> frozenset[str]:
    """Small words of names, by use: article, article without hyphen, inside a place …"""
    rows = knowledge.load("name_particles")
    return frozenset(rows.loc[rows["use"] == use, "word"])


@cache
def variants() -> dict[str, str]:
    """American for British spellings of the words of organisations' names: "center" for "centre"."""
    rows = knowledge.load("name_variants")
    return dict(zip(rows["variant"], rows["word"], strict=True))


@cache
def british() -> dict[str, str]:
    """British for American spellings."""
    return {word: variant for variant, word in variants().items()}


@cache
def respelt() -> frozenset[str]:
    """All words that are spelt otherwise in American or British."""
    return frozenset(variants()) | frozenset(british())


def plain(text: str) -> str:
    """``text`` in lower case without diacritics and apostrophes."""
    text = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return "".join(letter for letter in text if not unicodedata.combining(letter) and letter not in APOSTROPHES)


@lru_cache(maxsize=200_000)
def word_key(word: str) -> str:
    """The exact key of one word: plain, without full stops inside it (``U.S.``)."""
    return plain(word).replace(".", "")


@lru_cache(maxsize=200_000)
def sound(key: str) -> str:
    """The loose key of one word, from its exact key; words in other scripts stay as they are."""
    return sounds([key])[key]


def sounds(keys: Iterable[str]) -> dict[str, str]:
    """The loose key of each word, from its exact key: all of them at once, a line each."""
    latin = [key for key in keys if key.isascii()]
    lines = "\n".join(latin)
    for pattern, letter in SOUNDS:
        lines = pattern.sub(letter, lines)
    return {key: key for key in keys} | (dict(zip(latin, lines.split("\n"), strict=True)) if latin else {})


def exact(text: str) -> str:
    """The key of a spelling: its words without articles, joined by spaces."""
    words = [word_key(word) for word in WORD.findall(text)]
    kept = [word for word in words if word not in particles("article")]
    return " ".join(kept or words)


def loose(key: str) -> str:
    """The loose key of an exact key; its words run together, for romanisations differ in where they part."""
    return "".join(sound(word) for word in key.split())


def romanised(name: str) -> str:
    """``name`` in plain Latin letters, its capitals and hyphens kept: how a place is shown."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(letter for letter in text if not unicodedata.combining(letter) and letter not in "ʿʾ‘`")
    return text.replace("’", "'").strip("' ")
