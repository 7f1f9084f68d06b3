"""Parts and totals: "including 11 children", "among the dead were three women"; and what an article settles."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from helpers import tables
from helpers.casualties import lists, members
from helpers.casualties.counts import Count
from helpers.casualties.harm_words import Trigger
from helpers.casualties.sentences import BREAKS, Sentence, grammar
from helpers.casualties.victims import ELIDED, after

LEAST_SUM = 6  # a smaller number is the sum of others by chance
MOST_PARTS = 4
RIVAL = 0.95  # a larger share of the total, told in a sentence of its own, is another source's total
SOON = 1500  # code points between a total and the numbers it is broken down to
INSERTED = 10  # words of an insertion between commas
LISTED = frozenset({"PROPN", "NOUN", "NUM", "PUNCT", "CCONJ", "DET", "ADJ", "PRON", "PART"})
SPECIAL = frozenset({"journalist", "medical_worker", "official"})  # rarely all of "six people"


def names_victims(sentence: Sentence) -> bool:
    """Whether the sentence tells of some "of the victims", without a harm word."""
    return any(
        word in grammar("victims_noun") and "of" in sentence.lower[max(0, i - 3) : i - 1] and definite(sentence, i)
        for i, word in enumerate(sentence.lower)
    )


def definite(sentence: Sentence, i: int) -> bool:
    """Whether the word before ``i`` says which victims are meant: "the dead", "Tuesday's victims"."""
    return sentence.at(i - 1) in ("the", "those", "these") or (i > 0 and sentence.tags[i - 1] in ("POS", "PRP$"))


def among(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Find parts of a total told before: "among the dead were three children", "the victims included two nurses"."""
    by_place = {trigger.first: trigger for trigger in triggers}
    for i, word in enumerate(sentence.lower):
        bare = sentence.at(i - 1) in grammar("within")  # headlines: "13 troops among dead"
        if word not in grammar("victims_noun") or not (bare or definite(sentence, i)):
            continue
        trigger = by_place.get(i) or Trigger(i, i + 1, "killed", "state", "word", ())
        inside = bare or sentence.at(i - 2) in ("among", "amongst", "of")
        verb = behind_insertion(sentence, i + 1)
        following = sentence.lower[verb : verb + 3]
        include = bool((grammar("passive") | grammar("among")).intersection(following))
        for count in counts:
            told = count.part and count.harm and "of" not in sentence.lower[count.number.last : count.last]
            if count.victims.kind == "thing" or count.number.form == "none" or (told and not inside):
                continue
            if lists.pronoun_part(sentence, count):
                continue
            behind = i < count.first <= i + 6 and include
            behind = behind or (include and not inside and count.first > verb and named_behind(sentence, verb, count))
            reach = 2 if sentence.at(i - 2) == "of" else 6  # "12 of the wounded", "three women were among the dead"
            before = inside and count.last <= i - 1 - (not bare) and i - count.last <= reach
            before = before or (sentence.at(i - 2) == "of" and count.number.last == i - 2)  # "five of the victims"
            before = before or (count.part and count.first < i < count.last)
            before = before or (sentence.at(count.number.last) == "of" and count.number.last < i == count.last - 1)
            listed = behind and not inside and bool(grammar("passive").intersection(following))
            listed = listed and "PROPN" not in sentence.pos[verb : count.first]  # else names are the other parts
            if (before or behind) and (not count.harm or count.trigger is by_place.get(i)):
                count.trigger, count.harm, count.part = trigger, trigger.harm, not listed
                count.parent = None
        for count, marked in reversed(list(pairwise(counts))):  # "seven children and a nurse are among the wounded"
            joined = members.JOINTS.issuperset(sentence.lower[count.last : marked.first]) and marked.last <= i
            if inside and joined and marked.part and marked.trigger is trigger and count.victims.kind == "person":
                count.trigger, count.harm, count.part, count.parent = trigger, trigger.harm, True, None


