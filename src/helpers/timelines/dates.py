"""Date expressions of articles as TIMEX3 (ISO 24617-1, TimeML), with the days they mean.

Three steps: words get classes (`dates_tokens`), rules over classes find the expressions (`dates_grammar`; the rules
stand in the modules imported here), and each is worked out against the publication date, the dates before it and the
tense of its verb (`dates_context`). The approach is that of HeidelTime (Strötgen & Gertz, 2013), with rules written for
news. What cannot be worked out stays, with the basis ``unresolved``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers import tables
from helpers.timelines import (  # noqa: F401 - each registers its rules
    dates_absolute,
    dates_durations,
    dates_feasts,
    dates_months,
    dates_periods,
    dates_ranges,
    dates_relative,
    dates_sets,
    dates_times,
    dates_weekdays,
)
from helpers.timelines.dates_context import Context, Timex
from helpers.timelines.dates_grammar import search
from helpers.timelines.dates_tokens import lexicon


def find(docs: Mapping[str, object], documents: pd.DataFrame) -> pd.DataFrame:
    """The `dates` table of parsed articles.

    ``docs``: spaCy Docs by ``doc_id``; ``documents``: the `documents` table, of which ``published`` is read (empty:
    relative dates stay unresolved). Columns as in the data dictionary; one row an expression, in order of the text.
    """
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))
    records = []
    for doc_id in sorted(docs):
        text = docs[doc_id].text  # spaCy joins it from the tokens each time it is asked for
        for timex in read(text, published.get(doc_id, ""), docs[doc_id]):
            records.append(row(doc_id, text, timex))
    if not records:
        return tables.empty("dates")
    frame = pd.DataFrame(records)
    frame.insert(0, "date_id", tables.stable_ids(frame, "text"))
    return tables.conform("dates", frame)


def read(text: str, published: str = "", doc: object = None) -> list[Timex]:
    """The date expressions of one text, in order. ``published``: ISO date or ``""``; ``doc``: its parse, for tense."""
    sentences = [(sent.start_char, sent.end_char) for sent in doc.sents] if doc is not None else [(0, len(text))]
    context = Context(published, doc, sentences)
    made = []
    words = lexicon().read(text)
    for timex in search(words, context):
        context.add(timex)
        made.append(open_ended(words, timex))
    for index in range(len(made) - 2, -1, -1):
        made[index] = clock_of(words, made[index], made[index + 1])
    return made


def clock_of(words, timex: Timex, after: Timex) -> Timex:
    """``timex`` on the day that follows it at once, if it is a time: 16:15 UTC, June 1; 7 p.m. (1600 GMT) on 3 May."""
    if timex.timex_type != "TIME" or after.precision != "day" or after.timex_type not in ("DATE", "TIME"):
        return timex
    between = range(words.at(timex.end - 1) + 1, words.at(after.start))
    joints = ("COMMA", "ON", "OF", "CLOSE") if after.timex_type == "DATE" else ("OPEN",)
    if any(not any(words.has(index, name) for name in joints) for index in between):
        return timex
    if after.timex_type == "TIME" and not between:
        return timex
    day, time = after.timex_value.partition("T")[0], timex.timex_value.partition("T")[2]
    return replace(after, start=timex.start, end=timex.end, timex_type="TIME", timex_value=f"{day}T{time}")


def open_ended(words, timex: Timex) -> Timex:
    """``timex`` without a last day where *since* stands before it: since June 2014 begins and does not end."""
    before = words.at(timex.start) - 1
    if timex.last and timex.timex_type in ("DATE", "TIME") and words.has(before, "SINCE"):
        return replace(timex, last=None)
    return timex


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
