"""Join figures of different reports to claims: the same harm to the same people at the same place and time.

Candidates are found by index (place and day; number and source; copied passage; article), never by comparing all with
all, and a claim holds only figures of which every pair is compatible (`compatible.figures`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pandas as pd

from helpers.corroboration import cluster, compatible
from helpers.corroboration.compatible import COUNTRY, INSIDE, SAME, Node
from helpers.corroboration.nodes import separate, to_nodes
from helpers.corroboration.numbers import odd
from helpers.corroboration.reports import LAST

COMMON = 3  # below, a number is so common that victims and cause must be the same too
SPECIFIC = 10  # below, a number is too common to join reports that name only the country, or other victims and causes
LARGE = 20  # from such a number on, one of the same day and province that is `NEAR` can be the same
NEAR = 1.2  # times a number that one may be so as to be near it
SOON_DAYS = 3  # reports of one number and source this close tell the same thing, if nothing speaks against it
SHARED_TEXT, ONE_ARTICLE, EVENT, ONE_SOURCE, ODD_NUMBER = 50, 40, 20, 10, 5  # strength of the evidence


def join(reports: pd.DataFrame, stated_in: pd.DataFrame, *, days: int, total_days: int) -> list[list[int]]:
    """The claims as lists of positions in ``reports`` (`reports.table`), each in order of publication.

    ``stated_in``: pairs of figures that one copied passage states in two articles (`links.covered`).
    ``days``: how far apart two dates of one incident with one number may lie; ``total_days``: how far apart two reports
    of one running total.
    """
    nodes = to_nodes(reports, stated_in, total_days=total_days)
    node_of = {row: number for number, node in enumerate(nodes) for row in node.rows}
    columns = {name: reports[name].tolist() for name in ("doc_id", "in_title", "origin_key")}

    def together(a: int, b: int) -> bool:
        return compatible.figures(nodes[a], nodes[b], days=days, total_days=total_days)

    edges = [
        *by_event(nodes, days),
        *by_article(nodes, columns, together),
        *by_source(nodes, columns),
        *((SHARED_TEXT, node_of[a], node_of[b]) for a, b in stated_in[["a", "b"]].itertuples(index=False)),
    ]
    edges = [edge for edge in edges if edge[1] != edge[2]]
    groups = cluster.group(len(nodes), edges, together, separate(reports, nodes))
    return sorted(sorted(row for number in numbers for row in nodes[number].rows) for numbers in groups)


def by_event(nodes: list[Node], days: int) -> Iterator[tuple[int, int, int]]:
    """Pairs of nodes on the same day at the same place, or one inside the other where the numbers are the same."""
    buckets: dict[tuple, dict[int, None]] = defaultdict(dict)
    for number, node in enumerate(nodes):
        if node.scope != "incident":
            continue
        for reading in node.readings:
            if not reading.place:
                continue
            inside = reading.name if reading.level == "province" or reading.name == reading.admin else reading.admin
            for day in compatible.window(reading, days):
                buckets[node.harm, reading.place, day][number] = None
                if reading.level != "country":
                    buckets[node.harm, reading.country, inside, day, node.stated][number] = None
                    if node.stated >= LARGE:
                        buckets[node.harm, reading.country, inside, day][number] = None
                if node.stated >= SPECIFIC and reading.country:
                    buckets[node.harm, reading.country, day, node.stated][number] = None
    seen = set()
    for members in buckets.values():
        for pair in combinations(members, 2):
            if pair in seen:
                continue
            seen.add(pair)
            a, b = nodes[pair[0]], nodes[pair[1]]
            where, when = compatible.setting(a, b, days=days)
            same = compatible.one_number(a, b)
            if a.stated < COMMON and not (min(where, when) == SAME and a.cause == b.cause and a.group == b.group):
                continue
            if same and a.stated < SPECIFIC and differently(a, b, min(where, when) == SAME):
                continue
            if a.stated != b.stated and (a.group == "combatant") != (b.group == "combatant"):
                continue  # fighters may be a part of the dead, and another number of them is then no other word for all
            said = same or (a.stated == b.stated and when == SAME and (a.group, a.cause) == (b.group, b.cause))
            if min(where, when) == SAME or (said and min(where, when) >= INSIDE):
                yield EVENT + 3 * said + where + when, *pair
            elif where == INSIDE and when == SAME and close(a, b):
                yield EVENT - 2, *pair
            elif same and where == COUNTRY and when == SAME:
                yield EVENT - 5, *pair


def close(a: Node, b: Node) -> bool:
    """Whether two large numbers, one of them open, are so near that a province has hardly two such events a day."""
    alike = a.cause == b.cause or "unknown" in (a.cause, b.cause)
    low, high = sorted((a.stated, b.stated))
    return alike and "vague" not in (a.bound, b.bound) and low >= LARGE and high <= low * NEAR


def differently(a: Node, b: Node, settled: bool) -> bool:
    """Whether two known causes differ, but not for one kind of known victims at one place and day (``settled``)."""
    known = settled and a.group == b.group not in compatible.OPEN
    return a.cause != b.cause and "unknown" not in (a.cause, b.cause) and not known


def by_article(nodes: list[Node], columns: dict, together) -> Iterator[tuple[int, int, int]]:
    """Restatements within an article: the same number again, or a headline's vague or open number."""
    articles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for row in node.rows:
            articles[columns["doc_id"][row]].append((number, row))
    for members in articles.values():
        for (one, row), (two, other) in combinations(members, 2):
            a, b = nodes[one], nodes[two]
            if one == two or a.harm != b.harm or a.scope != b.scope:
                continue
            titled = columns["in_title"][row] or columns["in_title"][other]
            if (a.stated == b.stated and (titled or a.stated >= COMMON)) or (titled and together(one, two)):
                yield ONE_ARTICLE + 5 * (a.stated == b.stated) + (a.group == b.group), one, two


