"""What the words around a place make of it: where something happened, whence, whither, or where somebody tells."""

from __future__ import annotations

import re
from itertools import islice

from helpers.casualties.actor import attack_verbs
from helpers.casualties.evidence import Article, Mention
from helpers.casualties.known import capitals
from helpers.casualties.report import Report
from helpers.casualties.turns import clues

FLIGHT = {"displaced", "detained"}  # harm done where people are taken or driven from
DATELINE = re.compile(r"(?:, ?[A-Z][\w. ]{2,20})? ?(?:\([A-Z][\w ]+\) ?)?(?:(?:--?|–|—|:)(?=\s)|\([A-Z]+\))")
STEPS = 3  # words from a place up to what it is the place of
NEAR = 0.4  # a place less fit than this is no place of a figure in its sentence
AGENCY = re.compile(r" \([A-Z][\w ]+\) (?=[A-Z\"“])")  # "CAIRO (Reuters) Rebels said", where lines ran together
GOOD = 0.55  # a place this fit is one of the event
AGED = re.compile(r"\d, of $")  # "Maria Lopez, 35, of Madrid"


def usable(article: Article, mention: Mention, reports: list[Report], harm: str = "") -> float:
    """How well a place's own words make it a place of the event: 0 not at all, 1 fully."""
    if mention.kind != "place" or any(report.start <= mention.start < report.end for report in reports):
        return 0
    doc, first, last = article.doc, article.token(mention.start), article.token(mention.end - 1)
    if modifies(article, mention):
        return 0
    if mention.loose:
        return 0.1
    if mention.start in article.labels:
        return 1
    if dateline(article, mention):
        return 0.9 if mention.rank < 3 and headlined(article, mention) else 0.2
    if tends(first) or tends(last):
        return 0.2
    fit = preposed(article, first.i, last, harm, speaks_for_state(article, mention))
    if enclosed(article, mention):
        fit = min(fit, 0.2)
    if last.i + 1 < len(doc) and doc[last.i + 1].lower_ in clues()["weak"]:
        fit = min(fit, 0.3 if mention.place_type == "country" else 0.5)  # "the Jordan border" is not in Jordan
    return fit * (0.5 if mention.rank == 5 else 0.6 if mention.place_type == "water" else 1)


def speaks_for_state(article: Article, mention: Mention) -> bool:
    """Whether a bare name is likelier a state than a place: a country, or a capital far from what is told."""
    if mention.country == article.main_country and mention.place_type != "country":
        return False
    return mention.place_type == "country" or mention.name.lower() in capitals()


