"""Persons harmed who are named or described one by one: recorders' smallest unit, and private.

A person's name, or a description ("his wife", "a 12-year-old girl"), is linked with the harm words of its sentence as a
number would be, but only where the words between leave little doubt. Names in a list share what is told of one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from helpers import tables
from helpers.casualties import counts, links, lists, person_details, person_names, person_phrases, rejected
from helpers.casualties.counts import Count
from helpers.casualties.harm import Trigger, harm_phrases
from helpers.casualties.members import JOINTS
from helpers.casualties.numbers import Number
from helpers.casualties.person_details import Person, describe
from helpers.casualties.person_rows import confirm, identify
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import Victims, people_phrases

__all__ = ["confirm", "find", "identify"]

LIMIT = 1.3  # a dearer link than this is too doubtful for a person
HARMS = frozenset({"killed", "injured", "missing", "detained", "displaced"})
ACTIVE = frozenset({"verb", "lose"})
SEXES = {"women": "female", "men": "male"}
LISTING = frozenset({":", "-", "–", "—", "--"})
OF_NOUN = {"wounded": "injured", "injured": "injured", "missing": "missing", "detained": "detained"}


def find(sentence: Sentence, triggers: list[Trigger], kept: list[Count], earlier: Sequence[Count] = ()) -> list[dict]:
    """The persons harmed in one sentence, as rows of `victims` without ids.

    ``kept``: the figures of the sentence, ``earlier``: those of the sentence before it. The columns ``from`` and
    ``to`` tell where all that is said of the person begins and ends.
    """
    names_at = person_names.dead_as(sentence)
    if not triggers and names_at < 0:
        return []
    named = [describe(sentence, first, last, named=True) for first, last in person_names.spans(sentence)]
    if names_at >= 0 and (harm := harm_of_named(sentence, names_at, triggers, kept, earlier)):
        told = listed_names(sentence, names_at, harm)
        ends = max([one.end for one in told], default=names_at)
        named = [*(one for one in named if one.last <= names_at), *told, *(one for one in named if one.first >= ends)]
    for one in named:
        one.harm = one.harm or harm_of(sentence, one, triggers, kept)
    share(sentence, named)
    rows = [one for one in named if one.harm]
    taken = {i for one in rows for i in range(one.begin, one.end)}
    for one in described(sentence, triggers, kept):
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
        "sex": one.sex,
        "role": one.role,
        "harm": one.harm,
        "sentence": sentence.text,
        "from": sentence.starts[one.begin],
        "to": sentence.ends[one.end - 1],
    }


def harm_of(sentence: Sentence, one: Person, triggers: list[Trigger], kept: list[Count]) -> str:
    """The harm told of one person; "" if none is, or only what might happen."""
    hit = harmed(sentence, one, triggers, kept)
    if hit and hit.harm == "shot":  # "was shot in the chest and died"
        then = [t for t in triggers if sentence.deps[t.first] == "conj" and sentence.heads[t.first] == hit.first]
        hit = then[0] if then else hit
    return hit.harm if hit and hit.harm in HARMS and not rejected.unreal(sentence, hit) else ""


def harmed(sentence: Sentence, one: Person, triggers: list[Trigger], kept: list[Count]) -> Trigger | None:
    """The harm word that is said of a person."""
    if person_names.speaks(sentence, one.begin, one.end) or aside(sentence, one.begin):
        return None
    own = [count for count in kept if one.begin <= count.victims.head < one.end and count.number.low == 1]
    if own and (one.named or count_is(one, own[0])):
        return own[0].trigger  # "A journalist, Omar Said, was shot"
    number = Number(one.begin, one.begin + 1, 1.0, 1.0, "name")
    count = Count(
        number, "exact", one.begin, one.end, Victims(one.begin, one.end, one.last - 1, "person", plural=False)
    )
    inside = [other for other in kept if other.first <= one.first < other.last]
    if inside or counts.speaks(sentence, count, triggers):
        return inside[0].trigger if inside and one.shared else None  # "lawmakers Omar Said and Ali Amin were killed"
    best, chosen = LIMIT, None
    for trigger in triggers:
        if trigger.frame in ("toll", "lives") or negated(sentence, trigger):
            continue
        if trigger.needs_people and one.named and not one.role:
            continue  # towns are captured, too
        behind = [other for other in kept if other.trigger is trigger and other.first >= trigger.last]
        active = trigger.frame in ACTIVE and not trigger.passive
        if one.first < trigger.first and active and (behind or "right" in trigger.sides):
            continue  # who kills, not who is killed
        cost = links.price(sentence, count, trigger, kept, triggers)
        if cost < best:
            best, chosen = cost, trigger
    return chosen or counted_among(sentence, one, triggers) or included(sentence, one.begin, kept)


def aside(sentence: Sentence, first: int) -> bool:
    """Whether a person stands behind a preposition that names no victims ("the government of Omar Said")."""
    word = sentence.at(first - 1)
    if sentence.pos_at(first - 1) != "ADP" or word in ("including", "with", *grammar("coordination")):
        return False
    harm = any(harm_phrases().match(sentence.lower, i) for i in range(max(0, first - 4), first - 1))
    return word != "of" or not harm


def count_is(one: Person, count: Count) -> bool:
    """Whether a description without a name is that of ``count``."""
    return not one.named and count.first <= one.first < count.last


def included(sentence: Sentence, first: int, kept: list[Count]) -> Trigger | None:
    """The harm word of the figure that a person is named as part of ("seven were killed, including …: …")."""
    if sentence.at(first - 1) in LISTING:
        wholes = [count for count in kept if count.last < first and not count.part and count.number.low > 1]
        return wholes[-1].trigger if wholes else None
    for begin, end, _ in lists.part_phrases().find(sentence.lower, max(0, first - 12), first):
        between = [sentence.pos[i] for i in range(end, first)]
        before = [count for count in kept if count.last <= begin and not count.part]
        if before and not {"VERB", "AUX", "SCONJ"}.intersection(between):
            return before[-1].trigger
    return None


def counted_among(sentence: Sentence, one: Person, triggers: list[Trigger]) -> Trigger | None:
    """The harm word of "among the dead was …", "the dead included …", "among them was …", "the dead: …" before a
    person, or of "was among the dead" behind one.
    """
    i = one.begin - 1
    j = one.end + (sentence.at(one.end) == ",")
    if sentence.at(j) in grammar("passive") and grammar("within").intersection(sentence.lower[j + 1 : j + 3]):
        return next((t for t in triggers if j < t.first <= j + 5), None)
    if sentence.at(i) == ":":
        return next((t for t in triggers if t.last == i), None)
    while i >= 0 and one.begin - i <= 4 and sentence.pos[i] in ("ADJ", "NOUN", "DET", "PROPN", "PUNCT", "ADV"):
        i -= 1
    if sentence.at(i) not in grammar("passive") | grammar("among"):
        return None
    told = sentence.at(i - 1) in grammar("victims_noun")
    return next((t for t in triggers if (told and t.first == i - 1) or (not t.sides and i - 2 <= t.first <= i)), None)


def negated(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "not" stands before the harm word."""
    return bool(grammar("negation").intersection(sentence.lower[max(0, trigger.first - 4) : trigger.first]))


def share(sentence: Sentence, named: list[Person]) -> None:
    """Give names in a list the harm of the one beside them, and the office told of all of them."""
    for one, other in [*pairwise(named), *reversed(list(pairwise(named)))]:
        between = sentence.lower[one.end : other.begin]
        if not between or not (JOINTS | {";"}).issuperset(between) or bool(one.harm) == bool(other.harm):
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
        first = person_names.untitled(sentence, i, len(sentence))
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
            one = describe(sentence, first, max(count.last, first + 1), named=False, others=others)
            one.begin, one.harm = count.first, count.harm
            if person_phrases.telling(sentence, one):
                one.first = count.first
                one.sex = one.sex or SEXES.get(tables.join(count.parent.victims.details) if count.parent else "", "")
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
