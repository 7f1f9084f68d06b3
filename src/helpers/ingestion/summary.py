"""What was read, in a few lines for the person who runs the chapter."""

from __future__ import annotations

import pandas as pd


def describe(documents: pd.DataFrame, decided: pd.DataFrame) -> str:
    """How many articles were read; a line for each that was not, and for each row of `sources.csv` that meets none.

    ``documents`` and ``decided`` (`decisions`): of `clean`.
    """
    counts = documents["status"].value_counts()
    outlets = documents["outlet"][lambda names: names != ""].nunique()
    lines = [
        f"{len(documents)} articles: {counts.get('ok', 0)} to analyse, "
        f"{counts.get('not_analysed', 0)} for overlap only, "
        f"{counts.get('skipped', 0)} skipped; {outlets} outlets named, "
        f"{(documents['published'] == '').sum()} without a date, "
        f"{(documents['duplicate_of'] != '').sum()} exact duplicates."
    ]
    lines += [f"{row.file}: {row.problem}" for row in documents.itertuples() if row.problem]
    lines += [
        f"sources.csv, row {row.row}: {row.row_id!r} is neither a file of the case nor the id of an article"
        for row in decided.itertuples()
        if row.file == "sources.csv"
    ]
    return "\n".join(lines)
