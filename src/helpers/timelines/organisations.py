"""Groups and organisations nobody wrote down beforehand: those that a noun, a noun before them, an army's number or
the tagger shows in running text, never in a headline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache, lru_cache

from helpers import knowledge
from helpers.timelines import gazetteer, places, spelling
from helpers.timelines.people import Named, joined, listed, nation_key, nouns, personal, show
from helpers.timelines.words import Words

MOST = 8  # words in the longest name
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
DATELINE = re.compile(r"^[A-Z][^()\n]{2,50}\(([A-Z][^()\n]{1,30})\)(?= ?[-–—])", re.MULTILINE)
AGAIN = 2  # times the tagger has to call a single word an organisation


def find(words: Words, spans: list[tuple[int, int, str]], taken: set[int], there: set[int]) -> list[Named]:
    """Groups and organisations: capitalised words around a noun such as council or brigade, names that open with a
    word such as Jaysh, and what the tagger calls an organisation and nothing speaks against.

    ``there``: words of well-known places, "the West Bank" among them.
    """
    made, used = [], set()

    def add(first: int, last: int, kind: str, source: str) -> None:
        run = range(first, last + 1)
        if (
            last > first
            and len(run) < MOST
            and not used.intersection(run)
            and not (generic(words, run) or post(words, run))
        ):
            used.update(run)
            made.append(Named(first, last, kind, show(words, first, last), source))

    for at in words.capitals:
        key = words.keys[at]
        if at in taken or at in used or at in there or words.headline[words.sentence[at]]:
            continue
        if key in nouns() and words.text[words.tails[at] : words.tails[at] + 1] != "-":  # "Centre-Nord"
            kind, source = nouns()[key]
            first, last = around(words, at, taken)
            add(*(numbered(words, first, last) if kind == "group" else (first, last)), kind, source)
        elif key in listed("group_prefixes", "prefix"):
            last = at
            while last < at + 2 and last + 1 < len(words.keys) and extends(words, last + 1, last, taken):
                last += 1
            add(at, last, "group", "armed_actor")
    for first, last, label in spans:
        run = range(first, last + 1)
        free = label == "ORG" and not taken.intersection(run) and not words.headline[words.sentence[first]]
        if free and joined(words, first, last) and proper(words, first, last):
            add(first, last, "organisation", "")
    return made


def introduced(words: Words, spans: list[tuple[int, int, str]], taken: set[int], there: set[int]) -> list[Named]:
    """Names beside a noun that says what they name: "the rights group Ostra Watch", "its parent company, Ostra,", "the
    Ostra militia"."""
    tagged = {first: last for first, last, label in spans if label == "ORG"}
    made, end = [], -1
    for first in words.capitals:
        if not first or first <= end or first in taken or words.headline[words.sentence[first]]:
            continue
        last = tagged.get(first, first)
        while last + 1 < len(words.keys) and extends(words, last + 1, last, taken, forward=True):
            last += 1
        while not words.capital[last]:
            last -= 1
        own = [at for at in range(first, last + 1) if words.capital[at] and at not in there and unheard(words.keys[at])]
        if not own or words.keys[first] in listed("not_name_starts", "word"):
            continue
        head = before(words, first, last, first in tagged)
        if head or (head := behind(words, first, last) if len(own) == last - first + 1 else {}):
            made.append(Named(first, last, head["kind"], show(words, first, last), head["source_kind"]))
            end = last
    return made


def credited(words: Words, spans: list[tuple[int, int, str]], taken: set[int], there: set[int]) -> list[Named]:
    """The agency in brackets after the place a report opens with: "CAIRO, June 6 (Ostra Wire) - Fighters …"."""
    made = []
    for match in DATELINE.finditer(words.text):
        inside = range(bisect_left(words.starts, match.start(1)), bisect_left(words.starts, match.end(1)))
        if (
            inside
            and all(words.capital[at] for at in inside)
            and not any(key in places.adjectives() for key in (words.keys[at] for at in inside))
        ):
            made.append(Named(inside[0], inside[-1], "organisation", show(words, inside[0], inside[-1]), "agency"))
    return made


def before(words: Words, first: int, last: int, tagged: bool) -> dict[str, str]:
    """The noun right before a name, or, if the tagger sees an organisation, with the name between commas."""
    at = first - 1
    gap = words.text[words.tails[at] : words.fronts[first]]
    apart = tagged and gap == ", " and words.text[words.tails[last] : words.tails[last] + 1] == ","
    if words.sentence[at] != words.sentence[first] or not (gap == " " or apart) or words.tails[at] != words.ends[at]:
        return {}
    if words.capital[at] and not words.first[at]:
        return {}
    return heads().get(" ".join(words.keys[max(at - 1, 0) : first])) or heads().get(words.keys[at], {})


def behind(words: Words, first: int, last: int) -> dict[str, str]:
    """The noun right behind a name that "the" opens."""
    if words.keys[first - 1] != "the":
        return {}
    for stop in (last + 3, last + 2):
        head = heads().get(" ".join(words.keys[last + 1 : stop]), {})
        if head.get("behind") and stop <= len(words.keys) and joined(words, last, stop - 1):
            return {} if any(words.capital[last + 1 : stop]) else head
    return {}


