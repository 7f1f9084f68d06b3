"""Words of date expressions: an article as a string of classes, one character a word.

`knowledge/time_words.csv` says which words are months, units, shifts and so on; numbers get their classes from their
shape. The grammar of dates is written in the names of these classes (`expand`), so that a regular expression runs over
a few hundred characters an article, and no word stands in code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

from helpers import knowledge

PUNCTUATION = {
    **dict.fromkeys("-–—‑−", "HYPHEN"),
    **dict.fromkeys("'’‘`´", "APOSTROPHE"),
    ",": "COMMA",
    ".": "DOT",
    "/": "SLASH",
    ":": "COLON",
    "(": "OPEN",
    ")": "CLOSE",
    "+": "PLUS",
    "$": "CURRENCY",
    "€": "CURRENCY",
    "£": "CURRENCY",
    "%": "PERCENT",
    "\n": "LINE",
}
LONGEST = 9  # digits and signs of a number that may count days or years
SHAPES = r"""
    (?<![\d.,]) \d{1,3} (?: ,\d{3} )+ (?![\d,])         # 4,350
  | (?<![\d.]) \d+ \. \d+ (?! \.?\d )                   # 4.5
  | \d{1,4} (?: st | nd | rd | th )\b                   # 12th
  | \d{2,4} (?: ['’]? s )\b                             # 1990s
  | \d+ | [^\W\d_]+ | \n | \S
"""


@dataclass(frozen=True)
class Words:
    """The words of one article: where they stand, and ``classes``, one character for each."""

    text: str
    starts: list[int]
    ends: list[int]
    classes: str

    @property
    def there(self) -> frozenset[str]:
        """The classes of which the article has a word."""
        return frozenset().union(*(lexicon().sets[letter] for letter in set(self.classes)))

    def word(self, index: int) -> str:
        """The word at ``index`` in lower case, apostrophes straight; empty outside the article."""
        return straight(self.text[self.starts[index] : self.ends[index]]) if 0 <= index < len(self.starts) else ""

    def raw(self, index: int) -> str:
        """The word at ``index`` as written."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""

    def joined(self, index: int) -> bool:
        """Whether no space stands before the word at ``index``."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def has(self, index: int, name: str) -> bool:
        """Whether the word at ``index`` is of the class ``name``."""
        return 0 <= index < len(self.starts) and name in lexicon().sets[self.classes[index]]

    def at(self, offset: int) -> int:
        """The index of the word that holds the code point ``offset``, or the one before it."""
        return bisect_right(self.starts, offset) - 1


def straight(word: str) -> str:
    """``word`` in lower case with straight apostrophes, plain hyphens and single spaces."""
    return re.sub(r"\s+", " ", word.lower().replace("’", "'").replace("‑", "-"))


class Lexicon:
    """Classes and values of words, and the alphabet in which articles are written for the grammar."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, str]] = {}
        self.capital: set[tuple[str, str]] = set()  # classes a word has only with a capital
        names = [(row["class"].upper(), row["word"], row["value"], row["case"]) for row in rows()]
        for name, word, value, case in names:
            self.entries.setdefault(word, {})[name] = value
            if case == "capital":
                self.capital.add((word, name))
        self.codes: dict[frozenset[str], str] = {}
        self.sets: dict[str, frozenset[str]] = {}
        for word in self.entries:
            for form in (word, word.title()):
                self.code(self.classify(form))
        for number in range(10_000):
            for form in {f"{number}", f"{number:02}", f"{number:04}"}:
                self.code(number_classes(form))
        for form in ("182016", "32016", "1,000", "1.5", "7.30", "1st", "3rd", "40th", "1990s", "90s", "12345", "x"):
            self.code(self.classify(form))
        for name in PUNCTUATION.values():
            self.code(frozenset({name}))

    def code(self, names: frozenset[str]) -> str:
        """The character that stands for a word with these classes."""
        if names not in self.codes:
            letter = chr(0x100 + len(self.codes))
            self.codes[names], self.sets[letter] = letter, names
        return self.codes[names]

    def classify(self, raw: str) -> frozenset[str]:
        """The classes of one word as written."""
        if raw in PUNCTUATION:
            return frozenset({PUNCTUATION[raw]})
        if raw[0].isdecimal():
            return number_classes(raw)
        word = straight(raw)
        entry = self.entries.get(word)
        if not entry:
            return frozenset()
        if raw[0].isupper():
            return frozenset(entry)
        return frozenset(name for name in entry if (word, name) not in self.capital)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a word is: phrases of the knowledge first, then numbers, words and marks."""
        openings: dict[str, list[str]] = {}  # by first letter, which tells most words from any phrase
        for phrase in sorted((word for word in self.entries if not word.isalpha()), key=len, reverse=True):
            shape = re.escape(phrase).replace(r"\ ", r"[ ]+").replace("'", "['’]?").replace(r"\-", "[- ‑]")
            openings.setdefault(f"[{phrase[0]}{phrase[0].upper()}]", []).append(shape)
        shapes = "|".join(f"(?={letter})(?i:{'|'.join(phrases)})" for letter, phrases in openings.items())
        return re.compile(rf"(?<!\w)(?:{shapes})(?!\w)|{SHAPES}", re.VERBOSE)

    @cached_property
    def known(self) -> dict[str, str]:
        """A character for each word met so far (a cache)."""
        return {}

    def read(self, text: str) -> Words:
        """The words of ``text``."""
        starts, ends, codes = [], [], []
        for match in self.pattern.finditer(text):
            raw = match.group()
            letter = self.known.get(raw)
            if letter is None:
                letter = self.known[raw] = self.code(self.classify(raw))
            starts.append(match.start())
            ends.append(match.end())
            codes.append(letter)
        return Words(text, starts, ends, "".join(codes))

    def value(self, name: str, word: str) -> str:
        """What ``word`` stands for as a ``name`` (a month's number, a unit's letter)."""
        return self.entries.get(straight(word), {}).get(name, "")


def number_classes(raw: str) -> frozenset[str]:
    """The classes of a number by its shape: what a day, a month, an hour, a year may look like."""
    if len(raw) > LONGEST:
        return frozenset()
    if raw.isdecimal():
        size, value = len(raw), int(raw)
        names = {"INT"}
        if size <= 2:
            names |= {"DAY"} if 1 <= value <= 31 else set()
            names |= {"MONTHNUMBER"} if 1 <= value <= 12 else set()
            names |= {"HOUR"} if value <= 24 else set()
            names |= {"TWO"} if size == 2 else set()
            names |= {"MINUTE"} if size == 2 and value < 60 else set()
        elif size == 4:
            names |= {"YEAR"} if 1800 <= value <= 2099 else set()
            names |= {"OLDYEAR"} if 1000 <= value < 1800 else set()
            names |= {"CLOCK"} if value // 100 <= 24 and value % 100 < 60 else set()
        elif size in (5, 6) and 1900 <= int(raw[-4:]) <= 2099 and 1 <= int(raw[:-4]) <= 31:
            names |= {"DAYYEAR"}  # "Jun 182016": a release that lost its commas
        return frozenset(names)
    if raw[-1] == "s":
        return frozenset({"DECADE"} if raw.rstrip("s'’")[-1] == "0" else set())
    if raw[-2:].isalpha():
        number = int(raw[:-2])
        return frozenset({"NTH"} | ({"DAYTH"} if 1 <= number <= 31 else set()))
    if "." in raw:
        hour, minute = raw.split(".")
        clock = len(minute) == 2 and len(hour) <= 2 and int(minute) < 60 and int(hour) <= 24
        return frozenset({"DECIMAL"} | ({"CLOCKDOT"} if clock else set()))
    return frozenset({"BIGNUMBER"})


def rows() -> list[dict[str, str]]:
    """The words of `knowledge/time_words.csv`."""
    return knowledge.load("time_words").to_dict("records")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    return Lexicon()


def expand(pattern: str, macros: dict[str, str]) -> str:
    """A grammar's ``pattern`` over class names as a regular expression over an article's characters.

    ``MONTH`` becomes the set of characters of words that may be months; ``month:MONTH`` names what it matched; a macro
    is a pattern of its own; a blank only parts names. ``ANY`` is any word.
    """
    sets = lexicon().sets

    def one(match: re.Match[str]) -> str:
        group, name = match.group(1), match.group(2)
        if name in macros:
            inside = f"(?:{expand(macros[name], macros)})"
        elif name == "ANY":
            inside = "."
        else:
            letters = "".join(letter for letter, names in sets.items() if name in names)
            if not letters:
                raise KeyError(f"no word is of the class {name}")
            inside = f"[{letters}]"
        return f"(?P<{group}>{inside})" if group else inside

    return re.sub(r"(?:\b([a-z]\w*):)?\b([A-Z][A-Z_]+)\b", one, pattern).replace(" ", "")
