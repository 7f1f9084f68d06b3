"""Names nobody wrote down beforehand: persons and organisations that the tagger, a title or an organisation's noun
shows in running text, never in a headline."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.timelines import gazetteer, places, spelling
from helpers.timelines.place_wording import nation, type_words
from helpers.timelines.words import Words

MOST = 8  # words in the longest name
AGAIN = 2  # times the tagger has to call a single word an organisation
PERSON = (2, 5)  # words in a person's name


@dataclass(frozen=True)
class Named:
    """Words ``first`` to ``last`` name somebody: kind, name as printed, kind of source."""

    first: int
    last: int
    kind: str
    name: str
    source_kind: str = ""


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Kind and source kind of an organisation by its noun."""
    rows = knowledge.load("org_words").to_dict("records")
    return {row["word"]: (row["kind"], row["source_kind"]) for row in rows}


@cache
def listed(table: str, column: str) -> frozenset[str]:
    """The words of a column of a knowledge table, cut at spaces and hyphens."""
    return frozenset(word.lower() for cell in knowledge.load(table)[column] for word in cell.replace("-", " ").split())


def joined(words: Words, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and articles stand between words ``first`` and ``last`` of one sentence."""
    for at in range(first, last):
        gap = words.text[words.tails[at] : words.fronts[at + 1]]
        if words.tails[at] != words.ends[at] or gap not in (" ", "-"):
            return False
    return words.sentence[first] == words.sentence[last]


def show(words: Words, first: int, last: int) -> str:
    """The name as printed."""
    return " ".join(words.text[words.fronts[first] : words.ends[last]].split())


def spans_of(doc, words: Words) -> list[tuple[int, int, str]]:
    """The tagger's persons, organisations and places as runs of words."""
    by_start = {start: at for at, start in enumerate(words.starts)}
    by_start |= {front: at for at, front in enumerate(words.fronts)}
    made = []
    for span in doc.ents:
        if span.label_ in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"):
            inside = [at for at in (by_start.get(token.idx) for token in span) if at is not None]
            if inside:
                made.append((min(inside), max(inside), span.label_))
    return made


def persons(words: Words, spans: list[tuple[int, int, str]], taken: set[int], there: set[int]) -> list[Named]:
    """Persons named in full: what the tagger calls a person, or what follows a title.

    Not with a word that is a well-known place (``there``), nor, without a title, after "in" or "near".
    """
    titles = listed("name_titles", "title")
    made, used = [], set()
    for first, last, titled in sorted(set(candidates(words, spans)), key=lambda one: (one[0] - one[1], one[0])):
        run = range(first, last + 1)
        if not PERSON[0] <= len(run) <= PERSON[1] or not joined(words, first, last):
            continue
        if any(at in taken or at in used or at in there for at in run) or words.headline[words.sentence[first]]:
            continue
        if not all(words.capital[at] and words.forms[at].isalpha() and personal(words.keys[at]) for at in run):
            continue
        lead = words.keys[first - 1] if first and words.sentence[first - 1] == words.sentence[first] else ""
        article = words.fronts[first] != words.starts[first]
        if not titled and lead not in titles and (article or lead in spelling.particles("before a place")):
            continue
        if words.keys[first] in listed("group_prefixes", "prefix"):
            continue
        used.update(run)
        made.append(Named(first, last, "person", show(words, first, last)))
    return made


def candidates(words: Words, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, bool]]:
    """Runs of words that may be persons, and whether a title stands before them."""
    titles = listed("name_titles", "title")
    found = []
    for first, last, label in spans:
        if label == "PERSON":
            titled = False
            while first <= last and (words.keys[first] in titles or not words.capital[first]):
                first, titled = first + 1, titled or words.keys[first] in titles
            found.append((first, last, titled))
    for at in range(len(words.keys) - 2):
        if words.keys[at] in titles and words.capital[at + 1] and words.capital[at + 2] and joined(words, at, at + 2):
            first, last = at + 1, at + 2
            while (
                last + 1 < len(words.keys)
                and last < at + 4
                and words.capital[last + 1]
                and joined(words, last, last + 1)
            ):
                last += 1
            while first < last and words.keys[first] in titles:
                first += 1
            found.append((first, last, True))
    return found


def personal(key: str) -> bool:
    """Whether a word may be part of a person's name: no country, people, kind of place or of organisation."""
    if key in nouns() or key in listed("not_persons", "word") or key in places.adjectives():
        return False
    if key in type_words("after") or key in places.prefixes():
        return False
    return not nation_key(key)


def organisations(words: Words, spans: list[tuple[int, int, str]], taken: set[int]) -> list[Named]:
    """Groups and organisations: capitalised words around a noun such as council or brigade, names that open with a
    word such as Jaysh, and what the tagger calls an organisation and nothing speaks against."""
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

    for at, key in enumerate(words.keys):
        if not words.capital[at] or at in taken or at in used or words.headline[words.sentence[at]]:
            continue
        if key in nouns():
            add(*around(words, at, taken), *nouns()[key])
        elif key in listed("group_prefixes", "prefix"):
            last = at
            while last < at + 2 and last + 1 < len(words.keys) and extends(words, last + 1, last, taken):
                last += 1
            add(at, last, "group", "armed_actor")
    for at in firms(words, spans, taken | used):
        used.add(at)
        made.append(Named(at, at, "organisation", show(words, at, at)))
    for first, last, label in spans:
        run = range(first, last + 1)
        free = label == "ORG" and not taken.intersection(run) and not words.headline[words.sentence[first]]
        if free and joined(words, first, last) and proper(words, first, last):
            add(first, last, "organisation", "")
    return made


def firms(words: Words, spans: list[tuple[int, int, str]], taken: set[int]) -> list[int]:
    """Single words that the tagger takes for an organisation again and again, and for nothing else as often."""
    labels: dict[str, Counter] = defaultdict(Counter)
    for first, last, label in spans:
        if first == last and words.capital[first] and not words.headline[words.sentence[first]]:
            labels[words.keys[first]][label] += 1
    steady = {key for key, seen in labels.items() if seen["ORG"] >= AGAIN and seen["ORG"] > sum(seen.values()) / 2}
    fit = {
        key
        for key in steady
        if personal(key) and key not in places.ordinary() and key not in gazetteer.curated() and len(key) > 2
        if key not in listed("plain_words", "word") and key not in listed("loaded_words", "wording")
    }
    return [at for at, key in enumerate(words.keys) if key in fit and words.capital[at] and at not in taken]


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


def nation_key(key: str) -> bool:
    """Whether a word is the name of a country."""
    return any(nation(place) for place in gazetteer.curated().get(key, ()))


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
