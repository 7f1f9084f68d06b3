"""Short forms an article uses once it has given a name in full: acronyms it explains, surnames, "the ministry"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from helpers import knowledge, tables
from helpers.timelines import spelling
from helpers.timelines.lexicon import pieces
from helpers.timelines.places import adjectives
from helpers.timelines.words import Words

NAMES = dict[tuple[int, int], str]  # entity by first and last word


def acronyms(words: Words, names: NAMES) -> dict[str, str]:
    """Acronyms explained in brackets, "Syrian Network for Human Rights (SNHR)", with the entity that owns the name."""
    by_last = {last: (first, entity) for (first, last), entity in names.items()}
    made = {}
    for at, form in enumerate(words.forms):
        if len(form) < 2 or not form.isupper() or at - 1 not in by_last:
            continue
        if words.text[words.tails[at - 1] : words.fronts[at]].strip() != "(" or words.text[words.tails[at]] != ")":
            continue
        first, entity = by_last[at - 1]
        initials = "".join(words.keys[n][:1] for n in range(first, at))
        capitals = "".join(words.keys[n][:1] for n in range(first, at) if words.capital[n])
        if form.lower() in (initials, capitals) or form.lower()[:2] == capitals[:2]:
            made[form] = entity
    return made


def initials(words: Words, names: NAMES, taken: set[int]) -> NAMES:
    """Acronyms nobody explains, "GM" in an article that names General Motors, where just one name has the letters."""
    owners: dict[str, set[str]] = defaultdict(set)
    for (first, last), entity in names.items():
        letters = "".join(words.keys[at][:1] for at in range(first, last + 1) if words.capital[at])
        if len(letters) > 1:
            owners[letters].add(entity)
    return {
        (at, at): next(iter(owners[words.keys[at]]))
        for at, form in enumerate(words.forms)
        if at not in taken and form.isupper() and len(owners.get(words.keys[at], ())) == 1 and not shouted(words, at)
    }


def shouted(words: Words, at: int) -> bool:
    """Whether a word stands in a sentence all in capitals."""
    return words.shouting[words.sentence[at]]


def surnames(full: list[tuple[int, str, str]]) -> dict[str, tuple[int, str]]:
    """Last word of a full name -> (first word at which it is known, entity); not where two persons share it.

    ``full``: position, name and entity of each person named in full.
    """
    seen: dict[str, dict[str, int]] = {}
    for at, name, entity in full:
        keys = spelling.exact(name).split()
        if len(keys) > 1 and len(keys[-1]) > 2:
            seen.setdefault(keys[-1], {}).setdefault(entity, at)
    return {key: (min(who.values()), next(iter(who))) for key, who in seen.items() if len(who) == 1}


def repeated(words: Words, known: dict[str, tuple[int, str]], taken: set[int]) -> list[tuple[int, str]]:
    """Words that are the surname of a person named before them."""
    return [
        (at, known[key][1])
        for at, key in enumerate(words.keys)
        if key in known and key not in adjectives() and words.capital[at] and at not in taken and at > known[key][0]
    ]


@cache
def heads() -> dict[str, str]:
    """What a body of a state is called once its country is clear ("health ministry", "army"), with the body."""
    made = {}
    for row in knowledge.load("state_bodies").to_dict("records"):
        for name in tables.split(row["short"]):
            made[" ".join(spelling.word_key(word) for word in pieces(name))] = row["body"]
    return made


def definite(words: Words, names: NAMES, bodies: dict[str, str], taken: set[int]) -> NAMES:
    """ "The army", "the health ministry", where the article has named just one before.

    ``bodies``: the kind of body (army, coalition …) that a known entity is.
    """
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    for (first, _), entity in sorted(names.items()):
        if entity in bodies:
            seen[bodies[entity]].setdefault(entity, first)
    made: NAMES = {}
    for at, key in enumerate(words.keys):
        if key != "the":
            continue
        for size in (3, 2, 1):
            last = at + size
            if last >= len(words.keys) or any(n in taken for n in range(at + 1, last + 1)):
                continue
            body = heads().get(" ".join(words.keys[at + 1 : last + 1]))
            before = seen.get(body or "", {})
            if body and len(before) == 1 and words.sentence[at] == words.sentence[last]:
                entity, first = next(iter(before.items()))
                if first < at:
                    made[at + 1, last] = entity
                    break
    return made
