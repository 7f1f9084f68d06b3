"""Passages that two articles share, as table rows: verbatim, edited, or one speaker's words that both quote."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial

import numpy as np
import pandas as pd

from helpers import engine, problems, tables
from helpers.overlap import forms, join, paraphrase, refrains, words
from helpers.overlap.chains import Span
from helpers.overlap.pieces import kinds, ordered, similarity
from helpers.overlap.settings import Settings
from helpers.overlap.words import Words

COLUMNS = ["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "words", "similarity", "kind"]
FORM = ["telling", "same_names", "other_names"]  # what tells a form of reporting from copied text (`forms`)
Agree = list[
    tuple[np.ndarray, np.ndarray]
]  # of the words that agree, for each text: places, and the words they count as
STEP = "Words to compare"
COMPARED = 250  # articles compared with their candidates in one part of the work


def find(
    documents: pd.DataFrame,
    texts: Mapping[str, str],
    settings: Settings,
    *,
    store: str = "",
    jobs: int = 1,
    cluster: str = "",
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The passages that articles share, for each pair how many words of each stand in the other, what was left out, and
    the `problems` of articles that could not be read or compared.

    ``documents`` needs ``doc_id, published, status``; ``texts``: the articles as analysed, by ``doc_id``; ``store``,
    ``jobs``, ``cluster``: as in `engine.kept`. Returns `overlap_passages`, a frame
    ``doc_a, doc_b, shared_a, shared_b, words_a, words_b`` (words), `rejected_passages`, `problems`.
    """
    read = documents[documents["status"] != "skipped"].sort_values(["published", "doc_id"])
    ids = read["doc_id"].tolist()
    with opened(ids, texts, settings, store=store, jobs=jobs, cluster=cluster) as (keys, run, unread):
        read = read[~read["doc_id"].isin([row["doc_id"] for row in unread])]
        ids = read["doc_id"].tolist()
        frame, agree, n_words, apart = compare(ids, keys, run, store=store or run.folder, jobs=jobs, cluster=cluster)
        told = paraphrases(ids, join.sentences(run), read["published"].tolist(), frame, settings)
    related = most(shares(frame, agree, n_words))
    frame["stands"] = refrains.stands(frame, related, settings.related)
    about = read.reindex(columns=["doc_id", "outlet", "published"], fill_value="").set_index("doc_id")
    reasons = refrains.reasons(frame, related, about, texts, settings)
    kept = reasons == ""
    left = frame[~kept].assign(reason=reasons[~kept]).drop(columns=["kind", "stands", *FORM])
    agree = [pairs for pairs, keep in zip(agree, kept, strict=True) if keep]
    frame = frame[kept].drop(columns=FORM).reset_index(drop=True)
    both = [part for part in (frame, told) if len(part)] or [frame]
    found = identified(pd.concat(both, ignore_index=True), texts)
    lost = problems.table([*unread, *apart])
    return found, shares(frame, agree, n_words), tables.conform("rejected_passages", left), lost


@contextmanager
def opened(
    ids: Sequence[str], texts: Mapping[str, str], settings: Settings, *, store: str, jobs: int, cluster: str
) -> Iterator[tuple[list[str], join.Run, list[dict]]]:
    """The words of all articles, kept, and a run over them, whose files go away when it has succeeded; and the rows of
    `problems` of articles that could not be read, which have no part in it.

    A run that was stopped goes on where it was, if it has a ``store``.
    """
    sizes = []

    def one_by_one() -> Iterator[str]:
        for doc_id in ids:
            sizes.append(len(texts[doc_id]))
            yield texts[doc_id]

    with tempfile.TemporaryDirectory() as folder:
        done = engine.kept(
            partial(read_all, shingle=settings.shingle),
            one_by_one(),
            room="overlap",
            store=store or folder,
            settings=["words", settings.shingle],
            jobs=jobs,
            cluster=cluster,
            size=join.PART,
            spare=failed,
        )
        unread = problems.of("overlap", STEP, ids, done.failed())
        keys = [key for key in done.keys if key not in done.spared]
        name = engine.digest([keys, asdict(settings)])[:16]
        run = join.Run(
            done.address,
            f"{store or folder}/overlap/run-{name}",
            len(keys),
            join.PART,
            1 + sum(sizes) // join.BUCKET,
            settings,
        )
        yield keys, run, unread
        join.clear(run)


def failed(item: object, failure: problems.Failure) -> list:
    """What stands for an article that could not be read, or a pair that could not be compared."""
    return []


def read_all(texts: list[str], shingle: int) -> list[Words]:
    """The words of each of ``texts``."""
    return [words.read(text, shingle) for text in texts]


def compare(
    ids: list[str], keys: list[str], run: join.Run, *, store: str, jobs: int, cluster: str
) -> tuple[pd.DataFrame, list[Agree], dict[str, float], list[dict]]:
    """The passages of all candidates, as `COLUMNS` and `FORM`, with the words that agree, the words of each
    article that has one, and the rows of `problems` of pairs that could not be compared."""
    pairs: list[tuple[str, list[str]]] = []

    def items() -> Iterator[list]:
        for one, others in join.candidates(ids, keys, run, jobs=jobs, cluster=cluster):
            pairs.append((ids[one], [ids[other] for other, _ in others]))
            yield [keys[one], [[keys[other], ids[other] < ids[one], spans] for other, spans in others]]

    done = engine.kept(
        partial(compared, address=run.words, settings=run.settings),
        items(),
        room="overlap",
        store=store,
        settings=asdict(run.settings),
        jobs=jobs,
        cluster=cluster,
        size=COMPARED,
        spare=partial(one_by_one, address=run.words, settings=run.settings),
    )
    made, n_words, apart = [], {}, []
    for (one, others), found in zip(pairs, done, strict=True):
        for at, rows, sums in found:
            if not rows:
                apart.append(problems.row("overlap", one, f"Passages shared with {others[at]}", sums))
                continue
            doc_a, doc_b = sorted([one, others[at]])
            n_words |= {doc_a: sums[0], doc_b: sums[1]}
            made += [(doc_a, *row[:2], doc_b, *row[2:]) for row in rows]
    made.sort(key=lambda row: (row[0], row[3]))
    frame = pd.DataFrame([row[:-1] for row in made], columns=[*COLUMNS, *FORM])
    return frame, [row[-1] for row in made], n_words, apart


