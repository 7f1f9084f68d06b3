"""What a report may not show: text of the articles, names of persons harmed. Taken out of the page, and looked for.

The names are those of the table `victims`, the other spellings of the entities so called, and each part of such a name
that is no part of anybody else's: after *Amal Haddad* an article says *Haddad*. Rather too much is taken out than too
little; only who stands in the package's own list of names is a public person.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from itertools import chain

import pandas as pd

from helpers.report.source import Source
from helpers.tables import split

NO_TEXT = '<span class="cut">[text withheld]</span>'
NO_NAME = "[name withheld]"
# Between the parts of a name: spaces and signs, as HTML, as JSON in a script and as an address of the web write them.
GAP = r"(?:[\s\-_.,'’+]|%20|&\#?\w+;|<[^<>]*>|\\u003c[^<>\\]*\\u003e)+"
START = r"(?:(?<![^\W_])|(?<=\\u003e)|(?<=\\u0026))"
RUN = 12  # words in a row that stand in an article and in a page without its text: no name is so long


def without_text(page: str) -> str:
    """``page`` without words of articles: those of tables stand in ``q``, those of charts in italics."""
    page = re.sub(r"<q>.*?</q>", NO_TEXT, page, flags=re.S)
    return re.sub(r"\\u003ci\\u003e.*?\\u003c/i\\u003e", "", page)


def names(made: Source) -> tuple[list[str], list[str]]:
    """The names that are withheld, not those of public persons; and the parts of them that nobody else has."""
    entities = made["entities"]
    called = [{r.name, *split(r.aliases)} for r in entities.itertuples()]
    public = set().union(*(one for one, basis in zip(called, entities["basis"], strict=True) if basis == "knowledge"))
    named = {one for one in made["victims"]["name"] if len(one) > 2} - public
    whole = named.union(*(spellings for spellings in called if spellings & named))
    others = {part for spellings in called if not spellings & named for one in spellings for part in words(one)}
    parts = {part for one in whole for part in words(one) if len(part) > 2 and part[0].isupper()} - others
    return sorted(whole, key=lambda one: (-len(one), one)), sorted(parts - whole)


def words(name: str) -> list[str]:
    """The words of a name."""
    return re.findall(r"[^\W_]+", name)


def pattern(whole: Iterable[str], parts: Iterable[str]) -> re.Pattern | None:
    """What finds the names in a page, whatever stands between their words; files inside of the page are passed over."""
    listed = [GAP.join(map(re.escape, words(one))) for one in whole if words(one)]
    alone = [re.escape(one) for one in parts]
    if not listed:
        return None
    begins = "".join(sorted({sign for one in (*whole, *parts) for sign in one[0].lower() + one[0].upper()}))
    found = "|".join(listed)
    said = rf"(?i:{found})" + (f"|{'|'.join(alone)}" if alone else "")
    return re.compile(rf"""\bdata:[^"]*"|{START}(?=[{re.escape(begins)}])(?P<name>{said})(?![^\W_])""")


def without_names(made: Source) -> Callable[[str], str]:
    """What takes the names of persons harmed out of a page; a link whose address holds one is no link any more."""
    found = pattern(*names(made))

    def taken(match: re.Match) -> str:
        if not match["name"]:
            return match[0]
        return NO_NAME + "".join(re.findall(r"<[^<>]*>", match[0]))

    def clean(page: str) -> str:
        page = found.sub(taken, page)
        page = re.sub(r' id="[^"]*\[name withheld\][^"]*"', "", page)  # an address nobody can point to any more
        return re.sub(r'<a href="https?:[^"]*\[name withheld\][^"]*"[^>]*>(.*?)</a>', r"\1", page, flags=re.S)

    return clean if found else str


def shown(page: str) -> str:
    """All that a page says, in its text, its attributes and its charts, without the files inside of it."""
    page = re.sub(r'\bdata:[^"]*"|<script type="application/gzip".*?</script>', " ", page, flags=re.S)
    page = re.sub(r"\\u003c[^<>\\]*\\u003e", " ", page).replace("\\u0026", "&")
    return html.unescape(re.sub(r"</?(?:span|mark|a|b|i|em|bdi)\b[^<>]*>", "", page))


def names_shown(made: Source) -> Callable[[str], list[str]]:
    """What finds the withheld names that stand in a page."""
    found = pattern(names(made)[0], ())

    def seen(page: str) -> list[str]:
        said = (shown(page), html.unescape(page))  # without tags, and with what stands in their attributes
        return sorted({match["name"] for text in said for match in found.finditer(text) if match["name"]})

    return seen if found else lambda page: []


def text_shown(pages: Iterable[str], made: Source) -> list[str]:
    """Runs of words that stand in an article, or in what was taken out of one, and in one of ``pages``.

    The pages hold few words, the articles many: those are kept, these read one by one.
    """
    said = {run for page in pages for run in runs(shown(page))}
    texts = chain(made.texts.values(), made["removed_text"]["text"], made["documents"]["title"])
    return sorted({run for text in texts for run in runs(text) if run in said})


def runs(text: str) -> list[str]:
    """Every so many words in a row of ``text``."""
    said = re.findall(r"\w+", text.lower())
    return [" ".join(said[i : i + RUN]) for i in range(len(said) - RUN + 1)]


def names_in(table: pd.DataFrame, made: Source) -> bool:
    """Whether a table holds a withheld name."""
    found = pattern(names(made)[0], ())
    cells = {one for column in table.select_dtypes(object) for one in table[column].dropna().unique()}
    return found is not None and any(match["name"] for cell in cells for match in found.finditer(str(cell)))
