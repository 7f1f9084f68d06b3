"""Where a sentence says the harm was done: which of its places is meant, and which are not places of the event."""

from __future__ import annotations

import re

from helpers.casualties.actor import attack_verbs
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import capitals, demonyms
from helpers.casualties.report import FINITE_BREAK, Report
from helpers.casualties.turns import beside, clues

FLIGHT = {"displaced", "detained"}  # harm done where people are taken or driven from
DATELINE = re.compile(r"(?:, ?[A-Z][\w. ]{2,20})? ?(?:\([A-Z][\w ]+\) ?)?(?:(?:--?|–|—|:)(?=\s)|\([A-Z]+\))")
NEAR = 0.4  # a place less fit than this is no place of a figure in its sentence
GOOD = 0.55  # a place this fit is one of the event
AGED = re.compile(r"\d, of $")  # "Maria Lopez, 35, of Madrid"


def usable(article: Article, mention: Mention, reports: list[Report], harm: str = "") -> float:
    """How well a place's own words make it a place of the event: 0 not at all, 1 fully."""
    if mention.kind != "place" or any(report.start <= mention.start < report.end for report in reports):
        return 0
    doc, first, last = article.doc, article.token(mention.start), article.token(mention.end - 1)
    if modifies(article, mention):
        return 0
    if mention.loose:
        return 0.1
    if dateline(article, mention):
        return 0.9 if mention.rank < 3 and headlined(article, mention) else 0.2
    fit = preposed(article, first.i, last, harm, speaks_for_state(article, mention))
    if enclosed(article, mention):
        fit = min(fit, 0.2)
    if last.i + 1 < len(doc) and doc[last.i + 1].lower_ in clues()["weak"]:
        fit = min(fit, 0.3 if mention.place_type == "country" else 0.5)  # "the Jordan border" is not in Jordan
    return fit * (0.5 if mention.rank == 5 else 0.6 if mention.place_type == "water" else 1)


def speaks_for_state(article: Article, mention: Mention) -> bool:
    """Whether a bare name is likelier a state than a place: a country, or a capital far from what is told."""
    if mention.country == article.main_country and mention.place_type != "country":
        return False
    return mention.place_type == "country" or mention.name.lower() in capitals()


def preposed(article: Article, first: int, last, harm: str, country: bool) -> float:
    """What the words before a place make of it: "in X" is where, "from X" whence, "50 km from X" neither."""
    known, doc = clues(), article.doc
    floor = max(last.sent.start, first - 8)
    words = [token.lower_ for token in doc[floor:first]]
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in known["any"]), None)
    preposition = words[at] if at is not None and len(words) - at <= 6 else ""
    if preposition and any(token.pos_ in ("VERB", "AUX") for token in doc[floor + at + 1 : first]):
        preposition = ""
    if preposition in known["of"] or preposition in known["origin"]:
        near = words[max(at - 4, 0) : at]
        if any(word in known["distance"] for word in near):
            return 0.15
        if preposition in known["of"] and any(word in known["direction"] for word in near):
            return 0.6
    if preposition and " ".join(words[max(at - 1, 0) : at + 1]) in known["pair"]:
        return 1
    if preposition and moved_there(doc[floor : floor + at + 1], preposition):
        return 0.3
    if AGED.search(article.text[: doc[first].idx][-8:]):
        return 0.25
    if preposition in known["origin"]:
        return 0.9 if harm in FLIGHT else 0.25
    if preposition in known["goal"]:
        return 0.3
    if preposition in known["weak"]:
        return 0.4
    if preposition in known["at"]:
        return 1
    if preposition in known["of"]:
        return 0.9
    if last.dep_ == "dobj" and last.head.lemma_.lower() in attack_verbs():
        return 0.8
    if last.dep_ == "nsubj" and " ".join(token.lower_ for token in doc[first : last.i + 1]) in capitals():
        return 0.3
    if last.dep_ == "poss" and last.head.lemma_.lower() in known["span"]:
        return 0.8
    return 0.3 if country and last.dep_ != "compound" else 0.65


def moved_there(words, preposition: str) -> bool:
    """Whether a place is where somebody was brought or is heading: "flown to a hospital in X", "advancing on X"."""
    known = clues()
    lemmas = [token.lemma_.lower() for token in words]
    if preposition == "on" and len(lemmas) > 1 and any(lemma in known["advance"] for lemma in lemmas[-3:-1]):
        return True
    return "to" in lemmas[-6:-1] and any(lemma in known["bring"] for lemma in lemmas)