def compared(items: list, address: str, settings: Settings) -> list[list[tuple]]:
    """For each text its passages with its candidates: the candidate's place in the list, the rows, the words of both.

    A text is given as the key of its words in the store at ``address``, with a list of its candidates' keys, whether
    each comes first in the pair, and the chains of both.
    """
    made = []
    for key, others in items:
        one, found = join.load(address, key), []
        for at, (other, before, spans) in enumerate(others):
            a, b = (join.load(address, other), one) if before else (one, join.load(address, other))
            if rows := pair(a, b, spans, settings):
                found.append((at, rows, (float(a.size.sum()), float(b.size.sum()))))
        made.append(found)
    return made


def one_by_one(item: list, _: problems.Failure, address: str, settings: Settings) -> list[tuple]:
    """What stands for a text with which `compared` failed: what it makes of each candidate alone; of one with which it
    fails no rows, and the failure."""
    made = []
    for at, other in enumerate(item[1]):
        [found] = problems.tried(partial(compared, address=address, settings=settings), [[item[0], [other]]], failed)
        lost = isinstance(found, problems.Spared)
        made += [(at, [], found.failure)] if lost else [(at, *rest) for _, *rest in found]
    return made


def pair(a: Words, b: Words, spans: list[Span], settings: Settings) -> list[tuple]:
    """The passages of one pair in the order of ``a``: places in both, words, similarity, kind, what tells a form
    (`FORM`), and the words that agree."""
    rows = []
    for piece, kind in sorted(kinds(a, b, spans, settings), key=lambda found: (found[0].a, found[0].b)):
        n_words = max(1, round(a.size[slice(*piece.a)].sum()))
        place_a = int(a.start[piece.a[0]]), int(a.end[piece.a[1] - 1])
        place_b = int(b.start[piece.b[0]]), int(b.end[piece.b[1] - 1])
        pairs = ordered(piece)
        form = forms.telling(a, pairs[:, 0]), *forms.names(a, b, pairs)
        agree = [(at.astype(np.int32), of.size[at]) for of, at in zip((a, b), pairs.T, strict=True)]
        rows.append((*place_a, *place_b, n_words, similarity(a, b, piece), kind, *form, agree))
    return rows


def paraphrases(
    ids: list[str], sentences: paraphrase.Sentences, published: list[str], taken: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Sentences that tell the same in other words, outside the passages ``taken``, as rows of kind `paraphrase`."""
    place = {doc_id: position for position, doc_id in enumerate(ids)}
    spans = defaultdict(list)
    for row in taken.itertuples():
        side_a, side_b = (row.start_a, row.end_a), (row.start_b, row.end_b)
        a, b = place[row.doc_a], place[row.doc_b]
        spans[(a, b) if a < b else (b, a)].append((*side_a, *side_b) if a < b else (*side_b, *side_a))
    found = paraphrase.find(
        sentences,
        published,
        spans,
        share=settings.paraphrase_share,
        days=settings.paraphrase_days,
        frequent=settings.paraphrase_frequent,
    )
    rows = []
    for a, start_a, end_a, b, start_b, end_b, share, *n_words in found:
        one, other = sorted([(ids[a], start_a, end_a, n_words[0]), (ids[b], start_b, end_b, n_words[1])])
        rows.append((*one[:3], *other[:3], max(1, round(float(one[3]))), share, "paraphrase", 0))
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


def shares(frame: pd.DataFrame, agree: list[Agree], n_words: Mapping[str, float]) -> pd.DataFrame:
    """For each pair with a passage ``doc_a, doc_b, shared_a, shared_b, words_a, words_b``: words of each that stand in
    the other, each counted once, quotations aside, and words of each."""
    rows = []
    copied = frame["kind"].isin(refrains.COPIED).tolist()
    for (doc_a, doc_b), part in frame.groupby(["doc_a", "doc_b"]).indices.items():
        shared = [counted([agree[n][side] for n in part if copied[n]]) for side in (0, 1)]
        rows.append((doc_a, doc_b, *shared, n_words[doc_a], n_words[doc_b]))
    numbers = ["shared_a", "shared_b", "words_a", "words_b"]
    return pd.DataFrame(rows, columns=["doc_a", "doc_b", *numbers]).astype(dict.fromkeys(numbers, float))


def counted(agree: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """The words that stretches of one text make, each counted once."""
    if not agree:
        return 0.0
    places, sizes = (np.concatenate(parts) for parts in zip(*agree, strict=True))
    return float(sizes[np.unique(places, return_index=True)[1]].sum())


def most(counts: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The larger share of each pair."""
    share = np.maximum(counts["shared_a"] / counts["words_a"], counts["shared_b"] / counts["words_b"])
    return dict(zip(zip(counts["doc_a"], counts["doc_b"], strict=True), share, strict=True))
