"""Whether two figures can be about the same people: in harm, victims, number, place and date.

Compatible is not yet joined: an unknown place or date is compatible with every other, and joins none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from helpers import knowledge

NEVER, UNKNOWN, COUNTRY, INSIDE, SAME = -1, 0, 1, 2, 3  # how well two places or dates agree
CIVILIANS = {"civilian", "aid_worker", "journalist", "medical_worker"}
OPEN = {"unknown", "mixed"}
LONG_NAME, ALIKE = 6, 85  # letters, and percent of them alike, of two names that can be spellings of one place
LONG_DAYS = 7  # a date of more days is too wide to join incidents by itself


class Reading(NamedTuple):
    """A place and a date as they were read for a figure."""

    place: str
    level: str
    name: str
    admin: str
    country: str
    start: str
    end: str
    precision: str

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day as ordinals; an open end is far away; ``None`` if unknown."""
        return span(self.start, self.end, self.precision)

    @property
    def firm(self) -> bool:
        """Whether place and day are known well enough to tell events apart."""
        return bool(self.place) and self.level != "country" and bool(window(self, 0))


@dataclass(slots=True)
class Node:
    """Figures that state the same thing, compared once.

    Figures of one passage copied from article to article are one node, with the ``readings`` of all of them: the same
    words are about the same event, also where place or date were read differently.
    """

    harm: str
    scope: str
    group: str
    details: str
    cause: str
    stated: int
    low: float
    high: float
    bound: str
    published: tuple[str, str]
    readings: list[Reading]
    rows: list[int] = field(default_factory=list)
    body: set[str] = field(default_factory=set)  # articles that state it outside their titles


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


def window(reading: Reading, days: int) -> range:
    """The days (ordinals) on which to look for reports of the same incident; none if the date is unknown or wide."""
    known = reading.days
    if known is None or known[1] - known[0] >= LONG_DAYS:
        return range(0)
    return range(known[0], known[1] + 1 + days)


def place(a: Reading, b: Reading) -> int:
    """How two places agree: ``SAME``, ``INSIDE`` (a town and its province, or like spellings in one province),
    ``COUNTRY``, ``UNKNOWN`` or ``NEVER``."""
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
    return INSIDE if a.admin and a.admin == b.admin and spelt_alike(a.name, b.name) else NEVER


@lru_cache(maxsize=1 << 16)
def spelt_alike(one: str, two: str) -> bool:
    """Whether two names of places may be spellings of one ("Maghayir", "Maghawir")."""
    return min(len(one), len(two)) >= LONG_NAME and fuzz.ratio(one, two) >= ALIKE


def dates(a: Reading, b: Reading, *, days: int) -> int:
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


def setting(a: Node, b: Node, *, days: int) -> tuple[int, int]:
    """How place and date of two nodes agree, in the readings that agree best."""
    found = [(place(one, two), dates(one, two, days=days)) for one in a.readings for two in b.readings]
    return max(found, key=lambda pair: (min(pair), sum(pair)))


def causes(a: str, b: str) -> bool:
    """Whether two causes can be one: equal, one unknown, or alike (`knowledge/causes_alike.csv`)."""
    return a == b or "unknown" in (a, b) or "other" in (a, b) or frozenset((a, b)) in alike()


@cache
def alike() -> frozenset[frozenset[str]]:
    """Pairs of causes that reports take for one another."""
    pairs = knowledge.load("causes_alike")[["cause", "like"]]
    return frozenset(map(frozenset, pairs.itertuples(index=False, name=None)))


def victims(a: str, b: str) -> bool:
    """Whether two kinds of victims can be the same people: equal, one open, or both civilians of some kind."""
    return a == b or a in OPEN or b in OPEN or (a in CIVILIANS and b in CIVILIANS and "civilian" in (a, b))


def details(a: Node, b: Node) -> bool:
    """Whether two figures count the same part of the victims; "seven men" can be all seven, "seven children" cannot."""
    return a.details == b.details or (a.stated == b.stated and {a.details, b.details} == {"", "men"})


def figures(a: Node, b: Node, *, days: int, total_days: int) -> bool:
    """Whether two nodes can stand in one claim. ``total_days``: how far apart reports of a running total may be."""
    if a.harm != b.harm or a.scope != b.scope or not victims(a.group, b.group) or not details(a, b):
        return False
    if a.scope == "cumulative":
        return a.stated == b.stated and near(a.published, b.published, total_days) and totals(a, b)
    if not (a.low <= b.high and b.low <= a.high) or not causes(a.cause, b.cause):
        return False
    if a.stated != b.stated and a.body & b.body and (a.bound == "vague") == (b.bound == "vague"):
        return False  # one article that gives two numbers means two things; "dozens" and "at least 58" can be one
    return min(setting(a, b, days=days if one_number(a, b) else 0)) != NEVER


def one_number(a: Node, b: Node) -> bool:
    """Whether both state one number; two who say "dozens" need not mean the same."""
    return a.stated == b.stated and "vague" not in (a.bound, b.bound)


def totals(a: Node, b: Node) -> bool:
    """Whether two running totals can be of one area and have one beginning."""
    return any(
        place(one, two) != NEVER and (not one.start or not two.start or one.start == two.start)
        for one in a.readings
        for two in b.readings
    )


def near(a: tuple[str, str], b: tuple[str, str], days: int, *, unknown: bool = True) -> bool:
    """Whether two spans of publication come within ``days`` of each other (``unknown``: if one is not known)."""
    if a[0].startswith("9999") or b[0].startswith("9999"):
        return unknown
    return max(ordinal(a[0]), ordinal(b[0])) - min(ordinal(a[1]), ordinal(b[1])) <= days
