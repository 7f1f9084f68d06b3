"""Pairs of articles that share text, and the text families they form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.overlap.direction import apart, directions, same_name
from helpers.overlap.refrains import COPIED
from helpers.overlap.settings import Settings


def pairs(
    passages: pd.DataFrame,
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    credits: pd.DataFrame,
    texts: Mapping[str, str],
) -> pd.DataFrame:
    """`overlap_pairs`: for each pair with a passage the shares in both directions, and who took it from whom.

    ``counts``: as `passages.find` returns it. Quotations and paraphrases give a row, but no share.
    """
    copied = passages[passages["kind"].isin(COPIED)].groupby(["doc_a", "doc_b"])["words"]
    both = ["doc_a", "doc_b"]
    made = passages.groupby(both).size().rename("n_passages").reset_index()
    made = made.merge(copied.max().rename("longest_words").reset_index(), how="left").merge(counts, how="left")
    made = made.fillna(dict.fromkeys(("longest_words", "shared_a", "shared_b"), 0))
    for side in "ab":
        share = made[f"shared_{side}"] / made[f"words_{side}"].where(made[f"words_{side}"] > 0, 1)
        made[f"share_of_{side}"] = share.fillna(0.0).clip(0, 1).round(4)
    made["words"] = made[["shared_a", "shared_b"]].min(axis=1).round().astype(int)
    made = made.drop(columns=["shared_a", "shared_b", "words_a", "words_b"])
    made[["direction", "direction_basis"]] = directions(made, passages, documents, credits, texts)
    return tables.conform("overlap_pairs", made.sort_values(both))


def families(
    documents: pd.DataFrame, overlap: pd.DataFrame, passages: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """`families`: articles connected by copied passages, each with its part.

    Two articles are connected by at least ``family_words`` words that make at least ``family_share`` of one of them, or
    ``apart_share`` if one outlet wrote both or they appeared more than ``family_days`` apart: it may be background. A
    passage that stands in ``refrain`` or more articles which share little else, or whose words agree by less than
    ``family_similarity``, connects nobody. Exact duplicates are connected always.
    """
    import networkx as nx  # takes as long to import as all else in this room

    read = documents[documents["status"] != "skipped"]
    published = dict(zip(read["doc_id"], read["published"], strict=True))
    outlets = dict(zip(read["doc_id"], read["outlet"], strict=True))
    weak = (passages["stands"] >= settings.refrain) | (passages["similarity"] < settings.family_similarity)
    loose = passages[passages["kind"].isin(COPIED) & weak]
    loose = loose.groupby(["doc_a", "doc_b"])["words"].sum().to_dict()
    graph = nx.Graph()
    graph.add_nodes_from(read["doc_id"])
    for row in overlap[overlap["words"] >= settings.family_words].itertuples():
        left = row.words - loose.get((row.doc_a, row.doc_b), 0)
        far = apart(published[row.doc_a], published[row.doc_b]) > settings.family_days
        near = not far and not same_name(outlets[row.doc_a], outlets[row.doc_b])
        least = settings.family_share if near else settings.apart_share
        if left >= settings.family_words and max(row.share_of_a, row.share_of_b) * left / row.words >= least:
            graph.add_edge(row.doc_a, row.doc_b)
    known = set(read["doc_id"])
    twins = read[read["duplicate_of"].isin(known)]
    graph.add_edges_from(zip(twins["doc_id"], twins["duplicate_of"], strict=True))
    rows = []
    parts = list(nx.connected_components(graph))
    home = {doc_id: number for number, members in enumerate(parts) for doc_id in members}
    verdicts = verdict(overlap[overlap["doc_a"].map(home) == overlap["doc_b"].map(home)])
    agencies = dict(zip(read["doc_id"], read["agencies"], strict=True))
    for members in parts:
        order = sorted(members, key=lambda doc_id: (tables.moment(published[doc_id]), doc_id))
        for doc_id, role in roles(order, verdicts, agencies, outlets).items():
            rows.append({"doc_id": doc_id, "family_id": order[0], "role": role})
    frame = pd.DataFrame(rows, columns=["doc_id", "family_id", "role"])
    return tables.conform("families", frame.sort_values("doc_id"))


def verdict(overlap: pd.DataFrame) -> dict[str, set[str]]:
    """For each article what the pairs ``overlap`` (inside of families) say of it: ``took``, ``gave``, ``common``."""
    made = defaultdict(set)
    for row in overlap[overlap["words"] > 0].itertuples():
        if row.direction == "common_source":
            made[row.doc_a].add("common")
            made[row.doc_b].add("common")
        elif row.direction != "undetermined":
            taker, giver = (row.doc_a, row.doc_b) if row.direction == "a_from_b" else (row.doc_b, row.doc_a)
            made[taker].add("took")
            made[giver].add("gave")
    return made


def roles(
    order: list[str], verdicts: dict[str, set[str]], agencies: Mapping[str, str], outlets: Mapping[str, str]
) -> dict[str, str]:
    """The part of each member (earliest first): ``wire``: published by an agency that others credit; ``source``: others
    took from it and it from none; ``copy``: the others. Where nothing tells who took from whom, nobody is the source:
    the first to publish may have had the words from a third."""
    if len(order) == 1:
        return {order[0]: "alone"}
    credited = [name for doc_id in order for name in tables.split(agencies[doc_id])]
    made = {}
    for doc_id in order:
        said = verdicts.get(doc_id, set())
        if any(same_name(name, outlets[doc_id]) for name in credited):
            made[doc_id] = "wire"
        elif "gave" in said and not said & {"took", "common"}:
            made[doc_id] = "source"
        else:
            made[doc_id] = "copy"
    return made
