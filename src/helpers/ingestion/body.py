"""The body of an article told from the page around it, by signs of the article alone.

A body is a run of prose. What stands before the headline and after the last sentence is furniture; inside the run a
line goes only by a sign of its own (`furniture.mark`), as a repeated headline, as a caption, or as one of a block of
short lines. In doubt a line stays: a sentence taken out is worse than a menu left in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from helpers.ingestion import captions, furniture, headline
from helpers.ingestion.lines import BULLET, DATELINE, LONG_WORDS, Line, of, truncated

ALONE_WORDS = 4  # of a label without what it labels
SHORT_WORDS = 6  # subheadings and links
STANDFIRST_WORDS, MOST_STANDFIRST = 7, 40
FIRST_LINES = 4  # of a body: what its standfirst is about
AGAIN_WORDS = 8  # of a sentence that nobody writes twice
MOST_BEFORE = 40  # lines: a headline further down than that below a sentence is no headline
BLOCK_LINES = 4  # so many short lines one after another are a menu, not subheadings


@dataclass
class Page:
    """A text taken apart: the headline found in it, the paragraphs of its body, all its lines with their reasons."""

    title: str = ""
    body: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def removed(self) -> list[tuple[str, str]]:
        """The removed lines in order: reason and text."""
        return [(line.reason, line.text) for line in self.lines if line.reason]


def separate(text: str, *, title: str = "") -> Page:
    """Tell the body of ``text`` from its furniture; ``title``: the headline, where it is known."""
    lines = of(text)
    for line in lines:
        furniture.mark(line)
    captions.mark(lines)
    follow(lines)
    unmark_first(lines)
    if not title:
        number = headline.choose(lines)
        title = lines[number].text if number >= 0 else ""
    known = Line(title, 0)
    alike = [line for line in lines if headline.same(known, line) or headline.ends(known, line)]
    for line in alike:
        line.reason = line.reason or "repeats the headline"
    if alike:
        next((line for line in alike if line.key == known.key), alike[0]).reason = "headline"
    again(lines)
    if all(line.reason for line in lines):
        spare(lines)
    start = begin(lines, known)
    end = finish(lines, start)
    for place, line in enumerate(lines):
        if not line.reason and not start <= place < end:
            line.reason = "before the article" if place < start else "after the article"
    blocks(lines, start, end)
    return Page(title, [line.text for line in lines if not line.reason], lines)


def again(lines: list[Line]) -> None:
    """Mark sentences that stand on the page a second time, as descriptions of pages do."""
    seen: set[str] = set()
    for line in lines:
        if line.prose and line.n >= AGAIN_WORDS:
            if line.key in seen:
                line.reason = "repeats an earlier line"
            seen.add(line.key)


def unmark_first(lines: list[Line]) -> None:
    """A line cut short is a teaser only where other prose stands before it: an article may be cut short itself."""
    for line in lines:
        if line.prose:
            break
        if line.reason == furniture.TEASER and not line.effect and truncated(line.text) and line.n >= LONG_WORDS:
            line.reason = ""
            break


def follow(lines: list[Line]) -> None:
    """Mark the line after a label that stands alone and is about it: a caption under "Image caption,"."""
    for label, line in pairwise(lines):
        if label.effect == "next" and label.n <= ALONE_WORDS and not line.reason and line.n <= captions.MOST_WORDS:
            line.reason = label.reason


def spare(lines: list[Line]) -> None:
    """Where every line bears a sign of furniture, let the longest sentence but the headline stay, if there is one: a
    text is not emptied by mistake."""
    rest = [line for line in lines if line.closed and line.n >= LONG_WORDS and "headline" not in line.reason]
    if rest:
        longest = max(rest, key=lambda line: line.n)
        longest.reason = longest.effect = ""


def begin(lines: list[Line], known: Line) -> int:
    """Where the body begins: at the first prose after the headline, or the first at all.

    Sentences before the headline (a notice, a banner) are passed over only if they have nothing in common with it.
    """
    prose = [line.prose for line in lines]
    stems = set(headline.stems_of(known))
    after, late = 0, False
    for place, line in enumerate(lines if known.n else []):
        if prose[place] and (after or len(stems.intersection(headline.stems_of(line))) > 1):
            break
        late = late or (prose[place] and place > MOST_BEFORE)
        if not late and headline.repeats(known, line):
            after = place + 1
    first = next((place for place in range(after, len(lines)) if prose[place]), -1)
    if first < 0:  # no sentence at all: what bears no sign is the body
        first = next((place for place in range(after, len(lines)) if not lines[place].reason), 0)
    if first > after and DATELINE.match(lines[first - 1].text) and lines[first - 1].reason in ("", "credit line"):
        first -= 1
        lines[first].reason = ""
    body = {stem for line in lines[first : first + FIRST_LINES] for stem in headline.stems_of(line)}
    unmarked = [place for place in range(after, first) if not lines[place].reason]
    while after and unmarked and standfirst(lines[unmarked[-1]], body):
        first = unmarked.pop()
    return first


def standfirst(line: Line, body: set[str]) -> bool:
    """Whether a line between headline and body is the article's own: a phrase about what the ``body`` tells."""
    if line.reason or not STANDFIRST_WORDS <= line.n <= MOST_STANDFIRST or line.lower < 0.5:
        return False
    own = set(headline.stems_of(line))
    return len(own & body) >= max(3, len(own) * 0.5)


