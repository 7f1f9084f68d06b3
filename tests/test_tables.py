"""Tables: what a schema lets in, what is written, and how it reads back."""

import os
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import ROOT, ProblemError, files, tables

REMOVED = {"doc_id": "a", "order": 1, "reason": "menu", "text": "Home | News"}


@pytest.mark.parametrize("table", tables.KEYS)
def test_every_table_has_an_empty_form_that_holds_its_schema(table):
    frame = tables.empty(table)
    assert list(frame.columns) == list(tables.columns(table))
    assert set(tables.KEYS[table]) <= set(frame.columns)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"order": None}, "removed_text"),
        ({"reason": ""}, "column reason, row a:1"),
        ({"colour": "red"}, "no column colour"),
    ],
)
def test_a_row_that_breaks_the_schema_is_named(change, message):
    with pytest.raises(ProblemError, match=message):
        tables.conform("removed_text", pd.DataFrame([REMOVED | change]))


def test_two_rows_with_one_key_are_refused():
    with pytest.raises(ProblemError, match="removed_text"):
        tables.conform("removed_text", pd.DataFrame([REMOVED, REMOVED]))


def test_a_choice_outside_the_dictionary_is_refused():
    row = {"doc_id": "a", "text": "x", "name": "x", "kind": "rumour"}
    with pytest.raises(ProblemError, match=r"column kind.*rumour"):
        tables.conform("credits", pd.DataFrame([row]))


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@cmd", "\tx", 'say "hi", then\nleave', "قتل"])
def test_hostile_and_foreign_text_survives_parquet_and_is_no_formula_in_csv(tmp_path, text):
    tables.write(tmp_path, {"removed_text": pd.DataFrame([REMOVED | {"text": text}])})
    assert tables.read(tmp_path, "removed_text")["text"].tolist() == [text]
    in_csv = pd.read_csv(tmp_path / "tables/removed_text.csv", keep_default_na=False)["text"][0]
    assert in_csv in (text, f"'{text}")
    assert in_csv[0] not in "=+-@\t"


def test_a_file_that_would_not_change_is_not_written_again(tmp_path):
    frames = {"removed_text": pd.DataFrame([REMOVED])}
    tables.write(tmp_path, frames)
    before = (tmp_path / "tables/removed_text.parquet").stat().st_mtime_ns
    tables.write(tmp_path, frames)
    assert (tmp_path / "tables/removed_text.parquet").stat().st_mtime_ns == before


def test_a_missing_table_says_what_to_run(tmp_path):
    with pytest.raises(ProblemError, match="make report"):
        tables.read(tmp_path, "claims")


def test_texts_keep_every_code_point_and_those_of_articles_gone_go(tmp_path):
    tables.write_texts(tmp_path, {"a": "x\r\n\u2028é", "b": "y"})
    tables.write_texts(tmp_path, {"a": "x\r\n\u2028é"})
    assert tables.read_texts(tmp_path, ["a"]) == {"a": "x\r\n\u2028é"}


def test_articles_that_are_one_file_to_the_file_system_are_named(tmp_path, monkeypatch):
    replace = files.replace
    monkeypatch.setattr(files, "replace", lambda path, data: replace(path.with_name(path.name.lower()), data))
    with pytest.raises(ProblemError, match="A and another article are one file here"):
        tables.write_texts(tmp_path, {"A": "one", "a": "other"})
    assert [path.name for path in (tmp_path / "text").iterdir()] == ["a.txt"]


rows = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["seven", "43", "dozens"])), min_size=1)


@settings(deadline=None)
@given(rows, rows)
def test_ids_are_unique_and_do_not_change_when_other_articles_join(mine, others):
    frame = pd.DataFrame(mine, columns=["doc_id", "text"])
    joined = pd.DataFrame(
        [*((f"other-{doc}", text) for doc, text in others), *mine, *((f"z-{doc}", text) for doc, text in others)],
        columns=["doc_id", "text"],
    )
    ids = tables.stable_ids(frame)
    assert ids.is_unique
    assert tables.stable_ids(joined).iloc[len(others) : len(others) + len(mine)].tolist() == ids.tolist()


@given(st.lists(st.text(alphabet="ab; ", max_size=5)))
def test_a_list_reads_back_without_its_semicolons(names):
    assert tables.split(tables.join(names)) == list(
        dict.fromkeys(name.replace(";", ",").strip() for name in names if name.strip())
    )


def test_reading_a_table_starts_no_thread(tmp_path):
    """A process that ends while threads of the library still read is aborted: seen once in fifteen short runs."""
    tables.write(tmp_path, {"documents": tables.empty("documents")})
    asked = "import sys, psutil, pyarrow.parquet; from helpers import tables\n"
    asked += "threads = psutil.Process().num_threads\nbefore = threads()\n"
    asked += "tables.read(sys.argv[1], 'documents'); sys.exit(threads() - before)"
    environment = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run([sys.executable, "-c", asked, str(tmp_path)], env=environment, cwd=ROOT, check=False)
    assert done.returncode == 0
