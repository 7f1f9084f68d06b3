"""Known names looked up in a text: the longest first, capitalised as they are spelt, never across sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.timelines import spelling
from helpers.timelines.lexicon import NEAR, Lexicon, pieces
from helpers.timelines.words import Words

BESIDE = 2  # words on either side of a known name that may be part of a longer one


@dataclass(frozen=True)
class Match:
    """Words ``first`` to ``last`` (inclusive) name one of ``entities``; ``near``: those it may name only in an
    article about their country."""

    first: int
    last: int
    entities: tuple[str, ...]
    near: frozenset[str] = frozenset()


@cache
def nouns() -> frozenset[str]:
    """The nouns of organisations: coalition, forces, committee …"""
    return frozenset(knowledge.load("org_words")["word"])


def fits(forms: list[str], wanted: str, shouting: bool) -> bool:
    """Whether words are capitalised as a spelling wants it."""
    wanted = wanted.removesuffix(NEAR)
    for form, letter in zip(forms, wanted, strict=True):
        if letter == "U" and not (form.isupper() or (len(form) > 4 and form[:1].isupper())):
            return False
        if letter == "X" and form[1:] == form[1:].lower():
            return False
        if letter == "C" and not form[:1].isupper():
            return False
    return not (shouting and wanted == "U" and len(forms[0]) <= 4)


def find(words: Words, lexicon: Lexicon) -> list[Match]:
    """The longest known names in ``words``, from left to right, never across sentences."""
    found, end = [], 0
    for at, key in enumerate(words.keys):
        match = longest_at(words, lexicon, at) if key in lexicon.openings and at >= end else None
        if match and key == "the":  # "The National" must not hide "the National Emergency Agency"
            later = longest_at(words, lexicon, at + 1)
            match = later if later and later.last > match.last else match
        if match:
            match = wider(words, lexicon, match, found[-1].last if found else -1)
            found.append(match)
            end = match.last + 1
    return found


def wider(words: Words, lexicon: Lexicon, match: Match, before: int) -> Match:
    """The longer known name around a match, spelt as nobody wrote it down: "Kataib Hizballah" around "Hizballah"."""
    usual = {lexicon.entities[entity]["name"] for entity in match.entities}
    own = [spelling.word_key(word) for word in pieces(usual.pop())] if len(usual) == 1 else []
    for first in range(max(match.first - BESIDE, before + 1, 0), match.first + 1):
        for last in range(min(match.last + BESIDE, len(words.keys) - 1), match.last - 1, -1):
            if last - first == match.last - match.first or words.sentence[first] != words.sentence[last]:
                continue
            owned = words.ends[first:last] != words.tails[first:last]
            if owned or not all(words.capital[first : last + 1]) or broken(words, first, last):
                continue
            keys = [*words.keys[first : match.first], *own, *words.keys[match.last + 1 : last + 1]]
            ids = {entity for entity, _ in lexicon.spelled.get(" ".join(keys), ())} if own else set()
            ids = ids or lexicon.sounding.get(spelling.loose(" ".join(words.keys[first : last + 1])), set())
            if len(ids) == 1:
                return Match(first, last, tuple(ids))
    return match


def longest_at(words: Words, lexicon: Lexicon, at: int) -> Match | None:
    """The longest known name that starts with word ``at``."""
    longest = lexicon.openings.get(words.keys[at], 0)
    for size in range(min(longest, len(words.keys) - at), 0, -1):
        last = at + size - 1
        if words.sentence[last] != words.sentence[at]:
            continue
        entries = lexicon.spelled.get(" ".join(words.keys[at : last + 1]))
        if not entries or broken(words, at, last):
            continue
        forms, shouting = words.forms[at : last + 1], words.shouting[words.sentence[at]]
        if words.keys[last] in nouns() and not any(words.capital[at : last + 1]) and indefinite(words, at):
            continue  # "to build an international coalition"
        fitting = [(entity, wanted) for entity, wanted in entries if fits(forms, wanted, shouting)]
        if fitting:
            sure = {entity for entity, wanted in fitting if not wanted.endswith(NEAR)}
            ids = dict.fromkeys(entity for entity, _ in fitting)
            return Match(at, last, tuple(ids), frozenset(ids.keys() - sure))
    return None


def indefinite(words: Words, at: int) -> bool:
    """Whether "a" or "an" stands before word ``at``."""
    return at > 0 and words.keys[at - 1] in ("a", "an") and words.sentence[at - 1] == words.sentence[at]


def broken(words: Words, first: int, last: int) -> bool:
    """Whether punctuation other than a hyphen, a bracket or an apostrophe stands between the words."""
    for at in range(first, last):
        gap = words.text[words.tails[at] : words.fronts[at + 1]]
        if any(letter in ',;:!?\n"“”' for letter in gap) or ("." in gap and len(words.forms[at]) > 2):
            return True
    inside = words.text[words.starts[first] : words.ends[last]]
    return inside.count("(") != inside.count(")") or inside.count("[") != inside.count("]")
