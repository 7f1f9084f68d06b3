"""The articles, so far as the report may show them: where every figure, claim, date and passage leads to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from helpers.report.labels import article, labels
from helpers.report.source import Source
from helpers.report.wording import anchor, count, day, link, name, names, number, out, words
from helpers.tables import split

# Where a sentence may end: closing sign, closing quotes, white space, and something that begins a sentence.
STOP = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\Wa-z_])")


class Span(NamedTuple):
    """A stretch of an article that something in the report points to."""

    start: int
    end: int
    kind: str  # figure, victim, event, date, copied
    address: str
    row: str = ""  # id of the table's row, for figures


def article_spans(made: Source) -> dict[str, list[Span]]:
    """What the tables point to in each article."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for r in made["casualty_figures"].itertuples():
        spans[r.doc_id].append(
            Span(r.start, r.end, "figure", anchor("figure", r.figure_id), anchor("row-figure", r.figure_id))
        )
    for r in made["victims"].itertuples():
        spans[r.doc_id].append(Span(r.start, r.end, "victim", anchor("victim", r.victim_id)))
    for r in made["timeline"].itertuples():
        spans[r.doc_id].append(Span(r.start, r.end, "event", anchor("event", r.event_id)))
    dates = made["dates"]
    for r in dates[dates["basis"] != "unresolved"].itertuples():
        spans[r.doc_id].append(Span(r.start, r.end, "date", anchor("date", r.date_id)))
    for r in made["overlap_passages"].itertuples():
        spans[r.doc_a].append(
            Span(r.start_a, r.end_a, "copied", anchor("passage-a", r.passage_id), anchor("passage", r.passage_id))
        )
        spans[r.doc_b].append(
            Span(r.start_b, r.end_b, "copied", anchor("passage-b", r.passage_id), anchor("passage", r.passage_id))
        )
    return {doc_id: sorted(found) for doc_id, found in spans.items()}


def articles_html(made: Source, publish_text: str) -> str:
    """Every article: who, when, from where, and of its text what ``publish_text`` allows."""
    documents, texts = made["documents"], made.texts
    called, spans = labels(documents), article_spans(made)
    family = made["families"].set_index("doc_id")["family_id"] if len(made["families"]) else pd.Series(dtype=object)
    shown = documents[documents["status"] != "skipped"]
    parts = [
        article_html(r, called, spans.get(r.doc_id, []), texts.get(r.doc_id, ""), kin(r.doc_id, family), publish_text)
        for r in shown.itertuples()
    ]
    return "\n".join(map(str, parts))


def kin(doc_id: str, family: pd.Series) -> list[str]:
    """The other articles of an article's text family."""
    if doc_id not in family.index:
        return []
    return [other for other in family.index[family == family[doc_id]] if other != doc_id]


def article_html(
    r, called: dict[str, str], spans: list[Span], text: str, others: list[str], publish_text: str
) -> Markup:
    """One article."""
    facts = [
        Markup("{}").format(name(r.outlet)) if r.outlet else Markup("outlet unknown"),
        day(r.published) or "date unknown",
    ]
    facts += [Markup("{}").format(r.author)] if r.author else []
    facts += [count(int(r.n_words), "word")] if not pd.isna(r.n_words) else []
    facts += [Markup("credits {}").format(names(split(r.agencies)))] if r.agencies else []
    facts += [
        made
        for url, label in ((r.url, "original"), (r.archived_url, "archived copy"))
        if (made := out(url, label)) != label
    ]
    facts += [Markup("file {}").format(name(r.doc_id))]
    if others:
        listed = Markup(", ").join(article(other, called) for other in others[:6])
        more = f" and {len(others) - 6:,} more" if len(others) > 6 else ""
        facts.append(Markup("same text family as {}{}").format(listed, more))
    title = words(r.title) if r.title else Markup(called[r.doc_id])
    language = Markup(' lang="{}"').format(r.language) if re.fullmatch(r"[a-z]{2,3}", r.language) else ""
    if publish_text == "none":
        body = Markup('<ul class="places">{}</ul>').format(
            Markup("").join(
                Markup('<li id="{}">{}, characters {} to {}</li>').format(
                    s.address, s.kind, number(s.start), number(s.end)
                )
                for s in spans
            )
        )
    else:
        body = body_html(text, spans, publish_text, r.title)
    return Markup(
        '<article id="{}" tabindex="-1"><h3>{}</h3><p class="facts">{}</p><div class="body"{}>{}</div></article>'
    ).format(anchor("article", r.doc_id), title, Markup(" · ").join(facts), language, body)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences are, roughly: a sentence never crosses a line. Only used to choose what an excerpt shows."""
    made = []
    for line in re.finditer(r"[^\n]+", text):
        begin = line.start()
        for stop in STOP.finditer(text, line.start(), line.end()):
            made.append((begin, stop.end()))
            begin = stop.end()
        made.append((begin, line.end()))
    return [(begin, end) for begin, end in made if text[begin:end].strip()]


def chosen(text: str, spans: list[Span], publish_text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are shown: in an excerpt the sentences pointed to and figures’ neighbours."""
    if publish_text == "full":
        return [(0, len(text))]
    cut = sentences(text)
    starts = [begin for begin, _ in cut]
    keep: set[int] = set()
    for span in spans:
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_left(starts, span.end) - 1, first)
        if span.kind == "copied":
            keep.add(first)
        elif span.kind in ("figure", "victim"):
            keep |= set(range(max(first - 1, 0), min(last + 2, len(cut))))
        else:
            keep |= set(range(first, last + 1))
    merged: list[tuple[int, int]] = []
    for i in sorted(keep):
        if i < len(cut):
            begin, end = cut[i]
            if merged and not text[merged[-1][1] : begin].strip():
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((begin, end))
    return merged


