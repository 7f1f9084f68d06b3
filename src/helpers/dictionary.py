"""The data dictionary: which columns every table has, in which order, of which type and with which values.

It stands in `dictionary.csv` beside this module; `tables` reads and writes by it. Nothing here needs pandas, so that a
case can be looked at before anything slow is loaded.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from helpers import ProblemError

SEPARATOR = "; "
NUMBERS = {"integer": "Int64", "number": "Float64", "boolean": "bool"}  # types as pandas has them; all others are text
DATE_PATTERN = r"^$|^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?$"
# What names a row of a table: its id, or where there is none the columns that tell it from the others.
KEYS = {
    "documents": ["doc_id"],
    "removed_text": ["doc_id", "order"],
    "credits": ["doc_id", "kind", "name", "text"],
    "entities": ["entity_id"],
    "mentions": ["mention_id"],
    "namings": ["doc_id", "start", "end", "kind"],
    "merge_proposals": ["entity_id", "into"],
    "dates": ["date_id"],
    "timeline": ["event_id"],
    "casualty_figures": ["figure_id"],
    "rejected_numbers": ["doc_id", "start", "end", "reason"],
    "victims": ["victim_id"],
    "overlap_pairs": ["doc_a", "doc_b"],
    "overlap_passages": ["passage_id"],
    "rejected_passages": ["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b"],
    "families": ["doc_id"],
    "claims": ["claim_id"],
    "claim_figures": ["claim_id", "figure_id"],
    "claim_links": ["claim_id", "doc_a", "doc_b", "reason", "passage_id", "origin"],
    "incidents": ["incident_id"],
    "problems": ["chapter", "doc_id", "step"],
    "decisions": ["file", "row"],
}
LOGS = ("decisions", "problems")  # each chapter writes its own (`decisions-overlap`), and nobody corrects them
CORRECTED = {
    "type": "list",
    "values": "",
    "empty": "yes",
    "description": "Columns that a person changed; empty if none",
}


@cache
def columns(table: str) -> dict[str, dict[str, str]]:
    """The columns of one table in order, each with its ``type, values, empty, description``.

    Every table but `LOGS` ends with ``corrected`` (columns a person changed).
    """
    if table not in KEYS:
        raise ProblemError(f"no table is called {table}; there are {', '.join(KEYS)}")
    with Path(__file__).with_name("dictionary.csv").open(encoding="utf-8", newline="") as file:
        found = {row.pop("column"): row for row in csv.DictReader(file) if row.pop("table") == table}
    return found if table in LOGS else found | {"corrected": CORRECTED}


def cast(table: str, column: str, value: str) -> object:
    """``value``, a text a person wrote, as ``column`` of ``table`` holds it; a `ValueError` says what is allowed.

    An unknown number is None.
    """
    about = columns(table)[column]
    if not value:
        if about["empty"] == "no":
            raise ValueError("is empty, and this column is never unknown")
        return None if about["type"] in NUMBERS else ""
    if about["type"] == "integer":
        return int(value)
    if about["type"] == "number":
        return float(value)
    if about["type"] == "boolean":
        if value.lower() not in ("true", "false"):
            raise ValueError("is neither true nor false")
        return value.lower() == "true"
    if about["type"] == "choice" and value not in about["values"].split(SEPARATOR):
        raise ValueError(f"is none of {about['values']}")
    if about["type"] == "date" and not re.fullmatch(DATE_PATTERN, value):
        raise ValueError("is no date; write it as 2017-08-12")
    return value
