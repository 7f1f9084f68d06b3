"""What an act was done to, by the syntax of its sentence: the place that was taken, the people who were killed.

*Liberated*, *seized* and *captured* name one act only where each has a place for its object, *neutralised* and
*killed* only where it has people: "seized a truck" and "neutralised the threat" are other acts.
"""

from __future__ import annotations

from functools import cache

from helpers import knowledge

OBJECTS = ("dobj", "obj", "nsubjpass", "nsubj:pass")
INSIDE = ("of", "over")  # most of the town, control over the town
BESIDE = ("compound", "amod", "nmod", "appos")
THINGS = ("it", "they", "them")  # pronouns that may mean weapons or positions
NEAR = 3  # words between a group and its people, "IS group fighters"; farther off a headline's parse has erred
DEPTH = 4  # steps down from the head of an object: "control of most of the town of X"


@cache
def listed(use: str) -> frozenset[str]:
    """Words for what can be taken: kinds of places, or parts of one."""
    rows = knowledge.load("taken_words")
    return frozenset(rows.loc[rows["use"] == use, "word"])


@cache
def people() -> frozenset[str]:
    """Nouns for people, singular and plural."""
    victims, loaded = knowledge.load("victim_words"), knowledge.load("loaded_words")
    named = [*victims["word"], *victims["plural"], *loaded.loc[loaded["about"] == "actor", "wording"]]
    return frozenset(cell.split()[-1].lower() for cell in named if cell)


def undergone(doc, start: int, end: int, about: str, entity_at) -> str | None:
    """The entity that undergoes an act ``about`` taking or killing, "" if it has no name; None if the act is another.

    ``entity_at``: entity and kind of what is named at a character, or ``("", "")``.
    """
    verb = doc.char_span(start, end, alignment_mode="expand").root
    read = place if about == "taking" else killed
    for token in objects(verb):
        found = read(token, entity_at)
        if found is not None:
            return found
    return None


def objects(verb) -> list:
    """What ``verb`` is done to: its object, the subject of a passive or of a verb without object ("X fell"), the noun
    it stands with ("the occupied town"), or what follows "liberation of"."""
    if verb.pos_ in ("NOUN", "PROPN"):
        owned = [child for child in verb.children if child.dep_ in ("poss", "compound")]
        return [*below(verb), *owned]
    found = [child for child in verb.children if child.dep_ in OBJECTS]
    if found:
        found += below(verb)  # the parser may hang "of" on "took" in "took control of"
    elif verb.dep_ in ("amod", "acl") and verb.tag_ != "VBG":
        found = [verb.head]
    if not found and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        found = [child for child in verb.head.children if child.dep_ in OBJECTS]
    if not found:
        found = [child for child in verb.children if child.dep_ == "nsubj"]
    if verb.dep_ == "relcl" and any(token.tag_ in ("WDT", "WP") for token in found):
        found = [verb.head]
    return found


def below(noun) -> list:
    """What stands after "of" or "over" below ``noun``."""
    return [
        inner
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in INSIDE
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def place(token, entity_at, depth: int = DEPTH) -> str | None:
    """The place that ``token`` means; "" if it is one without a name, None if it is none."""
    entity, kind = entity_at(token.idx)
    if kind == "place":
        return entity
    word = token.lower_
    if depth and (word in listed("part") or token.like_num or (word in listed("place"))):
        beside = [child for child in token.children if child.dep_ in BESIDE]
        for inner in [*below(token), *(beside if word in listed("place") else [])]:
            found = place(inner, entity_at, depth - 1)
            if found is not None:
                return found
    return "" if word in listed("place") else None


def killed(token, entity_at) -> str | None:
    """The person or group that ``token`` means; "" for people without a name, None if it means no people."""
    entity, kind = entity_at(token.idx)
    if kind in ("person", "group"):
        return entity
    if token.lower_ in listed("part"):  # "dozens of fighters"
        return next((found for inner in below(token) if (found := killed(inner, entity_at)) is not None), None)
    if token.lower_ not in people() and not token.like_num and (token.tag_ != "PRP" or token.lower_ in THINGS):
        return None
    for child in token.children:
        entity, kind = entity_at(child.idx)
        linked = child.doc[child.i + 1 : child.i + 2].text == "-"  # "al-Qaeda-linked fighters" are not al-Qaeda
        if child.dep_ in BESIDE and kind == "group" and not linked and abs(child.i - token.i) <= NEAR:
            return entity
    return ""
