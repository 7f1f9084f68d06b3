"""Date expressions in sentences of our own (`dates_table.csv`): the one in brackets, with its meaning, or none."""

from pathlib import Path

import pandas as pd
import pytest

from helpers import language
from helpers.timelines import dates

TABLE = pd.read_csv(Path(__file__).with_name("dates_table.csv"), dtype=str, keep_default_na=False)
MARKED = TABLE[TABLE["sentence"].str.contains("[", regex=False)].to_dict("records")
UNMARKED = TABLE.loc[~TABLE["sentence"].str.contains("[", regex=False), "sentence"].tolist()
MEANING = ["timex_type", "timex_value", "date_start", "date_end", "precision", "basis"]


@pytest.fixture(scope="module")
def parsed():
    """Every sentence parsed, by its text without brackets."""
    texts = sorted({sentence.replace("[", "").replace("]", "") for sentence in TABLE["sentence"]})
    return {doc.text: doc for doc in language.pipeline().pipe(texts)}


@pytest.mark.parametrize("expected", MARKED, ids=[f"{row['published']} {row['sentence']}" for row in MARKED])
def test_expression(expected, parsed):
    text = expected["sentence"].replace("[", "").replace("]", "")
    start, end = expected["sentence"].index("["), expected["sentence"].index("]") - 1
    found = {(timex.start, timex.end): timex for timex in dates.read(text, expected["published"], parsed[text])}
    assert (start, end) in found, [text[slice(*span)] for span in found]
    row = dates.row("a", text, found[start, end])
    assert row["text"] == text[start:end]
    assert {name: row[name] for name in MEANING} == {name: expected[name] for name in MEANING}


@pytest.mark.parametrize("sentence", UNMARKED)
def test_no_expression(sentence, parsed):
    found = dates.read(sentence, "2017-08-12", parsed[sentence])
    assert [sentence[timex.start : timex.end] for timex in found] == []


def test_table_is_large_enough():
    assert len(MARKED) >= 200
