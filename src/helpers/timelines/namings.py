"""What an entity is called: its names, wordings that judge, and verbs for what is done to a place or to people."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from helpers import knowledge
from helpers.timelines import acts, meant, spelling

NAMED = ("group", "organisation", "person")


class Span(NamedTuple):
    """A mention: code points, and whom it names."""

    start: int
    end: int
    entity_id: str


@cache
def wordings() -> dict[str, dict[str, str]]:
    """Loaded wordings and verbs by key, with what they are about and whom they name if they name one by themselves.

    Rows of kind ``plain`` are no wordings that judge: they keep a longer phrase ("ceasefire regime") from being read
    as the shorter one.
    """
    return {spelling.exact(row["wording"]): row for row in knowledge.load("loaded_words").to_dict("records")}


@cache
def openings() -> dict[str, int]:
    """Words in the longest wording that opens with a word."""
    sizes: dict[str, int] = {}
    for key in wordings():
        first, *rest = key.split()
        sizes[first] = max(sizes.get(first, 0), 1 + len(rest))
    return sizes


def find(doc, words, mentions: list[dict], entities: dict[str, dict]) -> list[dict]:
    """Rows of the table `namings` of one text, but for its ``doc_id``: a row for each name of a group, organisation or
    person, each loaded wording, each verb. ``mentions``: its mentions in order; ``entities``: what is known of them.
    """
    about = {entity: described(facts) for entity, facts in entities.items()}
    spans = [Span(row["start"], row["end"], row["entity_id"]) for row in mentions]
    names = [
        {name: row[name] for name in ("start", "end", "text", "entity_id")} | {"kind": "name", "about": ""}
        for row in mentions
        if about[row["entity_id"]]["kind"] in NAMED and not row["described"]
    ]
    return names + in_text(doc, words, spans, about)


def described(facts: dict) -> dict[str, str]:
    """What of an entity says whom a wording may mean."""
    place = facts.get("place")
    known = {name: facts[name] for name in ("kind", "source_kind", "country", "name")}
    return known | {"place_type": place.place_type if place else ""}


def in_text(doc, words, spans: list[Span], about: dict[str, dict]) -> list[dict]:
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
        {"start": start, "end": end, "text": words.text[start:end], "entity_id": entity}
        | {"kind": row["kind"], "about": row["about"]}
        for start, end, entity, row in rows
    ]


def runs(words) -> list[tuple[int, int, dict[str, str]]]:
    """The wordings in a text, longest first: first and last word, and the row of the list."""
    found, end, sizes = [], 0, openings()
    for at, key in enumerate(words.keys):
        if key not in sizes or at < end:
            continue
        for size in range(min(sizes[key], len(words.keys) - at), 0, -1):
            row = wordings().get(" ".join(words.keys[at : at + size]))
            if row and words.sentence[at] == words.sentence[at + size - 1]:
                end = at + size
                found.append((at, end - 1, row))
                break
    return found
