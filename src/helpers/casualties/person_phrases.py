"""Persons described without a name: which noun phrases name one, and which tell more of it than a figure does."""

from __future__ import annotations

from helpers.casualties.person_details import Person, age_in
from helpers.casualties.person_names import words
from helpers.casualties.sentences import Sentence
from helpers.casualties.victims import people_phrases


def owned(sentence: Sentence) -> list[tuple[int, int]]:
    """Noun phrases for one person that no number counts: "his wife", "its 76-year-old owner", "the gunman"."""
    found, i = [], 0
    while i < len(sentence) - 1:
        opens = sentence.tags[i] in ("PRP$", "POS") or sentence.lower[i] == "the"
        opens = opens or (sentence.lower[i] == "a" and sentence.lower[i + 1] in words("kin"))
        j = i + 1
        while (
            opens
            and j < len(sentence)
            and j - i < 9
            and (sentence.pos[j] in ("NOUN", "ADJ", "NUM") or sentence.lower[j] in ("-", "old"))
        ):
            j += 1
        hits = people_phrases().find(sentence.lower, i + 1, j) if j > i + 1 else []
        single = bool(hits) and hits[-1][1] == j and sentence.lower[j - 1] != hits[-1][2].plural.rpartition(" ")[2]
        aged = j > i + 1 and age_in(sentence, i + 1, j) is not None
        if (single or aged) and sentence.pos_at(j) != "PROPN":
            found.append((owner(sentence, i), j))
            i = j
        else:
            i += 1
    return found


def owner(sentence: Sentence, i: int) -> int:
    """Where the noun phrase begins whose owner ends before the "'s" at ``i``; ``i`` itself without such an owner."""
    while i > 0 and (sentence.tags[i] == "POS" or sentence.pos[i] in ("PROPN", "NOUN")):
        if sentence.pos[i - 1] not in ("PROPN", "NOUN", "DET") and sentence.lower[i - 1] != "-":
            break
        i -= 1
    return i


def telling(sentence: Sentence, one: Person, *, counted: bool = False) -> bool:
    """Whether a description tells more of a person than the figure does: age, kinship, state, and trade, if no number
    counts it ("one soldier").
    """
    inside = sentence.lower[one.first : one.last]
    if one.age is not None or words("telling").intersection(inside):
        return True
    owner = {"PRP$", "POS"}.intersection(sentence.tags[one.first : one.last])
    if owner and words("kin").intersection(inside):
        return True
    trade = one.role and sentence.lower[one.first] != "the"
    trade = trade and not (counted and one.noun in words("plain if counted"))
    return bool(trade) and one.noun not in words("plain") and inside[-1] not in words("plain")
