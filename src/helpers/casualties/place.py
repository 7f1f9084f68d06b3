"""Where a sentence says the harm was done: which of its places is meant, and which are not places of the event."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import PLACE_RANK, Article, Mention
from helpers.casualties.report import Report

PRECISION = {
    "facility": "exact",
    "town": "town",
    "water": "province",
    "region": "province",
    "other": "province",
    "province": "province",
    "country": "country",
}
FLIGHT = {"displaced"}


@cache
def clues() -> dict[str, dict[str, str]]:
    """Words around a place, by what they tell of it."""
    found: dict[str, set[str]] = {}
    for row in knowledge.load("place_clues").itertuples():
        found.setdefault(row.clue, set()).add(row.phrase)
    return found


def usable(article: Article, mention: Mention, reports: list[Report], harm: str = "") -> float:
    """How well a place's own words make it a place of the event: 0 not at all, 1 fully."""
    if mention.kind != "place":
        return 0
    if any(report.start <= mention.start < report.end for report in reports):
        return 0
    doc, token = article.doc, article.token(mention.start)
    last = article.token(mention.end - 1)
    if last.i + 2 < len(doc) and doc[last.i + 1].text == "-" and doc[last.i + 2].lower_ in clues()["modifier"]:
        return 0
    if any(mention.text.lower().endswith(f"-{word}") for word in clues()["modifier"]):
        return 0
    if any(
        other.kind != "place" and other.start <= mention.start and mention.end <= other.end
        for other in article.mentions_in(mention.start - 60 if mention.start > 60 else 0, mention.end + 60)
    ):
        return 0
    if mention.loose:
        return 0.1
    first, before = phrases.span(last, 0, len(doc), deep=0)[0], ""
    first = min(first, token.i)
    words = [doc[i].lower_ for i in range(max(first - 6, 0), token.i)]
    preposition = next(
        (word for word in reversed(words) if any(word in clues()[c] for c in ("at", "weak", "of", "origin", "goal"))),
        "",
    )
    near = [word for word in words[-6:]]
    if preposition in clues()["of"] or "from" in words[-2:]:
        if any(word in clues()["distance"] for word in near):
            return 0.15
        if any(word in clues()["direction"] for word in near[-3:]):
            return 0.5
    if last.dep_ in ("nsubj", "nsubjpass") and preposition not in clues()["at"]:
        return 0.3 if mention.place_type == "country" else 0.6
    if preposition in clues()["origin"]:
        return 0.9 if harm in FLIGHT else 0.25
    if preposition in clues()["goal"]:
        return 0.3
    if preposition in clues()["weak"]:
        return 0.4
    if preposition in clues()["at"]:
        return 1
    if preposition in clues()["of"]:
        return 0.9
    return 0.6 if not before else 0.5


def in_sentence(
    article: Article, number: int, figure: dict, reports: list[Report], others: list[tuple[int, int]]
) -> Mention | None:
    """The place of one figure in its sentence. ``others``: the other figures there, as ``(start, end)``.

    A list ("12 in Aleppo and 6 in Idlib") gives each figure the place that follows it before the next figure.
    """
    floor, ceiling = article.bounds[number]
    candidates = []
    following = min([start for start, _ in others if start > figure["end"]], default=ceiling)
    preceding = max([end for _, end in others if end < figure["start"]], default=floor)
    for mention in article.mentions_in(floor, ceiling):
        fit = usable(article, mention, reports, figure["harm"])
        if fit < 0.4:
            continue
        if mention.start >= figure["start"]:
            own = 0.3 if mention.start < following else -0.1
            far = mention.start - figure["end"]
        else:
            own = 0.15 if mention.end > preceding else 0
            far = figure["start"] - mention.end
        score = fit + own - min(far, 300) / 600 - 0.02 * PLACE_RANK.get(mention.place_type, 2)
        candidates.append((score, mention))
    if not candidates:
        return None
    best = max(candidates, key=lambda item: (item[0], -item[1].start))[1]
    return finest(article, best, [mention for _, mention in candidates])


def finest(article: Article, best: Mention, candidates: list[Mention]) -> Mention:
    """The most exact of the places that stand together with ``best``: "Sarmin, in Idlib province"."""
    chain = [best]
    for mention in candidates:
        between = article.text[min(mention.end, best.end) : max(mention.start, best.start)]
        if mention is best or len(between) > 60 or any(char in between for char in ";:\n"):
            continue
        inside = not best.admin1 or not mention.admin1 or mention.admin1 == best.admin1
        if (
            mention.country == best.country
            and inside
            and PLACE_RANK.get(mention.place_type, 2) < PLACE_RANK.get(best.place_type, 2)
        ):
            chain.append(mention)
    return min(chain, key=lambda mention: (PLACE_RANK.get(mention.place_type, 2), abs(mention.start - best.start)))


def elsewhere(article: Article, number: int) -> bool:
    """Whether a sentence leaves the place and time of those before it ("Elsewhere", "In a separate attack")."""
    start, end = article.bounds[number]
    opening = article.text[start : min(start + 40, end)].lower()
    return any(opening.startswith(phrase) for phrase in clues()["elsewhere"])


def cells(mention: Mention | None, basis: str) -> dict[str, str]:
    """The place columns of a figure."""
    if mention is None:
        return {
            "place_id": "",
            "place": "",
            "admin1": "",
            "country": "",
            "geo_precision": "",
            "place_basis": "unresolved",
        }
    return {
        "place_id": mention.entity_id,
        "place": mention.name,
        "admin1": mention.admin1,
        "country": mention.country,
        "geo_precision": PRECISION.get(mention.place_type, "province"),
        "place_basis": basis,
    }
