"""Reporting clauses with a verb: "activists said", "SANA cited a source", "reported by the ministry", "told AFP"."""

from __future__ import annotations

from bisect import bisect_left

from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.casualties.naming import whole_start
from helpers.casualties.report import Report, end_of
from helpers.casualties.report_speakers import finite, participle, speaking, speaks
from helpers.casualties.report_uses import USES, holds_count, verbs
from helpers.casualties.source import look_up
from helpers.language import Token

NOBODY = ("we", "i", "you", "there", "one", "what", "this", "nobody")


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
    if use in ("mentions", "judges") or any(child.lemma_.lower() in not_with for child in objects):
        return None
    if use == "claims" and not any(child.dep_ in ("ccomp", "xcomp") for child in children):
        return None
    ending = use in ("finds", "thinks") and verb.i == ceiling - 2  # "…, the army believes."
    if use in ("finds", "thinks") and not any(
        child.dep_ in ("ccomp", "xcomp") and (child.i > verb.i or ending) for child in children
    ):
        return None
    if use == "thinks" and verb.i + 1 < ceiling and verb.nbor(1).lower_ == "to":
        return None  # "fighters believed to be Russian": nobody is named who believes it
    if use == "records" and verb.dep_ == "relcl" and not any(map(holds_count, objects)):
        return None  # "Airwars, which records strikes"
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
    if who is not None and (look_up(who)[2] == "carrier" or look_up(who)[0] == "office"):
        span = (whole_start(who, floor, span[0]), span[1])
    first = min(span[0], verb.i, article.token(mention.start).i if mention else verb.i)
    last = max(span[1] - 1, verb.i) if span[0] > verb.i and span[0] <= verb.i + 2 else verb.i
    heads = [who.i] if who is not None else []
    return Report(article.doc[first].idx, 0, heads, stance, "verb", verb.i, first=first, last=last)


def seeming(article: Article, verb: Token, floor: int, ceiling: int) -> Report | None:
    """The report of "footage that an activist sent appeared to show": nobody vouches for what it shows."""
    main = verb.head
    who = phrases.subject(main) if verb.dep_ == "xcomp" and main.lemma_.lower() in ("appear", "seem") else None
    if who is None or who.i < floor or not speaks(article, who):
        return None
    first = phrases.span(who, floor, ceiling)[0]
    return Report(article.doc[first].idx, 0, [who.i], "unverified", "verb", verb.i, first=first, last=verb.i)


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


def article_verbs(article: Article, floor: int, ceiling: int) -> list[int]:
    """The tokens of a sentence that may be reporting verbs."""
    if article.verbs is None:
        article.verbs = article.lemmas_at(frozenset(verbs()))
    return article.verbs[bisect_left(article.verbs, floor) : bisect_left(article.verbs, ceiling)]
