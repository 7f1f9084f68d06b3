"""The people of a country by the name of its adjective ("Cambodians", "Chinese")."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers import knowledge


def nationals(columns: list[str]) -> Iterator[tuple]:
    """The rows of the people of each country whose adjective names them, too ("Cambodians", "Chinese")."""
    named = [word.strip().lower() for cell in knowledge.load("countries")["demonyms"] for word in cell.split(";")]
    plurals = {word: f"{word}s" for word in named if word.endswith(("n", "i"))}
    plurals |= {word: word for word in named if word.endswith("ese")}
    rows = [{"word": word, "plural": plural, "kind": "person", "group": "unknown"} for word, plural in plurals.items()]
    yield from pd.DataFrame(rows).reindex(columns=columns, fill_value="").itertuples()
