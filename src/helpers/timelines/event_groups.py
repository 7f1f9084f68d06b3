"""The same event told by several articles: their threads, joined by days, place, kind of event, numbers and words.

A thread is what the sentences of one article tell of one event (`event_threads`). Threads are clustered as in event
detection over news streams (Yang, Pierce and Carbonell, 1998): the pair for which most speaks (`event_evidence`) first,
every two members of a group compatible in days and place (complete link). An index of days with places, names and rare
words proposes the pairs, so threads with nothing in common are never compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations

import pandas as pd

from helpers import tables
from helpers.timelines.event_evidence import LOCAL, Evidence, Thread
from helpers.timelines.event_places import nested
from helpers.timelines.event_verbs import violent

CAP = 80  # threads a term may propose pairs among
LATE = 2  # days that a statement about an event may come after it
SPAN = 8  # days up to which a thread is indexed by day; a longer one by its month


def find(frame: pd.DataFrame, documents: pd.DataFrame, known: dict) -> list[str]:
    """The `event_group` of each row of a timeline ``frame`` that has ids, dates, places, ``thread, deeds, new`` and
    `event_evidence.features`.

    ``known``: what is known of each entity (``name, place_type, country, admin1``).
    """
    rows = tables.records(frame)
    threads = gather(rows, known)
    evidence = Evidence(threads, known)
    pairs = []
    for one, other in candidates(threads, known):
        left, right = threads[one], threads[other]
        if compatible(left, right, known):
            score = evidence.enough(left, right)
            if score:
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


def gather(rows: list[dict], known: dict) -> list[Thread]:
    """The threads of all articles; their places are the closest they name: a town, and not its country."""
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
    names, violence = defaultdict(set), defaultdict(int)
    for thread in made.values():
        names[thread.doc_id].update(term for term in thread.terms if term[0] == "~")
        violence[thread.doc_id, thread.days] += violent(thread.families)
    whole = {doc_id: frozenset(found) for doc_id, found in names.items()}
    for thread in made.values():
        thread.names = whole[thread.doc_id]
        thread.places = {one for one in thread.places if known[one]["place_type"] in LOCAL} or thread.places
        thread.alone = violent(thread.families) and violence[thread.doc_id, thread.days] == 1
    return list(made.values())


def candidates(threads: list[Thread], known: dict) -> list[tuple[int, int]]:
    """Pairs of threads that share a place no larger than a town, or two rare terms, on a day they may both be of.

    To a thread without such a place belong all the names in its article.
    """
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, thread in enumerate(threads):
        local = [f"={place}" for place in sorted(thread.places) if known[place]["place_type"] in LOCAL]
        for day in spanned(thread):
            for term in [*(thread.terms if local else thread.terms | thread.names), *local, *local]:
                postings[day, term].append(index)
        for month in {day[:7] for day in thread.days}:
            for place in local:
                postings[month, place].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for members in postings.values():
        if 1 < len(set(members)) <= CAP:
            shared.update(combinations(members, 2))
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
    if one.doc_id == other.doc_id and (
        (one.days != other.days and one.late == other.late) or max(one, other, key=lambda told: told.rows[0]).new
    ):
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
