"""The tables of a run, as the report reads them: a chapter that has not run gives empty tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd

from helpers import ROOT, files, tables
from helpers.report.labels import entity_names

PLACED = ("casualty_figures", "claims", "incidents")  # the tables that say where


class Source:
    """The tables and texts in ``outputs``, each read once: ``made["documents"]``, ``made.texts``."""

    def __init__(self, outputs: str | Path):
        self.outputs = outputs
        self.kept: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self.kept:
            path = ROOT / self.outputs / "tables" / f"{table}.parquet"
            frame = files.read_parquet(path) if path.is_file() else blank(table)
            self.kept[table] = self.placed(frame) if table in PLACED else frame
        return self.kept[table]

    def placed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame`` with provinces called so in ``place``: the town of that name is another place."""
        places = self["entities"]
        provinces = places[places["place_type"] == "province"].set_index("entity_id")["name"]
        called = frame["place"] == frame["place_id"].map(provinces)  # one that a person corrected stays as it is
        return frame.assign(place=frame["place"].where(~called, frame["place_id"].map(entity_names(places))))

    def has(self, table: str) -> bool:
        """Whether the chapter that makes ``table`` has run."""
        return (ROOT / self.outputs / "tables" / f"{table}.parquet").is_file()

    def rows(self, table: str, columns: Iterable[str], by: str = "doc_id") -> Grouped:
        """Some columns of ``table`` by article, or by what else ``by`` names; nothing is kept of the rest."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path, wanted = ROOT / self.outputs / "tables" / f"{table}.parquet", list(dict.fromkeys([by, *columns]))
        empty = pa.Table.from_pandas(blank(table)[wanted], preserve_index=False)
        return Grouped(
            pq.read_table(path, columns=wanted, use_threads=False, pre_buffer=False) if path.is_file() else empty, by
        )

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """What a person decided, of all chapters."""
        return self.logged("decisions")

    @cached_property
    def problems(self) -> pd.DataFrame:
        """The articles that the program failed on, of all chapters."""
        return self.logged("problems")

    def logged(self, log: str) -> pd.DataFrame:
        """One of `dictionary.LOGS`, of all chapters."""
        found = sorted((ROOT / self.outputs / "tables").glob(f"{log}-*.parquet"))
        parts = [part for part in map(files.read_parquet, found) if len(part)]
        return pd.concat(parts, ignore_index=True) if parts else blank(log)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The articles as analysed."""
        folder = ROOT / self.outputs / "text"
        wanted = self["documents"]["doc_id"]
        return tables.read_texts(self.outputs, [one for one in wanted if (folder / f"{one}.txt").is_file()])


class Grouped:
    """Rows of a table by one of its columns, held as Arrow holds them: of a large table rows cost little until read."""

    def __init__(self, table, by: str):
        keys = table.column(by).to_numpy(zero_copy_only=False)
        order = np.argsort(keys, kind="stable") if len(keys) else np.array([], dtype=int)
        self.table = table.take(order).combine_chunks()
        found, starts = np.unique(keys[order], return_index=True)
        ends = [*starts[1:], len(keys)][: len(starts)]
        self.places = {key: (int(a), int(b - a)) for key, a, b in zip(found, starts, ends, strict=True)}

    def __getitem__(self, key: str) -> list[SimpleNamespace]:
        """The rows with ``key``, in the table's order; what is unknown is None or empty."""
        at = self.places.get(key)
        return [SimpleNamespace(**row) for row in self.table.slice(*at).to_pylist()] if at else []

    def column(self, name: str) -> list:
        """One column, in the order of the keys."""
        return self.table.column(name).to_pylist()


def read(outputs: str | Path) -> Source:
    """The tables of the run in ``outputs``."""
    return Source(outputs)


def blank(table: str) -> pd.DataFrame:
    """``table`` without rows."""
    columns = tables.columns(table)
    return pd.DataFrame({n: pd.Series([], dtype=tables.NUMBERS.get(c["type"], object)) for n, c in columns.items()})
