"""A chart: a Plotly figure with its title, a summary in words, and its data as a table.

Figures are written as plain Plotly JSON (plotly.com/javascript/reference), so that a notebook draws without loading
plotly's Python classes, and so that the report can dress the same figure for a light or a dark page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from markupsafe import Markup

from helpers.report.table import Table

# Between 3:1 and 8:1 against white and against the dark page; told apart in grey by symbol, never by colour alone.
COLOURS = ("#2f7ec1", "#c8641b", "#2e8b57", "#8e63b8", "#c9484b", "#1f8a92", "#8a7d22", "#7a7f87")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "star", "hexagon", "cross")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
LIGHT = {
    "ink": "#22262b",
    "soft": "#5a626b",
    "line": "#dad7cf",
    "paper": "#fdfcf9",
    "scale": ("#eeece5", "#a9c0cb", "#3f7592", "#16506f"),
}
DARK = {
    "ink": "#e6e4df",
    "soft": "#a9afb6",
    "line": "#3a4047",
    "paper": "#15181c",
    "scale": ("#23282e", "#31536a", "#86c2e0", "#b9e2f7"),
}
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": "reset"}


def template(theme: dict[str, str]) -> dict:
    """The one Plotly template of all charts, in the colours of ``theme``."""
    axis = {
        "gridcolor": theme["line"],
        "linecolor": theme["line"],
        "zerolinecolor": theme["line"],
        "tickcolor": theme["line"],
        "tickfont": {"color": theme["soft"], "size": 12},
        "title": {"font": {"color": theme["soft"], "size": 12}},
        "automargin": True,
        "ticklabeloverflow": "allow",  # else every label is measured, again and again; the page gives them their room
        "zeroline": False,
        "fixedrange": True,
    }
    # A step at one half tells what is most from what is not, and keeps numbers in the cells readable on every tone.
    scale = [list(pair) for pair in zip((0, 0.5, 0.5, 1), theme["scale"], strict=True)]
    layout = {
        "font": {"family": FONT, "size": 13, "color": theme["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(COLOURS),
        "colorscale": {"sequential": scale},
        "coloraxis": {"colorscale": scale},
        "xaxis": axis,
        "yaxis": axis,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": theme["paper"],
            "bordercolor": theme["soft"],
            "font": {"color": theme["ink"], "family": FONT, "size": 12},
        },
        "legend": {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "font": {"size": 12}},
        "annotationdefaults": {"font": {"color": theme["soft"], "size": 12}, "showarrow": False},
        "dragmode": False,
    }
    return {"layout": layout}


@dataclass(frozen=True)
class Note:
    """A sentence where there is nothing to draw or to list."""

    text: str

    def _repr_html_(self) -> str:
        return str(Markup('<p class="none">{}</p>').format(self.text))


@dataclass(frozen=True)
class Chart:
    """A picture. ``key`` is its address in the page, ``title`` names it, ``summary`` says in words what it shows.

    ``traces`` and ``layout`` are Plotly's; ``table`` holds the data; ``how`` says how to read it.
    """

    key: str
    title: str
    summary: str
    traces: list[dict]
    layout: dict
    table: Table
    how: str = ""
    least: int = 0  # width in pixels below which the picture scrolls inside its frame
    config: dict = field(default_factory=lambda: dict(CONFIG))
    more: dict = field(default_factory=dict)  # what else the page's script needs to know, see charts.js

    @property
    def figure(self):
        """The chart as a `plotly.graph_objects.Figure`."""
        import plotly.graph_objects as go

        return go.Figure(self.native())

    def native(self) -> dict:
        """The figure with its title and template, for a notebook."""
        layout = {**self.layout, "template": template(LIGHT), "autosize": True}
        layout["title"] = {"text": self.title, "x": 0, "xref": "paper", "font": {"size": 16}}
        layout["margin"] = {"t": 84 if self.layout.get("showlegend") else 48, **self.layout.get("margin", {})}
        layout["height"] = self.layout["height"] + 40
        return {"data": self.traces, "layout": layout, "config": self.config}

    def to_html(self) -> str:
        """The chart as a part of the page: the script of the page draws it, and its data stand under it."""
        spec = {"data": self.traces, "layout": self.layout, "config": self.config, **self.more}
        shown = {
            "key": self.key,
            "title": self.title,
            "summary": self.summary,
            "how": Markup('<p class="how">{}</p>').format(self.how) if self.how else "",
            "height": self.layout["height"],
            "least": Markup(' data-least="{}"').format(self.least) if self.least else "",
            "spec": Markup(json_for_script(spec)),
            "table": Markup(self.table.framed()),
        }
        return str(FIGURE.format(**shown))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        text = f"{self.title}. {self.summary}"
        return {"application/vnd.plotly.v1+json": self.native(), "text/html": self.to_html(), "text/plain": text}


FIGURE = Markup("""<figure class="chart" id="{key}">
<figcaption><h3>{title}</h3><p>{summary}</p>{how}</figcaption>
<div class="frame">
<div class="plot" role="img" aria-label="{title}. {summary}" style="height:{height}px"{least}></div>
</div>
<script type="application/json">{spec}</script>
<details class="data"><summary>The same as a table</summary>
{table}
</details>
</figure>""")


def json_for_script(value: object) -> str:
    """``value`` as JSON that can stand in a script element: no sign that HTML knows."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")


def style(values: list[str]) -> dict[str, tuple[str, str]]:
    """A colour and a symbol for each value, in order; the ninth and later share the last."""
    return {value: (COLOURS[min(i, 7)], SYMBOLS[min(i, 7)]) for i, value in enumerate(values)}
