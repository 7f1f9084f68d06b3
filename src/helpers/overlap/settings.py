"""How passages and families are found: every number with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """The parameters of notebook 04, and those that are seldom changed. Points are those of `align`: 1 for an equal
    word, 0.4 for a common word or a name, less half of it for a word that only one text has."""

    shingle: int = 3  # words of a fingerprint; of text with 4 of 10 words changed 1 run of 3 in 5 is left, 1 of 5 in 13
    window: int = 1  # fingerprints of which winnowing keeps one; 1 keeps all
    frequent: int = 100  # articles; the limit of passim: a fingerprint in more is a stock phrase
    reach: int = 50  # articles next in time a fingerprint joins one with; bounds the work where many copy one wire
    gap: int = 30  # words between two fingerprints of one passage; longer than any sentence that is left out
    drop: float = 6.0  # points below its best at which a passage ends: 12 words that differ
    min_words: int = 8  # words; shorter runs are names and stock phrases more often than copying
    min_score: float = 6.0  # points; what 8 words have of which half are common
    min_similarity: float = 0.5  # share of the words that agree; less is another text on the same matter
    beside_words: int = 40  # words; who shares so many takes shorter pieces too
    beside_score: float = 4.0  # points of such a piece
    quotation_words: int = 6  # words; shorter quotations are single words in quotation marks
    quotation_context: float = 14.0  # points copied around a quotation from which it was copied with them
    refrain: int = 4  # articles which share little else; what stands in so many is background that outlets repeat
    related: float = 0.2  # share of either article below which two share little
    stock_words: int = 30  # words; a repeated passage shorter than this, without a figure, is a stock phrase
    form_score: float = 4.8  # points, of 12 common words; what agrees in less is the form in which all report
    form_similarity: float = 0.8  # share of words that agree below which other names and numbers make another event
    paraphrase_share: float = 0.45  # share of two sentences' weight that agrees; below it many are wrong
    paraphrase_days: int = 3  # days; later articles tell of other events in the same words
    paraphrase_frequent: int = 60  # sentences; a word in more of them is not rare
    family_words: int = 20  # words; fewer in common is a sentence that both took from a third
    family_share: float = 0.12  # share of either article; less is shared background
    family_days: int = 14  # days after which background is more likely than copying
    apart_share: float = 0.5  # share that connects articles further apart, or of one outlet
    family_similarity: float = 0.6  # share of a passage's words that agree, for it to connect
