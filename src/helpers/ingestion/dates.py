"""Dates of publication as pages write them; a date that can be read in two ways, or lacks its year, is none."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from helpers import knowledge

LONGEST = 140  # characters of a date line
OTHER_WORDS = 6  # on it: an author, a place
HEAD = 600  # characters of a body in which a page may print its agency and day, run together with the story


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
        rf"|\b(?P<m2>{month})\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<y2>(?:19|20)\d\d)\b"
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
    if not match or not dated(line):
        return "", ""
    labels = words("label")
    kinds = [labels[word] for word in rest_of(line, match) if labels.get(word)]
    return iso(match), "updated" if "updated" in kinds and "published" not in kinds else "published" if kinds else ""


def dated(line: str) -> bool:
    """Whether a line gives a date and little else, be it one that can be read in two ways."""
    match = shapes().search(line)
    if not match or len(line) > LONGEST:
        return False
    spare = words("label").keys() | words("weekday").keys()
    return sum(word not in spare for word in rest_of(line, match)) <= OTHER_WORDS


def after_agency(text: str, agency: str) -> str:
    """The day that the head of a body prints behind its agency (a pattern) and a weekday, in ISO 8601, or ``""``:
    "AFP Friday 23 Aug 2013".
    """
    weekday = "|".join(sorted(words("weekday"), key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w){agency}[\s,|–—-]+(?i:{weekday})\b[\s,.|–—-]+", text[:HEAD]):
        if (shape := shapes().match(text, match.end())) and (day := iso(shape)):
            return day
    return ""


def rest_of(line: str, match: re.Match) -> list[str]:
    """The words of ``line`` around the date, in small letters."""
    return re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)?", (line[: match.start()] + " " + line[match.end() :]).lower())


def publication(head: list[str], foot: list[str]) -> str:
    """The day of publication that the furniture above or below a body gives, in ISO 8601, or ``""``.

    Labelled as published comes before unlabelled, that before updated, above before below; a day without a label below
    belongs to another story. Where the best of these gives different days, none is taken.
    """
    found = [(*of_line(line), 0) for line in head] + [(*of_line(line), 1) for line in foot]
    for wanted in (("published", 0), ("published", 1), ("", 0), ("updated", 0), ("updated", 1)):
        days = {day for day, label, place in found if day and (label, place) == wanted}
        if days:
            return days.pop() if len(days) == 1 else ""
    return ""
