"""Names: of the pairs of spellings that stand for one thing, how many share an entity, and the reverse.

Gold: `meantime_dev`, whose named mentions carry the instance they stand for, the same across articles. A gold mention
has the entity of the mention of ours that shares at least half of their joint length; none, if there is none.

Gold mentions run over whole appositions ("European airframer Airbus"), and name products and stock indices, which are
none of the kinds of an entity. So every measure comes a second time, "by name": for persons, organisations and places
only, a gold mention has the entity of the mention of ours that covers at least half of its own name, the last run of
capitalised words before its first comma or bracket, and it of ours.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pandas as pd

from helpers import language, tables
from helpers.timelines import names

KINDS = ("PER", "ORG", "LOC")  # of the gold: those an entity may be
NAME = re.compile(r"[A-Z0-9][\w.&'’-]*(?: (?:of |for |and |the )*[A-Z0-9][\w.&'’-]*)*")
OVERLAP = 0.5  # least share of the joint length (Jaccard) at which two spans are one mention


def score(data: Path, *, store: str | Path = "") -> list[dict]:
    """Rows ``measure, value, n, definition`` for ``data/meantime_dev``; without rows if it is not there."""
    folder = data / "meantime_dev"
    if not folder.is_dir():
        return []
    texts = {row["id"]: row["text"] for row in map(json.loads, (folder / "articles.jsonl").open(encoding="utf-8"))}
    gold = list(map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as scratch:
        docs = language.parse(texts, store=store or scratch)
    aliases = tables.empty("documents").iloc[:0].reindex(columns=["name", "alias", "kind", "notes", "row"])
    _, mentions, _ = names.find(docs, pd.DataFrame({"doc_id": list(docs)}), aliases)
    named = [article | {"names": list(map(own, filter(in_scope, article["names"])))} for article in gold]
    by_name = [row | {"measure": f"{row['measure']}, by name"} for row in rows(pairs(named, mentions))]
    return rows(pairs(gold, mentions)) + by_name


def in_scope(name: dict) -> bool:
    """Whether a gold mention is of a person, an organisation or a place."""
    return name["kind"] in KINDS


def own(name: dict) -> dict:
    """A gold mention cut to its own name: without what stands before it, and after a comma or bracket behind it."""
    opening = re.split(r"[,(]", name["text"])[0]
    runs = list(NAME.finditer(opening)) or list(NAME.finditer(name["text"]))
    if not runs:
        return name
    text = re.sub(r"['’]s?$", "", runs[-1].group())
    start = name["start"] + runs[-1].start()
    return name | {"text": text, "start": start, "end": start + len(text)}


def pairs(gold: list[dict], mentions: pd.DataFrame) -> pd.DataFrame:
    """One row a gold mention: spelling, instance, entity (empty if we have none)."""
    ours = dict(tuple(mentions.groupby("doc_id")))
    found = []
    for article in gold:
        spans = ours.get(article["id"], mentions.iloc[:0])[["start", "end", "entity_id"]].itertuples(index=False)
        spans = list(spans)
        for name in article["names"]:
            best = max(spans, key=lambda span, name=name: jaccard(span, name), default=None)
            entity = best.entity_id if best is not None and jaccard(best, name) >= OVERLAP else ""
            found.append((" ".join(name["text"].split()), name["instance"], entity))
    return pd.DataFrame(found, columns=["spelling", "instance", "entity"])


def jaccard(span, name: dict) -> float:
    """The share of the joint length of two spans that both cover."""
    common = min(span.end, name["end"]) - max(span.start, name["start"])
    return max(common, 0) / (max(span.end, name["end"]) - min(span.start, name["start"]))


def rows(frame: pd.DataFrame) -> list[dict]:
    """The measures of `pairs`."""
    found = frame[frame["entity"] != ""]
    gold, ours = spelling_pairs(frame, "instance"), spelling_pairs(found, "entity")
    seen = gold & {tuple(sorted(pair)) for pair in combinations(sorted(set(found["spelling"])), 2)}
    share = lambda part, whole: round(100 * len(part) / len(whole), 1) if whole else 0.0  # noqa: E731
    return [
        {
            "measure": "names found",
            "value": round(100 * len(found) / max(len(frame), 1), 1),
            "n": len(frame),
            "definition": "named mentions of the gold that a mention of ours covers by half, %",
        },
        {
            "measure": "spellings joined",
            "value": share(gold & ours, gold),
            "n": len(gold),
            "definition": "pairs of different spellings of one instance that share an entity, %",
        },
        {
            "measure": "spellings joined, both found",
            "value": share(seen & ours, seen),
            "n": len(seen),
            "definition": "the same, of the pairs whose spellings were both found, %",
        },
        {
            "measure": "joins right",
            "value": share(ours & gold, ours),
            "n": len(ours),
            "definition": "pairs of different spellings of one entity that stand for one instance, %",
        },
    ]


def spelling_pairs(frame: pd.DataFrame, column: str) -> set[tuple[str, str]]:
    """Pairs of different spellings with the same ``column``."""
    groups = defaultdict(set)
    for spelling, group in zip(frame["spelling"], frame[column], strict=True):
        groups[group].add(spelling)
    return {pair for spellings in groups.values() for pair in combinations(sorted(spellings), 2)}
