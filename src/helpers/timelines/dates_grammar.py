"""The grammar of date expressions: rules over classes of words, and the search for the longest reading.

A rule is a pattern over class names with the function that tells what it means (`rule`). Where several match, the one
that begins first, then the longest, then the one written first is tried; a function that returns nothing refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from helpers.timelines import dates_tokens
from helpers.timelines.dates_tokens import Words

MACROS = {
    "MONTHS": "(?: MONTH | MONTH_SHORT DOT? )",
    "DAYS": "(?: DAY | DAYTH )",
    "DAYNAME": "(?: WEEKDAY | WEEKDAY_SHORT DOT? )",
    "DASH": "HYPHEN{1,2}",
    "COUNT": "(?: (?: INT | DECIMAL | BIGNUMBER ) | TENS HYPHEN? NUMBER | NUMBER | SOME | ARTICLE )"
    " (?: AND ARTICLE HALF )?",
    "FIRM": "(?: (?: INT | DECIMAL | BIGNUMBER ) | TENS HYPHEN? NUMBER | NUMBER | SOME )",
    "UNITS_ANY": "(?: UNIT | UNITS )",
    "SHIFT": "(?: LAST | NEXT | THIS PAST | THIS | PAST | COMING | PREVIOUS | FOLLOWING | SAME | CURRENT )",
    "RANK": "(?: TENS HYPHEN? ORDINAL | ORDINAL | NTH | DAYTH )",
}


@dataclass(frozen=True)
class Found:
    """One match of a rule: the words ``first`` to ``last`` (exclusive) and the named parts."""

    words: Words
    first: int
    last: int
    parts: dict[str, tuple[int, int]]

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def word(self, part: str) -> str:
        """The words of a part in lower case, one blank between; empty if the part is not there."""
        if part not in self.parts:
            return ""
        return " ".join(self.words.word(index) for index in range(*self.parts[part]))

    def value(self, part: str, *names: str) -> str:
        """The value of a part's first word as one of the classes ``names``; empty if the part is not there."""
        if part not in self.parts:
            return ""
        word = self.words.word(self.parts[part][0])
        return next((value for name in names if (value := dates_tokens.lexicon().value(name, word))), "")

    def kind(self, part: str, *names: str) -> str:
        """Which of the classes ``names`` the last word of a part has; empty if the part is not there."""
        if part not in self.parts:
            return ""
        last = self.parts[part][1] - 1
        return next((name for name in names if self.words.has(last, name)), "")

    def shift(self, part: str = "s") -> str:
        """The class of a shifting word: LAST, NEXT, THIS and so on."""
        return self.kind(part, "LAST", "NEXT", "THIS", "PAST", "COMING", "PREVIOUS", "FOLLOWING", "SAME", "CURRENT")

    def inside(self, name: str, first: int | None = None, last: int | None = None) -> bool:
        """Whether a word of the class stands inside (or between two places inside)."""
        first, last = self.first if first is None else first, self.last if last is None else last
        return any(self.words.has(index, name) for index in range(first, last))

    def number(self, part: str) -> int:
        """The digits of a part as a number."""
        return int(re.sub(r"\D", "", self.word(part)))

    def rank(self, part: str) -> int:
        """The number of an ordinal: 3rd, third, twenty-first."""
        words = self.word(part).replace("-", " ").split()
        if words[0][0].isdecimal():
            return self.number(part)
        values = dates_tokens.lexicon().value
        return sum(int(values("TENS", word) or values("ORDINAL", word) or 0) for word in words)

    def count(self, part: str) -> str:
        """The number of a count as TIMEX3 writes it: ``3``, ``2.5``, ``X`` for several."""
        values = dates_tokens.lexicon().value
        total = 0.0
        for index in range(*self.parts[part]):
            word = self.words.word(index)
            if self.words.has(index, "SOME"):
                return "X"
            if word[0].isdecimal():
                total += float(word.replace(",", ""))
            elif word == "half":
                total += 0.5
            elif self.words.has(index, "ARTICLE"):
                total += 0 if total or self.words.has(index + 1, "HALF") else 1
            elif number := values("NUMBER", word):
                total += float(number)
        return f"{total:g}" if total else "1"

    def tight(self) -> bool:
        """Whether no space stands inside."""
        return all(self.words.joined(index) for index in range(self.first + 1, self.last))

    def outer(self, part: str) -> tuple[int, int]:
        """Where a part stands in the text."""
        first, last = self.parts[part]
        return self.words.starts[first], self.words.ends[last - 1]


@dataclass(frozen=True)
class Rule:
    """A pattern over classes, and what it means."""

    pattern: str
    meaning: Callable


RULES: list[Rule] = []


def rule(pattern: str) -> Callable:
    """Register a function as the meaning of ``pattern``; the function gets the `Found` and the context."""

    def register(meaning: Callable) -> Callable:
        RULES.append(Rule(pattern, meaning))
        return meaning

    return register


@cache
def compiled() -> list[tuple[re.Pattern[str], frozenset[str], Callable]]:
    """Every rule's regular expression with the classes it needs and its meaning."""
    return [(re.compile(dates_tokens.expand(r.pattern, MACROS)), needed(r.pattern), r.meaning) for r in RULES]


def needed(pattern: str) -> frozenset[str]:
    """Classes of which every match of ``pattern`` has a word: those outside brackets that are not optional."""
    while "(" in pattern:
        pattern = re.sub(r"\([^()]*\)[?*+]?", " ", pattern)
    names = [] if "|" in pattern else re.findall(r"\b[A-Z][A-Z_]+\b(?![?*])", pattern)
    return frozenset(names) - MACROS.keys() - {"ANY"}


def candidates(words: Words) -> list[tuple[int, int, int, re.Match[str]]]:
    """Every match of every rule: first word, minus its length, the rule's number, the match; in order of trial."""
    made = []
    there = words.there
    for number, (pattern, classes, _) in enumerate(compiled()):
        match = pattern.search(words.classes) if classes <= there else None
        while match:  # matches of one rule may overlap: the first may be refused, or lie under another's
            made.append((match.start(), match.start() - match.end(), number, match))
            match = pattern.search(words.classes, match.start() + 1)
    return sorted(made, key=lambda item: item[:3])


def search(words: Words, context: object) -> Iterator:
    """The meanings found in ``words``, left to right, none overlapping another."""
    free = 0
    for first, _, number, match in candidates(words):
        if first < free:
            continue
        parts = {name: match.span(name) for name, value in match.groupdict().items() if value is not None}
        found = Found(words, match.start(), match.end(), parts)
        meanings = compiled()[number][2](found, context)
        if meanings:
            free = match.end()
            yield from meanings
