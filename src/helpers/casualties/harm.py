"""Harm in the forms news uses, and where each form has its victims.

A trigger is a harm word with the sides its victims may stand on: `left` ("30 were killed", "30 dead"), `right`
("killing 30"), `of` ("the killing of 30"), `toll` ("the toll rose to 30"), `inside` ("30 dead civilians").
"""

from __future__ import annotations

from helpers.casualties.harm_words import Trigger, harm_phrases
from helpers.casualties.sentences import BREAKS, Sentence, grammar
from helpers.casualties.victims import people_phrases

ADVERBS = frozenset({"ADV", "PART"})
REACH = {"leave": 5, "march": 8}  # words behind a harm word in which its goal stands
NAMED = 8  # words between "the number of" and what was done to those counted
FARTHEST = 12  # the same for the other frames
GOING = frozenset({"to", "into", "in", "from", "by", "of", "out", "on", "at", "with"})


NUMERIC = frozenset({"NUM", "ADV", "SCONJ", "ADJ", "ADP"})  # "to 86", "to at least 86"
NO_JOINT = frozenset({"of", "to", ":"})  # "the count of 58 votes"


def find(sentence: Sentence, before: str = "") -> list[Trigger]:
    """The triggers of a sentence in order. ``before``: the harm told last in the sentence before it."""
    found = []
    for first, last, readings in harm_phrases().find(sentence.lower):
        for reading in readings:
            trigger = read(sentence, first, last, reading)
            if not trigger.harm and trigger.sides:
                told = [other.harm for other in found if other.harm != "displaced"]
                trigger.harm, trigger.sides = (told or [before])[-1], trigger.sides if told or before else ()
            if trigger.sides and not any(other(sentence, trigger) for other in (aims, holds, named, set_aside)):
                found.append(trigger)
                break
    return found


def read(sentence: Sentence, first: int, last: int, reading: tuple) -> Trigger:
    """The trigger at the words ``first`` to ``last`` in one of its readings, with its sides."""
    harm, frame, forms, people, behind = reading
    trigger = Trigger(first, last, harm, frame, min(forms), (), people, behind)
    if "past" in forms or "participle" in forms:
        trigger.form = "past"
    if not behind or reaches(sentence, trigger):
        sides(sentence, trigger)
    counted = put_at(sentence, trigger) or numbered(sentence, trigger)
    if counted or (frame == "total" and trigger.sides and not brought(sentence, trigger)):
        trigger.frame, trigger.sides, trigger.needs_people = "toll", ("toll",), ""
    return trigger


