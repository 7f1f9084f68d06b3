"""The chapter's two steps: `read` the files of a case, `clean` its articles into the chapter's tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from helpers import ProblemError, engine, problems, tables
from helpers.case import Case
from helpers.ingestion import article, formats
from helpers.ingestion.manifest import Manifest


class Texts(Mapping):
    """The texts of cleaned articles by `doc_id`, each taken from its result when it is asked for."""

    def __init__(self, done: Sequence[dict], places: Mapping[str, int]):
        self.done, self.places = done, places

    def __getitem__(self, doc_id: str) -> str:
        return self.done[self.places[doc_id]]["text"]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def only(self, doc_ids: Collection[str]) -> Texts:
        """Those of ``doc_ids``."""
        return Texts(self.done, {doc_id: place for doc_id, place in self.places.items() if doc_id in doc_ids})


def read(case: Case, *, max_megabytes: float = 5) -> Iterator[dict]:
    """The raw articles of ``case`` one by one, with `formats.COLUMNS`; what cannot be read has a ``problem``.

    ``max_megabytes``: an article over it is skipped unread; tables of articles may be of any size.
    """
    limit = int(max_megabytes * 1_000_000)
    for file, size in case.files[["file", "bytes"]].itertuples(index=False):
        if size < 0:
            yield formats.skipped(file, "is a folder; articles stand in the case folder itself")
        elif size > limit and not formats.is_table(file):
            yield formats.skipped(file, formats.too_large(file, size, limit), name=formats.name_of(file))
        else:
            try:
                data = case.read(file)
            except OSError as error:
                yield formats.skipped(file, f"cannot be read ({error.strerror})", name=formats.name_of(file))
                continue
            failures: list[problems.Failure] = []
            with problems.spared(failures):
                yield from formats.articles(file, data, max_bytes=limit)
            for failure in failures:
                yield formats.skipped(file, failure.kind, data, formats.name_of(file)) | {"failure": failure}


def clean(
    raw: Iterable[dict],
    sources: pd.DataFrame,
    *,
    remove_boilerplate: bool = True,
    store: str = "",
    jobs: int = 1,
    cluster: str = "",
) -> tuple[dict[str, pd.DataFrame], Texts, pd.DataFrame, pd.DataFrame]:
    """The tables ``documents``, ``removed_text`` and ``credits``, the texts by `doc_id`, the `decisions` about
    rows of ``sources`` that meet nothing, and `problems`; all sorted by `doc_id`.

    ``raw``: of `read`, held a part at a time. ``sources``: `sources.csv` (`helpers.case.Case.sources`).
    ``remove_boilerplate``: false leaves every text as it came; ``store``, ``jobs``, ``cluster``: as in `engine.kept`.
    Raises `ProblemError` where two articles have one `doc_id`, or, saying why for each, if none can be read.
    """
    given = Manifest(sources)
    names: list[tuple[str, str, str]] = []
    done = engine.kept(
        partial(article.clean_part, remove_boilerplate=remove_boilerplate),
        with_manifest(raw, given, names),
        room="ingestion",
        store=store,
        settings=remove_boilerplate,
        jobs=jobs,
        cluster=cluster,
        size=256,
        spare=article.unread,
    )
    order = sorted(range(len(names)), key=lambda place: names[place])
    unlike(names[place] for place in order)
    rows: dict[str, list[dict]] = {"documents": [], "removed_text": [], "credits": []}
    lost = []
    digests, places = [], {}
    for place in order:
        part = done[place]
        rows["documents"].append(part["document"])
        rows["removed_text"] += part["removed"]
        rows["credits"] += part["credits"]
        lost += part["problems"]
        digests.append(part["digest"])
        if part["document"]["status"] != "skipped":
            places[part["document"]["doc_id"]] = place
    made = {name: pd.DataFrame(found, columns=list(tables.columns(name))) for name, found in rows.items()}
    if not places:
        raise ProblemError(f"no article can be read: {listed(made['documents'])}")
    made["documents"]["duplicate_of"] = duplicates(made["documents"], digests)
    frames = {name: tables.typed(name, frame) for name, frame in made.items()}
    return frames, Texts(done, places), given.unmet(), problems.table(lost)


def with_manifest(raw: Iterable[dict], given: Manifest, names: list[tuple[str, str, str]]) -> Iterator[tuple]:
    """Each raw article with what `sources.csv` says of it; appends its `doc_id`, file and id to ``names``."""
    for one in raw:
        names.append((one["doc_id"], one["file"], one["id"]))
        yield one, given.given(one)


def unlike(names: Iterable[tuple[str, str, str]]) -> None:
    """Raise a `ProblemError` if two of ``names`` (`doc_id`, file, id; sorted) have one `doc_id`."""
    before = ("", "", "")
    for name in names:
        if name[0] == before[0]:
            where = " and ".join(f"{file} ({one})" for _, file, one in (before, name))
            raise ProblemError(f"two articles have the id {name[0]}: {where}; rename one, or its row's id")
        before = name


def kept(frames: Mapping[str, pd.DataFrame], texts: Texts) -> tuple[dict[str, pd.DataFrame], Texts]:
    """The tables and texts without those of articles that a correction took out of `documents` or set to skipped."""
    documents = frames["documents"]
    there = set(documents["doc_id"])
    made = {name: frame[frame["doc_id"].isin(there)].reset_index(drop=True) for name, frame in frames.items()}
    return made, texts.only(set(documents["doc_id"][documents["status"] != "skipped"]))


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
