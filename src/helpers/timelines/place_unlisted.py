"""Places no gazetteer knows: capitalised names that stand where a place stands, with words beside them that say so.

A name after "village of", before "district", or explained by ", a town in …" is a place. After "near" or "the road to"
it is one unless the tagger sees a person or an organisation; after "in" or "at" only if the tagger sees a place there,
the next words tell its province or country, or nothing else is known of so strange a word.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from helpers.timelines import people, place_lines, places
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_evidence import (
    barred,
    before,
    dateline,
    explained,
    follows_title,
    heads_actor,
    joined,
    leads,
    plain,
    provinces,
    site,
    typed,
)
from helpers.timelines.place_runs import whole_names
from helpers.timelines.place_told import told
from helpers.timelines.place_wording import Spot, key_of, type_words
from helpers.timelines.words import Words

SHORTEST = 3  # letters of a name of one word
SPOTS = ("GPE", "LOC", "FAC")
PAIR = 2  # words of a name that stands after "in" and nowhere else


@dataclass(frozen=True)
class Found:
    """Words ``first`` to ``last`` are a place; ``typed``: its wording says so outright, and of what type."""

    first: int
    last: int
    typed: bool
    kind: str = ""


def find(
    doc, words: Words, taken: set[int], spans: list[tuple[int, int, str]], listed: list[tuple[Spot, Place, list]]
) -> list[Found]:
    """The places of a text that only its wording shows, and where they come again.

    ``taken``: words of other names; ``spans``: the tagger's; ``listed``: places of the gazetteer, which may be part of
    a longer name if its wording calls that a place ("Bab Sharqi district").
    """
    labels = labelled(words, spans)
    made, sure = [], {}
    lists = place_lines.labels(words, listed)
    parts = {at: spot for spot, place, _ in listed for at in range(spot.first, spot.last + 1)}
    whole = {(spot.first, spot.last) for spot, *_ in listed}
    runs = [
        (first, last)
        for first, last in whole_names(words, taken)
        if not any(at in parts for at in range(first, last + 1))
        or ((first, last) not in whole and outright_part(words, first, last, parts))
    ]
    denied = {key_of(words, first, last) for first, last in runs if heads_actor(words, last)}
    for first, last in runs:
        if words.headline[words.sentence[first]] and not (typed(words, first, last) or first in lists):
            continue
        keys = words.keys[first : last + 1]
        outright = typed(words, first, last) or first in lists
        strange = key_of(words, first, last) not in denied and shown(words, first, last, labels)
        if fit(doc, words, first, last) and (outright or strange):
            kind = site(words, first, last) or called(words, first)
            made.append(Found(first, last, outright, kind))
            sure.setdefault(" ".join(keys), made[-1])
    seen = {(one.first, one.last) for one in made}
    again = [
        replace(sure[key_of(words, first, last)], first=first, last=last)
        for first, last in runs
        if (first, last) not in seen and key_of(words, first, last) in sure and not follows_title(words, first)
    ]
    return sorted([*made, *again], key=lambda one: one.first)


def called(words: Words, first: int) -> str:
    """The type of "province of" before a name; "the suburb of Douma" is a town."""
    lead = before(words, first, 2)
    return type_words("before").get(lead, "") if lead not in type_words("suburb") else ""


def labelled(words: Words, spans: list[tuple[int, int, str]]) -> dict[str, Counter]:
    """The tagger's labels of each name, by key, and of each word of a person's or organisation's name."""
    made: dict[str, Counter] = {}
    for first, last, label in spans:
        made.setdefault(key_of(words, first, last), Counter())[label] += 1
        if last > first and label in ("PERSON", "ORG"):
            for at in range(first, last + 1):
                made.setdefault(words.keys[at], Counter())[label] += 1
    return made


def fit(doc, words: Words, first: int, last: int) -> bool:
    """Whether the words of a name may be a place's at all."""
    keys, forms = words.keys[first : last + 1], words.forms[first : last + 1]
    opened = keys[0] in places.prefixes() and words.fronts[first] == words.starts[first]  # not "al-Ain"
    if first == last and (len(keys[0]) < SHORTEST or opened):
        return False
    outright = typed(words, first, last)
    bar = barred() if not outright else kinds()
    spoilt = any(key in bar and not (opened and at) for at, key in enumerate(keys)) or (
        keys[-1] in barred() and not (outright and last > first)
    )
    if spoilt or people.nation_key(" ".join(keys)):
        return False
    if any(any(letter.isdecimal() for letter in form) or form[1:-1] != form[1:-1].lower() for form in forms):
        return dateline(words, first, last)
    span = doc.char_span(words.starts[first], words.ends[last], alignment_mode="expand")
    beside = words.keys[last + 1] if last + 1 < len(words.keys) else ""
    head = span.root.head.i
    heads = span.root.dep_ in ("compound", "amod", "nmod") and head >= span.end
    heads = heads and not any(token.pos_ == "ADP" or token.is_punct for token in doc[span.end : head])
    return not heads or beside in type_words("after") or outright


