"""A text as words that can be compared: light, for any language and script, with the place of every word.

No language model: words are runs of letters or of digits. Scripts written without spaces
(`knowledge/unspaced_scripts.csv`) are taken sign by sign, and a sign counts as its part of a word.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np

from helpers import knowledge

APOSTROPHES = "'’ʼ‘`´"
EITHER = '"'
CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", EITHER: EITHER + "”"}
BEFORE_OPENING = ("", " ", "\n", "\t", "\xa0", "(", "[", "-", "\u2013", "\u2014")
PLAIN = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u206f\u20a0-\u20cf]*+")  # no marks, spaced scripts
SENTENCE_END = re.compile(r"(?:[.!?…؟۔।]+[\"”’»')\]]*(?=\s)|[。！？]+[」』”]*|\n)\s*")
QUOTE = re.compile("[" + "".join(dict.fromkeys("".join(CLOSERS) + "".join(CLOSERS.values()))) + r"]|\n\s*")
DROPPED_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640" + APOSTROPHES + "]")
STEM = 5  # letters by which inflected words count as one (McNamee and Mayfield 2004)
COMMON, NAME, CONTENT = 0.4, 0.4, 1.0
MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)


RECORD = struct.Struct("<qqdi???x")  # what `look_up` knows of a word, as bytes
COLUMNS = np.dtype(
    {
        "names": ["key", "stem", "size", "initial", "common", "capital", "number"],
        "formats": ["<i8", "<i8", "<f8", "<i4", "?", "?", "?"],
        "offsets": [0, 8, 16, 24, 28, 29, 30],
        "itemsize": RECORD.size,
    }
)
KEPT = {"key": "<i8", "stem": "<i8", "size": "<f8", "start": "<i4", "end": "<i4", "initial": "<i4", "sentence": "<i4"}
KEPT |= dict.fromkeys(("common", "light", "number", "quoted"), "?")  # the columns of `Words`, and how they are kept
REMEMBERED = 1 << 16  # words looked up last that are not looked up again; the vocabulary of a large corpus has no end


@dataclass(frozen=True)
class Words:
    """The words of one text, as arrays of the same length.

    ``start, end``: code points; ``key``: the word's normal form as a number, ``stem`` that of its first letters;
    ``common``: knowledge has it as a common word; ``light``: it is one, or a name; ``size``: words it counts as;
    ``initial``: its first letter; ``number``: is a number; ``quoted``: stands inside quotation marks; ``sentence``:
    number of its sentence, from 0. ``title``: words of the first line, if an empty line follows it. ``shingles``: a
    number for every few words in a row, 0 where they say nothing. The properties follow from these, and are not kept.
    """

    text: str
    start: np.ndarray
    end: np.ndarray
    key: np.ndarray
    stem: np.ndarray
    common: np.ndarray
    light: np.ndarray
    size: np.ndarray
    initial: np.ndarray
    number: np.ndarray
    quoted: np.ndarray
    sentence: np.ndarray
    title: int
    shingles: np.ndarray

    def __reduce__(self) -> tuple:
        """Kept as one run of bytes, which is read four times as fast as an array each."""
        data = b"".join([self.shingles.tobytes(), *(getattr(self, name).tobytes() for name in KEPT)])
        return unpacked, (self.text, self.title, len(self), len(self.shingles), data)

    @cached_property
    def weight(self) -> np.ndarray:
        """How much the agreement of each word says: common words and names say little."""
        return np.where(self.common, COMMON, np.where(self.light, NAME, CONTENT)) * self.size

    @cached_property
    def sums(self) -> np.ndarray:
        """The weight before each word, and after the last."""
        return np.concatenate([[0.0], np.cumsum(self.weight)])

    @cached_property
    def order(self) -> np.ndarray:
        """The places of `shingles` in the order of their values."""
        return np.argsort(self.shingles, kind="stable")

    @cached_property
    def sorted(self) -> np.ndarray:
        """The values of `shingles` in order."""
        return self.shingles[self.order]

    def __len__(self) -> int:
        return len(self.key)

    def normal(self, position: int) -> str:
        """The normal form of the word at ``position``."""
        return normal(self.text[self.start[position] : self.end[position]])


@cache
def pattern(plain: bool) -> re.Pattern:
    """What a word is; of a ``plain`` text (`PLAIN`) only what such a text can have, which is found sooner.

    Combining marks belong to their letter (Python's ``\\w`` leaves them out).
    """
    if plain:
        letters = "".join(sign for sign in map(chr, range(0x530)) if re.match(r"[^\W\d_]", sign))
        return re.compile(rf"[{letters}]+(?:[{APOSTROPHES}][{letters}]+)*|\d+(?:[.,]\d+)*")
    marks = "".join(re.escape(chr(c)) for c in range(0x300, 0xFFFF) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
    unspaced = "".join(f"{chr(first)}-{chr(last)}" for first, last, _ in scripts())
    letters = rf"[^\W\d_{unspaced}]++"
    word = rf"{letters}(?:[{marks}\u0640]++(?:{letters})?+)*+"
    return re.compile(rf"{word}(?:[{APOSTROPHES}]{word})*+|\d+(?:[.,]\d+)*|(?=[{unspaced}])\w[{marks}]*")


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


@lru_cache(REMEMBERED)
def normal(word: str) -> str:
    """``word`` without case, accents, vowel points, apostrophes and width."""
    return DROPPED_MARKS.sub("", unicodedata.normalize("NFKD", word).casefold())


def key(form: str) -> int:
    """A word's normal form as a number that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest()) >> 1


@cache
def size(sign: str) -> float:
    """How many words a word counts as: 1, or a part of one for a sign of a script without spaces."""
    code = ord(sign)
    return next((1 / signs for first, last, signs in scripts() if first <= code <= last), 1.0)


@lru_cache(REMEMBERED)
def look_up(word: str) -> bytes:
    """Of a word as written, as `RECORD`: key, stem, size, first letter, whether it is common, has a capital, is a
    number."""
    form = normal(word) or word
    form = form if form in common() else numbers().get(form, form)
    number = form[0].isdecimal()
    stem = key(form if number else form[:STEM])
    return RECORD.pack(key(form), stem, size(word[0]), ord(form[0]), form in common(), word[0].isupper(), number)


def read(text: str, shingle: int = 3) -> Words:
    """The words of ``text``, with shingles of ``shingle`` words."""
    found = list(pattern(bool(PLAIN.fullmatch(text))).finditer(text))
    start = np.array([match.start() for match in found], dtype=np.int32)
    end = np.array([match.end() for match in found], dtype=np.int32)
    known = np.frombuffer(b"".join([look_up(match[0]) for match in found]), dtype=COLUMNS)
    column = {name: known[name].copy() for name in COLUMNS.names}
    breaks = np.array([match.end() for match in SENTENCE_END.finditer(text)], dtype=np.int32)
    sentence = np.searchsorted(breaks, start, side="right").astype(np.int32)
    light = column["common"] | column.pop("capital") & (np.diff(sentence, prepend=-1) == 0)
    headline = text.partition("\n\n")[0]
    return Words(
        text=text,
        start=start,
        end=end,
        light=light,
        quoted=quoted(text, start),
        sentence=sentence,
        title=0 if "\n" in headline or headline == text else int(np.searchsorted(start, len(headline))),
        shingles=shingles(column["key"], ~light, shingle),
        **column,
    )


def unpacked(text: str, title: int, n_words: int, n_shingles: int, data: bytes) -> Words:
    """The words of ``text`` as they were kept."""
    made, at = {"shingles": np.frombuffer(data, "<u8", n_shingles)}, 8 * n_shingles
    for name, dtype in KEPT.items():
        made[name] = np.frombuffer(data, dtype, n_words, at)
        at += made[name].nbytes
    return Words(text=text, title=title, **made)


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
    some = np.lib.stride_tricks.sliding_window_view(telling, length).any(axis=1)
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
