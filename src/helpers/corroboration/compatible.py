"""Whether two figures can be about the same people: in harm, victims, number, place and date.

Compatible is not yet joined: an unknown place or date is compatible with every other, and joins none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from helpers import knowledge

UNKNOWN, COUNTRY, INSIDE, SAME = 0, 1, 2, 3
NEVER = -1
CIVILIANS = {"civilian", "aid_worker", "journalist", "medical_worker"}
OPEN = {"unknown", "mixed"}
LONG_DAYS = 7  # a date of more days is too wide to join incidents by itself


@dataclass
class Node:
    """Figures that state the same thing of the same day and place: compared once."""

    order: int
    harm: str
    scope: str
    group: str
    details: str
    cause: str
    stated: int
    low: float
    high: float
    bound: str
    place: str
    level: str
    name: str
    admin: str
    country: str
    start: str
    end: str
    precision: str
    published: tuple[str, str]
    rows: list[int] = field(default_factory=list)
    firm_in: set[str] = field(default_factory=set)  # articles that state it outside their titles, in no vague word

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day as ordinals; a missing end is open (far), a missing start makes the date unknown."""
        return span(self.start, self.end, self.precision)


@cache
def span(start: str, end: str, precision: str) -> tuple[int, int] | None:
    """The days between two ISO dates as ordinals; ``None`` if unknown."""
    if not start and not end:
        return None
    first = ordinal(start) if start else ordinal(end)
    last = ordinal(end) if end else (first if precision in ("day", "") else date.max.toordinal())
    return first, max(first, last)


@cache
def ordinal(day: str) -> int:
    """The ordinal of an ISO date, its missing month or day taken as the first."""
    return date.fromisoformat((day[:10] + "-01-01")[:10]).toordinal()


def place(a: Node, b: Node) -> int:
    """How two places agree: ``SAME``, ``INSIDE`` (a town and its province), ``COUNTRY``, ``UNKNOWN`` or ``NEVER``."""
    if not a.place or not b.place:
        return UNKNOWN
    if a.place == b.place:
        return COUNTRY if a.level == "country" else SAME
    if a.country and b.country and a.country != b.country:
        return NEVER
    if a.level == "country" or b.level == "country":
        return COUNTRY if a.level != b.level else NEVER
    if a.name == b.name and a.name:
        return INSIDE  # a town and the province of its name
    if (a.name and a.name == b.admin) or (b.name and b.name == a.admin):
        return INSIDE
    return NEVER


def dates(a: Node, b: Node, *, days: int) -> int:
    """How two dates agree: ``SAME`` (they overlap, both within a week), ``INSIDE`` (longer ones overlap, or they are up
    to ``days`` apart), ``UNKNOWN`` or ``NEVER``."""
    one, two = a.days, b.days
    if one is None or two is None:
        return UNKNOWN
    gap = max(one[0], two[0]) - min(one[1], two[1])
    if gap > days:
        return NEVER
    short = one[1] - one[0] < LONG_DAYS and two[1] - two[0] < LONG_DAYS
    return SAME if short and gap <= 0 else INSIDE


def causes(a: str, b: str) -> bool:
    """Whether two causes can be one: equal, one unknown, or alike (`knowledge/causes_alike.csv`)."""
    return a == b or "unknown" in (a, b) or "other" in (a, b) or frozenset((a, b)) in alike()


@cache
def alike() -> frozenset[frozenset[str]]:
    """Pairs of causes that reports take for one another."""
    return frozenset(
        map(frozenset, knowledge.load("causes_alike")[["cause", "like"]].itertuples(index=False, name=None))
    )


def victims(a: str, b: str) -> bool:
    """Whether two kinds of victims can be the same people: equal, one open, or both civilians of some kind."""
    return a == b or a in OPEN or b in OPEN or (a in CIVILIANS and b in CIVILIANS and "civilian" in (a, b))


def figures(a: Node, b: Node, *, days: int, total_days: int) -> bool:
    """Whether two nodes can stand in one claim. ``total_days``: how far apart reports of a running total may be."""
    if a.harm != b.harm or a.scope != b.scope or a.details != b.details or not victims(a.group, b.group):
        return False
    if a.scope == "cumulative":
        if a.stated != b.stated or (a.start and b.start and a.start != b.start):
            return False
        return near(a.published, b.published, total_days) and place(a, b) != NEVER
    if not (a.low <= b.high and b.low <= a.high) or not causes(a.cause, b.cause):
        return False
    if a.stated != b.stated and a.firm_in & b.firm_in:
        return False  # one article that gives two numbers means two things
    found = dates(a, b, days=days if a.stated == b.stated else 0)
    return found != NEVER and place(a, b) != NEVER


def near(a: tuple[str, str], b: tuple[str, str], days: int) -> bool:
    """Whether two spans of publication come within ``days`` of each other; unknown ones do."""
    if a[0].startswith("9999") or b[0].startswith("9999"):
        return True
    return max(ordinal(a[0]), ordinal(b[0])) - min(ordinal(a[1]), ordinal(b[1])) <= days


def window(node: Node, days: int) -> list[str]:
    """The days on which to look for reports of the same incident; none if the date is unknown or wide."""
    known = node.days
    if known is None or known[1] - known[0] >= LONG_DAYS:
        return []
    return [
        (date.fromordinal(known[0]) + timedelta(offset)).isoformat() for offset in range(known[1] - known[0] + 1 + days)
    ]
