"""Which sentences of an article go on about an event told before: those that take its date and its place.

What a sentence is about is followed as in discourse: it goes on with the event before it while the kind of event stays
and no other is brought in ("the attack" points back, "another attack" does not; Prince, 1981, on given and new).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import inf

from helpers.timelines.event_places import is_elsewhere, nested
from helpers.timelines.event_verbs import alike, families, is_act, is_aside, is_known, violent, words

NEAR = 2  # sentences back that an event is looked for, where it is plainly told on
FAR = 4  # the same, where a sentence points at it (the attack), or the article has told of no other
AROUND = 2  # days within which an article's violence is taken to be of one place
LEAD = 2  # sentences after a headline that tell the same, whatever the words
VAGUE = {"attack"}  # may be of any kind
OPENING = 5  # sentences of an article that tell what its headline does


@dataclass
class Told:
    """What a sentence of an article tells, with the verbs that tell it; ``thread`` numbers the event it is about."""

    span: object
    tokens: list
    events: list
    number: int
    things: set[str]  # names and numbers
    place_id: str
    when: dict = field(default_factory=dict)
    place_basis: str = "sentence"
    families: set[str] = field(default_factory=set)  # the kinds of events that it speaks of
    thread: int = -1

    def __post_init__(self):
        self.things = self.things | {token.lower_ for token in self.tokens if token.like_num}
        self.families = set().union(*(families(token) for token in self.tokens))
        self.thread = self.number

    @property
    def days(self) -> tuple[str, str]:
        """First and last day."""
        return self.when["date_start"], self.when["date_end"]


def goes_on(here: Told, source: Told, known: dict[str, dict], dated: bool = False) -> None:
    """Let a sentence go on about the event of another: the same thread and place, and its date if it has none.

    Another attack, or one at another place, takes the date alone.
    """
    if dated:
        here.when = source.when
    if is_new(here) or not nested(here.place_id, source.place_id, known):
        return
    here.thread = source.thread
    if source.place_id and not here.place_id:
        here.place_id, here.place_basis = source.place_id, "context"


def setting(here: Told, told: list[Told]) -> str:
    """The place of the last violence told, for a sentence that names no place: *Friday's attack*, or one of about the
    same days, where the article has told of no other place.
    """
    if here.place_id or is_new(here) or is_elsewhere(here.tokens):
        return ""
    violence = [earlier for earlier in told if earlier.place_id and violent(earlier.families)]
    if violence and violent(deeds(here)) and (points(here) or is_dated_noun(here)):
        return violence[-1].place_id
    if not violent(deeds(here, whole=True)) and not handles_dead(here):
        return ""
    around = {earlier.place_id for earlier in violence if away(here.days, earlier.days) <= AROUND}
    return around.pop() if len(around) == 1 else ""


def handles_dead(here: Told) -> bool:
    """Whether a sentence tells what was done with those an event harmed: the bodies were buried."""
    done = (child for event in here.events for child in event.children if child.dep_ in ("nsubjpass", "dobj"))
    return any("harm" in families(child) for child in done)


def away(one: tuple[str, str], other: tuple[str, str]) -> float:
    """Days between two periods; endless where one has no end."""
    if not one[1] or not other[1]:
        return inf
    later, earlier = max(one, other), min(one, other)
    return (date.fromisoformat(later[0]) - date.fromisoformat(earlier[1])).days


def is_dated_noun(here: Told) -> bool:
    """Whether an event is named by its day: Friday's attack."""
    return any(is_deed(token) and any(child.dep_ == "poss" for child in token.children) for token in here.tokens)


def deeds(here: Told, whole: bool = False) -> set[str]:
    """The families of what is done in a sentence: of its first verb of an event, or of all but those of asides, and of
    the deeds beside them.
    """
    made = set()
    for main in here.events if whole else here.events[:1]:
        if not is_act(main) and (main is here.events[0] or (main.pos_ == "VERB" and not is_aside(main))):
            made = made.union(families(main), *(families(noun) for noun in beside(main) if is_deed(noun)))
    return made


