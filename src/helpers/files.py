"""Files written in one step, and tables written and read by parts, so that none is held twice."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

ROWS = 20_000  # rows of a part (a Parquet row group): some 10 MiB of text
FORMULA = frozenset("=+-@\t\r")  # how a cell begins that a spreadsheet takes for a formula


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to: what was written takes its place in one step, unless it is just the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        if not (path.is_file() and filecmp.cmp(path, beside, shallow=False)):
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def replace(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step, or leave the file alone if it holds just that."""
    if path.is_file() and path.read_bytes() == data:
        return
    with replacing(path) as beside:
        beside.write_bytes(data)


def parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """``frame`` in parts of `ROWS`; one without rows where it has none."""
    for first in range(0, max(1, len(frame)), ROWS):
        yield frame.iloc[first : first + ROWS]


def write_csv(path: Path, frame: pd.DataFrame, texts: list[str]) -> None:
    """Write ``frame`` as CSV for people, its columns ``texts`` as a spreadsheet may see them (`unformula`)."""
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        for number, part in enumerate(parts(frame)):
            risky = [name for name in texts if not FORMULA.isdisjoint({text[:1] for text in part[name]})]
            safe = part.assign(**{name: part[name].map(unformula) for name in risky})
            safe.to_csv(file, index=False, lineterminator="\n", header=number == 0)


def unformula(text: str) -> str:
    """``text`` for a spreadsheet's cell: one that it would take for a formula has an apostrophe put before it (OWASP,
    *CSV Injection*)."""
    return f"'{text}" if text[:1] in FORMULA else text


def write_parquet(path: Path, frame: pd.DataFrame, types: Mapping[str, str]) -> None:
    """Write ``frame`` as Parquet, a row group a part; ``types``: of each column its pandas type, if it is no text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"Int64": pa.int64(), "Float64": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([(name, kinds.get(types.get(name), pa.string())) for name in frame])
    made = (pa.Table.from_pandas(part, schema=schema, preserve_index=False) for part in parts(frame))
    first = next(made)
    with replacing(path) as beside, pq.ParquetWriter(beside, first.schema, compression="zstd") as file:
        file.write_table(first)
        for part in made:
            file.write_table(part)


def read_parquet(path: Path) -> pd.DataFrame:
    """A table that `write_parquet` wrote, a row group after the other.

    In one thread: a process that ends while others still read for it is aborted (github.com/apache/arrow/issues/34314).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False) as file:
        groups = (file.read_row_group(number, use_threads=False) for number in range(file.num_row_groups))
        read = [group.to_pandas(use_threads=False) for group in groups]
        read = read or [file.read(use_threads=False).to_pandas(use_threads=False)]
    pa.default_memory_pool().release_unused()
    return pd.concat(read, ignore_index=True) if len(read) > 1 else read[0]
