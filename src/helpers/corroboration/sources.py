"""On whose word: the first source in a statement's chain that is named, under one name for all its spellings.

Generic sources name nobody (`generic`); a person who speaks for an organisation stands for it
(`knowledge/spokespersons.csv`).
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from helpers import knowledge, tables
from helpers.corroboration.generic import ARTICLE, generic, meant, normal, voices

UNSURE = "~"  # before a spelling that is this name only beside others (`knowledge/names.csv`)
MEDIA = {"", "media", "agency"}


class Names:
    """One key and one name for every spelling of a source."""

    def __init__(self, entities: pd.DataFrame) -> None:
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        sources = entities[entities["kind"] != "place"].sort_values("entity_id", kind="stable")
        for entity, name, aliases in sources[["entity_id", "name", "aliases"]].itertuples(index=False):
            self.names[entity] = name
            for spelling in (name, *tables.split(aliases)):
                self.ids.setdefault(normal(spelling), entity)
        self.known = {normal(name) for name in self.names.values()}
        agencies = knowledge.load("agencies")[lambda rows: rows["kind"] != "generic"]
        self.agencies = {
            normal(spelling): name for name, spelling in agencies[["name", "spelling"]].itertuples(index=False)
        }
        speakers = knowledge.load("spokespersons")
        self.speakers = {
            normal(form): organisation
            for person, spellings, organisation in speakers[["person", "spellings", "organisation"]].itertuples(
                index=False
            )
            for form in (person, *tables.split(spellings))
        }
        known = knowledge.load("names")[lambda rows: rows["kind"] != "person"]
        self.listed = {
            normal(spelling): (name, kind)
            for name, kind, spellings in known[["name", "source_kind", "spellings"]].itertuples(index=False)
            for spelling in (name, *tables.split(spellings))
            if not spelling.startswith(UNSURE)
        }

    def key(self, name: str, entity: str = "") -> tuple[str, str]:
        """Key and name of the source written ``name`` (``entity``: its id, where known); empty where it is generic."""
        plain = normal(name)
        if plain in self.speakers:
            return self.key(self.speakers[plain])
        entity = entity if entity in self.names else self.ids.get(plain, "")
        if entity:
            known = self.names[entity]
            if normal(known) in self.speakers:
                return self.key(self.speakers[normal(known)])
            return normal(self.agencies.get(normal(known), known)), known
        if plain in self.agencies:
            return normal(self.agencies[plain]), self.agencies[plain]
        if plain in self.listed:
            name = self.listed[plain][0]
            return normal(self.agencies.get(normal(name), name)), name
        return ("", "") if generic(name) else (plain, ARTICLE.sub("", name.strip()))

    def outlet(self, name: str) -> str:
        """The key of an outlet."""
        return self.key(name)[0] or normal(name)

    def speaks(self, name: str) -> str:
        """The key of the state or body that speaks in the outlet ``name`` itself; empty of all other media."""
        key = self.key(name)[0]
        kind = self.listed.get(normal(name), ("", ""))[1]
        return self.voice(key) if key and (key in voices() or kind not in MEDIA) else ""

    @staticmethod
    def voice(key: str) -> str:
        """The key of the state or body for which the medium with this key speaks, else its own (`generic.voices`)."""
        return voices().get(key, key)


def origins(figures: pd.DataFrame, names: Names) -> pd.DataFrame:
    """For each figure the first source in its chain that is named: ``origin_key, origin``; and all it cites.

    ``beside`` holds key and name of each other named source said to state the same ("the army and the UN said");
    ``cited`` holds the keys of every named source in the chain, in order; a statement passed on
    ("RT, citing SANA") leads to the source at its end.
    """
    columns = ["attribution", "attribution_id", "attribution_kind", "via", "country", "outlet_name_key"]
    cells = list(figures[columns].itertuples(index=False, name=None))
    named: dict[str, set[tuple[str, str]]] = defaultdict(set)
    chains, memory = [], {}
    for doc_id, cell in zip(figures["doc_id"], cells, strict=True):
        if cell[:4] not in memory:
            memory[cell[:4]] = chain(names, *cell[:4])
        chains.append(memory[cell[:4]])
        named[doc_id] |= {(name, kind) for key, name, kind in chains[-1] if key}
    said, stating = {}, {}
    for figure, doc_id, cell, told in zip(figures["figure_id"], figures["doc_id"], cells, chains, strict=True):
        country, own = cell[4:]
        found = [
            (key, name) if key else names.key(meant(name, kind, country, named[doc_id])) for key, name, kind in told
        ]
        said[figure] = [(key, name) for key, name in found if key and names.voice(key) != names.voice(own)]
        stating[figure] = [one for one in found[: len(tables.split(cell[0]))] if one in said[figure]]
    rows = []
    for figure, told, total in zip(figures["figure_id"], chains, figures["part_of"], strict=True):
        rests = figure if told else total  # "Three were children" rests on the word of the total
        found = said.get(rests, [])
        key, name = found[0] if found else ("", "")
        beside = {names.voice(other): word for other, word in stating.get(rests, [])[1:]}
        beside = tuple(item for item in beside.items() if item[0] != names.voice(key))
        rows.append((names.voice(key), name, beside, tuple(dict.fromkeys(key for key, _ in found))))
    return pd.DataFrame(rows, columns=["origin_key", "origin", "beside", "cited"], index=figures.index)


def chain(names: Names, attribution: str, entities: str, kinds: str, via: str) -> list[tuple[str, str, str]]:
    """The sources of one statement in order, and who passed it on: key (empty: generic), name, kind."""
    said = tables.split(attribution)
    given = [(cells if len(cells) == len(said) else [""] * len(said)) for cells in map(tables.split, (entities, kinds))]
    found = [(names.key(name, entity), name, kind) for name, entity, kind in zip(said, *given, strict=True)]
    found += [(names.key(name), name, "") for name in tables.split(via)]
    return [(key, known or name, kind) for (key, known), name, kind in found]
