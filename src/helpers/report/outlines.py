"""Countries' outlines and borders around a window of the world, from a file that comes with the package.

`outlines.json`: Natural Earth (public domain); its source and its form are said inside. Nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

Points = list[tuple[float, float]]


class Frame(NamedTuple):
    """A window of the world, in degrees."""

    west: float
    east: float
    south: float
    north: float

    def wider(self, share: float) -> Frame:
        """The window with more on each side."""
        wide, high = (self.east - self.west) * share, (self.north - self.south) * share
        return Frame(self.west - wide, self.east + wide, self.south - high, self.north + high)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in the window."""
        return self.west <= x <= self.east and self.south <= y <= self.north


@cache
def arcs() -> list[Points]:
    """Stretches of border and coast, as longitudes and latitudes."""
    made = []
    for arc in data()["arcs"]:
        steps = np.cumsum(np.array(arc).reshape(-1, 2), axis=0) / 100
        made.append([(float(x), float(y)) for x, y in steps])
    return made


@cache
def data() -> dict:
    """The file."""
    return json.loads(Path(__file__).with_name("outlines.json").read_text(encoding="utf-8"))


@cache
def countries() -> list[tuple[str, list[Points]]]:
    """Each country's name and its outlines."""
    lines = arcs()
    made = []
    for (name, *_), rings in zip(data()["names"], data()["rings"], strict=True):
        parts = [[lines[one] if one >= 0 else lines[~one][::-1] for one in ring] for ring in rings]
        made.append((name, [[point for part in ring for point in part] for ring in parts]))
    return made


def land(frame: Frame) -> Iterator[tuple[str, Points]]:
    """The parts of countries in the window, each cut at its edge."""
    for name, rings in countries():
        for ring in rings:
            xs, ys = [x for x, _ in ring], [y for _, y in ring]
            if min(xs) < frame.east and max(xs) > frame.west and min(ys) < frame.north and max(ys) > frame.south:
                cut = clipped(ring, frame)
                if len(cut) > 2:
                    yield name, cut


def clipped(ring: Points, frame: Frame) -> Points:
    """A ring cut at the edges of the window, one edge after the other (Sutherland and Hodgman, 1974)."""
    for axis, edge, sign in ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1)):
        made: Points = []
        for a, b in pairwise([*ring, *ring[:1]]):
            inside_a, inside_b = (sign * (point[axis] - edge) >= 0 for point in (a, b))
            if inside_a != inside_b:
                share = (edge - a[axis]) / (b[axis] - a[axis])
                made.append(tuple(p + share * (q - p) for p, q in zip(a, b, strict=True)))
            if inside_b:
                made.append(b)
        ring = made
        if not ring:
            break
    return ring


def borders(frame: Frame) -> Iterator[Points]:
    """The stretches of border and coast in the window."""
    for arc in arcs():
        run: Points = []
        held = [frame.holds(*point) for point in arc]
        for i, point in enumerate(arc if any(held) else []):
            # A point outside still belongs where its neighbour is inside, so that lines reach the edge.
            if any(held[max(i - 1, 0) : i + 2]):
                run.append(point)
            elif run:
                yield run
                run = []
        if len(run) > 1:
            yield run


def inside(xs: np.ndarray, ys: np.ndarray, rings: list[Points]) -> np.ndarray:
    """Which points lie in the rings, by the number of edges a ray from them crosses."""
    found = np.zeros(len(xs), dtype=bool)
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise([*ring, *ring[:1]]):
            if ay != by:
                found ^= ((ay > ys) != (by > ys)) & (xs < ax + (ys - ay) * (bx - ax) / (by - ay))
    return found
