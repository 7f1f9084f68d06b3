"""What `knowledge/` tells of sources and countries, by the words an article uses."""

from __future__ import annotations

from functools import cache

from helpers import knowledge


@cache
def source_kinds() -> dict[str, str]:
    """The kind of source of entities that `knowledge/` knows, by entity_id and by name in lower case."""
    kinds = {}
    for row in knowledge.load("agencies").itertuples():
        if row.kind in ("agency", "outlet"):
            kind = "agency" if row.kind == "agency" else "media"
            kinds |= {row.name.lower(): kind, row.spelling.lower(): kind}
    try:
        names = knowledge.load("names").to_dict("records")
    except FileNotFoundError:
        names = []
    for row in names:
        if row.get("source_kind"):
            kinds |= {row[key].lower(): row["source_kind"] for key in ("entity_id", "name") if row.get(key)}
    return kinds


@cache
def ids_by_name() -> dict[str, str]:
    """The entity_id of each name that `knowledge/names.csv` knows, in lower case."""
    try:
        names = knowledge.load("names")
    except FileNotFoundError:
        return {}
    return {row["name"].lower(): row.get("entity_id", "") for row in names.to_dict("records")}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives of countries in lower case, with the country (ISO 3166-1 alpha-2)."""
    table = knowledge.load("countries")
    return {word.lower(): row.country for row in table.itertuples() for word in row.demonyms.split("; ") if word}


@cache
def country_names() -> dict[str, str]:
    """Names of countries by ISO 3166-1 alpha-2."""
    return dict(zip(knowledge.load("countries")["country"], knowledge.load("countries")["name"], strict=True))


@cache
def capitals() -> dict[str, str]:
    """Capitals in lower case, with the country (ISO 3166-1 alpha-2)."""
    return {row.capital.lower(): row.country for row in knowledge.load("countries").itertuples() if row.capital}


@cache
def adjective(country: str) -> str:
    """The adjective of a country (ISO 3166-1 alpha-2), the first that is known: "Russian"."""
    table = knowledge.load("countries")
    return {row.country: row.demonyms.split("; ")[0] for row in table.itertuples()}.get(country, "")


@cache
def state_bodies() -> dict[str, str]:
    """The names of the bodies of a state by their words alone, with ``{adj}`` for its adjective: "defense ministry"."""
    table = knowledge.load("state_bodies")
    return {short: row.name for row in table.itertuples(index=False) for short in row.short.split("; ") if short}