def finish(lines: list[Line], start: int) -> int:
    """Where the body ends: after its last prose, or before the section of the page that closes it."""
    end = len(lines)
    before, after = 0, sum(line.n for line in lines[start:] if line.prose)
    rest = sum(not line.reason for line in lines[start:])
    links = sum(not line.reason and not line.closed for line in lines[start:])
    for place in range(start, len(lines)):
        line = lines[place]
        if line.effect in ("tail", "block") and before and closes(line.effect, before, after - before, links, rest):
            end = place
            break
        rest -= not line.reason
        links -= not line.reason and not line.closed
        before += line.n if line.prose else 0
    if not any(line.prose for line in lines[start:end]):
        return end
    last = max(place for place in range(start, end) if lines[place].prose)
    while last + 1 < end and goes_on(lines[last], lines[last + 1]):
        last += 1
    return last + 1


def closes(effect: str, before: int, after: int, links: int, rest: int) -> bool:
    """Whether a section's heading ends the article: of the ``rest`` of the lines most are ``links``; or it is a comment
    form and no more words of prose stand ``after`` than ``before`` it."""
    if effect == "tail":
        return before >= after or links * 2 >= rest
    return links * 2 > rest or not rest


def goes_on(last: Line, line: Line) -> bool:
    """Whether a line too short to be prose still belongs to the body's end."""
    if line.reason:
        return False
    if line.closed:
        return line.n >= 2 and any(word[0].islower() for word in line.words)
    return last.text.endswith(":") or (BULLET.match(line.text) is not None and BULLET.match(last.text) is not None)


def blocks(lines: list[Line], start: int, end: int) -> None:
    """Mark the links under a teaser's heading, and blocks of short lines, inside the body."""
    place = start
    while place < end:
        line = lines[place]
        if line.effect == "block":
            place += 1
            while place < end and not lines[place].reason and link(lines[place]):
                lines[place].reason = line.reason
                place += 1
            continue
        run = place
        while run < end and not lines[run].reason and short(lines[run]):
            run += 1
        listed = place > start and lines[place - 1].text.endswith(":") and not lines[place - 1].reason
        if run - place >= BLOCK_LINES and not listed:
            for member in lines[place:run]:
                member.reason = "block of short lines"
        place = max(run, place + 1)


def link(line: Line) -> bool:
    """Whether a line under a teaser's heading is one of its links: no sentence with its full stop."""
    return (not line.closed or truncated(line.text)) and line.n <= 30 and not line.text.endswith(":")


def short(line: Line) -> bool:
    """Whether it looks like an entry of a menu."""
    return not line.closed and line.n <= SHORT_WORDS and not BULLET.match(line.text) and "," not in line.text
