"""Growth curves as pictures: plain SVG that any browser shows, without a service or a font."""

from __future__ import annotations

from html import escape
from math import log10

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 60, 150, 40, 46  # margins in pixels
COLOURS = ("#1b5e8c", "#b4472c", "#3c7d3c", "#8a5a9e", "#8c6d1f")
GREY, LIGHT = "#555555", "#dddddd"

Points = list[tuple[float, float]]


def picture(title: str, unit: str, series: dict[str, Points], limit: tuple[float, str] | None = None) -> str:
    """Lines of ``series`` (name: articles and value) over a logarithmic scale of articles, values from 0.

    ``limit``: a value that is a bound, and its name.
    """
    low = min(x for points in series.values() for x, _ in points)
    high = max(x for points in series.values() for x, _ in points)
    most = 1.1 * max([y for points in series.values() for _, y in points] + ([limit[0]] if limit else []))

    def at(x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - log10(low)) / ((log10(high) - log10(low)) or 1)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - y / most * (HEIGHT - TOP - BOTTOM)

    made = [text(LEFT, 20, title, size=15, weight="bold"), text(LEFT, HEIGHT - 8, "articles (logarithmic)", GREY)]
    for value in ticks(most):
        x, y = at(low, value)
        made += [line(x, y, WIDTH - RIGHT, y, LIGHT), text(x - 6, y + 4, f"{value:,.0f}", GREY, anchor="end")]
    made.append(text(LEFT - 50, TOP - 6, unit, GREY))
    power = 10 ** int(log10(low))
    while power <= high:
        if power >= low:
            x, y = at(power, 0)
            made += [line(x, y, x, y + 4, GREY), text(x, y + 18, f"{power:,}", GREY, anchor="middle")]
        power *= 10
    if limit:
        x, y = at(low, limit[0])
        made += [line(x, y, WIDTH - RIGHT, y, GREY, dash="5 4"), text(WIDTH - RIGHT + 6, y + 4, limit[1], GREY)]
    labels = apart([at(*points[-1])[1] for points in series.values()])
    for (name, points), colour, label in zip(series.items(), COLOURS, labels, strict=False):
        places = [at(*point) for point in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        made.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        made += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        made.append(text(places[-1][0] + 8, label + 4, name, colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
    head += f' aria-label="{escape(title)}" font-family="sans-serif" font-size="12">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *made, "</svg>\n"])


def ticks(most: float) -> list[float]:
    """Four to eight round values from 0 to ``most``."""
    step = 10.0 ** int(log10(most))
    step = next(step * part for part in (1, 0.5, 0.25, 0.2, 0.1) if most / (step * part) >= 4)
    return [step * number for number in range(int(most / step) + 1)]


def apart(places: list[float], least: float = 15) -> list[float]:
    """``places`` moved down so that labels do not lie on each other."""
    made = list(places)
    for before, after in zip(order := sorted(range(len(made)), key=made.__getitem__), order[1:], strict=False):
        made[after] = max(made[after], made[before] + least)
    return made


def line(x0: float, y0: float, x1: float, y1: float, colour: str, *, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{colour}"{dashed}/>'


def text(
    x: float,
    y: float,
    words: str,
    colour: str = "#222222",
    *,
    anchor: str = "start",
    size: int = 12,
    weight: str = "normal",
) -> str:
    """Words."""
    style = f'fill="{colour}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'
