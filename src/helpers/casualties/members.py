"""Parts that stand beside their total or in the sentence after it: "four children among them", "two were nurses"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import Phrases, Sentence, grammar
from helpers.casualties.speaking import CLOSED, trails
from helpers.casualties.tellers import telling
from helpers.casualties.victims import Victims, people_phrases

OPEN = frozenset({",", "-", "--", "–", "—", "(", ":"})
PHRASE = 5  # words between a total and the comma behind which it is broken down
JOINTS = frozenset({"and", ",", ";", "plus", "&"})


def trailing(sentence: Sentence, counts: list[Count]) -> None:
    """Mark counts before a closing "among them" as parts ("five dead, a nurse and two boys among them")."""
    for i in range(len(sentence)):
        if not trails(sentence, i):
            continue
        mine = [count for count in counts if count.last == i and count.victims.kind in ("person", "")]
        for before in reversed(counts[: counts.index(mine[-1])] if mine else []):
            joined = JOINTS.issuperset(sentence.lower[before.last : mine[0].first])
            if joined and before.last < mine[0].first and sentence.at(mine[0].first - 1) != ",":
                mine.insert(0, before)
        whole = bool(mine) and any(count.last <= mine[0].first for count in counts)
        for count in mine if whole else ():
            count.part, count.introduced = True, mine[0].first
    for before, count in pairwise(counts):  # "ten were hurt, six seriously"
        i, bare = count.last, not count.victims.kind and sentence.at(count.first - 1) in OPEN
        manner = sentence.pos_at(i) == "ADV" and sentence.at(i).endswith("ly") and sentence.at(i + 1) in CLOSED
        if bare and manner and before.number.low > count.number.low:
            count.part, count.introduced = True, count.first


def others(sentence: Sentence, counts: list[Count]) -> None:
    """A part without a total of its own: people the sentence names, but does not count, are its whole ("stones were
    thrown at soldiers and three of them were hurt").
    """
    for index, count in enumerate(counts):
        pronoun = sentence.at(count.number.last) == "of" and sentence.at(count.number.last + 1) in ("them", "whom")
        if pronoun and sentence.at(count.first - 1) in grammar("scene"):
            count.part = False  # "when one of them picked up a grenade"
        if not (count.part and pronoun) or index:
            continue
        for first, last, row in people_phrases().find(sentence.lower, 0, count.first):
            plural = (
                row.kind == "person" and sentence.lower[last - 1] == row.plural and sentence.pos[last - 1] == "NOUN"
            )
            verb = sentence.heads[last - 1]
            tells = sentence.deps[last - 1] == "nsubj" and sentence.lemmas[verb] in telling()
            if plural and not tells and sentence.lower[first] not in grammar("victims_noun"):
                count.part, count.victims.group = False, row.group
                count.victims.kind = count.victims.kind or "person"


def apposed(sentence: Sentence, counts: list[Count]) -> None:
    """Make parts of the people between commas that add up to the number before them ("five civilians, a man, a woman
    and three children, were hurt").
    """
    for index, whole in enumerate(counts):
        if whole.part or not whole.harm or whole.number.form in ("none", "article", "vague", "range"):
            continue
        parts, end = [], whole.last
        for count in counts[index + 1 :]:
            between = sentence.lower[end : count.first]
            opens = OPEN if not parts else JOINTS
            if not parts and OPEN.intersection(between[-1:]):
                between = between[dated(sentence, end, count.first) :]
            if parts and count.part and not count.harm:
                end = count.last  # "741 civilians, including 182 children; 985 fighters"
                continue
            if not between or len(between) > 2 or not opens.issuperset(between) or count.victims.kind != "person":
                break
            parts.append(count)
            end = count.last
        fits = bool(parts) and sum(count.number.low for count in parts) == whole.number.low
        if fits and sentence.at(end) in CLOSED and all(included(count, whole) for count in parts):
            for count in parts:
                count.part, count.parent, count.introduced = True, whole, parts[0].first
                count.harm, count.trigger = whole.harm, whole.trigger


def dated(sentence: Sentence, first: int, last: int) -> int:
    """How many words from ``first`` only tell when or where ("had risen to 16 *by noon*, 15 civilians and …")."""
    i = first
    while i < last - 1 and i - first < PHRASE and sentence.pos[i] in ("ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ"):
        i += 1
    return i - first


def included(part: Count, whole: Count) -> bool:
    """Whether the people of ``part`` may be some of those of ``whole``: of its group, or told more closely."""
    if part.harm not in ("", whole.harm) or part.parent is not None or part.number.form == "none":
        return False
    return part.victims.group == "unknown" or whole.victims.group in ("unknown", "mixed", part.victims.group)


def referring(sentence: Sentence, earlier: list[Count], total: Count | None = None) -> Trigger | None:
    """A trigger that carries the harm of the sentence before on, where a sentence tells who its victims were.

    ``earlier``: the figures of that sentence; ``total``: the last total of the article. "A nurse was among them",
    "Among them were two boys", "They included a nurse", "Three of them were children", "Four were women", "Civilians
    account for 65 of them", "Of these, 116 are still there", "The remaining 95 were soldiers".
    """
    if sentence.at(0) == "the" and sentence.at(1) in grammar("other") and sentence.pos_at(2) == "NUM" and total:
        return Trigger(1, 2, total.harm, "state", "word", (), whole=total.start)
    wholes = [count for count in sorted(earlier, key=told_as_part) if count.number.low > 1]
    if kind := next((count for count in wholes if among_kind(sentence, count)), None):
        return Trigger(2, 3, kind.harm, "state", "word", (), whole=kind.start)
    i = reference(sentence) if wholes else -1
    if i < 0:
        return None
    whole = wholes[0]
    if sentence.at(0) == "of":  # "Of these": those named last
        whole = next((count for count in reversed(earlier) if not count.part and count.number.low > 1), whole)
    known = whole.start if not whole.part or whole.trigger.whole >= 0 else -1
    return Trigger(i, i + 1, whole.harm, "state", "word", (), whole=known)


def among_kind(sentence: Sentence, count: Count) -> bool:
    """Whether a sentence tells who is among those of ``count``: "Among the civilians are five children"."""
    if sentence.at(0) not in grammar("within") or sentence.at(1) != "the" or sentence.at(3) not in grammar("passive"):
        return False
    told = sentence.lower[2]
    return told in grammar("victims_noun") or (bool(count.noun) and told.startswith(count.noun))


def told_as_part(count: Count) -> bool:
    """Whether ``count`` is a part: totals are what a sentence refers to first."""
    return count.part


def reference(sentence: Sentence) -> int:
    """The word by which a sentence refers to the people of the sentence before; -1 if it does not."""
    for i in range(len(sentence) - 1):
        if sentence.lower[i] in grammar("within") and sentence.lower[i + 1] in ("them", "those", "these"):
            opens = i == 0 and (grammar("passive") | {",", ":"}).intersection(sentence.lower[2:3])
            if opens or (trails(sentence, i) and sentence.lower[i - 1] in grammar("passive")):
                return i
    if sentence.at(0) in ("they", "these", "those") and sentence.at(1) in grammar("among"):
        return 1
    if sentence.at(0) == "of" and sentence.at(1) in ("these", "those", "them") and sentence.at(2) == ",":
        return 2
    for first, last, _ in accounts().find(sentence.lower, 1):  # "Civilians account for 65 of them"
        told = sentence.lower[last : last + 5]
        if sentence.pos_at(first) in ("VERB", "AUX") and "of" in told and {"them", "these", "those"}.intersection(told):
            return last - 1
    # "Three of them were children", "Four were women", "At least two were nurses", "Seven belonged to one family"
    verb = next((i for i in range(1, min(9, len(sentence))) if sentence.pos[i] in ("AUX", "VERB")), -1)
    if verb < 1 or sentence.lower[verb] not in grammar("passive") | grammar("belong"):
        return -1
    described = sentence.lower[verb] in grammar("belong") or described_people(sentence, verb + 1)
    return verb if described and bare(sentence, verb) else -1


@cache
def accounts() -> Phrases:
    """The phrases that say who makes up a part of a total."""
    return Phrases([(phrase, phrase) for phrase in sorted(grammar("account"))])


def bare(sentence: Sentence, verb: int) -> bool:
    """Whether the subject before ``verb`` is a number without a word for people, or "of them" behind it."""
    first = sentence.lower[:verb]
    if first[-2:] in (["of", "them"], ["of", "those"], ["of", "these"]):
        first = first[:-2]
    return bool(first) and sentence.pos[len(first) - 1] == "NUM" and not people_phrases().find(first)


def described_people(sentence: Sentence, i: int) -> bool:
    """Whether words for people follow at ``i``, and nothing that was done to them ("were children")."""
    while sentence.pos_at(i) in ("ADV", "DET", "ADJ", "PART", "PROPN", "NUM") and i < len(sentence):
        i += 1
    hit = people_phrases().match(sentence.lower, i) if i < len(sentence) else None
    return bool(hit) and hit[1].kind == "person" and sentence.pos[i] in ("NOUN", "PROPN")


def carry(sentence: Sentence, counts: list[Count], trigger: Trigger | None) -> None:
    """Give the parts told by a `referring` sentence the harm it carries on."""
    if trigger is None:
        return
    i = trigger.first
    open_ = [c for c in counts if not c.harm and c.victims.kind in ("person", "") and c.number.form != "none"]
    if sentence.lower[i] in grammar("passive") | grammar("belong"):
        begun = [count for count in open_ if count.first < i]
    elif i and sentence.lower[i] in grammar("within"):
        begun = [count for count in open_ if count.last < i]
    else:
        rest = [c for c in counts if c.number.first == i + 1 and c.victims.kind == "noun" and not c.harm]
        for count in rest:  # "the remaining 95 bore arms": no noun, if the parse takes it for one
            count.victims, count.last = Victims(count.number.last, count.number.last), count.number.last
        begun = rest or [count for count in open_ if count.first > i][:1]
    for count in begun:
        count.harm, count.trigger, count.part = trigger.harm, trigger, True
    for before, count in pairwise(counts):
        follows = JOINTS.issuperset(sentence.lower[before.last : count.first])
        if before.part and before.trigger is trigger and count in open_ and not count.harm and follows:
            count.harm, count.trigger, count.part = trigger.harm, trigger, True


def rest(sentence: Sentence, counts: list[Count]) -> None:
    """Give "the other two were civilians" the total of the part told before it."""
    for before, count in pairwise(counts):
        lead = sentence.lower[max(0, count.first - 2) : count.first]
        behind = lead[-1:] == ["the"] and grammar("other").intersection(sentence.lower[count.first : count.last])
        told = behind or (lead[:1] == ["the"] and lead[-1] in grammar("other"))
        if told and before.part and before.harm and not count.harm and count.victims.kind in ("person", ""):
            count.harm, count.trigger, count.part, count.parent = before.harm, before.trigger, True, before.parent
