"""What a person decided shows in the tables, and what meets nothing is said."""

import pandas as pd

from helpers import decisions, tables

COLUMNS = ["table", "row_id", "column", "value", "reason", "by", "date", "row"]


def entity(entity_id, name):
    return {"entity_id": entity_id, "name": name, "kind": "group", "basis": "text", "n_mentions": 1, "n_documents": 1}


def mention(mention_id, entity_id):
    return {"mention_id": mention_id, "doc_id": "a", "start": 0, "end": 1, "text": "x", "entity_id": entity_id} | {
        "sentence": "x"
    }


def decide(*rows):
    frames = {
        "entities": pd.DataFrame([entity("e1", "One"), entity("e2", "Two")]),
        "mentions": pd.DataFrame([mention("m1", "e1"), mention("m2", "e2")]),
    }
    corrections = pd.DataFrame(
        [[*row, "because", "me", "2026-01-02", number] for number, row in enumerate(rows, 2)], columns=COLUMNS
    )
    return decisions.apply(frames, corrections)


def test_a_changed_cell_says_so():
    made, decided = decide(("entities", "e1", "name", "Uno"))
    assert made["entities"][["name", "corrected"]].values.tolist() == [["Uno", "name"], ["Two", ""]]
    assert decided["status"].tolist() == ["applied"]


def test_a_rejected_row_is_gone():
    made, decided = decide(("mentions", "m2", "reject", ""))
    assert made["mentions"]["mention_id"].tolist() == ["m1"]
    assert decided["reason"].tolist() == ["because"]


def test_a_merged_row_is_meant_wherever_its_id_stood():
    made, _ = decide(("entities", "e2", "merge", "e1"))
    assert made["entities"]["entity_id"].tolist() == ["e1"]
    assert made["entities"]["corrected"].tolist() == ["merge"]
    assert made["mentions"]["entity_id"].tolist() == ["e1", "e1"]


def test_a_decision_that_meets_nothing_changes_nothing_and_says_so():
    for row in [("entities", "e9", "name", "x"), ("entities", "e9", "reject", ""), ("entities", "e1", "merge", "e9")]:
        made, decided = decide(row)
        assert made["entities"]["name"].tolist() == ["One", "Two"]
        assert decided["status"].tolist() == ["meets nothing"]


def test_decisions_on_other_tables_are_left_to_their_chapters():
    _, decided = decide(("claims", "c1", "reject", ""))
    assert decided.empty
    assert list(decided.columns) == list(tables.columns("decisions"))


def test_an_unknown_number_can_be_given_and_taken_away():
    made, _ = decide(("entities", "e1", "latitude", "36.2"), ("entities", "e2", "latitude", ""))
    assert made["entities"]["latitude"].fillna(0).tolist() == [36.2, 0]
