"""How the report writes: escaped text, links, numbers, dates and counts.

Everything that comes from an article or a person's file passes `words`, `name` or markupsafe's ``format`` on its way
into HTML, and `plain` on its way into a chart, whose labels know a little HTML of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

import pandas as pd
from markupsafe import Markup, escape

BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")  # Hebrew, Arabic and their kin
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NONE = Markup('<span class="unknown">unknown</span>')


def words(text: str | Markup) -> Markup:
    """Words of an article, in their own direction by the stylesheet; the page without text takes them out."""
    return Markup("<q>{}</q>").format(text)


def name(text: str) -> Markup:
    """A name, in its own direction if that is from right to left, or *unknown*."""
    return (Markup("<bdi>{}</bdi>").format(text) if RIGHT.search(text) else escape(text)) if text else NONE


def names(cell: Iterable[str]) -> Markup:
    """Names with commas between, or *unknown*."""
    return Markup(", ").join(name(one) for one in cell) or NONE


def plain(text: str, width: int = 0) -> str:
    """``text`` as a chart's label: no markup, no marks of direction, at most ``width`` characters."""
    text = " ".join(BIDI.sub("", str(text)).split())
    if width and len(text) > width:
        text = text[: width - 1].rstrip() + "…"
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def said(text: str, width: int = 260) -> str:
    """Words of an article in a chart's hover label: in italics and broken into lines; nothing else is in italics."""
    lines, line = [], ""
    for word in plain(text, width).split(" "):
        if len(line) + len(word) > 60:
            lines, line = [*lines, line], ""
        line = f"{line} {word}".strip()
    return "<br>".join(f"<i>{part}</i>" for part in [*lines, line] if part)


def anchor(kind: str, row: str) -> str:
    """The address of a row in the page: ``figure-1f…``; signs an address cannot hold become ``~`` and a code."""
    return (
        f"{kind}-{row}"
        if re.fullmatch(r"[\w.:-]+", row, re.ASCII)
        else f"{kind}-" + quote(row.replace("~", "%7E"), safe="").replace("%", "~")
    )


def link(target: str, label: str | Markup, classes: str = "") -> Markup:
    """A link inside the page."""
    return Markup('<a href="#{}"{}>{}</a>').format(
        target, Markup(' class="{}"').format(classes) if classes else "", label
    )


def corrected(columns: str, table: str, row_id: str) -> Markup | str:
    """A mark that a person changed a row: leads to the decision, whose reason the page adds (`matter.reasons`)."""
    made = ' <a class="tag hand" href="#{}" title="changed by hand: {}">corrected</a>'
    return Markup(made).format(anchor("decision", f"{table}-{row_id}"), columns) if columns else ""


def out(url: str, label: str) -> Markup:
    """A link to the world, if it is an ``http`` or ``https`` address; else only the label."""
    try:
        good = urlsplit(url.strip()).scheme in ("http", "https") and bool(urlsplit(url.strip()).netloc)
    except ValueError:
        good = False
    if not good:
        return escape(label)
    return Markup('<a href="{}" rel="noopener noreferrer external">{}</a>').format(url.strip(), label)


def count(number: int, one: str, many: str = "") -> str:
    """*1 article*, *5 articles*, *no articles*."""
    return f"{'no' if number == 0 else f'{number:,}'} {one if number == 1 else many or one + 's'}"


def number(value: object) -> str:
    """A number with its thousands grouped; empty if unknown."""
    return "" if pd.isna(value) else f"{int(value):,}"


def percent(share: float) -> str:
    """A share in whole per cent; what is not quite all or not quite nothing is not rounded to it."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return "99%"
    return f"{share:.0%}"


def day(iso: str) -> str:
    """*12 Aug 2017*, *Aug 2017*, *2017*, never broken across lines; the time of day, if any, after it."""
    if not iso:
        return ""
    parts = iso[:10].split("-")
    shown = [str(int(parts[2]))] if len(parts) > 2 else []
    shown += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return "\u00a0".join([*shown, parts[0]]) + (f", {iso[11:16]}" if len(iso) > 10 else "")


def period(start: str, end: str, precision: str = "") -> str:
    """A span of days: *12 Aug 2017*, *5–12 Aug 2017*, *since Jun 2014*, *Aug 2017* for a whole month."""
    if not start:
        return f"until {day(end)}" if end else ""
    if not end:
        return f"since {day(start[:7] if start[8:10] == '01' and precision in ('month', '') else start)}"
    if start == end:
        return day(start)
    if start[:4] == end[:4] and start[4:] == "-01-01" and end[4:] == "-12-31":
        return start[:4]
    if start[:7] == end[:7]:
        if start[8:10] == "01" and end[8:10] in ("28", "29", "30", "31"):
            return day(start[:7])
        return f"{int(start[8:10])}–{day(end)}"
    return f"{day(start)} – {day(end)}"


def people(low: object, high: object, bound: str = "", printed: str = "") -> str:
    """How many: *7*, *at least 43*, *up to 30*, *about 40*, *10–15*, *dozens (24 or more)*; no group, no harm."""
    if bound == "vague" and printed:
        return f"{printed.strip().lower()} ({number(low)} or more)" if pd.isna(high) else printed.strip().lower()
    if pd.isna(low) and pd.isna(high):
        return "an unknown number"
    if pd.isna(high):
        return f"at least {number(low)}"
    if pd.isna(low):
        return f"up to {number(high)}"
    if low == high:
        return f"about {number(low)}" if bound == "about" else number(low)
    return f"{number(low)}–{number(high)}"


def group(victim_group: str) -> str:
    """The kind of victims in words."""
    return victim_group.replace("_", " ") if victim_group else "unknown"
