"""The same event told by several articles: sentences joined by date, place, entities and the rare words they share.

An index of words and entities proposes pairs, so no two sentences without a rare word in common are ever compared; a
group grows by its most alike pair first, and every two of its members must be compatible in date and place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from math import log

import pandas as pd

from helpers import tables

ALIKE = 0.30  # weighted share of words and entities that two sentences must have in common
MORE_ALIKE = 0.42  # the same, where a date is no better than a month, or their numbers differ
CAP = 60  # sentences a word may propose pairs among


def find(frame: pd.DataFrame, docs: Mapping[str, object], documents: pd.DataFrame, entities: pd.DataFrame) -> list[str]:
    """The `event_group` of each row of a timeline ``frame`` that has ids, dates, places and entities."""
    rows = frame.to_dict("records")
    features = [terms(row, docs[row["doc_id"]]) for row in rows]
    weight = weights(features)
    regions = entities.set_index("entity_id")[["admin1", "country", "place_type"]].to_dict("index")
    pairs = []
    for one, other in candidates(features, rows):
        if compatible(rows[one], rows[other], regions):
            score = likeness(features[one], features[other], weight)
            if score >= needed(rows[one], rows[other], features[one], features[other]):
                pairs.append((-score, rows[one]["event_id"], rows[other]["event_id"], one, other))
    group = {index: [index] for index in range(len(rows))}
    for *_, one, other in sorted(pairs):
        left, right = group[one], group[other]
        if left is not right and all(compatible(rows[a], rows[b], regions) for a in left for b in right):
            left += right
            for index in right:
                group[index] = left
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))

    def order(index: int) -> tuple:
        row = rows[index]
        return (tables.moment(published.get(row["doc_id"], "")), row["doc_id"], row["start"])

    first = {id(members): rows[min(members, key=order)]["event_id"] for members in group.values()}
    return [first[id(group[index])] for index in range(len(rows))]


def terms(row: dict, doc) -> frozenset[str]:
    """What a sentence is about: its lemmas of content, its numbers, its entities."""
    span = doc.char_span(row["start"], row["end"], alignment_mode="contract")
    lemmas = (
        f"#{token.lower_}" if token.like_num else token.lemma_.lower()
        for token in span or ()
        if token.pos_ in ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
        and (token.like_num or not token.is_stop)
        and len(token.text) > 1
    )
    return frozenset(lemmas) | frozenset(f"={name}" for name in tables.split(row["entity_ids"]))


def weights(features: list[frozenset[str]]) -> dict[str, float]:
    """Inverse frequency of each term among the sentences (Spärck Jones, 1972)."""
    count: dict[str, int] = defaultdict(int)
    for terms_of in features:
        for term in terms_of:
            count[term] += 1
    return {term: log(1 + len(features) / number) for term, number in count.items()}


def likeness(one: frozenset[str], other: frozenset[str], weight: dict[str, float]) -> float:
    """Weighted overlap of two sets of terms: the mean of the shares each has in the other."""
    both = sum(weight[term] for term in sorted(one & other))
    left, right = (sum(weight[term] for term in sorted(terms_of)) for terms_of in (one, other))
    return both * (1 / left + 1 / right) / 2 if left and right else 0.0


def needed(one: dict, other: dict, left: frozenset[str], right: frozenset[str]) -> float:
    """How alike two sentences must be."""
    vague = {one["precision"], other["precision"]} - {"day", "week"}
    numbers = [{term for term in terms_of if term[0] == "#"} for terms_of in (left, right)]
    return MORE_ALIKE if vague or (all(numbers) and not numbers[0] & numbers[1]) else ALIKE


def candidates(features: list[frozenset[str]], rows: list[dict]) -> list[tuple[int, int]]:
    """Pairs of sentences that share two terms which few sentences of their month have."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, terms_of in enumerate(features):
        for term in terms_of:
            for month in {rows[index]["date_start"][:7], rows[index]["date_end"][:7]} - {""}:
                postings[month, term].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in postings.values():
        if 1 < len(members) <= CAP:
            for pair in combinations(members, 2):
                shared[pair] += 1
    return sorted(pair for pair, number in shared.items() if number >= 2)


def compatible(one: dict, other: dict, regions: dict[str, dict]) -> bool:
    """Whether two dated sentences may tell one event: their days overlap and their places do not contradict."""
    if one["date_start"] > (other["date_end"] or "9999") or other["date_start"] > (one["date_end"] or "9999"):
        return False
    a, b = one["place_id"], other["place_id"]
    if not a or not b or a == b:
        return True
    left, right = regions.get(a, {}), regions.get(b, {})
    if left.get("country") != right.get("country"):
        return False
    kinds = {left.get("place_type"), right.get("place_type")}
    if "country" in kinds:
        return True
    return "province" in kinds and left.get("admin1") == right.get("admin1") != ""
