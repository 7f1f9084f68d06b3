"""Grades in the words of recorders of casualties (`knowledge/grades.csv`): by outlets, and by independent sources."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.corroboration.sources import Names

CONFIRMED, CONTESTED, SEVERAL, SINGLE = "confirmed", "contested", "two or more sources", "single source"
NO_STATEMENT = {"denied", "expected"}


def grade(rows: list[dict], names: Names, sources: int) -> str:
    """The grade of a claim with ``sources`` sources; ``rows``: its figures (`reports.table`).

    confirmed: the actor said to be responsible states the figure (fighters killed are its boast, not its admission);
    contested: two actors known by name are said to be responsible, or someone denies the harm.
    """
    actors = {row["actor"]: names.key(row["actor"])[0] for row in rows if row["actor"]}
    known = {key for key in actors.values() if key in names.known}
    for row in rows:
        own = actors.get(row["actor"], "")
        if (
            own
            and own == row["origin_key"]
            and row["victim_group"] != "combatant"
            and row["stance"] not in NO_STATEMENT
        ):
            return CONFIRMED
    if len(known) > 1 or any(row["stance"] == "denied" for row in rows):
        return CONTESTED
    return SEVERAL if sources >= 2 else SINGLE


@cache
def rank(name: str) -> int:
    """The rank of a grade, higher is better established."""
    known = knowledge.load("grades").set_index("grade")["rank"]
    return int(known[name])


def best(names: list[str]) -> str:
    """The best established of several grades."""
    return max(names, key=rank)
