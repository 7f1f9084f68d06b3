"""Date, headline and credit run together with a body on one line, as texts that lost their lines have them."""

from __future__ import annotations

import re
from functools import cache

from helpers.ingestion import captions, dates, furniture
from helpers.ingestion.lines import CLOSED, WORD, Line

BEFORE_CHARS = 90  # a date, a section, an author
TITLE_WORDS = 4  # a shorter headline may begin a sentence by chance
REST_WORDS = 6  # what is left must be a body
END_WORDS = 6  # of names and credits after the last sentence
AFTER_TITLE = re.compile(r"[\"'”’]?\s*(?:[|»]\s*[\w.'’ ]{2,30}?\s[-–—|]+\s|[.!?|:»]|[-–—]+(?=\s))?\s*")
PIECES = re.compile(
    r"(?<=[.!?][\"'”’)])\s+|(?<=[.!?])\s+|(?<=[.!?])(?=[-–—]{2})|(?<=[a-z][.!?])(?=[A-Z]{2,}\W*$)|\s+(?=[-–—]{2}|\([^()]*\)\W*(?:\w+\W*)?$)"
)


def cut(text: str, title: str) -> tuple[list[tuple[str, str]], str]:
    """What of ``text`` stands before its body on the same line, as pairs of reason and text, and the rest.

    Cut are: the headline, if ``text`` opens with it, perhaps after a date, and a separator or a word with a capital
    follows that is no part of it; then a date with its agency. In doubt nothing is cut.
    """
    removed: list[tuple[str, str]] = []
    if span := titled(text, title):
        start, end, after = span
        removed += [("date line", text[:start]), ("repeats the headline", text[start:end])]
        text = text[after:]
        match = credit_and_date().match(text)
        if match and (starts_sentence(text[match.end() :]) or match.end() == len(text)):
            removed.append(("date line", match.group()))
            text = text[match.end() :]
    return [(reason, piece.strip(" -–—|:")) for reason, piece in removed if WORD.search(piece)], text


def titled(text: str, title: str) -> tuple[int, int, int] | None:
    """Where the headline starts and ends in ``text`` and where the body begins, if ``text`` opens with it."""
    wanted = [word.lower() for word in WORD.findall(title)]
    if len(wanted) < TITLE_WORDS:
        return None
    found = list(WORD.finditer(text[: BEFORE_CHARS + 3 * len(title) + 40]))
    lowered = [match.group().lower() for match in found]
    for place in range(len(found) - len(wanted) + 1):
        start = found[place].start()
        if start > BEFORE_CHARS:
            break
        if lowered[place : place + len(wanted)] == wanted:
            end = found[place + len(wanted) - 1].end()
            after = AFTER_TITLE.match(text, end)
            separated = bool(after.group().strip(" \"'”’"))
            rest = text[after.end() :]
            fits = separated or starts_sentence(rest) or not WORD.search(rest) or credit_and_date().fullmatch(rest)
            return (start, end, after.end()) if fits and preface(text[:start]) else None
    return None


def preface(text: str) -> bool:
    """Whether ``text`` may stand before a headline: nothing, or a date with a few words, but no sentence."""
    stripped = text.strip(" -–—|:.,\"'“‘")
    if not stripped:
        return True
    marked = len(stripped.split()) <= 4 and text.rstrip()[-1:] in ("-", "–", "—", "|", ":", '"', "'", "“", "‘")
    return marked or dates.dated(stripped)


@cache
def credit_and_date() -> re.Pattern:
    """An agency, a weekday, a date and a time, in this order, all but the date optional."""
    days = "|".join(sorted(dates.words("weekday"), key=len, reverse=True))
    return re.compile(
        rf"\W*(?:{captions.agency('agency; generic')}\W+)?(?:(?:updated|published|posted)\W+)?(?:\d{{3,4}}\s+)?"
        rf"(?:(?:{days})\b\W*)?(?:{dates.shapes().pattern})(?:\W+\d\d:?\d\d\b)?[\s)|,.–—-]*",
        re.IGNORECASE,
    )


def starts_sentence(text: str) -> bool:
    """Whether a sentence may begin here: enough words, the first with a capital, a digit or a quotation mark."""
    begins = bool(re.match(r"[\"'“‘«(\[]?\w", text)) and not text.lstrip("\"'“‘«([")[:1].islower()
    return begins and len(text.split()) >= REST_WORDS


def ending(text: str) -> tuple[str, list[tuple[str, str]]]:
    """``text``, the last paragraph of a body, without what follows its last sentence on the same line: credits, tags,
    names; and that, as pairs of reason and text."""
    pieces = PIECES.split(text)
    removed: list[tuple[str, str]] = []
    while len(pieces) > 1 and (reason := loose(pieces[-1], pieces[-2])):
        removed.insert(0, (reason, pieces.pop().strip()))
    if not removed:
        return text, []
    return text[: text.rindex(pieces[-1]) + len(pieces[-1])].rstrip(), removed


def loose(piece: str, before: str) -> str:
    """The reason for which ``piece`` at a body's end is no part of it, or ``""``."""
    line = Line(piece.strip(), 0)
    if not line.n:
        return "no words"
    reason, _ = furniture.phrase(line)
    if reason:
        return reason
    names = all(not word[0].islower() or len(word) <= 4 for word in line.words) and line.words[0][0].isupper()
    numbers = not any(word.isalpha() for word in line.words)
    if CLOSED.search(before) and not line.closed and line.n <= END_WORDS and (names or numbers):
        return "credit line" if names else "numbers alone"
    return "credit line" if captions.lone_agency().match(piece) and CLOSED.search(before) else ""
