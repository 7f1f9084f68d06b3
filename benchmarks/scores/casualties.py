"""Casualty figures, measured on annotated news of the Syrian war (`score`).

The articles go through chapters 01 to 03 as the notebooks have them, up to *Look*. An annotation counts only where
two of them name the same number; other figures of an article are no errors, so the table also says how many there are.
"""

from __future__ import annotations

import atexit
import json
import math
import re
import shutil
import tempfile
import unicodedata
from functools import cache
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from helpers import ROOT, tables

CHAPTERS = ["01_ingestion", "02_entity_timelines", "03_casualty_figures"]
GROUPS = ("civilian", "combatant")
PARTS = ("children", "women")
ALIKE = 75  # similarity (0 to 100) from which two spellings of a place are one: Hasakeh, Al-Hasakah
FOLDS = 5


def score(data: Path, outputs: str | Path = "") -> list[dict]:
    """Measures of the casualties room on ``data/fakes_dev``: rows ``measure, value (percent), n, definition``.

    ``outputs``: a folder with the tables of chapters 01 to 03 on these articles; empty: they are made.
    """
    gold = pd.read_csv(data / "fakes_dev" / "gold.csv", dtype=str, keep_default_na=False)
    articles = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False)
    figures = tables.read(outputs or made(data) / "outputs", "casualty_figures")
    return measures(gold, figures, dict(zip(articles["id"], articles["outlet"], strict=True)))


@cache
def made(data: Path) -> Path:
    """A folder with the case ``seeds`` of these articles and its ``outputs`` of chapters 01 to 03, until this ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    seeds, outputs = Path(folder.name, "seeds"), Path(folder.name, "outputs")
    seeds.mkdir()
    shutil.copy(data / "fakes_dev" / "articles.csv", seeds / "articles.csv")
    for chapter in CHAPTERS:
        run(chapter, seeds=str(seeds), outputs=str(outputs))
    return Path(folder.name)


def run(chapter: str, **parameters: str) -> None:
    """Run the code of a notebook up to *Look* in this process, with ``parameters`` instead of its own."""
    notebook = json.loads((ROOT / "notebooks" / f"{chapter}.ipynb").read_text("utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("## Look"):
            return
        if cell["cell_type"] == "code":
            exec(compile(source, chapter, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(parameters)


def measures(gold: pd.DataFrame, figures: pd.DataFrame, outlets: dict[str, str]) -> list[dict]:
    """Every measure of ``figures`` against ``gold`` (both by article)."""
    killed = figures[figures["harm"] == "killed"]
    by_article = dict(list(killed.groupby("doc_id")))
    nothing = killed.iloc[:0]
    found, parts, groups, leads, places = [], [], [], [], []
    for row in gold.to_dict("records"):
        part = by_article.get(row["id"], nothing)
        numbers = {group: int(float(row[f"{group}_from_span"])) for group in GROUPS + PARTS if agreed(row, group)}
        for group in PARTS:
            if group in numbers:
                parts.append(not with_number(part, numbers[group]).empty)
        for group in GROUPS:
            if group in numbers:
                hits = with_number(part, numbers[group])
                found.append(not hits.empty)
                if not hits.empty and (group == "combatant" or "civilian" in row[f"{group}_span"].lower()):
                    groups.append((hits["victim_group"] == group).any())
        events = {numbers[group] for group in GROUPS if group in numbers}
        if events:
            lead = part[part["lead"]]
            leads.append(any(not with_number(lead, number).empty for number in events))
            if len(lead) and (row["place"] or row["governorate"]):
                places.append(same_place(lead.iloc[0], row))
    n_documents = len(outlets)
    harmed, led = figures["doc_id"].nunique(), figures.loc[figures["lead"], "doc_id"].nunique()
    return [
        share("figure found", found, "agreed civilian and combatant numbers that a killed figure of the article has"),
        share("lead exact", leads, "articles with an agreed number whose lead killed figure has one of them"),
        share("children, women", parts, "agreed numbers of children and women that a killed figure has"),
        share("group", groups, "of the figures found whose span says civilian or combatant: the same victim_group"),
        share("place", places, "of the lead figures: place or admin1 names the annotated place or governorate"),
        measure("figures per article", len(figures) / n_documents, n_documents, "rows of casualty_figures per article"),
        measure("articles with a lead", 100 * led / max(harmed, 1), harmed, "of the articles with any figure, percent"),
    ]


def agreed(row: dict, group: str) -> bool:
    """Whether two annotations name the same number for ``group``."""
    return row[f"{group}_agree"] == "True" and bool(row[f"{group}_from_span"])


def with_number(part: pd.DataFrame, number: int) -> pd.DataFrame:
    """The figures of ``part`` that have ``number`` at either end."""
    return part[part["count_min"].eq(number).fillna(False) | part["count_max"].eq(number).fillna(False)]


def same_place(figure: pd.Series, row: dict) -> bool:
    """Whether the figure's place or province names the annotated place or governorate."""
    ours = [squeezed(figure[name]) for name in ("place", "admin1") if figure[name]]
    theirs = [squeezed(row[name]) for name in ("place", "governorate") if row[name]]
    return any(a in b or b in a or fuzz.ratio(a, b) >= ALIKE for a in ours for b in theirs if a and b)


def squeezed(name: str) -> str:
    """The letters of a place's name, without accents and the Arabic article."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", re.sub(r"\b(al|el|ad|ar|as|az|deir ez)[- ]|['’`]", "", plain))


def share(name: str, hits: list, definition: str) -> dict:
    """A share in percent with its 95 % interval (Wilson 1927)."""
    n, z = len(hits), 1.96
    if not n:
        return measure(name, 0.0, 0, definition)
    p = sum(map(bool, hits)) / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    interval = f"{100 * (middle - half):.1f} to {100 * (middle + half):.1f}"
    return measure(name, 100 * p, n, definition) | {"interval": interval}


def measure(name: str, value: float, n: int, definition: str) -> dict:
    """One row of the result."""
    return {"measure": name, "value": round(value, 1), "n": n, "definition": definition}


def prefixed(prefix: str, rows: list[dict]) -> list[dict]:
    """The rows of a collection, their measures named after it."""
    return [row | {"measure": prefix + row["measure"]} for row in rows]


def first_run(room: str) -> list[dict]:
    """What collections measured last before anybody read their differences: "held out 2" to 5."""
    kept = pd.read_csv(ROOT / "benchmarks" / "invented" / "first_run.csv", keep_default_na=False)
    part = kept[kept["room"] == room].drop(columns="room").to_dict("records")
    rows = [{name: value for name, value in row.items() if value != ""} for row in part]
    return [row | {"value": float(row["value"]), "n": int(row["n"])} for row in rows]
