"""The numbers of a sentence with their noun phrases and bounds: what may turn out to be a figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.casualties import bounds, numbers, victims
from helpers.casualties.harm import Trigger
from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import Victims


@dataclass
class Count:
    """A number with its noun phrase; the words ``first`` to ``last`` (exclusive) are what a row quotes."""

    number: Number
    bound: str
    first: int
    last: int
    victims: Victims
    trigger: Trigger | None = None
    harm: str = ""
    part: bool = False  # it stands behind "including" or the like
    parent: Count | None = field(default=None, repr=False)
    reason: str = ""

    @property
    def head(self) -> int:
        """The word that the parser attaches: the noun, or the number where no noun follows."""
        return self.victims.head if self.victims.head >= 0 else self.number.last - 1


def find(sentence: Sentence, triggers: list[Trigger], *, convention: str = "literal") -> list[Count]:
    """The counts of a sentence in order, those of one person by an article ("a child") among them."""
    found = numbers.scan(sentence, convention=convention)
    taken = {i for number in found for i in range(number.first, number.last)}
    for i in range(len(sentence)):
        if i not in taken and sentence.lower[i] in grammar("article") and sentence.pos[i] in ("DET", "NUM", "PRON"):
            found.append(Number(i, i + 1, 1.0, 1.0, "article"))
    found.sort(key=lambda number: number.first)
    starts = {number.first for number in found}
    made = []
    for number in found:
        count = make(sentence, number, triggers, starts)
        if number.form != "article" or (count.victims.kind == "person" and not count.victims.plural):
            made.append(count)
    return made


def make(sentence: Sentence, number: Number, triggers: list[Trigger], starts: set[int]) -> Count:
    """The count of ``number``: its noun phrase, its bound and what it quotes."""
    stops = starts - {number.first}
    begin, inside = number.last, None
    for trigger in triggers:
        attributive = begin <= trigger.first <= begin + 2 and "inside" in trigger.sides
        if (
            attributive and inside is None and victims.people_phrases().match(sentence.lower, trigger.last - 0)
            if (trigger.last < len(sentence))
            else False
        ):
            inside = trigger
            continue
        stops.update(range(trigger.first, trigger.last))
    if begin < len(sentence) and sentence.at(begin) == "of" and sentence.at(begin + 1) in grammar("part_pronoun"):
        begin += 2  # "three of them children": the children are counted, and they are part of "them"
        while sentence.at(begin) in grammar("passive") or sentence.at(begin) in ("a", "an", "the", ","):
            begin += 1
    phrase = victims.after(sentence, begin, stops)
    kind, first, last = bounds.bound(sentence, number, phrase.last)
    count = Count(number, kind, first, max(number.last, phrase.last if phrase.head >= 0 else phrase.last, last), phrase)
    count.part = begin > number.last
    if inside is not None and phrase.last > inside.first:
        count.trigger = inside
    return count
