"""To whom a sentence lays a deed: "which blamed the rebels", "accused the army of", "claimed responsibility"."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.actor_names import blamed_party, own_word
from helpers.casualties.evidence import Article
from helpers.casualties.report import Report
from helpers.language import Token


@cache
def blame_words() -> dict[str, tuple[str, frozenset[str]]]:
    """Words that lay a deed to someone, each with where it names him and the objects one of which it needs, if any."""
    table = knowledge.load("blame_words")
    return {row.word: (row.side, frozenset(filter(None, row.needs.split("; ")))) for row in table.itertuples()}


def told(article: Article, number: int, reports: list[Report], counted: range = range(0)) -> str:
    """The one party that sentence ``number`` lays a deed to; empty if none or several."""
    sent, words = article.sentences[number], blame_words()
    found = []
    for token in sent:
        side, needs = words.get(token.lemma_.lower(), ("", frozenset()))
        if not side:
            continue
        objects = {child.lemma_.lower() for child in token.children if child.dep_ in ("dobj", "nsubjpass")}
        bare = token.tag_ == "VBN" and len(needs) > 1  # "it was claimed by the group", not "was taken by the army"
        if needs and not bare and not needs & objects:
            continue
        for head in accused(token, side):
            if head.i in counted or not sent.start <= head.i < sent.end:
                continue
            name = own_word(article, head, reports) or blamed_party(article, head, sent.start, sent.end)
            found += [name] if name else []
    return found[0] if len(set(found)) == 1 else ""


def accused(token: Token, side: str) -> list[Token]:
    """The nouns that the word ``token`` names as the doers."""
    if any(child.dep_ == "neg" for child in token.children):
        return []
    children = list(token.children)
    after = [noun for child in children if child.lower_ == side for noun in child.children if noun.dep_ == "pobj"]
    if side == "on" and not after:  # "blamed on rebels", else "blamed rebels for it"
        side = "object"
    if side == "object":
        names = [child for child in children if child.dep_ in ("dobj", "nsubjpass", "dative")]
        return [one for noun in names for one in phrases.together(noun)]
    if side == "subject":
        by = phrases.agent(token)
        if phrases.passive(token) or (token.tag_ == "VBN" and by is not None):
            return [by] if by is not None else []
        verb = token if token.pos_ == "VERB" else token.head  # "was behind", "was responsible"
        who = phrases.subject(verb)
        none = who is not None and any(child.lower_ in ("no", "neither") for child in who.children)
        return [who] if who is not None and who.i < token.i and not none else []
    return [one for noun in after for one in phrases.together(noun)]
