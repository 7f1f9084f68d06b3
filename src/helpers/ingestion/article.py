"""One raw article to its document, text, removed lines and credits."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from helpers import tables
from helpers.case import sha256
from helpers.ingestion import body, credits, dates, headline, languages, lines, opening, pages

MOST_CHARS = 1_000_000  # spaCy's limit for one text
SURE = 0.9  # probability from which a language counts as known
MIRRORS = ("archive.org", "archive.is", "archive.ph", "archive.today", "webcache.googleusercontent.com")
MARK_CHARS = 400


def clean_part(items: list[tuple[dict, dict]], *, remove_boilerplate: bool) -> list[dict]:
    """`clean` of several articles, each with what `sources.csv` says of it."""
    return [clean(raw, given, remove_boilerplate=remove_boilerplate) for raw, given in items]


def clean(raw: dict, given: dict[str, str], *, remove_boilerplate: bool = True) -> dict:
    """``document`` (a row of `documents`), ``text``, ``removed`` and ``credits`` (rows), ``digest`` of the body."""
    document = {"doc_id": raw["doc_id"], "file": raw["file"], "sha256": raw["sha256"], "problem": raw["problem"]}
    if raw["problem"]:
        return nothing(document | known(given, raw, {}))
    page = raw["kind"] == "page"
    source, meta = pages.extract(raw["text"]) if page else (raw["text"], {})
    whole = pages.visible(raw["text"]) if page else lines.newlines(raw["text"])
    facts = known(given, raw, meta)
    parted = part(source if source.strip() else whole, facts["title"])
    if page and source.strip():
        parted.lines = outside(whole, parted) + parted.lines
    infer(facts, parted, source if page else raw["text"])
    title = facts["title"]
    if remove_boilerplate:
        text = "\n\n".join(([title] if title else []) + parted.body)
        measured = "\n\n".join(parted.body)
        removed = rows_of(raw["doc_id"], parted)
    else:
        text = measured = whole
        removed = []
    document |= facts
    if len(text) > MOST_CHARS:
        problem = f"{len(text):,} characters of text, over the limit of {MOST_CHARS:,}"
        return nothing(document | {"problem": problem})
    if not lines.WORD.search(measured):
        return nothing(document | {"problem": "has no words"})
    found = credits.find(raw["doc_id"], parted.body, parted.lines)
    agencies = tables.split(given.get("agencies", "")) or list(credits.agencies(found))
    document |= {
        "agencies": tables.join(part.strip() for name in agencies for part in name.split(";")),
        "n_words": len(lines.WORD.findall(measured)),
        "body_chars": len(measured),
        "removed_chars": sum(len(row["text"]) for row in removed),
    }
    document |= spoken(document["language"], parted.body, title, raw["note"])
    return {
        "document": document,
        "text": text,
        "removed": removed,
        "credits": found,
        "digest": sha256(lines.key(measured).encode()),
    }


def nothing(document: dict) -> dict:
    """The result for an article that is skipped."""
    document = document | {"status": "skipped", "title_basis": document.get("title_basis", "none")}
    return {"document": document, "text": "", "removed": [], "credits": [], "digest": ""}


def known(given: dict, raw: dict, meta: dict) -> dict:
    """What `sources.csv`, the row's own columns and the page's metadata say, in this order, each with its basis.

    A row's own columns count as metadata.
    """
    facts: dict[str, str] = {}
    for name in ("title", "outlet", "published", "url", "language", "author", "archived_url", "retrieved"):
        from_row = raw.get(name, "") or meta.get(name, "")
        if name in ("published", "retrieved"):
            from_row = dates.first(from_row) or ""
        if name in ("url", "archived_url") and urlsplit_or_none(from_row) is None:
            from_row = ""
        facts[name] = given.get(name, "") or from_row
        basis = "manifest" if given.get(name) else "metadata" if facts[name] else "none"
        if name in ("title", "outlet", "published"):
            facts[f"{name}_basis"] = basis
    facts["language"] = facts["language"][:2].lower()
    if not facts["outlet"] and (host := urlsplit_or_none(facts["url"])) and not host.endswith(MIRRORS):
        facts |= {"outlet": host.removeprefix("www."), "outlet_basis": "metadata"}
    facts["title"], site = headline.bare(facts["title"], {lines.key(facts["outlet"])} - {""})
    if site and not facts["outlet"]:
        facts |= {"outlet": site, "outlet_basis": facts["title_basis"]}
    facts["title"] = lines.tidy(facts["title"]).replace("\n", " ").strip()
    return facts


def urlsplit_or_none(url: str) -> str | None:
    """The host of a web address, or None if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and parts.hostname else None


def part(text: str, title: str) -> body.Page:
    """The article taken apart, with a date and headline before its body on one line cut off first."""
    text = lines.tidy(text)
    end = opening.cut(text, title) if title and "\n" not in text[: len(title) + opening.BEFORE_CHARS].strip() else 0
    parted = body.separate(text[end:], title=title)
    if end:
        head = lines.Line(text[:end].strip(), 0, "date and headline before the article")
        parted.lines.insert(0, head)
    return parted


def outside(whole: str, parted: body.Page) -> list[lines.Line]:
    """The visible lines of a page that trafilatura left out."""
    inside = " ".join(line.key for line in parted.lines)
    made = []
    for text in whole.split("\n"):
        line = lines.Line(text, 0, "outside the article in the page's markup")
        if line.key and line.key not in inside:
            made.append(line)
    return made


def infer(facts: dict, parted: body.Page, text: str) -> None:
    """Fill what is not known from the text: headline, day of publication, outlet."""
    if not facts["title"] and parted.title:
        facts["title"], site = headline.bare(parted.title, {lines.key(facts["outlet"])} - {""})
        facts["title_basis"] = "text"
        if site and not facts["outlet"]:
            facts |= {"outlet": site, "outlet_basis": "text"}
    if not facts["published"]:
        head = " ".join(parted.body[:1])[:MARK_CHARS]
        dateline = credits.patterns()["dateline"].search(head)
        if dateline and (day := dates.first(dateline["place"])):
            facts |= {"published": day, "published_basis": "dateline"}
        else:
            plain = [line.text for line in parted.lines if line.reason and line.reason != "caption" and line.n <= 40]
            if day := dates.publication(plain):
                facts |= {"published": day, "published_basis": "text"}


def rows_of(doc_id: str, parted: body.Page) -> list[dict]:
    """The rows of `removed_text`; the headline is not removed, it stands on the text's first line."""
    kept = [(reason, text) for reason, text in parted.removed if reason != "headline"]
    return [
        {"doc_id": doc_id, "order": order, "reason": reason, "text": text}
        for order, (reason, text) in enumerate(kept, start=1)
    ]


def spoken(language: str, paragraphs: list[str], title: str, note: str) -> dict[str, str]:
    """Language, status and problem of an article that was read."""
    notes = [note] if note else []
    if not language:
        language, probability = languages.detect("\n".join(paragraphs))
        if probability < SURE:
            again, surer = languages.detect("\n".join([title, *paragraphs]))
            language, probability = max(((language, probability), (again, surer)), key=lambda pair: pair[1])
        if language and probability < SURE:
            notes.append(f"too short to be sure of its language ({language}, {probability:.0%})")
    if language not in ("en", ""):
        notes.append("not in English: takes part in overlap only")
    status = "ok" if language in ("en", "") else "not_analysed"
    return {"language": language, "status": status, "problem": re.sub(r"\s+", " ", "; ".join(notes))}
