"""Measure text reuse on passages planted into real articles, whose places are known: verbatim, edited, re-ordered.

`python benchmarks/overlap_planted.py --data ../shared/data` prints one table by kind of reuse and one by length.
The measures are those of the plagiarism-detection tasks (Potthast et al. 2010, *An Evaluation Framework for Plagiarism
Detection*): recall is the share of a planted case's characters, in both texts, that a passage of the pair covers,
averaged over the cases; precision the share of a found passage's characters that were planted; granularity the passages
found a case found. The random edits are as in their standard collection of 2013: words replaced by others, inserted,
left out, moved.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pandas as pd

from helpers import overlap

KINDS = {"verbatim": 0.0, "10 % edited": 0.1, "20 % edited": 0.2, "40 % edited": 0.4, "re-ordered": 0.0}
LENGTHS = (15, 30, 60, 120, 250, 400)  # words
CASES = 10  # of each kind and length
UNRELATED = 2000  # pairs of articles with nothing in common
COMMON_RUN = 5  # words in a row; texts without such a run in common count as unrelated
SEED = 20170812


@dataclass(frozen=True)
class Planted:
    """One stretch of reuse: where it stands in the article it was taken from and in the one it was put into."""

    case: int
    kind: str
    length: int
    source: str
    start: int
    end: int
    target: str
    target_start: int
    target_end: int


def score(data: Path) -> list[dict]:
    """Rows ``measure, value, n, definition`` on reuse planted into the articles of ``data/fakes_dev``."""
    cases, found, unrelated = run(data)
    rows = []
    for kind in KINDS:
        measured = measure([case for case in cases if case.kind == kind], found)
        rows.append(
            {
                "measure": f"reuse {kind}, F1",
                "value": round(100 * measured["f1"], 1),
                "n": measured["cases"],
                "definition": "F1 of the characters in planted and found passages (Potthast et al. 2010, macro)",
            }
        )
    whole = measure([case for case in cases if case.kind != "re-ordered"], found)
    rows.append(
        {
            "measure": "reuse, passages a case",
            "value": round(whole["granularity"], 3),
            "n": whole["found"],
            "definition": "passages found for a planted case that is found; 1 is best",
        }
    )
    pairs = set(zip(found["doc_a"], found["doc_b"], strict=True))
    rows.append(
        {
            "measure": "reuse, pairs with nothing in common",
            "value": len(pairs & unrelated),
            "n": len(unrelated),
            "definition": "pairs without five words in a row in common in which a passage is found",
        }
    )
    return rows


def run(data: Path) -> tuple[list[Planted], pd.DataFrame, set[tuple[str, str]]]:
    """The planted cases, the passages found among all articles, and the pairs that have nothing in common."""
    articles = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False)
    articles = articles.sort_values("id")
    texts = dict(zip(articles["id"], articles["title"] + "\n\n" + articles["text"], strict=True))
    cases, texts = plant(texts)
    documents = articles.rename(columns={"id": "doc_id"})[["doc_id", "published"]].assign(status="ok")
    found, *_ = overlap.find(documents, texts, overlap.Settings())
    return cases, found[found["kind"] != "paraphrase"], unrelated_pairs(texts, cases)


def plant(texts: dict[str, str]) -> tuple[list[Planted], dict[str, str]]:
    """Cases of every kind and length, and the texts with them in place; each text takes one case at most."""
    chance = random.Random(SEED)
    ids = sorted(texts)
    chance.shuffle(ids)
    kept = len(ids) - CASES * len(KINDS) * len(LENGTHS)
    sources, targets = ids[:kept], ids[kept:]
    runs = {doc_id: five(texts[doc_id]) for doc_id in ids}
    vocabulary = [word for doc_id in ids for word in re.findall(r"\w+", texts[doc_id])]
    cases, made, used = [], dict(texts), dict.fromkeys(sources, 0)
    wanted = [(kind, length) for length in LENGTHS for kind in KINDS for _ in range(CASES)]
    for case, ((kind, length), target) in enumerate(zip(wanted, targets, strict=True)):
        pieces = 4 if kind == "re-ordered" and length >= 60 else 1
        able = [s for s in sources if len(texts[s].split()) >= 1.2 * length and not runs[s] & runs[target]]
        chance.shuffle(able)
        tries = sorted(able, key=used.get) * 3  # an article gives its text as seldom as possible
        source, parts = next(
            (doc_id, parts)
            for doc_id in tries
            if not repeats(texts[doc_id], parts := cut(texts[doc_id], length, chance, pieces=pieces))
        )
        used[source] += 1
        order = list(range(len(parts)))
        while kind == "re-ordered" and len(parts) > 1 and order == sorted(order):
            chance.shuffle(order)
        at = chance.choice([m.end() for m in re.finditer(r"\. |\n\n", texts[target])] or [len(texts[target])])
        text = texts[target][:at]
        for number in order:
            start, end = parts[number]
            new = edit(texts[source][start:end], KINDS[kind], vocabulary, chance)
            cases.append(Planted(case, kind, length, source, start, end, target, len(text), len(text) + len(new)))
            text += new + " "
        made[target] = text + texts[target][at:]
    return cases, made


def repeats(text: str, parts: list[tuple[int, int]]) -> bool:
    """Whether the stretch says something that the article also says elsewhere (its headline often does)."""
    start, end = parts[0][0], parts[-1][1]
    inside, outside = five(text[start:end]), five(text[:start]) | five(text[end:])
    return bool(inside & outside)


def five(text: str) -> set[tuple[str, ...]]:
    """The runs of `COMMON_RUN` words of a text, without case."""
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[step:] for step in range(COMMON_RUN)), strict=False))


def cut(text: str, length: int, chance: random.Random, *, pieces: int) -> list[tuple[int, int]]:
    """A stretch of ``length`` words that begins with a sentence where it can, as ``pieces`` spans."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    last = len(words) - length
    begins = [i for i in range(1, last) if text[words[i - 1][1] - 1] == "."] or list(range(max(1, last)))
    first = chance.choice(begins)
    edges = [first + round(length * part / pieces) for part in range(pieces + 1)]
    return [(words[low][0], words[high - 1][1]) for low, high in pairwise(edges)]


