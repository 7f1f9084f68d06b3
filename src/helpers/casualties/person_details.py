"""What a sentence tells of one person: age, sex, and who the person is ("a 45-year-old teacher", "her son")."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.casualties.numbers import word_values
from helpers.casualties.person_names import office_before, titles, words
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import people_phrases, thing_phrases

OLDEST = 115
BEFORE = 8  # words of a description before a name
BEHIND = 12  # words of an apposition behind it
DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "DET"})
MONTHS, YEAR = 12, 365


@dataclass
class Person:
    """One person: the words of the name or description, and those of all that is told beside it."""

    first: int
    last: int
    named: bool
    begin: int  # the first word of the description before the name
    end: int  # behind age and apposition
    role: str = ""
    sex: str = ""
    age: int | None = None
    harm: str = ""
    noun: str = ""  # the word for a person that the description has
    shared: bool = False  # the description before the name is of several ("the lawmakers …")


def describe(sentence: Sentence, first: int, last: int, *, named: bool, others: frozenset[int] = frozenset()) -> Person:
    """The person at the words ``first`` to ``last``, with what stands before the name and in apposition to it.

    ``others``: where other persons begin, who are no apposition ("a doctor, a nurse and a guard").
    """
    person = Person(first, last, named, first, last)
    if named:
        before(sentence, person)
        apposed_before(sentence, person)
    else:
        title(sentence, person, first, last)
    person.age = age_in(sentence, person.begin, last) if person.age is None else person.age
    behind(sentence, person, others)
    return person


def before(sentence: Sentence, person: Person) -> None:
    """Take in the words for a person right before a name ("the army officer", "her 12-year-old son", "Sgt")."""
    i = person.first
    while i > 0 and person.first - i < BEFORE:
        word, own = sentence.lower[i - 1], sentence.tags[i - 1] in ("PRP$", "POS")
        if sentence.pos[i - 1] not in DESCRIBING and word != "-" and not own and word != ".":
            break
        if word == "." and not titles().match(sentence.lower, i - 2):
            break
        if sentence.entities[i - 1] in ("DATE", "TIME") and not age_at(sentence, i - 1):
            break
        i -= 1
        if sentence.pos[i] == "DET" or sentence.tags[i] == "PRP$":
            break
    office = sentence.pos[person.first - 1] == "NOUN" and sentence.lower[person.first - 1] not in words("particle")
    counted = any(sentence.pos[j] == "NUM" and not age_at(sentence, j) for j in range(i, person.first))
    if i < person.first and not counted and (title(sentence, person, i, person.first) or office):
        person.begin = i
        thing = thing_phrases().match(sentence.lower, person.first - 1) if office else None
        if office and not thing:  # "the Sudanese actress Omar Said": an office that no list has
            person.role = sentence.quote(i, person.first)


def apposed_before(sentence: Sentence, person: Person) -> None:
    """Take in a description that a name stands in apposition to ("A journalist, Omar Said, was shot")."""
    end, nearer = person.begin - 1, person.role  # "his colleague, the photographer Omar Said"
    if sentence.at(end) != "," or sentence.tags[person.begin] == "PRP$":
        return  # "a soldier's son, his wife Salma": another person
    if (begin := office_before(sentence, end)) >= 0 and title(sentence, person, begin, end):
        person.begin, person.role = begin, nearer or person.role
        return
    i = end
    while i > 0 and end - i < BEFORE:
        own = sentence.tags[i - 1] in ("PRP$", "POS") or sentence.lower[i - 1] == "-"
        aged = sentence.lower[i - 1] == "of" and number(sentence, i) is not None  # "a girl of seven, Noor Ali"
        if sentence.pos[i - 1] not in DESCRIBING and not own and not aged:
            break
        i -= 1
        if sentence.pos[i] == "DET" or sentence.tags[i] == "PRP$":
            break
    own = i < end and (sentence.pos[i] == "DET" or sentence.tags[i] == "PRP$" or i == 0)
    hits = people_phrases().find(sentence.lower, i, end) if own else []
    age = age_in(sentence, i, end) if own else None
    if (hits and hits[-1][1] == end and title(sentence, person, i, end)) or age is not None:
        if age is not None and not person.role:
            title(sentence, person, i, end)
        person.begin, person.age, person.role = i, age, nearer or person.role


def title(sentence: Sentence, person: Person, first: int, last: int) -> bool:
    """Set role and sex from the words ``first`` to ``last``; whether they hold a word for a person."""
    hits = [hit for hit in people_phrases().find(sentence.lower, first, last) if hit[2].kind == "person"]
    offices = titles().find(sentence.lower, first, last)
    if not hits and not offices:
        return False
    end = max([hit[1] for hit in hits[-1:]] + [office[1] for office in offices[-1:]])
    person.role = sentence.quote(first, end)
    if hits:
        row = hits[-1][2]
        person.noun = row.word
        person.shared = sentence.lower[hits[-1][1] - 1] == row.plural.rpartition(" ")[2] != row.word
    person.sex = sex_of(sentence, first, end) or (hits[-1][2].sex if hits else "")
    return True


def sex_of(sentence: Sentence, first: int, last: int) -> str:
    """The sex that the last word for a person from ``first`` to ``last`` tells of; "" if it tells none."""
    for i in range(last - 1, first - 1, -1):
        for sex in ("female", "male"):
            if sentence.lower[i] in words(sex):
                return sex
        hit = people_phrases().match(sentence.lower, i)
        if hit and hit[1].sex and hit[0] <= last:
            return hit[1].sex
    return ""


def sex_behind(sentence: Sentence, person: Person) -> str:
    """The sex that the first pronoun behind a person tells of, before another is named ("Noor Ali and *her* son")."""
    owner = sentence.lower[person.begin] if sentence.tags[person.begin] == "PRP$" else ""
    for i in range(person.end, len(sentence)):
        if sentence.entities[i] == "PERSON":
            return ""
        for sex in ("female", "male"):
            if sentence.lower[i] in words(f"{sex} pronoun") and owner not in words(f"{sex} pronoun"):
                return sex  # not "him" of "his cousin, who was with him"
    return ""


def number(sentence: Sentence, i: int) -> int | None:
    """The number of years or months printed at ``i``."""
    word = sentence.at(i)
    if word.isdecimal() and len(word) < 4:
        return int(word)
    kind, value = word_values().get(word, ("", 0.0))
    return int(value) if kind in ("unit", "tens") else None


def age_at(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The age whose number stands at ``i`` and where it ends ("45-year-old", "80 years old", "aged 9")."""
    count, j = number(sentence, i), i + 1 + (sentence.at(i + 1) == "-")
    if count is None:
        return None
    if sentence.at(i - 1) in ("aged", "age"):
        return (count, i + 1) if count <= OLDEST else None
    k = j + 1 + (sentence.at(j + 1) == "-")
    if sentence.at(j) not in grammar("age") or sentence.at(k) not in ("old", "olds"):
        return None
    unit = sentence.at(j).rstrip("s")
    years = count if unit in ("year", "yr") else count // MONTHS if unit == "month" else count * 7 // YEAR
    return (years, k + 1) if years <= OLDEST else None


