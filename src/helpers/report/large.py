"""Pictures of a large case: outlets in the place of articles, days of families; what most articles tell comes first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from helpers.report.articles import days_axis, rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.figures import figures_table
from helpers.report.labels import article, labels, outlets
from helpers.report.source import Source
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import anchor, count, day, name, number, percent, plain

OUTLETS = 30  # in the picture of sharing; a phone shows no more
FAMILIES = 30  # lanes in the picture of families
VIEW = re.compile(r'<(figure|section) class="(?:chart|table)" id="([^"]+)">.*?</\1>', re.S)


def shares_chart(pairs: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The heat map by outlet: which share of the row's articles has a passage in common with one of the column's."""
    if pairs.empty:
        return Note("No two articles share a passage, so each is a text family of its own.")
    called = outlets(documents)
    sides = [("doc_a", "doc_b", "share_of_a"), ("doc_b", "doc_a", "share_of_b")]
    both = pd.concat(
        pd.DataFrame(
            {
                "doc": pairs[one],
                "row": pairs[one].map(called),
                "column": pairs[other].map(called),
                "share": pairs[share],
            }
        )
        for one, other, share in sides
    )
    both = both[both["row"] != both["column"]].sort_values(["share", "doc"], ascending=[False, True], kind="stable")
    if both.empty:
        return Note("No two outlets share a passage; those that articles of one outlet share stand in the table files.")
    sizes = pd.Series(called).value_counts()
    cells = both.groupby(["row", "column"]).agg(n=("doc", "nunique"), first=("doc", "first")).reset_index()
    cells["of"] = cells["row"].map(sizes)
    cells["share"] = cells["n"] / cells["of"]
    sharing = both.groupby("row")["doc"].nunique()
    shown = sorted(sharing.index, key=lambda one: (-sharing[one], one))[:OUTLETS]
    at = {(r.row, r.column): r for r in cells.itertuples()}
    grid = [[at.get((row, column)) for column in shown] for row in shown]
    indexes = list(range(len(shown)))
    trace = {
        "type": "heatmap",
        "z": [
            [None if i == j else round(r.share, 4) if r else 0.0 for j, r in enumerate(line)]
            for i, line in enumerate(grid)
        ],
        "x": indexes,
        "y": indexes,
        "text": [[percent(r.share) if r else "" for r in line] for line in grid],
        "texttemplate": "%{text}" if len(shown) <= 14 else "",
        "hovertext": [[said(r) if r else "" for r in line] for line in grid],
        "customdata": [["#" + anchor("article", r.first) if r else "" for r in line] for line in grid],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
    }
    layout = {
        "height": 60 + 22 * len(shown),
        "xaxis": {
            "tickvals": indexes,
            "ticktext": [str(i + 1) for i in indexes],
            "side": "top",
            "showgrid": False,
            "tickangle": 0,
        },
        "yaxis": rows_axis([f"<b>{i}</b>  {plain(one, 34)}" for i, one in enumerate(shown, 1)]),
        "coloraxis": {"cmin": 0, "cmax": 1, "showscale": False},
        "showlegend": False,
    }
    listed = cells.sort_values(["n", "share", "row", "column"], ascending=[False, False, True, True])
    top = listed.iloc[0]
    summary = f"{count(len(pairs), 'pair')} of articles share at least one passage. Drawn by outlet: "
    summary += (
        f"the {len(shown)} of {count(len(sharing), 'outlet')} with most articles that share with another outlet. "
    )
    summary += (
        f"Most often: {number(top['n'])} of {count(int(top['of']), 'article')} of {top['row']} with {top['column']}."
    )
    rows = [
        Row(
            [
                name(r.row),
                name(r.column),
                Cell(number(r.n), r.n),
                Cell(number(r.of), r.of),
                Cell(percent(r.share), round(r.share, 4)),
            ]
        )
        for r in listed.head(LISTED).itertuples()
    ]
    heads = ["Outlet", "Shares with", "Articles that do", "Of its articles", "Share"]
    table = Table("", "Outlets that share passages", "", heads, rows, tuple(heads[2:]), total=len(listed))
    how = (
        "Read a row from left to right: of this outlet’s articles so many have a passage in common with an article of "
        "the outlet with the column’s number; the darker, the more. Press a cell for the article that shares most, or "
        "move from cell to cell with the arrow keys and press Enter."
    )
    least = 150 + 20 * len(shown) if len(shown) > 8 else 0
    return Chart("chart-shares", "Who shares words with whom", summary, [trace], layout, table, how, least=least)


def said(cell) -> str:
    """What a cell says when it is pointed at."""
    share = f"<b>{percent(cell.share)}</b>: {number(cell.n)} of {count(int(cell.of), 'article')} of {plain(cell.row)}"
    return f"{share}<br>share a passage with {plain(cell.column)}"


