"""On whose word: the first source in a statement's chain that is named, under one name for all its spellings.

Generic sources ("activists", "a military source") name nobody (`knowledge/source_words.csv`); a person who speaks for
an organisation stands for it (`knowledge/spokespersons.csv`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import pandas as pd

from helpers import knowledge, tables

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
ENDING = re.compile(r"['’]s\b|\([^)]*\)")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
TAIL = re.compile(r"\s+(?:in|from|of|at|near|inside|close|on|with|who)\s", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """``name`` for comparison: no article, accents, case or punctuation; "al-Sham" is "al sham"."""
    plain = unicodedata.normalize("NFKD", ARTICLE.sub("", ENDING.sub("", name).strip()).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


@cache
def words(role: str) -> frozenset[str]:
    """The words and phrases of one role in `knowledge/source_words.csv`, singular and plural."""
    known = knowledge.load("source_words")
    found = known.loc[known["role"] == role, "word"].str.casefold()
    return frozenset(form for word in found for form in plural(word))


def plural(word: str) -> tuple[str, ...]:
    """``word`` and its regular plurals."""
    if word.endswith("y"):
        return word, f"{word[:-1]}ies"
    if word.endswith("man"):
        return word, f"{word[:-2]}en"
    return (word, f"{word}s") if not word.endswith("s") else (word,)


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries: they tell where a source is, not who it is."""
    known = knowledge.load("countries")["demonyms"].map(tables.split)
    return frozenset(one.casefold() for row in known for one in row)


@cache
def generic(name: str) -> bool:
    """Whether ``name`` names nobody: people by what they are, or an organisation by its kind alone.

    "activists", "Aleppo residents", "a military source", "state media" are generic; "the Yemeni army",
    "Airwars" and "Rami Haddad" are names.
    """
    if not any(character.isupper() for character in name):
        return True
    bare = ARTICLE.sub("", name.strip())
    head = [word.strip(".").casefold() for word in WORD.findall(TAIL.split(bare, maxsplit=1)[0])]
    if any(" ".join(head[-size:]) in words("people") for size in (1, 2, 3)):
        return True
    capital = [word.strip(".").casefold() for word in WORD.findall(bare) if word[0].isupper()]
    return not any(word in demonyms() or word not in kind_words() for word in capital)


@cache
def kind_words() -> frozenset[str]:
    """Every word that says what a source is and not which."""
    roles = ("people", "group", "modifier", "speaker", "carrier")
    return frozenset(word for role in roles for kind in words(role) for word in kind.split())


class Names:
    """One key and one name for every spelling of a source."""

    def __init__(self, entities: pd.DataFrame) -> None:
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        sources = entities[entities["kind"] != "place"].sort_values("entity_id", kind="stable")
        for entity, name, aliases in sources[["entity_id", "name", "aliases"]].itertuples(index=False):
            self.names[entity] = name
            for spelling in (name, *tables.split(aliases)):
                self.ids.setdefault(normal(spelling), entity)
        self.known = {normal(name) for name in self.names.values()}
        self.agencies = {
            normal(spelling): name
            for name, spelling in knowledge.load("agencies")[["name", "spelling"]].itertuples(index=False)
        }
        speakers = knowledge.load("spokespersons")
        self.speakers = {
            normal(form): organisation
            for person, spellings, organisation in speakers[["person", "spellings", "organisation"]].itertuples(
                index=False
            )
            for form in (person, *tables.split(spellings))
        }

    def key(self, name: str, entity: str = "") -> tuple[str, str]:
        """Key and name of the source written ``name`` (``entity``: its id, where known); empty where it is generic."""
        plain = normal(name)
        if plain in self.speakers:
            return self.key(self.speakers[plain])
        entity = entity if entity in self.names else self.ids.get(plain, "")
        if entity:
            known = self.names[entity]
            if normal(known) in self.speakers:
                return self.key(self.speakers[normal(known)])
            return normal(self.agencies.get(normal(known), known)), known
        if plain in self.agencies:
            return normal(self.agencies[plain]), self.agencies[plain]
        return ("", "") if generic(name) else (plain, ARTICLE.sub("", name.strip()))


def origins(figures: pd.DataFrame, names: Names) -> pd.DataFrame:
    """For each figure the first source in its chain that is named: ``origin_key, origin``; and all it cites.

    ``cited`` holds the keys of every named source in the chain, in order; a statement passed on
    ("RT, citing SANA") leads to the source at its end.
    """
    columns = ["attribution", "attribution_id", "via", "own"]
    rows, memory = [], {}
    own = figures["outlet"] if "outlet" in figures else pd.Series("", index=figures.index)
    for cells in figures.assign(own=own)[columns].itertuples(index=False, name=None):
        if cells not in memory:
            memory[cells] = chain(names, *cells)
        rows.append(memory[cells])
    return pd.DataFrame(rows, columns=["origin_key", "origin", "cited"], index=figures.index)


def chain(names: Names, attribution: str, entities: str, via: str, own: str) -> tuple[str, str, tuple[str, ...]]:
    """`origins` of one statement; the outlet's own name in it is no other source."""
    said, ids, passed = tables.split(attribution), tables.split(entities), tables.split(via)
    ids = ids if len(ids) == len(said) else [""] * len(said)
    keys = [names.key(name, entity) for name, entity in zip(said, ids, strict=True)]
    keys += [names.key(name) for name in passed]
    own_key = names.key(own)[0] or normal(own)
    named = [(key, name) for key, name in keys if key and key != own_key]
    first, name = named[0] if named else ("", "")
    return voices().get(first, first), name, tuple(dict.fromkeys(key for key, _ in named))


@cache
def voices() -> dict[str, str]:
    """Of each medium that speaks for a state the key of that state's media (`knowledge/state_voices.csv`)."""
    countries = knowledge.load("countries")
    adjectives = [(tables.split(cell) or [""])[0] for cell in countries["demonyms"]]
    found = {}
    for voice, spelling in knowledge.load("state_voices")[["voice", "spelling"]].itertuples(index=False):
        for adjective, country in zip(adjectives, countries["name"], strict=True):
            if adjective or "{" not in voice + spelling:
                forms = {"adj": adjective, "country": country}
                found[normal(spelling.format(**forms))] = normal(voice.format(**forms))
    return found
