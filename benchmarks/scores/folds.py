"""Casualty figures on five folds by outlet, each with word lists that know nothing of the outlets scored (`score`).

Rules cannot be fitted anew by a machine, word lists can: for each fold, every row of a casualties word list whose words
occur in the fold's articles and in none of the other outlets' is taken out, as if nobody had read those articles. Facts
of public knowledge (names, agencies, countries) and the words of numbers stay. The rest of the program is as it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from helpers import ROOT, ProblemError, knowledge, tables
from scores.casualties import FOLDS, made, measure, measures

FACTS = {"names", "agencies", "countries", "number_words", "vague_numbers"}
FORMS = {
    "harm_words": ["present", "past", "participle", "gerund", "word"],
    "victim_words": ["word", "plural"],
}  # columns with the words of a row, where they are not the first one alone
SHOWN = ["figure found", "lead exact", "children, women", "group", "place"]
RUN = (
    "import sys; from scores.casualties import run; run('03_casualty_figures', seeds=sys.argv[1], outputs=sys.argv[2])"
)


def score(data: Path) -> list[dict]:
    """Rows ``measure, value (percent), n, definition``: each measure in the lowest fold and over all five together."""
    gold = pd.read_csv(data / "fakes_dev" / "gold.csv", dtype=str, keep_default_na=False)
    articles = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False)
    by_fold = folds(articles)
    texts = tables.read_texts(made(data) / "outputs", articles["id"])
    lists = casualties_lists()
    found, left_out = [], 0
    for outlets in by_fold:
        inside = articles["outlet"].isin(outlets)
        theirs, others = (joined(texts, articles.loc[part, "id"]) for part in (inside, ~inside))
        fold = articles[inside]
        with tempfile.TemporaryDirectory() as folder:
            left_out += rewritten(Path(folder), lists, theirs, others)
            figures = figures_by(Path(folder), made(data))
        figures = figures[figures["doc_id"].isin(fold["id"])]
        rows = measures(gold[gold["id"].isin(fold["id"])], figures, dict(zip(fold["id"], fold["outlet"], strict=True)))
        found.append({row["measure"]: row for row in rows})
    about = f"word lists without the {left_out / FOLDS:.0f} rows a fold that only its own outlets use"
    return [row for name in SHOWN for row in summary(name, [fold[name] for fold in found], about)]


def summary(name: str, rows: list[dict], about: str) -> list[dict]:
    """The lowest fold and all folds together, weighted by what they score."""
    n = sum(row["n"] for row in rows)
    value = sum(row["value"] * row["n"] for row in rows) / n
    lowest = min(rows, key=lambda row: row["value"])
    return [
        measure(f"{name}, five folds", value, n, about),
        measure(f"{name}, lowest fold", lowest["value"], lowest["n"], f"the lowest of the five; {about}"),
    ]


def folds(articles: pd.DataFrame) -> list[list[str]]:
    """Outlets dealt out to `FOLDS` folds of about as many articles, the largest outlets first."""
    sizes = articles["outlet"].value_counts()
    dealt: list[list[str]] = [[] for _ in range(FOLDS)]
    for outlet in sorted(sizes.index, key=lambda name: (-sizes[name], name)):
        min(dealt, key=lambda fold: sum(sizes[name] for name in fold)).append(outlet)
    return dealt


def casualties_lists() -> list[str]:
    """The word lists of the casualties room, as the Makefile names them, without lists of facts."""
    line = re.search(r"^casualties_KNOWLEDGE := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    return sorted(set(line[1].split()) - FACTS)


def joined(texts: dict[str, str], doc_ids: pd.Series) -> str:
    """The words of articles, in lower case with one space between."""
    text = " ".join(texts[doc_id] for doc_id in doc_ids if doc_id in texts)
    return f" {plain(text)} "


def plain(text: str) -> str:
    """The words of ``text`` in lower case with one space between."""
    return " ".join(re.findall(r"[\w’]+", text.lower()))


def rewritten(folder: Path, lists: list[str], theirs: str, others: str) -> int:
    """Copy package and notebooks into ``folder``, rows that only ``theirs`` uses left out; returns how many."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns("*checkpoints"))
    gone = 0
    for name in lists:
        table = knowledge.load(name)
        columns = FORMS.get(name, [table.columns[0]])
        forms = table[columns].agg("|".join, axis=1).str.split("|")
        words = [{plain(form) for form in row} - {""} for row in forms]
        keep = [
            not any(f" {word} " in theirs for word in row) or any(f" {word} " in others for word in row)
            for row in words
        ]
        gone += keep.count(False)
        table[keep].to_csv(folder / "src" / "helpers" / "knowledge" / f"{name}.csv", index=False)
    return gone


def figures_by(folder: Path, work: Path) -> pd.DataFrame:
    """The figures that the package in ``folder`` finds in the tables and parses of ``work``."""
    outputs = folder / "outputs"
    shutil.copytree(work / "outputs" / "tables", outputs / "tables")
    for name in ("text", ".store"):
        (outputs / name).symlink_to(work / "outputs" / name)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([f"{folder}/src", str(ROOT / "benchmarks")])}
    command = [sys.executable, "-c", RUN, str(work / "seeds"), str(outputs)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProblemError(f"a fold could not be run: {done.stderr.strip()[-500:]}")
    return tables.read(outputs, "casualty_figures")
