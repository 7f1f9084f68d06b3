"""A table for readers: paged, sorted and searched by the page's small script, and whole without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

DATES = ("Date", "Published", "Read as")  # columns wide enough for a day
LISTED = 10_000  # rows that a browser still sorts at once; the page’s archive of tables holds all


class Cell(NamedTuple):
    """What a cell shows and what it is sorted by."""

    shown: str | Markup
    value: object = ""


class Row(NamedTuple):
    """Cells, the row's address (may be empty) and its classes."""

    cells: list[str | Markup | Cell]
    address: str = ""
    classes: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under named columns. ``numbers``: the columns aligned to the right; ``filters``: those one can choose by."""

    key: str
    title: str
    summary: str
    columns: list[str]
    rows: list[Row]
    numbers: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    page: int = 25
    total: int = 0  # rows there are, if more than are shown

    def bare(self) -> str:
        """The table alone."""
        head = Markup("").join(
            Markup('<th scope="col"{}>{}</th>').format(self.classes(column, head=True), column)
            for column in self.columns
        )
        body = Markup("\n").join(self.row(row) for row in self.rows)
        return str(
            Markup(
                '<table data-page="{}"><caption class="aside">{}</caption>\n<thead><tr>{}</tr></thead>\n'
                "<tbody>\n{}\n</tbody></table>"
            ).format(self.page, self.title, head, body)
        )

    def classes(self, column: str, *, head: bool = False) -> Markup | str:
        """The class attribute of a column's cells; its width is asked of its head."""
        width = "w" if column in self.wide else "d" if column in DATES else ""
        kind = "n" if column in self.numbers else width if head else ""
        return Markup(' class="{}"').format(kind) if kind else ""

    def row(self, row: Row) -> Markup:
        """One row as HTML."""
        cells = []
        for column, cell in zip(self.columns, row.cells, strict=True):
            shown, value = cell if isinstance(cell, Cell) else (cell, "")
            sort = Markup(' data-v="{}"').format(value) if str(value) not in ("", shown) else ""
            cells.append(Markup("<td{}{}>{}</td>").format(self.classes(column), sort, escape(shown)))
        address = Markup(' id="{}"').format(row.address) if row.address else ""
        classes = Markup(' class="{}"').format(row.classes) if row.classes else ""
        return Markup("<tr{}{}>{}</tr>").format(address, classes, Markup("").join(cells))

    def framed(self) -> str:
        """The table in a frame that scrolls where it must, and how many rows there are beyond those shown."""
        more = ""
        if self.total > len(self.rows):
            more = '<p class="more">The first {:,} of {:,} rows; all are in the <a href="#run">table files</a>.</p>'
            more = Markup(more).format(len(self.rows), self.total)
        return f'<div class="rows">{self.bare()}</div>{more}'

    def to_html(self) -> str:
        """The table with its title and its summary."""
        return str(
            Markup('<section class="table" id="{}">\n<h3>{}</h3>\n<p>{}</p>\n{}\n</section>').format(
                self.key, self.title, self.summary, Markup(self.framed())
            )
        )

    def _repr_html_(self) -> str:
        return self.to_html()
