"""Whom a wording that judges means: the actor it stands beside, the state whose regime it is, or nobody named.

A wording never becomes an alias: "the terrorists" are Daesh only where the sentence says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache

from helpers import knowledge
from helpers.timelines import lexicon, spelling
from helpers.timelines.place_lists import adjectives

NEXT = 3  # characters between a loaded noun and the name it stands beside
OTHERS = "not where the article names others only"  # note at a wording that more than one group uses
OWNED = (" ", "'s ", "’s ", "' ", "’ ", "s ")  # between a state and its regime
MOSTLY = 0.6  # share of an article's names that are of one country, from which "the regime" is that country's
NEARLY_ALL = 0.85


@cache
def capitals() -> dict[str, str]:
    """Country by the name of its capital."""
    rows = knowledge.load("countries")
    return {capital: code for capital, code in zip(rows["capital"], rows["country"], strict=True) if capital}


@cache
def bodies() -> dict[tuple[str, str], str]:
    """The government and the army of each country."""
    known = lexicon.known()
    made: dict[tuple[str, str], str] = {}
    for entity, body in known.bodies.items():
        made.setdefault((known.entities[entity]["country"], body), entity)
    return made


def read(doc, words, loaded, spans, about) -> list[tuple[int, int, str, dict]]:
    """Span, entity ("" if nobody is clearly meant) and row of each wording in ``loaded`` (first and last word, row).

    ``spans``: the mentions of the text in order; ``about``: what is known of each entity.
    """
    starts = [span.start for span in spans]
    told: dict[str, Counter] = {}
    found, run_on = [], (0, "")
    for first, last, row in loaded:
        start, end, entity = words.starts[first], words.ends[last], row["entity_id"]
        if entity and row["notes"] == OTHERS and not fits(entity, spans, about):
            entity = ""
        elif row["state"]:
            start, entity, country = state(words, first, last, row["state"], spans, starts, about)
            if country:
                told.setdefault(foreign(row), Counter())[country] += 1
        elif row["about"] == "actor" and not entity:
            if run_on[1] and words.text[run_on[0] : start] == " ":  # "Daesh terror group militants"
                entity = run_on[1]
            entity = entity or beside(words, start, end, spans, starts, about)
            entity = entity or equated(doc, start, end, spans, starts, about)
            entity = entity or again(words, first, last, spans, starts, about)
        run_on = (end, entity)
        found.append((start, end, entity, row))
    one = {key: next(iter(counts)) for key, counts in told.items() if len(counts) == 1}
    one.setdefault(False, "" if told.get(False) else mostly(spans, about))
    rows = []
    for start, end, entity, row in found:
        if row["state"] and not entity and one.get(foreign(row)):
            entity = bodies().get((one[foreign(row)], row["state"].split()[-1]), "")
        rows.append((start, end, entity, row))
    return rows


def fits(entity: str, spans, about) -> bool:
    """Whether an article names ``entity``, or no armed group at all: the caliphate is another's in news of others."""
    groups = {span.entity_id for span in spans if fights(about[span.entity_id]) and armed(about[span.entity_id])}
    return entity in groups or not groups


def foreign(row: dict[str, str]) -> bool:
    """Whether a wording names another state's army: occupiers."""
    return row["state"].startswith("foreign")


def state(words, first: int, last: int, body: str, spans, starts, about) -> tuple[int, str, str]:
    """Where the wording with its owner begins, the body of the state it names, and that state: "the Syrian regime",
    "Assad's regime", "the regime in Damascus". A group's regime is the group."""
    start, end = words.starts[first], words.ends[last]
    before, after = bisect_left(starts, start) - 1, bisect_left(starts, end)
    whose = lambda country: bodies().get((country, body.split()[-1]), "")  # noqa: E731
    if 0 <= before < len(spans) and words.text[spans[before].end : start] in OWNED:
        entity = spans[before].entity_id
        if about[entity]["kind"] == "group":
            return start, entity, ""
        if country := country_of(about[entity]):
            return spans[before].start, whose(country), country
    if first and words.sentence[first - 1] == words.sentence[first] and words.capital[first - 1]:
        countries = adjectives().get(words.keys[first - 1], ())
        if len(countries) == 1 and words.text[words.tails[first - 1] : start] in (" ", "-"):
            return words.starts[first - 1], whose(countries[0]), countries[0]
    if after < len(spans) and words.text[end : spans[after].start].strip() in ("of", "in", "of President"):
        country = country_of(about[spans[after].entity_id])
        return start, whose(country), country
    return start, "", ""


