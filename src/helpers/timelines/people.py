"""Persons nobody wrote down beforehand: those that the tagger, a title or an age shows in running text, never in a
headline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from helpers import knowledge
from helpers.timelines import gazetteer, places, spelling
from helpers.timelines.place_wording import nation, type_words
from helpers.timelines.words import Words

PERSON = (2, 5)  # words in a person's name
OLDEST = 110  # years


@dataclass(frozen=True)
class Named:
    """Words ``first`` to ``last`` name somebody: kind, name as printed, kind of source."""

    first: int
    last: int
    kind: str
    name: str
    source_kind: str = ""


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Kind and source kind of an organisation by its noun."""
    rows = knowledge.load("org_words").to_dict("records")
    return {row["word"]: (row["kind"], row["source_kind"]) for row in rows}


@cache
def listed(table: str, column: str) -> frozenset[str]:
    """The words of a column of a knowledge table, cut at spaces and hyphens."""
    return frozenset(word.lower() for cell in knowledge.load(table)[column] for word in cell.replace("-", " ").split())


def joined(words: Words, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and articles stand between words ``first`` and ``last`` of one sentence."""
    for at in range(first, last):
        gap = words.text[words.tails[at] : words.fronts[at + 1]]
        if words.tails[at] != words.ends[at] or gap not in (" ", "-"):
            return False
    return words.sentence[first] == words.sentence[last]


def show(words: Words, first: int, last: int) -> str:
    """The name as printed."""
    return " ".join(words.text[words.fronts[first] : words.ends[last]].split())


def spans_of(doc, words: Words) -> list[tuple[int, int, str]]:
    """The tagger's persons, organisations and places as runs of words."""
    by_start = {start: at for at, start in enumerate(words.starts)}
    by_start |= {front: at for at, front in enumerate(words.fronts)}
    made = []
    for span in doc.ents:
        if span.label_ in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"):
            inside = [at for at in (by_start.get(token.idx) for token in span) if at is not None]
            if len(inside) > 1 and words.keys[inside[0]] == "the":
                del inside[0]
            if inside:
                made.append((inside[0], inside[-1], span.label_))
    return made


def persons(words: Words, spans: list[tuple[int, int, str]], taken: set[int], there: set[int]) -> list[Named]:
    """Persons named in full: what the tagger calls a person, what follows a title, or what an age, an office or "who"
    comes after.

    Not with a word that is a well-known place (``there``; but "Khalil al-Homsi"), nor, without a title, after "in" or
    "near", nor where a hospital or a street has the name.
    """
    titles = listed("name_titles", "title")
    made, used = [], set()
    starts = taken | {first for first, _, _ in spans}
    found = {
        (first, whole(words, first, last, starts) if sure else last, sure)
        for first, last, sure in candidates(words, spans)
    }
    for first, last, sure in sorted(found, key=lambda one: (one[0] - one[1], one[0], not one[2])):
        run = range(first, last + 1)
        if not PERSON[0] <= len(run) <= PERSON[1] or not joined(words, first, last):
            continue
        if any(at in taken or at in used for at in run) or words.headline[words.sentence[first]]:
            continue
        if there.intersection(run) and not (there.isdisjoint(run[1:]) and nisba(words, first + 1)):
            continue
        if not all(words.capital[at] and words.keys[at].isalpha() and personal(words.keys[at]) for at in run):
            continue
        lead = words.keys[first - 1] if first and words.sentence[first - 1] == words.sentence[first] else ""
        where = by_article(words, first) or lead in spelling.particles("before a place")
        if where and not sure and lead not in titles:
            continue
        if words.keys[first] in listed("group_prefixes", "prefix") or namesake(words, last) or office(words, last):
            continue
        used.update(run)
        made.append(Named(first, last, "person", show(words, first, last)))
    return made


def office(words: Words, last: int) -> bool:
    """Whether a title that ends a run belongs to the name after it: "Information Minister Omar Diallo"."""
    title = words.keys[last] in listed("name_titles", "title") and not by_article(words, last)
    return title and last + 1 < len(words.keys) and words.capital[last + 1] and joined(words, last, last + 1)


def by_article(words: Words, at: int) -> bool:
    """Whether a word has the Arabic article: "al-Homsi"."""
    return words.fronts[at] != words.starts[at]


def nisba(words: Words, at: int) -> bool:
    """Whether a word says where somebody comes from: "al-Homsi"."""
    return by_article(words, at) and words.keys[at].endswith(("i", "y"))


def candidates(words: Words, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, bool]]:
    """Runs of words that may be persons, and whether wording shows it: a title before them, an age behind."""
    titles = listed("name_titles", "title")
    found = []
    for first, last, label in spans:
        if label == "PERSON":
            titled = False
            while first <= last and (words.keys[first] in titles or not words.capital[first]):
                first, titled = first + 1, titled or words.keys[first] in titles
            for at in range(last - 2, first, -1):  # "Information Minister Omar Diallo"
                if words.keys[at] in titles:
                    first, titled = at + 1, True
                    break
            found.append((first, last, titled))
    for at in range(len(words.keys) - 2):
        if words.keys[at] in titles and words.capital[at + 1] and words.capital[at + 2] and joined(words, at, at + 2):
            first, last = at + 1, at + 2
            while first < last and words.keys[first] in titles:
                first += 1
            found.append((first, last, True))
    return found + [(first, last, True) for first, last in told(words)]


