"""Spellings that the case declares to be a place (`aliases.csv`)."""

from __future__ import annotations

import pandas as pd

from helpers.timelines import gazetteer, lexicon, spelling


def readings(aliases: pd.DataFrame) -> dict[str, list[gazetteer.Place]]:
    """Readings of the spellings that the case declares to be a place."""
    made = {}
    for row in aliases.to_dict("records"):
        if row["kind"] not in ("", "place"):
            continue
        named = gazetteer.readings([spelling.exact(row["name"])]).get(spelling.exact(row["name"]), [])
        if row["kind"] == "place" and not named:
            unknown = (None, None, None, 0, "", True)
            named = [gazetteer.Place(lexicon.text_id("place", row["name"]), row["name"], "other", "", "", *unknown)]
        if named:
            made[spelling.exact(row["alias"])] = named
            made.setdefault(spelling.exact(row["name"]), named)
    return made
