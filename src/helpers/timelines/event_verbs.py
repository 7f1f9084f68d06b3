"""What a sentence tells as having happened: its event verbs, and whether they are told as a fact.

An event is a verb that says something happened: past or perfect, not negated, not in the conditional, and neither a
state ("controls"), nor an opinion ("condemned"), nor only a statement ("said"). A headline tells in the present
("Strike kills nine"), and a statement may announce what has a noun ("announced the death of one fighter"). Clauses are
told apart by their relation to the verb above (Universal Dependencies, as ClearNLP labels them).
"""

from __future__ import annotations

from functools import cache, lru_cache

from helpers import knowledge

PASSIVE = {"was", "were", "had", "has", "have", "been", "being", "got", "'ve", "’ve"}
PRESENT = {"is", "are", "be", "'s", "’s"}
DOUBT = {"if", "unless", "whether", "lest"}  # before a clause that is no fact
BEFORE = {"after", "since", "before", "once", "although", "though", "despite"}  # of a clause about another time
NOBODY = {"no", "nobody", "none", "nothing", "neither"}
WORDY = {"VERB", "NOUN", "AUX", "ADJ"}
SAID = ("ccomp", "xcomp", "conj", "parataxis", "acl")  # between a statement and what it states


@cache
def words(kind: str) -> dict[str, set[str]]:
    """Lemmas of one kind in `knowledge/event_words.csv`, each with the families of events it belongs to."""
    made: dict[str, set[str]] = {}
    for row in knowledge.load("event_words").to_dict("records"):
        if row["kind"] == kind:
            made.setdefault(row["word"], set()).add(row["family"])
    return made


@cache
def telling() -> dict[str, set[str]]:
    """Words of events, and of those they harmed, with their families."""
    return words("toll") | words("event")


def happened(sentence: list, headline: bool = False) -> list:
    """The tokens of a sentence that tell that something happened, those of its main clause first."""
    tokens = [token for token in sentence if token.pos_ in WORDY or (headline and token.pos_ == "PROPN")]
    found = [token for token in tokens if is_told(token)]
    if headline:
        found += [token for token in tokens if in_headline(token)]
    elif not found and not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in tokens):
        found = [token for token in tokens if token.tag_ == "VBN" and families(token)]  # no finite verb: a misparse
    return sorted(set(found), key=lambda token: (is_aside(token), is_act(token), token.pos_ != "VERB", token.i))


def is_told(token) -> bool:
    """Whether a verb or noun tells that something happened, outside headlines."""
    if token.pos_ == "VERB":
        return is_event(token) or is_act(token) or counts_dead(token)
    return counts_dead(token) or is_announced(token)


def families(token) -> set[str]:
    """The kinds of event that a word tells of."""
    return kinds_of(token.lemma_.lower(), token.lower_)


@lru_cache(maxsize=50_000)
def kinds_of(lemma: str, word: str) -> set[str]:
    """The kinds of event that a lemma, or else the word as written, tells of."""
    known = telling()
    return known.get(lemma) or known.get(word) or known.get(word.removesuffix("s"), set())


def is_event(token) -> bool:
    """Whether a verb tells that something happened."""
    if token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBN", "VBG"):
        return False
    lemma = token.lemma_.lower()
    children = list(token.children)
    held = any(child.dep_ == "nsubjpass" and families(child) for child in children)  # talks were held
    idle = (lemma in words("state") and not held) or lemma in words("opinion") or lemma in words("report")
    if idle or not is_fact(token):
        return False
    if any(child.dep_ == "neg" or child.tag_ == "MD" or is_none(child) for child in children):
        return False
    if token.tag_ == "VBD":
        return True
    auxiliaries = {child.lower_ for child in children if child.dep_ in ("aux", "auxpass")}
    if token.tag_ == "VBN":
        return bool(auxiliaries & PASSIVE) or token.dep_ in ("ccomp", "conj", "xcomp", "ROOT")
    if auxiliaries & {"was", "were"}:
        return True
    past = token.head.tag_ in ("VBD", "VBN", "VBG") or any(child.lower_ in PASSIVE for child in token.head.children)
    return token.dep_ in ("advcl", "conj", "xcomp") and not auxiliaries & PRESENT and bool(families(token)) and past


def is_none(token) -> bool:
    """Whether a subject or object is nobody and nothing: "no aircraft had attacked"."""
    parts = (token, *token.children)
    return token.dep_ in ("nsubj", "nsubjpass", "dobj") and any(part.lower_ in NOBODY for part in parts)