@cache
def kinds() -> frozenset[str]:
    """Words of peoples and of organisations."""
    return frozenset(places.adjectives()) | people.nouns().keys()


def outright_part(words: Words, first: int, last: int, parts: dict[int, Spot]) -> bool:
    """Whether a name that holds one listed place of one word is called a place by its wording."""
    held = {spot.first: spot for at, spot in parts.items() if first <= at <= last}
    if len(held) > 1 or any(spot.last > spot.first or spot.own for spot in held.values()):
        return False
    # Two names side by side: a list that has lost its commas, "the district of Zubdiya, Aleppo".
    if any(spot.key in provinces() for spot in held.values()) or before(words, first, 2).endswith("s of"):
        return False
    if "-" in words.text[words.starts[first] : words.ends[last]] and leads(words, first, "near"):
        return True
    if words.keys[last] in type_words("building"):
        return False  # "Aleppo Hospital" says where it happened: Aleppo
    return typed(words, first, last) and not explained(words, last) and not dateline(words, first, last)


def opened(words: Words, match, matches) -> bool:
    """Whether a known name of one word only opens a place's: "near Abiy Addi"."""
    at = match.first
    if match.last > at or at + 1 >= len(words.keys) or words.headline[words.sentence[at]]:
        return False
    further = words.capital[at + 1] and joined(words, at) and not any(one.first == at + 1 for one in matches)
    if not further or not words.forms[at][1:].islower() or not words.forms[at + 1][1:].islower():
        return False
    near = type_words("before").get(before(words, at, 2)) == "town" or leads(words, at, "near")
    return near and words.keys[at + 1] not in barred()


def shown(words: Words, first: int, last: int, labels: dict[str, Counter]) -> bool:
    """Whether a name stands where places stand and nothing says that it is something else."""
    keys = words.keys[first : last + 1]
    seen = labels.get(" ".join(keys), Counter())
    spot = sum(seen[label] for label in SPOTS)
    other = sum(count for label, count in seen.items() if label not in SPOTS)
    if {" ".join(keys), *keys} & places.ordinary() or follows_title(words, first):
        return False
    if between(words, first, last):
        return True
    if whither(words, last) and (leads(words, first, "in") or before(words, first, 1) == "of"):
        return True
    if leads(words, first, "near"):
        actor = seen["ORG"] or any(labels.get(key, Counter())["PERSON"] for key in keys if first == last)
        hyphen = "-" in words.text[words.starts[first] : words.ends[last]]
        return bool(told(words, last) or hyphen or (not actor and (spot or not seen["PERSON"])))
    if leads(words, first, "struck") and told(words, last) and spot >= other:
        return True
    if not leads(words, first, "in"):
        return False
    if told(words, last) or spot > other:
        return True
    if words.keys[first - 1] not in ("in", "at") or any(plain(words, key) for key in keys):
        return False
    if first > 1 and words.capital[first - 2] and not words.first[first - 1]:
        return False  # "Day in Support of"
    return last - first < PAIR and (not seen or only_there(words, first, last, seen))


def whither(words: Words, last: int) -> bool:
    """Whether ", where" goes on after a name that stands where places stand: "the siege of Hawzen, where"."""
    gap = words.text[words.tails[last] : words.fronts[last + 1]] if last + 1 < len(words.keys) else ""
    return gap == ", " and words.keys[last + 1] == "where"


def between(words: Words, first: int, last: int) -> bool:
    """Whether a name is one of the two that a way lies between: "on the road between Zenza and Dondo"."""
    at = first - 1 if words.keys[first - 1] == "between" else first - 2
    while at > 0 and words.capital[at] and words.sentence[at] == words.sentence[first]:
        at -= 1
    if at < 1 or words.keys[at] != "between" or words.sentence[at] != words.sentence[first]:
        return False
    joint = words.keys[last + 1 : last + 2] if at == first - 1 else words.keys[first - 1 : first]
    return joint == ["and"] and bool(type_words("way").keys() & words.keys[max(at - 3, 0) : at])


def only_there(words: Words, first: int, last: int, seen: Counter) -> bool:
    """Whether a name, which the tagger may take for a person's or a group's, stands only where places stand.

    An office is where people work ("at Reuters"); nobody is shot "at" a person.
    """
    if seen["ORG"] and words.keys[first - 1] == "at":
        return False
    keys = words.keys[first : last + 1]
    found = [at for at in words.where[keys[0]] if words.keys[at : at + len(keys)] == keys]
    return all(
        leads(words, at, "in")
        or leads(words, at, "near")
        or before(words, at, 1) == "of"
        or before(words, at, 1) in type_words("part")
        for at in found
    )
