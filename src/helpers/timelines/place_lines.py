"""Lists by place: lines that each open with the name of a place and a colon ("Mosul: three dead")."""

from __future__ import annotations

import re

from helpers.timelines.gazetteer import Place
from helpers.timelines.place_wording import Spot
from helpers.timelines.words import Words

MARK = r"\s*(?:[-–—•*·▪]\s*)?"
LINE = re.compile(rf"^{MARK}(?P<name>(?:al-)?[A-Z][^\n:.;]{{2,40}}?)(?:, [A-Z][^\n:.;]{{2,25}})?(?::| [-–—]) ", re.M)
LEAST = 2  # places a gazetteer knows among the names that open the lines, for the others to be places too


def labels(words: Words, listed: list[tuple[Spot, Place, list]]) -> set[int]:
    """The first words of the names that open the lines of a list of which the gazetteer knows at least two.

    ``listed``: the places it knows, as they stand in the text.
    """
    opens = {match.start("name"): match.end("name") for match in LINE.finditer(words.text)}
    if len(opens) <= LEAST:
        return set()
    known = sum(spot.start in opens for spot, *_ in listed)
    if known < LEAST:
        return set()
    return {at for at, start in enumerate(words.fronts) if start in opens}
