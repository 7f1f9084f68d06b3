"""The figures that stand for an article: one for each harm."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from helpers import tables

OPENING = 600  # code points: a figure stated here belongs to the opening
NEAR = 1.5  # a printed number replaces a rounder one of the headline if it is at most this much larger
DAYS = 31  # a total over no more days than these may be the event of an article
HEADING = 120  # code points: a sentence below this without a mark at its end is a heading
CLOSED = re.compile(r"[.!?”\"’')]$")
ITEM = re.compile(r"[-–—•*·▪◦●■] ")
NEEDED = ["figure_id", "doc_id", "start", "harm", "scope", "part_of", "sentence", "in_title"]
COUNTED = ["count_min", "count_max", "bound", "victim_group", "victim_detail"]


def mark(figures: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """``figures`` with `lead`: for each article and harm the figure of the event in its headline or opening.

    The number of a headline or subheading is quoted where the text states it first, and a vague or rounded one
    ("dozens", "more than 50") gives way to the first exact number it allows. Without one the first incident figure
    that is no part of another leads. Cumulative figures never lead, but for a total over some days up to the article
    ("in two weeks of fighting") that its headline or opening states: that is its event.
    """
    flags = {name: figures[name] if name in figures else [False] * len(figures) for name in ("adds", "former")}
    rows = [row | {"at": at} for at, row in enumerate(tables.records(figures[[*NEEDED, *COUNTED]].assign(**flags)))]
    told: dict[tuple[str, str], list[dict]] = {}
    for row in rows:
        told.setdefault((row["doc_id"], row["harm"]), []).append(row)
    leads = set()
    for part in told.values():
        if incidents := [row for row in part if row["scope"] == "incident" or days_told(row, figures)]:
            leads.add(total(part, choose(incidents))["at"])
    return figures.assign(lead=[row["at"] in leads for row in rows])


def days_told(row: dict, figures: pd.DataFrame) -> bool:
    """Whether a total is one over a few days with a first and a last, in the headline or opening."""
    if "date_end" not in figures or not (row["in_title"] or row["start"] < OPENING):
        return False
    first, last = figures["date_start"].iloc[row["at"]], figures["date_end"].iloc[row["at"]]
    known = len(first) == len(last) == len("2017-08-12")
    return known and (date.fromisoformat(last) - date.fromisoformat(first)).days <= DAYS


def total(part: list[dict], row: dict) -> dict:
    """The total, where the text tells the headline's figure ("kills 11 children") as part of one; else ``row``."""
    parts = [
        other
        for other in part
        if other["part_of"] and same(other, row, "count_min") and other["victim_detail"] == row["victim_detail"]
    ]
    if not row["victim_detail"] or not parts:
        return row
    whole = next((other for other in part if other["figure_id"] == parts[0]["part_of"]), row)
    return whole if whole["scope"] == "incident" else row


def same(one: dict, other: dict, *columns: str) -> bool:
    """Whether two figures have the same, known cells."""
    return all(not pd.isna(one[name]) and not pd.isna(other[name]) and one[name] == other[name] for name in columns)


def heading(row: dict) -> bool:
    """Whether a figure's sentence reads as a heading: the title's, or short without a mark at its end; no item."""
    sentence = row["sentence"].strip()
    if sentence.endswith(":") or ITEM.match(sentence):
        return bool(row["in_title"])
    return bool(row["in_title"]) or (len(sentence) < HEADING and not CLOSED.search(sentence))


def choose(part: list[dict]) -> dict:
    """The lead among the incident figures of one harm in one article."""
    wholes = [
        row
        for row in part
        if (not row["part_of"] or row["adds"])
        and not row["former"]
        and (pd.isna(row["count_max"]) or row["count_max"] > 0)
    ]
    part = wholes or part
    headings = [row for row in part if heading(row)]
    told = [row for row in part if not heading(row)]
    first = (headings or part)[0]
    if headings:
        repeated = [row for row in told if same(row, first, "count_min", "bound")]
        if first["bound"] in ("exact", "range"):
            return first_of(repeated, [row for row in told if same(row, first, "count_min")], [first])
    else:
        repeated = told[:1]
    return first_of([row for row in told if sharper(row, first)], repeated, [first])


def first_of(*choices: Iterable[dict]) -> dict:
    """The first row of the first choice that has one."""
    return next(row for rows in choices for row in rows)


def sharper(row: dict, first: dict) -> bool:
    """Whether a figure states what ``first`` leaves vague or open: a number it allows, of the same kind of people."""
    value = row["count_max"] if pd.isna(row["count_min"]) else row["count_min"]
    if pd.isna(value) or pd.isna(first["count_min"]):
        return False
    if first["victim_group"] != "unknown" and row["victim_group"] not in (first["victim_group"], "unknown"):
        return False
    if first["bound"] == "vague" and (heading(first) or first["start"] < OPENING):
        return row["bound"] != "vague" and first["count_min"] * 0.5 <= value <= first["count_min"] * 20
    if first["bound"] in ("at_least", "about") and first["in_title"]:
        return row["bound"] in ("exact", "at_least") and first["count_min"] < value <= first["count_min"] * NEAR
    return False
