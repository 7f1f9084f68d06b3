"""Why a spelling is taken for an entity: the `basis` of a mention, in the words of the data dictionary."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from helpers.timelines import gazetteer, lexicon, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.lexicon import Lexicon

OWN, KNOWN, ALIAS = "own name", "known spelling", "alias of the case"
SOUND, GAZETTEER = "same sound", "gazetteer spelling"
TEXT, WORDING = "named in the text", "place by its wording"
INSIDE, EXPLAINED, INITIALS = "acronym inside the name", "acronym given in the text", "initials"
SURNAME, SHORT, SEAT = "surname after full name", "short form", "seat of government"
DECIDED = "decided by hand"


def of_name(key: str, entity: str, facts: dict, lexical: Lexicon) -> str:
    """Why the words of ``key`` name an entity that is no place; ``facts``: what is known of it."""
    if facts["basis"] == "text":
        return TEXT
    if key in lexical.by_hand:
        return ALIAS
    if key == own_key(facts["name"]):
        return OWN
    return KNOWN if any(one == entity for one, _ in lexical.spelled.get(key, ())) else SOUND


def of_place(key: str, place: Place, by_hand: dict[str, list[Place]]) -> str:
    """Why a key names a place; ``by_hand``: the places of the case's aliases."""
    if key in by_hand:
        return ALIAS
    if key == place_key(place.name):
        return OWN
    if key in gazetteer.known_spellings().get(place.place_id, ()):
        return KNOWN
    return GAZETTEER if key in place_keys(place) else SOUND


@lru_cache(maxsize=100_000)
def own_key(name: str) -> str:
    """The key of a name as a text's words have it."""
    return " ".join(spelling.word_key(word) for word in lexicon.pieces(name))


@lru_cache(maxsize=100_000)
def place_key(name: str) -> str:
    """The key of a place's name."""
    return spelling.exact(name)


@lru_cache(maxsize=100_000)
def place_keys(place: Place) -> frozenset[str]:
    """All keys of a place."""
    return gazetteer.spellings(place)


def by_sound(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.Series:
    """The `basis` of ``mentions``, now that all articles are together: a name only the text gives may be written
    otherwise than its entity is called, and is then joined by its sound."""
    called = dict(zip(entities["entity_id"], entities["name"], strict=True))
    return mentions["basis"].where(
        [
            basis != TEXT or spelling.exact(text) == place_key(called[entity])
            for basis, text, entity in zip(mentions["basis"], mentions["text"], mentions["entity_id"], strict=True)
        ],
        SOUND,
    )
