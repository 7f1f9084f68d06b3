"""Dates of publication as pages write them; a date that can be read in two ways, or lacks its year, is none."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from helpers import knowledge


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one kind (month, weekday, label) with their value."""
    rows = knowledge.load("page_dates")
    return dict(rows[rows["kind"] == kind][["word", "value"]].itertuples(index=False, name=None))


@cache
def shapes() -> re.Pattern:
    """A day as written: 12 August 2017, 12th Aug. 2017, August 12, 2017, 2017-08-12, 12.08.2017, 12/08/2017."""
    month = "(?:" + "|".join(sorted(words("month"), key=len, reverse=True)) + r")\b\.?"
    return re.compile(
        rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{month}),?[\s-]+(?P<y1>(?:19|20)\d\d)\b"
        rf"|\b(?P<m2>{month})\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
        r"|\b(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?=\D|T\d|$)"
        r"|\b(?P<d4>\d{1,2})(?P<s4>[-/.])(?P<m4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)\b"
        rf"|\b(?P<y5>(?:19|20)\d\d),?\s+(?P<m5>{month})\s+(?P<d5>\d{{1,2}})\b",
        re.IGNORECASE,
    )


def iso(match: re.Match) -> str:
    """The day a match of `shapes` names, in ISO 8601, or ``""`` if there is no such day or it may be another."""
    found = {key[0]: value for key, value in match.groupdict().items() if value}
    named = words("month").get(found["m"].lower().rstrip("."), "")
    day, month, year = int(found["d"]), int(named or found["m"]), int(found["y"])
    if match["s4"] and month > 12 >= day and match["s4"] == "/":
        day, month = month, day
    elif match["s4"] in ("/", "-") and day <= 12 and month <= 12 and day != month:
        return ""  # the day first or the month first: nobody can tell
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def first(text: str) -> str:
    """The first day written in ``text``, in ISO 8601, or ``""``."""
    return next((day for match in shapes().finditer(text) if (day := iso(match))), "")


def of_line(line: str) -> tuple[str, str]:
    """The day a line of a page's head or foot gives, and what it is: ``published``, ``updated`` or ``""``.

    Only if the line says little else: a weekday, a time, a zone, a label, a name or a place.
    """
    match = next((match for match in shapes().finditer(line) if iso(match)), None)
    if not match:
        return "", ""
    rest = re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)?", line[: match.start()] + " " + line[match.end() :].lower())
    labels, days = words("label"), words("weekday")
    others = [word for word in rest if word.lower() not in labels and word.lower() not in days]
    kinds = [labels[word.lower()] for word in rest if labels.get(word.lower())]
    if len(others) > 6 or len(line) > 140:
        return "", ""
    return iso(match), "updated" if "updated" in kinds and "published" not in kinds else "published" if kinds else ""


def publication(lines: list[str]) -> str:
    """The day of publication that the furniture of a page gives: labelled published before unlabelled before
    updated; ``""`` where the best label stands with different days."""
    found = [of_line(line) for line in lines]
    for label in ("published", "", "updated"):
        days = dict.fromkeys(day for day, kind in found if day and kind == label)
        if days:
            return next(iter(days)) if len(days) == 1 else ""
    return ""
