"""Chapter 5 in pictures: how many of the outlets that report a figure are independent of each other."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.figures import quoted
from helpers.report.incidents import grades_table, incidents_table
from helpers.report.independence import REASONS, claim_said, independence_chart, strongest
from helpers.report.labels import article, labels
from helpers.report.ranges import spoken
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.whatif import what_if_table
from helpers.report.wording import (
    anchor,
    corrected,
    count,
    link,
    name,
    names,
    number,
    people,
)
from helpers.tables import split

__all__ = ["claims_table", "grades_table", "incidents_table", "independence_chart", "what_if_table"]


AGREEMENT = {"single": "one report", "agree": "reports agree", "compatible": "compatible", "conflict": "in conflict"}
REPORTS = 200  # reports of one claim, and ties between them, that are listed
SENTENCES = 400  # more claims than this: those of a single outlet lead to its figures instead of quoting them
COLUMNS = [
    "Claim",
    "Outlets",
    "Families",
    "Origins",
    "Independent",
    "Agreement",
    "Grade by outlets",
    "Grade by independence",
]


def claims_table(
    claims: pd.DataFrame,
    claim_figures: pd.DataFrame,
    claim_links: pd.DataFrame,
    figures: pd.DataFrame,
    documents: pd.DataFrame,
) -> Table | Note:
    """Every claim: outlets → text families → origins → at most N independent; opens to its reports and ties."""
    if claims.empty:
        return Note("There are no claims, because no casualty figure was found.")
    called = labels(documents)
    figure = {r.figure_id: r for r in figures.itertuples()}
    members: dict[str, list] = defaultdict(list)
    for r in claim_figures.itertuples():
        if r.figure_id in figure:
            members[r.claim_id].append((r.source_group, figure[r.figure_id]))
    ties: dict[str, list] = defaultdict(list)
    for r in claim_links.itertuples():
        ties[r.claim_id].append(r)
    few = len(claims) <= SENTENCES
    rows = [
        claim_row(r, members[r.claim_id], ties[r.claim_id], called, few or r.n_outlets > 1)
        for r in strongest(claims).head(LISTED).itertuples()
    ]
    two = int((claims["n_independent"] >= 2).sum())
    resting = f"at most {count(two, 'rests', 'rest')}" if two else "none rests"
    summary = f"{count(len(claims), 'claim')}, of which {resting} on two or more independent sources. "
    summary += "Independent is an upper bound: the wire that all copied may not be in the folder."
    return Table(
        "table-claims",
        "Claims and their reports",
        summary,
        COLUMNS,
        rows,
        ("Outlets", "Families", "Origins", "Independent"),
        ("Claim",),
        total=len(claims),
    )


def claim_row(claim, members: list, ties: list, called: dict[str, str], quote: bool) -> Row:
    """One claim as a row that opens."""
    reports = []
    for source_group, f in sorted(members, key=lambda m: (m[0], m[1].doc_id, m[1].start))[:REPORTS]:
        origin = names(split(f.attribution)) if f.attribution else Markup("{}").format(spoken(f.attribution_kind))
        reports.append(
            Markup("<li><small>{}</small> {}: <b>{}</b>, {}, {} <blockquote>{} {}</blockquote></li>").format(
                group_mark(source_group, members),
                article(f.doc_id, called),
                people(f.count_min, f.count_max, f.bound, f.number),
                origin,
                f.stance,
                quoted(f.sentence, f.text) if quote else "",
                link(anchor("figure", f.figure_id), "in its article"),
            )
        )
    told = [
        Markup("<li>{} and {} {}{}{}</li>").format(
            article(t.doc_a, called),
            article(t.doc_b, called),
            REASONS[t.reason],
            Markup(": {}").format(name(t.origin)) if t.origin else "",
            Markup(" ({})").format(link(anchor("passage", t.passage_id), "passage")) if t.passage_id else "",
        )
        for t in ties[:REPORTS]
    ]
    reports += (
        [Markup("<li>and {}</li>").format(count(len(members) - REPORTS, "more report"))]
        if len(members) > REPORTS
        else []
    )
    told += [Markup("<li>and {}</li>").format(count(len(ties) - REPORTS, "more tie"))] if len(ties) > REPORTS else []
    why = Markup("<p>Not independent, because:</p><ul>{}</ul>").format(Markup("").join(told)) if told else ""
    if claim.follows:
        why += Markup("<p>{}</p>").format(
            link(anchor("claim", claim.follows), "Takes the place of an earlier number on the same word")
        )
    opened = Markup('<details><summary><b>{}</b></summary><ol class="reports">{}</ol>{}</details>').format(
        claim_said(claim), Markup("").join(reports), why
    )
    opened = Markup("{}<small>{}</small>{}").format(
        opened, who_said(claim), corrected(claim.corrected, "claims", claim.claim_id)
    )
    changed = claim.grade_by_outlets != claim.grade_by_independence
    return Row(
        [
            opened,  # begins with the claim, so it is sorted by it
            Cell(number(claim.n_outlets), int(claim.n_outlets)),
            Cell(number(claim.n_families), int(claim.n_families)),
            Cell(number(claim.n_origins), int(claim.n_origins)),
            Cell(Markup("<b>at most {}</b>").format(number(claim.n_independent)), int(claim.n_independent)),
            marked("agreement conflict", AGREEMENT[claim.agreement], claim.agreement == "conflict"),
            claim.grade_by_outlets,
            marked("grade lower", claim.grade_by_independence, changed),
        ],
        anchor("claim", claim.claim_id),
    )


def marked(classes: str, text: str, when: bool) -> Markup | str:
    """``text``, set apart where it is to be noticed."""
    return Markup('<span class="{}">{}</span>').format(classes, text) if when else text


def who_said(claim) -> Markup:
    """The outlets that report a claim, and whom they name first: who said it, or who passed it on."""
    origins = Markup("; named as source: {}").format(names(split(claim.origins))) if claim.origins else ""
    return Markup("{}{}").format(names(outlets_said(claim)), origins)


def outlets_said(claim) -> list[str]:
    """The outlets of a claim, and how many more are not known."""
    known = split(claim.outlets)
    unknown = int(claim.n_outlets) - len(known)
    return [*known, *([f"{unknown} unknown"] if unknown > 0 else [])]


def group_mark(source_group: str, members: list) -> str:
    """The group of reports that count as one source at most, as a letter."""
    order = list(dict.fromkeys(one for one, _ in sorted(members, key=lambda m: (m[0], m[1].doc_id, m[1].start))))
    at = order.index(source_group)
    return f"source {chr(65 + at)}" if at < 26 else f"source {at + 1}"