def preposed(article: Article, first: int, last, harm: str, country: bool) -> float:
    """What the words before a place make of it: "in X" is where, "from X" whence, "50 km from X" neither."""
    known, doc = clues(), article.doc
    floor = max(last.sent.start, first - 8)
    words = [token.lower_ for token in doc[floor:first]]
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in known["any"]), None)
    preposition = words[at] if at is not None and len(words) - at <= 6 else ""
    if preposition and any(token.pos_ in ("VERB", "AUX") for token in doc[floor + at + 1 : first]):
        preposition = ""
    if preposition in known["of"] or preposition in known["origin"]:
        near = words[max(at - 4, 0) : at]
        if any(word in known["distance"] for word in near):
            return 0.15
        if near and preposition in known["of"] and near[-1] in known["office"]:
            return 0.3  # "an official of X": who tells, or whom
        if preposition in known["of"] and any(word in known["direction"] for word in near):
            return 0.6
    if preposition and at and words[at - 1] in known["absent"]:
        return 0.3  # "was away in X"
    if preposition in known["at"] and stays(doc[floor + at]):
        return 0.3  # "who used to live in X"
    if preposition in known["at"] and at and words[at - 1] in known["office"] and doc[floor + at - 1].dep_ == "nsubj":
        return 0.3  # "the ministry in X": who tells
    if words[-1:] == ["by"] and last.dep_ == "pobj":
        return 0.3  # "the parts held by X": a government
    if preposition and at and words[at - 1] in known["example"]:
        return 0.3  # "in the north including near X": one of the places
    if preposition and " ".join(words[max(at - 1, 0) : at + 1]) in known["pair"]:
        return 1
    if preposition and moved_there(doc[floor : floor + at + 1], preposition):
        return 0.3
    if AGED.search(article.text[: doc[first].idx][-8:]):
        return 0.25
    if preposition in known["origin"]:
        return 0.9 if harm in FLIGHT and not (country and harm == "detained") else 0.25
    if preposition in known["goal"]:
        telling = preposition in known["having"] and last.i + 1 < len(doc) and doc[last.i + 1].tag_ == "VBG"
        return 0.8 if telling else 0.3  # "with X seeing its worst day"
    if preposition in known["weak"]:
        return 0.4 if country or preposition not in known["target"] else 0.6
    if preposition in known["at"]:
        if at > 1 and words[at - 2] in known["origin"] and words[at - 1] in known["post"]:
            return 0.25  # "shells came from positions near X"
        return 0.3 if floor + at and attackers(doc[floor + at - 1], last) else 1
    powers = last.dep_ in ("compound", "nmod") and last.head.i > last.i and last.head.lemma_.lower() in known["power"]
    if preposition in known["of"]:
        return 0.3 if powers else 0.9  # "warplanes of the Asmara regime"
    if last.dep_ == "dobj" and last.head.lemma_.lower() in attack_verbs():
        return 0.8
    if last.dep_ in ("nsubj", "dobj") and " ".join(token.lower_ for token in doc[first : last.i + 1]) in capitals():
        return 0.3  # "Kyiv said", "accused Kyiv": a government
    if last.dep_ == "poss" and last.head.lemma_.lower() in known["span"]:
        return 0.8
    if country and harm == "detained" and last.dep_ == "nsubj" and last.head.lemma_.lower() in attack_verbs("hold"):
        return NEAR  # "X detains nine": at home, unless another place is told
    if powers:
        return 0.3  # "Burundi rebels", "the Asmara regime", "Belgrade television"
    return 0.3 if country and last.dep_ != "compound" else 0.65


def stays(preposition) -> bool:
    """Whether a preposition tells where somebody lives, comes from or once was: "who used to live in X"."""
    verb = preposition.head
    return verb.pos_ == "VERB" and verb.lemma_.lower() in clues()["stay"]


def tends(token) -> bool:
    """Whether a place is where the wounded are treated: "Mar Hospital received nine", "the ward in Mar took in six".

    Also where they die of what was done elsewhere: "died at Mar Hospital".
    """
    words = [token, *islice(token.ancestors, STEPS)]
    at = next((i for i, word in enumerate(words) if word.lemma_.lower() in clues()["care"]), None)
    if at is None:
        return False
    care = words[at]
    if care.dep_ in ("nsubj", "nsubjpass"):
        return care.head.lemma_.lower() in clues()["tend"]
    return any(word.pos_ == "VERB" and word.lemma_.lower() in clues()["dies"] for word in islice(care.ancestors, 2))


def moved_there(words, preposition: str) -> bool:
    """Whether a place is where somebody was brought or is heading: "flown to a hospital in X", "advancing on X"."""
    known = clues()
    lemmas = [token.lemma_.lower() for token in words]
    if preposition == "on" and len(lemmas) > 1 and any(lemma in known["advance"] for lemma in lemmas[-3:-1]):
        return True
    if any(lemma in known["care"] and known["tend"] & set(lemmas[:i]) for i, lemma in enumerate(lemmas)):
        return True
    return "to" in lemmas[-6:-1] and any(lemma in known["bring"] for lemma in lemmas)


def headlined(article: Article, mention: Mention) -> bool:
    """Whether the title names the town of the dateline too: then the report comes from where it happened."""
    titled = article.mentions_in(0, article.title_end)
    return any(other.name.lower() == mention.name.lower() for other in titled if other.kind == "place")


