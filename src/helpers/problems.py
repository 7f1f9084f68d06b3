"""What nobody foresaw: an article on which a rule raises an error costs its own rows only, and a row says so.

An error is caught in one place, where a function is mapped over the articles (`tried`). A part of several articles is
tried again one by one, so that only the culprit is lost. Each chapter writes a table `problems` of its own, as it does
of `decisions`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any, NamedTuple

import pandas as pd

from helpers import ProblemError, tables

HERE = Path(__file__).parent
STRICT = "SAME_STORY_STRICT"
"""Set in the environment, it lets every error stop the run, as our tests want it."""
STOPPING = (ProblemError, OSError, MemoryError, ImportError)
"""Errors that are no article's fault: they stop the run."""
MOST = 300  # characters of an error that are kept


class Failure(NamedTuple):
    """An error that nobody foresaw: its kind, with what it says, and our functions that it passed through."""

    kind: str
    error: str
    traceback: str


class Spared(NamedTuple):
    """What stands for an item on which the work failed."""

    result: Any
    failure: Failure


def tried(function: Callable[[list], list], items: list, spare: Callable[[Any, Failure], Any] | None) -> list:
    """``function`` of ``items``; where it fails each is tried alone, and one that fails so is `Spared`, with what
    ``spare`` makes of it. Without ``spare`` the error is raised."""
    failures: list[Failure] = []
    with spared(failures, stop=spare is None):
        return function(items)
    if len(items) == 1:
        return [Spared(spare(items[0], failures[0]), failures[0])]
    return [result for item in items for result in tried(function, [item], spare)]


@contextmanager
def spared(failures: list[Failure], *, stop: bool = False) -> Iterator[None]:
    """Go on after an error that nobody foresaw, appended to ``failures``; with ``stop``, or where `STRICT` is set, it
    is raised, as those of `STOPPING` always are."""
    try:
        yield
    except STOPPING:
        raise
    except Exception as error:
        if stop or os.environ.get(STRICT):
            raise
        failures.append(told(error))


def told(error: Exception) -> Failure:
    """What there is to say of ``error``, the same on every machine and in every run."""
    kind = type(error).__name__
    said = re.sub(r"\b0x[0-9a-f]+", "0x…", " ".join(str(error).split()))
    passed = [frame for frame in extract_tb(error.__traceback__) if HERE in Path(frame.filename).parents]
    lines = [f"{Path(frame.filename).relative_to(HERE).as_posix()}:{frame.lineno} {frame.name}" for frame in passed]
    ours = dict.fromkeys(one for one in lines if not one.startswith("problems.py"))  # a recursion's once
    return Failure(kind, f"{kind}: {said}"[:MOST], " > ".join(ours))


def row(chapter: str, doc_id: str, step: str, failure: Failure) -> dict[str, str]:
    """The row of `problems` for an article whose ``step`` (what is missing now, in words) failed in ``chapter``."""
    return {
        "chapter": chapter,
        "doc_id": doc_id,
        "step": step,
        "problem": f"{step[0].lower()}{step[1:]} missing: the program failed on this article ({failure.kind}), "
        "a fault of the program; please report it with this row",
        "error": failure.error,
        "traceback": failure.traceback or "outside of our code",
    }


def table(rows: Iterable[dict[str, str]]) -> pd.DataFrame:
    """``rows`` as a table `problems`, by article."""
    made = pd.DataFrame(list(rows), columns=list(tables.columns("problems")))
    return tables.typed("problems", made.sort_values(tables.KEYS["problems"], ignore_index=True))


def of(chapter: str, step: str, doc_ids: Sequence[str], failed: Sequence[tuple[int, Failure]]) -> list[dict[str, str]]:
    """The rows of `problems` for those of the articles that ``failed`` (`engine.Kept.failed`).

    Raises a `ProblemError` if all of several did: then it is the fault of none of them.
    """
    if 1 < len(failed) == len(doc_ids):
        first = failed[0][1]
        raise ProblemError(f"{chapter} fails on every article; please report it: {first.error} ({first.traceback})")
    return [row(chapter, doc_ids[place], step, failure) for place, failure in failed]


def describe(problems: pd.DataFrame) -> str:
    """What a chapter prints of its ``problems``: nothing that quotes an article, since every report shows it."""
    if problems.empty:
        return "The program failed on no article."
    return "\n".join(f"{one.doc_id}: {one.problem}" for one in problems.itertuples())
