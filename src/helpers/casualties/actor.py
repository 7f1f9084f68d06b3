"""Who is said to have done it, kept apart from who says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from helpers import knowledge
from helpers.casualties import blame, phrases
from helpers.casualties.actor_names import WHO, actor_words, named, own_word, speaker, use_of, wielder
from helpers.casualties.evidence import Article
from helpers.casualties.known import country_names, demonyms
from helpers.casualties.report import Report
from helpers.language import Token

APART = ("displaced", "missing")  # harms of which the deed of the clause before them is not told
ACTING = ("weapon", "clash")  # uses of words for what is done
FINITE = ("VBD", "VBZ", "VBP", "VBN", "VBG")


@cache
def attack_verbs(kind: str = "") -> frozenset[str]:
    """Verbs of attacks; of ``kind`` only: ``harm``, or ``hold`` (takes people or places)."""
    table = knowledge.load("attack_verbs")
    return frozenset(word.split()[0] for word in table.loc[(table["kind"] == kind) | (kind == ""), "verb"])


def find(article: Article, number: int, figure: dict, reports: list[Report]) -> str:
    """The one said to have done the harm of ``figure`` in its sentence: an entity's name, or the words; else ``""``."""
    return next((name for name in names(article, number, figure, reports) if not same_side(figure, name)), "")


def names(article: Article, number: int, figure: dict, reports: list[Report]) -> Iterator[str]:
    """Who may have done it, the likeliest first: named at the figure, around its word of harm, then elsewhere."""
    sent = article.sentences[number]
    trigger = article.token(figure["trigger_start"])
    counted = range(article.token(figure["start"]).i, article.token(figure["end"] - 1).i + 1)
    speaking = [range(report.first, report.last + 1) for report in reports]
    found = candidates(trigger, sent.start, sent.end, counted, figure["harm"] in APART)
    yield from filter(None, (right_after(article, counted, sent.end), claimed(trigger, reports)))
    for head in found:
        own = own_word(article, head, reports)
        yield from filter(None, [own or of_head(article, head, (sent.start, sent.end), counted, speaking)])
    if figure["harm"] in APART or figure["scope"] == "cumulative" or left_behind(trigger):
        return
    yield from filter(None, [blame.told(article, number, reports, counted)])
    told = deeds(article, number, counted, speaking)
    yield from [name for _, name in sorted(told, key=lambda deed: (abs(deed[0] - trigger.i), deed[0]))]


def same_side(figure: dict, name: str) -> bool:
    """Whether those harmed fight for the one named: "eight Israeli troops" are not harmed by "Israeli forces"."""
    victims = [word.lower() for word in figure.get("victims", "").split()]
    if not any(actor_words().get(form) in WHO for word in victims for form in (word, word.removesuffix("s"))):
        return False
    doers = name.lower().split() or [""]
    countries = country_names()
    lands = {countries[demonyms()[word]].lower() for word in victims if word in demonyms()}
    theirs = {countries[demonyms()[word]].lower() for word in doers if word in demonyms()} | {name.lower()}
    return doers[-1] in victims or bool(lands & theirs)


def left_behind(trigger: Token) -> bool:
    """Whether the dead are the subject's own: "the rebels left behind ten dead"."""
    verbs = [trigger, trigger.head]
    return any(verb.pos_ == "VERB" and any(child.lower_ == "behind" for child in verb.children) for verb in verbs)


def of_head(article: Article, head: Token, bounds: tuple[int, int], counted: range, speaking: list[range] = ()) -> str:
    """The actor that the noun ``head`` names or whose deed it is; none if it is counted or says what is told."""
    floor, ceiling = bounds
    if head.i in counted or any(head.i in part for part in speaking) or not floor <= head.i < ceiling:
        return ""
    first, last = phrases.span(head, floor, ceiling, deep=1)
    if any(i in counted for i in range(first, last)):
        return ""
    return named(article, head, first) or wielder(article, head, floor, ceiling, counted)


def right_after(article: Article, counted: range, ceiling: int) -> str:
    """The one named by "by" right behind a number: "at least 71 *by government forces* and 36 *by rebels*"."""
    by = counted.stop
    if by >= ceiling or article.doc[by].lower_ != "by":
        return ""
    phrase = ("DET", "ADJ", *phrases.NOMINAL)
    end = next((i for i in range(by + 1, ceiling) if article.doc[i].pos_ not in phrase), ceiling)
    if end < ceiling and article.doc[end].tag_ == "POS":  # "by the authorities' count"
        return ""
    noun = article.doc[end - 1]
    return named(article, noun, by + 1) if end > by + 1 else ""


def claimed(trigger: Token, reports: list[Report]) -> str:
    """The party that says it did it: "army commanders *claim to have killed*"."""
    if trigger.dep_ != "xcomp" or trigger.tag_ not in ("VB", "VBN", "VBG"):
        return ""
    return next((speaker(report) for report in reports if report.verb == trigger.head.i), "")


