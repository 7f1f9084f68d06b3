"""The reporting clauses of a sentence, in order, joined where one passes on the other."""

from __future__ import annotations

from helpers.casualties import phrases
from helpers.casualties.evidence import Article, once
from helpers.casualties.report import Report, end_of
from helpers.casualties.report_phrases import from_counts, from_headline, from_phrases
from helpers.casualties.report_sides import sides
from helpers.casualties.report_uses import counted
from helpers.casualties.report_verbs import article_verbs, from_verb


@once
def find(article: Article, number: int) -> list[Report]:
    """The reporting clauses of one sentence in order, each with its extent and the side its content stands on."""
    sent = article.sentences[number]
    found = [
        report
        for place in article_verbs(article, sent.start, sent.end)
        if (report := from_verb(article, article.doc[place], sent.start, sent.end))
    ]
    found += from_phrases(article, sent.start, sent.end)
    found += from_counts(article, sent.start, sent.end)
    if sent.start_char < article.title_end or len(sent) < 25:
        found += from_headline(article, sent.start, sent.end, found)
    for report in found:
        report.end = end_of(article, report.last)
    found = merged(article, sorted(found, key=lambda report: (report.start, report.end)))
    for place, report in enumerate(found):
        sides(article, report, found[place - 1] if place else None, sent.start, sent.end)
    return found


def witnessed(article: Article, report: Report) -> bool:
    """Whether it is the dead who were "seen by a reporter", not a statement."""
    verb = article.doc[report.verb]
    who = phrases.subject(verb) or (verb.head if verb.dep_ == "acl" else None)
    return who is not None and counted(who)


def merged(article: Article, found: list[Report]) -> list[Report]:
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
            report.form = "phrase" if witnessed(article, report) else "carrier"
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
