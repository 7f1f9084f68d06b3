"""One run at a time in one OUTPUTS: ``python lock.py STATE PID`` claims it for make (process ``PID``) until it ends.

The claim is a file that names host and process; one whose process is gone is nobody's. Runs without the environment.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Claim the folder of stamps ``STATE``; returns 1 with one line where another run has it."""
    state, pid = Path(arguments[0]), int(arguments[1])
    state.mkdir(parents=True, exist_ok=True)
    path, mine = state / "running", f"{socket.gethostname()} {pid}"
    while not created(path, mine):
        holder = read(path)
        if holder == mine:
            return 0
        if holder and alive(holder):
            host, _, number = holder.rpartition(" ")
            print(
                f"same-story: {state.parent}: another run writes here (process {number} on {host}); "
                f"wait for it, name another OUTPUTS, or delete {path} if that run is gone",
                file=sys.stderr,
            )
            return 1
        path.unlink(missing_ok=True)
    return 0


def created(path: Path, content: str) -> bool:
    """Make ``path`` with its content; false if it is there already."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True


def read(path: Path) -> str:
    """The claim, empty if it has just gone; one being made is waited for."""
    for _ in range(10):
        try:
            if found := path.read_text("utf-8"):
                return found
        except FileNotFoundError:
            return ""
        time.sleep(0.05)
    return ""


def alive(holder: str) -> bool:
    """Whether the process of a claim runs; one of another host is taken to."""
    host, _, number = holder.rpartition(" ")
    if host != socket.gethostname() or not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
