"""What is known about an article besides its text: headline, outlet, date, author, address, each with its basis."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from helpers import knowledge
from helpers.case import is_date
from helpers.ingestion import captions, credits, dates, furniture, headline
from helpers.ingestion.body import Page
from helpers.ingestion.lines import Line, key, tidy

COLUMNS = ("title", "outlet", "published", "url", "language", "author", "archived_url", "retrieved")
WITH_BASIS = ("title", "outlet", "published")
DATELINE_CHARS = 120  # a dateline with its date is shorter
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s,:©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?[\s,]*)?(?:by\s+)?"
    r"(?P<name>[^\W\d_][\w.&'’ -]{1,40}?)(?=\s*(?:[,|;]|\.\s|\.?$|(?:19|20)\d\d|[-–—]\s|all rights))",
    re.IGNORECASE,
)
AUTHOR = re.compile(r"^by:?\s+(?P<names>[^\W\d_][\w.'’ ,&-]{3,80}?)(?=\s*(?:[|/(•·]|[-–—]\s|\d|$))", re.IGNORECASE)


def known(given: dict, raw: dict, meta: dict) -> tuple[dict[str, str], list[str]]:
    """What `sources.csv`, the row's own columns and the page's metadata say, in this order, with ``*_basis``; and
    notes on what could not be understood. A row's own columns count as metadata."""
    facts: dict[str, str] = {}
    notes: list[str] = []
    for name in COLUMNS:
        ours = given.get(name, "")
        theirs = " ".join(tidy(raw.get(name, "") or meta.get(name, "")).split())
        if name in ("published", "retrieved") and theirs and not ours:
            theirs, before = day(theirs), theirs
            if not theirs:
                notes.append(f"{name} {before[:60]!r} cannot be read as one day")
        elif name in ("url", "archived_url") and theirs and not host(theirs):
            notes.append(f"{name} {theirs[:60]!r} is no web address")
            theirs = ""
        facts[name] = tidy(ours).strip() or theirs
        if name in WITH_BASIS:
            facts[f"{name}_basis"] = "manifest" if ours else "metadata" if theirs else "none"
    facts["language"] = code(facts["language"])
    site = host(facts["url"])
    if not facts["outlet"] and site and not mirror(site):
        facts |= {"outlet": site.removeprefix("www."), "outlet_basis": "metadata"}
    entitle(facts, facts["title"], facts["title_basis"])
    return facts, notes


def infer(facts: dict[str, str], parted: Page) -> None:
    """Fill into ``facts`` what is not known: headline, outlet, day of publication and author, from the text."""
    if not facts["title"] and parted.title:
        entitle(facts, parted.title, "text")
    first = next((place for place, line in enumerate(parted.lines) if not line.reason), len(parted.lines))
    if not facts["published"]:
        dateline = credits.patterns()["dateline"].search(parted.body[0][:DATELINE_CHARS]) if parted.body else None
        if dateline and (day := dates.first(dateline.group())):
            facts |= {"published": day, "published_basis": "dateline"}
        else:
            head, foot = sayings(above(parted.lines[:first])), sayings(parted.lines[first:])
            wire = captions.agency("agency; generic")
            if day := dates.publication(head, foot) or dates.after_agency("\n".join(parted.body), wire):
                facts |= {"published": day, "published_basis": "text"}
    if not facts["outlet"] and (name := owner(parted.lines)):
        facts |= {"outlet": name, "outlet_basis": "text"}
    if not facts["author"]:
        facts["author"] = author(parted.lines[:first])


def sayings(lines: list[Line]) -> list[str]:
    """The removed lines that may give the date of publication: all but captions."""
    return [line.text for line in lines if line.reason and line.reason != "caption"]


def above(lines: list[Line]) -> list[Line]:
    """Of the lines above a body those after the headline, and those before it that give a label with the date or stand
    next to it: a date further up is that of the day on which the page was seen."""
    place = next((i for i, line in enumerate(lines) if line.reason == "headline"), -1)
    near = place
    while near > 0 and (dates.dated(lines[near - 1].text) or lines[near - 1].reason == "credit line"):
        near -= 1
    far = [line for line in lines[: max(near, 0)] if dates.of_line(line.text)[1]]
    return [*far, *lines[max(near, 0) :]]


def entitle(facts: dict[str, str], title: str, basis: str) -> None:
    """Put ``title`` into ``facts`` without the outlet's name, which is kept if no outlet is known."""
    bare, site = headline.bare(" ".join(tidy(title).split()), {key(facts["outlet"])} - {""})
    facts |= {"title": bare, "title_basis": basis if bare else "none"}
    if site and not facts["outlet"]:
        facts |= {"outlet": site, "outlet_basis": basis}


def day(text: str) -> str:
    """A date as ISO 8601, the day where there is a time, or ``""``: what can be read in two ways is no date."""
    return text[:10] if is_date(text) else dates.first(text)


def host(url: str) -> str:
    """The host of a web address, ``""`` if it is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def mirror(site: str) -> bool:
    """Whether a host shows pages of others, so that it names no outlet."""
    return any(site == name or site.endswith(f".{name}") for name in knowledge.load("mirrors")["host"])


@cache
def codes() -> dict[str, str]:
    """Codes of languages (ISO 639-1) by code and by English name, in small letters."""
    rows = knowledge.load("languages")
    return {
        name.lower(): code for column in ("code", "name") for name, code in zip(rows[column], rows["code"], strict=True)
    }


def code(language: str) -> str:
    """The code of a language given as a code, a locale (en-GB) or an English name; unknown ones as they are."""
    word = re.split(r"[-_ ]", language.lower())[0]
    return codes().get(word, word)


def owner(lines: list[Line]) -> str:
    """Who holds the copyright of the page by its notice, if all notices name one, and that is no agency."""
    names = {}
    for line in lines:
        if line.reason == "copyright notice" and line.n <= 40 and (match := COPYRIGHT.search(line.text)):
            name = match["name"].strip(" .-")
            if name.lower() not in ("all rights reserved", "all rights") and not captions.lone_agency().match(name):
                names[key(name)] = name
    return names.popitem()[1] if len(names) == 1 else ""


def author(lines: list[Line]) -> str:
    """Who wrote the article by the byline above its body, agencies left out."""
    for line in lines:
        written = dates.shapes().sub("|", line.text) if line.reason in ("credit line", "date line") else ""
        if match := AUTHOR.match(written):
            names = re.split(r"\s*(?:,|&|\band\b)\s*", match["names"], flags=re.IGNORECASE)
            people = [name for name in names if name and name[0].isupper() and not nobody(name)]
            if people:
                return "; ".join(people)
    return ""


def nobody(name: str) -> bool:
    """Whether a byline names no person: an agency, or a desk or the staff."""
    found = furniture.phrase(Line(name, 0))[0]
    return bool(found or captions.lone_agency().match(name) or captions.signs()["agency"].search(name))
