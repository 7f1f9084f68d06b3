"""Whom a number counts: the noun phrase behind it, the kind of people it names, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from helpers import knowledge
from helpers.casualties.nationals import nationals
from helpers.casualties.sentences import Phrases, Sentence, grammar

NOUNS = frozenset({"NOUN", "PROPN"})
PARTICIPLES = ("VBG", "VBN")  # tags
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
NOT_HEADS = frozenset({"of", "'s", "'", "s", "-"})
PREFIXES = frozenset({"of", "the", "his", "her", "their", "its", "our", "these", "those", "other", "more", "such"})
ELIDED = frozenset({"", "more", "others", "other"})
GROUPS = ("aid_worker", "medical_worker", "journalist", "combatant", "official", "civilian")
# A clue settles what the noun leaves open ("rescue workers"), but not against the noun ("policemen at a hospital").
OVERRULED = {
    "aid_worker": ("civilian",),
    "medical_worker": ("civilian",),
    "journalist": ("civilian",),
}


@dataclass
class Victims:
    """The noun phrase from the word ``first`` to ``last`` (exclusive); ``head`` is -1 where no noun follows.

    ``kind``: person, thing (``reason`` says of what sort), name (a capitalised word), noun (any other) or "" (none).
    """

    first: int
    last: int
    head: int = -1
    kind: str = ""
    reason: str = ""
    group: str = "unknown"
    details: list[str] = field(default_factory=list)
    sex: str = ""
    plural: bool = True


@cache
def people() -> dict[str, object]:
    """Each word for people, singular and plural, with its row of ``knowledge/victim_words.csv``."""
    table = knowledge.load("victim_words")
    words: dict[str, object] = {}
    for row in (*table.itertuples(), *nationals(table.columns)):
        words.setdefault(row.word, row)
        words.setdefault(row.plural, row)
    return words


@cache
def people_phrases() -> Phrases:
    """The words for people as phrases, the longest first."""
    return Phrases(list(people().items()))


@cache
def thing_phrases() -> Phrases:
    """The words for what is counted but is no person, each with its sort."""
    table = knowledge.load("counted_things")
    pairs = {row.word: row.reason for row in table.itertuples()} | {
        row.plural: row.reason for row in table.itertuples() if row.plural
    }
    return Phrases(list(pairs.items()))


@cache
def clue_phrases() -> Phrases:
    """Words beside the head that settle the group ("rebel", "rescue", names of armed groups)."""
    table = knowledge.load("victim_clues")
    return Phrases([(row.word, (row.group, row.detail)) for row in table.itertuples()])


def after(sentence: Sentence, i: int, stops: set[int]) -> Victims:
    """The noun phrase that starts at the word ``i``, behind a number. ``stops``: words that end it (harm, numbers)."""
    if sentence.lower[i : i + 3] == ["the", "number", "of"]:
        i += 3  # "bringing to 315 the number of soldiers killed"
    first = i = i + (sentence.at(i) == "of")
    while sentence.at(i) in PREFIXES and i not in stops:
        i += 1
    j, head, kind, reason, row = i, -1, "", "", None
    while j < len(sentence) and j not in stops:
        if hit := people_phrases().match(sentence.lower, j):
            if kind == "person" and sentence.pos[j] not in NOUNS:
                break
            if hit[1].kind == "pronoun" and (kind or sentence.lower[j] != "others"):
                break
            head, kind, row, j = hit[0] - 1, "person", hit[1], hit[0]
            if sentence.lower[head] == "others":
                break
            continue
        if (hit := clue_phrases().match(sentence.lower, j)) and hit[0] > j + 1 and not kind:
            head, kind, j = hit[0] - 1, "name", hit[0]  # "dozens of Islamic State dead": no state
            continue
        if hit := thing_phrases().match(sentence.lower, j):
            if kind == "person" and not modifies(sentence, j, row):
                break
            head, kind, reason, j = hit[0] - 1, "thing", hit[1], hit[0]
            continue
        if sentence.lower[j] == "-" and sentence.ends[j - 1] != sentence.starts[j]:
            break
        held = sentence.lower[j - 1] == "-" and sentence.tags[j] in PARTICIPLES  # "rebel-held villages"
        if kind == "person" and sentence.lower[j] not in ("-", "'s", "/") and not (held or modifies(sentence, j, row)):
            break
        if sentence.pos[j] in INSIDE or sentence.lower[j] in NOT_HEADS - {"of"} or sentence.tags[j] in PARTICIPLES:
            if sentence.entities[j] in ("DATE", "TIME") and kind:
                break
            if sentence.pos[j] in NOUNS and sentence.lower[j] not in NOT_HEADS:
                head, kind, reason = j, "name" if sentence.pos[j] == "PROPN" else "noun", ""
            j += 1
            continue
        break
    if head < 0:
        return Victims(first, i if sentence.at(i - 1) in ELIDED and i > first else first)
    victims = Victims(first, head + 1, head, kind, reason)
    if row is not None:
        victims.plural = sentence.lower[head] == row.plural.rpartition(" ")[2]
        victims.sex = row.sex
    extend(sentence, victims, stops)
    describe(sentence, victims, row)
    return victims


def modifies(sentence: Sentence, j: int, row) -> bool:
    """Whether the word for people before ``j`` only modifies the noun at ``j`` ("an Israeli airstrike")."""
    singular = sentence.lower[j - 1] != row.plural.rpartition(" ")[2]
    both = row.word == row.plural and people_phrases().find(sentence.lower, j, min(j + 2, len(sentence)))
    return (singular or bool(both)) and sentence.pos[j] in NOUNS and sentence.entities[j] not in ("DATE", "TIME")


def extend(sentence: Sentence, victims: Victims, stops: set[int]) -> None:
    """Take in "of the group", "from his family" and "and their families" behind the head."""
    j = victims.last if victims.kind != "thing" else len(sentence)
    if sentence.at(j) in ("of", "from") and victims.kind == "person":
        k = j + 1
        while (
            k < len(sentence)
            and k not in stops
            and (sentence.pos[k] in INSIDE | {"DET", "PRON"} or sentence.lower[k] in ("'s", "-", "'", '"', "“"))
        ):
            if sentence.entities[k] in ("DATE", "TIME"):
                break
            k += 1
        if k > j + 1:
            victims.last = j = k
    if sentence.at(j) == "and":
        k = j + 1 + (sentence.at(j + 1) in ("their", "his", "her", "its", "the", "other"))
        hit = people_phrases().match(sentence.lower, k) if k < len(sentence) and k not in stops else None
        if (
            hit
            and hit[1].kind == "person"
            and sentence.lower[hit[0] - 1] == hit[1].plural.rpartition(" ")[2]
            and hit[0] not in stops
        ):
            victims.last = hit[0]
    victims.last = max(victims.last, enumerated(sentence, victims, stops))


def enumerated(sentence: Sentence, victims: Victims, stops: set[int]) -> int:
    """Where a list of people that begins with the head ends ("270 soldiers, guards and staff"); its own end if none."""
    end, closed = victims.last, False
    while victims.kind == "person" and sentence.at(end) in (",", "and") and not closed:
        closed = sentence.at(end) == "and"
        k = end + 1 + (not closed and sentence.at(end + 1) == "and")
        closed = closed or k > end + 1
        hit = people_phrases().match(sentence.lower, k) if k < len(sentence) and k not in stops else None
        joined = hit and sentence.deps[hit[0] - 1] == "conj" and sentence.heads[hit[0] - 1] in range(victims.head, k)
        if not joined or hit[1].kind != "person" or sentence.lower[hit[0] - 1] != hit[1].plural.rpartition(" ")[2]:
            return victims.last
        end = hit[0]
    return end if closed else victims.last


def apposition(sentence: Sentence, victims: Victims) -> int:
    """Where an apposition to the phrase ends ("seven men, members of the rescue service,"); its own end if none."""
    if victims.kind != "person" or sentence.at(victims.last) not in (",", "--", "–", "—"):
        return victims.last
    end = victims.last + 1
    while (
        end < len(sentence) and end - victims.last < 12 and sentence.pos[end] not in ("VERB", "AUX", "PUNCT", "SCONJ")
    ):
        end += 1
    closed = end < len(sentence) and sentence.pos[end] == "PUNCT"
    start = victims.last + 1 + (sentence.at(victims.last + 1) in ("all", "both", "most", "mostly"))
    hit = people_phrases().match(sentence.lower, start) if start < len(sentence) else None
    return end if closed and hit and hit[1].kind == "person" and victims.plural else victims.last


def reach(sentence: Sentence, victims: Victims) -> int:
    """Where the words that describe ``victims`` end: their kin's or friend's trade ("a friend of a soldier") is not
    theirs.
    """
    for i in range(victims.first, victims.last - 1):
        if sentence.lower[i] in grammar("relation") and sentence.lower[i + 1] == "of":
            return i + 1
    return victims.last


def employer(sentence: Sentence, victims: Victims) -> list[tuple[str, str]]:
    """The clue of the body whose own staff the phrase names ("the agency says 17 of its staff …")."""
    own = {"its", "their", "our"}.intersection(sentence.lower[victims.first : victims.last])
    staff = grammar("staff").intersection(sentence.lower[victims.first : victims.last])
    if not own or not staff:
        return []
    before = [value for _, _, value in clue_phrases().find(sentence.lower, 0, victims.first)]
    return [value for value in before if value[0] == "aid_worker"][-1:]


def describe(sentence: Sentence, victims: Victims, row) -> None:
    """Settle group and details of ``victims`` from the words of its phrase and of an apposition to it."""
    groups, details = [], []
    if row is not None and row.group == "unknown" and (end := apposition(sentence, victims)) > victims.last:
        beside = [value for _, _, value in clue_phrases().find(sentence.lower, victims.last, end)]
        words = [other for _, _, other in people_phrases().find(sentence.lower, victims.last, end)]
        groups += [group for group, _ in beside] or [other.group for other in words if other.group != "unknown"]
        groups = groups[:1]
    if row is not None:
        groups += [row.group] if row.group != "unknown" else []
        details += [row.detail] if row.detail else []
    found = people_phrases().find(sentence.lower, victims.first, victims.last)
    for _, end, other in found:
        if groups and other.word in grammar("unarmed") and "and" in sentence.lower[victims.head : end]:
            groups.append("civilian")  # "soldiers, guards and staff"
        if other is not row and other.group != "unknown" and "and" in sentence.lower[victims.head : end]:
            groups.append(other.group)
            details += [other.detail] if other.detail else []
    last = reach(sentence, victims)
    beyond = len(sentence) if sentence.at(victims.head + 1) == "of" else last  # "of Doctors Without Borders"
    found = clue_phrases().find(sentence.lower, victims.first, min(beyond, last + 3))
    clues = [value for first, _, value in found if first < last] or employer(sentence, victims)
    suspect = grammar("suspect").intersection(sentence.lower[victims.head : victims.head + 1])
    strong = [] if suspect else [g for g, _ in clues]
    if set(details) <= {"men"}:
        for group in GROUPS:
            if group in strong and (not groups or (groups[0] in OVERRULED.get(group, ()))):
                groups = [group]
                break
    victims.details = list(dict.fromkeys(details))
    victims.group = together(groups, details)


def together(groups: list[str], details: list[str]) -> str:
    """The one group of people of ``groups``; police counted together with soldiers are on their side."""
    kinds = set(groups) - {"official"} if "police" in details and "combatant" in groups else set(groups)
    return "unknown" if not kinds else kinds.pop() if len(kinds) == 1 else "mixed"
