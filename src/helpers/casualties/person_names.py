"""Names of persons in a sentence: where they begin and end, and what shows that they are persons' names.

The model finds about six of ten names of this field. An age behind a name, an office before it, or a name beside it in
a list of the dead shows the others.
"""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties.harm_words import harm_phrases
from helpers.casualties.numbers import vague_phrases, word_values
from helpers.casualties.sentences import Phrases, Sentence, grammar
from helpers.casualties.tellers import telling
from helpers.casualties.victims import clue_phrases, people_phrases

OFFICE = 9  # words of an office with what it is held over
HELD = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
LONGEST = 8  # words of a name
SHOUTED = 0.8  # share of capitalised words from which a sentence is a headline in which they show nothing
NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "NORP"})


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in ``knowledge/person_words.csv``."""
    table = knowledge.load("person_words")
    return frozenset(table.loc[table["kind"] == kind, "word"])


@cache
def no_name_words() -> frozenset[str]:
    """Words that stand in names of places, things and furniture, never in a person's."""
    return frozenset(knowledge.load("not_persons")["word"])


@cache
def titles() -> Phrases:
    """The titles and offices that stand before a name."""
    names = knowledge.load("name_titles")["title"]
    return Phrases([(name + mark, name) for name in names for mark in ("", ".")])


def capital(sentence: Sentence, i: int) -> bool:
    """Whether the word at ``i`` may be part of a name."""
    word = sentence.words[i]
    return word[:1].isupper() and word.replace(".", "").isalpha() and sentence.entities[i] not in NO_NAMES


def name_end(sentence: Sentence, i: int) -> int:
    """Where the capitalised words that begin at ``i`` end; particles ("al-", "Abu") stand inside or first."""
    if i >= len(sentence) or not (capital(sentence, i) or sentence.lower[i] in words("particle")):
        return i
    end = j = i
    while j < len(sentence) and j - i < LONGEST:
        if capital(sentence, j) and (j > i or sentence.pos[j] in ("PROPN", "NOUN", "ADJ", "X", "VERB")):
            end = j + 1
        elif sentence.lower[j] not in words("particle"):
            break
        j += 1
    return end


def untitled(sentence: Sentence, i: int, end: int) -> int:
    """Where the name begins behind the titles that stand at ``i`` ("Sgt Omar Said")."""
    while i < end:
        hit = titles().match(sentence.lower, i) or people_phrases().match(sentence.lower, i)
        if not hit or hit[0] > end:
            break
        i = hit[0] + (sentence.at(hit[0]) == ".")
    return i


def spans(sentence: Sentence) -> list[tuple[int, int]]:
    """The names of persons in the sentence, titles left out."""
    found, i = [], 0
    while i < len(sentence):
        end = name_end(sentence, i) if sentence.pos[i] == "PROPN" or sentence.entities[i] == "PERSON" else i
        if end == i:
            i += 1
            continue
        first = untitled(sentence, i, end)
        if first < end and is_name(sentence, first, end, titled=first > i):
            found.append((first, end))
        i = end
    return found


def is_name(sentence: Sentence, first: int, last: int, *, titled: bool) -> bool:
    """Whether the capitalised words at ``first`` to ``last`` name a person."""
    if clue_phrases().find(sentence.lower, first, last) or not sentence.words[last - 1][:1].isupper():
        return False
    inside = sentence.lower[first:last]
    if no_name_words().intersection(inside) or "VERB" in sentence.pos[first:last]:
        return False
    if any(word in word_values() for word in inside) or vague_phrases("literal").find(inside):
        return False  # "Aleppo Scores killed" lost its colon
    if sentence.pos_at(last) in ("NOUN", "PROPN") or sentence.at(last) in ("'s", "'", "-"):
        return False
    kinds, long = set(sentence.entities[first:last]), last - first > 1
    if headline(sentence):
        return "PERSON" in kinds and long
    aged = age_behind(sentence, last)
    shown = aged or ((titled or after_noun(sentence, first)) and (long or not kinds & NO_PERSONS))
    if "PERSON" in kinds:
        return long or shown or sentence.at(last) == "and" or sentence.at(first - 1) == "and"
    if long and not kinds & NO_PERSONS and described_behind(sentence, last):
        return True
    return aged or (shown and (long or not kinds & NO_PERSONS))


def headline(sentence: Sentence) -> bool:
    """Whether nearly all longer words are capitalised, as in a headline."""
    long = [word for word in sentence.words if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in long) > SHOUTED * len(long) and len(long) > 4


def after_noun(sentence: Sentence, first: int) -> bool:
    """Whether a word for one person stands right before a name ("the journalist Omar Said", "his son, Ali")."""
    i = first - (sentence.at(first - 1) == ",")
    if i < 1:
        return False
    if i < first and office_before(sentence, i) >= 0:
        return True
    hits = people_phrases().find(sentence.lower, max(0, i - 3), i)
    single = bool(hits) and sentence.lower[i - 1] != hits[-1][2].plural.rpartition(" ")[2]
    return single and hits[-1][1] == i and hits[-1][2].kind == "person"


