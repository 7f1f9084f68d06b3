"""Persons harmed who are named or described one by one: recorders' smallest unit."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.casualties.counts import Count
from helpers.casualties.harm import Trigger
from helpers.casualties.sentences import Sentence


def find(sentence: Sentence, triggers: list[Trigger], kept: list[Count]) -> list[dict]:
    """The persons harmed in one sentence."""
    return []


def identify(persons: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """``persons`` with their ids and the figure they are counted in."""
    if persons.empty:
        return tables.empty("victims")
    return persons
