"""What the counting of independent sources changes: the grades, and the incidents that the claims are about."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.independence import claim_said, strongest
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    corrected,
    count,
    link,
    name,
    number,
    people,
    period,
)
from helpers.tables import split


def grades_table(claims: pd.DataFrame) -> Table | Note:
    """Before and after: the grades if every outlet were a source, against those with independent sources only."""
    if claims.empty:
        return Note("There are no claims to grade.")
    before, after = claims["grade_by_outlets"].value_counts(), claims["grade_by_independence"].value_counts()
    grades = sorted(set(before.index) | set(after.index), key=lambda one: (-before.get(one, 0), one))
    rows = []
    for grade in grades:
        b, a = int(before.get(grade, 0)), int(after.get(grade, 0))
        rows.append(
            Row(
                [
                    grade,
                    Cell(number(b), b),
                    Cell(number(a), a),
                    Cell(f"{a - b:+,}".replace("-", "−") if a != b else "0", a - b),
                ]
            )
        )
    changed = int((claims["grade_by_outlets"] != claims["grade_by_independence"]).sum())
    summary = (
        f"{count(changed, 'claim changes its', 'claims change their')} grade when outlets that "
        "copied, or that quote the same source, are counted once."
    )
    return Table(
        "table-grades",
        "Grades before and after",
        summary,
        ["Grade", "Counted by outlets", "Counted by independence", "Difference"],
        rows,
        ("Counted by outlets", "Counted by independence", "Difference"),
    )


CLAIMS = 200  # of one incident that are listed
COLUMNS = [
    "Date",
    "Place",
    "Cause, and who is said to have done it",
    "Killed",
    "Injured",
    "Outlets",
    "Independent",
    "Grade",
    "Claims",
]


def incidents_table(incidents: pd.DataFrame, claims: pd.DataFrame) -> Table | Note:
    """The events that the claims are about: the row that recorders count."""
    if incidents.empty:
        return Note("No claim belongs to an incident.")
    about: dict[str, list] = defaultdict(list)
    for r in strongest(claims).itertuples():
        about[r.incident_id].append(r)
    order = incidents.sort_values(
        ["n_outlets", "n_claims", "incident_id"], ascending=[False, False, True], kind="stable"
    )
    rows = [incident_row(r, about[r.incident_id]) for r in order.head(LISTED).itertuples()]
    summary = f"{count(len(incidents), 'incident')}. Numbers are the lowest and the highest stated, never an average."
    return Table(
        "table-incidents",
        "Incidents",
        summary,
        COLUMNS,
        rows,
        ("Killed", "Injured", "Outlets", "Independent"),
        ("Claims",),
        total=len(incidents),
    )


def incident_row(r, claims: list) -> Row:
    """One incident with its claims, strongest first."""
    listed = Markup("").join(
        Markup("<li>{}{}{}</li>").format(
            link(anchor("claim", c.claim_id), claim_said(c)),
            " (in conflict)" if c.agreement == "conflict" else "",
            " (takes the place of an earlier number on the same word)" if c.follows else "",
        )
        for c in claims[:CLAIMS]
    )
    if len(claims) > CLAIMS:
        listed += Markup("<li>and {}</li>").format(count(len(claims) - CLAIMS, "more claim"))
    how = ["" if r.cause == "unknown" else r.cause.replace("_", " "), ", ".join(split(r.actors))]
    return Row(
        [
            Cell(period(r.date_start, r.date_end) or name(""), r.date_start),
            Markup("{}{}").format(name(r.place), corrected(r.corrected, "incidents", r.incident_id)),
            "; ".join(part for part in how if part),
            Cell(spread(r.killed_min, r.killed_max), low_of(r.killed_min, r.killed_max)),
            Cell(spread(r.injured_min, r.injured_max), low_of(r.injured_min, r.injured_max)),
            Cell(number(r.n_outlets), r.n_outlets),
            Cell(f"at most {number(r.n_independent)}", r.n_independent),
            r.grade_by_independence,
            Markup("<ul>{}</ul>").format(listed),
        ],
        anchor("incident", r.incident_id),
    )


def spread(low: object, high: object) -> str:
    """Lowest and highest number, empty if neither is known."""
    return "" if pd.isna(low) and pd.isna(high) else people(low, high)


def low_of(low: object, high: object) -> int:
    """What a spread is sorted by."""
    return int(low) if not pd.isna(low) else int(high) if not pd.isna(high) else -1
