"""Reporting clauses with a verb: "activists said", "SANA cited a source", "reported by the ministry", "told AFP"."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.casualties.report import PRONOUNS, RELATIVE, Report, end_of
from helpers.casualties.report_uses import USES, counted, told_of
from helpers.casualties.source import look_up
from helpers.language import Token

NOBODY = ("we", "i", "you", "there", "one", "what", "this", "nobody")
FAR = 6  # a subject farther before its verb may be the parser's error


@cache
def verbs() -> dict[str, tuple[str, str, frozenset[str]]]:
    """Reporting verbs by lemma: stance, use, objects with which they report nothing."""
    table = knowledge.load("reporting_verbs")
    return {row.verb: (row.stance, row.use, frozenset(row.not_with.split("; ")) - {""}) for row in table.itertuples()}


def from_verb(article: Article, verb: Token, floor: int, ceiling: int) -> Report | None:
    """The report that ``verb`` makes, if it is a reporting verb with somebody who speaks."""
    known = verbs().get(verb.lemma_.lower())
    if not known or verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "amod":
        return None
    stance, use, not_with = known
    children = list(verb.children)
    if any(child.dep_ == "neg" for child in children) and use != "denies":
        return None
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in children):
        return seeming(article, verb, floor, ceiling) if use == "finds" else None
    objects = [child for child in children if child.dep_ == "dobj"]
    if use == "mentions" or any(child.lemma_.lower() in not_with for child in objects):
        return None
    if use == "claims" and not any(child.dep_ in ("ccomp", "xcomp") for child in children):
        return None
    ending = use == "thinks" and verb.i == ceiling - 2  # "…, the army believes."
    if use in ("finds", "thinks") and not any(
        child.dep_ in ("ccomp", "xcomp") and (child.i > verb.i or ending) for child in children
    ):
        return None
    if use == "thinks" and verb.i + 1 < ceiling and verb.nbor(1).lower_ == "to":
        return None  # "fighters believed to be Russian": nobody is named who believes it
    if use in USES and not USES[use](verb, objects):
        return None
    if use == "points" and not any(child.lower_ in ("out", "of") for child in children):
        return None
    if verb.dep_ == "acl" and verb.head.head.lemma_.lower() in verbs() and verb.head.dep_ == "dobj":
        return None  # "cited a source saying": the one report is that of "cited"
    if use == "cites":
        return from_citing(article, verb, objects, floor, ceiling)
    same, listeners = False, []
    if phrases.passive(verb) or (verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "nsubj") for child in children)):
        by = phrases.agent(verb)
        if by is None and not phrases.passive(verb) and (who := finite(article, verb, floor, ceiling)) is not None:
            return clause(article, verb, who, stance, floor, ceiling)
        if by is None or by.i >= ceiling or use == "claims":
            return None
        report = Report(verb.idx, 0, [by.i], stance, "passive", verb.i, first=verb.i, last=by.i)
        report.last = phrases.span(by, floor, ceiling)[1] - 1
        report.end = end_of(article, report.last)
        report.closes = True
        return report
    if verb.tag_ == "VBG" and not any(child.dep_ in ("nsubj", "aux") for child in children):
        who = participle(article, verb, floor)
        same = who is None
        if same and use == "claims" and verb.head.lemma_.lower() not in verbs():
            return None  # "clashes erupted, claiming ten lives"
    else:
        who = speaking(article, verb, floor, ceiling)
    if who is None and not same:
        return None
    if who is not None and (who.lower_ in NOBODY or who.dep_ == "expl"):
        return None
    if use == "tells":
        listeners = [child.i for child in objects if child.i > verb.i]
        listeners += [child.i for child in children if child.dep_ == "dative" and child.i > verb.i]
        if same and not listeners:
            return None
    report = clause(article, verb, who, stance, floor, ceiling)
    report.same, report.listeners = same, listeners
    return report


def clause(article: Article, verb: Token, who: Token | None, stance: str, floor: int, ceiling: int) -> Report:
    """The report of ``who`` with ``verb``; without ``who`` it goes on with the report before it."""
    span = phrases.span(who, floor, ceiling) if who is not None else (verb.i, verb.i + 1)
    mention = article.mention_at(who.idx) if who is not None else None
    first = min(span[0], verb.i, article.token(mention.start).i if mention else verb.i)
    last = max(span[1] - 1, verb.i) if span[0] > verb.i and span[0] <= verb.i + 2 else verb.i
    heads = [who.i] if who is not None else []
    return Report(article.doc[first].idx, 0, heads, stance, "verb", verb.i, first=first, last=last)


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


def seeming(article: Article, verb: Token, floor: int, ceiling: int) -> Report | None:
    """The report of "footage that an activist sent appeared to show": nobody vouches for what it shows."""
    main = verb.head
    who = phrases.subject(main) if verb.dep_ == "xcomp" and main.lemma_.lower() in ("appear", "seem") else None
    if who is None or who.i < floor or not speaks(article, who):
        return None
    first = phrases.span(who, floor, ceiling)[0]
    return Report(article.doc[first].idx, 0, [who.i], "unverified", "verb", verb.i, first=first, last=verb.i)


def speaking(article: Article, verb: Token, floor: int, ceiling: int) -> Token | None:
    """Who says it: the parser's subject if that can speak, else the noun beside the verb that can."""
    who = phrases.subject(verb)
    if who is not None and who.lower_ in RELATIVE and not who.is_upper and verb.dep_ in ("relcl", "acl"):
        who = verb.head
    if who is not None and speaks(article, who) and not told_of(who, verb):
        near = before(article, verb, floor) if verb.i - who.i > FAR and verb.doc[verb.i - 1].text != "," else None
        inside = near is None or near.i <= who.i or who.is_ancestor(near) or not speaks(article, near)
        return who if inside else near
    for near in (before(article, verb, floor), after(article, verb, ceiling)):
        if near is not None and speaks(article, near) and (who is None or near.i > who.i):
            return near
    plausible = who is not None and (who.pos_ == "PROPN" or verb.lemma_ in ("say", "tell")) and abs(verb.i - who.i) < 9
    between = verb.doc[min(who.i, verb.i) + 1 : max(who.i, verb.i)] if plausible else ()
    return who if plausible and not any(token.pos_ == "VERB" or token.like_num for token in between) else None


