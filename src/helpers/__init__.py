"""Same Story: who reports what happened to how many people, and which reports only copy."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout. A relative path in a parameter is taken from here, so a notebook finds its case from anywhere."""


class ProblemError(Exception):
    """What a person has to mend, in one line: what is wrong, where, and what to do."""
