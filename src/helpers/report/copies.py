"""Chapter 4 in pictures: which articles share their words, where, and who took them from whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import days_axis, rows_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import analysed, article, labels
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import anchor, count, link, number, percent

MOST = 60  # articles in the heat map
CELL_TEXT = 14  # articles up to which cells carry their share as text
DRAWN = 40  # articles in the picture of families
SIDES = 300  # pairs of passages side by side
WORDS = 90  # of a passage that are shown
SAYS = {
    "a_from_b": "the first took it from the second",
    "b_from_a": "the second took it from the first",
    "common_source": "both from a common source",
    "undetermined": "who was first is undetermined",
}


def shares_chart(pairs: pd.DataFrame, families: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The heat map: how much of the row's words stand in the column's article; families stand together."""
    read = analysed(documents)
    if len(read) < 2:
        return Note("With fewer than two articles there is nothing to compare.")
    if pairs.empty:
        return Note(f"No two of the {len(read):,} articles share a passage, so each is a text family of its own.")
    order = ordered(pairs, families, documents)
    shown, called = order[:MOST], labels(documents)
    at = {doc: i for i, doc in enumerate(shown)}
    cells: list[list[float | None]] = [[None if i == j else 0.0 for j in range(len(shown))] for i in range(len(shown))]
    hover = [
        [f"{called[a]}<br>itself" if a == b else f"{called[a]}<br>shares no passage with<br>{called[b]}" for b in shown]
        for a in shown
    ]
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
    side = 44 if len(shown) <= CELL_TEXT else 20 if len(shown) <= 40 else 15
    small = {"size": 12 if len(shown) <= 40 else 9}
    layout = {
        "height": 60 + side * len(shown),
        "xaxis": {
            "tickvals": indexes,
            "ticktext": [str(i + 1) for i in indexes],
            "tickangle": 0,
            "side": "top",
            "showgrid": False,
            "tickfont": small,
        },
        "yaxis": {**rows_axis([f"{label}  <b>{i}</b>" for i, label in enumerate(ticks, 1)]), "tickfont": small},
        "coloraxis": {"cmin": 0, "cmax": 1, "showscale": False},
        "showlegend": False,
    }
    top = (
        pairs.assign(most=pairs[["share_of_a", "share_of_b"]].max(axis=1))
        .sort_values(["most", "doc_a", "doc_b"], ascending=[False, True, True])
        .iloc[0]
    )
    high_a = top["share_of_a"] >= top["share_of_b"]
    one, other = (top["doc_a"], top["doc_b"]) if high_a else (top["doc_b"], top["doc_a"])
    summary = f"{count(len(pairs), 'pair')} of articles {'shares' if len(pairs) == 1 else 'share'} at least one passage. The strongest: {percent(top['most'])} of the words of "
    summary += f"{Markup(called[one]).unescape()} stand in {Markup(called[other]).unescape()}."
    if len(order) > len(shown):
        summary += (
            f" Drawn are the {len(shown)} articles of the largest families, of {len(order):,} that share anything."
        )
    rows = [
        Row(
            [
                article(r.doc_a, called),
                article(r.doc_b, called),
                Cell(percent(r.share_of_a), round(float(r.share_of_a), 4)),
                Cell(percent(r.share_of_b), round(float(r.share_of_b), 4)),
                Cell(number(r.words), r.words),
                direction(r, called),
            ]
        )
        for r in by_share(pairs).head(500).itertuples()
    ]
    columns = ["First", "Second", "Of the first", "Of the second", "Words", "Direction, and what says so"]
    table = Table(
        "", "Pairs of articles", "", columns, rows, ("Of the first", "Of the second", "Words"), total=len(pairs)
    )
    how = "Read a row from left to right: so much of this article’s words stand in the article with the column’s number; the darker, the more. Press a cell for the passages side by side."
    return Chart(
        "chart-shares",
        "How much of one stands in the other",
        summary,
        [trace],
        layout,
        table,
        how,
        least=150 + 13 * len(shown) if len(shown) > 8 else 0,
    )


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
    """The articles of the heat map: large families first, inside of one by date, then single articles that share a little."""
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


