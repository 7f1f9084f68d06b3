"""The heat map: how much of one article stands in another."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from helpers.report import large
from helpers.report.articles import rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import MANY, analysed, article, labels
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    day,
    link,
    number,
    percent,
)

MOST = 100  # articles in the heat map
NUMBERED = 60  # articles up to which every column carries its number; of more every fifth
CELL_TEXT = 14  # articles up to which cells carry their share as text
DATED = re.compile(r", \d{1,2}\s[A-Z][a-z]{2}\s\d{4}( \(\d+\))?$")  # the end of an article's label
SAYS = {
    "a_from_b": "{a} probably took it from {b}",
    "b_from_a": "{b} probably took it from {a}",
    "common_source": "both probably from a common source",
    "undetermined": "who was first is undetermined",
}


def shares_chart(pairs: pd.DataFrame, families: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The heat map: how much of the row's words stand in the column's article; families stand together.

    Of many articles it is one of outlets (`large`).
    """
    read = analysed(documents)
    if len(read) < 2:
        return Note("With fewer than two articles there is nothing to compare.")
    if len(read) > MANY:
        return large.shares_chart(pairs, documents)
    if pairs.empty:
        return Note(f"No two of the {len(read):,} articles share a passage, so each is a text family of its own.")
    order = ordered(pairs, families, documents)
    shown, called = order[:MOST], labels(documents)
    at = {doc: i for i, doc in enumerate(shown)}
    cells: list[list[float | None]] = [[None if i == j else 0.0 for j in range(len(shown))] for i in range(len(shown))]
    hover = [["0%" if a != b else "" for b in shown] for a in shown]
    address = [["" for _ in shown] for _ in shown]
    for r in pairs.itertuples():
        if r.doc_a in at and r.doc_b in at:
            i, j = at[r.doc_a], at[r.doc_b]
            for row, column, share in ((i, j, r.share_of_a), (j, i, r.share_of_b)):
                cells[row][column] = round(float(share), 4)
                address[row][column] = "#" + pair_anchor(r.doc_a, r.doc_b)
                hover[row][column] = (
                    f"<b>{percent(share)}</b> of {called[shown[row]]}<br>stands in {called[shown[column]]}<br>"
                    f"{count(r.words, 'word')} in {count(r.n_passages, 'passage')}"
                )
    ticks = [called[doc] for doc in shown]
    indexes = list(range(len(shown)))
    trace = {
        "type": "heatmap",
        "z": cells,
        "x": indexes,
        "y": indexes,
        "hovertext": hover,
        "customdata": address,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
        "coloraxis": "coloraxis",
        "xgap": 2 if len(shown) <= CELL_TEXT else 0.5,
        "ygap": 2 if len(shown) <= CELL_TEXT else 0.5,
    }
    if len(shown) <= CELL_TEXT:
        trace["text"] = [["–" if z is None else percent(z) if z else "" for z in line] for line in cells]
        trace["texttemplate"] = "%{text}"
    side = 44 if len(shown) <= CELL_TEXT else 20 if len(shown) <= 40 else 15 if len(shown) <= NUMBERED else 13
    small = {"size": 12 if len(shown) <= 40 else 9}
    step = 1 if len(shown) <= NUMBERED else 5
    numbers = [i for i in indexes if step == 1 or (i + 1) % step == 0 or i == 0]
    layout = {
        "height": 60 + side * len(shown),
        "xaxis": {
            "tickvals": numbers,
            "ticktext": [str(i + 1) for i in numbers],
            "tickangle": 0,
            "side": "top",
            "showgrid": False,
            "tickfont": small,
        },
        "yaxis": {**rows_axis([f"<b>{i}</b>  {label}" for i, label in enumerate(ticks, 1)]), "tickfont": small},
        "coloraxis": {"cmin": 0, "cmax": 1, "showscale": False},
        "shapes": frames(shown, families),
        "showlegend": False,
    }
    top = (
        pairs.assign(most=pairs[["share_of_a", "share_of_b"]].max(axis=1))
        .sort_values(["most", "doc_a", "doc_b"], ascending=[False, True, True])
        .iloc[0]
    )
    high_a = top["share_of_a"] >= top["share_of_b"]
    one, other = (top["doc_a"], top["doc_b"]) if high_a else (top["doc_b"], top["doc_a"])
    summary = (
        f"{count(len(pairs), 'pair')} of articles {'shares' if len(pairs) == 1 else 'share'} at "
        f"least one passage. The strongest: {percent(top['most'])} of the words of "
    )
    summary += f"{Markup(called[one]).unescape()} stand in {Markup(called[other]).unescape()}."
    if len(order) > len(shown):
        summary += (
            f" Drawn are {len(shown)} articles, those of the largest families first, of {len(order):,} that share "
            "anything; the others stand in the table."
        )
    rows = [
        Row(
            [
                article(r.doc_a, called),
                article(r.doc_b, called),
                Cell(percent(r.share_of_a), round(float(r.share_of_a), 4)),
                Cell(percent(r.share_of_b), round(float(r.share_of_b), 4)),
                Cell(link(pair_anchor(r.doc_a, r.doc_b), number(r.words), "to"), r.words),
                direction(r, called),
            ]
        )
        for r in by_share(pairs).head(LISTED).itertuples()
    ]
    columns = ["First", "Second", "Of the first", "Of the second", "Words", "Direction, and what says so"]
    table = Table(
        "", "Pairs of articles", "", columns, rows, ("Of the first", "Of the second", "Words"), total=len(pairs)
    )
    how = (
        "Read a row from left to right: so much of this article’s words stand in the article with the "
        "column’s number; the darker, the more. A frame holds a text family. Press a cell for the passages side by "
        "side, or move from cell to cell with the arrow keys and press Enter."
    )
    return Chart(
        "chart-shares",
        "How much of one stands in the other",
        summary,
        [trace],
        layout,
        table,
        how,
        least=150 + (13 if step == 1 else 6) * len(shown) if len(shown) > 8 else 0,
    )


