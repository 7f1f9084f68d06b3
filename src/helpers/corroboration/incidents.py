"""Group claims to incidents: the event that recorders give one row. Totals over a time or an area are kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

import pandas as pd

from helpers import tables
from helpers.corroboration import cluster, compatible, grades, summary
from helpers.corroboration.compatible import Node, Reading

PART, SENTENCE, EVENT = 40, 30, 10  # strength of the evidence
CIVILIAN, COMBATANT, OPEN = "civilian", "combatant", "open"
CLASSES = {"combatant": COMBATANT, "unknown": OPEN, "mixed": OPEN}  # all others are civilians


def group(claims: Sequence[list[dict]], *, days: int) -> list[list[int]]:
    """The incidents as lists of positions in ``claims`` (each a list of its figures, in order of publication)."""
    nodes = [to_node(rows) for rows in claims]
    edges = [*by_figures(claims), *by_event(nodes)]
    apart = [(frozenset(), frozenset())] * len(nodes)
    return cluster.group(len(nodes), edges, lambda a, b: alike(nodes[a], nodes[b], days), apart)


def to_node(rows: list[dict]) -> Node:
    """A claim as a node: its place, date and cause."""
    place, date, first = summary.where(rows), summary.when(rows), rows[0]
    reading = Reading(
        *(place[name] for name in ("place_key", "level", "in_name", "admin_key", "country")),
        *(date[name] for name in ("date_start", "date_end", "date_precision")),
    )
    cause = summary.known([row["cause"] for row in rows])
    return Node("", first["scope"], "", "", cause, first["stated"], 0, 0, "", (first["published"],) * 2, [reading])


def alike(a: Node, b: Node, days: int) -> bool:
    """Whether two claims can be about one incident."""
    if a.scope != b.scope or not compatible.causes(a.cause, b.cause):
        return False
    return min(compatible.setting(a, b, days=days)) >= compatible.UNKNOWN


def by_figures(claims: Sequence[list[dict]]) -> Iterator[tuple[int, int, int]]:
    """Claims that one sentence states together, and parts with their totals."""
    claim_of: dict[str, int] = {}
    sentences: dict[str, set[int]] = defaultdict(set)
    parts = []
    for number, rows in enumerate(claims):
        for row in rows:
            claim_of[row["figure_id"]] = number
            sentences[row["sentence_key"]].add(number)
            parts += [(number, row["part_of"])] if row["part_of"] else []
    for number, total in parts:
        if claim_of.get(total, number) != number:
            yield PART, number, claim_of[total]
    for members in sentences.values():
        for a, b in combinations(sorted(members), 2):
            yield SENTENCE, a, b


def by_event(nodes: list[Node]) -> Iterator[tuple[int, int, int]]:
    """Claims of the same day and the same town, or the same province and cause."""
    buckets: dict[tuple, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        reading = node.readings[0]
        if node.scope == "incident" and reading.firm:
            for day in compatible.window(reading, 0):
                buckets[reading.place, day].append(number)
    for members in buckets.values():
        for a, b in combinations(members, 2):
            same = nodes[a].cause == nodes[b].cause
            if nodes[a].readings[0].level == "town" or (same and nodes[a].cause != "unknown"):
                yield EVENT + same, a, b


def conflicts(
    claims: Mapping[int, list[dict]], members: list[int], replaced: Collection[tuple[int, int]] = ()
) -> set[int]:
    """The claims of one incident that cannot be true together with another one of it.

    Only claims that an article leads with are about the incident as a whole. Not in conflict: other harm, other or
    narrower victims, a part and its total, totals, two numbers that one article gives on the same word (it means
    two things), and a toll with the one that took its place (``replaced``: `tolls.follows`).
    """
    found = set()
    whole = [number for number in members if led(claims[number])]
    for a, b in combinations(whole, 2):
        if (a, b) in replaced or (b, a) in replaced:
            continue
        one, two = claims[a][0], claims[b][0]
        if one["harm"] != two["harm"] or one["details"] != two["details"] or one["scope"] == "cumulative":
            continue
        ids = [{row["figure_id"] for row in claims[number]} for number in (a, b)]
        totals = [{row["part_of"] for row in claims[number]} for number in (a, b)]
        if ids[0] & totals[1] or ids[1] & totals[0] or one_speaker(claims[a], claims[b]):
            continue
        if not can_both_be(claims[a], claims[b]):
            found |= {a, b}
    return found


def one_speaker(one: list[dict], two: list[dict]) -> bool:
    """Whether some article states both claims, and not on the word of two different sources."""
    words = defaultdict(set)
    for row in one:
        words[row["doc_id"]].add(row["origin_key"])
    return any(
        row["origin_key"] in words[row["doc_id"]] or "" in {row["origin_key"], *words[row["doc_id"]]}
        for row in two
        if row["doc_id"] in words
    )


def can_both_be(one: list[dict], two: list[dict]) -> bool:
    """Whether two claims about the same harm can both be true."""
    groups = [summary.known([row["victim_group"] for row in rows]) for rows in (one, two)]
    low = [max(row["true_low"] for row in rows) for rows in (one, two)]
    high = [min(row["true_high"] for row in rows) for rows in (one, two)]
    low, high = [min(pair) for pair in zip(low, high, strict=True)], [max(pair) for pair in zip(low, high, strict=True)]
    classes = [CLASSES.get(name, CIVILIAN) for name in groups]
    if classes[0] == classes[1]:
        return groups[0] != groups[1] or (low[0] <= high[1] and low[1] <= high[0])
    if OPEN in classes:  # a part of all victims may be smaller, never larger
        whole, part = (0, 1) if classes[0] == OPEN else (1, 0)
        return low[part] <= high[whole]
    return True


def led(rows: list[dict]) -> bool:
    """Whether some article leads with one of these figures of a claim: it is about the incident as a whole then."""
    return any(row["lead"] or row["in_title"] for row in rows)


def harmed(rows: list[dict], harm: str, leading: Collection[str] = (), *, only: str = "") -> tuple[object, object]:
    """Lowest and highest number stated by the claims ``rows`` of one incident (``pd.NA``: none, or open).

    Parts ("including 11 children") don't count beside their totals, nor what no article leads with beside the claims
    ``leading`` (ids); civilians and combatants add up where nobody states a total. A number without an upper end above
    every other leaves the highest open. ``only``: one class of victims.
    """
    found = [row for row in rows if row["harm"] == harm]
    found = [row for row in found if not row["part_of"] and not row["victim_detail"]] or found
    found = [row for row in found if row["claim_id"] in leading] or found
    classes = defaultdict(list)
    for row in found:
        classes[CLASSES.get(row["victim_group"], CIVILIAN)].append(row)
    parts = [classes[only]] if only else [classes[OPEN]] if OPEN in classes else list(classes.values())
    return total([lowest(part) for part in parts if part]), total([highest(part) for part in parts if part])


def lowest(claims: list[dict]) -> object:
    """The lowest number that ``claims`` state, unknown if none does."""
    return least([claim["count_low"] for claim in claims], min)


def highest(claims: list[dict]) -> object:
    """The highest number that ``claims`` state, unknown if one that is open upwards begins above it."""
    high, low = (least([claim[name] for claim in claims], max) for name in ("count_high", "count_low"))
    return pd.NA if pd.isna(high) or (not pd.isna(low) and low > high) else high


def least(values: list, choose) -> object:
    """``choose`` (min or max) of the known ``values``, or unknown."""
    return choose((value for value in values if not pd.isna(value)), default=pd.NA)


def total(values: list) -> object:
    """The sum of ``values``; unknown if one is, or if there are none."""
    return pd.NA if not values or any(map(pd.isna, values)) else sum(values)


def row(claims: list[dict], rows: list[list[dict]]) -> dict:
    """The row of one incident from its claims' rows and their figures."""
    first = claims[0]
    figures = [figure for part in rows for figure in part]
    place, date = summary.where(figures), summary.when(figures)
    counts = {}
    leading = {claim["claim_id"] for claim, part in zip(claims, rows, strict=True) if led(part)}
    for harm in ("killed", "injured"):
        counts[f"{harm}_min"], counts[f"{harm}_max"] = harmed(claims, harm, leading)
    for name in (CIVILIAN, COMBATANT):
        for harm in ("killed", "injured"):
            low, high = harmed(claims, harm, leading, only=name)
            counts |= {f"{name}s_{harm}_min": low, f"{name}s_{harm}_max": high}
    return {
        "incident_id": first["incident_id"],
        **{name: date[name] for name in ("date_start", "date_end", "date_precision")},
        **{name: place[name] for name in ("place_id", "place", "admin1", "country", "geo_precision")},
        "cause": summary.known([figure["cause"] for figure in figures]),
        "actors": summary.once(actor for claim in claims for actor in tables.split(claim["actors"])),
        **counts,
        "n_claims": len(claims),
        "n_outlets": len({figure["outlet_key"] for figure in figures}),
        "n_independent": max(claim["n_independent"] for claim in claims),
        "grade_by_independence": grades.best([claim["grade_by_independence"] for claim in claims]),
        "scope": first["scope"],
    }
