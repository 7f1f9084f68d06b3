"""From parsed articles to casualty figures: the assembly of this room."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from helpers import ProblemError, tables
from helpers.casualties import (
    bounds,
    breakdown,
    cause,
    counts,
    harm,
    links,
    lists,
    members,
    numbers,
    parts,
    persons,
    rejected,
    scope,
    tolls,
    victim_groups,
)
from helpers.casualties.counts import Count
from helpers.casualties.sentences import Sentence, split

HELPERS = ["sentence_start", "sentence_end", "trigger_start", "trigger_end", "adds", "former", "cause_use"]
"""Columns of the frame that no table has: drop them before saving."""


def find(
    docs: Mapping[str, object], documents: pd.DataFrame, *, convention: str = "literal"
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The figures, the rejected numbers and the persons in the parsed articles.

    ``docs``: ``doc_id`` to parse; ``documents``: the table of that name; ``convention``: how vague numbers are read
    (`literal` or `acled`, columns of ``knowledge/vague_numbers.csv``). The first frame has the columns of
    `casualty_figures` that a sentence alone can fill, and those of `HELPERS`, sorted by ``doc_id, start``.
    """
    if convention not in numbers.CONVENTIONS:
        raise ProblemError(f"convention {convention!r} is unknown; it is {' or '.join(numbers.CONVENTIONS)}")
    titles = documents.set_index("doc_id")["title"].to_dict() if len(documents) else {}
    outlets = documents.set_index("doc_id")["outlet"].to_dict() if len(documents) else {}
    found, refused, people = [], [], []
    for doc_id in sorted(docs):
        text = docs[doc_id].text
        sentences = split(docs[doc_id], text)
        rows, out, named = article(doc_id, sentences, text, convention=convention)
        first_line = text.partition("\n")[0]
        for row in rows:
            row["outlet"] = outlets.get(doc_id, "")
            row["in_title"] = bool(first_line) and first_line == titles.get(doc_id) and row["end"] <= len(first_line)
        found += rows
        refused += out
        people += named
    figures = frame(found, [*tables.columns("casualty_figures"), *HELPERS])
    figures["figure_id"] = tables.stable_ids(figures)
    figures = parts.resolve(figures)
    persons_found = frame(people, list(tables.columns("victims")))
    return figures, frame(refused, list(tables.columns("rejected_numbers"))), persons.identify(persons_found, figures)


def frame(rows: list[dict], names: list[str]) -> pd.DataFrame:
    """``rows`` sorted by ``doc_id, start, end``, with those of ``names`` that they have."""
    if not rows:
        return pd.DataFrame({name: pd.Series([], dtype=object) for name in names})
    made = pd.DataFrame(rows).sort_values(["doc_id", "start", "end"], kind="stable", ignore_index=True)
    made = made[[*[name for name in names if name in made], *[name for name in made if name not in names]]]
    for name in ("count_min", "count_max", "age"):
        if name in made:
            made[name] = made[name].astype("Int64")
    return made


def article(
    doc_id: str, sentences: list[Sentence], text: str, *, convention: str
) -> tuple[list[dict], list[dict], list[dict]]:
    """The rows of one article: figures, rejected numbers, persons."""
    rows, out, named = [], [], []
    disputed, kept, opened, total, dead, listed = "", [], breakdown.Opened(), None, None, False
    for before, sentence in pairwise([None, *sentences]):
        last = kept[-1].harm if kept else ""
        triggers = harm.find(sentence, last)
        toll = disputed or ("killed" if any(count.harm == "killed" for count in kept) else last)
        triggers += tolls.estimated(sentence, triggers, toll)
        earlier, carried = kept, members.referring(sentence, kept, total)
        listed = breakdown.is_item(sentence) or (listed and "\n" not in text[before.end : sentence.start])
        opened = opened if listed else breakdown.Opened()
        entry = breakdown.item(sentence, before, opened, triggers)
        triggers += [one for one in (carried, entry) if one is not None]
        found = counts.find(sentence, triggers, convention=convention)
        counted = any(tolls.lists_names(sentence, count) for count in found)
        if triggers or counted or parts.names_victims(sentence) or (toll and tolls.goes_back(sentence)):
            links.link(sentence, found, triggers)
            tolls.names(sentence, found, toll)
            parts.among(sentence, found, triggers)
            parts.between_counts(sentence, found)
            members.carry(sentence, found, carried)
            breakdown.carry(sentence, found, entry, opened)
            members.rest(sentence, found)
            lists.listed(sentence, found)
            lists.attach_parts(sentence, found)
            breakdown.dealt(sentence, found)
            members.apposed(sentence, found)
            lists.sum_up(sentence, found)
            tolls.formers(sentence, found, toll)
            rejected.judge(sentence, found, triggers)
        kept = [count for count in found if count.harm and not count.reason]
        disputed = tolls.disputed(sentence, triggers, kept)
        rows += [figure(doc_id, sentence, count) for count in kept]
        wholes = [count for count in kept if not count.part and count.number.low > 1]
        total = next(iter(wholes), total)
        dead = dead or next((count for count in wholes if count.harm == "killed"), None)
        if not listed:
            opened = breakdown.opens(sentence, triggers, kept, earlier, dead or total)
        out += [{"doc_id": doc_id} | row for row in rejected.rows(sentence, found, triggers, kept)]
        people = persons.find(sentence, triggers, kept, earlier, entry or carried, total)
        named += [{"doc_id": doc_id} | row for row in people]
    return rows, out, named


def figure(doc_id: str, sentence: Sentence, count: Count) -> dict:
    """The row of one figure, as its sentence states it."""
    low, high = bounds.counts(count.number, count.bound)
    if count.trigger.frame == "count" and count.trigger.first == count.last:
        count.last = count.trigger.last  # "10,000 civilian deaths" reads better than "10,000 civilian"
    span = scope.scope(sentence, count)
    start, end = sentence.starts[count.first], sentence.ends[count.last - 1]
    phrase = count.victims
    if phrase.group == "unknown":
        phrase.group = victim_groups.told(sentence, count)
    named = phrase.first + (sentence.at(phrase.first) == "of")  # "thousands of fighters"
    whole = "" if count.trigger.whole < 0 or not count.part else str(count.trigger.whole)
    count.start = start
    return {
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "text": sentence.text[start - sentence.start : end - sentence.start],
        "sentence": sentence.text,
        "number": sentence.quote(count.number.first, count.number.last),
        "harm": count.harm,
        "count_min": low,
        "count_max": high,
        "bound": count.bound,
        "victims": sentence.quote(named, phrase.last) if phrase.last > named and phrase.head >= 0 else "",
        "victim_group": phrase.group,
        "victim_detail": tables.join(phrase.details),
        "part_of": whole if count.parent is None else str(sentence.starts[count.parent.first]),
        "part": count.part,
        "adds": count.adds,
        "former": count.former,
        **cause.told(sentence, count, span),
        "scope": span,
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "trigger_start": sentence.starts[count.trigger.first],
        "trigger_end": sentence.ends[count.trigger.last - 1],
    }
