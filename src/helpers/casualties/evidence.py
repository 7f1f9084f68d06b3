"""An article as the casualties room reads it: its sentences, quotations, names and dates by code point."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, wraps
from itertools import pairwise

import numpy as np

from helpers.casualties.known import country_names
from helpers.language import Doc, Span, Token

TITLE = 2  # a place in the title counts as two
LOCAL = 3  # a town says more of the country an article is about than the name of a country, which may act from afar
LINES = 3  # lines of a list by place, at least
BULLET = re.compile(r"\s*(?:[-–—•*·▪]\s*)?")
LABEL = re.compile(r"(?:, [A-Z][^\n:.;\d]{2,25})?: | [-–—] ")
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
PLACE_RANK = {"facility": 0, "town": 1, "water": 4, "region": 2, "other": 2, "province": 3, "country": 4}


@dataclass(frozen=True)
class Mention:
    """A name where it stands, with what is known of its entity."""

    start: int
    end: int
    text: str
    entity_id: str
    name: str
    kind: str
    place_type: str = ""
    admin1: str = ""
    country: str = ""
    source_kind: str = ""
    loose: bool = False  # the words describe the entity, they do not name it (an adjective: "Syrian")

    @property
    def rank(self) -> int:
        """How exact a place is: the lower the better; a sea or region of no one country is the least exact."""
        rank = PLACE_RANK.get(self.place_type, 2)
        return rank if self.country or rank < 2 or self.place_type == "country" else 5


@dataclass(frozen=True)
class Timex:
    """A date expression where it stands."""

    start: int
    end: int
    text: str
    timex_type: str
    timex_value: str
    date_start: str
    date_end: str
    precision: str
    basis: str

    def open(self) -> Timex:
        """The time that begins with this one and has no end."""
        return replace(self, date_end="")


@dataclass
class Article:
    """One parsed article with the rows of other tables that stand in it."""

    doc_id: str
    doc: Doc
    mentions: list[Mention] = field(default_factory=list)
    dates: list[Timex] = field(default_factory=list)
    published: str = ""
    agencies: tuple[str, ...] = ()
    verbs: list[int] | None = None  # tokens that may be reporting verbs, once they were looked for
    cited: list[re.Match] | None = None  # phrases that name a source, likewise
    known: dict = field(default_factory=dict)  # what `once` has worked out

    @cached_property
    def text(self) -> str:
        return self.doc.text

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences without white space at their ends, none empty."""
        text, columns = self.text, self.doc.to_array(["IDX", "LENGTH", "SENT_START"]).astype(np.int64).tolist()
        spaces = [text[start : start + length].isspace() for start, length, _ in columns]
        starts = [0, *(i for i, (_, _, begins) in enumerate(columns) if begins == 1 and i), len(columns)]
        found = []
        for first, last in pairwise(starts):
            while first < last and spaces[first]:
                first += 1
            while last > first and spaces[last - 1]:
                last -= 1
            if first < last:
                found.append(self.doc[first:last])
        return found

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        return [(sent.start_char, sent.end_char) for sent in self.sentences]

    @cached_property
    def paragraphs(self) -> list[int]:
        """The number of the line each sentence stands on."""
        breaks = [match.start() for match in re.finditer("\n", self.text)]
        return [bisect_left(breaks, start) for start, _ in self.bounds]

    @cached_property
    def title_end(self) -> int:
        """Where the title line ends; 0 if the text has none before an empty line."""
        line, _, rest = self.text.partition("\n")
        return len(line) if rest.startswith("\n") else 0

    @cached_property
    def labels(self) -> frozenset[int]:
        """Where the places begin that open the lines of a list by place: "Mosul: three dead"."""
        opens = [
            m.start
            for m in self.mentions
            if m.kind == "place"
            and m.start >= self.title_end
            and not m.text.isupper()
            and LABEL.match(self.text, m.end)
            and BULLET.fullmatch(self.text, self.line(m.start), m.start)
        ]
        return frozenset(opens if len(opens) >= LINES else [])

    def line(self, char: int) -> int:
        """Where the line of code point ``char`` begins."""
        return self.text.rfind("\n", 0, char) + 1

    @cached_property
    def offsets(self) -> list[int]:
        return self.doc.to_array("IDX").tolist()

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """What stands in quotation marks, marks included; a mark left open closes with its paragraph."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found += [(start + first, start + last) for first, last in quoted(line)]
            start += len(line) + 1
        return found

    @cached_property
    def mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def countries(self) -> dict[str, Mention]:
        """The countries the article mentions, by ISO 3166-1 alpha-2."""
        return {m.country: m for m in reversed(self.mentions) if m.place_type == "country"}

    @cached_property
    def main_country(self) -> str:
        """The country that most of the article's places lie in, if most do."""
        counts: Counter[str] = Counter()
        for m in self.mentions:
            if m.kind == "place" and m.country:
                weight = TITLE if m.start < self.title_end else 1
                counts[m.country] += weight * (1 if m.place_type == "country" else LOCAL)
        code, most = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        return code if most > sum(counts.values()) / 2 else ""

    def country(self, code: str) -> Mention:
        """A country as the article mentions it; without an entity_id if only its adjective stands there."""
        return self.countries.get(code) or Mention(0, 0, "", "", country_names()[code], "place", "country", "", code)

    def token(self, char: int) -> Token:
        """The token at code point ``char``."""
        return self.doc[max(bisect_right(self.offsets, char) - 1, 0)]

    def sentence_at(self, char: int) -> int:
        """The number of the sentence at code point ``char``."""
        return max(bisect_right(self.bounds, (char, len(self.text) + 1)) - 1, 0)

    def lemmas_at(self, wanted: frozenset[str]) -> list[int]:
        """The tokens whose lemma is one of ``wanted``, in order."""
        asked = hashes(self.doc.vocab.strings, wanted)
        return [i for i, lemma in enumerate(self.columns[:, 0].tolist()) if lemma in asked]

    @cached_property
    def columns(self) -> np.ndarray:
        """Lemma, part of speech and stop word of each token, as spaCy numbers them."""
        return self.doc.to_array(["LEMMA", "POS", "IS_STOP"])

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie within ``start`` to ``end``."""
        first = bisect_left(self.mention_starts, start)
        last = bisect_left(self.mention_starts, end)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def mention_at(self, char: int) -> Mention | None:
        """The longest mention over code point ``char``."""
        last = bisect_right(self.mention_starts, char)
        over = [mention for mention in self.mentions[max(last - 4, 0) : last] if mention.start <= char < mention.end]
        return max(over, key=lambda mention: mention.end - mention.start, default=None)

    def dates_in(self, start: int, end: int) -> list[Timex]:
        return [date for date in self.dates if date.start >= start and date.end <= end]

    def quote_at(self, char: int) -> tuple[int, int] | None:
        """The quotation in which ``char`` stands."""
        return next((quote for quote in self.quotes if quote[0] < char < quote[1]), None)


MARKS = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]")


def quoted(line: str) -> list[tuple[int, int]]:
    """The quotations of one line as ``(start, end)``."""
    found, opened = [], None
    for match in MARKS.finditer(line):
        place, char = match.start(), match[0]
        if opened is None:
            if char in OPENING or char in STRAIGHT:
                opened = place
        elif char in CLOSING or char in STRAIGHT:
            found.append((opened, place + 1))
            opened = None
    if opened is not None and len(line) - opened > 1 and (line[opened] in OPENING or not opened):
        found.append((opened, len(line)))
    return found


@lru_cache(maxsize=16)
def hashes(strings: Mapping, words: frozenset[str]) -> frozenset[int]:
    """The numbers that spaCy has for ``words``, the same in every process; ``strings``: its store of them."""
    return frozenset(strings[word] for word in words)


def once(rule: Callable) -> Callable:
    """``rule(article, number)`` worked out once for each sentence of an article: several steps ask for the same."""

    @wraps(rule)
    def asked(article: Article, number: int):
        key = (rule.__module__, rule.__name__, number)
        if key not in article.known:
            article.known[key] = rule(article, number)
        return article.known[key]

    return asked
