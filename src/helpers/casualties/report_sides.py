"""Where a reporting clause ends, and on which side of it stands what it reports."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.evidence import Article
from helpers.casualties.report import RELATIVE, SUBORDINATE, Report, end_of
from helpers.language import Span, Token

FINITE = ("VBD", "VBZ", "VBP", "MD")  # tags
RELATIVES = ("WDT", "WP", "WP$", "WRB")  # tags
ADJUNCT_PREPOSITIONS = {"in", "on", "to", "at", "via", "through", "from", "during", "by", "late", "early", "earlier"}


def sides(article: Article, report: Report, previous: Report | None, floor: int, ceiling: int) -> None:
    """Set on which side of the report its content stands, and where its own words end."""
    doc = article.doc
    after = adjuncts(article, report, ceiling) if report.form in ("verb", "cites", "phrase") else report.last + 1
    report.last = after - 1
    report.end = end_of(article, report.last)
    if report.form in ("tail", "front", "passive"):
        return
    begin = previous.last + 1 if previous is not None else floor
    left = any(token.pos_ in ("VERB", "AUX", "NUM") or token.tag_ == "VBN" for token in doc[begin : report.first])
    while after < ceiling and (doc[after].is_quote or doc[after].is_space):
        after += 1
    rest = doc[after:ceiling]
    if not any(token.is_alpha or token.like_num for token in rest):
        report.closes = True
    elif rest[0].text == ":" and left and doc[report.first - 1].text == ",":
        report.closes = report.opens = True  # "two medics died, the group said: A and B"
    elif report.same or rest[0].text in (":", "that") or (after > 0 and doc[after - 1].is_quote and not left):
        report.opens = True
    elif rest[0].text in (",", ";", "–", "-", "—"):
        report.closes, report.opens = left, not left
    elif rest[0].lower_ in SUBORDINATE and left:
        report.closes = True
    elif report.form == "phrase":
        report.closes, report.opens = left, not left
    else:
        content = [child.i for child in doc[report.verb].children if child.dep_ in ("ccomp", "parataxis")]
        before = left and any(i < report.first for i in content) and not any(i > report.verb for i in content)
        goes_on = rest[0].tag_ == "VBG" or (rest[0].pos_ == "CCONJ" and len(rest) > 1 and rest[1].tag_ == "VBD")
        report.opens = not (before or (left and (goes_on or said_last(article, report, begin, rest))))
        report.closes = not report.opens


def said_last(article: Article, report: Report, begin: int, rest: Span) -> bool:
    """Whether the report comes after a whole clause and nothing is said after it: its comma was left out."""
    doc = article.doc
    if any(token.tag_ in FINITE or token.like_num for token in rest):
        return False
    verb, before = doc[report.verb], doc[report.first - 1]
    said = [child for child in verb.rights if child.dep_ in ("ccomp", "xcomp", "dobj") and child.i > report.last]
    if (said and verb.lemma_.lower() != "say") or before.pos_ in ("CCONJ", "SCONJ", "ADP") or before.tag_ in RELATIVES:
        return False
    own = any(child.dep_ in ("mark", "advmod") and child.i < report.first for child in verb.lefts)
    return not own and any(token.tag_ in FINITE for token in doc[begin : report.first])


def adjuncts(article: Article, report: Report, ceiling: int) -> int:
    """The token after the report's own words: "said *in a statement on Sunday to AFP*"."""
    doc, place = article.doc, report.last + 1
    listeners = set(report.listeners)
    while place < ceiling:
        token = doc[place]
        if token.lower_ in bounding() and not (place + 1 < ceiling and dated(article, doc[place + 1])):
            break  # "said nearly 12": the words of the figure begin
        if (
            token.i in listeners
            or any(token.is_ancestor(doc[i]) is False and doc[i].left_edge.i <= token.i <= doc[i].i for i in listeners)
            or (token.pos_ == "ADV" and token.lower_ not in SUBORDINATE)
        ):
            place += 1
        elif end := dated(article, token):
            place = article.token(end - 1).i + 1
        elif token.ent_type_ in ("DATE", "TIME") and token.pos_ in ("PROPN", "NOUN", "ADP"):
            place += 1
        elif token.lower_ in ADJUNCT_PREPOSITIONS and token.pos_ in ("ADP", "ADV", "ADJ", "SCONJ"):
            stop = nominal_end(article, place + 1, ceiling)
            if stop == place + 1 or not any(t.pos_ in ("NOUN", "PROPN", "NUM", "PRON") for t in doc[place + 1 : stop]):
                break
            place = stop
        else:
            break
    return place


@cache
def bounding() -> frozenset[str]:
    """The words that bounds of figures begin with, but prepositions of place and time."""
    words = {phrase.split()[0] for phrase in knowledge.load("bounds")["phrase"]}
    return frozenset(words | {"least", "most"}) - {"in", "on", "to", "from", "by", "early", "late", "at"}


def nominal_end(article: Article, place: int, ceiling: int) -> int:
    """The token after the noun phrase that starts at ``place``; numbers, verbs and commas end it."""
    doc, start = article.doc, place
    while place < ceiling:
        token = doc[place]
        if end := dated(article, token):
            place = article.token(end - 1).i + 1
        elif token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON") and token.lower_ not in RELATIVE:
            if place > start and token.pos_ in ("DET", "PRON") and token.tag_ != "PRP$":
                break
            place += 1
        elif (place > start and token.lower_ in ("-", "&", "of")) or (
            token.tag_ in ("VBN", "VBG") and place + 1 < ceiling and doc[place + 1].pos_ in ("NOUN", "PROPN")
        ):
            place += 1
        else:
            break
    return place


def dated(article: Article, token: Token) -> int:
    """Where the date expression over ``token`` ends that says when something was said; 0 if none does."""
    end = next((date.end for date in article.dates if date.start <= token.idx < date.end), 0)
    if end and article.text.startswith(" of ", end):
        return 0  # "says a month of fighting has killed …"
    return 0 if end and article.token(end - 1).dep_ in ("nsubj", "nsubjpass", "poss") else end
