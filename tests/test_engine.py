"""The same results in this process, on cores, and on a cluster."""

import pytest

from helpers import engine


def double(part):
    return [2 * item for item in part]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 64, 150])
def test_order_and_cores_do_not_matter(jobs, count):
    assert engine.map_parts(double, list(range(count)), jobs=jobs) == [2 * item for item in range(count)]


def test_a_dask_cluster_gives_the_same():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp", host="127.0.0.1"
    ) as cluster:
        found = engine.map_parts(double, list(range(10)), cluster=cluster.scheduler_address, size=3)
    assert found == [2 * item for item in range(10)]
