"""Who took the text from whom: the signs in their order of strength, each said in words.

No single sign is a proof, so every verdict names its basis, and where the signs are weak or against each other the
verdict is `undetermined`. What an article says of its own source comes before dates, dates before editing and length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from helpers import tables
from helpers.overlap import edits, wires
from helpers.overlap.words import normal

WHOLE, PART = 0.8, 0.5  # shares: "nearly all of it" and "at most half of it"
NAME_LETTERS = 6  # a shorter name of an outlet may be a word of the text
SAME_DAYS = 1  # days between publications within which one wire is printed
LITTLE = 0.12  # share of both articles below which a date alone does not tell: a third may have given the words to both
REMEMBERED = 2000  # articles whose texts are held
UNNAMED = "unnamed agencies"  # what `credits` calls agencies that have no name there
FAR_DAYS = 14  # days between publications after which little text in common is background rather than copying


def directions(
    pairs: pd.DataFrame,
    passages: pd.DataFrame,
    documents: pd.DataFrame,
    credits: pd.DataFrame,
    texts: Mapping[str, str],
) -> pd.DataFrame:
    """``direction`` and ``direction_basis`` for each row of ``pairs`` (``doc_a, doc_b, share_of_a, share_of_b``)."""
    said = dict(list(credits.groupby("doc_id")))
    needed = documents[documents["doc_id"].isin({*pairs["doc_a"], *pairs["doc_b"]})]
    rows = {row["doc_id"]: row | sources(row, said.get(row["doc_id"])) for row in needed.to_dict("records")}

    @lru_cache(REMEMBERED)
    def about(doc_id: str) -> dict:
        return rows[doc_id] | {"text": texts.get(doc_id, "")}

    edited = edits.signs(passages, texts)
    named_inside = wires.named(passages, texts)
    lenders = wires.Lenders(passages, {doc_id: row["wires"] for doc_id, row in rows.items()})

    def lent(one: str, other: str) -> tuple[str, list[str]]:
        third = lenders.find(one, other, lambda doc_id: all(near(rows[doc_id], rows[side]) for side in (one, other)))
        return third, rows[third]["wires"] if third else []

    quoted = passages[passages["kind"] == "quotation"]
    quoted = set(zip(quoted["doc_a"], quoted["doc_b"], strict=True))
    found = [
        uncopied((row["doc_a"], row["doc_b"]) in quoted)
        if not row["share_of_a"]
        else judge(
            row, about(row["doc_a"]), about(row["doc_b"]), edited.get(both, []), named_inside.get(both, {}), lent
        )
        for row in pairs.to_dict("records")
        for both in [(row["doc_a"], row["doc_b"])]
    ]
    return pd.DataFrame(found, columns=["direction", "direction_basis"], index=pairs.index)


def sources(document: Mapping, credits: pd.DataFrame | None) -> dict[str, list[str]]:
    """What an article says of its sources: ``republished``, ``wires`` it credits, ``told`` (speakers told them), and
    whether it speaks for itself (``own``: something was told its own outlet)."""
    by_kind = {} if credits is None else {kind: list(part["name"]) for kind, part in credits.groupby("kind")}
    told = by_kind.get("told", [])
    given = [name for name in tables.split(document["agencies"]) if name not in told]
    other = [name for name in told if not same_name(name, document["outlet"])]
    wires = [name for name in [*given, *by_kind.get("agency", [])] if not same_name(name, document["outlet"])]
    return {
        "republished": by_kind.get("republished", []),
        "wires": list(dict.fromkeys(wires)),
        "told": list(dict.fromkeys(other)),
        "own": [name for name in told if same_name(name, document["outlet"])],
    }


def same_name(one: str, other: str) -> bool:
    """Whether two names of outlets are one, punctuation and case aside."""
    return bool(one and other) and squeeze(one) == squeeze(other)


def squeeze(name: str) -> str:
    """``name`` as letters and digits only."""
    return re.sub(r"[\W_]+", "", normal(name))


def shared(one: list[str], other: list[str]) -> list[str]:
    """The names of ``one`` that ``other`` has too."""
    return list(dict.fromkeys(name for name in one if any(same_name(name, also) for also in other)))


def judge(
    row: Mapping,
    a: Mapping,
    b: Mapping,
    edited: Sequence[edits.Sign],
    named_inside: Mapping[str, str],
    lent: Callable[[str, str], tuple[str, list[str]]],
) -> tuple[str, str]:
    """The direction of one pair, and its basis in words; ``edited``: what editing shows (`edits.signs`);
    ``named_inside``: the services that the shared words name (`wires.named`); ``lent``: a third article and the
    services it credits for them."""
    basis: list[str] = []
    order = before(a["published"], b["published"])
    when = dates(a, b, order)
    if apart(a["published"], b["published"]) > FAR_DAYS and max(row["share_of_a"], row["share_of_b"]) < PART:
        if common := wire(a, b):
            return "common_source", tables.join([common, when])
        return "undetermined", tables.join([when, "so far apart, little text in common may be background of a third"])
    for signs in (named(a, b), voices(a, b)):
        takers = {taker for taker, _ in signs}
        basis += [words for _, words in signs]
        if len(takers) > 1 or (takers and takers == {"a" if order < 0 else "b" if order > 0 else ""}):
            return "undetermined", tables.join([*basis, when, "these signs speak against each other"])
        if takers:
            return verdict(takers.pop()), tables.join([*basis, when])
    if common := wire(a, b):
        return "common_source", tables.join([common, when])
    docs = {"a": a["doc_id"], "b": b["doc_id"]}
    owners = [side for side, one in (("a", a), ("b", b)) if shared([one["outlet"]], list(named_inside))]
    if len(owners) == 1:
        owner = a if owners == ["a"] else b
        inside = {name: sides for name, sides in named_inside.items() if same_name(name, owner["outlet"])}
        words = f"{wires.said(inside, docs)}, the outlet of {owner['doc_id']}"
        return verdict("b" if owner is a else "a"), tables.join([words, when])
    if named_inside and not owners and near(a, b):
        return "common_source", tables.join([wires.said(named_inside, docs), when])
    third, lenders = lent(a["doc_id"], b["doc_id"]) if near(a, b) and not owners else ("", [])
    if third:
        said = tables.join([f"{third} has these words too and names {', '.join(lenders)} as a source", when])
        owned = [side for side, one in (("a", a), ("b", b)) if shared([one["outlet"]], lenders)]
        return ("common_source" if len(owned) != 1 else verdict("b" if owned == ["a"] else "a")), said
    little = order and max(row["share_of_a"], row["share_of_b"]) < LITTLE and not same_name(a["outlet"], b["outlet"])
    votes = [("b" if order < 0 else "a", when, 1 if little else 2)] if order else []
    votes += lesser(row, a, b, edited)
    lead = sum(weight if taker == "a" else -weight for taker, _, weight in votes)
    basis = [words for _, words, _ in votes] if order else [when, *(words for _, words, _ in votes)]
    if abs(lead) < 2:
        return "undetermined", tables.join(
            [*basis, *(["too little in common for the dates to tell"] if little else [])]
        )
    return verdict("a" if lead > 0 else "b"), tables.join(basis)


def uncopied(quoted: bool) -> tuple[str, str]:
    """The direction of a pair without copied words: one speaker quoted by both is a common source, no copying."""
    if quoted:
        return "common_source", "they share a quotation of one speaker, and no copied words"
    return "undetermined", "they tell the same in other words, and share no copied words"


def verdict(taker: str) -> str:
    """The value of ``direction`` where ``taker`` (a or b) took the text from the other."""
    return "a_from_b" if taker == "a" else "b_from_a"


def named(a: Mapping, b: Mapping) -> list[tuple[str, str]]:
    """Articles that name the other's outlet as their source: who took, and the words for it."""
    made = []
    for taker, one, other in (("a", a, b), ("b", b, a)):
        if same_name(one["outlet"], other["outlet"]):
            continue
        for kind, words in (("republished", "republishes"), ("wires", "credits"), ("told", "quotes what was told")):
            if shared([other["outlet"]], one[kind]):
                made.append((taker, f"{one['doc_id']} {words} {other['outlet']}, the outlet of {other['doc_id']}"))
                break
        else:
            if len(other["outlet"]) >= NAME_LETTERS and re.search(rf"\b{re.escape(other['outlet'])}\b", one["text"]):
                made.append((taker, f"{one['doc_id']} names {other['outlet']} in its text"))
    return made


