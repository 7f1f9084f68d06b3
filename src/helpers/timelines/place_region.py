"""Where a place lies that no gazetteer knows: its country and province, from the words and places around it."""

from __future__ import annotations

from collections import Counter

from helpers.timelines import gazetteer, places
from helpers.timelines.gazetteer import Place
from helpers.timelines.place_told import APPOSITION, owner, shared, told
from helpers.timelines.place_unlisted import Found
from helpers.timelines.place_wording import Spot, key_of, type_words
from helpers.timelines.words import Words

SHARE = 0.75  # share of an article's towns and provinces from which they tell where the others lie
MENTIONED = 0.4  # share of the mentions of the strongest country that the country of an article's towns needs


def where(words: Words, runs: list[Found], resolved: list[tuple[Spot, Place, list]], countries: Counter) -> tuple:
    """Country and province of a place: what wording tells, else those of the places named with it, in its sentences
    or, if nearly all but the capital lie in one, in the article."""
    code, admin1 = country(words, runs, resolved, countries)
    inside = [(spot, place) for spot, place, _ in resolved if code and place.country == code and place.admin1]
    if admin1 or not inside:
        return code, admin1
    for one in runs:
        for spot, place in inside:
            gap = words.text[words.tails[one.last] : spot.start]
            if 0 < spot.first - one.last <= APPOSITION and not any(letter in gap for letter in ",.;:\n"):
                return code, place.admin1
    lines = {words.sentence[one.first] for one in runs}
    here = {place.admin1 for spot, place in inside if words.sentence[spot.first] in lines}
    if here:
        return code, here.pop() if len(here) == 1 else ""
    part = any(called_part(words, one) for one in runs)
    counts = Counter(place.admin1 for _, place in inside if part or place.place_id not in gazetteer.capitals())
    first = max(sorted(counts), key=lambda name: counts[name], default="")
    return code, first if first and counts[first] >= SHARE * counts.total() else ""


def called_part(words: Words, one: Found) -> bool:
    """Whether wording calls a place a part of a town: "Midan district", "the suburb of Midan"."""
    after = key_of(words, one.last + 1, one.last + 1) in type_words("quarter")
    lead = key_of(words, max(one.first - 2, 0), one.first - 1)
    return after or lead in type_words("quarter") or lead in type_words("suburb")


def country(words: Words, runs: list[Found], resolved: list[tuple[Spot, Place, list]], countries: Counter) -> tuple:
    """Country and province that wording tells, else the country of the article."""
    known = [beside(words, one, resolved, countries) for one in runs]
    best = next((one for one in known if one[1]), next((one for one in known if one[0]), ("", "")))
    if best[0]:
        return best
    inside = Counter(place.country for _, place, _ in resolved if place.place_type != "country" and place.country)
    strongest = max(countries.values(), default=0)
    for counts in (inside, countries):
        first = max(sorted(counts), key=lambda code: counts[code], default="")
        if first and counts[first] >= SHARE * sum(counts.values()) and countries[first] >= MENTIONED * strongest:
            return first, ""
    # A town the gazetteer lacks lies in a country at war rather than in one whose soldiers are there.
    lines = {words.sentence[one.first] for one in runs}
    keys = [key for key, line in zip(words.keys, words.sentence, strict=True) if line in lines]
    near = {code for key in keys for code in places.adjectives().get(key, ())} & places.detailed()
    return (next(iter(near)), "") if len(near) == 1 and near & countries.keys() else ("", "")


def beside(words: Words, one: Found, resolved: list[tuple[Spot, Place, list]], countries: Counter) -> tuple[str, str]:
    """Country and province that the words beside a mention tell."""
    last = one.last
    named = sorted(
        told(words, last) or shared(words, last) or owner(words, one.first),
        key=lambda place: (-countries[place.country], place.place_id),
    )
    if named and (countries[named[0].country] or (len(named) == 1 and named[0].known)):
        return named[0].country, named[0].admin1 if named[0].place_type == "province" else ""
    for spot, place, _ in resolved:
        between = words.text[words.tails[last] : spot.start]
        near = 0 < spot.first - last <= APPOSITION and words.sentence[spot.first] == words.sentence[last]
        if near and between.startswith(",") and between.count(",") == 1 and "." not in between:
            asked = spot.wanted == "province" or place.place_type == "province"
            return place.country, (place.admin1 if asked else "")
    return "", ""
