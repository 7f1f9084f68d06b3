"""Figures that state the same thing, put together before reports are compared."""

from __future__ import annotations

import pandas as pd

from helpers.corroboration import compatible
from helpers.corroboration.compatible import Node, Reading
from helpers.corroboration.independence import Union

COPY_DAYS = 7  # between a text and its copy; later, the same words may be an outlet's set phrase for another event
WHAT = ["harm", "scope", "victim_group", "details", "cause", "stated", "low", "high", "bound"]
WHERE = ["place_key", "level", "in_name", "admin_key", "country", "date_start", "date_end", "date_precision"]
ABOUT = ["figure_id", "published", "doc_id", "in_title", "part_of"]


def to_nodes(reports: pd.DataFrame, stated_in: pd.DataFrame, *, total_days: int) -> list[Node]:
    """Figures as nodes, in order of publication: those of one signature whose place and day are known are one.

    So are those that one copied passage states (``stated_in`` where ``only``), unless it repeats an event more than
    `COPY_DAYS` later, or a running total more than ``total_days``.
    """
    nodes: list[Node] = []
    known: dict[tuple, int] = {}
    readings: dict[tuple, Reading] = {}
    repeated = reports.groupby([*WHAT, *WHERE, "doc_id", "sentence"], dropna=False).cumcount()  # "7 men, 7 women": two
    cells = reports[[*WHAT, *WHERE, *ABOUT]].itertuples(index=False, name=None)
    for row, (values, again) in enumerate(zip(cells, repeated, strict=True)):
        what, where = values[: len(WHAT)], values[len(WHAT) : len(WHAT) + len(WHERE)]
        _, published, doc_id, in_title, part_of = values[len(WHAT) + len(WHERE) :]
        reading = readings.setdefault(where, Reading(*where))
        firm = what[1] == "incident" and reading.firm and not part_of
        key = (what, where, again) if firm else row
        if key not in known:
            known[key] = len(nodes)
            nodes.append(Node(*what, (published, published), [reading]))
        node = nodes[known[key]]
        node.rows.append(row)
        node.published = (min(node.published[0], published), max(node.published[1], published))
        if not in_title:
            node.body.add(doc_id)
    return copied(nodes, stated_in, total_days)


def copied(nodes: list[Node], stated_in: pd.DataFrame, total_days: int) -> list[Node]:
    """``nodes`` with those put together that one copied passage states."""
    node_of = {row: number for number, node in enumerate(nodes) for row in node.rows}
    sets = Union(range(len(nodes)))
    for a, b in stated_in.loc[stated_in["only"], ["a", "b"]].itertuples(index=False):
        one, two = nodes[node_of[a]], nodes[node_of[b]]
        days = COPY_DAYS if one.scope == "incident" else total_days
        if alike(one, two) and compatible.near(one.published, two.published, days):
            sets.join(node_of[a], node_of[b])
    kept: dict[int, Node] = {}
    for number, node in enumerate(nodes):
        first = kept.setdefault(sets.find(number), node)
        if first is not node:
            first.rows += node.rows
            first.readings += [reading for reading in node.readings if reading not in first.readings]
            first.published = (min(first.published[0], node.published[0]), max(first.published[1], node.published[1]))
            first.body |= node.body
            first.group = node.group if first.group in compatible.OPEN else first.group
            first.cause = node.cause if first.cause == "unknown" else first.cause
            first.low, first.high = max(first.low, node.low), min(first.high, node.high)
    for node in kept.values():  # a reading that knows place and date speaks for those that do not
        node.readings = [one for one in node.readings if one.place and one.days] or node.readings
    return list(kept.values())


def alike(a: Node, b: Node) -> bool:
    """Whether two nodes whose words were copied state the same: everything but place and date."""
    same = (a.harm, a.scope, a.details, a.stated) == (b.harm, b.scope, b.details, b.stated)
    return same and compatible.victims(a.group, b.group)


def separate(reports: pd.DataFrame, nodes: list[Node]) -> list[tuple[frozenset, frozenset]]:
    """What keeps nodes apart: a part and its total, and two figures of one harm in one sentence."""
    cells = list(reports[["figure_id", "part_of", "sentence_key"]].itertuples(index=False, name=None))
    found = []
    for node in nodes:
        ids = {cells[row][0] for row in node.rows}
        totals = {cells[row][1] for row in node.rows} - {""}
        sentences = {cells[row][2] for row in node.rows}
        found.append((frozenset(ids | sentences), frozenset(totals | sentences)))
    return found
