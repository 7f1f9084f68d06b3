"""Lines that break a total down: the items of a list behind a colon, and what remains of a total."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.lists import DASHES, carried, pronoun_part
from helpers.casualties.sentences import Sentence, grammar

BULLETS = frozenset({"•", "-", "–", "—", "*", "·", "▪", "◦", "●", "■", "--"})
HEADING = 4  # words before the number of an item: "- Si Sa Ket: eight"


@dataclass
class Opened:
    """What a list is opened with: the harm its bare numbers count, and the totals they may be parts of."""

    harm: str = ""
    totals: list[Count] = field(default_factory=list)
    own: bool = False  # the sentence that opens the list states the totals itself
    names: bool = False  # its items are names: their numbers are ages

    def total(self, harm: str, least: float) -> int:
        """Where the total of ``harm`` begins that a number of ``least`` may be a part of; -1 without one."""
        fits = [count for count in self.totals if count.harm == harm and count.number.low >= max(least, 2)]
        return fits[0].start if fits else -1


def opens(
    sentence: Sentence, triggers: list[Trigger], kept: list[Count], earlier: list[Count], total: Count | None
) -> Opened:
    """The list that ``sentence`` opens ("How the civilians died:"), empty if it opens none.

    ``earlier``: the figures of the sentence before it; ``total``: the last total of the article, whose people a list of
    names names ("Names released so far:").
    """
    if sentence.at(len(sentence) - 1) != ":":
        return Opened()
    victims = ["killed"] if grammar("victims_noun").intersection(sentence.lower) else []
    harms = [trigger.harm for trigger in triggers] + victims
    if not harms and total is not None and grammar("names_cue").intersection(sentence.lower):
        return Opened(total.harm, [total], names=True)
    return Opened(harms[0], kept or earlier, bool(kept)) if harms else Opened()


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list."""
    return sentence.words[0] in BULLETS


def item(sentence: Sentence, before: Sentence | None, opened: Opened, triggers: list[Trigger]) -> Trigger | None:
    """The trigger that carries the harm of a list on to an item whose number has none itself.

    ``before``: the sentence before it, for the parser takes some bullets for sentences of their own. State words that
    only say where people died ("in prison") are taken out of ``triggers``.
    """
    own = is_item(sentence)
    if not opened.harm or not (own or (before is not None and len(before) == 1 and is_item(before))):
        return None
    if opened.harm == "killed":
        triggers[:] = [one for one in triggers if one.frame != "state" or one.harm != "detained"]
    return Trigger(0, int(own), opened.harm, "item", "word", ())


def carry(sentence: Sentence, counts: list[Count], trigger: Trigger | None, opened: Opened) -> None:
    """Give the first number of an item the harm of its list, and every number of one the total it is a part of."""
    if trigger is not None and not opened.names:
        first = next((one for one in counts if not (one.part or one.harm) and one.victims.kind != "thing"), None)
        ahead = range(1, first.first) if first is not None else range(0)
        named = all(sentence.pos[i] in ("PROPN", "NOUN", "ADJ", "PUNCT", "DET", "ADP") for i in ahead)
        if first is not None and named and len(ahead) <= HEADING:
            whole = opened.total(trigger.harm, first.number.low)
            first.harm, first.trigger, first.part = trigger.harm, trigger, whole >= 0
            trigger.whole = whole
    if opened.own:
        for count in counts:
            if count.harm and not count.part and count.number.low and count.trigger.whole < 0:
                count.trigger.whole = opened.total(count.harm, count.number.low)
                count.part = count.trigger.whole >= 0


def dealt(sentence: Sentence, counts: list[Count]) -> None:
    """Make parts of the numbers behind a dash or colon that add up to the number told before it ("six died in raids –
    three in Aden, two in Taiz and a woman in Ibb").
    """
    for index, whole in enumerate(counts):
        if not whole.harm or (whole.part and not carried(whole)) or whole.bound != "exact":
            continue
        end = max(whole.last, whole.trigger.last)
        dash = next((i for i in range(end, len(sentence)) if parted(sentence, i, ":")), len(sentence))
        bare = all(not count.victims.kind for count in counts[index + 1 :])
        if bare and sentence.at(end) == "," and any(count.first == end + 1 for count in counts):
            dash = end  # "twelve died, eight at the scene and four in hospital"
        behind = [count for count in counts[index + 1 :] if count.first > dash and count.number.form != "none"]
        if not behind or any(end <= count.first < dash for count in counts):
            continue
        close = next((i for i in range(dash + 1, len(sentence)) if parted(sentence, i, ";")), len(sentence))
        parts = [count for count in behind if count.last <= close and count.victims.kind in ("person", "")]
        parts = [count for count in parts if not pronoun_part(sentence, count)]
        fits = len(parts) > 1 and sum(count.number.low for count in parts) == whole.number.low
        if fits and all(not count.harm or count.harm == whole.harm or rests(count, whole) for count in parts):
            for count in parts:
                count.harm, count.trigger, count.part, count.parent = whole.harm, whole.trigger, True, whole


def parted(sentence: Sentence, i: int, mark: str) -> bool:
    """Whether ``mark`` or a dash between words stands at ``i``, not one inside a word ("pro-Iranian")."""
    return sentence.lower[i] == mark or (sentence.lower[i] in DASHES and sentence.starts[i] != sentence.ends[i - 1])


def rests(count: Count, whole: Count) -> bool:
    """Whether the state told of ``count`` is where people died ("eight died, four in hospital")."""
    return whole.harm == "killed" and count.harm == "injured" and count.trigger.frame == "state"
