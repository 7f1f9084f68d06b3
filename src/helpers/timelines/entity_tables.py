"""The tables of the names found: entities with their spellings, mentions with their sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from helpers import tables
from helpers.timelines import gazetteer, reasons, successors

INSIDE = re.compile(r" \([^()]*\) ")  # an acronym inside its name


def place_facts(place: gazetteer.Place, others: Iterable[gazetteer.Place]) -> dict:
    """What the table says of a place."""
    return {
        "name": place.name,
        "kind": "place",
        "source_kind": "",
        "country": place.country,
        "basis": "knowledge" if place.known else "gazetteer",
        "place": place,
        "candidates": [describe(other) for other in others],
    }


def describe(place: gazetteer.Place) -> str:
    """A place in words, for a list of candidates."""
    return ", ".join(part for part in (place.name, place.admin1, place.country, place.place_id) if part)


def frames(found: Iterable[dict]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The tables `entities`, `mentions` and `namings` of what `names.articles` found, in the order of its articles."""
    rows, called, about = [], [], {}
    for article in found:
        rows += article["mentions"]
        called += article["namings"]
        for entity, facts in article["about"].items():
            about.setdefault(entity, facts)
    columns = ["doc_id", "start", "end", "entity_id", "basis", "described", "text", "sentence"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(["doc_id", "start"], kind="stable", ignore_index=True)
    frame["mention_id"] = tables.stable_ids(frame)
    keys = tables.KEYS["namings"]
    named = pd.DataFrame(called, columns=[*tables.columns("namings")][:-1])
    named = named.drop_duplicates(keys).sort_values(keys, ignore_index=True)
    entities = entity_table(frame, about, set(named["entity_id"]) - {""})
    mentions = frame.assign(basis=reasons.by_sound(frame, entities)).drop(columns="described")
    return tables.typed("entities", entities), tables.typed("mentions", mentions), tables.typed("namings", named)


def entity_table(mentions: pd.DataFrame, about: dict[str, dict], meant: set[str]) -> pd.DataFrame:
    """One row an entity, most mentioned first; ``meant``: those that a loaded wording may mean without any name."""
    spellings: dict[str, Counter] = defaultdict(Counter)
    documents: dict[str, set] = defaultdict(set)
    columns = ["doc_id", "text", "entity_id", "described"]
    for doc_id, text, entity, described in mentions[columns].itertuples(index=False):
        spellings[entity][about[entity]["name"] if described else " ".join(text.split())] += 1
        documents[entity].add(doc_id)
    for entity in sorted(meant & about.keys()):
        spellings[entity] += Counter()
    rows = []
    for entity, counts in spellings.items():
        facts = dict(about[entity])
        if (
            facts["basis"] == "text" and counts
        ):  # the fullest spelling, then the one used most, whichever article came first
            fullest = min(counts, key=lambda text: (-len(text.split()), text.isupper(), -counts[text], text))
            facts["name"] = INSIDE.sub(" ", fullest)
            if facts["kind"] == "place" and facts["name"].isupper():
                facts["name"] = facts["name"].title()
        place = facts.get("place")
        names = [
            text for text, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if text != facts["name"]
        ]
        rows.append(
            {
                "entity_id": entity,
                "name": facts["name"],
                "kind": facts["kind"],
                "aliases": tables.join(names),
                "basis": facts["basis"],
                "geonames_id": place.geonames_id if place and place.geonames_id else pd.NA,
                "latitude": place.latitude if place and place.latitude is not None else pd.NA,
                "longitude": place.longitude if place and place.longitude is not None else pd.NA,
                "admin1": place.admin1 if place else "",
                "country": facts["country"],
                "n_mentions": sum(counts.values()),
                "n_documents": len(documents[entity]),
                "place_type": place.place_type if place else "",
                "candidates": tables.join(facts.get("candidates", ())),
                "source_kind": facts["source_kind"],
                "later": tables.join(successors.later().get(entity, ())),
            }
        )
    columns = [*tables.columns("entities")][:-1]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["n_mentions", "entity_id"], ascending=[False, True], ignore_index=True)
