"""Who a reporting clause names: entities by their preferred name, generic sources by their words, "it" by what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article, Mention, capitals
from helpers.casualties.reports import PRONOUNS, Report
from helpers.language import Token

NAMED = "named"
DETERMINERS = {
    "a",
    "an",
    "the",
    "its",
    "his",
    "her",
    "their",
    "this",
    "that",
    "these",
    "those",
    "some",
    "one",
    "several",
    "many",
}


@dataclass(frozen=True)
class Source:
    """Somebody on whose word something is stated. ``entity_id`` is empty for generic sources."""

    name: str
    kind: str
    entity_id: str = ""

    @property
    def named(self) -> bool:
        return bool(self.entity_id) or self.name[:1].isupper()


@dataclass
class Memory:
    """What "it said" and "the group said" can mean at a point of the article."""

    speakers: list[Source]
    person: list[Source]


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


def resolve(article: Article, report: Report, memory: Memory) -> None:
    """Fill ``report.sources`` (on whose word) and ``report.carried`` (who passed it on), and remember the speaker."""
    sent = article.sentences[article.sentence_at(report.start)]
    floor, ceiling = sent.start, sent.end
    if report.same:
        report.sources = list(memory.speakers)
    for head in report.heads:
        for token in phrases.together(article.doc[head]):
            report.sources += of(article, token, floor, ceiling, memory, report)
    for head in [*report.via, *report.listeners]:
        for source in of(article, article.doc[head], floor, ceiling, memory, report):
            if head in report.via or (source.kind in ("agency", "media") and source.named):
                report.carried.append(source)
    if report.form == "carrier":
        report.sources, report.carried = [], report.sources or report.carried
    if report.sources and not report.same:
        memory.speakers = list(report.sources)
        if any(article.doc[head].lower_ in ("he", "she") or article.doc[head].pos_ == "PROPN" for head in report.heads):
            memory.person = list(report.sources)


def of(article: Article, head: Token, floor: int, ceiling: int, memory: Memory, report: Report) -> list[Source]:
    """The sources that the noun phrase of ``head`` names."""
    if head.lower_ in PRONOUNS:
        return memory.person or memory.speakers if head.lower_ in ("he", "she") else memory.speakers
    first, last = phrases.span(head, floor, ceiling)
    start, end = article.doc[first].idx, article.doc[last - 1].idx + len(article.doc[last - 1])
    mentions = article.mentions_in(start, end)
    at_head = next((m for m in mentions if m.start <= head.idx < m.end), None)
    word, kind, role, refers = look_up(head)
    if at_head and at_head.kind in ("group", "organisation"):
        return [entity_source(at_head)]
    owners = [m for m in mentions if m.kind in ("group", "organisation")]
    if (at_head and at_head.kind == "person") or (role == "speaker" and not at_head):
        if owners:
            return [entity_source(owners[0])]
        if own := owner(article, head, first, last, memory):
            return own
        if at_head:
            known = affiliation(article, at_head)
            return (
                [known]
                if known
                else [Source(at_head.name, kind_of_words(article, first, last) or "witness", at_head.entity_id)]
            )
        return [Source(plain(article, head, first), kind_of_words(article, first, head.i + 1) or "official")]
    if role == "carrier":
        if owners:
            return [entity_source(owners[0])]
        return owner(article, head, first, last, memory) or memory.speakers
    if role == "group" or role == "name":
        if owners:
            return [entity_source(owners[0])]
        if known := stands_for(article, head, word, refers, report, memory):
            return [known]
    if role == "people" and owners and speaks_from(article, head, owners[0]):
        return [entity_source(owners[0])]
    if at_head and at_head.kind == "place" and not role:
        return [place_source(at_head)]
    if role:
        return [
            Source(plain(article, head, first), kind or kind_of_words(article, first, head.i + 1) or "unattributed")
        ]
    if head.pos_ == "PROPN":
        name = proper(head)
        return [Source(name, kind_of_name(name) or kind_of_words(article, first, last) or "witness")]
    if owners:
        return [entity_source(owners[0])]
    return []


def look_up(head: Token) -> tuple[str, str, str, tuple[str, ...]]:
    """The source word that ends with ``head``: itself, its kind, role, and what it can stand for."""
    words = source_words()
    for size in (3, 2, 1):
        first = head.i - size + 1
        if first < 0:
            continue
        tokens = head.doc[first : head.i + 1]
        for last in (head.lemma_.lower(), head.lower_):
            word = " ".join([token.lower_ for token in tokens[:-1]] + [last]).replace(" - ", "-")
            if word in words:
                return word, *words[word]
    return head.lower_, "", "", ()


def entity_source(mention: Mention) -> Source:
    return Source(
        mention.name, mention.source_kind or kind_of_name(mention.name) or default_kind(mention), mention.entity_id
    )


def default_kind(mention: Mention) -> str:
    return "armed_actor" if mention.kind == "group" else "ngo"


def place_source(mention: Mention) -> Source:
    """ "Moscow said", "Turkey said": the government there."""
    official = mention.place_type == "country" or mention.name.lower() in capitals()
    return Source(mention.name, "official" if official else "witness", mention.entity_id)


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
        for word in (token.lower_, token.lemma_.lower()):
            if word in known:
                return known[word]
    return ""


def plain(article: Article, head: Token, first: int) -> str:
    """The words of a generic source without its article: "military source"."""
    while first < head.i and (
        article.doc[first].lower_ in DETERMINERS or article.doc[first].pos_ in ("DET", "PUNCT", "NUM")
    ):
        first += 1
    return re.sub(r"\s+", " ", article.doc[first : head.i + 1].text).strip()


def proper(head: Token) -> str:
    """The proper name that ends with ``head``."""
    first = head.i
    while first > 0 and head.doc[first - 1].pos_ == "PROPN" and head.doc[first - 1].head.i <= head.i:
        first -= 1
    return head.doc[first : head.i + 1].text


def owner(article: Article, head: Token, first: int, last: int, memory: Memory) -> list[Source]:
    """The organisation that "its director", "the group's head" or "a video by activists" belongs to."""
    for token in article.doc[first:last]:
        if token.lower_ in ("its", "their") and token.dep_ == "poss":
            return [s for s in memory.speakers if s.kind not in ("witness",)][:1] or memory.speakers[:1]
    for child in head.subtree:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by" and abs(child.i - head.i) < 12:
            noun = next((token for token in child.children if token.dep_ == "pobj"), None)
            if noun is not None:
                word, kind, role, _ = look_up(noun)
                mention = next(iter(article.mentions_in(noun.idx - 40, noun.idx + len(noun))), None)
                if mention and mention.start <= noun.idx < mention.end and mention.kind != "place":
                    return [entity_source(mention)]
                if role:
                    return [
                        Source(
                            plain(article, noun, phrases.span(noun, 0, len(article.doc), deep=0)[0]),
                            kind or "unattributed",
                        )
                    ]
    return []


def speaks_from(article: Article, head: Token, mention: Mention) -> bool:
    """Whether a generic source speaks out of the organisation: "an official at the ministry", "activist group LCC"."""
    between = article.doc[head.i + 1 : article.token(mention.start).i]
    return not between or all(
        t.lower_ in ("of", "for", "at", "with", "from", "in", "the", ",", "an", "a") for t in between
    )


def stands_for(
    article: Article, head: Token, word: str, refers: tuple[str, ...], report: Report, memory: Memory
) -> Source | None:
    """The named source that "the group", "the ministry", "a war monitor" means in this article."""
    definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in head.lefts)
    able = [m for m in article.mentions if m.kind in ("group", "organisation")]
    fitting = [
        m for m in able if (m.source_kind or kind_of_name(m.name)) in refers or f" {word} " in f" {m.name.lower()} "
    ]
    if not definite and not head.is_sent_start:
        named = {m.entity_id for m in fitting if (m.source_kind or kind_of_name(m.name)) == "monitor"}
        return entity_source(fitting[0]) if "monitor" in refers and len(named) == 1 else None
    if not definite:
        return None
    back = [m for m in fitting if m.end <= head.idx]
    same_word = [m for m in back if word.split()[-1] in m.name.lower().split()]
    if same_word:
        return entity_source(same_word[-1])
    sentence = article.sentences[article.sentence_at(head.idx)]
    near = [m for m in back if m.start >= sentence.start_char]
    if near:
        return entity_source(near[-1])
    spoken = [s for s in memory.speakers if s.entity_id and (s.kind in refers or not refers)]
    if spoken:
        return spoken[0]
    if back:
        return entity_source(back[-1])
    others = [m for m in able if m.end <= head.idx and m.start >= sentence.start_char and not m.source_kind]
    return entity_source(others[-1]) if others and "monitor" in refers else None


def affiliation(article: Article, person: Mention) -> Source | None:
    """The organisation a person speaks for, where the article says so beside one of the person's mentions."""
    people = [m for m in article.mentions if m.entity_id == person.entity_id]
    for mention in people:
        around = [
            m
            for m in article.mentions_in(max(mention.start - 60, 0), mention.end + 80)
            if m.kind in ("organisation", "group")
        ]
        for other in around:
            between = article.text[min(mention.end, other.end) : max(mention.start, other.start)]
            tokens = set(re.findall(r"[a-z-]+", between.lower()))
            if "\n" in between or re.search(r"[.;:]\s", between):
                continue
            if any(source_words().get(token, ("", "", ()))[1] == "speaker" for token in tokens) and len(tokens) <= 10:
                return entity_source(other)
    return None