def described_behind(sentence: Sentence, last: int) -> bool:
    """Whether an apposition with a word for one person stands behind a name ("Noor Ali, a guard of the club, was")."""
    if sentence.at(last) != "," or sentence.at(last + 1) not in ("a", "an"):
        return False
    hits = people_phrases().find(sentence.lower, last + 2, min(last + 5, len(sentence)))
    return bool(hits) and hits[0][2].kind == "person" and sentence.lower[hits[0][1] - 1] != hits[0][2].plural


def office_before(sentence: Sentence, end: int) -> int:
    """Where an office with what it is held over begins, if it ends at ``end``: "the mayor of Mar", "the head of the
    town's hospital"; -1 if there is none.
    """
    i = end
    while (
        i > 0 and end - i < OFFICE and (sentence.pos[i - 1] in HELD or sentence.lower[i - 1] in ("of", "'s", "’s", "-"))
    ):
        i -= 1
    for first in range(i, end):
        hit = titles().match(sentence.lower, first) or people_phrases().match(sentence.lower, first)
        if hit and (hit[0] == end or sentence.at(hit[0]) == "of"):
            before = first
            while before > i and sentence.pos[before - 1] in ("ADJ", "NOUN", "PROPN"):
                before -= 1
            opens = before == 0 or sentence.pos[before - 1] == "DET" or sentence.tags[before - 1] == "PRP$"
            return before - (before > 0 and opens) if opens else -1
    return -1


def speaks(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the person described from ``first`` to ``last`` tells something ("Omar Said, 34, told")."""
    i = last + (sentence.at(last) == ",")
    harm = harm_phrases().match(sentence.lower, i) if i < len(sentence) else None
    if i < len(sentence) and sentence.lemmas[i] in telling() and sentence.tags[i] in ("VBD", "VBZ", "VBP") and not harm:
        return True
    told = first > 0 and sentence.lemmas[first - 1] in telling() and sentence.pos[first - 1] == "VERB"
    return told and sentence.pos_at(last) not in ("AUX", "VERB")  # "said Omar Said", but not "said Omar Said was shot"


def age_behind(sentence: Sentence, last: int) -> bool:
    """Whether an age between commas or in brackets stands behind a name ("Omar Said, 34,")."""
    j = last + 1 + (sentence.at(last + 1) in ("aged", "age"))
    opened = sentence.at(last) in (",", "(") and j < len(sentence) and sentence.words[j].isdecimal()
    return opened and len(sentence.words[j]) < 3 and sentence.at(j + 1) in (",", ")", "and", ".", "", ";")


def dead_as(sentence: Sentence) -> int:
    """Where the names begin by which a sentence tells who those harmed were ("named the dead as …"); -1 if it does not.

    "The victims were identified as …", "officials named him as …": behind the first "as" or colon after the verb.
    """
    naming = words("naming")
    for i in range(len(sentence)):
        if sentence.lower[i] not in naming or sentence.pos[i] not in ("VERB", "NOUN", "AUX"):
            continue
        ahead = range(i + 1, min(i + 12, len(sentence)))
        joint = next((j for j in ahead if sentence.lower[j] in ("as", ":")), -1)
        if joint > 0 and joint + 1 < len(sentence):
            return joint + 1
    return -1


def told_on(sentence: Sentence) -> int:
    """Where the names begin by which a sentence tells who those counted before it are: "They were Omar Said and …",
    "The two others are …", "Among them: …"; -1 if it does not.
    """
    opening = sentence.lower[:2]
    i = 2 if opening and opening[0] in grammar("within") and opening[1:] in (["them"], ["those"]) else 0
    if not i and opening[:1] == ["they"]:
        i = 1
    elif not i and opening[:1] == ["the"]:
        i = next((j for j in range(1, min(OFFICE, len(sentence))) if sentence.at(j) in grammar("passive")), 0)
        noun = sentence.lower[i - 1 : i] if i > 1 else []
        people = noun == ["others"] or grammar("victims_noun").issuperset(noun) or people_phrases().match(noun, 0)
        several = bool(noun and people) and sentence.tags[i - 1] == "NNS"
        i = i if several and {"NOUN", "NUM", "ADJ"}.issuperset(sentence.pos[1:i]) else 0
    if not i or sentence.at(i) not in grammar("passive") | {":"}:
        return -1
    first = untitled(sentence, i + 1, len(sentence))
    last = name_end(sentence, first)
    named = last - first > 1 and not {*sentence.entities[first:last]} & (NO_PERSONS | NO_NAMES)
    return i + 1 if named and sentence.pos_at(last) not in ("NOUN", "VERB", "AUX") else -1


def who_is_named(sentence: Sentence, start: int) -> str:
    """The word for those whose names begin at ``start``: a noun for victims ("dead"), a pronoun, a noun; else ""."""
    told = ""
    by = next((i for i in range(start - 2, 0, -1) if sentence.lower[i] == "by"), start - 1)  # "named by his aunt as"
    for i in range(by - 1, -1, -1):
        word = sentence.lower[i]
        if word in grammar("victims_noun"):
            return word
        person = people_phrases().match(sentence.lower, i)
        meant = sentence.pos[i] == "PRON" and sentence.deps[i] in ("nsubjpass", "dobj")  # "he was named as"
        if meant or (person and person[1].kind == "person" and person[0] < start):
            told = told or word
    return told
