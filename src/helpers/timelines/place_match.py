"""A place that wording shows, under another spelling of the gazetteer: "Banish" of Idlib is Binnish.

Romanisations of Arabic, Persian and Hebrew agree in the consonants and differ in vowels, doubled letters and where
words part. Within one province, a name with the same consonants and nearly the same letters is the same place, if
there is just one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache

from helpers.timelines import gazetteer, spelling
from helpers.timelines.gazetteer import Place

VOWELS = re.compile(r"(?<!^)[aeiouv]|(?<=[aeiou])h(?=[^aeiou]|$)")  # w (a "v" in a sound) is a long u as often
CONSONANTS = 3  # a shorter skeleton fits too many names
ALIKE = 0.7  # share of letters in order (Ratcliff and Obershelp) two spellings need


def skeleton(key: str) -> str:
    """What is left of the sound of an exact key without its vowels but a first one, which stands for any."""
    bare = VOWELS.sub("", spelling.loose(key))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"^[aiu]", "a", bare))


@cache
def skeletons(country: str, admin1: str) -> dict[str, dict[str, tuple[Place, frozenset[str]]]]:
    """The towns of a province, with the sounds of their spellings, by skeleton and id."""
    made: dict[str, dict[str, set]] = defaultdict(lambda: defaultdict(set))
    towns = {place.place_id: place for place in gazetteer.towns(country, admin1)}
    for place_id, place in towns.items():
        for key in gazetteer.spellings(place):
            if key.isascii() and len(skeleton(key)) >= CONSONANTS:
                made[skeleton(key)][place_id].add(spelling.loose(key))
    return {
        bare: {place_id: (towns[place_id], frozenset(sounds)) for place_id, sounds in found.items()}
        for bare, found in made.items()
    }


def match(key: str, country: str, admin1: str) -> Place | None:
    """The one town of the province whose name has the consonants of ``key``; None if there is none or several."""
    bare, sound = skeleton(key), spelling.loose(key)
    if not country or not admin1 or len(bare) < CONSONANTS or not key.isascii():
        return None
    found = [
        place
        for place, sounds in skeletons(country, admin1).get(bare, {}).values()
        if any(alike(sound, other) for other in sounds)
    ]
    return found[0] if len(found) == 1 else None


def alike(one: str, other: str) -> bool:
    """Whether two sounds with the same consonants may be one name; a last vowel (-a, -ah, -eh) is part of a name."""
    same_end = one.endswith("a") == other.endswith("a")
    return same_end and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
