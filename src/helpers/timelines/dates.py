"""Date expressions of articles as TIMEX3 (ISO 24617-1, TimeML), with the days they mean.

Three steps: words get classes (`dates_tokens`), rules over classes find the expressions (`dates_grammar`; the rules
stand in the modules imported here), and each is worked out against the publication date, the dates before it and the
tense of its verb (`dates_context`). The approach is that of HeidelTime (Strötgen & Gertz, 2013), with rules written for
news. What cannot be worked out stays, with the basis ``unresolved``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import (  # noqa: F401 - each registers its rules
    dates_absolute,
    dates_durations,
    dates_feasts,
    dates_months,
    dates_numbers,
    dates_periods,
    dates_ranges,
    dates_relative,
    dates_sets,
    dates_times,
    dates_told,
    dates_weekdays,
)
from helpers.timelines.dates_context import Context, Timex
from helpers.timelines.dates_grammar import MACROS, search
from helpers.timelines.dates_joined import joined
from helpers.timelines.dates_tokens import Words, expand, lexicon

TALE = 3  # months told with their year, from which on a text may be a history


def find(docs: Mapping[str, object], documents: pd.DataFrame) -> pd.DataFrame:
    """The `dates` table of parsed articles.

    ``docs``: spaCy Docs by ``doc_id``; ``documents``: the `documents` table, of which ``published`` is read (empty:
    relative dates stay unresolved) and ``outlet``, if it is there, for the order of 12/8. Columns as in the data
    dictionary; one row an expression, in order of the text.
    """
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))
    outlets = dict(zip(documents["doc_id"], documents.get("outlet", documents["published"]), strict=True))
    return table(
        row
        for doc_id in sorted(docs)
        for row in rows(doc_id, docs[doc_id], published.get(doc_id, ""), outlets.get(doc_id))
    )


def table(found: Iterable[dict[str, object]]) -> pd.DataFrame:
    """The `dates` table of the ``rows`` of all articles."""
    frame = pd.DataFrame(found)
    if frame.empty:
        return tables.empty("dates")
    frame.insert(0, "date_id", tables.stable_ids(frame, "text"))
    return tables.typed("dates", frame)


def rows(doc_id: str, doc, published: str, outlet: str | None) -> list[dict[str, object]]:
    """The rows of one article, but for their ids."""
    text = doc.text  # spaCy joins it from the tokens each time it is asked for
    return [row(doc_id, text, timex) for timex in read(text, published, doc, outlet in american())]


@cache
def american() -> frozenset[str]:
    """Outlets of `knowledge/names.csv`, by name and spellings, in whose country 12/8 is 8 December."""
    words = knowledge.load("time_words")
    countries = words.loc[words["class"].eq("month_first"), "word"]
    names = knowledge.load("names")
    names = names[names["source_kind"].isin(["agency", "media"]) & names["country"].str.lower().isin(countries)]
    return frozenset(names["name"]) | frozenset("; ".join(names["spellings"]).split("; ")) - {""}


def read(text: str, published: str = "", doc: object = None, month_first: bool = False) -> list[Timex]:
    """The date expressions of one text, in order.

    ``published``: ISO date or ``""``; ``doc``: its parse, for tense; ``month_first``: whether 12/8 is 8 December.
    """
    sentences = [(sent.start_char, sent.end_char) for sent in doc.sents] if doc is not None else [(0, len(text))]
    words = lexicon().read(text)
    context = Context(published, doc, sentences, tale=is_tale(words, published), month_first=month_first)
    made = []
    for timex in search(words, context):
        context.add(timex)
        made.append(timex)
    return joined(words, made)


def is_tale(words: Words, published: str) -> bool:
    """Whether a text tells of years gone, as a history or a chronology does, more than of its own days as news do."""
    of_news, of_years = tale_patterns()
    years = [int(words.word(match.end() - 1)) for match in of_years.finditer(words.classes)]
    old = sum(year < int(published[:4] or 9999) - 1 for year in years)
    return old >= TALE and old > len(of_news.findall(words.classes))


@cache
def tale_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What shows a text to be news, and to be a tale: weekdays and today; months with their year."""
    patterns = ("(?: WEEKDAY | TODAY )", "MONTH DAYS? COMMA? YEAR")
    return tuple(re.compile(expand(pattern, MACROS)) for pattern in patterns)


def row(doc_id: str, text: str, timex: Timex) -> dict[str, object]:
    """One row of the `dates` table."""
    return {
        "doc_id": doc_id,
        "start": timex.start,
        "end": timex.end,
        "text": text[timex.start : timex.end],
        "timex_type": timex.timex_type,
        "timex_value": timex.timex_value,
        "date_start": timex.first.isoformat() if timex.first else "",
        "date_end": timex.last.isoformat() if timex.last else "",
        "precision": timex.precision,
        "basis": timex.basis,
    }
