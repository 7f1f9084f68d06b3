"""Persons harmed who are named or described one by one: recorders' smallest unit, and private.

A person's name, or a relation ("his wife"), is linked with the harm words of its sentence as a number would be, but
only where the words between leave little doubt.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers import tables
from helpers.casualties import links, lists, rejected
from helpers.casualties.counts import Count
from helpers.casualties.harm import Trigger, harm_phrases
from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import Victims, clue_phrases, people_phrases

LIMIT = 1.3  # a dearer link than this is too doubtful for a person
HARMS = frozenset({"killed", "injured", "missing", "detained", "displaced"})
AGE = re.compile(r"\d{1,3}")
OLDEST = 115


def find(sentence: Sentence, triggers: list[Trigger], kept: list[Count]) -> list[dict]:
    """The persons harmed in one sentence, as rows of `victims` without ids; ``kept``: its figures."""
    rows, described = [], set()
    if not triggers:
        return rows
    for first, last, named in spans(sentence):
        hit = harmed(sentence, first, last, triggers, kept)
        if hit and hit.harm in HARMS and not rejected.unreal(sentence, hit):
            row = person(sentence, first, last, hit.harm, named=named)
            described.update(range(row.pop("from"), last))
            if not (named and any(word.isdigit() for word in row["role"].split())):
                rows.append(row)
    for count in kept:
        alone = count.number.form == "article" or (
            count.number.low == count.number.high == 1 and count.victims.head >= 0
        )
        if alone and count.harm in HARMS and count.victims.kind == "person" and count.victims.head not in described:
            row = person(sentence, count.victims.first, count.last, count.harm, named=False)
            row.pop("from")
            rows.append(row | {"start": sentence.starts[count.first], "text": sentence.quote(count.first, count.last)})
    for row in rows:
        row.pop("text", None)
    return rows


def spans(sentence: Sentence) -> list[tuple[int, int, bool]]:
    """Names of persons and relations without a number ("his wife"), as ``(first, last, named)``."""
    found, i = [], 0
    while i < len(sentence):
        j = i
        while j < len(sentence) and sentence.entities[j] == "PERSON" and sentence.lower[j] not in ("'s", ","):
            j += 1
        if j > i:
            if is_name(sentence, i, j):
                found.append((i, j, True))
            i = j
            continue
        if sentence.tags[i] == "PRP$" and (
            hit := people_phrases().match(sentence.lower, i + 1) if i + 1 < len(sentence) else None
        ):
            relation = hit[1].kind == "person" and hit[1].sex and sentence.lower[hit[0] - 1] != hit[1].plural
            if relation and (hit[0] >= len(sentence) or sentence.entities[hit[0]] != "PERSON"):
                found.append((i, hit[0], False))
        i += 1
    return found


def is_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what the model takes for a person's name stands as one: it also takes places and groups for persons."""
    if sentence.pos[first] != "PROPN" or not sentence.words[first][:1].isupper() or last - first > 6:
        return False
    if clue_phrases().find(sentence.lower, first, last) or not all(
        c.isalpha() or c in "-' ." for c in sentence.quote(first, last)
    ):
        return False
    if sentence.pos_at(first - 1) == "ADP" and sentence.at(first - 1) not in ("of", "including"):
        return False
    if sentence.at(first - 1) == "of" and sentence.at(first - 2) not in harm_phrases().first:
        return False  # "the town of …", "the leader of …"
    behind = sentence.pos_at(last) in ("NOUN", "PROPN") or sentence.at(last) in ("'s", "'", "-")
    speaks = sentence.tags[last] in ("VBD", "VBZ") and sentence.pos[last] == "VERB" if last < len(sentence) else False
    return not behind and not (speaks and not harm_phrases().match(sentence.lower, last))


def harmed(sentence: Sentence, first: int, last: int, triggers: list[Trigger], kept: list[Count]) -> Trigger | None:
    """The harm word that is said of the person at the words ``first`` to ``last``."""
    number = Number(first, first + 1, 1.0, 1.0, "name")
    count = Count(number, "exact", first, last, Victims(first, last, last - 1, "person", plural=False))
    if any(other.first <= first < other.last for other in kept):
        return None
    best, chosen = LIMIT, None
    for trigger in triggers:
        if trigger.frame in ("toll", "lives") or negated(sentence, trigger):
            continue
        titled = any(people_phrases().find(sentence.lower, max(0, first - 4), first))
        if trigger.needs_people and not titled:
            continue  # towns are captured, too
        behind = [other for other in kept if other.trigger is trigger and other.first >= trigger.last]
        active = trigger.frame in ("verb", "lose") and not trigger.passive
        if first < trigger.first and active and (behind or "right" in trigger.sides):
            continue  # who kills, not who is killed
        cost = links.price(sentence, count, trigger, kept, triggers)
        if cost < best:
            best, chosen = cost, trigger
    return chosen or counted_among(sentence, first, triggers) or included(sentence, first, kept)


def included(sentence: Sentence, first: int, kept: list[Count]) -> Trigger | None:
    """The harm word of the figure that a person is named as part of ("seven were killed, including …")."""
    for begin, end, _ in lists.part_phrases().find(sentence.lower, max(0, first - 12), first):
        between = [sentence.pos[i] for i in range(end, first)]
        before = [count for count in kept if count.last <= begin and not count.part]
        if before and not {"VERB", "AUX", "SCONJ"}.intersection(between):
            return before[-1].trigger
    return None


