"""Where a noun phrase behind a number runs on into who tells it: "wounding dozens *the Observatory* said"."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.harm_words import Trigger
from helpers.casualties.numbers import Number
from helpers.casualties.sentences import Sentence
from helpers.casualties.victims import PREFIXES, Victims, people_phrases

NEAR = 3  # words of bounds between a harm word and its number
WATCHING = ("monitor", "media", "agency")  # kinds of sources of which nobody counts "44"
ONE = ("NN", "NNP")  # tags


@cache
def telling() -> frozenset[str]:
    """The verbs by which people tell something, as lemmas."""
    table = knowledge.load("reporting_verbs")
    return frozenset(table.loc[table["use"].isin(["says", "tells", "thinks", "accuses", "claims"]), "verb"])


@cache
def bodies() -> frozenset[str]:
    """Words for bodies that watch or report, which are not harmed themselves."""
    table = knowledge.load("source_words")
    return frozenset(table.loc[table["kind"].isin(WATCHING) & (table["role"] == "group"), "word"])


def begins(sentence: Sentence, number: Number, phrase: Victims, triggers: list[Trigger]) -> int:
    """Where who tells it begins in the noun phrase of ``number``, whose comma was left out; -1 if nowhere."""
    if phrase.head < 0 or max(number.low, number.high) < 2 or number.form in ("article", "noun", "none"):
        return -1
    told = sentence.pos_at(phrase.last) in ("VERB", "AUX") and sentence.lemmas[phrase.last] in telling()
    ended = all(sentence.pos[i] == "PUNCT" for i in range(phrase.last, len(sentence)))
    harmed = any(number.first - NEAR <= trigger.last <= number.first for trigger in triggers)
    if not (told or ended) or not harmed:
        return -1
    first = phrase.first
    while first < phrase.last and sentence.lower[first] in PREFIXES - {"the"}:
        first += 1
    plurals = [
        last for _, last, row in people_phrases().find(sentence.lower, first, phrase.last)
        if row.kind == "person" and sentence.lower[last - 1] == row.plural.rpartition(" ")[2]
    ]  # fmt: skip
    if plurals and plurals[-1] == phrase.last and "the" not in sentence.lower[first : phrase.last]:
        return -1  # "killing six soldiers said": the people counted
    first = next((last for last in plurals if last < phrase.last), first)
    article = next(
        (i for i in range(first, phrase.last) if sentence.lower[i] == "the" and sentence.at(i - 1) != "of"), -1
    )
    if told and article >= 0:
        return article
    one = sentence.tags[phrase.head] in ONE and phrase.last == phrase.head + 1
    watching = any(" ".join(sentence.lower[i : phrase.last]) in bodies() for i in range(first, phrase.last))
    return first if one and (told or watching or (phrase.kind == "person" and not phrase.plural)) else -1
