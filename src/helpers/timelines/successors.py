"""What became of a group, of public knowledge: renamed, merged, split, replaced. Told beside its name, never used to
join two entities: a report about the Nusra Front of 2014 is none about Hayat Tahrir al-Sham of 2017."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from helpers import knowledge

RELATIONS = {
    "renamed": "renamed {}",
    "merged_into": "merged into {}",
    "split_from": "split from it: {}",
    "replaced_by": "replaced by {}",
}


@cache
def later() -> dict[str, tuple[str, ...]]:
    """What became of an entity, earliest first: ``renamed Jabhat Fateh al-Sham (2016-07-28)``."""
    name = dict(knowledge.load("names")[["entity_id", "name"]].itertuples(index=False))
    made = defaultdict(list)
    for row in knowledge.load("successors").sort_values(["date", "successor"]).to_dict("records"):
        told = RELATIONS[row["relation"]].format(name[row["successor"]])
        made[row["entity"]].append(f"{told} ({row['date']})" if row["date"] else told)
    return {entity: tuple(lines) for entity, lines in made.items()}


@cache
def pairs() -> frozenset[frozenset[str]]:
    """Entities of which one came from the other."""
    rows = knowledge.load("successors")
    return frozenset(frozenset(pair) for pair in zip(rows["entity"], rows["successor"], strict=True))