def voices(a: Mapping, b: Mapping) -> list[tuple[str, str]]:
    """Articles that speak as their own outlet ("told us") in a text that the other has without that."""
    return [
        (taker, f"{one['doc_id']} says what {', '.join(one['own'])} itself was told")
        for taker, one, other in (("b", a, b), ("a", b, a))
        if one["own"] and not other["own"] and not same_name(one["outlet"], other["outlet"])
    ]


def wire(a: Mapping, b: Mapping) -> str:
    """Why both have the text from one agency; empty where nothing says so.

    An agency credited by one article only speaks for both if they appeared together: the words are the agency's.
    A credit to agencies without a name does so too, but names no wire: two of them need not be one agency.
    """
    unnamed = {one["doc_id"] for one in (a, b) if UNNAMED in one["wires"]}
    a, b = ({**one, "wires": [name for name in one["wires"] if name != UNNAMED]} for one in (a, b))
    if both := shared([*a["wires"], *a["told"]], [*b["wires"], *b["told"]]):
        return f"both name {', '.join(both)} as a source"
    for one, other in ((a, b), (b, a)):
        names = one["wires"] or (shared(one["told"], wires.names()) if near(a, b) else [])
        if names and not other["wires"] and not shared(other["told"], wires.names()):
            return f"{one['doc_id']} names {', '.join(names)} as a source, {other['doc_id']} no agency"
    for one, other in ((a, b), (b, a)):
        if one["doc_id"] in unnamed and not other["wires"] and near(a, b):
            return f"{one['doc_id']} credits agencies, none by name, with words that {other['doc_id']} shares"
    return ""


