"""The tense of the verb that a date goes with, by its auxiliaries and form (Universal Dependencies, Penn tags).

What is planned counts as future ("is due to meet", "set for Friday"), an infinitive of purpose does not ("attacked to
retake"). A date before a noun tells when that noun takes place: "Friday's raid will be investigated" is a past Friday.
"""

from __future__ import annotations

from functools import cache

from helpers import knowledge

BEFORE_NOUN = ("compound", "nummod", "nmod", "poss", "amod", "npadvmod")


@cache
def happenings() -> frozenset[str]:
    """Nouns of what has happened when it is in the news, from `knowledge/event_words.csv`: a raid, not a meeting."""
    rows = knowledge.load("event_words")
    return frozenset(rows.loc[rows["kind"].eq("event") & ~rows["family"].isin(["meeting", "truce"]), "word"])


@cache
def happened() -> frozenset[str]:
    """`happenings` without the s of a plural."""
    return frozenset(word.rstrip("s") for word in happenings())


@cache
def telling() -> frozenset[str]:
    """Verbs of saying and of publishing, from `knowledge/event_words.csv` and `time_clues.csv`."""
    events, clues = knowledge.load("event_words"), knowledge.load("time_clues")
    return frozenset(events.loc[events["kind"].eq("report"), "word"]) | frozenset(
        clues.loc[clues["clue"].eq("telling"), "word"]
    )


def teller(token):
    """The verb that ``token`` goes with if it is one of saying or publishing, else None."""
    verb = next((one for one in (token, *token.ancestors) if one.pos_ in ("VERB", "AUX")), None)
    return verb if verb is not None and verb.lemma_.lower() in telling() else None


def says(date, other) -> bool:
    """Whether the word ``date`` tells when something is said, and ``other`` stands in what is said.

    "The council said on Saturday that at 8.15 pm a shell fell": Saturday is of the verb over the clause of the time.
    """
    verb = teller(date)
    verbs = [verb, *(one for one in verb.ancestors if one.lemma_.lower() in telling())] if verb is not None else []
    clauses = [child for one in verbs for child in one.children if child.dep_ in ("ccomp", "parataxis")]
    return any(clause.left_edge.i <= other.i <= clause.right_edge.i for clause in clauses if clause.i != verb.i)


@cache
def plans(kind: str = "plan") -> frozenset[str]:
    """Words under which an infinitive (``plan``) or a date itself (``planned``) is to come (`time_words.csv`)."""
    rows = knowledge.load("time_words")
    return frozenset(rows.loc[rows["class"].eq(kind), "word"])


def arranged(word) -> bool:
    """Whether something is arranged *for* a day under ``word``: they called talks for Monday, a vote for June."""
    return bool({word.lower_, word.lemma_.lower()} & (plans() | plans("planned"))) or word.lemma_.lower() in meetings()


@cache
def meetings() -> frozenset[str]:
    """Nouns of what is arranged beforehand, from `knowledge/event_words.csv`."""
    rows = knowledge.load("event_words")
    return frozenset(rows.loc[rows["kind"].eq("event") & rows["family"].eq("meeting"), "word"])


def read(token) -> str:
    """The tense of the verb over ``token``: ``future``, ``planned``, ``past``, ``perfect`` or ``present``, else empty.

    ``planned`` is to come, but may have been so long ago: *agreed to meet*, *could meet*.
    """
    before_noun = False
    if token.dep_ == "pobj" and token.head.lower_ in plans("to") and token.head.head.lemma_ in plans("postpone"):
        return "future"
    if token.dep_ == "pobj" and token.head.lower_ == "for" and arranged(token.head.head):
        return "future"
    led = token.i > 0 and token.nbor(-1).pos_ == "ADP" and token.dep_ != "poss"  # "in March the leader was killed"
    while True:
        if token.pos_ in ("VERB", "AUX"):
            tense = of_verb(token)
            if tense:
                return (
                    (tense if tense in ("future", "planned") else "")
                    if before_noun
                    else tense.replace("modal", "planned")
                )
        elif token.pos_ == "ADJ" and token.lower_ in plans("planned"):
            return "future"
        head = token.head
        if head.i == token.i:
            return ""
        if not led and head.i > token.i and head.pos_ in ("NOUN", "PROPN") and token.dep_ in BEFORE_NOUN:
            before_noun = before_noun or head.ent_type_ not in ("DATE", "TIME")
            if head.lemma_.lower() in happenings():
                return "past"
        token = head


def of_verb(verb) -> str:
    """The tense of one verb: as `read`, or ``modal``; empty if it shows none, as an infinitive of purpose."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & {"will", "'ll", "’ll", "shall", "wo", "ll"}:
        return "future"
    if any(child.tag_ == "MD" for child in auxiliaries):
        return "past" if words & {"have", "would"} else "modal"
    if "to" in words:
        head = verb.head
        planned = head.lemma_.lower() in plans() or head.lower_ in plans()
        bare = head.pos_ == "AUX" and verb.dep_ == "xcomp"  # "are to meet"
        noun = verb.dep_ in ("acl", "relcl") and "be" in words  # "talks to be held"
        return "planned" if head.i != verb.i and (planned or bare or noun) and of_verb(head) != "perfect" else ""
    finite = [verb, *auxiliaries]
    if verb.tag_ == "VBN" and not words & {"has", "have", "had", "'s", "'ve"} and verb.lower_ in plans("planned"):
        return "future"
    if any(token.tag_ == "VBD" for token in finite):
        return "past"
    if not auxiliaries and verb.tag_ in ("VBZ", "VBP") and verb.lower_ in plans("timetable"):
        return "future"
    if any(token.tag_ in ("VBZ", "VBP") for token in finite):
        return "perfect" if words & {"has", "have", "'s", "'ve"} and verb.tag_ in ("VBN", "VBD") else "present"
    return ""
