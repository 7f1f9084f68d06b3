"""What a person decided (`corrections.csv`), carried into the tables of a chapter.

The program proposes, a person decides: a changed cell, a row rejected, a row joined with another. Each decision becomes
a row of `decisions` that says whether it met anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from helpers import dictionary, tables


def apply(
    frames: Mapping[str, pd.DataFrame], corrections: pd.DataFrame, *, done: Collection[int] = ()
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The chapter's tables with its corrections carried out, and the `decisions` table about them.

    ``frames``: the tables a chapter is about to write; ``corrections``: those of the case (`case.Case.corrections`).
    Those about other tables are left to their chapters; ``done`` are rows of corrections that the chapter carried out
    itself, before it counted. Raises `helpers.ProblemError` where a decision breaks a schema.
    """
    before = {name: tables.typed(name, frame) for name, frame in frames.items()}
    made, decided = dict(before), []
    for decision in corrections[corrections["table"].isin(made.keys())].to_dict("records"):
        table, column = decision["table"], decision["column"]
        frame = made[table]
        hit = tables.row_ids(table, frame) == decision["row_id"]
        if decision["row"] in done:
            met = True
        elif column == "merge":
            met = bool(hit.any()) and decision["value"] in set(tables.row_ids(table, frame))
            if met and decision["value"] != decision["row_id"]:
                made = merge(made, table, decision["row_id"], decision["value"])
        elif column == "reject":
            met = bool(hit.any())
            made[table] = frame[~hit].reset_index(drop=True)
        else:
            met = bool(hit.any())
            made[table] = change(table, frame, hit, column, decision["value"])
        given = {name: decision[name] for name in ("row", "table", "row_id", "column", "value", "reason", "by", "date")}
        decided.append({"file": "corrections.csv", **given, "status": "applied" if met else "meets nothing"})
    checked = {name: frame if frame is before[name] else tables.check(name, frame) for name, frame in made.items()}
    return checked, tables.conform("decisions", pd.DataFrame(decided, columns=list(tables.columns("decisions"))))


def change(table: str, frame: pd.DataFrame, hit: pd.Series, column: str, value: str) -> pd.DataFrame:
    """``frame`` with ``value`` in ``column`` of the rows ``hit``, the column named in their ``corrected``."""
    frame = frame.copy()
    frame.loc[hit, column] = dictionary.cast(table, column, value)  # None becomes pd.NA in a column of numbers
    frame.loc[hit, "corrected"] = frame.loc[hit, "corrected"].map(lambda cell: mark(cell, column))
    return frame


def mark(cell: str, column: str) -> str:
    """The ``corrected`` cell with one more column in it."""
    return tables.join([*tables.split(cell), column])


def merge(frames: dict[str, pd.DataFrame], table: str, row: str, into: str) -> dict[str, pd.DataFrame]:
    """``frames`` without ``row`` of ``table``, and ``into`` wherever its id stood."""
    made = {}
    for name, frame in frames.items():
        frame = frame.copy()
        if name == table:
            ids = tables.row_ids(table, frame)
            frame.loc[ids == into, "corrected"] = frame.loc[ids == into, "corrected"].map(
                lambda cell: mark(cell, "merge")
            )
            frame = frame[ids != row].reset_index(drop=True)
        for column, kind in tables.columns(name).items():
            if kind["type"] == "list":
                frame[column] = frame[column].map(lambda cell: repoint(cell, row, into))
            elif column.endswith("_id") or column in ("part_of", "event_group", "duplicate_of"):
                frame[column] = frame[column].replace({row: into})
        made[name] = frame
    return made


def repoint(cell: str, row: str, into: str) -> str:
    """The list ``cell`` with ``into`` for ``row``."""
    return tables.join(into if name == row else name for name in tables.split(cell)) if row in cell else cell
