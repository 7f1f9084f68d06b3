"""Figures as the comparison of reports needs them: in the order of publication, with source, place and numbers."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.corroboration import numbers, sources
from helpers.corroboration.generic import normal

LAST = "9999"  # unknown publication dates come last
DETAILS = {"children", "women", "men", "elderly", "police"}  # parts of the victims, not just words for them


def table(
    figures: pd.DataFrame,
    documents: pd.DataFrame,
    entities: pd.DataFrame,
    credits: pd.DataFrame,
    names: sources.Names,
    *,
    reach: float,
    vague_reach: float,
    about: float,
) -> pd.DataFrame:
    """The figures in the order of publication, with what the comparison needs besides.

    Added: ``published`` (unknown: last), ``outlet_key`` (an unknown outlet is one of its own), ``origin_key, origin,
    beside, cited`` (`sources.origins`), ``agency_key, agency`` (the one wire service the article credits),
    ``sentence_key, place_key, level, in_name, admin_key, details``, and the columns of `numbers`.
    """
    about_documents = documents.set_index("doc_id")
    frame = figures.copy()
    for name in ("outlet", "published"):
        frame[name] = frame["doc_id"].map(about_documents[name]).fillna("")
    frame["published"] = frame["published"].where(frame["published"] != "", LAST)
    frame = frame.assign(moment=frame["published"].map(tables.moment))
    frame = frame.sort_values(["moment", "doc_id", "start", "figure_id"], ignore_index=True)
    frame["outlet_key"] = frame["outlet"].where(frame["outlet"] != "", "?" + frame["doc_id"])
    frame["outlet_name_key"] = frame["outlet"].map(names.outlet)
    frame = frame.join(sources.origins(frame, names)).join(agencies(frame, documents, credits, names))
    frame["sentence_key"] = frame.groupby(["doc_id", "sentence"], sort=False).ngroup()
    frame = frame.join(places(frame, entities))
    frame["details"] = frame["victim_detail"].map(lambda cell: tables.join(sorted(DETAILS & set(tables.split(cell)))))
    frame["stated"] = numbers.stated(frame)
    frame = frame.join(numbers.reaches(frame, reach=reach, vague_reach=vague_reach, about=about))
    return frame.join(numbers.allowed(frame, about=about))


def agencies(frame: pd.DataFrame, documents: pd.DataFrame, credits: pd.DataFrame, names: sources.Names) -> pd.DataFrame:
    """``agency_key, agency`` of each figure's article: the wire service (or original) it credits, if exactly one; else
    the state or the body that speaks in the outlet itself."""
    told = credits[credits["kind"].isin(["agency", "republished"])].groupby("doc_id")["name"].agg(list).to_dict()
    outlets = documents.set_index("doc_id")["outlet"].to_dict()
    listed = documents.set_index("doc_id")["agencies"].map(tables.split).to_dict()
    crediting = set(credits["doc_id"])
    found = {}
    for doc_id in frame["doc_id"].unique():
        outlet = outlets.get(doc_id, "")
        own = names.outlet(outlet)
        # a credit kind tells wire from picture credits, which `documents.agencies` may hold as well
        credited = told.get(doc_id) or ([] if doc_id in crediting else listed.get(doc_id, []))
        keys = {names.voice(key): name for key, name in map(names.key, credited) if key and key != own}
        speaker = names.speaks(outlet)
        found[doc_id] = next(iter(keys.items())) if len(keys) == 1 else (speaker, outlet if speaker else "")
    rows = [found[doc_id] for doc_id in frame["doc_id"]]
    return pd.DataFrame(rows, columns=["agency_key", "agency"], index=frame.index)


def places(frame: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """``place_key`` (empty: unknown), ``level`` (town|province|country), ``in_name, admin_key`` (its own name and
    its province's, for comparison)."""
    kinds = entities.set_index("entity_id")["place_type"].to_dict()
    rows, memory = [], {}
    cells = frame[["place_id", "place", "admin1", "geo_precision"]].astype(str)
    for cell in cells.itertuples(index=False, name=None):
        if cell not in memory:
            place_id, place, admin1, precision = cell
            name = normal(place)
            level = kinds.get(place_id) or precision
            level = level if level in ("province", "country") else "country" if level == "region" else "town"
            memory[cell] = (place_id or name, level if place_id or name else "", name, normal(admin1))
        rows.append(memory[cell])
    return pd.DataFrame(rows, columns=["place_key", "level", "in_name", "admin_key"], index=frame.index)
