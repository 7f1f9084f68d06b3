"""Numbers that only describe people: their age, the size of their family."""

from __future__ import annotations

from helpers.casualties import victims
from helpers.casualties.harm_words import Trigger
from helpers.casualties.numbers import Number, word_values
from helpers.casualties.sentences import Sentence, grammar

AGE_OF = (["age", "of"], ["ages", "of"])
PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
ADULT = 18
MAJORITY = 21  # years: of a larger number "are under" may speak of people
OLDEST = 115  # years: a larger number between commas is no age


def describes(sentence: Sentence, number: Number, triggers: list[Trigger]) -> bool:
    """Whether ``number`` only describes people: an age, "a father of three", "members of one family"."""
    i = number.first - 2
    if sentence.at(i + 1) == "of" and number.form in ("words", "digits") and i >= 0:
        if sentence.lower[i] in grammar("collective"):
            return False  # "a family of six"
        harm = any(trigger.first <= i < trigger.last for trigger in triggers)
        row = victims.people().get(sentence.lower[i])
        if row is not None and row.kind == "person" and not harm:
            return True
    return aged(sentence, number)


def aged(sentence: Sentence, number: Number) -> bool:
    """Whether ``number`` is an age ("a 12-year-old boy", "aged 12", "Omar Said, 34,")."""
    i = number.last + (sentence.at(number.last) == "-")
    j = i + 1 + (sentence.at(i + 1) == "-")
    if sentence.at(i) in grammar("age") and sentence.at(j) in ("old", "olds"):
        return True
    before, behind = sentence.at(number.first - 1), sentence.at(number.last)
    if before in ("aged", "age") or sentence.lower[max(0, number.first - 2) : number.first] in AGE_OF:
        return True
    if number.first < 2 or number.low > OLDEST:
        return False
    if sentence.at(number.first - 2) == "who" and before in grammar("passive") and not people_at(sentence, number.last):
        return number.form == "digits" and behind in (",", ";", ".", "and", "when", "")  # "Omar Said, who was 17"
    described = number.first - (4 if sentence.at(number.first - 3) == "of" else 2)  # "a mother of two, 34,"
    row = victims.people().get(sentence.at(described))
    if before == "than" and sentence.at(number.first - 2) in ("younger", "older"):
        return True  # "all younger than 15"
    if before in ("under", "over") and sentence.at(number.first - 2) in grammar("passive") and number.low <= MAJORITY:
        return not people_at(sentence, number.last)  # "nineteen of the dead are under 18"
    if before in grammar("age_bound"):  # "children under ten", "men over 60", "nine boys, all under 12"
        grown = row is not None and row.kind == "person" and sentence.at(number.first - 2) == row.plural
        grown = grown or sentence.at(number.first - 2) in grammar("share")
        return grown and not people_at(sentence, number.last)
    if before not in (",", "(") or number.form != "digits":
        return False
    if sentence.entities[number.first - 2] == "PERSON" and behind in (",", ")", ".", ";", "and", ""):
        return True
    closed = behind == ("," if before == "," else ")")
    listed = sentence.pos[number.first - 2] == "PROPN" and aged_name(sentence, number)
    single = row is not None and row.kind == "person" and sentence.at(described) != row.plural
    name = sentence.pos[number.first - 2] == "PROPN" and not place(sentence, number.first - 2)
    return (closed and (single or name)) or listed


def place(sentence: Sentence, i: int) -> bool:
    """Whether the name that ends at ``i`` is likelier a place's or a date: "in Homs, 22", not "is Prince Sharma, 22".

    The tagger takes many a person's name for a place's; a place stands behind a preposition.
    """
    if sentence.entities[i] not in PLACES:
        return False
    while sentence.pos_at(i - 1) == "PROPN":
        i -= 1
    return sentence.entities[i] in ("DATE", "TIME") or sentence.pos_at(i - 1) == "ADP"


def aged_name(sentence: Sentence, number: Number) -> bool:
    """Whether a number is one of the ages behind the names of a list: "three daughters, Saima, 25, Robina, 22, and"."""
    step = number.last + (sentence.at(number.last) == ",")
    step += sentence.at(step) == "and"
    ahead = sentence.pos_at(step) == "PROPN" and sentence.at(step + 1) == "," and sentence.at(step + 2).isdecimal()
    back = sentence.at(number.first - 3) in (",", "and") and any(
        sentence.at(i).isdecimal() and sentence.pos_at(i - 2) == "PROPN"
        for i in range(max(number.first - 6, 0), number.first - 3)
    )
    behind = sentence.at(number.last) in (",", ";", ".", "and", "")
    return behind and (ahead or back)


def people_at(sentence: Sentence, i: int) -> bool:
    """Whether a word for people stands at ``i``."""
    hit = victims.people_phrases().match(sentence.lower, i) if i < len(sentence) else None
    return bool(hit) and hit[1].kind == "person"


def years_old(sentence: Sentence, i: int) -> int:
    """Where an age that begins at ``i`` ends ("80 years old", "aged 12"); ``i`` itself if there is none."""
    if sentence.at(i) == "aged" and sentence.pos_at(i + 1) == "NUM":
        return i + 2
    j = i + 1 + (sentence.at(i + 1) == "-")
    k = j + 1 + (sentence.at(j + 1) == "-")
    old = sentence.pos_at(i) == "NUM" and sentence.at(j) in grammar("age") and sentence.at(k) == "old"
    return k + 1 if old else i


def aged_person(sentence: Sentence, i: int) -> victims.Victims | None:
    """The person whom only an age at ``i`` names ("a 17-year-old was shot"), if there is one."""
    end = years_old(sentence, i)
    if end == i or sentence.pos_at(end) in ("NOUN", "PROPN", "ADJ"):
        return None
    kind, value = word_values().get(sentence.lower[i], ("unit", 0.0))
    value = float(sentence.lower[i]) if sentence.lower[i].isdecimal() else value
    young = value < ADULT or not sentence.lower[i + 2].startswith("year")
    group, details = ("civilian", ["children"]) if young and kind in ("unit", "tens") else ("unknown", [])
    return victims.Victims(i, end, end - 1, "person", group=group, details=details, plural=False)
