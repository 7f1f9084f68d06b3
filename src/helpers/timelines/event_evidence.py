"""How much speaks for two threads of articles telling one event: words, place, kind of event, numbers, and names.

Likeness of words and names is weighted by how rare a term is (Spärck Jones, 1972) and helped by place, kind and numbers
in common, the features of cross-document event coreference (Cybulska and Vossen, 2015). The names in two whole articles
say whether they are about one story: a thread that names no place, or a wide one, may be told by an article which names
it elsewhere. What is the only violence an article tells of a day is more likely that of another article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt

from helpers.timelines.event_verbs import alike, violent, words
from helpers.timelines.spelling import exact, sound, word_key

ALIKE = 0.52  # evidence that two threads must have in common
VAGUE = 0.7  # the same, where a date is no better than a week
AGAIN = 0.8  # the same, for two threads of one article
CONTENT = {"NOUN", "VERB", "PROPN", "ADJ", "NUM"}
DATED = ("DATE", "TIME", "ORDINAL")
ARTICLE = 4  # letters up to which a name is no name with an article before it
LOCAL = ("town", "facility", "region")
PLACE = {"facility": 0.35, "town": 0.35, "region": 0.25, "province": 0.15, "water": 0.1, "country": 0.05}
ELSEWHERE = 0.4  # evidence of the place of one thread, where the other's article names it elsewhere
STORY = 0.25  # evidence of two articles on one story, where the threads have no place in common
FOUND = 0.1  # the same, where they have
ALONE = 0.1  # evidence of each being the only violence that its article tells of its days
CHANCE, NAMED = 0.05, 0.17  # likeness of the names in two articles that is chance, and that of one story
COMMON = 0.3  # evidence against one event of other numbers, where the place is one of which all tell
APART = 0.3  # evidence against one event, where the statement is dated and its day is another
FEW, SOME = 0.06, 0.22  # likeness of words without which nothing else counts: of violence, and else
KIND, KIN, OTHER, NUMBER = 0.2, 0.1, -0.2, 0.1  # evidence of kinds of event, of a number (or day) in common or not


@dataclass
class Thread:
    """What one article tells of one event: the rows, and what they say together."""

    doc_id: str
    rows: list[int] = field(default_factory=list)
    days: tuple[str, str] = ("", "")
    late: int = 0  # days that it may really be earlier: only the statement is dated
    vague: bool = False
    lasting: bool = False  # a total since a day
    new: bool = False  # told apart from what the article told before: another attack
    alone: bool = False  # the only violence that the article tells of its days
    places: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()  # of the whole article


def features(tokens: list) -> dict[str, set[str]]:
    """What a sentence is about, by its parse: ``terms``, its lemmas of content, its numbers and the names in it as they
    sound; ``numbers``, those that count something: neither dates nor one."""
    terms, numbers = set(), set()
    for token in tokens:
        part = token.pos_
        if token.like_num:
            if token.ent_type_ not in DATED:
                numbers.add(token.lower_.replace(",", ""))
            if part in CONTENT and len(token.text) > 1:
                terms.add(f"#{token.lower_}")
        elif part in CONTENT and len(token.text) > 1 and not token.is_stop:
            known = part == "PROPN" and token.ent_type_ not in DATED
            terms.add(heard(token.text) if known else token.lemma_.lower())
    return {"terms": terms, "numbers": numbers - {"one", "1"}}


@lru_cache(maxsize=100_000)
def heard(name: str) -> str:
    """A name, or one word of it, as it sounds, without the article that some write as one with it: Alnoura."""
    key = sound(word_key(name))
    return f"~{key.removeprefix('al') if len(key) > ARTICLE else key}"


@lru_cache(maxsize=50_000)
def named(place: str) -> frozenset[str]:
    """The words of a place's name as they sound."""
    return frozenset(heard(word) for word in exact(place).split())