def deeds(article: Article, number: int, counted: range, speaking: list[range]) -> list[tuple[int, str]]:
    """Every attack a sentence tells, as the number of its word and who did it.

    What the structure around a word of harm misses: clauses the parser hung elsewhere, and sentences without figures.
    """
    sent, found = article.sentences[number], []
    bounds = (sent.start, sent.end)
    for token in sent:
        heads: list[Token] = []
        if token.pos_ == "VERB" and token.tag_ in FINITE and token.lemma_.lower() in attack_verbs("harm"):
            if phrases.passive(token) or (token.tag_ == "VBN" and phrases.subject(token) is None):
                heads = [by] if (by := phrases.agent(token)) is not None else []
            elif (who := phrases.subject(token)) is not None and who.i < token.i:
                heads = [token.head if who.lower_ in ("which", "that", "who") and token.dep_ == "relcl" else who]
        elif token.pos_ in phrases.NOMINAL and use_of(token) in ACTING and not stopped(token):
            heads = [token]
        for head in heads:
            if name := of_head(article, head, bounds, counted, speaking):
                found.append((token.i, name))
    return found


def stopped(noun: Token) -> bool:
    """Whether a weapon is an object of something else than an attack: "shot down an Israeli missile"."""
    return (
        noun.dep_ in ("dobj", "nsubjpass")
        and use_of(noun) == "weapon"
        and noun.head.lemma_.lower() not in attack_verbs()
        and noun.lemma_.lower() in ("missile",)
    )


def candidates(trigger: Token, floor: int, ceiling: int, counted: range, apart: bool) -> list[Token]:
    """Nouns that may act, the nearest to the word of harm in the sentence's structure first.

    ``apart``: the harm of the trigger is no part of the deed that the clause joined before it tells.
    """
    found = []
    verb = trigger
    for _ in range(6):
        if verb.pos_ in ("VERB", "AUX"):
            if left_behind(verb):
                break
            attacks = verb.i == trigger.i or verb.lemma_.lower() in attack_verbs()
            bare = verb.tag_ == "VBN" and not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
            if phrases.passive(verb) or (bare and (verb.dep_ != "conj" or phrases.passive(verb.head))):
                by = phrases.agent(verb) if attacks else None
                found += phrases.together(by) if by is not None else []
            elif attacks and (who := phrases.subject(verb)) is not None:
                found.append(verb.head if who.lower_ in ("which", "that", "who") and verb.dep_ == "relcl" else who)
            if verb.tag_ == "VBG" and verb.dep_ == "advcl" and attacks and not phrases.passive(verb.head):
                who = phrases.subject(verb.head)  # "forces used grenades, leaving 82 people dead"
                found += [who] if who is not None else []
            for child in [*verb.children, *beside(verb)]:
                if child.dep_ in ("prep", "advcl", "agent") and child.i not in counted:
                    found += below(child)
        elif verb.pos_ in phrases.NOMINAL:
            found += [token for child in verb.children if child.dep_ in ("prep", "agent") for token in below(child)]
        if verb.head.i == verb.i or not floor <= verb.head.i < ceiling:
            break
        if apart and verb.dep_ == "conj" and verb.i == trigger.i:
            break
        verb = verb.head
    return list(dict.fromkeys(found))


def weapon(token: Token) -> bool:
    """Whether a word is what harm is done with or in: "strike", "shelling", "clash"."""
    return use_of(token) in ACTING


def beside(verb: Token) -> list[Token]:
    """What is told of a verb with the verbs joined to it: "were killed and 35 wounded *in a strike*"."""
    joined = [child for child in verb.children if child.dep_ == "conj"]
    joined += [below for child in joined if child.pos_ in phrases.NOMINAL for below in child.children]
    joined = [child for child in joined if child.lemma_.lower() in attack_verbs()]
    return [below for child in joined for below in child.children if below.dep_ in ("prep", "advcl", "agent")]


def asks_when(verb: Token) -> bool:
    return any(child.lower_ in ("when", "as", "after") for child in verb.lefts)


def below(token: Token) -> list[Token]:
    """The nouns under a preposition, or the subject and agent of an adverbial clause."""
    if token.dep_ in ("prep", "agent"):
        nouns = [child for child in token.children if child.dep_ in ("pobj", "pcomp")]
        when = [child for noun in nouns for child in noun.children if child.dep_ == "relcl"]
        timed = [noun for child in when if asks_when(child) for noun in below(child)]
        if timed:  # "on Monday when drones struck"
            return timed
        if token.lower_ not in ("by", "from"):  # "in an air strike", never "in jihadist-held Idlib"
            nouns = [noun for noun in nouns if weapon(noun) or weapon(noun.doc[min(noun.i + 1, len(noun.doc) - 1)])]
        return nouns + [
            more for noun in nouns for child in noun.children if child.dep_ in ("prep", "acl") for more in below(child)
        ]
    who, by = phrases.subject(token), phrases.agent(token)
    if token.lemma_.lower() not in attack_verbs():  # "when a Russian drone tore through a house"
        return [who] if who is not None and not phrases.passive(token) and use_of(who) in ("machine", "weapon") else []
    active = [who] if who is not None and not phrases.passive(token) else []
    return active + ([by] if by is not None else [])
