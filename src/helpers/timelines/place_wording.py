"""What the words around a place name say about it: its kind, where its quote ends, its country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.timelines import gazetteer, spelling
from helpers.timelines.gazetteer import Place
from helpers.timelines.words import Words

BRACKET = re.compile(r"[^.()\n]{0,40}\([A-Z][^()\n]*\)")
DASH = re.compile(r",? (?:--?|–|—) ")  # behind the place of a dateline
STEPS = 3  # words such as "northern" between a name and its kind
SPOKEN = ("says", "denies", "accuses", "claims", "tells", "thinks", "mentions")  # uses of verbs only people do
MONEY = ("$", "€", "£")
HYPHENS = ("-", "‐", "‑")
LIST = 12  # words in a list of names before "provinces"
STATE = "state"  # a province, or the state itself
KIND = 4  # words in ", a small market town" after a name


@dataclass
class Spot:
    """Words ``first`` to ``last`` may be a place; ``start, end`` is the quote, with a word such as "province"."""

    first: int
    last: int
    start: int
    end: int
    key: str
    wanted: str  # place type the wording asks for, or ""
    word: str  # the word that asks for it
    own: tuple[str, ...]  # countries of which the words beside it say that it lies there
    quarter: bool = False  # whether the wording calls it a part of a town
    inside: frozenset[tuple[str, str]] = frozenset()  # country and province in which the wording puts it
    listed: frozenset[tuple[str, str]] = frozenset()  # the same, of a list that it is one of


@cache
def type_words(side: str) -> dict[str, str]:
    """Words beside a name that tell the kind of place; ``side``: before or after."""
    rows = knowledge.load("place_words")
    rows = rows[rows["side"] == side]
    return dict(zip(rows["word"], rows["place_type"], strict=True))


def key_of(words: Words, first: int, last: int) -> str:
    """The key of a run of words."""
    return " ".join(words.keys[first : last + 1])


def describe(words: Words, first: int, last: int, key: str) -> Spot:
    """What the words around a name say about it."""
    start, end = words.fronts[first], words.ends[last]
    after, wanted, kind_word = type_words("after"), "", ""
    for at in range(last + 1, min(last + 1 + STEPS, len(words.keys))):
        word, gap = words.keys[at], words.text[words.tails[at - 1] : words.fronts[at]]
        if words.sentence[at] != words.sentence[last] or any(letter in gap for letter in ",.;:()"):
            break
        if word in after and (not word.endswith("s") or word in ("suburbs", "outskirts")):
            if word == STATE and at + 1 < len(words.keys) and words.keys[at + 1] in type_words("of the state"):
                break  # "Homs state television" is the state's
            wanted, kind_word = after[word], word
            if at == last + 1 and gap == " " and words.tails[last] == words.ends[last]:
                end = words.ends[at]
            break
        if not (word.endswith("ern") or word in ("north", "south", "east", "west")):
            break
    together = "" if wanted else shared_word(words, last)
    wanted = wanted or after.get(together, "") or before(words, first) or explained_as(words, last)
    parts, lead = type_words("quarter"), key_of(words, max(first - 2, 0), first - 1)
    whole = first > 2 and words.capital[first - 3]  # "the Hanano district of Aleppo"
    quarter = kind_word in parts or together in parts or (lead in parts and not whole)
    return Spot(first, last, start, end, key, wanted, kind_word, own_country(words, first, last), quarter)


def shared_word(words: Words, last: int) -> str:
    """The last word of "Homs and Hama provinces" for each of its names."""
    after = type_words("after")
    for at in range(last + 1, min(last + LIST, len(words.keys))):
        if words.sentence[at] != words.sentence[last]:
            return ""
        if words.keys[at] in after and words.keys[at].endswith("s") and words.keys[at] not in ("suburbs", "outskirts"):
            return words.keys[at]
        if not words.capital[at] and words.keys[at] != "and":
            return ""
    return ""


def explained_as(words: Words, last: int) -> str:
    """The type of ", a central region", ", a city in" after a name."""
    gap = words.text[words.tails[last] : words.fronts[last + 1]] if last + 1 < len(words.keys) else ""
    if gap != ", " or words.keys[last + 1] not in ("a", "an", "another"):
        return ""
    for at in range(last + 2, min(last + 2 + KIND, len(words.keys))):
        gap = words.text[words.tails[at - 1] : words.fronts[at]]
        if words.sentence[at] != words.sentence[last] or words.capital[at] or gap not in (" ", "-"):
            return ""
        if kind := type_words("after").get(words.keys[at]):
            return kind
    return ""


def before(words: Words, first: int) -> str:
    """The type of "province of Homs", "the towns of Nubl and Zahraa"."""
    lead = type_words("before")
    at = first - 1
    while at > 0 and words.sentence[at] == words.sentence[first] and (words.capital[at] or words.keys[at] == "and"):
        at -= 1
    near = first - 1
    if near < 0 or words.sentence[max(near, 0)] != words.sentence[first]:
        return ""
    for stop in dict.fromkeys((near, at)):
        if stop < 0 or words.sentence[stop] != words.sentence[first]:
            continue
        one = words.keys[stop]
        two = f"{words.keys[stop - 1]} {one}" if stop else one
        if two in lead and (stop == near or words.keys[stop - 1].endswith("s")):
            return lead[two]
        if one in lead and stop == near:
            return lead[one]
    return ""


def own_country(words: Words, first: int, last: int) -> tuple[str, ...]:
    """Countries named as the place's own: "Tripoli, Lebanon", "Tripoli in Lebanon", "Lebanon's Tripoli"."""
    gap = words.text[words.tails[last] : words.fronts[last + 1]] if last + 1 < len(words.keys) else "\n"
    after = last + 2 if gap == " " and words.keys[last + 1] == "in" else last + 1 if gap == ", " else -1
    codes = []
    if 0 < after < len(words.keys):
        if words.keys[after].endswith("ern") and after + 1 < len(words.keys):
            after += 1
        for size in (1, 2, 3):
            codes += [
                p.country for p in gazetteer.curated().get(key_of(words, after, after + size - 1), ()) if nation(p)
            ]
    if first and words.tails[first - 1] != words.ends[first - 1]:
        codes += [p.country for p in gazetteer.curated().get(words.keys[first - 1], ()) if nation(p)]
    return tuple(dict.fromkeys(codes))


