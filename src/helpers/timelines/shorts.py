"""Short forms an article uses once it has given a name in full: surnames, the name again, "the ministry"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from helpers import knowledge, tables
from helpers.timelines import gazetteer, people, spelling
from helpers.timelines.lexicon import pieces
from helpers.timelines.place_wording import nation
from helpers.timelines.places import adjectives, ordinary
from helpers.timelines.words import Words

NAMES = dict[tuple[int, int], str]  # entity by first and last word


def surnames(full: list[tuple[int, str, str]]) -> dict[str, list[tuple[int, str]]]:
    """Last word of full names -> (first word at which it is known, entity) of each person, in order.

    ``full``: position, name and entity of each person named in full.
    """
    seen: dict[str, dict[str, int]] = {}
    for at, name, entity in sorted(full):
        keys = spelling.exact(name).split()
        if len(keys) > 1 and len(keys[-1]) > 2:
            seen.setdefault(keys[-1], {}).setdefault(entity, at)
    return {key: [(at, entity) for entity, at in who.items()] for key, who in seen.items()}


def bearer(known: list[tuple[int, str]], at: int) -> str:
    """The one person of that surname named before word ``at``; none if there are two by then."""
    before = [entity for start, entity in known if start < at]
    return before[0] if len(before) == 1 else ""


def repeated(words: Words, known: dict[str, list[tuple[int, str]]], taken: set[int]) -> list[tuple[int, str]]:
    """Words that are the surname of a person named before them; in the title, of the only one named below it."""
    made = []
    for at, key in enumerate(words.keys):
        if key not in known or key in adjectives() or not words.capital[at] or at in taken:
            continue
        title = words.sentence[at] == 0 and key not in ordinary() and len(known[key]) == 1
        entity = bearer(known[key], at) or (known[key][0][1] if title else "")
        if entity and not full_name(words, at, taken):
            made.append((at, entity))
    return made


def namesakes(words: Words, names: NAMES, known: dict[str, list[tuple[int, str]]]) -> NAMES:
    """Well-known surnames that, in this article, are those of the person it has named in full before.

    ``known``: as of `surnames`. Not where the article has spoken of the well-known person before.
    """
    first: dict[str, int] = {}
    for (at, _), entity in sorted(names.items()):
        first.setdefault(entity, at)
    made = {}
    for (at, last), entity in names.items():
        own = bearer(known.get(words.keys[at], []), min(at, first[entity]))
        if at == last and own:
            made[at, last] = own
    return made


def again(words: Words, first: int, last: int, taken: set[int]) -> list[tuple[int, int]]:
    """Where else the article has the name that is words ``first`` to ``last``, also in a headline, where capitals say
    nothing. Not a single word that is usually another."""
    keys, size = words.keys[first : last + 1], last - first + 1
    if size == 1 and keys[0] in ordinary():
        return []
    return [
        (at, at + size - 1)
        for at in words.where[keys[0]]
        if at != first and words.capital[at] and words.keys[at : at + size] == keys
        if taken.isdisjoint(range(at, at + size)) and people.joined(words, at, at + size - 1)
    ]


def full_name(words: Words, at: int, taken: set[int]) -> bool:
    """Whether a first name stands before surname ``at``, so that it is somebody's full name."""
    before = at - 1
    if before < 0 or words.first[before] or before in taken or not words.capital[before]:
        return False
    if words.headline[words.sentence[at]]:
        return False
    key = words.keys[before]
    return (
        people.joined(words, before, at) and people.personal(key) and key not in people.listed("name_titles", "title")
    )


