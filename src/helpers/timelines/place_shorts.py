"""Short forms of places: "the Strip" in an article on Gaza, "the Somali capital"."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.timelines import gazetteer, places, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_wording import Spot
from helpers.timelines.words import Words

CAPITAL = "capital"


@cache
def shorts() -> dict[str, tuple[Place, ...]]:
    """Places by the key of what they are called once the text has named them."""
    made: dict[str, tuple[Place, ...]] = {}
    by_id = {place.place_id: place for places_ in gazetteer.curated().values() for place in places_}
    for row in knowledge.load("place_shorts").to_dict("records"):
        made[spelling.exact(row["short"])] = (*made.get(spelling.exact(row["short"]), ()), by_id[row["place_id"]])
    return made


@cache
def seats() -> dict[str, Place]:
    """The capital of each country, by ISO code."""
    rows = [row for row in knowledge.load("countries").to_dict("records") if row["capital"]]
    found = gazetteer.readings(spelling.exact(row["capital"]) for row in rows)
    made = {}
    for row in rows:
        for place in found.get(spelling.exact(row["capital"]), ()):
            if gazetteer.capital_of(place, row["country"]):
                made.setdefault(row["country"], place)
    return made


def find(words: Words, taken: set[int], found: list[tuple[Spot, list[Place]]]) -> list[tuple[Spot, Place, list[Place]]]:
    """The short forms in a text, as `place_choice.resolve` gives places.

    "The Strip" counts where the article names a place of that strip in full; "the Somali capital" anywhere, but not
    beside the capital's own name, which is a mention already.
    """
    used = taken | {at for spot, _ in found for at in range(spot.first, spot.last + 1)}
    named = {(place.country, place.admin1) for _, readings in found for place in readings}
    made = []
    for at, key in enumerate(words.keys):
        if at in used or not words.capital[at] or words.headline[words.sentence[at]]:
            continue
        if key in shorts() and at and words.keys[at - 1] == "the":
            fit = [place for place in shorts()[key] if (place.country, place.admin1) in named]
            if len(fit) == 1 and not beside(words, at):
                made.append((spot(words, at, at, key), fit[0], []))
        codes = places.adjectives().get(key, ())
        if len(codes) == 1 and codes[0] in seats() and beside(words, at) == CAPITAL and at + 1 not in used:
            following = at + 2 < len(words.keys) and words.sentence[at + 2] == words.sentence[at]
            gap = words.text[words.tails[at + 1] : words.fronts[at + 2]] if following else ""
            # "the Syrian capital Damascus" is a mention already; "the Syrian capital of the caliphate" is another town.
            if not (gap in (" ", ", ") and (words.capital[at + 2] or words.keys[at + 2] == "of")):
                made.append((spot(words, at, at + 1, f"{key} {CAPITAL}"), seats()[codes[0]], []))
    return made


def beside(words: Words, at: int) -> str:
    """The key of the next word if a space alone parts it from ``at`` and it goes on a name: capitals, or "capital"."""
    if at + 1 >= len(words.keys) or words.sentence[at + 1] != words.sentence[at]:
        return ""
    if words.text[words.tails[at] : words.fronts[at + 1]] != " " or words.tails[at] != words.ends[at]:
        return ""
    return words.keys[at + 1] if words.capital[at + 1] or words.keys[at + 1] == CAPITAL else ""


def spot(words: Words, first: int, last: int, key: str) -> Spot:
    """Words as a place without further wording."""
    return Spot(first, last, words.fronts[first], words.ends[last], key, "", "", ())
