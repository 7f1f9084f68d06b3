"""A text as words that can be compared: light, for any language and script, with the place of every word.

No language model: words are runs of letters or of digits. Scripts written without spaces
(`knowledge/unspaced_scripts.csv`) are taken sign by sign, and a sign counts as its part of a word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers import knowledge

APOSTROPHES = "'’ʼ‘`´"
EITHER = '"'
CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", EITHER: EITHER + "”"}
BEFORE_OPENING = ("", " ", "\n", "\t", "\xa0", "(", "[", "-", "\u2013", "\u2014")
SENTENCE_END = re.compile(r"(?:[.!?…؟۔।]+[\"”’»')\]]*(?=\s)|[。！？]+[」』”]*|\n)\s*")
QUOTE = re.compile("[" + "".join(dict.fromkeys("".join(CLOSERS) + "".join(CLOSERS.values()))) + r"]|\n\s*")
DROPPED_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640" + APOSTROPHES + "]")
COMMON, NAME, CONTENT = 0.4, 0.4, 1.0


@dataclass(frozen=True)
class Words:
    """The words of one text, as arrays of the same length.

    ``start, end``: code points; ``key``: the word's normal form as a number; ``weight``: how much its agreement says
    (common words and names say little); ``size``: words it counts as; ``initial``: its first letter; ``number``: is
    written in digits; ``quoted``: stands inside quotation marks; ``sentence``: number of its sentence, from 0. ``title``: words of the first line, if an
    empty line follows it.
    """

    text: str
    start: np.ndarray
    end: np.ndarray
    key: np.ndarray
    weight: np.ndarray
    size: np.ndarray
    initial: np.ndarray
    number: np.ndarray
    quoted: np.ndarray
    sentence: np.ndarray
    title: int

    def __len__(self) -> int:
        return len(self.key)

    def normal(self, position: int) -> str:
        """The normal form of the word at ``position``."""
        return normal(self.text[self.start[position] : self.end[position]])


@cache
def pattern() -> re.Pattern:
    """What a word is. Combining marks belong to their letter (Python's ``\\w`` leaves them out)."""
    marks = "".join(re.escape(chr(c)) for c in range(0x300, 0xFFFF) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
    unspaced = "".join(f"{chr(first)}-{chr(last)}" for first, last, _ in scripts())
    letter = rf"[^\W\d_{unspaced}]"
    word = rf"(?:{letter}[{marks}\u0640]*)+(?:[{APOSTROPHES}](?:{letter}[{marks}]*)+)*"
    return re.compile(rf"\d+(?:[.,]\d+)*|{word}|(?=[{unspaced}])\w[{marks}]*")


@cache
def scripts() -> list[tuple[int, int, float]]:
    """The scripts without spaces: first and last code point, signs a word."""
    rows = knowledge.load("unspaced_scripts")
    return [
        (int(a, 16), int(b, 16), float(n))
        for a, b, n in zip(rows["first"], rows["last"], rows["signs_per_word"], strict=True)
    ]


@cache
def common() -> frozenset[str]:
    """Words too common for their agreement to say much, in several languages."""
    return frozenset(map(normal, knowledge.load("common_words")["word"]))


@cache
def normal(word: str) -> str:
    """``word`` without case, accents, vowel points, apostrophes and width."""
    return DROPPED_MARKS.sub("", unicodedata.normalize("NFKD", word).casefold())


@cache
def key(word: str) -> int:
    """The normal form of ``word`` as a number that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(normal(word).encode(), digest_size=8).digest()) >> 1


@cache
def size(sign: str) -> float:
    """How many words a word counts as: 1, or a part of one for a sign of a script without spaces."""
    code = ord(sign)
    return next((1 / signs for first, last, signs in scripts() if first <= code <= last), 1.0)


@cache
def look_up(word: str) -> tuple[int, int, bool, bool, float]:
    """Of a word as written: its key, first letter, whether it is common, whether it has a capital, and its size."""
    form = normal(word) or word
    return key(word), ord(form[0]), form in common(), word[0].isupper(), size(word[0])


def read(text: str) -> Words:
    """The words of ``text``."""
    spans = [match.span() for match in pattern().finditer(text)]
    start, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    known = [look_up(text[a:b]) for a, b in spans]
    keys, initial, frequent, capital, sizes = map(np.array, zip(*known, strict=True)) if known else [np.zeros(0)] * 5
    breaks = np.array([match.end() for match in SENTENCE_END.finditer(text)], dtype=np.int64)
    sentence = np.searchsorted(breaks, start, side="right")
    names = capital.astype(bool) & (np.diff(sentence, prepend=-1) == 0)
    weight = np.where(frequent, COMMON, np.where(names, NAME, CONTENT)) * sizes
    numbers = np.array([text[a].isdecimal() for a in start.tolist()], dtype=bool)
    title = int(np.searchsorted(start, max(0, text.find("\n\n")))) if "\n" not in text[: text.find("\n\n")] else 0
    return Words(
        text, start, end, keys.astype(np.int64), weight, sizes, initial, numbers, quoted(text, start), sentence, title
    )


def quoted(text: str, start: np.ndarray) -> np.ndarray:
    """Which of the words that begin at ``start`` stand inside quotation marks.

    A quotation ends within its line, but for a paragraph that is followed by another opening mark (the convention of
    quotations over several paragraphs). A mark that is the same on both sides opens where a space is before it.
    """
    spans, opened, closers = [], -1, ""
    for match in QUOTE.finditer(text):
        sign, at = match.group(), match.start()
        if sign[0] == "\n":
            if opened >= 0 and text[match.end() : match.end() + 1] in tuple(CLOSERS):
                spans.append((opened, at))
            opened = -1
        elif opened >= 0 and sign in closers and not (sign == EITHER and text[at - 1] in BEFORE_OPENING):
            spans.append((opened, at))
            opened = -1
        elif sign in CLOSERS and (text[at - 1 : at] in BEFORE_OPENING if sign == EITHER else opened < 0):
            opened, closers = at, CLOSERS[sign]
    inside = np.zeros(len(start), dtype=bool)
    for first, last in spans:
        inside[np.searchsorted(start, first) : np.searchsorted(start, last)] = True
    return inside