def anothers(words: Words, first: int, last: int, own: set[str], spans: list[tuple[int, int, str]]) -> bool:
    """Whether a well-known surname is another person's, or a place's: "Doctor Ibrahim al-Assad", "Tal Nasrallah".

    ``own``: the words of the name of the person whose surname it is, none for other names; ``spans``: the tagger's.
    """
    before, after = first - 1, first + 1
    if own and people.namesake(words, last) and words.capital[last + 1] and not words.headline[words.sentence[first]]:
        return True  # "Putin Street"
    if first == last and own and (first, after) in {(start, end) for start, end, label in spans if label == "PERSON"}:
        common = any(key == words.keys[after] and not words.capital[at] for at, key in enumerate(words.keys))
        headline = words.headline[words.sentence[first]]  # "Assad Family"
        return people.personal(words.keys[after]) and words.capital[after] and not (common or headline)
    if first != last or before < 0 or not words.capital[before] or not people.joined(words, before, first):
        return False
    key, titles = words.keys[before], people.listed("name_titles", "title")
    if key in place_openings():
        return True
    if words.headline[words.sentence[first]] or not people.personal(key) or not words.forms[before].isalpha():
        return False
    if not own or key in titles or any(nearly(key, word) for word in own):
        return False  # "President Assad"; "Bachar Assad" is a spelling nobody wrote down
    named = any(start <= before and first <= end for start, end, label in spans if label == "PERSON")
    led = before > 0 and words.sentence[before - 1] == words.sentence[before] and words.keys[before - 1] in titles
    return named or led


def foreign(words: Words, first: int, last: int, homes: set[str]) -> bool:
    """Whether a people of another country stands before a name of several words: "Syrian Arab Coalition" is not the
    Arab coalition in Yemen. ``homes``: the countries of those it may name, empty if of none."""
    if first == last or not first or "" in homes or not people.joined(words, first - 1, first):
        return False
    whose = adjectives().get(words.keys[first - 1], ()) if words.capital[first - 1] else ()
    return bool(whose) and homes.isdisjoint(whose)


def nearly(one: str, other: str) -> bool:
    """Whether two first names may be one: they begin alike as they sound, or one is in the other (Tony, Antony)."""
    one, other = spelling.sound(one), spelling.sound(other)
    return one[:3] == other[:3] or (min(len(one), len(other)) > 3 and (one in other or other in one))


@cache
def place_openings() -> frozenset[str]:
    """Words that open the names of places: Tal, Dahiyet."""
    rows = knowledge.load("place_prefixes")
    return frozenset(rows.loc[rows["use"] == "place", "prefix"])


@cache
def heads() -> dict[str, str]:
    """What a body of a state is called once its country is clear ("health ministry", "army"), with the body."""
    made = {}
    for row in knowledge.load("state_bodies").to_dict("records"):
        for name in tables.split(row["short"]):
            made[" ".join(spelling.word_key(word) for word in pieces(name))] = row["body"]
    return made


def definite(
    words: Words, names: NAMES, bodies: dict[str, str], taken: set[int], home: Callable[[str], str], focus: list[str]
) -> NAMES:
    """ "The army", "the health ministry", where the article has named just one before.

    ``bodies``: the kind of body (army, coalition …) that a known entity is; ``home``: the country of an entity;
    ``focus``: the countries the article is about. Not with "of" after it, and not where the sentence speaks of another
    country only: in news of Syria that names but the Israeli army in full, "the army" is not Israel's.
    """
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    for (first, _), entity in sorted(names.items()):
        if entity in bodies:
            seen[bodies[entity]].setdefault(entity, first)
    made: NAMES = {}
    for at in words.where["the"]:
        for size in (3, 2, 1):
            last = at + size
            if last >= len(words.keys) or any(n in taken for n in range(at + 1, last + 1)):
                continue
            body = heads().get(" ".join(words.keys[at + 1 : last + 1]))
            before = seen.get(body or "", {})
            if body and len(before) == 1 and words.sentence[at] == words.sentence[last]:
                entity, first = next(iter(before.items()))
                if first < at and not of_another(words, names, last, home, home(entity), focus):
                    made[at + 1, last] = entity
                    break
    return made


def of_another(
    words: Words, names: NAMES, last: int, home: Callable[[str], str], country: str, focus: list[str]
) -> bool:
    """Whether a short form that ends with word ``last`` is not that of ``country``."""
    if words.keys[last + 1 : last + 2] == ["of"] and words.sentence[last + 1] == words.sentence[last]:
        return True
    if not country:
        return False
    told = set()
    at = last
    while at >= 0 and words.sentence[at] == words.sentence[last]:
        if words.capital[at]:
            told.update(adjectives().get(words.keys[at], ()))
            told.update(place.country for place in gazetteer.curated().get(words.keys[at], ()) if nation(place))
        at -= 1
    told.update(home(entity) for (first, _), entity in names.items() if at < first < last)
    told.discard("")
    return country not in told and (country not in focus or bool(told))
