"""From figures to claims, their independent sources, and incidents: the chapter's tables."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.corroboration import claims, decided, incidents, independence, links, reports, sources, summary, tolls
from helpers.corroboration.rows import Groups

REACH = 2.0
VAGUE_REACH = 4.0
ABOUT = 0.15
DAYS = 1
TOTAL_DAYS = 30


def find(
    figures: pd.DataFrame,
    documents: pd.DataFrame,
    credits: pd.DataFrame,
    entities: pd.DataFrame,
    passages: pd.DataFrame,
    corrections: pd.DataFrame | None = None,
    *,
    reach: float = REACH,
    vague_reach: float = VAGUE_REACH,
    about: float = ABOUT,
    days: int = DAYS,
    total_days: int = TOTAL_DAYS,
) -> tuple[dict[str, pd.DataFrame], list[int]]:
    """The tables ``claims, claim_figures, claim_links, incidents`` of a case, and the corrections carried out.

    ``figures``: `casualty_figures`; ``passages``: `overlap_passages`; ``corrections``: those of the case, of which
    `decided.apply` carries out those that change what is counted; returns their rows too (`decisions.apply`, ``done``).
    ``reach``: "at least n" is compatible with up to n x reach; ``vague_reach``: the same for vague words; ``about``:
    share by which "about n" may be off; ``days``: by which dates of one number may differ; ``total_days``: between
    two reports of one running total.
    """
    names = sources.Names(entities)
    frame = reports.table(
        figures, documents, entities, credits, names, reach=reach, vague_reach=vague_reach, about=about
    )
    stating = links.sides(frame, passages)
    groups = claims.join(frame, links.covered(frame, stating, passages), days=days, total_days=total_days)
    frame, marks, done = decided.apply(name_groups(frame, groups), corrections)
    shown = [
        links.shared_text(frame["claim"], stating, passages),
        links.duplicates(frame, documents),
        links.cites(frame),
    ]
    text = stack(shown[:2]).drop_duplicates(["claim", "doc_a", "doc_b"])
    stated = Groups(frame, "claim")
    made, in_group = [], {}
    joins = {"text": pairs(text), "cites": pairs(shown[2])}
    for claim, rows in zip(stated.names, stated, strict=True):
        docs = list(dict.fromkeys(row["doc_id"] for row in rows))
        family_of = connect(docs, joins["text"].get(claim, []))
        joined = connect(docs, [*joins["text"].get(claim, []), *joins["cites"].get(claim, [])])
        row, sources_of = summary.claim(rows, family_of, joined, names)
        made.append({"claim_id": claim, **row, "corrected": marks.get(claim, "")})
        in_group |= {figure["figure_id"]: group for figure, group in zip(rows, sources_of, strict=True)}
    frame["source_group"] = frame["figure_id"].map(in_group)
    add_parts(made, frame)
    incident_rows = add_incidents(made, stated, days)
    shown = [text, shown[2], links.same_origin(frame)]
    shown.append(links.same_odd_number(frame, tolls.lowered(made)))
    found = (
        stack(shown)
        .rename(columns={"claim": "claim_id"})
        .sort_values(["claim_id", "doc_a", "doc_b", "reason", "origin"])
    )
    members = frame[["claim", "figure_id", "source_group", "corrected"]].rename(columns={"claim": "claim_id"})
    frames = {
        "claims": by_date("claims", made),
        "claim_figures": tables.typed("claim_figures", members.sort_values(["claim_id", "figure_id"])),
        "claim_links": tables.typed("claim_links", found.drop_duplicates()),
        "incidents": by_date("incidents", incident_rows),
    }
    return frames, done


def by_date(table: str, rows: list[dict]) -> pd.DataFrame:
    """``rows`` as a table, in the order of their dates (unknown last) and ids."""
    if not rows:
        return tables.typed(table, pd.DataFrame(columns=list(tables.columns(table))))
    frame = pd.DataFrame(rows)
    late = frame["date_start"].where(frame["date_start"] != "", reports.LAST)
    order = frame.assign(late=late).sort_values(["late", "incident_id", tables.KEYS[table][0]], kind="stable").index
    return tables.typed(table, frame.loc[order])


def stack(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """``frames`` one under the other, empty ones left out."""
    full = [frame for frame in frames if len(frame)]
    return pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=links.LINK_COLUMNS)


def name_groups(frame: pd.DataFrame, groups: list[list[int]]) -> pd.DataFrame:
    """``frame`` with ``claim``: the id of the group's earliest figure."""
    ids = frame["figure_id"].tolist()
    claim = {row: ids[rows[0]] for rows in groups for row in rows}
    return frame.assign(claim=[claim[row] for row in range(len(frame))])


def pairs(found: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """The pairs of articles joined, by claim."""
    made: dict[str, list[tuple[str, str]]] = {}
    for claim, doc_a, doc_b in found[["claim", "doc_a", "doc_b"]].itertuples(index=False, name=None):
        made.setdefault(claim, []).append((doc_a, doc_b))
    return made


def connect(docs: list[str], joined: list[tuple[str, str]]) -> dict[str, str]:
    """The first article of each connected set, for every article."""
    if not joined:
        return {doc_id: doc_id for doc_id in docs}
    sets = independence.Union(docs)
    for doc_a, doc_b in joined:
        sets.join(doc_a, doc_b)
    return {doc_id: sets.find(doc_id) for doc_id in docs}


def add_parts(made: list[dict], frame: pd.DataFrame) -> None:
    """``part_of`` of each claim: the claim of the total that its figures are included in."""
    claim_of = dict(zip(frame["figure_id"], frame["claim"], strict=True))
    total = {}
    for claim, part_of in frame.loc[frame["part_of"] != "", ["claim", "part_of"]].itertuples(index=False, name=None):
        if claim_of.get(part_of, claim) != claim:
            total.setdefault(claim, claim_of[part_of])
    for row in made:
        row["part_of"] = total.get(row["claim_id"], "")


def add_incidents(made: list[dict], stated: Groups, days: int) -> list[dict]:
    """The incidents' rows; each claim of ``made`` gets its ``incident_id``, the claim whose place it takes
    (``follows``), and ``conflict`` where one denies it."""
    found = []
    for members in incidents.group(stated, days=days):
        rows = {number: stated[number] for number in members}
        for number in members:
            made[number]["incident_id"] = made[members[0]]["claim_id"]
        replaced = tolls.follows(rows, members)
        for later, earlier in tolls.nearest(replaced, rows).items():
            made[later]["follows"] = made[earlier]["claim_id"]
        for number in incidents.conflicts(rows, members, replaced):
            made[number]["agreement"] = "conflict"
        found.append(incidents.row([made[number] for number in members], list(rows.values())))
    return found
