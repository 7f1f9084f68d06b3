"""Which number belongs to which harm word, by the words between them and, where it helps, by the parse.

News drops words and punctuation that the parser needs (headlines, tickers), so word order leads: every number and
harm word that may belong together gets a cost from the words between them; the parser's subject or object lowers it.
The cheapest pairs are kept, then numbers in a list follow the number they are listed with.
"""

from __future__ import annotations

from helpers.casualties import lists, tolls
from helpers.casualties.counts import Count
from helpers.casualties.harm import Trigger
from helpers.casualties.sentences import BREAKS, Sentence, grammar

LIMIT = 3.0  # a dearer pair is no pair
CROWD = 100  # people: so many who cross a border flee
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})


def link(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Give each count its trigger and harm where it has one."""
    lists.mark_parts(sentence, counts)
    taken: dict[int, Count] = {}
    pairs = []
    for index, count in enumerate(counts):
        for trigger in triggers:
            cost = price(sentence, count, trigger, counts, triggers)
            if cost < LIMIT:
                pairs.append((cost, abs(trigger.first - count.first), index, trigger.first, trigger))
    for _, _, index, _, trigger in sorted(pairs, key=lambda pair: pair[:4]):
        count = counts[index]
        if count.trigger is None and id(trigger) not in taken:
            count.trigger = trigger
            taken[id(trigger)] = count
    settle(sentence, counts, triggers, taken)
    for _ in range(4):
        if not lists.listed(sentence, counts):
            break
    lists.along(sentence, counts, triggers)
    lists.attach_parts(counts)
    lists.dealt(sentence, counts)
    lists.sum_up(counts)


def price(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """The cost of taking ``count`` for the victims of ``trigger``; 99 where that cannot be."""
    person = count.victims.kind == "person"
    if count.victims.kind == "thing":
        return 99.0
    if (
        trigger.needs_people
        and not person
        and not (trigger.needs_people == "near" and next_to(sentence, count, trigger))
    ):
        return 99.0
    if trigger.frame == "object" and count.first != trigger.last:
        return 99.0
    if trigger.frame == "cross" and (count.number.low < CROWD or count.victims.group not in ("civilian", "unknown")):
        return 99.0  # armed men cross borders, too
    if count.number.form == "article" and trigger.harm == "displaced":
        return 99.0  # one person moved is no displacement
    if count.number.form in ("article", "none") and not (person or count.victims.kind == ""):
        return 99.0
    if (
        trigger.frame == "count"
        and person
        and count.victims.last != trigger.first
        and "left" in trigger.sides
        and (count.last <= trigger.first)
    ):
        return 99.0
    bodies = [t for t in triggers if t.frame == "count" and t.last == count.first - 1]
    if bodies and bodies[-1] is not trigger and sentence.at(count.first - 1) == "of":
        return 99.0  # "the bodies of 12 people were taken to hospital"
    best = 99.0
    for rank, side in enumerate(trigger.sides):
        cost = SIDES[side](sentence, count, trigger, counts, triggers)
        best = min(best, cost + 0.3 * rank)
    if best < 99:
        low, high = min(count.last, trigger.last), max(count.first, trigger.first)
        others = [t for t in triggers if low <= t.first and t.last <= high]
        best += sum(1.5 for other in others if not (coordinated(sentence, other, trigger) or people(sentence, other)))
    if best < 99 and count.victims.kind in ("noun", "name"):
        best += 0.6
    if count.part:
        best += 1.2
    return best


def next_to(sentence: Sentence, count: Count, trigger: Trigger) -> bool:
    """Whether ``count`` is a bare number right before ``trigger`` ("over 3,000 have fled", "up to 40 shot")."""
    if count.victims.kind or count.last > trigger.first or count.number.form in ("article", "none"):
        return False
    if sentence.at(trigger.last) in ("down", "up", "at"):
        return False  # two were shot down: aircraft
    return all(sentence.pos[i] in ("AUX", "ADV", "PART") for i in range(count.last, trigger.first))


def coordinated(sentence: Sentence, one: Trigger, other: Trigger) -> bool:
    """Whether two harm words stand side by side ("killed and wounded", "dead or missing")."""
    low, high = (one, other) if one.first < other.first else (other, one)
    between = sentence.lower[low.last : high.first]
    return len(between) <= 2 and all(word in lists.COORDINATORS for word in between)


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
    cost, relative = 0.0, False
    numbers = {
        i for other in counts if other is not count and not other.part for i in range(other.first, other.number.last)
    }
    dashes = [i for i in range(count.last, trigger.first) if sentence.lower[i] in ("--", "-", "–", "—")]
    inserted = set() if count.part else lists.insertions(sentence, counts, count.last, trigger.first + 1)
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
    if other_subject(sentence, count, trigger, counts):
        cost += 3.0
    elif parsed(sentence, count, trigger, SUBJECTS):
        cost = min(cost, 2.0) - 0.8 if cost < 8 else cost
    if sentence.at(count.first - 1) in grammar("agent"):
        cost += 3.0
    elif trigger.frame == "count" and count.last < trigger.first:
        cost += 0.4 * (trigger.first - count.last)
    if preposition(sentence, count):
        cost += 1.5
    return cost


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


def settle(sentence: Sentence, counts: list[Count], triggers: list[Trigger], taken: dict[int, Count]) -> None:
    """Set the harm of each linked count; "killed and wounded 30" and "30 dead or injured" are casualties."""
    for count in counts:
        trigger = count.trigger
        if trigger is None:
            continue
        count.harm = trigger.harm
        for other in triggers:
            if other is trigger or id(other) in taken or (other.frame in ("noun",) and trigger.frame != "noun"):
                continue
            if coordinated(sentence, trigger, other):
                count.harm = merged(trigger.harm, other.harm)


def merged(first: str, second: str) -> str:
    """The harm of people to whom both happened, or one of the two, not told apart."""
    both = {first, second}
    if both == {"killed", "injured"}:
        return "casualties"
    if "killed" in both:
        return "killed"
    return next((harm for harm in (first, second) if harm != "shot"), first)
