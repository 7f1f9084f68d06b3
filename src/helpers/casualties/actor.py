"""Who is said to have done it, kept apart from who says so."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.casualties.known import demonyms
from helpers.casualties.report import Report
from helpers.language import Token

NO_ACTORS = ("agency", "media", "monitor", "medical", "ngo", "activist")  # kinds of source


@cache
def actor_words() -> dict[str, str]:
    """Nouns of those who act (``state``, ``person``) and of what they do it with (``weapon``)."""
    return dict(zip(knowledge.load("actor_words")["word"], knowledge.load("actor_words")["use"], strict=True))


@cache
def attack_verbs() -> frozenset[str]:
    return frozenset(word.split()[0] for word in knowledge.load("attack_verbs")["verb"])


def find(article: Article, number: int, figure: dict, reports: list[Report]) -> str:
    """The one said to have done the harm of ``figure`` in its sentence: an entity's name, or the words; else ``""``."""
    sent = article.sentences[number]
    trigger = article.token(figure["trigger_start"])
    counted = range(article.token(figure["start"]).i, article.token(figure["end"] - 1).i + 1)
    speaking = [range(report.first, report.last + 1) for report in reports]
    for head in candidates(trigger, sent.start, sent.end, counted):
        if head.i in counted or any(head.i in part for part in speaking) or not sent.start <= head.i < sent.end:
            continue
        first, last = phrases.span(head, sent.start, sent.end, deep=1)
        if any(i in counted for i in range(first, last)):
            continue
        if name := named(article, head, first):
            return name
        if name := wielder(article, head, sent.start, sent.end, counted):
            return name
    return ""


def candidates(trigger: Token, floor: int, ceiling: int, counted: range) -> list[Token]:
    """Nouns that may act, the nearest to the word of harm in the sentence's structure first."""
    found = []
    verb = trigger
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX"):
            attacks = verb.i == trigger.i or verb.lemma_.lower() in attack_verbs()
            if phrases.passive(verb) or verb.tag_ == "VBN":
                by = phrases.agent(verb) if attacks else None
                found += phrases.together(by) if by is not None else []
            elif (attacks or trigger.head.i == verb.i) and (who := phrases.subject(verb)) is not None:
                found.append(verb.head if who.lower_ in ("which", "that", "who") and verb.dep_ == "relcl" else who)
            for child in verb.children:
                if child.dep_ in ("prep", "advcl", "agent") and child.i not in counted:
                    found += below(child)
        elif verb.pos_ in phrases.NOMINAL:
            found += [token for child in verb.children if child.dep_ in ("prep", "agent") for token in below(child)]
        if verb.head.i == verb.i or not floor <= verb.head.i < ceiling:
            break
        verb = verb.head
    return list(dict.fromkeys(found))


def weapon(token: Token) -> bool:
    """Whether a word is what harm is done with: "strike", "shelling"."""
    return "weapon" in (actor_words().get(token.lemma_.lower()), actor_words().get(token.lower_))


def below(token: Token) -> list[Token]:
    """The nouns under a preposition, or the subject and agent of an adverbial clause."""
    if token.dep_ in ("prep", "agent"):
        nouns = [child for child in token.children if child.dep_ in ("pobj", "pcomp")]
        if token.lower_ not in ("by", "from"):  # "in an air strike", never "in jihadist-held Idlib"
            nouns = [noun for noun in nouns if weapon(noun) or weapon(noun.doc[min(noun.i + 1, len(noun.doc) - 1)])]
        return nouns + [
            more for noun in nouns for child in noun.children if child.dep_ in ("prep", "acl") for more in below(child)
        ]
    if token.lemma_.lower() not in attack_verbs():
        return []
    who, by = phrases.subject(token), phrases.agent(token)
    active = [who] if who is not None and not phrases.passive(token) else []
    return active + ([by] if by is not None else [])


def named(article: Article, head: Token, first: int) -> str:
    """The actor that ``head`` stands for: its entity's name, its country, or its words; ``""`` if it is none."""
    mention = next(
        (
            m
            for m in article.mentions_in(article.doc[first].idx, head.idx + len(head))
            if m.kind in ("group", "organisation")
        ),
        None,
    )
    use = actor_words().get(head.lemma_.lower()) or actor_words().get(head.lower_, "")
    on_head = mention is not None and mention.start <= head.idx < mention.end
    if mention is not None and (on_head or use) and mention.source_kind not in NO_ACTORS:
        return mention.name
    country = next(
        (m for m in article.mentions_in(head.idx, head.idx + len(head)) if m.place_type == "country" and not m.loose),
        None,
    )
    if country is not None and head.dep_ in ("nsubj", "pobj") and head.head.dep_ != "prep":
        return country.name
    if use not in ("state", "person", "machine"):
        return ""
    following = article.mention_at(article.doc[head.i + 1].idx) if head.i + 1 < len(article.doc) else None
    if use == "person" and following is not None and following.kind in ("group", "organisation"):
        return following.name  # "the paramilitary Rapid Support Forces"
    words = phrase_words(article, head, first)
    if use != "person" and (state := of_country(article, head, first)) and len(words.split()) <= 3:
        return state
    return words if use != "machine" or " " in words else ""


def phrase_words(article: Article, head: Token, first: int) -> str:
    """The words of the noun phrase up to its head, without articles and numbers."""
    while first < head.i and article.doc[first].pos_ in ("DET", "NUM", "PUNCT", "PRON", "ADP", "PART"):
        first += 1
    words = re.sub(r"\s+", " ", article.doc[first : head.i + 1].text)
    opening = article.doc[first]
    common = opening.pos_ != "PROPN" or (head.pos_ == "NOUN" and article.mention_at(opening.idx) is None)
    plainly = opening.is_sent_start and common and opening.lower_ not in demonyms()
    return words[:1].lower() + words[1:] if plainly and words[1:2].islower() else words


def of_country(article: Article, head: Token, first: int) -> str:
    """The country whose adjective stands before ``head``: "Turkish warplanes"."""
    for token in article.doc[first : head.i]:
        if token.lower_ in demonyms():
            country = demonyms()[token.lower_]
            table = knowledge.load("countries")
            return str(table.loc[table["country"] == country, "name"].iloc[0])
    return ""


def wielder(article: Article, head: Token, floor: int, ceiling: int, counted: range) -> str:
    """Whose strike, shelling or bomb ``head`` is: the one named before it or after "by"."""
    use = actor_words().get(head.lemma_.lower(), "")
    if use != "weapon":
        return ""
    first, _ = phrases.span(head, floor, ceiling, deep=0)
    start, end = article.doc[first].idx, head.idx
    mentions = [m for m in article.mentions_in(start, end) if m.kind in ("group", "organisation")]
    if mentions:
        return mentions[0].name
    for token in article.doc[first : head.i]:
        if actor_words().get(token.lemma_.lower()) in ("person", "state", "machine") and token.pos_ in phrases.NOMINAL:
            return named(article, token, first)
    if state := of_country(article, head, first):
        return state
    for child in head.children:
        if child.lower_ == "by" or child.dep_ == "acl":
            for noun in below(child) if child.lower_ == "by" else filter(None, [phrases.agent(child)]):
                if noun.i not in counted and (
                    name := named(article, noun, phrases.span(noun, floor, ceiling, deep=0)[0])
                ):
                    return name
    return ""