def beside(main) -> list:
    """The nouns that a verb has as subject or object, or after a preposition: killed *in a raid*."""
    nouns = [child for child in main.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    for child in main.children:
        if child.dep_ in ("prep", "agent"):
            nouns += [noun for noun in child.children if noun.dep_ == "pobj"]
    return nouns


def is_new(here: Told) -> bool:
    """Whether a sentence brings in another event: "another blast", "separately"."""
    for token in here.tokens:
        if token.lower_ not in words("new"):
            continue
        if token.dep_ == "advmod" or (token.dep_ in ("amod", "det") and is_deed(token.head)):
            return True
    return False


def is_deed(token) -> bool:
    """Whether a noun is an event, and neither who it harmed nor what did it: an attack, not a victim or a missile."""
    lemma = token.lemma_.lower()
    return lemma in words("event") and lemma not in words("means") and violent(families(token))


def carried(here: Told, told: list[Told]) -> Told | None:
    """The sentence whose event an undated one goes on about, and whose date it takes; None if that is not plain.

    Plain: the sentence before tells of the same kind of event; or an earlier one does, and this one says *the attack*,
    or names somebody or a number in common. Two dates in reach leave it open. Else, where this one only counts the harm
    of what a sentence just before told, it is that one's. A date without an end is none, and what sums up the war, or
    tells in the perfect what has been done at no time in particular, takes none.
    """
    events = [token for token in here.events if is_known(token)]
    if not events or sums_up(here.tokens, events):
        return None
    if all(is_perfect(token) for token in events) and not particular(here.tokens):
        return None
    same, harm = [], []
    pointed = points(here)
    near = FAR if len({earlier.days for earlier in told}) == 1 else NEAR
    for earlier in told:
        if violent(here.families) and not violent(deeds(earlier, whole=True)):
            continue
        away = here.number - earlier.number
        shared = here.families & earlier.families
        if shared and away <= (FAR if pointed else near) and (away == 1 or pointed or here.things & earlier.things):
            same.append(earlier)
        elif kin(here.families, earlier.families) and away <= near:
            harm.append(earlier)
    if len({earlier.days for earlier in same}) > 1:
        return None
    source = (same or harm or [None])[-1]
    return source if source and source.when["date_end"] else None


def told_on(here: Told, told: list[Told]) -> Told | None:
    """The sentence whose event one goes on about that has only the date of a statement: "the raid killed nine, the
    ministry said on Monday", after "a raid on Sunday"; None if there is none.
    """
    if not points(here) and not any(token.lower_ == "it" and token.dep_ == "nsubj" for token in here.tokens):
        return None
    source = carried(here, told)
    return source if source and source.days[1] < here.days[0] else None


def resumed(here: Told, told: list[Told]) -> Told | None:
    """The sentence whose event one with a date of its own tells again: the same days and kind, and points at it, or
    names the same place, or none where the article has told of one such event.
    """
    if is_new(here) or not (violent(deeds(here, whole=True)) or strikes(here)):
        return None
    same = [
        earlier
        for earlier in told
        if earlier.days == here.days
        and violent(deeds(earlier, whole=True))
        and alike(here.families - VAGUE, earlier.families - VAGUE)
    ]
    pointed = points(here)
    one = not here.place_id and not is_elsewhere(here.tokens) and len({earlier.thread for earlier in same}) == 1
    for earlier in reversed(same):
        if pointed or one or (here.place_id and here.place_id == earlier.place_id):
            return earlier
    return None


def strikes(here: Told) -> bool:
    """Whether what a sentence tells is done by a thing told of before: "the first missile came down"."""
    means = here.families - words("harm").keys()
    subjects = (child for main in here.events for child in main.children if child.dep_ == "nsubj")
    return violent(means) and any(definite(child, means) for child in subjects)


def headlined(here: Told, told: list[Told]) -> Told | None:
    """The sentence that tells what a headline does: the lead, or the first of the opening about such an event."""
    opening = [later for later in told if later.number <= OPENING and later.when["date_end"]]
    for later in opening:
        lead = later.number - here.number <= LEAD and here.things & later.things
        if lead or kin(here.families, deeds(later, whole=True)):
            return later
    return next((later for later in opening if kin(here.families, later.families)), None)


def points(here: Told) -> bool:
    """Whether a sentence says *the attack* of such an event, as told before."""
    return any(definite(token, here.families) for token in here.tokens)


def kin(one: set[str], other: set[str]) -> set[str]:
    """The families of events by which two sentences may tell the same: those in common, or violence and its harm."""
    if one & other:
        return one & other
    harm = words("harm").keys()
    return one if violent(one) and violent(other) and (one & harm or other & harm) else set()


def sums_up(tokens: list, events: list) -> bool:
    """Whether a sentence is about the war as a whole: "the fighting has killed thousands in the conflict"."""
    if any(token.lemma_.lower() in words("background") and token.pos_ in ("NOUN", "PROPN") for token in tokens):
        return True
    subjects = (child for child in events[0].children if child.dep_ == "nsubj")
    return is_perfect(events[0]) and any("battle" in families(child) for child in subjects)


def is_perfect(token) -> bool:
    """Whether a verb is in the present perfect, which tells of no time in particular."""
    return any(child.dep_ == "aux" and child.lower_ in ("has", "have", "'ve", "’ve") for child in token.children)


def particular(tokens: list) -> bool:
    """Whether a sentence tells of something countable: it names a number, or an event already told of."""
    return any(token.like_num or definite(token, families(token)) for token in tokens)


def definite(token, kinds: set[str]) -> bool:
    """Whether a noun of one of the families is one already told of: the attack, those raids."""
    if token.pos_ != "NOUN" or not families(token) & kinds:
        return False
    return any(child.dep_ == "det" and child.lower_ not in ("a", "an", "no", "any") for child in token.children)
