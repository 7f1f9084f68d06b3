"""The method text of a public codebook, written from the run: the five parts that the field's standard asks for.

Every Casualty, *Standards for Casualty Recording* (2016), pp. 19-20: types of source; collection; evaluation of source
and information; corroboration; quality control. The sentences stand in `knowledge/method.csv`; one that needs a number
(its column ``needs``) is left out where there is none.
"""

from __future__ import annotations

import pandas as pd

from helpers import knowledge, tables


def describe(
    frames: dict[str, pd.DataFrame],
    documents: pd.DataFrame,
    figures: pd.DataFrame,
    decided: pd.DataFrame,
    parameters: dict[str, float],
) -> pd.DataFrame:
    """The method of this run: ``section, text``.

    ``frames``: the chapter's tables; ``decided``: its `decisions`; ``parameters``: the settings of `find`.
    """
    facts = {**of_documents(documents), **of_figures(figures), **of_claims(frames["claims"], frames["incidents"])}
    missed = int((decided["status"] != "applied").sum())
    facts |= {"decided": count(len(decided) - missed, "decision was", "decisions were"), "missed": missed or ""}
    facts |= {name: f"{parameters[name]:g}" for name in ("reach", "vague_reach")}
    facts |= {name: count(int(parameters[name]), "day") for name in ("days", "total_days")}
    facts["about"] = f"{parameters['about']:.0%}"
    told = knowledge.load("method")
    told = told[told["needs"].map(lambda name: not name or bool(facts[name]))]
    said = told.assign(text=[text.format(**facts) for text in told["text"]])
    return said.groupby("section", sort=False)["text"].agg(" ".join).reset_index()


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(values: pd.Series) -> str:
    """The values with their numbers, most frequent first."""
    found = sorted(values.value_counts().items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{str(name).replace('_', ' ')} ({number:,})" for name, number in found)


def of_documents(documents: pd.DataFrame) -> dict[str, object]:
    """What there is to say of the articles."""
    read = documents[documents["status"] == "ok"]
    dates = read.loc[read["published"] != "", "published"].str[:10]
    left = documents[documents["status"] != "ok"]
    unknown = int((read["outlet"] == "").sum())
    return {
        "articles": count(len(read), "news article"),
        "outlets": count(read.loc[read["outlet"] != "", "outlet"].nunique(), "known outlet"),
        "unknown_outlets": unknown and count(unknown, "article"),
        "dated": len(dates),
        "first": dates.min(),
        "last": dates.max(),
        "undated": len(read) - len(dates) and count(len(read) - len(dates), "article"),
        "left_out": listed(left["problem"].where(left["problem"] != "", left["status"])),
        "duplicates": int((documents["duplicate_of"] != "").sum()),
    }


def of_figures(figures: pd.DataFrame) -> dict[str, object]:
    """What there is to say of the figures."""
    kinds = figures["attribution_kind"].map(tables.split).explode().dropna()
    return {
        "figures": len(figures) and count(len(figures), "figure"),
        "attribution_kinds": listed(kinds),
        "bounds": listed(figures["bound"]),
        "stances": listed(figures["stance"]),
        "corrected": count(int((figures["corrected"] != "").sum()), "figure was", "figures were"),
    }


def of_claims(claims: pd.DataFrame, incidents: pd.DataFrame) -> dict[str, object]:
    """What there is to say of the claims."""
    carried = claims["n_outlets"] > 1
    return {
        "claims": len(claims) and count(len(claims), "claim"),
        "incidents": count(int((incidents["scope"] == "incident").sum()), "incident"),
        "totals": count(int((incidents["scope"] == "cumulative").sum()), "total"),
        "several_outlets": int(carried.sum()),
        "several_sources": int((carried & (claims["n_independent"] > 1)).sum()),
        "conflicts": int((claims["agreement"] == "conflict").sum()),
    }
