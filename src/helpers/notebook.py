"""Run one notebook through papermill: strict parameters, no half-written output, a short error.

``python -m helpers.notebook NOTEBOOK OUTPUT [--params FILE --section NAME] [NAME=VALUE …]``
"""

from __future__ import annotations

import argparse
import csv
import difflib
import json
import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from jupyter_client import AsyncKernelManager
from jupyter_core.utils import run_sync
from traitlets.config import Config

from helpers import ROOT, ProblemError, case

if TYPE_CHECKING:
    from papermill.exceptions import PapermillExecutionError

CHAPTERS = ("ingestion", "timelines", "casualties", "overlap", "corroboration")
QUIET = Config({"KernelManager": {"transport_encryption": "auto"}})
STARTING = [
    "--log-level=CRITICAL",  # a kernel interrupted at its end says so as an error
    "--HistoryManager.hist_file=:memory:",
    "--InteractiveShellApp.exec_lines=['import pandas as _']",
]
TYPES = {"str": str, "int": int, "float": (int, float), "bool": bool, "list": list, "dict": dict}


def main(arguments: list[str]) -> int:
    """Run a notebook as the command line says; a problem is one line (an error in a cell: at most six)."""
    parser = argparse.ArgumentParser(prog="helpers.notebook", description="Run one notebook of Same Story.")
    parser.add_argument("notebook", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--params", type=Path, help="YAML file of parameters, a section a chapter")
    parser.add_argument("--section", default="", help="section of that file")
    parser.add_argument("given", nargs="*", metavar="NAME=VALUE", help="a parameter of this run")
    options = parser.parse_intermixed_args(arguments)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        given = {name: value for name, _, value in (pair.partition("=") for pair in options.given)}
        with kernel(options.notebook) as started:
            wanted = read_parameters(options.notebook)
            parameters = choose(wanted, from_file(options.params, options.section, given), given)
            run(options.notebook, options.output, parameters, started)
            warn(options.section, ROOT / str(parameters.get("outputs", "")))
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"same-story: {options.notebook.name} was stopped; type make again to go on", file=sys.stderr)
        return 130
    return 0


class Kernel(AsyncKernelManager):
    """A kernel that knows who talks to it: papermill closes only what it started itself."""

    talking = None

    def client(self, **options):
        self.talking = super().client(**options)
        return self.talking


@contextmanager
def kernel(notebook: Path) -> Iterator[Kernel]:
    """The kernel that ``notebook`` names, stopped at the end.

    It starts, and imports pandas, while this process imports papermill and looks at the case: a second of each chapter.
    Raises `ProblemError` where there is no such notebook.
    """
    if not notebook.is_file():
        raise ProblemError(f"{notebook}: no such notebook")
    try:
        name = json.loads(notebook.read_bytes())["metadata"]["kernelspec"]["name"]
    except (ValueError, LookupError, TypeError) as error:
        raise ProblemError(f"{notebook}: not a notebook that names its kernel ({error!r})") from error
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    manager = Kernel(kernel_name=name, config=QUIET)
    run_sync(manager.start_kernel)(extra_arguments=STARTING, cwd=str(ROOT))
    done = False
    try:
        yield manager
        done = True
    finally:  # where it failed it may still be starting, and would tell on the terminal how that was cut short
        run_sync(manager.shutdown_kernel)(now=not done)
        if manager.talking:
            manager.talking.stop_channels()


def read_parameters(notebook: Path) -> dict[str, tuple[str, object]]:
    """The parameters of a notebook: name -> (type, default), from its tagged cell."""
    import papermill  # here and below, for the kernel starts meanwhile

    inspected = papermill.inspect_notebook(str(notebook))
    if not inspected:
        raise ProblemError(f"{notebook}: has no cell tagged 'parameters'")
    return {name: (about["inferred_type_name"], yaml.safe_load(about["default"])) for name, about in inspected.items()}


