"""The tables of a run, as the report reads them: a chapter that has not run gives empty tables."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers import ROOT, tables


class Source:
    """The tables and texts in ``outputs``, each read once: ``made["documents"]``, ``made.texts``."""

    def __init__(self, outputs: str | Path):
        self.outputs = outputs
        self.kept: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self.kept:
            path = ROOT / self.outputs / "tables" / f"{table}.parquet"
            self.kept[table] = pd.read_parquet(path) if path.is_file() else blank(table)
        return self.kept[table]

    def has(self, table: str) -> bool:
        """Whether the chapter that makes ``table`` has run."""
        return (ROOT / self.outputs / "tables" / f"{table}.parquet").is_file()

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """What a person decided, of all chapters."""
        found = sorted((ROOT / self.outputs / "tables").glob("decisions-*.parquet"))
        parts = [part for part in map(pd.read_parquet, found) if len(part)]
        return pd.concat(parts, ignore_index=True) if parts else blank("decisions")

    @cached_property
    def texts(self) -> dict[str, str]:
        """The articles as analysed."""
        folder = ROOT / self.outputs / "text"
        wanted = self["documents"]["doc_id"]
        return tables.read_texts(self.outputs, [one for one in wanted if (folder / f"{one}.txt").is_file()])


def read(outputs: str | Path) -> Source:
    """The tables of the run in ``outputs``."""
    return Source(outputs)


def blank(table: str) -> pd.DataFrame:
    """``table`` without rows."""
    columns = tables.columns(table)
    return pd.DataFrame({n: pd.Series([], dtype=tables.DTYPES.get(c["type"], object)) for n, c in columns.items()})
