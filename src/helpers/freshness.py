"""Which chapters are stale, and which change made them so: run by make, with nothing but Python and PyYAML.

A chapter's stamp is a small text: a hash and a name a line for everything the chapter depends on. Make compares its
time with that of the chapter's notebook; it is rewritten only when its content differs from that of the last good run.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import sys
from pathlib import Path

HAND_MADE = ("sources.csv", "aliases.csv", "corrections.csv")


def main(arguments: list[str]) -> int:
    """``stamp STATE CHAPTER DEPENDENCY…``, ``done STATE CHAPTER`` or ``status STATE CHAPTER DEPENDENCY… -- CHAPTER …``.

    A dependency is a path (file or folder), or ``name:value``: ``case:folder`` (its articles), ``sources:folder``,
    ``aliases:folder``, ``corrections:folder//table,…`` (the rows about these tables), ``params:file//section``,
    ``value:NAME=text``, ``texts:folder``, ``writes:path`` (must exist) or ``after:chapter`` (must be fresh).
    """
    command, state, rest = arguments[0], Path(arguments[1]), arguments[2:]
    if command == "stamp":
        stamp(state, rest[0], rest[1:])
    elif command == "done":
        shutil.copyfile(state / f"{rest[0]}.now", state / f"{rest[0]}.done")
    else:
        status(state, rest)
    return 0


def stamp(state: Path, chapter: str, dependencies: list[str]) -> None:
    """Write ``state/chapter.now`` if it differs from ``chapter.done``, or if the chapter's files are not all there."""
    lines, missing = fingerprint(state, dependencies)
    done = state / f"{chapter}.done"
    now = state / f"{chapter}.now"
    if missing or not done.is_file() or done.read_text() != lines or not now.is_file():
        state.mkdir(parents=True, exist_ok=True)
        now.write_text(lines)


def fingerprint(state: Path, dependencies: list[str]) -> tuple[str, list[str]]:
    """The stamp's text, and the files that should be there and are not."""
    lines, missing = [], []
    for dependency in dependencies:
        kind, _, value = dependency.partition(":")
        if kind == "writes":
            missing += [] if Path(value).is_file() else [value]
        elif kind != "after":
            lines += READERS[kind](state, value) if kind in READERS else files(dependency)
    return "".join(f"{digest}  {name}\n" for digest, name in lines), missing


def sha(data: bytes) -> str:
    """Sixteen hexadecimal digits of a SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


def files(path: str) -> list[tuple[str, str]]:
    """Hash and name of a file, or of every source file in a folder."""
    here = Path(path)
    if not here.is_dir():
        return [(sha(here.read_bytes()) if here.is_file() else "missing", path)]
    found = sorted(p for p in here.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return [(sha(p.read_bytes()), str(p)) for p in found]


def articles(state: Path, folder: str) -> list[tuple[str, str]]:
    """The case's articles; a file whose size and time are those of the last look is not read again."""
    here, store = Path(folder), state / "case.json"
    known = json.loads(store.read_text()) if store.is_file() else {}
    seen = {}
    for path in sorted(here.iterdir()) if here.is_dir() else []:
        if path.is_file() and path.name not in HAND_MADE and not path.name.startswith("."):
            about = path.stat()
            key = [str(path), about.st_size, about.st_mtime_ns]
            seen[path.name] = known[path.name] if known.get(path.name, [])[:3] == key else [*key, digest(path)]
    if seen != known:
        state.mkdir(parents=True, exist_ok=True)
        store.write_text(json.dumps(seen))
    return [(entry[3], f"article {name}") for name, entry in seen.items()] or [("missing", f"articles in {folder}")]


def digest(path: Path) -> str:
    """The hash of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def hand_made(file: str):
    """A reader of one hand-made file of the case."""
    return lambda _, folder: [(files(f"{folder}/{file}")[0][0], file)] if Path(folder, file).exists() else []


def corrections(_: Path, value: str) -> list[tuple[str, str]]:
    """The rows of ``corrections.csv`` about some tables (and those about none): ``folder,table,…``."""
    folder, _, tables = value.rpartition("//")
    path = Path(folder, "corrections.csv")
    if not path.is_file():
        return []
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8", "replace"))))
    others = set(os.environ.get("ALL_TABLES", "").split()) - set(tables.split(","))
    mine = [[number, *row] for number, row in enumerate(rows) if not row or row[0] not in others]
    return [(sha(json.dumps(mine).encode()), "corrections.csv")]


def parameters(_: Path, value: str) -> list[tuple[str, str]]:
    """One section of the parameters' file: ``file//section``. A file that is no YAML counts whole."""
    import yaml

    file, _, section = value.rpartition("//")
    data = Path(file).read_bytes() if Path(file).is_file() else b""
    try:
        known = yaml.safe_load(data) or {}
        text = json.dumps(known.get(section) or {}, sort_keys=True, default=str)
    except (yaml.YAMLError, AttributeError):
        text = data.decode("utf-8", "replace")
    return [(sha(text.encode()), f"parameters of {section}")]


def texts(_: Path, folder: str) -> list[tuple[str, str]]:
    """The articles' texts, by name, size and time: a text that stays the same is not written again."""
    about = sorted((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in Path(folder).glob("*.txt"))
    return [(sha(json.dumps(about).encode()), folder)]


READERS = {
    "texts": texts,
    "case": articles,
    "sources": hand_made("sources.csv"),
    "aliases": hand_made("aliases.csv"),
    "corrections": corrections,
    "params": parameters,
    "value": lambda _, value: [(sha(value.partition("=")[2].encode()), value)],
}


def status(state: Path, words: list[str]) -> None:
    """Print a line a chapter: fresh, or stale and why."""
    stale: set[str] = set()
    while words:
        end = words.index("--") if "--" in words else len(words)
        (chapter, *dependencies), words = words[:end], words[end + 1 :]
        why = reasons(state, chapter, dependencies)
        waits = [d.partition(":")[2] for d in dependencies if d.startswith("after:") and d.partition(":")[2] in stale]
        if why or waits:
            stale.add(chapter)
        text = "; ".join(why + [f"waits for {name}" for name in waits])
        print(f"{chapter:<15}{'stale: ' + text if text else 'fresh'}")


def reasons(state: Path, chapter: str, dependencies: list[str]) -> list[str]:
    """Why a chapter would run, as far as it can be told before its forerunners have run."""
    lines, missing = fingerprint(state, dependencies)
    done = state / f"{chapter}.done"
    if not done.is_file():
        return ["never run here"]
    old = dict(line.split("  ", 1)[::-1] for line in done.read_text().splitlines())
    new = dict(line.split("  ", 1)[::-1] for line in lines.splitlines())
    changed = [f"{name} changed" for name in new if name in old and new[name] != old[name]]
    changed += [f"{name} is new" for name in new if name not in old]
    changed += [f"{name} is gone" for name in old if name not in new]
    return [*changed, *(f"{path} is gone" for path in missing)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