def from_file(path: Path | None, section: str, given: Mapping[str, str]) -> dict[str, object]:
    """One section of a parameters file. Raises `ProblemError` where the file, a section or a name is wrong."""
    if path is None:
        return {}
    if not path.is_file():
        raise ProblemError(f"{path}: no such file; name the file of parameters with PARAMS=…")
    try:
        data = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProblemError(f"{path}: no YAML: {' '.join(str(error).split())}") from error
    sections = [*CHAPTERS, "report"]
    if not isinstance(data, dict):
        raise ProblemError(f"{path}: must hold sections ({', '.join(sections)}), each with 'name: value' lines")
    for name in data:
        if name not in sections:
            raise ProblemError(f"{path}: no section is called {name!r}{nearest(name, sections)}")
    values = data.get(section) or {}
    if not isinstance(values, dict):
        raise ProblemError(f"{path}, section {section}: must hold 'name: value' lines")
    for name in values:
        if name in given:
            raise ProblemError(f"{path}, section {section}: {name} is set on the command line; take it out of the file")
    return values


def choose(
    wanted: Mapping[str, tuple[str, object]], from_file: Mapping[str, object], given: Mapping[str, str]
) -> dict[str, object]:
    """The values to run with. An unknown name or a value of another type is a `ProblemError` that suggests."""
    chosen = {}
    for name, value in [*from_file.items(), *given.items()]:
        if name not in wanted:
            raise ProblemError(f"no parameter is called {name!r}{nearest(name, wanted)}")
        kind = wanted[name][0]
        if name in given and kind != "str":
            value = yaml.safe_load(value)
        right = isinstance(value, TYPES.get(kind, object)) and (kind == "bool" or not isinstance(value, bool))
        if not right:
            raise ProblemError(f"parameter {name}: {value!r} is no {kind} (its default is {wanted[name][1]!r})")
        chosen[name] = value
    return chosen


def nearest(name: object, names) -> str:
    """A suggestion: the nearest of ``names``, or all of them."""
    close = difflib.get_close_matches(str(name), list(names), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else f"; there are {', '.join(names)}"


def run(notebook: Path, output: Path, parameters: Mapping[str, object], started: Kernel) -> None:
    """Execute ``notebook`` with ``parameters`` in the kernel ``started``; ``output`` appears when it has succeeded, and
    only then.

    A failed run is kept in ``failed/`` beside it. Raises `ProblemError` that names notebook, heading, cell and error.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    if "seeds" in parameters:
        case.look(str(parameters["seeds"]))  # a hand-made file that is wrong stops the run before anything is written
    output.parent.mkdir(parents=True, exist_ok=True)
    beside = output.with_name(f".{os.getpid()}.{output.name}")
    failed = output.parent / "failed" / output.name
    try:
        papermill.execute_notebook(
            notebook,
            beside,
            dict(parameters),
            cwd=ROOT,
            progress_bar={"desc": notebook.stem, "disable": None, "leave": True, "file": sys.stderr},
            request_save_on_cell_execute=False,
            km=started,
        )
    except PapermillExecutionError as error:
        failed.parent.mkdir(exist_ok=True)
        beside.replace(failed)
        raise ProblemError(explain(notebook, failed, error)) from error
    else:
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
    failed.unlink(missing_ok=True)


def warn(chapter: str, outputs: Path) -> None:
    """Say on the terminal on how many articles ``chapter`` failed, as its table `problems` has it."""
    path = outputs / "tables" / f"problems-{chapter}.csv"
    with path.open(encoding="utf-8", newline="") if path.is_file() else nullcontext([]) as file:
        lost = [row["doc_id"] for row in csv.DictReader(file)]
    if lost:
        named = ", ".join(lost[:3]) + (f" and {len(lost) - 3:,} more" if len(lost) > 3 else "")
        print(f"same-story: warning: {chapter} failed on {named}, and went on; please report {path}", file=sys.stderr)


def explain(notebook: Path, failed: Path, error: PapermillExecutionError) -> str:
    """What went wrong, in at most six lines."""
    import nbformat

    cells = [
        cell
        for cell in nbformat.read(failed, 4).cells
        if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
    ]
    before = [cell.source for cell in cells[: error.cell_index] if cell.cell_type == "markdown"]
    headings = [line.lstrip("# ") for source in before for line in source.splitlines() if line.startswith("#")]
    said = re.sub(r"\x1b\[[0-9;]*m", "", error.evalue).strip().splitlines() or [""]
    name = "" if error.ename == "ProblemError" else f"{error.ename}: "
    lines = [
        f"{name}{said[0][:500]}",
        f"  in {notebook}, {headings[-1] if headings else 'its first cells'}",
        f"  cell {error.exec_count}: {error.source.strip().splitlines()[0][:100]}",
        f"  the whole run is in {failed}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
