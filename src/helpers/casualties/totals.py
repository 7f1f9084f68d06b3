"""Where a total lies that no single event has: its country or region."""

from __future__ import annotations

from helpers.casualties import place_sentence, turns, when
from helpers.casualties.evidence import Article, Mention, Timex
from helpers.casualties.scene import Scenes


def recent(article: Article, date: Timex | None) -> bool:
    """Whether a total is over a few days before the article ("since Thursday"): then it is of the event at hand."""
    if date is None or min(len(article.published), len(date.date_start)) < 10:
        return False
    return 0 <= (when.day(article.published) - when.day(date.date_start)).days <= when.SPAN_DAYS


def basis_of(scenes: Scenes, mention: Mention) -> str:
    """Where a place was taken from that does not stand in the figure's sentence."""
    return "title" if mention.text and mention.start < scenes.article.title_end else "context"


def place_of(i: int, scenes: Scenes, figures: list[dict], numbers: list[int], own: list) -> tuple[Mention | None, str]:
    """The place of a total: its sentence's, that of the total it goes on from, or the country of the war."""
    article, number = scenes.article, numbers[i]
    if own[i] is not None:
        return own[i], "sentence"
    if named := place_sentence.country_named(article, number, scenes.reports(number), figures[i]):
        return named, "sentence"
    here = [m for m in article.mentions_in(*article.bounds[number]) if m.place_type == "country" and not m.loose]
    if len({m.country for m in here}) > 1:
        return None, ""  # "in Iraq, Libya and Syria": a total over several countries
    words = article.text[slice(*article.bounds[number])].lower()
    home = (article.country(article.main_country), "context") if article.main_country else (None, "")
    if any(phrase in words for phrase in turns.clues()["nationwide"]):
        return home
    if region := source_region(article, number):
        return region, "sentence"
    if not turns.elsewhere(article, number):
        if any(phrase in words for phrase in turns.clues()["there"]):
            for other in range(number - 1, -1, -1):
                if towns := [m for m in scenes.places(other) if m.rank <= 1]:
                    return towns[-1], basis_of(scenes, towns[-1])
        if any(phrase in words for phrase in turns.clues()["region"]):
            for other in range(number - 1, -1, -1):
                if regions := [m for m in scenes.places(other) if m.place_type in ("province", "region")]:
                    return regions[-1], basis_of(scenes, regions[-1])
        if i and number - numbers[i - 1] <= 2 and figures[i - 1]["scope"] == "cumulative" and own[i - 1] is not None:
            return own[i - 1], basis_of(scenes, own[i - 1])
    lemmas = {token.lemma_.lower() for token in article.sentences[number]}
    return home if lemmas & when.clues()["war"] else (None, "")


def source_region(article: Article, number: int) -> Mention | None:
    """The one region of the main country that a sentence names, if only of who tells: "the ministry in Gaza"."""
    told = {m.entity_id: m for m in article.mentions_in(*article.bounds[number]) if m.kind == "place"}
    regions = [m for m in told.values() if m.place_type in ("province", "region") and m.country == article.main_country]
    return regions[0] if len(regions) == len(told) == 1 else None
