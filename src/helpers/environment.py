"""Make the environment from the lock, once: run by make with any Python 3, before any package is there.

Writes the path of the Python to use to the file named by its argument. An active conda or virtual environment that
satisfies the lock is used as it is; otherwise `.venv` is made, and again when the lock changes.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
WANTED = ("3.12", "3.11")
# What a failed installation says of itself, and what a person can do about it.
CAUSES = {
    r"connect|network|from versions: none|resolve host|name resolution|dns|timed out|unreachable|proxy|certificate":
        "the package index can't be reached; check the network or the proxy, then type make again",
    r"gcc|compiler|cc1|clang|Visual C\+\+|Python\.h|distutils\.errors":
        "a package has to be compiled here and there is no compiler; install one (Debian: apt-get install "
        "build-essential python3-dev; macOS: xcode-select --install), then type make again",
    r"no space left": "the disk is full; 2 GB are needed",
    r"hash":
        "a package is not the one that was locked; don't use it, and tell the maintainers",
}  # fmt: skip
CHECK = r"""
import importlib.metadata as metadata, re, sys
from pip._vendor.packaging.markers import Marker
for name, version, marker in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.*?))? \\$", open(sys.argv[1]).read(), re.M):
    if (not marker or Marker(marker).evaluate()) and metadata.version(name) != version:
        sys.exit(1)
"""


def main(record: Path) -> None:
    """Make sure there is an environment that satisfies the lock, and write its Python's path to ``record``."""
    active = os.environ.get("VIRTUAL_ENV") or os.environ.get("CONDA_PREFIX") or ""
    key = hashlib.sha256(LOCK.read_bytes() + active.encode()).hexdigest()
    python = Path(record.read_text().partition("\n")[0]) if record.is_file() else Path()
    if record.is_file() and record.read_text() == f"{python}\n{key}\n" and python.is_file():
        return
    python = Path(active, "bin", "python")
    if not active or python.parent.parent == VENV or not satisfies(python):
        python = make_venv()
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(f"{python}\n{key}\n")


def satisfies(python: Path) -> bool:
    """Whether ``python`` has a wanted version and every package of the lock in just the version locked."""
    return version(python) in WANTED and quiet([python, "-c", CHECK, LOCK]).returncode == 0


def make_venv() -> Path:
    """Make or mend `.venv`, and return its Python."""
    python = VENV / "bin" / "python"
    if version(python) not in WANTED:
        shutil.rmtree(VENV, ignore_errors=True)
        say("making .venv")
        run(
            [find_python(), "-m", "venv", VENV],
            "can't make a virtual environment (Debian: apt-get install python3-venv)",
        )
    say("installing the locked packages (1.4 GB, once)")
    uv = re.search(r"^uv==.*?(?=^\S)", LOCK.read_text() + "\n#", re.M | re.S)
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder, "uv.txt")
        pinned.write_text(uv[0])
        run(
            [python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", pinned],
            "can't install uv",
        )
    sync = [VENV / "bin" / "uv", "pip", "sync", "--python", python, "--compile-bytecode", "--quiet", LOCK]
    run(sync, "can't install the locked packages")
    return python


def find_python() -> str:
    """A Python of a wanted version: this one, or one on the path."""
    for name in (sys.executable, *(f"python{number}" for number in WANTED)):
        if version(name) in WANTED:
            return shutil.which(name) or name
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"same-story: needs Python {' or '.join(sorted(WANTED))}, and found {found} only; install one of them")


def version(python) -> str:
    """``3.11`` for a Python 3.11, empty if it does not run."""
    try:
        return quiet([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).stdout.strip()
    except OSError:
        return ""


def run(command: list, what: str) -> None:
    """Run ``command``; if it fails, stop with one line that says what and, where it is known, why."""
    done = quiet(command)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        log = Path(tempfile.gettempdir(), "same-story-setup.log")
        log.write_text(said)
        cause = next((mend for sign, mend in CAUSES.items() if re.search(sign, said, re.I)), f"see {log}")
        sys.exit(f"same-story: {what}: {cause}")


def quiet(command: list) -> subprocess.CompletedProcess:
    """Run ``command`` without a word; what it says is kept."""
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, errors="replace", check=False
    )


def say(what: str) -> None:
    """One line of progress."""
    print(f"set-up: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
