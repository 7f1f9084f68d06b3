"""Every place a spelling may mean: countries, provinces, known places, and GeoNames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from helpers import files, knowledge, tables
from helpers.timelines import spelling

MINIMUM = 5  # letters a loose key needs
CITY = " city"
GEONAMES = "GeoNames"  # in the notes of a place: nobody has reviewed it


@dataclass(frozen=True)
class Place:
    """One reading of a place name; unknown coordinates are None."""

    place_id: str
    name: str
    place_type: str
    country: str
    admin1: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    population: int
    bare: str  # what the bare name of a province means: town, province, never
    known: bool  # written down by people, not only from GeoNames


def number(text: str) -> float | None:
    """A number written as text; None if empty."""
    return float(text) if text else None


@cache
def countries() -> dict[str, Place]:
    """Countries by ISO code."""
    return {
        row["country"]: Place(
            f"country-{row['country'].lower()}",
            row["name"],
            "country",
            row["country"],
            "",
            int(row["geonames_id"]),
            None,
            None,
            10_000_000,
            "",
            True,
        )
        for row in knowledge.load("countries").to_dict("records")
    }


@cache
def listed() -> pd.DataFrame:
    """The places of `knowledge/places.csv`, then the provinces that only GeoNames has (`knowledge/provinces.csv`)."""
    return pd.concat([knowledge.load("places"), knowledge.load("provinces")], ignore_index=True)


@cache
def curated() -> dict[str, list[Place]]:
    """Countries and the places that are `listed`, by exact key."""
    made = defaultdict(list)
    for row in knowledge.load("countries").to_dict("records"):
        for name in [row["name"], *tables.split(row["spellings"])]:
            made[spelling.exact(name)].append(countries()[row["country"]])
    ids = [int(one) for one in listed()["geonames_id"] if one]
    towns = geonames()[lambda rows: rows.index.isin(ids)][["admin1", "population"]].to_dict("index")
    for row in listed().to_dict("records"):
        geonames_id = int(row["geonames_id"]) if row["geonames_id"] else None
        within = towns.get(geonames_id)
        code = "" if within is None else province_names().get((row["country"], within["admin1"]), "")
        place = Place(
            row["place_id"],
            row["name"],
            row["place_type"],
            row["country"],
            row["admin1"] or code,
            geonames_id,
            number(row["latitude"]),
            number(row["longitude"]),
            0 if within is None else int(within["population"]),
            row["bare"],
            row["notes"] != GEONAMES,
        )
        for key in dict.fromkeys(spelling.exact(name) for name in [row["name"], *tables.split(row["spellings"])]):
            made[key].append(place)
    return dict(made)


@cache
def openings() -> dict[str, int]:
    """Words in the longest listed name that opens with a word."""
    sizes: dict[str, int] = {}
    for key in curated():
        first, _, rest = key.partition(" ")
        sizes[first] = max(sizes.get(first, 0), 1 + len(rest.split()))
    return sizes


@cache
def shortened() -> frozenset[str]:
    """The keys that lack the last word or two of a listed name: "rafah" of "rafah crossing"."""
    return frozenset(key.rsplit(" ", size)[0] for key in curated() for size in (1, 2) if key.count(" ") >= size)


@cache
def province_names() -> dict[tuple[str, str], str]:
    """The name of a province by country and GeoNames code."""
    rows = listed()
    rows = rows[(rows["place_type"] == "province") & (rows["admin1_code"] != "")]
    return dict(zip(zip(rows["country"], rows["admin1_code"], strict=True), rows["name"], strict=True))


@cache
def geonames() -> pd.DataFrame:
    """The cut of GeoNames (see `cut`), indexed by its id."""
    return files.read_parquet(knowledge.FOLDER / "geonames.parquet").set_index("geonames_id")


def named(place: Place, key: str) -> bool:
    """Whether a key is a place's own name, with or without "City"."""
    own = spelling.exact(place.name)
    return key == own or f"{key}{CITY}" == own


@cache
def exploded() -> pd.DataFrame:
    """One row a spelling: ``key, geonames_id, country``; "Marawi City" is spelt "Marawi", too, if nothing else is."""
    rows = geonames()[["spellings", "country"]].reset_index()
    cells = [cell.split(";") for cell in rows["spellings"].tolist()]
    keys = [key for cell in cells for key in cell]
    places = np.repeat(np.arange(len(rows)), list(map(len, cells)))
    taken = {*keys, *curated()}
    short = [n for n, key in enumerate(keys) if key.endswith(CITY) and key.removesuffix(CITY) not in taken]
    keys += [keys[n].removesuffix(CITY) for n in short]
    made = rows[["geonames_id", "country"]].take(np.append(places, places[short]))
    return made.assign(key=keys).reset_index(drop=True)


