"""The main job, as a newcomer runs it: the demonstration case from articles to report, and what a second run does."""

import os
import re
import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from helpers import ROOT, notebook, tables

EXPECTED = ROOT / "tests/expected/seeds"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def make(*words):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *words], cwd=ROOT, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration case, run: its OUTPUTS."""
    outputs = tmp_path_factory.mktemp("demo") / "outputs"
    done = make("-j2", "report", f"OUTPUTS={outputs}")
    assert done.returncode == 0, done.stderr
    return outputs


def all_bytes(outputs):
    kept = [
        p for folder in ("tables", "text", "exports", "report") for p in (outputs / folder).rglob("*") if p.is_file()
    ]
    return {str(p.relative_to(outputs)): p.read_bytes() for p in [*kept, outputs / "run.json"]}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_for_people(path):
    cells = nbformat.read(path, 4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert len(code) <= 25
    assert all(len(cell.source.splitlines()) <= 15 for cell in code)
    assert not any(re.search(r"^\s*(def|class|for|while|if) ", cell.source, re.M) for cell in code)
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert prose.startswith("# ")
    headings = re.findall(r"^## (.*)$", prose, re.M)
    assert [name for name in headings if name in ("Load", "Find", "Save", "Look")] == ["Load", "Find", "Save", "Look"]
    parameters = [cell for cell in code if "parameters" in cell.metadata.get("tags", [])]
    assert len(parameters) == 1
    assert all(re.fullmatch(r"\w+: \w+ = .+  # .+", line) for line in parameters[0].source.splitlines() if line.strip())
    assert [line.split(":")[0] for line in parameters[0].source.splitlines()[:4]] == [
        "seeds",
        "outputs",
        "jobs",
        "cluster",
    ]


def test_every_table_holds_its_schema_in_both_forms(demo):
    for name in tables.KEYS:
        found = sorted((demo / "tables").glob(f"{name}.parquet")) or sorted((demo / "tables").glob(f"{name}-*.parquet"))
        assert found, name
        for path in found:
            frame = tables.check(name, tables.read(demo, path.stem))
            in_csv = pd.read_csv(path.with_suffix(".csv"), keep_default_na=False)
            assert list(in_csv.columns) == list(frame.columns)
            assert len(in_csv) == len(frame)


@pytest.mark.parametrize(
    ("table", "sides"),
    [
        ("mentions", [("doc_id", "start", "end", "text")]),
        ("namings", [("doc_id", "start", "end", "text")]),
        ("dates", [("doc_id", "start", "end", "text")]),
        ("timeline", [("doc_id", "start", "end", "sentence")]),
        ("casualty_figures", [("doc_id", "start", "end", "text")]),
        ("rejected_numbers", [("doc_id", "start", "end", "text")]),
        ("overlap_passages", [("doc_a", "start_a", "end_a", None), ("doc_b", "start_b", "end_b", None)]),
    ],
)
def test_every_row_quotes_its_article_exactly(demo, table, sides):
    frame = tables.read(demo, table)
    assert len(frame)
    for doc, start, end, quoted in sides:
        texts = tables.read_texts(demo, frame[doc].unique())
        for row in frame.to_dict("records"):
            found = texts[row[doc]][row[start] : row[end]]
            assert found.strip() == found != ""
            assert quoted is None or found == row[quoted]


def test_the_figures_planted_are_found_with_their_word(demo):
    found = tables.read(demo, "casualty_figures")
    missing = []
    for want in pd.read_csv(EXPECTED / "figures.csv", dtype=str, keep_default_na=False).to_dict("records"):
        same = found[
            (found["doc_id"] == want["doc_id"])
            & (found["harm"] == want["harm"])
            & (found["bound"] == want["bound"])
            & (found["in_title"].astype(str).str.lower() == want["in_title"])
            & (found["count_min"].astype("string").fillna("") == want["count_min"])
            & (found["count_max"].astype("string").fillna("") == want["count_max"])
        ]
        for column in ("victim_group", "date_start", "scope"):
            same = same[same[column] == want[column]] if want[column] else same
        same = same[same["place"].str.contains(want["place"])] if want["place"] else same
        same = same[same["attribution"].str.contains(want["origin"])] if want["origin"] else same
        if len(same) != 1:
            missing.append({"found": len(same), **want})
    assert not missing, pd.DataFrame(missing).to_string()


def test_the_copying_planted_is_found_and_nothing_else(demo):
    want = pd.read_csv(EXPECTED / "families.csv", dtype=str)
    found = tables.read(demo, "families")
    joined = want.merge(found, on="doc_id", suffixes=("_want", ""))
    assert joined["family_id"].tolist() == joined["family_id_want"].tolist()
    assert joined["role"].tolist() == joined["role_want"].tolist()


def test_claims_count_at_most_the_independent_sources_that_there_are(demo):
    claims = tables.read(demo, "claims")
    figures = tables.read(demo, "claim_figures").merge(tables.read(demo, "casualty_figures"), on="figure_id")
    documents = figures.groupby("claim_id")["doc_id"].agg(lambda ids: "; ".join(sorted(set(ids))))
    wrong = []
    for want in pd.read_csv(EXPECTED / "claims.csv").to_dict("records"):
        same = claims[
            (claims["harm"] == want["harm"])
            & (claims["count_low"] == want["count_low"])
            & (claims["scope"] == want["scope"])
            & (claims["claim_id"].map(documents) == want["documents"])
        ]
        numbers = ["n_documents", "n_outlets", "n_families", "n_origins", "n_independent"]
        if len(same) != 1 or same.iloc[0][numbers].tolist() != [want[name] for name in numbers]:
            wrong.append({**want, "found": same[numbers].values.tolist()})
    assert not wrong, pd.DataFrame(wrong).to_string()


def test_a_second_run_runs_nothing(demo):
    done = make("report", f"OUTPUTS={demo}")
    assert done.stdout.splitlines() == [f"The report: {demo}/report/index.html"]
    assert make("status", f"OUTPUTS={demo}").stdout.count("fresh") == 6


def test_the_same_input_gives_the_same_bytes_on_one_core_and_from_a_folder_with_spaces(demo, tmp_path):
    case = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", case)
    outputs = tmp_path / "again"
    done = make("report", f"SEEDS={case}", f"OUTPUTS={outputs}", "JOBS=1")
    assert done.returncode == 0, done.stderr
    first, second = all_bytes(demo), all_bytes(outputs)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_status_says_what_is_stale_and_which_change_made_it_so(demo, tmp_path):
    case = tmp_path / "my case"
    shutil.copytree(ROOT / "seeds", case)
    parameters = tmp_path / "p.yml"
    parameters.write_text("corroboration: {reach: 9}\n")
    told = make("status", f"OUTPUTS={demo}", f"PARAMS={parameters}").stdout
    assert re.search(r"corroboration +stale: parameters of corroboration changed\n", told)
    assert told.count("fresh") == 4
    assert re.search(r"report +stale: waits for corroboration", told)
    with (case / "aliases.csv").open("a") as file:
        file.write("White Helmets,the rescuers in white,organisation,\n")
    told = make("status", f"OUTPUTS={demo}", f"SEEDS={case}").stdout
    assert re.search(r"ingestion +fresh", told)
    assert re.search(r"timelines +stale: aliases\.csv changed", told)
    assert re.search(r"overlap +fresh", told)


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "picture.html": b"\x89PNG\r\n\x1a\n" + b"\x00" * 4000,
    "one-line.txt": b"x" * 50_000_001,
    "broken.jsonl": b'{"id": "good", "text": "Five people were killed in Taiz, a doctor said on Monday."}\n{"id": \n',
}


def test_one_bad_article_never_stops_the_run(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    shutil.copy(ROOT / "seeds/09-orchard-gazette.txt", case)
    for name, data in BAD.items():
        (case / name).write_bytes(data)
    done = make("ingestion", f"SEEDS={case}", f"OUTPUTS={tmp_path / 'o'}")
    assert done.returncode == 0, done.stderr
    found = tables.read(tmp_path / "o", "documents")
    skipped = found[found["status"] == "skipped"]
    assert set(BAD) <= set(skipped["file"].str.partition(":")[0])
    assert skipped["problem"].ne("").all()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "the folder is empty"),
        ({"a.txt": b"", "b.txt": b"\x00\x01" * 99}, "no article can be read: a.txt.*b.txt"),
        ({"a.txt": b"One died in Taiz.", "a.html": b"<p>One died in Taiz.</p>"}, r"a\.(txt|html).*a\.(txt|html)"),
        (
            {"a.txt": b"One died in Taiz.", "sources.csv": b"file,published\na.txt,yesterday\n"},
            "row 2, column published",
        ),
        ({"a.txt": b"One died in Taiz.", "sources.csv": b"file,outlets\n"}, "row 1.*outlets"),
    ],
)
def test_a_case_that_cannot_be_read_is_one_clear_line_and_nothing_is_written(tmp_path, files, message):
    case = tmp_path / "case"
    case.mkdir()
    for name, data in files.items():
        (case / name).write_bytes(data)
    done = make("report", f"SEEDS={case}", f"OUTPUTS={tmp_path / 'o'}")
    assert done.returncode != 0
    assert re.search(message, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert not list(Path(tmp_path / "o").glob("tables/*"))


def test_a_missing_folder_and_an_unknown_parameter_are_one_line(tmp_path):
    done = make("report", "SEEDS=nowhere", f"OUTPUTS={tmp_path / 'o'}")
    assert "nowhere: no such folder" in done.stderr
    (tmp_path / "p.yml").write_text("ingestion: {max_megabite: 3}\n")
    done = make("report", f"PARAMS={tmp_path / 'p.yml'}", f"OUTPUTS={tmp_path / 'o'}")
    assert "did you mean max_megabytes?" in done.stderr


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    case, running = tmp_path / "case", tmp_path / "o/.state/running"
    case.mkdir()
    shutil.copy(ROOT / "seeds/09-orchard-gazette.txt", case)
    running.parent.mkdir(parents=True)
    running.write_text(f"{socket.gethostname()} {os.getpid()}")  # this test runs, so a run it stands for does
    done = make("ingestion", f"SEEDS={case}", f"OUTPUTS={tmp_path / 'o'}")
    assert done.returncode != 0 and "another run writes here" in done.stderr
    assert not (tmp_path / "o/tables").exists()
    gone = subprocess.Popen(["true"])
    gone.wait()
    running.write_text(f"{socket.gethostname()} {gone.pid}")
    assert make("ingestion", f"SEEDS={case}", f"OUTPUTS={tmp_path / 'o'}").returncode == 0


def test_of_two_runs_at_once_the_second_is_told_and_the_first_does_its_work(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    shutil.copy(ROOT / "seeds/09-orchard-gazette.txt", case)
    with ThreadPoolExecutor(2) as both:
        runs = list(both.map(lambda _: make("ingestion", f"SEEDS={case}", f"OUTPUTS={tmp_path / 'o'}"), range(2)))
    assert 0 in [run.returncode for run in runs]
    assert all("another run writes here" in run.stderr for run in runs if run.returncode)
    assert (tmp_path / "o/tables/documents.parquet").exists()


def test_params_yml_offers_every_parameter_with_its_default():
    import yaml

    shown = re.sub(r"^  # (\w+: )", r"  \1", (ROOT / "params.yml").read_text("utf-8"), flags=re.M)
    offered = yaml.safe_load(shown)
    given = {"seeds", "outputs", "jobs", "cluster", "store", "remove_boilerplate"}
    for chapter, path in zip(notebook.CHAPTERS, NOTEBOOKS, strict=True):
        wanted = {name: default for name, (_, default) in notebook.read_parameters(path).items() if name not in given}
        assert (offered[chapter] or {}) == wanted


def test_the_readme_tells_the_rows_of_the_demonstration(demo):
    told = re.findall(r"`(\w+)` \((\d+) rows?\)", (ROOT / "README.md").read_text("utf-8"))
    assert len(told) >= 10
    assert told == [(name, str(len(tables.read(demo, name)))) for name, _ in told]
