"""From outlets to independent sources, claim by claim."""

from __future__ import annotations

import pandas as pd

from helpers.report.articles import rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    group,
    link,
    number,
    people,
    period,
    plain,
)

BARS = 24  # claims in the picture
REASONS = {
    "shared_text": "share the passage that states it",
    "same_origin": "have it from the same source",
    "cites": "one cites the other",
    "same_odd_number": "have the same unusual number (a sign only, not counted)",
}


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
        f"<b>{label}</b><br>{count(int(r.n_outlets), 'outlet')}, "
        f"{count(int(r.n_families), 'text family', 'text families')}, "
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
        "height": 100 + 34 * len(rows),
        "xaxis": {"range": [0, most + 0.6], "dtick": max(1, most // 8), "title": {"text": "number"}},
        "yaxis": {**rows_axis([plain(claim_said(r), 56) for r in shown.itertuples()]), "showgrid": True},
        "showlegend": True,
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    fewer = int((several["n_independent"] < several["n_outlets"]).sum())
    left = int((several["n_independent"] < 2).sum())
    summary = f"{count(len(several), 'claim is', 'claims are')} reported by two or more outlets. "
    summary += (
        f"For {fewer:,} of them fewer sources than outlets are left, and {left:,} "
        f"{'rests' if left == 1 else 'rest'} on one source at most."
    )
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
        for r in several.head(LISTED).itertuples()
    ]
    columns = ["Claim", "Outlets", "Text families", "Named origins", "At most independent"]
    table = Table("", "Claims of several outlets", "", columns, table_rows, tuple(columns[1:]), total=len(several))
    how = (
        "The ring is the number of outlets, the filled diamond how many independent sources at most "
        "remain; the longer the line, the more was copied."
    )
    return Chart("chart-independence", "From outlets to independent sources", summary, traces, layout, table, how)
