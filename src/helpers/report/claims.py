"""Chapter 5 in pictures: how many of the outlets that report a figure are independent of each other."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.figures import corrected, quoted, spoken
from helpers.report.labels import article, labels
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import anchor, count, group, link, name, names, number, people, period, plain
from helpers.tables import split

BARS = 24  # claims in the picture
SHOWN = 1500  # claims in the table
REASONS = {
    "shared_text": "share the passage that states it",
    "same_origin": "have it from the same source",
    "cites": "one cites the other",
    "same_odd_number": "have the same unusual number (a sign only, not counted)",
}
AGREEMENT = {"single": "one report", "agree": "reports agree", "compatible": "compatible", "conflict": "in conflict"}


def claim_said(claim) -> str:
    """A claim in words: *at least 43 killed (civilian), Raqqa, 5 Aug 2017*."""
    harm = "killed or injured" if claim.harm == "casualties" else claim.harm
    who = f" ({group(claim.victim_group)})" if claim.victim_group not in ("unknown", "") else ""
    when = period(claim.date_start, claim.date_end)
    parts = [f"{people(claim.count_low, claim.count_high)} {harm}{who}", claim.place, when]
    return ", ".join(part for part in parts if part) + (", total" if claim.scope == "cumulative" else "")


def strongest(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims, those of most outlets first, then the most independent ones, then the largest numbers."""
    size = claims["count_low"].fillna(claims["count_high"]).fillna(0)
    return claims.assign(size=size).sort_values(
        ["n_outlets", "n_independent", "n_documents", "size", "claim_id"],
        ascending=[False, False, False, False, True],
        kind="stable",
    )


