"""Map a function over parts of the corpus: in this process, on its cores, or on a Dask cluster; the same results.

The parts and their order depend on the items alone, never on the number of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_parts(
    function: Callable[[list[Item]], list[Result]],
    items: Sequence[Item],
    *,
    jobs: int = 1,
    cluster: str = "",
    size: int = 64,
) -> list[Result]:
    """``function`` over ``items`` in parts of ``size``, the results in the order of the items.

    ``function`` is importable by name and takes a list of items to a list of results. ``jobs``: processes on this
    machine; ``cluster``: address of a Dask scheduler (``tcp://host:8786``), which then does the work.
    """
    parts = [list(items[first : first + size]) for first in range(0, len(items), size)]
    if cluster:
        from distributed import Client

        with Client(cluster, set_as_default=False) as client:
            done = client.gather(client.map(function, parts, pure=False))
    elif jobs > 1 and len(parts) > 1:
        import dask

        lazy = [dask.delayed(function, pure=False)(part) for part in parts]
        done = dask.compute(*lazy, scheduler="processes", num_workers=min(jobs, len(parts)))
    else:
        done = [function(part) for part in parts]
    return list(chain.from_iterable(done))
