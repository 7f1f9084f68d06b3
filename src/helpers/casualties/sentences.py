"""A sentence as parallel lists of its words: what the rules of this room look at.

White space is left out, so that the next word is the next item, and offsets are those of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from numpy import int64

from helpers import knowledge

QUOTES = frozenset("\"“”'‘’")
BREAKS = frozenset({".", ";", ":", "?", "!", "–", "—", "(", ")", "[", "]"})


@dataclass
class Sentence:
    """The words of one sentence; `heads` are positions in the lists (a root's is its own)."""

    text: str
    start: int  # first code point in the article, white space at the ends left out
    end: int
    words: list[str]
    lower: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    entities: list[str]
    lemmas: list[str]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        """The word at ``i`` in lower case, ``""`` beyond the ends."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def pos_at(self, i: int) -> str:
        """The part of speech at ``i``, ``""`` beyond the ends."""
        return self.pos[i] if 0 <= i < len(self.pos) else ""

    def quote(self, first: int, last: int) -> str:
        """The text from the word ``first`` up to the word before ``last``, as it stands in the article."""
        return self.text[self.starts[first] - self.start : self.ends[last - 1] - self.start]


NUMBERED = ["IDX", "LENGTH", "HEAD", "SENT_START"]
NAMED = ["POS", "TAG", "DEP", "ENT_TYPE", "LEMMA"]


def split(doc, text: str = "") -> list[Sentence]:
    """The sentences of a parsed article in order; empty ones are left out. ``text``: its text, if it is at hand."""
    text, strings = text or doc.text, doc.vocab.strings
    # all words at once: a token asked for by itself costs as much as a rule
    numbers, names = doc.to_array(NUMBERED).astype(int64).tolist(), doc.to_array(NAMED).tolist()
    known = {number: strings[number] for number in {number for row in names for number in row}}
    rows = [
        (i, start, start + length, i + head, *(known[name] for name in row))
        for i, ((start, length, head, _), row) in enumerate(zip(numbers, names, strict=True))
    ]
    first = [0, *(i for i, (*_, begins) in enumerate(numbers) if begins == 1 and i), len(rows)]
    groups = ([row for row in rows[a:b] if not text[row[1] : row[2]].isspace()] for a, b in pairwise(first))
    return [sentence(text, group) for group in groups if group]


def sentence(text: str, tokens: list[tuple]) -> Sentence:
    """The sentence of ``tokens`` (the rows of `split`), none of them white space, in an article's ``text``."""
    places, starts, ends, heads, pos, tags, deps, entities, lemmas = map(list, zip(*tokens, strict=True))
    place = {number: i for i, number in enumerate(places)}
    words = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    shouted = text[starts[0] : ends[-1]].isupper()  # else IS is the group that calls itself Islamic State, not a verb
    group = [word == "IS" and not shouted for word in words]
    return Sentence(
        text=text[starts[0] : ends[-1]],
        start=starts[0],
        end=ends[-1],
        words=words,
        lower=["isis" if named else word.lower().replace("’", "'") for word, named in zip(words, group, strict=True)],
        pos=["PROPN" if named else kind for kind, named in zip(pos, group, strict=True)],
        tags=tags,
        deps=deps,
        heads=[place.get(head, i) for i, head in enumerate(heads)],
        starts=starts,
        ends=ends,
        entities=entities,
        lemmas=[lemma.lower() for lemma in lemmas],
    )


class Phrases:
    """Phrases of a word list, found by their first word; ``*`` in a phrase stands for any one word."""

    def __init__(self, rows: list[tuple[str, object]]):
        self.first: dict[str, list[tuple[list[str], object]]] = {}
        for phrase, value in rows:
            words = phrase.replace("-", " - ").replace("+", " + ").replace("'s", " 's").split()
            if words:
                self.first.setdefault(words[0], []).append((words, value))
        for options in self.first.values():
            options.sort(key=lambda option: -len(option[0]))

    def match(self, lower: list[str], i: int):
        """The longest phrase that starts at ``i`` as ``(end, value)``, or ``None``."""
        for words, value in self.first.get(lower[i], ()):
            if lower[i : i + len(words)] == words or (
                "*" in words
                and len(lower) >= i + len(words)
                and all(word in ("*", there) for word, there in zip(words, lower[i:], strict=False))
            ):
                return i + len(words), value
        return None

    def find(self, lower: list[str], first: int = 0, last: int | None = None) -> list[tuple[int, int, object]]:
        """All phrases from ``first`` to ``last`` that do not overlap, as ``(start, end, value)``."""
        found, i, last = [], first, len(lower) if last is None else last
        while i < last:
            hit = self.match(lower, i) if lower[i] in self.first else None
            if hit and hit[0] <= last:
                found.append((i, hit[0], hit[1]))
                i = hit[0]
            else:
                i += 1
        return found


@cache
def phrases(name: str, column: str, value: str) -> Phrases:
    """The phrases of one column of a word list, each with its cell in the column ``value``."""
    table = knowledge.load(name)
    return Phrases(list(zip(table[column], table[value], strict=True)))


@cache
def grammar(kind: str) -> frozenset[str]:
    """The small words of one kind in ``knowledge/harm_grammar.csv``."""
    table = knowledge.load("harm_grammar")
    return frozenset(table.loc[table["kind"] == kind, "word"])
