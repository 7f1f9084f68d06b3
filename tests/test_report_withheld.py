"""What a report may not show: names of persons harmed and text of articles, wherever they stand in the page."""

import nbformat
import pandas as pd
import pytest

import report_case as case
from helpers import tables
from helpers.report import matter, read, withheld
from helpers.report.__main__ import main

ENTITIES = [
    ("Amal Haddad", "Amal el-Haddad", "text"),
    ("Karim Nasser", "", "text"),
    ("Sam O'Neil", "", "text"),
    ("Governor Bright", "Mr Bright", "knowledge"),
    ("Nasser Valley", "", "gazetteer"),
]


class Made(dict):
    """The tables that the names are read from."""

    texts: dict = {"a": "One two three four five six seven eight nine ten eleven twelve thirteen."}  # noqa: RUF012


@pytest.fixture
def made():
    victims = pd.DataFrame({"name": ["Amal Haddad", "Karim Nasser", "Sam O'Neil", "Governor Bright", ""]})
    entities = pd.DataFrame(ENTITIES, columns=["name", "aliases", "basis"])
    empty = {"removed_text": pd.DataFrame({"text": []}), "documents": pd.DataFrame({"title": []})}
    return Made(victims=victims, entities=entities, **empty)


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>Amal Haddad was killed</p>", "<p>[name withheld] was killed</p>"),
        ("<p>Amal\n Haddad's son</p>", "<p>[name withheld]'s son</p>"),
        ("<p><mark>Amal</mark> Haddad</p>", "<p>[name withheld]</mark></p>".replace("</mark>", "", 0)),
        ("<h3>AMAL HADDAD DEAD</h3>", "<h3>[name withheld] DEAD</h3>"),
        ("<td>Amal el-Haddad</td>", "<td>[name withheld]</td>"),
        ("<p>Haddad, 24, was a nurse</p>", "<p>[name withheld], 24, was a nurse</p>"),
        ("<p>Sam O&#39;Neil and Sam O’Neil</p>", "<p>[name withheld] and [name withheld]</p>"),
        (r'"\u003ci\u003eKarim\u003cbr\u003eNasser fell"', r'"\u003ci\u003e[name withheld] fell"'),
        ('<a href="https://x.org/karim-nasser-dead" rel="external">original</a>', "original"),
        ("<p>Nasser Valley, Governor Bright</p>", "<p>Nasser Valley, Governor Bright</p>"),
        ('<a download="a.csv" href="data:text/csv;base64,x+Haddad/">', None),
    ],
)
def test_names_are_taken_out_however_they_are_written(made, page, left):
    shown = withheld.without_names(made)(page)
    if "mark" in page:
        assert shown.count("[name withheld]") == 1 and "Amal" not in shown and "Haddad" not in shown
        assert shown.count("<mark>") == shown.count("</mark>")
    else:
        assert shown == (left or page)
    assert withheld.names_shown(made)(shown) == []


@pytest.mark.parametrize(
    "page", ["<p>Amal <b>Haddad</b></p>", r'"Karim\u003cbr\u003eNasser"', '<a title="sam o&#39;neil">']
)
def test_a_name_that_was_left_is_found(made, page):
    assert withheld.names_shown(made)(page)


def test_a_table_with_a_name_is_found(made):
    assert withheld.names_in(pd.DataFrame({"origin": ["Karim Nasser’s office"], "n": [1]}), made)
    assert not withheld.names_in(pd.DataFrame({"origin": ["the office"], "n": [1]}), made)


def test_text_of_an_article_is_found_in_hover_texts_and_between_tags(made):
    assert withheld.text_shown(["<p>one <b>two</b> three four five six seven eight nine ten, eleven twelve</p>"], made)
    assert withheld.text_shown([r'"one two three four five six\u003cbr\u003eseven eight nine ten eleven twelve"'], made)
    assert not withheld.text_shown(["<p>one two three four five six seven eight nine ten eleven</p>"], made)


