"""Whom an article credits: wire services, the outlet it was first published by, photographers, who was told."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.ingestion import captions
from helpers.ingestion.lines import Line

HEAD_CHARS = 200  # a dateline stands at the very start of a body
ALL = "agency; outlet; generic"
# Reasons of removed lines that may say where the article was published first, and of those that may name its agency:
# all but menus, whose items are names of agencies, too.
REPUBLISHED = ("republishing notice", "copyright notice", "after the article")
SURE = ("credit line", "date line", "copyright notice")
RIM = ("before the article", "after the article")
OUTLET = re.compile(r"[A-Z][\w.&’'-]*(?:\s+(?:of|for|the|[A-Z][\w.&’'-]*)){0,5}")
MOST_WORDS = 40  # of a line with a credit


@cache
def names() -> dict[str, tuple[str, str]]:
    """For each spelling, the name and kind of the agency or outlet."""
    return {r.spelling: (r.name, r.kind) for r in knowledge.load("agencies").itertuples() if r.name}


@cache
def patterns() -> dict[str, re.Pattern]:
    """The ways in which texts credit."""
    rows = knowledge.load("credit_phrases")

    def any_of(kind: str) -> str:
        phrases = rows[rows["kind"] == kind]["phrase"]
        return "(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + ")"

    wire, name = captions.agency("agency; generic"), captions.agency(ALL)
    return {
        "dateline": re.compile(
            rf"^(?P<place>[^()\n]{{0,80}}?)\((?P<inner>[^()\n]{{0,40}}?\b{wire}\b[^()\n]{{0,60}})\)\s*(?:[-–—:]+|(?=[A-Z]))"
        ),
        "byline": re.compile(
            rf"^(?:(?!The )[A-Z][\w.’'-]+(?:,? [A-Z][\w.’'-]+){{0,2}},? (?P<inner>{wire}) "
            rf"(?!(?i:{any_of('reporter')})\b)(?=[A-Z])|(?P<alone>{wire}) (?=\w+day\b|\d))"
        ),
        "slash": re.compile(rf"^[A-Z][\w .,-]{{2,40}}[/,]\s*(?P<inner>{wire})\s*[-–—:]\s"),
        "tail": re.compile(
            rf"(?:(?<!\w)[-–—]{{1,5}}\s*|[(\[]\s*(?:with\s+|source:?\s*|from\s+)?)"
            rf"(?P<inner>{wire}(?:\s*(?:,|/|and|&|with)\s*(?:{wire}|\w+))*)\s*[)\]]?[\s.]*$",
            re.MULTILINE,
        ),
        "told": re.compile(rf"\b{any_of('told')}\s+(?:the\s+)?(?P<inner>{name})(?!\w|['’]s\s+{any_of('reporter')})"),
        "unverified": re.compile(rf"(?<!\w)(?P<inner>{name})\s+{any_of('unverified')}\b"),
        "reporter": re.compile(
            rf"\b(?i:an?|the|one|{any_of('citing')}|{any_of('told')})\s+(?:the\s+)?(?P<inner>{wire})(?:['’]?s)?\s+"
            rf"{any_of('reporter')}\b"
        ),
        "contributed": re.compile(
            rf"(?:^|(?<=[.!?\"”)]\s))(?:The\s+)?(?P<inner>{wire}(?:(?:\s*[,/&]\s*|\s+and\s+)(?:the\s+)?{wire})*)"
            rf"(?:(?:\s[^.!?\n]{{1,80}}?)?\s+{any_of('contributed')}\b|\s+{any_of('contributed_last')}(?=\W*$|\s+[A-Z]))"
        ),
        "source_end": re.compile(
            rf"(?:^|(?<=[.!?\"”)]\s))(?i:{any_of('source_line')})\s*:?\s+"
            rf"(?P<inner>(?:{OUTLET.pattern}(?:\s*[,/&+]\s*|\s+and\s+))*{wire}(?:(?:\s*[,/&+]\s*|\s+and\s+)"
            rf"(?:{wire}|{OUTLET.pattern}))*)[\s.]*$"
        ),
        "other": re.compile(rf"\b(?i:other|additional|further) (?P<inner>{wire}) (?i:reporting|reports|material)\b"),
        "picture": re.compile(rf"(?<!\w)(?P<inner>{captions.agency()})(?!\w)"),
        "wire": re.compile(rf"(?<![\w/])(?P<inner>{wire})(?![\w/])"),
        "source_line": re.compile(rf"^(?i:{any_of('source_line')})\s*:\s*(?P<inner>.+)$"),
        "republished": re.compile(
            rf"\b(?i:{any_of('republished')})\s+(?:the\s+)?"
            r"(?P<inner>[A-Z][\w.&’'-]*(?:\s+(?:of|for|the|[A-Z][\w.&’'-]*)){0,5})"
        ),
    }


def find(doc_id: str, body: list[str], lines: list[Line]) -> list[dict]:
    """Rows of `credits`: from the body, and from the lines taken out as furniture.

    "According to Reuters" is an attribution of what is told there, and no credit.
    """
    rows: list[dict] = []
    found = patterns()

    def add(text: str, name: str, kind: str) -> None:
        known, sort = names().get(name, (name, ""))
        if sort == "generic" and kind == "told":
            return
        rows.append({"doc_id": doc_id, "text": text.strip(), "name": known.strip(), "kind": kind})

    for place, paragraph in enumerate(body):
        if place < 2:
            for sign in ("dateline", "slash", "byline"):
                if match := found[sign].search(paragraph[:HEAD_CHARS]):
                    for wire in found["wire"].finditer(match.groupdict().get("alone") or match["inner"]):
                        add(match.group(0).rstrip(" -–—:"), wire["inner"], "agency")
                    break
        for sign in ("tail", "source_end", "contributed"):
            for match in found[sign].finditer(paragraph):
                for wire in found["wire"].finditer(match["inner"]):
                    add(match.group(0), wire["inner"], "agency")
        for match in found["other"].finditer(paragraph):
            add(match.group(0), match["inner"], "agency")
        for sign in ("told", "unverified", "reporter"):
            for match in found[sign].finditer(paragraph):
                add(match.group(0), match["inner"], "told")
    for line in lines:
        if line.reason == "caption":
            credit = captions.name(captions.credit(line.text)[0]) or ", ".join(found["picture"].findall(line.text))
            agencies = dict.fromkeys(wire["inner"] for wire in found["picture"].finditer(credit))
            for name in agencies or filter(None, [credit]):
                add(line.text, name, "photo")
        elif line.reason in REPUBLISHED and (match := found["republished"].search(line.text)):
            add(line.text, match["inner"].strip(" ."), "republished")
        elif line.reason in SURE and (match := found["source_line"].search(line.text)):
            for name in re.split(r"\s*[,;/|]\s*|\s+(?:and|&)\s+", match["inner"].strip(" .")):
                if OUTLET.fullmatch(name) and not found["wire"].search(name):
                    add(line.text, name, "republished")
        if line.n <= MOST_WORDS and (line.reason in SURE or lone(line)):
            for wire in found["wire"].finditer(line.text):
                add(line.text, wire["inner"], "agency")
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in rows)]


def lone(line: Line) -> bool:
    """Whether a line beside the body is an agency by itself."""
    return line.reason in RIM and captions.lone_agency().match(line.text) is not None


def agencies(rows: list[dict]) -> list[str]:
    """The named wire services among credits: credited as such, or told by the people quoted."""
    wires = {name for name, kind in names().values() if kind == "agency"}
    credited = [row["name"] for row in rows if row["kind"] in ("agency", "told")]
    return [name for name in credited if name in wires or re.search(f"{captions.ending()}$", name)]
