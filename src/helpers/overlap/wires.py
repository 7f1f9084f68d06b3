"""Whose words shared words are: the wire service they name, or that a third article with the same words credits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd

from helpers import knowledge
from helpers.overlap.words import SENTENCE_END

COPIED = ["verbatim", "edited"]
ALL = ("agency", "outlet")
TAIL = 60  # code points after a passage within which its sentence may end with its source: "…, Reuters reported"


def named(passages: pd.DataFrame, texts: Mapping[str, str]) -> dict[tuple[str, str], dict[str, str]]:
    """For each pair the services that its copied words, or the end of their sentence, name, each with the texts that
    name it there: ``a``, ``b`` or ``ab``."""
    made: dict[tuple[str, str], dict[str, str]] = {}
    for row in passages[passages["kind"].isin(COPIED)].to_dict("records"):
        names = made.setdefault((row["doc_a"], row["doc_b"]), {})
        for side in "ab":
            text, end = texts[row[f"doc_{side}"]], row[f"end_{side}"]
            found = [spellings()[name] for name in pattern().findall(text[row[f"start_{side}"] : end])]
            found += [spellings(*ALL)[name] for name in closing().findall(tail(text, end))]
            for name in dict.fromkeys(found):
                names[name] = "".join(dict.fromkeys(names.get(name, "") + side))
    return made


def said(named: Mapping[str, str], docs: Mapping[str, str]) -> str:
    """Who names what in the shared words, in words; ``docs``: the articles of the sides ``a`` and ``b``."""
    sides = {side for found in named.values() for side in found}
    if len(sides) == 1:
        return f"{docs[sides.pop()]} names {', '.join(named)} in the shared words or at their end"
    return f"the shared words name {', '.join(named)}"


def tail(text: str, end: int) -> str:
    """What follows ``end`` in its sentence, if that is short."""
    rest = text[end : end + TAIL]
    stop = SENTENCE_END.search(rest + " " if end + TAIL >= len(text) else rest)
    return rest[: stop.start()] if stop else ""


@cache
def spellings(*kinds: str) -> dict[str, str]:
    """The services we know of ``kinds`` (wire services if none is given), by spelling."""
    known = knowledge.load("agencies")
    known = known[known["kind"].isin(kinds or ["agency"])]
    return dict(zip(known["spelling"], known["name"], strict=True))


@cache
def pattern() -> re.Pattern:
    """A wire service in a text."""
    return re.compile(rf"(?<!\w)(?:{either(spellings())})(?!\w)")


@cache
def closing() -> re.Pattern:
    """The end of a sentence that names a service as its source: ", CNN reported", ", according to Reuters"."""
    return re.compile(rf"\A\W*(?:[a-z]+ (?:to|by) )?(?:the )?({either(spellings(*ALL))})(?: [a-z]+){{0,3}}\W*\Z")


def either(names: Mapping[str, str]) -> str:
    """A pattern for any of ``names``, the longest first."""
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


@cache
def names() -> list[str]:
    """The wire services we know by name."""
    return list(dict.fromkeys(spellings().values()))


class Lenders:
    """Third articles that have the words a pair shares, and credit a wire service for them."""

    def __init__(self, passages: pd.DataFrame, wires: Mapping[str, list[str]]):
        """``wires``: the services that each article credits."""
        self.wires = wires
        self.spans: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for row in passages[passages["kind"].isin(COPIED)].itertuples():
            self.spans[row.doc_a][row.doc_b].append((row.start_a, row.end_a))
            self.spans[row.doc_b][row.doc_a].append((row.start_b, row.end_b))

    def find(self, a: str, b: str, near: Callable[[str], bool]) -> str:
        """The first article, of those that are ``near``, that has half of what ``a`` and ``b`` share and credits a
        service; empty if there is none."""
        for third in sorted(self.spans[a].keys() & self.spans[b].keys()):
            if (
                self.wires.get(third)
                and near(third)
                and all(self.half(one, other, third) for one, other in ((a, b), (b, a)))
            ):
                return third
        return ""

    def half(self, one: str, other: str, third: str) -> bool:
        """Whether ``third`` has half of what ``one`` shares with ``other``, or more."""
        shared = {at for span in self.spans[one][other] for at in range(*span)}
        lent = {at for span in self.spans[one][third] for at in range(*span)}
        return 2 * len(shared & lent) >= len(shared) > 0
