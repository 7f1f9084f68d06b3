"""A large case: the index stays small, and each article has a page beside it that everything leads to."""

import os
import re
from pathlib import Path

import pytest

import report_case as case
from helpers import tables
from helpers.report import beside, book, large, packed, publish, read, record
from helpers.report.__main__ import main
from helpers.report.table import Row, Table


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A run of four articles, of which two may stand in the one file."""
    folder = case.make_run(tmp_path_factory.mktemp("run"), case.frames())
    record.tables.write_json(folder / "datapackage.json", record.datapackage(folder, title="A case"))
    assert main(["--outputs", str(folder), "--articles-inside", "2"]) == 0
    return folder


def pages(folder: Path) -> dict[str, str]:
    """Every page of a report, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}


def places(text: str) -> set[str]:
    """The addresses in a page."""
    return set(re.findall(r'\sid="([^"]+)"', text))


def test_up_to_the_limit_all_stands_in_one_file(tmp_path):
    folder = case.make_run(tmp_path, case.frames())
    assert main(["--outputs", str(folder), "--articles-inside", "4"]) == 0
    assert [path.name for path in (folder / "report").iterdir()] == ["index.html"]
    assert 'id="figure-f1"' in (folder / "report" / "index.html").read_text("utf-8")


def test_above_it_each_article_has_a_page_with_its_figures_and_its_claims(made):
    all_pages = pages(made / "report")
    assert {"articles/one.html", "articles/two.html", "articles/three.html"} <= set(all_pages)
    index, one, two = (all_pages[path] for path in ("index.html", "articles/one.html", "articles/two.html"))
    assert 'id="figure-f1"' not in index and 'href="articles/one.html#figure-f1"' in index
    assert {"article-one", "figure-f1", "row-figure-f1", "claim-c1", "incident-i1", "passage-p1"} <= places(one)
    assert 'href="two.html#passage-b-p1"' in one and 'href="one.html#passage-a-p1"' in two
    assert 'href="../index.html#row-figure-f1"' in one
    assert "Nobody claimed the attack." in one and "Nobody claimed the attack." not in two


def test_every_link_of_every_page_meets_a_place_or_a_file(made):
    all_pages = pages(made / "report")
    asked = 0
    for path, text in all_pages.items():
        for address in re.findall(r'href="((?!\w+:)[^"]+)"', packed.unpacked(text)):
            file, _, place = address.partition("#")
            there = os.path.normpath(Path(path).parent / file) if file else path
            assert (made / "report" / there).is_file(), (path, address)
            assert not place or place in places(all_pages[there]), (path, address)
            asked += bool(file)
    assert asked > 50


def test_every_address_that_the_one_file_has_is_found_in_the_book(made, tmp_path):
    folder = case.make_run(tmp_path, case.frames())
    assert main(["--outputs", str(folder)]) == 0
    whole = places((folder / "report" / "index.html").read_text("utf-8"))
    known = book.Book(read(made))
    beside_it = pages(made / "report")
    kinds = ("article", "figure", "row-figure", "claim", "incident", "event", "group", "victim", "date", "passage")
    for address in (one for one in whole if one.startswith(tuple(f"{kind}-" for kind in kinds))):
        file, _, place = known.to(address).partition("#")
        assert place in places(beside_it[f"articles/{file}"]), address
    listed = "".join(text for path, text in beside_it.items() if path.startswith("addresses/0"))
    assert {f'id="{one}"' for one in known.homes} == {
        one.strip() for one in re.findall(r'\sid="(?!text|top)[^"]+"', listed)
    }