def pointed(spans: list[Span], begin: int, end: int) -> bool:
    """Whether anything in the report points into a stretch of the text."""
    return any(span.start < end and span.end > begin for span in spans)


def body_html(text: str, spans: list[Span], publish_text: str, title: str = "") -> Markup:
    """The text with its spans marked, paragraph by paragraph; what is left out shows as […]."""
    shown = chosen(text, spans, publish_text)
    if not shown:
        return Markup(
            '<p class="none">Nothing in the report points into this article, so no excerpt of it is shown.</p>'
        )
    parts: list[Markup] = []
    gap = False
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip() or (line.group() == title and not pointed(spans, line.start(), line.end())):
            continue
        inside = [(max(a, line.start()), min(b, line.end())) for a, b in shown if a < line.end() and b > line.start()]
        if not inside:
            gap = True
            continue
        made: list[Markup] = []
        at = line.start()
        for begin, end in inside:
            made += [CUT] if text[at:begin].strip() or gap else []
            made.append(marked(text, begin, end, spans))
            at, gap = end, False
        gap = bool(text[at : line.end()].strip())
        made += [CUT] if gap else []
        gap = False
        parts.append(Markup('<p dir="auto">{}</p>').format(Markup("").join(made)))
    return Markup("\n").join(parts)


CUT = Markup('<span class="cut">[…]</span> ')


def marked(text: str, begin: int, end: int, spans: list[Span]) -> Markup:
    """``text[begin:end]`` with addresses where spans start, figures marked and copied stretches underlined.

    Written without markupsafe's ``format``: an article has hundreds of pieces, and a page hundreds of articles.
    """
    near = [span for span in spans if span.start < end and span.end > begin]
    edges = sorted({begin, end, *(edge for span in near for edge in (span.start, span.end) if begin < edge < end)})
    made: list[str] = []
    for first, last in pairwise(edges):
        over = [span for span in near if span.start <= first and span.end >= last]
        here = [span.address for span in near if span.start == first]
        own = next((span.address for span in over if span.address in here), "")
        made += [f'<span class="at" id="{one}"></span>' for one in here if one != own]
        kinds = {span.kind for span in over}
        piece = str(escape(text[first:last]))
        figures = [span for span in over if span.kind == "figure"]
        if figures:
            piece = f'<a href="#{figures[0].row}"><mark>{piece}</mark></a>'
        elif "victim" in kinds:
            piece = f'<mark class="person">{piece}</mark>'
        attributes = {
            "id": own,
            "class": " ".join(kind for kind in ("copied", "date") if kind in kinds),
            "data-ids": " ".join(span.address for span in over if span.address != own),
        }
        said = "".join(f' {key}="{value}"' for key, value in attributes.items() if value)
        made.append(f"<span{said}>{piece}</span>" if over else piece)
    return Markup("".join(made))


def back(label: str = "back to the top") -> Markup:
    """A link to the top."""
    return link("top", label)
