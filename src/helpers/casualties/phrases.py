"""Noun phrases built from a head noun outwards, so that one wrong arc of the parser does not swallow the clause."""

from __future__ import annotations

from helpers.language import Doc, Token

NOMINAL = {"NOUN", "PROPN", "PRON", "X"}
LEFT = {"det", "amod", "compound", "poss", "nmod", "nummod", "predet", "advmod", "quantmod", "case"}
RIGHT_PREPOSITIONS = {"of", "to", "for", "at", "in", "from", "with", "on", "by"}
CLIMB = {"compound", "poss", "nmod", "amod", "det", "nummod", "case"}


def span(head: Token, floor: int, ceiling: int, *, deep: int = 2) -> tuple[int, int]:
    """The noun phrase of ``head`` as ``(first, last + 1)`` token numbers, within ``floor`` and ``ceiling``.

    Left modifiers, appositions and phrases with "of, for, at, in, from" belong to it, relative clauses do not.
    """
    first, last = head.i, head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.ent_type_ in ("DATE", "TIME") and child.dep_ != "poss":
            break
        if child.dep_ == "nummod" or (child.dep_ == "compound" and child.tag_ == "NNS"):
            break
        if child.dep_ not in LEFT or child.i < floor or (child.pos_ == "VERB" and child.dep_ != "amod"):
            break
        if child.left_edge.i < floor:
            first = min(first, child.i)
            break
        if any(token.is_quote for token in head.doc[child.left_edge.i + 1 : first]):
            break
        first = min(first, child.left_edge.i + (child.left_edge.dep_ == "nummod"))
        if child.dep_ == "det":
            break
    if deep:
        for child in head.rights:
            if child.i >= ceiling or child.i > last + 12:
                break
            if child.dep_ == "punct" or child.dep_ == "case":
                last = child.i if child.dep_ == "case" else last
                continue
            if child.dep_ == "prep" and child.lower_ in RIGHT_PREPOSITIONS:
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        last = max(last, span(noun, floor, ceiling, deep=deep - 1)[1] - 1)
            elif child.dep_ == "appos":
                last = max(last, span(child, floor, ceiling, deep=deep - 1)[1] - 1)
            elif child.dep_ not in ("cc", "conj", "acl", "relcl"):
                break
    return max(first, floor), min(last + 1, ceiling)


def together(head: Token) -> list[Token]:
    """``head`` and what is joined with it by "and" as a phrase of its own."""
    found, queue = [head], [head]
    while queue:
        token = queue.pop(0)
        more = [child for child in token.rights if child.dep_ == "conj" and child.pos_ in NOMINAL]
        found += more
        queue += more
    return found


def top(token: Token, floor: int, ceiling: int) -> Token:
    """The head of the noun phrase that ``token`` ends or stands in, climbing through prepositions and appositions."""
    for _ in range(8):
        head = token.head
        if head.i == token.i or not floor <= head.i < ceiling:
            break
        if (token.dep_ in CLIMB or token.dep_ in ("appos", "conj")) and head.pos_ in NOMINAL:
            token = head
        elif token.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ in NOMINAL and head.head.i < token.i:
            if head.head.i < floor or head.lower_ not in RIGHT_PREPOSITIONS:
                break
            token = head.head
        else:
            break
    return token


def subject(verb: Token) -> Token | None:
    """The grammatical subject of ``verb``, also where it is shared with the verb it is joined with."""
    for token in (verb, *([verb.head] if verb.dep_ == "conj" else [])):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
    return None


def passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def agent(verb: Token) -> Token | None:
    """Who did it in a passive clause: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
            return next(iter(nouns + [noun for noun in child.rights if noun.pos_ in NOMINAL]), None)
    return None


def words(doc: Doc, first: int, last: int) -> str:
    """The text of the tokens ``first`` to ``last``."""
    return doc[first:last].text
