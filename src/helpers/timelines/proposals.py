"""Entities that may be one, with the reason, for a person to accept in `aliases.csv`.

Proposed is what the rules of this room do not join by themselves: full names whose words differ by vowels or in a
single consonant, a name that leaves out words of another, an acronym whose expansion stands in another article. Never
two names of one article (it would have used one), nor two that differ in country or province, nor a group and its
successor. Likeness is the normalised edit distance of the keys, after Levenshtein (1966), as rapidfuzz computes it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from functools import cache
from itertools import combinations

import pandas as pd
from rapidfuzz.distance import Levenshtein

from helpers import knowledge, tables
from helpers.timelines import people, spelling, successors

LIKE = 0.75  # least likeness of two words of a name
ALIKE = 0.86  # least likeness of two whole names
LONG = 7  # letters of a word from which one consonant may differ
COMMON = 60  # names that share a word, from which that word leads to no comparison
VOWELS = re.compile(r"[aiu]")


def find(entities: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The table `merge_proposals`: an entity that only the text knows, the one it may be, why, and the line to add."""
    rows = {row["entity_id"]: row | {"words": keys(row["name"])} for row in tables.records(entities)}
    where = mentions.groupby("entity_id")["doc_id"].agg(set).to_dict()
    made = []
    for one, other in sorted(candidates(rows)):
        first, second = order(rows[one], rows[other])
        if where.get(one, set()) & where.get(other, set()) or differ(first, second) or nameless(first, second):
            continue
        if why := reason(first, second):
            made.append(proposal(first, second, why))
    # of several entities one may be, none is proposed: an acronym with two expansions, a town with two namesakes
    frame = pd.DataFrame(made, columns=[*tables.columns("merge_proposals")][:-1])
    frame = frame[~frame["entity_id"].duplicated(keep=False)]
    frame = frame.sort_values(["n_documents", "entity_id"], ascending=[False, True])
    said = [frozenset(map(spelling.exact, pair)) for pair in zip(frame["name"], frame["into_name"], strict=True)]
    return tables.typed("merge_proposals", frame[~pd.Series(said, index=frame.index, dtype=object).duplicated()])


def keys(name: str) -> tuple[str, ...]:
    """The words of a name as they sound."""
    return tuple(spelling.sound(word) for word in spelling.exact(name).split())


def candidates(rows: dict[str, dict]) -> set[tuple[str, str]]:
    """Pairs of entities of one kind that share a word or the initials, of which the text alone knows one."""
    sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity, row in rows.items():
        for word in {*row["words"], "".join(word[:1] for word in row["words"]) + "."}:
            sharing[row["kind"], word].append(entity)
        if len(row["words"]) == 1 and row["name"].isupper():
            sharing[row["kind"], spelling.exact(row["name"]) + "."].append(entity)
    made = set()
    for found in sharing.values():
        if len(found) <= COMMON:
            made.update(tuple(sorted(pair)) for pair in combinations(sorted(set(found)), 2))
    return {pair for pair in made if "text" in (rows[pair[0]]["basis"], rows[pair[1]]["basis"])}


def order(one: dict, other: dict) -> tuple[dict, dict]:
    """The entity to be joined, and the one it is joined with: a known one, else the one of more articles."""
    rank = lambda row: (row["basis"] == "text", -row["n_documents"], -row["n_mentions"], row["entity_id"])  # noqa: E731
    kept, joined = sorted((one, other), key=rank)
    return joined, kept


def differ(one: dict, other: dict) -> bool:
    """Whether what is known of two entities speaks against their being one."""
    if frozenset((one["entity_id"], other["entity_id"])) in successors.pairs():
        return True
    return any(one[fact] and other[fact] and one[fact] != other[fact] for fact in ("country", "admin1"))


def nameless(one: dict, other: dict) -> bool:
    """Whether no line could join them, for they are written alike, or whether many men are called so: "Abu Ahmed"."""
    keys = spelling.exact(one["name"]), spelling.exact(other["name"])
    byname = min(len(key.split()) for key in keys) < 3 and keys[0].split()[0] in spelling.particles("father of")
    return keys[0] == keys[1] or (one["kind"] == "person" and byname)


def reason(one: dict, other: dict) -> str:
    """Why two entities may be one; empty if nothing says so."""
    if one["kind"] == "organisation" and initials(one, other):
        return "initials"
    if len(one["words"]) == len(other["words"]):
        alike = all(word_alike(a, b) for a, b in zip(one["words"], other["words"], strict=True))
        return "spelling" if alike and likeness(one, other) >= ALIKE else ""
    if one["kind"] == "person" and word_alike("".join(one["words"]), "".join(other["words"])):
        return "spelling"  # Abdul Ghany, Abdulghani
    short, long = sorted((one["words"], other["words"]), key=len)
    if len(short) < 2:
        return ""
    if one["kind"] == "person":
        return "fewer words" if short[0] == long[0] and short[-1] == long[-1] else ""
    if one["kind"] == "place":
        return ""
    left = [word for word in long if word not in short]
    same = [word for word in long if word in short] == list(short)
    return "fewer words" if same and all(word in ornaments() for word in left) else ""


def initials(one: dict, other: dict) -> bool:
    """Whether one of the names is made of the initials of the other."""
    for short, long in ((one["name"], other["name"]), (other["name"], one["name"])):
        letters = "".join(word[:1] for word in spelling.exact(long).split())
        if short.isupper() and len(short) > 2 and spelling.exact(short) == letters:
            return True
    return False


def word_alike(one: str, other: str) -> bool:
    """Whether two words, as they sound, may be one: the same consonants, or all but one in long words."""
    if one == other:
        return True
    if one[:1] != other[:1] or Levenshtein.normalized_similarity(one, other) < LIKE:
        return False
    bones = VOWELS.sub("", one), VOWELS.sub("", other)
    return bones[0] == bones[1] or (min(len(one), len(other)) >= LONG and Levenshtein.distance(*bones) == 1)


def likeness(one: dict, other: dict) -> float:
    """The likeness of two names, 0 to 1."""
    return Levenshtein.normalized_similarity("".join(one["words"]), "".join(other["words"]))


@cache
def ornaments() -> frozenset[str]:
    """Words, as they sound, that a name may have or leave out: movement, group, Islamist."""
    listed = people.listed("plain_words", "word") | frozenset(knowledge.load("org_words")["word"])
    return frozenset(map(spelling.sound, listed))


def proposal(one: dict, other: dict, why: str) -> dict:
    """A row of the table."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([other["name"], one["name"], one["kind"], why])
    return {
        "entity_id": one["entity_id"],
        "name": one["name"],
        "into": other["entity_id"],
        "into_name": other["name"],
        "kind": one["kind"],
        "reason": why,
        "likeness": round(likeness(one, other), 2),
        "n_documents": one["n_documents"] + other["n_documents"],
        "line": line.getvalue(),
    }
