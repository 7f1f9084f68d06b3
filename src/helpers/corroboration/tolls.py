"""Tolls that follow one another: a number that its own source raised or corrected later.

Such a pair is no conflict: nobody holds both numbers at one time. The order is that of publication, so a toll never
follows a later one; of two reports of one day only a rise can be told, because nothing says which came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from helpers import tables
from helpers.corroboration.reports import LAST

RISE = (
    5  # times; a source that gives a number so much higher, or half as high, tells of another event or of more places
)
FALL = 2


def follows(claims: Mapping[int, list[dict]], members: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs of claims ``(earlier, later)`` of one incident (positions ``members``) of which the later takes the place.

    ``claims``: each a list of its figures (`reports.table`), in order of publication.
    """
    found = set()
    for a, b in combinations(members, 2):
        ways = [pair for pair in ((a, b), (b, a)) if replaces(claims[pair[0]], claims[pair[1]])]
        found |= set(ways if len(ways) == 1 else [])  # a source that goes to and fro means two things
    return found


def nearest(pairs: Iterable[tuple[int, int]], claims: Mapping[int, list[dict]]) -> dict[int, int]:
    """For each later claim of `follows` the one right before it."""
    order = sorted(
        pairs, key=lambda pair: (tables.moment(claims[pair[0]][0]["published"]), claims[pair[0]][0]["stated"])
    )
    return {later: earlier for earlier, later in order}


def lowered(claims: Sequence[dict]) -> set[str]:
    """The ids of those of ``claims`` (rows of the table, with ``follows``) whose number was lowered later."""
    low = {row["claim_id"]: row["count_low"] for row in claims}
    return {row["follows"] for row in claims if row.get("follows") and row["count_low"] < low[row["follows"]]}


def replaces(earlier: list[dict], later: list[dict]) -> bool:
    """Whether some report leads with a new number on the word of a source that another led with the old one."""
    one, two = earlier[0], later[0]
    alike = all(one[name] == two[name] for name in ("harm", "scope", "details", "victim_group"))
    if not alike or one["scope"] == "cumulative" or not one["stated"] / FALL < two["stated"] < one["stated"] * RISE:
        return False
    first, second = ([row for row in rows if row["lead"] or row["in_title"]] for rows in (earlier, later))
    return any(comes_after(old, new) for old in first for new in second)


def comes_after(old: dict, new: dict) -> bool:
    """Whether ``new`` takes the place of ``old``: one named source, another article, later (or one day, higher)."""
    if not old["origin_key"] or old["origin_key"] != new["origin_key"] or old["doc_id"] == new["doc_id"]:
        return False
    before, after = old["published"], new["published"]
    if LAST in (before, after) or "vague" in (old["bound"], new["bound"]):
        return False
    length = min(len(before), len(after))
    if before[:length] == after[:length]:
        return new["stated"] > old["stated"]
    return before[:length] < after[:length] and new["stated"] != old["stated"]