def told(words: Words) -> list[tuple[int, int]]:
    """Runs of two to four capitalised words that an age, "who" or an office comes after: "Omar Diallo, 34,"."""
    barred = listed("not_name_starts", "word") | listed("place_not_names", "word")
    made = []
    for last in range(1, len(words.keys) - 1):
        if not words.capital[last] or not (aged(words, last) or posted(words, last)):
            continue
        first = last
        while first > 0 and last - first < 3 and words.capital[first - 1] and joined(words, first - 1, first):
            first -= 1
        while first < last and words.keys[first] in listed("name_titles", "title"):
            first += 1
        if first < last and all(personal(key) and key not in barred for key in words.keys[first : last + 1]):
            made.append((first, last))
    return made


def aged(words: Words, last: int) -> bool:
    """Whether an age stands after a name: ", 34," or " (34)"."""
    age = words.forms[last + 1]
    opening = words.text[words.tails[last] : words.fronts[last + 1]]
    closing = words.text[words.tails[last + 1] : words.tails[last + 1] + 1]
    return age.isdecimal() and len(age) < 4 and int(age) < OLDEST and opening + closing in (", ,", ", .", ", ;", " ()")


def posted(words: Words, last: int) -> bool:
    """Whether "who" or an office comes after a name and a comma: ", who", ", chief of", ", spokesman for"."""
    at = last + 1
    if words.text[words.tails[last] : words.fronts[at]] != ", ":
        return False
    of = words.keys[at + 1 : at + 2] in (["of"], ["for"]) and words.keys[at] in listed("name_titles", "title")
    return of or words.keys[at] == "who"


def whole(words: Words, first: int, last: int, starts: set[int]) -> int:
    """The last word of a person's name, also where the tagger cut it short; ``starts``: first words of other names."""
    barred = listed("not_name_starts", "word")
    while last + 1 < len(words.keys) and last - first + 1 < PERSON[1] and last + 1 not in starts:
        key = words.keys[last + 1]
        if not words.capital[last + 1] or not joined(words, last, last + 1) or not personal(key) or key in barred:
            break
        last += 1
    return last


def namesake(words: Words, last: int) -> bool:
    """Whether a hospital, a street or a camp has a person's name: "the Omar Diallo hospital"."""
    if last + 1 >= len(words.keys) or not joined(words, last, last + 1):
        return False
    key = words.keys[last + 1]
    named = spelling.particles("named after a person")
    return key in type_words("after") or key in type_words("site") or key in named


@lru_cache(maxsize=100_000)
def personal(key: str) -> bool:
    """Whether a word may be part of a person's name: no country, people, kind of place or of organisation."""
    if key in nouns() or key in listed("not_persons", "word") or key in places.adjectives():
        return False
    if key in type_words("after") or key in places.prefixes():
        return False
    return not nation_key(key)


def nation_key(key: str) -> bool:
    """Whether a word is the name of a country."""
    return any(nation(place) for place in gazetteer.curated().get(key, ()))
