"""A source: its name and kind, from an entity, a proper name or the words of a generic one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import capitals, demonyms, ids_by_name, source_kinds
from helpers.casualties.sentences import grammar
from helpers.language import Token

DETERMINERS = frozenset(
    ["a", "an", "the", "its", "his", "her", "their", "this", "that", "these", "those", "some", "one", "several", "many"]
)


@dataclass(frozen=True)
class Source:
    """Somebody on whose word something is stated. ``entity_id`` is empty for generic sources."""

    name: str
    kind: str
    entity_id: str = ""
    body: bool = False  # an organisation, which "it" can mean

    @property
    def named(self) -> bool:
        return bool(self.entity_id) or self.name[:1].isupper()


@cache
def source_words() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Words for sources: kind, role, kinds of named sources that they can stand for."""
    table = knowledge.load("source_words")
    rows = {}
    for row in table.itertuples():
        if row.word not in rows or row.role != "modifier":
            rows[row.word] = (row.kind, row.role, tuple(part for part in row.refers_to.split("; ") if part))
    return rows


@cache
def modifiers() -> dict[str, str]:
    table = knowledge.load("source_words")
    return {row.word: row.kind for row in table.itertuples() if row.kind}


@cache
def describing() -> frozenset[str]:
    """Words that say of which kind a generic source is: "*military* source"."""
    table = knowledge.load("source_words")
    return frozenset(table.loc[table["role"] == "modifier", "word"])


def look_up(head: Token) -> tuple[str, str, str, tuple[str, ...]]:
    """The source word that ends with ``head``: itself, its kind, role, and what it can stand for."""
    found = word_at(head)
    return (found[0], *source_words()[found[0]]) if found else (head.lower_, "", "", ())


def word_start(head: Token) -> int:
    """The token that the source word of ``head`` begins with: "*media* reports"."""
    found = word_at(head)
    return head.i - found[1] + 1 if found else head.i


@cache
def last_words() -> frozenset[str]:
    """What the source words end with."""
    return frozenset(re.split(r"[ \-'’]", word)[-1] for word in source_words())


@cache
def ends_one(word: str, lemma: str) -> bool:
    """Whether a source word can end with ``word``."""
    return not last_words().isdisjoint((lemma.lower(), word, word.removesuffix("s")))


def word_at(head: Token) -> tuple[str, int] | None:
    """The longest source word that ends with ``head``, and of how many tokens it is."""
    words = source_words()
    if not ends_one(head.lower_, head.lemma_):
        return None
    plural = [head.lower_.removesuffix("s")] if head.tag_ == "NNPS" else []  # "Medics" after a dateline
    lasts = (head.lemma_.lower(), head.lower_, *plural)
    for size in (3, 2, 1):
        first = head.i - size + 1
        if first < 0:
            continue
        before = "".join([f"{head.doc[i].lower_} " for i in range(first, head.i)])
        for last in lasts:
            word = f"{before}{last}"
            if size > 1:
                word = word.replace(" - ", "-").replace(" '", "'").replace(" ’", "'")
            if word in words:
                return word, size
    return None


def entity_source(mention: Mention) -> Source:
    return Source(
        mention.name,
        mention.source_kind or kind_of_name(mention.name) or default_kind(mention),
        mention.entity_id,
        body=mention.kind in ("group", "organisation"),
    )


def default_kind(mention: Mention) -> str:
    return "armed_actor" if mention.kind == "group" else "ngo"


def place_source(mention: Mention) -> Source:
    """ "Moscow said", "Turkey said": the government there."""
    official = mention.place_type == "country" or mention.name.lower() in capitals()
    return Source(mention.name, "official" if official else "witness", mention.entity_id)


def named_source(name: str) -> Source:
    """A source known by ``name`` that the article does not mention."""
    return Source(
        name, source_kinds().get(name.lower()) or kind_of_name(name) or "official", ids_by_name().get(name.lower(), "")
    )


@cache
def kind_of_name(name: str) -> str:
    """The kind of source that the words of a name tell: "… Ministry", "… News Agency"."""
    lower = f" {name.lower()} "
    best = ("", -1)
    for word, (kind, _, _) in source_words().items():
        if kind and (at := lower.rfind(f" {word} ")) >= 0 and (at + len(word), len(word)) > (best[1], 0):
            best = (kind, at + len(word))
    return best[0]


