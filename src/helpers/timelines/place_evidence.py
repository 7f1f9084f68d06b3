"""What the words around a name say for or against its being a place: "village of", ", a town in", ", Sudan"."""

from __future__ import annotations

from functools import cache

from helpers.timelines import gazetteer, people, places, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_wording import key_of, type_words
from helpers.timelines.words import Words

APPOSITION = 8  # words between a name and the town, province or country that explains it


@cache
def days() -> frozenset[str]:
    """Words that tell times: weekdays, months, seasons."""
    return people.listed("time_words", "word")


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
    if type_words("before").get(before(words, first, 2)) == "town":
        return True
    if places.followed(words, last) and not places.spoilt(words, first, last):
        return True
    return dateline(words, first, last) or explained(words, last)


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


def dateline(words: Words, first: int, last: int) -> bool:
    """Whether a name in capitals opens a line and a country comes right after: "BARIIRE, Somalia"."""
    start = words.fronts[first]
    if (start and words.text[start - 1] != "\n") or not all(form.isupper() for form in words.forms[first : last + 1]):
        return False
    return bool(told(words, last))


def told(words: Words, last: int) -> list[Place]:
    """The province or country in ", in Sudan's northern Kordofan region", " in Sudan", ", Sudan", after a name."""
    end, country = min(last + 1 + APPOSITION, len(words.keys)), []
    for at in range(last + 1, end):
        gap, key = words.text[words.tails[at - 1] : words.fronts[at]], words.keys[at]
        opens = gap == ", " or (gap == " " and key == "in")
        if words.sentence[at] != words.sentence[last] or not (opens if at == last + 1 else gap in (" ", "-")):
            break
        if words.capital[at]:
            for size in range(min(3, end - at), 0, -1):
                named = [p for p in gazetteer.curated().get(key_of(words, at, at + size - 1), ()) if told_by(p)]
                if named:
                    break
            if country or not any(p.place_type == "country" for p in named) or words.tails[at] == words.ends[at]:
                return [p for p in named if not country or p.country == country[0].country] or country
            country = [p for p in named if p.place_type == "country"]
        elif key not in ("in", "the", "of", "central") and not key.endswith(("ern", "th", "st")):
            break
    return country


def told_by(place: Place) -> bool:
    """Whether a place is so large that it tells where another one lies."""
    return place.place_type in ("country", "province")


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
