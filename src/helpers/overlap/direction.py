"""Who took the text from whom: what speaks for a direction, weighed and said in words.

No single sign is a proof, so every verdict names its basis, and where the signs are weak or against each other the
verdict is `undetermined`. Credits weigh more than dates, dates more than lengths.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.overlap.words import normal

CREDIT, VOICE, DATE, CONTAINED = 4.0, 3.0, 2.0, 1.0  # what each sign weighs; a verdict needs DATE
WHOLE, PART = 0.8, 0.5  # shares: "nearly all of it" and "at most half of it"


def directions(
    pairs: pd.DataFrame, documents: pd.DataFrame, credits: pd.DataFrame, texts: Mapping[str, str]
) -> pd.DataFrame:
    """``direction`` and ``direction_basis`` for each row of ``pairs`` (``doc_a, doc_b, share_of_a, share_of_b``)."""
    about = documents.set_index("doc_id").to_dict("index")
    named = {
        doc_id: {kind: list(rows["name"]) for kind, rows in part.groupby("kind")}
        for doc_id, part in credits.groupby("doc_id")
    }
    agencies = {doc_id: wires(about[doc_id], named.get(doc_id, {})) for doc_id in about}
    rows = []
    for row in pairs.to_dict("records"):
        a, b = row["doc_a"], row["doc_b"]
        verdict = judge(
            row,
            {"doc_id": a, **about[a], "named": named.get(a, {}), "wires": agencies[a], "text": texts[a]},
            {"doc_id": b, **about[b], "named": named.get(b, {}), "wires": agencies[b], "text": texts[b]},
        )
        rows.append(verdict)
    return pd.DataFrame(rows, columns=["direction", "direction_basis"], index=pairs.index)


def wires(document: Mapping, named: Mapping[str, list[str]]) -> list[str]:
    """The agencies an article credits, by their names, without its own outlet."""
    names = [*tables.split(document.get("agencies", "")), *named.get("agency", [])]
    return [name for name in dict.fromkeys(names) if not same_name(name, document["outlet"])]


def same_name(one: str, other: str) -> bool:
    """Whether two names of outlets are one, punctuation and case aside."""
    return bool(one and other) and squeeze(one) == squeeze(other)


def squeeze(name: str) -> str:
    """``name`` as letters and digits only."""
    return re.sub(r"[\W_]+", "", normal(name))


def judge(row: Mapping, a: Mapping, b: Mapping) -> tuple[str, str]:
    """The direction of one pair, and its basis in words."""
    towards = {"a": 0.0, "b": 0.0}  # "a": the text came from a
    basis = []
    for one, other, side in ((a, b, "b"), (b, a, "a")):  # one took it from the other
        if any(same_name(name, other["outlet"]) for name in one["named"].get("republished", [])):
            towards[side] += CREDIT
            basis.append(f"{one['doc_id']} says it republishes {other['outlet']}")
        if any(same_name(name, other["outlet"]) for name in tables.split(one.get("agencies", "")) + one["wires"]):
            towards[side] += CREDIT
            basis.append(f"{one['doc_id']} credits {other['outlet']}, which published {other['doc_id']}")
        elif any(same_name(name, other["outlet"]) for name in one["named"].get("told", [])):
            towards[side] += VOICE
            basis.append(f"{one['doc_id']} quotes what was told {other['outlet']}")
    both = [name for name in a["wires"] if any(same_name(name, other) for other in b["wires"])]
    if both and not any(towards.values()):
        return "common_source", f"both credit {', '.join(both)}"
    told = [name for name in heard(a) if any(same_name(name, other) for other in heard(b))]
    if told and not any(towards.values()):
        return "common_source", f"both carry what was told {', '.join(told)}"
    one_sided = [(doc, other) for doc, other in ((a, b), (b, a)) if heard(doc) and not heard(other)]
    if one_sided and not any(towards.values()):
        doc, other = one_sided[0]
        basis.append(f"{doc['doc_id']} names {', '.join(heard(doc))} as its source, {other['doc_id']} names none")
    if earlier := before(a["published"], b["published"]):
        first, later = (a, b) if earlier < 0 else (b, a)
        towards["a" if earlier < 0 else "b"] += DATE
        basis.append(f"{first['doc_id']} was published {first['published']}, {later['doc_id']} {later['published']}")
    elif a["published"] and b["published"]:
        basis.append(f"both were published {a['published'][:10]}")
    else:
        basis.append("a publication date is unknown")
    for share_one, share_other, one, other, side in (
        (row["share_of_a"], row["share_of_b"], a, b, "b"),
        (row["share_of_b"], row["share_of_a"], b, a, "a"),
    ):
        if share_one >= WHOLE and share_other <= PART:
            towards[side] += CONTAINED
            basis.append(f"nearly all of {one['doc_id']} stands in {other['doc_id']}, which has more")
    lead = towards["a"] - towards["b"]
    if abs(lead) < DATE:
        return "undetermined", tables.join(basis)
    return ("b_from_a" if lead > 0 else "a_from_b"), tables.join(basis)


def heard(document: Mapping) -> list[str]:
    """Agencies and outlets whose words an article says it carries."""
    told = [name for name in document["named"].get("told", []) if not same_name(name, document["outlet"])]
    return list(dict.fromkeys([*document["wires"], *told]))


def before(one: str, other: str) -> int:
    """-1 if ``one`` is surely the earlier date, 1 if ``other`` is, 0 if neither can be told."""
    length = min(len(one), len(other))
    if not length or one[:length] == other[:length]:
        return 0
    return -1 if one[:length] < other[:length] else 1
