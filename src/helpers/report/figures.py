"""Chapter 3 in pictures: how many people were harmed, who says so, and which numbers are no figures."""

from __future__ import annotations

import math

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import rows_axis
from helpers.report.chart import Chart, Note, style
from helpers.report.labels import article, by_date, labels
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import (
    anchor,
    count,
    group,
    link,
    name,
    names,
    number,
    people,
    percent,
    period,
    plain,
    said,
    words,
)
from helpers.tables import split

GROUPS = ["civilian", "combatant", "aid_worker", "medical_worker", "journalist", "official", "mixed", "unknown"]
HARMS = ["killed", "injured", "casualties", "missing", "detained", "displaced"]
DOUBTED = ("claimed", "alleged", "unverified", "expected")
LINES = 44  # marks in the picture
SHOWN = 2500  # rows of the table
OPEN = 0.45  # length of an open end, in powers of ten
ZERO = 0.55  # where "nobody" stands on a logarithmic scale


def harm_said(harm: str) -> str:
    """The harm as a heading."""
    return "Killed or injured" if harm == "casualties" else harm.capitalize()


def where_when(row) -> str:
    """The place and the date of a figure, as a heading has them."""
    when = period(row.date_start, row.date_end, row.date_precision)
    total = "total" if row.scope == "cumulative" else ""
    return " · ".join(part for part in (row.place, when, total) if part) or "place and date unknown"


