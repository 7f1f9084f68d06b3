"""Who says it beside a reporting verb: the parser's subject where that can speak, else the noun that can."""

from __future__ import annotations

from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.casualties.report import PRONOUNS, RELATIVE
from helpers.casualties.report_uses import counted, told_of, verbs
from helpers.casualties.source import look_up
from helpers.language import Token

FAR = 6  # a subject farther before its verb may be the parser's error


def speaking(article: Article, verb: Token, floor: int, ceiling: int) -> Token | None:
    """Who says it: the parser's subject if that can speak, else the noun beside the verb that can."""
    who = phrases.subject(verb)
    if who is not None and who.lower_ in RELATIVE and not who.is_upper and verb.dep_ in ("relcl", "acl"):
        who = verb.head
    if who is not None and speaks(article, who) and not told_of(who, verb):
        near = before(article, verb, floor) if verb.i - who.i > FAR and verb.doc[verb.i - 1].text != "," else None
        inside = near is None or near.i <= who.i or who.is_ancestor(near) or not speaks(article, near)
        return who if inside else near
    for near in (before(article, verb, floor), across(article, verb, floor), after(article, verb, ceiling)):
        if near is not None and speaks(article, near) and (who is None or near.i > who.i):
            return near
    plausible = who is not None and (who.pos_ == "PROPN" or verb.lemma_ in ("say", "tell")) and abs(verb.i - who.i) < 9
    between = verb.doc[min(who.i, verb.i) + 1 : max(who.i, verb.i)] if plausible else ()
    return who if plausible and not any(token.pos_ == "VERB" or token.like_num for token in between) else None


def finite(article: Article, verb: Token, floor: int, ceiling: int) -> Token | None:
    """Who speaks in "…, state television reported on Wednesday.", which the parser takes for "(that was) reported".

    The speaker stands right before the verb, and nothing but a time or a place comes after it.
    """
    near = article.doc[verb.i - 1] if verb.i > floor else verb
    who = near if near.pos_ in phrases.NOMINAL and speaks(article, near) else before(article, verb, floor)
    rest = article.doc[verb.i + 1 : ceiling]
    if who is None or not speaks(article, who) or counted(who) or look_up(who)[2] == "carrier":
        return None
    clean = all(
        t.pos_ not in ("VERB", "AUX", "NUM") or t.tag_ == "VBG" or t.ent_type_ in ("DATE", "TIME") for t in rest
    )
    return who if clean and not (len(rest) and rest[0].pos_ in ("ADJ", "NOUN")) else None


def participle(article: Article, verb: Token, floor: int) -> Token | None:
    """Who says it in ", saying that …": whom it describes; None if it goes on with the report before it."""
    if verb.dep_ == "acl" and speaks(article, verb.head) and look_up(verb.head)[2] != "carrier":
        return verb.head
    main = verb.head
    if main.i == verb.i or main.lemma_.lower() in verbs():
        return None
    who = phrases.subject(main)
    return who if who is not None and floor <= who.i and speaks(article, who) and not counted(who) else None


def before(article: Article, verb: Token, floor: int) -> Token | None:
    """The noun that stands before ``verb``, where the parser sees no subject or one that cannot speak."""
    place = verb.i - 1
    while place >= floor:
        token = verb.doc[place]
        if token.text == ")":  # "the Federation of Societies *(IFS)* said"
            opened = [t.i for t in verb.doc[max(floor, place - 6) : place] if t.text == "("]
            place = opened[-1] - 1 if opened else floor - 1
            continue
        if token.pos_ in phrases.NOMINAL and token.ent_type_ not in ("DATE", "TIME") and token.lower_ not in RELATIVE:
            if (whole := across(article, verb, floor)) is not None:
                return whole
            found = outermost(article, token, max(floor, place - 14), place + 1)
            if (whose := beside_adjective(token)) is not None and whose.i >= floor:
                return whose
            of = token.head  # "medical workers *in the area* said", where the parser hangs the area elsewhere
            inside = token.dep_ == "pobj" and of.lower_ in phrases.RIGHT_PREPOSITIONS and of.i > floor
            if inside and not speaks(article, found) and of.nbor(-1).pos_ in phrases.NOMINAL:
                return outermost(article, of.nbor(-1), max(floor, of.i - 15), of.i)
            return found
        skipped = token.pos_ in ("ADV", "AUX", "PART") or token.ent_type_ in ("DATE", "TIME")
        if not skipped and token.lower_ not in ("on", ",", "who"):
            return None
        place -= 1
    return None


