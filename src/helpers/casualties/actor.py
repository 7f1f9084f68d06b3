"""Who is said to have done it, kept apart from who says so."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.casualties.known import country_names, demonyms
from helpers.casualties.report import Report
from helpers.language import Token

APART = ("displaced", "missing")  # harms of which the deed of the clause before them is not told
OWN = frozenset(["it", "they", "we"])
NO_ACTORS = ("agency", "media", "monitor", "medical", "ngo", "activist")  # kinds of source


@cache
def actor_words() -> dict[str, str]:
    """Nouns of those who act (``state``, ``person``) and of what they do it with (``weapon``)."""
    return dict(zip(knowledge.load("actor_words")["word"], knowledge.load("actor_words")["use"], strict=True))


@cache
def helpers() -> frozenset[str]:
    """Words in the names of those who come to help; they are at work where harm was done, never its author."""
    return frozenset(knowledge.load("helper_words")["word"])


@cache
def attack_verbs() -> frozenset[str]:
    return frozenset(word.split()[0] for word in knowledge.load("attack_verbs")["verb"])


def find(article: Article, number: int, figure: dict, reports: list[Report]) -> str:
    """The one said to have done the harm of ``figure`` in its sentence: an entity's name, or the words; else ``""``."""
    sent = article.sentences[number]
    trigger = article.token(figure["trigger_start"])
    counted = range(article.token(figure["start"]).i, article.token(figure["end"] - 1).i + 1)
    speaking = [range(report.first, report.last + 1) for report in reports]
    for head in candidates(trigger, sent.start, sent.end, counted, figure["harm"] in APART):
        if name := own_word(article, head, reports):
            return name
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


def own_word(article: Article, head: Token, reports: list[Report]) -> str:
    """The party that says it of itself: "the army said *it* had killed", "the rebels said *their fighters* had"."""
    own = {child.lower_ for child in head.lefts if child.dep_ == "poss"} | {head.lower_}
    if not own & {"it", "they", "we", "its", "their", "our"}:
        return ""
    if head.lower_ not in OWN and (actor_words().get(head.lemma_.lower()) or actor_words().get(head.lower_)) is None:
        return ""
    told = [report for report in reports if report.last < head.i and report.opens and report.sources]
    if not told:
        return ""
    one = told[-1].sources[0]
    words = [word for word in re.findall(r"[\w-]+", one.name.lower()) if word in actor_words() or word in demonyms()]
    if one.kind == "armed_actor" or (one.kind == "official" and any(word in actor_words() for word in words)):
        return one.name
    return country_names().get(demonyms()[words[0]], "") if one.kind == "official" and words else ""


def candidates(trigger: Token, floor: int, ceiling: int, counted: range, apart: bool) -> list[Token]:
    """Nouns that may act, the nearest to the word of harm in the sentence's structure first.

    ``apart``: the harm of the trigger is no part of the deed that the clause joined before it tells.
    """
    found = []
    verb = trigger
    for _ in range(6):
        if verb.pos_ in ("VERB", "AUX"):
            if any(child.lower_ == "behind" for child in verb.children):
                break  # "the rebels left behind ten dead": their own
            attacks = verb.i == trigger.i or verb.lemma_.lower() in attack_verbs()
            bare = verb.tag_ == "VBN" and not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
            if phrases.passive(verb) or (bare and (verb.dep_ != "conj" or phrases.passive(verb.head))):
                by = phrases.agent(verb) if attacks else None
                found += phrases.together(by) if by is not None else []
            elif (attacks or trigger.head.i == verb.i) and (who := phrases.subject(verb)) is not None:
                found.append(verb.head if who.lower_ in ("which", "that", "who") and verb.dep_ == "relcl" else who)
            if verb.tag_ == "VBG" and verb.dep_ == "advcl" and attacks and not phrases.passive(verb.head):
                who = phrases.subject(verb.head)  # "forces used grenades, leaving 82 people dead"
                found += [who] if who is not None else []
            for child in [*verb.children, *beside(verb)]:
                if child.dep_ in ("prep", "advcl", "agent") and child.i not in counted:
                    found += below(child)
        elif verb.pos_ in phrases.NOMINAL:
            found += [token for child in verb.children if child.dep_ in ("prep", "agent") for token in below(child)]
        if verb.head.i == verb.i or not floor <= verb.head.i < ceiling:
            break
        if apart and verb.dep_ == "conj" and verb.i == trigger.i:
            break
        verb = verb.head
    return list(dict.fromkeys(found))


