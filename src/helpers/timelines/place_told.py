"""Where wording says that a place lies: "Hader in Quneitra province", "a town in the Idlib countryside"."""

from __future__ import annotations

from itertools import pairwise

from helpers.timelines import gazetteer
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_wording import LIST, key_of, type_words
from helpers.timelines.words import Words

APPOSITION = 8  # words between a name and the town, province or country that explains it
NAME = 3  # words in the name of a province or country
KIND = 3  # words such as "gas field" between a name and ", in Homs"


def told_by(place: Place) -> bool:
    """Whether a place is so large that it tells where another one lies; "Northern" alone tells nothing."""
    province = place.place_type == "province" and (place.known or place.bare != "never")
    return province or place.place_type == "country"


def told(words: Words, last: int) -> list[Place]:
    """The province or country in ", in Sudan's northern Kordofan region", " in Sudan", ", Sudan", after a name."""
    return phrase(words, last)[0]


def phrase(words: Words, last: int) -> tuple[list[Place], int, int]:
    """What `told` gives, and the first and last word of the name that tells it."""
    begin = after_kind(words, last)
    end, country, where = min(begin + APPOSITION, len(words.keys)), [], (0, 0)
    for at in range(begin, end):
        gap, key = words.text[words.tails[at - 1] : words.fronts[at]], words.keys[at]
        opens = gap == ", " or (gap == " " and (key == "in" or begin > last + 1))
        if words.sentence[at] != words.sentence[last] or not (opens if at == begin else gap in (" ", "-")):
            break
        further = at + 1 < end and words.capital[at + 1] and words.text[words.tails[at] : words.fronts[at + 1]] == " "
        if words.capital[at] and not (further and key in type_words("between")):
            for size in range(min(NAME, end - at), 0, -1):
                named = [p for p in gazetteer.curated().get(key_of(words, at, at + size - 1), ()) if told_by(p)]
                if named:
                    break
            if country or not any(p.place_type == "country" for p in named) or words.tails[at] == words.ends[at]:
                fit = [p for p in named if not country or p.country == country[0].country]
                return (fit, at, at + size - 1) if fit else (country, *where)
            country, where = [p for p in named if p.place_type == "country"], (at, at)
        elif key not in type_words("between") and key not in type_words("after"):
            break
    return country, *where


def shared(words: Words, last: int) -> list[Place]:
    """The province or country in "X, Y and Z in Idlib province", after a name of the list."""
    end = last
    while end + 1 < min(last + LIST, len(words.keys)) and words.sentence[end + 1] == words.sentence[last]:
        gap = words.text[words.tails[end] : words.fronts[end + 1]]
        step = 2 if words.keys[end + 1] == "and" and gap == " " else 1
        if end + step >= len(words.keys) or gap not in (" ", ", ", "-") or not words.capital[end + step]:
            break
        end += step
    opens = after_kind(words, end)
    return phrase(words, end)[0] if end > last and opens < len(words.keys) and words.keys[opens] == "in" else []


def after_kind(words: Words, last: int) -> int:
    """The word after a name and the kind of place it is called: "Shaer gas field", ", a market town"."""
    if (at := after_apposition(words, last)) > 0:
        return at
    for size in range(KIND, 0, -1):
        at = last + size
        if at + 1 < len(words.keys) and words.sentence[at + 1] == words.sentence[last] and not words.capital[at]:
            kind = key_of(words, last + 1, at)
            if kind in type_words("site") or (size == 1 and kind in type_words("after")):
                return at + 1
    return last + 1


def after_apposition(words: Words, last: int) -> int:
    """The word after ", a market town" beside a name; -1 if there is no such thing."""
    for at in range(last + 1, min(last + APPOSITION, len(words.keys) - 1)):
        gap = words.text[words.tails[at - 1] : words.fronts[at]]
        if words.sentence[at + 1] != words.sentence[last] or words.capital[at]:
            break
        if gap != ", " if at == last + 1 else gap not in (" ", "-"):
            break
        if at == last + 1 and words.keys[at] not in ("a", "an", "the", "another"):
            break
        if type_words("after").get(words.keys[at]) == "town" and words.keys[at + 1] in ("in", "of"):
            return at + 1
    return -1


def provinces(words: Words, first: int, last: int) -> frozenset[tuple[str, str]]:
    """Country and province of which wording says that the place lies in it; empty where it is not sure.

    A bare name after a comma may be the next one of a list: it counts only if nothing further is listed.
    """
    named, start, end = phrase(words, last)
    named = [place for place in named if place.place_type == "province"]
    if named and sure(words, first, last, start, end):
        return frozenset((place.country, place.admin1) for place in named)
    return frozenset((place.country, place.admin1) for place in owner(words, first))


def sure(words: Words, first: int, last: int, start: int, end: int) -> bool:
    """Whether the province named after a place is where it lies, not its neighbour in a list or a direction."""
    between = words.keys[last + 1 : start]
    if any(one in type_words("direction") and two == "of" for one, two in pairwise(between)):
        return False
    following = words.keys[end + 1] if end + 1 < len(words.keys) else ""
    if "in" in between or following in type_words("after") or len(between) > 1:
        return True
    gap = words.text[words.tails[end] : words.fronts[end + 1]] if following else ""
    listed = gap == ", " and words.capital[end + 1] and not country(words, end + 1)
    listed = listed or (gap == " " and following == "and")
    earlier = first and words.text[words.tails[first - 1] : words.fronts[first]] == ", " and words.capital[first - 1]
    return not (listed or earlier)


def country(words: Words, at: int) -> bool:
    """Whether the name of a country starts at a word."""
    keys = [key_of(words, at, at + size) for size in range(min(NAME, len(words.keys) - at))]
    return any(p.place_type == "country" for key in keys for p in gazetteer.curated().get(key, ()))


def owner(words: Words, first: int) -> list[Place]:
    """The province in "Idlib's Binnish", "Idlib province's town of Binnish", "the Idlib town of Binnish"."""
    at, line = first - 1, words.sentence[first]
    attributive = False
    if at > 0 and words.sentence[at - 1] == line and key_of(words, at - 1, at) in type_words("before"):
        at, attributive = at - 2, True
    while at > 0 and words.sentence[at] == line and not words.capital[at] and words.keys[at] in type_words("between"):
        if words.keys[at] in ("in", "of", "the"):
            return []
        at -= 1
    if at < 0 or words.sentence[at] != line:
        return []
    possessive = words.tails[at] != words.ends[at]
    if not words.capital[at] and type_words("after").get(words.keys[at]) == "province" and (possessive or attributive):
        at, attributive = at - 1, True
    if at < 0 or not words.capital[at] or words.sentence[at] != line or not (possessive or attributive):
        return []
    gap = words.text[words.tails[at] : words.fronts[at + 1]]
    if gap != " ":
        return []
    for size in range(min(NAME, at + 1), 0, -1):
        named = gazetteer.curated().get(key_of(words, at - size + 1, at), ())
        if found := [place for place in named if place.place_type == "province"]:
            return found
    return []
