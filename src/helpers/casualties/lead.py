"""The figures that stand for an article: one for each harm."""

from __future__ import annotations

import pandas as pd


def mark(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """``figures`` with `lead`: for each article and harm the figure of the event in its headline or opening.

    The number of a headline is quoted where the text states it first; without one the first incident figure leads.
    """
    figures = figures.copy()
    figures["lead"] = False
    if figures.empty:
        return figures
    chosen = []
    for _, part in figures[figures["scope"] == "incident"].groupby(["doc_id", "harm"], sort=False):
        chosen.append(choose(part))
    figures.loc[chosen, "lead"] = True
    return figures


def choose(part: pd.DataFrame) -> int:
    """The index of the lead among the incident figures of one harm in one article."""
    wholes = part[part["part_of"] == ""]
    part = wholes if len(wholes) else part
    titled = part[part["in_title"]]
    body = part[~part["in_title"]]
    if len(titled):
        first = titled.iloc[0]
        same = body[(body["count_min"].fillna(-1) == (first["count_min"] if pd.notna(first["count_min"]) else -1))]
        told = same[same["bound"] == first["bound"]] if len(same) else same
        pool = told if len(told) else same
        return pool.index[0] if len(pool) else titled.index[0]
    return body.index[0]
