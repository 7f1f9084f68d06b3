"""Which number belongs to which harm word, by the words between them and, where it helps, by the parse.

News drops words and punctuation that the parser needs (headlines, tickers), so word order leads: every number and
harm word that may belong together gets a cost from the words between them; the parser's subject or object lowers it.
The cheapest pairs are kept, then numbers in a list follow the number they are listed with.
"""

from __future__ import annotations

from helpers.casualties import breakdown, lists, members, sides
from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import people_phrases

LIMIT = 3.0  # a dearer pair is no pair
CROWD = 100  # people: so many who cross a border flee


def link(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Give each count its trigger and harm where it has one."""
    lists.mark_parts(sentence, counts)
    members.trailing(sentence, counts)
    members.others(sentence, counts)
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
    lists.inverted(sentence, counts, triggers)
    lists.along(sentence, counts, triggers)
    for _ in range(4):
        if not lists.listed(sentence, counts):
            break
    lists.along(sentence, counts, triggers)
    lists.attach_parts(sentence, counts)
    breakdown.dealt(sentence, counts)
    lists.sum_up(sentence, counts)


def price(sentence: Sentence, count: Count, trigger: Trigger, counts: list[Count], triggers: list[Trigger]) -> float:
    """The cost of taking ``count`` for the victims of ``trigger``; 99 where that cannot be."""
    person = count.victims.kind == "person"
    if count.victims.kind == "thing" or count.number.form == "noun":
        return 99.0
    if trigger.needs_people and not person_enough(sentence, count, trigger):
        return 99.0
    if trigger.frame == "object" and count.first != trigger.last:
        return 99.0
    if trigger.frame == "cross" and (count.number.low < CROWD or count.victims.group not in ("civilian", "unknown")):
        return 99.0  # armed men cross borders, too
    if trigger.frame == "march" and count.last <= trigger.first and marching(sentence, count, trigger):
        return 99.0
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
        cost = sides.SIDES[side](sentence, count, trigger, counts, triggers)
        best = min(best, cost + 0.3 * rank)
    if best < 99:
        low, high = min(count.last, trigger.last), max(count.first, trigger.first)
        others = [t for t in triggers if low <= t.first and t.last <= high]
        best += sum(
            1.5 for other in others if not (coordinated(sentence, other, trigger) or sides.people(sentence, other))
        )
    if best < 99 and count.victims.kind in ("noun", "name"):
        best += 0.6
    if count.part:
        best += 1.2
    return best


def person_enough(sentence: Sentence, count: Count, trigger: Trigger) -> bool:
    """Whether ``count`` names people as ``trigger`` needs it, because the harm word is also used of things."""
    person = count.victims.kind == "person"
    if trigger.needs_people == "armed":
        return person and count.victims.group == "combatant" and beside(count, trigger)
    if trigger.needs_people == "patient":
        return person and bool(grammar("patient").intersection(sentence.lower[count.number.last : count.last]))
    nobody = count.number.form == "none" and sentence.at(count.number.first) in grammar("nobody")
    pronoun = sentence.at(count.number.last) == "of" and sentence.at(count.number.last + 1) in ("them", "whom")
    if person or nobody or pronoun:
        return True
    if trigger.needs_people == "yes" and elided(sentence, count, trigger):
        return True
    if trigger.needs_people == "near":
        return next_to(sentence, count, trigger) or (bool(trigger.behind) and not count.victims.kind)
    return trigger.needs_people == "for" and not count.victims.kind and sentence.at(count.last) == "for"


def elided(sentence: Sentence, count: Count, trigger: Trigger) -> bool:
    """Whether a bare number right before a passive harm word counts the people of the clause before it ("four men were
    shot dead and *12* were led away").
    """
    if not trigger.passive or not next_to(sentence, count, trigger):
        return False
    return any(hit[2].kind == "person" for hit in people_phrases().find(sentence.lower, 0, count.first))


def next_to(sentence: Sentence, count: Count, trigger: Trigger) -> bool:
    """Whether ``count`` is a bare number right before ``trigger`` ("over 3,000 have fled", "up to 40 shot")."""
    if count.victims.kind or count.last > trigger.first or count.number.form in ("article", "none"):
        return False
    if sentence.at(trigger.last) in ("down", "up", "at"):
        return False  # two were shot down: aircraft
    had = grammar("perfect")
    return all(
        sentence.pos[i] in ("AUX", "ADV", "PART") or sentence.lower[i] in had for i in range(count.last, trigger.first)
    )


def beside(count: Count, trigger: Trigger) -> bool:
    """Whether people stand right behind a harm word ("destroyed over 60 rebels"), or before a passive one."""
    return count.first == trigger.last or (trigger.passive and count.last <= trigger.first)


def marching(sentence: Sentence, count: Count, trigger: Trigger) -> bool:
    """Whether people march of their own accord ("300 fighters marched into the hills")."""
    led = grammar("passive").intersection(sentence.lower[count.last : trigger.first])
    return not led and "others" not in sentence.lower[count.first : count.last]


def coordinated(sentence: Sentence, one: Trigger, other: Trigger) -> bool:
    """Whether two harm words stand side by side ("killed and wounded", "dead or missing")."""
    low, high = (one, other) if one.first < other.first else (other, one)
    between = sentence.lower[low.last : high.first]
    if not between and (sentence.pos[high.first] == "ADP" or sentence.at(high.first - 1) in ("to", "from", "of")):
        return False  # "died in hospital", "succumbed to wounds"
    return len(between) <= 2 and all(word in lists.COORDINATORS for word in between)


def settle(sentence: Sentence, counts: list[Count], triggers: list[Trigger], taken: dict[int, Count]) -> None:
    """Set the harm of each linked count; "killed and wounded 30" and "30 dead or injured" are casualties."""
    for count in counts:
        trigger = count.trigger
        if trigger is None:
            continue
        count.trigger = trigger = died_of(sentence, count, triggers, taken) or trigger
        count.harm = trigger.harm
        if dead := shot_dead(count, triggers):
            count.harm, taken[id(dead)] = dead.harm, count
            continue
        for other in triggers:
            if other is trigger or id(other) in taken or (other.frame in ("noun",) and trigger.frame != "noun"):
                continue
            if other.needs_people and not person_enough(sentence, count, other):
                continue  # "admit killing 30"
            if coordinated(sentence, trigger, other):
                count.harm = merged(trigger.harm, other.harm)


def shot_dead(count: Count, triggers: list[Trigger]) -> Trigger | None:
    """The word by which those shot died, right behind them: "gunmen shot a guard *dead*"."""
    if count.trigger.harm != "shot" and count.trigger.frame != "state":
        return None
    shot = count.trigger if count.trigger.harm == "shot" else next((t for t in triggers if t.harm == "shot"), None)
    if shot is None or shot.last > count.first:
        return None
    return next((t for t in triggers if t.harm == "killed" and t.frame == "state" and t.first == count.last), None)


def died_of(sentence: Sentence, count: Count, triggers: list[Trigger], taken: dict[int, Count]) -> Trigger | None:
    """The harm word by which people died whom the sentence first calls hurt: "a woman wounded on Sunday died"."""
    if count.trigger.harm != "injured" or count.trigger.first < count.last:
        return None
    return next(
        (
            other
            for other in triggers
            if other.harm == "killed" and id(other) not in taken and other.first > count.trigger.last
            for verb in range(other.first, other.last)
            if sentence.deps[count.head] in sides.SUBJECTS and sentence.heads[count.head] == verb
        ),
        None,
    )


def merged(first: str, second: str) -> str:
    """The harm of people to whom both happened, or one of the two, not told apart."""
    both = {first, second}
    if both == {"killed", "injured"}:
        return "casualties"
    if "killed" in both:
        return "killed"
    return next((harm for harm in (first, second) if harm != "shot"), first)
