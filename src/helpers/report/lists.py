"""The articles of a large case in the order of publication: which list has which, and the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
from markupsafe import Markup

from helpers.report.book import Book
from helpers.report.evidence import title
from helpers.report.labels import analysed, by_date
from helpers.report.source import Source
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import anchor, count, day, link, name, number

LISTED, LISTS = 500, 200  # articles in a list; lists at most, of more articles each has more


def parts(made: Source) -> Iterator[list[str]]:
    """The articles that could be read in the order of publication, those of one list at a time."""
    read = set(analysed(made["documents"])["doc_id"])
    docs = [one for one in by_date(made["documents"]) if one in read]
    size = max(LISTED, -(-len(docs) // LISTS))
    yield from (docs[at : at + size] for at in range(0, len(docs), size))


def file(number_: int) -> str:
    """The file of a list."""
    return f"lists/{number_:04}.html"


def directory(made: Source, book: Book) -> str:
    """What stands in the index in the place of the articles: where they are."""
    documents, rows = made["documents"].set_index("doc_id"), []
    for at, docs in enumerate(parts(made), 1):
        dates = [one for one in documents["published"][docs] if one]
        ends = [Cell(day(dates[i][:10]), dates[i]) if dates else name("") for i in (0, -1)]
        outlets = len(set(documents["outlet"][docs]) - {""})
        label = Markup('<a href="{}">List {}</a>').format(file(at), at)
        rows.append(Row([label, *ends, Cell(number(len(docs)), len(docs)), Cell(number(outlets), outlets)]))
    columns = ["List", "From", "To", "Articles", "Outlets"]
    table = Table("", "Lists of the articles", "", columns, rows, ("Articles", "Outlets"))
    return str(DIRECTORY.format(count(len(book.files), "article"), Markup(table.framed())))


DIRECTORY = Markup("""<p>The {} of this case stand on pages of their own, in folders beside this one: each with its
figures, and with the claims and incidents that it was the first to report. What is named above leads there. The tables
above have their first rows here, and all of them in their files.</p>
<p>An address that somebody cited, such as <code>#claim-…</code> or <code>#figure-…</code>, leads on by itself; without
scripts it is found in the <a id="book" href="addresses/index.html">book of addresses</a>.</p>
{}""")


def listing(part: pd.DataFrame, called: Mapping[str, str]) -> str:
    """A list of articles, each leading to its page."""
    rows = [
        Row(
            [
                link(anchor("article", r.doc_id), title(r, called)),
                name(r.outlet),
                Cell(day(r.published) or name(""), r.published),
                Cell(number(r.n_words), 0 if pd.isna(r.n_words) else r.n_words),
            ]
        )
        for r in part.itertuples()
    ]
    columns = ["Article", "Outlet", "Published", "Words"]
    table = Table("", "Articles", "", columns, rows, ("Words",), ("Article",), page=0)
    return f"<h1>Articles in the order of publication</h1>\n{table.framed()}"
