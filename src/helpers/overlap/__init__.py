"""Passages that articles share, who took them from whom, and text families."""

from helpers.overlap.families import families, pairs
from helpers.overlap.passages import find
from helpers.overlap.settings import Settings

__all__ = ["Settings", "families", "find", "pairs"]
