"""What a run was made of: `run.json` (inputs, parameters, versions, tables) and `datapackage.json`.

``python -m helpers.run --outputs OUTPUTS --seeds SEEDS``. Nothing in them depends on when, where or on how many
cores the run was made.
"""

from __future__ import annotations

import argparse
import platform
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import papermill
import pyarrow.parquet
import yaml

from helpers import ROOT, ProblemError, case, tables

# Parameters that say how a run is made; the tables do not depend on them.
NOT_THE_RESULT = {"outputs", "jobs", "cluster", "store", "seeds"}


def main(arguments: list[str]) -> int:
    """Write both files into ``OUTPUTS``."""
    parser = argparse.ArgumentParser(prog="helpers.run", description="Record what a run was made of.")
    parser.add_argument("--outputs", required=True)
    parser.add_argument("--seeds", required=True)
    options = parser.parse_args(arguments)
    try:
        tables.write_json(f"{options.outputs}/run.json", describe(options.seeds, options.outputs))
        package = datapackage(options.outputs, title=f"Same Story: {(ROOT / options.seeds).resolve().name}")
        tables.write_json(f"{options.outputs}/datapackage.json", package)
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    return 0


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
    defaults = {
        name: yaml.safe_load(about["default"]) for name, about in papermill.inspect_notebook(str(notebook)).items()
    }
    given = nbformat.read(notebook, 4).metadata.get("papermill", {}).get("parameters", {})
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