def reaches(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the word stands behind ``trigger`` that its reading needs: "carried to the only *hospital*"."""
    i, goal = trigger.last, grammar(trigger.behind)
    last = min(len(sentence), i + REACH.get(trigger.frame, FARTHEST))
    for j in range(i, last):
        if sentence.lower[j] in goal:
            return trigger.frame not in ("verb", "passive") or bool(GOING.intersection(sentence.lower[i:j]))
        if sentence.lower[j] in BREAKS | {"where", "which"} or (trigger.frame == "verb" and sentence.pos[j] == "VERB"):
            return False
    return False


def aims(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody only shoots at others: "a sniper shot at the crowd"; not "was shot at a checkpoint"."""
    if trigger.harm != "shot" or sentence.at(trigger.last) not in ("at", "on"):
        return False
    if sentence.at(trigger.first - 1) in grammar("passive"):
        return False
    i = trigger.last + 1
    i += sentence.pos_at(i) in ("DET", "PRON")
    hit = people_phrases().match(sentence.lower, i) if i < len(sentence) else None
    return bool(hit) and hit[1].kind == "person"


def holds(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what is held is a place: "rebel-held"."""
    i = trigger.first
    return trigger.harm == "detained" and sentence.at(i - 1) == "-" and sentence.ends[i - 1] == sentence.starts[i]


def named(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a state is part of a name: "in Hospital No. 9"."""
    words = sentence.words[trigger.first : trigger.last]
    return trigger.frame == "state" and words[0].islower() and words[-1][0].isupper()


def set_aside(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether those harmed are only named beside others, who follow: "as well as *those killed*, 60 were wounded"."""
    i = trigger.first - 1
    while i >= 0 and (sentence.lower[i] in grammar("between besides") or sentence.pos[i] in ("DET", "AUX")):
        i -= 1
    if i == trigger.first - 1 or trigger.frame in ("noun", "toll", "total") or sentence.at(trigger.last) == "of":
        return False  # "as well as the bodies of four men"
    before = {" ".join(sentence.lower[max(0, i - size) : i + 1]) for size in range(3)}
    return not grammar("besides").isdisjoint(before)


def put_at(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a source puts those harmed at a number: "put the dead there at 32", "putting those killed at 80"."""
    i = trigger.first - 1
    noun = trigger.frame in ("noun", "count") or sentence.at(trigger.first) in grammar("victims_noun")
    if sentence.at(i) not in ("the", "those") or not noun:
        return False
    put = grammar("toll_put").intersection(sentence.lower[max(0, i - 3) : i])
    return bool(put) and "at" in sentence.lower[trigger.last : trigger.last + 12]


def numbered(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the number of those harmed is told: "the *number* of soldiers *killed* there rose to 14"."""
    if trigger.form != "past" or trigger.frame not in ("verb", "passive", "intransitive"):
        return False
    before = range(trigger.first - 1, max(trigger.first - NAMED, 0), -1)
    at = next((i for i in before if sentence.lower[i - 1 : i + 1] == ["number", "of"]), -1)
    if at > 1 and (sentence.at(at - 2) in ("a", "any") or sentence.pos_at(at - 3) == "NUM"):
        return False  # "a number of men were killed", "taking to six the number of civilians slain"
    verbs = at > 0 and any(sentence.pos[i] in ("VERB", "AUX") for i in range(at, trigger.first))
    return at > 0 and not verbs and not BREAKS.intersection(sentence.lower[at : trigger.first])


def sides(sentence: Sentence, trigger: Trigger) -> None:
    """Set where the victims of ``trigger`` may stand, the likelier side first, and whether it is passive."""
    after = trigger.last
    if trigger.frame == "noun":
        trigger.sides = ("of",)
    elif trigger.frame == "toll":
        trigger.sides = ("toll",)
    elif trigger.frame == "total":
        trigger.sides = ("toll",) if brought(sentence, trigger) or stands_at(sentence, trigger) else ()
    elif trigger.frame == "bare":
        trigger.sides = ("left",) if sentence.pos_at(after) in ("PUNCT", "") else ()
    elif trigger.frame == "object":
        trigger.sides = ("right",)
    elif trigger.frame == "cross":
        trigger.sides = ("left",)
    elif trigger.frame == "count":
        trigger.sides = ("left", "inside", "of", "toll")
    elif trigger.frame == "lives":
        claimed = grammar("lives_cue").intersection(sentence.lower[max(0, trigger.first - 8) : trigger.first])
        trigger.sides = ("left", "of") if claimed else ()
    elif trigger.frame == "taken":
        taken = grammar("taken_cue").intersection(sentence.lower[max(0, trigger.first - 8) : trigger.first])
        trigger.sides = ("left",) if taken else ()
    elif trigger.frame == "leave":
        trigger.sides = ("left",)
    elif trigger.frame == "none":
        trigger.sides = ()
    elif trigger.frame == "state" and attributed(sentence, trigger):
        trigger.sides = ("inside",)
    elif trigger.frame == "state":
        trigger.sides = (
            ("inside", "left") if trigger.harm != "missing" or sentence.tags[trigger.first] != "VBG" else ("left",)
        )
    elif trigger.frame == "intransitive":
        trigger.sides = ("left", "inside")
    elif trigger.form == "gerund":
        if sentence.at(after) == "of":
            trigger.sides = ("of",)
        elif sentence.at(trigger.first - 1) == "being":
            trigger.sides = ("left",)
        else:
            trigger.sides = ("right",)
    elif trigger.form == "present":
        noun = sentence.pos_at(trigger.first) == "NOUN" and sentence.pos_at(trigger.first - 1) in ("PRON", "DET", "ADP")
        trigger.sides = ("of",) if noun else ("right",)  # "the murder of two", "died of their wounds"
    else:
        past(sentence, trigger)


def brought(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a total is brought to a number: "bringing the *total* to 41", "the *number* known to us to 86"."""
    cued = grammar("total_cue").intersection(sentence.lower[max(0, trigger.first - 3) : trigger.first])
    ahead = range(trigger.last, min(len(sentence), trigger.last + 5))
    return bool(cued) and any(sentence.lower[i] in ("to", "at") and sentence.pos_at(i + 1) in NUMERIC for i in ahead)


def stands_at(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a total has a number of its own: "the *count* now stands at 58", "the true *figure* is at least 90"."""
    i = trigger.first - 1
    named = sentence.at(i) in grammar("true_total") or sentence.at(trigger.first) in ("count", "total")
    i -= sentence.at(i) in grammar("true_total") and sentence.pos_at(i) == "ADJ"
    if not named or sentence.pos_at(i) not in ("DET", "PRON"):
        return False
    i = trigger.last
    while sentence.pos_at(i) in ("ADV", "AUX") and sentence.at(i) not in grammar("toll_joint"):
        i += 1
    return sentence.at(i) in grammar("toll_joint") - NO_JOINT and "NUM" in sentence.pos[i + 1 : i + 6]


def attributed(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a state is that of the noun behind it ("carried his dead daughter")."""
    i = trigger.first - 1
    determined = i >= 0 and (sentence.tags[i] == "PRP$" or sentence.lower[i] in ("a", "the"))
    return determined and sentence.pos_at(trigger.last) in ("NOUN", "ADJ")


def describes(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a participle says which people a preposition goes with: "camps for displaced people"."""
    i = trigger.first - 1
    if sentence.pos_at(i) != "ADP" or sentence.at(i) in ("of", "over", "about", "around", "than"):
        return False
    hit = people_phrases().match(sentence.lower, trigger.last) if trigger.last < len(sentence) else None
    return bool(hit) and hit[1].kind == "person"


def past(sentence: Sentence, trigger: Trigger) -> None:
    """The sides of a past form: passive, perfect, or told from what follows."""
    j, steps, auxiliary = trigger.first - 1, 0, ""
    while j >= 0 and steps < 8:
        word = sentence.lower[j]
        if word in grammar("passive") or word in grammar("perfect"):
            auxiliary = auxiliary or ("passive" if word in grammar("passive") else "perfect")
            break
        coordinated = word in ("and", "or", ",", "then") or (word in harm_phrases().first and sentence.pos[j] != "NOUN")
        if sentence.pos[j] not in ADVERBS and not coordinated:
            break
        j, steps = j - 1, steps + 1
    following = trigger.last
    while sentence.pos_at(following) == "ADV" and sentence.at(following) not in grammar("object_skip"):
        following += 1
    object_follows = sentence.pos_at(following) in ("NUM", "DET", "ADJ", "NOUN", "PROPN", "PRON") or sentence.at(
        following
    ) in grammar("object_skip")
    if trigger.frame == "passive":
        reduced = sentence.deps[trigger.first] == "acl" and sentence.at(trigger.last) in ("by", "since", "without")
        trigger.sides, trigger.passive = ("left",) if auxiliary == "passive" or reduced else (), True
    elif object_follows and not auxiliary and sentence.at(trigger.first - 1) in grammar("relative"):
        trigger.sides = ("right",)  # "led to safety by troops who killed the attackers"
    elif auxiliary == "passive":
        trigger.sides, trigger.passive = ("left",), True
    elif auxiliary == "perfect":
        trigger.sides = ("right",)
    elif describes(sentence, trigger):
        trigger.sides = ("inside",)
    elif object_follows:
        trigger.sides = ("right", "left", "inside")
    else:
        trigger.sides, trigger.passive = ("left", "inside"), True
    if trigger.frame == "lose" and auxiliary != "passive":
        trigger.sides, trigger.passive = ("right",), False  # who loses somebody lives
