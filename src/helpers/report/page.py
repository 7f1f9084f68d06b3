"""The page: one HTML file that asks nobody for anything; of a large case an index with pages beside it (`beside`).

Its policy (Content-Security-Policy) allows the scripts in it, by their hashes, and nothing from anywhere. The library
that draws the charts, and what it draws, are much of a report, so the page carries them packed; charts.js unpacks them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup

from helpers import ROOT, tables
from helpers.report import beside, evidence, large, lists, matter, packed, summary, withheld
from helpers.report.book import Book
from helpers.report.chapters import CHAPTERS, chapter_html
from helpers.report.chart import DARK, LIGHT, json_for_script, template
from helpers.report.labels import analysed
from helpers.report.source import Source

HERE = Path(__file__).parent
INDEX = "index.html"
LONG = 3_000_000  # characters of a page of which what is out of sight is not laid out


def write(
    outputs: str | Path,
    *,
    title: str,
    publish_text: str,
    withhold_names: bool,
    licence: str,
    cite: str,
    articles_inside: int,
) -> Path:
    """Write ``outputs/report/index.html`` from the executed notebooks and tables; the same bytes for the same run.

    Of more than ``articles_inside`` articles each has a page of its own beside it.
    """
    made = Source(outputs)
    title = title or summary.heading(made)
    hidden = withheld.pattern(*withheld.names(made)) if withhold_names else None
    book = Book(made, hidden) if len(analysed(made["documents"])) > articles_inside else None
    carry = carried(publish_text, withhold_names)
    html = body(made, book, title=title, publish_text=publish_text, licence=licence, cite=cite, carry=carry)
    html = matter.reasons(made)(html)
    nameless = withheld.without_names(made) if withhold_names else str

    def veil(text: str) -> str:
        return nameless(withheld.without_text(text) if publish_text == "none" else text)

    folder = ROOT / outputs / "report"
    with beside.renewed(folder, (*beside.FOLDERS, beside.STYLE, INDEX)) as new:
        if book:
            html = beside.cut(large.aggregated(html, made))
            html = beside.write(new, html, made, book, title=title, publish_text=publish_text, veil=veil)
            for path in matter.files(made, carry):
                beside.copy(path, new / path.relative_to(ROOT / outputs))
        (new / INDEX).write_bytes(whole(living_links(veil(html)), veil(title)).encode("utf-8", "replace"))
    return folder / INDEX


def body(
    made: Source, book: Book | None, *, title: str, publish_text: str, licence: str, cite: str, carry: set[str]
) -> str:
    """Everything between the page's head and its scripts."""
    n = summary.facts(made)
    said = Markup("").join(
        Markup("<p>{}</p>").format(one) for one in [*summary.sentences(n), *summary.failed_said(made)]
    )
    contents = [(f"chapter-{name[1]}", f"{name[1]}. {label}") for name, label in CHAPTERS.items()]
    contents += [("articles", "Evidence: the articles"), *matter.CONTENTS]
    items = Markup("").join(Markup('<li><a href="#{}">{}</a></li>').format(key, label) for key, label in contents)
    chapters = "\n".join(
        f'<section class="chapter" id="chapter-{name[1]}">\n<p class="brand">Chapter {name[1]}</p>\n'
        f"{chapter_html(made.outputs, name, results=publish_text != 'none')}\n</section>"
        for name in CHAPTERS
    )
    top = TOP.format(
        title=title,
        period=summary.period_said(made),
        said=said,
        tiles=summary.tiles(n),
        widest=summary.widest(made),
        items=items,
    )
    there = lists.directory(made, book) if book else evidence.articles_html(made, publish_text)
    articles = ARTICLES.format(how=TEXT_SHOWN[publish_text], body=Markup(there))
    last = matter.html(made, licence, cite, carry, inside=book is None)
    return f"{top}\n{chapters}\n{articles}\n{last}\n</main>"


TOP = Markup("""<a class="skip" href="#summary">Skip to the summary</a>
<header class="top" id="top"><p class="brand">Same Story</p><h1>{title}</h1><p class="period">{period}</p></header>
<nav aria-label="Contents"><details class="contents" open><summary>Contents</summary><ol>{items}</ol></details></nav>
<main>
<section class="summary" id="summary" tabindex="-1" aria-labelledby="found">
<h2 id="found">What was found</h2><div class="said">{said}</div>
<dl class="tiles">{tiles}</dl>
{widest}
<p class="aside">Independent sources are counted <em>at most</em>: reports that copy each other, or that have it from
the same source, count once; the wire that all of them copied may not be among these articles. The program proposes;
what a person decided is said where it was decided.</p>
</section>""")

ARTICLES = Markup("""<section class="chapter" id="articles"><h2>Evidence: the articles</h2><p>{how}</p>
{body}
</section>""")

TEXT_SHOWN = {
    "full": "Each article as it was analysed. Marked: the figures; dotted: text that another article has too.",
    "excerpt": "Of each article the sentences that the report points to, and around figures their "
    "neighbours; […] stands for what is left out, "
    "since articles belong to their outlets. Marked: the figures; dotted: text that another article has too.",
    "none": "This report publishes no text of the articles: what it points to is given by its position in characters.",
}


def carried(publish_text: str, withhold_names: bool) -> set[str]:
    """The tables that the page may carry with it: none that quotes more than the page itself shows."""
    quoting = {t for t in tables.KEYS if {"sentence", "text", "title"} & set(tables.columns(t))}
    if publish_text == "full" and not withhold_names:
        return set(tables.KEYS)
    if publish_text == "excerpt" and not withhold_names:
        return set(tables.KEYS) - {"mentions", "removed_text", "problems"}
    named = {"entities", "merge_proposals", "problems"} | ({"decisions"} if withhold_names else set())
    return set(tables.KEYS) - quoting - named


def living_links(html: str) -> str:
    """``html`` with links to addresses that are not in it turned into plain text."""
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    return re.sub(
        r'<a href="#([^"]*)"[^>]*>(.*?)</a>', lambda found: found[0] if found[1] in ids else found[2], html, flags=re.S
    )


def whole(html: str, title: str) -> str:
    """The file: head with its policy, style, body, and at its end the scripts."""
    from plotly.offline import get_plotlyjs

    html, charts = packed.without_charts(html)
    own = "\n".join((HERE / part).read_text(encoding="utf-8") for part in ("charts.js", "report.js"))
    library = get_plotlyjs() if charts else ""
    scripts = [FIRST, *([library] if library else []), own]
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    themes = json_for_script({"light": template(LIGHT), "dark": template(DARK)})
    style = (HERE / "style.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            str(Markup("<title>{}</title>").format(title)),
            '<link rel="icon" href="data:,">',
            f"<style>\n{style}</style>",
            f"<script>{FIRST}</script>",
            "</head>",
            '<body class="long">' if len(html) > LONG else "<body>",
            html,
            f'<script type="application/json" id="themes">{themes}</script>',
            *([packed.block("charts", charts), packed.block("library", library)] if charts else []),
            f"<script>{own}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


FIRST = 'document.documentElement.classList.add("js");'
