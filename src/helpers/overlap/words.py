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
STEM = 5  # letters by which inflected words count as one (McNamee and Mayfield 2004)
COMMON, NAME, CONTENT = 0.4, 0.4, 1.0
MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)


@dataclass(frozen=True)
class Words:
    """The words of one text, as arrays of the same length.

    ``start, end``: code points; ``key``: the word's normal form as a number, ``stem`` that of its first
    letters; ``common``: knowledge has it as a common word; ``weight``: how much its agreement says
    (common words and names say little), ``sums`` of it before each word and after the last; ``size``: words it counts
    as; ``initial``: its first letter; ``number``: is a number; ``quoted``: stands inside quotation marks;
    ``sentence``: number of its sentence, from 0. ``title``: words of the first line, if an empty line follows it.
    ``shingles``: a number for every few words in a row, 0 where they say nothing; ``sorted``, with places in ``order``.
    """

    text: str
    start: np.ndarray
    end: np.ndarray
    key: np.ndarray
    stem: np.ndarray
    common: np.ndarray
    weight: np.ndarray
    sums: np.ndarray
    size: np.ndarray
    initial: np.ndarray
    number: np.ndarray
    quoted: np.ndarray
    sentence: np.ndarray
    title: int
    shingles: np.ndarray
    sorted: np.ndarray
    order: np.ndarray

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
def numbers() -> dict[str, str]:
    """Number words of one word, each with its digits: ``seven`` and ``7`` are one."""
    known = knowledge.load("number_words")
    known = known[known["kind"].isin(["unit", "tens"])]
    return {normal(word): value for word, value in zip(known["word"], known["value"], strict=True)}


@cache
def normal(word: str) -> str:
    """``word`` without case, accents, vowel points, apostrophes and width."""
    return DROPPED_MARKS.sub("", unicodedata.normalize("NFKD", word).casefold())


@cache
def key(form: str) -> int:
    """A word's normal form as a number that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest()) >> 1


@cache
def size(sign: str) -> float:
    """How many words a word counts as: 1, or a part of one for a sign of a script without spaces."""
    code = ord(sign)
    return next((1 / signs for first, last, signs in scripts() if first <= code <= last), 1.0)


@cache
def look_up(word: str) -> tuple[int, int, int, bool, bool, bool, float]:
    """Of a word as written: key, stem, first letter, whether it is common, has a capital, is a number, and its size."""
    form = normal(word) or word
    form = form if form in common() else numbers().get(form, form)
    number = form[0].isdecimal()
    stem = key(form if number else form[:STEM])
    return key(form), stem, ord(form[0]), form in common(), word[0].isupper(), number, size(word[0])


def read(text: str, shingle: int = 3) -> Words:
    """The words of ``text``, with shingles of ``shingle`` words."""
    spans = [match.span() for match in pattern().finditer(text)]
    start, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    known = zip(*(look_up(text[first:last]) for first, last in spans), strict=True)
    columns = [np.array(column) for column in known] or [np.zeros(0)] * 7
    keys, stem, initial, frequent, capital, number, sizes = (
        column.astype(kind) for column, kind in zip(columns, (int, int, int, bool, bool, bool, float), strict=True)
    )
    breaks = np.array([match.end() for match in SENTENCE_END.finditer(text)], dtype=np.int64)
    sentence = np.searchsorted(breaks, start, side="right")
    names = capital & (np.diff(sentence, prepend=-1) == 0)
    weight = np.where(frequent, COMMON, np.where(names, NAME, CONTENT)) * sizes
    made = shingles(keys, weight >= CONTENT * sizes, shingle)
    order = np.argsort(made, kind="stable")
    headline = text.partition("\n\n")[0]
    return Words(
        text=text,
        start=start,
        end=end,
        key=keys,
        stem=stem,
        common=frequent,
        weight=weight,
        sums=np.concatenate([[0.0], np.cumsum(weight)]),
        size=sizes,
        initial=initial,
        number=number,
        quoted=quoted(text, start),
        sentence=sentence,
        title=0 if "\n" in headline or headline == text else int(np.searchsorted(start, len(headline))),
        shingles=made,
        sorted=made[order],
        order=order,
    )


def shingles(keys: np.ndarray, telling: np.ndarray, length: int) -> np.ndarray:
    """A number for every ``length`` words in a row; 0 where none of them is ``telling``."""
    n = len(keys) - length + 1
    if n < 1:
        return np.zeros(0, dtype=np.uint64)
    keys = keys.astype(np.uint64)
    made = np.zeros(n, dtype=np.uint64)
    for step in range(length):
        made = (made ^ keys[step : step + n]) * MIX
        made ^= made >> np.uint64(29)
    some = np.convolve(telling, np.ones(length), mode="valid") > 0
    return np.where(some, made | np.uint64(1), np.uint64(0))


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