def frames(shown: list[str], families: pd.DataFrame) -> list[dict]:
    """A frame around the cells of each family of two or more that stand together in ``shown``."""
    family = families.set_index("doc_id")["family_id"]
    made, first = [], 0
    for at in range(1, len(shown) + 1):
        if at < len(shown) and family.get(shown[at], shown[at]) == family.get(shown[first], shown[first]):
            continue
        if at - first > 1:
            low, high = first - 0.5, at - 0.5
            line = {"width": 1, "color": COLOURS[7]}
            made.append({"type": "rect", "x0": low, "x1": high, "y0": low, "y1": high, "line": line})
        first = at
    return made


def pair_anchor(doc_a: str, doc_b: str) -> str:
    """The address of the passages of a pair."""
    return anchor("pair", f"{doc_a}..{doc_b}")


def by_share(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs, the one with the most in common first."""
    most = pairs[["share_of_a", "share_of_b"]].max(axis=1)
    return pairs.assign(most=most).sort_values(
        ["most", "words", "doc_a", "doc_b"], ascending=[False, False, True, True]
    )


def ordered(pairs: pd.DataFrame, families: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """The articles of the heat map: large families first, inside of one by date, then those that share a little."""
    family = families.set_index("doc_id")["family_id"]
    sizes = family.value_counts()
    date = documents.set_index("doc_id")["published"].replace("", "9999")
    sharing = set(pairs["doc_a"]) | set(pairs["doc_b"])
    few = len(analysed(documents)) <= CELL_TEXT
    docs = [doc for doc in analysed(documents)["doc_id"] if few or doc in sharing]
    return sorted(
        docs,
        key=lambda d: (
            -sizes.get(family.get(d, d), 1),
            date.get(family.get(d, d), "9999"),
            family.get(d, d),
            date[d],
            d,
        ),
    )


def direction(pair, called: Mapping[str, str]) -> str:
    """Who took it from whom, and what says so."""
    docs = (pair.doc_a, pair.doc_b)
    whole = [str(Markup(called.get(doc_id, doc_id)).unescape()) for doc_id in docs]
    outlets = [DATED.sub("", one) for one in whole]
    told = outlets if len(set(outlets)) == 2 else whole  # the date only where two articles are of one outlet
    basis = pair.direction_basis
    for doc_id, one in zip(docs, told, strict=True):
        basis = basis.replace(doc_id, one)
    basis = re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day(found[0]), basis)
    return SAYS[pair.direction].format(a=told[0], b=told[1]) + (f" ({basis})" if basis else "")
