"""The map's marks and names on a sheet of so many pixels: none lies on another."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.report.outlines import Frame, inside, land
from helpers.report.wording import count, plain

SMALL, LARGE = 7, 28  # pixels of a dot
SIGN, LINE = 7.2, 15  # pixels of a letter and of a line, at most
STEP = 18  # pixels between the points where a country's name is tried
SAID = 8  # places said that a dot stands for as well
LETTERS = 22  # of a place's name beside its dot
SIDES = ("middle right", "middle left", "top center", "bottom center")
ARROWS = {(0, 1): "↖", (1, 1): "↗", (0, 0): "↙", (1, 0): "↘"}  # by corner: right or left, above or below


class Box(NamedTuple):
    """Where something stands, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes have something in common."""
        across = self.left < other.right and self.right > other.left
        return across and self.top < other.bottom and self.bottom > other.top


class View(NamedTuple):
    """A window of the world on a sheet of so many pixels."""

    frame: Frame
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place lies on the sheet, from its upper left corner."""
        west, east, south, north = self.frame
        return (longitude - west) / (east - west) * self.width, (north - latitude) / (north - south) * self.height

    def holds(self, box: Box) -> bool:
        """Whether a box is on the sheet."""
        return box.left >= 0 and box.top >= 0 and box.right <= self.width and box.bottom <= self.height


def fitted(frame: Frame, width: int, height: int) -> View:
    """A window made as wide or as high as the sheet needs, a degree east as long as it is at the window's middle."""
    x, y = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    shrink = max(math.cos(math.radians(y)), 0.2)
    scale = min(height / (frame.north - frame.south), width / ((frame.east - frame.west) * shrink))
    wide, high = width / scale / shrink / 2, height / scale / 2
    return View(Frame(*(round(edge, 3) for edge in (x - wide, x + wide, y - high, y + high))), width, height)


class Dot(NamedTuple):
    """A place on the sheet, with its name and the side it stands on, and the places its dot stands for as well."""

    place: NamedTuple
    x: float
    y: float
    half: float
    text: str
    side: str
    near: list

    def box(self) -> Box:
        """What the dot covers."""
        return Box(self.x - self.half, self.x + self.half, self.y - self.half, self.y + self.half)


def dots(places: pd.DataFrame, view: View, named: int) -> tuple[list[Dot], list[Box]]:
    """The places in their order, as far as they can be drawn without touching one before them or its name.

    Those that can't are ``near`` the closest one drawn. The first have their names. Also what is taken then.
    """
    top = max(int(places["n_documents"].max()), 1) if len(places) else 1
    made: list[Dot] = []
    written: list[Box] = []
    for r in places.itertuples():
        x, y = view.at(r.longitude, r.latitude)
        dot = Dot(r, x, y, (SMALL + (LARGE - SMALL) * (r.n_documents / top) ** 0.5) / 2, "", SIDES[0], [])
        close = min(made, key=lambda one: math.hypot(x - one.x, y - one.y) - one.half, default=None)
        gap = math.hypot(x - close.x, y - close.y) - close.half - dot.half if close else 1
        if close and (gap < 1 or any(dot.box().meets(one) for one in written)):
            close.near.append(r)
            continue
        text = plain(r.called, LETTERS)
        taken = [*(one.box() for one in made), *written] if len(written) < named else []
        for side in SIDES if len(written) < named else ():
            place = beside(dot, len(text) * SIGN, side)
            if view.holds(place) and not any(place.meets(one) for one in taken):
                written.append(place)
                dot = dot._replace(text=text, side=side)
                break
        made.append(dot)
    return made, [*(one.box() for one in made), *written]


def beside(dot: Dot, length: float, side: str) -> Box:
    """Where a name of a length stands on a side of its dot."""
    gap = dot.half + 4
    if side == "middle right":
        return Box(dot.x + gap, dot.x + gap + length, dot.y - LINE / 2, dot.y + LINE / 2)
    if side == "middle left":
        return Box(dot.x - gap - length, dot.x - gap, dot.y - LINE / 2, dot.y + LINE / 2)
    if side == "top center":
        return Box(dot.x - length / 2, dot.x + length / 2, dot.y - gap - LINE, dot.y - gap)
    return Box(dot.x - length / 2, dot.x + length / 2, dot.y + gap, dot.y + gap + LINE)


