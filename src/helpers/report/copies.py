"""Chapter 4 in pictures: which articles share their words, where, and who took them from whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.families import families_chart
from helpers.report.labels import labels
from helpers.report.shares import by_share, direction, pair_anchor, shares_chart
from helpers.report.table import LISTED, Cell, Row, Table
from helpers.report.wording import (
    anchor,
    corrected,
    count,
    link,
    number,
    percent,
    words,
)

__all__ = ["families_chart", "passages_table", "shares_chart"]


WORDS = 60  # of a passage that are shown


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
    for r in listed.head(LISTED).itertuples():
        key = (r.doc_a, r.doc_b)
        left, right = texts.get(r.doc_a, "")[r.start_a : r.end_a], texts.get(r.doc_b, "")[r.start_b : r.end_b]
        first, second = compare(left, right)
        head = Markup("")
        if key not in seen and key in known:
            head = Markup('<span id="{}" class="at"></span><small>{}</small><br>').format(
                pair_anchor(*key), direction(known[key], called)
            )
        seen.add(key)
        rows.append(
            Row(
                [
                    Markup("{}{}<br>{}").format(head, side_link(r.passage_id, "a", r.doc_a, called), first),
                    Markup("{}<br>{}").format(side_link(r.passage_id, "b", r.doc_b, called), second),
                    Markup("{}<br><small>{} agree</small>{}").format(
                        r.kind, percent(r.similarity), corrected(r.corrected, "overlap_passages", r.passage_id)
                    ),
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
    summary += (
        ". Words that the other article does not have in this place are marked. Only verbatim and "
        "edited passages count for shares and families."
    )
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


def side_link(passage_id: str, side: str, doc_id: str, called: Mapping[str, str]) -> Markup:
    """The article a passage stands in, as a link to it there."""
    return link(anchor(f"passage-{side}", passage_id), Markup(called.get(doc_id, doc_id)))


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
            Markup(" <small>… and {}</small>").format(count(len(side) - WORDS, "word") + " more")
            if len(side) > WORDS
            else ""
        )
        sides.append(words(Markup(" ").join(made)) + more)
    return sides[0], sides[1]
