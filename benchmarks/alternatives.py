"""What a user would take instead, in the same run on the same texts: how fast it is, and how much of it it finds.

Overlap: `fakes_dev` with reuse planted at known places (`overlap_planted`). Recall is the share of the planted cases
whose two articles are among the pairs reported; what only ranks pairs reports as many as we do, its highest.
Extraction: the articles of `fakes_dev`; recall is the share of the annotated numbers of killed that are found
(`scores.casualties`). Each runs in one process, with nothing kept from before; seconds are those of the processor.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import corpus
import growth
import measured
import numpy as np
import overlap_planted
import pandas as pd
from scores import casualties

from helpers import ROOT, knowledge, language, overlap, tables

Pairs = set[tuple[str, str]]
PASSIM = 172.0  # seconds: passim on Spark, two cores, 809 short articles (measured by us, see docs/performance.md)
PASSIM_ARTICLES, PASSIM_WORDS = 809, 200
SHINGLE, PERMUTATIONS, LEAST = 5, 128, 0.05  # words, hash functions, and the lowest Jaccard similarity looked for
NEAR = 60  # code points between a number and a word for killing, for the plain regular expression


def rows(data: Path, runs: int) -> Iterator[dict]:
    """One row each, ``ratio``: seconds to ours; nothing where ``data`` has no `fakes_dev`."""
    if (data / "fakes_dev" / "articles.csv").is_file():
        yield from overlaps(data, runs)
        yield from extractions(data)
        yield passim(data)


def overlaps(data: Path, runs: int) -> Iterator[dict]:
    """Ours, all pairs by textacy and by rapidfuzz, and datasketch's MinHash LSH."""
    articles = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False).sort_values("id")
    texts = dict(zip(articles["id"], articles["title"] + "\n\n" + articles["text"], strict=True))
    cases, texts = overlap_planted.plant(texts)
    planted = {tuple(sorted((case.source, case.target))) for case in cases}
    documents = articles.rename(columns={"id": "doc_id"})[["doc_id", "published"]].assign(status="ok")

    def ours(_: int) -> Pairs:
        passages, *_ = overlap.find(documents, texts, overlap.Settings())
        passages = passages[passages["kind"] != "paraphrase"]
        return set(zip(passages["doc_a"], passages["doc_b"], strict=True))

    many = len(ours(0))
    ways: dict[str, Callable[[int], Pairs]] = {"overlap: ours": ours}
    ways["all pairs, textacy (Jaccard of words)"] = lambda most: by_textacy(texts, most)
    ways["all pairs, rapidfuzz (token_set_ratio)"] = lambda most: by_rapidfuzz(texts, most)
    if importlib.util.find_spec("datasketch"):
        ways[f"MinHash LSH, datasketch ({SHINGLE}-word shingles)"] = lambda most: by_minhash(texts, most)
    base = 0.0
    for name, way in ways.items():
        spent, found = timed(lambda way=way: way(many), runs)
        base = base or spent
        share = round(len(planted & found) / len(planted), 3)
        yield {"what": name, "articles": len(texts), **times(spent, base), "recall": share, "pairs": len(found)}
    if not importlib.util.find_spec("datasketch"):
        yield {"what": "MinHash LSH: datasketch is not installed (benchmarks/requirements.txt)"}


def by_textacy(texts: dict[str, str], most: int) -> Pairs:
    """The ``most`` likest pairs by the Jaccard similarity of their words."""
    from textacy.similarity import tokens

    words = {doc_id: set(re.findall(r"\w+", text.casefold())) for doc_id, text in texts.items()}
    made = [(tokens.jaccard(words[a], words[b]), a, b) for a, b in combinations(sorted(texts), 2)]
    return {(a, b) for _, a, b in sorted(made, reverse=True)[:most]}


def by_rapidfuzz(texts: dict[str, str], most: int) -> Pairs:
    """The ``most`` likest pairs by the best alignment of their sorted words."""
    from rapidfuzz import fuzz, process

    ids = sorted(texts)
    wanted = [texts[doc_id].casefold() for doc_id in ids]
    scores = process.cdist(wanted, wanted, scorer=fuzz.token_set_ratio, workers=1)
    a, b = np.triu_indices(len(ids), 1)
    best = np.argsort(-scores[a, b], kind="stable")[:most]
    return {(ids[a[n]], ids[b[n]]) for n in best.tolist()}


def by_minhash(texts: dict[str, str], most: int) -> Pairs:
    """The ``most`` likest pairs among those that a locality-sensitive index of MinHashes brings together."""
    from datasketch import MinHash, MinHashLSH

    index, made = MinHashLSH(threshold=LEAST, num_perm=PERMUTATIONS), {}
    for doc_id, text in sorted(texts.items()):
        words = re.findall(r"\w+", text.casefold())
        made[doc_id] = MinHash(num_perm=PERMUTATIONS)
        made[doc_id].update_batch([" ".join(words[n : n + SHINGLE]).encode() for n in range(len(words) - SHINGLE + 1)])
        index.insert(doc_id, made[doc_id])
    met = {tuple(sorted((one, other))) for one in made for other in index.query(made[one]) if one != other}
    return set(sorted(met, key=lambda pair: (-made[pair[0]].jaccard(made[pair[1]]), pair))[:most])


