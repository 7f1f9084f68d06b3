"""What people know, as CSV that a person can review and edit; nothing here is a rule."""

from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> pd.DataFrame:
    """The table ``knowledge/<name>.csv``, all cells text, unknown as ``""``. Treat it as read-only: it is shared."""
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)
