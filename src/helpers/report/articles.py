"""Chapter 1 in pictures: which articles there are, and what was taken for page furniture."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.labels import analysed, article, labels, outlets
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import anchor, corrected, count, day, link, name, names, number, out, percent, plain, words
from helpers.tables import split

ONE_BY_ONE = 25  # more articles than this are drawn by outlet
DOTS = 1_500  # dots on the calendar; of more a dot is a week, a month or a year
STEPS = {"day": 10, "week": 10, "month": 7, "year": 4}  # what a dot is, and how much of a date tells it
LANES = 30  # outlets drawn on the calendar; a phone shows no more
BASES = {"manifest": "sources.csv", "metadata": "the page", "dateline": "its dateline", "text": "its text", "none": ""}


def body_chart(documents: pd.DataFrame) -> Chart | Note:
    """How much of each article (of each outlet, when there are many) is body, and how much page furniture."""
    read = analysed(documents)
    if read.empty:
        return Note("No article could be read, so there is nothing to draw.")
    single = len(read) <= ONE_BY_ONE
    called = labels(read) if single else {one: plain(outlet) for one, outlet in outlets(read).items()}
    parts = read.assign(label=read["doc_id"].map(called), first=read["published"].replace("", "9999"))
    grouped = parts.groupby("label", sort=False).agg(
        body=("body_chars", "sum"), removed=("removed_chars", "sum"), n=("doc_id", "size"), first=("first", "min")
    )
    grouped = grouped.fillna(0).astype({"body": int, "removed": int}).reset_index()
    order = ["first", "label"] if single else ["n", "label"]
    grouped = grouped.sort_values(order, ascending=[single, True])
    shown = grouped.head(LANES)
    share = (shown["removed"] / (shown["body"] + shown["removed"]).clip(lower=1)).tolist()
    ticks = list(shown["label"])
    traces = [
        bar("Body", [1 - x for x in share], share, shown, COLOURS[0], "", "body"),
        bar("Page furniture, removed", share, share, shown, COLOURS[7], "/", "removed"),
    ]
    layout = {
        "barmode": "stack",
        "bargap": 0.35,
        "height": 90 + 26 * len(shown),
        "xaxis": {"range": [0, 1], "tickformat": ".0%", "dtick": 0.25},
        "margin": {"r": 24},
        "yaxis": rows_axis(ticks),
        "showlegend": True,
        "legend": {"traceorder": "normal", "itemclick": False, "itemdoubleclick": False},
    }
    total = int(grouped["removed"].sum()) / max(int((grouped["body"] + grouped["removed"]).sum()), 1)
    most = grouped.assign(share=grouped["removed"] / (grouped["body"] + grouped["removed"]).clip(lower=1))
    top = most.sort_values(["share", "label"], ascending=[False, True]).iloc[0]
    summary = f"{percent(total)} of all characters were page furniture (menus, teasers, forms) and were set aside"
    summary += f"; most of it with {Markup(top['label']).unescape()} ({percent(top['share'])})." if total else "."
    rows = [
        Row([Markup(r.label), Cell(number(r.n), r.n), Cell(number(r.body), r.body), Cell(number(r.removed), r.removed)])
        for r in grouped.itertuples()
    ]
    columns = ["Article" if single else "Outlet", "Articles", "Body, characters", "Removed, characters"]
    table = Table("", "Body and page furniture", "", columns, rows, tuple(columns[1:]))
    title = "What is article and what is page"
    return Chart("chart-body", title, summary, traces, layout, table)


def bar(label: str, lengths: list, shares: list, rows: pd.DataFrame, colour: str, pattern: str, column: str) -> dict:
    """One part of the stacked bars."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "x": [round(x, 4) for x in lengths],
        "y": list(range(len(rows))),
        "marker": {"color": colour, "pattern": {"shape": pattern, "fillmode": "replace", "size": 6}},
        "hovertext": [f"{r.label}<br>{label}: {getattr(r, column):,} characters" for r in rows.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def rows_axis(ticks: list[str]) -> dict:
    """A vertical axis with one row a label, the first on top."""
    return {
        "tickvals": list(range(len(ticks))),
        "ticktext": ticks,
        "range": [len(ticks) - 0.4, -0.6],
        "showgrid": False,
        "ticks": "",
    }


def calendar_chart(documents: pd.DataFrame) -> Chart | Note:
    """Who published when: a lane an outlet, a dot a day (a week or more where they are too many), by articles."""
    read = analysed(documents)
    dated = read[read["published"] != ""]
    missing = len(read) - len(dated)
    if dated.empty:
        return Note("No article has a publication date, so there is no calendar; sources.csv can give the dates.")
    if len(read) == 1:
        return Note(f"The one article was published on {day(dated['published'].iloc[0])}.")
    called = outlets(read)
    span = dated["published"].str[:4].astype(int)
    for step in ("month", "year") if span.max() - span.min() > 1 else STEPS:
        points = dated.assign(lane=dated["doc_id"].map(called), at=[rounded(one, step) for one in dated["published"]])
        points = points.groupby(["lane", "at"])["doc_id"].agg(list).reset_index()
        if len(points) <= DOTS:
            break
    sizes = points.groupby("lane")["doc_id"].agg(lambda lists: sum(map(len, lists)))
    lanes = sorted(sizes.index, key=lambda lane: (-sizes[lane], lane))
    shown = points[points["lane"].isin(lanes[:LANES])]
    top = max(map(len, shown["doc_id"]))
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [at if len(at) == 10 else f"{at}-07-01"[:10] if len(at) == 4 else f"{at}-15" for at in shown["at"]],
        "y": [lanes.index(lane) for lane in shown["lane"]],
        "marker": {
            "size": [round(11 + 15 * ((len(ids) - 1) / max(top - 1, 1)) ** 0.5, 1) for ids in shown["doc_id"]],
            "color": COLOURS[0],
            "line": {"width": 1, "color": "rgba(255,255,255,.6)"},
        },
        "hovertext": [f"{r.lane}<br>{day(r.at)}: {count(len(r.doc_id), 'article')}" for r in shown.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": ["#" + anchor("article", ids[0]) for ids in shown["doc_id"]],
    }
    layout = {
        "height": 70 + 26 * len(lanes[:LANES]),
        "xaxis": {"type": "date", "showgrid": True, **days_axis(min(points["at"]), max(points["at"]))},
        "yaxis": {**rows_axis([plain(lane, 34) for lane in lanes[:LANES]]), "showgrid": True},
        "showlegend": False,
    }
    first, last = dated["published"].min()[:10], dated["published"].max()[:10]
    when = f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    summary = f"{count(len(dated), 'article')} of {count(len(lanes), 'outlet')}, published {when}"
    summary += f"; {count(missing, 'article has', 'articles have')} no date and cannot be shown." if missing else "."
    summary += " A dot is a week, at its Monday." if step == "week" else ""
    summary += f" Drawn: the {LANES} outlets with most articles." if len(lanes) > LANES else ""
    rows = [
        Row([name(r.lane), Cell(day(r.at), r.at), Cell(number(len(r.doc_id)), len(r.doc_id))])
        for r in points.itertuples()
    ]
    table = Table("", "Articles by outlet and date", "", ["Outlet", "Published", "Articles"], rows, ("Articles",))
    return Chart("chart-calendar", "Who published when", summary, [trace], layout, table)


def rounded(published: str, step: str) -> str:
    """The day of an article, the Monday of its week, its month or its year."""
    if step == "week" and len(published) >= 10:
        day_ = pd.Timestamp(published[:10])
        return (day_ - pd.Timedelta(days=day_.weekday())).date().isoformat()
    return published[: STEPS[step]]


def days_axis(first: str, last: str) -> dict:
    """The range of a time axis with air at both ends, and whole days as ticks where it is short."""
    begin, end = (
        pd.Timestamp(one if len(one) == 10 else f"{one[:7]}-15" if len(one) > 4 else one) for one in (first, last)
    )
    air = max((end - begin) * 0.04, pd.Timedelta(hours=18))
    axis = {"range": [str((begin - air).isoformat()), str((end + air).isoformat())], "tickformatstops": TICKS}
    if end - begin <= pd.Timedelta(days=10):
        axis |= {"dtick": 86_400_000, "tickformat": "%-d %b<br>%Y"}
    return axis


TICKS = [
    {"dtickrange": [None, 604_800_000], "value": "%-d %b<br>%Y"},
    {"dtickrange": [604_800_000, "M1"], "value": "%-d %b<br>%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b<br>%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def documents_table(documents: pd.DataFrame) -> Table | Note:
    """Every file of the case, with what is known of it and from where; those that could not be read say why."""
    if documents.empty:
        return Note("The folder holds no articles.")
    rows = []
    for r in documents.itertuples():
        own = link(anchor("article", r.doc_id), r.doc_id) if r.status != "skipped" else r.doc_id
        pairs = ((r.url, "original"), (r.archived_url, "archived copy"))
        links = [shown for url, label in pairs if (shown := out(url, label)) != label]
        state = {"ok": "analysed", "not_analysed": "overlap only", "skipped": "not read"}[r.status]
        problem = Markup("<small>{}</small>").format(r.problem) if r.problem else ""
        if r.duplicate_of:
            problem = Markup("{} same text as {}").format(
                problem, link(anchor("article", r.duplicate_of), r.duplicate_of)
            )
        rows.append(
            Row(
                [
                    Markup("{}<br><small>{}</small>{}").format(
                        words(r.title) if r.title else name(""),
                        Markup(", ").join([own, *links]),
                        corrected(r.corrected, "documents", r.doc_id),
                    ),
                    name(r.outlet),
                    Cell(
                        Markup("{}<br>{}").format(day(r.published) or name(""), from_where(r.published_basis)),
                        r.published,
                    ),
                    names(split(r.agencies)) if r.agencies else "",
                    Cell(number(r.n_words), 0 if pd.isna(r.n_words) else r.n_words),
                    Markup("{} {}").format(state, problem),
                ],
                classes="dim" if r.status == "skipped" else "",
            )
        )
    skipped = int((documents["status"] == "skipped").sum())
    summary = f"{count(len(documents), 'file')} of the case"
    summary += (
        f", of which {count(skipped, 'could', 'could')} not be read" if skipped else ", all of which could be read"
    )
    columns = ["Article", "Outlet", "Published", "Agencies credited", "Words", "State"]
    return Table("table-documents", "The articles", summary + ".", columns, rows, ("Words",), ("Article",))


def from_where(basis: str) -> Markup:
    """Where a value was taken from, in small."""
    said = BASES.get(basis, basis)
    return Markup("<small>from {}</small>").format(said) if said else Markup("")


def removed_table(removed: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """What was taken out as page furniture, piece by piece, with the reason."""
    if removed.empty:
        return Note("Nothing was removed: the articles are analysed exactly as they came.")
    called = labels(documents)
    rows = [
        Row([article(r.doc_id, called), Cell(r.order, r.order), r.reason, words(plain_cut(r.text))])
        for r in removed.head(LISTED).itertuples()
    ]
    often = removed["reason"].value_counts()
    top = sorted(often.index, key=lambda reason: (-often[reason], reason))[:3]
    summary = f"{count(len(removed), 'piece')} of text set aside, with the sign each was known by. Most often: "
    summary += ", ".join(f"{reason} ({often[reason]:,})" for reason in top) + "."
    columns = ["Article", "Piece", "Reason", "Text"]
    return Table("table-removed", "What was removed", summary, columns, rows, ("Piece",), ("Text",), total=len(removed))


def plain_cut(text: str, width: int = 240) -> str:
    """The beginning of a piece of text on one line."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def credits_table(credits: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """Whom the articles credit: wire services, republished originals, speakers told to somebody, photographers."""
    if credits.empty:
        return Note("No article credits an agency, a photographer or another outlet.")
    called = labels(documents)
    says = {"agency": "wire service", "republished": "republished from", "told": "told to", "photo": "picture"}
    rows = [
        Row([name(r.name), says.get(r.kind, r.kind), article(r.doc_id, called), words(plain_cut(r.text))])
        for r in credits.head(LISTED).itertuples()
    ]
    wires = credits[credits["kind"].isin(["agency", "told"])]["name"].nunique()
    summary = f"{count(len(credits), 'credit')} in {count(credits['doc_id'].nunique(), 'article')}"
    summary += (
        f"; {count(wires, 'agency or outlet is', 'agencies or outlets are')} named as having been "
        "told or having supplied text."
    )
    columns = ["Credited", "As", "Article", "Words"]
    return Table("table-credits", "Credits", summary, columns, rows, wide=("Words",), total=len(credits))