@lru_cache(maxsize=100_000)
def unheard(key: str) -> bool:
    """Whether a word may be that of a name one has only read of: no day, place, people or common word."""
    if key in listed("not_name_starts", "word") or key in places.ordinary() or key in gazetteer.curated():
        return False
    barred = listed("place_not_names", "word") | listed("plain_words", "word") | listed("loaded_words", "wording")
    return personal(key) and key not in barred


@cache
def heads() -> dict[str, dict[str, str]]:
    """Nouns that stand beside the name of an organisation: its kind, its source kind, whether also behind it."""
    return {row["noun"]: row for row in knowledge.load("org_heads").to_dict("records")}


def firms(words: Words, spans: list[tuple[int, int, str]], taken: set[int]) -> list[Named]:
    """Single words that the tagger takes for an organisation again and again, and for nothing else as often."""
    labels: dict[str, Counter] = defaultdict(Counter)
    for first, last, label in spans:
        if first == last and words.capital[first] and not words.headline[words.sentence[first]]:
            labels[words.keys[first]][label] += 1
    steady = {key for key, seen in labels.items() if seen["ORG"] >= AGAIN and 2 * seen["ORG"] >= seen.total()}
    barred = listed("plain_words", "word") | listed("place_not_names", "word") | listed("loaded_words", "wording")
    fit = {
        key
        for key in steady - barred
        if personal(key) and key not in places.ordinary() and key not in gazetteer.curated() and len(key) > 2
    }
    return [
        Named(at, at, "organisation", show(words, at, at))
        for at, key in enumerate(words.keys)
        if key in fit and words.capital[at] and at not in taken
    ]


def around(words: Words, at: int, taken: set[int]) -> tuple[int, int]:
    """The run of capitalised words, and "of" or "for" between them, around word ``at``."""
    first = last = at
    while first > 0 and extends(words, first - 1, first, taken):
        first -= 1
    while last + 1 < len(words.keys) and extends(words, last + 1, last, taken, forward=True):
        last += 1
    while last > at and not words.capital[last]:
        last -= 1
    while first < at and (not words.capital[first] or words.keys[first] in listed("not_name_starts", "word")):
        first += 1
    return first, last


def numbered(words: Words, first: int, last: int) -> tuple[int, int]:
    """A unit's name with its number: "93rd Mechanized Brigade", "Battalion 101"."""
    if first and ORDINAL.fullmatch(words.forms[first - 1]) and joined(words, first - 1, first):
        return first - 1, last
    after = last + 1
    if first == last and after < len(words.keys) and words.forms[after].isdecimal() and joined(words, last, after):
        return first, after
    return first, last


def proper(words: Words, first: int, last: int) -> bool:
    """Whether what the tagger calls an organisation looks like one: no place, people or weekday in it."""
    inside = spelling.particles("inside an organisation")
    lead = words.keys[first - 1] if first and words.sentence[first - 1] == words.sentence[first] else ""
    if words.fronts[first] != words.starts[first] or lead in spelling.particles("before a place"):
        return False
    for at in range(first, last + 1):
        key = words.keys[at]
        if not words.capital[at] and key not in inside:
            return False
        ending = last > first and at == last and nation_key(key)  # "Air China"
        if not personal(key) and key not in nouns() and not ending:
            return False
        place = any(p.country for p in gazetteer.curated().get(key, ()))
        if key in listed("not_name_starts", "word") or (place and not ending):
            return False
    return True


def generic(words: Words, run: range) -> bool:
    """Whether no word of a name is of its own: "Security Forces", "Civil Society"."""
    plain, inside = listed("plain_words", "word"), spelling.particles("inside an organisation")
    return all(words.keys[at] in nouns() or words.keys[at] in plain or words.keys[at] in inside for at in run)


def post(words: Words, run: range) -> bool:
    """Whether a name is a person's office: "Defence Minister", "US Secretary of Defence"."""
    titles, keys = listed("name_titles", "title"), words.keys
    return keys[run[-1]] in titles or any(keys[at] in titles and keys[at + 1] in ("of", "for") for at in run[:-1])


def extends(words: Words, at: int, beside: int, taken: set[int], *, forward: bool = False) -> bool:
    """Whether word ``at`` belongs to the name that has reached ``beside``."""
    low, high = min(at, beside), max(at, beside)
    if at in taken or not joined(words, low, high):
        return False
    inside = spelling.particles("inside an organisation")
    if words.capital[at]:
        return not (words.first[at] and words.keys[at] in inside)
    further = at + 1 if forward else at - 1
    if words.keys[at] not in ("of", "for", "the") or not 0 <= further < len(words.keys):
        return False
    if words.sentence[further] != words.sentence[at] or further in taken:
        return False
    return words.capital[further] or words.keys[further] in ("the", "of")