def independence_chart(claims: pd.DataFrame) -> Chart | Note:
    """Outlets, text families and independent sources of the claims that more than one outlet reports."""
    if claims.empty:
        return Note("There are no claims, because no casualty figure was found.")
    several = strongest(claims[claims["n_outlets"] > 1])
    if several.empty:
        return Note("Every claim is reported by one outlet only, so no two reports could confirm each other.")
    shown = several.head(BARS)
    rows = list(range(len(shown)))
    lines_x = [x for r in shown.itertuples() for x in (int(r.n_independent), int(r.n_outlets), None)]
    lines_y = [y for i in rows for y in (i, i, None)]
    said_ = [plain(claim_said(r), 80) for r in shown.itertuples()]
    address = ["#" + anchor("claim", one) for one in shown["claim_id"]]
    hover = [
        f"<b>{label}</b><br>{count(int(r.n_outlets), 'outlet')}, {count(int(r.n_families), 'text family', 'text families')}, "
        f"{count(int(r.n_origins), 'named origin')}<br>at most {count(int(r.n_independent), 'independent source')}"
        for label, r in zip(said_, shown.itertuples(), strict=True)
    ]

    def dots(label: str, column: str, symbol: str, colour: str, size: int) -> dict:
        return {
            "type": "scatter",
            "mode": "markers",
            "name": label,
            "x": [int(n) for n in shown[column]],
            "y": rows,
            "customdata": address,
            "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2, "color": colour}},
            "hovertext": hover,
            "hovertemplate": "%{hovertext}<extra></extra>",
        }

    line = {
        "type": "scatter",
        "mode": "lines",
        "x": lines_x,
        "y": lines_y,
        "line": {"color": COLOURS[7], "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    traces = [
        line,
        dots("outlets", "n_outlets", "circle-open", COLOURS[7], 14),
        dots("text families", "n_families", "line-ns", COLOURS[1], 14),
        dots("at most independent", "n_independent", "diamond", COLOURS[0], 11),
    ]
    most = int(shown["n_outlets"].max())
    layout = {
        "height": 100 + 28 * len(rows),
        "xaxis": {"range": [0, most + 0.6], "dtick": max(1, most // 8), "title": {"text": "number"}},
        "yaxis": {**rows_axis([plain(claim_said(r), 56) for r in shown.itertuples()]), "showgrid": True},
        "showlegend": True,
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    fewer = int((several["n_independent"] < several["n_outlets"]).sum())
    left = int((several["n_independent"] < 2).sum())
    summary = f"{count(len(several), 'claim is', 'claims are')} reported by two or more outlets. "
    summary += f"For {fewer:,} of them fewer sources than outlets are left, and {left:,} {'rests' if left == 1 else 'rest'} on one source at most."
    table_rows = [
        Row(
            [
                link(anchor("claim", r.claim_id), claim_said(r)),
                Cell(number(r.n_outlets), r.n_outlets),
                Cell(number(r.n_families), r.n_families),
                Cell(number(r.n_origins), r.n_origins),
                Cell(number(r.n_independent), r.n_independent),
            ]
        )
        for r in shown.itertuples()
    ]
    columns = ["Claim", "Outlets", "Text families", "Named origins", "At most independent"]
    table = Table("", "Claims of several outlets", "", columns, table_rows, tuple(columns[1:]), total=len(several))
    how = "The ring is the number of outlets, the filled diamond how many independent sources at most remain; the longer the line, the more was copied."
    return Chart("chart-independence", "From outlets to independent sources", summary, traces, layout, table, how)


def claims_table(
    claims: pd.DataFrame,
    claim_figures: pd.DataFrame,
    claim_links: pd.DataFrame,
    figures: pd.DataFrame,
    documents: pd.DataFrame,
) -> Table | Note:
    """Every claim: outlets → text families → origins → at most N independent; opens to its reports and what ties them."""
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
    rows = [
        claim_row(r, members[r.claim_id], ties[r.claim_id], called) for r in strongest(claims).head(SHOWN).itertuples()
    ]
    two = int((claims["n_independent"] >= 2).sum())
    summary = f"{count(len(claims), 'claim')}, of which {count(two, 'rests', 'rest').replace('no ', 'none ')} on two or more independent sources. "
    summary += "Independent is an upper bound: the wire that all copied may not be in the folder."
    columns = [
        "Claim",
        "Outlets",
        "Families",
        "Origins",
        "Independent, at most",
        "Agreement",
        "Grade by outlets",
        "Grade by independence",
    ]
    return Table(
        "table-claims",
        "Claims and their reports",
        summary,
        columns,
        rows,
        ("Families", "Independent, at most"),
        ("Claim",),
        total=len(claims),
    )


def claim_row(claim, members: list, ties: list, called: dict[str, str]) -> Row:
    """One claim as a row that opens."""
    reports = []
    for source_group, f in sorted(members, key=lambda m: (m[0], m[1].doc_id, m[1].start)):
        origin = names(split(f.attribution)) if f.attribution else Markup("{}").format(spoken(f.attribution_kind))
        reports.append(
            Markup(
                '<li><span class="aside">{}</span> {}: <b>{}</b>, {}, {} <blockquote>{} {}</blockquote></li>'
            ).format(
                group_mark(source_group, members),
                article(f.doc_id, called),
                people(f.count_min, f.count_max, f.bound, f.number),
                origin,
                f.stance,
                quoted(f.sentence, f.text),
                link(anchor("figure", f.figure_id), "in its article", "to"),
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
        for t in ties[:30]
    ]
    why = Markup("<p>Not independent, because:</p><ul>{}</ul>").format(Markup("").join(told)) if told else ""
    said_ = Markup("<b>{}</b>{}").format(
        claim_said(claim), Markup(" {}").format(corrected(claim.corrected)) if claim.corrected else ""
    )
    opened = Markup('<details><summary>{}</summary><ol class="reports">{}</ol>{}</details>').format(
        said_, Markup("").join(reports[:60]), why
    )
    changed = claim.grade_by_outlets != claim.grade_by_independence
    return Row(
        [
            Cell(opened, claim_said(claim)),
            Cell(
                Markup('{}<br><span class="aside">{}</span>').format(
                    number(claim.n_outlets), names(split(claim.outlets)) if claim.outlets else "unknown"
                ),
                int(claim.n_outlets),
            ),
            Cell(number(claim.n_families), int(claim.n_families)),
            Cell(
                Markup('{}<br><span class="aside">{}</span>').format(
                    number(claim.n_origins), names(split(claim.origins)) if claim.origins else "none named"
                ),
                int(claim.n_origins),
            ),
            Cell(Markup("<b>{}</b>").format(number(claim.n_independent)), int(claim.n_independent)),
            Markup('<span class="agreement {}">{}</span>').format(claim.agreement, AGREEMENT[claim.agreement]),
            claim.grade_by_outlets,
            Markup('<span class="grade{}">{}</span>').format(" lower" if changed else "", claim.grade_by_independence),
        ],
        anchor("claim", claim.claim_id),
    )


def group_mark(source_group: str, members: list) -> str:
    """The group of reports that count as one source at most, as a letter."""
    order = list(dict.fromkeys(one for one, _ in sorted(members, key=lambda m: (m[0], m[1].doc_id, m[1].start))))
    at = order.index(source_group)
    return f"source {chr(65 + at)}" if at < 26 else f"source {at + 1}"


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
    summary = f"{count(changed, 'claim changes its', 'claims change their')} grade when outlets that copied, or that quote the same source, are counted once."
    return Table(
        "table-grades",
        "Grades before and after",
        summary,
        ["Grade", "Counted by outlets", "Counted by independence", "Difference"],
        rows,
        ("Counted by outlets", "Counted by independence", "Difference"),
    )


def what_if_table(claims: pd.DataFrame, claim_links: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """What makes grades change: each shared text and each common origin, with the claims that lose a grade by it."""
    changed = claims[claims["grade_by_outlets"] != claims["grade_by_independence"]]
    if changed.empty:
        return Note("No claim changes its grade when copies and common sources are counted once.")
    called, by_id = labels(documents), {r.claim_id: r for r in changed.itertuples()}
    causes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for t in claim_links[claim_links["claim_id"].isin(by_id)].itertuples():
        if t.reason == "same_odd_number":
            continue
        causes[(t.reason, t.origin) if t.reason == "same_origin" else (t.reason, t.doc_a, t.doc_b)].add(t.claim_id)
    rows = []
    for cause, ids in sorted(causes.items(), key=lambda item: (-len(item[1]), item[0]))[:300]:
        if cause[0] == "same_origin":
            said_ = Markup("one origin: {}").format(name(cause[1]))
        else:
            said_ = Markup("{} and {} {}").format(
                article(cause[1], called), article(cause[2], called), REASONS[cause[0]]
            )
        listed = Markup("").join(
            Markup("<li>{}: {} → {}</li>").format(
                link(anchor("claim", one), claim_said(by_id[one])),
                by_id[one].grade_by_outlets,
                by_id[one].grade_by_independence,
            )
            for one in sorted(ids)[:20]
        )
        rows.append(Row([said_, Cell(number(len(ids)), len(ids)), Markup("<ul>{}</ul>").format(listed)]))
    summary = f"{count(len(changed), 'claim')} would have a higher grade if these ties were not seen."
    return Table(
        "table-whatif",
        "What makes the difference",
        summary,
        ["Counted once", "Claims", "Which, and from which grade to which"],
        rows,
        ("Claims",),
        ("Which, and from which grade to which",),
        total=len(causes),
    )


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
    rows = []
    for r in order.head(SHOWN).itertuples():
        listed = Markup("").join(
            Markup("<li>{}{}</li>").format(
                link(anchor("claim", c.claim_id), claim_said(c)), " (in conflict)" if c.agreement == "conflict" else ""
            )
            for c in about[r.incident_id][:12]
        )
        cause = "" if r.cause == "unknown" else r.cause.replace("_", " ")
        rows.append(
            Row(
                [
                    Cell(period(r.date_start, r.date_end) or name(""), r.date_start),
                    name(r.place),
                    Markup("{}{}").format(cause, f"; {', '.join(split(r.actors))}" if r.actors else ""),
                    Cell(spread(r.killed_min, r.killed_max), low_of(r.killed_min, r.killed_max)),
                    Cell(spread(r.injured_min, r.injured_max), low_of(r.injured_min, r.injured_max)),
                    Cell(number(r.n_outlets), r.n_outlets),
                    Cell(number(r.n_independent), r.n_independent),
                    r.grade_by_independence,
                    Markup("<ul>{}</ul>").format(listed),
                ],
                anchor("incident", r.incident_id),
            )
        )
    summary = f"{count(len(incidents), 'incident')}. Numbers are the lowest and the highest stated, never an average."
    columns = [
        "Date",
        "Place",
        "Cause, and who is said to have done it",
        "Killed",
        "Injured",
        "Outlets",
        "Independent, at most",
        "Grade",
        "Claims",
    ]
    return Table(
        "table-incidents",
        "Incidents",
        summary,
        columns,
        rows,
        ("Killed", "Injured", "Outlets", "Independent, at most"),
        ("Claims",),
        total=len(incidents),
    )


def spread(low: object, high: object) -> str:
    """Lowest and highest number, empty if neither is known."""
    return "" if pd.isna(low) and pd.isna(high) else people(low, high)


def low_of(low: object, high: object) -> int:
    """What a spread is sorted by."""
    return int(low) if not pd.isna(low) else int(high) if not pd.isna(high) else -1
