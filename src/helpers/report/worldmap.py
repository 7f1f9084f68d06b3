"""Places on a map drawn from outlines that come with the package: nothing is fetched.

`outlines.json`: country borders of Natural Earth (public domain), its source and its form said inside.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

import pandas as pd

from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import entity_names
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import count, name, number, plain

MOST = 150  # places drawn
NAMED = 14  # places with their name beside them
AIR = 0.18  # of the span of the places, around them
CORE = 0.93  # share of the reports whose places are sure to be on the map
LEAST = 5.0  # degrees across that are shown at least


@cache
def outlines() -> tuple[list[tuple[list[float], list[float]]], list[tuple[str, float, float]]]:
    """The borders as lines (longitudes, latitudes), and the countries' names with where to write them."""
    data = json.loads(Path(__file__).with_name("outlines.json").read_text(encoding="utf-8"))
    lines = []
    for arc in data["arcs"]:
        x = y = 0
        xs, ys = [], []
        for dx, dy in zip(arc[::2], arc[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x / 100)
            ys.append(y / 100)
        lines.append((xs, ys))
    return lines, [tuple(one) for one in data["names"]]


def places_chart(entities: pd.DataFrame) -> Chart | Note:
    """Where the reports speak of: a dot a town, sized by the number of articles that name it."""
    known = entities[(entities["kind"] == "place") & entities["latitude"].notna() & entities["longitude"].notna()]
    countries = known["place_type"] == "country"
    places = known[~countries]
    if places.empty:
        return Note("No place smaller than a country has known coordinates, so there is no map.")
    places = places.sort_values(["n_documents", "n_mentions", "entity_id"], ascending=[False, False, True])
    frame = box(places)
    inside = places[
        places["longitude"].between(frame[0], frame[1]) & places["latitude"].between(frame[2], frame[3])
    ].head(MOST)
    parallel = math.radians((frame[2] + frame[3]) / 2)
    dots = marks(inside, frame)
    layout = {
        "height": 520,
        "showlegend": False,
        "xaxis": {"range": list(frame[:2]), "visible": False},
        "yaxis": {
            "range": list(frame[2:]),
            "visible": False,
            "scaleanchor": "x",
            "scaleratio": round(1 / max(math.cos(parallel), 0.2), 3),
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "annotations": country_names(frame),
    }
    away = len(places) - len(inside)
    first = [plain(one) for one in entity_names(inside.head(3))]
    summary = f"{count(len(places), 'place')} with coordinates. Named by most articles: {', '.join(first)}"
    summary += f"; {count(away, 'place lies', 'places lie')} outside the map, or would crowd it." if away else "."
    rows = [
        Row(
            [
                name(r.name),
                r.place_type,
                name(r.admin1) if r.admin1 else "",
                r.country,
                Cell(number(r.n_documents), r.n_documents),
                Cell(number(r.n_mentions), r.n_mentions),
                f"{r.latitude:.2f}, {r.longitude:.2f}",
            ]
        )
        for r in places.head(500).itertuples()
    ]
    columns = ["Place", "Kind", "Province", "Country", "Articles", "Mentions", "Latitude, longitude"]
    table = Table("", "Places", "", columns, rows, ("Articles", "Mentions"), total=len(places))
    how = "Provinces stand at their middle, as squares. Outlines: Natural Earth, public domain."
    return Chart(
        "chart-places", "Where it happened, by number of reports", summary, [*lines(frame), dots], layout, table, how
    )


def box(places: pd.DataFrame) -> tuple[float, float, float, float]:
    """West, east, south, north around the nearest places that make up most reports: places far off stretch nothing."""
    weights = places["n_documents"].astype(float).clip(lower=1)
    x, y = places["longitude"].astype(float), places["latitude"].astype(float)
    middle_x, middle_y = middle(x, weights), middle(y, weights)
    far = ((x - middle_x) * math.cos(math.radians(middle_y))) ** 2 + (y - middle_y) ** 2
    near = far.sort_values(kind="stable").index
    core = near[(weights[near].cumsum() / weights.sum() <= CORE).to_numpy() | (far[near] <= LEAST**2 / 4).to_numpy()]
    core = core if len(core) else near[:1]
    edges = []
    for values in (x[core], y[core]):
        air = max((values.max() - values.min()) * AIR, (LEAST - (values.max() - values.min())) / 2)
        edges += [values.min() - air, values.max() + air]
    return tuple(round(edge, 2) for edge in edges)


def middle(values: pd.Series, weights: pd.Series) -> float:
    """The weighted median."""
    order = values.sort_values(kind="stable").index
    return float(values[order][weights[order].cumsum() * 2 >= weights.sum()].iloc[0])


def lines(frame: tuple[float, float, float, float]) -> list[dict]:
    """The borders that touch the frame, as one line with gaps."""
    west, east, south, north = frame
    wide, high = (east - west) * 1.5, (north - south) * 1.5
    xs: list[float | None] = []
    ys: list[float | None] = []
    for arc_x, arc_y in outlines()[0]:
        if (
            max(arc_x) < west - wide
            or min(arc_x) > east + wide
            or max(arc_y) < south - high
            or min(arc_y) > north + high
        ):
            continue
        for x, y in zip(arc_x, arc_y, strict=True):
            if west - wide <= x <= east + wide and south - high <= y <= north + high:
                xs.append(x)
                ys.append(y)
            elif xs and xs[-1] is not None:
                xs.append(None)
                ys.append(None)
        xs.append(None)
        ys.append(None)
    line = {"color": COLOURS[7], "width": 1}
    return [{"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}]


def country_names(frame: tuple[float, float, float, float]) -> list[dict]:
    """The names of the countries whose middle is in the frame."""
    west, east, south, north = frame
    return [
        {"x": x, "y": y, "text": plain(country).upper(), "showarrow": False, "font": {"size": 10}, "opacity": 0.8}
        for country, x, y in outlines()[1]
        if west < x < east and south < y < north
    ]


def marks(places: pd.DataFrame, frame: tuple[float, float, float, float]) -> dict:
    """The dots, the most reported ones named where their names do not run into each other."""
    top = max(int(places["n_documents"].max()), 1)
    wide, high = frame[1] - frame[0], frame[3] - frame[2]
    taken: list[tuple[float, float, float]] = []
    texts = []
    for r in places.itertuples():
        length = len(r.name) * 0.014 * wide + 0.02 * wide
        free = all(
            abs(r.latitude - y) > 0.045 * high or r.longitude > x + taken_length or r.longitude + length < x
            for x, y, taken_length in taken
        )
        show = free and len(taken) < NAMED and r.longitude + length < frame[1]
        taken += [(r.longitude, r.latitude, length)] if show else []
        texts.append(f" {plain(r.name, 22)}" if show else "")
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [round(x, 3) for x in places["longitude"]],
        "y": [round(y, 3) for y in places["latitude"]],
        "text": texts,
        "textposition": "middle right",
        "cliponaxis": True,
        "marker": {
            "size": [round(7 + 25 * (n / top) ** 0.5, 1) for n in places["n_documents"]],
            "color": COLOURS[1],
            "opacity": 0.75,
            "symbol": ["circle" if kind != "province" else "square" for kind in places["place_type"]],
            "line": {"width": 1, "color": "#ffffff"},
        },
        "hovertext": [
            f"<b>{plain(r.name)}</b><br>{count(r.n_documents, 'article')}, {count(r.n_mentions, 'mention')}"
            for r in places.itertuples()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
