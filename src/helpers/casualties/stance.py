"""How an article stands to a statement: reported, claimed, alleged, confirmed, denied, unverified, expected."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties.evidence import Article

NEAR = 60  # code points: a hedging phrase farther from the figure hedges something else
STRENGTH = ("reported", "confirmed", "claimed", "expected", "alleged", "unverified", "denied")


@cache
def hedges() -> dict[str, tuple[re.Pattern, dict[str, str]]]:
    """The hedging phrases as one pattern for each reach (clause, harm, number, next), with their stances."""
    found = {}
    for reach, rows in knowledge.load("hedges").groupby("reach"):
        known = {row.phrase: row.stance for row in rows.itertuples()}
        either = "|".join(re.escape(phrase) for phrase in sorted(known, key=len, reverse=True))
        found[reach] = (re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), known)
    return found


def strongest(stances: list[str]) -> str:
    """The strongest of several stances; "reported" if there is none."""
    return max(stances, key=STRENGTH.index, default="reported")


def told(article: Article, start: int, end: int) -> list[str]:
    """The stances of hedges in the words of a source: "unconfirmed reports say"."""
    pattern, known = hedges()["clause"]
    return [known[match[0].lower()] for match in pattern.finditer(article.text, start, end)]


def hedged(article: Article, number: int, figure: dict, floor: int, ceiling: int) -> list[str]:
    """The stances of hedges that govern a figure: in its own clause, at its word of harm, or in the next sentence."""
    found = []
    patterns = hedges()
    first = min(figure["start"], figure["trigger_start"])
    last = max(figure["end"], figure["trigger_end"])
    trigger = article.token(figure["trigger_start"])
    pattern, known = patterns["clause"]
    for match in pattern.finditer(article.text, floor, ceiling):
        word = article.token(match.start())
        near = match.start() < last + NEAR and match.end() > first - NEAR
        if word.dep_ == "advmod":  # "an incursion allegedly against rebels" hedges something else
            near = word.head.i == trigger.i or 0 < trigger.i - word.i < 4 or word.head.is_ancestor(trigger)
        if word.tag_ in ("VBN", "VBD") and word.i and word.nbor(-1).pos_ not in ("AUX", "ADV", "PART"):
            last = article.token(match.end() - 1).i  # "fighters believed to be foreign killed six" doubts no death
            near = (
                near and last < trigger.i and all(t.pos_ in ("ADV", "AUX") for t in article.doc[last + 1 : trigger.i])
            )
        if near:
            found.append(known[match[0].lower()])
    pattern, known = patterns["harm"]
    before = article.text[max(first - 25, floor) : last]
    found += [known[match[0].lower()] for match in pattern.finditer(before)]
    pattern, known = patterns["number"]
    before = article.text[max(figure["start"] - 40, floor) : figure["start"]]
    found += [known[match[0].lower()] for match in pattern.finditer(before)]
    pattern, known = patterns["next"]
    beside = [number, number + 1] if number + 1 < len(article.sentences) else [number]
    for other in beside:
        if article.paragraphs[other] - article.paragraphs[number] > 1:
            continue
        start, end = article.bounds[other]
        found += [known[match[0].lower()] for match in pattern.finditer(article.text[start:end])]
    return found
