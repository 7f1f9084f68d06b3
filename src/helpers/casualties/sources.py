"""Who a reporting clause names: entities by preferred name, generic sources by their words, "it" by what it means."""

from __future__ import annotations

from dataclasses import replace

from helpers.casualties import phrases
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.naming import (
    able,
    after_preposition,
    belonging,
    described,
    described_office,
    joined,
    known_as,
    local_body,
    longer_name,
    named_after,
    named_before,
    named_beside,
    titled_name,
    whole_start,
)
from helpers.casualties.referents import (
    Memory,
    affiliation,
    again,
    nobody,
    office,
    office_of,
    owner,
    personal,
    speaks_from,
    spokespersons,
    stands_for,
)
from helpers.casualties.report import PRONOUNS, Report
from helpers.casualties.source import (
    Source,
    describing,
    entity_source,
    kind_of_name,
    kind_of_words,
    look_up,
    named_source,
    place_source,
    plain,
    proper,
    word_start,
    worded,
)
from helpers.language import Token


def resolve(article: Article, report: Report, memory: Memory) -> None:
    """Fill ``report.sources`` (on whose word) and ``report.carried`` (who passed it on), and remember the speaker."""
    sent = article.sentences[article.sentence_at(report.start)]
    floor, ceiling = sent.start, sent.end
    if report.form in ("tail", "front"):
        floor, ceiling = report.first, report.last + 1
    if report.same:
        report.sources = list(memory.speakers)
    for head in report.heads:
        for token in [*beside(article, article.doc[head], floor, report), *phrases.together(article.doc[head])]:
            report.sources += of(article, token, floor, ceiling, memory, report)
    for head in [*report.via, *report.listeners]:
        for source in of(article, article.doc[head], floor, ceiling, memory, report):
            if head in report.via or (source.kind in ("agency", "media") and source.named):
                report.carried.append(source)
    if memory.person and article.doc[report.verb].lemma_ == "add":  # "Ali added": the spokesman of the line before
        titled = memory.person[0].kind
        report.sources = [replace(one, kind=titled) if one.kind == "witness" else one for one in report.sources]
    if report.form == "carrier":
        report.sources, report.carried = [], report.sources or report.carried
    if (
        report.sources
        and not report.same
        and not (report.heads and all(nobody(article.doc[i], report) for i in report.heads))
    ):
        memory.speakers = list(report.sources)
        memory.words = frozenset(article.doc[head].lemma_.lower() for head in report.heads)
        if any(personal(article, article.doc[head]) for head in report.heads):
            memory.person = list(report.sources)
        bodies = [one for one in report.sources if one.body] or [one for one in report.carried if one.body]
        memory.body = bodies or memory.body


def beside(article: Article, head: Token, floor: int, report: Report) -> list[Token]:
    """The medium in "*the state news agency* and residents said", which the parser may hang on the clause before."""
    first = phrases.span(head, floor, head.i + 1)[0]
    if report.form != "verb" or head.i > report.verb or first < floor + 2 or article.doc[first - 1].lower_ != "and":
        return []
    noun = article.doc[first - 2]
    mention = article.mention_at(noun.idx)
    told = (mention.source_kind if mention is not None else "", look_up(noun)[1])
    return [noun] if {"agency", "media", "monitor"}.intersection(told) else []


