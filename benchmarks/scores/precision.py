"""How many figures, pairs and claims are right, by the verdicts of readers who did not write the rules (`score`).

Rows drawn at random with a fixed seed from a run on ``fakes_dev`` (`sample.py`) were judged cell by cell against their
article; ids and verdicts are kept in ``precision/verdicts.csv``, no wording. Two readers judged the last sample, and
neither saw the other's verdicts. Earlier samples led to mends, so only the last one measures the program.

One more reader judged the 40 pairs of articles of different outlets that share most (``pairs_verdicts.csv``) and all 30
claims that three or more outlets report (``claims_verdicts.csv``: each figure's standing in its claim, each link, and
each "at most N", which is ``loose`` where fewer can be independent and wrong where N is too low).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from sample import JUDGED, KEPT, OPEN, RIGHT

from scores.casualties import measure, share

JOINED = {
    "figure": ("claims, figures in their claim", "figures that stand rightly in a claim of three or more outlets"),
    "link": ("claims, links", "joinings by shared text, origin or citing that are right"),
    "n": (
        "claims, at most N to the number",
        "claims whose N is just right; the others' is too high, none too low",
    ),
}
COLUMNS = {
    "number with harm": ["number", "harm"],
    **{name: [name] for name in JUDGED if name not in ("number", "harm")},
}


def score(data: Path) -> list[dict]:
    """Rows ``measure, value (percent), n, definition`` for every reader of the last sample, and for what is joined;
    ``data`` is not used."""
    if not KEPT.is_file():
        return []
    verdicts = pd.read_csv(KEPT, dtype=str, keep_default_na=False)
    seed = max(verdicts["seed"], key=int)
    last = verdicts[verdicts["seed"] == seed]
    readers = {reader: part.set_index("figure_id") for reader, part in last.groupby("reader")}
    rows = []
    for reader, part in readers.items():
        for name, columns in COLUMNS.items():
            judged = part[~part[columns].isin([OPEN]).any(axis=1)]
            hits = judged[columns].eq(RIGHT).all(axis=1).tolist()
            rows.append(share(f"{name}, reader {reader}", hits, f"rows of sample {seed} that are right in {name}"))
    return rows + agreement(readers, seed) + joinings()


def joinings() -> list[dict]:
    """The verdicts on pairs and claims; open ones are not counted."""
    pairs = pd.read_csv(KEPT.with_name("pairs_verdicts.csv"), dtype=str)
    claims = pd.read_csv(KEPT.with_name("claims_verdicts.csv"), dtype=str)
    about = "of the 40 strongest pairs across outlets, those judged right"
    rows = [share(f"pairs, {name}", decided(pairs[name]), about) for name in ("joining", "direction")]
    kinds = dict(list(claims.groupby("what")["verdict"]))
    return rows + [share(name, decided(kinds[what]), about) for what, (name, about) in JOINED.items()]


def decided(verdicts: pd.Series) -> list[bool]:
    """Which of the verdicts that are not open say right."""
    return verdicts[verdicts != OPEN].eq(RIGHT).tolist()


def agreement(readers: dict[str, pd.DataFrame], seed: str) -> list[dict]:
    """How often two readers gave the same verdict on a cell."""
    names = sorted(readers)
    if len(names) < 2:
        return []
    one, other = (readers[name][JUDGED].sort_index() for name in names[:2])
    both = one.index.intersection(other.index)
    same = one.loc[both].eq(other.loc[both]).to_numpy()
    about = f"cells of sample {seed} with the same verdict of {names[0]} and {names[1]}"
    return [measure("readers agree", 100 * same.mean(), same.size, about)]
