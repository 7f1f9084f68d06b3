"""On whose word a figure is stated, who passed it on, and how the article stands to it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.casualties import actor, carries_on, phrases, referents, reports, source, sources, stance
from helpers.casualties.evidence import Article
from helpers.casualties.opening import by_article
from helpers.casualties.report import FINITE_BREAK, Report, end_of
from helpers.casualties.report_uses import verbs

COLUMNS = ["attribution", "attribution_text", "attribution_kind", "via", "stance", "attribution_id", "actor"]
CLAUSES = ("relcl", "csubj", "pcomp", "acl")  # clauses that stand for a noun or describe one
OPPOSING = {"but", "yet", "although", "though", "whereas", "while"}
TURNS = re.compile(r",|\b(?:but|while|although|though|whereas)\b")


def attribute(figures: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    """``figures`` with `attribution, attribution_text, attribution_kind, via, stance, attribution_id, actor`.

    ``articles``: those of `opening.open_articles`. Names stand in the order of the text, kinds parallel to them; a
    figure nobody is named for has an empty attribution of the kind ``unattributed``.
    """
    rows = []
    for doc_id, part in by_article(figures):
        article = articles[doc_id]
        said = statements(article)
        rows += [row_of(article, said, figure) for figure in part]
    found = pd.DataFrame(rows, columns=COLUMNS, index=figures.index if rows else None, dtype=object)
    return pd.concat([figures.drop(columns=COLUMNS, errors="ignore"), found], axis=1)


def statements(article: Article) -> list[list[Report]]:
    """The reporting clauses of every sentence, their sources resolved in the order of the text."""
    memory = referents.Memory([], [])
    said = []
    for number in range(len(article.sentences)):
        found = reports.find(article, number)
        for report in found:
            sources.resolve(article, report, memory)
        said.append([report for report in found if report.sources or report.carried])
    return said


def row_of(article: Article, said: list[list[Report]], figure: dict) -> dict[str, str]:
    """The cells of one figure."""
    number = article.sentence_at(figure["start"])
    chain = governing(article, said, number, figure)
    floor, ceiling = clause(article, said[number], number, figure)
    stances = stance.hedged(article, number, figure, floor, ceiling)
    cells = dict.fromkeys(COLUMNS, "")
    cells["attribution_kind"] = "unattributed"
    if chain:
        inner = next((report for report in chain if report.sources), None)
        stances += [report.stance for report in chain]
        stances += [word for report in chain for word in stance.told(article, report.start, report.end)]
        passed = [source for report in chain for source in report.carried]
        if inner is not None:
            for report in chain[chain.index(inner) + 1 :]:
                passed += [source for source in report.sources if passes_on(article, source, report, inner)]
            unique = list({source.name: source for source in inner.sources}.values())
            cells["attribution"] = tables.join(source.name for source in unique)
            cells["attribution_kind"] = "; ".join(source.kind or "unattributed" for source in unique)
            cells["attribution_id"] = tables.join(source.entity_id for source in unique)
        first = inner or chain[0]
        end = figure["start"] if first.start < figure["start"] < first.end else first.end
        cells["attribution_text"] = article.text[first.start : end].strip(" ,")
        names = [
            source.name for source in passed if inner is None or source.name not in {s.name for s in inner.sources}
        ]
        cells["via"] = tables.join(names)
    cells["stance"] = stance.strongest(stances)
    cells["actor"] = actor.find(article, number, figure, said[number])
    return cells


def passes_on(article: Article, source: source.Source, outer: Report, inner: Report) -> bool:
    """Whether who reports a report passes it on: a medium, or whoever repeats a source that has no name."""
    nested = article.doc[outer.verb].is_ancestor(article.doc[inner.verb])
    return source.kind in ("agency", "media") or (nested and not any(one.named for one in inner.sources))


def governing(article: Article, said: list[list[Report]], number: int, figure: dict) -> list[Report]:
    """The reports that cover a figure, the innermost first."""
    place = figure["start"]
    here = [report for report in said[number] if not report.start <= place < core_end(article, report)]
    inside = [report for report in here if covers(article, report, here, number, place)]
    inside = [
        report
        for report in inside
        if not (report.stance == "denied" or judges(article, figure, report)) or not aside(article, figure, report)
    ]
    if inside:
        closing = [report for report in inside if report.closes and report.start > place]
        if closing:  # "the army said it had hit rebels, but six civilians were killed, residents said"
            inside = [r for r in inside if r in closing or not TURNS.search(article.text[r.end : place])]
        inside.sort(key=lambda report: max(report.start - place, place - report.end))
        return inside[1:2] if passed_on(inside[:2]) else inside[:2]
    quote = article.quote_at(place)
    if quote:
        spoken = speaker(article, said, number, quote)
        if spoken:
            return [spoken]
    before = carries_on.report(article, said, number)
    return [before] if before is not None else []


def passed_on(chain: list[Report]) -> bool:
    """Whether who tells it is said to have it from another: "SANA said …, according to SANA citing the ministry"."""
    names = {source.name for source in chain[0].sources}
    return len(chain) > 1 and bool(names) and names <= {source.name for source in chain[1].carried}


def turned(article: Article, report: Report, place: int) -> bool:
    """Whether a figure stands in a clause set against the report: "Moscow denies it, but thousands have died"."""
    token = article.token(place)
    while token.head.i != token.i and token.head.i != report.verb:
        token = token.head
    if token.head.i != report.verb or token.i < report.verb or token.dep_ not in ("conj", "advcl"):
        return False
    own = (
        phrases.subject(token)
        if token.dep_ == "advcl"
        else next((c for c in token.children if "nsubj" in c.dep_), None)
    )
    before = article.doc[max(token.left_edge.i - 1, 0) : token.i]
    return own is not None and any(word.lower_ in OPPOSING for word in before)


def aside(article: Article, figure: dict, report: Report) -> bool:
    """Whether a figure stands in a relative clause below the report's verb, which is not what is denied."""
    token = article.token(figure["trigger_start"])
    while token.i != report.verb and token.head.i != token.i:
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False


