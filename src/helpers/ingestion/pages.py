"""HTML pages: their article and what they say about themselves, through trafilatura."""

from __future__ import annotations

import logging
import re
from html import unescape

TAG = re.compile(r"<[^<>]*>")
# Blocks whose text is no line of the page a reader sees.
HIDDEN = ("script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea", "object")
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "button", "dd", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "li"),
    *("main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
}
META = {"title": "title", "author": "author", "date": "published", "sitename": "outlet", "url": "url"}


def extract(html: str) -> tuple[str, dict[str, str]]:
    """The article's text, a paragraph a line, and the page's ``title, author, published, outlet, url, hostname``.

    Both are empty where trafilatura finds no article; dates are read from metadata only, never guessed from the text.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # a hostile page must not stop the run: its visible text is then read as plain text
        found = None
    if found is None:
        return "", {}
    given = {name: " ".join(str(getattr(found, ours, "") or "").split()) for ours, name in META.items()}
    return found.text or "", given | {"hostname": found.hostname or ""}


def visible(html: str) -> str:
    """All text of a page that a reader sees, a block a line; where no parser can follow it, all but its tags."""
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8", errors="replace"), parser=parser())
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return unescape(TAG.sub("\n", html))
    parts: list[str] = []
    walk(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line) or unescape(TAG.sub("\n", html)).strip()


def parser():
    """A parser that takes any page as UTF-8."""
    import lxml.html

    return lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def walk(tree, parts: list[str]) -> None:
    """Collect the text of ``tree`` into ``parts``, a newline around each block; no recursion: pages may be deep."""
    stack = [(tree, False)]
    while stack:
        node, leaving = stack.pop()
        block = node.tag in BLOCKS
        if leaving:
            parts.append("\n" if block else "")
            parts.append((node.tail or "").replace("\n", " "))
            continue
        if block:
            parts.append("\n")
        stack.append((node, True))
        if node.tag not in HIDDEN:
            parts.append((node.text or "").replace("\n", " "))
            stack.extend((child, False) for child in reversed(node))
