"""Measure text reuse on data of the kind of the standard collection of plagiarism detection of 2013 (PAN).

`python benchmarks/overlap_obfuscated.py --data ../shared/data` prints one table by obfuscation. The collection itself
is not read: passages of real articles are planted into others and obfuscated as it was done there (Potthast et al.
2013, *Overview of the 5th International Competition on Plagiarism Detection*), with fixed seeds and `synonyms.csv`
beside this file: *none*; *random* (words replaced by synonyms or by words of the other text, inserted, left out,
moved); *translation* (as of a text translated there and back: other words for most that have one, other function
words, clauses in another order, sentences split and joined). The measure is plagdet: F1 over the logarithm of
granularity. A leading system reached 0.90, 0.88 and 0.89 on the collection (Sanchez-Perez, Sidorov, Gelbukh 2014).
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import sys
from functools import cache
from pathlib import Path

import overlap_planted
import pandas as pd
from overlap_planted import Planted, cut, five, repeats

from helpers import overlap

KINDS = ("none", "random", "translation")
LENGTHS = (50, 100, 200, 400)  # words; the collection's passages have 50 to 5,000 signs and more
CASES = 12  # of each kind and length
STRENGTH = (0.2, 0.5)  # least and greatest share of words that random obfuscation touches
OTHER_WORD, OTHER_FUNCTION_WORD = 0.6, 0.25  # shares of the words with synonyms that translation replaces
TURNED, SPLIT, JOINED = 0.4, 0.3, 0.15  # shares of the sentences it turns round, splits, joins with the next
SEED = 20130923


def score(data: Path) -> list[dict]:
    """Rows ``measure, value, n, definition`` on obfuscated reuse planted into the articles of ``data/fakes_dev``."""
    cases, found = run(data)
    definition = "F1 of characters over log2(1 + granularity) (Potthast et al. 2010), cases made as those of PAN 2013"
    rows = []
    for kind in (*KINDS, "all"):
        measured = plagdet([case for case in cases if kind in (case.kind, "all")], found)
        rows.append(
            {
                "measure": f"reuse as in PAN 2013, {kind}, plagdet",
                "value": round(100 * measured["plagdet"], 1),
                "n": measured["cases"],
                "definition": definition,
            }
        )
    return rows


def plagdet(cases: list[Planted], found: pd.DataFrame) -> dict:
    """`overlap_planted.measure` of ``found``, with ``plagdet``."""
    measured = overlap_planted.measure(cases, found)
    return measured | {"plagdet": measured["f1"] / math.log2(1 + measured["granularity"])}


def run(data: Path) -> tuple[list[Planted], pd.DataFrame]:
    """The planted cases, and the passages of every kind found among all articles (their dates are not told)."""
    articles = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False).sort_values("id")
    cases, texts = plant(dict(zip(articles["id"], articles["title"] + "\n\n" + articles["text"], strict=True)))
    documents = pd.DataFrame({"doc_id": sorted(texts), "published": "", "status": "ok"})
    found, *_ = overlap.find(documents, texts, overlap.Settings())
    return cases, found


def plant(texts: dict[str, str]) -> tuple[list[Planted], dict[str, str]]:
    """Cases of every kind and length, and the texts with them in place; each text takes one case at most."""
    chance = random.Random(SEED)
    ids = sorted(texts)
    chance.shuffle(ids)
    wanted = [(kind, length) for length in LENGTHS for kind in KINDS for _ in range(CASES)]
    sources, targets = ids[len(wanted) :], ids[: len(wanted)]
    runs = {doc_id: five(texts[doc_id]) for doc_id in ids}
    cases, made, used = [], dict(texts), dict.fromkeys(sources, 0)
    for case, ((kind, length), target) in enumerate(zip(wanted, targets, strict=True)):
        able = [s for s in sources if len(texts[s].split()) >= 1.2 * length and not runs[s] & runs[target]]
        chance.shuffle(able)
        source, (start, end) = next(
            (doc_id, part)
            for doc_id in sorted(able, key=used.get) * 3
            for part in cut(texts[doc_id], length, chance, pieces=1)
            if not repeats(texts[doc_id], [part])
        )
        used[source] += 1
        new = obfuscate(texts[source][start:end], kind, texts[target].split(), chance)
        at = chance.choice([m.end() for m in re.finditer(r"\. |\n\n", texts[target])] or [len(texts[target])])
        text = texts[target][:at]
        cases.append(Planted(case, kind, length, source, start, end, target, len(text), len(text) + len(new)))
        made[target] = f"{text}{new} {texts[target][at:]}"
    return cases, made


@cache
def synonyms() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each word its kind (content or function) and what can stand in its place."""
    found = {}
    with Path(__file__).with_name("synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            word, *others = [part.strip() for part in row["words"].split(";")]
            found.setdefault(word, (row["kind"], tuple(others)))
    return found


def other(word: str, chance: random.Random) -> str:
    """A synonym of ``word``, with its capital and the signs after it; the word itself if none is known."""
    bare = word.rstrip(".,;:!?\"'”’)")
    known = synonyms().get(bare.casefold())
    if not known:
        return word
    new = chance.choice(known[1])
    return (new.capitalize() if bare[:1].isupper() else new) + word[len(bare) :]


def obfuscate(text: str, kind: str, vocabulary: list[str], chance: random.Random) -> str:
    """``text`` as a plagiarist of ``kind`` would hide it; ``vocabulary``: words of the text it is put into."""
    if kind == "random":
        return at_random(text, chance.uniform(*STRENGTH), vocabulary, chance)
    return translated(text, chance) if kind == "translation" else text


def at_random(text: str, rate: float, vocabulary: list[str], chance: random.Random) -> str:
    """``text`` with a share ``rate`` of its words replaced, inserted, left out or moved."""
    made: list[str] = []
    for word in text.split():
        if chance.random() >= rate:
            made.append(word)
            continue
        way = chance.choice(["synonym", "synonym", "replace", "insert", "drop", "move"])
        if way == "synonym":
            made.append(other(word, chance))
        elif way == "replace":
            made.append(chance.choice(vocabulary))
        elif way == "insert":
            made += [chance.choice(vocabulary), word]
        elif way == "move":
            made.insert(max(0, len(made) - chance.randint(1, 6)), word)
    return " ".join(made or text.split())


def translated(text: str, chance: random.Random) -> str:
    """``text`` as if it had been translated into another language and back."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    made: list[str] = []
    for sentence in sentences:
        words = sentence.split()
        third = len(words) // 3
        if len(words) > 12 and chance.random() < TURNED:  # the circumstance at the end comes first
            tail = next((i for i in range(len(words) - 3, third, -1) if is_function(words[i])), 0)
            words = [*words[tail:], *words[:tail]] if tail else words
        if len(words) > 16 and chance.random() < SPLIT:
            middle = next((i for i in range(third, 2 * third) if is_function(words[i])), third)
            words[middle - 1] = words[middle - 1].rstrip(",") + "."
            words[middle] = words[middle].capitalize()
        share = {"content": OTHER_WORD, "function": OTHER_FUNCTION_WORD}
        said = []
        for word in words:
            kind = synonyms().get(word.rstrip(".,;:").casefold(), ("", ()))[0]
            said.append(other(word, chance) if kind and chance.random() < share[kind] else word)
        if made and chance.random() < JOINED:
            made[-1] = made[-1].rstrip(".") + ", and"
        made.append(" ".join(" ".join(said).split()))
    return " ".join(made)


def is_function(word: str) -> bool:
    """Whether ``word`` is a function word with synonyms."""
    return synonyms().get(word.casefold(), ("", ()))[0] == "function"


def main(arguments: list[str]) -> int:
    """Print the measures by kind, and by kind and length."""
    parser = argparse.ArgumentParser(description="Measure text reuse on obfuscated passages.")
    parser.add_argument("--data", type=Path, required=True, help="folder with fakes_dev")
    options = parser.parse_args(arguments)
    cases, found = run(options.data)
    rows = []
    for kind in KINDS:
        for length in (0, *LENGTHS):
            chosen = [case for case in cases if case.kind == kind and length in (0, case.length)]
            rows.append({"kind": kind, "words": length or "all"} | plagdet(chosen, found))
    print(pd.DataFrame(rows).round(3).to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
