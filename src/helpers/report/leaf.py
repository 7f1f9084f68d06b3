"""The page of one article of a large case: its text with the spans marked, its figures, and the claims it reported
first, each with where the others report it."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from helpers.report import claims as claim_rows
from helpers.report import evidence, figures
from helpers.report import incidents as incident_rows
from helpers.report.book import Book
from helpers.report.independence import claim_said
from helpers.report.labels import article, labels
from helpers.report.source import Source
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import anchor, link, number, percent
from helpers.tables import columns

PASSAGES = ["Shared with", "Words", "Kind", "Here"]


class Leaves:
    """What the pages of articles are made from; `html` makes one."""

    def __init__(self, made: Source, book: Book, publish_text: str, index: Collection[str]):
        self.publish_text, self.index = publish_text, index  # the latter: the addresses that the index has
        self.called, self.texts = labels(made["documents"]), made.texts
        self.spans, self.families = evidence.Spans(made), evidence.kin(made["families"])
        figure = [one for one in columns("casualty_figures") if one != "sentence"]
        self.figures = made.rows("casualty_figures", figure)
        self.figure = made.rows("casualty_figures", figure, by="figure_id")
        self.claims = made.rows("claims", columns("claims"), by="claim_id")
        self.incidents = made.rows("incidents", columns("incidents"), by="incident_id")
        self.about = made.rows("claims", columns("claims"), by="incident_id")
        self.members = made.rows("claim_figures", ["figure_id", "source_group"], by="claim_id")
        self.claim_of = made.rows("claim_figures", ["claim_id"], by="figure_id")
        self.ties = made.rows("claim_links", columns("claim_links"), by="claim_id")
        shared = ["passage_id", "doc_a", "doc_b", "words", "kind", "similarity"]
        self.shared = [made.rows("overlap_passages", shared, by=side) for side in ("doc_a", "doc_b")]
        self.here: dict[str, list[str]] = {}  # claims and incidents at home in an article
        for address, doc_id in book.homes.items():
            if address.startswith(("claim-", "incident-")):
                self.here.setdefault(doc_id, []).append(address)

    def name(self, doc_id: str) -> str:
        """The short name of an article, as text."""
        return str(Markup(self.called[doc_id]).unescape())

    def html(self, r) -> Markup:
        """Everything between the header and the end of an article's page; ``r``: its row in the documents."""
        spans = self.spans[r.doc_id]
        text = self.texts.get(r.doc_id, "")
        body = evidence.body(r, spans, text, self.publish_text)
        # What a title or a cut took out of sight still has its place: the article's head.
        lost = [one.address for one in spans if f'id="{one.address}"' not in body]
        marks = Markup("").join(Markup('<span class="at" id="{}"></span>').format(one) for one in lost)
        tables = [self.figures_table(r.doc_id), *self.homes(r.doc_id), self.passages_table(r.doc_id)]
        return LEAF.format(
            address=anchor("article", r.doc_id),
            title=evidence.title(r, self.called),
            facts=evidence.facts(r, self.called, self.families.get(r.doc_id, [])),
            marks=marks,
            body=body,
            tables=Markup("\n").join(Markup(one) for one in tables if one),
        )

    def figures_table(self, doc_id: str) -> str:
        """The figures of the article, each with the claim it belongs to."""
        rows = []
        for r in sorted(self.figures[doc_id], key=lambda r: (r.start, r.figure_id)):
            told = [claim for one in self.claim_of[r.figure_id] for claim in self.claims[one.claim_id]]
            claims = Markup("; ").join(link(anchor("claim", one.claim_id), claim_said(one)) for one in told)
            address = anchor("row-figure", r.figure_id)
            words = link(anchor("figure", r.figure_id), "sentence")
            if address in self.index:
                words += Markup(', <a href="../index.html#{}">row in the report</a>').format(address)
            rows.append(Row([*figures.figure_cells(r, False), words, claims], address))
        return listed("Figures of this article", [*figures.COLUMNS, "Evidence", "Claim"], rows)

    def homes(self, doc_id: str) -> list[str]:
        """The claims and the incidents that this article is the first report of."""
        claims, incidents = [], []
        for address in sorted(self.here.get(doc_id, [])):
            kind, _, own = address.partition("-")
            for r in self.claims[own] if kind == "claim" else self.incidents[own]:
                if kind == "claim":
                    members = [(m.source_group, f) for m in self.members[own] for f in self.figure[m.figure_id]]
                    claims.append(claim_rows.claim_row(r, members, self.ties[own], self.called, False))
                else:
                    about = sorted(self.about[own], key=lambda one: (-one.n_outlets, -one.n_independent, one.claim_id))
                    incidents.append(incident_rows.incident_row(r, about))
        return [
            listed("Claims that this article reports first", claim_rows.COLUMNS, claims),
            listed("Incidents that this article reports first", incident_rows.COLUMNS, incidents),
        ]

    def passages_table(self, doc_id: str) -> str:
        """The passages that other articles have, too."""
        rows = []
        for side, other, part in (("a", "b", self.shared[0]), ("b", "a", self.shared[1])):
            for r in part[doc_id]:
                there = article(getattr(r, f"doc_{other}"), self.called)
                beside = link(anchor(f"passage-{other}", r.passage_id), "there")
                cells = [
                    Markup("{} ({})").format(there, beside),
                    Cell(number(r.words), r.words),
                    f"{r.kind}, {percent(r.similarity)} agree",
                    link(anchor(f"passage-{side}", r.passage_id), "here"),
                ]
                rows.append(Row(cells, anchor("passage", r.passage_id) if side == "a" else ""))
        return listed("Text that other articles have, too", PASSAGES, rows)


def listed(title: str, heads: list[str], rows: list[Row]) -> str:
    """A table under its heading; nothing without rows."""
    numbers = ("Words", "Outlets", "Families", "Origins", "Independent", "Killed", "Injured")
    made = Table("", title, "", heads, rows, numbers, ("Claim", "Claims"), page=0)
    return f'<section class="table"><h2>{title}</h2>\n{made.framed()}\n</section>' if rows else ""


LEAF = Markup("""<article id="{address}" tabindex="-1"><h1>{title}</h1><p class="facts">{facts}</p>
{marks}{body}</article>
{tables}""")
