"""What articles are called in charts and tables."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from markupsafe import Markup

from helpers.report.wording import RIGHT, anchor, day, link, plain

MANY = 500  # articles; of more, pictures speak of outlets, and each article has a page beside the index


def outlets(documents: pd.DataFrame) -> dict[str, str]:
    """The outlet of each article; one without is called by its own name, for it counts as an outlet of its own."""
    return {
        row.doc_id: row.outlet or f"unknown ({plain(row.doc_id, 14)})"
        for row in documents[["doc_id", "outlet"]].itertuples()
    }


def labels(documents: pd.DataFrame, width: int = 34) -> dict[str, str]:
    """A short name for each article, none twice: outlet and date, and its ``doc_id`` where that is not enough."""
    named = outlets(documents)
    dates = documents.set_index("doc_id")["published"]
    made = {
        one: isolated(plain(named[one], width)) + (f", {day(dates[one][:10])}" if dates[one] else "") for one in named
    }
    often = Counter(made.values())
    seen: Counter[str] = Counter()
    for one, label in made.items():
        if often[label] > 1:
            seen[label] += 1
            made[one] = f"{label} ({seen[label]})"
    return made


def entity_names(entities: pd.DataFrame) -> pd.Series:
    """The name of each entity by its id; a province says so, for its town often has the same name."""
    province = (entities["place_type"] == "province") & ~entities["name"].str.contains("province", case=False)
    named = entities["name"] + province.map({True: " province", False: ""})
    return pd.Series(named.to_numpy(), index=entities["entity_id"], dtype=object)


def isolated(label: str) -> str:
    """``label``, kept from turning around what stands beside it if it is written from right to left."""
    return f"\u2068{label}\u2069" if RIGHT.search(label) else label


def by_date(documents: pd.DataFrame) -> list[str]:
    """The articles in the order of publication, those without a date last."""
    return list(documents.assign(at=documents["published"].replace("", "9999")).sort_values(["at", "doc_id"])["doc_id"])


def article(doc_id: str, named: dict[str, str]) -> Markup:
    """A link to an article in the page, under its short name."""
    return link(anchor("article", doc_id), Markup(named.get(doc_id, doc_id)))


def analysed(documents: pd.DataFrame) -> pd.DataFrame:
    """The articles that could be read."""
    return documents[documents["status"] != "skipped"]
