"""A sentence as parallel lists of its words: what the rules of this room look at.

White space is left out, so that the next word is the next item, and offsets are those of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers import knowledge

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


def split(doc) -> list[Sentence]:
    """The sentences of a parsed article in order; empty ones are left out."""
    groups: list[list] = []
    for token in doc:  # one walk: doc.sents looks through the whole article for every sentence
        if token.i == 0 or token.is_sent_start:
            groups.append([])
        if not token.is_space:
            groups[-1].append(token)
    text = doc.text
    return [sentence(text, tokens) for tokens in groups if tokens]


def sentence(text: str, tokens: list) -> Sentence:
    """The sentence of ``tokens``, none of them white space, in an article's ``text``."""
    place = {token.i: i for i, token in enumerate(tokens)}
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    words = [token.text for token in tokens]
    shouted = text[start:end].isupper()  # else IS is the group that calls itself Islamic State, not a verb
    return Sentence(
        text=text[start:end],
        start=start,
        end=end,
        words=words,
        lower=["isis" if word == "IS" and not shouted else word.lower().replace("’", "'") for word in words],
        pos=[
            "PROPN" if word == "IS" and not shouted else token.pos_ for word, token in zip(words, tokens, strict=True)
        ],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=[place.get(token.head.i, i) for i, token in enumerate(tokens)],
        starts=[token.idx for token in tokens],
        ends=[token.idx + len(token) for token in tokens],
        entities=[token.ent_type_ for token in tokens],
        lemmas=[token.lemma_.lower() for token in tokens],
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