def test_pages_ask_nobody_but_each_other(made):
    for path, text in pages(made / "report").items():
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
        assert policy.startswith("default-src 'none'; script-src 'sha256-") and "http" not in policy
        loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?!data:)([^"]*)"', text)
        assert loaded == ([] if path == "index.html" else ["../style.css"])
        assert "<script>alert" not in text and "<b>Post" not in text and "javascript:" not in text


def test_the_same_run_gives_the_same_bytes_and_stale_pages_go(made, tmp_path):
    before = {path: path.read_bytes() for path in (made / "report").rglob("*") if path.is_file()}
    assert main(["--outputs", str(made), "--articles-inside", "2"]) == 0
    assert {path: path.read_bytes() for path in (made / "report").rglob("*") if path.is_file()} == before
    folder = case.make_run(tmp_path, case.frames())
    assert main(["--outputs", str(folder), "--articles-inside", "2"]) == 0
    fewer = case.frames()
    kept = {name: frame for name, frame in fewer.items() if name != "documents"}
    gone = fewer["documents"][fewer["documents"]["doc_id"] != "three"]
    tables.write(folder, {**kept, "documents": gone})
    assert main(["--outputs", str(folder), "--articles-inside", "2"]) == 0
    assert not (folder / "report/articles/three.html").exists()
    assert main(["--outputs", str(folder)]) == 0
    assert [path.name for path in (folder / "report").iterdir()] == ["index.html"]


def test_what_fails_on_the_way_leaves_the_report_as_it_was(made, monkeypatch):
    before = {path: path.read_bytes() for path in (made / "report").rglob("*") if path.is_file()}
    monkeypatch.setattr("helpers.report.beside.volume", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["--outputs", str(made), "--articles-inside", "2", "--title", "Another"])
    assert {path: path.read_bytes() for path in (made / "report").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "doc_id",
    ["a b", "A", "../../up", "con", "شام", 'x"><script>', ".hidden", "a/b", "é", "x" * 300, "~", "", "a.b", "%2e"],
)
def test_any_id_gives_a_plain_file_name(doc_id):
    file = book.file_name(doc_id)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_~-]*\.html", file) and len(file) < 110
    others = {book.file_name(one) for one in (doc_id + " ", doc_id.upper() + "!", doc_id + "x")}
    assert file not in others and book.file_name(doc_id, True) == book.file_name(doc_id, True)


def test_plain_ids_are_the_names_of_their_files():
    assert book.file_name("000_76ae2b7e435ebdf2") == "000_76ae2b7e435ebdf2.html"
    assert book.file_name("amal-haddad", True).startswith("article~")


@pytest.mark.parametrize("publish", ["none", "excerpt", "full"])
def test_the_pages_show_no_more_than_they_may(tmp_path, publish):
    folder = case.make_run(tmp_path, case.frames())
    options = ["--articles-inside", "1", "--publish-text", publish, "--withhold-names"]
    assert main(["--outputs", str(folder), *options]) == 0
    text = "".join(pages(folder / "report").values())
    assert ("Nobody claimed the attack." in text) == (publish != "none")
    assert ("Shops closed early." in text) == (publish == "full")
    assert "residents" not in re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    assert 'id="figure-f7"' in text
    assert not list((folder / "report").glob("tables/victims.csv"))


def test_an_article_called_by_a_withheld_name_is_called_by_none(tmp_path):
    frames = {name: frame.replace("three", "residents-of-harim") for name, frame in case.frames().items()}
    texts = dict(case.TEXTS)
    folder = case.make_run(tmp_path, frames)
    tables.write_texts(folder, {"residents-of-harim": texts.pop("three"), **texts})
    assert main(["--outputs", str(folder), "--articles-inside", "1", "--withhold-names"]) == 0
    assert not [path for path in (folder / "report").rglob("*") if "residents" in path.name]
    for path, text in pages(folder / "report").items():
        assert "residents" not in re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S), path


def test_long_tables_have_their_first_rows_in_the_index():
    rows = [Row([f"row {i}", "x" * 1000], f"row-{i}") for i in range(1000)]
    html = Table("t", "T", "said.", ["A", "B"], rows, total=5000).to_html()
    short = beside.cut(html)
    kept = short.count("<tr id=")
    assert len(short) < beside.WEIGHT * 1.2 and f"The first {kept} of 5,000 rows" in short
    assert 'id="row-0"' in short and f'id="row-{kept - 1}"' in short and f'id="row-{kept}"' not in short
    assert short.endswith("\n</section>") and short.count("</table></div>") == 1
    little = Table("t", "T", "said.", ["A", "B"], rows[:3]).to_html()
    assert beside.cut(little) == little


def test_pictures_of_a_large_case_are_by_outlet_and_by_day(made):
    source = read(made)
    shares = large.shares_chart(source["overlap_pairs"], source["documents"])
    assert shares.figure.data and "by outlet" in shares.summary
    assert [row.cells[2].value for row in shares.table.rows] == [1, 1]
    families = large.families_chart(source["families"], source["documents"])
    assert families.figure.data and families.table.rows[0].cells[1].value == 2
    first = large.most_told(source).rows[0]
    assert first.address in ("row-figure-f1", "row-figure-f5", "row-figure-f7")


def test_a_large_case_is_published_with_its_pages(made, tmp_path, capsys):
    public = tmp_path / "public"
    (public / "articles").mkdir(parents=True)
    (public / "articles" / "mine.html").write_text("a page of somebody else")
    (public / "articles" / "old.html").write_text(f"{beside.OURS}an article that is no more")
    assert publish.main(["--outputs", str(made), "--to", str(public)]) == 0
    there = {path.relative_to(public).as_posix() for path in public.rglob("*")}
    beside_it = {path.relative_to(made / "report").as_posix() for path in (made / "report").rglob("*")}
    assert beside_it <= there and "articles/mine.html" in there and "articles/old.html" not in there
    assert "tables/claims.parquet" in there


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</html>", "", "not whole"),
        ("</main>", '<img src="https://example.org/a.png"></main>', "from elsewhere"),
        ("</main>", '<a href="two.html#nowhere">there</a></main>', "two.html#nowhere"),
        ("</main>", "<p>residents</p></main>", "names a person"),
    ],
)
def test_a_damaged_page_beside_the_index_is_not_published(tmp_path, capsys, old, new, message):
    folder = case.make_run(tmp_path / "run", case.frames())
    record.tables.write_json(folder / "datapackage.json", record.datapackage(folder, title="A case"))
    assert main(["--outputs", str(folder), "--articles-inside", "2", "--withhold-names"]) == 0
    page = folder / "report/articles/one.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    params = tmp_path / "p.yml"
    params.write_text("report:\n  withhold_names: true\n")
    assert publish.main(["--outputs", str(folder), "--to", str(tmp_path / "to"), "--params", str(params)]) == 1
    assert message in capsys.readouterr().err and not (tmp_path / "to").exists()
