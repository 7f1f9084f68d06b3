"""What a sentence says beside a number of the people it counts: the group where the noun after it tells none."""

from __future__ import annotations

from helpers.casualties.counts import Count
from helpers.casualties.sentences import Sentence, grammar
from helpers.casualties.victims import ELIDED, clue_phrases, people, people_phrases, together

QUOTES = frozenset({'"', "“", "”", "''", "``", "‘", "'"})
OBJECTS = frozenset({"dobj", "pobj", "conj"})
TOLL = 8  # words before the word for the dead in which "the number of civilians" stands


def told(sentence: Sentence, count: Count) -> str:
    """The group that the words beside ``count`` tell of all it counts."""
    group = told_of_all(sentence, count.last)
    if group == "unknown" and count.trigger.frame == "noun" and "men" in count.victims.details:
        return "combatant" if sentence.at(count.trigger.first) in grammar("loss") else group  # "the loss of 14 men"
    if group == "unknown" and count.victims.kind == "":
        group = accounting(sentence, count.first)
    rules = (inherited, quoted_or_among, of_toll, antecedent)
    for rule in rules:
        group = group if group != "unknown" else rule(sentence, count)
    return group


def told_of_all(sentence: Sentence, i: int) -> str:
    """The group told of a whole number whose phrase ends before ``i``: "close to 300", all of them militia members;
    "248 deaths of civilians".
    """
    j = i
    if sentence.at(j) == "of":
        hit = people_phrases().match(sentence.lower, j + 1) if j + 1 < len(sentence) else None
        return hit[1].group if hit and hit[1].kind == "person" else "unknown"
    while sentence.at(j) in ('"', "”", "''", ",", "–", "—", "-", "("):
        j += 1
    if j == i or sentence.at(j) != "all":
        return "unknown"
    stop = next((k for k in range(j, len(sentence)) if sentence.pos[k] in ("VERB", "PUNCT", "SCONJ")), len(sentence))
    found = people_phrases().find(sentence.lower, j, stop)
    kinds = [row.group for _, _, row in found if row.group != "unknown"]
    kinds += [group for _, _, (group, _) in clue_phrases().find(sentence.lower, j, stop)] if found else []
    return together(kinds, [row.detail for _, _, row in found])


def accounting(sentence: Sentence, i: int) -> str:
    """The group of the people said to make up the number at ``i`` ("Farmers account for nine of the deaths")."""
    if " ".join(sentence.lower[max(0, i - 2) : i]) not in grammar("account") or i < 3:
        return "unknown"
    row = people().get(sentence.lower[i - 3])
    return row.group if row is not None else "unknown"


def inherited(sentence: Sentence, count: Count) -> str:
    """The group of the total told with its parts: "five civilians, *a man* and four girls"."""
    whole = count.parent
    return whole.victims.group if whole is not None and whole.victims.group in ("civilian", "combatant") else "unknown"


def quoted_or_among(sentence: Sentence, count: Count) -> str:
    """The group of people named in quotation marks or after "among": 203 "rebels"; no deaths *among the troops*."""
    i = count.last
    if count.victims.kind == "" and sentence.at(i) in QUOTES:
        return group_at(sentence, i + 1)
    i = max(i, count.trigger.last)
    if sentence.at(i) == "among" and count.victims.kind in ("", "noun"):
        return group_at(sentence, i + 1 + (sentence.at(i + 1) in ("the", "its", "their", "our")))
    return "unknown"


def group_at(sentence: Sentence, i: int) -> str:
    """The group of the word for people at ``i``."""
    hit = people_phrases().match(sentence.lower, i) if 0 <= i < len(sentence) else None
    return hit[1].group if hit and hit[1].kind == "person" else "unknown"


def of_toll(sentence: Sentence, count: Count) -> str:
    """The group a toll counts: "the number of *civilians* killed rose to 74", "*civilian* deaths reached 2,777"."""
    if count.victims.kind != "" or count.trigger.frame not in ("toll", "count"):
        return "unknown"
    at = count.trigger.first
    if at >= count.first:
        return "unknown"
    if (clue := clue_phrases().match(sentence.lower, at - 1)) if at else None:
        return clue[1][0] if clue[0] == at else "unknown"
    begin = max(0, at - TOLL)
    if "number" not in sentence.lower[begin : at + 1]:
        return "unknown"
    found = people_phrases().find(
        sentence.lower, begin + sentence.lower[begin : at + 1].index("number"), count.trigger.last
    )
    return found[0][2].group if found else "unknown"


def antecedent(sentence: Sentence, count: Count) -> str:
    """The group of those attacked, where a number stands without a noun: "ambushed *soldiers*, killing 15 of them";
    or of the one named before: "killing *civilian* Omar Said and wounding three others".
    """
    words = set(sentence.lower[count.number.last : count.last]) - {"of", "them"}
    if count.victims.kind not in ("", "person") or not words <= ELIDED or count.trigger.form != "gerund":
        return "unknown"
    found = set()
    for first, last, row in people_phrases().find(sentence.lower, 0, count.first):
        if row.kind != "person" or sentence.lower[first - 1] in ("by", "said") or first >= count.trigger.first:
            continue
        noun = last - 1
        named = sentence.tags[first - 1] == "VBG" and sentence.pos_at(last) == "PROPN"
        plural = sentence.lower[noun] == row.plural.rpartition(" ")[2]
        if named or (plural and sentence.deps[noun] in OBJECTS and attacked(sentence, noun)):
            found.add(row.group)
    return found.pop() if len(found) == 1 else "unknown"


def attacked(sentence: Sentence, noun: int) -> bool:
    """Whether the people at ``noun`` are an object ("ambushed a group *of soldiers*"), not who did or told it."""
    for _ in range(4):
        dep, head = sentence.deps[noun], sentence.heads[noun]
        if dep == "dobj":
            return sentence.pos[head] == "VERB"
        if dep == "pobj" and sentence.lower[head] in ("of", "on", "against", "targeting"):
            if sentence.lower[head] != "of":
                return True
            head = sentence.heads[head]
        elif dep not in ("conj", "compound"):
            return False
        noun = head
    return False