def judges(article: Article, figure: dict, report: Report) -> bool:
    """Whether what is said is a verdict: "the EU said the army bears the blame for a raid that killed 12"."""
    token = article.token(figure["trigger_start"])
    while token.head.i != token.i and token.head.i != report.verb:
        token = token.head
    if token.head.i != report.verb or token.dep_ != "ccomp" or report.form != "verb":
        return False
    ought = any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children)
    return ought or verbs().get(token.lemma_.lower(), ("", "", ()))[1] in ("judges", "mentions")


def core_end(article: Article, report: Report) -> int:
    """Where a report's verb ends: what follows may be "in Aleppo on Sunday", or the figure itself."""
    before = report.form == "verb" and all(head < report.verb for head in report.heads)
    return end_of(article, report.verb) if before or report.first < report.verb else report.end


def covers(article: Article, report: Report, here: list[Report], number: int, place: int) -> bool:
    """Whether ``place`` lies in what ``report`` reports."""
    gap = article.text[min(report.end, place) : max(report.start, place)]
    if (
        ";" in gap
    ):  # "two died, police said; nine were hurt" goes on, "rebels took the town; police said nine were hurt"
        return place > report.end and report.closes and gap.lstrip()[:1] == ";" and report is here[-1]
    quote = article.quote_at(report.start)
    if quote and not quote[0] < place < quote[1]:
        return False
    order = here.index(report)
    if not within(article, report, place):
        return False
    if place < report.start:
        if not report.closes:
            return False
        earlier = [other for other in here[:order] if other.closes and other.end <= place]
        return all(other.end <= place for other in earlier)
    if report.opens or place < report.end:
        if turned(article, report, place):
            return False
        later = [other for other in here[order + 1 :] if other.opens and other.start <= place and not other.same]
        return not later
    if any(other.closes and other.start > place for other in here[order + 1 :]):
        return False
    rest = article.text[report.end : place].lstrip(' ,”"').split(" ", 1)[0].lower()
    return (
        report.closes
        and rest not in FINITE_BREAK
        and not any(other.opens and report.end <= other.start <= place for other in here)
    )


def within(article: Article, report: Report, place: int) -> bool:
    """Whether ``place`` lies in the relative clause that holds the report, if one does: "which the army said hit …"."""
    before = article.doc[report.first - 1] if report.first else article.doc[0]
    if report.form != "verb" or before.tag_ not in ("WDT", "WP") or before.i >= report.verb:
        return True
    verb = article.doc[report.verb]
    while verb.dep_ in ("ccomp", "parataxis", "conj") and verb.head.i != verb.i:
        verb = verb.head
    return verb.left_edge.i <= article.token(place).i <= verb.right_edge.i if verb.dep_ in CLAUSES else True


def speaker(article: Article, said: list[list[Report]], number: int, quote: tuple[int, int]) -> Report | None:
    """Who speaks a quotation whose sentence does not say it: the report at its end, at its start, or just before."""
    last = article.sentence_at(quote[1] - 1)
    for other in range(last, min(last + 2, len(said))):
        if article.paragraphs[other] != article.paragraphs[number]:
            break
        for report in said[other]:
            if report.start >= quote[1] - 1 and report.start - quote[1] < 4:
                return report
    first = article.sentence_at(quote[0])
    for other in (first, first - 1):
        if other >= 0 and article.paragraphs[number] - article.paragraphs[other] <= 1:
            before = [report for report in said[other] if report.end <= quote[0] + 1]
            if before:
                return before[-1]
    return None


def clause(article: Article, here: list[Report], number: int, figure: dict) -> tuple[int, int]:
    """The stretch of the sentence around a figure up to the next reports."""
    floor, ceiling = article.bounds[number]
    place = figure["start"]
    floor = max([floor, *(report.end for report in here if report.end <= place)])
    ceiling = min([ceiling, *(report.start for report in here if report.start > place)])
    return floor, ceiling
