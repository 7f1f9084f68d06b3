"""Parts and totals: "including 11 children", "among the dead were three women"; and what an article settles."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from helpers import tables
from helpers.casualties.counts import Count
from helpers.casualties.harm import Trigger
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import ELIDED, after

SPECIAL = frozenset({"journalist", "medical_worker", "official"})  # rarely all of "six people"


def names_victims(sentence: Sentence) -> bool:
    """Whether the sentence tells of some "of the victims", without a harm word."""
    return any(
        word in grammar("victims_noun") and sentence.lower[max(0, i - 2) : i] == ["of", "the"]
        for i, word in enumerate(sentence.lower)
    )


def among(sentence: Sentence, counts: list[Count], triggers: list[Trigger]) -> None:
    """Find parts of a total told before: "among the dead were three children", "the victims included two nurses"."""
    by_place = {trigger.first: trigger for trigger in triggers}
    for i, word in enumerate(sentence.lower):
        bare = sentence.at(i - 1) in grammar("within")  # headlines: "13 troops among dead"
        if word not in grammar("victims_noun") or not (bare or sentence.at(i - 1) in ("the", "those", "these")):
            continue
        trigger = by_place.get(i) or Trigger(i, i + 1, "killed", "state", "word", ())
        inside = bare or sentence.at(i - 2) in ("among", "amongst", "of")
        following = sentence.lower[i + 1 : i + 4]
        include = bool((grammar("passive") | grammar("among")).intersection(following))
        for count in counts:
            told = count.part and count.harm and "of" not in sentence.lower[count.number.last : count.last]
            if count.victims.kind == "thing" or count.number.form == "none" or (told and not inside):
                continue
            behind = i < count.first <= i + 6 and include
            reach = 2 if sentence.at(i - 2) == "of" else 6  # "12 of the wounded", "three women were among the dead"
            before = inside and count.last <= i - 1 - (not bare) and i - count.last <= reach
            before = before or (sentence.at(i - 2) == "of" and count.number.last == i - 2)  # "five of the victims"
            before = before or (count.part and count.first < i < count.last)
            listed = behind and not inside and bool(grammar("passive").intersection(following))
            if (before or behind) and (not count.harm or count.trigger is by_place.get(i)):
                count.trigger, count.harm, count.part = trigger, trigger.harm, not listed
                count.parent = None


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


def resolve(figures: pd.DataFrame) -> pd.DataFrame:
    """Settle within each article what one sentence leaves open: totals of parts, groups of bare numbers, "shot"."""
    if figures.empty:
        return figures.drop(columns=[name for name in ("part",) if name in figures])
    rows = figures.to_dict("records")
    by_article: dict[str, list[dict]] = {}
    for row in rows:
        by_article.setdefault(row["doc_id"], []).append(row)
    for article in by_article.values():
        shot(article)
        totals(article)
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
            total = starts[row["part_of"]]
            row["part_of"] = total["figure_id"] if total["harm"] == row["harm"] and fits(row, total) else ""
        elif row["part"]:
            earlier = [r for r in article[:index] if r["harm"] == row["harm"] and not r["part"] and fits(row, r)]
            row["part_of"] = earlier[-1]["figure_id"] if earlier else ""
        if row["part_of"]:
            total = next(r for r in article if r["figure_id"] == row["part_of"])
            row["scope"] = total["scope"] if total["scope"] == "cumulative" else row["scope"]
            if row["victim_group"] == "unknown" and not row["victims"] and total["victim_group"] != "mixed":
                row["victim_group"] = total["victim_group"]  # "two reporters, one of them with an agency"


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
            before = [
                r for r in article[:index] if r["sentence_start"] == row["sentence_start"] and r["harm"] != row["harm"]
            ]
            before = [r for r in before if not r["part"]]
            if before and before[-1]["victim_group"] != "unknown":
                row["victim_group"] = before[-1]["victim_group"]
