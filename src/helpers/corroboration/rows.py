"""The rows of a table in groups, each row as a dict that is made when it is asked for.

A dict a row takes ten times the memory of the table; a group at a time is all that anyone looks at.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


class Groups(Sequence):
    """The groups of ``frame`` by the column ``by``, in the order of their first rows; ``names``: that of each."""

    def __init__(self, frame: pd.DataFrame, by: str) -> None:
        self.columns = {name: frame[name].astype(object).tolist() for name in frame}
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.columns[by]):
            places.setdefault(name, []).append(place)
        self.names, self.places = list(places), list(places.values())
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, number: int) -> list[dict]:
        return [{name: cells[place] for name, cells in self.columns.items()} for place in self.places[number]]

    def of(self, name: str) -> list[dict]:
        """The rows of the group called ``name``, none if there is no such group."""
        return self[self.numbers[name]] if name in self.numbers else []
