"""The persons of an article as rows: told once each, with the figure that counts them."""

from __future__ import annotations

import pandas as pd

from helpers import tables

FILLED = ("age", "sex", "role")


def confirm(persons: pd.DataFrame, mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """``persons`` without those whose name is that of a place, group or organisation in the tables of names."""
    kinds = mentions.merge(entities[["entity_id", "kind"]], on="entity_id")
    others = kinds[kinds["kind"] != "person"]
    spans = {doc_id: part[["start", "end"]].to_numpy() for doc_id, part in others.groupby("doc_id")}

    def taken(row) -> bool:
        return row.name != "" and any(start <= row.start and end >= row.end for start, end in spans.get(row.doc_id, ()))

    kept = [not taken(row) for row in persons.itertuples(index=False)]
    return persons[pd.Series(kept, index=persons.index, dtype=bool)].reset_index(drop=True)


def identify(persons: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """``persons`` told once each, with their ids and the figure they are counted in: of the same harm, in their
    sentence or the nearest sentence before it.
    """
    if persons.empty:
        return tables.empty("victims")
    persons = persons.drop_duplicates(["doc_id", "start", "end", "harm"], ignore_index=True)
    persons = pd.DataFrame(once(persons.to_dict("records")), columns=list(persons.columns))
    rows = dict(list(figures.groupby(["doc_id", "harm"], sort=False)))
    ids = []
    for row in persons.to_dict("records"):
        part = rows.get((row["doc_id"], row["harm"]))
        ids.append("" if part is None else counted_in(row, part))
    persons["figure_id"] = ids
    persons = persons.drop(columns=["from", "to"]).astype({"age": "Int64"})
    quoted = persons.assign(text=persons["name"].where(persons["name"] != "", persons["role"]) + persons["harm"])
    persons.insert(0, "victim_id", tables.stable_ids(quoted))
    return tables.conform("victims", persons)


def once(rows: list[dict]) -> list[dict]:
    """``rows`` with each named person of an article once: where first named, with what is told of him or her later."""
    found: dict[tuple, dict] = {}
    kept = []
    for row in rows:
        key = (row["doc_id"], row["name"].lower(), row["harm"])
        if not row["name"] or key not in found:
            found[key] = row
            kept.append(row)
            continue
        for column in FILLED:
            known = found[key][column]
            found[key][column] = row[column] if pd.isna(known) or known == "" else known
    return kept


def counted_in(row: dict, figures: pd.DataFrame) -> str:
    """The id of the figure of ``figures`` (one article, one harm) that counts the person of ``row``."""
    own = figures[(figures["start"] < row["to"]) & (figures["end"] > row["from"])]
    if len(own):
        return own.iloc[0]["figure_id"]
    here = figures[(figures["sentence_start"] <= row["start"]) & (figures["sentence_end"] >= row["end"])]
    here = here[here["start"] < row["start"]]
    if len(here):
        return here.iloc[0]["figure_id"]
    before = figures[(figures["start"] < row["start"]) & (figures["part_of"] == "") & (figures["scope"] == "incident")]
    return before.iloc[-1]["figure_id"] if len(before) else ""
