"""The same event told by several articles: their threads, joined by days, place, kind of event, numbers and words.

A thread is what the sentences of one article tell of one event (`event_threads`). Threads are clustered as in event
detection over news streams (Yang, Pierce and Carbonell, 1998): the more alike pair first, every two members of a group
compatible in days and place (complete link), likeness weighted by how rare a term is (Spärck Jones, 1972) and helped by
place, kind and numbers in common, the features of cross-document event coreference (Cybulska and Vossen, 2015). An
index of days with places and rare words proposes the pairs, so threads with nothing in common are never compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from math import log

import pandas as pd

from helpers import tables
from helpers.timelines.event_places import nested
from helpers.timelines.event_verbs import violent, words

ALIKE = 0.5  # evidence that two threads must have in common
VAGUE = 0.65  # the same, where a date is no better than a month
AGAIN = 0.8  # the same, for two threads of one article
CAP = 80  # threads a term may propose pairs among
LATE = 2  # days that a statement about an event may come after it
SPAN = 8  # days up to which a thread is indexed by day; a longer one by its month
DATED = ("DATE", "TIME", "ORDINAL")
APART = 0.15  # the same, against one event, where the statement is dated and its day is another
LOCAL = ("town", "facility", "region")
PLACE = {"facility": 0.35, "town": 0.35, "region": 0.25, "province": 0.15, "water": 0.1, "country": 0.05}
FEW, SOME = 0.06, 0.2  # likeness of words without which nothing else counts: of violence, and else
KIND, KIN, OTHER, NUMBER = 0.2, 0.1, -0.2, 0.1  # evidence of kinds of event, of a number (or day) in common or not


@dataclass
class Thread:
    """What one article tells of one event: the rows, and what they say together."""

    doc_id: str
    rows: list[int] = field(default_factory=list)
    days: tuple[str, str] = ("", "")
    late: int = 0  # days that it may really be earlier: only the statement is dated
    vague: bool = False
    lasting: bool = False  # a total since a day
    new: bool = False  # told apart from what the article told before: another attack
    places: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)


def find(frame: pd.DataFrame, documents: pd.DataFrame, known: dict) -> list[str]:
    """The `event_group` of each row of a timeline ``frame`` that has ids, dates, places, ``thread, deeds, new`` and
    `features`.

    ``known``: what is known of each entity (``place_type, country, admin1``).
    """
    rows = frame.to_dict("records")
    threads = gather(rows)
    weight = weights([thread.terms for thread in threads]) | rarity(threads)
    pairs = []
    for one, other in candidates(threads, known):
        left, right = threads[one], threads[other]
        if compatible(left, right, known):
            score = evidence(left, right, weight, known)
            if score >= needed(left, right):
                ids = sorted(rows[thread.rows[0]]["event_id"] for thread in (left, right))
                pairs.append((-round(score, 9), *ids, one, other))
    group = {index: [index] for index in range(len(threads))}
    for *_, one, other in sorted(pairs):
        left, right = group[one], group[other]
        if left is not right and all(compatible(threads[a], threads[b], known) for a in left for b in right):
            left += right
            for index in right:
                group[index] = left
    published = dict(zip(documents["doc_id"], documents["published"], strict=True))

    def order(index: int) -> tuple:
        row = rows[index]
        return (tables.moment(published.get(row["doc_id"], "")), row["doc_id"], row["start"])

    made = [""] * len(rows)
    for index, thread in enumerate(threads):
        members = [row for member in group[index] for row in threads[member].rows]
        first = rows[min(members, key=order)]["event_id"]
        for row in thread.rows:
            made[row] = first
    return made


def gather(rows: list[dict]) -> list[Thread]:
    """The threads of all articles."""
    made: dict[tuple, Thread] = {}
    for index, row in enumerate(rows):
        thread = made.setdefault((row["doc_id"], row["thread"], row["date_start"]), Thread(row["doc_id"]))
        if not thread.rows or row["date_basis"] == "event":
            thread.days = (row["date_start"], row["date_end"] or row["date_start"])
            thread.lasting = not row["date_end"]
            thread.vague = row["precision"] != "day"
            thread.late = LATE if row["date_basis"] == "reporting" else 0
        thread.new |= row["new"]
        thread.rows.append(index)
        thread.places |= {row["place_id"]} - {""}
        thread.families |= row["deeds"]
        thread.numbers |= row["numbers"]
        thread.terms |= row["terms"] | {f"={name}" for name in tables.split(row["entity_ids"])}
    return list(made.values())


def features(span) -> dict[str, set[str]]:
    """What a sentence is about, by its parse: ``terms``, its lemmas of content and its numbers; ``numbers``, those that
    count something: neither dates nor one."""
    found = {token.lower_.replace(",", "") for token in span or () if token.like_num and token.ent_type_ not in DATED}
    terms = {
        f"#{token.lower_}" if token.like_num else token.lemma_.lower()
        for token in span or ()
        if token.pos_ in ("NOUN", "VERB", "PROPN", "ADJ", "NUM")
        and (token.like_num or not token.is_stop)
        and len(token.text) > 1
    }
    return {"terms": terms, "numbers": found - {"one", "1"}}


def weights(features: list[set[str]]) -> dict[str, float]:
    """Inverse frequency of each term among the threads."""
    count: dict[str, int] = defaultdict(int)
    for terms_of in features:
        for term in terms_of:
            count[term] += 1
    return {term: log(1 + len(features) / number) for term, number in count.items()}


def rarity(threads: list[Thread]) -> dict[str, float]:
    """How much a place says (0 to 1), by "@place": less, the more threads are of it."""
    count: dict[str, int] = defaultdict(int)
    for thread in threads:
        for place in thread.places:
            count[f"@{place}"] += 1
    most = log(1 + len(threads)) / 2
    return {place: min(1.0, log(1 + len(threads) / number) / most) for place, number in count.items()}


def candidates(threads: list[Thread], known: dict) -> list[tuple[int, int]]:
    """Pairs of threads that share a place no larger than a town, or two rare terms, on a day they may both be of."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, thread in enumerate(threads):
        local = [f"={place}" for place in sorted(thread.places) if known[place]["place_type"] in LOCAL]
        for day in spanned(thread):
            for term in [*thread.terms, *local, *local]:
                postings[day, term].append(index)
        for month in {day[:7] for day in thread.days}:
            for place in local:
                postings[month, place].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in postings.values():
        if 1 < len(set(members)) <= CAP:
            for pair in combinations(members, 2):
                shared[pair] += 1
    return sorted(pair for pair, number in shared.items() if number >= 2 and pair[0] != pair[1])