def age_in(sentence: Sentence, first: int, last: int) -> int | None:
    """The age told from ``first`` to ``last``, "a woman of 60" among them."""
    for i in range(first, last):
        if found := age_at(sentence, i):
            return found[0]
        person = people_phrases().match(sentence.lower, i - 2) if sentence.at(i - 1) == "of" and i > first else None
        count = number(sentence, i)
        if person and person[0] == i - 1 and person[1].kind == "person" and count is not None and count > 1:
            closed = sentence.pos_at(i + 1) not in ("NOUN", "PROPN", "ADJ", "NUM")
            kin = sentence.lower[i - 2] in words("kin") - {"child", "baby"}  # "a father of three"
            if closed and not kin and count <= OLDEST and i == last - 1:
                return count
    return None


def behind(sentence: Sentence, person: Person, others: frozenset[int]) -> None:
    """Take in ages and appositions behind a person (", 34, a teacher,", "(34)", ", who was 15,")."""
    for _ in range(3):
        i = person.end
        if sentence.at(i) == "aged" and (found := age_at(sentence, i + 1)):
            person.age, person.end = found
            continue
        if sentence.at(i) not in (",", "("):
            return
        closing = ")" if sentence.at(i) == "(" else ","
        j = i + 1
        j += sentence.at(j) in ("aged", "age")
        j += 2 * (sentence.at(j) == "who" and sentence.at(j + 1) in grammar("passive"))
        count, after = number(sentence, j), sentence.at(j + 1)
        printed = sentence.at(j).isdecimal() or j > i + 1
        if count is not None and printed and count <= OLDEST and after in (closing, ",", ".", ";", "", "and", ")"):
            person.age, person.end = count, j + 1 + (closing == ")" and after == ")")
        elif count is not None and (found := age_at(sentence, j)) and person.age is None:
            person.age, person.end = found
        elif i + 1 in others or not apposition(sentence, person, i + 1):
            return


def apposition(sentence: Sentence, person: Person, i: int) -> bool:
    """Take in an apposition that begins at ``i`` ("a 45-year-old teacher", "her brother"); whether there is one."""
    if (
        sentence.pos_at(i) != "DET"
        and sentence.at(i) not in ("a", "an", "the")
        and (i >= len(sentence) or sentence.tags[i] != "PRP$")
    ):
        return False
    stop = i + 1
    while stop < min(len(sentence), i + BEHIND):
        joins = sentence.pos[stop] in (*DESCRIBING, "ADP") or sentence.lower[stop] in ("-", "'s", "old")
        if not joins and sentence.tags[stop] != "PRP$":
            break
        stop += 1
    if sentence.tags[i] == "PRP$" and sentence.pos[stop - 1] == "PROPN":
        return False  # "his wife Salma, their daughter Rima": another person
    age = age_in(sentence, i, stop)
    hits = [hit for hit in people_phrases().find(sentence.lower, i, stop) if hit[2].kind == "person"]
    offices = titles().find(sentence.lower, i, stop)
    several = hits and sentence.lower[hits[0][1] - 1] == hits[0][2].plural != hits[0][2].word
    closed = sentence.at(stop) in (",", ".", ";", ")", "", "who", "–", "-", "--") or age is not None
    closed = closed or (sentence.at(stop) == "and" and sentence.pos_at(stop + 1) == "NOUN")  # else a list goes on
    if (not hits and not offices and age is None) or several or not closed:
        return False
    person.age = age if person.age is None else person.age
    if not person.role and (hits or offices):
        person.role = sentence.quote(i, (hits or offices)[0][1])
        person.noun = hits[0][2].word if hits else ""
    person.sex = person.sex or sex_of(sentence, i, stop)
    person.end = stop
    return True
