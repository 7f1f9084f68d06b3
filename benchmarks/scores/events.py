"""The timeline, measured on stories: events that several outlets of this project's making tell, annotated by hand.

Collections in ``invented/``: ``stories`` is for mending, ``stories_held_out`` was annotated before its first run and is
not to be looked at. ``<name>.jsonl`` holds the articles, ``<name>_events.csv`` a row for each event that a sentence
tells (``article_id, event, quote, date_start, date_end, place, place_key``), ``<name>_names.csv`` the names, whose
``key`` says which of them stand for one place. Pairs are counted as in the evaluation of coreference by links
(Vilain et al., 1995, in the form of BLANC: Recasens and Hovy, 2011): over the sentences that were found.

`python benchmarks/scores/events.py --errors` prints every difference of the collection that is mended on.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers import ROOT, tables
from scores.casualties import prefixed, run, share

FOLDER = ROOT / "benchmarks" / "invented"
COLLECTIONS = {"stories: ": "stories", "stories held out: ": "stories_held_out"}
CHAPTERS = ("01_ingestion", "02_entity_timelines")
ALIKE = 85  # similarity (0 to 100) from which two spellings of a place are one


def score(data: Path) -> list[dict]:
    """Rows ``measure, value (percent), n, definition`` for the collections that are there; ``data`` is not used."""
    rows = []
    for prefix, name in COLLECTIONS.items():
        if (FOLDER / f"{name}.jsonl").exists():
            with tempfile.TemporaryDirectory() as scratch:
                rows += prefixed(prefix, measures(*read(FOLDER / name, scratch)))
    return rows


def read(collection: Path, folder: str | Path, made: bool = False) -> tuple[pd.DataFrame, pd.DataFrame, dict]:
    """The gold of a collection with its spans, the timeline of the package, and the spellings of each place.

    ``folder``: where the chapters are run; ``made``: its tables are there already.
    """
    gold = pd.read_csv(f"{collection}_events.csv", dtype=str, keep_default_na=False)
    outputs = Path(folder) / "outputs"
    if not made:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        shutil.copy(f"{collection}.jsonl", seeds / "articles.jsonl")
        for chapter in CHAPTERS:
            run(chapter, seeds=str(seeds), outputs=str(outputs))
    texts = tables.read_texts(outputs, gold["article_id"].unique())
    spans = [span(texts.get(row.article_id, ""), row.quote) for row in gold.itertuples()]
    gold[["start", "end"]] = pd.DataFrame(spans, index=gold.index)
    names = pd.read_csv(f"{collection}_names.csv", dtype=str, keep_default_na=False)
    spellings = names.groupby("key")["quote"].agg(lambda quotes: sorted(set(quotes))).to_dict()
    return gold, tables.read(outputs, "timeline"), spellings


def span(text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands in a text, whatever the spaces between its words; (-1, -1) if it does not."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else (-1, -1)


def measures(gold: pd.DataFrame, timeline: pd.DataFrame, spellings: dict[str, list[str]]) -> list[dict]:
    """Every measure of ``timeline`` against ``gold``."""
    wanted, rows = gold.to_dict("records"), timeline.to_dict("records")
    told = matched(wanted, rows)
    sentences = {(one["article_id"], one["start"], one["end"]): False for one in wanted}
    for i, one in enumerate(wanted):
        sentences[one["article_id"], one["start"], one["end"]] |= i in told
    verdicts = list(judged(wanted, rows, told, spellings))
    right = {name: [hit for _, _, cell, hit in verdicts if cell == name] for name in ("date", "place")}
    recall, precision = links(wanted, rows, told)
    return [
        share("event sentences found", list(sentences.values()), "annotated sentences that a row of the timeline has"),
        share("rows right", [j in set(told.values()) for j in range(len(rows))], "rows that an annotated sentence has"),
        share("right date", right["date"], "first and last day as annotated (of one of its events), of those found"),
        share(
            "right place",
            right["place"],
            "the annotated place: one name in the other, or alike; or none; of those found",
        ),
        share("pairs joined", recall, "pairs of found sentences of two articles on one event that share event_group"),
        share("pairs right", precision, "pairs of annotated sentences that share event_group, and an event"),
    ]


def matched(wanted: list[dict], rows: list[dict]) -> dict[int, int]:
    """Index of the row that has most of each annotated quote, where there is one that has half of it."""
    by_doc = defaultdict(list)
    for j, row in enumerate(rows):
        by_doc[row["doc_id"]].append((j, row))
    told = {}
    for i, one in enumerate(wanted):
        shared = [
            (min(row["end"], one["end"]) - max(row["start"], one["start"]), -j) for j, row in by_doc[one["article_id"]]
        ]
        most, j = max(shared, default=(0, 0))
        if most > (one["end"] - one["start"]) / 2:
            told[i] = -j
    return told


def judged(wanted: list[dict], rows: list[dict], told: dict[int, int], spellings: dict) -> Iterator[tuple]:
    """For each row that was asked for: the annotated events of its sentence, the row, the column, whether right."""
    events = defaultdict(list)
    for i, j in told.items():
        events[j].append(wanted[i])
    for j, ones in sorted(events.items()):
        row = rows[j]
        yield ones, row, "date", any(same_date(one, row) for one in ones)
        yield ones, row, "place", any(same_place(one, row, spellings) for one in ones)


def same_date(one: dict, row: dict) -> bool:
    """Whether first and last day agree."""
    return all(one[name] == row[name] for name in ("date_start", "date_end"))


def same_place(one: dict, row: dict, spellings: dict[str, list[str]]) -> bool:
    """Whether the place is named as the annotated one is anywhere in the collection, or both are unknown."""
    if not one["place"] or not row["place"]:
        return one["place"] == row["place"]
    names = [name.lower() for name in (one["place"], *spellings.get(one["place_key"], []))]
    ours = row["place"].lower()
    return any(name in ours or ours in name or fuzz.ratio(name, ours) >= ALIKE for name in names)


def links(wanted: list[dict], rows: list[dict], told: dict[int, int]) -> tuple[list[bool], list[bool]]:
    """For pairs of sentences: whether those of one event in two articles are joined, and those joined of one."""
    events = defaultdict(set)
    for i, j in told.items():
        events[j].add(wanted[i]["event"])
    recall, precision = [], []
    for one, other in combinations(sorted(events), 2):
        joined = rows[one]["event_group"] == rows[other]["event_group"]
        same = bool(events[one] & events[other])
        if same and rows[one]["doc_id"] != rows[other]["doc_id"]:
            recall.append(joined)
        if joined:
            precision.append(same)
    return recall, precision


def main() -> None:
    """Print what differs in the collection that is mended on."""
    with tempfile.TemporaryDirectory() as scratch:
        gold, timeline, spellings = read(FOLDER / "stories", scratch)
    print_errors(gold, timeline, spellings)


def print_errors(gold: pd.DataFrame, timeline: pd.DataFrame, spellings: dict) -> None:
    """Each annotated sentence without a row, row without an annotated sentence, and wrong cell."""
    wanted, rows = gold.to_dict("records"), timeline.to_dict("records")
    told = matched(wanted, rows)
    for i, one in enumerate(wanted):
        if i not in told:
            print("missing", one["article_id"], one["event"], one["date_start"], "|", one["quote"])
    for j, row in enumerate(rows):
        if j not in set(told.values()):
            print("extra", row["doc_id"], row["date_start"], row["date_basis"], "|", " ".join(row["sentence"].split()))
    for ones, row, cell, right in judged(wanted, rows, told, spellings):
        if not right:
            keys = ("date_start", "date_end", "date_basis") if cell == "date" else ("place",)
            asked = [[one[key] for key in keys if key in one] for one in ones]
            print(cell, row["doc_id"], asked, [row[key] for key in keys], "|", " ".join(row["sentence"].split()))


if __name__ == "__main__":
    main()
