"""Reporting clauses without a verb: "according to the ministry", "carried by SANA", "– monitor", "NGO: …"."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge
from helpers.casualties import phrases
from helpers.casualties.evidence import Article
from helpers.casualties.known import capitals
from helpers.casualties.report import Report
from helpers.casualties.source import look_up
from helpers.language import Token


@cache
def citing() -> tuple[re.Pattern, dict[str, tuple[str, str]]]:
    """The phrases that name a source or a carrier without a verb, as one pattern and by phrase."""
    table = knowledge.load("citing_phrases")
    known = {row.phrase: (row.role, row.stance) for row in table.itertuples() if row.role in ("source", "via")}
    either = "|".join(re.escape(phrase) for phrase in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), known


def from_phrases(article: Article, floor: int, ceiling: int) -> list[Report]:
    """The reports that a phrase makes: "according to X", "as reported by X", "carried by X"."""
    known, found = citing()[1], []
    start_char, end_char = article.doc[floor].idx, article.doc[ceiling - 1].idx
    for match in matches(article):
        if not start_char <= match.start() < end_char:
            continue
        role, stance = known[match[0].lower()]
        noun = article.token(min(match.end() + 1, len(article.text) - 1))
        while (
            noun.i < ceiling - 1 and noun.pos_ not in phrases.NOMINAL and not (noun.is_punct and noun.text not in '"“-')
        ):
            noun = article.doc[noun.i + 1]
        if noun.i >= ceiling or noun.pos_ not in phrases.NOMINAL:
            continue
        noun = phrase_end(noun, ceiling)
        start = article.token(match.start()).i
        if noun.sent.start < noun.i and any(child.lower_ in ("our", "my") for child in noun.lefts):
            continue  # "according to our information": who says so is outside the quotation
        head = phrases.top(noun, noun.i if noun.dep_ not in phrases.CLIMB else start, ceiling)
        if head.i < start:
            head = noun
        if match[0].lower() == "per" and not article.mentions_in(head.idx - 20, head.idx + len(head)):
            continue
        last = phrases.span(head, start, ceiling)[1] - 1
        found.append(
            Report(
                match.start(),
                0,
                [head.i],
                stance,
                "via" if role == "via" else "phrase",
                start,
                first=start,
                last=last,
            )
        )
    return found


def from_counts(article: Article, floor: int, ceiling: int) -> list[Report]:
    """The reports of ", by UN estimates", "by its count, …", "by the count of the ministry" and "in the count of X"."""
    found = []
    for by in article.doc[floor:ceiling]:
        if by.lower_ not in ("by", "in"):
            continue
        apart = by.i == floor or article.doc[by.i - 1].text in (",", ";", ":")
        for noun in by.children:
            if noun.dep_ != "pobj" or look_up(noun)[2] != "carrier" or noun.i >= min(by.i + 6, ceiling):
                continue
            of = next((child for child in noun.rights if child.lower_ == "of"), None)
            owned = by.lower_ == "by" and (apart or any(child.dep_ == "poss" for child in noun.lefts))
            if owned or of is not None:
                last = phrases.span(noun, by.i, ceiling)[1] - 1 if of is not None else noun.i
                found.append(Report(by.idx, 0, [noun.i], "reported", "phrase", by.i, first=by.i, last=last))
    return found


def phrase_end(noun: Token, ceiling: int) -> Token:
    """The last noun of the words that begin with ``noun``: "the UK-based war *monitor*"."""
    doc, last, place = noun.doc, noun, noun.i + 1
    while place < ceiling and doc[place].ent_type_ not in ("DATE", "TIME"):
        token = doc[place]
        if token.pos_ in ("NOUN", "PROPN"):
            if last.tag_ == "NNS":
                break
            last = token
        elif token.pos_ not in ("ADJ", "PART") and token.text != "-" and token.tag_ != "VBN":
            break
        place += 1
    return last


def matches(article: Article) -> list[re.Match]:
    """The citing phrases of an article, found once."""
    if article.cited is None:
        article.cited = list(citing()[0].finditer(article.text))
    return article.cited


def from_headline(article: Article, floor: int, ceiling: int, already: list[Report]) -> list[Report]:
    """The report of a headline: "… – monitor", "…: officials", "NGO: …", "Monitor – …"."""
    marks = [
        token.i
        for token in article.doc[floor:ceiling]
        if token.text in (":", "–", "—", "-", "―", "--") and token.whitespace_
        if token.text == ":" or article.text[token.idx - 1 : token.idx].isspace()
    ]
    for mark in marks:
        after = article.doc[mark + 1 : ceiling]
        if 0 < len(after) <= 6 and mark == marks[-1] and speaks(article, mark + 1, ceiling, tail=True):
            last = ceiling - 1
            head = phrases.top(
                article.doc[last if article.doc[last].pos_ in phrases.NOMINAL else mark + 1], mark + 1, ceiling
            )
            return [
                Report(
                    article.doc[mark + 1].idx,
                    0,
                    [head.i],
                    "reported",
                    "tail",
                    mark,
                    first=mark + 1,
                    last=last,
                    closes=True,
                )
            ]
        if 0 < mark - floor <= 6 and mark == marks[0] and speaks(article, floor, mark) and len(after) > 3:
            head = phrases.top(article.doc[mark - 1], floor, mark)
            return [
                Report(
                    article.doc[floor].idx,
                    0,
                    [head.i],
                    "reported",
                    "front",
                    mark,
                    first=floor,
                    last=mark - 1,
                    opens=True,
                )
            ]
    if floor == article.sentences[0].start and ceiling - floor > 5:
        text = article.text[: article.title_end].lower().rstrip()
        tail = next((phrase for phrase in tails() if text.endswith(f" {phrase}")), "")
        first = article.token(len(text) - len(tail)).i if tail else floor
        if floor < first and article.doc[first - 1].pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "X"):
            start = article.doc[first].idx
            return [
                Report(start, 0, [ceiling - 1], "reported", "tail", first, first=first, last=ceiling - 1, closes=True)
            ]
    return []


@cache
def tails() -> list[str]:
    """Words for sources that end a headline without a mark before them, the longest first."""
    table = knowledge.load("citing_phrases")
    return sorted(table.loc[table["role"] == "tail", "phrase"], key=len, reverse=True)


def speaks(article: Article, first: int, last: int, *, tail: bool = False) -> bool:
    """Whether nothing but a source stands in these tokens: a known name that can speak, or a generic one."""
    start, end = article.doc[first].idx, article.doc[last - 1].idx + len(article.doc[last - 1])
    covered = sum(
        m.end - m.start
        for m in article.mentions_in(start, end)
        if m.kind != "place" or (tail and (m.place_type == "country" or m.name.lower() in capitals()))
    )
    if covered >= 0.6 * (end - start):
        return True
    return look_up(article.doc[last - 1])[2] in ("people", "group", "speaker") and all(
        token.pos_ not in ("VERB", "NUM") for token in article.doc[first : last - 1]
    )
