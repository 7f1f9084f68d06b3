"""Names with their own acronym inside: "Syrian Democratic (SDF) Forces"."""

from __future__ import annotations

from helpers.timelines import people
from helpers.timelines.acronyms import capitals, enclosed
from helpers.timelines.lexicon import Lexicon, text_id
from helpers.timelines.words import Words


def find(words: Words, lexical: Lexicon) -> list[tuple[int, int, int, str, dict[str, str]]]:
    """First word, acronym, last word, entity and its facts, of each name with its acronym inside.

    The entity is the known one of that name without the acronym; else one of the text, if a noun such as forces or
    council shows that it is an organisation.
    """
    made = []
    for first, at, last in runs(words):
        inside = [n for n in range(first, last + 1) if n != at]
        known = lexical.spelled.get(" ".join(words.keys[n] for n in inside), ())
        if known:
            made.append((first, at, last, known[0][0], lexical.entities[known[0][0]]))
            continue
        noun = next((words.keys[n] for n in reversed(inside) if words.keys[n] in people.nouns()), "")
        if noun:
            kind, source = people.nouns()[noun]
            name = f"{people.show(words, first, at - 1)} {people.show(words, at + 1, last)}"
            facts = {"name": name, "kind": kind, "source_kind": source, "country": "", "basis": "text"}
            made.append((first, at, last, text_id(kind, name), facts))
    return made


def runs(words: Words) -> list[tuple[int, int, int]]:
    """First word, acronym and last word of each name whose capitals, left and right of it, make up the acronym."""
    made = []
    for at, form in enumerate(words.forms):
        if len(form) < 2 or not form.isupper() or not at or at + 1 >= len(words.forms) or not enclosed(words, at, at):
            continue
        for first in range(at - 1, max(at - 1 - 2 * len(form), -1), -1):
            if words.sentence[first] != words.sentence[at] or (first < at - 1 and broken(words, first)):
                break
            letters = capitals(words, first, at - 1)
            if letters and words.capital[first] and words.keys[at].startswith(letters):
                last = completed(words, at, words.keys[at].removeprefix(letters))
                if last:
                    made.append((first, at, last))
                    break
    return made


def completed(words: Words, at: int, rest: str) -> int:
    """The last of the words after the bracket whose capitals are the ``rest`` of the acronym; 0 if they are not."""
    last = at
    while rest:
        last += 1
        if (
            last >= len(words.forms)
            or words.sentence[last] != words.sentence[at]
            or (last > at + 1 and broken(words, last - 1))
        ):
            return 0
        if words.capital[last]:
            if not rest.startswith(words.keys[last][:1]):
                return 0
            rest = rest[1:]
    return last if last > at else 0


def broken(words: Words, at: int) -> bool:
    """Whether more than a space or a hyphen stands after word ``at``."""
    return words.text[words.tails[at] : words.fronts[at + 1]] not in (" ", "-")
