"""Which line of a text is its headline."""

from __future__ import annotations

import re
from collections import Counter

from helpers.ingestion.lines import BULLET, Line, key

HEAD_LINES = 60  # a headline stands among the first lines; menus may be long
ALIKE = 0.8  # share of the words of two lines that both have
SUFFIX = re.compile(r"\s+(?:[|»]|[-–—])\s+(?P<site>[^|»–—]{2,40})$")


def bare(title: str, names: set[str]) -> tuple[str, str]:
    """``title`` without an outlet's name at its end, and that name if it was there.

    After ``|`` a few words are taken for the outlet; after a dash only one of ``names`` (keys of known outlets).
    """
    match = SUFFIX.search(title)
    if match and len(title[: match.start()].split()) >= 3:
        site = match["site"].strip()
        bar = match.group(0).strip()[0] in "|»" and len(site.split()) <= 4 and site[:1].isupper()
        if bar or key(site) in names:
            return title[: match.start()].strip(), site
    return title, ""


def choose(lines: list[Line]) -> int:
    """The number of the line that is the headline, or -1.

    Of the unmarked lines before the text begins it is the one that is repeated on the page, shares its words with the
    text, and has a headline's length; among like ones the first.
    """
    begin = next((i for i, line in enumerate(lines) if line.prose and line.closed and line.n >= 8), len(lines))
    begin = min(begin, HEAD_LINES)
    stems = Counter(stem for line in lines if line.prose for stem in set(stems_of(line)))
    scores: dict[int, float] = {}
    for number, line in enumerate(lines[: begin + 1]):
        if line.reason or (line.closed and line.text.endswith(".")) or not 3 <= line.n <= 30 or BULLET.match(line.text):
            continue
        own = set(stems_of(line))
        if not own:
            continue
        shared = sum(stems[stem] > line.prose for stem in own)
        again = sum(repeats(line, other) for other in lines if other is not line)
        length = 5 <= line.n <= 18
        scores[number] = 3 * shared / len(own) + 0.4 * min(shared, 6) + 2 * min(again, 2) + length - (number == begin)
    if not scores:
        return -1
    best = max(scores.values())
    if best <= 1.5:  # nothing is shared with the text: the line next to it that has a headline's length
        return max((number for number, score in scores.items() if score >= 1), default=-1)
    first = next(number for number, score in scores.items() if score >= best - 1)
    # A line of the path to the page, whose end is the headline that stands by itself below.
    ends = [number for number in scores if lines[number].n >= 4 and lines[first].key.endswith(f" {lines[number].key}")]
    return next((number for number in ends if number > first), first)


def stems_of(line: Line) -> list[str]:
    """The first four letters of its words of four and more: enough to see a word again in another form."""
    return [word[:4].lower() for word in line.words if len(word) >= 4]


def same(title: Line, other: Line) -> bool:
    """Whether ``other`` is ``title``, or but for a word or two (quotation marks, an outlet at the end)."""
    if not title.n or not other.n:
        return False
    if title.key == other.key:
        return True
    if other.closed or abs(other.n - title.n) > 4 or title.n < 5:
        return False
    ours, theirs = set(title.key.split()), set(other.key.split())
    return len(ours & theirs) >= ALIKE * len(ours | theirs)


def ends(title: Line, other: Line) -> bool:
    """Whether ``other`` ends with ``title`` after a few words: a path to the page, or a form about the article."""
    return (
        title.n >= 5 and title.n < other.n <= title.n + 8 and not other.closed and other.key.endswith(f" {title.key}")
    )


def repeats(title: Line, other: Line) -> bool:
    """Whether ``other`` is ``title`` again, perhaps with a few words of a menu before it or of a form around it."""
    if not title.n or other.n > title.n + 10:
        return False
    return same(title, other) or (title.key in other.key and not other.prose)