def of(article: Article, head: Token, floor: int, ceiling: int, memory: Memory, report: Report) -> list[Source]:
    """The sources that the noun phrase of ``head`` names."""
    if head.lower_ in ("he", "she"):
        return memory.person or memory.speakers
    if head.lower_ in PRONOUNS:
        own = subject_before(article, head, floor, ceiling, memory, report) if head.lower_ == "it" else []
        return own or (memory.body if head.lower_ == "it" else []) or memory.speakers
    first, last = phrases.span(head, floor, ceiling)
    if report.form == "verb" and first > floor and article.doc[first - 1].pos_ == "ADP" and head.i < report.verb:
        first = after_preposition(article, head, first)
    word, kind, role, refers = look_up(head)
    if role == "carrier" or word == "office":
        first = whole_start(head, floor, first)
    at_head = article.mention_at(head.idx)
    if word == "source" and (within := belonging(article, head, ceiling)):
        if within.kind == "group":
            name = article.doc[head.i : article.token(within.end - 1).i + 1].text
            return [Source(name, entity_source(within).kind)]
        last = max(last, article.token(within.end - 1).i + 1)
    if at_head:
        first, last = min(first, article.token(at_head.start).i), max(last, article.token(at_head.end - 1).i + 1)
    start, end = article.doc[first].idx, article.doc[last - 1].idx + len(article.doc[last - 1])
    mentions = article.mentions_in(start, end)
    if name := longer_name(article, at_head, floor):
        return [Source(name, kind_of_words(article, first, article.token(at_head.start).i) or office_of(article, name))]
    if titled_name(article, at_head):
        title = kind_of_words(article, first, article.token(at_head.start).i)
        return [Source(at_head.name, title or "witness", at_head.entity_id)]
    if at_head and at_head.kind in ("group", "organisation"):
        return [entity_source(at_head)]
    owners = [m for m in mentions if able(article, m)]
    owners = owners or known_as(article, head)
    if owners and not at_head and role and joined(article, owners[0], head):  # "the UN and local authorities"
        return [entity_source(owners[0]), *worded(article, head, article.token(owners[0].end + 1).i + 1, last)]
    set_before = described(article, first, last)
    if set_before and role and (role != "carrier") and not owners:
        if set_before.kind != "person":
            return [entity_source(set_before)]
        return speaker(article, head, (article.token(set_before.start).i, last), owners, set_before, memory)
    person = at_head or next((m for m in mentions if m.kind == "person"), None) if role == "speaker" else at_head
    titled = named_after(article, head, report) if role in ("people", "speaker") and report.form == "verb" else None
    person = titled or person
    if name := longer_name(article, titled, floor):
        return [Source(name, kind_of_words(article, first, last) or office_of(article, name))]
    if titled and not any(m.end <= head.idx or m.start > titled.start for m in owners):
        owners = [m for m in owners if m.start > head.idx]
    if (person and person.kind == "person") or role == "speaker":
        return speaker(article, head, (first, last), owners, person, memory)
    if role == "carrier":
        by = next((phrases.agent(child) for child in head.rights if child.dep_ in ("acl", "relcl")), None)
        if by is not None and by.i < ceiling:  # "a video passed to Reuters by an activist"
            return of(article, by, head.i + 1, ceiling, memory, report)
        if owners:
            return [entity_source(owners[0])]
        for child in head.lefts:  # "an army statement"
            if (
                child.dep_ in ("compound", "poss")
                and child.i < word_start(head)
                and look_up(child)[2] in ("group", "people")
            ):
                word, kind = look_up(child)[:2]
                return [Source(plain(article, child, max(first, child.left_edge.i)), kind or "unattributed")]
        return owner(article, head, first, last, memory) or ownerless(article, head, (first, last), memory, report)
    if role == "group" or role == "name":
        if not owners and (name := local_body(article, head)):
            return [replace(named_source(name), kind=kind_of_words(article, first, last) or kind)]
        if owners or (beside := named_beside(article, head)):
            return [entity_source(owners[0] if owners else beside)]
        if known := stands_for(article, head, word, refers, report, memory):
            return [known]
    if role in ("people", "speaker") and again(head, memory):
        return memory.speakers
    before = [m for m in owners if m.end <= head.idx]
    if role == "people" and before and kind == "media":  # "an AFP reporter saw"
        return [entity_source(before[-1])]
    body = before[-1].text.rpartition(" ")[2].lower() if before else ""  # "a Yemeni *military* official"
    inner = (before and (word == "source" or body in describing())) or (
        word == "office" and first < word_start(head) - 1 and not before
    )
    named = named_before(article, first, last) if role in ("people", "speaker") and not owners else ""
    if named:
        return [Source(named, kind or kind_of_words(article, first, last) or office_of(article, named))]
    if role == "people" and owners and not inner and speaks_from(article, head, owners[0]):
        return [entity_source(owners[0])]
    if inner and word == "office":  # "the communications office of the army" is not the army
        return [Source(described_office(article, head, first, last), kind)]
    if at_head and at_head.kind == "place" and not role:
        return [place_source(at_head)]
    if role:
        return worded(article, head, first, last, headline=report.form in ("tail", "front"))
    if head.pos_ == "PROPN":
        name = proper(head, floor)
        if name.lower() in spokespersons():
            return [named_source(spokespersons()[name.lower()])]
        return [Source(name, kind_of_name(name) or kind_of_words(article, first, last) or office_of(article, name))]
    if owners:
        return [entity_source(owners[0])]
    if head.pos_ == "NOUN" and report.form == "verb":
        return [Source(plain(article, head, first), kind_of_words(article, first, head.i + 1) or "witness")]
    return []


