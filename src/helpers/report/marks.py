"""The marks of the figures chart: a dot a number, a line a range, a dotted line with an arrow an open end."""

from __future__ import annotations

import pandas as pd

from helpers.report.wording import anchor, count, group, people, plain, said

DOUBTED = ("claimed", "alleged", "unverified", "expected")
OPEN = 0.3  # length of an open end, in powers of ten
ZERO = 0.55  # where "nobody" stands on a logarithmic scale
LINE = {"type": "scatter", "mode": "lines", "showlegend": False, "hoverinfo": "skip"}


def position(value: int) -> float:
    """Where a number stands on the logarithmic scale; nobody stands to the left of one."""
    return value if value > 0 else ZERO


def bounds(mark) -> tuple[int | None, int | None]:
    """The lowest and the highest number of a mark; None where it is open."""
    return tuple(None if value is None or pd.isna(value) else int(value) for value in (mark.low, mark.high))


def said_number(mark) -> str:
    """How many, in words."""
    low, high = (pd.NA if value is None else value for value in bounds(mark))
    return people(low, high, mark.bound, mark.number)


def short_number(mark) -> str:
    """The number beside a mark: ``≥43``, ``≤30``, ``~40``, ``10–15``, the printed word where it is vague."""
    if mark.bound == "vague":
        return plain(mark.number.lower(), 22)
    made = said_number(mark)
    for long, short in (("at least ", "≥"), ("up to ", "≤"), ("about ", "~")):
        made = made.replace(long, short)
    return made


def symbol_of(mark, symbol: str) -> str:
    """The sign of a mark: a cross where it is denied, empty where it is in doubt."""
    return "x" if mark.stance == "denied" else f"{symbol}-open" if mark.stance in DOUBTED else symbol


def hover(mark) -> str:
    """What a mark says when it is pointed at."""
    return (
        f"<b>{plain(mark.heading)}</b><br>{plain(said_number(mark))}, {group(mark.victim_group)}; {mark.stance}<br>"
        f"{plain(mark.source, 60)}, {count(len(mark.docs), 'article')}<br>{said(mark.sentence)}"
    )


def traces(kind: str, rows: list, colour: str, symbol: str, edge: float) -> list[dict]:
    """The marks of one kind of victims; ``rows``: pairs of height and mark.

    Beyond ``edge`` (people) a number stands to the left of its mark: on a phone there is no room to the right.
    """
    solid: dict[str, list] = {"x": [], "y": []}
    dotted: dict[str, list] = {"x": [], "y": []}
    arrows: dict[str, list] = {"x": [], "y": [], "symbol": []}
    dots: dict[str, list] = {"x": [], "y": [], "symbol": [], "hover": [], "address": []}
    texts: dict[str, list] = {"x": [], "y": [], "text": [], "textposition": []}
    for at, mark in rows:
        low, high = bounds(mark)
        known = [position(value) for value in dict.fromkeys((low, high)) if value is not None] or [1]
        ends = [*known]
        if low is None or high is None:
            stop = known[0] * 10 ** (OPEN if high is None else -OPEN)
            add(dotted, x=[known[0], stop, None], y=[at, at, None])
            add(arrows, x=[stop], y=[at], symbol=["triangle-right-open" if high is None else "triangle-left-open"])
            ends.append(stop)
        elif len(known) > 1:
            add(solid, x=[*known, None], y=[at, at, None])
        n = len(known)
        add(dots, x=known, y=[at] * n, symbol=[symbol_of(mark, symbol)] * n, hover=[hover(mark)] * n)
        dots["address"] += ["#" + anchor("figure", mark.figure_id)] * n
        gap, told = "\u2002\u2002", short_number(mark)
        if max(ends) > edge:
            add(texts, x=[min(ends)], y=[at], text=[f"{told}{gap}"], textposition=["middle left"])
        else:
            add(texts, x=[max(ends)], y=[at], text=[f"{gap}{told}"], textposition=["middle right"])
    marker = {"color": colour, "size": 9, "line": {"width": 1.5, "color": colour}}
    return [
        LINE | solid | {"line": {"color": colour, "width": 3}},
        LINE | dotted | {"line": {"color": colour, "width": 2, "dash": "dot"}},
        LINE | {"mode": "markers", "x": arrows["x"], "y": arrows["y"], "marker": marker | {"symbol": arrows["symbol"]}},
        LINE | texts | {"mode": "text", "textfont": {"size": 11}, "cliponaxis": False},
        {
            "type": "scatter",
            "mode": "markers",
            "showlegend": False,
            "x": dots["x"],
            "y": dots["y"],
            "marker": marker | {"symbol": dots["symbol"], "size": 11, "line": {"width": 2, "color": colour}},
            "hovertext": dots["hover"],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": dots["address"],
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": group(kind) if kind != "unknown" else "not said who",
            "x": [None],
            "y": [None],
            "marker": {"symbol": symbol, "color": colour, "size": 11},
        },
    ]


def add(columns: dict[str, list], **more: list) -> None:
    """Append to the columns of a trace."""
    for name, values in more.items():
        columns[name] += values