def modifies(article: Article, mention: Mention) -> bool:
    """Whether a place only describes something: "Aleppo-based", or a part of an organisation's name."""
    after = article.text[mention.end : mention.end + 24]
    if after[:1] in "-–" and after[1:].split(" ", 1)[0].strip(",.").lower() in clues()["modifier"]:
        return True
    if mention.text.lower().rpartition("-")[2] in clues()["modifier"]:
        return True
    around = article.mentions_in(max(mention.start - 60, 0), mention.end + 60)
    return any(other.kind != "place" and other.start <= mention.start and mention.end <= other.end for other in around)


def dateline(article: Article, mention: Mention) -> bool:
    """Whether a place opens a paragraph as the place of the report: "BEIRUT (Reuters) -", "Beirut, Lebanon —"."""
    line = article.text.rfind("\n", 0, mention.start) + 1
    loud = mention.text.isupper() and len(mention.text) > 3
    if loud and AGENCY.match(article.text, mention.end):
        return True
    if mention.start != line:
        before = article.mentions_in(line, mention.start)
        if not before or before[0].start != line or article.text[before[0].end : mention.start] not in (", ", "/"):
            return False
        return bool(DATELINE.match(article.text[mention.end : mention.end + 40]))
    after = article.text[mention.end : mention.end + 40]
    if loud or after[:1] in ("", "\n"):
        return True
    return bool(DATELINE.match(after))


def enclosed(article: Article, mention: Mention) -> bool:
    """Whether a place stands in brackets."""
    before = article.text[max(mention.start - 80, 0) : mention.start]
    return before.rfind("(") > before.rfind(")")


def by(article: Article, mention: Mention) -> bool:
    """Whether something is told of what lies by a place, not of itself: "outside X", "north of X", "an X suburb"."""
    behind = article.text[mention.end : mention.end + 20].lower().split()[:1]
    if set(behind + mention.text.lower().split()[-1:]) & clues()["fringe"]:
        return True
    words = article.text[max(mention.start - 40, 0) : mention.start].lower().split()[-4:]
    known = clues()
    if words[-1:] and words[-1] in known["of"]:
        return any(word in known["direction"] for word in words[:-1])
    return any(word in known["beside"] for word in words)


def off(article: Article, mention: Mention) -> bool:
    """Whether a place is only that from which a way is told: "a train south-east of X"."""
    words = article.text[max(mention.start - 40, 0) : mention.start].lower().split()[-3:]
    return len(words) > 1 and words[-1] == "of" and words[-2] in clues()["direction"]


def attackers(token, last) -> bool:
    """Whether a participle tells where those stand who attack: "rebels *positioned* in X shelled Y".

    Also "fired by rebels positioned in X", and where the verb of attack comes right after the place, whose ``last``
    word is given.
    """
    if token.lemma_.lower() not in clues()["posted"] and token.lower_ not in clues()["posted"]:
        return False
    who = token.head
    while who.dep_ in ("pobj", "prep", "compound", "appos") and who.head.i < who.i:
        who = who.head  # "a sniper of a group positioned in X"
    if who.dep_ == "agent":
        return True
    behind = next((one for one in last.doc[last.i + 1 : last.sent.end] if one.pos_ in ("VERB", "AUX")), None)
    past = behind is not None and behind.tag_ in ("VBD", "VBN")
    if past and behind.lemma_.lower() in attack_verbs() and who.i < token.i:
        return True
    return who.dep_ == "nsubj" and who.head.lemma_.lower() in attack_verbs() and who.i < token.i


def attacked(article: Article, number: int) -> bool:
    """Whether a sentence tells of an attack by a verb: "jets bombed the village"."""
    verbs = attack_verbs()
    return any(token.pos_ == "VERB" and token.lemma_.lower() in verbs for token in article.sentences[number])
