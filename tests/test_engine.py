"""The same results in this process, on cores and on a cluster, and nothing worked out twice."""

import os
import signal
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from helpers import ProblemError, engine


def double(items, log=""):
    if log:
        with Path(log).open("a") as file:
            file.write("".join(f"{item}\n" for item in items))
    return [2 * item for item in items]


def double_slowly(items, log=""):
    time.sleep(0.3)
    return double(items, log)


@contextmanager
def cluster_of(workers):
    """A Dask scheduler and worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    options = {"threads_per_worker": 1, "dashboard_address": ":0", "protocol": "tcp", "host": "127.0.0.1"}
    with distributed.LocalCluster(n_workers=workers, processes=True, **options) as cluster:
        yield cluster


def kept(items, store, function=double, **where):
    return list(engine.kept(function, items, room="overlap", store=store, size=16, **where))


@pytest.mark.parametrize("count", [0, 1, 16, 100])
@pytest.mark.parametrize("jobs", [1, 2])
def test_order_and_cores_do_not_matter(jobs, count, tmp_path):
    assert kept(range(count), tmp_path, jobs=jobs) == [2 * item for item in range(count)]


def test_without_a_store_nothing_is_written():
    assert kept(range(5), "") == [0, 2, 4, 6, 8]


def test_only_what_is_new_is_worked_out(tmp_path):
    work = partial(double, log=str(tmp_path / "log"))
    kept(range(40), tmp_path / "store", work)
    assert kept([100, *range(40)], tmp_path / "store", work) == [200, *(2 * item for item in range(40))]
    assert (tmp_path / "log").read_text().split() == [*map(str, range(40)), "100"]


def test_other_settings_are_other_results(tmp_path):
    work = partial(double, log=str(tmp_path / "log"))
    kept([1], tmp_path, work, settings="literal")
    kept([1], tmp_path, work, settings="acled")
    assert (tmp_path / "log").read_text().split() == ["1", "1"]


def test_a_part_that_fails_costs_only_itself(tmp_path):
    def fails(items):
        if 20 in items:
            raise ValueError("broken")
        return double(items)

    with pytest.raises(ValueError, match="broken"):
        kept(range(40), tmp_path, fails)
    log = tmp_path / "log"
    kept(range(40), tmp_path, partial(double, log=str(log)))
    assert log.read_text().split()[0] == "16"  # the first part was kept


def test_a_generator_is_read_a_part_at_a_time(tmp_path):
    seen = []

    def items():
        for item in range(40):
            seen.append(item)
            yield item

    def work(part):
        assert len(seen) <= part[-1] + 2
        return double(part)

    assert len(kept(items(), tmp_path, work)) == 40


@pytest.mark.parametrize("workers", [2, 4])
def test_a_cluster_gives_the_same(workers, tmp_path):
    with cluster_of(workers) as cluster:
        found = kept(range(100), tmp_path, cluster=cluster.scheduler_address)
    assert found == [2 * item for item in range(100)]
    assert not list(tmp_path.rglob("waiting-*"))


def test_a_worker_that_dies_costs_its_part_not_the_run(tmp_path):
    import threading

    with cluster_of(2) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        killer = threading.Timer(0.5, os.kill, (victim, signal.SIGKILL))
        killer.start()
        found = kept(range(160), tmp_path, double_slowly, cluster=cluster.scheduler_address)
        killer.join()
    assert found == [2 * item for item in range(160)]


def test_a_cluster_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(ProblemError, match=r"CLUSTER=tcp://127\.0\.0\.1:9 no|no Dask scheduler answers"):
        kept(range(3), tmp_path, cluster="tcp://127.0.0.1:9")


def test_a_worker_with_other_code_is_refused(tmp_path):
    shelf = engine.Store(tmp_path)
    (name,) = engine.put_down(shelf, [{"a": 1}])
    with pytest.raises(ProblemError, match="another version"):
        engine.sent(double, "overlap", "0123456789abcdef", shelf.address, name)


def test_any_address_fsspec_knows_is_a_store():
    assert kept(range(20), "memory://kept") == [2 * item for item in range(20)]
    assert engine.Store("memory://kept").files.find("/kept")
