"""What a run was made of: `run.json` (inputs, parameters, versions, tables) and `datapackage.json`.

Nothing in them depends on when, where or on how many cores the run was made.
"""

from __future__ import annotations

import ast
import platform
import re
import subprocess
from importlib import metadata
from pathlib import Path

import nbformat
import pyarrow.parquet

from helpers import ROOT, case, tables

# Parameters that say how a run is made; the tables do not depend on them.
NOT_THE_RESULT = {"outputs", "jobs", "cluster", "store", "seeds"}


def write(seeds: str, outputs: str) -> None:
    """Write both files of the run in ``outputs`` on the case ``seeds``."""
    tables.write_json(f"{outputs}/run.json", describe(seeds, outputs))
    package = datapackage(outputs, title=f"Same Story: {(ROOT / seeds).resolve().name}")
    tables.write_json(f"{outputs}/datapackage.json", package)


def describe(seeds: str, outputs: str) -> dict[str, object]:
    """The run in ``outputs`` on the case ``seeds``: ``case, parameters, versions, commit, tables``."""
    notebooks = sorted((ROOT / outputs / "notebooks").glob("*.ipynb"))
    return {
        "case": {"name": (ROOT / seeds).resolve().name, "files": case_files(seeds)},
        "parameters": {path.stem: parameters(path) for path in notebooks},
        "versions": versions(),
        "commit": commit(),
        "tables": {
            path.stem: {"rows": pyarrow.parquet.read_metadata(path).num_rows, "sha256": case.sha256(path.read_bytes())}
            for path in sorted((ROOT / outputs / "tables").glob("*.parquet"))
        },
    }


def datapackage(outputs: str | Path, title: str) -> dict:
    """A Frictionless Data Package descriptor of every table in ``outputs`` (specs.frictionlessdata.io)."""
    types = {"id": "string", "text": "string", "choice": "string", "list": "string", "date": "string"}
    resources = []
    for path in sorted((ROOT / outputs / "tables").glob("*.csv")):
        table = path.stem.partition("-")[0]
        fields = [
            {
                "name": name,
                "type": types.get(column["type"], column["type"]),
                "description": column["description"],
            }
            | ({"constraints": {"required": True}} if column["empty"] == "no" else {})
            for name, column in tables.columns(table).items()
        ]
        keys = {"fields": fields, "missingValues": [""], "primaryKey": tables.KEYS[table]}
        digest = case.sha256(path.read_bytes())
        resources.append(
            {"name": path.stem.lower(), "path": f"tables/{path.name}", "format": "csv", "encoding": "utf-8"}
            | {"hash": f"sha256:{digest}", "schema": keys}
        )
    return {"name": "same-story", "title": title, "profile": "tabular-data-package", "resources": resources}


def case_files(seeds: str) -> dict[str, str]:
    """The SHA-256 of every file of the case, by name."""
    entries = sorted(p for p in (ROOT / seeds).iterdir() if p.is_file() and not p.name.startswith("."))
    return {path.name: case.sha256(path.read_bytes()) for path in entries}


def parameters(notebook: Path) -> dict[str, object]:
    """What a notebook was run with: the defaults of its parameters cell, and what replaced them."""
    read = nbformat.read(notebook, 4)
    tagged = next(cell for cell in read.cells if "parameters" in cell.metadata.get("tags", []))
    lines = [line for line in ast.parse(tagged.source).body if isinstance(line, ast.AnnAssign)]
    defaults = {line.target.id: ast.literal_eval(line.value) for line in lines}
    given = read.metadata.get("papermill", {}).get("parameters", {})
    return {name: value for name, value in {**defaults, **given}.items() if name not in NOT_THE_RESULT}


def versions() -> dict[str, str]:
    """Python's and the project's version, and those of the packages the project names."""
    names = re.findall(r'^    "([A-Za-z0-9_-]+)', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    found = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    project = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)[1]
    return {"same-story": project, "python": platform.python_version(), **dict(sorted(found.items()))}


def commit() -> str:
    """The commit of the checkout, with ``, changed`` if files differ from it; empty outside git."""
    git = ["git", "-C", str(ROOT)]
    try:
        head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
        changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return head.stdout.strip() + (", changed" if changed.stdout.strip() else "")
