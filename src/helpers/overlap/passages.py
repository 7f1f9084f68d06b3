"""Passages that two articles share, as table rows: verbatim, edited, or one speaker's words that both quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers import tables
from helpers.overlap import index, paraphrase, refrains, words
from helpers.overlap.pieces import kinds, ordered, similarity
from helpers.overlap.settings import Settings
from helpers.overlap.words import Words

COLUMNS = ["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "words", "similarity", "kind"]


def find(
    documents: pd.DataFrame, texts: Mapping[str, str], settings: Settings, *, jobs: int = 1, cluster: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The passages that articles share, for each pair how many words of each stand in the other, and what was left out.

    ``documents`` needs ``doc_id, published, status``; ``texts``: the articles as analysed, by ``doc_id``. Returns
    `overlap_passages`, a frame ``doc_a, doc_b, shared_a, shared_b, words_a, words_b`` (words), `rejected_passages`.
    """
    read = documents[documents["status"] != "skipped"].sort_values(["published", "doc_id"])
    ids = read["doc_id"].tolist()
    prepared = [words.read(texts[doc_id], settings.shingle) for doc_id in ids]
    found = index.candidates(
        prepared,
        shingle=settings.shingle,
        window=settings.window,
        frequent=settings.frequent,
        reach=settings.reach,
        worth=index.MET * settings.min_score,
    )
    items = []
    for one, other in found.tolist():
        a, b = (one, other) if ids[one] < ids[other] else (other, one)
        items.append((ids[a], ids[b], prepared[a], prepared[b], settings))
    items.sort(key=lambda item: item[:2])
    compared = compare(items)
    rows = [row for passages in compared for row in passages]
    sizes = {doc_id: one.size for doc_id, one in zip(ids, prepared, strict=True)}
    frame = pd.DataFrame([row[:-1] for row in rows], columns=COLUMNS)
    agree = [row[-1] for row in rows]
    taken = frame
    related = most(shares(frame, agree, sizes))
    frame["stands"] = refrains.stands(frame, related, settings.related)
    outlets = dict(zip(read["doc_id"], read["outlet"] if "outlet" in read else [""] * len(read), strict=True))
    reasons = refrains.reasons(frame, related, outlets, texts, settings)
    kept = reasons == ""
    left = frame[~kept].assign(reason=reasons[~kept]).drop(columns=["kind", "stands"])
    agree = [pairs for pairs, keep in zip(agree, kept, strict=True) if keep]
    frame = frame[kept].reset_index(drop=True)
    told = paraphrases(ids, prepared, documents, taken, settings)
    both = [part for part in (frame, told) if len(part)] or [frame]
    found = identified(pd.concat(both, ignore_index=True), texts)
    return found, shares(frame, agree, sizes), tables.conform("rejected_passages", left)


def paraphrases(
    ids: list[str], prepared: list[Words], documents: pd.DataFrame, taken: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Sentences that tell the same in other words, outside the passages ``taken``, as rows of kind `paraphrase`."""
    place = {doc_id: position for position, doc_id in enumerate(ids)}
    spans = defaultdict(list)
    for row in taken.itertuples():
        side_a, side_b = (row.start_a, row.end_a), (row.start_b, row.end_b)
        a, b = place[row.doc_a], place[row.doc_b]
        spans[(a, b) if a < b else (b, a)].append((*side_a, *side_b) if a < b else (*side_b, *side_a))
    found = paraphrase.find(
        prepared,
        documents.set_index("doc_id")["published"].reindex(ids).tolist(),
        spans,
        share=settings.paraphrase_share,
        days=settings.paraphrase_days,
        frequent=settings.paraphrase_frequent,
    )
    rows = []
    for a, start_a, end_a, b, start_b, end_b, share in found:
        one, other = sorted([(ids[a], start_a, end_a), (ids[b], start_b, end_b)])
        start = prepared[place[one[0]]].start
        n_words = prepared[place[one[0]]].size[(start >= one[1]) & (start < one[2])].sum()
        rows.append((*one, *other, max(1, round(float(n_words))), share, "paraphrase", 0))
    return pd.DataFrame(sorted(rows), columns=[*COLUMNS, "stands"])


def identified(frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """``frame`` as `overlap_passages`, with ids made of both articles and both wordings."""
    wordings = {
        f"text_{side}": [
            texts[doc][start:end]
            for doc, start, end in zip(frame[f"doc_{side}"], frame[f"start_{side}"], frame[f"end_{side}"], strict=True)
        ]
        for side in "ab"
    }
    named = frame.assign(doc_id=frame["doc_a"], **wordings)
    frame["passage_id"] = tables.stable_ids(named, "doc_b", "kind", *wordings)
    return tables.conform("overlap_passages", frame)


def shares(frame: pd.DataFrame, agree: list[np.ndarray], sizes: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """For each pair with a passage ``doc_a, doc_b, shared_a, shared_b, words_a, words_b``: words of each that stand in
    the other, each counted once, quotations aside, and words of each."""
    rows = []
    for (doc_a, doc_b), part in frame.groupby(["doc_a", "doc_b"]).indices.items():
        copied = [agree[n] for n in part if frame["kind"].iat[n] in refrains.COPIED]
        both = np.concatenate([*copied, np.zeros((0, 2), dtype=np.int64)])
        shared = [float(sizes[doc][np.unique(both[:, side])].sum()) for side, doc in enumerate((doc_a, doc_b))]
        rows.append((doc_a, doc_b, *shared, float(sizes[doc_a].sum()), float(sizes[doc_b].sum())))
    numbers = ["shared_a", "shared_b", "words_a", "words_b"]
    return pd.DataFrame(rows, columns=["doc_a", "doc_b", *numbers]).astype(dict.fromkeys(numbers, float))


def most(counts: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The larger share of each pair."""
    share = np.maximum(counts["shared_a"] / counts["words_a"], counts["shared_b"] / counts["words_b"])
    return dict(zip(zip(counts["doc_a"], counts["doc_b"], strict=True), share, strict=True))


def compare(items: list[tuple[str, str, Words, Words, Settings]]) -> list[list[tuple]]:
    """For each pair of texts its passages as rows of `COLUMNS`, with the pairs of words that agree."""
    return [pair(*item) for item in items]


def pair(doc_a: str, doc_b: str, a: Words, b: Words, settings: Settings) -> list[tuple]:
    """The passages of one pair in the order of ``a``."""
    rows = []
    for piece, kind in sorted(kinds(a, b, settings), key=lambda found: (found[0].a, found[0].b)):
        n_words = max(1, round(a.size[slice(*piece.a)].sum()))
        place_a = int(a.start[piece.a[0]]), int(a.end[piece.a[1] - 1])
        place_b = int(b.start[piece.b[0]]), int(b.end[piece.b[1] - 1])
        rows.append((doc_a, *place_a, doc_b, *place_b, n_words, similarity(a, b, piece), kind, ordered(piece)))
    return rows
