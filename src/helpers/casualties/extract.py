"""All that an article says of casualties: the steps of this room in their order, each article read once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import partial

import pandas as pd

from helpers import engine, language, problems, tables
from helpers.casualties import attribution, context, figures, lead, opening, person_rows
from helpers.casualties.evidence import Timex

DOCUMENT = ["doc_id", "title", "outlet", "published", "agencies"]
MENTION = ["doc_id", "start", "end", "text", "entity_id"]
ENTITY = ["entity_id", "name", "kind", "place_type", "admin1", "country", "basis"]
DATE = ["doc_id", *(one.name for one in fields(Timex))]
MADE = ("casualty_figures", "rejected_numbers", "victims")
STEP = "Casualty figures"


def find(
    documents: pd.DataFrame,
    texts: Mapping[str, str],
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    dates: pd.DataFrame,
    *,
    convention: str = "literal",
    model: str = language.MODEL,
    store: str = "",
    jobs: int = 1,
    cluster: str = "",
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables `casualty_figures`, `rejected_numbers` and `victims` of the articles in ``texts`` (by ``doc_id``), and
    the `problems` of those that could not be read.

    The others are the tables of that name. ``convention``: how vague numbers are read (`figures.find`); ``model``: the
    spaCy pipeline; ``store``, ``jobs``, ``cluster``: as in `engine.kept`.
    """
    there = documents[documents["doc_id"].isin(texts.keys())].sort_values("doc_id")
    done = engine.kept(
        partial(read, convention=convention, model=model, store=store),
        items(there, texts, mentions, entities, dates),
        room="casualties",
        store=store,
        settings=[convention, language.fingerprint(model)],
        jobs=jobs,
        cluster=cluster,
        spare=unread,
    )
    rows: dict[str, list[dict]] = {name: [] for name in MADE}
    for article in done:
        for name in MADE:
            rows[name] += article[name]
    made = {
        name: tables.typed(name, pd.DataFrame(found)) if found else tables.empty(name) for name, found in rows.items()
    }
    return made, problems.table(problems.of("casualties", STEP, there["doc_id"].tolist(), done.failed()))


def items(
    documents: pd.DataFrame,
    texts: Mapping[str, str],
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    dates: pd.DataFrame,
) -> Iterator[dict]:
    """All that the figures of each of ``documents`` depend on, an article at a time."""
    named = mentions[MENTION].merge(entities[ENTITY], on="entity_id", how="left").fillna("")
    of = {"mentions": by_article(named), "dates": by_article(dates[DATE])}
    for row in documents[DOCUMENT].to_dict("records"):
        doc_id = row["doc_id"]
        yield {"document": row, "text": texts[doc_id]} | {name: rows.get(doc_id, []) for name, rows in of.items()}


def by_article(frame: pd.DataFrame) -> dict[str, list[dict]]:
    """The rows of ``frame`` by ``doc_id``."""
    rows: dict[str, list[dict]] = {}
    for row in tables.records(frame):
        rows.setdefault(row["doc_id"], []).append(row)
    return rows


def read(articles: list[dict], *, convention: str, model: str, store: str) -> list[dict[str, list[dict]]]:
    """The rows of each table for each of ``articles`` (those of `items`)."""
    documents = pd.DataFrame([one["document"] for one in articles], columns=DOCUMENT)
    named = pd.DataFrame([row for one in articles for row in one["mentions"]], columns=[*MENTION, *ENTITY[1:]])
    entities = named[ENTITY].drop_duplicates("entity_id")
    dates = pd.DataFrame([row for one in articles for row in one["dates"]], columns=DATE)
    docs = language.parse({one["document"]["doc_id"]: one["text"] for one in articles}, store=store, model=model)
    found, rejected, victims = figures.find(docs, documents, convention=convention)
    opened = opening.open_articles(docs, named[MENTION], entities, dates, documents)
    found = attribution.attribute(found, opened)
    found = context.locate(found, opened)
    found = lead.mark(found, documents).drop(columns=figures.HELPERS, errors="ignore")
    made = {"casualty_figures": found, "rejected_numbers": rejected}
    made["victims"] = person_rows.confirm(victims, named[MENTION], entities)
    rows = {name: by_article(frame) for name, frame in made.items()}
    return [{name: rows[name].get(doc_id, []) for name in MADE} for doc_id in documents["doc_id"]]


def unread(article: dict, failure: problems.Failure) -> dict[str, list[dict]]:
    """What stands for an article on which `read` failed."""
    return {name: [] for name in MADE}
