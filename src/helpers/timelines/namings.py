"""What an entity is called: its names, wordings that judge, and verbs for what is done to a place or to people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import acts, meant, spelling

NAMED = ("group", "organisation", "person")


@cache
def wordings() -> dict[str, dict[str, str]]:
    """Loaded wordings and verbs by key, with what they are about and whom they name if they name one by themselves.

    Rows of kind ``plain`` are no wordings that judge: they keep a longer phrase ("ceasefire regime") from being read
    as the shorter one.
    """
    return {spelling.exact(row["wording"]): row for row in knowledge.load("loaded_words").to_dict("records")}


@cache
def longest() -> int:
    """Words in the longest wording."""
    return max((len(key.split()) for key in wordings()), default=1)


def find(docs: Mapping, readings: Mapping, mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The table `namings`: a row for each name of a group, organisation or person, each loaded wording, each verb."""
    about = entities.set_index("entity_id")[["kind", "source_kind", "country", "name", "place_type"]].to_dict("index")
    kinds = {entity: facts["kind"] for entity, facts in about.items()}
    named = mentions[mentions["entity_id"].map(kinds).isin(NAMED) & ~mentions["described"]]
    rows = [named[["doc_id", "start", "end", "text", "entity_id"]].assign(kind="name", about="")]
    by_doc = dict(tuple(mentions.groupby("doc_id")))
    made = []
    for doc_id, words in readings.items():
        if doc_id in docs:
            spans = by_doc.get(doc_id, mentions.iloc[:0])[["start", "end", "entity_id"]].itertuples(index=False)
            made += in_text(doc_id, docs[doc_id], words, list(spans), about)
    columns = ["doc_id", "start", "end", "text", "entity_id", "kind", "about"]
    frame = pd.concat([*rows, pd.DataFrame(made, columns=columns)], ignore_index=True)
    keys = tables.KEYS["namings"]
    return frame.drop_duplicates(keys).sort_values(keys, ignore_index=True)[columns]


def in_text(doc_id: str, doc, words, spans: list, about: dict[str, dict]) -> list[dict]:
    """Loaded wordings and verbs of one text; ``spans``: its mentions in order, ``about``: what is known of each."""
    starts = [span.start for span in spans]

    def entity_at(position: int) -> tuple[str, str]:
        """Entity and kind of what is named at a character."""
        index = bisect_right(starts, position) - 1
        if index < 0 or position >= spans[index].end:
            return "", ""
        return spans[index].entity_id, about[spans[index].entity_id]["kind"]

    rows, loaded = [], []
    for first, last, row in runs(words):
        start, end = words.starts[first], words.ends[last]
        if any(span.start <= start and end <= span.end for span in spans[: bisect_right(starts, start)][-2:]):
            continue  # a part of a name: Martyrs' Square, People's Liberation Army
        if row["kind"] == "verb":
            entity = acts.undergone(doc, start, end, row["about"], entity_at)
            if entity is not None:
                rows.append((start, end, entity, row))
        elif row["kind"] == "loaded":
            loaded.append((first, last, row))
    rows += meant.read(doc, words, loaded, spans, about)
    return [
        {"doc_id": doc_id, "start": start, "end": end, "text": words.text[start:end], "entity_id": entity}
        | {"kind": row["kind"], "about": row["about"]}
        for start, end, entity, row in rows
    ]


def runs(words) -> list[tuple[int, int, dict[str, str]]]:
    """The wordings in a text, longest first: first and last word, and the row of the list."""
    found, at = [], 0
    while at < len(words.keys):
        for size in range(min(longest(), len(words.keys) - at), 0, -1):
            row = wordings().get(" ".join(words.keys[at : at + size]))
            if row and words.sentence[at] == words.sentence[at + size - 1]:
                found.append((at, at + size - 1, row))
                at += size
                break
        else:
            at += 1
    return found
