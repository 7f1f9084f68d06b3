"""Names, places and dates on stories told by several outlets, annotated by a reader who has not seen the code.

Two collections in ``invented/``, six stories of other wars each: ``stories``, on which the rules are mended, and
``stories_held_out``, which is not to be looked at, nor its differences. `CONVENTIONS` of the annotation stand in
``invented/stories.md``. Events are measured in `scores/events.py`.

`python benchmarks/scores/stories.py --errors` prints every difference of the first.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers import ROOT, tables
from scores import dates, names
from scores.casualties import CHAPTERS, prefixed, run, share

FOLDER = ROOT / "benchmarks" / "invented"
COLLECTIONS = {"stories: ": "stories", "stories held out: ": "stories_held_out"}
NEAR = 0.25  # degrees by which coordinates may differ: the same town, or a village beside it


def score(data: Path) -> list[dict]:
    """Rows ``measure, value (percent), n, definition``; ``data`` is not used."""
    return [row for prefix, name in COLLECTIONS.items() for row in prefixed(prefix, measures(*read(name)))]


def read(collection: str) -> tuple[dict[str, str], dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """The texts, the gold tables ``names, dates, events`` with spans, and the tables of our run of a collection."""
    with tempfile.TemporaryDirectory() as folder:
        seeds, outputs = Path(folder) / "seeds", Path(folder) / "outputs"
        seeds.mkdir()
        shutil.copy(FOLDER / f"{collection}.jsonl", seeds / "articles.jsonl")
        for chapter in CHAPTERS[:2]:
            run(chapter, seeds=str(seeds), outputs=str(outputs))
        made = {name: tables.read(outputs, name) for name in ("mentions", "entities", "dates", "timeline")}
        texts = dict(tables.read_texts(outputs, tables.read(outputs, "documents")["doc_id"]))
    gold = {}
    for name in ("names", "dates", "events"):
        rows = pd.read_csv(FOLDER / f"{collection}_{name}.csv", dtype=str, keep_default_na=False).to_dict("records")
        spans = [span(texts[row["article_id"]], row["quote"], int(row.get("occurrence", 1))) for row in rows]
        gold[name] = pd.DataFrame(rows).assign(start=[a for a, _ in spans], end=[b for _, b in spans])
    return texts, gold, made


def span(text: str, quote: str, occurrence: int) -> tuple[int, int]:
    """Where ``quote`` stands for the n-th time; (-1, -1) if it does not."""
    at = -1
    for _ in range(occurrence):
        at = text.find(quote, at + 1)
        if at < 0:
            return -1, -1
    return at, at + len(quote)


def measures(texts: dict[str, str], gold: dict[str, pd.DataFrame], made: dict[str, pd.DataFrame]) -> list[dict]:
    """Every measure of our tables against the gold."""
    named = [
        {"id": doc_id, "names": rows_of(gold["names"], doc_id, {"quote": "text", "key": "instance"})}
        for doc_id in texts
    ]
    timexes = {doc_id: rows_of(gold["dates"], doc_id, {}) for doc_id in texts}
    found = {doc_id: made["dates"][made["dates"]["doc_id"] == doc_id].to_dict("records") for doc_id in texts}
    places = [(wanted, ours) for wanted, ours in placed(gold, made) if ours]
    return [
        *names.rows(names.pairs(named, made["mentions"])),
        share("places, country", [a["country"] == b["country"] for a, b in places], "places found: the same country"),
        share(
            "places, coordinates",
            [near(a, b) for a, b in places if a["latitude"] and pd.notna(b["latitude"])],
            f"places found, both with coordinates: at most {NEAR} degrees apart",
        ),
        *dates.measures(timexes, found),
    ]


def rows_of(frame: pd.DataFrame, doc_id: str, renamed: dict[str, str]) -> list[dict]:
    """The gold of one article that stands in its text."""
    part = frame[(frame["article_id"] == doc_id) & (frame["start"] >= 0)]
    return part.rename(columns=renamed).to_dict("records")


def placed(gold: dict[str, pd.DataFrame], made: dict[str, pd.DataFrame]) -> Iterator[tuple[dict, dict | None]]:
    """Each annotated place with our place that covers half of it, or None."""
    about = made["entities"].set_index("entity_id").to_dict("index")
    ours = {doc_id: part.to_dict("records") for doc_id, part in made["mentions"].groupby("doc_id")}
    for row in gold["names"][gold["names"]["kind"] == "place"].to_dict("records"):
        best, most = None, names.OVERLAP
        for mention in ours.get(row["article_id"], ()):
            common = min(row["end"], mention["end"]) - max(row["start"], mention["start"])
            both = max(row["end"], mention["end"]) - min(row["start"], mention["start"])
            if about[mention["entity_id"]]["kind"] == "place" and common >= most * both > 0:
                best = about[mention["entity_id"]]
        yield row, best


def near(wanted: dict, ours: dict) -> bool:
    """Whether two places lie beside each other."""
    return all(abs(float(wanted[name]) - float(ours[name])) <= NEAR for name in ("latitude", "longitude"))


def errors() -> None:
    """Print the differences of the collection that is mended on."""
    texts, gold, made = read("stories")
    about = made["entities"].set_index("entity_id").to_dict("index")
    for row, ours in placed(gold, made):
        if ours is None:
            print("place not found:", row["article_id"], row["quote"])
        elif ours["country"] != row["country"] or (
            row["latitude"] and pd.notna(ours["latitude"]) and not near(row, ours)
        ):
            print(
                "place wrong:", row["article_id"], row["quote"], row["country"], "ours", ours["name"], ours["country"]
            )
    frame = names.pairs(
        [{"id": d, "names": rows_of(gold["names"], d, {"quote": "text", "key": "instance"})} for d in texts],
        made["mentions"],
    )
    for row in frame[frame["entity"] == ""].itertuples():
        print("name not found:", row.spelling, row.instance)
    for entity, part in frame[frame["entity"] != ""].groupby("entity"):
        if part["instance"].nunique() > 1:
            print(
                "joined wrongly:",
                about[entity]["name"],
                sorted(set(zip(part["spelling"], part["instance"], strict=True))),
            )
    for instance, part in frame[frame["entity"] != ""].groupby("instance"):
        if part["entity"].nunique() > 1:
            print("not joined:", instance, sorted(set(zip(part["spelling"], part["entity"], strict=True))))
    for doc_id in texts:
        ours = made["dates"][made["dates"]["doc_id"] == doc_id].to_dict("records")
        wanted = rows_of(gold["dates"], doc_id, {})
        for one, other in dates.pairs(wanted, ours):
            if one["value"] != other["timex_value"] or one["quote"] != other["text"]:
                print("date:", doc_id, one["quote"], one["value"], "ours", other["text"], other["timex_value"])
        met = {one["start"] for one, _ in dates.pairs(wanted, ours)}
        for one in wanted:
            if one["start"] not in met:
                print("date not found:", doc_id, one["quote"], one["value"])


if __name__ == "__main__":
    print(pd.DataFrame(score(Path()))[["measure", "value", "n"]].to_string(index=False))
    if "--errors" in sys.argv:
        errors()
