"""Acronyms: those that an article explains, and those made of the initials of a name that it gives in full."""

from __future__ import annotations

from collections import defaultdict

from helpers.timelines import spelling
from helpers.timelines.words import Words

NAMES = dict[tuple[int, int], str]  # entity by first and last word
EXPLAINED = 6  # words between a name and the acronym it is "also known by its English initials" as


def explained(words: Words, names: NAMES, taken: set[int]) -> dict[str, str]:
    """Acronyms the text explains, with the entity that owns the name.

    "Syrian Network for Human Rights (SNHR)", "SNHR (Syrian Network for Human Rights)", "the Syrian Network for Human
    Rights, or SNHR"; in brackets also of another language, if it comes again: "the Property Agency (AVAS)".
    """
    by_last = {last: (first, entity) for (first, last), entity in names.items()}
    by_first = {first: (last, entity) for (first, last), entity in names.items()}
    before = spelling.particles("before an acronym")
    made = {}
    for at, form in enumerate(words.forms):
        if len(form) < 2 or not (form[0].isupper() and form[-1].isupper()):
            continue
        if at - 1 in by_last and enclosed(words, at, at):
            first, entity = by_last[at - 1]
            letters = capitals(words, first, at - 1)
            fits = form.lower() in (letters, every(words, first, at - 1)) or form.lower()[:2] == letters[:2]
            if fits or (len(form) > 2 and at not in taken and words.forms.count(form) > 1):
                made[form] = entity
        elif at + 1 in by_first and enclosed(words, at + 1, by_first[at + 1][0]):
            last, entity = by_first[at + 1]
            if form.lower() in (capitals(words, at + 1, last), every(words, at + 1, last)):
                made[form] = entity
        elif at and words.keys[at - 1] in before:
            for back in range(2, EXPLAINED + 2):
                first, entity = by_last.get(at - back, (at, ""))
                if words.keys[at] in (capitals(words, first, at - back), every(words, first, at - back)):
                    made.setdefault(form, entity)
    return made


def enclosed(words: Words, first: int, last: int) -> bool:
    """Whether just the words ``first`` to ``last`` stand in brackets, right after the word before them."""
    opening = words.text[words.tails[first - 1] : words.fronts[first]].strip() if first else ""
    return opening == "(" and words.text[words.tails[last] : words.tails[last] + 1] == ")"


def every(words: Words, first: int, last: int) -> str:
    """The first letters of the words ``first`` to ``last``."""
    return "".join(key[:1] for key in words.keys[first : last + 1])


def capitals(words: Words, first: int, last: int) -> str:
    """The first letters of those words that are capitalised."""
    return "".join(words.keys[at][:1] for at in range(first, last + 1) if words.capital[at])


def initials(words: Words, names: NAMES, taken: set[int]) -> NAMES:
    """Acronyms nobody explains, "GM" in an article that names General Motors, where just one name has the letters."""
    owners: dict[str, set[str]] = defaultdict(set)
    for (first, last), entity in names.items():
        letters = "".join(words.keys[at][:1] for at in range(first, last + 1) if words.capital[at])
        if len(letters) > 1:
            owners[letters].add(entity)
    return {
        (at, at): next(iter(owners[words.keys[at]]))
        for at, form in enumerate(words.forms)
        if at not in taken and form.isupper() and len(owners.get(words.keys[at], ())) == 1 and not shouted(words, at)
    }


def shouted(words: Words, at: int) -> bool:
    """Whether a word stands in a sentence all in capitals."""
    return words.shouting[words.sentence[at]]
