"""Which outlet calls whom and what by which words."""

from __future__ import annotations

import re

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import rows_axis
from helpers.report.chart import Chart, Note
from helpers.report.labels import outlets
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import (
    count,
    name,
    number,
    percent,
    plain,
    words,
)

WORDINGS, SUBJECTS, COLUMNS = 6, 6, 14  # of the naming picture


def naming_chart(namings: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """Which outlet calls whom what: of an outlet's words for one subject, the share of each wording."""
    counted = subjects(namings, entities, documents)
    if counted.empty:
        return Note("No two outlets call the same subject by different words, so there is no picture of wording.")
    outlet_order = counted.groupby("outlet")["n"].sum().sort_values(ascending=False, kind="stable")
    columns = list(outlet_order.index)[:COLUMNS]
    lines, cells, texts, hover, ticks, rules = [], [], [], [], [], []
    for subject, part in counted.groupby("subject", sort=False):
        wordings = part.groupby("wording")["n"].sum().sort_values(ascending=False, kind="stable").index[:WORDINGS]
        totals = part.groupby("outlet")["n"].sum()
        rules.append((len(lines), subject))
        lines.append(None)
        ticks.append(f"<b>{plain(subject, 32)}</b>")
        cells.append([None] * len(columns))
        texts.append([""] * len(columns))
        hover.append([""] * len(columns))
        counts = part.set_index(["wording", "outlet"])["n"]
        for wording in wordings:
            lines.append((subject, wording))
            ticks.append(plain(wording, 28))
            shares = [counts.get((wording, o), 0) / totals[o] if o in totals.index else None for o in columns]
            cells.append([None if s is None else round(s, 4) for s in shares])
            texts.append(["" if not s else percent(s) for s in shares])
            hover.append(
                [
                    ""
                    if s is None
                    else f"{plain(o)}<br>{plain(subject)}: “{plain(wording)}”<br>"
                    f"{counts.get((wording, o), 0)} of {count(int(totals[o]), 'naming')}"
                    for o, s in zip(columns, shares, strict=True)
                ]
            )
    trace = {
        "type": "heatmap",
        "z": cells,
        "x": list(range(len(columns))),
        "y": list(range(len(ticks))),
        "text": texts,
        "texttemplate": "%{text}",
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
    }
    layout = {
        "height": 110 + 25 * len(ticks),
        "xaxis": {
            "tickvals": list(range(len(columns))),
            "ticktext": [plain(o, 22) for o in columns],
            "side": "top",
            "showgrid": False,
            "tickangle": 0 if len(columns) < 7 else -45,
        },
        "yaxis": rows_axis(ticks),
        "coloraxis": {"cmin": 0, "cmax": 1, "showscale": False},
        "showlegend": False,
    }
    rows = [
        Row([name(r.subject), words(r.wording), name(r.outlet), Cell(number(r.n), r.n)]) for r in counted.itertuples()
    ]
    table = Table("", "Wordings by outlet", "", ["Subject", "Wording", "Outlet", "Times"], rows, ("Times",))
    summary = framing(counted)
    how = (
        "Each column of a block adds up to all words an outlet has for that subject; an empty column: "
        "it does not name it."
    )
    return Chart(
        "chart-naming", "Who calls it what", summary, [trace], layout, table, how, least=90 + 62 * len(columns)
    )


def subjects(namings: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """How often each outlet uses each wording for the subjects that more than one outlet names in more than one way."""
    called = outlets(documents)
    known = entities.set_index("entity_id")["name"]
    verbs = namings["kind"] == "verb"
    subject = namings["entity_id"].map(known).where(~verbs, "What is done").fillna("Nobody named")
    made = pd.DataFrame(
        {
            "subject": subject,
            "wording": namings["text"].map(fold),
            "kind": namings["kind"],
            "outlet": namings["doc_id"].map(called).fillna(""),
        }
    )
    made = made[made["wording"] != ""]
    made["same"] = [same(text, kind) for text, kind in zip(made["wording"], made["kind"], strict=True)]
    often = made.groupby(["subject", "same", "wording"]).size().reset_index(name="n")
    often = often.sort_values(["n", "wording"], ascending=[False, False]).drop_duplicates(["subject", "same"])
    form = often.set_index(["subject", "same"])["wording"]
    made["wording"] = [form[key] for key in zip(made["subject"], made["same"], strict=True)]
    counted = made.groupby(["subject", "wording", "outlet"]).size().rename("n").reset_index()
    sizes = counted.groupby("subject").agg(
        outlets=("outlet", "nunique"), wordings=("wording", "nunique"), n=("n", "sum")
    )
    good = sizes[(sizes["outlets"] > 1) & (sizes["wordings"] > 1)]
    order = sorted(good.index, key=lambda one: (one == "Nobody named", -good["outlets"][one], -good["n"][one], one))[
        :SUBJECTS
    ]
    counted = counted[counted["subject"].isin(order)]
    rank = counted["subject"].map({one: i for i, one in enumerate(order)})
    return counted.assign(rank=rank).sort_values(
        ["rank", "n", "wording", "outlet"], ascending=[True, False, True, True]
    )


def fold(text: str) -> str:
    """A wording without *the* and the possessive."""
    text = " ".join(text.replace("’", "'").split())
    text = text[4:] if text[:4].lower() == "the " else text
    return text[:-2] if text.endswith("'s") else text


def same(text: str, kind: str) -> str:
    """What the forms of one wording have in common: letters regardless of case, of a verb also its stem."""
    key = text.casefold()
    return re.sub(r"(?:ing|e?[sd])$|e$", "", key) if kind == "verb" else key


def framing(counted: pd.DataFrame) -> str:
    """In words: the subject with the most wordings, and who uses the most frequent ones."""
    subject = counted["subject"].iloc[0]
    part = counted[counted["subject"] == subject]
    sums = part.groupby("wording")["n"].sum().sort_values(ascending=False, kind="stable")
    text = f"{plain(subject)} has {count(len(sums), 'wording')}. "
    for wording in sums.index[:2]:
        users = part[part["wording"] == wording]["outlet"].nunique()
        text += f"“{plain(wording)}” is used by {count(users, 'outlet')}. "
    return Markup(text).unescape().strip()
