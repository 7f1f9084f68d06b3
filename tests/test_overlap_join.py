"""Overlap of a corpus taken in parts: the same tables however it is cut, wherever it runs, and nothing done twice."""

import random

import pytest

from helpers import overlap
from helpers.overlap import index, join, passages, words
from overlap_texts import DAM, HARBOUR, MARKET, WEATHER, documents
from test_engine import cluster_of

PIECES = [f"{part.strip()}." for text in (HARBOUR, MARKET, DAM, WEATHER) for part in text.split(". ")]


def corpus(count=40):
    """Articles that share some sentences, told in words of their own between them, and two that are the same."""
    chance = random.Random(7)
    made = {}
    for number in range(count):
        own = " ".join(f"w{number}x{chance.randrange(900)}" for _ in range(30))
        made[f"d{number:02}"] = f"{own}. " + " ".join(chance.sample(PIECES, 3))
    return made | {"same": made["d00"], "empty": ""}


def found(texts, **where):
    """All three tables of ``texts``, published over a week."""
    about = documents(texts, published={doc_id: f"2021-03-{n % 7 + 1:02}" for n, doc_id in enumerate(texts)})
    return overlap.find(about, texts, overlap.Settings(refrain=99), **where)


def equal(one, other):
    return all(a.equals(b) for a, b in zip(one, other, strict=True))


@pytest.fixture(scope="module")
def whole():
    made = found(corpus())
    assert len(made[0]) > 50
    return made


def small(monkeypatch):
    """Parts and buckets of a few texts, so that every border is met."""
    monkeypatch.setattr(join, "PART", 7)
    monkeypatch.setattr(join, "BUCKET", 2000)
    monkeypatch.setattr(passages, "COMPARED", 5)
    monkeypatch.setattr(index, "BLOCK", 11)


def test_parts_and_buckets_change_nothing(whole, monkeypatch, tmp_path):
    small(monkeypatch)
    assert equal(found(corpus()), whole)
    assert equal(found(corpus(), store=str(tmp_path)), whole)
    assert not [path for path in tmp_path.rglob("run-*") if path.is_dir()]


def test_cores_and_order_change_nothing(whole, monkeypatch):
    monkeypatch.setattr(join, "PART", 16)
    assert equal(found(corpus(), jobs=2), whole)
    texts = corpus()
    about = documents(texts, published={doc_id: f"2021-03-{n % 7 + 1:02}" for n, doc_id in enumerate(texts)})
    assert equal(overlap.find(about[::-1], dict(reversed(texts.items())), overlap.Settings(refrain=99)), whole)


@pytest.mark.parametrize("workers", [2, 4])
def test_a_cluster_changes_nothing(workers, whole, monkeypatch, tmp_path):
    monkeypatch.setattr(passages, "COMPARED", 5)
    with cluster_of(workers) as cluster:
        assert equal(found(corpus(), store=str(tmp_path), cluster=cluster.scheduler_address), whole)


def test_what_did_not_change_is_not_compared_again(whole, monkeypatch, tmp_path):
    found(corpus(), store=str(tmp_path))
    read, paired = [], []
    monkeypatch.setattr(words, "read", lambda *given, wrapped=words.read: read.append(given) or wrapped(*given))
    monkeypatch.setattr(passages, "pair", lambda *given, wrapped=passages.pair: paired.append(given) or wrapped(*given))
    assert equal(found(corpus(), store=str(tmp_path)), whole)
    assert not read and not paired
    found(corpus() | {"new": f"Nothing new. {WEATHER}"}, store=str(tmp_path))
    assert len(read) == 1
    assert 0 < len(paired) < 400


def test_a_run_that_was_stopped_goes_on(whole, monkeypatch, tmp_path):
    with monkeypatch.context() as stopped:
        stopped.setattr(join, "gather", lambda *_, **__: 1 / 0)
        stopped.setattr(join.gather, "__name__", "gather")
        with pytest.raises(ZeroDivisionError):
            found(corpus(), store=str(tmp_path))
    assert list(tmp_path.rglob("run-*/*/met-0"))
    split = []
    monkeypatch.setattr(index, "postings", lambda *given, wrapped=index.postings: split.append(1) or wrapped(*given))
    assert equal(found(corpus(), store=str(tmp_path)), whole)
    assert not split
    assert not [path for path in tmp_path.rglob("run-*") if path.is_dir()]
