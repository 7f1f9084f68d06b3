"""Corpora of any size for measurements of growth: text like that of given articles.

`make`: with reuse planted at known places, for the chapters that compare words. Sentences come from a first-order
Markov chain over the words of the given articles (Shannon 1948), and every story has names and numbers of its own, as
news has; so common phrases stay common and most runs of words are new. A third of the articles take a passage from an
earlier one of the same week, word by word or with some words changed.

`drawn`: of whole sentences, for the chapters that read grammar: the first half of one given article and the second half
of another, with other numbers, so that no article and few sentences are the same.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

OWN = 0.12  # share of a text's words that are its story's own: names, places, numbers
COPYING = 0.33  # share of the articles that take a passage from another
EDITED = (0.0, 0.05, 0.1, 0.2)  # shares of a passage's words that are changed
LENGTHS = (30, 60, 120, 200)  # words of a passage
SENTENCE = (12, 28)  # words
SYLLABLES = ("ba", "dar", "el", "fo", "ga", "hin", "ka", "lo", "mar", "ni", "or", "qa", "ri", "sham", "ta", "ul", "zo")
OUTLETS = 40
PER_WEEK = 700  # articles a week: a corpus grows in time, as an archive does
BREAK = re.compile(r"(?<=[.!?])\s+")
NUMBER = re.compile(r"(?<![\d.,:-])[1-9]\d{0,2}(?![\d.,:-]|\w)")  # a count, no year, date or time


@dataclass(frozen=True)
class Planted:
    """A passage of ``source`` that stands in ``target``, in code points of both."""

    source: str
    start: int
    end: int
    target: str
    target_start: int
    target_end: int


class Chain:
    """The words that follow each word in the given texts, as often as they do."""

    def __init__(self, texts: list[str]):
        follow: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for text in texts:
            words = ["", *text.split()]
            for one, other in pairwise(words):
                follow[one][other] += 1
        self.follow = {word: (list(after), list(accumulate(after.values()))) for word, after in sorted(follow.items())}

    def next(self, word: str, chance: random.Random) -> str:
        """A word that follows ``word``."""
        words, sums = self.follow.get(word) or self.follow[""]
        return words[bisect_left(sums, chance.randint(1, sums[-1]))]


def make(
    texts: list[str], count: int, *, words: int = 300, seed: int = 1
) -> Iterator[tuple[dict[str, str], Planted | None]]:
    """``count`` articles one by one, as rows ``id, outlet, published, title, text`` of about ``words`` words, each with
    what was planted into it; only those of the last week are held."""
    chain, chance = Chain(texts), random.Random(seed)
    bodies: dict[int, list[str]] = {}
    first = date(2010, 1, 4)
    for number in range(count):
        story = [name(chance) for _ in range(max(4, words // 20))]
        body = written(chain, story, words, chance)
        source, taken = None, []
        if number and chance.random() < COPYING:
            source = chance.randrange(max(0, number - PER_WEEK), number)
            taken = passage(bodies[source], chance)
        place = chance.randrange(len(body) + 1) if taken else 0
        kept = [word for _, word in taken]
        changed = edited(kept, chain, chance)
        body[place:place] = changed
        bodies[number] = body
        bodies.pop(number - PER_WEEK - 1, None)
        text, title = " ".join(body), " ".join(body[:8])
        row = {"id": f"a{number:06d}", "outlet": f"Outlet {chance.randrange(OUTLETS)}", "title": title, "text": text}
        row["published"] = str(first + timedelta(days=7 * number // PER_WEEK))
        if not taken:
            yield row, None
            continue
        start = len(" ".join(bodies[source][: taken[0][0]])) + (taken[0][0] > 0)
        at = len(" ".join(body[:place])) + (place > 0)
        sizes = len(" ".join(kept)), len(" ".join(changed))
        yield row, Planted(f"a{source:06d}", start, start + sizes[0], row["id"], at, at + sizes[1])


def written(chain: Chain, story: list[str], words: int, chance: random.Random) -> list[str]:
    """About ``words`` words in sentences."""
    body: list[str] = []
    while len(body) < words:
        word, sentence = "", []
        for _ in range(chance.randint(*SENTENCE)):
            word = chain.next(word, chance)
            sentence.append(chance.choice(story) if chance.random() < OWN else word.strip(".,;:\"'()"))
        sentence = [word for word in sentence if word]
        sentence[0] = sentence[0][:1].upper() + sentence[0][1:]
        sentence[-1] += "."
        body += sentence
    return body


def name(chance: random.Random) -> str:
    """A made-up name or a number."""
    if chance.random() < 0.2:
        return str(chance.randint(2, 9999))
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).title()


def passage(body: list[str], chance: random.Random) -> list[tuple[int, str]]:
    """A run of words of ``body`` with their places."""
    length = min(chance.choice(LENGTHS), len(body))
    first = chance.randrange(len(body) - length + 1)
    return list(enumerate(body))[first : first + length]


def edited(words: list[str], chain: Chain, chance: random.Random) -> list[str]:
    """``words`` with a share of them replaced, left out, or another put before."""
    share, made = chance.choice(EDITED), []
    for word in words:
        if chance.random() >= share:
            made.append(word)
            continue
        way = chance.randrange(3)
        made += [[chain.next("", chance)], [], [chain.next(word, chance), word]][way]
    return made


def drawn(articles: list[dict[str, str]], count: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """``count`` articles as rows ``id, outlet, published, title, text``, drawn from ``articles`` (rows of the same)."""
    chance = random.Random(seed)

    def another(match: re.Match) -> str:
        digits = len(match[0])
        return str(chance.randrange(10 ** (digits - 1), 10**digits))

    for number in range(count):
        one, other = chance.choice(articles), chance.choice(articles)
        halves = [BREAK.split(article["text"]) for article in (one, other)]
        text = " ".join([*halves[0][: len(halves[0]) // 2], *halves[1][len(halves[1]) // 2 :]])
        changed = {name: NUMBER.sub(another, value) for name, value in (("title", one["title"]), ("text", text))}
        yield {"id": f"d{number:06d}", "outlet": one["outlet"], "published": one["published"], **changed}