class Evidence:
    """Weighs pairs of the ``threads`` of a corpus; ``known``: what is known of each entity."""

    def __init__(self, threads: list[Thread], known: dict):
        self.known = known
        self.term = rarity([thread.terms for thread in threads])
        most = log(1 + len(threads)) / 2
        self.place = {place: min(1.0, rare / most) for place, rare in rarity([one.places for one in threads]).items()}
        by_doc = {thread.doc_id: thread.names for thread in threads}
        self.name = {name: rare**2 for name, rare in rarity(by_doc.values()).items()}
        self.total = {id(thread): self.sum(thread.terms) for thread in threads}
        self.norm = {doc_id: sqrt(sum(self.name[name] for name in sorted(by_doc[doc_id]))) for doc_id in by_doc}
        self.stories: dict[tuple[str, str], float] = {}

    def enough(self, one: Thread, other: Thread) -> float:
        """How much speaks for one event; 0 if it is not enough."""
        score = self.of(one, other)
        needed = AGAIN if one.doc_id == other.doc_id else VAGUE if one.vague or other.vague else ALIKE
        return score if score >= needed else 0.0

    def of(self, one: Thread, other: Thread) -> float:
        """How much speaks for one event; nothing where too few words do."""
        score = self.words(one, other)
        story = self.story(one, other) if one.doc_id != other.doc_id else 0.0
        fierce = violent(one.families) and violent(other.families)
        vague = one.vague or other.vague
        if score < (FEW * (1 - story) if fierce and not vague else SOME):
            return 0.0
        where, rare = self.where(one, other, story)
        differ = bool(one.numbers and other.numbers and not one.numbers & other.numbers)
        if vague and (not where or differ):  # the toll of a month, and that of a day in it
            return 0.0
        score += where + (FOUND * story + ALONE * (one.alone and other.alone)) * rare if where else STORY * story
        if one.numbers and other.numbers:
            score += -NUMBER - COMMON * (1 - rare) if differ else NUMBER
        if one.days[0] > other.days[1] or other.days[0] > one.days[1]:
            score -= APART
        if fierce:
            sort = kind(one.families, other.families)
            return score + sort if sort == KIND or not vague else 0.0
        return score + (OTHER if violent(one.families) or violent(other.families) else 0.0)

    def words(self, one: Thread, other: Thread) -> float:
        """Weighted overlap of the terms of two threads: the mean of the shares each has in the other."""
        both = self.sum(one.terms & other.terms)
        left, right = self.total[id(one)], self.total[id(other)]
        return both * (1 / left + 1 / right) / 2 if both else 0.0

    def sum(self, terms: set[str]) -> float:
        """The weights of terms together, in an order that is always the same."""
        return sum(self.term[term] for term in sorted(terms))

    def story(self, one: Thread, other: Thread) -> float:
        """How sure it is (0 to 1) that two articles are about one story: the cosine of the names in them."""
        key = (one.doc_id, other.doc_id)
        if key not in self.stories:
            both = sum(self.name[name] for name in sorted(one.names & other.names))
            alike = both / (self.norm[one.doc_id] * self.norm[other.doc_id]) if both else 0.0
            self.stories[key] = min(1.0, max(0.0, (alike - CHANCE) / (NAMED - CHANCE)))
        return self.stories[key]

    def where(self, one: Thread, other: Thread, story: float) -> tuple[float, float]:
        """How much the place speaks for one event, and how rare it is (0 to 1): a place of both, or one of a thread
        that the article of the other names, where that has none so close.
        """
        found = [
            (PLACE.get(self.known[place]["place_type"], 0.0) * self.place[place], self.place[place])
            for place in one.places & other.places
        ]
        for here, there in ((one, other), (other, one)):
            if story and not any(self.known[place]["place_type"] in LOCAL for place in here.places):
                found += [
                    (ELSEWHERE * story * self.place[place], self.place[place])
                    for place in there.places
                    if self.known[place]["place_type"] in LOCAL and named(self.known[place]["name"]) <= here.names
                ]
        return max(found, default=(0.0, 0.0))


def rarity(sets: Iterable[set[str]]) -> dict[str, float]:
    """Inverse frequency of each term in a number of sets."""
    count: dict[str, int] = defaultdict(int)
    sets = list(sets)
    for terms in sets:
        for term in terms:
            count[term] += 1
    return {term: log(1 + len(sets) / number) for term, number in count.items()}


def kind(one: set[str], other: set[str]) -> float:
    """How much the kinds of two violent events speak for one: the same, one that may be the other, or another."""
    left, right = one - words("harm").keys(), other - words("harm").keys()
    if left & right:
        return KIND
    return KIN if "attack" in left | right or alike(one, other) else OTHER
