"""Signs of page furniture that a single line carries: known generic phrases, and its shape."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.ingestion import captions, dates
from helpers.ingestion.lines import BULLET, Line, truncated

ICON = re.compile(r"\b[a-z]+_[a-z_]+(?=[A-Z\W]|$)")
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$")
CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}(?:[+-]\d+)?\)?)?\W*$", re.IGNORECASE)
POST = re.compile(r"^(?:[-–—]\s.{1,60}\(@\w+\).{0,40}$|pic\.twitter\.com/\S+$)")
NUMBERS = re.compile(r"^[\d\s.,:/+%#|-]+[KkMm]?$")
BYLINE = re.compile(r"^(?:by|from)[:\s]\s*[A-Z@]|^@\w+$", re.IGNORECASE)
HASHTAGS = re.compile(r"^(?:#\w+[\s,]*)+$")
BREADCRUMBS = re.compile(r"\s[>»›→]\s|[»›]")
MANY_BARS = re.compile(r"\s[|•·]\s")
COPYRIGHT = "copyright notice"
TEASER = "teaser of another story"
KEYWORDS = 5  # so many parts between commas
LONGEST = 2000  # characters; a longer line is no furniture, or none that can be told
PROSE_WORDS = 60  # in a paragraph longer than this a phrase of a notice is likelier the article's own


@cache
def phrases(match: str) -> tuple[re.Pattern, dict[str, tuple[str, str]]]:
    """The generic phrases of one way of matching: a pattern of them all, and for each its reason and effect."""
    rows = knowledge.load("furniture")
    table = {r.phrase.lower(): (r.reason, r.effect) for r in rows[rows["match"] == match].itertuples()}
    body = "|".join(re.escape(phrase) for phrase in sorted(table, key=len, reverse=True))
    edges = {
        "line": r"^\W*(?:\d[\d.,]*[km]?\s*)?(%s)(?:\s*\(?\d[\d.,]*[km]?\)?)?\W*$",
        "label": r"^\W*(%s)\s*(?:[:|»›>]|\s[-–—]\s|[-–—]+>)",
        "start": r"^\W*(%s)(?!\w)",
        "inside": r"(?<!\w)(%s)(?!\w)",
    }
    return re.compile(edges[match] % body, re.IGNORECASE), table


@cache
def buttons() -> frozenset[str]:
    """Single words that stand on buttons and in menus."""
    return frozenset(phrase for phrase in phrases("line")[1] if " " not in phrase)


def mark(line: Line) -> None:
    """Give ``line`` the reason for which it is furniture, if it shows one by itself, and what follows from it."""
    if len(line.text) > LONGEST:
        return
    line.reason, line.effect = phrase(line)
    if not line.reason:
        line.reason = shape(line)


def phrase(line: Line) -> tuple[str, str]:
    """The reason and effect of the generic phrase that ``line`` is, begins with or holds."""
    text = line.text.replace("’", "'").lower()
    pattern, table = phrases("line")
    if line.n <= 12 and (found := pattern.match(text)):
        return table[found.group(1)]
    if line.n > PROSE_WORDS:
        return "", ""
    for match in ("label", "start", "inside"):
        pattern, table = phrases(match)
        if found := pattern.search(text):
            reason, effect = table[found.group(1)]
            if effect != "open" or not line.closed or line.n < 6:
                return reason, "" if effect == "open" else effect
    if 2 <= line.n <= 20 and all(word.lower() in buttons() for word in line.words):
        return "buttons", ""
    return "", ""


def shape(line: Line) -> str:
    """The reason that the shape of ``line`` gives."""
    text = line.text
    if not line.n:
        return "no words"
    if NUMBERS.match(text):
        return "numbers alone"
    if ADDRESS.match(text):
        return "address alone"
    if POST.match(text):
        return "embedded post"
    if HASHTAGS.match(text):
        return "tags"
    if line.closed and line.n >= 4:
        return ""
    if CLOCK.match(text):
        return "time alone"
    if ICON.search(text):
        return "names of icons"
    if line.n <= 14 and dates.of_line(text)[0]:
        return "date line"
    if line.n <= 14 and BYLINE.match(text):
        return "credit line"
    if len(BREADCRUMBS.findall(text)) >= 2 and line.n <= 30:
        return "breadcrumbs"
    if len(MANY_BARS.findall(text)) >= 2 and line.n <= 30:
        return "tags"
    if truncated(text) and not BULLET.match(text) and line.n >= 12:
        return TEASER
    if captions.lone_agency().match(text):
        return "credit line"
    return "tags" if keywords(text) else ""


def keywords(text: str) -> bool:
    """Whether an unfinished line is a list of keywords: many short parts between commas, some words in several."""
    parts = [set(part.lower().split()) for part in text.split(",")]
    if len(parts) < KEYWORDS or any(len(part) > 4 for part in parts):
        return False
    return any(parts[a] & parts[b] for a in range(len(parts)) for b in range(a))
