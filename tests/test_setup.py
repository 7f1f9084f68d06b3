"""What a newcomer relies on: the two ways in are one, the make file knows every word list, help is true."""

import os
import re
import subprocess
import tomllib

import pytest
import yaml

from helpers import ROOT, environment, notebook, tables

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def made(name):
    return re.search(rf"^{name} :=(.*)$", MAKEFILE, re.M)[1].split()


def make(*words, **more):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *words], cwd=ROOT, env={**clean, **more}, capture_output=True, text=True, check=False
    )


def test_conda_and_the_lock_are_the_same_pins():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    assert [part["pip"] for part in conda["dependencies"] if isinstance(part, dict)] == [
        ["--require-hashes", "-r requirements.lock"]
    ]
    python = [part for part in conda["dependencies"] if str(part).startswith("python=")]
    assert python[0].removeprefix("python=") in environment.WANTED


def test_everything_the_project_names_is_locked_with_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = dict(re.findall(r"^([a-z0-9._-]+)==\S+.*\n((?:    --hash=sha256:\w+ ?\\?\n)+)", LOCK, re.M))
    missing = [name for name in named if re.match(r"[A-Za-z0-9._-]+", name)[0].lower() not in locked]
    assert not missing
    assert not re.search(r"https?://", LOCK)


@pytest.mark.parametrize("chapter", notebook.CHAPTERS)
def test_the_make_file_names_every_word_list_and_table_of_a_chapter(chapter):
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src/helpers" / chapter).rglob("*.py"))
    used = set(re.findall(r"knowledge\.load\(\s*\"(\w+)\"", code)) | set(re.findall(r"\bload\(\"(\w+)\"\)", code))
    known = {path.stem for path in (ROOT / "src/helpers/knowledge").iterdir() if path.suffix != ".py"}
    assert used <= set(made(f"{chapter}_KNOWLEDGE")) <= known
    number = notebook.CHAPTERS.index(chapter) + 1
    [path] = (ROOT / "notebooks").glob(f"{number:02}_*.ipynb")
    source = path.read_text("utf-8")
    assert set(made(f"{chapter}_WRITES")) <= set(tables.KEYS)
    for table in made(f"{chapter}_WRITES"):
        assert f'\\"{table}\\"' in source, f"{path.name} does not write {table}"
    read = set(re.findall(r"tables\.read\(outputs, \\\"(\w+)\\\"\)", source))
    needs = MAKEFILE[MAKEFILE.index(f"{chapter}_NEEDS") :]
    named = set(re.search(r"call read,([^)]*)\)", needs)[1].split()) if chapter != "ingestion" else set()
    assert read <= named | set(made(f"{chapter}_WRITES"))


def test_make_alone_prints_every_target_with_a_line():
    said = make().stdout
    for target in (
        re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].replace("$(CHAPTERS)", " ".join(notebook.CHAPTERS)).split()
    ):
        if target not in ("setup", "lock", "FORCE"):
            assert re.search(rf"^  make {target} +\S", said, re.M), target


def test_outputs_with_a_space_is_one_clear_line():
    done = make("report", "OUTPUTS=my outputs")
    assert done.returncode != 0
    assert "OUTPUTS must be a path without spaces" in done.stderr


def test_a_wrong_python_is_one_line(tmp_path):
    fake = tmp_path / "python3"
    fake.write_text("#!/bin/sh\necho 3.9\n")
    fake.chmod(0o755)
    assert environment.version(fake) == "3.9"
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or 3\.12"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment.sys, "executable", str(fake))
        patch.setenv("PATH", str(tmp_path))
        environment.find_python()


@pytest.mark.parametrize(
    ("said", "mend"),
    [
        ("error: Failed to fetch: tcp connect error", "network"),
        ("ERROR: Could not find a version that satisfies the requirement uv (from versions: none)", "network"),
        ("error: command 'gcc' failed: No such file or directory", "no compiler"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that was locked"),
    ],
)
def test_a_failed_installation_says_what_to_do(said, mend, tmp_path):
    tool = tmp_path / "tool"
    tool.write_text(f'#!/bin/sh\necho "{said}" >&2\nexit 1\n')
    tool.chmod(0o755)
    with pytest.raises(SystemExit, match=mend) as caught:
        environment.run([tool], "can't install")
    assert "\n" not in str(caught.value)


def test_the_readme_shows_the_accuracy_kept_in_the_repository():
    import evaluate

    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(evaluate.recorded()["measures"]) > 10
    assert evaluate.with_accuracy(readme, evaluate.recorded()) == readme
