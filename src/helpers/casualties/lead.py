"""The figures that stand for an article: one for each harm."""

from __future__ import annotations

import pandas as pd

OPENING = 600  # code points: a figure stated here belongs to the opening
NEAR = 1.5  # a printed number replaces a rounder one of the headline if it is at most this much larger


def mark(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """``figures`` with `lead`: for each article and harm the figure of the event in its headline or opening.

    The number of a headline or subheading is quoted where the text states it first, and a vague or rounded one
    ("dozens", "more than 50") gives way to the first exact number it allows. Without one the first incident figure
    that is no part of another leads. Cumulative figures never lead.
    """
    figures = figures.copy()
    figures["lead"] = False
    incidents = figures[figures["scope"] == "incident"]
    if len(incidents):
        heading = incidents["in_title"] | headings(incidents)
        groups = incidents.assign(heading=heading).groupby(["doc_id", "harm"], sort=False)
        chosen = [choose(part) for _, part in groups]
        figures.loc[[total(figures, index) for index in chosen], "lead"] = True
    return figures


def total(figures: pd.DataFrame, index: int) -> int:
    """The total, where the text tells the headline's figure ("kills 11 children") as part of one; else ``index``."""
    row = figures.loc[index]
    alike = figures[
        (figures["doc_id"] == row["doc_id"])
        & (figures["harm"] == row["harm"])
        & (figures["part_of"] != "")
        & figures["count_min"].eq(row["count_min"])
        & (figures["victim_detail"] == row["victim_detail"])
    ]
    if not row["victim_detail"] or alike.empty:
        return index
    whole = figures.index[figures["figure_id"] == alike.iloc[0]["part_of"]]
    return whole[0] if len(whole) and figures.at[whole[0], "scope"] == "incident" else index


def headings(figures: pd.DataFrame) -> pd.Series:
    """Whether each figure's sentence reads as a heading: short, without a mark at its end."""
    sentence = figures["sentence"].str.strip()
    return (sentence.str.len() < 120) & ~sentence.str.contains(r"[.!?”\"’')]$")


def choose(part: pd.DataFrame) -> int:
    """The index of the lead among the incident figures of one harm in one article."""
    wholes = part[(part["part_of"] == "") & (part["count_max"].fillna(1) > 0)]
    part = wholes if len(wholes) else part
    told = part[~part["heading"]]
    if part["heading"].any():
        first = part[part["heading"]].iloc[0]
        same = told[told["count_min"].eq(first["count_min"]) & told["bound"].eq(first["bound"])]
        if first["bound"] in ("exact", "range"):
            loose = told[told["count_min"].eq(first["count_min"])]
            pool = same if len(same) else loose
            return pool.index[0] if len(pool) else first.name
    else:
        first = part.iloc[0]
        same = told.head(1)
    better = told[sharper(told, first)]
    if len(better):
        return better.index[0]
    return same.index[0] if len(same) else first.name


def sharper(told: pd.DataFrame, first: pd.Series) -> pd.Series:
    """Which figures state what ``first`` leaves vague or open: compatible numbers of the same kind of people."""
    value = told["count_min"].fillna(told["count_max"])
    group = told["victim_group"].isin([first["victim_group"], "unknown"]) | (first["victim_group"] == "unknown")
    if first["bound"] == "vague" and (first["heading"] or first["start"] < OPENING):
        low = first["count_min"] * 0.5
        high = first["count_min"] * 20
        return (told["bound"] != "vague") & group & (value >= low) & (value <= high)
    if first["bound"] in ("at_least", "about") and first["in_title"]:
        exact = told["bound"].isin(["exact", "at_least"]) & (value > first["count_min"])
        return exact & group & (value <= first["count_min"] * NEAR)
    return pd.Series(False, index=told.index)
