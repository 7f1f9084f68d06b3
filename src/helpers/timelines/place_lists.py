"""Words of names of places, from `knowledge/`: ordinary words, demonyms, first words, countries known in detail."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from helpers import knowledge, tables
from helpers.timelines import spelling


@cache
def ordinary() -> frozenset[str]:
    """Keys of places that are usually something else: a common word, a person's name."""
    return frozenset(knowledge.load("not_places")["word"])


@cache
def adjectives() -> dict[str, tuple[str, ...]]:
    """Countries by the key of their demonym (also its plural)."""
    made = defaultdict(list)
    for row in knowledge.load("countries").to_dict("records"):
        for name in tables.split(row["demonyms"]):
            for form in (name, name + "s"):
                made[spelling.exact(form)].append(row["country"])
    return {key: tuple(codes) for key, codes in made.items()}


@cache
def common() -> frozenset[str]:
    """`ordinary` words and `adjectives`."""
    return ordinary() | adjectives().keys()


@cache
def prefixes() -> frozenset[str]:
    """First words that only names of places have, such as Deir or Kafr."""
    rows = knowledge.load("place_prefixes")
    return frozenset(rows.loc[rows["use"] == "place", "prefix"])


@cache
def openers() -> frozenset[str]:
    """First words that places share with people ("Umm", "Tariq"), and `prefixes`."""
    return frozenset(knowledge.load("place_prefixes")["prefix"])


@cache
def detailed() -> frozenset[str]:
    """Countries whose small towns are known."""
    rows = knowledge.load("countries")
    return frozenset(rows.loc[rows["towns"] == "all", "country"])
