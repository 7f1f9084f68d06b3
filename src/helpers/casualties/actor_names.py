"""How the one who did harm is named: by a known entity, by a country, or by the article's own words."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import capitals, country_names, demonyms
from helpers.casualties.report import Report
from helpers.casualties.victims import people
from helpers.language import Token

OWN = frozenset(["it", "they", "we", "he", "she"])
NO_ACTORS = ("agency", "media", "monitor", "medical", "ngo", "activist")  # kinds of source
HYPHENS = ("-", "‐", "–")
SERVICES = ("state", "troops")  # uses of words for those who act for a state
WHO = ("person", "state", "troops")  # uses of words for those who act


@cache
def actor_words() -> dict[str, str]:
    """Nouns of those who act (``person``; of a state: ``state``, ``troops``) and of what they do it with."""
    return dict(zip(knowledge.load("actor_words")["word"], knowledge.load("actor_words")["use"], strict=True))


@cache
def helpers() -> frozenset[str]:
    """Words in the names of those who come to help; they are at work where harm was done, never its author."""
    return frozenset(knowledge.load("helper_words")["word"])


def use_of(token: Token) -> str:
    """What ``knowledge/actor_words.csv`` says of a noun: person, state, troops, machine, weapon, clash or nothing."""
    known, word = actor_words(), token.lower_
    return known.get(token.lemma_.lower()) or known.get(word) or known.get(word.removesuffix("s"), "")


def own_word(article: Article, head: Token, reports: list[Report]) -> str:
    """The party that says it of itself: "the army said *it* had killed", "the rebels said *their fighters* had"."""
    own = {child.lower_ for child in head.lefts if child.dep_ == "poss"} | {head.lower_}
    if not own & {"it", "they", "we", "its", "their", "our"}:
        return ""
    if head.lower_ not in OWN and not use_of(head):
        return ""
    told = [report for report in reports if report.last < head.i and report.opens and report.sources]
    return speaker(told[-1]) if told else ""


def speaker(report: Report) -> str:
    """The first source of a report where it is a party that fights or a state that speaks of its own forces."""
    if not report.sources:
        return ""
    one = report.sources[0]
    words = re.findall(r"[\w-]+", one.name.lower())
    if one.kind == "armed_actor" or (one.kind == "official" and any(actor_words().get(w) in SERVICES for w in words)):
        return one.name
    if one.kind != "official":
        return ""
    land = next((demonyms()[word] for word in words if word in demonyms()), "")
    return country_names().get(land, "") or (one.name if any(word in actor_words() for word in words) else "")


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
    use = use_of(head)
    on_head = mention is not None and mention.start <= head.idx < mention.end
    if on_head and plain_troops(article, head, start := article.token(mention.start).i):
        return phrase_words(article, head, start)  # "Israeli forces": it isn't said which service
    if mention is not None and (on_head or use):
        return party(mention)
    country = next(
        (m for m in article.mentions_in(head.idx, head.idx + len(head)) if m.place_type == "country" and not m.loose),
        None,
    )
    if country is not None and head.dep_ in ("nsubj", "pobj") and head.head.dep_ != "prep":
        return country.name
    if use not in (*WHO, "machine"):
        return ""
    following = article.mention_at(article.doc[head.i + 1].idx) if head.i + 1 < len(article.doc) else None
    if use == "person" and following is not None and following.kind in ("group", "organisation"):
        return party(following)  # "the paramilitary Rapid Support Forces"
    if owner := belongs(article, head, first):
        return owner
    if use == "machine" and actor_words().get(f"{head.nbor(-1).lower_ if head.i else ''} {head.lower_}") != "person":
        return owned(article, head, first)
    return phrase_words(article, head, first)


def plain_troops(article: Article, head: Token, first: int) -> bool:
    """Whether words name a country's troops without naming the service: "Israeli forces", not "Israeli Air Force"."""
    service = any(use_of(token) == "state" for token in article.doc[first : head.i])
    return use_of(head) == "troops" and head.is_lower and not service and bool(of_country(article, head, first))


def party(mention: Mention) -> str:
    """The name of a group or organisation, unless it only tells, treats or rescues."""
    helper = any(word in helpers() for word in re.findall(r"[\w-]+", mention.name.lower()))
    return mention.name if mention.source_kind not in NO_ACTORS and not helper else ""


def blamed_party(article: Article, head: Token, floor: int, ceiling: int) -> str:
    """The actor ``head`` stands for where a deed is laid to it: also a state by its country or its capital."""
    first, _ = phrases.span(head, floor, ceiling, deep=0)
    if name := named(article, head, first):
        return name
    mention = article.mention_at(head.idx)
    if mention is None or mention.kind != "place":
        return ""
    state = mention.place_type == "country" or mention.name.lower() in capitals()
    return mention.name if state and not mention.loose else ""


