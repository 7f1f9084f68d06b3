"""Join figures of different reports to claims: the same harm to the same people at the same place and time.

Candidates are found by index (place and day; number and source; copied passage; article), never by comparing all with
all, and a claim holds only figures of which every pair is compatible (`compatible.figures`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from helpers.corroboration import cluster, compatible
from helpers.corroboration.compatible import COUNTRY, INSIDE, SAME, Node
from helpers.corroboration.numbers import odd

SPECIFIC = 10  # a number below is too common to join reports that name only the country
SOON_DAYS = 7  # reports of one number and source this close tell the same thing, if nothing speaks against it
SHARED_TEXT, ONE_ARTICLE, EVENT, ONE_SOURCE, ODD_NUMBER = 50, 40, 20, 10, 5  # strength of the evidence
SIGNATURE = [
    *("harm", "scope", "victim_group", "details", "cause", "count_min", "count_max", "bound"),
    *("place_key", "level", "in_name", "admin_key", "country", "date_start", "date_end", "date_precision"),
]


def join(reports: pd.DataFrame, stated_in: pd.DataFrame, *, days: int, total_days: int) -> list[list[int]]:
    """The claims as lists of positions in ``reports`` (`reports.table`), each in order of publication.

    ``stated_in``: figures that one copied passage covers in two articles (`links.covered`: ``a, b`` positions).
    ``days``: how far apart two dates of one incident with one number may lie; ``total_days``: how far apart two reports
    of one running total.
    """
    nodes = to_nodes(reports)
    node_of = {row: number for number, node in enumerate(nodes) for row in node.rows}
    columns = {name: reports[name].tolist() for name in ("doc_id", "in_title", "origin_key")}
    edges = [
        *by_event(nodes, days),
        *by_article(nodes, columns, days, total_days),
        *by_source(nodes, columns),
        *((SHARED_TEXT, node_of[a], node_of[b]) for a, b in stated_in[["a", "b"]].itertuples(index=False)),
    ]
    edges = [edge for edge in edges if edge[1] != edge[2]]
    groups = cluster.group(
        len(nodes),
        edges,
        lambda a, b: compatible.figures(nodes[a], nodes[b], days=days, total_days=total_days),
        separate(reports, nodes),
    )
    found = [sorted(row for number in numbers for row in nodes[number].rows) for numbers in groups]
    return sorted(found)


def to_nodes(reports: pd.DataFrame) -> list[Node]:
    """Figures that state the same thing of a known place and a known day as one node; every other is its own."""
    nodes: list[Node] = []
    known: dict[tuple, int] = {}
    repeated = reports.groupby([*SIGNATURE, "sentence_key"], dropna=False).cumcount()  # "7 men and 7 women": two
    columns = [*SIGNATURE, "stated", "low", "high", "published", "doc_id", "in_title", "part_of"]
    for row, (cells, again) in enumerate(
        zip(reports[columns].fillna(-1).itertuples(index=False, name=None), repeated, strict=True)
    ):
        harm, scope, group, details, cause, _, _, bound, place, level, name, admin, country = cells[:13]
        start, end, precision, stated, low, high, published, doc_id, in_title, part_of = cells[13:]
        node = Node(
            *(row, harm, scope, group, details, cause, stated, low, high, bound),
            *(place, level, name, admin, country, start, end, precision, (published, published)),
        )
        firm = place and level != "country" and scope == "incident" and compatible.window(node, 0)
        key = (*cells[:16], again) if firm and not part_of else row
        if key not in known:
            known[key] = len(nodes)
            nodes.append(node)
        kept = nodes[known[key]]
        kept.rows.append(row)
        if not in_title and bound != "vague":
            kept.firm_in.add(doc_id)
        kept.published = (min(kept.published[0], published), max(kept.published[1], published))
    return nodes


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


def by_event(nodes: list[Node], days: int) -> Iterator[tuple[int, int, int]]:
    """Pairs of nodes on the same day at the same place, or one inside the other where the numbers are the same."""
    buckets: dict[tuple, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.scope != "incident" or not node.place:
            continue
        for day in compatible.window(node, days):
            buckets[node.harm, node.place, day].append(number)
            if node.level != "country":
                province = node.name if node.level == "province" or node.name == node.admin else node.admin
                buckets[node.harm, "inside", node.country, province, day, node.stated].append(number)
            if node.stated >= SPECIFIC and node.country:
                buckets[node.harm, "in", node.country, day, node.stated].append(number)
    seen = set()
    for members in buckets.values():
        for pair in combinations(members, 2):
            if pair in seen:
                continue
            seen.add(pair)
            a, b = nodes[pair[0]], nodes[pair[1]]
            where, when = compatible.place(a, b), compatible.dates(a, b, days=days)
            same = a.stated == b.stated
            if min(where, when) == SAME or (same and min(where, when) >= INSIDE):
                yield EVENT + 3 * same + where + when, *pair
            elif same and where == COUNTRY and when == SAME and a.bound != "vague":
                yield EVENT - 5, *pair


def by_article(nodes: list[Node], columns: dict, days: int, total_days: int) -> Iterator[tuple[int, int, int]]:
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
            if a.stated == b.stated or (titled and compatible.figures(a, b, days=days, total_days=total_days)):
                yield ONE_ARTICLE + 5 * (a.stated == b.stated) + compatible.victims(a.group, b.group), one, two


def by_source(nodes: list[Node], columns: dict) -> Iterator[tuple[int, int, int]]:
    """Pairs that state one number on the word of one named source, or one odd number, soon after each other.

    Of an incident one of place and date must agree; a total needs no place, or has its place and start in common.
    """
    buckets: dict[tuple, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.bound == "vague" or node.stated < SPECIFIC:
            continue
        for key in {columns["origin_key"][row] for row in node.rows} - {""}:
            buckets[node.harm, node.scope, node.stated, key].append(number)
        if odd(node.stated):
            buckets[node.harm, node.scope, node.stated].append(number)
        if node.scope == "cumulative" and node.place and node.start:
            buckets[node.harm, node.scope, node.stated, node.place, node.start].append(number)
    for key, members in buckets.items():
        for one, two in combinations(members, 2):
            a, b = nodes[one], nodes[two]
            known = max(compatible.place(a, b), compatible.dates(a, b, days=0)) >= INSIDE
            if (known or a.scope == "cumulative") and compatible.near(a.published, b.published, SOON_DAYS):
                yield (ODD_NUMBER if len(key) == 3 else ONE_SOURCE), one, two
