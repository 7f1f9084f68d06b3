"""The smallest area that holds several places, and the figures that are sums of others told at several places."""

from __future__ import annotations

import re

import pandas as pd

from helpers.casualties.evidence import Article, Mention
from helpers.casualties.turns import clues

SUMMED = 5  # a smaller total may equal a sum of others by chance
MEMBERS = 6  # most figures one total is told as
BEHIND = 60  # code points behind a list within which its town stands
APART = 40  # code points between two places of one list
LISTED = re.compile(
    r"(?:,? (?:and )?[A-Z](?<!\bI)[\w'’-]*| (?:and )?al-[A-Z][\w'’-]*)+ (\w+)"
)  # " and Al Tol quarters"
EXACT = ("exact", "at_least", "about")


def common(article: Article, places: list[Mention]) -> Mention | None:
    """The smallest area that holds all of ``places``: the place they share, else their province or country.

    None if they lie in several countries, or none is given.
    """
    told = {(m.entity_id or m.name, m.place_type): m for m in places}
    if len(told) == 1:
        return places[0]
    widest = max(told.values(), key=lambda m: m.rank, default=None)
    if widest is None or len({m.country for m in told.values()}) > 1:
        return None
    admins = {m.admin1 for m in told.values()} - {""}  # of a town no list knows, the province is that of its neighbour
    if widest.rank >= 4 or len(admins) != 1:
        return article.country(widest.country) if widest.country else None
    return province(article, admins.pop(), widest.country)


def of_list(article: Article, places: list[Mention]) -> Mention | None:
    """The area of places told in one list; of several provinces its words ("Ersa and Mar"): no name holds just them."""
    area = common(article, places)
    names = list(dict.fromkeys(m.name for m in places))
    if len(names) == 1 and area is not None and area.rank == 1 and not seat(area) and unknown_too(article, area):
        area = province(article, area.admin1, area.country) if area.admin1 else area
    elif len(names) == 1 or area is None:
        return area
    if area.rank < 4 or not any(m.admin1 for m in places):
        area = city(article, places, area)
    if area.rank < 4:
        return area
    named = f"{', '.join(names[:-1])} and {names[-1]}"
    first, last = places[0], places[-1]
    text = article.text[first.start : last.end]
    return Mention(first.start, last.end, text, "", named, "place", "region", "", first.country)


def city(article: Article, places: list[Mention], area: Mention) -> Mention:
    """The town that a list of quarters is told of: behind them ("Mar and Tol quarters of Ersa"), else the nearest."""
    first, end = places[0].start, places[-1].end
    here = [m for m in article.mentions if m.country == area.country and (not area.admin1 or m.admin1 == area.admin1)]
    behind = [m for m in here if end <= m.start < end + BEHIND]
    seats = [m for m in here if seat(m) and m.place_type == "town"]
    for m in seats:
        if m in behind:
            return m
    words = article.text[max(first - BEHIND, 0) : first].split()[-3:] + article.text[first : end + 25].split()
    quarters = clues()["quarters"] & {word.lower().strip(",.") for word in words}
    if not quarters or any(m.place_type == "province" for m in behind):
        return area
    return min(seats, key=lambda m: (abs(m.start - first), m.start), default=area)


def unknown_too(article: Article, mention: Mention) -> bool:
    """Whether a place is told in a list with names nobody knows: "Mar and Tol neighbourhoods", "the towns of …"."""
    after = LISTED.match(article.text, mention.end)
    if after and after[1].lower() in clues()["plural"]:
        return True
    before = article.text[max(mention.start - 30, 0) : mention.start].lower().split()[-2:]
    return len(before) == 2 and before[0] in clues()["towns"] and before[1] in clues()["of"]


def province(article: Article, admin1: str, country: str) -> Mention:
    """A province as the article mentions it; without an entity_id if it only mentions places there."""
    for m in article.mentions:
        if m.place_type == "province" and (m.admin1, m.country) == (admin1, country):
            return m
    return Mention(0, 0, "", "", admin1, "place", "province", admin1, country)


def listed(article: Article, best: Mention, candidates: list[Mention]) -> list[Mention]:
    """The places told in one list with ``best``: "in the towns of Ersa, Mar and Tol"; ``best`` alone if in none."""
    row = sorted({m.start: m for m in [best, *candidates] if m.rank <= 3}.values(), key=lambda m: m.start)
    at = next((i for i, m in enumerate(row) if m.start == best.start), 0)
    found = [best]
    if not 0 <= at < len(row):
        return found
    for step in (-1, 1):
        i = at
        while 0 <= i + step < len(row) and joined(article, *sorted((row[i], row[i + step]), key=lambda m: m.start)):
            i += step
            found.append(row[i])
    found.sort(key=lambda m: m.start)
    between = article.text[found[0].end : found[-1].start].lower().split()
    apart = len({m.admin1 for m in found}) > 1  # "in Ersa, Mar": the towns of two provinces cannot lie in each other
    kind = article.text[max(found[0].start - 30, 0) : found[0].start].lower().split()[-2:]
    several = len(kind) == 2 and kind[0] in clues()["plural"] and kind[1] in clues()["of"]  # a comma may be lost
    return found if len(found) > 2 or apart or several or clues()["and"] & set(between) else [best]


def joined(article: Article, one: Mention, other: Mention) -> bool:
    """Whether two neighbouring places stand in a list, not one within the other: "Ersa and Mar", not "Ersa, Mar"."""
    between = article.text[one.end : other.start]
    if one.entity_id == other.entity_id or one.country != other.country or len(between) > APART:
        return False
    words = between.replace(",", " , ").lower().split()
    if one.rank != other.rank and not {one.rank, other.rank} <= {0, 1}:
        return False
    if not clues()["and"] & set(words) and (
        set(words) - {","} or (one.admin1 == other.admin1 and (seat(one) or seat(other)))
    ):
        return False  # one lies in the other: "Mar in Ersa", "Mar, Ersa province"
    known = clues()["and"] | clues()["join"] | clues()["part"]
    return all(word in known or word.isdecimal() for word in words) and "\n" not in between


def seat(mention: Mention) -> bool:
    """Whether a place is a province or the town it is named after."""
    return mention.name == mention.admin1


def summands(i: int, figures: list[dict]) -> list[int]:
    """The later figures that add up to figure ``i``: "kills 16 in the province … seven in Ersa … nine in Mar"."""
    figure = figures[i]
    total = figure["count_min"]
    if pd.isna(total) or total < SUMMED or figure["bound"] not in EXACT:
        return []
    wholes = {other["figure_id"] for other in figures if (other["harm"], other["count_min"]) == (figure["harm"], total)}
    rows = [
        j
        for j in range(i + 1, len(figures))
        if figures[j]["harm"] == figure["harm"]
        and figures[j]["scope"] == "incident"
        and figures[j]["part_of"] in ("", *wholes)
        and figures[j]["bound"] in EXACT
        and not pd.isna(figures[j]["count_min"])
        and 0 < figures[j]["count_min"] < total
    ]
    for first in range(len(rows)):
        left = total
        for last in range(first, min(first + MEMBERS, len(rows))):
            left -= figures[rows[last]]["count_min"]
            if left <= 0:
                break
        if left == 0 and last > first:
            return rows[first : last + 1]
    return []
