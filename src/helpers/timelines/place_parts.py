"""Whether a run of words is only part of a longer name: "Bab al-Salama", "Operation Euphrates Shield", "Vitaly Kim"."""

from __future__ import annotations

from helpers.timelines import gazetteer, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_lists import adjectives, openers, prefixes
from helpers.timelines.place_wording import type_words
from helpers.timelines.words import Words


def linked(words: Words, at: int) -> bool:
    """Whether a name may go on after word ``at``."""
    gap = words.text[words.tails[at] : words.fronts[at + 1]]
    return words.tails[at] == words.ends[at] and (gap in ("-", "") or (gap.isspace() and "\n" not in gap))


def bare(words: Words, at: int) -> bool:
    """Whether a word stands without an article."""
    return words.fronts[at] == words.starts[at]


def constructed(words: Words, first: int, last: int, taken: set[int]) -> bool:
    """Whether a word before a run opens its name ("Bab al-Salama"), or the run is only such a word before another.

    In Arabic the first word of such a name has no article: "al-Bab" is the town.
    """
    before, after = first - 1, last + 1
    beside = before >= 0 and words.sentence[before] == words.sentence[first] and before not in taken
    if beside and words.capital[before] and words.keys[before] in openers() and linked(words, before):
        return bare(words, before)
    if first < last or words.keys[first] not in prefixes():
        return False
    if words.keys[first] not in gazetteer.curated():
        return True
    further = after < len(words.keys) and words.sentence[after] == words.sentence[last] and words.capital[after]
    return bare(words, first) and further and linked(words, last)


def in_operation(words: Words, first: int) -> bool:
    """Whether a run stands in the name of an operation: "Operation Euphrates Shield"."""
    at = first - 1
    while at >= 0 and words.sentence[at] == words.sentence[first] and linked(words, at) and words.capital[at]:
        if words.keys[at] in type_words("operation"):
            return True
        at -= 1
    return False


def person(words: Words, first: int, last: int, known: dict[str, list[Place]]) -> bool:
    """Whether a run is part of a person's name: "Salahuddin al-Shishani", "Muslim al-Halabi", "Salahuddin Osso, 31,".

    A nisba tells where somebody's people come from: an article, a name, and -i. One that is no name of a place of its
    own after a bare name, or a strange word and an age after it, make a person of both.
    """
    before, after, count = first - 1, last + 1, len(words.keys)
    if after < count and words.sentence[after] == words.sentence[last] and linked(words, last) and words.capital[after]:
        if nisba(words, after) and words.keys[after] not in known and bare(words, first):
            return True
        age = after + 1 < count and words.forms[after + 1].isdecimal() and words.forms[after + 1] < "9" * 2
        gap = words.text[words.tails[after] : words.fronts[after + 1]] if age else ""
        if gap == ", " and len(words.forms[after + 1]) <= 2 and strange(words, after, known):
            return True
    if first < last or before < 0 or words.sentence[before] != words.sentence[first] or not linked(words, before):
        return False
    place = any(spelling.exact(one.name) == words.keys[first] for one in known.get(words.keys[first], ()))
    return nisba(words, first) and not place and bare(words, before) and strange(words, before, known)


def nisba(words: Words, at: int) -> bool:
    """Whether a word has an article and the ending -i."""
    return not bare(words, at) and words.keys[at].endswith(("i", "y"))


def street(words: Words, last: int) -> bool:
    """Whether a word such as "Street" comes right after: a street has the name of a place that lies elsewhere."""
    after = last + 1
    beside = after < len(words.keys) and words.sentence[after] == words.sentence[last] and linked(words, last)
    return beside and words.keys[after] in type_words("street")


def part_of_name(words: Words, first: int, last: int, known: dict[str, list[Place]]) -> bool:
    """Whether a capitalised word without a meaning of its own stands right beside: "Vitaly Kim", "Yahia Rabia"."""
    if words.headline[words.sentence[first]]:
        return False
    before, after = first - 1, last + 1
    left = before >= 0 and words.sentence[before] == words.sentence[first] and linked(words, before)
    right = after < len(words.keys) and words.sentence[after] == words.sentence[last] and linked(words, last)
    if left and not words.first[before] and bare(words, before) and strange(words, before, known):
        return True
    return right and bare(words, after) and strange(words, after, known)


def strange(words: Words, at: int, known: dict[str, list[Place]]) -> bool:
    """Whether a word in capitals is no place, people, direction, kind of place or other common word."""
    key = words.keys[at]
    if (
        not words.capital[at]
        or not words.forms[at].isalpha()
        or words.forms[at].isupper()
        or key in adjectives()
        or key in known
    ):
        return False
    common = type_words("after").keys() | type_words("between").keys() | type_words("direction").keys()
    return key not in common | openers() and not any(key == one for other in known for one in other.split())
