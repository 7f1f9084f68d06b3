"""When a sentence says the harm was done: which of its dates is the event's, and which the report's."""

from __future__ import annotations

from datetime import date

from helpers.casualties.evidence import Article, Timex
from helpers.casualties.report import Report

SPAN_DAYS = 31  # a date longer than a month is a period over which figures add up, unless it is a single vague one


def reporting(reports: list[Report], timex: Timex) -> bool:
    """Whether a date stands in a reporting clause: "said on Sunday"."""
    return any(report.start <= timex.start < report.end for report in reports)


def open_ended(timex: Timex) -> bool:
    """Whether a date has a beginning only ("since June 2014")."""
    return bool(timex.date_start) and not timex.date_end


def days(timex: Timex) -> int:
    """How many days a date covers; 0 if it is open or unknown."""
    if not (len(timex.date_start) >= 10 and len(timex.date_end) >= 10):
        return 0
    return (date.fromisoformat(timex.date_end[:10]) - date.fromisoformat(timex.date_start[:10])).days + 1


def in_sentence(
    article: Article, number: int, figure: dict, reports: list[Report]
) -> tuple[Timex | None, Timex | None]:
    """The event's date for a figure, and the date of the report, in its sentence."""
    floor, ceiling = article.bounds[number]
    event, report, best = None, None, 0.0
    anchor = (figure["trigger_start"] + figure["start"]) / 2
    for timex in article.dates_in(floor, ceiling):
        if not timex.date_start or timex.timex_type == "SET":
            continue
        if reporting(reports, timex):
            report = report or timex
            continue
        between = article.text[min(timex.end, int(anchor)) : max(timex.start, int(anchor))]
        far = len(between) + (60 if ";" in between else 0)
        score = 1 / (10 + far)
        score *= {"day": 1.0, "week": 0.8, "month": 0.7}.get(timex.precision, 0.5)
        if timex.timex_type == "DURATION" and not open_ended(timex):
            score *= 0.5
        if figure["scope"] == "cumulative" and open_ended(timex):
            score *= 10
        if score > best:
            event, best = timex, score
    return event, report


def cells(timex: Timex | None, basis: str) -> dict[str, str]:
    """The date columns of a figure."""
    if timex is None:
        return {"date_start": "", "date_end": "", "date_precision": "", "date_basis": "unresolved"}
    if basis == "sentence" and relative_to_today(timex):
        basis = "publication"
    return {
        "date_start": timex.date_start[:10],
        "date_end": timex.date_end[:10],
        "date_precision": timex.precision,
        "date_basis": basis,
    }


def relative_to_today(timex: Timex) -> bool:
    """Whether the expression says nothing but the day of publication."""
    return timex.basis == "publication" and timex.text.lower().split()[-1] in ("today", "tonight")
