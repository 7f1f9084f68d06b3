"""Reporting clauses: "activists said", "according to the ministry", "told AFP", "– monitor", and what each one covers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.language import Token

PRONOUNS = {"he", "she", "it", "they"}
RELATIVE = {"which", "who", "that", "whom"}
ADJUNCT_PREPOSITIONS = {"in", "on", "to", "at", "via", "through", "from", "during", "by", "late", "early", "earlier"}
SUBORDINATE = {"as", "after", "when", "while", "before", "since", "because", "amid", "following", "without", "hours"}
FINITE_BREAK = {"as", "while", "but", "although", "though", "whereas", "however", "meanwhile"}


@dataclass
class Report:
    """One reporting clause. Numbers of tokens but for ``start`` and ``end`` (code points)."""

    start: int
    end: int
    heads: list[int]
    stance: str
    form: str
    verb: int
    opens: bool = False
    closes: bool = False
    same: bool = False
    listeners: list[int] = field(default_factory=list)
    via: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 0
    sources: list = field(default_factory=list)
    carried: list = field(default_factory=list)


@cache
def verbs() -> dict[str, tuple[str, str, frozenset[str]]]:
    """Reporting verbs by lemma: stance, use, objects with which they report nothing."""
    table = knowledge.load("reporting_verbs")
    return {row.verb: (row.stance, row.use, frozenset(row.not_with.split("; ")) - {""}) for row in table.itertuples()}


@cache
def citing() -> tuple[re.Pattern, dict[str, tuple[str, str]]]:
    """The phrases that name a source or a carrier without a verb, as one pattern and by phrase."""
    table = knowledge.load("citing_phrases")
    known = {row.phrase: (row.role, row.stance) for row in table.itertuples()}
    either = "|".join(re.escape(phrase) for phrase in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), known


def find(article: Article, number: int) -> list[Report]:
    """The reporting clauses of one sentence in order, each with its extent and the side its content stands on."""
    sent = article.sentences[number]
    found = [report for token in sent if (report := from_verb(article, token, sent.start, sent.end))]
    found += from_phrases(article, sent.start, sent.end)
    if sent.start_char < article.title_end or len(sent) < 25:
        found += from_headline(article, sent.start, sent.end, found)
    found.sort(key=lambda report: (report.start, report.end))
    found = merged(found)
    for place, report in enumerate(found):
        sides(article, report, found[place - 1] if place else None, sent.start, sent.end)
    return found


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
        return None
    objects = [child for child in children if child.dep_ == "dobj"]
    if use == "mentions" or any(child.lemma_.lower() in not_with for child in objects):
        return None
    if use in ("finds", "thinks") and not any(
        child.dep_ in ("ccomp", "xcomp") and child.i > verb.i for child in children
    ):
        return None
    if use == "puts" and not any(child.dep_ == "prep" and child.lower_ == "at" for child in children):
        return None
    if use == "points" and not any(child.lower_ in ("out", "of") for child in children):
        return None
    if use == "cites":
        return from_citing(article, verb, objects, floor, ceiling)
    heads, same, listeners = [], False, []
    if phrases.passive(verb) or (verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "nsubj") for child in children)):
        by = phrases.agent(verb)
        if by is None or by.i >= ceiling:
            return None
        report = Report(verb.idx, 0, [by.i], stance, "passive", verb.i, first=verb.i, last=by.i)
        report.last = phrases.span(by, floor, ceiling)[1] - 1
        report.end = end_of(article, report.last)
        report.closes = True
        return report
    who = phrases.subject(verb)
    if who is None and verb.tag_ == "VBG":
        same = verb.dep_ in ("advcl", "xcomp", "acl", "conj", "ccomp", "dep", "ROOT") and verb.i > floor
        if not same or (verb.dep_ == "acl" and verb.head.lemma_.lower() not in ("statement", "report")):
            who = verb.head if verb.dep_ == "acl" else None
            same = False
    if who is not None and who.lower_ in RELATIVE and verb.dep_ in ("relcl", "acl"):
        who = verb.head
    if who is None and not same:
        who = before(article, verb, floor)
    if who is None and not same:
        return None
    if who is not None:
        if who.lower_ in ("we", "i", "you", "there", "one", "what", "this", "nobody") or who.dep_ == "expl":
            return None
        heads = [who.i]
    if use == "tells":
        listeners = [child.i for child in objects if child.i > verb.i]
        listeners += [child.i for child in children if child.dep_ == "dative" and child.i > verb.i]
        if same and not listeners:
            return None
    span = phrases.span(who, floor, ceiling) if who is not None else (verb.i, verb.i + 1)
    first = min(span[0], verb.i)
    last = max(span[1] - 1, verb.i) if span[0] > verb.i and span[0] <= verb.i + 2 else verb.i
    return Report(
        article.doc[first].idx, 0, heads, stance, "verb", verb.i, same=same, listeners=listeners, first=first, last=last
    )


def from_citing(article: Article, verb: Token, objects: list[Token], floor: int, ceiling: int) -> Report | None:
    """The report of "SANA cited a military source" and ", citing medics": whom is cited is the source."""
    if phrases.passive(verb):
        who, by = phrases.subject(verb), phrases.agent(verb)
        if who is None or not any(child.lower_ == "as" for child in verb.children):
            return None
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
    """The noun that stands before ``verb``, where the parser sees no subject."""
    place = verb.i - 1
    while place >= floor:
        token = verb.doc[place]
        if token.pos_ in phrases.NOMINAL and token.ent_type_ not in ("DATE", "TIME") and token.lower_ not in RELATIVE:
            return phrases.top(token, max(floor, place - 14), place + 1)
        if (
            token.pos_ in ("ADV", "AUX", "PART")
            or token.ent_type_ in ("DATE", "TIME")
            or token.lower_ in ("on", ",", "who")
        ):
            place -= 1
            continue
        break
    return None


def from_phrases(article: Article, floor: int, ceiling: int) -> list[Report]:
    """The reports that a phrase makes: "according to X", "as reported by X", "carried by X"."""
    pattern, known = citing()
    found, text = [], article.doc[floor:ceiling].text
    offset = article.doc[floor].idx
    for match in pattern.finditer(text):
        role, stance = known[match[0].lower()]
        noun = article.token(offset + match.end() + 1)
        while (
            noun.i < ceiling - 1 and noun.pos_ not in phrases.NOMINAL and not (noun.is_punct and noun.text not in '"“')
        ):
            noun = article.doc[noun.i + 1]
        if noun.i >= ceiling or noun.pos_ not in phrases.NOMINAL:
            continue
        start = article.token(offset + match.start()).i
        head = phrases.top(noun, noun.i if noun.dep_ not in phrases.CLIMB else start, ceiling)
        if head.i < start:
            head = noun
        if match[0].lower() == "per" and not article.mentions_in(head.idx - 20, head.idx + len(head)):
            continue
        last = phrases.span(head, start, ceiling)[1] - 1
        found.append(
            Report(
                offset + match.start(),
                0,
                [head.i],
                stance,
                "via" if role == "via" else "phrase",
                start,
                first=start,
                last=last,
            )
        )
    return found


def from_headline(article: Article, floor: int, ceiling: int, already: list[Report]) -> list[Report]:
    """The report of a headline: "… – monitor", "…: officials", "NGO: …", "Monitor – …"."""
    marks = [token.i for token in article.doc[floor:ceiling] if token.text in (":", "–", "—", "-", "―", "--")]
    for mark in marks:
        after = article.doc[mark + 1 : ceiling]
        if 0 < len(after) <= 6 and mark == marks[-1] and speaks(article, mark + 1, ceiling):
            last = ceiling - 1
            head = phrases.top(
                article.doc[last if article.doc[last].pos_ in phrases.NOMINAL else mark + 1], mark + 1, ceiling
            )
            return [
                Report(
                    article.doc[mark + 1].idx,
                    0,
                    [head.i],
                    "reported",
                    "tail",
                    mark,
                    first=mark + 1,
                    last=last,
                    closes=True,
                )
            ]
        if 0 < mark - floor <= 6 and mark == marks[0] and speaks(article, floor, mark) and len(after) > 3:
            head = phrases.top(article.doc[mark - 1], floor, mark)
            return [
                Report(
                    article.doc[floor].idx,
                    0,
                    [head.i],
                    "reported",
                    "front",
                    mark,
                    first=floor,
                    last=mark - 1,
                    opens=True,
                )
            ]
    return []


def speaks(article: Article, first: int, last: int) -> bool:
    """Whether nothing but a source stands in these tokens: a known name that can speak, or a generic one."""
    start, end = article.doc[first].idx, article.doc[last - 1].idx + len(article.doc[last - 1])
    covered = sum(
        m.end - m.start for m in article.mentions_in(start, end) if m.kind != "place" or m.place_type == "country"
    )
    if covered >= 0.6 * (end - start):
        return True
    words = {row.word: row.role for row in knowledge.load("source_words").itertuples()}
    token = article.doc[last - 1]
    return words.get(token.lemma_.lower(), words.get(token.lower_, "")) in ("people", "group", "speaker") and all(
        token.pos_ not in ("VERB", "NUM") for token in article.doc[first:last]
    )


def merged(found: list[Report]) -> list[Report]:
    """``found`` with ", citing medics" and "carried by SANA" joined to the report they belong to."""
    kept: list[Report] = []
    for report in found:
        if report.form == "via":
            hosts = [
                other
                for other in kept
                if 0 <= report.start - other.end < 60 or other.start <= report.start <= other.end
            ]
            if hosts:
                hosts[-1].via += report.heads
                hosts[-1].last = max(hosts[-1].last, report.last)
                continue
            report.form = "carrier"
        elif report.form == "citing":
            hosts = [other for other in kept if other.form in ("verb", "passive", "phrase") and not other.same]
            if hosts:
                host = hosts[-1]
                host.via = host.heads + host.via
                host.heads = report.heads
                if report.first <= host.last + 3:
                    host.last = max(host.last, report.last)
                continue
            report.form = "open citing"
        if kept and report.start < kept[-1].start + 1 and report.verb == kept[-1].verb:
            continue
        kept.append(report)
    return kept


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
    elif report.same or rest[0].text in (":", "that") or (after > 0 and doc[after - 1].is_quote and not left):
        report.opens = True
    elif rest[0].text in (",", ";", "–", "-", "—"):
        report.closes, report.opens = left, not left
    elif rest[0].lower_ in SUBORDINATE and left:
        report.closes = True
    elif report.form == "phrase":
        report.closes, report.opens = left, not left
    else:
        content = [child for child in doc[report.verb].children if child.dep_ in ("ccomp", "parataxis")]
        report.opens = not (
            left
            and content
            and all(child.i < report.first for child in content)
            and doc[report.first - 1].text in ',"”'
        )
        report.closes = not report.opens


def adjuncts(article: Article, report: Report, ceiling: int) -> int:
    """The token after the report's own words: "said *in a statement on Sunday to AFP*"."""
    doc, place = article.doc, report.last + 1
    listeners = set(report.listeners)
    while place < ceiling:
        token = doc[place]
        if token.i in listeners or any(
            token.is_ancestor(doc[i]) is False and doc[i].left_edge.i <= token.i <= doc[i].i for i in listeners
        ) or (token.pos_ == "ADV" and token.lower_ not in SUBORDINATE):
            place += 1
        elif end := dated(article, token):
            place = article.token(end - 1).i + 1
        elif token.ent_type_ in ("DATE", "TIME") and token.pos_ in ("PROPN", "NOUN", "ADP"):
            place += 1
        elif token.lower_ in ADJUNCT_PREPOSITIONS and token.pos_ in ("ADP", "ADV", "ADJ", "SCONJ"):
            stop = nominal_end(article, place + 1, ceiling)
            if stop == place + 1 or clause_starts(doc, place, stop, ceiling):
                break
            place = stop
        else:
            break
    return place


def clause_starts(doc, place: int, stop: int, ceiling: int) -> bool:
    """Whether "in Aleppo 12 people were killed" begins here rather than "said in Aleppo"."""
    return False


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
        elif (token.text in ("-", "&", ".") and place > start) or (token.lower_ == "of" and place > start) or (token.tag_ in ("VBN", "VBG") and doc[place + 1 - (place + 1 >= ceiling)].pos_ in ("NOUN", "PROPN")):
            place += 1
        else:
            break
    return place


def dated(article: Article, token: Token) -> int:
    """Where the date expression that starts at ``token`` ends; 0 if none does."""
    return next((date.end for date in article.dates if date.start <= token.idx < date.end), 0)


def end_of(article: Article, token: int) -> int:
    return article.doc[token].idx + len(article.doc[token])
