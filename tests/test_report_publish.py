"""A report made ready for a static host: what is copied, what is withheld, and what stops it."""

import json

import pandas as pd
import pytest

import report_case as case
from helpers.report import publish, record
from helpers.report.__main__ import main


@pytest.fixture
def made(tmp_path):
    """The hand-made run, with its report and the description of its tables."""
    folder = case.make_run(tmp_path / "run", case.frames())
    record.tables.write_json(folder / "datapackage.json", record.datapackage(folder, title="A case"))
    assert main(["--outputs", str(folder)]) == 0
    return folder


def publish_it(made, tmp_path, **section) -> int:
    parameters = tmp_path / "p.yml"
    parameters.write_text(json.dumps({"report": section}))
    return publish.main(["--outputs", str(made), "--to", str(tmp_path / "public"), "--params", str(parameters)])


def test_page_tables_and_their_description_are_copied(made, tmp_path):
    assert publish_it(made, tmp_path) == 0
    public = tmp_path / "public"
    assert (public / "index.html").read_bytes() == (made / "report/index.html").read_bytes()
    told = {one["path"] for one in json.loads((public / "datapackage.json").read_text())["resources"]}
    assert told == {f"tables/{path.name}" for path in public.glob("tables/*.csv")}
    assert len(pd.read_parquet(public / "tables/claims.parquet")) == len(case.frames()["claims"])
    assert "tables/removed_text.csv" not in told  # page furniture is the outlets'


def test_tables_that_may_not_be_shown_any_more_are_taken_away(made, tmp_path):
    assert publish_it(made, tmp_path, publish_text="full") == 0
    (tmp_path / "public/CNAME").write_text("example.org")
    assert main(["--outputs", str(made), "--publish-text", "none", "--withhold-names"]) == 0
    assert publish_it(made, tmp_path, publish_text="none", withhold_names=True) == 0
    left = {path.stem for path in (tmp_path / "public/tables").glob("*.csv")}
    assert not left & {"victims", "casualty_figures", "mentions", "removed_text"}
    assert (tmp_path / "public/CNAME").read_text() == "example.org"


@pytest.mark.parametrize(
    ("section", "message"),
    [({"publish_text": "none"}, "quotes an article"), ({"withhold_names": True}, "names a person harmed")],
)
def test_a_page_that_shows_what_is_withheld_is_not_published(made, tmp_path, capsys, section, message):
    assert publish_it(made, tmp_path, **section) == 1
    assert message in capsys.readouterr().err and not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</html>", "", "not whole"),
        ("<main>", '<main><img src="https://example.org/a.png">', "from elsewhere"),
        ("<main>", '<main><a href="#nowhere">there</a>', "#nowhere"),
    ],
)
def test_a_damaged_page_is_not_published(made, tmp_path, capsys, old, new, message):
    page = made / "report/index.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    assert publish_it(made, tmp_path) == 1
    assert message in capsys.readouterr().err and not (tmp_path / "public").exists()


def test_without_a_report_there_is_nothing_to_publish(tmp_path, capsys):
    assert publish.main(["--outputs", str(tmp_path), "--to", str(tmp_path / "public")]) == 1
    assert "no report yet" in capsys.readouterr().err
