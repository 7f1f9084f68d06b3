"""The articles, so far as the report may show them: where every figure, claim, date and passage leads to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from helpers.report.labels import analysed, article, labels
from helpers.report.source import Source
from helpers.report.wording import anchor, corrected, count, day, name, names, number, out, words
from helpers.tables import split

# Where a sentence may end: closing sign, closing quotes, white space, and something that begins a sentence.
STOP = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\Wa-z_])")


KIN = 6  # articles of the same text family that are named


class Span(NamedTuple):
    """A stretch of an article that something in the report points to."""

    start: int
    end: int
    kind: str  # figure, victim, event, date, copied
    address: str
    row: str = ""  # id of the table's row, for figures


# Table, kind of span, column of its article, of its first and last character, of its id; addresses of span and of row.
POINTING = (
    ("casualty_figures", "figure", ("doc_id", "start", "end", "figure_id"), "figure", "row-figure"),
    ("victims", "victim", ("doc_id", "start", "end", "victim_id"), "victim", ""),
    ("timeline", "event", ("doc_id", "start", "end", "event_id"), "event", ""),
    ("dates", "date", ("doc_id", "start", "end", "date_id"), "date", ""),
    ("overlap_passages", "copied", ("doc_a", "start_a", "end_a", "passage_id"), "passage-a", "passage"),
    ("overlap_passages", "copied", ("doc_b", "start_b", "end_b", "passage_id"), "passage-b", "passage"),
)


class Spans:
    """What the tables point to in each article, put together when an article is asked for."""

    def __init__(self, made: Source):
        self.parts = [
            (*one, made.rows(one[0], [*one[2], *(["basis"] if one[1] == "date" else [])], by=one[2][0]))
            for one in POINTING
        ]

    def __getitem__(self, doc_id: str) -> list[Span]:
        """The spans of an article, in their order."""
        found = []
        for _, kind, (_, start, end, key), address, row, part in self.parts:
            for r in part[doc_id]:
                if kind != "date" or r.basis != "unresolved":
                    own = getattr(r, key)
                    places = anchor(address, own), anchor(row, own) if row else ""
                    found.append(Span(getattr(r, start), getattr(r, end), kind, *places))
        return sorted(found)


def kin(families: pd.DataFrame) -> dict[str, list[str]]:
    """Of each article the others of its text family, in the table's order."""
    members = families.groupby("family_id")["doc_id"].agg(list)
    return {one: list(many) for many in members for one in many if len(many) > 1}


def articles_html(made: Source, publish_text: str) -> str:
    """Every article: who, when, from where, and of its text what ``publish_text`` allows."""
    documents, texts = made["documents"], made.texts
    called, spans, families = labels(documents), Spans(made), kin(made["families"])
    return "\n".join(
        FRAME.format(
            address=anchor("article", r.doc_id),
            title=title(r, called),
            facts=facts(r, called, families.get(r.doc_id, [])),
            body=body(r, spans[r.doc_id], texts.get(r.doc_id, ""), publish_text),
        )
        for r in analysed(documents).itertuples()
    )


FRAME = Markup('<article id="{address}" tabindex="-1"><h3>{title}</h3><p class="facts">{facts}</p>{body}</article>')


def title(r, called: dict[str, str]) -> Markup:
    """An article's title; its short name where it has none."""
    return words(r.title) if r.title else Markup(called[r.doc_id])


def facts(r, called: dict[str, str], family: list[str]) -> Markup:
    """Who published an article, when, where it is found, and which others share its text."""
    made = [
        Markup("{}").format(name(r.outlet)) if r.outlet else Markup("outlet unknown"),
        day(r.published) or "date unknown",
    ]
    made += [Markup("{}").format(r.author)] if r.author else []
    made += [count(int(r.n_words), "word")] if not pd.isna(r.n_words) else []
    made += [Markup("credits {}").format(names(split(r.agencies)))] if r.agencies else []
    addresses = ((r.url, "original"), (r.archived_url, "archived copy"))
    made += [shown for url, label in addresses if (shown := out(url, label)) != label]
    made += [Markup("file {}{}").format(name(r.doc_id), corrected(r.corrected, "documents", r.doc_id))]
    if others := [one for one in family[: KIN + 1] if one != r.doc_id][:KIN]:
        listed = Markup(", ").join(article(other, called) for other in others)
        more = f" and {len(family) - 1 - len(others):,} more" if len(family) - 1 > len(others) else ""
        made.append(Markup("same text family as {}{}").format(listed, more))
    return Markup(" · ").join(made)


def body(r, spans: list[Span], text: str, publish_text: str) -> Markup:
    """An article's text so far as it may be shown, else the places that the report points to."""
    language = Markup(' lang="{}"').format(r.language) if re.fullmatch(r"[a-z]{2,3}", r.language) else ""
    if publish_text == "none":
        places = Markup("").join(
            Markup('<li id="{}">{}, characters {} to {}</li>').format(s.address, s.kind, number(s.start), number(s.end))
            for s in spans
        )
        made = Markup('<ul class="places">{}</ul>').format(places)
    else:
        made = body_html(text, spans, publish_text, r.title)
    return Markup('<div class="body"{}>{}</div>').format(language, made)


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
