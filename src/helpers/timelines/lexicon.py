"""Names people know (`knowledge/names.csv`, bodies of states, `aliases.csv` of the case), looked up in a text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.timelines import spelling

LONGEST = 10  # words in the longest name looked for
NEAR = "~"  # before a spelling: it means the entity only in articles about the entity's country
SLOTS = ("{adj}", "{country}'s", "{country}", "")  # what stands for a country in the spellings of its bodies
FILLED = "Filled"  # a word in their place
SOUNDING = 7  # letters a loose key needs before it may join spellings


@dataclass
class Lexicon:
    """Known names by key."""

    entities: dict[str, dict[str, str]]  # entity_id -> name, kind, source_kind, country, basis
    spelled: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))  # key -> (id, shape)
    sounding: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # loose key -> ids
    openings: dict[str, int] = field(default_factory=dict)  # first word -> words in the longest name with it
    bodies: dict[str, str] = field(default_factory=dict)  # entity_id -> army, health-ministry, coalition …
    by_hand: set[str] = field(default_factory=set)  # keys of the aliases of the case

    def parts(self, entities: Iterable[str]) -> set[str]:
        """The words of the names of those ``entities`` that are persons."""
        people = [self.entities[entity] for entity in entities if self.entities[entity]["kind"] == "person"]
        return {word for about in people for word in spelling.exact(about["name"]).split()}


def text_id(kind: str, name: str) -> str:
    """The entity_id of a name nobody wrote down: from its kind and key, the same in every case.

    Full names of persons and groups that sound alike in romanisation are one, wherever they part their words: Hassan
    Aboud, Hasan Abboud; Abdel Rahman, Abdelrahman.
    """
    words = [spelling.variants().get(word, word) for word in spelling.exact(name).split()]
    while len(words) > 1 and kind == "organisation" and words[-1] in spelling.particles("after a company"):
        words.pop()
    if kind in ("person", "group"):
        words = [spelling.loose(" ".join(words))]
    digest = hashlib.sha256(f"{kind}\x1f{' '.join(words)}".encode()).hexdigest()[:12]
    return f"{kind}-{digest}"


def shape(words: list[str]) -> str:
    """A letter a word: U in capitals, X with capitals inside, C capitalised, l lower case or without letters."""
    return "".join(map(letter, words))


@cache
def letter(w: str) -> str:
    """The `shape` of one word."""
    return "U" if len(w) > 1 and w.isupper() else "X" if w[1:] != w[1:].lower() else "C" if w[:1].isupper() else "l"


def pieces(name: str) -> list[str]:
    """The words of a spelling as `words.words` would cut them: no articles, no possessive endings, no "the"."""
    found, articles = spelling.WORD.findall(name), spelling.particles("article")
    kept = [w for w in found if w.lower() not in articles] if len(found) > 1 else found
    kept = [w[:-2] if w.endswith(("'s", "’s")) else w for w in kept]
    # "The Times" is no name without its article; "the Kremlin" is.
    return kept[1:] if len(kept) > 1 and (kept[0] == "the" or (kept[0] == "The" and len(kept) > 2)) else kept


def add(lexicon: Lexicon, entity: str, name: str) -> None:
    """Put one spelling of ``entity`` into ``lexicon``."""
    near = name.startswith(NEAR)
    words = pieces(name.removeprefix(NEAR))
    if not words:
        return
    form, keys = shape(words), list(map(spelling.word_key, words))
    put(lexicon, entity, keys, form + (NEAR if near else ""))
    if not near and all(letter in "CUX" for letter in form) and not form.startswith("U"):
        sound = spelling.loose(" ".join(keys))
        if len(sound) >= SOUNDING:
            lexicon.sounding[sound].add(entity)


def put(lexicon: Lexicon, entity: str, keys: list[str], form: str) -> None:
    """Put one spelling into ``lexicon``, by the ``keys`` of its words and their `shape`; also in British or American
    spelling."""
    ways = [" ".join(keys)]
    if not spelling.respelt().isdisjoint(keys):
        respelt = (spelling.variants(), spelling.british())
        ways = dict.fromkeys([*ways, *(" ".join(table.get(key, key) for key in keys) for table in respelt)])
    for way in ways:
        entries = lexicon.spelled[way]
        if (entity, form) not in entries:
            entries.append((entity, form))
        first = way.partition(" ")[0]
        lexicon.openings[first] = max(lexicon.openings.get(first, 0), min(len(keys), LONGEST))


@cache
def known() -> Lexicon:
    """The lexicon of `knowledge/names.csv` and of the bodies of every state; shared, so read-only."""
    names = knowledge.load("names")
    lexicon = Lexicon({})
    for row in names.to_dict("records"):
        about = {name: row.get(name, "") for name in ("name", "kind", "source_kind", "country")}
        lexicon.entities[row["entity_id"]] = about | {"basis": "knowledge"}
        spellings = tables.split(row["spellings"])
        for name in spellings if NEAR + row["name"] in spellings else [row["name"], *spellings]:
            add(lexicon, row["entity_id"], name)
    add_states(lexicon)
    return lexicon


def add_states(lexicon: Lexicon) -> None:
    """Army, ministries, police and media of every country, unless `names.csv` has the same under its own name."""
    bodies = knowledge.load("state_bodies").to_dict("records")
    explicit = {key for key, entries in lexicon.spelled.items() if entries}
    kinds = {body["short"]: body["body"] for body in bodies if not body["spellings"]}
    for entity, about in lexicon.entities.items():
        last = about["name"].rpartition(" ")[2].lower()
        if last in kinds:
            lexicon.bodies[entity] = kinds[last]
    patterns = [[parted(way) for way in tables.split(body["spellings"])] for body in bodies]
    for country in knowledge.load("countries").to_dict("records"):
        names = [country["name"], *tables.split(country["spellings"])]
        short = [name for name in names if name.isupper()]  # "US troops", "UK police"
        adjectives = [*(tables.split(country["demonyms"]) or [country["name"]]), *short]
        owning = [f"{name}'s" for name in names]
        filled = {
            slot: [*map(cut, given)] for slot, given in zip(SLOTS, (adjectives, owning, names, [""]), strict=True)
        }
        for body, ways in zip(bodies, patterns, strict=True):
            made = [
                [*before, *(inside if before else opening), *after]
                for slot, before, after in ways
                for opening, inside in filled[slot]
            ]
            if not made:
                continue
            usual = " ".join(key for key, _ in made[0])
            if usual in explicit:
                entity = lexicon.spelled[usual][0][0]
            else:
                entity = f"{country['country'].lower()}-{body['body']}"
                lexicon.entities[entity] = {
                    "name": body["name"].format(adj=adjectives[0]),
                    "kind": body["kind"],
                    "source_kind": body["source_kind"],
                    "country": country["country"],
                    "basis": "knowledge",
                }
            lexicon.bodies[entity] = body["body"]
            for words in made:
                keys = [key for key, _ in words]
                if " ".join(keys) not in explicit:
                    put(lexicon, entity, keys, "".join(form for _, form in words))


def keyed(words: list[str]) -> list[tuple[str, str]]:
    """The key of each of ``words``, and its letter of the `shape`."""
    return [(spelling.word_key(word), letter(word)) for word in words]


def parted(way: str) -> tuple[str, list[tuple[str, str]], list[tuple[str, str]]]:
    """The slot of a body's spelling ("{adj} army"), and the words before and after it; without one all are before."""
    slot = next(slot for slot in SLOTS if slot in way)
    words = pieces(way.replace(slot, FILLED) if slot else way)
    at = words.index(FILLED) if slot else len(words)
    return slot, keyed(words[:at]), keyed(words[at + 1 :])


