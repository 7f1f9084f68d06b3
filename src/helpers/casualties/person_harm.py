"""What a sentence says happened to one person: the harm word that is said of him or her."""

from __future__ import annotations

from helpers.casualties import links, lists, person_names, speaking
from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger, harm_phrases
from helpers.casualties.members import JOINTS
from helpers.casualties.numbers import Number
from helpers.casualties.person_details import Person
from helpers.casualties.person_names import words
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import Victims

LIMIT = 1.3  # a dearer link than this is too doubtful for a person
ACTIVE = frozenset({"verb", "lose"})
COUNTED = frozenset({"toll", "lives"})  # frames whose subject is a number of people
NEAR = 4  # words between "lay" and "in hospital"
INSERTED = 10  # words of an insertion between commas
LISTING = frozenset({":", "-", "–", "—", "--"})


def harmed(sentence: Sentence, one: Person, triggers: list[Trigger], kept: list[Count]) -> Trigger | None:
    """The harm word that is said of a person."""
    if person_names.speaks(sentence, one.begin, one.end):
        return None
    said = subject_of(sentence, one, triggers)
    if not said and aside(sentence, one.begin):
        return None
    own = [count for count in kept if one.begin <= count.victims.head < one.end and count.number.low == 1]
    if own and (one.named or count_is(one, own[0])):
        return own[0].trigger  # "A journalist, Omar Said, was shot"
    number = Number(one.begin, one.begin + 1, 1.0, 1.0, "name")
    count = Count(
        number, "exact", one.begin, one.end, Victims(one.begin, one.end, one.last - 1, "person", plural=False)
    )
    inside = [other for other in kept if other.first <= one.first < other.last]
    if inside or speaking.speaks(sentence, count, triggers):
        return inside[0].trigger if inside and one.shared else None  # "lawmakers Omar Said and Ali Amin were killed"
    if said := said or is_one(sentence, one, kept):
        return said
    best, chosen = LIMIT, None
    for trigger in triggers:
        if trigger.frame == "lives" and sentence.at(trigger.last) == "of" and trigger.last == one.begin - 1:
            return trigger  # "claimed the life of Omar Said"
        if trigger.frame in ("toll", "lives") or negated(sentence, trigger):
            continue
        if trigger.needs_people and one.named and not one.role:
            continue  # towns are captured, too
        behind = [other for other in kept if other.trigger is trigger and other.first >= trigger.last]
        active = trigger.frame in ACTIVE and not trigger.passive
        if one.first < trigger.first and active and (behind or "right" in trigger.sides):
            continue  # who kills, not who is killed
        if any(other.trigger is trigger for other in kept) and does(sentence, one, trigger):
            continue  # "our reporter has seen 11 wounded"
        cost = links.price(sentence, count, trigger, kept, triggers)
        if cost < best:
            best, chosen = cost, trigger
    return chosen or counted_among(sentence, one, triggers) or included(sentence, one.begin, kept)


def subject_of(sentence: Sentence, one: Person, triggers: list[Trigger]) -> Trigger | None:
    """The harm word whose grammatical subject a person is, however much stands between: "the minister, Omar Said, whose
    father was mourned, was wounded", "Omar Said, 27, lay in hospital with burns".
    """
    stand = subjects(sentence, one)
    passive = {sentence.heads[i] for i in stand if sentence.deps[i] == "nsubjpass"}
    verbs = passive | {sentence.heads[i] for i in stand if sentence.deps[i] == "nsubj"}
    for trigger in triggers:
        if trigger.first < one.end or negated(sentence, trigger):
            continue
        told = trigger.first in (passive if trigger.frame in ACTIVE else verbs)
        if told and trigger.frame not in COUNTED and (trigger.passive or trigger.frame == "intransitive"):
            return trigger
        if trigger.frame == "state" and any(lies(sentence, verb, trigger.first) for verb in verbs):
            return trigger
    return None


def subjects(sentence: Sentence, one: Person) -> set[int]:
    """The words of a person, and the nouns before them that they stand in apposition to ("one of its members, the guard
    Omar Said, died")."""
    found = set(range(one.begin, one.end))
    return found | {sentence.heads[i] for i in found if sentence.deps[i] == "appos" and sentence.heads[i] < one.begin}


def does(sentence: Sentence, one: Person, trigger: Trigger) -> bool:
    """Whether a person is the subject of another verb than the harm word, before it."""
    verbs = {sentence.heads[i] for i in range(one.begin, one.end) if sentence.deps[i] == "nsubj"}
    return any(one.end <= verb < trigger.first and sentence.pos[verb] == "VERB" for verb in verbs)


def lies(sentence: Sentence, verb: int, state: int) -> bool:
    """Whether a state is that of the subject of ``verb``: "lay in hospital", "is in a critical condition"."""
    if sentence.lemmas[verb] not in words("lies") or not verb < state <= verb + NEAR:
        return False
    return not any(sentence.pos[i] in ("VERB", "AUX", "PUNCT") for i in range(verb + 1, state))


def is_one(sentence: Sentence, one: Person, kept: list[Count]) -> Trigger | None:
    """The harm word of the one of whom a sentence says the name: "one of those who died there was Omar Said"."""
    verb = one.begin - 1
    if sentence.at(verb) not in grammar("passive") or verb < 1:
        return None
    for count in kept:
        if count.number.low == count.number.high == 1 and sentence.heads[count.head] == verb and count.last <= verb:
            return count.trigger
    return None


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
        wholes = [count for count in kept if count.last < first and count.number.low > 1]
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
    if triggers and triggers[0].first == 0 and sentence.tags[0] in ("VBN", "VBD"):
        verbs = [j for j in range(triggers[0].last, i) if sentence.pos[j] in ("VERB", "AUX")]
        return None if verbs else triggers[0]  # "Killed in the same strike was Omar Said"
    noun = insertion_before(sentence, i) - 1  # "the dead, the list shows, are"
    told = sentence.at(noun) in grammar("victims_noun")
    return next((t for t in triggers if (told and t.first == noun) or (not t.sides and i - 2 <= t.first <= i)), None)


def insertion_before(sentence: Sentence, i: int) -> int:
    """Where an insertion between commas begins that ends before ``i``; ``i`` itself if there is none."""
    if sentence.at(i - 1) != ",":
        return i
    return next((j for j in range(i - 2, max(-1, i - INSERTED), -1) if sentence.lower[j] == ","), i)


def negated(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether "not" stands before the harm word."""
    return bool(grammar("negation").intersection(sentence.lower[max(0, trigger.first - 4) : trigger.first]))


def joined_with(sentence: Sentence, one: Person, rows: list[Person]) -> str:
    """The harm of the person with whom one is listed, also behind what is told of the other ("Omar Said, who sold tea,
    and his son").
    """
    before = [other for other in rows if other.end <= one.begin]
    between = sentence.lower[before[-1].end : one.begin] if before else []
    if not between or LISTING.intersection(between) or between[-1] not in JOINTS:
        return ""
    told = between[:1] == [","] and between[1:2] in (["who"], ["whose"]) and between[-2:] == [",", "and"]
    return before[-1].harm if told or JOINTS.issuperset(between) else ""