def kind_of_words(article: Article, first: int, last: int) -> str:
    """The kind that the words of a phrase tell, the last one that tells any."""
    known = modifiers()
    for token in reversed(list(article.doc[first:last])):
        two = f"{token.nbor(-1).lower_} {token.lower_}" if token.i > first else ""
        for word in (two, token.lower_, token.lemma_.lower()):
            if word in known:
                return known[word]
    return ""


def plain(article: Article, head: Token, first: int) -> str:
    """The words of a generic source without its article: "military source"."""
    last, first = head.i + 1, min(first, max(word_start(head), head.sent.start))
    if first == head.i or not kind_of_words(article, first, last):  # "a source in the militia" says more than "source"
        last = max(last, described_by(head, first)) if look_up(head)[:2] == ("source", "") else last
    last = max(last, placed(article, head))
    while first < head.i and (
        article.doc[first].lower_ in DETERMINERS | grammar("ends a clause")  # "on Saturday alone activists said"
        or article.doc[first].pos_ in ("DET", "PUNCT", "NUM")
    ):
        first += 1
    text = re.sub(r"\s+", " ", article.doc[first:last].text).strip()
    opening = article.doc[first]
    starts = opening.is_sent_start or opening.nbor(-1).text in ("-", "–", "—", ":")
    plainly = (
        opening.lower_.removesuffix("s") in source_words()
        or opening.lower_ in source_words()
        or (opening.pos_ not in ("PROPN",) and opening.lower_ not in demonyms())
    )
    return text[:1].lower() + text[1:] if plainly and starts and text[1:2].islower() else text


def placed(article: Article, head: Token) -> int:
    """The token after the place of a single official: "governor *of Homs*"; 0 if none stands there."""
    of = next((child for child in head.rights if child.lower_ == "of" and child.i == head.i + 1), None)
    noun = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    one = head.tag_ in ("NN", "NNP") and look_up(head)[1:3] == ("official", "people")
    mention = article.mention_at(noun.idx) if one and noun is not None else None
    return noun.i + 1 if mention is not None and mention.kind == "place" else 0


def described_by(head: Token, first: int) -> int:
    """The token after "source *in the militia*", "source *close to the group*"."""
    close = next((child for child in head.rights if child.pos_ == "ADJ" and child.i == head.i + 1), None)
    to = next((child for child in close.rights if child.dep_ == "prep"), None) if close is not None else None
    return to.right_edge.i + 1 if to is not None else phrases.span(head, first, head.sent.end)[1]


def worded(article: Article, head: Token, first: int, last: int, *, headline: bool = False) -> list[Source]:
    """The generic sources of a noun phrase: "police and hospital officials" are the police, and hospital officials."""
    own = look_up(head)[1]
    first = min(first, word_start(head))
    told = kind_of_words(article, first, head.i) if own in ("", "witness") else ""  # "hospital worker"
    kind = told or own or kind_of_words(article, head.i + 1, last)
    name = plain(article, head, first)
    if headline and name[1:2].islower():
        over = [(token.text, article.mention_at(token.idx)) for token in article.doc[first:last]]
        kept = {text for text, mention in over if mention is not None and mention.kind == "place"}
        name = " ".join(word if word in kept else word.lower() for word in name.split())  # capitals of a headline
    joined = re.fullmatch(r"((?:[\w-]+ )?[\w-]+) and ([\w-]+ .+)", name)
    before, rest = joined.groups() if joined else ("", "")
    main = before.rpartition(" ")[2].lower()
    if joined and (other := modifiers().get(main) or source_words().get(main, ("",))[0]):
        alone = source_words().get(main, ("", "", ()))[1] in ("people", "group")
        alone = alone and all(token.tag_ != "JJ" for token in article.doc[first : head.i] if token.lower_ == main)
        second = kind_of_words(article, first + 2, last) or kind
        return [Source(before if alone else f"{before} {head.text}", other), Source(rest, second or "unattributed")]
    return [Source(name, kind or "unattributed")]


def proper(head: Token, floor: int) -> str:
    """The proper name that ends with ``head``."""
    first = head.i
    while first > floor and head.doc[first - 1].pos_ == "PROPN" and head.doc[first - 1].head.i <= head.i:
        first -= 1
    return head.doc[first : head.i + 1].text
