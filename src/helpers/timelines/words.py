"""The words of a parsed text, as names are looked up in it: with keys, capitals, articles taken out, and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from helpers import knowledge, tables
from helpers.timelines import gazetteer, spelling

LINKED = re.compile(r"[-‐‑–]")
POSSESSIVE = re.compile(r"['’`]s?$|(?<=[sS])['’`]$")
MOSTLY = 0.6  # share of capitalised words from which a line is in title case


@dataclass
class Words:
    """Words in reading order, parallel lists; the article (al-, ez-) belongs to the word after it."""

    text: str
    starts: list[int]  # of the word itself
    fronts: list[int]  # of the article before it, else as starts
    ends: list[int]  # without a possessive ending
    tails: list[int]  # with it
    forms: list[str]
    keys: list[str]
    capital: list[bool]
    sentence: list[int]  # index into sentences
    sentences: list[tuple[int, int]]
    headline: list[bool]  # of each sentence: in title case or capitals, so that capitals say nothing
    shouting: list[bool]  # of each sentence: all in capitals
    first: list[bool]  # first word of its sentence

    @cached_property
    def capitals(self) -> list[int]:
        """The words in capitals."""
        return [at for at, capital in enumerate(self.capital) if capital]

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """The words of each key."""
        places = defaultdict(list)
        for at, key in enumerate(self.keys):
            places[key].append(at)
        return places

    @cached_property
    def commas(self) -> bool:
        """Whether the text has commas; some archives have lost them."""
        return "," in self.text

    def quote(self, start: int, end: int) -> str:
        """The sentence around a span."""
        left = bisect_right(self.sentences, (start, len(self.text))) - 1
        begin, stop = self.sentences[max(left, 0)]
        return self.text[begin : max(stop, end)]

    def quoted(self, start: int, end: int) -> dict[str, str]:
        """The wording of a span, and the sentence around it."""
        return {"text": self.text[start:end], "sentence": self.quote(start, end)}


def sentence_spans(doc, text: str) -> list[tuple[int, int]]:
    """The sentences of ``doc``, whose ``text`` is given, without the white space around them."""
    spans = []
    opening, begins = doc.to_array(["SENT_START", "IDX"]).T if len(doc) else ([], [])
    cuts = [0, *(int(begin) for begin, opens in zip(begins, opening, strict=True) if opens == 1 and begin), len(text)]
    for begin, stop in pairwise(cuts):
        if stripped := text[begin:stop].strip():
            start = text.index(stripped, begin)
            spans.append((start, start + len(stripped)))
    return spans


def words(doc) -> Words:
    """The words of ``doc`` (a spaCy `Doc`)."""
    text = doc.text
    spans = sentence_spans(doc, text)
    found = [(match.start(), match.end(), match.group()) for match in spelling.WORD.finditer(text)]
    begins, line = [*(start for start, _ in spans), len(text) + 1, len(text) + 1], 0
    articles, last = spelling.particles("article"), len(found) - 1
    made = Words(text, [], [], [], [], [], [], [], [], spans, [False] * len(spans), [False] * len(spans), [])
    front = -1
    for number, (start, end, form) in enumerate(found):
        if number < last and form.lower() in articles:
            following = found[number + 1]
            before = made.forms[-1] if made.forms and made.ends[-1] >= start - 2 else ""
            if is_article(form, text[end : following[0]], following[2], before):
                front = start if front < 0 else front
                continue
        tail = end
        if form.isalpha():
            if lost := form[-1] == "s" and lost_possessive(form):
                form, end = form[:-1], end - lost
        else:
            if "." in form and text[end : end + 1] == ".":
                tail = end = end + 1
            if ending := POSSESSIVE.search(form):
                form, end = form[: ending.start()], start + ending.start()
        while begins[line + 1] <= start:
            line += 1
        made.starts.append(start)
        made.fronts.append(start if front < 0 else front)
        made.ends.append(end)
        made.tails.append(tail)
        made.forms.append(form)
        made.keys.append(spelling.word_key(form))
        made.capital.append(form[:1].isupper())
        made.first.append(not made.sentence or made.sentence[-1] != line)
        made.sentence.append(line)
        front = -1
    look_at_lines(made)
    return made


@cache
def owners() -> frozenset[str]:
    """Keys of countries, well-known places and persons of one word."""
    people = knowledge.load("names")[lambda rows: rows["kind"] == "person"]
    names = [name for cell in [*people["name"], *people["spellings"]] for name in tables.split(cell)]
    return frozenset(gazetteer.curated()) | frozenset(spelling.exact(name) for name in names)


@lru_cache(maxsize=100_000)
def lost_possessive(form: str) -> int:
    """1 for "Syrias" and "Assads", whose apostrophe some archive has lost; else 0."""
    if len(form) < 6 or not form.endswith("s") or not form[0].isupper() or not form.isalpha():
        return 0
    key = spelling.word_key(form)
    return int(key[:-1] in owners() and key not in owners())


def is_article(form: str, gap: str, following: str, before: str) -> bool:
    """Whether a word is the Arabic article of the next one."""
    low = form.lower()
    if low not in spelling.particles("article") or not (following[:1].isupper() or LINKED.fullmatch(gap)):
        return False
    if LINKED.fullmatch(gap):
        return following[:1].isupper() or low in spelling.particles("article without hyphen")
    if gap != " ":
        return False
    return low in spelling.particles("article without hyphen") or (
        low in spelling.particles("article inside a name") and (form[:1].isupper() or before[:1].isupper())
    )


def look_at_lines(made: Words) -> None:
    """Mark the sentences whose capitals say nothing about names."""
    counts = [[0, 0, 0] for _ in made.sentences]
    for form, capital, sentence in zip(made.forms, made.capital, made.sentence, strict=True):
        if len(form) > 3 and form.isalpha():
            counts[sentence][0] += 1
            counts[sentence][1] += capital
            counts[sentence][2] += form.isupper()
    for number, (long, capital, upper) in enumerate(counts):
        ended = (
            made.text[made.sentences[number][0] : made.sentences[number][1]].rstrip("\"'”’)").endswith((".", "?", "!"))
        )
        made.shouting[number] = long >= 3 and upper > MOSTLY * long
        made.headline[number] = made.shouting[number] or (long >= 4 and capital > MOSTLY * long and not ended)