def weapon(token: Token) -> bool:
    """Whether a word is what harm is done with: "strike", "shelling"."""
    return "weapon" in (actor_words().get(token.lemma_.lower()), actor_words().get(token.lower_))


def beside(verb: Token) -> list[Token]:
    """What is told of a verb with the verbs joined to it: "were killed and 35 wounded *in a strike*"."""
    joined = [child for child in verb.children if child.dep_ == "conj"]
    joined += [below for child in joined if child.pos_ in phrases.NOMINAL for below in child.children]
    joined = [child for child in joined if child.lemma_.lower() in attack_verbs()]
    return [below for child in joined for below in child.children if below.dep_ in ("prep", "advcl", "agent")]


def asks_when(verb: Token) -> bool:
    return any(child.lower_ in ("when", "as", "after") for child in verb.lefts)


def below(token: Token) -> list[Token]:
    """The nouns under a preposition, or the subject and agent of an adverbial clause."""
    if token.dep_ in ("prep", "agent"):
        nouns = [child for child in token.children if child.dep_ in ("pobj", "pcomp")]
        when = [child for noun in nouns for child in noun.children if child.dep_ == "relcl"]
        timed = [noun for child in when if asks_when(child) for noun in below(child)]
        if timed:  # "on Monday when drones struck"
            return timed
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
    if mention is not None and (on_head or use):
        helper = any(word in helpers() for word in re.findall(r"[\w-]+", mention.name.lower()))
        return mention.name if mention.source_kind not in NO_ACTORS and not helper else ""
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
    if owner := belongs(article, head, first):
        return owner
    words = phrase_words(article, head, first)
    if use != "person" and (state := of_country(article, head, first)) and len(words.split()) <= 3:
        return state
    return words if use != "machine" or " " in words else ""


def belongs(article: Article, head: Token, first: int) -> str:
    """Whose they are after the noun: "warplanes *of the coalition*", "planes *believed to be Russian*"."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            for noun in child.children:
                mention = article.mention_at(noun.idx) if noun.dep_ == "pobj" else None
                if mention is not None and mention.kind in ("group", "organisation"):
                    return mention.name
                if mention is not None and mention.place_type == "country" and child.lower_ == "of":
                    return mention.name
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i < head.i + 4:
            state = of_country(article, article.doc[child.right_edge.i], child.i, last=child.right_edge.i + 1)
            if state and child.right_edge.i < child.i + 6:
                return state
    return ""


def phrase_words(article: Article, head: Token, first: int) -> str:
    """The words of the noun phrase up to its head, without articles and numbers."""
    while first < head.i and article.doc[first].pos_ in ("DET", "NUM", "PUNCT", "PRON", "ADP", "PART"):
        first += 1
    words = re.sub(r"\s+", " ", article.doc[first : head.i + 1].text)
    opening = article.doc[first]
    common = opening.pos_ != "PROPN" or (head.pos_ == "NOUN" and article.mention_at(opening.idx) is None)
    alone = first == head.i and head.lower_ != head.text and article.mention_at(head.idx) is None
    plainly = alone or (opening.is_sent_start and common and opening.lower_ not in demonyms())
    return words[:1].lower() + words[1:] if plainly and words[1:2].islower() else words


def of_country(article: Article, head: Token, first: int, last: int = 0) -> str:
    """The country whose adjective stands before ``head`` (or ``last``): "Turkish warplanes"."""
    for token in article.doc[first : last or head.i]:
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
    subject = article.doc[first - 1] if first > floor else head
    if subject.dep_ == "nsubj" and subject.head.i == head.i:  # "RSF shelling" read as a clause
        first = subject.i
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
