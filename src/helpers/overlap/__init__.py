"""Passages that articles share, who took them from whom, and text families."""

from helpers.overlap.families import families, pairs
from helpers.overlap.passages import find
from helpers.overlap.pieces import Settings

__all__ = ["Settings", "families", "find", "pairs"]