def nation(place: Place) -> bool:
    """Whether a place is a country."""
    return place.place_type == "country"


def quoted(words: Words, spot: Spot, place: Place) -> int:
    """Where the quote ends: after "province" or "city" if that is what the place is, else after its name."""
    if spot.key.startswith(name := key_of(words, spot.first, spot.last) + " "):  # "Rafah crossing"
        beside = spot.last + len(spot.key[len(name) :].split())
        if beside < len(words.keys) and key_of(words, spot.first, beside) == spot.key:
            return words.ends[beside]
    kind = "province" if place.place_type in ("province", "region") else place.place_type
    last_word = words.text[spot.start : spot.end].split()[-1].lower()
    fits = kind == spot.wanted and last_word not in ("neighborhood", "neighbourhood", "district", "suburbs")
    return spot.end if fits else words.ends[spot.last]


def attributive(doc, words: Words, spot: Spot, place: Place) -> bool:
    """Whether a place name only says whose something is, or where another lies: "US officials", "UK-based",
    "pro-Damascus", "US$5", "the Damascus suburb of Douma"; or is a saint's: "the shrine of Sayyida Zainab"."""
    if spot.word in type_words("suburb of its own") and words.text[spot.end :].startswith(" of "):
        return True
    if spot.first > 1 and key_of(words, spot.first - 2, spot.first - 1) in type_words("grave"):
        return True
    if words.text[words.tails[spot.last] : words.tails[spot.last] + 1] in MONEY:
        return True
    hyphen = words.text[max(words.fronts[spot.first] - 1, 0) : words.fronts[spot.first]]
    if (
        hyphen in HYPHENS
        and spot.first
        and (
            words.forms[spot.first - 1].islower() or words.keys[spot.first - 1] in spelling.particles("before a hyphen")
        )
    ):
        return True
    rest = words.text[words.tails[spot.last] : words.tails[spot.last] + 2]
    if place.place_type != "country":
        return False
    if rest[:1] in HYPHENS and rest[1:].islower():
        return True
    short = words.forms[spot.last].replace(".", "").isupper()
    if not short or rest[:1] != " " or words.tails[spot.last] != words.ends[spot.last]:
        return False
    root = root_of(doc, words, spot)
    return root.dep_ in ("compound", "amod", "nmod") and root.head.i > root.i


def root_of(doc, words: Words, spot: Spot):
    """The token on which the name hangs."""
    return doc.char_span(words.starts[spot.first], words.ends[spot.last], alignment_mode="expand").root


@cache
def statements() -> frozenset[str]:
    """Lemmas of verbs that report a statement."""
    rows = knowledge.load("reporting_verbs")
    return frozenset(rows.loc[rows["use"].isin(SPOKEN), "verb"]) | frozenset(type_words("speaks"))


def speaks(doc, words: Words, spot: Spot, place: Place) -> str:
    """The government meant by "Moscow denied" or "Ankara said"; empty where the place itself is meant."""
    if not (nation(place) or place.place_id in gazetteer.capitals()):
        return ""
    if not words.text[: spot.start].rpartition("\n")[2].strip() and DASH.match(words.text, words.ends[spot.last]):
        return ""  # "BEIRUT - The ministry said": where the report comes from
    root = root_of(doc, words, spot)
    said = root.dep_ == "nsubj" and root.head.pos_ in ("VERB", "AUX") and root.head.lemma_ in statements()
    return f"{place.country.lower()}-government" if said else ""


def opening(words, spot) -> bool:
    """Whether a place opens a report: "DAMASCUS, April 3 (Sputnik) - …"."""
    line_starts = not words.text[: spot.start].rpartition("\n")[2].strip()
    return line_starts and bool(BRACKET.match(words.text, words.ends[spot.last]))
