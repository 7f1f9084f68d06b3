"""Which other sentences of an article tell of the same event as a figure's, the likeliest first."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, cached_property

import numpy as np

from helpers.casualties import earlier, place, reports, turns, when
from helpers.casualties.evidence import Article, Mention, Timex, hashes
from helpers.casualties.known import country_names, demonyms
from helpers.casualties.report import Report
from helpers.casualties.report_verbs import verbs

BACK, AHEAD, OPENING = 4, 3, 3  # sentences looked at before, after, and at the head of the article
SHARED = 3  # a sentence farther off that shares so many words may tell of the same event
LOUD = 24  # code points that a dateline has behind its place: " (Reuters)"
LIKELY = -0.65  # a sentence less like the figure's than this tells of something else


class Scenes:
    """What each sentence of one article says of places, dates and deeds, worked out when asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        for name in ("dates", "places", "caption", "heading", "returns"):  # several figures ask for the same
            setattr(self, name, cache(getattr(self, name)))

    def reports(self, number: int) -> list[Report]:
        return reports.find(self.article, number)

    @cached_property
    def contents(self) -> list[frozenset[int]]:
        """What each sentence is about: its nouns, verbs and names."""
        return self.content("NOUN", "VERB", "PROPN")

    @cached_property
    def acts(self) -> list[frozenset[int]]:
        """The nouns and verbs of each sentence."""
        return self.content("NOUN", "VERB")

    def content(self, *kinds: str) -> list[frozenset[int]]:
        """The lemmas of each sentence that are of these parts of speech, but those of saying."""
        strings = self.article.doc.vocab.strings
        lemma, kind, stop = self.article.columns.T
        wanted = np.logical_or.reduce([kind == strings[name] for name in kinds])
        lemmas, left_out = np.where(wanted & (stop == 0), lemma, 0).tolist(), hashes(strings, saying()) | {0}
        return [frozenset(lemmas[sent.start : sent.end]) - left_out for sent in self.article.sentences]

    def lemmas(self, number: int) -> frozenset[int]:
        """What one sentence is about."""
        return self.contents[number]

    def deeds(self, number: int) -> frozenset[int]:
        """The nouns and verbs of one sentence."""
        return self.acts[number]

    @cached_property
    def opening(self) -> list[int]:
        """The first sentences after the title."""
        body = [n for n, (start, _) in enumerate(self.article.bounds) if start >= self.article.title_end]
        return body[:OPENING]

    def title(self, number: int) -> bool:
        return self.article.bounds[number][0] < self.article.title_end

    def heading(self, number: int) -> bool:
        """Whether a sentence is the title or a subheading: alone on its line, without a full stop."""
        start, end = self.article.bounds[number]
        alone = self.article.paragraphs.count(self.article.paragraphs[number]) == 1
        return self.title(number) or (alone and end - start < 120 and self.article.text[end - 1].isalnum())

    def caption(self, number: int) -> bool:
        """Whether a sentence ends with a dateline: what stands before it is a caption or another headline."""
        start, end = self.article.bounds[number]
        spots = [m for m in self.article.mentions_in(start, end) if m.kind == "place"]
        if not spots or end - spots[-1].end > LOUD or not start < spots[-1].start:
            return False
        return spots[-1].text.isupper() and place.dateline(self.article, spots[-1])

    def tell_alike(self, one: int, other: int) -> bool:
        """Whether two sentences with the same number are likely to tell of the same event."""
        if one == other or self.heading(one) or self.heading(other):
            return True
        return len(self.lemmas(one) & self.lemmas(other)) >= 2

    def places(self, number: int) -> list[Mention]:
        """The places of a sentence where something can have happened."""
        found = self.article.mentions_in(*self.article.bounds[number])
        return [
            m
            for m in found
            if place.usable(self.article, m, self.reports(number)) >= place.GOOD
            and not turns.beside(self.article, number, m.start)
        ]

    def dates(self, number: int) -> list[Timex]:
        """The dates of a sentence that are not those of saying it."""
        found = [when.whole(self.article, timex) for timex in self.article.dates_in(*self.article.bounds[number])]
        for i, timex in enumerate(found):
            if before := earlier.day_before(self.article, number, timex):
                found[i - 1 : i + 1] = [before]
                break
        if not any(timex.date_start for timex in found) and (ago := earlier.days_ago(self.article, number)):
            return [ago]
        return [
            timex
            for timex in found
            if timex.date_start
            and timex.date_end
            and timex.timex_type in ("DATE", "TIME")
            and not when.reporting(self.article, self.reports(number), timex)
            and when.past(self.article, timex)
            and not when.furniture(self.article, timex)
            and not when.limit(self.article, timex)
            and not turns.beside(self.article, number, timex.start)
        ]

    def parted(self, number: int, other: int) -> bool:
        """Whether sentence ``other`` comes after a turn to another event, as seen from ``number``."""
        ahead = range(number + 1, other + 1)
        return not self.title(number) and any(turns.elsewhere(self.article, at) for at in ahead)

    def together(self, number: int, other: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        return self.article.paragraphs[other] == self.article.paragraphs[number]

    def other_day(self, number: int, day: str) -> bool:
        """Whether a sentence tells of times without ``day``."""
        dates = self.dates(number)
        return bool(dates) and not any(overlap(timex, day) for timex in dates)

    def returns(self, number: int) -> bool:
        """Whether a sentence comes back to the event the article opened with: "the market toll has risen to 43"."""
        sent = self.article.sentences[number]
        if number and sent[0].lower_ in turns.clues()["all"] | {"the"} and len(sent) > 1:
            deed = sent[1].lemma_.lower()  # "The strikes killed five": those just told
            before = {token.lemma_.lower() for token in self.article.sentences[number - 1]}
            if deed in turns.clues()["deed"] & before:
                return False
        return any(token.lemma_.lower() in turns.clues()["toll"] for token in sent)

    def alike(
        self, number: int, told: Collection[int], *, day: str = "", moved: bool = True
    ) -> list[tuple[float, int]]:
        """The sentences that can tell of the event of sentence ``number`` with their likeness, the likeliest first.

        ``told``: the sentences with figures; ``day``: that of the event, if known; ``moved``: whether "elsewhere"
        parts sentences. Likeness is shared words, less the distance; a sentence of another day, or beyond an
        "elsewhere", tells of another event.
        """
        article, count = self.article, len(self.article.bounds)
        alone = moved and turns.elsewhere(article, number)
        window = set(range(max(number - BACK, 0), min(number + AHEAD + 1, count))) | set(self.opening)
        back = self.returns(number)
        window |= {n for n in range(min(2, count)) if self.title(n)}
        scored = []
        contents, own = self.contents, self.contents[number]
        for other in range(count):
            shared = len(own & contents[other])
            if other == number or self.caption(other) or (other not in window and shared < SHARED):
                continue
            step = range(number + 1, other + 1) if other > number else range(other + 1, number + 1)
            again = back and shared and (self.title(other) or other in self.opening)
            if (
                moved
                and shared < SHARED
                and not again
                and not self.title(number)
                and any(turns.elsewhere(article, at) for at in step)
            ):
                continue
            if day and self.other_day(other, day):
                continue
            far = min(abs(other - number), BACK)
            score = 0.5 * min(shared, 4) - 0.2 * far - (0.1 if other > number and not self.title(number) else 0)
            if article.paragraphs[other] == article.paragraphs[number]:
                score += 0.9 if other < number else 0.4
            score += 0.2 if other in self.opening or self.title(other) else 0
            score += 0.4 if other in told and other < number else 0
            score += 0.8 if again else 0
            if alone and other < number:
                continue
            if score >= LIKELY:
                scored.append((-score, abs(other - number), other))
        return [(-score, other) for score, _, other in sorted(scored)]


@cache
def saying() -> frozenset[str]:
    """The lemmas that do not make two sentences alike: verbs of saying, names of countries."""
    return frozenset([*verbs(), *country_names().values(), *(word.capitalize() for word in demonyms())])


def overlap(timex: Timex, day: str) -> bool:
    """Whether ``day`` lies in a date."""
    return timex.date_start[:10] <= day <= timex.date_end[:10]
