"""Tables of an archive of any size, for the chapter that reads tables only: those of a finished run, told again later.

Every repetition lies as many days later as the run's articles span, so an archive grows in time, at one density; its
articles, figures, passages and sentences are its own, its outlets, sources, places and numbers are the same ones, as
in a war that goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd

from helpers import tables

NEEDED = ("documents", "credits", "casualty_figures", "overlap_passages")  # what chapter 5 reads, but for entities
OWN = ("doc_id", "figure_id", "passage_id", "doc_a", "doc_b", "part_of", "duplicate_of", "sentence")
DATES = ("published", "date_start", "date_end")


def make(finished: Path, outputs: Path, size: int) -> None:
    """Write the tables that chapter 5 needs into ``outputs``: those of the run ``finished``, until they have ``size``
    articles."""
    given = {name: tables.read(finished, name) for name in NEEDED}
    order = given["documents"].sort_values(["published", "doc_id"])
    days = order.loc[order["published"].str.len() >= 10, "published"].str[:10]
    span = (date.fromisoformat(days.max()) - date.fromisoformat(days.min())).days + 1
    made: dict[str, list[pd.DataFrame]] = {name: [] for name in NEEDED}
    for number, ids in repetitions(order["doc_id"].tolist(), size):
        for name, frame in given.items():
            docs = [column for column in ("doc_id", "doc_a", "doc_b") if column in frame]
            kept = frame[frame[docs].isin(ids).all(axis=1)]
            made[name].append(later(kept, number, number * span))
    frames = {name: pd.concat(parts, ignore_index=True) for name, parts in made.items()}
    tables.write(outputs, frames | {"entities": tables.read(finished, "entities")})


def repetitions(doc_ids: list[str], size: int) -> Iterator[tuple[int, set[str]]]:
    """The number of each repetition, and the articles in it: all, but for the last."""
    for number, done in enumerate(range(0, size, len(doc_ids))):
        yield number, set(doc_ids[: size - done])


def later(frame: pd.DataFrame, number: int, days: int) -> pd.DataFrame:
    """``frame`` as the repetition ``number``, its dates ``days`` later."""
    changed = {c: frame[c].where(frame[c] == "", frame[c] + f"-{number:04d}") for c in OWN if c in frame}
    dates = {c: frame[c].map(lambda day: shifted(day, days)) for c in DATES if c in frame}
    return frame.assign(**changed, **dates)


@cache
def shifted(day: str, days: int) -> str:
    """An ISO date ``days`` later, to the precision it has."""
    if not re.match(r"\d{4}", day):
        return day
    moved = date.fromisoformat((day[:10] + "-01-01")[:10]) + timedelta(days=days)
    return moved.isoformat()[: min(len(day), 10)] + day[10:]
