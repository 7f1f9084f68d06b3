"""What "the group", "its director", "he" and "a war monitor" mean at their place in an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article, Mention, once
from helpers.casualties.known import demonyms
from helpers.casualties.report import Report
from helpers.casualties.report_uses import verbs
from helpers.casualties.source import (
    Source,
    entity_source,
    kind_of_name,
    look_up,
    modifiers,
    named_source,
    plain,
    source_words,
)
from helpers.language import Token


@dataclass
class Memory:
    """What "it said" and "the group said" can mean at a point of the article."""

    speakers: list[Source]
    person: list[Source]
    words: frozenset[str] = frozenset()
    body: list[Source] = field(default_factory=list)


def nobody(head: Token, report: Report) -> bool:
    """Whether a thing told it, a video or reports: it is not who goes on to speak."""
    return look_up(head)[2] == "carrier" and not any(one.entity_id for one in report.sources)


def personal(article: Article, head: Token) -> bool:
    """Whether "he said" can mean the one who is named here."""
    mention = article.mention_at(head.idx)
    if mention is not None:
        return mention.kind == "person"
    one = head.tag_ == "NN" and look_up(head)[2] in ("people", "speaker")
    return one or head.lower_ in ("he", "she") or head.pos_ == "PROPN"


def again(head: Token, memory: Memory) -> bool:
    """Whether "the source", "one official" is the one, or one of those, who spoke before."""
    before = any(child.lower_ in ("the", "one", "another") for child in head.lefts)
    return head.lemma_.lower() in memory.words and before


def owner(article: Article, head: Token, first: int, last: int, memory: Memory) -> list[Source]:
    """The organisation that "its director", "the group's head" or "a video by activists" belongs to."""
    for token in article.doc[first:last]:
        if token.lower_ in ("its", "their") and token.dep_ == "poss":
            if close := owner_before(article, token):
                return [entity_source(close)]
            return [s for s in memory.speakers if s.kind not in ("witness",)][:1] or memory.speakers[:1]
    for child in head.subtree:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by" and abs(child.i - head.i) < 20:
            noun = next((token for token in child.children if token.dep_ == "pobj"), None)
            if noun is not None:
                _, kind, role, _ = look_up(noun)
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


def owner_before(article: Article, its: Token) -> Mention | None:
    """The organisation that "its" means: the subject before it in its sentence, else that of the sentence before."""
    here = article.sentence_at(its.idx)
    start, sentence = article.bounds[max(here - 1, 0)][0], article.bounds[here][0]
    acting = [
        m
        for m in article.mentions_in(start, its.idx)
        if m.kind in ("group", "organisation") and subject_name(article, m)
    ]
    if not acting:
        return None
    return acting[-1] if acting[-1].start >= sentence else acting[0]


def subject_name(article: Article, mention: Mention) -> bool:
    """Whether a name is the subject of a clause, or stands where one stands: first in its sentence."""
    last = article.token(mention.end - 1)
    first = article.token(mention.start)
    opens = first.is_sent_start or (first.i and first.nbor(-1).is_sent_start and first.nbor(-1).lower_ == "the")
    return last.dep_ in ("nsubj", "nsubjpass") or bool(
        opens and last.i + 1 < len(article.doc) and last.nbor(1).text == ","
    )


def office(article: Article, person: Mention) -> str:
    """The kind of source that a person is by the words beside any of his names: "Osama Ali, an ambulance official"."""
    same = [mention for mention in article.mentions if mention.entity_id == person.entity_id]
    known = next((mention.source_kind for mention in same if mention.source_kind), "")
    return known or next(filter(None, (title(article, m.start, m.end) for m in same)), "witness")


@once
def office_of(article: Article, name: str) -> str:
    """The same for a name that is no mention of an entity, wherever the article writes it."""
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)]
    return next(filter(None, (title(article, *place) for place in places)), "witness")


def title(article: Article, start: int, end: int) -> str:
    """The kind of source that the words beside a person's name tell; "" if they tell none."""
    known = modifiers()
    before = re.split(r"[,.;:\n\"”“]", article.text[max(start - 60, 0) : start])[-1]
    after = article.text[end : end + 90]
    after = re.split(r"[.;\n,]", after[1:])[0] if after.startswith((",", " who")) else ""
    for words in (after, before):
        found = [known[word] for word in re.findall(r"[\w-]+", words.lower()) if word in known]
        kinds = [kind for kind in found if kind != "witness"]
        if kinds:
            return kinds[0] if words is after else kinds[-1]
    return ""


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
    title = head.idx < article.title_end
    definite = title or any(child.lower_ in ("the", "this", "that") for child in head.lefts)
    owned = any(child.dep_ == "poss" for child in head.lefts)
    able = [m for m in article.mentions if m.kind in ("group", "organisation")]
    fitting = [
        m for m in able if (m.source_kind or kind_of_name(m.name)) in refers or f" {word} " in f" {m.name.lower()} "
    ]
    if not definite and not head.is_sent_start:
        named = {m.entity_id for m in fitting if (m.source_kind or kind_of_name(m.name)) == "monitor"}
        one = "monitor" in refers and len(named) == 1 and not head.tag_.endswith("S")
        return entity_source(fitting[0]) if one else None
    if not definite or owned:
        return None
    back = [m for m in fitting if m.end <= head.idx]
    if title and len({m.entity_id for m in fitting}) == 1:
        return entity_source(fitting[0])
    same_word = [m for m in back if word.split()[-1] in m.name.lower().split()]
    if same_word:
        return entity_source(same_word[-1])
    sentence = article.sentences[article.sentence_at(head.idx)]
    near = [m for m in back if m.start >= sentence.start_char]
    if near:
        return entity_source(near[-1])
    able_to = [s for s in memory.speakers if s.entity_id]
    spoken = [s for s in able_to if s.kind in refers or f" {word} " in f" {s.name.lower()} "]
    if spoken:
        return spoken[0]
    if back:
        return entity_source(back[-1])
    others = [m for m in able if m.end <= head.idx and m.start >= sentence.start_char and not m.source_kind]
    return entity_source(others[-1]) if others and "monitor" in refers else None


