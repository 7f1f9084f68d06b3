"""At most how many independent sources a claim has: a maximum matching of text families with origins.

Two reports of a claim are not independent if their texts are copied from one another (one family) or if they rest on
the word of the same source (one origin). The largest set of reports of which no two share either is a maximum matching
in the graph of families and origins (Kuhn's algorithm); by König's theorem a smallest cover of that graph is as large,
and names for each report the family or the origin that it shares with others: its *source group*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

OWN = "text of "  # the word of a family that names nobody
BY = "word of "


class Union:
    """Disjoint sets (Tarjan 1975) of names; a set is called by its first member in order."""

    def __init__(self, order: Iterable[str]) -> None:
        self.rank = {name: position for position, name in enumerate(order)}
        self.home = {name: name for name in self.rank}

    def find(self, name: str) -> str:
        while self.home[name] != name:
            self.home[name] = self.home[self.home[name]]
            name = self.home[name]
        return name

    def join(self, a: str, b: str) -> None:
        one, two = sorted((self.find(a), self.find(b)), key=self.rank.__getitem__)
        self.home[two] = one


def matching(edges: Mapping[str, list[str]]) -> dict[str, str]:
    """A maximum matching of a bipartite graph: ``origin -> family``. ``edges``: the origins of each family."""
    taken: dict[str, str] = {}
    holds: dict[str, str] = {}
    for root in edges:
        reached, frontier = {}, [root]
        while frontier:
            family = frontier.pop(0)
            for origin in edges[family]:
                if origin in reached:
                    continue
                reached[origin] = family
                if origin in taken:
                    frontier.append(taken[origin])
                    continue
                while origin:  # swap along the path back to the root
                    family = reached[origin]
                    before = holds.get(family, "")
                    taken[origin], holds[family] = family, origin
                    origin = before
                frontier = []
                break
    return taken


def cover(edges: Mapping[str, list[str]], taken: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """The families and origins of a smallest cover (König 1931): as many as ``taken`` has pairs."""
    matched = set(taken.values())
    families, origins = {family for family in edges if family not in matched}, set()
    frontier = list(families)
    while frontier:
        family = frontier.pop()
        for origin in edges[family]:
            if origin not in origins:
                origins.add(origin)
                if origin in taken and taken[origin] not in families:
                    families.add(taken[origin])
                    frontier.append(taken[origin])
    return set(edges) - families, origins


def count(reports: Iterable[tuple[str, ...]]) -> tuple[int, list[str]]:
    """At most how many of ``reports`` are independent, and the source group of each.

    A report is ``(family, origin, credited, *beside)``: the text family at the claim, the key of the named origin
    (empty: nobody is named), the wire service its article credits (empty: none), and the keys of the other origins it
    names. Where a family names an origin somewhere, its unattributed reports rest on it too: a copy that drops the
    attribution is no new source. A family that names nobody has the credited wire as its origin, else itself.
    """
    rows = list(reports)
    named, wires = defaultdict(set), defaultdict(set)
    for family, origin, credited, *beside in rows:
        named[family] |= {BY + key for key in (origin, *beside) if key}
        wires[family] |= {BY + credited} if credited else set()
    edges = {
        family: sorted(named[family] or (wires[family] if len(wires[family]) == 1 else set())) or [OWN + family]
        for family in sorted(named)
    }
    taken = matching(edges)
    families, _ = cover(edges, taken)
    groups = []
    for family, origin, *_ in rows:
        groups.append(OWN + family if family in families else BY + origin if origin else edges[family][0])
    return len(taken), groups