def country_names(view: View, taken: list[Box]) -> list[dict]:
    """The names of the countries on the sheet, each where it has most room."""
    west, east, south, north = view.frame
    parts: dict[str, list] = defaultdict(list)
    for country, ring in land(view.frame):
        parts[country].append(ring)
    across, down = np.arange(STEP, view.width, STEP), np.arange(STEP, view.height, STEP)
    xs, ys = (grid.ravel() for grid in np.meshgrid(across, down))
    lons, lats = west + xs / view.width * (east - west), north - ys / view.height * (north - south)
    taken, notes = list(taken), []
    for country, rings in sorted(parts.items(), key=lambda item: (-len(item[0]), item[0])):
        own = inside(lons, lats, rings)
        if own.sum() < 3:
            continue
        half = len(country) * SIGN / 2
        others = np.concatenate([np.column_stack([xs, ys])[~own], edges(view)])
        best = None
        for x, y in np.column_stack([xs, ys])[own]:
            place = Box(x - half, x + half, y - LINE / 2, y + LINE / 2)
            if view.holds(place) and not any(place.meets(one) for one in taken):
                room = float((((others - (x, y)) / (half + 10, 12)) ** 2).sum(axis=1).min())
                best = max(best or (0.0, 0, 0, place), (room, x, y, place), key=lambda one: one[0])
        if best and best[0] >= 0.35:
            _, x, y, place = best
            taken.append(place)
            note = {"x": round(west + x / view.width * (east - west), 3)}
            note["y"] = round(north - y / view.height * (north - south), 3)
            style = {"showarrow": False, "font": {"size": 10}, "opacity": 0.85}
            notes.append({**note, "text": plain(country).upper(), **style})
    return notes


def edges(view: View) -> np.ndarray:
    """Points along the edge of the sheet."""
    across, down = np.arange(0, view.width, STEP), np.arange(0, view.height, STEP)
    return np.array(
        [*((x, y) for x in across for y in (0, view.height)), *((x, y) for y in down for x in (0, view.width))]
    )


def far_off(places: pd.DataFrame, view: View) -> list[dict]:
    """Over and under the map, in the corner they lie towards: the places off the map that most articles name."""
    west, east, south, north = view.frame
    towards: dict[tuple[int, int], list[str]] = defaultdict(list)
    for r in places.itertuples():
        corner = int(r.longitude > (west + east) / 2), int(r.latitude > (south + north) / 2)
        towards[corner].append(f"{plain(r.called, LETTERS)} ({r.n_documents:,})")
    notes = []
    for (x, y), called in sorted(towards.items()):
        letters = view.width / 2 / SIGN - len(" and 100 more ↖")
        shown = [one for i, one in enumerate(called) if not i or len(", ".join(called[: i + 1])) <= letters]
        more = len(called) - len(shown)
        text = ", ".join(shown) + (f" and {more} more" if more else "")
        text = f"{text} {ARROWS[x, y]}" if x else f"{ARROWS[x, y]} {text}"
        note = {"xref": "paper", "yref": "paper", "x": x, "y": y, "text": text, "font": {"size": 11}}
        anchors = {"xanchor": "right" if x else "left", "yanchor": "bottom" if y else "top"}
        notes.append({**note, **anchors, "showarrow": False})
    return notes


def hover(dot: Dot) -> str:
    """A place, how many articles name it, and the smaller ones its dot stands for."""
    place, near = dot.place, dot.near
    text = (
        f"<b>{plain(place.called)}</b><br>{count(place.n_documents, 'article')}, {count(place.n_mentions, 'mention')}"
    )
    if near:
        text += f"<br>and {count(len(near), 'place')} too near to draw apart:"
        text += "".join(f"<br>{plain(one.called)} ({one.n_documents:,})" for one in near[:SAID])
        text += f"<br>and {len(near) - SAID} more" if len(near) > SAID else ""
    return text
