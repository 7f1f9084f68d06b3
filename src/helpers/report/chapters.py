"""The five notebooks as chapters of the page, through nbconvert with a template of our own."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path

import nbformat
from markupsafe import Markup
from nbformat.v4.rwbase import rejoin_lines

from helpers import ROOT

CHAPTERS = {
    "01_ingestion": "The articles",
    "02_entity_timelines": "Names, places and dates",
    "03_casualty_figures": "Casualty figures",
    "04_source_overlap": "Who copied whom",
    "05_corroboration": "How many independent sources",
}
LOOK = "## look"
SHOWN = ("text/html", "text/markdown", "text/plain")  # of what a cell shows, the best form first


@cache
def exporter():
    """nbconvert with our template: fragments without head, scripts or links to anywhere."""
    from nbconvert import TemplateExporter
    from traitlets.config import Config

    # Not HTMLExporter: it reads all it has made into a tree and writes it anew, which takes a minute for 455 articles.
    config = Config({"NbConvertBase": {"display_data_priority": list(SHOWN)}})
    made = TemplateExporter(
        config=config,
        template_name="chapter",
        template_file="index.html.j2",
        extra_template_basedirs=[str(Path(__file__).with_name("template"))],
    )
    made.exclude_input_prompt = made.exclude_output_prompt = True
    made.register_filter("chapter", lower_headings)
    made.register_filter("highlight", highlight)
    return made


def lower_headings(html: str, chapter: str) -> str:
    """Headings of a notebook's prose one level down, their addresses with the chapter's name before them."""

    def lower(found: re.Match) -> str:
        level = min(int(found[1]) + 1, 6)
        slug = re.sub(r"\W+", "-", re.sub(r"<[^>]*>", "", found[2]).lower()).strip("-")
        return f'<h{level} id="{chapter}-{slug}">{found[2]}</h{level}>'

    html = re.sub(r'<a class="anchor-link".*?</a>', "", html, flags=re.S)
    return re.sub(r"<h([1-5])(?:\s[^>]*)?>(.*?)</h\1>", lower, html, flags=re.S)


@cache
def painter():
    """Pygments, with a letter a kind of word as class: keywords, strings, comments and numbers have a colour."""
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return PythonLexer(), HtmlFormatter(nowrap=True)


def highlight(source: str) -> Markup:
    """Python with its words in spans; no two blank lines in a row are lost."""
    from pygments import highlight as painted

    return Markup(painted(source, *painter()))


def chapter_html(outputs: str | Path, notebook: str, *, results: bool = True) -> str:
    """One chapter: title, purpose, what it found; then the notebook behind a disclosure, with its cells' ``results``.

    A cell may show rows of a table as pandas prints them, text of articles among them.
    """
    path = ROOT / outputs / "notebooks" / f"{notebook}.ipynb"
    title, key = CHAPTERS[notebook], f"chapter-{notebook[1]}"
    if not path.is_file():
        text = f"This chapter has not been run: {notebook}.ipynb is not among the notebooks of this run."
        return str(Markup('<h2>{}</h2><p class="none">{}</p>').format(title, text))
    whole = read(path)
    # What a run was given stands in the chapter on the run; its paths and cores are nobody's business.
    whole.cells = [c for c in whole.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    look = next(
        (i for i, c in enumerate(whole.cells) if c.cell_type == "markdown" and c.source.lower().startswith(LOOK)),
        len(whole.cells),
    )
    for cell in whole.cells[look:]:
        cell.metadata["tags"] = [*cell.metadata.get("tags", []), "look"]
    first = next((i for i, c in enumerate(whole.cells) if c.cell_type == "code"), 0)
    shown = deepcopy(whole)
    shown.cells = [*whole.cells[:first], *without_heading(whole.cells[look:])]
    body = render(shown, key, code=False)
    work = deepcopy(whole)
    work.cells = [c for i, c in enumerate(whole.cells[first:], first) if i <= look or c.cell_type == "code"]
    for cell in work.cells:
        if cell.cell_type == "code" and not results:
            cell.outputs = [o for o in cell.outputs if o.output_type == "stream"]
    code = render(work, f"{key}-notebook", code=True)
    note = (
        '<details class="notebook"><summary>The notebook of this chapter: parameters, code, '
        f"steps</summary>\n{code}\n</details>"
    )
    return f"{body}\n{note}"


def read(path: Path):
    """A notebook with what the page shows of it: copies and checks of what it draws from would take seconds."""
    made = json.loads(path.read_text(encoding="utf-8"))
    for output in (one for cell in made["cells"] for one in cell.get("outputs", ()) if "data" in one):
        output["data"] = {kind: "".join(output["data"][kind]) for kind in SHOWN if kind in output["data"]}
    return rejoin_lines(nbformat.from_dict(made))


def without_heading(cells: list) -> list:
    """The cells of *Look* without its heading, which the chapter's title makes superfluous."""
    cells = deepcopy(cells)
    if cells:
        cells[0].source = cells[0].source.partition("\n")[2].strip()
    return cells


def render(notebook, chapter: str, *, code: bool) -> str:
    """``notebook`` as a fragment of HTML."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [shown_output(o) for o in cell.outputs if o.get("name") != "stderr"]
    html, _ = exporter().from_notebook_node(notebook, resources={"code": code, "chapter": chapter})
    return html.strip()


def shown_output(output):
    """A cell's result as a display: both are shown the same way."""
    if output.output_type == "execute_result":
        data = dict(output.data)
        if "text/html" in data:  # pandas brings a style for its tables, the page has its own
            data["text/html"] = re.sub(r"<style scoped>.*?</style>", "", data["text/html"], flags=re.S)
            data["text/html"] = data["text/html"].replace("<th></th>", "<td></td>")  # a head without words is none
        return nbformat.v4.new_output("display_data", data=data)
    return output
