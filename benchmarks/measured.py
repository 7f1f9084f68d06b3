"""A chapter's work measured in a process of its own: by the clock, by the processors, and its memory.

`python benchmarks/measured.py FOLDER JOBS CHAPTER …` is that process: the Load, Find and Save of the notebooks over the
case ``FOLDER/case``, into ``FOLDER/outputs``, nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil

from helpers import ROOT, ProblemError

CHAPTERS = {
    "ingestion": "01_ingestion",
    "timelines": "02_entity_timelines",
    "casualties": "03_casualty_figures",
    "overlap": "04_source_overlap",
    "corroboration": "05_corroboration",
}
EACH = 0.25  # seconds between two looks at the memory, at least
LOOKING = 50  # times as long as a look took until the next: looking costs the measured nothing


class Spent(NamedTuple):
    """``seconds`` by the clock, ``cpu``: seconds of all processors, ``alone``: those of the first process, which more
    workers do not shorten, ``peak``: most memory held at once, in bytes."""

    seconds: float
    cpu: float
    alone: float
    peak: int


def chapters(folder: Path, *names: str, jobs: int = 1) -> Spent:
    """What the chapters ``names`` take over ``folder/case``, one after the other in a process of their own."""
    return process([sys.executable, __file__, str(folder), str(jobs), *names])


def process(command: list[str]) -> Spent:
    """What a command takes, with the processes below it; shared memory counts once, where the system tells."""
    before, start = os.times(), time.perf_counter()
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    peak, alone = 0, 0.0

    def look() -> None:
        nonlocal peak, alone
        while running.poll() is None:
            began = time.perf_counter()
            now, own = held(running.pid)
            peak, alone = max(peak, now), max(alone, own)
            time.sleep(max(EACH, LOOKING * (time.perf_counter() - began)))

    looking = threading.Thread(target=look)
    looking.start()
    failed = running.wait()
    seconds, after = time.perf_counter() - start, os.times()
    looking.join()
    if failed:
        raise ProblemError(f"{' '.join(command[1:])} failed")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(seconds, cpu, alone, peak)


def held(pid: int) -> tuple[int, float]:
    """Bytes of memory that a process and those below it hold, and the processor's seconds that it took itself."""
    total, alone = 0, 0.0
    try:
        process = psutil.Process(pid)
        alone = sum(process.cpu_times()[:2])
        for one in (process, *process.children(recursive=True)):
            memory = one.memory_full_info()
            total += getattr(memory, "pss", memory.rss)
    except psutil.Error:
        pass  # it has ended meanwhile
    return total, alone


def work(path: Path, seeds: Path, outputs: Path, **given: object) -> dict[str, float]:
    """Seconds of the processor that a notebook's Load, Find and Save take in this process. ``given``: parameters."""
    given |= {"seeds": str(seeds), "outputs": str(outputs)}
    names: dict[str, object] = {}
    cells = nbformat.read(path, 4).cells
    spent, section = {"Load": 0.0, "Find": 0.0, "Save": 0.0}, "Load"
    for cell in cells:
        if cell.cell_type == "markdown":
            section = cell.source.removeprefix("## ").split("\n")[0] if cell.source.startswith("## ") else section
        if section == "Look":
            break
        if cell.cell_type == "code":
            start = time.process_time()
            exec(compile(cell.source, path.name, "exec"), names)
            names.update(given if "parameters" in cell.metadata.get("tags", []) else {})
            spent[section] += time.process_time() - start
    return spent


if __name__ == "__main__":
    for chapter in sys.argv[3:]:
        work(
            ROOT / "notebooks" / f"{CHAPTERS[chapter]}.ipynb",
            Path(sys.argv[1], "case"),
            Path(sys.argv[1], "outputs"),
            jobs=int(sys.argv[2]),
        )
