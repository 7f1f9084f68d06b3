"""`sources.csv`: which row is about which article."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.case import HAND_MADE

CELLS = [name for name in HAND_MADE["sources.csv"] if name not in ("file", "notes")]


def match(raw: pd.DataFrame, sources: pd.DataFrame) -> tuple[list[dict[str, str]], pd.DataFrame]:
    """What `sources.csv` says of each article, and the `decisions` about its rows that meet none.

    A row names a file (and then tells of all its articles) or the `id` of a row of a table of articles; the cells of
    the id's row come first. An article is found by its `doc_id`, too.
    """
    rows = {row["file"]: row for row in sources.to_dict("records")}
    given, met = [], set()
    for article in raw[["file", "id", "doc_id"]].to_dict("records"):
        cells: dict[str, str] = {}
        for name in dict.fromkeys((article["file"], article["doc_id"], article["id"])):
            if name in rows:
                met.add(name)
                cells |= {column: rows[name][column] for column in CELLS if rows[name][column]}
        given.append(cells)
    unmet = [decision(row) for name, row in rows.items() if name not in met]
    return given, tables.conform("decisions", pd.DataFrame(unmet, columns=list(tables.columns("decisions"))))


def decision(row: dict) -> dict:
    """The row of `decisions` about a row of `sources.csv` that meets nothing."""
    about = {"file": "sources.csv", "row": row["row"], "table": "documents", "row_id": row["file"], "column": "file"}
    return about | {"value": row["file"], "reason": row["notes"], "by": "", "date": "", "status": "meets nothing"}