def ownerless(article: Article, head: Token, span: tuple[int, int], memory: Memory, report: Report) -> list[Source]:
    """Who says it in "the report" (who spoke before), "Kyiv's count", "hospital records", "media office of …"."""
    first, last = span
    place = next(
        (article.mention_at(t.idx) for t in article.doc[first : head.i] if t.dep_ in ("poss", "compound")), None
    )
    if place is not None and place.kind == "place" and place_source(place).kind == "official" and not place.loose:
        return [place_source(place)]
    maker = next((t for t in article.doc[head.i + 1 : last] if t.dep_ == "pobj" and t.head.head == head), None)
    if maker is not None and look_up(maker)[2] in ("group", "name"):
        return of(article, maker, head.i + 1, last, memory, report)
    if article.doc[first].lower_ in ("the", "this", "that", "its", "their", "his", "her"):
        whole = described_office(article, head, first, last)
        kind = kind_of_words(article, head.i + 1, last)
        return [Source(whole, kind)] if kind and last > head.i + 1 else memory.speakers
    if report.form == "verb" and head.dep_ == "pobj":
        return memory.speakers  # "…, it said in a statement"
    if article.quote_at(head.idx) or (look_up(head)[3] and not kind_of_words(article, first, head.i)):
        return []  # the speaker of the quotation says it
    return worded(article, head, first, last)


def subject_before(
    article: Article, head: Token, floor: int, ceiling: int, memory: Memory, report: Report
) -> list[Source]:
    """What "it" means in "the junta disputes this and says it has": the subject of the clause around it or before."""
    verb = article.doc[report.verb]
    if head.dep_ not in ("nsubj", "nsubjpass") or head.i > verb.i:
        return []
    number = article.sentence_at(head.idx)
    if head.i == floor and number and article.paragraphs[number] - article.paragraphs[number - 1] <= 2:
        opening = article.doc[article.sentences[number - 1].start]
        opening = opening.nbor(1) if opening.lower_ == "the" else opening
        mention = article.mention_at(opening.idx)
        return [entity_source(mention)] if mention and mention.kind in ("group", "organisation") else []
    for child in verb.lefts:
        who = phrases.subject(child) if child.dep_ in ("ccomp", "parataxis") else None
        if who is not None and child.i < head.i and who.lower_ not in PRONOUNS and look_up(who)[2] in ("group", "name"):
            return of(article, who, floor, ceiling, memory, report)
    while verb.dep_ in ("ccomp", "conj", "advcl", "parataxis") and floor <= verb.head.i < ceiling:
        verb = verb.head
        who = phrases.subject(verb)
        if who is not None and who.i < head.i and who.lower_ not in PRONOUNS and verb.lemma_.lower() != "be":
            role = look_up(who)[2]
            mention = article.mention_at(who.idx)
            if role in ("group", "name") or (mention is not None and mention.kind in ("group", "organisation")):
                return of(article, who, floor, ceiling, memory, report)
    return []


def speaker(
    article: Article, head: Token, span: tuple[int, int], owners: list[Mention], person: Mention | None, memory: Memory
) -> list[Source]:
    """The organisation that a person or a "spokesman" speaks for; failing that the person, or the words."""
    if owners:
        return [entity_source(owners[0])]
    known = affiliation(article, person) if person and person.kind == "person" else None
    if known is None and (own := owner(article, head, *span, memory)):
        return own
    if known:
        return [known]
    kind = kind_of_words(article, *span)
    if person and person.kind == "person":
        return [Source(person.name, person.source_kind or kind or office(article, person), person.entity_id)]
    return [Source(plain(article, head, span[0]), kind or "official")]
