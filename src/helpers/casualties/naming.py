"""How the words of a noun phrase tell who speaks: the name before a description, the body it belongs to, its extent."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import adjective, capitals, state_bodies
from helpers.casualties.report import Report
from helpers.casualties.sentences import grammar
from helpers.casualties.source import look_up, proper, source_words, word_start
from helpers.language import Token


def able(article: Article, mention: Mention) -> bool:
    """Whether a name inside a noun phrase may be who speaks: not "*Hamas*-run government", not "*Facebook* page"."""
    platform = source_words().get(mention.name.lower(), ("", "", ()))[1] == "carrier"
    after, sentence = article.text[mention.end : mention.end + 1], article.bounds[article.sentence_at(mention.start)]
    if article.text[mention.start - 1 : mention.start] == "-" and article.text[mention.start - 2].islower():
        return False  # "an anti-*Taliban* network"
    cut = after == "-" or (after == "." and mention.end + 1 < sentence[1])  # "Army Maj. Ann Lee"
    return mention.kind in ("group", "organisation") and not platform and not cut


def titled_name(article: Article, mention: Mention | None) -> bool:
    """Whether a name that nobody knows follows the title of one person: "the presidential adviser *Ann Lee*"."""
    if mention is None or mention.kind not in ("group", "organisation") or mention.source_kind or mention.start < 2:
        return False
    title = article.token(mention.start - 2)
    return title.tag_ == "NN" and title.dep_ == "compound" and look_up(title)[2] in ("people", "speaker")


def whole_start(head: Token, floor: int, first: int) -> int:
    """The first token of all that stands before ``head`` in its noun phrase: "*strategic communications* office"."""
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ not in phrases.LEFT or child.dep_ == "nummod" or child.right_edge.i + 1 < first:
            break
        first = max(min(first, child.left_edge.i), floor)
    return first


def after_preposition(article: Article, head: Token, first: int) -> int:
    """Where the subject begins in "in a news alert *state television* said", whose comma was left out."""
    start = word_start(head)
    while start > first and (article.doc[start - 1].tag_ == "JJ" or ends_source(article.doc[start - 1])):
        start -= 1
    beside = article.mention_at(article.doc[start - 1].idx) if start > first else None
    return article.token(beside.start).i if beside is not None and beside.kind != "place" else start


def ends_source(token: Token) -> bool:
    """Whether a noun before another is a word for sources itself: "the *regime* news agency"."""
    return token.dep_ == "compound" and look_up(token)[2] in ("group", "modifier")


def local_body(article: Article, head: Token) -> str:
    """The name of a body that its seat tells: "the defence ministry *in Moscow*", "a directorate of health *in Homs*".

    A capital stands for its state; "" where something else says whose body it is, or no place does.
    """
    noun = head.lemma_.lower()
    national = noun in grammar("national body")
    if not national and noun not in grammar("local body"):
        return ""
    if head.tag_ not in ("NN", "NNP") or look_up(head)[2] not in ("group", "name"):
        return ""
    parts = {child.lower_: child for child in head.rights if child.dep_ == "prep"}
    task = next((one for one in parts["of"].children if one.dep_ == "pobj"), None) if "of" in parts else None
    if task is not None and article.mention_at(task.idx) is not None:
        task = None
    if task is not None:  # "directorate of health"
        parts = {
            child.lower_: child for child in (*task.rights, *head.rights) if child.dep_ == "prep" and child.i > task.i
        }
    seats = [one for word in ("in", "of") if word in parts for one in parts[word].children if one.dep_ == "pobj"]
    seat = next((m for one in seats if (m := article.mention_at(one.idx)) is not None and m.kind == "place"), None)
    first = word_start(head)
    if seat is None or (first and article.doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN", "PART", "VERB")):
        return ""
    words = article.doc[first : head.i + 1].text
    words = f"{task.text} {words}" if task is not None else words
    country = capitals().get(seat.name.lower(), "")
    if national:
        name = state_bodies().get(words.lower(), f"{{adj}} {words}")
        return name.format(adj=adjective(country)) if country else ""
    return f"{seat.name} {words}"


def named_beside(article: Article, head: Token) -> Mention | None:
    """The organisation whose name follows what it is: "the charity *Islamic Relief*"."""
    mention = article.mention_at(head.idx + len(head) + 1)
    return mention if mention is not None and able(article, mention) and mention.start > head.idx else None


def longer_name(article: Article, mention: Mention | None, floor: int) -> str:
    """The name of a person that ends with a name that somebody else is known by; "" if it is the whole name."""
    token = article.token(mention.start) if mention is not None else None
    if token is None or token.i <= floor or mention.kind == "place" or mention.text.isupper():
        return ""
    before = token.nbor(-1)
    known = look_up(before)[2] or before.lower_ in titles() or article.mention_at(before.idx) is not None
    if before.tag_ != "NNP" or before.ent_type_ != "PERSON" or token.ent_type_ != "PERSON" or known or before.is_punct:
        return ""
    return proper(article.token(mention.end - 1), floor)


@cache
def titles() -> frozenset[str]:
    return frozenset(word for title in knowledge.load("name_titles")["title"] for word in title.split())


def known_as(article: Article, head: Token) -> list[Mention]:
    """The organisation in "the group *known as Airwars*"."""
    for child in head.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == head.i + 1:
            span = article.mentions_in(child.idx, article.doc[child.right_edge.i].idx + len(child.right_edge))
            return [m for m in span if m.kind in ("group", "organisation")][:1]
    return []


def described_office(article: Article, head: Token, first: int, last: int) -> str:
    """The words of an office within a body, without its article."""
    first += article.doc[first].pos_ == "DET"
    return article.doc[first:last].text


def named_after(article: Article, head: Token, report: Report) -> Mention | None:
    """The person whose title is ``head``: "the mayor of the town, *Ann Lee*, said"."""
    if head.tag_ not in ("NN", "NNP") or head.i > report.verb:
        return None
    verb = article.doc[report.verb].idx
    people = [m for m in article.mentions_in(head.idx + len(head), verb) if m.kind == "person"]
    if not people or article.text[people[-1].end : verb].strip(" ,"):
        return None
    between = article.text[head.idx + len(head) : people[-1].start]
    return people[-1] if len(between) < 40 and between.count(",") <= 1 else None


def described(article: Article, first: int, last: int) -> Mention | None:
    """Who is described by the words ``first`` to ``last``: "*Airwars*, a group of researchers, counts"."""
    doc = article.doc
    if last + 1 >= len(doc) or doc[last].text != "," or doc[last + 1].pos_ not in ("VERB", "AUX"):
        return None
    while first > 1 and doc[first - 1].pos_ in ("NOUN", "ADJ", "ADP", "DET"):
        first -= 1
    if first < 2 or doc[first - 1].text != "," or doc[first].lower_ not in ("a", "an", "the"):
        return None
    before = article.mention_at(doc[first - 2].idx)
    return before if before is not None and before.kind != "place" else None


def named_before(article: Article, first: int, last: int) -> str:
    """The name that is no mention but is described all the same: "*Ann Lee*, the regional governor, posted"."""
    doc = article.doc
    if first < 3 or last >= len(doc) or doc[first - 1].text != "," or doc[last].text != "," or doc[first].pos_ != "DET":
        return ""
    name = proper(doc[first - 2], article.sentences[article.sentence_at(doc[first].idx)].start)
    unknown = doc[first - 2].pos_ == "PROPN" and article.mention_at(doc[first - 2].idx) is None
    return name if unknown and " " in name else ""


def joined(article: Article, mention: Mention, head: Token) -> bool:
    """Whether a name stands beside ``head``, not before it as its owner: "*the UN* and local authorities"."""
    return mention.end < head.idx and bool(re.match(r"\s+and\s", article.text[mention.end :]))


def belonging(article: Article, head: Token, ceiling: int) -> Mention | None:
    """The body within which a source speaks, wherever the parser hangs it: "a source *in the militia*"."""
    i = head.i + 1
    if i + 1 >= ceiling or article.doc[i].lower_ not in ("in", "at", "within", "inside"):
        return None
    i += 1 + (article.doc[i + 1].pos_ == "DET")
    mention = article.mention_at(article.doc[min(i, ceiling - 1)].idx)
    return mention if mention is not None and mention.kind in ("group", "organisation") else None