def by_source(nodes: list[Node], columns: dict) -> Iterator[tuple[int, int, int]]:
    """Pairs that state one number on the word of one named source, or one odd number, soon after each other.

    Of an incident place or date must agree and the other be unknown; a total needs neither, or has its place and start
    in common.
    """
    buckets: dict[tuple, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.bound == "vague" or node.stated < SPECIFIC:
            continue
        for key in {columns["origin_key"][row] for row in node.rows} - {""}:
            buckets[node.harm, node.scope, node.stated, key].append(number)
        if odd(node.stated):
            buckets[node.harm, node.scope, node.stated].append(number)
        if node.scope == "cumulative":
            for place, start in {(reading.place, reading.start) for reading in node.readings}:
                if place and start:
                    buckets[node.harm, node.scope, node.stated, place, start].append(number)
    for key, members in buckets.items():
        for one, two in soon(members, nodes):
            a, b = nodes[one], nodes[two]
            enough = a.scope == "cumulative" or max(compatible.setting(a, b, days=0)) == SAME
            if enough and compatible.near(a.published, b.published, SOON_DAYS, unknown=a.scope == "cumulative"):
                yield (ODD_NUMBER if len(key) == 3 else ONE_SOURCE), one, two


def soon(members: list[int], nodes: list[Node]) -> Iterator[tuple[int, int]]:
    """Pairs of ``members`` published within `SOON_DAYS` of each other, or of which one's day is not known: over the
    years one source states one number again and again."""
    dated = [number for number in members if nodes[number].published[0] != LAST]
    undated = [number for number in members if nodes[number].published[0] == LAST]
    latest: list[int] = []
    for number in sorted(dated, key=lambda number: nodes[number].published):
        first = compatible.ordinal(nodes[number].published[0])
        latest = [one for one in latest if first - compatible.ordinal(nodes[one].published[1]) <= SOON_DAYS]
        yield from ((one, number) for one in latest)
        latest.append(number)
    yield from product(dated, undated)
    yield from combinations(undated, 2)