@cache
def spelled_in() -> dict[str, np.ndarray]:
    """Which rows of `exploded` are of a country."""
    return exploded().groupby("country", observed=True).indices


@cache
def sounds(country: str) -> dict[str, list[int]]:
    """GeoNames ids by number of spaces and loose key, of one country."""
    rows = exploded().iloc[spelled_in().get(country, [])]
    keys = rows["key"].tolist()
    heard = spelling.sounds({word for key in keys for word in key.split()})
    made = defaultdict(list)
    for key, place in zip(keys, rows["geonames_id"].tolist(), strict=True):
        made[f"{key.count(' ')} {''.join([heard[word] for word in key.split()])}"].append(place)
    return made


@cache
def known_sounds() -> dict[str, tuple[Place, ...]]:
    """Curated places by loose key."""
    made = defaultdict(dict)
    for key, places in curated().items():
        for place in places:
            if place.place_type != "country":
                made[spelling.loose(key)][place.place_id] = place
    return {key: tuple(places.values()) for key, places in made.items()}


@cache
def known_ids() -> dict[int, Place]:
    """Curated places by their GeoNames id."""
    return {place.geonames_id: place for places in curated().values() for place in places if place.geonames_id}


@cache
def by_id(geonames_id: int) -> Place:
    """One place of GeoNames."""
    if geonames_id in known_ids():
        return known_ids()[geonames_id]
    row = geonames().loc[geonames_id]
    admin1 = province_names().get((row["country"], row["admin1"]), "")
    where = (float(row["latitude"]), float(row["longitude"]), int(row["population"]))
    return Place(f"geonames-{geonames_id}", row["name"], "town", row["country"], admin1, geonames_id, *where, "", False)


def readings(keys: Iterable[str]) -> dict[str, list[Place]]:
    """All places that spell a key exactly, known ones first, then by population."""
    wanted = set(keys)
    rows = exploded()
    rows = rows[rows["key"].isin(wanted)]
    ids = defaultdict(list)
    for key, place in zip(rows["key"], rows["geonames_id"], strict=True):
        ids[key].append(place)
    made = {}
    for key in wanted:
        here = {place.place_id: place for place in curated().get(key, ())}
        more = sorted({by_id(place) for place in ids.get(key, ())}, key=lambda p: (-p.population, p.place_id))
        for place in more:
            here.setdefault(place.place_id, place)
        if here:
            made[key] = list(here.values())
    return made


@cache
def towns(country: str, admin1: str) -> tuple[Place, ...]:
    """The towns of a province, those GeoNames has and those people wrote down."""
    codes = [code for (where, code), name in province_names().items() if where == country and name == admin1]
    rows = geonames()
    ids = rows.index[(rows["country"] == country) & rows["admin1"].isin(codes)]
    made = {place.place_id: place for place in map(by_id, ids)}
    for places in curated().values():
        for place in places:
            if (place.country, place.admin1, place.place_type) == (country, admin1, "town"):
                made[place.place_id] = place
    return tuple(made[key] for key in sorted(made))


@cache
def known_spellings() -> dict[str, frozenset[str]]:
    """Exact keys of the places people wrote down, by place_id."""
    made = defaultdict(set)
    for key, places in curated().items():
        for place in places:
            made[place.place_id].add(key)
    return {place_id: frozenset(keys) for place_id, keys in made.items()}


def spellings(place: Place) -> frozenset[str]:
    """The exact keys of a place's names."""
    keys = known_spellings().get(place.place_id, frozenset())
    if place.geonames_id in geonames().index:
        keys |= frozenset(geonames().at[place.geonames_id, "spellings"].split(";"))
    return keys


@cache
def capitals() -> frozenset[str]:
    """place_id of the capital of each country."""
    rows = knowledge.load("countries").to_dict("records")
    found = readings(spelling.exact(row["capital"]) for row in rows if row["capital"])
    return frozenset(
        next((p.place_id for p in found.get(spelling.exact(row["capital"]), ()) if capital_of(p, row["country"])), "")
        for row in rows
    ) - {""}


def capital_of(place: Place, country: str) -> bool:
    """Whether a reading of a capital's name is the capital."""
    return place.country == country and place.place_type == "town"


@lru_cache(maxsize=100_000)
def likeness(key: str, country: str) -> tuple[Place, ...]:
    """Places of ``country`` whose spelling sounds as ``key``."""
    sound = spelling.loose(key)
    if len(sound) < MINIMUM:
        return ()
    here = {place.place_id: place for place in known_sounds().get(sound, ()) if place.country == country}
    for geonames_id in sorted({*sounds(country).get(f"{key.count(' ')} {sound}", ())}):
        here.setdefault(by_id(geonames_id).place_id, by_id(geonames_id))
    return tuple(here.values())
