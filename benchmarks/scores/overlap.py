"""Reuse planted into real articles, whose places are known (`benchmarks/overlap_planted.py`)."""

from __future__ import annotations

from pathlib import Path

import overlap_planted


def score(data: Path) -> list[dict]:
    """Measures of `overlap.find` on reuse planted into ``data/fakes_dev``: rows ``measure, value, n, definition``."""
    return overlap_planted.score(data)