def participle(article: Article, verb: Token, floor: int) -> Token | None:
    """Who says it in ", saying that …": whom it describes; None if it goes on with the report before it."""
    if verb.dep_ == "acl" and speaks(article, verb.head) and look_up(verb.head)[2] != "carrier":
        return verb.head
    main = verb.head
    if main.i == verb.i or main.lemma_.lower() in verbs():
        return None
    who = phrases.subject(main)
    return who if who is not None and floor <= who.i and speaks(article, who) and not counted(who) else None


def from_citing(article: Article, verb: Token, objects: list[Token], floor: int, ceiling: int) -> Report | None:
    """The report of "SANA cited a military source" and ", citing medics": whom is cited is the source."""
    if phrases.passive(verb):
        who, by = phrases.subject(verb), phrases.agent(verb)
        if who is None or not any(child.lower_ == "as" for child in verb.children):
            return None
        if by is None:
            by = next((noun for token in verb.doc[verb.i : min(verb.i + 5, ceiling)] if token.lower_ == "by"
                       for noun in token.children if noun.dep_ == "pobj"), None)  # fmt: skip
        heads, via = [who.i], [by.i] if by is not None else []
        first = phrases.span(who, floor, ceiling)[0]
        last = next(
            (token.i for token in verb.doc[verb.i : min(verb.i + 12, ceiling)] if token.lemma_ in ("say", "tell")),
            verb.i,
        )
        return Report(article.doc[first].idx, 0, heads, "reported", "verb", verb.i, first=first, last=last, via=via)
    target = (
        objects[0]
        if objects
        else next(
            (token for token in verb.doc[verb.i + 1 : min(verb.i + 6, ceiling)] if token.pos_ in ("NOUN", "PROPN")),
            None,
        )
    )
    if target is None:
        return None
    target = target if objects else phrases.top(target, verb.i + 1, ceiling)
    who = phrases.subject(verb) if verb.tag_ != "VBG" else None
    last = phrases.span(target, verb.i + 1, ceiling)[1] - 1
    speaking = verb.doc[last + 1 : min(last + 4, ceiling)]
    last = next((token.i for token in speaking if token.lemma_ == "say"), last)
    first = phrases.span(who, floor, ceiling)[0] if who is not None else verb.i
    form = "cites" if who is not None else "citing"
    via = [who.i] if who is not None else []
    return Report(article.doc[first].idx, 0, [target.i], "reported", form, verb.i, first=first, last=last, via=via)


def before(article: Article, verb: Token, floor: int) -> Token | None:
    """The noun that stands before ``verb``, where the parser sees no subject or one that cannot speak."""
    place = verb.i - 1
    while place >= floor:
        token = verb.doc[place]
        if token.pos_ in phrases.NOMINAL and token.ent_type_ not in ("DATE", "TIME") and token.lower_ not in RELATIVE:
            return outermost(article, token, max(floor, place - 14), place + 1)
        skipped = token.pos_ in ("ADV", "AUX", "PART") or token.ent_type_ in ("DATE", "TIME")
        if not skipped and token.lower_ not in ("on", ",", "who"):
            return None
        place -= 1
    return None


def after(article: Article, verb: Token, ceiling: int) -> Token | None:
    """The source that follows ``verb`` and ends the sentence: "…, says a monitoring group"."""
    rest = verb.doc[verb.i + 1 : min(verb.i + 12, ceiling)]
    for token in rest:
        if token.pos_ in phrases.NOMINAL:
            head = token
            while head.dep_ in phrases.CLIMB and head.head.i > head.i and head.head.i < ceiling:
                head = head.head
            return head if speaks(article, head) and phrases.span(head, verb.i + 1, ceiling)[1] >= ceiling - 2 else None
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
    return any(
        m.kind != "place" and m.end > token.idx for m in article.mentions_in(token.idx - 40, token.idx + len(token))
    )


def article_verbs(article: Article, floor: int, ceiling: int) -> list[int]:
    """The tokens of a sentence that may be reporting verbs."""
    if article.verbs is None:
        article.verbs = article.lemmas_at(frozenset(verbs()))
    return article.verbs[bisect_left(article.verbs, floor) : bisect_left(article.verbs, ceiling)]