def behind_insertion(sentence: Sentence, i: int) -> int:
    """Where the sentence goes on behind an insertion that begins at the comma ``i`` ("the dead, a list shows, are")."""
    if sentence.at(i) != ",":
        return i
    return next((j + 1 for j in range(i + 1, min(i + INSERTED, len(sentence))) if sentence.lower[j] == ","), i)


def named_behind(sentence: Sentence, verb: int, count: Count) -> bool:
    """Whether only names, ages and people stand between a verb and ``count`` ("were Omar Said, 31, and six boys")."""
    told = range(verb + 1, count.first)
    return all(sentence.pos[i] in LISTED and sentence.lower[i] not in BREAKS for i in told)


def between_counts(sentence: Sentence, counts: list[Count]) -> None:
    """Find parts told before their total: "four pupils were among eight people killed", "10 of the 48 killed"."""
    for part, whole in pairwise(counts):
        words = sentence.lower[part.last : whole.first]
        among = words[-1:] and words[-1] in ("among", "amongst") and len(words) <= 3
        if (among or part.whole is whole) and whole.harm and not whole.part and part.victims.kind in ("person", ""):
            part.part, part.parent, part.harm, part.trigger = True, whole, whole.harm, whole.trigger
            i = whole.trigger.last
            if part.whole is whole and sentence.at(i) in grammar("passive"):  # "10 of the 48 people killed were …"
                part.victims = after(sentence, i + 1, set())
    for before, part in reversed(list(pairwise(counts))):  # "a woman and a child among six dead"
        joined = members.JOINTS.issuperset(sentence.lower[before.last : part.first]) and before.victims.kind == "person"
        if joined and part.part and part.parent is not None and part.parent.first > part.first and not before.harm:
            before.part, before.parent, before.harm, before.trigger = True, part.parent, part.harm, part.trigger


def resolve(figures: pd.DataFrame) -> pd.DataFrame:
    """Settle within each article what one sentence leaves open: totals of parts, groups of bare numbers, "shot"."""
    if figures.empty:
        return figures.drop(columns=[name for name in ("part",) if name in figures])
    rows = tables.records(figures)
    by_article: dict[str, list[dict]] = {}
    for row in rows:
        by_article.setdefault(row["doc_id"], []).append(row)
    for article in by_article.values():
        shot(article)
        totals(article)
        broken_down(article)
        groups(article)
    made = pd.DataFrame(rows, columns=list(figures.columns)).drop(columns="part")
    return made.astype({"count_min": "Int64", "count_max": "Int64"})


def value(row: dict) -> tuple:
    """The numbers of a row, unknown as None (so that rows compare)."""
    return tuple(None if pd.isna(row[name]) else int(row[name]) for name in ("count_min", "count_max"))


def largest(row: dict) -> int:
    """The largest number a row states."""
    return max((number for number in value(row) if number is not None), default=0)


def shot(article: list[dict]) -> None:
    """People "shot" were killed or injured as the article says elsewhere of the same number, else either."""
    for row in article:
        if row["harm"] == "shot":
            same = [r["harm"] for r in article if r["harm"] in ("killed", "injured") and value(r) == value(row)]
            row["harm"] = same[0] if same else "casualties"


def totals(article: list[dict]) -> None:
    """Put figure ids in `part_of`; a part without a total in its sentence belongs to the total told before."""
    starts = {str(row["start"]): row for row in article}
    for index, row in enumerate(article):
        if row["part_of"]:
            total = starts.get(row["part_of"])  # None: a number that was not taken for a figure
            held = total is not None and total["harm"] == row["harm"] and fits(row, total)
            row["part_of"] = total["figure_id"] if held else ""
        elif row["part"]:
            earlier = [r for r in article[:index] if r["harm"] == row["harm"] and not r["part"] and fits(row, r)]
            row["part_of"] = earlier[-1]["figure_id"] if earlier else ""
        if row["part_of"]:
            total = next(r for r in article if r["figure_id"] == row["part_of"])
            row["scope"] = total["scope"] if total["scope"] == "cumulative" else row["scope"]
            if row["victim_group"] == "unknown" and not row["victims"] and total["victim_group"] != "mixed":
                row["victim_group"] = total["victim_group"]  # "two reporters, one of them with an agency"


