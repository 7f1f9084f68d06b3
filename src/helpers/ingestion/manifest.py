"""`sources.csv`: which row is about which article."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.case import HAND_MADE

CELLS = [name for name in HAND_MADE["sources.csv"] if name not in ("file", "notes")]


class Manifest:
    """The rows of `sources.csv` by what they name, and which of them have met an article.

    A row names a file (and then tells of all its articles) or the `id` of a row of a table of articles; the cells of
    the id's row come first. An article is found by its `doc_id`, too.
    """

    def __init__(self, sources: pd.DataFrame):
        self.rows = {row["file"]: row for row in sources.to_dict("records")}
        self.met: set[str] = set()

    def given(self, article: Mapping[str, str]) -> dict[str, str]:
        """What is said of one raw article."""
        cells: dict[str, str] = {}
        for name in dict.fromkeys((article["file"], article["doc_id"], article["id"])):
            if name in self.rows:
                self.met.add(name)
                cells |= {column: self.rows[name][column] for column in CELLS if self.rows[name][column]}
        return cells

    def unmet(self) -> pd.DataFrame:
        """The `decisions` about rows that met no article."""
        rows = [decision(row) for name, row in self.rows.items() if name not in self.met]
        return tables.conform("decisions", pd.DataFrame(rows, columns=list(tables.columns("decisions"))))


def decision(row: dict) -> dict:
    """The row of `decisions` about a row of `sources.csv` that meets nothing."""
    about = {"file": "sources.csv", "row": row["row"], "table": "documents", "row_id": row["file"], "column": "file"}
    return about | {"value": row["file"], "reason": row["notes"], "by": "", "date": "", "status": "meets nothing"}
