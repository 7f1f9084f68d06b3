"""Which of the places of one name is meant.

Wording decides first ("Homs province", "Tripoli in Lebanon"), then the country the article is about, then what lies
near the other places in it, then size. Two readings that stay close are both kept: the better one and its candidates.
"""

from __future__ import annotations

import math
from collections import Counter

from helpers.timelines import gazetteer, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_wording import Spot

NEAR = 150.0  # km: distance at which nearness to the article's other places counts a third
FAMOUS = 1_000_000  # inhabitants of a city that is meant anywhere unless something speaks against it
TOWN = 20_000  # inhabitants from which a place may be named far from the others
QUARTERS = ("district", "neighborhood", "neighbourhood")  # of these a gazetteer of towns knows few
FAR = 150.0  # km
CLOSE = 0.35  # two readings whose scores differ less stay open


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
        if stray(place, spot, sure):
            continue
        if not spot.own:
            place = chosen.setdefault((spot.key, spot.wanted), place)
        same_name = [
            p for value, p in scored if p != place and top - value < CLOSE and p.place_type == place.place_type
        ]
        made.append((spot, place, same_name))
    return made


def stray(place: Place, spot: Spot, sure: list[Place]) -> bool:
    """Whether a village only GeoNames knows lies far from every other place of the article: then it is a namesake."""
    quarter = spot.word in QUARTERS and spot.key != spelling.exact(place.name)
    if place.known or place.population >= (FAMOUS if quarter else TOWN) or spot.own or (spot.wanted and not quarter):
        return False
    others = [other for other in sure if other.latitude is not None and other.place_id != place.place_id]
    return bool(others) and min(distance(place, other) for other in others) > FAR


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
    near = min((distance(place, other) for other in sure if other.place_id != place.place_id), default=math.inf)
    return value + (math.exp(-near / NEAR) if near < math.inf else 0)


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places (great circle); infinite where a coordinate is unknown."""
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    inner = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(inner, 1)))
