"""An article on which a rule fails costs its own rows only; a row says so, in the report too; tests are strict."""

import os
from pathlib import Path

import pandas as pd
import pytest

from helpers import ProblemError, engine, ingestion, notebook, overlap, problems, report, tables
from helpers.case import open_case
from helpers.casualties import extract as casualties
from helpers.casualties import figures
from helpers.ingestion import body, formats
from helpers.overlap import passages, words
from helpers.report import matter, summary
from helpers.timelines import dates as timex
from helpers.timelines import entity_tables, extract

STRIKE = (
    "Seven people were killed in Tal Abyad on Monday, the mayor of the town told reporters, when {} hit the market."
)
ARTICLES = {
    "a": STRIKE.format("two shells") + "\n\nTwelve more were wounded, said the mayor.",
    "b": STRIKE.format("two shells") + "\n\nAMISS: nine of the wounded were children.",
    "c": STRIKE.format("two shells") + "\n\nThree shops burned.",
}


@pytest.fixture
def spare(monkeypatch):
    """As users run it: an error is no end."""
    monkeypatch.delenv(problems.STRICT)


def halved(items):
    return [1 / item for item in items]


def nothing(item, failure):
    return failure.kind


def kept(items, store, **where):
    return engine.kept(halved, items, room="overlap", store=store, size=4, spare=nothing, **where)


@pytest.mark.parametrize("where", [{}, {"jobs": 2}])
@pytest.mark.parametrize("there", ["", "store"])
def test_of_a_part_that_fails_only_the_culprit_is_lost(spare, tmp_path, there, where):
    store = there and str(tmp_path / there)
    made = kept([1, 2, 0, 4, 5, 8, 0.5], store, **where)
    assert list(made) == [1, 0.5, "ZeroDivisionError", 0.25, 0.2, 0.125, 2]
    assert [(place, one.error) for place, one in made.failed()] == [(2, "ZeroDivisionError: division by zero")]
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert len(left) == (6 if store else 0)  # no failure is kept, and no part waits any more
    assert not [name for name in left if name.startswith("waiting")]


def test_the_tests_are_strict(tmp_path):
    assert os.environ[problems.STRICT]
    with pytest.raises(ZeroDivisionError):
        kept([1, 0], str(tmp_path))


@pytest.mark.parametrize("error", [ProblemError("mend it"), OSError("disk full"), MemoryError(), ImportError("gone")])
def test_what_is_no_articles_fault_stops_the_run(spare, error):
    def fails(items):
        raise error

    with pytest.raises(type(error)):
        problems.tried(fails, [1, 2], nothing)


def test_what_fails_everywhere_is_no_articles_fault(spare, tmp_path):
    failed = kept([0, 0.0], str(tmp_path)).failed()
    with pytest.raises(ProblemError, match="overlap fails on every article; please report it: ZeroDivisionError"):
        problems.of("overlap", "Words", ["a", "b"], failed)
    assert len(problems.of("overlap", "Words", ["a"], failed[:1])) == 1


def test_a_failure_is_told_the_same_on_every_machine():
    def deep(n):
        return tables.columns("none") if n == 0 else deep(n - 1)

    with pytest.raises(ProblemError) as caught:
        deep(3)
    told = problems.told(caught.value)
    assert told.kind == "ProblemError" and told.traceback.startswith("dictionary.py:")
    assert problems.told(ValueError(f"no {object()}\nof ours")).error == "ValueError: no <object object at 0x…> of ours"


def failing(function):
    """``function``, but for texts with the word that is amiss."""

    def fails(*given, **options):
        if any("AMISS" in str(one) for one in [*given, *options.values()]):
            raise KeyError("a rule nobody foresaw")
        return function(*given, **options)

    return fails


def chapters(folder):
    """The tables of chapters 1 to 4, with each chapter's problems."""
    case = open_case(folder)
    found, texts, _, unread = ingestion.clean(ingestion.read(case), case.sources)
    documents = found["documents"][found["documents"]["status"] == "ok"]
    read, unnamed = extract.find(documents, texts, case.aliases, store=str(folder / ".store"))
    entities, mentions, _ = entity_tables.frames(read)
    dates = timex.table(row for article in read for row in article["dates"])
    harmed, unharmed = casualties.find(documents, texts, mentions, entities, dates, store=str(folder / ".store"))
    shared, _, _, apart = overlap.find(found["documents"], texts, overlap.Settings())
    made = {**found, "mentions": mentions, "dates": dates, "overlap_passages": shared, **harmed}
    lost = pd.concat([unread, unnamed, unharmed, apart], ignore_index=True)
    others = {name: frame[frame.filter(like="doc").ne("b").all(axis=1)] for name, frame in made.items()}
    return {name: tables.records(frame.drop(columns="stands", errors="ignore")) for name, frame in others.items()}, lost


@pytest.mark.parametrize(
    ("module", "rule", "chapter", "step"),
    [
        (formats, "article", "ingestion", "Article"),
        (body, "separate", "ingestion", "Article"),
        (timex, "read", "timelines", "Names, dates and events"),
        (figures, "article", "casualties", "Casualty figures"),
        (words, "read", "overlap", "Words to compare"),
        (passages, "pair", "overlap", "Passages shared with b"),
    ],
)
def test_an_article_costs_its_own_rows_only(spare, monkeypatch, tmp_path, module, rule, chapter, step):
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text)
    with monkeypatch.context() as broken:
        broken.setattr(module, rule, failing(getattr(module, rule)))
        made, lost = chapters(tmp_path)
    whole, none = chapters(tmp_path)
    assert none.empty  # what failed was not kept
    row = tables.check("problems", lost).iloc[0]
    assert len(lost) == 1 + (rule == "pair") and (row["chapter"], row["step"]) == (chapter, step)
    assert row["doc_id"] == ("a" if rule == "pair" else "b")  # of a pair the earlier article has the row
    assert "KeyError" in row["problem"] and "please report" in row["problem"]
    for table in whole:
        assert len(whole[table]) or table in ("victims", "removed_text", "credits", "rejected_numbers")
        assert made[table] == whole[table]


def lost(outputs: Path):
    """A run of which the figures of two articles were lost."""
    failure = problems.Failure("KeyError", "KeyError: 'Amal'", "casualties/figures.py:1 article")
    rows = [problems.row("casualties", doc_id, "Casualty figures", failure) for doc_id in ("a<b>", "c")]
    tables.write(outputs, {"problems-casualties": problems.table(rows), "problems-overlap": problems.table([])})
    return rows


def test_the_terminal_the_chapter_and_the_report_say_so(tmp_path, capsys):
    notebook.warn("casualties", tmp_path)
    assert capsys.readouterr().err == ""
    said = problems.describe(problems.table(lost(tmp_path)))
    assert said.splitlines()[1].startswith("c: casualty figures missing: the program failed") and "Amal" not in said
    notebook.warn("casualties", tmp_path)
    notebook.warn("overlap", tmp_path)
    warned = capsys.readouterr().err
    assert warned.startswith("same-story: warning: casualties failed on a<b>, c") and warned.count("\n") == 1
    made = report.read(tmp_path)
    assert "failed on 2 articles" in summary.failed_said(made)[0]
    shown = matter.decisions(made)
    assert "What the program failed on" in shown and "a&lt;b&gt;" in shown and "Amal" not in shown
    assert problems.describe(problems.table([])) == "The program failed on no article."
    assert not summary.failed_said(report.read(tmp_path / "none"))
