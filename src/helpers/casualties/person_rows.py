"""The persons of an article as rows: told once each, with the figure that counts them."""

from __future__ import annotations

import pandas as pd

from helpers import tables

FILLED = ("age", "sex", "role")
COUNTING = ["doc_id", "harm", "figure_id", "start", "end", "sentence_start", "sentence_end", "part_of", "scope"]


def confirm(persons: pd.DataFrame, mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """``persons`` without those whose name is that of a place, group or organisation in the tables of names.

    What only looked like an organisation to the model is no reason: a name it does not know, to which harm is done.
    """
    kinds = mentions[["doc_id", "start", "end", "entity_id"]].merge(entities[["entity_id", "kind", "basis"]])
    guessed = (kinds["kind"] == "organisation") & (kinds["basis"] == "text")
    others = kinds[(kinds["kind"] != "person") & ~guessed]
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
    persons = pd.DataFrame(once(tables.records(persons)), columns=list(persons.columns))
    counting = figures[figures["doc_id"].isin(persons["doc_id"])]
    rows: dict[tuple[str, str], list[dict]] = {}
    for figure in tables.records(counting[COUNTING]):
        rows.setdefault((figure["doc_id"], figure["harm"]), []).append(figure)
    persons["figure_id"] = [
        counted_in(row, rows.get((row["doc_id"], row["harm"]), [])) for row in tables.records(persons)
    ]
    persons = persons.drop(columns=["from", "to"]).astype({"age": "Int64"})
    quoted = persons.assign(text=persons["name"].where(persons["name"] != "", persons["role"]) + persons["harm"])
    persons.insert(0, "victim_id", tables.stable_ids(quoted))
    return tables.typed("victims", persons)


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


def counted_in(row: dict, figures: list[dict]) -> str:
    """The id of the figure of ``figures`` (one article, one harm, in order) that counts the person of ``row``."""
    own = [one for one in figures if one["start"] < row["to"] and one["end"] > row["from"]]
    before = [one for one in figures if one["start"] < row["start"]]
    here = [one for one in before if one["sentence_start"] <= row["start"] and one["sentence_end"] >= row["end"]]
    told = [one for one in before if one["part_of"] == "" and one["scope"] == "incident"]
    return next((one["figure_id"] for one in (*own[:1], *here[:1], *told[-1:])), "")
