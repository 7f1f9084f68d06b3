"""The numbers of a sentence with their noun phrases and bounds: what may turn out to be a figure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from helpers import knowledge
from helpers.casualties import ages, bounds, headlines, numbers, tellers, victims
from helpers.casualties.harm_words import Trigger
from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.speaking import SPEAKERS, speaks
from helpers.casualties.victims import Victims

QUOTES = frozenset({'"', "“", "”"})


@dataclass(eq=False)
class Count:
    """A number with its noun phrase; the words ``first`` to ``last`` (exclusive) are what a row quotes."""

    number: Number
    bound: str
    first: int
    last: int
    victims: Victims
    inside: Trigger | None = None  # a harm word within the noun phrase ("three wounded men")
    trigger: Trigger | None = None
    harm: str = ""
    introduced: int = -1  # where "including" or the like begins, if it is a part
    part: bool = False  # it stands behind "including" or the like
    former: bool = False  # it is what a toll was before
    adds: bool = False  # it brings a running total to another number
    whole: Count | None = field(default=None, repr=False)  # "10 of 48": the 48
    parent: Count | None = field(default=None, repr=False)
    reason: str = ""
    noun: str = ""  # the word for those counted
    start: int = -1  # where its row begins in the article, once it is one

    @property
    def head(self) -> int:
        """The word that the parser attaches: the noun, or the number where no noun follows."""
        return self.victims.head if self.victims.head >= 0 else self.number.last - 1


def find(sentence: Sentence, triggers: list[Trigger], *, convention: str = "literal") -> list[Count]:
    """The counts of a sentence in order, those of one person by an article ("a child") among them."""
    found = numbers.scan(sentence, convention=convention)
    found += headlines.bare_nouns(sentence, found) if triggers else []
    taken = {i for number in found for i in range(number.first, number.last)}
    for i in range(len(sentence)) if triggers else ():
        if (
            i not in taken
            and sentence.lower[i] in grammar("article")
            and (sentence.pos[i] in ("DET", "NUM", "PRON") or sentence.words[i] in ("a", "an"))
        ):
            found.append(Number(i, i + 1, 1.0, 1.0, "article"))
    found = sorted((number for number in found if not ages.describes(sentence, number, triggers)), key=first_word)
    starts = {number.first for number in found}
    made: list[Count] = []
    for number in found:
        if number.form == "article" and made and number.first < made[-1].last:
            continue
        count = make(sentence, number, triggers, starts)
        if made and taken_from(sentence, made[-1], count):
            if any(trigger.first == count.last for trigger in triggers):
                made[-1].whole = count  # "10 of the 48 people killed": two figures
            else:
                made[-1].victims, made[-1].last = count.victims, count.last
                continue
        if speaks(sentence, count, triggers):
            count.victims.kind, count.victims.reason = "thing", SPEAKERS
        elif count.victims.kind in ("noun", "name") and compound(sentence, number):
            count.victims.kind, count.victims.reason = "thing", "a time, an age or a size"
        single = count.victims.kind == "person" and not count.victims.plural and not apposed(sentence, count)
        single = single or another(sentence, number, count, triggers)
        head = count.victims.head
        gathered = sentence.at(head) in grammar("collective") and sentence.at(head + 1) == "of" and head + 2 in starts
        one = single and not gathered and not kin_of(sentence, number) and not describes(sentence, head)
        of_them = sentence.lower[number.first : number.last + 1] == ["one", "of"]
        if (number.form != "article" or one) and not (of_them and apposed(sentence, count)):
            made.append(count)
    return made


def describes(sentence: Sentence, head: int) -> bool:
    """Whether the word for a person belongs to a noun behind it: "an official body", "a Shia holy city"."""
    if not 0 <= head < len(sentence) or sentence.deps[head] not in ("amod", "nmod", "compound"):
        return False
    return sentence.heads[head] > head and sentence.pos[sentence.heads[head]] == "NOUN"


def after_pronoun(sentence: Sentence, begin: int) -> int:
    """Where the noun phrase begins: behind "of them", "of whom were", "of the dead were", if that stands at ``begin``.

    What is counted ("three of them children") is then part of what the pronoun stands for.
    """
    if sentence.at(begin) in grammar("passive"):  # "and four were women"
        hit = victims.people_phrases().match(sentence.lower, begin + 1) if begin + 1 < len(sentence) else None
        return begin + 1 if hit and hit[1].kind == "person" and sentence.pos_at(begin + 1) == "NOUN" else begin
    if sentence.at(begin) in ("a", "an") and sentence.at(begin - 1) == "one":
        return begin + 1  # "two were killed, one a soldier"
    if sentence.at(begin) != "of":
        return begin
    i = begin + 1
    if sentence.at(i) in ("the", "those") and sentence.at(i + 1) in grammar("victims_noun"):
        i += 1
        if sentence.at(i + 1) not in grammar("passive"):
            return begin
    elif sentence.at(i) not in ("them", "whom") and (
        sentence.at(i) not in grammar("part_pronoun") or sentence.pos_at(i + 1) in ("NOUN", "PROPN", "ADJ")
    ):
        return begin
    i += 1
    while sentence.at(i) in grammar("passive") or sentence.at(i) in ("a", "an", "the", ","):
        i += 1
    return i


@cache
def kin_words() -> frozenset[str]:
    """The words for somebody's kin."""
    table = knowledge.load("person_words")
    return frozenset(table.loc[table["kind"] == "kin", "word"])


