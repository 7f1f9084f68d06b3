"""What is left of the five real articles, which are no part of the repository: outlets, families, origins, sources."""

import logging

import nbformat
import pytest

from helpers import ROOT, tables

pytestmark = pytest.mark.shared
CHAPTERS = ("01_ingestion", "02_entity_timelines", "03_casualty_figures", "04_source_overlap", "05_corroboration")


@pytest.fixture(scope="module")
def found(shared, tmp_path_factory):
    """The tables of a run of all notebooks, without what they show."""
    outputs = tmp_path_factory.mktemp("real")
    logging.disable(logging.WARNING)
    for chapter in CHAPTERS:
        names: dict = {}
        for cell in nbformat.read(ROOT / "notebooks" / f"{chapter}.ipynb", as_version=4).cells:
            if cell.source.startswith("## Look"):
                break
            if cell.cell_type == "code":
                exec(compile(cell.source, chapter, "exec"), names)
            if "parameters" in cell.metadata.get("tags", []):
                names |= {"seeds": str(shared / "seeds"), "outputs": str(outputs)}
    logging.disable(logging.NOTSET)
    return {name: tables.read(outputs, name) for name in ("claims", "claim_links", "overlap_passages")}


@pytest.mark.parametrize("number", [43, 624, 4350])
def test_a_figure_of_two_outlets_rests_on_one_source(found, number):
    claims = found["claims"]
    rows = claims[(claims["count_low"] == number) & (claims["harm"] == "killed") & (claims["n_outlets"] > 1)]
    assert rows[["n_outlets", "n_families", "n_independent"]].to_numpy().tolist() == [[2, 1, 1]]
    assert rows["grade_by_independence"].tolist() == ["single source"]


def test_seven_rescuers_two_origins_one_text(found):
    claims = found["claims"]
    rows = claims[(claims["count_low"] == 7) & (claims["count_high"] == 7) & (claims["n_outlets"] > 1)]
    columns = ["n_outlets", "n_origins", "n_families", "n_independent"]
    assert rows[columns].to_numpy().tolist() == [[2, 2, 1, 1]]
    links = found["claim_links"]
    assert "shared_text" in set(links.loc[links["claim_id"].isin(rows["claim_id"]), "reason"])


def test_the_quotation_of_one_speaker_is_marked(found):
    passages = found["overlap_passages"]
    pair = passages["doc_a"].str.startswith("000") & passages["doc_b"].str.startswith("001")
    assert "quotation" in set(passages.loc[pair, "kind"])
