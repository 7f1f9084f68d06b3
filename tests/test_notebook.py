"""Running a notebook: strict parameters, no half-written output, a short error."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import notebook

PARAMETERS = """name: str = "x"  # a name
count: int = 1  # how many
share: float = 0.5  # a share (0 to 1)
keep: bool = True  # whether"""


@pytest.fixture
def run(tmp_path, capsys):
    def run(body, *given):
        cells = [
            new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            new_markdown_cell("# Title\n\n## Find"),
            new_code_cell(body),
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), tmp_path / "in.ipynb")
        code = notebook.main([str(tmp_path / "in.ipynb"), str(tmp_path / "out/in.ipynb"), *map(str, given)])
        return code, tmp_path / "out/in.ipynb", capsys.readouterr().err

    return run


def test_a_notebook_that_succeeds_appears_with_its_parameters(run):
    code, output, _ = run("print(count, share, keep)", "count=3", "share=1", "keep=false")
    assert code == 0
    assert nbformat.read(output, 4).cells[-1].outputs[0].text == "3 1 False\n"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("coutn=3", "no parameter is called 'coutn'; did you mean count?"),
        ("zzz=3", "there are name, count, share, keep"),
        ("count=three", "count: 'three' is no int (its default is 1)"),
        ("count=true", "count: True is no int"),
        ("keep=1", "keep: 1 is no bool"),
        ("share=", "share: None is no float"),
    ],
)
def test_a_wrong_parameter_is_one_line_and_runs_nothing(run, given, message):
    code, output, said = run("1/0", given)
    assert code == 1
    assert message in said
    assert said.count("\n") == 1
    assert not output.exists()


def test_a_failed_run_is_kept_aside_and_told_in_six_lines(run):
    code, output, said = run("x = 1\nx / 0")
    assert code == 1
    assert not output.exists()
    assert (output.parent / "failed" / output.name).is_file()
    assert 1 <= said.count("\n") <= 6
    for part in ("ZeroDivisionError", "in.ipynb", "Find", "x = 1"):
        assert part in said


def test_a_problem_of_ours_is_told_without_its_class(run):
    _, _, said = run("from helpers import ProblemError\nraise ProblemError('sources.csv, row 2: mend it')")
    assert said.startswith("same-story: sources.csv, row 2: mend it\n")


def test_a_good_run_takes_the_failed_one_away(run):
    run("1/0")
    _, output, _ = run("1")
    assert not (output.parent / "failed" / output.name).exists()
    assert sorted(path.name for path in output.parent.iterdir()) == ["failed", "in.ipynb"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ingestoin: {}", "no section is called 'ingestoin'; did you mean ingestion?"),
        ("casualties: {cuont: 3}", "no parameter is called 'cuont'; did you mean count?"),
        ("casualties: {count: 3}", "count is set on the command line"),
        ("casualties: [1]", "must hold 'name: value' lines"),
        ("- a", "must hold sections"),
        ("a: [", "no YAML"),
    ],
)
def test_a_wrong_parameters_file_is_one_line(run, tmp_path, text, message):
    (tmp_path / "p.yml").write_text(text)
    code, _, said = run("1", "--params", tmp_path / "p.yml", "--section", "casualties", "count=2")
    assert code == 1
    assert message in said
    assert said.count("\n") == 1