def cut(name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The words of a country's name or adjective as they stand where a spelling opens with it, and inside one."""
    return keyed(pieces(f"{name} {FILLED}")[:-1]), keyed(pieces(f"{FILLED} {name}")[1:])


def with_aliases(aliases: pd.DataFrame) -> Lexicon:
    """The known names and, on top of them, those of the case (columns ``name, alias, kind``, empty if unknown).

    A name that is known, or a place's, takes the alias; else the row makes an entity of its own.
    """
    base = known()
    made = Lexicon(
        dict(base.entities), defaultdict(list, base.spelled), base.sounding, dict(base.openings), base.bodies
    )
    for row in aliases.to_dict("records"):
        if row["kind"] == "place":
            continue
        key = " ".join(spelling.word_key(word) for word in pieces(row["name"]))
        here = [entity for entity, _ in made.spelled.get(key, ()) if row["kind"] in ("", made.entities[entity]["kind"])]
        kind = row["kind"] or "organisation"
        entity = here[0] if here else text_id(kind, row["name"])
        about = {"name": row["name"], "kind": kind, "source_kind": "", "country": "", "basis": "aliases"}
        made.entities.setdefault(entity, about)
        for name in (row["name"], row["alias"]):
            words = pieces(name)
            key = " ".join(spelling.word_key(word) for word in words)
            made.by_hand.add(key)
            made.spelled[key] = [(entity, "l" * len(words))]  # a person's word outweighs what the package knows
            if words:
                made.openings[key.split()[0]] = max(made.openings.get(key.split()[0], 0), len(words))
    return made
