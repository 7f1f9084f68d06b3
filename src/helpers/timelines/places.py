"""Place names in a text, and which of the places of that name is meant.

Wording decides first ("Homs province", "town of", ", Syria"), then the country the article is about, then what lies
near the other places in it, then size. Two readings that stay close are both kept: the better one and its candidates.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from helpers import knowledge, tables
from helpers.timelines import gazetteer, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.words import Words

LONGEST = 4  # words in a place name of GeoNames
ABOUT = 0.2  # share of the strongest country's mentions from which an article is about a country as well
CITY = 100_000  # inhabitants of a place abroad that needs no further support than the tagger's
NEAR = 150.0  # km: distance at which nearness to the article's other places counts a third
CLOSE = 0.35  # two readings whose scores differ less stay open
TITLE = 3  # a country in a headline counts as so many mentions


@dataclass
class Spot:
    """Words ``first`` to ``last`` may be a place; ``start, end`` is the quote, with a word such as "province"."""

    first: int
    last: int
    start: int
    end: int
    key: str
    wanted: str  # place type the wording asks for, or ""
    abroad: bool  # followed by its own country or province
    loose: bool = False


@cache
def type_words(side: str) -> dict[str, str]:
    """Words beside a name that tell the kind of place; ``side``: before or after."""
    rows = knowledge.load("place_words")
    rows = rows[rows["side"] == side]
    return dict(zip(rows["word"], rows["place_type"], strict=True))


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


def runs(words: Words, taken: set[int]) -> Iterable[tuple[int, int]]:
    """Every run of up to four capitalised words of one sentence that no known name has taken."""
    count = len(words.keys)
    for first in range(count):
        if not words.capital[first] or first in taken:
            continue
        for last in range(first, min(first + LONGEST, count)):
            if last in taken or words.sentence[last] != words.sentence[first] or not words.capital[last]:
                break
            if last > first:
                gap = words.text[words.tails[last - 1] : words.fronts[last]]
                if not (gap in (" ", "-", "") or gap.isspace()) or words.tails[last - 1] != words.ends[last - 1]:
                    break
            yield first, last


def key_of(words: Words, first: int, last: int) -> str:
    """The key of a run of words."""
    return " ".join(words.keys[first : last + 1])


@cache
def prefixes() -> frozenset[str]:
    """First words of place names, such as Deir or Kafr."""
    return frozenset(knowledge.load("place_prefixes")["prefix"])


def unlisted(words: Words, taken: set[int], focus: list[str]) -> list[tuple[int, int]]:
    """Places no gazetteer knows: what follows "town of", and names that open with a word such as Deir or Kafr."""
    made, end = [], -1
    for first, last in sorted(runs(words, taken), key=lambda run: (run[0], -run[1])):
        if first <= end or words.headline[words.sentence[first]] or words.keys[first] in ordinary():
            continue
        lead = words.keys[max(first - 2, 0) : first]
        named = len(lead) == 2 and type_words("before").get(" ".join(lead)) == "town"
        opened = last > first and words.keys[first] in prefixes() and last - first < 3
        if named or opened:
            made.append((first, last))
            end = last
    return made


def candidate_keys(words: Words, taken: set[int]) -> set[str]:
    """The keys to ask the gazetteer for."""
    return {key_of(words, first, last) for first, last in runs(words, taken)}


def about(words: Words, taken: dict[int, str]) -> Counter:
    """How often each country is named: itself, its people, or an actor of it; headlines count more.

    ``taken``: country of the known name a word belongs to.
    """
    counts = Counter()
    demonyms = adjectives()
    for at, key in enumerate(words.keys):
        weight = TITLE if words.sentence[at] == 0 else 1
        if at in taken:
            if taken[at]:
                counts[taken[at]] += weight * 0.5
            continue
        if not words.capital[at]:
            continue
        for code in demonyms.get(key, ()):
            counts[code] += weight
        for size in (1, 2, 3):
            if at + size <= len(words.keys):
                for place in gazetteer.curated().get(key_of(words, at, at + size - 1), ()):
                    if place.country:
                        counts[place.country] += weight * (1 if place.place_type == "country" else 0.7)
    return counts


def spots(
    words: Words, taken: set[int], known: dict[str, list[Place]], focus: list[str], tagged: set[int]
) -> list[tuple[Spot, list[Place]]]:
    """Runs of words that may be places, longest first, with their readings."""
    best: dict[int, tuple[Spot, list[Place]]] = {}
    used: set[int] = set()
    for first, last in sorted(runs(words, taken), key=lambda run: (run[0] - run[1], run[0])):
        if any(at in used for at in range(first, last + 1)):
            continue
        key = key_of(words, first, last)
        places, loose = known.get(key, []), False
        if not any(place.known or place.country in focus for place in places):
            near = [place for country in focus for place in gazetteer.likeness(key, country)]
            if near and key not in ordinary():
                places, loose = [*near, *places], True
        if not places:
            continue
        spot = describe(words, first, last, key)
        spot.loose = loose
        kept = [place for place in places if possible(place, spot, words, focus, tagged, key)]
        if kept:
            best[first] = (spot, kept)
            used.update(range(first, last + 1))
    return [best[first] for first in sorted(best)]


def describe(words: Words, first: int, last: int, key: str) -> Spot:
    """What the words around a name say about it."""
    start, end = words.fronts[first], words.ends[last]
    wanted = ""
    after = type_words("after")
    at = last + 1
    steps = 0
    while at < len(words.keys) and words.sentence[at] == words.sentence[last] and steps < 3:
        word = words.keys[at]
        gap = words.text[words.tails[at - 1] : words.fronts[at]]
        if any(letter in gap for letter in ",.;:()"):
            break
        if (word in after and not word.endswith("s")) or word in ("suburbs", "outskirts"):
            wanted = after[word]
            if steps == 0 and words.tails[last] == words.ends[last]:
                end = words.ends[at]
            break
        if not (word.endswith("ern") or word in ("north", "south", "east", "west")):
            break
        at, steps = at + 1, steps + 1
    if not wanted:
        wanted = shared_type(words, last) or before(words, first)
    return Spot(first, last, start, end, key, wanted, False)


def quoted(words: Words, spot: Spot, place: Place) -> int:
    """Where the quote ends: after "province" or "city" if that is what the place is, else after its name."""
    kind = "province" if place.place_type in ("province", "region") else place.place_type
    last_word = words.text[spot.start : spot.end].split()[-1].lower()
    fits = kind == spot.wanted and last_word not in ("neighborhood", "neighbourhood", "district", "suburbs")
    return spot.end if fits else words.ends[spot.last]


def shared_type(words: Words, last: int) -> str:
    """The type of "Homs and Hama provinces" for each of its names."""
    after = type_words("after")
    for at in range(last + 1, min(last + 12, len(words.keys))):
        if words.sentence[at] != words.sentence[last]:
            return ""
        if words.keys[at] in after and words.keys[at].endswith("s") and words.keys[at] not in ("suburbs", "outskirts"):
            return after[words.keys[at]]
        if not words.capital[at] and words.keys[at] != "and":
            return ""
    return ""


def before(words: Words, first: int) -> str:
    """The type of "province of Homs", "the towns of Nubl and Zahraa"."""
    lead = type_words("before")
    at = first - 1
    while at > 0 and words.sentence[at] == words.sentence[first] and (words.capital[at] or words.keys[at] == "and"):
        at -= 1
    near = first - 1
    if near < 0 or words.sentence[max(near, 0)] != words.sentence[first]:
        return ""
    for stop in dict.fromkeys((near, at)):
        if stop < 0 or words.sentence[stop] != words.sentence[first]:
            continue
        one = words.keys[stop]
        two = f"{words.keys[stop - 1]} {one}" if stop else one
        if two in lead and (stop == near or words.keys[stop - 1].endswith("s")):
            return lead[two]
        if one in lead and stop == near:
            return lead[one]
    return ""


def possible(place: Place, spot: Spot, words: Words, focus: list[str], tagged: set[int], key: str) -> bool:
    """Whether a reading may be meant at all."""
    here = place.country in focus or not place.country
    if place.place_type == "country":
        return True
    if place.place_type == "province" and spot.wanted != "province" and place.bare == "never":
        return False
    if key in ordinary() and not (here and key in gazetteer.curated()) and not spot.wanted:
        return False
    headline = words.headline[words.sentence[spot.first]]
    if place.known:
        return here or spot.last > spot.first or spot.first in tagged
    if here and place.country in detailed():
        return len(key) > 3 and (spot.first in tagged or bool(spot.wanted) or not headline)
    return spot.first in tagged and place.population >= CITY and not headline


@cache
def detailed() -> frozenset[str]:
    """Countries whose small towns are known."""
    rows = knowledge.load("countries")
    return frozenset(rows.loc[rows["towns"] == "all", "country"])


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places (great circle); infinite where a coordinate is unknown."""
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    inner = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(inner, 1)))