def is_announced(token) -> bool:
    """Whether a noun is an event that a statement announces: "announced the death of a fighter"."""
    if token.pos_ != "NOUN" or token.dep_ != "dobj" or not violent(families(token)):
        return False
    verb = token.head
    return verb.lemma_.lower() in words("announce") and verb.tag_ in ("VBD", "VBZ", "VBP") and is_fact(verb)


def is_act(token) -> bool:
    """Whether a verb says what it does: "demanded an inquiry", which on its day is an event of its own."""
    lemma = token.lemma_.lower()
    return token.pos_ == "VERB" and token.tag_ == "VBD" and lemma in words("act") and is_fact(token)


def counts_dead(token) -> bool:
    """Whether a noun tells on of those an event harmed: "the dead were from two families", "three of the wounded"."""
    if not is_toll(token.lemma_.lower(), token.lower_) or token.dep_ in ("amod", "oprd", "acomp"):
        return False
    return any(child.lower_ in ("the", "those", "these", "her", "his", "their") for child in token.lefts)


@lru_cache(maxsize=50_000)
def is_toll(lemma: str, word: str) -> bool:
    """Whether a word is of those an event harmed, and not of the event."""
    told = telling().get(lemma, set()) or telling().get(word, set())
    return "harm" in told and lemma not in words("event")


def in_headline(token) -> bool:
    """Whether a word of a headline tells an event, in the present or without a verb; tags are poor in title case."""
    if token.tag_ == "MD" or token.nbor(-1 if token.i else 0).lower_ == "to" or token.lemma_.lower() in words("means"):
        return False
    if violent(families(token)) and token.dep_ != "compound":
        return True
    lemma = token.lemma_.lower()
    idle = any(lemma in words(kind) for kind in ("state", "opinion", "report", "light"))
    return token.tag_ in ("VBZ", "VBP") and token.dep_ == "ROOT" and token.pos_ == "VERB" and not idle


def violent(kinds: set[str]) -> bool:
    """Whether one of the families of events is one of violence, or of the harm it does."""
    return bool(kinds & words("violence").keys())


def alike(one: set[str], other: set[str]) -> bool:
    """Whether the kinds of violence of two sentences may be one: in common, both from afar, or only harm known."""
    left, right = one - words("harm").keys(), other - words("harm").keys()
    afar = words("from afar").keys()
    return not left or not right or bool(left & right) or bool(left & afar and right & afar)


def is_fact(token) -> bool:
    """Whether what a verb tells is stated: not under "if" or "whether", not denied, not "it is not clear that"."""
    while True:
        if any(child.dep_ == "mark" and child.lower_ in DOUBT for child in token.children):
            return False
        head = token.head
        if head.i == token.i or token.dep_ not in (*SAID, "advcl", "dobj", "pobj", "prep"):
            return True
        if (token.dep_ in SAID and token.dep_ != "conj") or token.pos_ == "NOUN":
            if head.lemma_.lower() in words("denial"):
                return False
            if token.dep_ == "ccomp" and any(child.dep_ == "neg" for child in head.children):
                return False
        if token.dep_ in ("dobj", "pobj", "prep") and token.pos_ not in ("NOUN", "ADP"):
            return True
        token = head


def is_aside(token) -> bool:
    """Whether a verb stands beside what a sentence tells: in a relative clause, or one about what came before."""
    while token.head.i != token.i:
        which = any(child.tag_ in ("WDT", "WP") and child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
        if token.dep_ in ("relcl", "pcomp") or (token.dep_ == "advcl" and which):
            return True
        if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG"):
            return True
        if token.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in BEFORE for child in token.children):
            return True
        token = token.head
    return False


def is_known(token) -> bool:
    """Whether an event word, or a verb that says how an event went: "the attack came at dawn"."""
    subjects = (child for child in token.children if child.dep_ in ("nsubj", "nsubjpass"))
    return bool(families(token)) or any(families(child) for child in subjects)


def states(verb, event) -> bool:
    """Whether a statement is about an event: the event is in the clause that the verb states."""
    if event.head.i == verb.i and event.dep_ == "dobj":
        return True
    token = event
    while token.head.i != token.i and token.dep_ in (*SAID, "advcl"):
        token = token.head
        if token.i == verb.i:
            return True
    return verb.dep_ in ("parataxis", "acl", "ccomp", "advcl") and not is_aside(event)
