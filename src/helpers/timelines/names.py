"""Names in all articles: who and what is mentioned where, and which spellings are one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, partial

import pandas as pd

from helpers.timelines import (
    acronyms,
    entity_tables,
    gazetteer,
    inserted,
    lexicon,
    lookup,
    namings,
    organisations,
    people,
    place_aliases,
    place_choice,
    place_match,
    place_region,
    place_shorts,
    place_unlisted,
    place_wording,
    places,
    reasons,
    shorts,
    spelling,
)
from helpers.timelines import words as reading


def find(
    docs: Mapping, documents: pd.DataFrame, aliases: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The tables `entities`, `mentions` and `namings` of ``docs`` (parsed texts by doc_id).

    ``documents``: the table, of which ``doc_id`` is read; ``aliases``: those of the case. Entities joined by hand:
    `merges.carry_out`.
    """
    order = sorted(doc_id for doc_id in documents["doc_id"] if doc_id in docs)
    return entity_tables.frames(articles({doc_id: docs[doc_id] for doc_id in order}, aliases))


def articles(docs: Mapping, aliases: pd.DataFrame) -> list[dict]:
    """What each of ``docs`` says of names, in their order: ``mentions`` and ``namings`` (rows), and ``about``, what is
    known of the entities in them. What one article says never depends on another."""
    lexical = lexicon.with_aliases(aliases)
    readings = {doc_id: reading.words(doc) for doc_id, doc in docs.items()}
    matches = {doc_id: lookup.find(words, lexical) for doc_id, words in readings.items()}
    asked = {doc_id: places.candidate_keys(words) for doc_id, words in readings.items()}
    known = gazetteer.readings(key for keys in asked.values() for key in keys)
    by_hand = place_aliases.readings(aliases)
    made = []
    for doc_id, words in readings.items():
        own = {key: known[key] for key in asked[doc_id] if key in known} | by_hand
        rows, about = read(docs[doc_id], words, matches[doc_id], lexical, own, by_hand)
        quoted = {"doc_id": doc_id}
        mentions = [
            quoted
            | row
            | {"text": words.text[row["start"] : row["end"]]}
            | {"sentence": words.quote(row["start"], row["end"])}
            for row in rows
        ]
        called = namings.find(docs[doc_id], words, mentions, about)
        for row in called:
            if row["entity_id"] not in about and row["entity_id"] in lexical.entities:
                about[row["entity_id"]] = lexical.entities[row["entity_id"]]
        made.append({"mentions": mentions, "namings": [quoted | row for row in called], "about": about})
    return made


def read(doc, words, matches, lexical, known, by_hand) -> tuple[list[dict], dict[str, dict]]:
    """The mentions of one text (``start, end, entity_id, basis``) and what is known of their entities.

    ``known``: places by key; ``by_hand``: those of the case's aliases.
    """
    country_of = {
        at: lexical.entities[one.entities[0]]["country"] if len(one.entities) == 1 and not one.near else ""
        for one in matches
        for at in range(one.first, one.last + 1)
    }
    countries = places.about(words, country_of, known)
    focus, main = places.shares(countries, places.ABOUT), places.shares(countries, places.SHARE)
    spans = people.spans_of(doc, words)
    whose = [
        one
        for one in matches
        if not place_unlisted.opened(words, one, matches)
        and not shorts.anothers(words, one.first, one.last, lexical.parts(one.entities), spans)
        and not shorts.foreign(words, one.first, one.last, {lexical.entities[who]["country"] for who in one.entities})
    ]
    names = settle(whose, lexical, countries, focus)
    about: dict[str, dict] = {}
    why: dict[tuple[int, int], str] = {}
    given = whole_names(words, names, about, lexical, why)
    taken = {at for first, last in names for at in range(first, last + 1)}
    tagged = {at for first, last, label in spans if label in ("GPE", "LOC", "FAC") for at in range(first, last + 1)}
    for entity in names.values():
        about.setdefault(entity, lexical.entities.get(entity, {}))
    as_place = cache(partial(places.read, words, known, countries, focus, main, tagged))
    sites = places.spots(words, taken, known, as_place)
    there = {at for spot, _ in sites if spot.key in gazetteer.curated() for at in range(spot.first, spot.last + 1)}
    whole = {(spot.first, spot.last) for spot, _ in sites}
    before = len(taken)
    unlisted = place_unlisted.find(doc, words, taken, spans, place_choice.resolve(sites, countries))
    for one in unlisted:
        taken.update(range(one.first, one.last + 1))
    for look in (organisations.credited, organisations.introduced, people.persons, organisations.find):
        for named in sorted(look(words, spans, taken, there), key=lambda one: one.first - one.last):
            if (named.first, named.last) not in whole:
                take(words, named, names, about, taken, lexical)
    abbreviate(words, names, about, taken, given, why)
    for named in organisations.firms(words, spans, taken):
        if (named.first, named.last) not in whole:
            take(words, named, names, about, taken, lexical)
    described = shorten(words, names, about, taken, lexical, there, focus, why)
    found = sites if len(taken) == before else places.spots(words, taken, known, as_place)
    rows = [
        {
            "start": words.fronts[first],
            "end": words.ends[last],
            "entity_id": entity,
            "basis": why.get((first, last))
            or reasons.of_name(place_wording.key_of(words, first, last), entity, about[entity], lexical),
            "described": (first, last) in described,
        }
        for (first, last), entity in names.items()
    ]
    resolved = place_choice.resolve(found, countries)
    short = place_shorts.find(words, taken, found)
    for spot, place, others in [*resolved, *short]:
        if place_wording.attributive(doc, words, spot, place):
            continue
        speaker = "" if place_wording.opening(words, spot) else place_wording.speaks(doc, words, spot, place)
        if speaker in lexical.entities:
            about[speaker] = lexical.entities[speaker]
            run = {"start": spot.start, "end": words.ends[spot.last], "entity_id": speaker}
            rows.append(run | {"basis": reasons.SEAT, "described": True})
            continue
        about[place.place_id] = entity_tables.place_facts(place, others)
        rows.append(
            {
                "start": spot.start,
                "end": place_wording.quoted(words, spot, place),
                "entity_id": place.place_id,
                "basis": reasons.of_place(spot.key, place, by_hand)
                if (spot, place, others) not in short
                else reasons.SHORT,
                "described": False,
            }
        )
    for one in unlisted:
        same = [other for other in unlisted if keyed(words, other) == keyed(words, one)]
        entity, facts = unlisted_facts(words, one, place_region.where(words, same, resolved, countries))
        about.setdefault(entity, facts)
        run = {"start": words.fronts[one.first], "end": words.ends[one.last], "entity_id": entity}
        basis = reasons.WORDING if facts["basis"] == "text" else reasons.SOUND
        rows.append(run | {"basis": basis, "described": False})
    return sorted(rows, key=lambda row: row["start"]), about