def resolve(found: list[tuple[Spot, list[Place]]], countries: Counter) -> list[tuple[Spot, Place, list[Place]]]:
    """The reading of each spot, and the others that stay open."""
    strongest = max(countries.values(), default=0) or 1
    sure = [places[0] for _, places in found if len({(p.country, p.admin1) for p in places}) == 1 and places[0].country]
    provinces = {(place.country, place.admin1) for place in sure if place.place_type == "province"}
    made, chosen = [], {}
    for spot, places in found:
        scored = sorted(
            ((score(place, spot, countries, strongest, sure, provinces), place) for place in places),
            key=lambda pair: (-pair[0], pair[1].place_id),
        )
        scored = prefer_type(scored, spot)
        top, place = scored[0]
        if (spot.key, spot.wanted) in chosen:
            place = chosen[spot.key, spot.wanted]
        chosen[spot.key, spot.wanted] = place
        same_name = [
            p for value, p in scored if p != place and top - value < CLOSE and p.place_type == place.place_type
        ]
        made.append((spot, place, same_name))
    return made


def prefer_type(scored: list[tuple[float, Place]], spot: Spot) -> list[tuple[float, Place]]:
    """The readings of the type the wording asks for; without such words, a province only where it is what is meant."""
    if spot.wanted:
        fit = [pair for pair in scored if (pair[1].place_type == "province") == (spot.wanted == "province")]
        return fit or scored
    provinces = {(p.country, p.admin1): p for _, p in scored if p.place_type == "province"}
    keep = []
    for value, place in scored:
        province = provinces.get((place.country, place.admin1)) or next(
            (p for key, p in provinces.items() if key[0] == place.country), None
        )
        if (
            place.place_type == "province"
            and place.bare == "town"
            and any(p.place_type == "town" and p.country == place.country for _, p in scored)
        ):
            continue
        if place.place_type == "town" and not place.known and province is not None and province.bare == "province":
            continue
        keep.append((value, place))
    return keep or scored


