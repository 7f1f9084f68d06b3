"""Date expressions, measured as TempEval-3 did on annotated news (`score`)."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from helpers import language
from helpers.timelines import dates


def score(data: Path, store: str | Path = "") -> list[dict]:
    """Measures of `timelines.dates` on ``data/meantime_dev``: rows ``measure, value (percent), n, definition``.

    ``store``: folder that keeps the parses; empty: a temporary one.
    """
    articles, gold = load(data / "meantime_dev")
    with tempfile.TemporaryDirectory() as folder:
        docs = language.parse({name: article["text"] for name, article in articles.items()}, store=store or folder)
    documents = pd.DataFrame(
        [{"doc_id": name, "published": article["published"]} for name, article in articles.items()]
    )
    found = dates.find(docs, documents)
    rows = {name: part.to_dict("records") for name, part in found.groupby("doc_id")}
    return measures(gold, {name: rows.get(name, []) for name in articles})


def load(folder: Path) -> tuple[dict[str, dict], dict[str, list[dict]]]:
    """The articles and their annotated expressions, by id."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {article["id"]: article for article in map(json.loads, lines)}
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return articles, {article["id"]: article["timex"] for article in map(json.loads, lines)}


def measures(gold: dict[str, list[dict]], found: dict[str, Sequence[dict]]) -> list[dict]:
    """Relaxed, strict and value F1, and the share of the annotated full dates whose value is right."""
    relaxed = strict = value = full = days = 0
    n_gold, n_found = sum(map(len, gold.values())), sum(map(len, found.values()))
    for name, expected in gold.items():
        for pair in pairs(expected, found[name]):
            relaxed += 1
            strict += pair[0]["start"] == pair[1]["start"] and pair[0]["end"] == pair[1]["end"]
            value += pair[0]["value"] == pair[1]["timex_value"]
        for timex in expected:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", timex["value"]):
                days += 1
                full += any(overlap(timex, row) and row["timex_value"] == timex["value"] for row in found[name])
    f1 = {key: 200 * hits / (n_gold + n_found) for key, hits in {"r": relaxed, "s": strict, "v": value}.items()}
    return [
        measure("dates, relaxed F1", f1["r"], n_gold, "expressions found that overlap an annotated one, pair by pair"),
        measure("dates, strict F1", f1["s"], n_gold, "pairs with exactly the same span"),
        measure("dates, value F1", f1["v"], n_gold, "pairs with the same TIMEX3 value"),
        measure("dates, full dates right", 100 * full / days, days, "annotated YYYY-MM-DD that an overlap has"),
    ]


def measure(name: str, percent: float, n: int, definition: str) -> dict:
    """One row of a score."""
    return {"measure": name, "value": round(percent, 1), "n": n, "definition": definition}


def pairs(expected: Sequence[dict], found: Sequence[dict]) -> list[tuple[dict, dict]]:
    """Annotated and found expressions that overlap, each used once, those with the same span first."""
    options = [
        (not (one["start"] == row["start"] and one["end"] == row["end"]), i, j)
        for i, one in enumerate(expected)
        for j, row in enumerate(found)
        if overlap(one, row)
    ]
    made, left, right = [], set(), set()
    for _, i, j in sorted(options):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            made.append((expected[i], found[j]))
    return made


def overlap(one: dict, other: dict) -> bool:
    """Whether two spans share a code point."""
    return one["start"] < other["end"] and other["start"] < one["end"]
