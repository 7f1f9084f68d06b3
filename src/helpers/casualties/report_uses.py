"""What must stand beside a reporting verb that reports only at times: "gave the toll as", "saw 92 bodies"."""

from __future__ import annotations

from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.source import look_up
from helpers.language import Token


@cache
def verbs() -> dict[str, tuple[str, str, frozenset[str]]]:
    """Reporting verbs by lemma: stance, use, objects with which they report nothing."""
    table = knowledge.load("reporting_verbs")
    return {row.verb: (row.stance, row.use, frozenset(row.not_with.split("; ")) - {""}) for row in table.itertuples()}


def counted(token: Token) -> bool:
    """Whether a number stands before a noun: those are people told of, not people who tell."""
    return any(
        child.dep_ == "nummod" and not any(between.is_punct and between.text != "," for between in gap)
        for child in token.lefts
        for gap in [token.doc[child.i : token.i]]
    )


def told_of(who: Token, verb: Token) -> bool:
    """Whether people who are counted are those told of; "two doctors said" and "said one officer" have them speak."""
    if not counted(who):
        return False
    if look_up(who)[2] not in ("people", "speaker") or who.i > verb.i:
        return look_up(who)[2] not in ("people", "speaker")
    if any(token.pos_ == "VERB" or token.is_quote for token in who.doc[who.i + 1 : verb.i]):
        return True
    first = min(child.left_edge.i for child in who.lefts if child.dep_ == "nummod")
    opens = first == who.sent.start or first == 0
    before = who.doc[first - 1] if not opens else None
    return not (
        opens or before.is_punct or before.is_space or before.pos_ in ("CCONJ", "SCONJ") or before.tag_ == "WRB"
    )


def gives(verb: Token, objects: list[Token]) -> bool:
    """Whether "gave" gives a count: "gave the toll as 50", "an army statement gave 35 dead"."""
    who = phrases.subject(verb)
    return any(carries(token) for token in objects) or (who is not None and carries(who))


def revises(verb: Token, objects: list[Token]) -> bool:
    """Whether it is a count that is raised, lowered or revised "to 15"."""
    to = any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.children)
    return to and not phrases.passive(verb) and any(carries(token) for token in objects)


def sees(verb: Token, objects: list[Token]) -> bool:
    """Whether "saw" has somebody who looks for others, a reporter or a medic, and an object that is counted."""
    who = phrases.subject(verb)
    return who is not None and look_up(who)[2] == "people" and any(holds_count(token) for token in objects)


def holds_count(token: Token) -> bool:
    """Whether what is seen is counted: "saw nine bodies", "saw the bodies of nine men"."""
    inner = [noun for child in token.rights if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj"]
    return any(counted(one) for one in (token, *inner))


def identifies(verb: Token, objects: list[Token]) -> bool:
    """Whether some who are counted are identified: "identified one of the dead as a guard"."""
    return any(token.like_num or holds_count(token) for token in objects)


def carries(token: Token) -> bool:
    return look_up(token)[2] == "carrier"


def puts(verb: Token, objects: list[Token]) -> bool:
    """Whether something is put "at" a number; what is put may have taken the number from the verb in the parse."""
    tokens = [*verb.children, *(token for one in objects for token in one.subtree)]
    return any(token.dep_ == "prep" and token.lower_ == "at" and token.i > verb.i for token in tokens)


def stands(verb: Token, objects: list[Token]) -> bool:
    """Whether "is" gives somebody's count: "a United Nations estimate is of 200 dead"."""
    who = phrases.subject(verb)
    if who is not None and any(child.lower_ == "by" and child.i == verb.i + 1 for child in verb.children):
        return True  # "the agency stands by 85 dead"
    if who is None or not carries(who) or who.i > verb.i:
        return False
    owners = [child for child in who.lefts if child.dep_ in ("compound", "poss", "nmod")]
    owners += [noun for child in who.rights if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
    return any(look_up(child)[2] in ("group", "name", "people") or child.ent_type_ == "ORG" for child in owners)


USES = {"puts": puts, "stands": stands, "gives": gives, "revises": revises, "sees": sees, "identifies": identifies}