def score(
    place: Place, spot: Spot, countries: Counter, strongest: float, sure: list[Place], provinces: set[tuple[str, str]]
) -> float:
    """How much speaks for a reading; the unit is one full share of the article's countries."""
    value = 2 * min(countries.get(place.country, 0) / strongest, 1)
    value += 0.12 * math.log10(place.population + 10) + (0.6 if place.known else 0)
    value += 1.5 if place.place_type == "country" else 0
    value += 0.4 if (place.country, place.admin1) in provinces else 0
    near = min((distance(place, other) for other in sure if other.place_id != place.place_id), default=math.inf)
    return value + (math.exp(-near / NEAR) if near < math.inf else 0)


def attributive(doc, words: Words, spot: Spot, place: Place) -> bool:
    """Whether a country's name only says whose something is: "US officials", "UK-based"; then no place is meant."""
    if place.place_type != "country":
        return False
    rest = words.text[words.tails[spot.last] : words.tails[spot.last] + 2]
    if rest[:1] in ("-", "‑") and rest[1:].islower():
        return True
    short = words.forms[spot.last].replace(".", "").isupper()
    if not short or rest[:1] != " " or words.tails[spot.last] != words.ends[spot.last]:
        return False
    span = doc.char_span(words.starts[spot.first], words.ends[spot.last], alignment_mode="expand")
    return span.root.dep_ in ("compound", "amod", "nmod") and span.root.head.i > span.root.i
