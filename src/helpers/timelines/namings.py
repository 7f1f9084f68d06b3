"""What an entity is called: its names, wordings that judge, and verbs for what is done to a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import spelling

NEXT = 3  # characters between a loaded noun and the name it stands beside


@cache
def wordings() -> dict[str, dict[str, str]]:
    """Loaded wordings and verbs by key, with the entity they name if they name one by themselves."""
    return {spelling.exact(row["wording"]): row for row in knowledge.load("loaded_words").to_dict("records")}


@cache
def longest() -> int:
    """Words in the longest wording."""
    return max((len(key.split()) for key in wordings()), default=1)


def find(docs: Mapping, readings: Mapping, mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The table `namings`: a row for each name of a group, organisation or person, each loaded wording, each verb."""
    kinds = dict(zip(entities["entity_id"], entities["kind"], strict=True))
    named = mentions[
        mentions["entity_id"].map(kinds).isin(["group", "organisation", "person"]) & ~mentions["described"]
    ]
    rows = [named[["doc_id", "start", "end", "text", "entity_id"]].assign(kind="name")]
    by_doc = dict(tuple(mentions.groupby("doc_id")))
    made = []
    for doc_id, words in readings.items():
        if doc_id in docs:
            made += in_text(doc_id, docs[doc_id], words, by_doc.get(doc_id, mentions.iloc[:0]), kinds)
    columns = ["doc_id", "start", "end", "text", "entity_id", "kind"]
    frame = pd.concat([*rows, pd.DataFrame(made, columns=columns)], ignore_index=True)
    keys = tables.KEYS["namings"]
    return frame.drop_duplicates(keys).sort_values(keys, ignore_index=True)[columns]


def in_text(doc_id: str, doc, words, mentions: pd.DataFrame, kinds: dict[str, str]) -> list[dict]:
    """Loaded wordings and verbs of one text."""
    spans = list(zip(mentions["start"], mentions["end"], mentions["entity_id"], strict=True))
    starts = [start for start, _, _ in spans]
    rows, at = [], 0
    while at < len(words.keys):
        row = None
        for size in range(min(longest(), len(words.keys) - at), 0, -1):
            about = wordings().get(" ".join(words.keys[at : at + size]))
            if about and words.sentence[at] == words.sentence[at + size - 1]:
                start, end = words.starts[at], words.ends[at + size - 1]
                entity = about["entity_id"] or (
                    acted_on(doc, start, end, spans, kinds)
                    if about["kind"] == "verb"
                    else beside(start, end, spans, starts, kinds, words)
                )
                row = {"doc_id": doc_id, "start": start, "end": end, "text": words.text[start:end]}
                rows.append(row | {"entity_id": entity, "kind": about["kind"]})
                at += size
                break
        if row is None:
            at += 1
    return rows


def acted_on(doc, start: int, end: int, spans, kinds: dict[str, str]) -> str:
    """The place in the object of a verb, in the subject of a passive one, or after a noun such as "liberation of"."""
    verb = doc.char_span(start, end, alignment_mode="expand").root
    wanted = ("prep",) if verb.pos_ == "NOUN" else ("dobj", "obj", "nsubjpass")
    for child in verb.children:
        if child.dep_ in wanted:
            left, right = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
            for span_start, _, entity in spans:
                if left <= span_start < right and kinds.get(entity) == "place":
                    return entity
    return ""


def beside(start: int, end: int, spans, starts: list[int], kinds: dict[str, str], words) -> str:
    """The actor right before or after a wording: "Daesh terrorists", "terrorists of Daesh"."""
    after = bisect_left(starts, end)
    for index in (after, bisect_left(starts, start) - 1):
        if not 0 <= index < len(spans):
            continue
        span_start, span_end, entity = spans[index]
        between = words.text[end:span_start] if index == after else words.text[span_end:start]
        if kinds.get(entity) not in ("group", "organisation") or any(letter in between for letter in ".,;:\n"):
            continue
        if len(between) <= NEXT or between.strip() in ("of", "of the", "from", "from the", "'s"):
            return entity
    return ""