def edit(text: str, rate: float, vocabulary: list[str], chance: random.Random) -> str:
    """``text`` with a share ``rate`` of its words replaced, left out, moved, or another put before them."""
    words, made = text.split(" "), []
    for word in words:
        if chance.random() >= rate:
            made.append(word)
            continue
        way = chance.choice(["replace", "replace", "insert", "drop", "move"])
        if way == "replace":
            made.append(chance.choice(vocabulary))
        elif way == "insert":
            made += [chance.choice(vocabulary), word]
        elif way == "move":
            made.insert(max(0, len(made) - chance.randint(1, 3)), word)
    return " ".join(made or words)


def unrelated_pairs(texts: dict[str, str], cases: list[Planted]) -> set[tuple[str, str]]:
    """`UNRELATED` pairs without a run of words in common."""
    chance = random.Random(SEED + 1)
    ids, runs, made = sorted(texts), {doc_id: five(text) for doc_id, text in texts.items()}, set()
    group = {case.target: case.source for case in cases}  # texts with a piece of the same article are related
    while len(made) < UNRELATED:
        pair = tuple(sorted(chance.sample(ids, 2)))
        one, other = (group.get(doc_id, doc_id) for doc_id in pair)
        if one != other and not runs[pair[0]] & runs[pair[1]]:
            made.add(pair)
    return made


def measure(cases: list[Planted], found: pd.DataFrame) -> dict:
    """Recall, precision, F1 and granularity of ``found`` (as `overlap_passages`) in the pairs of ``cases``."""
    passages: dict[tuple[str, str], list] = {}
    for row in found.itertuples():
        passages.setdefault((row.doc_a, row.doc_b), []).append((row.start_a, row.end_a, row.start_b, row.end_b))
    recalls, pieces, right = [], [], {}
    for case in cases:
        swap = case.source > case.target
        key = (case.target, case.source) if swap else (case.source, case.target)
        spans = (case.target_start, case.target_end), (case.start, case.end)
        (s0, e0), (s1, e1) = spans if swap else spans[::-1]
        covered, hits = [set(), set()], 0
        for passage in passages.get(key, []):
            one = set(range(max(s0, passage[0]), min(e0, passage[1])))
            other = set(range(max(s1, passage[2]), min(e1, passage[3])))
            total = right.setdefault((key, passage), [set(), set()])
            if one and other:
                hits += 1
                covered[0] |= one
                covered[1] |= other
                total[0] |= one
                total[1] |= other
        recalls.append((len(covered[0]) + len(covered[1])) / (e0 - s0 + e1 - s1))
        pieces += [hits] if hits else []
    precisions = [
        (len(one) + len(other)) / (end_a - start_a + end_b - start_b)
        for (_, (start_a, end_a, start_b, end_b)), (one, other) in right.items()
    ]
    recall = sum(recalls) / len(recalls)
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    return {
        "cases": len(cases),
        "found": len(pieces),
        "recall": recall,
        "precision": precision,
        "f1": 2 * recall * precision / (recall + precision) if recall + precision else 0.0,
        "granularity": sum(pieces) / len(pieces) if pieces else 1.0,
    }


def main(arguments: list[str]) -> int:
    """Print the measures by kind, and by kind and length."""
    parser = argparse.ArgumentParser(description="Measure text reuse on planted passages.")
    parser.add_argument("--data", type=Path, required=True, help="folder with fakes_dev")
    options = parser.parse_args(arguments)
    cases, found, unrelated = run(options.data)
    rows = []
    for kind in KINDS:
        for length in (0, *LENGTHS):
            chosen = [case for case in cases if case.kind == kind and length in (0, case.length)]
            rows.append({"kind": kind, "words": length or "all"} | measure(chosen, found))
    print(pd.DataFrame(rows).round(3).to_string(index=False))
    pairs = set(zip(found["doc_a"], found["doc_b"], strict=True))
    print(f"pairs with nothing in common: a passage in {len(pairs & unrelated)} of {len(unrelated)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