def families_chart(families: pd.DataFrame, pairs: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The families through time: a line an article, a dot where it was published, an arrow from the text to its copy."""
    sizes = families["family_id"].value_counts()
    large = sorted(sizes[sizes > 1].index, key=lambda one: (-sizes[one], one))
    if not large:
        return Note(
            "No article shares enough text with another to be of its family: every article is a text family of its own."
        )
    called, date = labels(documents), documents.set_index("doc_id")["published"]
    role = families.set_index("doc_id")["role"]
    rows: list[tuple[str, str]] = []
    drawn = 0
    for family_id in large:
        members = families.loc[families["family_id"] == family_id, "doc_id"]
        if rows and len(rows) + len(members) > DRAWN:
            continue
        drawn += 1
        rows += [(family_id, doc) for doc in sorted(members, key=lambda doc: (date[doc] or "9999", doc))[:DRAWN]]
    dated = [date[doc][:10] for _, doc in rows if date[doc]]
    first, last = (min(dated), max(dated)) if dated else ("2000-01-01", "2000-01-01")
    axis = days_axis(first, last)
    missing = pd.Timestamp(axis["range"][0])
    undated = [doc for _, doc in rows if not date[doc]]
    at = {doc: (date[doc][:10] if date[doc] else missing.isoformat(), i) for i, (_, doc) in enumerate(rows)}
    traces, notes = edges(pairs, at, families.set_index("doc_id")["family_id"])
    for name, symbol, colour in (
        ("source", "circle", COLOURS[0]),
        ("wire", "diamond", COLOURS[2]),
        ("copy", "square", COLOURS[1]),
        ("alone", "circle-open", COLOURS[7]),
    ):
        docs = [doc for _, doc in rows if role[doc] == name]
        if docs:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": {"source": "likely source", "wire": "wire copy"}.get(name, name),
                    "x": [at[doc][0] for doc in docs],
                    "y": [at[doc][1] for doc in docs],
                    "marker": {"size": 12, "symbol": symbol, "color": colour},
                    "customdata": ["#" + anchor("article", doc) for doc in docs],
                    "hovertext": [
                        f"<b>{called[doc]}</b><br>{name}" + ("" if date[doc] else "<br>no date known") for doc in docs
                    ],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                }
            )
    bounds = [i - 0.5 for i, (family_id, _) in enumerate(rows) if i and rows[i - 1][0] != family_id]
    layout = {
        "height": 96 + 30 * len(rows),
        "xaxis": {"type": "date", **axis},
        "yaxis": {**rows_axis([called[doc] for _, doc in rows]), "showgrid": True},
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": y,
                "y1": y,
                "line": {"width": 1, "color": COLOURS[7], "dash": "dot"},
            }
            for y in bounds
        ],
        "annotations": notes,
        "showlegend": True,
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    alone = int((sizes == 1).sum())
    summary = f"{count(len(large), 'family', 'families')} of two or more articles, the largest of {sizes[large[0]]:,}; {count(alone, 'article stands', 'articles stand')} alone."
    summary += f" Drawn: {drawn:,} of the families." if drawn < len(large) else ""
    summary += (
        f" {count(len(undated), 'article has', 'articles have')} no date and {'stands' if len(undated) == 1 else 'stand'} at the left edge."
        if undated
        else ""
    )
    listed = families.assign(size=families["family_id"].map(sizes)).sort_values(
        ["size", "family_id", "doc_id"], ascending=[False, True, True]
    )
    table_rows = [
        Row([article(r.family_id, called), article(r.doc_id, called), r.role, Cell(number(r.size), r.size)])
        for r in listed[listed["size"] > 1].head(500).itertuples()
    ]
    table = Table("", "Text families", "", ["Family", "Article", "Part", "Members"], table_rows, ("Members",))
    how = "An arrow runs from the likely source to the copy; a plain line joins two articles whose order is not known. Dotted lines part the families."
    return Chart("chart-families", "Text families through time", summary, traces, layout, table, how)


def edges(pairs: pd.DataFrame, at: Mapping[str, tuple[str, int]], family: pd.Series) -> tuple[list[dict], list[dict]]:
    """For each article the tie to the one it shares most with: an arrow where the direction is known, else a line."""
    best: dict[str, object] = {}
    for r in by_share(pairs).itertuples():
        if r.doc_a not in at or r.doc_b not in at or family.get(r.doc_a) != family.get(r.doc_b):
            continue
        copy = {"a_from_b": r.doc_a, "b_from_a": r.doc_b}.get(r.direction) or max(
            r.doc_a, r.doc_b, key=lambda doc: at[doc][1]
        )
        best.setdefault(copy, r)
    xs: list[str | None] = []
    ys: list[int | None] = []
    notes = []
    for r in best.values():
        if r.direction in ("a_from_b", "b_from_a"):
            source, copy = (r.doc_b, r.doc_a) if r.direction == "a_from_b" else (r.doc_a, r.doc_b)
            (x0, y0), (x1, y1) = at[source], at[copy]
            notes.append(
                {
                    "ax": x0,
                    "ay": y0,
                    "x": x1,
                    "y": y1,
                    "axref": "x",
                    "ayref": "y",
                    "xref": "x",
                    "yref": "y",
                    "text": "",
                    "showarrow": True,
                    "arrowhead": 2,
                    "arrowsize": 1.1,
                    "arrowwidth": 1.6,
                    "arrowcolor": COLOURS[7],
                    "standoff": 8,
                    "startstandoff": 7,
                }
            )
        else:
            (x0, y0), (x1, y1) = at[r.doc_a], at[r.doc_b]
            xs += [x0, x1, None]
            ys += [y0, y1, None]
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": COLOURS[7], "width": 1.6},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return ([line] if xs else []), notes


def passages_table(
    passages: pd.DataFrame, pairs: pd.DataFrame, documents: pd.DataFrame, texts: Mapping[str, str]
) -> Table | Note:
    """The shared passages side by side, words that differ marked; the pair with the most in common first."""
    if passages.empty:
        return Note("No shared passage was found.")
    called = labels(documents)
    rank = {(r.doc_a, r.doc_b): i for i, r in enumerate(by_share(pairs).itertuples())}
    listed = passages.assign(rank=[rank.get((r.doc_a, r.doc_b), len(rank)) for r in passages.itertuples()])
    listed = listed.sort_values(["rank", "doc_a", "doc_b", "start_a"], kind="stable")
    known = {(r.doc_a, r.doc_b): r for r in pairs.itertuples()}
    rows, seen = [], set()
    for r in listed.head(SIDES).itertuples():
        key = (r.doc_a, r.doc_b)
        left, right = texts.get(r.doc_a, "")[r.start_a : r.end_a], texts.get(r.doc_b, "")[r.start_b : r.end_b]
        first, second = compare(left, right)
        head = Markup("")
        if key not in seen and key in known:
            head = Markup('<span id="{}" class="at"></span><span class="aside">{}</span><br>').format(
                pair_anchor(*key), direction(known[key], called)
            )
        seen.add(key)
        rows.append(
            Row(
                [
                    Markup("{}{}<br>{}").format(head, side_link(r.passage_id, "a", r.doc_a, called), first),
                    Markup("{}<br>{}").format(side_link(r.passage_id, "b", r.doc_b, called), second),
                    Markup('{}<br><span class="aside">{} agree</span>').format(r.kind, percent(r.similarity)),
                    Cell(number(r.words), r.words),
                ],
                anchor("passage", r.passage_id),
                "sides",
            )
        )
    by_kind = passages["kind"].value_counts()
    summary = f"{count(len(passages), 'passage')}: " + ", ".join(
        f"{by_kind[kind]:,} {kind}" for kind in ("verbatim", "edited", "quotation", "paraphrase") if kind in by_kind
    )
    summary += ". Words that the other article does not have in this place are marked. Only verbatim and edited passages count for shares and families."
    columns = ["In one article", "In the other", "Kind", "Words"]
    return Table(
        "table-passages",
        "Passages side by side",
        summary,
        columns,
        rows,
        ("Words",),
        ("In one article", "In the other"),
        page=10,
        total=len(passages),
    )


def direction(pair, called: Mapping[str, str]) -> str:
    """Who took it from whom, and what says so."""
    basis = pair.direction_basis
    for doc_id in (pair.doc_a, pair.doc_b):
        basis = basis.replace(doc_id, str(Markup(called.get(doc_id, doc_id)).unescape()))
    return SAYS[pair.direction] + (f" ({basis})" if basis else "")


def side_link(passage_id: str, side: str, doc_id: str, called: Mapping[str, str]) -> Markup:
    """The article a passage stands in, as a link to it there."""
    return link(anchor(f"passage-{side}", passage_id), Markup(called.get(doc_id, doc_id)), "where")


def compare(left: str, right: str) -> tuple[Markup, Markup]:
    """The two wordings, each with the words marked that the other does not have there; long ones are cut."""
    a, b = left.split(), right.split()
    keys = [[re.sub(r"\W+", "", word).casefold() or word for word in side[: WORDS * 2]] for side in (a, b)]
    parts: tuple[list[Markup], list[Markup]] = ([], [])
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for made, side, begin, end in ((parts[0], a, i1, i2), (parts[1], b, j1, j2)):
            end = min(end, WORDS)
            if begin < end:
                text = " ".join(side[begin:end])
                made.append(
                    Markup("{}").format(text) if tag == "equal" else Markup('<em class="only">{}</em>').format(text)
                )
    sides = []
    for made, side in zip(parts, (a, b), strict=True):
        more = (
            Markup(' <span class="aside">… and {}</span>').format(count(len(side) - WORDS, "word") + " more")
            if len(side) > WORDS
            else ""
        )
        sides.append(Markup('<span class="words" dir="auto">{}</span>{}').format(Markup(" ").join(made), more))
    return sides[0], sides[1]