def spanned(thread: Thread) -> list[str]:
    """The days a thread may be of, or its months where they are many."""
    first, last = (date.fromisoformat(day) for day in thread.days)
    if (last - first).days > SPAN:
        return sorted({day[:7] for day in thread.days})
    first -= timedelta(days=thread.late)
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def compatible(one: Thread, other: Thread, known: dict) -> bool:
    """Whether two threads may tell one event: their days meet and their places do not contradict."""
    if one.doc_id == other.doc_id and (one.days != other.days or max(one, other, key=lambda told: told.rows[0]).new):
        return False
    if days_apart(one, other) or one.lasting != other.lasting:
        return False
    if not one.places or not other.places:
        return True
    return any(nested(here, there, known) for here in one.places for there in other.places)


def days_apart(one: Thread, other: Thread) -> bool:
    """Whether no day is of both, where a statement may be dated later than what it tells."""
    (first, last), (begin, end) = one.days, other.days
    if one.late != other.late:
        late, exact = (one, other) if one.late else (other, one)
        earliest = (date.fromisoformat(late.days[0]) - timedelta(days=late.late)).isoformat()
        return exact.days[0] > late.days[1] or earliest > exact.days[1]
    return first > end or begin > last


def evidence(one: Thread, other: Thread, weight: dict[str, float], known: dict) -> float:
    """How much speaks for one event: words, place, kind of event, numbers; nothing where too few words do."""
    words_alike = likeness(one.terms, other.terms, weight)
    fierce = violent(one.families) and violent(other.families)
    if words_alike < (FEW if fierce and not (one.vague or other.vague) else SOME):
        return 0.0
    places = [PLACE.get(known[place]["place_type"], 0.0) * weight[f"@{place}"] for place in one.places & other.places]
    score = words_alike + max(places, default=0.0)
    if one.numbers and other.numbers:
        score += NUMBER if one.numbers & other.numbers else -NUMBER
    if one.days[0] > other.days[1] or other.days[0] > one.days[1]:
        score -= APART
    if not fierce:
        return score + (OTHER if violent(one.families) or violent(other.families) else 0.0)
    left, right = one.families - words("harm").keys(), other.families - words("harm").keys()
    if left & right:
        return score + KIND
    afar = words("from afar").keys()
    vague = not left or not right or "attack" in left | right or (left & afar and right & afar)
    return score + (KIN if vague else OTHER)


def likeness(one: set[str], other: set[str], weight: dict[str, float]) -> float:
    """Weighted overlap of two sets of terms: the mean of the shares each has in the other."""
    both = sum(weight[term] for term in sorted(one & other))
    left, right = (sum(weight[term] for term in sorted(terms_of)) for terms_of in (one, other))
    return both * (1 / left + 1 / right) / 2 if left and right else 0.0


def needed(one: Thread, other: Thread) -> float:
    """How much must speak for it."""
    if one.doc_id == other.doc_id:
        return AGAIN
    return VAGUE if one.vague or other.vague else ALIKE
