"""Where names may stand in a text: the longest runs of capitalised words, cut where a list has lost its commas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from helpers.timelines import spelling
from helpers.timelines.place_evidence import days, joined, listed_after, listed_before
from helpers.timelines.place_lists import openers
from helpers.timelines.place_wording import type_words
from helpers.timelines.words import Words

LONGEST = 4  # words in a name


def whole_names(words: Words, taken: set[int]) -> Iterable[tuple[int, int]]:
    """Runs of capitalised words that nothing capitalised goes before or after, but for "District" and its like."""
    at, count = 0, len(words.keys)
    while at < count:
        small = words.first[at] and (words.keys[at] in type_words("in") or words.keys[at] in type_words("near"))
        if not words.capital[at] or not words.forms[at][:1].isalpha() or small:
            at += 1
            continue
        last = at
        while last + 1 < count and joined(words, last):
            if words.capital[last + 1]:
                last += 1
            elif (
                last + 2 < count
                and words.keys[last + 1] in spelling.particles("inside a place")
                and words.keys[last + 1] not in ("of", "on", "the")
                and joined(words, last + 1)
                and words.capital[last + 2]
            ):
                last += 2
            else:
                break
        end = last
        while end > at and words.keys[end] in beside():
            end -= 1
        for first, final in pieces(words, at, end) if run_together(words, at, end) else [(at, end)]:
            if final - first < LONGEST and not taken.intersection(range(first, final + 1)):
                yield first, final
        at = last + 1


@cache
def beside() -> frozenset[str]:
    """Words in capitals that may stand after a name: "District", "East", "Friday"."""
    return days() | type_words("after").keys() | type_words("direction").keys()


def run_together(words: Words, first: int, last: int) -> bool:
    """Whether a run may hold several names: the text has lost its commas, and the run is long or called "villages"."""
    if words.commas:
        return False
    following = words.keys[last + 1] if last + 1 < len(words.keys) else ""
    if listed_before(words, first) or listed_after(words, last):
        return True
    return last - first > 1 and following not in type_words("after")


def pieces(words: Words, first: int, last: int) -> Iterable[tuple[int, int]]:
    """The names of a run in a text that has lost its commas: "al-Midan al-Furqan" are two.

    An article opens a name, unless the word before is a first one such as Bab or the word itself a last one such as
    al-Gharbi. Where it stays open which word belongs to which, nothing is given.
    """
    at = first
    while at <= last:
        end = at
        while end < last and goes_on(words, end + 1, single=end == at):
            end += 1
        article = words.fronts[at] != words.starts[at]
        opener = words.keys[at] in openers()
        if article or opener or not 0 < end - at < last - first:
            yield at, end
        at = end + 1


def goes_on(words: Words, at: int, *, single: bool) -> bool:
    """Whether a word goes on the name before it, which is so far one word or more."""
    article = words.fronts[at] != words.starts[at]
    before = words.fronts[at - 1] != words.starts[at - 1]
    if words.keys[at] in spelling.particles("last in a place") or not words.capital[at] or not words.capital[at - 1]:
        return True
    if article:
        return single and not before
    return not before and words.keys[at] not in openers()
