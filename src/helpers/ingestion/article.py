"""One raw article to its document, text, removed lines and credits."""

from __future__ import annotations

import re

from helpers import problems, tables
from helpers.case import sha256
from helpers.ingestion import body, captions, credits, facts, furniture, languages, lines, opening, pages

MOST_CHARS = 1_000_000  # spaCy's limit for one text
OUTSIDE = "outside the article in the page's markup"
STEP = "Article"
SURE = 0.7  # probability from which a language counts as known: no English headline of 575 reached it for another


def clean_part(items: list[tuple[dict, dict]], *, remove_boilerplate: bool) -> list[dict]:
    """`clean` of several articles, each with what `sources.csv` says of it."""
    return [clean(raw, given, remove_boilerplate=remove_boilerplate) for raw, given in items]


def clean(raw: dict, given: dict[str, str], *, remove_boilerplate: bool = True) -> dict:
    """``document`` (a row of `documents`), ``text``, ``removed`` and ``credits`` (rows), ``digest`` of the body."""
    document = {"doc_id": raw["doc_id"], "file": raw["file"], "sha256": raw["sha256"]}
    if raw["failure"]:
        return unread((raw, given), problems.Failure(*raw["failure"]))
    if raw["problem"]:
        return nothing(document | facts.known(given, raw, {})[0], raw["problem"])
    page = raw["kind"] == "page"
    source, meta = pages.extract(raw["text"]) if page else (raw["text"], {})
    whole = pages.visible(raw["text"]) if page else lines.newlines(raw["text"])
    about, notes = facts.known(given, raw, meta)
    parted = part(source if source.strip() else whole, about["title"])
    if page and source.strip():
        parted.lines = outside(whole, parted) + parted.lines
    facts.infer(about, parted)
    document |= about
    text, measured, removed = whole, whole, []
    if remove_boilerplate:
        measured = "\n\n".join(parted.body) or about["title"]  # a headline may be all there is
        text = "\n\n".join([about["title"], *parted.body] if about["title"] else parted.body)
        removed = rows_of(raw["doc_id"], parted)
    if len(text) > MOST_CHARS:
        return nothing(document, f"{len(text):,} characters of text, over the limit of {MOST_CHARS:,}")
    if not lines.WORD.search(measured):
        return nothing(document, "has no words")
    found = credits.find(raw["doc_id"], parted.body, parted.lines)
    agencies = [name.strip() for name in given.get("agencies", "").split(";")] if given.get("agencies") else []
    document |= {
        "agencies": tables.join(agencies or credits.agencies(found)),
        "n_words": len(lines.WORD.findall(measured)),
        "body_chars": len(measured),
        "removed_chars": sum(len(row["text"]) for row in removed),
    }
    document |= spoken(about["language"], parted.body, about["title"], [raw["note"], *notes])
    digest = sha256(" ".join(measured.split()).encode())
    made = {"document": document, "text": text, "removed": removed, "credits": found, "digest": digest}
    return made | {"problems": []}


def nothing(document: dict, problem: str) -> dict:
    """The result for an article that is skipped."""
    document = document | {"status": "skipped", "problem": problem}
    return {"document": document, "text": "", "removed": [], "credits": [], "digest": "", "problems": []}


def unread(item: tuple[dict, dict], failure: problems.Failure) -> dict:
    """What stands for an article that could not be read, or on which `clean` failed, for an error nobody foresaw."""
    raw, _ = item
    lost = problems.row("ingestion", raw["doc_id"], STEP, failure)
    unknown = dict.fromkeys(("published_basis", "outlet_basis", "title_basis"), "none")
    document = {"doc_id": raw["doc_id"], "file": raw["file"], "sha256": raw["sha256"]} | unknown
    return nothing(document, lost["problem"]) | {"problems": [lost]}


def part(text: str, title: str) -> body.Page:
    """The article taken apart, also where date, headline or credits stand on one line with its body."""
    parted = body.separate(text, title=title)
    if not parted.body:
        return parted
    before, first = opening.cut(parted.body[0], parted.title)
    parted.body[0] = first
    last, after = opening.ending(parted.body[-1])
    parted.body[-1] = last
    kept = [place for place, line in enumerate(parted.lines) if not line.reason]
    parted.lines[kept[-1] + 1 : kept[-1] + 1] = [lines.Line(piece, 0, reason) for reason, piece in after]
    parted.lines[kept[0] : kept[0]] = [lines.Line(piece, 0, reason) for reason, piece in before]
    if not first:  # a headline is all there is
        parted.lines = [line for line in parted.lines if line.reason]
        parted.body = parted.body[1:]
    return parted


def outside(whole: str, parted: body.Page) -> list[lines.Line]:
    """The visible lines of a page that trafilatura left out."""
    keys = {line.key for line in parted.lines}
    inside = {shingle for key in [*keys, lines.key(parted.title)] for shingle in shingles(key)}
    made = [lines.Line(text, 0, OUTSIDE) for text in whole.split("\n")]
    left = [line for line in made if line.key and line.key not in keys and not shingles(line.key) <= inside]
    for line in left:  # who holds the rights and who took the pictures may be said anywhere; the rest is of others
        if furniture.phrase(line)[0] == furniture.COPYRIGHT:
            line.reason = furniture.COPYRIGHT
        elif line.n <= captions.MOST_WORDS and captions.credit(line.text)[1] == "sure":
            line.reason = "caption"
    return left


def shingles(key: str, words: int = 3) -> set[str]:
    """All runs of three words of ``key``, or it whole if it has fewer."""
    parts = key.split()
    return {" ".join(parts[place : place + words]) for place in range(max(1, len(parts) - words + 1))}


def rows_of(doc_id: str, parted: body.Page) -> list[dict]:
    """The rows of `removed_text`; the headline is not removed, it stands on the text's first line."""
    kept = [(reason, text) for reason, text in parted.removed if reason != "headline"]
    return [
        {"doc_id": doc_id, "order": order, "reason": reason, "text": text}
        for order, (reason, text) in enumerate(kept, start=1)
    ]


def spoken(language: str, paragraphs: list[str], title: str, notes: list[str]) -> dict[str, str]:
    """Language, status and problem of an article that was read. One too short to tell counts as unknown and is
    analysed, unless its script is not Latin."""
    if not language:
        language, probability = languages.detect("\n".join(paragraphs))
        if probability < SURE:
            again = languages.detect("\n".join([title, *paragraphs]))
            language, probability = max((language, probability), again, key=lambda pair: pair[1])
        if language and probability < SURE:
            notes = [*notes, f"too short to be sure of its language (perhaps {language})"]
            if languages.latin("".join(paragraphs) or title):
                language = ""
    status = "ok" if language in ("en", "") else "not_analysed"
    if status == "not_analysed":
        notes = [*notes, "not in English: takes part in overlap only"]
    return {"language": language, "status": status, "problem": re.sub(r"\s+", " ", "; ".join(filter(None, notes)))}