def test_what_a_cell_printed_is_not_shown_where_no_text_may_be(tmp_path):
    folder = case.make_run(tmp_path, case.frames())
    path = next((folder / "notebooks").glob("03*.ipynb"))
    notebook = nbformat.read(path, 4)
    cell = nbformat.v4.new_code_cell("timeline.head()")
    cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/html": "<td>Shops closed early.</td>"})]
    notebook.cells.insert(1, cell)
    nbformat.write(notebook, path)
    for publish_text, there in (("full", True), ("none", False)):
        assert main(["--outputs", str(folder), "--publish-text", publish_text]) == 0
        page = (folder / "report" / "index.html").read_text("utf-8")
        assert ("<td>Shops closed early.</td>" in page) == there
        assert "timeline" in page and "head" in page


def test_a_correction_says_its_reason_and_date_where_it_shows(tmp_path):
    frames = case.frames()
    frames["casualty_figures"].loc[0, "corrected"] = "count_max"
    row = frames["casualty_figures"].loc[0, "figure_id"]
    folder = case.make_run(tmp_path, frames)
    decided = (
        read(folder)
        .decisions.iloc[:1]
        .assign(
            table="casualty_figures",
            row_id=row,
            reason="a misprint",
            by="A. Reader",
            date="2026-03-05",
            status="applied",
        )
    )
    decided.to_parquet(folder / "tables" / "decisions-casualties.parquet")
    mark = '<a class="tag hand" href="#decision-casualty_figures-{}" title="x">corrected</a>'
    page = matter.reasons(read(folder))(mark.format(row) + mark.format("gone"))
    assert "corrected</a> <small>a misprint, A. Reader, 5\u00a0Mar\u00a02026</small>" in page
    assert 'href="#decisions"' in page and "decision-casualty_figures-gone" not in page


def test_what_a_person_changed_is_marked_in_every_table_that_shows_it(tmp_path):
    frames = case.frames()
    changed = {
        "documents": "one",
        "entities": "place-harim",
        "timeline": "e2",
        "dates": "done",
        "casualty_figures": "f1",
        "victims": "v1",
        "overlap_passages": "p1",
        "claims": "c1",
        "incidents": "i1",
    }
    for table, row in changed.items():
        frame = frames[table]
        frame.loc[frame[tables.KEYS[table][0]] == row, "corrected"] = "notes"
    views = case.shown(read(case.make_run(tmp_path, frames))).values()
    page = "".join(one._repr_html_() for view in views for one in view if hasattr(one, "_repr_html_"))
    for table, row in changed.items():
        assert f'href="#decision-{table}-{row}"' in page, table


def test_an_address_with_a_withheld_name_is_none_any_more(tmp_path):
    frames = case.frames()
    frames["victims"].loc[0, "name"] = "Amal Haddad"
    clean = withheld.without_names(read(case.make_run(tmp_path, frames)))
    page = clean('<tr id="name-amal-haddad"><td>Amal Haddad</td></tr><a href="#name-amal-haddad">Haddad</a>')
    assert page.startswith("<tr><td>[name withheld]</td>") and "amal" not in page.lower()


def test_many_tables_come_as_one_archive_with_the_same_bytes(tmp_path):
    folder = case.make_run(tmp_path, case.frames())
    files = sorted((folder / "tables").glob("*.csv"))
    assert files and matter.archive(folder, files) == matter.archive(folder, files)
    listed = matter.downloads(read(folder), set(tables.KEYS))
    assert all(f'download="{path.name}"' in listed for path in files)
    (folder / "tables" / "claims.csv").write_text("x\n" * matter.EMBEDDED)
    packed = matter.downloads(read(folder), set(tables.KEYS))
    assert packed.count("download=") == 1 and "claims.csv" in packed
    assert "documents.csv" in matter.downloads(read(folder), {"claims"}).split("quote too much")[1]
