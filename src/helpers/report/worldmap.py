"""Places on a map drawn from outlines that come with the package: nothing is fetched.

Dots that would lie on each other become one, with the others said beside it, and names stand only where they are free:
worked out in pixels, for a wide page and for a phone.
"""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import article, entity_names, labels
from helpers.report.outlines import Frame, borders, land
from helpers.report.sheet import Dot, View, country_names, dots, far_off, fitted, hover
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import anchor, count, name, number, words

FORMS = {"wide": (720, 500), "narrow": (330, 380)}  # pixels for which the map is laid out; on more it is only roomier
STRIP = 24  # pixels over and under the map, for what lies far off
NAMED = {"wide": 26, "narrow": 12}  # places with their name beside them, at most
AIR = 0.12  # of the span of the places, around them
CORE = 0.93  # share of the reports whose places are sure to be on the map
LEAST = 5.0  # degrees across that are shown at least
QUOTED = 2  # sentences quoted for a place
LAND = "rgba(127,127,127,.13)"


def places_chart(entities: pd.DataFrame, mentions: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """Where the reports speak of: a dot a place, sized by the number of articles that name it."""
    known = entities[(entities["kind"] == "place") & entities["latitude"].notna() & entities["longitude"].notna()]
    places = known[~known["place_type"].isin(["country", "region"])]
    if places.empty:
        return Note("No place smaller than a country has known coordinates, so there is no map.")
    places = places.sort_values(["n_documents", "n_mentions", "entity_id"], ascending=[False, False, True])
    places = places.assign(called=list(entity_names(places)))
    core = box(places)
    drawn = {form: draw(places, fitted(core, *size), NAMED[form]) for form, size in FORMS.items()}
    away = len(places) - int(on(places, fitted(core, *FORMS["wide"]).frame).sum())
    first = ", ".join(f"{r.called} ({r.n_documents:,})" for r in places.head(3).itertuples())
    summary = f"{count(len(places), 'place')} with known coordinates. Named by most articles: {first}."
    summary += f" {count(away, 'place lies', 'places lie')} off the map: the arrows name them." if away else ""
    how = (
        "The larger, the more articles name the place; squares are provinces, at their middle. Smaller places too near "
        "to be drawn apart are said when you point at a dot. A place that is named is not always where something "
        "happened. Press a dot for its sentences. Outlines: Natural Earth, public domain."
    )
    traces, layout = drawn["wide"]
    return Chart(
        "chart-places",
        "Places, by number of reports",
        summary,
        traces,
        layout,
        as_table(places, mentions, documents),
        how,
        more={"narrow": dict(zip(("data", "layout"), drawn["narrow"], strict=True))},
    )


def box(places: pd.DataFrame) -> Frame:
    """The window of the nearest places that make up most reports: places far off stretch nothing."""
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
    return Frame(*edges)


def middle(values: pd.Series, weights: pd.Series) -> float:
    """The weighted median."""
    order = values.sort_values(kind="stable").index
    return float(values[order][weights[order].cumsum() * 2 >= weights.sum()].iloc[0])


def on(places: pd.DataFrame, frame: Frame) -> pd.Series:
    """Which places are in the window."""
    return places["longitude"].between(frame.west, frame.east) & places["latitude"].between(frame.south, frame.north)


def draw(places: pd.DataFrame, view: View, named: int) -> tuple[list[dict], dict]:
    """The traces and the layout of the map on a sheet of a given size."""
    seen = on(places, view.frame)
    shown, taken = dots(places[seen], view, named)
    # More than the sheet shows: on a wider page the map goes on.
    around = view.frame.wider(0.6)
    outline = [cut for _, cut in land(around)]
    traces = [
        {**path(outline), "fill": "toself", "fillcolor": LAND, "line": {"width": 0}},
        {**path(borders(around)), "line": {"color": COLOURS[7], "width": 0.8}},
        dots_trace(shown),
    ]
    notes = [*country_names(view, taken), *far_off(places[~seen], view)]
    west, east, south, north = view.frame
    ratio = (east - west) / (north - south) * view.height / view.width
    layout = {
        "height": view.height + 2 * STRIP,
        "showlegend": False,
        "xaxis": {"range": [west, east], "visible": False},
        "yaxis": {"range": [south, north], "visible": False, "scaleanchor": "x", "scaleratio": round(ratio, 4)},
        "margin": {"l": 0, "r": 0, "t": STRIP, "b": STRIP},
        "annotations": notes,
    }
    return traces, layout


def path(pieces) -> dict:
    """Lines with gaps between, as one trace."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for piece in pieces:
        xs += [*(round(x, 2) for x, _ in piece), None]
        ys += [*(round(y, 2) for _, y in piece), None]
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip"}


def dots_trace(shown: list[Dot]) -> dict:
    """The places as dots, and their names where there is room."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [round(dot.place.longitude, 3) for dot in shown],
        "y": [round(dot.place.latitude, 3) for dot in shown],
        "text": [dot.text for dot in shown],
        "textposition": [dot.side for dot in shown],
        "textfont": {"size": 12},
        "cliponaxis": False,
        "marker": {
            "size": [round(2 * dot.half, 1) for dot in shown],
            "color": COLOURS[1],
            "opacity": 0.85,
            "symbol": ["square" if dot.place.place_type == "province" else "circle" for dot in shown],
            "line": {"width": 0},
        },
        "hovertext": [hover(dot) for dot in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": ["#" + anchor("place", dot.place.entity_id) for dot in shown],
    }


def as_table(places: pd.DataFrame, mentions: pd.DataFrame, documents: pd.DataFrame) -> Table:
    """Every place, with the first sentences that name it."""
    called = labels(documents)
    listed = places.head(LISTED)
    first = mentions[mentions["entity_id"].isin(listed["entity_id"])].sort_values(["doc_id", "start"])
    first = first.drop_duplicates(["entity_id", "doc_id"]).groupby("entity_id").head(QUOTED)
    told = {
        entity: Markup("").join(
            Markup("<li>{} {}</li>").format(words(r.sentence), article(r.doc_id, called)) for r in part.itertuples()
        )
        for entity, part in first.groupby("entity_id")
    }
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
                Markup('<ul class="plain">{}</ul>').format(told[r.entity_id]) if r.entity_id in told else "",
            ],
            anchor("place", r.entity_id),
        )
        for r in listed.itertuples()
    ]
    columns = ["Place", "Kind", "Province", "Country", "Articles", "Mentions", "Latitude, longitude", "First sentences"]
    return Table("", "Places", "", columns, rows, ("Articles", "Mentions"), ("First sentences",), total=len(places))
