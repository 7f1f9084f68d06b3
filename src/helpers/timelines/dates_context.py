"""What a date expression is read against: the publication date, the dates before it in the text, the verb's tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from helpers.timelines import dates_calendar as calendar
from helpers.timelines import dates_tense
from helpers.timelines.dates_grammar import Found

LONG_GONE = 240  # days; what was told of a day longer ago than this is no news
AROUND = 40  # words before and after, in which a headline shows itself by its capitals
LONG_WORD = 4  # letters; headlines write shorter words small
NEARBY = 3  # sentences
FARTHER = 8  # sentences back in which "the same night" has its day
DATELINE = re.compile(r"\n[A-Z][A-Z .'’/-]+(?:, [A-Z][\w. ]+)?,? (?:\([\w ]+\) )?$")  # before the day of a report
DASH = re.compile(r",? ?(?:\([\w /]+\) ?)?(?:--?|–|—|:)\s")  # behind it
DELAY = 2  # days in which a report comes out
NEWS = 10  # days around the publication that an article tells of as it goes on


@dataclass(frozen=True)
class Timex:
    """One date expression with its meaning; ``first`` and ``last`` are the days meant, None where unknown or open."""

    start: int
    end: int
    timex_type: str
    timex_value: str
    first: date | None = None
    last: date | None = None
    precision: str = ""
    basis: str = "unresolved"


@dataclass
class Context:
    """One article while it is read from its first date expression to its last."""

    published: str  # ISO date, with or without time, or only year or month; "" unknown
    doc: object = None  # the spaCy Doc; without one no tense is known
    sentences: list[tuple[int, int]] = field(default_factory=list)
    days: list[tuple[int, date, str]] = field(default_factory=list)  # offset, day, basis: days told so far
    spans: list[tuple[int, str, str]] = field(default_factory=list)  # offset, value, basis: months and years told
    tale: bool = False  # whether the article tells of days long gone in their order, as a history does
    month_first: bool = False  # whether the outlet writes 12/8 for 8 December

    def __post_init__(self) -> None:
        self.day = date.fromisoformat(self.published[:10]) if len(self.published) >= 10 else None
        self.year = int(self.published[:4]) if self.published else None
        self.starts = [start for start, _ in self.sentences]
        self.offsets = self.doc.to_array("IDX").tolist() if self.doc is not None else []

    @cached_property
    def text(self) -> str:
        """The text of the parse, which spaCy joins from the tokens each time it is asked for."""
        return self.doc.text

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def token(self, offset: int):
        """The spaCy token that holds ``offset``; None without a parse."""
        index = bisect_right(self.offsets, offset) - 1
        return self.doc[index] if index >= 0 else None

    def tense(self, offset: int, plans: bool = False) -> str:
        """The tense of the verb over the word at ``offset`` (`dates_tense.read`); empty: unknown.

        What is planned counts as ``future``, unless ``plans`` are asked for.
        """
        token = self.token(offset)
        tense = dates_tense.read(token) if token is not None else ""
        return "future" if tense == "planned" and not plans else tense

    def last_day(self, offset: int, within: int = 3) -> tuple[date, str] | None:
        """The day told last before ``offset``, not more than ``within`` sentences back; else the publication date.

        With ``within`` 1 or less only a day near the publication counts: what an article tells in passing of days long
        ago does not make *in the morning* of the next sentence one of theirs.
        """
        here = self.sentence(offset)
        for start, day, _ in reversed(self.days):
            if start < offset and here - self.sentence(start) <= within:
                if within <= 1 and self.day and abs((self.day - day).days) > NEWS and here != self.sentence(start):
                    break
                return day, "context"
        return (self.day, "publication") if self.day else None

    def told_weekday(self, offset: int, number: int) -> tuple[date, str] | None:
        """The day told last before ``offset`` that was such a weekday, else `last_day`: "on the same Friday"."""
        for start, day, _ in reversed(self.days):
            if start < offset and day.isoweekday() == number:
                return day, "context"
        return self.last_day(offset)

    def same_sentence_day(self, offset: int) -> tuple[date, str] | None:
        """The day nearest to ``offset`` told before it in its sentence."""
        here = self.sentence(offset)
        for start, day, basis in reversed(self.days):
            if self.sentence(start) == here:
                return day, basis
        return None

    def day_of(self, offset: int) -> tuple[date, str] | None:
        """The day that a time of day at ``offset`` is of: told before it in its sentence, else the last one told.

        A day on which its clause is only said gives way to one told just before: "on Tuesday the office revealed that
        it heard of the attack at 8.15 pm", after a sentence on Monday's attack.
        """
        told = self.same_sentence_day(offset)
        if told is None:
            return self.last_day(offset, 1) if self.near(offset) else self.told_news(offset) or self.last_day(offset, 1)
        here, token = self.sentence(offset), self.token(offset)
        start = next(start for start, day, _ in reversed(self.days) if self.sentence(start) == here)
        if token is None or not dates_tense.says(self.token(start), token):
            return told
        for before, day, _ in reversed(self.days):
            near = here - NEARBY <= self.sentence(before) < here and day <= told[0]
            if near and (told[0] - day).days <= NEWS and dates_tense.teller(self.token(before)) is None:
                return day, "context"
        return told

    def near(self, offset: int) -> bool:
        """Whether a day is told in the sentence of ``offset`` or the one before."""
        here = self.sentence(offset)
        return any(start < offset and here - self.sentence(start) <= 1 for start, _, _ in reversed(self.days))

    def told_news(self, offset: int) -> tuple[date, str] | None:
        """The day told last before ``offset`` if it is one of the article's news and something happened on it."""
        here = self.sentence(offset)
        for start, day, basis in reversed(self.days):
            if start >= offset or here - self.sentence(start) > FARTHER or self.day is None or self.doc is None:
                continue
            if basis == "publication" and dates_tense.teller(self.token(start)) is None:
                return (day, "context") if 0 <= (self.day - day).days <= DELAY else None
        return None

    def name(self, found: Found, part: str) -> bool:
        """Whether a capital after another makes a word part of a name: Aleppo Today, Myanmar Now.

        Not in a line that writes all its words so, as headlines do: one without a small word of some length.
        """
        words, at = found.words, found.parts[part][0]
        if not (words.raw(at)[0].isupper() and words.raw(at - 1)[:1].isupper()):
            return False
        here = self.sentence(words.starts[at])
        for index in range(max(at - AROUND, 0), min(at + AROUND, len(words.starts))):
            small = words.raw(index).islower() and len(words.raw(index)) >= LONG_WORD
            if small and self.sentence(words.starts[index]) == here:
                token = self.token(words.starts[index])
                if token is None or token.pos_ != "ADP":
                    return True
        return False

    def last_span(self, size: int) -> str:
        """The start of the month (``size`` 7) or year (4) told last, or the publication's."""
        for _, value, _ in reversed(self.spans):
            if len(value) >= size and value[:4].isdecimal() and (size == 4 or value[5:7].isdecimal()):
                return value[:size]
        return self.published[:size] if len(self.published) >= size else ""

    def told_month(self, offset: int) -> date | None:
        """The first of the month told last with its year: anywhere before in a tale, else in this sentence or the last.

        None where it is so near the publication that the article may as well go on about its own days.
        """
        here = self.sentence(offset)
        for start, value, basis in reversed(self.spans):
            if not self.tale and self.sentence(start) < here - 1:
                return None
            if not self.tale and basis == "context":  # worked out from one before it: the tale goes on
                here = self.sentence(start)
            known = basis == "explicit" or (self.tale and basis == "context")
            covered = calendar.span(value) if known and value[5:7].isdecimal() else None
            if covered and (self.day is None or (self.day - covered[1]).days > LONG_GONE):
                return covered[0].replace(day=1)
        return None

    def add(self, timex: Timex) -> None:
        """Remember what was read, for the expressions after it."""
        if self.sent_on(timex):
            self.day = timex.last
        if timex.timex_type in ("DATE", "TIME") and timex.first:
            if timex.precision == "day":
                self.days.append((timex.start, timex.last or timex.first, timex.basis))  # after a night, its morning
            if timex.precision in ("day", "week", "month", "season", "year"):
                self.spans.append((timex.start, timex.timex_value, timex.basis))

    def sent_on(self, timex: Timex) -> bool:
        """Whether a day is that of a dateline, on which a report came from where it was written: its "tonight" is then.

        Newspapers print tomorrow what was sent today: "CAIRO, Dec. 27 —", published on the 28th.
        """
        day = timex.last if timex.timex_type == "DATE" and timex.first == timex.last else None
        if not (day and self.day and self.doc is not None and 0 < (self.day - day).days <= DELAY):
            return False
        return bool(DASH.match(self.text, timex.end) and DATELINE.search(self.text, 0, timex.start))


