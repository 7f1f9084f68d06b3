"""When two numbers of people can be the same number.

"At least 40" and 43 can; "at least 7" and 70 cannot: how far an open bound reaches is a stated factor. What a number
allows strictly (an open bound has no end) is another question: it decides whether two claims contradict each other.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd


def reaches(figures: pd.DataFrame, *, reach: float, vague_reach: float, about: float) -> pd.DataFrame:
    """The numbers each figure can stand for when reports are compared: ``low, high`` (people).

    ``reach``: "at least n" stands for n to under n x reach, "at most n" for n / reach to n; ``vague_reach``: so for
    vague words; ``about``: share by which "about n" may be off.
    """
    least, most, bound = bounds(figures)
    low = np.select(
        [bound == "at_most", bound == "about"],
        [np.where(np.isnan(least), most / reach, least), least * (1 - about)],
        np.where(np.isnan(least), most, least),
    )
    high = np.select(
        [bound == "at_least", bound == "vague", bound == "about"],
        [
            np.fmax(least * reach - 1, np.fmax(least, np.nan_to_num(most))),
            least * vague_reach,
            np.fmax(least, most) * (1 + about),
        ],
        np.where(np.isnan(most), least, most),
    )
    return pd.DataFrame({"low": low, "high": high}, index=figures.index)


def allowed(figures: pd.DataFrame, *, about: float) -> pd.DataFrame:
    """The numbers that make each figure true, strictly: ``true_low, true_high`` (infinite where open)."""
    least, most, bound = bounds(figures)
    low = np.where(bound == "about", least * (1 - about), np.nan_to_num(least))
    low = np.where(bound == "vague", low / 2, low)  # who says "dozens" may mean twenty
    high = np.where(np.isnan(most) | np.isin(bound, ["at_least", "vague"]), math.inf, most)
    return pd.DataFrame(
        {"true_low": low, "true_high": np.where(bound == "about", high * (1 + about), high)}, figures.index
    )


def bounds(figures: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``count_min`` and ``count_max`` as floats (NaN: unknown), and ``bound``."""
    least = figures["count_min"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    most = figures["count_max"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return least, most, figures["bound"].to_numpy()


def stated(figures: pd.DataFrame) -> pd.Series:
    """The number as such, without its bound: the lower one stated, else the upper one."""
    return figures["count_min"].fillna(figures["count_max"]).fillna(-1).astype("int64")


def odd(number: int, *, least: int = 100) -> bool:
    """Whether a number is too particular for two to state it by chance: ``least`` or more, and not round."""
    return number >= least and number % 50 != 0
