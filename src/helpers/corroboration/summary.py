"""One row a claim: what its figures say together, and how many outlets, families, origins and sources it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers import tables
from helpers.corroboration import grades, independence
from helpers.corroboration.sources import Names

LEVELS = {"town": 0, "province": 1, "country": 2, "": 3}
PRECISIONS = {name: rank for rank, name in enumerate(["day", "", "week", "month", "season", "year", "decade", "vague"])}


def common(values: list) -> object:
    """The commonest of ``values``, the earliest of equals."""
    return Counter(values).most_common(1)[0][0]


def known(values: list[str], unknown: str = "unknown") -> str:
    """The commonest known one of ``values``, else ``unknown``."""
    return common([value for value in values if value != unknown] or [unknown])


def once(names: Iterable[str]) -> str:
    """A list cell of ``names``, one that differs only in capitals once."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tables.join(found.values())


def where(rows: list[dict]) -> dict:
    """The row whose place stands for the claim: in the country that most name, of the most exact level, the commonest;
    of a total the commonest of all, for one report that names a town does not make it the town's total."""
    country = known([row["country"] for row in rows], "")
    rows = [row for row in rows if row["country"] == country]
    level = min(LEVELS[row["level"]] for row in rows)
    if rows[0]["scope"] == "cumulative":
        level = common([LEVELS[row["level"]] for row in rows if row["level"]] or [level])
    exact = [row for row in rows if LEVELS[row["level"]] == level]
    key = common([row["place_key"] for row in exact])
    return next(row for row in exact if row["place_key"] == key)


def when(rows: list[dict]) -> dict:
    """The row whose date stands for the claim: of the most exact precision, the commonest."""
    dated = [row for row in rows if row["date_start"] or row["date_end"]]
    if not dated:
        return rows[0]
    exactness = min(PRECISIONS[row["date_precision"]] for row in dated)
    exact = [row for row in dated if PRECISIONS[row["date_precision"]] == exactness]
    key = common([(row["date_start"], row["date_end"]) for row in exact])
    return next(row for row in exact if (row["date_start"], row["date_end"]) == key)


def claim(rows: list[dict], family_of: dict[str, str], joined: dict[str, str], names: Names) -> tuple[dict, list[str]]:
    """The row of one claim, and the source group of each of its figures.

    ``rows``: its figures in order of publication; ``family_of``: the text family at the claim of each article;
    ``joined``: the same with articles that cite one another joined too.
    """
    n_independent, groups = independence.count(
        (joined[row["doc_id"]], row["origin_key"], row["agency_key"], *(key for key, _ in row["beside"]))
        for row in rows
    )
    place, date = where(rows), when(rows)
    outlets = {row["outlet_key"]: row["outlet"] for row in rows}
    origins: dict[str, str] = {}
    for row in rows:
        if row["origin_key"]:
            origins.setdefault(row["origin_key"], row["origin"])
        for key, name in row["beside"]:
            origins.setdefault(key, name)
    lows = [row["count_min"] for row in rows if not pd.isna(row["count_min"])]
    highs = [row["count_max"] for row in rows if not pd.isna(row["count_max"])]
    documents = dict.fromkeys(row["doc_id"] for row in rows)
    numbers = {(row["stated"], row["bound"]) for row in rows}
    made = {
        **{name: place[name] for name in ("place_id", "place", "admin1", "country")},
        **{name: date[name] for name in ("date_start", "date_end")},
        "harm": rows[0]["harm"],
        "scope": rows[0]["scope"],
        "victim_group": known([row["victim_group"] for row in rows]),
        "victim_detail": rows[0]["details"] if len({row["details"] for row in rows}) == 1 else "",
        "cause": known([row["cause"] for row in rows]),
        "actors": once(row["actor"] for row in rows),
        "count_low": min(lows, default=pd.NA),
        "count_high": max(highs, default=pd.NA),
        "n_figures": len(rows),
        "n_documents": len(documents),
        "n_outlets": len(outlets),
        "n_families": len({family_of[doc_id] for doc_id in documents}),
        "n_origins": len(origins),
        "n_independent": n_independent,
        "outlets": tables.join(outlets.values()),
        "origins": tables.join(origins.values()),
        "agreement": "single" if len(documents) == 1 else "agree" if len(numbers) == 1 else "compatible",
        "grade_by_outlets": grades.grade(rows, names, len(outlets)),
        # different outlets *and* different sources (Every Casualty, Standards, p. 25)
        "grade_by_independence": grades.grade(rows, names, min(len(outlets), n_independent)),
    }
    return made, groups