def country_of(facts: dict[str, str]) -> str:
    """The state that a country, a capital, a person or an organisation stands for."""
    if facts["kind"] == "place":
        return facts["country"] if facts["place_type"] == "country" else capitals().get(facts["name"], "")
    return facts["country"] if facts["kind"] in ("person", "organisation") else ""


def mostly(spans, about) -> str:
    """The country that most of an article's names are of, if its government, army or an official is among them; else
    the one that nearly all are of."""
    countries = Counter(about[span.entity_id]["country"] for span in spans)
    countries.pop("", None)
    if not countries:
        return ""
    country, count = max(sorted(countries.items()), key=lambda pair: pair[1])
    own = {bodies().get((country, body)) for body in ("government", "army")}
    named = any(span.entity_id in own or rules(about[span.entity_id], country) for span in spans)
    return country if count > (MOSTLY if named else NEARLY_ALL) * countries.total() else ""


def rules(facts: dict[str, str], country: str) -> bool:
    """Whether an entity is an official of ``country``."""
    return facts["country"] == country and facts["kind"] == "person" and facts["source_kind"] == "official"


def fights(facts: dict[str, str]) -> bool:
    """Whether an entity is a group, so that a wording for fighters can mean it."""
    return facts["kind"] == "group"


def beside(words, start: int, end: int, spans, starts, about) -> str:
    """The group right before or after a wording: "Daesh terrorists", "fighters of Daesh", "the terrorist group
    Daesh"."""
    after = bisect_left(starts, end)
    before = after - 1
    if before >= 0 and fights(about[spans[before].entity_id]):
        between = words.text[spans[before].end : start]
        if len(between) <= NEXT and between.strip(" '’s\"“[)") == "":
            return spans[before].entity_id
    if after < len(spans) and fights(about[spans[after].entity_id]):
        between = words.text[end : spans[after].start]
        noun = words.text[start:end].lower().split()[-1]
        single = noun in spelling.particles("one armed body") | spelling.particles("before an armed body")
        if between.strip() in ("of", "of the", "from", "from the") or (single and between == " "):
            return spans[after].entity_id
    return ""


def again(words, first: int, last: int, spans, starts, about) -> str:
    """The one armed group, no state's army, that an article has named before it says "the group", "the militia"."""
    body = words.forms[last].lower() in spelling.particles("one armed body")
    if not body or first == 0 or words.keys[first - 1] not in ("the", "this"):
        return ""
    before = {span.entity_id for span in spans[: bisect_left(starts, words.starts[first])]}
    armies = lexicon.known().bodies
    named = [one for one in before if fights(about[one]) and armed(about[one]) and one not in armies]
    return named[0] if len(named) == 1 else ""


def armed(facts: dict[str, str]) -> bool:
    """Whether an entity fights."""
    return facts["source_kind"] == "armed_actor"


def equated(doc, start: int, end: int, spans, starts, about) -> str:
    """The group that a sentence says the wording is: "Hamas, a terrorist organisation", "Hamas is a …", "lists Hamas
    as a …"."""
    noun = doc.char_span(start, end, alignment_mode="expand").root
    said = []
    if noun.dep_ == "appos":
        said = [noun.head]
    elif noun.dep_ == "attr" and noun.head.lemma_ == "be":
        said = [child for child in noun.head.children if child.dep_ == "nsubj"]
    elif noun.dep_ in ("pobj", "oprd") and (noun.dep_ == "oprd" or noun.head.lower_ == "as"):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        said = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")] or (
            [verb.head] if verb.dep_ == "acl" else []
        )
    for token in said:
        index = bisect_left(starts, token.idx + 1) - 1
        if index >= 0 and token.idx < spans[index].end and fights(about[spans[index].entity_id]):
            return spans[index].entity_id
    return ""
