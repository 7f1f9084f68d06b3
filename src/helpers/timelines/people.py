"""Names nobody wrote down beforehand: persons and organisations that the tagger, a title or an organisation's noun
shows, acronyms the text explains, and the surname of a person named in full before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.timelines import gazetteer, places, spelling
from helpers.timelines.place_wording import type_words
from helpers.timelines.words import Words

MOST = 8  # words in the longest name


@dataclass(frozen=True)
class Named:
    """Words ``first`` to ``last`` name somebody: kind, full name, and how the name was found."""

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
def titles() -> frozenset[str]:
    """Words before a person's name."""
    return frozenset(
        word for title in knowledge.load("name_titles")["title"] for word in title.replace("-", " ").split()
    )


def joined(words: Words, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and articles stand between words ``first`` and ``last``."""
    for at in range(first, last):
        gap = words.text[words.tails[at] : words.fronts[at + 1]]
        if words.tails[at] != words.ends[at] or not (gap.strip() in ("", "-") and "\n" not in gap):
            return False
    return words.sentence[first] == words.sentence[last]


def spans_of(doc, words: Words) -> list[tuple[int, int, str]]:
    """The tagger's persons and organisations as runs of words."""
    by_start = {start: at for at, start in enumerate(words.starts)}
    by_start |= {front: at for at, front in enumerate(words.fronts)}
    made = []
    for span in doc.ents:
        if span.label_ not in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"):
            continue
        inside = [at for at in (by_start.get(token.idx) for token in span) if at is not None]
        if inside:
            made.append((min(inside), max(inside), span.label_))
    return made


def persons(words: Words, spans: list[tuple[int, int, str]], taken: set[int], there: set[int]) -> list[Named]:
    """Persons named in full: what the tagger calls a person, or what follows a title; never from a headline, nor
    with a word that is a well-known place (``there``)."""
    found = []
    for first, last, label in spans:
        if label != "PERSON":
            continue
        while first <= last and (words.keys[first] in titles() or not words.capital[first]):
            first += 1
        found.append((first, last))
    for at in range(len(words.keys) - 2):
        if words.keys[at] in titles() and words.capital[at + 1] and words.capital[at + 2]:
            last = at + 2
            while (
                last + 1 < len(words.keys)
                and last < at + 4
                and words.capital[last + 1]
                and joined(words, last, last + 1)
            ):
                last += 1
            found.append((at + 1, last))
    made, used = [], set()
    for first, last in sorted(set(found), key=lambda pair: (pair[0] - pair[1], pair[0])):
        while first <= last and words.keys[first] in titles():
            first += 1
        run = range(first, last + 1)
        if (
            not 2 <= len(run) <= 5
            or any(at in taken or at in used or at in there for at in run)
            or not joined(words, first, last)
        ):
            continue
        if words.headline[words.sentence[first]] or not all(words.capital[at] for at in run):
            continue
        if any(
            words.keys[at] in nouns() or is_place_word(words.keys[at]) or not words.forms[at].isalpha()
            for at in run
            if words.forms[at] != "-"
        ):
            continue
        used.update(run)
        made.append(Named(first, last, "person", show(words, first, last)))
    return made


def is_place_word(key: str) -> bool:
    """Whether a word speaks against a person: a country, a people, a kind of place."""
    if key in places.adjectives() or key in type_words("after") or key in places.prefixes():
        return True
    return any(place.place_type == "country" for place in gazetteer.curated().get(key, ()))


def organisations(words: Words, spans: list[tuple[int, int, str]], taken: set[int]) -> list[Named]:
    """Organisations: capitalised words around a noun such as council or brigade, in running text."""
    made, used = [], set()
    count = len(words.keys)
    for at in range(count):
        if not words.capital[at] or words.keys[at] not in nouns() or at in taken or at in used:
            continue
        if words.headline[words.sentence[at]]:
            continue
        first = last = at
        while first > 0 and extends(words, first - 1, first, taken):
            first -= 1
        while last + 1 < count and extends(words, last + 1, last, taken, forward=True):
            last += 1
        while last > at and not words.capital[last]:
            last -= 1
        while first < at and (not words.capital[first] or (words.first[first] and words.keys[first] in ("the", "a"))):
            first += 1
        run = range(first, last + 1)
        if last == first or last - first >= MOST or any(spot in used for spot in run) or generic(words, run):
            continue
        used.update(range(first, last + 1))
        kind, source = nouns()[words.keys[at]]
        made.append(Named(first, last, kind, show(words, first, last), source))
    for first, last, label in spans:
        run = range(first, last + 1)
        if label != "ORG" or len(run) < 2 or any(at in taken or at in used for at in run):
            continue
        if words.headline[words.sentence[first]] or not joined(words, first, last):
            continue
        if (
            not all(words.capital[at] or words.keys[at] in spelling.particles("inside an organisation") for at in run)
            or words.keys[first] == "the"
        ):
            continue
        if any(words.keys[at] in places.adjectives() for at in run[1:]):
            continue
        used.update(run)
        made.append(Named(first, last, "organisation", show(words, first, last)))
    return made


def generic(words: Words, run: range) -> bool:
    """Whether no word of a name is of its own: "Security Forces", "Civil Society"."""
    rows = knowledge.load("org_words")
    plain = set(rows["word"]) | set(knowledge.load("plain_words")["word"])
    return all(words.keys[at] in plain or words.keys[at] in spelling.particles("inside an organisation") for at in run)


def extends(words: Words, at: int, beside: int, taken: set[int], *, forward: bool = False) -> bool:
    """Whether word ``at`` belongs to the name that has reached ``beside``."""
    low, high = min(at, beside), max(at, beside)
    if at in taken or words.sentence[at] != words.sentence[beside] or not joined(words, low, high):
        return False
    if words.capital[at]:
        return not (words.first[at] and words.keys[at] in spelling.particles("inside an organisation"))
    further = at + 1 if forward else at - 1
    if words.keys[at] not in ("of", "for", "the"):
        return False
    if not 0 <= further < len(words.keys) or words.sentence[further] != words.sentence[at]:
        return False
    return (words.capital[further] or words.keys[further] in ("the", "of")) and further not in taken


def show(words: Words, first: int, last: int) -> str:
    """The name as printed."""
    return " ".join(words.text[words.fronts[first] : words.ends[last]].split())


def acronyms(words: Words, names: dict[tuple[int, int], str]) -> dict[str, str]:
    """Acronyms explained in brackets, "Syrian Network for Human Rights (SNHR)", with the entity that owns the name.

    ``names``: entity by run of words.
    """
    by_last = {last: (first, entity) for (first, last), entity in names.items()}
    made = {}
    for at, form in enumerate(words.forms):
        if len(form) < 2 or not form.isupper() or at == 0 or at - 1 not in by_last:
            continue
        if (
            words.text[words.tails[at - 1] : words.fronts[at]].strip() != "("
            or words.text[words.tails[at] :][:1] != ")"
        ):
            continue
        first, entity = by_last[at - 1]
        initials = "".join(key[:1] for key in words.keys[first:at])
        capitals = "".join(words.keys[n][:1] for n in range(first, at) if words.capital[n])
        if form.lower() in (initials, capitals) or form.lower()[:2] == capitals[:2]:
            made[form] = entity
    return made


def surnames(persons_found: list[tuple[int, str, str]]) -> dict[str, tuple[int, str]]:
    """Last word of a full name -> (first word at which it is known, entity); not where two persons share it.

    ``persons_found``: position, name, entity.
    """
    seen: dict[str, dict[str, int]] = {}
    for at, name, entity in persons_found:
        keys = spelling.exact(name).split()
        if len(keys) > 1:
            seen.setdefault(keys[-1], {}).setdefault(entity, at)
    return {key: (min(who.values()), next(iter(who))) for key, who in seen.items() if len(who) == 1}


def repeated(words: Words, known: dict[str, tuple[int, str]], taken: set[int]) -> list[tuple[int, str]]:
    """Words that are the surname of a person named before them."""
    return [
        (at, known[key][1])
        for at, key in enumerate(words.keys)
        if key in known and words.capital[at] and at not in taken and at > known[key][0]
    ]


def countries_of(lexicon_entities: dict[str, dict[str, str]], ids: list[str]) -> Counter:
    """How often the countries of known entities come up."""
    return Counter(lexicon_entities[entity]["country"] for entity in ids if lexicon_entities[entity]["country"])
