"""Entities that a person joined by hand (`corrections.csv`), counted anew."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.timelines import reasons


def into(entities: pd.DataFrame, corrections: pd.DataFrame) -> tuple[dict[str, str], list[int]]:
    """For each entity the one it is joined with in the end (itself, if none), and the rows of ``corrections`` used.

    A merge whose entities are not both there is left for `helpers.decisions`, which says that it meets nothing.
    """
    there = set(entities["entity_id"])
    wanted = corrections[(corrections["table"] == "entities") & (corrections["column"] == "merge")]
    kept = wanted[wanted["row_id"].isin(there) & wanted["value"].isin(there) & (wanted["row_id"] != wanted["value"])]
    joined = dict(zip(kept["row_id"], kept["value"], strict=True))
    return {entity: follow(joined, entity) for entity in entities["entity_id"]}, kept["row"].tolist()


def carry_out(
    entities: pd.DataFrame, mentions: pd.DataFrame, namings: pd.DataFrame, joined: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The three tables with the entities ``joined`` as `into` says: mentions and articles are counted anew, the
    spellings of a joined entity become aliases."""
    if all(old == new for old, new in joined.items()):
        return entities, mentions, namings
    into = mentions["entity_id"].map(joined)
    basis = mentions["basis"].where(into == mentions["entity_id"], reasons.DECIDED)
    mentions = mentions.assign(entity_id=into, basis=basis)
    namings = namings.assign(entity_id=namings["entity_id"].map(lambda entity: joined.get(entity, entity)))
    return recount(entities, mentions, joined), mentions, namings


def follow(joined: dict[str, str], entity: str) -> str:
    """The entity that ``entity`` is joined with in the end; a circle of merges stops where it began."""
    seen = {entity}
    while joined.get(entity, entity) not in seen:
        entity = joined[entity]
        seen.add(entity)
    return entity


def recount(entities: pd.DataFrame, mentions: pd.DataFrame, into: dict[str, str]) -> pd.DataFrame:
    """``entities`` without those joined with another, with all their spellings and counts."""
    groups = entities.assign(into=entities["entity_id"].map(into)).groupby("into", sort=False)
    spellings = {
        entity: tables.join(
            name for row in part.to_dict("records") for name in [row["name"], *tables.split(row["aliases"])]
        )
        for entity, part in groups
    }
    made = entities[entities["entity_id"].map(into) == entities["entity_id"]].copy()
    counts = mentions.groupby("entity_id")["doc_id"].agg(["size", "nunique"])
    grown = made["entity_id"].isin({new for old, new in into.items() if old != new})
    made["aliases"] = [
        tables.join(other for other in tables.split(spellings[entity]) if other != name)
        for entity, name in zip(made["entity_id"], made["name"], strict=True)
    ]
    made["n_mentions"] = made["entity_id"].map(counts["size"]).astype("Int64")
    made["n_documents"] = made["entity_id"].map(counts["nunique"]).astype("Int64")
    made.loc[grown, "corrected"] = made.loc[grown, "corrected"].map(
        lambda cell: tables.join([*tables.split(cell), "merge"])
    )
    return made.sort_values(["n_mentions", "entity_id"], ascending=[False, True], ignore_index=True)
