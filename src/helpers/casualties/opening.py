"""Opens the articles of a run: each parsed text with the rows of other tables that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import groupby
from operator import itemgetter

import pandas as pd

from helpers import tables
from helpers.casualties.evidence import Article, Mention, Timex
from helpers.casualties.known import demonyms, source_kinds
from helpers.language import Doc


def open_articles(
    docs: Mapping[str, Doc],
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    dates: pd.DataFrame,
    documents: pd.DataFrame,
) -> dict[str, Article]:
    """Each parsed article with its mentions, dates, agencies and publication date, by ``doc_id``."""
    kinds = source_kinds()
    known = entities.set_index("entity_id").to_dict("index") if len(entities) else {}
    articles = {doc_id: Article(doc_id, doc) for doc_id, doc in docs.items()}
    about = documents.set_index("doc_id").to_dict("index") if len(documents) else {}
    for doc_id, article in articles.items():
        row = about.get(doc_id, {})
        article.published = row.get("published", "")
        article.agencies = tuple(name for name in row.get("agencies", "").split("; ") if name)
    for row in rows_of(mentions, articles, ["start", "end", "text", "entity_id"]):
        articles[row["doc_id"]].mentions.append(mention_of(row, known.get(row["entity_id"], {}), kinds))
    names = [one.name for one in fields(Timex)]
    for row in rows_of(dates, articles, names):
        articles[row["doc_id"]].dates.append(Timex(*(row[name] for name in names)))
    return articles


def rows_of(table: pd.DataFrame, articles: Mapping[str, Article], names: list[str]) -> list[dict]:
    """The rows of ``table`` in the order of the articles' text, with ``doc_id`` and the columns ``names``."""
    here = table[table["doc_id"].isin(articles.keys())].sort_values(["doc_id", "start", "end"])
    return tables.records(here[["doc_id", *names]])


def by_article(figures: pd.DataFrame) -> Iterable[tuple[str, list[dict]]]:
    """``doc_id`` and rows of each article of ``figures``, which are sorted by it."""
    rows = tables.records(figures)
    return ((doc_id, list(part)) for doc_id, part in groupby(rows, key=itemgetter("doc_id")))


def mention_of(row: Mapping, entity: Mapping, kinds: Mapping[str, str]) -> Mention:
    """The mention ``row`` with what the entities table says."""
    name = entity.get("name", row["text"])
    return Mention(
        int(row["start"]),
        int(row["end"]),
        row["text"],
        row["entity_id"],
        name,
        entity.get("kind", ""),
        entity.get("place_type", ""),
        entity.get("admin1", ""),
        entity.get("country", ""),
        kinds.get(row["entity_id"].lower()) or kinds.get(name.lower(), ""),
        row["text"].lower() in demonyms(),
    )
