"""The demonstration case gives the same tables in this process, on cores and on clusters with a worker killed."""

import os
import signal
import threading
from contextlib import contextmanager

import pandas as pd
import pytest

from helpers import case as cases
from helpers import corroboration, engine, ingestion, overlap, tables
from helpers.casualties import extract as figures
from helpers.overlap import join, passages
from helpers.timelines import dates as timex
from helpers.timelines import entity_tables, extract, merges


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Parts of two articles, so that every worker has some."""
    monkeypatch.setitem(engine.kept.__kwdefaults__, "size", 2)
    monkeypatch.setattr(passages, "COMPARED", 2)
    monkeypatch.setattr(join, "PART", 2)
    monkeypatch.setattr(join, "BUCKET", 5000)


@contextmanager
def cluster_of(workers):
    """A Dask scheduler and worker processes on this machine."""
    from distributed import LocalCluster

    options = {"threads_per_worker": 1, "dashboard_address": ":0", "protocol": "tcp", "host": "127.0.0.1"}
    with LocalCluster(n_workers=workers, processes=True, **options) as cluster:
        yield cluster


def made(**where):
    """The tables of all chapters."""
    case = cases.open_case("seeds")
    found, texts, *_ = ingestion.clean(ingestion.read(case), case.sources, **where)
    documents = found["documents"][found["documents"]["status"] == "ok"]
    shared = compared(found, texts, **where)
    read, _ = extract.find(documents, texts.only(set(documents["doc_id"])), case.aliases, **where)
    entities, mentions, namings = entity_tables.frames(read)
    dates = timex.table(row for article in read for row in article["dates"])
    joined, _ = merges.into(entities, case.corrections)
    timeline = extract.timeline(read, documents, entities, joined)
    harmed, _ = figures.find(documents, texts.only(set(documents["doc_id"])), mentions, entities, dates, **where)
    named = {"entities": entities, "mentions": mentions, "namings": namings, "dates": dates, "timeline": timeline}
    stated = harmed["casualty_figures"], found["documents"], found["credits"], entities, shared["overlap_passages"]
    claims, _ = corroboration.find(*stated)
    return {**found, **named, **harmed, **shared, **claims}


def compared(found, texts, **where):
    """The tables of chapter 4."""
    settings = overlap.Settings()
    shared, counts, left, _ = overlap.find(found["documents"], texts, settings, **where)
    pairs = overlap.pairs(shared, counts, found["documents"], found["credits"], texts)
    families = overlap.families(found["documents"], pairs, shared, settings)
    return {"overlap_passages": shared, "overlap_pairs": pairs, "families": families, "rejected_passages": left}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What one process makes."""
    return made(store=str(tmp_path_factory.mktemp("alone")))


def the_same(one, other):
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, other[name], check_exact=True)
        assert len(frame) or name in ("victims", "rejected_passages"), f"{name} is empty: nothing was compared"
        tables.check(name, frame)


def test_cores_give_the_same_tables(alone, tmp_path):
    the_same(alone, made(store=str(tmp_path), jobs=2))


@pytest.mark.parametrize("workers", [2, 4])
def test_a_cluster_gives_the_same_tables_with_a_worker_killed(alone, tmp_path, workers):
    with cluster_of(workers) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        threading.Timer(4, os.kill, (victim, signal.SIGKILL)).start()
        the_same(alone, made(store=str(tmp_path), cluster=cluster.scheduler_address))


@pytest.mark.parametrize("step", ["meet", "compared"])
def test_a_worker_that_dies_at_any_step_of_the_comparison_changes_nothing(alone, tmp_path, monkeypatch, step):
    case, put_down, steps = cases.open_case("seeds"), engine.put_down, []
    found, texts, *_ = ingestion.clean(ingestion.read(case), case.sources, store=str(tmp_path))
    with cluster_of(2) as cluster:

        def killing(shelf, parts):
            yield from put_down(shelf, parts)
            steps.append(shelf)
            if len(steps) == ["words", "split", "meet", "gather", "compared"].index(step) + 1:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

        monkeypatch.setattr(engine, "put_down", killing)
        shared = compared(found, texts, store=str(tmp_path), cluster=cluster.scheduler_address)
    assert len(steps) == 5  # every step of it went to the workers
    the_same(shared, alone)


def test_a_second_run_reads_nothing_again(alone, tmp_path, monkeypatch):
    made(store=str(tmp_path))
    work = engine.work

    def anew(function, shelf, part, spare):
        """Only the join of fingerprints, which is of the whole case, is made anew."""
        assert getattr(function, "func", function).__module__ == join.__name__
        return work(function, shelf, part, spare)

    monkeypatch.setattr(engine, "work", anew)
    the_same(alone, made(store=str(tmp_path)))


def test_one_more_article_reads_that_one_alone(tmp_path, monkeypatch):
    case = cases.open_case("seeds")
    raw = list(ingestion.read(case))
    ingestion.clean(raw[:-1], case.sources, store=str(tmp_path))
    worked, work = [], engine.work
    monkeypatch.setattr(
        engine, "work", lambda function, shelf, part, spare: worked.append(part) or work(function, shelf, part, spare)
    )
    ingestion.clean(raw, case.sources, store=str(tmp_path))
    assert [len(part) for part in worked] == [1]
