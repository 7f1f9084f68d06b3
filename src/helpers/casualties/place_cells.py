"""The place columns of a figure, and the province of a place that no list knows."""

from __future__ import annotations

from dataclasses import replace

from helpers.casualties.evidence import Article, Mention

PRECISION = {
    "facility": "exact",
    "town": "town",
    "water": "province",
    "region": "province",
    "other": "province",
    "province": "province",
    "country": "country",
}
BESIDE = 60  # code points within which two places stand together


def province(article: Article, mention: Mention) -> Mention:
    """A place that no list knows, with the province of what it stands beside: "the Sukari quarter of Aleppo".

    If it stands beside none, the only province that its sentence, its paragraph or the title names.
    """
    if mention.admin1 or mention.rank > 2 or not mention.entity_id:
        return mention
    known = [m for m in article.mentions if m.kind == "place" and m.admin1 and m.country == mention.country]
    here = [m for m in article.mentions if m.entity_id == mention.entity_id] if known else []
    for one in here:
        floor, ceiling = article.bounds[article.sentence_at(one.start)]
        near = [m for m in known if max(floor, one.start - BESIDE) <= m.start < min(ceiling, one.end + BESIDE)]
        if near:
            return replace(mention, admin1=min(near, key=lambda m: (abs(m.start - one.start), m.start)).admin1)
    for one in here:
        line = article.text.rfind("\n", 0, one.start) + 1, (article.text + "\n").index("\n", one.end)
        for start, end in (article.bounds[article.sentence_at(one.start)], line, (0, article.title_end)):
            named = {m.admin1 for m in known if start <= m.start < end}
            if len(named) == 1:
                return replace(mention, admin1=named.pop())
    return mention


def cells(mention: Mention | None, basis: str) -> dict[str, str]:
    """The place columns of a figure."""
    if mention is None:
        return {
            "place_id": "", "place": "", "admin1": "", "country": "", "geo_precision": "", "place_basis": "unresolved"
        }  # fmt: skip
    return {
        "place_id": mention.entity_id,
        "place": mention.name,
        "admin1": mention.admin1,
        "country": mention.country,
        "geo_precision": PRECISION.get(mention.place_type, "province"),
        "place_basis": basis,
    }
