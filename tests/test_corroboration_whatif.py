"""The 'what if' table: which text or origin, counted once, takes a claim its grade."""

from __future__ import annotations

import pytest

from corroboration_cases import find, passage, reports
from helpers.report.chart import Note
from helpers.report.claims import what_if_table


def table(frames: dict):
    """The table of a case, and its cells as text by row."""
    found = find(frames)
    names = ("claims", "claim_figures", "claim_links")
    made = what_if_table(*(found[name] for name in names), frames["casualty_figures"], frames["documents"])
    return made, [] if isinstance(made, Note) else [str(row.cells[0]) for row in made.rows]


ALPHA, BETA, GAMMA = ({"outlet": name} for name in ("Alpha", "Beta", "Gamma"))
RED, BLUE = ({"attribution": name} for name in ("Red Lamp", "Blue Lamp"))


def test_one_origin_or_one_text_takes_the_grade_alone():
    made, rows = table(reports(ALPHA | RED, BETA | RED))
    assert rows == ["one origin: Red Lamp"]
    assert "1 claim changes its grade: 1 when one origin counts once." in made.summary
    _, rows = table(passage(reports(ALPHA | RED, BETA | BLUE), ("doc-0", "doc-1")))
    assert len(rows) == 1 and rows[0].startswith("one text: ")
    _, rows = table(passage(reports(ALPHA | RED, BETA | RED), ("doc-0", "doc-1")))
    assert sorted(row[:10] for row in rows) == ["one origin", "one text: "]


def test_a_report_and_the_one_that_cites_it():
    _, rows = table(reports(ALPHA | RED, BETA | {"attribution": "Alpha"}))
    assert len(rows) == 1 and rows[0].startswith("a report and those that cite it")


def test_what_only_several_take_together_is_said_to():
    made, rows = table(passage(reports(ALPHA | RED, BETA, GAMMA | RED), ("doc-0", "doc-1")))
    assert rows == ["several texts and origins, each of which alone would not change the grade"]
    assert "1 only by several of these together" in made.summary


@pytest.mark.parametrize("frames", [reports(), reports(ALPHA | RED, BETA | BLUE), reports(ALPHA | RED, ALPHA | RED)])
def test_nothing_changes(frames):
    assert isinstance(table(frames)[0], Note)
