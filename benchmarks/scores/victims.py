"""Persons harmed, one by one, measured on articles retold from the news and annotated by a second reader (`score`).

``invented/retold_victims.csv`` has a row for every person who is killed, injured, missing or detained and is named, or
described by age, role or kinship; the articles are those of ``invented/retold.jsonl``. The rules were mended on these.
``retold_2``, 4, 5 and 6 were held out until they were read; ``first_run.csv`` keeps what they measured last before
that, as "held out 2" to 5. ``held_out_6`` is not looked at. A row of the package is that person's if both have the
name, or, where the annotated person has none, if it shares text with the annotated quote. An empty age says that the
article gives none; an empty sex, role or name judges nothing.

`python benchmarks/scores/victims.py [OUTPUTS]` prints every difference of the collections that are mended on, and the
measures (`OUTPUTS`: as of `invented.py`).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers import ROOT, tables
from scores.casualties import CHAPTERS, first_run, measure, prefixed, run, share

FOLDER = ROOT / "benchmarks" / "invented"
COLLECTIONS = {
    "retold: ": ("retold.jsonl", "retold_victims.csv"),
    "retold 2: ": ("retold_2.jsonl", "retold_2_victims.csv"),
    "retold 3: ": ("retold_3.jsonl", "retold_3_victims.csv"),
    "retold 4: ": ("retold_4.jsonl", "retold_4_victims.csv"),
    "retold 5: ": ("retold_5.jsonl", "retold_5_victims.csv"),
    "retold 6: ": ("retold_6.jsonl", "retold_6_victims.csv"),
    "held out 6: ": ("held_out_6.jsonl", "held_out_6_victims.csv"),
}
ALIKE = 90  # similarity (0 to 100) from which two spellings of a name are one
COLUMNS = ("age", "sex", "role", "harm", "figure")


def score(data: Path) -> list[dict]:
    """Rows ``measure, value (percent), n, definition`` on ``benchmarks/invented``; ``data`` is not used."""
    rows = [row for prefix in COLLECTIONS for row in prefixed(prefix, measures(*read(prefix)))]
    return rows + first_run("victims")


def read(collection: str, outputs: str | Path = "") -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """The annotated persons, those of the package, and the texts; ``outputs``: tables of chapters 01 to 03, if made."""
    articles, annotated = COLLECTIONS[collection]
    gold = pd.read_csv(FOLDER / annotated, dtype=str, keep_default_na=False)
    with tempfile.TemporaryDirectory() as folder:
        if not outputs:
            outputs, seeds = Path(folder) / "outputs", Path(folder) / "seeds"
            seeds.mkdir()
            shutil.copy(FOLDER / articles, seeds / "articles.jsonl")
            for chapter in CHAPTERS:
                run(chapter, seeds=str(seeds), outputs=str(outputs))
        persons, documents = tables.read(outputs, "victims"), tables.read(outputs, "documents")
        texts = dict(tables.read_texts(outputs, documents["doc_id"]))
    starts = [texts.get(row.doc_id, "").find(row.quote) for row in gold.itertuples()]
    gold = gold.assign(start=starts)
    return gold.assign(end=gold["start"] + gold["quote"].str.len()), persons, texts


def measures(gold: pd.DataFrame, persons: pd.DataFrame, texts: dict[str, str]) -> list[dict]:
    """Every measure of ``persons`` against ``gold``."""
    wanted, rows = gold.to_dict("records"), persons.to_dict("records")
    pairs = matched(wanted, rows)
    known = [any(same(one, row) for one in wanted) for row in rows]  # a person told of twice is found twice
    verdicts = list(judged(wanted, rows, pairs))
    return [
        share("persons found", [i in pairs for i in range(len(wanted))], "annotated persons with a row: name or quote"),
        share("persons right", known, "rows that are an annotated person's"),
        *(
            share(f"right {column}", [right for _, _, name, right in verdicts if name == column], meaning(column))
            for column in COLUMNS
        ),
        measure("persons per article", len(rows) / max(len(texts), 1), len(texts), "rows of victims"),
    ]


def meaning(column: str) -> str:
    """What is measured in ``column``."""
    if column == "figure":
        return "persons found who are linked with a figure of their harm"
    return f"the annotated {column}, of the persons found" + (" whose it is known" if column in ("sex", "role") else "")


def matched(wanted: list[dict], rows: list[dict]) -> dict[int, int]:
    """Index of the row for every annotated person who was found: of the same harm before others, the first before."""
    pairs: dict[int, int] = {}
    for i, one in enumerate(wanted):
        options = [
            (one["harm"] != row["harm"], j) for j, row in enumerate(rows) if j not in pairs.values() and same(one, row)
        ]
        if options:
            pairs[i] = min(options)[1]
    return pairs


def same(one: dict, row: dict) -> bool:
    """Whether a row is of an annotated person."""
    if one["doc_id"] != row["doc_id"]:
        return False
    if one["name"]:
        return bool(row["name"]) and fuzz.token_set_ratio(one["name"].lower(), row["name"].lower()) >= ALIKE
    return one["start"] >= 0 and one["start"] < row["end"] and row["start"] < one["end"]


def judged(wanted: list[dict], rows: list[dict], pairs: dict[int, int]) -> Iterator[tuple[dict, dict, str, bool]]:
    """Each judged cell of the persons found: annotated person, row, column, whether right."""
    for i, j in sorted(pairs.items()):
        one, row = wanted[i], rows[j]
        yield one, row, "age", one["age"] == ("" if pd.isna(row["age"]) else str(row["age"]))
        yield one, row, "harm", one["harm"] == row["harm"]
        yield one, row, "figure", bool(row["figure_id"])
        if one["sex"]:
            yield one, row, "sex", one["sex"] == row["sex"]
        if one["role"]:
            yield one, row, "role", one["role"].lower() in row["role"].lower()


def errors(gold: pd.DataFrame, persons: pd.DataFrame, texts: dict[str, str]) -> Iterator[str]:
    """One readable line for every difference."""
    wanted, rows = gold.to_dict("records"), persons.to_dict("records")
    pairs = matched(wanted, rows)
    for i, one in enumerate(wanted):
        if i not in pairs:
            yield f"{one['doc_id']} | MISSED | {one['quote']} | {one['harm']}"
    for row in rows:
        if not any(same(one, row) for one in wanted):
            found = " ".join(str(row[name]) for name in ("name", "age", "role", "harm"))
            yield f"{row['doc_id']} | EXTRA | {found} | {row['sentence']}"
    for one, row, column, right in judged(wanted, rows, pairs):
        if not right:
            both = f"{one.get(column, '')} | got {row.get(column, '')}"
            yield f"{one['doc_id']} | WRONG {column} | {one['quote']} | {both}"


if __name__ == "__main__":
    found = []
    for prefix in COLLECTIONS:
        folder = Path(sys.argv[1]) / prefix.strip(": ").replace(" ", "_") if sys.argv[1:] else ""
        tables_read = read(prefix, folder)
        if not prefix.startswith("held out"):
            print(*errors(*tables_read), sep="\n")
        found += prefixed(prefix, measures(*tables_read))
    print(pd.DataFrame(found)[["measure", "value", "n"]].to_string(index=False))