def beside_adjective(token: Token) -> Token | None:
    """Who is described by an adjective that ends with ``token``: "*a source* close to the group"."""
    close = token.head.head
    described = token.dep_ == "pobj" and close.pos_ == "ADJ" and close.i < token.i and close.head.i == close.i - 1
    return close.head if described and look_up(close.head)[2] == "people" else None


def across(article: Article, verb: Token, floor: int) -> Token | None:
    """The noun before a clause set off by commas: "*a resident* of the town, who gave no name, told"."""
    if verb.i <= floor or verb.doc[verb.i - 1].text != ",":
        return None
    for comma in reversed(verb.doc[max(floor, verb.i - 40) : verb.i - 1]):
        if comma.text == "," and comma.nbor(1).tag_ in ("WP", "WP$", "WDT", "VBG") and comma.i > floor:
            return noun_before(article, comma, floor)
    return None


def noun_before(article: Article, comma: Token, floor: int) -> Token | None:
    """The head of the noun phrase that ends at ``comma``, if it can speak."""
    token = comma.nbor(-1)
    if token.pos_ not in phrases.NOMINAL:
        return None
    head = outermost(article, token, max(floor, comma.i - 14), comma.i)
    return head if speaks(article, head) else None


def after(article: Article, verb: Token, ceiling: int) -> Token | None:
    """The source that follows ``verb`` and ends the sentence: "…, says a monitoring group"."""
    rest = verb.doc[verb.i + 1 : min(verb.i + 12, ceiling)]
    for token in rest:
        if token.pos_ in phrases.NOMINAL:
            head = token
            while head.dep_ in phrases.CLIMB and head.head.i > head.i and head.head.i < ceiling:
                head = head.head
            mention = article.mention_at(head.idx)
            known = mention is not None and mention.source_kind not in ("", "armed_actor") and verb.lemma_ != "tell"
            ends = known or phrases.span(head, verb.i + 1, ceiling)[1] >= ceiling - 2
            return head if speaks(article, head) and ends else None
        if token.pos_ not in ("DET", "ADJ", "PUNCT", "ADP") and token.tag_ != "VBN":
            return None
    return None


def outermost(article: Article, token: Token, floor: int, ceiling: int) -> Token:
    """The head of the phrase that ends with ``token``: the farthest that can speak, else the farthest."""
    found, farthest = (token if speaks(article, token) else None), phrases.top(token, floor, ceiling)
    while token.i != farthest.i and token.head.i != token.i:
        first = phrases.span(token, floor, ceiling, deep=0)[0]
        joined = token.dep_ == "conj" and token.doc[max(first - 1, 0)].lower_ in ("and", "or")
        if found is not None and token.dep_ in ("appos", "conj") and not (joined and speaks(article, token.head)):
            break
        token = token.head
        if token.pos_ in phrases.NOMINAL and speaks(article, token) and not counted(token):
            found = token
    return found if found is not None else farthest


def speaks(article: Article, token: Token) -> bool:
    """Whether a noun is one that can be a source: a name of somebody, a pronoun, a word for sources."""
    if token.lower_ in PRONOUNS or look_up(token)[2] not in ("", "modifier"):
        return True
    over = article.mention_at(token.idx)
    return (over is not None and over.kind != "place") or any(
        m.kind != "place" and m.end > token.idx for m in article.mentions_in(token.idx - 40, token.idx + len(token))
    )
