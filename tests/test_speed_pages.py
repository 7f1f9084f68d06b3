"""The pages about speed say what was measured, and what follows from it."""

import sys
from xml.etree import ElementTree

import pytest

from helpers import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import curves
import pages

RATES = {
    "seconds": 1.0,
    "ms": 10.0,
    "cpu_ms": 36.0,
    "alone_ms": 3.6,
    "disk_kib": 1.0,
    "recall": None,
    "shuffle_kib": 2.0,
}
ROWS = [{"what": "overlap", "articles": n, "ratio": 1.0, "to": "", "peak_mib": 100 + n, **RATES} for n in (100, 1100)]


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_has_what_was_measured(name):
    page = (ROOT / "docs" / name).read_text("utf-8")
    assert pages.filled(page, pages.recorded()) == page


def test_the_pictures_show_what_was_measured():
    drawn = pages.pictures(pages.recorded())
    assert drawn, "no growth is recorded"
    for name, picture in drawn.items():
        assert (ROOT / "docs" / name).read_text("utf-8") == picture


def test_every_block_has_its_place_on_a_page():
    texts = "".join((ROOT / "docs" / name).read_text("utf-8") for name in pages.PAGES)
    assert all(f"<!-- {name}: written by" in texts for name in pages.blocks(pages.recorded()))


def test_a_plan_follows_from_the_rates():
    plan = "\n".join(pages.planned(ROWS))
    # a million articles of 36 ms are 10 hours, one of them in the first process, nine shared by 40 processors
    assert "| overlap | 10 | 1.0 | 1.2 | 0.50 | 0.95 | 1.9 |" in plan


def test_the_start_counts_once_in_a_plan():
    rows = [row | {"cpu_ms": 36.0 + 3600 / row["articles"]} for row in ROWS]  # 3.6 seconds in every row
    assert pages.marginal(rows, rows[1], "cpu_ms") == pytest.approx(36.0)


def test_the_limit_follows_from_the_memory_of_two_sizes():
    rows = [row | {"articles": 100 * row["articles"]} for row in ROWS]
    assert "| overlap | 10 | 6.5 million |" in pages.limits(rows)[-1]


def test_a_picture_has_a_point_for_every_size_and_escapes_its_words():
    drawn = curves.picture("a <b> & c", "ms", {"one": [(10, 1.0), (100, 2.0)], "<two>": [(10, 2.0)]}, (3.0, "limit"))
    root = ElementTree.fromstring(drawn)
    assert len(root.findall("{*}circle")) == 3
    assert {"a <b> & c", "<two>", "limit"} <= {node.text for node in root.findall("{*}text")}


@pytest.mark.parametrize("most", [0.7, 3, 11, 64, 4500])
def test_ticks_are_few_and_round(most):
    made = curves.ticks(most)
    assert made[0] == 0 and 4 <= len(made) <= 12 and made[-1] <= most
