"""Which outlet calls whom and what by which words, in shares, with the sentences that do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

import pandas as pd
from markupsafe import Markup

from helpers.report.articles import rows_axis
from helpers.report.chart import Chart, Note
from helpers.report.evidence import sentences
from helpers.report.labels import outlets
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import anchor, count, day, link, name, number, percent, plain, words

KNOWN = 120  # subjects that a reader can ask for
SUBJECTS, WORDINGS, COLUMNS = 6, 6, 14  # shown at first; drawn of one subject; outlets drawn
FEW = 5  # with fewer words for a subject a share says little, and the numbers stand instead
QUOTED = 2  # sentences quoted for each wording of an outlet
NEAR = 80  # characters of a sentence on either side of a wording: more is read in the article
SAID = 3  # wordings, and outlets of each, in the summary
TAKING, NOBODY = "Taking a place", "Nobody named"
ACTS = {"taking": TAKING, "killing": "Killing people", "act": "What happened"}  # subjects of wordings for deeds
OTHER = "other wordings"


def naming_chart(
    namings: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame, texts: Mapping[str, str] | None = None
) -> Chart | Note:
    """Which outlet calls whom what: of an outlet's words for one subject, the share of each wording.

    Subjects are entities, and the taking of places, which more than one outlet names in more than one way. With
    ``texts`` the table quotes the sentences.
    """
    used = uses(namings, entities, documents)
    if used.empty:
        return Note("No two outlets call the same subject by different words, so there is no picture of wording.")
    counted = used.groupby(["subject", "line", "wording", "outlet"], sort=False).size().rename("n").reset_index()
    every = list(dict.fromkeys(used["subject"]))
    subjects = every[:KNOWN]
    order = columns(counted, subjects[0])
    lines = [line for subject in subjects for line in block(counted[counted["subject"] == subject], subject, order)]
    first = [line for line in lines if line["subject"] in subjects[:SUBJECTS]]
    ticks = [line["tick"] for line in first]
    layout = {
        "height": 110 + 25 * len(first),
        "xaxis": {
            "tickvals": list(range(len(order))),
            "ticktext": [plain(one, 22) for one in order],
            "side": "top",
            "showgrid": False,
            "tickangle": 0 if len(order) < 7 else -45,
        },
        "yaxis": rows_axis(ticks),
        "margin": {"r": 12 if len(order) < 7 else 64},
        "coloraxis": {"cmin": 0, "cmax": 1, "showscale": False},
        "showlegend": False,
    }
    how = (
        "Of all words an outlet has for a subject, the share of each: the columns of a block add up to 100%. An empty "
        f"column: the outlet does not name it. Fewer than {FEW} words in all: their numbers stand instead of shares. "
        "Press a cell for the sentences."
    )
    more = {
        "data": [heatmap(lines, order)],
        "blocks": {
            "names": [plain(one) for one in subjects],
            "lines": [subjects.index(line["subject"]) for line in lines],
            "ticks": [line["tick"] for line in lines],
            "first": list(range(min(SUBJECTS, len(subjects)))),
        },
    }
    return Chart(
        "chart-naming",
        "Who calls it what",
        framing(counted, subjects[0])
        + (f" The first {KNOWN} of {len(every):,} subjects are here." if every[KNOWN:] else ""),
        [heatmap(first, order)],
        layout,
        as_table(used, documents, texts or {}),
        how,
        least=150 + 50 * len(order),
        more=more,
    )


def uses(namings: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """A row a naming, with its subject, outlet and wording, of subjects named by several outlets in several ways.

    Subjects named by most outlets come first, wordings by how often they are used.
    """
    known = entities.set_index("entity_id")["name"]
    deeds = namings["about"].isin(list(ACTS))
    made = namings[["doc_id", "start", "end", "kind"]].assign(
        subject=namings["entity_id"].map(known).where(~deeds, namings["about"].map(ACTS)).fillna(NOBODY),
        wording=namings["text"].map(fold),
        outlet=namings["doc_id"].map(outlets(documents)).fillna(""),
    )
    made = made[made["wording"] != ""]
    made["same"] = [same(text, kind) for text, kind in zip(made["wording"], made["kind"], strict=True)]
    often = made.groupby(["subject", "same", "wording"]).size().reset_index(name="n")
    often = often.sort_values(["n", "wording"], ascending=[False, False]).drop_duplicates(["subject", "same"])
    form = often.set_index(["subject", "same"])["wording"]
    made["wording"] = [form[key] for key in zip(made["subject"], made["same"], strict=True)]
    sizes = made.groupby("subject").agg(outlets=("outlet", "nunique"), wordings=("wording", "nunique"))
    sizes["n"] = made.groupby("subject").size()
    good = sizes[(sizes["outlets"] > 1) & (sizes["wordings"] > 1)]
    order = sorted(good.index, key=lambda one: (one == NOBODY, -good["outlets"][one], -good["n"][one], one))
    if TAKING in order[SUBJECTS:]:
        order.insert(SUBJECTS - 1, order.pop(order.index(TAKING)))
    made = made[made["subject"].isin(order)]
    rank = made["subject"].map({one: i for i, one in enumerate(order)})
    n = made.groupby(["subject", "wording"])["start"].transform("size")
    made = made.assign(rank=rank, n=n).sort_values(
        ["rank", "n", "wording", "outlet", "doc_id", "start"], ascending=[True, False, True, True, True, True]
    )
    nth = made.groupby("subject")["wording"].transform(lambda wordings: pd.factorize(wordings)[0])
    many = made.groupby("subject")["wording"].transform("nunique") > WORDINGS + 1
    return made.assign(line=made["wording"].where(~many | (nth < WORDINGS), OTHER)).drop(columns=["rank", "n", "same"])


def columns(counted: pd.DataFrame, subject: str) -> list[str]:
    """The outlets with most words, those side by side that mostly use the same word for ``subject``."""
    most = counted.groupby("outlet")["n"].sum().sort_values(ascending=False, kind="stable").index[:COLUMNS]
    part = counted[(counted["subject"] == subject) & counted["outlet"].isin(most)]
    rank = {wording: i for i, wording in enumerate(dict.fromkeys(part["wording"]))}
    shares = part.assign(share=part["n"] / part.groupby("outlet")["n"].transform("sum"))
    top = shares.sort_values("share", ascending=False, kind="stable").drop_duplicates("outlet").set_index("outlet")
    named = sorted(top.index, key=lambda one: (rank[top["wording"][one]], -top["share"][one], one))
    return [*named, *(one for one in most if one not in top.index)]


def block(part: pd.DataFrame, subject: str, order: list[str]) -> list[dict]:
    """The lines of one subject: its name, its wordings, and all others together."""
    totals = part.groupby("outlet")["n"].sum().to_dict()
    counts = part.groupby(["line", "outlet"])["n"].sum().to_dict()
    blank = {"z": [None] * len(order), "text": [""] * len(order), "hover": [""] * len(order), "to": [""] * len(order)}
    lines = [{"subject": subject, "tick": f"<b>{plain(subject, 32)}</b>", **blank}]
    for wording in dict.fromkeys(part["line"]):
        cells = [(counts.get((wording, one), 0), totals.get(one, 0), one) for one in order]
        lines.append(
            {
                "subject": subject,
                "tick": plain(wording, 28),
                "z": [round(n / of, 4) if of else None for n, of, _ in cells],
                "text": [(percent(n / of) if of >= FEW else f"{n} of {of}") if n else "" for n, of, _ in cells],
                "hover": [
                    f"{plain(one)}<br>{plain(subject)}: “{plain(wording)}”<br>{n:,} of {count(of, 'naming')}"
                    if of
                    else ""
                    for n, of, one in cells
                ],
                "to": ["#" + address(subject, wording, one) if n else "" for n, _, one in cells],
            }
        )
    return lines


def heatmap(lines: list[dict], order: list[str]) -> dict:
    """The cells of the lines, as one trace."""
    return {
        "type": "heatmap",
        "z": [line["z"] for line in lines],
        "x": list(range(len(order))),
        "y": list(range(len(lines))),
        "text": [line["text"] for line in lines],
        "texttemplate": "%{text}",
        "hovertext": [line["hover"] for line in lines],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [line["to"] for line in lines],
        "hoverongaps": False,
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
    }


def address(subject: str, wording: str, outlet: str) -> str:
    """The address of the sentences in which an outlet calls a subject so."""
    return anchor("naming", " ".join((subject, wording, outlet)))


def as_table(used: pd.DataFrame, documents: pd.DataFrame, texts: Mapping[str, str]) -> Table:
    """Every wording of every outlet, with its share and the first sentences that use it."""
    cut: dict[str, list[tuple[int, int]]] = {}
    dates = {r.doc_id: day(r.published[:10]) or "no date" for r in documents.itertuples()}  # the row names the outlet
    totals = used.groupby(["subject", "outlet"]).size().to_dict()
    rows, seen = [], set()
    parts: dict[tuple, list] = defaultdict(list)
    for r in used.itertuples():
        parts[r.subject, r.line, r.wording, r.outlet].append(r)
    for (subject, line, wording, outlet), part in islice(parts.items(), LISTED):
        of = totals[subject, outlet]
        first = list({r.doc_id: r for r in reversed(part)}.values())[::-1][:QUOTED]  # one an article
        told = Markup("").join(
            Markup("<li>{} {}</li>").format(quoted(r, texts, cut), link(anchor("article", r.doc_id), dates[r.doc_id]))
            for r in first
        )
        # The line of other wordings in the picture leads to an outlet's first of them.
        here = address(subject, line, outlet)
        mark = Markup('<span class="at" id="{}"></span>').format(here) if line != wording and here not in seen else ""
        seen.add(here)
        rows.append(
            Row(
                [
                    name(subject),
                    words(wording),
                    name(outlet),
                    Cell(number(len(part)), len(part)),
                    Cell(f"{percent(len(part) / of)} of {of:,}", round(len(part) / of, 4)),
                    Markup('{}<ul class="plain">{}</ul>').format(mark, told),
                ],
                address(subject, wording, outlet),
            )
        )
    heads = ["Subject", "Wording", "Outlet", "Times", "Share", "First sentences"]
    return Table("", "Wordings by outlet", "", heads, rows, ("Times", "Share"), ("First sentences",), 25, len(parts))


def quoted(use, texts: Mapping[str, str], cut: dict[str, list[tuple[int, int]]]) -> Markup:
    """The sentence around a naming, of a long one the words near it; nothing without the texts."""
    text = texts.get(use.doc_id, "")
    if use.doc_id not in cut:
        cut[use.doc_id] = sentences(text)
    found = next(((a, b) for a, b in cut[use.doc_id] if a <= use.start < b), (use.start, use.end))
    begin, end = max(found[0], use.start - NEAR), min(found[1], use.end + NEAR)
    begin = text.find(" ", begin, use.start) + 1 or begin if begin > found[0] else begin
    end = max(text.rfind(" ", use.end, end), use.end) if end < found[1] else end
    dots = ("…" if begin > found[0] else "", "…" if end < found[1] else "")
    return words(f"{dots[0]}{text[begin:end].strip()}{dots[1]}") if text else Markup("")


def fold(text: str) -> str:
    """A wording without *the* and the possessive."""
    text = " ".join(text.replace("’", "'").split())
    text = text[4:] if text[:4].lower() == "the " else text
    return text[:-2] if text.endswith("'s") else text


def same(text: str, kind: str) -> str:
    """What the forms of one wording have in common: letters regardless of case, of a verb also its stem."""
    key = text.casefold()
    return re.sub(r"(?:ing|e?[sd])$|e$", "", key) if kind == "verb" else key


def framing(counted: pd.DataFrame, subject: str) -> str:
    """In words: what the first subject is mostly called, and by whom."""
    part = counted[counted["subject"] == subject]
    totals = part.groupby("outlet")["n"].transform("sum")
    told = part[totals >= FEW] if (totals >= FEW).any() else part
    mostly = told.sort_values(["n", "wording"], ascending=[False, True], kind="stable").drop_duplicates("outlet")
    groups = mostly.groupby("wording")["outlet"].agg(sorted)
    order = sorted(groups.index, key=lambda wording: (-len(groups[wording]), wording))[:SAID]
    said = [f"“{wording}” with {listed(groups[wording])}" for wording in order]
    return f"{subject} has {count(part['wording'].nunique(), 'wording')}. The most usual is {'; '.join(said)}."


def listed(outlets: list[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = len(outlets) - SAID
    return ", ".join(outlets[:SAID]) + (f" and {more} more" if more > 0 else "")
