"""Map a function over the corpus: in this process, on its cores, or on a Dask cluster; the same results, nothing twice.

What a function makes of an item is kept under the hash of the item, of the code and of the word lists. Workers are sent
addresses only: items and results go through the store, a folder or object store that all of them see. An item on which
the function fails as nobody foresaw costs its own result only (`problems`); a failure is never kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs

from helpers import ROOT, ProblemError
from helpers.problems import Failure, Spared, tried

HERE = Path(__file__).parent
GROUND = (
    "__init__.py",
    "dictionary.csv",
    "dictionary.py",
    "engine.py",
    "files.py",
    "language.py",
    "parsing.py",
    "problems.py",
    "tables.py",
)


class Store:
    """Bytes by key in a folder or an object store (any address that fsspec knows), each written in one step."""

    def __init__(self, address: str | Path):
        self.address = str(address) if "://" in str(address) else str(ROOT / address)
        self.files, self.root = url_to_fs(self.address)

    def path(self, key: str) -> str:
        """Where ``key`` stands: a folder for its first letter keeps folders small (making more takes its time)."""
        return f"{self.root}/{key[:1]}/{key}"

    def has(self, key: str) -> bool:
        return self.files.exists(self.path(key))

    def get(self, key: str, start: int | None = None, end: int | None = None) -> bytes:
        """What stands under ``key``, or its bytes from ``start`` to before ``end``."""
        return self.files.cat_file(self.path(key), start=start, end=end)

    def put(self, key: str, data: bytes) -> None:
        """Write ``data`` beside its place and move it there: who reads meanwhile finds the whole or nothing."""
        path = self.path(key)
        beside = f"{path}.{os.uname().nodename}.{os.getpid()}"
        try:
            self.files.pipe_file(beside, data)
        except FileNotFoundError:
            self.files.makedirs(self.files._parent(path), exist_ok=True)
            self.files.pipe_file(beside, data)
        self.files.mv(beside, path)

    def drop(self, key: str) -> None:
        self.files.rm_file(self.path(key))


class Kept(Sequence):
    """Results in the order of their items' ``keys``; each is taken when it is asked for, and the last ``held`` stay in
    memory for who asks again, and are nobody's to change. ``spared``: what stands for the items that failed, by key;
    ``address``: of the store that has the others."""

    def __init__(
        self, keys: Sequence, take: Callable, spared: Mapping[object, Spared], held: int = 0, address: str = ""
    ):
        self.keys, self.take, self.spared, self.address = keys, take, spared, address
        self.result = lru_cache(held)(self.read)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: int) -> Any:
        return self.result(self.keys[place])

    def read(self, key: object) -> Any:
        return self.spared[key].result if key in self.spared else self.take(key)

    def failed(self) -> list[tuple[int, Failure]]:
        """The places of the items that failed, and how."""
        return [(place, self.spared[key].failure) for place, key in enumerate(self.keys) if key in self.spared]


def kept(
    function: Callable[[list], list],
    items: Iterable,
    *,
    room: str,
    store: str | Path = "",
    settings: object = "",
    jobs: int = 1,
    cluster: str = "",
    size: int = 64,
    held: int = 0,
    spare: Callable[[Any, Failure], Any] | None = None,
) -> Kept:
    """``function`` over ``items``, its results in their order; what was worked out before is not worked out again.

    ``function`` is importable by name and takes a list of items to the list of their results, which depend on nothing
    but the item, ``settings`` (all it was given besides), the code of ``room`` and the word lists. Items are what JSON
    can hold; they may come from a generator, and only ``size`` of them are held at once. ``jobs``: processes on this
    machine; ``cluster``: address of a Dask scheduler (``tcp://host:8786``), whose workers see ``store`` at the same
    address and have this version of the package, else a `ProblemError` says so. Without a ``store`` nothing is kept.
    ``held``: as in `Kept`. ``spare``: what stands for an item on which ``function`` fails, made of the item and the
    `Failure`; without it the error is raised.
    """
    if not store:
        found = tried(function, list(items), spare)
        spared = {place: one for place, one in enumerate(found) if isinstance(one, Spared)}
        return Kept(range(len(found)), found.__getitem__, spared)
    shelf = Store(f"{store}/{room}/{code(room)}-{digest(settings)[:12]}")
    keys: list[str] = []
    parts = waiting(shelf, items, keys, size)
    if cluster:
        done = on_cluster(cluster, function, room, shelf, parts, spare)
    elif jobs > 1:
        done = on_cores(jobs, function, room, shelf, parts, spare)
    else:
        done = (work(function, shelf, part, spare) for part in parts)
    spared = {key: lost for part in done for key, lost in part.items()}
    return Kept(keys, lambda key: pickle.loads(shelf.get(key)), spared, held, shelf.address)


def waiting(shelf: Store, items: Iterable, keys: list[str], size: int) -> Iterator[dict[str, object]]:
    """The items without a result, by key, in parts of ``size``; appends the key of every item to ``keys``."""
    part: dict[str, object] = {}
    for item in items:
        key = digest(item)
        keys.append(key)
        if not shelf.has(key):
            part[key] = item
        if len(part) == size:
            yield part
            part = {}
    if part:
        yield part


def work(function: Callable[[list], list], shelf: Store, part: dict[str, object], spare=None) -> dict[str, Spared]:
    """Work out one part and keep its results; what stands for the items that fail, by key."""
    found = dict(zip(part, tried(function, list(part.values()), spare), strict=True))
    for key, result in found.items():
        if not isinstance(result, Spared):
            shelf.put(key, pickle.dumps(result, protocol=5))
    return {key: result for key, result in found.items() if isinstance(result, Spared)}


def sent(
    function: Callable[[list], list], room: str, version: str, address: str, name: str, spare=None
) -> dict[str, Spared]:
    """`work` on the part that waits under ``name`` in the store at ``address``, in another process or machine."""
    if code(room) != version:
        raise ProblemError(f"a worker has another version of {room}'s code or word lists; give all the same checkout")
    shelf = Store(address)
    if not shelf.has(name):  # a worker that died after its last step has done it
        return {}
    lost = work(function, shelf, pickle.loads(shelf.get(name)), spare)
    if not lost:  # else the part is dropped when they have arrived
        shelf.drop(name)
    return lost


def put_down(shelf: Store, parts: Iterable[dict[str, object]]) -> Iterator[str]:
    """Put each part into the store; the name under which it waits there."""
    for part in parts:
        name = f"waiting-{digest(list(part))}"
        shelf.put(name, pickle.dumps(part, protocol=5))
        yield name


def on_cores(
    jobs: int, function, room: str, shelf: Store, parts: Iterator[dict[str, object]], spare=None
) -> Iterator[dict[str, Spared]]:
    """Work out ``parts`` on ``jobs`` processes; one part alone in this one, which is sooner done."""
    first = next(parts, None)
    second = next(parts, None)
    if second is None:
        if first:
            yield work(function, shelf, first, spare)
        return
    import dask  # not sooner: with one part nobody waits for it

    names = [*put_down(shelf, (first, second)), *put_down(shelf, parts)]
    lazy = [dask.delayed(sent, pure=False)(function, room, code(room), shelf.address, name, spare) for name in names]
    done = dask.compute(*lazy, scheduler="processes", num_workers=min(jobs, len(lazy)))
    for name, lost in zip(names, done, strict=True):
        yield arrived(shelf, name, lost)


def arrived(shelf: Store, name: str, lost: dict[str, Spared]) -> dict[str, Spared]:
    """``lost``, what failed of the part that waited under ``name``, which is now over."""
    if lost:
        shelf.drop(name)
    return lost


def on_cluster(
    cluster: str, function, room: str, shelf: Store, parts: Iterator[dict[str, object]], spare=None
) -> Iterator[dict[str, Spared]]:
    """Work out ``parts`` on the workers of a Dask cluster; a part whose worker dies is given to another.

    The terminal shows how many are done, and where the scheduler's dashboard is.
    """
    from distributed import Client, as_completed
    from tqdm import tqdm

    try:
        client = Client(cluster, set_as_default=False, timeout="10s")
    except (OSError, TimeoutError) as error:
        raise ProblemError(f"CLUSTER={cluster}: no Dask scheduler answers there ({error})") from error
    with client:
        names = list(put_down(shelf, parts))
        given = function, room, code(room), shelf.address
        futures = {client.submit(sent, *given, name, spare, pure=False): name for name in names}
        terminal = sys.__stderr__  # what is written to sys.stderr would stand in the notebook
        watched = client.dashboard_link if "dashboard" in client.scheduler_info()["services"] else cluster
        show = tqdm(total=len(futures), desc=f"{room} on {watched}", unit="part", file=terminal, disable=None)
        for future in as_completed(futures, loop=client.loop):
            yield arrived(shelf, futures[future], future.result())
            show.update()
        show.close()


@cache
def code(room: str) -> str:
    """What the results of a room depend on besides their items: a hash of its code, our ground floor's, all lists."""
    paths = [HERE / name for name in GROUND] + sorted((HERE / room).rglob("*.py"))
    paths += sorted(path for path in (HERE / "knowledge").iterdir() if path.is_file())
    seen = hashlib.sha256()
    for path in paths:
        seen.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:16]


def digest(value: object) -> str:
    """The SHA-256 of ``value`` written as JSON."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
