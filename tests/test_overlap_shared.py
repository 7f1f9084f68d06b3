"""Text overlap on real articles, and on reuse planted into them; neither is part of the repository."""

import sys

import pytest

from helpers import ROOT, overlap, tables
from overlap_texts import documents

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def real(shared):
    texts = {path.stem[:3]: path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))}
    passages, counts, *_ = overlap.find(documents(texts), texts, overlap.Settings())
    return texts, passages, counts


def between(passages, one, other):
    return passages[(passages["doc_a"] == one) & (passages["doc_b"] == other)]


def test_the_quotation_two_articles_took_from_one_speaker(real):
    texts, passages, _ = real
    found = between(passages, "000", "001")
    (row,) = found[found["kind"] == "quotation"].itertuples()
    assert texts["000"][row.start_a : row.end_a].split()[0] == "Colleagues"
    assert texts["000"][row.start_a : row.end_a].split()[-1] == "dead"
    assert set(found["kind"]) - {"quotation", "paraphrase"}


def test_articles_on_two_events_share_no_copied_passage(real):
    _, passages, _ = real
    assert not set(between(passages, "000", "002")["kind"]) & {"verbatim", "edited"}


def test_families_of_the_real_articles(real):
    texts, passages, counts = real
    about = documents(texts)
    pairs = overlap.pairs(passages, counts, about, tables.empty("credits"), texts)
    families = overlap.families(about, pairs, passages, overlap.Settings()).set_index("doc_id")["family_id"]
    assert families["000"] == families["001"] == families["003"] != families["002"] == families["004"]
    row = pairs.set_index(["doc_a", "doc_b"]).loc[("002", "004")]
    assert row["share_of_a"] > 0.8


def test_planted_reuse_is_found(shared, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import overlap_planted

    monkeypatch.setattr(overlap_planted, "CASES", 3)
    monkeypatch.setattr(overlap_planted, "LENGTHS", (30, 120, 250))
    values = {row["measure"]: row["value"] for row in overlap_planted.score(shared / "data")}
    sys.modules.pop("overlap_planted")
    assert values["reuse verbatim, F1"] >= 97
    assert values["reuse 20 % edited, F1"] >= 92
    assert values["reuse 40 % edited, F1"] >= 75
    assert values["reuse re-ordered, F1"] >= 92
    assert values["reuse, passages a case"] <= 1.1
    assert values["reuse, pairs with nothing in common"] == 0


def test_obfuscated_reuse_is_found(shared, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import overlap_obfuscated

    values = {row["measure"]: row["value"] for row in overlap_obfuscated.score(shared / "data")}
    for name in ("overlap_obfuscated", "overlap_planted"):
        sys.modules.pop(name)
    assert values["reuse as in PAN 2013, none, plagdet"] >= 92
    assert values["reuse as in PAN 2013, random, plagdet"] >= 88
    assert values["reuse as in PAN 2013, translation, plagdet"] >= 88