def extractions(data: Path) -> Iterator[dict]:
    """Ours (chapters 2 and 3), and a plain textacy corpus with a regular expression for numbers of killed."""
    gold = pd.read_csv(data / "fakes_dev" / "gold.csv", dtype=str, keep_default_na=False)
    language.pipeline()
    with tempfile.TemporaryDirectory() as temporary:
        case, outputs = Path(temporary, "case"), Path(temporary, "outputs")
        case.mkdir()
        shutil.copy(data / "fakes_dev" / "articles.csv", case)
        took = [
            sum(measured.work(ROOT / "notebooks" / f"{measured.CHAPTERS[name]}.ipynb", case, outputs).values())
            for name in ("ingestion", "timelines", "casualties")
        ]
        figures = tables.read(outputs, "casualty_figures")
        documents = tables.read(outputs, "documents")
        texts = dict(tables.read_texts(outputs, documents.loc[documents["status"] == "ok", "doc_id"]))
    ours = figures[figures["harm"] == "killed"]
    spent = sum(took[1:])
    yield (
        {"what": "extraction: ours, all tables", "articles": len(texts)}
        | times(spent, spent)
        | {"recall": found_of(gold, ours)}
    )
    seconds, numbers = timed(lambda: by_expression(texts), 1)
    yield (
        {"what": "textacy Corpus and a regular expression, numbers alone", "articles": len(texts)}
        | times(seconds, spent)
        | {"recall": found_of(gold, numbers)}
    )


def found_of(gold: pd.DataFrame, killed: pd.DataFrame) -> float:
    """The share of the annotated numbers that ``killed`` (``doc_id, count_min, count_max``) has."""
    parts, found = dict(list(killed.groupby("doc_id"))), []
    for row in gold.to_dict("records"):
        part = parts.get(row["id"], killed.iloc[:0])
        for group in casualties.GROUPS:
            if casualties.agreed(row, group):
                found.append(not casualties.with_number(part, int(float(row[f"{group}_from_span"]))).empty)
    return round(sum(found) / len(found), 3)


def by_expression(texts: dict[str, str]) -> pd.DataFrame:
    """Numbers that stand near a word for killing, in a textacy corpus of the parsed texts."""
    import textacy

    values = knowledge.load("number_words")
    values = dict(zip(values["word"].str.casefold(), values["value"], strict=True))
    number = rf"\d[\d,]*|{'|'.join(map(re.escape, sorted(values, key=len, reverse=True)))}"
    kill = r"kill(?:ed|ing|s)|dead|died|deaths?|death toll|martyred|massacred"
    pattern = re.compile(
        rf"\b({number})\b[^.]{{0,{NEAR}}}?\b(?:{kill})\b|\b(?:{kill})\b[^.]{{0,{NEAR}}}?\b({number})\b", re.I
    )
    made = []
    for doc_id, doc in zip(texts, textacy.Corpus(language.pipeline(), texts.values()), strict=True):
        for match in pattern.finditer(doc.text):
            word = (match[1] or match[2]).casefold().replace(",", "")
            made.append((doc_id, int(float(values.get(word, word)))))
    frame = pd.DataFrame(made, columns=["doc_id", "count_min"])
    return frame.assign(count_max=frame["count_min"]).astype({"count_min": "Int64", "count_max": "Int64"})


def passim(data: Path) -> dict:
    """Our chapter 4 on as many short articles as passim was measured on, in one process, its start included: seconds of
    the processor, which are those of the clock on an idle machine."""
    texts = pd.read_csv(data / "fakes_dev" / "articles.csv", dtype=str, keep_default_na=False)["text"].tolist()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "case").mkdir()
        planted = growth.written(folder / "case", corpus.make(texts, PASSIM_ARTICLES, words=PASSIM_WORDS))
        measured.chapters(folder, "ingestion")
        spent = measured.chapters(folder, "overlap")
        recall = growth.recall(folder / "outputs", planted)
    name = f"overlap: ours, articles of {PASSIM_WORDS} words, one process, its start included"
    to = f"passim on Spark, two processors, {PASSIM:.0f} s"
    return {"what": name, "articles": PASSIM_ARTICLES, **times(spent.cpu, PASSIM, to), "recall": recall}


def times(seconds: float, base: float, to: str = "ours") -> dict:
    """Seconds, and their ratio to ``base``."""
    return {"seconds": round(seconds, 2), "ratio": round(seconds / base, 3), "to": to}


def timed(work: Callable[[], object], runs: int) -> tuple[float, object]:
    """The median of the seconds of the processor that ``work`` takes, and what it makes."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        made = work()
        spent.append(time.process_time() - start)
    return statistics.median(spent), made