def broken_down(article: list[dict]) -> None:
    """Make parts of figures told one after the other that add up to a total told shortly before ("50 have died … One
    source told of 43 rebels, another of seven soldiers").
    """
    told: dict[str, list[dict]] = {}
    for row in article:
        if (not row["part_of"] or row["adds"]) and not row["part"] and row["scope"] == "incident":
            told.setdefault(row["harm"], []).append(row)
    for rows in told.values():
        for first in range(1, len(rows)):
            for last in range(first + 2, min(first + 1 + MOST_PARTS, len(rows)) + 1):
                if whole := summed(rows[:first], rows[first:last]):
                    for row in rows[first:last]:
                        row["part_of"] = whole["figure_id"]


def summed(before: list[dict], parts: list[dict]) -> dict | None:
    """The nearest total of ``before`` that ``parts`` add up to, if they may be all of its people."""
    numbers = [number for number, _ in map(value, parts)]
    whole = before[-2] if len(before) > 1 and before[-2]["adds"] and before[-2]["part_of"] else before[-1]
    if None in numbers or any(row["bound"] not in ("exact", "at_least") for row in [whole, *parts]):
        return None
    if any(row["part_of"] for row in parts) or (whole["part_of"] and not whole["adds"]):
        return None
    grouped = whole["victim_group"] in ("unknown", "mixed") or {row["victim_group"] for row in parts} <= {
        whole["victim_group"],
        "unknown",
    }
    near = parts[-1]["start"] - whole["end"] < SOON and parts[0]["sentence_start"] > whole["sentence_start"]
    apart = len({row["sentence_start"] for row in parts}) > 1 or parts[0]["victims"] != parts[1]["victims"]
    sums = value(whole)[0] == sum(numbers) >= LEAST_SUM
    rival = max(numbers) > RIVAL * sum(numbers) and len({row["sentence_start"] for row in parts}) > 1
    return whole if grouped and near and apart and sums and not rival else None


def fits(part: dict, total: dict) -> bool:
    """Whether ``part`` can be part of ``total``: not more people."""
    return total["count_max"] is pd.NA or pd.isna(total["count_max"]) or largest(part) <= largest(total)


def groups(article: list[dict]) -> None:
    """A number without its own word for people takes the group of the same number elsewhere in the article, or of
    the figure before it in the sentence ("killing 23 fighters and wounding dozens more").
    """
    known = [row for row in article if row["victim_group"] != "unknown" and not row["part"]]
    for index, row in enumerate(article):
        if row["victim_group"] != "unknown" or row["part"]:
            continue
        same = {r["victim_group"] for r in known if r["harm"] == row["harm"] and value(r) == value(row)}
        words = row["victims"].lower().split()
        if len(same) == 1 and not same & SPECIAL and not tables.split(row["victim_detail"]):
            row["victim_group"] = same.pop()
        elif " ".join(words) in ELIDED and index:
            before = [r for r in article[:index] if carries_group(r, row)]
            if before and before[-1]["victim_group"] != "unknown" and not before[-1]["victim_detail"]:
                row["victim_group"] = before[-1]["victim_group"]


def carries_group(before: dict, row: dict) -> bool:
    """Whether ``before`` tells in its own words of people whom ``row`` may go on with: "five civilians were killed in
    one town and two others died in the next"; "a woman and two others" are listed together, and others may be anybody.
    """
    here = before["sentence_start"] == row["sentence_start"] and not before["part"]
    apart = bool(row["victims"]) and before["trigger_start"] != row["trigger_start"]
    return here and (before["harm"] != row["harm"] or apart)
