"""Chapter 3 in pictures: how many people were harmed, who says so, and which numbers are no figures."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.labels import article, by_date, labels
from helpers.report.ranges import ranges_chart, spoken
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    corrected,
    count,
    group,
    link,
    name,
    names,
    number,
    people,
    percent,
    period,
    words,
)
from helpers.tables import split

__all__ = ["figures_table", "ranges_chart", "rejected_table", "victims_table"]


COLUMNS = ["How many", "Victims", "Place", "Date", "On whose word", "Stance"]  # see figure_cells


def figures_table(figures: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """Every figure with its sentence, and the way to it in its article; a part stands under its total.

    The order is that of the articles' dates, or of a column ``rank``.
    """
    if figures.empty:
        return Note("No casualty figure was found.")
    called = labels(documents)
    rank = {doc_id: i for i, doc_id in enumerate(by_date(documents))}
    listed = figures if "rank" in figures else figures.assign(rank=figures["doc_id"].map(rank))
    rows = [figure_row(r, part, called) for r, part in in_order(listed)[:LISTED]]
    lead = int(figures["lead"].sum())
    parts = int((figures["part_of"] != "").sum())
    summary = (
        f"{count(len(figures), 'figure')} in {count(figures['doc_id'].nunique(), 'article')}; "
        f"{lead:,} lead figures stand for their articles"
    )
    summary += (
        f"; {count(parts, 'is', 'are')} part of a total and stands under it."
        if parts == 1
        else f"; {parts:,} are parts of a total and stand under it."
        if parts
        else "."
    )
    columns = [*COLUMNS, "Sentence", "In its article"]
    return Table(
        "table-figures", "Every figure and its sentence", summary, columns, rows, wide=("Sentence",), total=len(figures)
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
    """One figure as a row, with its sentence; the article's name leads to where it stands there."""
    there = link(anchor("figure", r.figure_id), Markup(called.get(r.doc_id, r.doc_id)))
    return Row(
        [*figure_cells(r, part), quoted(r.sentence, r.text), there],
        anchor("row-figure", r.figure_id),
        "part" if part else "",
    )


def figure_cells(r, part: bool) -> list[str | Markup | Cell]:
    """What a figure says: how many, who, where, when, on whose word, how sure."""
    how_many = Markup("{}<b>{}</b> {}{}{}").format(
        Markup("<small>of which </small>") if part else "",
        people(r.count_min, r.count_max, r.bound, r.number),
        r.harm if r.harm != "casualties" else "killed or injured",
        Markup(' <span class="tag">lead</span>') if r.lead else "",
        corrected(r.corrected, "casualty_figures", r.figure_id),
    )
    low = r.count_min if not pd.isna(r.count_min) else r.count_max
    who = group(r.victim_group) if r.victim_group != "unknown" else "not said"
    if r.victim_detail:
        who = f"{who}: {', '.join(split(r.victim_detail))}"
    source = (
        names(split(r.attribution)) if r.attribution else Markup("<small>{}</small>").format(spoken(r.attribution_kind))
    )
    if r.via:
        source = Markup("{} <small>through {}</small>").format(source, names(split(r.via)))
    how = [r.cause.replace("_", " ") if r.cause != "unknown" else "", f"by {r.actor}" if r.actor else ""]
    cause = ", ".join(part for part in how if part)
    when = period(r.date_start, r.date_end, r.date_precision)
    total = Markup("<br><small>a total</small>") if r.scope == "cumulative" else ""
    return [
        Cell(how_many, -1 if pd.isna(low) else int(low)),
        Markup("{}<br><small>{}</small>").format(who, cause) if cause else who,
        Markup("{}{}").format(
            name(r.place),
            Markup("<br><small>{}</small>").format(r.admin1)
            if r.admin1 and r.place not in (r.admin1, f"{r.admin1} province")
            else "",
        ),
        Cell(Markup("{}{}").format(when or name(""), total), r.date_start),
        source,
        r.stance if r.stance == "reported" else Markup('<span class="stance {0}">{0}</span>').format(r.stance),
    ]


def quoted(sentence: str, text: str) -> Markup:
    """A sentence with the words that state the figure marked."""
    at = sentence.find(text)
    if at < 0 or not text:
        return words(sentence)
    return Markup("<q>{}<mark>{}</mark>{}</q>").format(sentence[:at], text, sentence[at + len(text) :])


def rejected_table(rejected: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The numbers, and the harm without a number, that were *not* taken for figures, with the reason."""
    if rejected.empty:
        return Note("No number was left out.")
    called = labels(documents)
    order = rejected["reason"].value_counts()
    listed = rejected.assign(n=rejected["reason"].map(order)).sort_values(["n", "reason", "doc_id", "start"])
    rows = [
        Row([words(r.text), r.reason, words(near(r.sentence, r.text)), article(r.doc_id, called)])
        for r in listed.head(LISTED).itertuples()
    ]
    often = sorted(order.index, key=lambda reason: (-order[reason], reason))[:4]
    summary = count(len(rejected), "number or mention of harm was", "numbers and mentions of harm were")
    summary += " not taken for figures: "
    summary += (
        ", ".join(f"{reason} ({percent(order[reason] / len(rejected))})" for reason in often)
        + ". The rarest reasons come first."
    )
    columns = ["Number", "Why it is no figure", "Sentence", "Article"]
    return Table(
        "table-rejected", "Numbers that are no figures", summary, columns, rows, wide=("Sentence",), total=len(rejected)
    )


def near(sentence: str, text: str, width: int = 120) -> str:
    """A sentence, of a long one the words near ``text``."""
    at = max(sentence.find(text), 0)
    begin, end = max(at - width, 0), at + len(text) + width
    begin = sentence.find(" ", begin, at) + 1 if begin else 0
    cut = sentence[begin:end].rsplit(" ", 1)[0] + " …" if end < len(sentence) else sentence[begin:]
    return f"… {cut}" if begin else cut


def victims_table(victims: pd.DataFrame, documents: pd.DataFrame) -> Table | Note:
    """The persons harmed who are named or described one by one."""
    if victims.empty:
        return Note("No person harmed is named or described one by one.")
    called = labels(documents)
    rows = [
        Row(
            [
                Markup('<span class="person" dir="auto">{}</span>{}').format(
                    r.name or name(""), corrected(r.corrected, "victims", r.victim_id)
                ),
                Cell(number(r.age), -1 if pd.isna(r.age) else r.age),
                r.sex,
                r.role,
                r.harm,
                words(r.sentence),
                link(anchor("victim", r.victim_id), Markup(called.get(r.doc_id, r.doc_id))),
            ]
        )
        for r in victims.head(LISTED).itertuples()
    ]
    summary = f"{count(len(victims), 'person')} named or described one by one, as the articles have it."
    columns = ["Name", "Age", "Sex", "Role", "Harm", "Sentence", "In its article"]
    return Table(
        "table-victims",
        "Persons",
        summary.replace("1 persons", "1 person"),
        columns,
        rows,
        ("Age",),
        ("Sentence",),
        total=len(victims),
    )
