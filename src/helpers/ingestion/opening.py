"""Date and headline repeated before the body on one line, as texts that lost their lines have them."""

from __future__ import annotations

import re

from helpers.ingestion import dates
from helpers.ingestion.lines import WORD

BEFORE_CHARS = 90  # a date, a section, an author
TITLE_WORDS = 4  # a shorter headline may begin a sentence by chance
REST_WORDS = 6  # what is left must be a body


def cut(text: str, title: str) -> int:
    """Where the body begins in ``text`` if it opens with ``title``, perhaps after a date; 0 if it does not.

    The headline must be followed by a separator, or by a word with a capital, a digit or a quotation mark that is no
    part of it; what stands before it must be no sentence.
    """
    wanted = [word.lower() for word in WORD.findall(title)]
    if len(wanted) < TITLE_WORDS:
        return 0
    found = list(WORD.finditer(text[: BEFORE_CHARS + 3 * len(title) + 40]))
    lowered = [match.group().lower() for match in found]
    for place in range(len(found) - len(wanted) + 1):
        if found[place].start() > BEFORE_CHARS:
            break
        if lowered[place : place + len(wanted)] == wanted:
            end = found[place + len(wanted) - 1].end()
            return end_of_title(text, end) if preface(text[: found[place].start()]) else 0
    return 0


def preface(text: str) -> bool:
    """Whether ``text`` may stand before a headline: nothing, or a date with a few words, but no sentence."""
    if not text.strip(" -–—|:.,\"'“‘"):
        return True
    marked = len(text.split()) <= 4 and text.rstrip()[-1:] in "-–—|:\"'“‘"
    return marked or bool(dates.of_line(text.strip(" -–—|:"))[0])


def end_of_title(text: str, end: int) -> int:
    """Where the body begins after a headline that ends at ``end``; 0 if the headline is the start of a sentence."""
    match = re.match(r"[\"'”’]?\s*(?:[.!?|:»]|\s[-–—]+)?\s*", text[end:])
    rest = text[end + match.end() :]
    separated = bool(match.group().strip(" \"'”’"))
    if len(rest.split()) < REST_WORDS or not rest[:1] or not (separated or not rest[0].islower()):
        return 0
    return end + match.end()
