"""Harm in the forms news uses, and where each form has its victims.

A trigger is a harm word with the sides its victims may stand on: `left` ("30 were killed", "30 dead"), `right`
("killing 30"), `of` ("the killing of 30"), `toll` ("the toll rose to 30"), `inside` ("30 dead civilians").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.casualties.sentences import Phrases, Sentence, grammar
from helpers.casualties.victims import people_phrases

ADVERBS = frozenset({"ADV", "PART"})


@dataclass
class Trigger:
    """A harm word at the words ``first`` to ``last`` (exclusive) and the sides its victims may stand on."""

    first: int
    last: int
    harm: str
    frame: str
    form: str  # present, past, gerund, word
    sides: tuple[str, ...]
    needs_people: str = ""  # yes: a word for people must stand by it; near: or a bare number before it; armed: fighters
    passive: bool = False


@cache
def harm_phrases() -> Phrases:
    """Every form of every harm word with ``(harm, frame, form, needs_people)``."""
    table, rows = knowledge.load("harm_words"), {}
    for row in table.itertuples():
        for form in ("present", "past", "participle", "gerund"):
            for phrase in filter(None, getattr(row, form).split("|")):
                name = form if row.frame in ("verb", "intransitive", "leave", "force", "march", "lose") else "word"
                forms = rows.setdefault((phrase, row.frame), (row.harm, row.frame, set(), row.needs_people))
                forms[2].add(name)
    return Phrases([(phrase, value) for (phrase, _), value in rows.items()])


def find(sentence: Sentence) -> list[Trigger]:
    """The triggers of a sentence in order."""
    found = []
    for first, last, (harm, frame, forms, people) in harm_phrases().find(sentence.lower):
        trigger = Trigger(first, last, harm, frame, min(forms), (), people)
        if "past" in forms or "participle" in forms:
            trigger.form = "past"
        sides(sentence, trigger)
        if put_at(sentence, trigger):
            trigger.frame, trigger.sides, trigger.needs_people = "toll", ("toll",), ""
        if trigger.frame == "total" and trigger.sides:
            told = [other for other in found if other.harm != "displaced"]
            trigger.harm, trigger.sides = (told[-1].harm, trigger.sides) if told else ("", ())
        if trigger.sides and not aims(sentence, trigger) and not holds(sentence, trigger):
            found.append(trigger)
    return found


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


def put_at(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a source puts those harmed at a number: "put the dead there at 32", "putting those killed at 80"."""
    i = trigger.first - 1
    if sentence.at(i) not in ("the", "those") or sentence.at(trigger.first) not in grammar("victims_noun"):
        return False
    put = grammar("toll_put").intersection(sentence.lower[max(0, i - 3) : i])
    return bool(put) and "at" in sentence.lower[trigger.last : trigger.last + 12]


def sides(sentence: Sentence, trigger: Trigger) -> None:
    """Set where the victims of ``trigger`` may stand, the likelier side first, and whether it is passive."""
    after = trigger.last
    if trigger.frame == "noun":
        trigger.sides = ("of",)
    elif trigger.frame == "toll":
        trigger.sides = ("toll",)
    elif trigger.frame == "total":
        cued = grammar("total_cue").intersection(sentence.lower[max(0, trigger.first - 3) : trigger.first])
        trigger.sides = ("toll",) if cued and sentence.at(after) in ("to", "at") else ()
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
        area = grammar("leave_object").intersection(sentence.lower[trigger.last : trigger.last + 5])
        trigger.sides = ("left",) if area else ()
    elif (
        (trigger.frame == "force" and not grammar("force_goal").intersection(sentence.lower[after : after + 12]))
        or trigger.frame == "none"
        or (trigger.frame == "march" and not grammar("march_goal").intersection(sentence.lower[after : after + 8]))
    ):
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
    if object_follows and not auxiliary and sentence.at(trigger.first - 1) in grammar("relative"):
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
