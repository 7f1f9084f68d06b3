"""The chapter's two steps: `read` the files of a case, `clean` its articles into the chapter's tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from helpers import ProblemError, engine, tables
from helpers.case import Case
from helpers.ingestion import article, formats, manifest


def read(case: Case, *, max_megabytes: float = 5) -> pd.DataFrame:
    """The raw articles of ``case``: one row each with `formats.COLUMNS`; what cannot be read has a ``problem``.

    ``max_megabytes``: an article over it is skipped unread; tables of articles may be of any size. Raises
    `ProblemError` where two articles have one `doc_id`.
    """
    limit = int(max_megabytes * 1_000_000)
    rows: list[dict] = []
    for file, size in case.files[["file", "bytes"]].itertuples(index=False):
        if size < 0:
            rows.append(formats.skipped(file, "is a folder; articles stand in the case folder itself"))
        elif size > limit and not formats.is_table(file):
            rows.append(formats.skipped(file, formats.too_large(file, size, limit), name=formats.name_of(file)))
        else:
            try:
                data = case.read(file)
            except OSError as error:
                rows.append(formats.skipped(file, f"cannot be read ({error.strerror})", name=formats.name_of(file)))
                continue
            rows += formats.articles(file, data, max_bytes=limit)
    raw = pd.DataFrame(rows, columns=formats.COLUMNS)
    if (again := raw["doc_id"].duplicated(keep=False)).any():
        first = raw[again].sort_values("doc_id", kind="stable")
        same = first[first["doc_id"] == first["doc_id"].iloc[0]]
        where = " and ".join(f"{row.file} ({row.id})" for row in same.head(2).itertuples())
        raise ProblemError(f"two articles have the id {same['doc_id'].iloc[0]}: {where}; rename one, or its row's id")
    return raw.sort_values("doc_id", kind="stable").reset_index(drop=True)


def clean(
    raw: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    remove_boilerplate: bool = True,
    store: str = "",
    jobs: int = 1,
    cluster: str = "",
) -> tuple[dict[str, pd.DataFrame], dict[str, str], pd.DataFrame]:
    """The tables ``documents``, ``removed_text`` and ``credits``, the texts by `doc_id`, and the `decisions` about
    rows of ``sources`` that meet nothing.

    ``raw``: of `read`. ``sources``: `sources.csv` (`helpers.case.Case.sources`). ``remove_boilerplate``: false leaves
    every text as it came; ``store``, ``jobs``, ``cluster``: as in `engine.kept`. Raises a `ProblemError` that says why
    for each if no article can be read.
    """
    given, unmet = manifest.match(raw, sources)
    done = engine.kept(
        partial(article.clean_part, remove_boilerplate=remove_boilerplate),
        zip(raw.to_dict("records"), given, strict=True),
        room="ingestion",
        store=store,
        settings=remove_boilerplate,
        jobs=jobs,
        cluster=cluster,
        size=256,
    )
    done = list(done)
    rows: dict[str, list[dict]] = {"documents": [], "removed_text": [], "credits": []}
    digests, texts = [], {}
    for part in done:
        rows["documents"].append(part["document"])
        rows["removed_text"] += part["removed"]
        rows["credits"] += part["credits"]
        digests.append(part["digest"])
        if part["document"]["status"] != "skipped":
            texts[part["document"]["doc_id"]] = part["text"]
    made = {name: pd.DataFrame(found, columns=list(tables.columns(name))) for name, found in rows.items()}
    if not texts:
        raise ProblemError(f"no article can be read: {listed(made['documents'])}")
    made["documents"]["duplicate_of"] = duplicates(made["documents"], digests)
    frames = {name: tables.conform(name, frame) for name, frame in made.items()}
    return frames, texts, unmet


def kept(
    frames: Mapping[str, pd.DataFrame], texts: Mapping[str, str]
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The tables and texts without those of articles that a correction took out of `documents` or set to skipped."""
    documents = frames["documents"]
    there = set(documents["doc_id"])
    made = {name: frame[frame["doc_id"].isin(there)].reset_index(drop=True) for name, frame in frames.items()}
    read = set(documents["doc_id"][documents["status"] != "skipped"])
    return made, {doc_id: text for doc_id, text in texts.items() if doc_id in read}


def listed(documents: pd.DataFrame, most: int = 8) -> str:
    """The problems of the first ``most`` documents in one line."""
    parts = [f"{row.file}: {row.problem}" for row in documents.head(most).itertuples()]
    more = len(documents) - most
    return "; ".join(parts) + (f"; and {more} more" if more > 0 else "")


def duplicates(documents: pd.DataFrame, digests: list[str]) -> pd.Series:
    """For each document, the earliest other (by publication, unknown last, then id) with exactly its body."""
    order = documents.assign(
        digest=digests, late=documents["published"].where(documents["published"] != "", "9999")
    ).sort_values(["late", "doc_id"], kind="stable")
    order = order[order["digest"] != ""]
    first = order.groupby("digest")["doc_id"].transform("first")
    return first.where(first != order["doc_id"], "").reindex(documents.index, fill_value="")