def lesser(row: Mapping, a: Mapping, b: Mapping, edited: Sequence[edits.Sign]) -> list[tuple[str, str, int]]:
    """Signs that support a direction: who took, the words for it, its weight (the date has 2)."""
    made = []
    for sign in edited:
        taker, other = (a, b) if sign.taker == "a" else (b, a)
        made.append((sign.taker, sign.words.format(taker=taker["doc_id"], other=other["doc_id"]), 1))
    for taker, one, other, share_one, share_other in (
        ("a", a, b, row["share_of_a"], row["share_of_b"]),
        ("b", b, a, row["share_of_b"], row["share_of_a"]),
    ):
        if share_one >= WHOLE and share_other <= PART:
            made.append((taker, f"nearly all of {one['doc_id']} stands in {other['doc_id']}, which has more", 1))
    return made


def dates(a: Mapping, b: Mapping, order: int) -> str:
    """What the publication dates say."""
    if order:
        first, later = (a, b) if order < 0 else (b, a)
        outlet = " by the same outlet" if same_name(a["outlet"], b["outlet"]) else ""
        return f"{first['doc_id']} was published {first['published']}, {later['doc_id']} {later['published']}{outlet}"
    if a["published"] and b["published"]:
        return f"both were published {min(a['published'], b['published'], key=len)}"
    return "a publication date is unknown"


def before(one: str, other: str) -> int:
    """-1 if ``one`` is surely the earlier date, 1 if ``other`` is, 0 if neither can be told."""
    length = min(len(one), len(other))
    if not length or one[:length] == other[:length]:
        return 0
    return -1 if one[:length] < other[:length] else 1


def near(one: Mapping, other: Mapping) -> bool:
    """Whether two articles appeared together, so that one wire may be printed in both."""
    return apart(one["published"], other["published"]) <= SAME_DAYS


def apart(one: str, other: str) -> float:
    """Days between two dates; NaN, which is neither near nor far, where one is not known to the day."""
    if min(len(one), len(other)) < 10:
        return float("nan")
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
