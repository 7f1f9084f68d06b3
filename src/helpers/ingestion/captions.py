"""Captions and credits of pictures among the lines of a page."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.ingestion.lines import CLOSED, Line

MOST_WORDS = 70  # of a caption


@cache
def agency(kinds: str = "agency; photo") -> str:
    """A pattern of the spellings of agencies of these kinds, the longest first, and of names that end like agencies."""
    rows = knowledge.load("agencies")
    names = sorted(rows[rows["kind"].isin(kinds.split("; "))]["spelling"], key=lambda name: (-len(name), name))
    return "(?:" + "|".join([*map(re.escape, names), rf"(?:[A-Z][\w-]+\s){{1,3}}{ending()}"]) + ")"


@cache
def ending() -> str:
    """A pattern of what names of agencies end with."""
    rows = knowledge.load("agencies")
    words = sorted(rows[rows["kind"] == "ending"]["spelling"], key=lambda name: (-len(name), name))
    return "(?:" + "|".join(map(re.escape, words)) + r")\b"


@cache
def signs() -> dict[str, re.Pattern]:
    """How a caption shows: a credit in brackets at its end, a photographer after an agency, a label at its head."""
    rows = knowledge.load("credit_phrases")
    words = sorted(rows[rows["kind"] == "photo"]["phrase"], key=len, reverse=True)
    label = "(?:" + "|".join(map(re.escape, words)) + ")"
    strong = "(?:" + "|".join(re.escape(word) for word in words if word not in ("via", "file", "pool", "credit")) + ")"
    return {
        "lead": re.compile(
            rf"^(?:{strong})(?:\s+(?:by|courtesy of|credit))?\s*[:|©/-]+\s*|\s*[/,]\s*{label}$", re.IGNORECASE
        ),
        "bracket": re.compile(r"[(\[](?P<credit>[^()\[\]]{0,80})[)\]]\W*$"),
        "photo": re.compile(rf"\b{label}\b", re.IGNORECASE),
        "agency": re.compile(rf"(?<!\w){agency()}(?!\w)"),
        "slash": re.compile(
            rf"(?:^|[\s(\[.])(?P<credit>{agency()}\s*(?:Photo\s*)?/\s*[\w.’' /-]{{2,60}}"
            rf"|[\w.’' -]{{2,40}}\s?/\s?{agency()}(?:\s*(?:/|via)\s*[\w.’' /-]{{2,40}})?)[)\]]?\W*$"
            rf"|[.!?]\s+(?P<name>[A-Z][\w.’' ]{{2,40}}\s[-–—]\s{agency()})\W*$"
        ),
        "label": re.compile(
            rf"^\W*(?:{strong})(?:\s+(?:by|courtesy of|credit))?\s*[:|©-]\s*(?P<credit>.{{2,200}})$", re.I
        ),
        "end": re.compile(
            rf"[.!?\"”’)]\s*(?:{strong})s?(?:\s+(?:by|credit))?\s*:\s*(?P<credit>[^.!?]{{2,80}})$", re.IGNORECASE
        ),
        "bare": re.compile(rf"[.!?]\s+(?P<credit>{agency()})$"),
        "dash": re.compile(rf"(?:^|[-–—])\s*(?P<credit>{agency()}\s+{label}\b).{{0,30}}$", re.IGNORECASE),
        "by": re.compile(rf"^\W*(?:{strong})\s+(?:by|courtesy(?: of)?)\s+(?P<credit>\S.{{2,100}})$", re.IGNORECASE),
    }


@cache
def lone_agency() -> re.Pattern:
    """An agency by itself, as dispatches begin and end: ``KHARTOUM - AFP``, ``-- AFP``, ``(With Reuters and AP)``."""
    wire = agency("agency; generic")
    place = r"(?-i:[A-Z][A-Z .,'’-]{2,30}[-–—|/]\s*)?"
    word = r"(?:with\s+|source:?\s*|from\s+|by\s+)?"
    return re.compile(rf"^[\W_]*{place}{word}{wire}(?:(?:\s*(?:,|/|and|&|with)\s*|\s+){wire})*[\W_]*$", re.IGNORECASE)


def name(credit: str) -> str:
    """A credit without labels such as "Photo:" before it and "/File" after it."""
    return signs()["lead"].sub("", credit).strip() or credit


def credit(text: str) -> tuple[str, str]:
    """The picture credit of one line and how sure it is: ``sure``, ``maybe`` (an agency in brackets after a full
    stop: also how a dispatch ends), or ``""``."""
    found = signs()
    for name in ("label", "by", "end", "dash"):
        if match := found[name].search(text):
            return match["credit"].strip(), "sure"
    if match := found["bracket"].search(text):
        inner = match["credit"].strip()
        if found["photo"].search(inner) and len(inner.split()) <= 12:
            return inner, "sure"
        if found["agency"].search(inner) and len(inner.split()) <= 8:
            before = text[: match.start()].rstrip()
            return inner, "maybe" if CLOSED.search(before) or not before else "sure"
    if match := found["slash"].search(text):
        return (match["credit"] or match["name"]).strip(" ()[]."), "sure"
    if match := found["bare"].search(text):
        return match["credit"], "maybe"
    return "", ""


def mark(lines: list[Line]) -> None:
    """Mark captions. One that only an agency in brackets after a full stop betrays is a caption if at least two
    sentences follow and it stands before or just after the first."""
    leading, total = 0, sum(line.prose for line in lines)
    for line in lines:
        prose = line.prose
        following = total - leading - prose
        name, sure = (
            credit(line.text) if not line.reason and line.n <= MOST_WORDS and len(line.text) <= 1000 else ("", "")
        )
        if name and ((sure == "sure" and (leading or following)) or (leading <= 1 and following >= 2)):
            line.reason = "caption"
        leading += prose