def dated(
    found: Found,
    value: str,
    basis: str,
    *,
    timex_type: str = "DATE",
    which: str = "",
    published: date | None = None,
) -> list[Timex]:
    """The expression ``found`` as a date of ``value``; ``which``: the part of it that a modifier picks.

    ``start``, ``mid``, ``end``: thirds; ``before`` and ``after``: up to, and from, the publication date.
    """
    start, end = found.words.starts[found.first], found.words.ends[found.last - 1]
    covered = calendar.span(value)
    if covered is None:
        return [Timex(start, end, timex_type, value, basis="unresolved", precision="vague")]
    first, last, precision = covered
    if which in ("start", "mid", "end") and precision != "day":
        first, last = calendar.part(first, last, which)
    elif which == "before" and published and first <= published:
        last = min(last, published)
    elif which == "after" and published and last >= published:
        first = max(first, published)
    return [Timex(start, end, timex_type, value, first, last, precision, basis)]


def undated(found: Found, value: str, timex_type: str = "DATE", basis: str = "unresolved") -> list[Timex]:
    """The expression ``found`` with a value, and no days that could be worked out."""
    start, end = found.words.starts[found.first], found.words.ends[found.last - 1]
    precision = "vague" if timex_type in ("DATE", "TIME") else ""
    return [Timex(start, end, timex_type, value, precision=precision, basis=basis)]


def at_time(timexes: list[Timex], part: str) -> list[Timex]:
    """Dates as times of day, by a part of the day (``EV``) or a clock time (``00:00``)."""
    if not part:
        return timexes
    return [replace(one, timex_type="TIME", timex_value=f"{one.timex_value}T{part}") for one in timexes]
