"""A reporting clause: who says it, with which verb, and on which side of it stands what is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.casualties.evidence import Article

PRONOUNS = {"he", "she", "it", "they"}
RELATIVE = {"which", "who", "that", "whom"}
SUBORDINATE = {"as", "after", "when", "while", "before", "since", "because", "amid", "following", "without", "hours"}
FINITE_BREAK = {"as", "while", "but", "although", "though", "whereas", "however", "meanwhile"}


@dataclass
class Report:
    """One reporting clause. Numbers of tokens but for ``start`` and ``end`` (code points)."""

    start: int
    end: int
    heads: list[int]
    stance: str
    form: str
    verb: int
    opens: bool = False
    closes: bool = False
    same: bool = False
    listeners: list[int] = field(default_factory=list)
    via: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 0
    sources: list = field(default_factory=list)
    carried: list = field(default_factory=list)


def end_of(article: Article, token: int) -> int:
    return article.doc[token].idx + len(article.doc[token])
