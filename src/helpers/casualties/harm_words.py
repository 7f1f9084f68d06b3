"""Words of harm in all their forms, with what each form may mean (``knowledge/harm_words.csv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.casualties.sentences import Phrases

VERBAL = frozenset({"verb", "intransitive", "leave", "march", "lose", "passive"})  # frames


@dataclass
class Trigger:
    """A harm word at the words ``first`` to ``last`` (exclusive) and the sides its victims may stand on."""

    first: int
    last: int
    harm: str
    frame: str
    form: str  # present, past, gerund, word
    sides: tuple[str, ...]
    needs_people: str = ""  # yes: a word for people must stand by it; near: or a bare number before it; armed: fighters
    behind: str = ""  # the kind of word in ``knowledge/harm_grammar.csv`` that must stand behind it
    passive: bool = False
    whole: int = -1  # where the total begins that its numbers are parts of, if another sentence told it


@cache
def harm_phrases() -> Phrases:
    """Every form of every harm word with its readings ``(harm, frame, forms, needs_people, behind)``: first those that
    need a word behind them.
    """
    table, rows = knowledge.load("harm_words"), {}
    for row in table.itertuples():
        for form in ("present", "past", "participle", "gerund"):
            for phrase in filter(None, getattr(row, form).split("|")):
                name = form if row.frame in VERBAL else "word"
                readings = rows.setdefault(" ".join(phrase.split()), {})
                reading = (row.harm, row.frame, set(), row.needs_people, row.behind)
                readings.setdefault((row.frame, row.behind, row.needs_people), reading)[2].add(name)
    return Phrases([(phrase, sorted(found.values(), key=unconditional)) for phrase, found in rows.items()])


def unconditional(reading: tuple) -> bool:
    """Whether a reading needs no word behind it."""
    return not reading[4]