def affiliation(article: Article, person: Mention) -> Source | None:
    """The organisation a person speaks for: where the article says so beside a mention, else as is known."""
    people = [m for m in article.mentions if m.entity_id == person.entity_id]
    for mention in people:
        around = [
            m
            for m in article.mentions_in(max(mention.start - 60, 0), mention.end + 80)
            if m.kind in ("organisation", "group") and article.text[m.end : m.end + 1] != "-"
        ]
        for other in around:
            between = article.text[min(mention.end, other.end) : max(mention.start, other.start)]
            parts = between.lower().split(",")
            beside = re.findall(r"[a-z-]+", parts[0] if other.end <= mention.start else parts[-1])
            told = other.start > mention.end and article.token(other.start).nbor(-1).lemma_.lower() in verbs()
            elsewhere = other.end <= mention.start and any(
                word in demonyms() for word in beside
            )  # "at the UN, the *US* envoy"
            if told or elsewhere or "\n" in between or re.search(r"[.;:]\s", between):
                continue
            if any(source_words().get(word, ("", "", ()))[1] == "speaker" for word in beside) and len(beside) <= 10:
                return entity_source(other)
    known = spokespersons().get(person.name.lower()) or spokespersons().get(person.text.lower())
    if not known:
        return None
    here = next((m for m in article.mentions if m.name == known), None)
    return entity_source(here) if here else named_source(known)


@cache
def spokespersons() -> dict[str, str]:
    """Persons who are known to speak for an organisation, by name in lower case."""
    found = {}
    for row in knowledge.load("spokespersons").itertuples():
        for name in (row.person, *row.spellings.split("; ")):
            found[name.lower()] = row.organisation
    return found
