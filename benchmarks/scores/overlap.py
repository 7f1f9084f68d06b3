"""Reuse planted into real articles, whose places are known: as editors do it, and as plagiarists hide it."""

from __future__ import annotations

from pathlib import Path

import overlap_obfuscated
import overlap_planted


def score(data: Path) -> list[dict]:
    """Measures of `overlap.find` on reuse planted into ``data/fakes_dev``: rows ``measure, value, n, definition``."""
    return overlap_planted.score(data) + overlap_obfuscated.score(data)
