"""The place of a figure in its own sentence: which of the places there is meant."""

from __future__ import annotations

from helpers.casualties import areas
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import demonyms
from helpers.casualties.place import FLIGHT, NEAR, modifies, usable
from helpers.casualties.report import FINITE_BREAK, Report
from helpers.casualties.turns import beside, clues

WIDE = 160  # code points within which a sentence about a province may name the town of it: "In X, … the market of Mar"
DEED = 0.2  # what a place has before others if a deed is named with it
CLAUSE = 0.6  # a place beyond a semicolon is that of another figure
TURN = FINITE_BREAK - {"as"}  # "six died in Mar while shells on Tol killed nine"


def foreign(article: Article, number: int, figure: dict, reports: list[Report]) -> list[tuple[int, int]]:
    """The stretches of a sentence that are another statement than the figure's, as ``(start, end)``.

    "Forces took the town, the agency said, as gunmen killed seven people" tells of two things.
    """
    floor, ceiling = article.bounds[number]
    anchor, found = figure["start"], []
    for report in reports:
        if not report.closes:
            continue
        word = article.text[report.end : report.end + 30].lstrip(' ,”"').split(" ", 1)[0].lower()
        if word not in FINITE_BREAK:
            continue
        if report.end <= anchor:
            found.append((floor, report.end))
        elif anchor < report.start:
            found.append((report.end, ceiling))
    return found


