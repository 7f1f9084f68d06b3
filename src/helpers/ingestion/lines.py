"""A text as lines, and what can be seen of a line by itself: its words, its end, whether it reads like prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from helpers import knowledge

# Control characters, marks of direction and invisible joints (ZWJ and ZWNJ stay: Persian needs them).
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
# A full stop, quotes or brackets that close after it, and perhaps a credit in brackets: "… he said. (AFP)"
CLOSED = re.compile(r"(?<!\.\.)[.!?。！？؟।]['\"”’»›)\]]*…?(?:\s*[(\[][^()\[\]]{1,60}[)\]])?$")
DATELINE = re.compile(r"^[A-Z][\w.,'’ -]{1,40}(?:\([^()]{2,60}\))?\s*[-–—]+$|^[A-Z][A-Z ,.'’-]+:$")
BULLET = re.compile(r"^\s*(?:[-–—*•●▪◦‣·]|\(?\d{1,2}[.)])\s+\S")
SENTENCE_WORDS = 5  # a line of fewer words is no sentence to open a body with
SLACK = 12  # characters by which a line broken to a width may fall short of it
LONG_WORDS = 14  # so many words make prose even without a full stop: standfirsts, leads that lost theirs


@dataclass
class Line:
    """One line of a text, tidied; ``block`` counts the blank lines before it, ``reason`` says why it is furniture."""

    text: str
    block: int
    reason: str = ""
    effect: str = ""

    def __post_init__(self) -> None:
        self.words = WORD.findall(self.text)
        self.n = len(self.words)
        self.closed = bool(CLOSED.search(self.text))
        self.key = key(self.text)

    @property
    def prose(self) -> bool:
        """Whether it reads like a sentence of an article."""
        if self.reason or not self.n:
            return False
        if self.closed or self.text.endswith(":"):
            return self.n >= SENTENCE_WORDS and (self.closed or self.lower >= 0.5)
        return self.n >= LONG_WORDS and self.lower >= 0.5 and not truncated(self.text)

    @property
    def lower(self) -> float:
        """The share of its words that begin small (or have no case)."""
        return sum(not word[0].isupper() and not word[0].isdigit() for word in self.words) / max(1, self.n)


def tidy(text: str) -> str:
    """``text`` without invisible characters, its line breaks ``\\n``, its spaces single."""
    return SPACES.sub(" ", INVISIBLE.sub("", BREAKS.sub("\n", text)))


def newlines(text: str) -> str:
    """``text`` to the character, but its newlines ``\\n``."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def key(text: str) -> str:
    """What two lines share that say the same: their words in small letters."""
    return " ".join(WORD.findall(text.lower().replace("’", "'").replace("‘", "'")))


def truncated(text: str) -> bool:
    """Whether it was cut off by a page, as teasers are."""
    return text.endswith(("...", "…", "[…]", "[...]", "(more)")) and not CLOSED.search(text)


def of(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything, in order; lines broken to a width are joined again."""
    lines, block = [], 0
    for raw in mend(rewrap(tidy(text).split("\n"))):
        if stripped := raw.strip():
            lines.append(Line(stripped, block))
        else:
            block += 1
    return lines


@cache
def joining() -> frozenset[str]:
    """Words that no line of a text ends with, unless it was broken there."""
    return frozenset(knowledge.load("joining_words")["word"])


def mend(raw: list[str]) -> list[str]:
    """``raw`` with single lines joined that were broken within a sentence: the first ends with a word that asks for
    another, or the second, of five words at least, begins small."""
    made: list[list[str]] = []
    for line in raw:
        last, this = (made[-1][-1] if made else "").strip(), line.strip()
        words = last.split()
        small = sum(word[0].islower() for word in words)
        goes_on = len(words) >= SENTENCE_WORDS and words[-1] in joining() and small * 5 >= len(words) * 2
        begins_small = this[:1].islower() and len(this.split()) >= SENTENCE_WORDS and last[-1:].isalnum()
        if last and this and (goes_on or begins_small):
            made[-1].append(this)
        else:
            made.append([line])
    return [" ".join(parts) if len(parts) > 1 else parts[0] for parts in made]


def rewrap(raw: list[str]) -> list[str]:
    """``raw`` with paragraphs joined whose lines were broken to a width (60 to 100 characters).

    Only if most lines that another follows directly end near one width and in the middle of a sentence.
    """
    pairs = [(a.rstrip(), b.strip()) for a, b in pairwise(raw) if a.strip() and b.strip()]
    inside = [a for a, b in pairs if not CLOSED.search(a) and 50 <= len(a) <= 100 and (b[0].islower() or len(a) >= 60)]
    going_on = sum(b[0].islower() for a, b in pairs if not CLOSED.search(a))
    if len(pairs) < 3 or len(inside) < len(pairs) * 0.6 or going_on < len(pairs) * 0.3:
        return raw
    width = max(len(a) for a in inside)
    made: list[list[str]] = []
    for line in raw:
        last = made[-1][-1] if made else ""
        if line.strip() and last.strip() and len(last) + len(line.split(maxsplit=1)[0]) >= width - SLACK:
            made[-1].append(line.strip())
        else:
            made.append([line.rstrip()])
    return [" ".join(parts) for parts in made]
