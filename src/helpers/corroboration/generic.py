"""Sources that name nobody ("activists", "a military source"), and whom a bare "the monitor" or "state media" means.

The words stand in `knowledge/source_words.csv`, the media that speak for a state or a body in `state_voices.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from helpers import knowledge, tables

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
ENDING = re.compile(r"['’]s\b|\([^)]*\)")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
TAIL = re.compile(r"\s+(?:in|from|of|at|near|inside|close|on|with|who)\s", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """``name`` for comparison: no article, accents, case or punctuation; "al-Sham" is "al sham"."""
    plain = unicodedata.normalize("NFKD", ARTICLE.sub("", ENDING.sub("", name).strip()).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


@cache
def words(role: str) -> frozenset[str]:
    """The words and phrases of one role in `knowledge/source_words.csv`, singular and plural."""
    known = knowledge.load("source_words")
    found = known.loc[known["role"] == role, "word"].str.casefold()
    return frozenset(form for word in found for form in plural(word))


def plural(word: str) -> tuple[str, ...]:
    """``word`` and its regular plurals."""
    if word.endswith("y"):
        return word, f"{word[:-1]}ies"
    if word.endswith("man"):
        return word, f"{word[:-2]}en"
    return (word, f"{word}s") if not word.endswith("s") else (word,)


@cache
def adjectives() -> frozenset[str]:
    """Of countries and languages ("Syrian", "Kurdish"): they tell where a source is, not who it is."""
    known = knowledge.load("countries")["demonyms"].map(tables.split)
    return frozenset(one.casefold() for row in known for one in row) | frozenset(
        knowledge.load("languages")["name"].str.casefold()
    )


@cache
def unnamed() -> frozenset[str]:
    """Groups that name nobody with an adjective either: any media ("Kurdish media"), several groups of activists."""
    known = knowledge.load("source_words")[lambda words: words["role"] == "group"]
    rows = known.loc[known["kind"].isin(["media", "activist", "monitor", "ngo"]), ["word", "kind"]]
    return frozenset(
        form
        for word, kind in rows.itertuples(index=False)
        for form in plural(word.casefold())[0 if kind == "media" else 1 :]
    )


@cache
def generic(name: str) -> bool:
    """Whether ``name`` names nobody: people by what they are, or an organisation by its kind alone.

    "activists", "Aleppo residents", "a military source", "Kurdish media" are generic; "the Yemeni army",
    "Airwars" and "Rami Haddad" are names, and "Syrian state media" is (`voices`).
    """
    if not any(character.isupper() for character in name):
        return True
    bare = ARTICLE.sub("", name.strip())
    head = [word.strip(".").casefold() for word in WORD.findall(TAIL.split(bare, maxsplit=1)[0])]
    ends = {" ".join(head[-size:]) for size in (1, 2, 3)}
    if ends & words("people"):
        return True
    capital = {word.strip(".").casefold() for word in WORD.findall(bare) if word[0].isupper()}
    if ends & unnamed() and capital <= adjectives() | kind_words():
        return normal(name) not in voices()
    return not capital & adjectives() and capital <= kind_words()


@cache
def kind_words() -> frozenset[str]:
    """Every word that says what a source is and not which."""
    roles = ("people", "group", "modifier", "speaker", "carrier")
    return frozenset(word for role in roles for kind in words(role) for word in kind.split())


@cache
def voices() -> dict[str, str]:
    """Of each medium that speaks for a state the key of that state's media (`knowledge/state_voices.csv`)."""
    countries = knowledge.load("countries")
    adjectives = [(tables.split(cell) or [""])[0] for cell in countries["demonyms"]]
    found = {}
    for voice, spelling in knowledge.load("state_voices")[["voice", "spelling"]].itertuples(index=False):
        for adjective, country in zip(adjectives, countries["name"], strict=True):
            if adjective or "{" not in voice + spelling:
                forms = {"adj": adjective, "country": country}
                found[normal(spelling.format(**forms))] = normal(voice.format(**forms))
    return found


@cache
def single(kind: str) -> frozenset[str]:
    """The words for one group of a kind of source ("monitor": "war monitor", "watchdog", …)."""
    known = knowledge.load("source_words")
    return frozenset(known.loc[(known["kind"] == kind) & (known["role"] == "group"), "word"].str.casefold())


def meant(name: str, kind: str, country: str, named: Iterable[tuple[str, str]]) -> str:
    """Whom the generic ``name`` means among the sources ``named`` (name, kind) in its article; empty if nobody is told.

    "the monitor" is the one monitor that the article names, "the ministry" its one ministry; "state media" are those of
    the ``country`` (its code) where it happened.
    """
    bare = ARTICLE.sub("", name.strip()).casefold()
    ours = f"{adjective(country)} {bare}" if country else ""
    if normal(ours) in voices():
        return ours
    ends = {" ".join(bare.split()[-size:]) for size in (1, 2, 3)}
    same = {other for other, its in named if other.casefold().endswith(f" {bare}")}
    if not same and kind in ("monitor", "agency") and ends & single(kind):
        same = {other for other, its in named if its == kind}
    return same.pop() if len(same) == 1 else ""


@cache
def adjective(country: str) -> str:
    """The adjective of a country (its code): "Syrian"."""
    known = knowledge.load("countries").set_index("country")["demonyms"]
    return (tables.split(known.get(country, "")) or [""])[0]