def apart_from(figure: dict, figures: list[dict], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of ``others`` that are no part of ``figure``: "23 people, 10 of them children, in Mar"."""
    parts = {(other["start"], other["end"]) for other in figures if other["part_of"] == figure["figure_id"]}
    return [span for span in others if span not in parts]


def in_sentence(
    article: Article, number: int, figure: dict, reports: list[Report], others: list[tuple[int, int]]
) -> Mention | None:
    """The place of one figure in its sentence. ``others``: the other figures there, as ``(start, end)``.

    A list ("12 in Aleppo and 6 in Idlib") gives each figure the place that follows it before the next figure.
    """
    floor, ceiling = article.bounds[number]
    apart = foreign(article, number, figure, reports)
    candidates = []
    following = min([start for start, _ in others if start > figure["end"]], default=ceiling)
    preceding = max([end for _, end in others if end < figure["start"]], default=floor)
    aside = beside(article, number, figure["start"])
    for mention in article.mentions_in(floor, ceiling):
        fit = usable(article, mention, reports, figure["harm"])
        if fit < NEAR or any(start <= mention.start < end for start, end in apart):
            continue
        if beside(article, number, mention.start) != aside:
            continue
        if figure["harm"] in FLIGHT and mention.start > following and usable(article, mention, reports) < NEAR:
            continue  # "took 295 policemen, along with 30 sheikhs from X"
        if mention.start >= figure["start"]:
            between = article.text[figure["end"] : mention.start]
            theirs = following - mention.end < len(between) and "," in between and following < ceiling
            turned = following < ceiling and TURN & set(between.lower().replace(",", " ").split())
            own = 0.3 if mention.start < following and not theirs and not turned else -0.1
            far = mention.start - figure["end"]
        else:
            own = 0.15 if mention.end > preceding else 0
            far = figure["start"] - mention.end
        apart_by = article.text[min(figure["end"], mention.end) : max(figure["start"], mention.start)]
        score = fit + own - min(far, 300) / 600 - 0.03 * mention.rank - (CLAUSE if ";" in apart_by else 0)
        deed = mention.rank < 4 and of_deed(article, mention)
        candidates.append((score + (DEED if deed else 0), mention))
    if not candidates:
        return None
    best = max(candidates, key=lambda item: (item[0], -item[1].start))[1]
    together = [mention for _, mention in candidates]
    if best.place_type == "country" and several_countries(article, best, article.mentions_in(floor, ceiling)):
        return None
    if spread(article, best):
        return best  # "killed across the province, twelve of them in Mar" is not told of Mar
    best = head(article, finest(article, best, together), together)
    spans = [*others, (figure["start"], figure["end"])]
    same = [m for m in together if between_figures(m, spans) == between_figures(best, spans)]
    return areas.of_list(article, areas.listed(article, best, same)) or best


def of_deed(article: Article, mention: Mention) -> bool:
    """Whether a place is that of a deed named by a noun: "the toll of the bombing of a church in Mar"."""
    for token in article.token(mention.start).ancestors:
        if token.pos_ in ("VERB", "AUX"):
            return False
        if token.lemma_.lower() in clues()["deed"]:
            return True
    return False


def between_figures(mention: Mention, figures: list[tuple[int, int]]) -> int:
    """How many of the figures of a sentence stand before a place: each has the place told with it."""
    return sum(start <= mention.start for start, _ in figures)


def spread(article: Article, mention: Mention) -> bool:
    """Whether what is told happened all over a place: "across X", "throughout northern X"."""
    before = article.text[max(mention.start - 30, 0) : mention.start].lower().split()[-4:]
    return mention.rank > 1 and any(word in clues()["spread"] for word in before)


def head(article: Article, best: Mention, candidates: list[Mention]) -> Mention:
    """The place that an apposition with ``best`` explains: "in B, a town in the K region"."""
    for mention in candidates:
        between = article.text[mention.end : best.start] if mention.end < best.start else ""
        words = between.lower().replace(",", " ").split()
        explains = between.startswith(", ") and len(between) < 60 and words[:1] in (["a"], ["an"], ["the"])
        if explains and mention.rank <= 1 and clues()["part"] & set(words):
            return mention
    return best


def several_countries(article: Article, best: Mention, mentions: list[Mention]) -> bool:
    """Whether a country is one of several that the figure is for: "in Iraq and Syria"."""
    for mention in mentions:
        if mention.place_type != "country" or mention.entity_id == best.entity_id:
            continue
        between = article.text[min(mention.end, best.end) : max(mention.start, best.start)].strip()
        if between in (",", "and", "or", ", and", "&"):
            return True
    return False


def finest(article: Article, best: Mention, candidates: list[Mention]) -> Mention:
    """The most exact of the places that stand together with ``best``: "Sarmin, in Idlib province"."""
    chain = [best]
    for mention in candidates:
        between = article.text[min(mention.end, best.end) : max(mention.start, best.start)]
        far = len(between) > (WIDE if mention.rank < 2 and best.rank in (2, 3) and exactly(mention, best) else 60)
        if mention is best or far or any(char in between for char in ";:\n"):
            continue
        inside = mention.rank == best.rank and mention.end < best.start and between.strip(" ,") == "in"
        if inside and not named_with(article, mention):
            return mention  # "a raid on Mar in Ersa": a village of that district
        nested = (
            set(between.lower().replace(",", " ").split()) <= clues()["nest"] | clues()["part"] | clues()["direction"]
        )
        if (mention.rank < best.rank and (nested or within(mention, best))) or (nested and finer(mention, best)):
            chain.append(mention)
    lowest = min(mention.rank for mention in chain)
    exact = [mention for mention in chain if mention.rank == lowest]
    exact = [m for m in exact if not any(finer(other, m) for other in exact)] or exact
    return min(exact, key=lambda mention: abs(mention.start - best.start))


def named_with(article: Article, mention: Mention) -> bool:
    """Whether a place ends a list or a building's name: "in Tol and Mar", "the church of Our Lady of Mar"."""
    before = article.text[max(mention.start - 30, 0) : mention.start].split()[-2:]
    return before[-1:] == ["and"] or (before[-1:] == ["of"] and before[0][:1].isupper())


def exactly(one: Mention, other: Mention) -> bool:
    """Whether ``one`` is known to lie in the province or region ``other``."""
    return bool(one.country) and one.country == other.country and other.admin1 in ("", one.admin1)


def finer(one: Mention, other: Mention) -> bool:
    """Whether ``one`` is more exact than ``other`` and lies in it: a town in its province, or beside its seat."""
    of_seat = other.place_type == "town" and areas.seat(other) and one.name != other.name
    return (one.rank < other.rank or (of_seat and one.rank == other.rank)) and within(one, other)


def within(one: Mention, other: Mention) -> bool:
    """Whether ``one`` can lie in ``other``: same country and province, as far as they are known."""
    inside = not one.admin1 or not other.admin1 or one.admin1 == other.admin1
    unknown = one.rank < 2 and not one.country  # a village no list knows
    return other.rank == 5 or unknown or (one.country == other.country and inside)


def country_named(article: Article, number: int, reports: list[Report], figure: dict) -> Mention | None:
    """The one country that a sentence names, if only by its adjective: "the Syrian conflict has killed …".

    An adjective of somebody who tells ("a British group") says nothing of the place.
    """
    start, end = article.bounds[number]
    mentions = article.mentions_in(start, end)
    named = [
        mention
        for mention in mentions
        if mention.place_type == "country" and not modifies(article, mention)
        and not any(report.start <= mention.start < report.end for report in reports)
    ]  # fmt: skip
    adjectives = [
        article.country(demonyms()[token.lower_])
        for token in article.doc.char_span(start, end, alignment_mode="expand")
        if token.lower_ in demonyms()
        and article.text[max(token.idx - 1, 0)] not in "-–"  # "pro-Iranian fighters" are elsewhere
        and (figure["start"] <= token.idx < figure["end"] or token.head.lemma_.lower() in clues()["war"])
    ]
    found = {mention.country: mention for mention in [*named, *adjectives]}
    one = next(iter(found.values())) if len(found) == 1 else None
    return None if one is None or several_countries(article, one, mentions) else one