def apposed(sentence: Sentence, count: Count) -> bool:
    """Whether ``count`` only says who a person named before is ("Omar Said, 34, a teacher", "one of the students")."""
    i = count.first - 1
    if sentence.at(i) != "," or i < 1:
        return False
    if sentence.words[i - 1].isdecimal():
        i -= 2
        if i > 0 and sentence.pos[i - 1] == "PROPN" and not ages.place(sentence, i - 1):
            return True
    return i > 0 and sentence.entities[i - 1] == "PERSON"


def attributive(sentence: Sentence, begin: int, trigger: Trigger) -> bool:
    """Whether ``trigger`` stands between a number that ends before ``begin`` and its noun ("three wounded men")."""
    if "inside" not in trigger.sides or not begin <= trigger.first <= begin + 2 or trigger.last >= len(sentence):
        return False
    hit = victims.people_phrases().match(sentence.lower, trigger.last)
    between = (sentence.pos[i] in ("ADJ", "ADV", "PROPN") for i in range(begin, trigger.first))
    return bool(hit) and hit[1].kind == "person" and all(between)


def compound(sentence: Sentence, number: Number) -> bool:
    """Whether ``number`` is the first half of a word ("a four-hour siege")."""
    return sentence.at(number.last) == "-" and sentence.starts[number.last] == sentence.ends[number.last - 1]


def of_animals(sentence: Sentence, begin: int, trigger: Trigger) -> bool:
    """Whether ``trigger`` stands between a number that ends before ``begin`` and animals ("three dead camels")."""
    if trigger.first != begin or trigger.last >= len(sentence):
        return False
    hit = victims.thing_phrases().match(sentence.lower, trigger.last)
    return bool(hit) and hit[1] == "animals"


def taken_from(sentence: Sentence, part: Count, whole: Count) -> bool:
    """Whether ``part`` is told of ``whole`` ("eight of the 20 passengers"): the whole is then no figure of its own."""
    between = sentence.lower[part.number.last : whole.first]
    return 0 < len(between) <= 2 and between[0] == "of" and part.number.form not in ("article", "vague", "none")


def quoted(sentence: Sentence, begin: int, stops: set[int]) -> Victims | None:
    """The people in quotation marks behind a number: 120 "collaborators"."""
    if sentence.at(begin) not in QUOTES:
        return None
    phrase = victims.after(sentence, begin + 1, stops)
    return phrase if phrase.kind == "person" and sentence.at(phrase.last) in QUOTES else None