def keyed(words, one) -> str:
    """The key of a place that only the text names."""
    return place_wording.key_of(words, one.first, one.last)


def unlisted_facts(words, one, where: tuple[str, str]) -> tuple[str, dict]:
    """Identity of a place that only the wording shows: that of the gazetteer under another spelling, else its name,
    country and province, alike in every article."""
    name, (country, admin1) = people.show(words, one.first, one.last), where
    if same := place_match.match(keyed(words, one), country, admin1):
        return same.place_id, entity_tables.place_facts(same, ())
    entity = lexicon.text_id("place", " ".join(part for part in (name, country, admin1) if part))
    unknown = (None, None, None, 0, "", False)
    place = gazetteer.Place(entity, name, one.kind or "town", country, admin1, *unknown)
    return entity, entity_tables.place_facts(place, ()) | {"basis": "text"}


def settle(matches, lexical, countries: Counter, focus: list[str]) -> dict[tuple[int, int], str]:
    """One entity for each known name: of several, that of the country the article is about."""
    made = {}
    for match in matches:
        ids = [
            entity
            for entity in match.entities
            if entity not in match.near or lexical.entities[entity]["country"] in focus
        ]
        if ids:
            best = max(ids, key=lambda entity: countries.get(lexical.entities[entity]["country"], 0))
            made[match.first, match.last] = best
    return made


def whole_names(words, names, about, lexical, why) -> dict[str, str]:
    """Add the names that have their acronym inside, and what is known of them; returns those acronyms."""
    given = {}
    for first, at, last, entity, facts in inserted.find(words, lexical):
        for run in [run for run in names if run[0] <= last and run[1] >= first]:
            del names[run]
        names[first, last], about[entity], why[first, last] = entity, facts, reasons.INSIDE
        given[words.forms[at]] = entity
    return given


def take(words, named, names, about, taken, lexical) -> None:
    """Add a name found in the text, wherever the article has it, under the known entity of that sound if there is
    just one."""
    run = range(named.first, named.last + 1)
    if any(at in taken for at in run):
        return
    sound = spelling.loose(spelling.exact(named.name))
    alike = [one for one in lexical.sounding.get(sound, ()) if lexical.entities[one]["kind"] == named.kind]
    entity = alike[0] if len(alike) == 1 else lexicon.text_id(named.kind, named.name)
    facts = {"name": named.name, "kind": named.kind, "source_kind": named.source_kind, "country": "", "basis": "text"}
    about[entity] = lexical.entities.get(entity, facts)
    for first, last in [(named.first, named.last), *shorts.again(words, named.first, named.last, taken)]:
        names[first, last] = entity
        taken.update(range(first, last + 1))


def abbreviate(words, names, about, taken, given, why) -> None:
    """Add the acronyms of names the article gives in full.

    ``given``: acronyms that stand inside their own name, with the entity.
    """
    explained = given | acronyms.explained(words, names, taken)
    for at, form in enumerate(words.forms):
        if form in explained and (at not in taken or (at, at) in names):
            names[at, at], why[at, at] = explained[form], reasons.EXPLAINED
            taken.add(at)
    unsaid = acronyms.initials(words, {run: one for run, one in names.items() if about[one]["kind"] != "person"}, taken)
    names.update(unsaid)
    why.update(dict.fromkeys(unsaid, reasons.INITIALS))
    taken.update(at for at, _ in unsaid)


def shorten(words, names, about, taken, lexical, there: set[int], focus: list[str], why) -> set[tuple[int, int]]:
    """Add the short forms of names the article gives in full; returns those that are mere descriptions."""
    full = [
        (first, " ".join(words.keys[first : last + 1]), entity)
        for (first, last), entity in sorted(names.items())
        if about[entity]["kind"] == "person"
    ]
    known = shorts.surnames([one for one in full if about[one[2]]["basis"] == "text"])
    persons = {run: entity for run, entity in names.items() if about[entity]["kind"] == "person"}
    own = shorts.namesakes(words, persons, known)
    names.update(own)
    why.update(dict.fromkeys(own, reasons.SURNAME))
    for at, entity in shorts.repeated(words, shorts.surnames(full), taken | there):
        names[at, at], why[at, at] = entity, reasons.SURNAME
        taken.add(at)
    home = lambda entity: about[entity]["country"]  # noqa: E731
    described = shorts.definite(words, names, lexical.bodies, taken, home, focus)
    for run, entity in described.items():
        names[run], why[run] = entity, reasons.SHORT
        taken.update(range(run[0], run[1] + 1))
    return set(described)
