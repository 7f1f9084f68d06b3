"""The book of addresses of a large case: on which page beside the index each figure, claim or event stands.

An address is cited as ``index.html#figure-…``. Where the index has no such row it leads to the book, which is sorted,
cut into volumes and leads on to the page: by a script, or by plain links.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from markupsafe import Markup

from helpers.report.labels import analysed
from helpers.report.source import Source
from helpers.report.wording import anchor

ENTRIES, VOLUMES = 1_000, 400  # addresses in a volume; volumes at most, of more addresses each has more
PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")  # names that every file system takes and none takes for another
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)\d")  # but those Windows keeps for itself
ROWS = {"row-figure": "figure", "passage-a": "passage"}  # kinds of addresses that stand on the page of another kind
ADDRESS = re.compile(r"(row-figure|passage-[ab]|[a-z]+)-(.*)", re.S)


def file_name(doc_id: str, secret: bool = False) -> str:
    """The file of an article's page: its ``doc_id`` where that is a plain name, else what is plain in it and a hash.

    Nothing but the hash is left of a ``secret`` one, which holds a name that is withheld.
    """
    if PLAIN.fullmatch(doc_id) and not DEVICES.fullmatch(doc_id) and not secret:
        return f"{doc_id}.html"
    slug = "" if secret else re.sub(r"[^a-z0-9]+", "-", doc_id.lower())[:40].strip("-")
    return f"{slug or 'article'}~{hashlib.sha256(doc_id.encode()).hexdigest()[:12]}.html"


class Book:
    """Where the addresses lead: ``files`` has the page of each article, ``homes`` the article of each address."""

    def __init__(self, made: Source, hidden: re.Pattern | None = None):
        docs = list(analysed(made["documents"])["doc_id"])
        secret = {one for one in docs if hidden and any(found["name"] for found in hidden.finditer(one))}
        self.secret = {anchor("article", doc_id) for doc_id in secret}
        self.files = {doc_id: file_name(doc_id, doc_id in secret) for doc_id in docs}
        self.homes = {anchor("article", doc_id): doc_id for doc_id in docs}
        self.first: dict[str, str] = {}  # of an event told by several sentences its first one
        for table, key, kind, doc in (
            ("casualty_figures", "figure_id", "figure", "doc_id"),
            ("victims", "victim_id", "victim", "doc_id"),
            ("timeline", "event_id", "event", "doc_id"),
            ("overlap_passages", "passage_id", "passage", "doc_a"),
            ("overlap_passages", "passage_id", "passage-b", "doc_b"),
        ):
            rows = made.rows(table, [key], by=doc)
            self.homes |= {anchor(kind, one): at for one, at in zip(rows.column(key), rows.column(doc), strict=True)}
        dates = made.rows("dates", ["date_id", "basis"])
        for one, at, basis in zip(*map(dates.column, ("date_id", "doc_id", "basis")), strict=True):
            if basis != "unresolved":
                self.homes[anchor("date", one)] = at
        self.cluster(made, "claim_figures", "figure_id", "figure", "claim_id", "claim")
        self.cluster(made, "claims", "claim_id", "claim", "incident_id", "incident")
        self.cluster(made, "timeline", "event_id", "event", "event_group", "group")
        self.homes = {address: doc_id for address, doc_id in self.homes.items() if doc_id in self.files}

    def cluster(self, made: Source, table: str, key: str, kind: str, group: str, into: str) -> None:
        """Give each group of rows the home of the row that has its id, else of its first one."""
        rows = made.rows(table, [key], by=group)
        for member, one in zip(rows.column(key), rows.column(group), strict=True):
            address, home = anchor(into, one), self.homes.get(anchor(kind, member))
            if one and home and (one == member or address not in self.homes):
                self.homes[address] = home
                if into == "group":
                    self.first[address] = anchor(kind, member)

    def home(self, address: str) -> str:
        """The article on whose page an address stands; empty if on none."""
        parts = ADDRESS.fullmatch(address)
        kind = ROWS.get(parts[1]) if parts else None
        return self.homes.get(f"{kind}-{parts[2]}" if kind else address, "")

    def to(self, address: str) -> str:
        """The page of an address and its place there, from the folder of pages; empty if it has none."""
        home = self.home(address)
        return f"{self.files[home]}#{self.first.get(address, address)}" if home else ""

    def volumes(self) -> Iterator[list[str]]:
        """The addresses in order, a volume at a time; those of articles called by a withheld name are in none."""
        listed = sorted(set(self.homes) - self.secret)
        size = max(ENTRIES, -(-len(listed) // VOLUMES))
        yield from (listed[at : at + size] for at in range(0, len(listed), size))


def volume(addresses: list[str], book: Book) -> str:
    """A volume: addresses, each leading to its place."""
    items = Markup("\n").join(
        Markup('<li id="{0}"><a href="../articles/{1}">{0}</a></li>').format(one, book.to(one)) for one in addresses
    )
    return str(Markup('<h1>Addresses</h1>\n<ul class="book">{}</ul>').format(items))


def shelf(volumes: list[list[str]]) -> str:
    """The volumes, each with its first and its last address."""
    items = Markup("\n").join(
        Markup('<li><a href="{:04}.html" data-first="{}">{} to {}</a></li>').format(at, part[0], part[0], part[-1])
        for at, part in enumerate(volumes, 1)
    )
    return str(Markup('<h1>Book of addresses</h1>\n<p>{}</p>\n<ul class="book">{}</ul>').format(HOW, items))


HOW = "Each volume has the addresses between the two that it names, in the order of their letters and digits."
