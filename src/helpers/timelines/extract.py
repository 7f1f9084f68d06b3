"""All that an article says of names, dates and events: each article read once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from helpers import engine, language, problems, tables
from helpers.timelines import dates, events, names, namings

DOCUMENT = ["doc_id", "published", "outlet"]
STEP = "Names, dates and events"
HELD = 2_000  # articles of which what they say stays in memory for the tables that are made of it, one after another


def find(
    documents: pd.DataFrame,
    texts: Mapping[str, str],
    aliases: pd.DataFrame,
    *,
    model: str = language.MODEL,
    store: str = "",
    jobs: int = 1,
    cluster: str = "",
) -> tuple[Sequence[dict], pd.DataFrame]:
    """What each article says, in the order of ``doc_id``: ``mentions, namings, about`` (`names.articles`), ``dates``
    (`dates.rows`) and ``told`` (`events.sentences`); and the `problems` of those that could not be read.

    ``texts``: by ``doc_id``; ``aliases``: those of the case; ``model``: the spaCy pipeline; ``store``, ``jobs``,
    ``cluster``: as in `engine.kept`.
    """
    known = aliases[["name", "alias", "kind"]].to_dict("records")
    there = documents[documents["doc_id"].isin(texts.keys())].sort_values("doc_id")
    found = engine.kept(
        partial(read, aliases=known, model=model, store=store),
        items(there, texts),
        room="timelines",
        store=store,
        settings=[known, language.fingerprint(model)],
        jobs=jobs,
        cluster=cluster,
        held=HELD,
        spare=unread,
    )
    return found, problems.table(problems.of("timelines", STEP, there["doc_id"].tolist(), found.failed()))


def items(documents: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """All that the names, dates and events of each of ``documents`` depend on, an article at a time."""
    for row in tables.records(documents[DOCUMENT]):
        yield row | {"text": texts[row["doc_id"]]}


def read(articles: list[dict[str, str]], *, aliases: list[dict], model: str, store: str) -> list[dict]:
    """What each of ``articles`` (those of `items`) says."""
    docs = language.parse({one["doc_id"]: one["text"] for one in articles}, store=store, model=model)
    made = names.articles(docs, pd.DataFrame(aliases, columns=["name", "alias", "kind"]))
    for one, found in zip(articles, made, strict=True):
        doc_id, published = one["doc_id"], one["published"]
        found["dates"] = dates.rows(doc_id, docs[doc_id], published, one["outlet"])
        known = {entity: namings.described(facts) | placed(facts) for entity, facts in found["about"].items()}
        found["told"] = events.sentences(doc_id, docs[doc_id], published, found["dates"], found["mentions"], known)
    return made


def unread(article: dict[str, str], failure: problems.Failure) -> dict:
    """What stands for an article on which `read` failed."""
    return {"mentions": [], "namings": [], "about": {}, "dates": [], "told": []}


def placed(facts: dict) -> dict[str, str]:
    """The province of an entity that is a place."""
    place = facts.get("place")
    return {"admin1": place.admin1 if place else ""}


def timeline(
    found: Sequence[dict], documents: pd.DataFrame, entities: pd.DataFrame, joined: Mapping[str, str]
) -> pd.DataFrame:
    """The `timeline` of what `find` found; ``entities``: the table, ``joined``: which of them a person joined
    (`merges.into`)."""
    told = []
    for article in found:
        told.append(
            [
                row
                | {"entity_ids": tables.join(joined[one] for one in tables.split(row["entity_ids"]))}
                | {"place_id": joined.get(row["place_id"], "")}
                for row in article["told"]
            ]
        )
    return events.join(told, documents, entities)