def counted_among(sentence: Sentence, first: int, triggers: list[Trigger]) -> Trigger | None:
    """The harm word of "among the dead was …" before a name."""
    i = first - 1
    while i >= 0 and first - i <= 4 and sentence.pos[i] in ("ADJ", "NOUN", "DET", "PROPN", "PUNCT"):
        i -= 1
    if sentence.at(i) not in grammar("passive") or sentence.at(i - 1) not in grammar("victims_noun"):
        return None
    return next((trigger for trigger in triggers if trigger.first == i - 1), None)


def negated(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "not" stands before the harm word."""
    return bool(grammar("negation").intersection(sentence.lower[max(0, trigger.first - 4) : trigger.first]))


def person(sentence: Sentence, first: int, last: int, harm: str, *, named: bool) -> dict:
    """The row of one person; ``from`` is the first word of the description before the name."""
    begin = first
    while begin > 0 and first - begin < 5:
        word, pos = sentence.lower[begin - 1], sentence.pos[begin - 1]
        if pos not in ("NOUN", "ADJ", "PROPN", "NUM", "DET", "PRON") and word != "-":
            break
        if sentence.tags[begin - 1] not in ("PRP$",) and pos == "PRON":
            break
        begin -= 1
        if pos == "DET" or sentence.tags[begin] == "PRP$":
            break
    if not named:
        begin = first
    before = people_phrases().find(sentence.lower, begin, last if not named else first)
    role, sex = "", ""
    if before:
        role, sex = sentence.quote(begin, before[-1][1]), before[-1][2].sex
    elif named:
        begin = first
    after, age = apposition(sentence, last)
    if after and not role:
        role, sex = sentence.quote(*after[:2]), after[2].sex
    for i in range(begin, last):
        if AGE.fullmatch(sentence.words[i]) and sentence.at(i + 1) == "-" and sentence.at(i + 2) in grammar("age"):
            age = int(sentence.words[i])
    start, end = sentence.starts[first], sentence.ends[last - 1]
    return {
        "start": start,
        "end": end,
        "name": sentence.quote(first, last) if named else "",
        "age": age if age is not None and age <= OLDEST else pd.NA,
        "sex": sex,
        "role": role,
        "harm": harm,
        "sentence": sentence.text,
        "from": begin,
    }


def apposition(sentence: Sentence, last: int) -> tuple[tuple | None, int | None]:
    """What stands behind a name between commas: a role ("a teacher") and an age ("34", "aged 34")."""
    i, age = last, None
    if sentence.at(i) in (",", "(", "aged"):
        j = i + 1 + (sentence.at(i + 1) in ("aged", "age"))
        if (
            j < len(sentence)
            and AGE.fullmatch(sentence.words[j])
            and sentence.at(j + 1) in (",", ")", "and", ".", "", ";")
        ):
            age, i = int(sentence.words[j]), j + 1
    if sentence.at(i) == ",":
        stop = i + 1
        while stop < len(sentence) and stop < i + 7 and sentence.pos[stop] in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
            stop += 1
        inside = people_phrases().find(sentence.lower, i + 1, stop)
        if inside and (sentence.pos[i + 1] == "DET" or sentence.tags[i + 1] == "PRP$"):
            return (i + 1, inside[-1][1], inside[-1][2]), age
    return None, age


def confirm(persons: pd.DataFrame, mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """``persons`` without those whose name is that of a place, group or organisation in the tables of names."""
    kinds = mentions.merge(entities[["entity_id", "kind"]], on="entity_id")
    others = kinds[kinds["kind"] != "person"]
    spans = {doc_id: part[["start", "end"]].to_numpy() for doc_id, part in others.groupby("doc_id")}

    def taken(row) -> bool:
        return row.name != "" and any(start < row.end and end > row.start for start, end in spans.get(row.doc_id, ()))

    kept = [not taken(row) for row in persons.itertuples(index=False)]
    return persons[pd.Series(kept, index=persons.index, dtype=bool)].reset_index(drop=True)


def identify(persons: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """``persons`` with their ids and the figure they are counted in: of the same harm, in their sentence or the nearest
    sentence before it.
    """
    if persons.empty:
        return tables.empty("victims")
    persons = persons.drop_duplicates(["doc_id", "start", "end", "harm"], ignore_index=True)
    rows = dict(list(figures.groupby(["doc_id", "harm"], sort=False)))
    ids = []
    for row in persons.to_dict("records"):
        part = rows.get((row["doc_id"], row["harm"]))
        ids.append("" if part is None else counted_in(row, part))
    persons["figure_id"] = ids
    quoted = persons.assign(text=persons["name"].where(persons["name"] != "", persons["role"]) + persons["harm"])
    persons.insert(0, "victim_id", tables.stable_ids(quoted))
    return tables.conform("victims", persons)


def counted_in(row: dict, figures: pd.DataFrame) -> str:
    """The id of the figure of ``figures`` (one article, one harm) that counts the person of ``row``."""
    own = figures[(figures["start"] <= row["start"]) & (figures["end"] >= row["end"])]
    if len(own):
        return own.iloc[0]["figure_id"]
    here = figures[(figures["sentence_start"] <= row["start"]) & (figures["sentence_end"] >= row["end"])]
    here = here[here["start"] < row["start"]]
    if len(here):
        return here.iloc[0]["figure_id"]
    before = figures[(figures["start"] < row["start"]) & (figures["part_of"] == "") & (figures["scope"] == "incident")]
    return before.iloc[-1]["figure_id"] if len(before) else ""
