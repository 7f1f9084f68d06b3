"""Which of the places of one name is meant.

Wording decides first ("Homs province", "Tripoli in Lebanon"), then the country the article is about, then what lies
near the other places in it, then size. Two readings that stay close are both kept: the better one and its candidates.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache

from helpers.timelines import gazetteer, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_wording import Spot

NEAR = 150.0  # km: distance at which nearness to the article's other places counts a third
FAMOUS = 1_000_000  # inhabitants of a city that is meant anywhere unless something speaks against it
TOWN = 20_000  # inhabitants from which a place may be named far from the others
BORDER = 15.0  # km from a town of a province within which a place may be said to lie in that province
FURTHER = 60.0  # the same where the province is told of the last name of a list
TOWN_EDGE = 40.0  # km from a place of the article within which a part of a town is looked for
FAR = 150.0  # km
CLOSE = 0.35  # two readings whose scores differ less stay open


def resolve(found: list[tuple[Spot, list[Place]]], countries: Counter) -> list[tuple[Spot, Place, list[Place]]]:
    """The reading of each spot, and the others that stay open."""
    strongest = max(countries.values(), default=0) or 1
    alone = [places[0] for _, places in found if len({(p.country, p.admin1) for p in places}) == 1]
    sure = list({place.place_id: place for place in alone if place.country}.values())
    provinces = {(place.country, place.admin1) for place in sure if place.place_type == "province"}
    made, chosen, said = [], {}, {}
    for spot, _ in found:
        said[spot.key] = said.get(spot.key, frozenset()) | spot.inside
    for spot, every in found:
        places = fitting(every, spot, said[spot.key], sure)
        if not places:
            continue
        scored = sorted(
            ((score(place, spot, countries, strongest, sure, provinces), place) for place in places),
            key=lambda pair: (-pair[0], pair[1].place_id),
        )
        scored = prefer_type(scored, spot)
        top, place = scored[0]
        if stray(place, spot, sure):
            continue
        if not spot.own:
            place = chosen.setdefault((spot.key, spot.wanted), place)
        same_name = [
            p for value, p in scored if p != place and top - value < CLOSE and p.place_type == place.place_type
        ]
        made.append((spot, place, same_name))
    return made


def fitting(places: list[Place], spot: Spot, inside: frozenset[tuple[str, str]], sure: list[Place]) -> list[Place]:
    """The readings that lie where the wording says: in that province, and as part of a town near one of the article.

    What people wrote down by hand stays, whatever the wording: a province may be named loosely, or lie next door.
    """
    if not spot.own or spot.inside:
        named = gazetteer.curated().get(spot.key, ())
        for provinces, reach in ((spot.inside, BORDER), (spot.listed, FURTHER), (inside, BORDER)):
            near = [place for place in places if not provinces or lies_in(place, provinces, reach)]
            places = near or [place for place in places if place in named and not spot.quarter]
    if not spot.quarter or spot.own or not any(located(other) for other in sure):
        return places
    # Of parts of towns a gazetteer of towns knows few; districts have the names of their towns.
    return [
        place
        for place in places
        if place in gazetteer.curated().get(spot.key, ())
        or (spot.word == "district" and spot.key == spelling.exact(place.name))
        or nearest(place, sure) < TOWN_EDGE
    ]


def located(place: Place) -> bool:
    """Whether it is known where a place lies."""
    return place.latitude is not None


def nearest(place: Place, others: list[Place]) -> float:
    """Kilometres from a place to the nearest of the others; infinite where nothing is known."""
    return min((distance(place, other) for other in others if other.place_id != place.place_id), default=math.inf)


def lies_in(place: Place, provinces: frozenset[tuple[str, str]], reach: float) -> bool:
    """Whether a reading lies in one of the provinces, or no further than ``reach`` km from a town there."""
    if (place.country, place.admin1) in provinces or place.place_type in ("country", "region", "water"):
        return True
    return any(place.country == country and off(place, country, admin1) < reach for country, admin1 in provinces)


@lru_cache(maxsize=10_000)
def off(place: Place, country: str, admin1: str) -> float:
    """Kilometres from a place to the nearest town of a province."""
    return min((distance(place, town) for town in gazetteer.towns(country, admin1)), default=math.inf)


def stray(place: Place, spot: Spot, sure: list[Place]) -> bool:
    """Whether a village only GeoNames knows lies far from every other place of the article: then it is a namesake."""
    if place.place_type != "town":
        return False
    quarter = spot.quarter and spot.key != spelling.exact(place.name)
    if place.known or place.population >= (FAMOUS if quarter else TOWN) or spot.own or spot.inside:
        return False
    if spot.wanted and not quarter:
        return False
    return FAR < nearest(place, sure) < math.inf


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
        listed = place in gazetteer.curated().get(spot.key, ())
        if place.place_type == "town" and not listed and province is not None and province.bare == "province":
            continue
        keep.append((value, place))
    return keep or scored


def score(
    place: Place, spot: Spot, countries: Counter, strongest: float, sure: list[Place], provinces: set[tuple[str, str]]
) -> float:
    """How much speaks for a reading; the unit is one full share of the article's countries."""
    value = 3 if place.country in spot.own else 0
    value += 2 * min(countries.get(place.country, 0) / strongest, 1)
    value += 0.2 * math.log10(place.population + 10) + (0.6 if place.known else 0)
    value += 1.5 if place.place_type == "country" else 0
    value += 1 if place.population >= FAMOUS and spot.key == spelling.exact(place.name) else 0
    value += 0.4 if (place.country, place.admin1) in provinces else 0
    near = nearest(place, sure)
    return value + (math.exp(-near / NEAR) if near < math.inf else 0)


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places (great circle); infinite where a coordinate is unknown."""
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    inner = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(inner, 1)))
