"""What if one text, or one origin, counts once: which claims change their grade by it alone, and which by several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd
from markupsafe import Markup

from helpers.report.chart import Note
from helpers.report.independence import claim_said
from helpers.report.labels import article, labels
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import anchor, count, link, name, number

LISTED = 60  # claims in one row
ARTICLES = 4  # articles named in one row
TEXT, ORIGIN, CITATION, TOGETHER = "shared_text", "same_origin", "cites", "together"
Tie = tuple[str, str, frozenset[str]]  # reason, origin, articles that count once by it


def what_if_table(
    claims: pd.DataFrame,
    claim_figures: pd.DataFrame,
    claim_links: pd.DataFrame,
    figures: pd.DataFrame,
    documents: pd.DataFrame,
) -> Table | Note:
    """Each text and each origin with the claims that lose their grade when it alone counts once; at the end the claims
    that only lose it by several of them together. Every claim whose two grades differ stands in a row."""
    changed = claims[claims["grade_by_outlets"] != claims["grade_by_independence"]]
    if changed.empty:
        return Note("No claim changes its grade when copies and common sources are counted once.")
    outlet_of = outlets_by_article(documents)
    doc_of = figures.set_index("figure_id")["doc_id"]
    members = claim_figures.assign(doc_id=claim_figures["figure_id"].map(doc_of)).dropna(subset=["doc_id"])
    docs_of = members.groupby("claim_id")["doc_id"].agg(set).to_dict()
    ties_of = ties(claim_links[claim_links["claim_id"].isin(changed["claim_id"])])
    rows: dict[Tie, list[str]] = defaultdict(list)
    for claim in changed["claim_id"]:
        found = ties_of.get(claim, [])
        alone = [tie for tie in found if left(docs_of.get(claim, set()), tie[2], outlet_of) < 2]
        for tie in alone or [(TOGETHER, "", frozenset())]:
            rows[same_everywhere(tie)].append(claim)
    known = {row.claim_id: row for row in changed.itertuples()}
    order = sorted(rows.items(), key=lambda item: (item[0][0] == TOGETHER, -len(item[1]), said_key(item[0])))
    called = labels(documents)
    made = [what_if_row(tie, ids, known, called) for tie, ids in order]
    return Table(
        "table-whatif",
        "What if it counts once",
        summary(rows, len(changed)),
        ["Counted once", "Claims", "Which, and from which grade to which"],
        made,
        ("Claims",),
        ("Which, and from which grade to which",),
        total=len(made),
    )


def outlets_by_article(documents: pd.DataFrame) -> dict[str, str]:
    """The outlet of each article; one that is not known is an outlet of its own."""
    return {row.doc_id: row.outlet or f"?{row.doc_id}" for row in documents.itertuples()}


def ties(claim_links: pd.DataFrame) -> dict[str, list[Tie]]:
    """Of each claim its texts, origins and citations, each with the articles that it joins."""
    pairs: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in claim_links[claim_links["reason"].isin([TEXT, ORIGIN, CITATION])].itertuples():
        pairs[row.claim_id, row.reason, row.origin].append((row.doc_a, row.doc_b))
    found: dict[str, list[Tie]] = defaultdict(list)
    for (claim, reason, origin), joined in sorted(pairs.items()):
        found[claim] += [(reason, origin, part) for part in connected(joined)]
    return found


def connected(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """The sets of articles that ``pairs`` connect, in order."""
    sets: list[set[str]] = []
    for pair in pairs:
        touched = [one for one in sets if one & set(pair)]
        sets = [one for one in sets if one not in touched] + [set(pair).union(*touched)]
    return sorted((frozenset(one) for one in sets), key=sorted)


def left(docs: set[str], once: frozenset[str], outlet_of: Mapping[str, str]) -> int:
    """How many outlets state a claim of the articles ``docs`` where those of ``once`` count as one source."""
    others = {outlet_of[doc] for doc in docs - once}
    return len(others) + bool({outlet_of[doc] for doc in docs & once} - others)


def same_everywhere(tie: Tie) -> Tie:
    """What joins the rows of several claims: an origin is one whoever quotes it, a text is that of its articles."""
    return (tie[0], tie[1], frozenset()) if tie[0] == ORIGIN else tie


def said_key(tie: Tie) -> tuple:
    """``tie`` as something that can be sorted."""
    return tie[0], tie[1], sorted(tie[2])


def what_if_row(tie: Tie, ids: list[str], known: Mapping[str, object], called: Mapping[str, str]) -> Row:
    """One text or origin, and the claims that change by it."""
    reason, origin, docs = tie
    named = Markup(", ").join(article(doc, called) for doc in sorted(docs)[:ARTICLES])
    if len(docs) > ARTICLES:
        named += Markup(" and {}").format(count(len(docs) - ARTICLES, "more", "more"))
    if reason == ORIGIN:
        once = Markup("one origin: {}").format(name(origin))
    elif reason == TEXT:
        once = Markup("one text: {}").format(named)
    elif reason == CITATION:
        once = Markup("a report and those that cite it ({}): {}").format(name(origin), named)
    else:
        once = Markup("several texts and origins, each of which alone would not change the grade")
    items = Markup("").join(
        Markup("<li>{}: {} → {}</li>").format(
            link(anchor("claim", one), claim_said(known[one])),
            known[one].grade_by_outlets,
            known[one].grade_by_independence,
        )
        for one in ids[:LISTED]
    )
    if len(ids) > LISTED:
        items += Markup("<li>and {}</li>").format(count(len(ids) - LISTED, "more claim"))
    return Row([once, Cell(number(len(ids)), len(ids)), Markup("<ul>{}</ul>").format(items)])


def summary(rows: Mapping[Tie, list[str]], changed: int) -> str:
    """What the table shows, in words."""
    by_reason = Counter(
        {
            reason: len({c for tie, ids in rows.items() if tie[0] == reason for c in ids})
            for reason in (TEXT, ORIGIN, CITATION, TOGETHER)
        }
    )
    words = {
        TEXT: "when one text counts once",
        ORIGIN: "when one origin counts once",
        CITATION: "when a report and those that cite it count once",
        TOGETHER: "only by several of these together",
    }
    parts = [f"{number(by_reason[reason])} {text}" for reason, text in words.items() if by_reason[reason]]
    return (
        f"{count(changed, 'claim changes its', 'claims change their')} grade: {'; '.join(parts)}. A claim can "
        "stand in more than one row."
    )
