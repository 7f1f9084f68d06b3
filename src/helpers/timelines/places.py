"""Where a text may name a place: words in capitals that a gazetteer knows, or that wording shows to be a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from helpers import knowledge
from helpers.timelines import gazetteer, place_told, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_lists import adjectives, common, detailed, ordinary, prefixes
from helpers.timelines.place_parts import bare, constructed, in_operation, linked, part_of_name, person, street
from helpers.timelines.place_wording import Spot, describe, key_of, opening, type_words
from helpers.timelines.words import Words

Read = tuple[Spot, list[Place]]

LABEL = re.compile(r"\s*(?:[-–—•*·▪]\s*)?")  # before the name that a line of a list opens with
LONGEST = 4  # words in a place name of GeoNames
ABOUT = 0.2  # share of the strongest country's mentions from which an article is about a country as well
SHARE = 0.4  # share from which a spelling may be joined by its sound with the towns of a country
METROPOLIS = 1_000_000  # inhabitants of a place abroad that is known by other names than its own
CITY = 100_000  # inhabitants of a place abroad that needs no further support than the tagger's
NAMED = 0.7  # what a province or town adds to the count of its country, which itself counts 1
TOWN = 0.4  # the same of a town that only GeoNames has, and in one country alone
TITLE = 3  # a country in a headline counts as so many mentions


def runs(words: Words, taken: set[int]) -> Iterable[tuple[int, int]]:
    """Every run of up to four words of one sentence, from capital to capital, that no known name has taken."""
    count = len(words.keys)
    for first in words.capitals:
        if first in taken:
            continue
        for last in range(first, min(first + LONGEST, count)):
            if last in taken or words.sentence[last] != words.sentence[first]:
                break
            if last > first and not linked(words, last - 1):
                break
            if words.capital[last]:
                yield first, last
            elif words.keys[last] not in spelling.particles("inside a place"):
                break


def candidate_keys(words: Words) -> set[str]:
    """The keys to ask the gazetteer for."""
    return {key_of(words, first, last) for first, last in runs(words, set())}


def about(words: Words, taken: dict[int, str], known: dict[str, list[Place]]) -> Counter:
    """How often each country is named: itself, its people, an actor or a town of it; headlines count more.

    ``taken``: country of the known name a word belongs to; ``known``: readings of GeoNames, by key.
    """
    counts = Counter()
    for first, last in runs(words, set(taken)):
        key, before = key_of(words, first, last), words.keys[first - 1] if first else ""
        told_of = before in type_words("in") or (words.forms[first].isupper() and words.first[first])
        towns = known.get(key, ()) if told_of and len(key) > 3 and key not in gazetteer.curated() else ()
        if len({place.country for place in towns}) == 1 and key not in ordinary():
            counts[towns[0].country] += TOWN
    demonyms, sizes = adjectives(), gazetteer.openings()
    for at in sorted(taken.keys() | set(words.capitals)):
        key, weight = words.keys[at], TITLE if words.sentence[at] == 0 else 1
        if at in taken:
            if taken[at]:
                counts[taken[at]] += weight * 0.5
            continue
        for code in demonyms.get(key, ()):
            counts[code] += weight
        for size in range(1, 1 + min(sizes.get(key, 0), 3)):
            if at + size <= len(words.keys):
                asked = type_words("after").get(key_of(words, at + size, at + size)) == "province"
                for place in gazetteer.curated().get(key_of(words, at, at + size - 1), ()):
                    if place.country and (asked or (place.known and place.bare != "never")):
                        counts[place.country] += weight * (1 if place.place_type == "country" else NAMED)
    return counts


def half(words: Words, first: int, last: int, taken: set[int], known: dict[str, list[Place]]) -> bool:
    """Whether a hyphen joins a name to a capitalised word that is no name of its own: "Nova-Kamianka"."""
    for at, gap in ((first - 1, first - 1), (last + 1, last)):
        if not 0 <= at < len(words.keys) or words.sentence[at] != words.sentence[first] or at in taken:
            continue
        linked_on = words.text[words.tails[gap] : words.fronts[gap + 1]] == "-" and words.forms[at][1:].islower()
        if linked_on and words.capital[at] and words.keys[at] not in known and words.keys[at] not in adjectives():
            if words.keys[at] in spelling.particles("before a hyphen") | prefixes():
                return False
            return words.forms[first][1:].islower()
    return False


def followed(words: Words, last: int) -> bool:
    """Whether a word such as "village" comes right after."""
    if last + 1 >= len(words.keys) or words.sentence[last + 1] != words.sentence[last]:
        return False
    beside = words.tails[last] == words.ends[last] and words.fronts[last + 1] == words.ends[last] + 1
    return beside and type_words("after").get(words.keys[last + 1]) == "town" and not words.capital[last + 1]


def spoilt(words: Words, first: int, last: int) -> bool:
    """Whether a word of a run names a people or a kind of thing: "a Druze village"."""
    return any(words.keys[at] in peoples() or words.first[at] for at in range(first, last + 1))


@cache
def peoples() -> frozenset[str]:
    """Words that name a people or a kind of thing."""
    return frozenset(knowledge.load("not_persons")["word"]) | adjectives().keys()


def readings(key: str, known: dict[str, list[Place]], focus: list[str], main: list[str]) -> list[Place]:
    """The places a key spells, and those that sound like it if none of these is expected in the article."""
    places = known.get(key) or gazetteer.curated().get(key, [])
    if any(place.known or place.country in focus for place in places):
        return places
    near = [place for country in main for place in gazetteer.likeness(key, country)]
    if not near or {key, *key.split()} & common() or key in prefixes():
        return places
    return [*near, *places]


def placed(words: Words, spot: Spot) -> Spot:
    """A spot with the provinces that wording tells of it."""
    spot.inside = place_told.provinces(words, spot.first, spot.last)
    shared = [place for place in place_told.shared(words, spot.last) if place.place_type == "province"]
    spot.listed = frozenset((place.country, place.admin1) for place in shared)
    return spot


def inside(place: Place, spot: Spot) -> bool:
    """Whether a place lies in a province that wording tells of it."""
    return (place.country, place.admin1) in spot.inside


def elsewhere(key: str, provinces: frozenset[tuple[str, str]]) -> list[Place]:
    """Places of the provinces that sound as ``key``, for a name whose exact readings all lie in others."""
    if {key, *key.split()} & ordinary():
        return []
    near = [place for country, _ in sorted(provinces) for place in gazetteer.likeness(key, country)]
    return [place for place in near if (place.country, place.admin1) in provinces]


def shares(countries: Counter, least: float) -> list[str]:
    """Countries with at least so large a share of the mentions of the strongest, strongest first."""
    strongest = max(countries.values(), default=0)
    return [
        code for code, count in sorted(countries.items(), key=lambda c: (-c[1], c[0])) if count >= least * strongest
    ]


def with_kind(words: Words, first: int, last: int) -> int:
    """The last word of a listed name that goes on with words in small letters: "Rafah crossing", "Moscow region"."""
    for size in (2, 1) if key_of(words, first, last) in gazetteer.shortened() else ():
        at = last + size
        if at < len(words.keys) and words.sentence[at] == words.sentence[last]:
            small = all(linked(words, one) and not words.capital[one + 1] for one in range(last, at))
            if small and key_of(words, first, at) in gazetteer.curated():
                return at
    return last


def kind_named(words: Words, spot: Spot) -> str:
    """The key of what the list knows under a name and its kind: "suburbs of Damascus", "Damascus' eastern suburbs"."""
    first, last = spot.first, spot.last
    led = first > 1 and type_words("before").get(key_of(words, first - 2, first - 1)) == "province"
    kinds = [key_of(words, first - size - 1, first - 2) for size in (2, 1) if led and first > size]
    if spot.word:
        at = words.keys.index(spot.word, last + 1)
        kinds += [key_of(words, start, at) for start in range(last + 1, at + 1)]
    return next((key for kind in kinds if (key := f"{spot.key} {kind}") in gazetteer.curated()), "")


def spots(
    words: Words, taken: set[int], known: dict[str, list[Place]], read: Callable[[int, int, str], Read | None]
) -> list[Read]:
    """Runs of words that may be places, longest first, with their readings; ``read``: as the function below, for this
    article, by first word, last word and key."""
    best: dict[int, Read] = {}
    used: set[int] = set()
    for first, last in sorted(runs(words, taken), key=lambda run: (run[0] - run[1], run[0])):
        if any(at in used for at in range(first, last + 1)):
            continue
        key = key_of(words, first, with_kind(words, first, last))
        found = read(first, last, key)
        if not found or (key not in gazetteer.curated() and half(words, first, last, taken, known)):
            continue
        if not constructed(words, first, last, taken):
            best[first] = found
            used.update(range(first, last + 1))
    return [best[first] for first in sorted(best)]


def read(
    words: Words,
    known: dict[str, list[Place]],
    countries: Counter,
    focus: list[str],
    main: list[str],
    tagged: set[int],
    first: int,
    last: int,
    key: str,
) -> Read | None:
    """A run of words as a place, with its readings; None if it cannot be one.

    ``focus``, ``main``: the countries with a share `ABOUT`, and a `SHARE`, of the article's mentions.
    """
    places = readings(key, known, focus, main)
    if not places or in_operation(words, first) or street(words, last) or person(words, first, last, known):
        return None
    spot = describe(words, first, last, key)
    if named := kind_named(words, spot):
        spot.key, key, places = named, named, readings(named, known, focus, main)
    written = [place for place in gazetteer.curated().get(key, ()) if place.known]
    own = NAMED * words.keys.count(key)  # what the name itself adds to its country's count
    sure = any(place.country in focus and countries[place.country] > own for place in written)
    large = any(place.population >= CITY if place.place_type == "town" else place.known for place in places)
    # Where commas are lost, the next name stands right beside.
    apart = words.commas or key not in known or not bare(words, first)
    if not (sure or large) and apart and part_of_name(words, first, last, known):
        return None
    spot = placed(words, spot)
    listed = {place.country for place in written}
    missing = not any(inside(place, spot) for place in written)
    places = [
        place
        for place in places
        if place in written or place.country not in listed or (missing and inside(place, spot))
    ]
    if missing:
        places += [place for place in elsewhere(key, spot.inside) if place not in places]
    # "In Paris" is not Paris in Texas.
    abroad = any(
        place.population >= CITY and place.country not in main and key == spelling.exact(place.name) for place in places
    )
    home = [place for place in places if not abroad and place.country in main and at_home(place, spot, words, tagged)]
    kept = [place for place in places if place in home or possible(place, spot, words, focus, tagged, key)]
    return (spot, kept) if kept else None


def at_home(place: Place, spot: Spot, words: Words, tagged: set[int]) -> bool:
    """Whether a town or province of the country an article is about stands where places stand: "in Surin", as a label
    of a list ("- Surin: three dead"), or where the tagger sees one.
    """
    named = gazetteer.named(place, spot.key) and len(spot.key) > 3 and spot.key not in ordinary()
    if not named or words.headline[words.sentence[spot.first]]:
        return False
    if LABEL.fullmatch(words.text, words.text.rfind("\n", 0, words.starts[spot.first]) + 1, words.starts[spot.first]):
        return words.text[words.ends[spot.last] : words.ends[spot.last] + 3].lstrip()[:1] in (":", "–", "—", "-")
    return place.place_type == "town" and (led(words, spot) or spot.first in tagged)


def led(words: Words, spot: Spot) -> bool:
    """Whether "in" or "near" stands right before a name, or a report opens with it: "CAIRO, June 6 (Ostra Wire)"."""
    near = spot.first > 0 and any(words.keys[spot.first - 1] in type_words(side) for side in ("in", "near"))
    return near or (words.forms[spot.last].isupper() and opening(words, spot))


def possible(place: Place, spot: Spot, words: Words, focus: list[str], tagged: set[int], key: str) -> bool:
    """Whether a reading may be meant at all."""
    here = place.country in focus or not place.country or place.country in spot.own
    if place.place_type == "country":
        return True
    if place.place_type == "province" and spot.wanted != "province" and place.bare == "never":
        return False
    if key in ordinary() and not here:
        return False
    # A common word is a place only under the place's own name, or with an article: "war" is not al-War.
    alias = place.place_type == "town" and key != spelling.exact(place.name) and bare(words, spot.first)
    if key in ordinary() and (alias or key not in gazetteer.curated()) and not spot.wanted:
        lead = words.keys[spot.first - 1] if spot.first else ""
        return here and not alias and lead == "in" and spot.first in tagged  # "In Buchanan, …" of Liberia
    headline = words.headline[words.sentence[spot.first]]
    if place.place_type == "province" and not place.known and place.country not in spot.own:
        if spot.wanted == "province":
            return here or place.bare != "never"
        shown = spot.first in tagged or (spot.first and words.keys[spot.first - 1] in type_words("in"))
        return here and place.bare == "province" and bool(shown) and not headline
    if place.country in spot.own and not headline:
        return True
    if place.known and here:
        return True
    if here and place.country in detailed():
        return len(key) > 3 and (spot.first in tagged or bool(spot.wanted) or not headline)
    if headline or len(key) < 4:
        return False
    if place.known:
        asked = spot.wanted and (spot.wanted == "province") == (place.place_type == "province")
        asked = asked and place.place_type != "facility"
        long = spot.last > spot.first and (place.place_type != "town" or place.geonames_id is not None)
        return key in gazetteer.curated() and (spot.first in tagged or bool(asked) or long)
    # A place abroad: a large one under its own name, without an Arabic article.
    named = gazetteer.named(place, key) or place.population >= METROPOLIS
    shown = (spot.first in tagged or led(words, spot)) and words.fronts[spot.first] == words.starts[spot.first]
    return shown and named and place.population >= CITY and spot.word in ("", "city", "town", "province")