def first_word(number: Number) -> int:
    """Where ``number`` stands."""
    return number.first


def another(sentence: Sentence, number: Number, count: Count, triggers: list[Trigger]) -> bool:
    """Whether "another" stands for one more person ("killing one man and wounding another")."""
    ordinal = sentence.at(number.last) in grammar("ordinal")  # "killed a fourth"
    if count.victims.kind or number.first == 0:
        return False
    if ordinal:
        apart = sentence.pos_at(number.last + 1) in ("PUNCT", "CCONJ", "ADP", "AUX", "")
        return apart and any(trigger.last == number.first for trigger in triggers)
    if sentence.lower[number.first] != "another":
        return False
    harmed = any(trigger.last == number.first or trigger.first == number.last for trigger in triggers)
    return sentence.pos_at(number.last) == "AUX" or (
        harmed and sentence.pos_at(number.last) in ("VERB", "PUNCT", "ADP")
    )


def kin_of(sentence: Sentence, number: Number) -> bool:
    """Whether somebody's kin is told of, not the person at ``number`` ("the son of a contractor was killed")."""
    kin = victims.people().get(sentence.at(number.first - 2)) if sentence.at(number.first - 1) == "of" else None
    return kin is not None and kin.word in kin_words()


def collective(sentence: Sentence, number: Number, phrase: Victims) -> None:
    """Let a number without a noun count what it sizes ("a family of six was killed")."""
    word = sentence.at(number.first - 2)
    if sentence.at(number.first - 1) == "of" and word in grammar("collective") and not phrase.kind:
        row = victims.people().get(word)
        phrase.kind, phrase.group = "person", row.group if row is not None else "unknown"


def make(sentence: Sentence, number: Number, triggers: list[Trigger], starts: set[int]) -> Count:
    """The count of ``number``: its noun phrase, its bound and what it quotes."""
    stops = starts - {number.first}
    stops -= {i for i in stops if sentence.lower[i] in ("a", "an") and sentence.at(i - 1) in ("of", "from")}
    suffix = bounds.behind_number(sentence, number.last)
    begin, inside = suffix[0] if suffix else number.last, None
    for trigger in triggers:
        if inside is None and attributive(sentence, begin, trigger):
            inside = trigger
        elif of_animals(sentence, begin, trigger):
            begin = trigger.last
        else:
            stops.update(range(trigger.first, trigger.last))
    told_at = begin
    begin = after_pronoun(sentence, number.first if number.form == "noun" else begin)
    old = ages.years_old(sentence, begin) if begin > number.last else begin  # "one of them 80 years old"
    phrase = victims.after(sentence, begin, stops) if old == begin else Victims(old, old)
    marked = quoted(sentence, begin, stops)
    phrase = marked or phrase
    if (told := tellers.begins(sentence, number, phrase, triggers)) >= 0:
        phrase = victims.after(sentence, begin, stops | set(range(told, phrase.last)))
    apposition = sentence.at(number.first - 1) == ","  # "the gunman, a 39-year-old"
    if number.form == "article" and not apposition and (aged := ages.aged_person(sentence, number.last)):
        phrase = aged
    collective(sentence, number, phrase)
    kind, first, last = bounds.bound(sentence, number, phrase.last)
    shown = phrase.last + bool(marked) if phrase.last > phrase.first else number.last
    count = Count(number, kind, first, max(number.last, shown, last), phrase)
    count.part = begin > told_at
    count.noun = sentence.at(phrase.head) if phrase.head >= 0 else ""
    count.last = old if old > begin else count.last
    if inside is not None and phrase.last > inside.first:
        count.inside = inside
    if number.form == "article" and count.noun in grammar("couple"):
        count.number = replace(number, low=2.0, high=2.0)
    return count
