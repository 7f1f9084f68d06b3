"""The cost of taking a number for the victims of a harm word that stands on one side of it, by the words between."""

from __future__ import annotations

from helpers.casualties import lists, tolls
from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import BREAKS, Sentence, grammar

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})


def people(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a harm word only names people ("two of the wounded later died")."""
    return trigger.frame != "noun" and sentence.at(trigger.first - 1) in ("the", "those")


def inside(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """``trigger`` stands within the noun phrase ("three wounded men"), unless another harm is told of them."""
    return 0.4 if count.inside is trigger else 99.0


def parsed(sentence: Sentence, count: Count, trigger: Trigger, labels: frozenset[str]) -> bool:
    """Whether the parser makes ``count`` the subject (object) of ``trigger``, or ``trigger`` a clause on ``count``."""
    verbs = set(range(trigger.first, trigger.last))
    head = count.head
    for _ in range(4):
        if sentence.deps[head] in labels and sentence.heads[head] in verbs:
            return True
        if sentence.deps[head] in ("conj", "nummod", "quantmod", "appos") or (
            sentence.deps[head] == "pobj" and sentence.heads[head] == count.number.last
        ):
            head = sentence.heads[head]
            continue
        break
    if "nsubjpass" in labels:
        return any(sentence.deps[verb] in ("acl", "relcl") and sentence.heads[verb] == count.head for verb in verbs)
    return False


def left(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """``count`` stands before ``trigger`` ("at least 20 people were killed", "29 rebels dead")."""
    if count.last > trigger.first:
        return 99.0
    if people(sentence, trigger) and "among" not in sentence.lower[count.last : trigger.first]:
        return 99.0  # "… and feared that more of the wounded might die" harms nobody named before it
    if sentence.at(trigger.first - 1) == "being" and "VERB" in sentence.pos[count.last : trigger.first]:
        return 99.0  # "a reporter saw the wounded being treated"
    cost, relative = 0.0, False
    numbers = {
        i for other in counts if other is not count and not other.part for i in range(other.first, other.number.last)
    }
    dashes = [i for i in range(count.last, trigger.first) if sentence.lower[i] in ("--", "-", "–", "—")]
    inserted = set() if count.part else lists.insertions(sentence, counts, count.last, trigger.first + 1)
    same = range(count.last, named(sentence, count.last))  # the names of those counted
    inserted |= set(same)
    for i in range(count.last, trigger.first):
        word, pos = sentence.lower[i], sentence.pos[i]
        if i in inserted:
            continue
        if len(dashes) == 2 and dashes[0] <= i <= dashes[1]:
            continue  # an insertion between dashes
        if i in numbers and sentence.at(i - 1) not in grammar("coordination"):
            cost += 0.5
        if word in BREAKS and word not in "()[]":
            cost += 4.0
        elif word in grammar("within"):
            cost += 2.0  # "two medics among 31 dead"
        elif word == "since" and sentence.at(i - 1) in grammar("perfect"):
            cost += 0.05  # "have since died"
        elif (word in grammar("subordinator") and pos in ("SCONJ", "ADV")) or word in ("when", "while", "after"):
            cost += 3.0
        elif word in grammar("relative"):
            relative = True
            cost += 0.2
        elif word in grammar("passive") or word in grammar("perfect") or pos in ("ADV", "AUX", "PUNCT", "PART"):
            cost += 0.05
        elif pos == "VERB" and word in grammar("safe"):
            cost += 3.0
        elif pos == "VERB" and sentence.tags[i] in ("VBD", "VBZ", "VBP") and not relative:
            cost += 1.5
        elif pos == "VERB":
            cost += 0.3
        else:
            cost += 0.12
    subject = any(sentence.deps[i] in SUBJECTS and sentence.heads[i] == trigger.last - 1 for i in same)
    if other_subject(sentence, count, trigger, counts) and not subject:
        cost += 3.0
    elif subject or parsed(sentence, count, trigger, SUBJECTS):
        cost = min(cost, 2.0) - 0.8 if cost < 8 else cost
    beside = trigger.first == count.last and not count.victims.kind  # "the ministry stands by 85 buried"
    if sentence.at(count.first - 1) in grammar("agent") and not beside:
        cost += 3.0
    elif trigger.frame == "count" and count.last < trigger.first:
        cost += 0.4 * (trigger.first - count.last)
    if preposition(sentence, count) and not (beside or subject):
        cost += 1.5
    return cost


def named(sentence: Sentence, i: int) -> int:
    """Where the names between commas at ``i`` end ("a teacher*, Omar Said, 44,* died"); ``i`` itself if none stand."""
    j = i + 1
    while sentence.pos_at(j) == "PROPN" or sentence.at(j) in (",", "and", "-") or sentence.at(j).isdigit():
        j += 1
    return j if sentence.at(i) == "," == sentence.at(j - 1) and sentence.pos_at(i + 1) == "PROPN" else i


def other_subject(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count]) -> bool:
    """Whether a word between ``count`` and ``trigger`` is the subject of ``trigger``, and no part of ``count``."""
    for i in range(count.last, trigger.first):
        if sentence.deps[i] in SUBJECTS and sentence.heads[i] == trigger.last - 1:
            if sentence.lower[i] in grammar("relative") or any(c.part and c.first <= i < c.last for c in counts):
                continue
            if not grammar("part_pronoun").intersection(sentence.lower[count.last : trigger.first]):
                return True
    return False


def preposition(sentence: Sentence, count: Count) -> bool:
    """Whether ``count`` hangs on a preposition ("in an attack on 20 villagers"), so is hardly a subject."""
    before = sentence.pos_at(count.first - 1) == "ADP" and sentence.at(count.first - 1) not in ("with", "of")
    return before and sentence.deps[count.head] in ("pobj", "nummod")


def right(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """``count`` stands after ``trigger`` ("killing at least 20")."""
    if count.first < trigger.last:
        return 99.0
    cost = 0.0
    for i in range(trigger.last, count.first):
        word, pos = sentence.lower[i], sentence.pos[i]
        if (word in BREAKS and word not in '()"') or word in grammar("agent"):
            cost += 4.0
        elif word in grammar("subordinator") and pos in ("SCONJ", "ADV"):
            cost += 3.0
        elif pos == "ADP":
            cost += 1.5
        elif pos == "VERB" and i not in range(trigger.first, trigger.last):
            cost += 0.8
        elif pos in ("ADV", "PUNCT", "CCONJ", "PART", "AUX", "DET"):
            cost += 0.1
        else:
            cost += 0.3
    if parsed(sentence, count, trigger, OBJECTS):
        cost = min(cost, 2.0) - 0.8
    if "left" in trigger.sides and elsewhere(count, trigger, counts, triggers):
        cost += 2.0
    return cost


def elsewhere(count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> bool:
    """Whether ``count`` has a harm word of its own behind it, and ``trigger`` a number right before it
    ("Seven killed 37 others injured", which lost its comma).
    """
    own = any(other.first == count.last and "left" in other.sides for other in triggers)
    return own and any(other.last == trigger.first and other.victims.kind != "thing" for other in counts)


SIDES = {"left": left, "right": right, "of": tolls.of, "toll": tolls.toll, "inside": inside}
