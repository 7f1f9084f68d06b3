"""What the words around a name say for or against its being a place: "village of", ", a town in", ", Sudan"."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.timelines import gazetteer, people, places, spelling
from helpers.timelines.place_told import APPOSITION, told
from helpers.timelines.place_wording import LIST, key_of, type_words
from helpers.timelines.words import Words

NAMED_AFTER = ("not_", "name_")  # classes of the words of "April 6 Street", "Tishreen Square"
SITE = 3  # words in the longest kind of site: "military air base"


@cache
def days() -> frozenset[str]:
    """Words that tell times: weekdays, months, seasons; not the words that such a word may be the name of."""
    rows = knowledge.load("time_words")
    kept = rows.loc[~rows["class"].str.startswith(NAMED_AFTER), "word"]
    return frozenset(word.lower() for cell in kept for word in cell.replace("-", " ").split())


@cache
def provinces() -> frozenset[str]:
    """Keys of the names of provinces."""
    known = gazetteer.curated().items()
    return frozenset(key for key, places_ in known if any(place.place_type == "province" for place in places_))


@cache
def barred() -> frozenset[str]:
    """Words that are in no name of a place found by its wording."""
    lists = [("not_persons", "word"), ("name_titles", "title"), ("plain_words", "word"), ("not_name_starts", "word")]
    lists += [("place_not_names", "word"), ("actor_words", "word"), ("group_prefixes", "prefix")]
    words = frozenset().union(*(people.listed(*one) for one in lists))
    return words | days() | places.adjectives().keys() | people.nouns().keys()


def joined(words: Words, at: int) -> bool:
    """Whether the next word goes on a name."""
    return words.sentence[at] == words.sentence[at + 1] and places.linked(words, at)


def before(words: Words, first: int, size: int) -> str:
    """The ``size`` words before a name, of its sentence, with nothing but spaces and "the" or "of the" between."""
    if first < size or words.sentence[first - size] != words.sentence[first]:
        return ""
    gap = words.text[words.tails[first - size] : words.fronts[first]]
    return " ".join(words.keys[first - size : first]) if not any(letter in gap for letter in ",.;:()\n") else ""


def leads(words: Words, first: int, side: str) -> bool:
    """Whether a phrase of ``side`` stands right before a name."""
    return any(before(words, first, size) in type_words(side) for size in (1, 2) if before(words, first, size))


def typed(words: Words, first: int, last: int) -> bool:
    """Whether wording calls a name a place: "village of", "… district", ", a town in"; or Deir, Kafr, Ain opens it."""
    if last > first and words.keys[first] in places.prefixes() and words.keys[last] not in barred():
        return True
    if last > first and (words.keys[last] in type_words("street") or building(words, first, last)):
        return True
    if before(words, first, 2) in type_words("before"):
        return True
    if places.followed(words, last) and not places.spoilt(words, first, last):
        return True
    if site(words, first, last) or in_list(words, first, last) or apposed(words, first, last):
        return True
    return dateline(words, first, last) or explained(words, last)


def site(words: Words, first: int, last: int) -> str:
    """The type of place that words such as "gas field" or "barrens" after a name make of it; else empty."""
    if building(words, first, last):
        return type_words("building")[words.keys[last]]
    if last > first and words.keys[last] in type_words("street"):
        return type_words("street")[words.keys[last]]
    for size in range(SITE, 0, -1):
        at = last + size
        if at >= len(words.keys) or words.sentence[at] != words.sentence[last]:
            continue
        kind = type_words("site").get(key_of(words, last + 1, at))
        if not kind or any(not joined(words, one) or words.capital[one + 1] for one in range(last, at)):
            continue
        free = all(words.keys[one] not in barred() for one in range(first, last + 1))
        mixed = all(words.forms[one][1:].islower() for one in range(first, last + 1))
        return kind if free and mixed and not places.spoilt(words, first, last) else ""
    return ""


def building(words: Words, first: int, last: int) -> bool:
    """Whether a name ends with "Hospital" or "Bridge" and has a word of its own: not "the Grand Mosque"."""
    own = any(key not in people.listed("plain_words", "word") for key in words.keys[first:last])
    return own and words.keys[last] in type_words("building") and not words.headline[words.sentence[first]]


def in_list(words: Words, first: int, last: int) -> bool:
    """Whether a name is one of "the villages of A, B and C" or of "A, B and C neighbourhoods"."""
    free = not any(words.keys[at] in barred() for at in range(first, last + 1))
    return free and (listed_before(words, first) or listed_after(words, last))


def listed_before(words: Words, first: int) -> bool:
    """Whether the list that a name goes on opens with "the villages of"."""
    ended, at = False, first - 1
    while at > 0 and words.sentence[at] == words.sentence[first]:
        gap = words.text[words.tails[at] : words.fronts[at + 1]]
        if words.keys[at] == "of":
            plural = words.keys[at - 1].endswith("s")
            return plural and type_words("before").get(key_of(words, at - 1, at)) == "town"
        if words.keys[at] == "and":
            if ended or at != first - 1:
                return False
            ended = True
        elif not words.capital[at] or gap not in (" ", ", ", "-"):
            return False
        at -= 1
    return False


def listed_after(words: Words, last: int) -> bool:
    """Whether the list that a name opens or goes on ends with "neighbourhoods" or its like."""
    for at in range(last + 1, min(last + LIST, len(words.keys))):
        gap, key = words.text[words.tails[at - 1] : words.fronts[at]], words.keys[at]
        if (
            words.sentence[at] != words.sentence[last]
            or gap not in (" ", ", ", "-")
            or words.tails[at - 1] != words.ends[at - 1]
        ):
            return False
        if not words.capital[at] and key != "and":
            alone = at == last + 1 and words.first[last]  # "Both camps"
            return not alone and key.endswith("s") and type_words("after").get(key) == "town"
    return False


def explained(words: Words, last: int) -> bool:
    """Whether ", a market town in", ", a village near" comes after a name."""
    gap = words.text[words.tails[last] : words.fronts[last + 1]] if last + 1 < len(words.keys) else ""
    if gap not in (", ", " - ", " – ", " — ") or words.keys[last + 1] not in ("a", "an", "the", "another"):
        return False
    for at in range(last + 2, min(last + APPOSITION, len(words.keys) - 1)):
        gap = words.text[words.tails[at - 1] : words.fronts[at]]
        if words.sentence[at] != words.sentence[last] or words.capital[at] or gap not in (" ", "-"):
            return False
        if type_words("after").get(words.keys[at]) == "town":
            return words.keys[at + 1] in type_words("explains") and not words.capital[at + 1]
    return False


def apposed(words: Words, first: int, last: int) -> bool:
    """Whether a name explains the kind of place before it: "the raid on the village, Mar, took"."""
    if first < 2 or words.sentence[first - 2] != words.sentence[first]:
        return False
    gap = words.text[words.tails[first - 1] : words.fronts[first]]
    if words.keys[first - 1] in type_words("called"):
        return gap == " " and type_words("after").get(words.keys[first - 2]) == "town"
    closes = words.text[words.tails[last] : words.tails[last] + 2] in (", ", ")") or gap == " ("
    return gap in (", ", " (") and closes and type_words("after").get(words.keys[first - 1]) == "town"


def dateline(words: Words, first: int, last: int) -> bool:
    """Whether a name in capitals opens a line and a country comes right after: "BARIIRE, Somalia"."""
    start = words.fronts[first]
    if (start and words.text[start - 1] != "\n") or not all(form.isupper() for form in words.forms[first : last + 1]):
        return False
    return bool(told(words, last))


def follows_title(words: Words, first: int) -> bool:
    """Whether a person's title stands right before."""
    small = spelling.particles("inside an organisation")
    return before(words, first, 1) in people.listed("name_titles", "title") - small


def heads_actor(words: Words, last: int) -> bool:
    """Whether a word such as "tribe" or "hospital" comes right after a name."""
    if last + 1 >= len(words.keys) or words.capital[last + 1] or not places.linked(words, last):
        return False
    key = words.keys[last + 1]
    return key in people.listed("place_not_names", "word") or key in people.nouns()


def plain(words: Words, key: str) -> bool:
    """Whether a word is written with a small letter elsewhere in the text."""
    return any(one == key and not capital for one, capital in zip(words.keys, words.capital, strict=True))