def owned(article: Article, head: Token, first: int) -> str:
    """Whose weapon or machine ``head`` is by the words before it: "a *Russian* drone", "*rebel* mortar fire"."""
    groups = [m for m in article.mentions_in(article.doc[first].idx, head.idx) if m.kind in ("group", "organisation")]
    if groups:
        return party(groups[0])
    for token in reversed(article.doc[first : head.i]):  # "rebel group shelling": the group
        if use_of(token) == "state" and token.pos_ == "ADJ":
            continue  # "military operations" are nobody's in particular
        if use_of(token) in WHO and token.pos_ in (*phrases.NOMINAL, "ADJ"):
            inner = token.i > 0 and token.nbor(-1).text in HYPHENS  # "intra-opposition violence" is nobody's
            return "" if inner else phrase_words(article, token, begin(article, token, first))
    if state := of_country(article, head, first):
        return state
    for mention in article.mentions_in(article.doc[first].idx, head.idx):
        if mention.place_type == "country" and not mention.loose:
            after = article.doc[article.token(mention.end - 1).i + 1]
            if after.dep_ == "case" or mention.country != article.main_country:
                return mention.name  # "US strikes", "Russia's missiles"; "Syria air strikes" may be strikes on Syria
    return ""


def begin(article: Article, token: Token, first: int) -> int:
    """Where the name that ends with ``token`` begins: "heavy *Syrian government* shelling"."""
    i = token.i
    while i > first:
        before = article.doc[i - 1]
        mention = article.mention_at(before.idx)
        known = mention is not None and not town(article, before)
        compound = f"{before.lower_} {article.doc[i].lower_}" in actor_words()
        if not (known or compound or before.lower_ in demonyms() or use_of(before) in WHO):
            break
        i -= 1
    return i


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
                if child.lower_ == "of" and noun.dep_ == "pobj" and use_of(noun) in WHO:
                    return phrase_words(article, noun, noun.left_edge.i)  # "a group of gunmen"
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i < head.i + 4:
            state = of_country(article, article.doc[child.right_edge.i], child.i, last=child.right_edge.i + 1)
            if state and child.right_edge.i < child.i + 6:
                return state
    return ""


def phrase_words(article: Article, head: Token, first: int) -> str:
    """The words of the noun phrase up to its head, without articles, numbers and the town before them."""
    while first < head.i and (
        article.doc[first].pos_ in ("DET", "NUM", "PUNCT", "PRON", "ADP", "PART")
        or article.doc[first].ent_type_ == "ORDINAL"
        or town(article, article.doc[first])
    ):
        first += 1
    words = re.sub(r"\s+", " ", article.doc[first : head.i + 1].text)
    row = people().get(head.lower_)
    if row is not None and row.plural != head.lower_ and head.dep_ in ("compound", "amod", "nmod"):
        words = words[: -len(head)] + row.plural  # "rebel shelling" is that of rebels
    opening = article.doc[first]
    known = article.mention_at(opening.idx) is not None
    common = opening.pos_ != "PROPN" or (head.pos_ == "NOUN" and not known)
    alone = first == head.i and head.lower_ != head.text and not known
    plainly = alone or (opening.is_sent_start and common and not known and opening.lower_ not in demonyms())
    return words[:1].lower() + words[1:] if plainly and words[1:2].islower() else words


def town(article: Article, token: Token) -> bool:
    """Whether a town or province is named at ``token``: "Aleppo rebels" are rebels there."""
    mention = article.mention_at(token.idx)
    return mention is not None and mention.kind == "place" and mention.place_type not in ("country", "")


def of_country(article: Article, head: Token, first: int, last: int = 0) -> str:
    """The country whose adjective stands before ``head`` (or ``last``): "Turkish warplanes"."""
    for token in article.doc[first : last or head.i]:
        part = token.i + 1 < len(article.doc) and token.nbor().text in HYPHENS  # "US-led", "Russian-backed"
        other = first < token.head.i < head.i and not use_of(token.head) and token.head.pos_ == "NOUN" and not last
        if part or other:  # "Syrian town bomb attack"
            continue
        if code := demonyms().get(token.lower_) or initials().get(token.text):
            return country_names()[code]
    return ""


@cache
def initials() -> dict[str, str]:
    """The capital letters that stand for a country, and before a noun for its adjective: "US", "U.S.", "UAE"."""
    rows = knowledge.load("countries").itertuples()
    return {word: row.country for row in rows for word in row.spellings.split("; ") if word.isupper()}


def wielder(article: Article, head: Token, floor: int, ceiling: int, counted: range) -> str:
    """Whose strike, shelling or bomb ``head`` is: the one named before it or after "by"; of a clash, the other side."""
    use = use_of(head)
    if use not in ("weapon", "clash"):
        return ""
    first, _ = phrases.span(head, floor, ceiling, deep=0)
    subject = article.doc[first - 1] if first > floor else head
    if subject.dep_ == "nsubj" and subject.head.i == head.i:  # "RSF shelling" read as a clause
        first = subject.i
    if use == "weapon" and (name := owned(article, head, first)):
        return name
    for child in head.children:
        if child.lower_ == "by" or child.dep_ == "acl" or (use == "clash" and child.lower_ in ("with", "against")):
            nouns = [noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")]
            for noun in nouns if child.dep_ != "acl" else filter(None, [phrases.agent(child)]):
                if noun.i not in counted and (
                    name := named(article, noun, phrases.span(noun, floor, ceiling, deep=0)[0])
                ):
                    return name
    return ""