def families_chart(families: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The largest text families through time: a lane a family, a dot a day, larger the more of its articles."""
    sizes = families["family_id"].value_counts()
    large = sorted(sizes[sizes > 1].index, key=lambda one: (-sizes[one], one))
    if not large:
        return Note(
            "No article shares enough text with another to be of its family: every article is a text family of its own."
        )
    called, outlet = labels(documents), outlets(documents)
    published = documents.set_index("doc_id")["published"].str[:10]
    members = families[families["family_id"].isin(large)]
    members = members.assign(at=members["doc_id"].map(published), outlet=members["doc_id"].map(outlet))
    told = members.groupby("family_id").agg(
        n=("doc_id", "size"), outlets=("outlet", "nunique"), first=("at", "min"), last=("at", "max")
    )
    shown = large[:FAMILIES]
    days = members[members["family_id"].isin(shown) & (members["at"].str.len() == 10)]
    days = days.groupby(["family_id", "at"])["doc_id"].agg(list).reset_index()
    most = max(map(len, days["doc_id"]), default=1)
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": list(days["at"]),
        "y": [shown.index(one) for one in days["family_id"]],
        "marker": {
            "size": [round(9 + 15 * ((len(docs) - 1) / max(most - 1, 1)) ** 0.5, 1) for docs in days["doc_id"]],
            "color": COLOURS[0],
            "line": {"width": 1, "color": "rgba(255,255,255,.6)"},
        },
        "hovertext": [
            f"<b>{day(r.at)}</b>: {count(len(r.doc_id), 'article')}<br>first {called[r.doc_id[0]]}"
            for r in days.itertuples()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": ["#" + anchor("article", docs[0]) for docs in days["doc_id"]],
    }
    span = days_axis(min(days["at"]), max(days["at"])) if len(days) else {}
    layout = {
        "height": 70 + 26 * len(shown),
        "xaxis": {"type": "date", "showgrid": True, **span},
        "yaxis": {**rows_axis([called.get(one, plain(one, 34)) for one in shown]), "showgrid": True},
        "showlegend": False,
    }
    summary = f"{count(len(large), 'family', 'families')} of two or more articles, the largest of {sizes[large[0]]:,}; "
    summary += f"{count(int((sizes == 1).sum()), 'article stands', 'articles stand')} alone. "
    summary += f"Drawn: the largest {len(shown)}, by day; a family is called by its earliest article."
    rows = [
        Row(
            [
                article(one, called),
                Cell(number(r.n), r.n),
                Cell(number(r.outlets), r.outlets),
                Cell(day(r["first"]), r["first"]),
                Cell(day(r["last"]), r["last"]),
            ]
        )
        for one, r in ((one, told.loc[one]) for one in large[:LISTED])
    ]
    heads = ["Family of", "Articles", "Outlets", "First", "Last"]
    table = Table("", "Text families", "", heads, rows, ("Articles", "Outlets"), total=len(large))
    how = "A lane is a family, a dot a day: the larger, the more of its articles. Press a dot for the first of them."
    return Chart("chart-families", "Text families through time", summary, [trace], layout, table, how)


def most_told(made: Source) -> Table | Note:
    """The figures of what most articles state first: of one harm, place and date."""
    figures, keys = made["casualty_figures"], ["harm", "place", "date_start", "date_end"]
    known = figures["place"].ne("") & figures["date_start"].ne("") & figures["scope"].eq("incident")
    reach = figures.groupby(keys)["doc_id"].transform("nunique").where(known, 0)
    order = figures.assign(reach=-reach).sort_values(["reach", *keys], kind="stable").index
    ranked = figures.assign(
        rank=pd.Series(range(len(order)), index=order).groupby([figures[key] for key in keys]).transform("min")
    )
    table = figures_table(ranked, made["documents"])
    return replace(table, summary=f"{table.summary} First those that most articles state.") if len(figures) else table


VIEWS: dict[str, Callable[[Source], Chart | Table | Note]] = {
    "chart-shares": lambda made: shares_chart(made["overlap_pairs"], made["documents"]),
    "chart-families": lambda made: families_chart(made["families"], made["documents"]),
    "table-figures": most_told,
}


def aggregated(html: str, made: Source) -> str:
    """``html`` with the views of `VIEWS` in the place of those that show articles one by one."""

    def other(found: re.Match) -> str:
        made_anew = VIEWS.get(found[2])
        if made_anew is None:
            return found[0]
        view = made_anew(made)
        return view._repr_html_() if isinstance(view, Note) else view.to_html()

    return VIEW.sub(other, html)
