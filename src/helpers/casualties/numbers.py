"""Numbers as news prints them: digits, words, mixed, vague words, ranges.

The printed number is never changed: "more than 43" is 43. What its neighbours make of it is in `bounds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from helpers import knowledge
from helpers.casualties.sentences import Phrases, Sentence, grammar

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
NUMERIC_DATE = re.compile(r"\b\d{1,4}([-/.])\d{1,2}\1\d{2,4}\b|\b\d\d?:\d\d\b")
DASHES = {"-", "–", "—", "to", "or", "/"}
PEOPLE = 10_000_000_000  # more than there are, so no number of those harmed
CONVENTIONS = ("literal", "acled")


@dataclass(frozen=True)
class Number:
    """A number at the words ``first`` to ``last`` (exclusive). ``low`` and ``high`` differ in a range only."""

    first: int
    last: int
    low: float
    high: float
    form: str  # digits, words, vague, range, none, article


@cache
def word_values() -> dict[str, tuple[str, float]]:
    """Each number word with its kind and value."""
    table = knowledge.load("number_words")
    return {row.word: (row.kind, float(row.value)) for row in table.itertuples()}


@cache
def openers() -> frozenset[str]:
    """The words with which a number in words may begin."""
    return frozenset({"a", "an", "both"} | {word.split()[0] for word in word_values()})


@cache
def vague_phrases(convention: str) -> Phrases:
    """Vague number words with their reading by ``convention`` (a column of ``knowledge/vague_numbers.csv``)."""
    table = knowledge.load("vague_numbers")
    return Phrases(list(zip(table["phrase"], table[convention].astype(float), strict=True)))


def scan(sentence: Sentence, *, convention: str = "literal") -> list[Number]:
    """The numbers of a sentence in order. ``convention`` reads vague words: ``literal`` or ``acled``."""
    found, i = [], 0
    vague, opening = vague_phrases(convention), openers()
    while i < len(sentence):
        if (
            sentence.lower[i] not in opening
            and sentence.lower[i] not in vague.first
            and not sentence.words[i][0].isdecimal()
        ):
            i += 1  # nearly every word: no number begins with it
            continue
        number = None
        if sentence.lower[i] in vague.first and (hit := vague.match(sentence.lower, i)):
            number = Number(i, hit[0], hit[1], hit[1], "vague")
        number = number or digits(sentence, i) or in_words(sentence, i) or none_at(sentence, i) or both(sentence, i)
        if number:
            found.append(number if number.high < PEOPLE else replace(number, low=PEOPLE, high=PEOPLE))
        i = number.last if number else i + 1
    return without_shares(sentence, ranges(sentence, found))


def without_shares(sentence: Sentence, found: list[Number]) -> list[Number]:
    """``found`` without the shares of people ("nine in ten families have fled", "one in every five children")."""
    shares: set[int] = set()
    for part, whole in pairwise(found):
        between = sentence.lower[part.last : whole.first]
        counted = part.low < whole.low and not {part.form, whole.form} & {"vague", "none", "range"}
        behind = sentence.at(whole.last) in people_words() or sentence.pos_at(whole.last) in ("VERB", "AUX")
        if counted and behind and (between == ["in"] or between[-1:] == ["every"]):
            shares |= {part.first, whole.first}
    return [number for number in found if number.first not in shares]


def digits(sentence: Sentence, i: int) -> Number | None:
    """A number in digits at ``i``, with the word for its scale if one follows ("2.5 million", "20 000")."""
    word = sentence.words[i]
    if not DIGITS.fullmatch(word) or dated(sentence, i):
        return None
    value, last = float(word.replace(",", "")), i + 1
    if after := sentence.words[last : last + 1]:
        space = sentence.text[sentence.ends[i] - sentence.start : sentence.starts[last] - sentence.start]
        # A space within a number is usual in French and Russian copy; an ordinary one only counts before 000.
        joined = space in ("\u00a0", "\u202f", "\u2009") or (space == " " and after[0] == "000")
        if joined and len(word) <= 3 and re.fullmatch(r"\d{3}", after[0]):
            value, last = value * 1000 + float(after[0]), last + 1
    kind, scale = word_values().get(sentence.at(last), ("", 1.0))
    if kind in ("scale", "dozen") or (kind == "short" and sentence.starts[last] == sentence.ends[last - 1]):
        value, last = value * scale, last + 1
    return Number(i, last, value, value, "digits")


def dated(sentence: Sentence, i: int) -> bool:
    """Whether the digits at ``i`` are part of a date or a time of day ("16 September 2016", "09-06-2016", "10:30")."""
    word, months = sentence.words[i], grammar("month")
    at = sentence.starts[i] - sentence.start
    if any(hit.start() <= at < hit.end() for hit in NUMERIC_DATE.finditer(sentence.text, max(0, at - 10), at + 12)):
        return True
    if sentence.at(i - 1).rstrip(".") in months or sentence.at(i + 1).rstrip(".") in months:
        return len(word) <= 2 or (len(word) == 4 and word[:2] in ("19", "20"))
    if len(word) == 4 and word[:2] in ("19", "20"):
        before = sentence.at(i - 1)
        behind = sentence.at(i + 1)
        dates = sentence.at(i - 2).rstrip(".") in months or DIGITS.fullmatch(before) is not None
        return dates or before in grammar("before_year") or not (behind in people_words() or before in bound_ends())
    close = sentence.words[i + 2 : i + 3] != [] and sentence.starts[i + 2] == sentence.ends[i] + 1
    return close and sentence.at(i + 1) in ("/", ":") and sentence.words[i + 2].isdecimal()


@cache
def people_words() -> frozenset[str]:
    """Words that name people: behind four digits they say that these are no year."""
    table = knowledge.load("victim_words")
    return frozenset(table["word"]) | frozenset(table["plural"])


@cache
def bound_ends() -> frozenset[str]:
    """The last words of the phrases that bound a number."""
    return frozenset(phrase.split()[-1] for phrase in knowledge.load("bounds")["phrase"])


def in_words(sentence: Sentence, i: int) -> Number | None:
    """A number in words at ``i``: "twenty-five", "two dozen", "a hundred and six", "half a million"."""
    known = word_values()
    total, current, last, kind_before = 0.0, 0.0, i, ""
    if sentence.at(i + 1) == "by" and sentence.at(i + 2) == sentence.at(i):
        return None  # one by one
    part = i + (sentence.at(i) == "a" and known.get(sentence.at(i + 1), ("",))[0] == "fraction")
    if known.get(sentence.at(part), ("",))[0] == "fraction":
        j = part + 1  # half a million, half-dozen, a quarter of a million
        while j < part + 3 and sentence.at(j) in ("of", "a", "-"):
            j += 1
        kind, value = known.get(sentence.at(j), ("", 0.0))
        value *= known[sentence.at(part)][1]
        return Number(i, j + 1, value, value, "words") if kind in ("scale", "dozen") else None
    if sentence.at(i) in ("a", "an") and known.get(sentence.at(i + 1), ("",))[0] in ("scale", "dozen"):
        current, last = 1.0, i + 1
    while last < len(sentence):
        word = sentence.lower[last]
        joins = word in ("and", "-") and kind_before and (word == "-") == (kind_before == "tens")
        step = last + 1 if joins and kind_before in ("tens", "scale") else last
        kind, value = known.get(sentence.at(step), ("", 0.0))
        if kind in ("unit", "tens"):
            if kind_before == "unit" or (kind_before == "tens" and (kind == "tens" or value > 9)):
                break
            if joins and word == "and" and current % 100 + value > 99:
                break
            current += value
        elif kind in ("scale", "dozen") and step == last:
            if value in (12.0, 100.0):
                current = (current or 1.0) * value
            else:
                total, current = total + (current or 1.0) * value, 0.0
        else:
            break
        last, kind_before = step + 1, "scale" if kind == "dozen" else kind
    if not kind_before or (last == i + 1 and sentence.at(i) in ("hundred", "thousand", "million", "billion", "dozen")):
        return None
    return Number(i, last, total + current, total + current, "words")


def none_at(sentence: Sentence, i: int) -> Number | None:
    """A zero in words at ``i`` ("no", "nobody", "without", "not any"), to be kept only where harm is denied."""
    for last in range(min(i + 3, len(sentence)), i, -1):
        if word_values().get(" ".join(sentence.lower[i:last]), ("",))[0] == "none":
            before = sentence.lower[max(0, i - 6) : i]
            if sentence.at(i) == "any" and not (
                grammar("negation").intersection(before) and grammar("cause_verb").intersection(before)
            ):
                return None
            if sentence.at(last) in grammar("object_skip") or (sentence.at(i) == "no" and sentence.at(i + 1) == "."):
                return None
            return Number(i, last, 0.0, 0.0, "none")
    return None


def both(sentence: Sentence, i: int) -> Number | None:
    """The two people of "both drivers", "both of them"."""
    if sentence.lower[i] != "both":
        return None
    of_them = sentence.lower[i + 1 : i + 3] in (["of", "them"], ["of", "whom"])
    told = of_them and sentence.pos_at(i + 3) in ("AUX", "VERB")  # else all of a total: "two, both of them children"
    meant = told or (sentence.at(i + 1) in plural_people() and sentence.at(i + 2) != "and")
    return Number(i, i + 1, 2.0, 2.0, "words") if meant else None


@cache
def plural_people() -> frozenset[str]:
    """The words for several people."""
    table = knowledge.load("victim_words")
    return frozenset(table.loc[table["word"] != table["plural"], "plural"])


def ranges(sentence: Sentence, found: list[Number]) -> list[Number]:
    """``found`` with "10 to 15", "10-15", "two or three" and "between 10 and 15" made one number each."""
    made: list[Number] = []
    for number in found:
        before = made[-1] if made else None
        if before and not {before.form, number.form} & {"vague", "none"} and before.low < number.low:
            between = sentence.lower[before.last : number.first]
            lead = sentence.at(before.first - 1)
            risen = lead == "from" and grammar("riser").intersection(
                sentence.lower[max(0, before.first - 4) : before.first]
            )
            risen = risen or lead == "by"  # "rose by three to 48"
            spanned = between[:1] == ["to"] and lead == "from" and len(between) <= 3 and not risen
            simple = (
                len(between) == 1 and between[0] in DASHES and lead not in ("from", "by") and before.form != "range"
            )
            if simple or spanned or (between == ["and"] and lead == "between"):
                first = before.first - (lead in ("between", "from"))
                made[-1] = replace(before, first=first, last=number.last, high=number.high, form="range")
                continue
        made.append(number)
    return made
