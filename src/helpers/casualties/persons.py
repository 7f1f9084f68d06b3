"""Persons harmed who are named or described one by one: recorders' smallest unit, and private.

A person's name, or a description ("his wife", "a 12-year-old girl"), is linked with the harm words of its sentence as a
number would be, but only where the words between leave little doubt. Names in a list share what is told of one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from helpers import tables
from helpers.casualties import person_details, person_names, person_phrases, rejected
from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.members import JOINTS
from helpers.casualties.person_details import Person, describe
from helpers.casualties.person_harm import harmed, joined_with
from helpers.casualties.person_rows import confirm, identify
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import people_phrases

__all__ = ["confirm", "find", "identify"]

HARMS = frozenset({"killed", "injured", "missing", "detained", "displaced"})
SEXES = {"women": "female", "men": "male"}
OF_NOUN = {"wounded": "injured", "injured": "injured", "missing": "missing", "detained": "detained"}


def find(
    sentence: Sentence,
    triggers: list[Trigger],
    kept: list[Count],
    earlier: Sequence[Count] = (),
    entry: Trigger | None = None,
    total: Count | None = None,
) -> list[dict]:
    """The persons harmed in one sentence, as rows of `victims` without ids.

    ``kept``: the figures of the sentence, ``earlier``: those of the sentence before it, ``total``: the last of the
    article that counts several; ``entry``: the harm of the list
    that the sentence is an item of ("• Omar Said, 18, a pupil") or carries on ("They include Omar Said, 18"). The
    columns ``from`` and ``to`` tell where all that is said of the person begins and ends.
    """
    names_at = person_names.dead_as(sentence)
    several = [count for count in (*earlier, total) if count and count.number.low > 1 and count.harm in HARMS]
    told_on = person_names.told_on(sentence) if several and not kept else -1
    if not triggers and not kept and max(names_at, told_on) < 0:
        return []
    named = [describe(sentence, first, last, named=True) for first, last in person_names.spans(sentence)]
    carried = entry is not None and entry.frame != "item"
    harm = entry.harm if entry is not None and not carried and not kept else ""
    names_at = entry.last if harm else names_at
    if told_on >= 0 and not harm:
        harm, names_at = several[0].harm, told_on
    if names_at >= 0 and (harm := harm or harm_of_named(sentence, names_at, triggers, kept, earlier)):
        told = listed_names(sentence, names_at, harm)
        ends = max([one.end for one in told], default=names_at)
        named = [*(one for one in named if one.last <= names_at), *told, *(one for one in named if one.first >= ends)]
    for one in named:
        one.harm = one.harm or harm_of(sentence, one, triggers, kept)
    share(sentence, named)
    for one in named if entry is not None and (carried or harm) else ():
        if not one.harm and one.age is not None and not person_names.speaks(sentence, one.begin, one.end):
            one.harm = entry.harm  # "They include Omar Said, 18, and …"
    rows = [one for one in named if one.harm]
    taken = {i for one in rows for i in range(one.begin, one.end)}
    for one in described(sentence, triggers, kept):
        one.harm = one.harm or joined_with(sentence, one, rows)
        if one.harm and not taken.intersection(range(one.first, one.last)):
            rows.append(one)
            taken.update(range(one.begin, one.end))
    return [row(sentence, one) for one in sorted(rows, key=place)]


def place(person: Person) -> int:
    """Where a person stands in the sentence."""
    return person.first


def row(sentence: Sentence, one: Person) -> dict:
    """The row of one person."""
    return {
        "start": sentence.starts[one.first],
        "end": sentence.ends[one.last - 1],
        "name": sentence.quote(one.first, one.last) if one.named else "",
        "age": one.age,
        "sex": one.sex or (person_details.sex_behind(sentence, one) if one.named else ""),
        "role": one.role,
        "harm": one.harm,
        "sentence": sentence.text,
        "from": sentence.starts[one.begin],
        "to": sentence.ends[one.end - 1],
    }


def harm_of(sentence: Sentence, one: Person, triggers: list[Trigger], kept: list[Count]) -> str:
    """The harm told of one person; "" if none is, or only what might happen."""
    hit = harmed(sentence, one, triggers, kept)
    then = [t for t in triggers if hit and sentence.deps[t.first] == "conj" and sentence.heads[t.first] == hit.first]
    if hit and hit.harm in ("detained", "injured", "missing"):  # "was abducted and killed", but not "and killed two"
        others = [count.trigger for count in kept if count.first > one.last]
        hit = next((t for t in then if t.harm == "killed" and t not in others), hit)
    elif hit and hit.harm == "shot":  # "was shot in the chest and died", "was shot and his body handed over"
        then += [t for t in triggers if t.frame == "count" and t.harm == "killed" and t.first > hit.last]
        hit = then[0] if then else hit
    return hit.harm if hit and hit.harm in HARMS and not rejected.unreal(sentence, hit) else ""


def share(sentence: Sentence, named: list[Person]) -> None:
    """Give names in a list the harm of the one beside them, and the office told of all of them."""
    for one, other in [*pairwise(named), *reversed(list(pairwise(named)))]:
        between = sentence.lower[one.end : other.begin]
        if not between or not JOINTS.issuperset(between) or bool(one.harm) == bool(other.harm):
            continue
        one.harm = other.harm = one.harm or other.harm
    for one, other in pairwise(named):
        joined = JOINTS.issuperset(sentence.lower[one.end : other.begin]) and one.harm == other.harm
        if joined and one.shared and not other.role:
            other.role, other.sex, other.shared = one.role, one.sex, True


def harm_of_named(
    sentence: Sentence, start: int, triggers: list[Trigger], kept: list[Count], earlier: Sequence[Count]
) -> str:
    """The harm of those whose names begin at ``start``; "" where they are not said to be victims ("the attacker")."""
    word = person_names.who_is_named(sentence, start)
    if word in grammar("victims_noun"):
        return OF_NOUN.get(word, "killed")
    told = [count for count in [*kept, *reversed(earlier)] if count.harm in HARMS]
    person = people_phrases().match([word], 0) if word else None
    if person and person[1].kind == "person":  # "the death of a boy named as …", "the boy was named as …"
        dead = [t for t in triggers if t.frame in ("noun", "count") and sentence.at(t.last) == "of"]
        if dead and word in sentence.lower[dead[-1].last : dead[-1].last + 5]:
            return dead[-1].harm
        group = person[1].group
        told = [c for c in told if c.noun == word or (c.number.low == 1 and alike(c.victims.group, group))]
        told = told if word not in person_names.words("doer") else [c for c in told if c.noun == word]
    return told[0].harm if told and word else ""


def alike(one: str, other: str) -> bool:
    """Whether two groups may be those of one person."""
    return one == other or "unknown" in (one, other)


def listed_names(sentence: Sentence, start: int, harm: str) -> list[Person]:
    """The names of the list that begins at ``start``, each with age and role behind it."""
    found, i = [], start
    while i < len(sentence):
        opens = i + (i < len(sentence) and sentence.tags[i] == "PRP$")  # "Noor Ali, 19, and her cousin Zahra, 18"
        first = person_names.untitled(sentence, opens, len(sentence))
        last = person_names.name_end(sentence, first)
        while last > first and sentence.pos_at(last) == "NOUN":  # "as Radio Aden correspondent Omar Said"
            first = person_names.untitled(sentence, last, len(sentence))
            last = person_names.name_end(sentence, first) if first > last else first
        if last == first:
            break
        one = describe(sentence, first, last, named=True)
        one.harm = harm
        one.sex = one.sex or person_details.sex_of(sentence, max(0, start - 3), start)  # "named the dead man as"
        found.append(one)
        i = one.end
        while sentence.at(i) in JOINTS:
            i += 1
    return found


def described(sentence: Sentence, triggers: list[Trigger], kept: list[Count]) -> list[Person]:
    """Persons without a name of whom age, kinship or trade is told: figures of one, and those no figure counts."""
    found = []
    for count in kept:
        told = count.victims.kind == "person" or count.part  # "one of them 80 years old"
        if told and count.number.low == count.number.high == 1 and count.harm in HARMS:
            first = count.victims.first if count.victims.head >= 0 else count.first
            others = frozenset(other.first for other in kept if other is not count)
            end = max(count.last, first + 1)
            end += 2 * (sentence.at(end) == "of" and person_details.age_in(sentence, first, end + 2) is not None)
            one = describe(sentence, first, end, named=False, others=others)
            one.begin, one.harm = count.first, count.harm
            if person_phrases.telling(sentence, one, counted=count.number.form != "article"):
                one.first = count.first
                whole = count.parent if count.parent and count.parent.number.low > 1 else None
                one.sex = one.sex or SEXES.get(tables.join(whole.victims.details) if whole else "", "")
                found.append(one)
    counted = {i for count in kept for i in range(count.first, count.last)}
    for first, last in person_phrases.owned(sentence):
        if not counted.intersection(range(first, last)):
            one = describe(sentence, first, last, named=False)
            one.role = one.role or (sentence.quote(first, last) if one.age is not None else "")
            if person_phrases.telling(sentence, one):
                one.harm = harm_of(sentence, one, triggers, kept)
                found.append(one)
    return found