def headlined(article: Article, mention: Mention) -> bool:
    """Whether the title names the town of the dateline too: then the report comes from where it happened."""
    titled = article.mentions_in(0, article.title_end)
    return any(other.name.lower() == mention.name.lower() for other in titled if other.kind == "place")


def modifies(article: Article, mention: Mention) -> bool:
    """Whether a place only describes something: "Aleppo-based", or a part of an organisation's name."""
    after = article.text[mention.end : mention.end + 24]
    if after[:1] in "-–" and after[1:].split(" ", 1)[0].strip(",.").lower() in clues()["modifier"]:
        return True
    if mention.text.lower().rpartition("-")[2] in clues()["modifier"]:
        return True
    around = article.mentions_in(max(mention.start - 60, 0), mention.end + 60)
    return any(other.kind != "place" and other.start <= mention.start and mention.end <= other.end for other in around)


def dateline(article: Article, mention: Mention) -> bool:
    """Whether a place opens a paragraph as the place of the report: "BEIRUT (Reuters) -", "Beirut, Lebanon —"."""
    line = article.text.rfind("\n", 0, mention.start) + 1
    if mention.start != line:
        before = article.mentions_in(line, mention.start)
        if not before or before[0].start != line or article.text[before[0].end : mention.start] not in (", ", "/"):
            return False
        return bool(DATELINE.match(article.text[mention.end : mention.end + 40]))
    after = article.text[mention.end : mention.end + 40]
    if (mention.text.isupper() and len(mention.text) > 3) or after[:1] in ("", "\n"):
        return True
    return bool(DATELINE.match(after))


def enclosed(article: Article, mention: Mention) -> bool:
    """Whether a place stands in brackets."""
    before = article.text[max(mention.start - 80, 0) : mention.start]
    return before.rfind("(") > before.rfind(")")


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
            own = 0.3 if mention.start < following and not theirs else -0.1
            far = mention.start - figure["end"]
        else:
            own = 0.15 if mention.end > preceding else 0
            far = figure["start"] - mention.end
        score = fit + own - min(far, 300) / 600 - 0.03 * mention.rank
        candidates.append((score, mention))
    if not candidates:
        return None
    best = max(candidates, key=lambda item: (item[0], -item[1].start))[1]
    together = [mention for _, mention in candidates]
    if best.place_type == "country" and listed(article, best, together):
        return None
    return head(article, finest(article, best, together), together)


def head(article: Article, best: Mention, candidates: list[Mention]) -> Mention:
    """The place that an apposition with ``best`` explains: "in B, a town in the K region"."""
    for mention in candidates:
        between = article.text[mention.end : best.start] if mention.end < best.start else ""
        words = between.lower().replace(",", " ").split()
        explains = between.startswith(", ") and len(between) < 60 and words[0] in ("a", "an", "the")
        if explains and mention.rank <= 1 and clues()["part"] & set(words):
            return mention
    return best


def listed(article: Article, best: Mention, candidates: list[Mention]) -> bool:
    """Whether a country is one of several that the figure is for: "in Iraq and Syria"."""
    for mention in candidates:
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
        if mention is best or len(between) > 60 or any(char in between for char in ";:\n"):
            continue
        if mention.rank < best.rank and within(mention, best):
            chain.append(mention)
    return min(chain, key=lambda mention: (mention.rank, abs(mention.start - best.start)))


def within(one: Mention, other: Mention) -> bool:
    """Whether ``one`` can lie in ``other``: same country, and same province where both are known."""
    inside = not one.admin1 or not other.admin1 or one.admin1 == other.admin1
    return other.rank == 5 or (one.country == other.country and inside)


def country_named(article: Article, number: int, reports: list[Report], figure: dict) -> Mention | None:
    """The one country that a sentence names, if only by its adjective: "the Syrian conflict has killed …".

    An adjective of somebody who tells ("a British group") says nothing of the place.
    """
    start, end = article.bounds[number]
    named = [
        mention
        for mention in article.mentions_in(start, end)
        if mention.place_type == "country" and not modifies(article, mention)
        and not any(report.start <= mention.start < report.end for report in reports)
    ]  # fmt: skip
    adjectives = [
        article.country(demonyms()[token.lower_])
        for token in article.doc.char_span(start, end, alignment_mode="expand")
        if token.lower_ in demonyms()
        and (figure["start"] <= token.idx < figure["end"] or token.head.lemma_.lower() in clues()["war"])
    ]
    found = {mention.country: mention for mention in [*named, *adjectives]}
    return next(iter(found.values())) if len(found) == 1 else None