def ranges_chart(figures: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """The figures side by side: a heading for each harm, place and date, under it a mark for each source."""
    if figures.empty:
        return Note(
            "No casualty figure was found in these articles; what was looked at stands under the numbers left out."
        )
    marks = gather(figures)
    groups, rows = [], []
    for heading, part in marks.groupby("heading", sort=False):
        if rows and len(rows) + len(part) > LINES:
            continue
        at = len(rows) + len(groups)
        groups.append((at, heading))
        rows += list(enumerate(part.head(LINES).itertuples(), at + 1))
    places = {at: plain(mark.source, 32) for at, mark in rows} | {at: "" for at, _ in groups}
    kinds = [one for one in GROUPS if any(mark.victim_group == one for _, mark in rows)]
    looks = style(GROUPS)
    ends = [position(value) for _, mark in rows for value in (mark.low, mark.high) if value is not None]
    low, high = math.log10(min([*ends, 1])) - 0.15, math.log10(max([*ends, 10])) + OPEN + 0.35
    traces = []
    for kind in kinds:
        traces += kind_traces(kind, [(at, mark) for at, mark in rows if mark.victim_group == kind], *looks[kind])
    height = 96 + 27 * len(places)
    layout = {
        "height": height,
        "xaxis": {
            "type": "log",
            "range": [low, high],
            **log_ticks(low, high),
            "title": {"text": "people, logarithmic"},
        },
        "yaxis": rows_axis([places[at] for at in sorted(places)]),
        "annotations": [heading_note(at, text) for at, text in groups],
        "showlegend": True,
        "legend": {"itemclick": False, "itemdoubleclick": False},
    }
    doubted = int(figures["stance"].isin(DOUBTED).sum())
    total = marks["heading"].nunique()
    summary = f"{count(len(figures), 'figure')} of {count(total, 'harm')} told apart by kind, place and date"
    summary += f"; {count(len(groups), 'is', 'are')} drawn, those in most articles first" if len(groups) < total else ""
    summary += (
        f". {count(doubted, 'figure is', 'figures are')} hedged, claimed, expected or unverified." if doubted else "."
    )
    table_rows = [
        Row(
            [
                Markup(m.heading.split("\x1f")[0]),
                name(m.source),
                said_number(m),
                group(m.victim_group),
                m.stance,
                Cell(number(len(m.docs)), len(m.docs)),
            ]
        )
        for m in marks.itertuples()
    ]
    columns = ["Harm, place and date", "On whose word", "People", "Victims", "Stance", "Articles"]
    table = Table("", "Figures by harm, place and date", "", columns, table_rows, ("Articles",), total=len(marks))
    how = (
        "A filled mark is stated plainly, an empty one is hedged, claimed or unverified, a cross is denied. A line is a range; "
        "a dotted line with an open arrow has no upper (or lower) end. Press a mark for its sentence."
    )
    return Chart("chart-figures", "How many, and on whose word", summary, traces, layout, table, how)


def gather(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a mark: figures of one harm, place, date, victims, source, stance and number, with their articles."""
    f = figures.assign(
        heading=[f"{harm_said(r.harm)} · {where_when(r)}" for r in figures.itertuples()],
        source=[", ".join(split(r.attribution)) or spoken(r.attribution_kind) for r in figures.itertuples()],
        low=[None if pd.isna(value) else int(value) for value in figures["count_min"]],
        high=[None if pd.isna(value) else int(value) for value in figures["count_max"]],
    )
    keys = ["heading", "scope", "harm", "victim_group", "source", "bound", "stance"]
    f["numbers"] = [f"{low}-{high}" for low, high in zip(f["low"], f["high"], strict=True)]
    marks = (
        f.groupby([*keys, "numbers"], sort=False)
        .agg(
            low=("low", "first"),
            high=("high", "first"),
            number=("number", "first"),
            docs=("doc_id", lambda ids: sorted(set(ids))),
            figure_id=("figure_id", "first"),
            sentence=("sentence", "first"),
            part_of=("part_of", "first"),
        )
        .reset_index()
    )
    for column in ("low", "high"):
        marks[column] = [None if pd.isna(value) else int(value) for value in marks[column]]
    reach = f.groupby("heading")["doc_id"].nunique()
    marks["order"] = [
        (
            r.scope != "incident",
            -reach[r.heading],
            HARMS.index(r.harm),
            r.heading,
            r.part_of != "",
            -(r.low or r.high or 0),
            r.source,
        )
        for r in marks.itertuples()
    ]
    return marks.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def spoken(kinds: str) -> str:
    """The kind of a source that has no name: *activist, not named*; *the article itself* where nobody is quoted."""
    known = [kind.replace("_", " ") for kind in split(kinds) if kind != "unattributed"]
    return f"{', '.join(known)}, not named" if known else "no source given"


def position(value: int) -> float:
    """Where a number stands on the logarithmic scale; nobody stands to the left of one."""
    return value if value > 0 else ZERO


def said_number(mark) -> str:
    """How many, in words."""
    low = pd.NA if mark.low is None or pd.isna(mark.low) else int(mark.low)
    high = pd.NA if mark.high is None or pd.isna(mark.high) else int(mark.high)
    return people(low, high, mark.bound, mark.number)


def kind_traces(kind: str, rows: list, colour: str, symbol: str) -> list[dict]:
    """The marks of one kind of victims: solid ranges, open ends, and the marks themselves."""
    solid: dict[str, list] = {"x": [], "y": []}
    dotted: dict[str, list] = {"x": [], "y": []}
    arrows: dict[str, list] = {"x": [], "y": [], "symbol": []}
    dots: dict[str, list] = {name: [] for name in ("x", "y", "symbol", "text", "hover", "address")}
    for at, mark in rows:
        low, high = mark.low, mark.high
        low = None if low is None or pd.isna(low) else int(low)
        high = None if high is None or pd.isna(high) else int(high)
        if low is not None and high is not None and low != high:
            solid["x"] += [position(low), position(high), None]
            solid["y"] += [at, at, None]
        elif low is None or high is None:
            start = position(low if low is not None else high if high is not None else 1)
            stop = start * 10 ** (OPEN if high is None else -OPEN)
            dotted["x"] += [start, stop, None]
            dotted["y"] += [at, at, None]
            arrows["x"].append(stop)
            arrows["y"].append(at)
            arrows["symbol"].append("triangle-right-open" if high is None else "triangle-left-open")
        for value in dict.fromkeys(v for v in (low, high) if v is not None):
            last = value == (low if low is not None else high)
            dots["x"].append(position(value))
            dots["y"].append(at)
            dots["symbol"].append(
                "x" if mark.stance == "denied" else f"{symbol}-open" if mark.stance in DOUBTED else symbol
            )
            dots["text"].append(short_number(mark) if last else "")
            dots["hover"].append(
                f"<b>{plain(mark.heading)}</b><br>{plain(said_number(mark))}, {group(mark.victim_group)}; {mark.stance}<br>"
                f"{plain(mark.source, 60)}, {count(len(mark.docs), 'article')}<br>{said(mark.sentence)}"
            )
            dots["address"].append("#" + anchor("figure", mark.figure_id))
    base = {"type": "scatter", "legendgroup": kind, "showlegend": False, "hoverinfo": "skip"}
    return [
        base | {"mode": "lines", **solid, "line": {"color": colour, "width": 3}},
        base | {"mode": "lines", **dotted, "line": {"color": colour, "width": 2, "dash": "dot"}},
        base
        | {
            "mode": "markers",
            "x": arrows["x"],
            "y": arrows["y"],
            "marker": {"symbol": arrows["symbol"], "color": colour, "size": 9, "line": {"width": 1.5, "color": colour}},
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": group(kind) if kind != "unknown" else "not said who",
            "legendgroup": kind,
            "x": dots["x"],
            "y": dots["y"],
            "text": dots["text"],
            "textposition": "top center",
            "textfont": {"size": 11},
            "cliponaxis": False,
            "marker": {"symbol": dots["symbol"], "color": colour, "size": 11, "line": {"width": 2, "color": colour}},
            "hovertext": dots["hover"],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": dots["address"],
        },
    ]


def short_number(mark) -> str:
    """The number beside a mark: ``≥43``, ``≤30``, ``~40``, ``10–15``, the printed word where it is vague."""
    if mark.bound == "vague":
        return plain(mark.number.lower(), 18)
    said_ = said_number(mark)
    for long, short in (("at least ", "≥"), ("up to ", "≤"), ("about ", "~")):
        said_ = said_.replace(long, short)
    return said_


def log_ticks(low: float, high: float) -> dict:
    """Ticks at 1, 10, 100… and, on a short scale, at 2 and 5 between them."""
    steps = (1, 2, 5) if high - low < 3.2 else (1,)
    ticks = [step * 10**power for power in range(0, 9) for step in steps if low <= math.log10(step * 10**power) <= high]
    shown = [
        f"{tick:,}" if tick < 10_000 else f"{tick / 1000:,.0f}k" if tick < 1_000_000 else f"{tick / 1_000_000:,.0f}m"
        for tick in ticks
    ]
    if low < math.log10(ZERO):
        ticks, shown = [ZERO, *ticks], ["nobody", *shown]
    return {"tickvals": ticks, "ticktext": shown}


def heading_note(at: int, text: str) -> dict:
    """A group's heading, in its own line of the picture."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "text": f"<b>{plain(text, 60)}</b>",
        "showarrow": False,
        "name": "heading",
    }


def figures_table(figures: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """Every figure with its evidence one click away; a part stands under the total it is included in."""
    if figures.empty:
        return Note("No casualty figure was found.")
    called = labels(documents)
    rank = {doc_id: i for i, doc_id in enumerate(by_date(documents))}
    listed = figures.assign(rank=figures["doc_id"].map(rank))
    rows = [figure_row(r, part, called) for r, part in in_order(listed)[:SHOWN]]
    lead = int(figures["lead"].sum())
    parts = int((figures["part_of"] != "").sum())
    summary = f"{count(len(figures), 'figure')} in {count(figures['doc_id'].nunique(), 'article')}; {lead:,} lead figures stand for their articles"
    summary += (
        f"; {count(parts, 'is', 'are')} part of a total and stands under it."
        if parts == 1
        else f"; {parts:,} are parts of a total and stand under it."
        if parts
        else "."
    )
    columns = ["How many", "Victims", "Place", "Date", "On whose word", "Stance", "Article", "Evidence"]
    return Table(
        "table-figures", "Every figure and its sentence", summary, columns, rows, wide=("Evidence",), total=len(figures)
    )


def in_order(figures: pd.DataFrame) -> list:
    """The figures article by article as they stand in it, each followed by its parts."""
    below: dict[str, list] = {}
    known = set(figures["figure_id"])
    ordered = list(figures.sort_values(["rank", "doc_id", "start", "figure_id"]).itertuples())
    for r in ordered:
        if r.part_of in known and r.part_of != r.figure_id:
            below.setdefault(r.part_of, []).append(r)
    made: list = []
    done: set[str] = set()

    def add(r, part: bool) -> None:
        if r.figure_id in done:
            return
        done.add(r.figure_id)
        made.append((r, part))
        for other in below.get(r.figure_id, []):
            add(other, True)

    for r in ordered:
        if r.part_of not in known:
            add(r, False)
    for r in ordered:
        add(r, False)
    return made


def figure_row(r, part: bool, called: dict[str, str]) -> Row:
    """One figure as a row."""
    how_many = Markup("{}<b>{}</b> {}{}").format(
        Markup('<span class="aside">of which </span>') if part else "",
        people(r.count_min, r.count_max, r.bound, r.number),
        r.harm if r.harm != "casualties" else "killed or injured",
        Markup(' <span class="tag">lead</span>') if r.lead else "",
    )
    if r.corrected:
        how_many = Markup("{} {}").format(how_many, corrected(r.corrected))
    low = r.count_min if not pd.isna(r.count_min) else r.count_max
    who = group(r.victim_group) if r.victim_group != "unknown" else "not said"
    if r.victim_detail:
        who = f"{who}: {', '.join(split(r.victim_detail))}"
    source = (
        names(split(r.attribution))
        if r.attribution
        else Markup('<span class="aside">{}</span>').format(spoken(r.attribution_kind))
    )
    if r.via:
        source = Markup('{} <span class="aside">through {}</span>').format(source, names(split(r.via)))
    cause = Markup('<span class="aside">{}{}</span>').format(
        r.cause.replace("_", " ") if r.cause != "unknown" else "", f", by {r.actor}" if r.actor else ""
    )
    evidence = Markup("<details><summary>Sentence</summary><blockquote>{}</blockquote>{}</details>").format(
        quoted(r.sentence, r.text), link(anchor("figure", r.figure_id), "In its article", "to")
    )
    total = " total" if r.scope == "cumulative" else ""
    return Row(
        [
            Cell(how_many, -1 if pd.isna(low) else int(low)),
            Markup("{}<br>{}").format(who, cause),
            Markup("{}{}").format(
                name(r.place),
                Markup('<br><span class="aside">{}</span>').format(r.admin1)
                if r.admin1 and r.admin1 != r.place
                else "",
            ),
            Cell(
                Markup("{}{}").format(period(r.date_start, r.date_end, r.date_precision) or name(""), total),
                r.date_start,
            ),
            source,
            Markup('<span class="stance {}">{}</span>').format(r.stance, r.stance),
            article(r.doc_id, called),
            evidence,
        ],
        anchor("row-figure", r.figure_id),
        "part" if part else "",
    )


def quoted(sentence: str, text: str) -> Markup:
    """A sentence with the words that state the figure marked."""
    at = sentence.find(text)
    if at < 0 or not text:
        return words(sentence)
    return Markup('<span class="words" dir="auto">{}<mark>{}</mark>{}</span>').format(
        sentence[:at], text, sentence[at + len(text) :]
    )


def corrected(columns: str) -> Markup:
    """A mark that a person changed the row."""
    return Markup('<a class="tag hand" href="#decisions" title="changed by hand: {}">corrected</a>').format(columns)


def rejected_table(rejected: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The numbers, and the harm without a number, that were *not* taken for figures, with the reason."""
    if rejected.empty:
        return Note("No number was left out.")
    called = labels(documents)
    order = rejected["reason"].value_counts()
    listed = rejected.assign(n=rejected["reason"].map(order)).sort_values(["n", "reason", "doc_id", "start"])
    rows = [
        Row([words(r.text), r.reason, words(r.sentence), article(r.doc_id, called)])
        for r in listed.head(1500).itertuples()
    ]
    often = sorted(order.index, key=lambda reason: (-order[reason], reason))[:4]
    summary = f"{count(len(rejected), 'number or mention of harm was', 'numbers and mentions of harm were')} not taken for figures: "
    summary += (
        ", ".join(f"{reason} ({percent(order[reason] / len(rejected))})" for reason in often)
        + ". The rarest reasons come first."
    )
    columns = ["Number", "Why it is no figure", "Sentence", "Article"]
    return Table(
        "table-rejected", "Numbers that are no figures", summary, columns, rows, wide=("Sentence",), total=len(rejected)
    )


def victims_table(victims: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The persons harmed who are named or described one by one."""
    if victims.empty:
        return Note("No person harmed is named or described one by one.")
    called = labels(documents)
    rows = [
        Row(
            [
                Markup('<span class="person" dir="auto">{}</span>').format(r.name) if r.name else name(""),
                Cell(number(r.age), -1 if pd.isna(r.age) else r.age),
                r.sex,
                r.role,
                r.harm,
                Markup("<details><summary>Sentence</summary><blockquote>{}</blockquote>{}</details>").format(
                    words(r.sentence), link(anchor("victim", r.victim_id), "In its article", "to")
                ),
                article(r.doc_id, called),
            ]
        )
        for r in victims.head(1000).itertuples()
    ]
    summary = f"{count(len(victims), 'person')} named or described one by one, as the articles have it."
    columns = ["Name", "Age", "Sex", "Role", "Harm", "Evidence", "Article"]
    return Table(
        "table-victims",
        "Persons",
        summary.replace("1 persons", "1 person"),
        columns,
        rows,
        ("Age",),
        ("Evidence",),
        total=len(victims),
    )
