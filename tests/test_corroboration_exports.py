"""Incidents, agreement, grades, and what recorders load."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from corroboration_cases import corrections, find, reports
from helpers import corroboration, decisions, knowledge, tables


def rows(*given: dict) -> pd.DataFrame:
    """The claims of the reports ``given``, in the order of their ids."""
    return find(reports(*given))["claims"].set_index("claim_id").sort_index()


def test_the_dead_and_the_hurt_of_one_event_are_one_incident():
    found = find(reports({"n": 12}, {"n": 30, "harm": "injured"}, {"n": 5, "place": "Homs"}))
    assert sorted(found["incidents"]["n_claims"]) == [1, 2]
    row = found["incidents"].set_index("place").loc["Manbij"]
    assert (row["killed_min"], row["killed_max"], row["injured_min"], row["injured_max"]) == (12, 12, 30, 30)


def test_numbers_that_exclude_each_other_are_in_conflict():
    found = find(reports({"n": 12, "outlet": "Alpha", "lead": True}, {"n": 19, "outlet": "Beta", "lead": True}))
    assert found["claims"]["agreement"].tolist() == ["conflict", "conflict"]
    assert found["incidents"][["killed_min", "killed_max"]].to_numpy().tolist() == [[12, 19]]


@pytest.mark.parametrize(
    "other",
    [
        {"n": 3, "victim_detail": "children"},
        {"n": 4, "victim_group": "combatant"},
        {"n": 300, "scope": "cumulative"},
        {"n": 19, "place": "Homs"},
        {"n": 19, "doc": "doc-0", "sentence": "Nineteen died elsewhere in town."},
    ],
    ids=["children among them", "fighters among them", "a total", "another place", "another number in one article"],
)
def test_what_is_no_conflict(other):
    assert "conflict" not in rows({"n": 12, "lead": True}, other | {"lead": True})["agreement"].tolist()


def test_parts_do_not_count_beside_their_total():
    whole = {"doc": "a", "n": 20, "figure_id": "whole"}
    part = {"doc": "a", "n": 8, "figure_id": "part", "part_of": "whole", "victim_detail": "children"}
    found = find(reports(whole, part))
    assert found["incidents"][["n_claims", "killed_min", "killed_max"]].to_numpy().tolist() == [[2, 20, 20]]


def test_civilians_and_combatants_add_up_where_nobody_states_a_total():
    found = find(reports({"n": 5, "victim_group": "civilian"}, {"n": 7, "victim_group": "combatant"}))[
        "incidents"
    ].iloc[0]
    assert (found["killed_min"], found["civilians_killed_min"], found["combatants_killed_min"]) == (12, 5, 7)


def test_the_actor_that_states_its_own_killing_confirms_it():
    own = {"attribution": "Northern Army", "actor": "the Northern Army", "victim_group": "civilian"}
    assert rows(own)["grade_by_independence"].tolist() == ["confirmed"]
    assert rows(own | {"victim_group": "combatant"})["grade_by_independence"].tolist() == ["single source"]
    assert rows(own | {"stance": "denied"})["grade_by_independence"].tolist() == ["contested"]


def test_grades_count_outlets_or_sources():
    found = rows({"outlet": "Alpha", "attribution": "Red Lamp"}, {"outlet": "Beta", "attribution": "Red Lamp"}).iloc[0]
    assert (found["grade_by_outlets"], found["grade_by_independence"]) == ("two or more sources", "single source")


@pytest.fixture
def exported(tmp_path) -> dict[str, list[dict]]:
    """The exports of a small case, read back from their files."""
    town = {"entity_id": "manbij", "name": "Manbij", "kind": "place", "basis": "gazetteer", "place_type": "town"}
    town |= {"latitude": 36.53, "longitude": 37.95, "n_mentions": 1, "n_documents": 1}
    frames = reports(
        {"outlet": "Alpha", "bound": "vague", "n": 24, "place_id": "manbij", "admin1": "Aleppo", "cause": "airstrike"},
        {"outlet": "Beta", "n": 43, "place_id": "manbij", "admin1": "Aleppo", "attribution": "=Red Lamp"},
        {"n": 9, "place_id": "manbij", "victim_detail": "children", "admin1": "Aleppo"},
        {"n": 700, "scope": "cumulative"},
        {"n": 6, "place": "Homs", "harm": "injured", "date": ""},
    )
    frames["entities"] = tables.conform("entities", pd.DataFrame([town]))
    found = find(frames)
    names = ("incidents", "claims", "claim_figures")
    given = [found[name] for name in names] + [frames[name] for name in ("casualty_figures", "documents", "entities")]
    tables.write_exports(tmp_path, corroboration.exports.make(*given))
    read = {}
    for path in (tmp_path / "exports").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            read[path.stem] = list(csv.DictReader(file))
    return read


def test_every_exported_column_says_where_it_comes_from(exported):
    known = knowledge.load("export_columns")
    assert sorted(exported) == ["acled", "airwars", "columns", "iraq_body_count"]
    for name in ("acled", "airwars", "iraq_body_count"):
        assert list(exported[name][0]) == known.loc[known["export"] == name, "column"].tolist()
    assert known["origin"].ne("").sum() + known["convention"].str.startswith("empty").sum() >= len(known)


def test_airwars_gets_a_range_and_children(exported):
    row = exported["airwars"][0]
    assert (row["civilians_killed_min"], row["civilians_killed_max"], row["children_killed_min"]) == ("24", "43", "9")
    assert (row["grading"], row["latitude"], row["country"], row["belligerents_killed_min"]) == (
        "Fair",
        "36.53",
        "Syria",
        "",
    )
    assert len(exported["airwars"]) == 2


def test_iraq_body_count_gets_deaths_only(exported):
    assert len(exported["iraq_body_count"]) == 1
    row = exported["iraq_body_count"][0]
    assert (row["Reported Minimum"], row["Reported Maximum"], row["Single Source"]) == ("24", "43", "no")
    assert row["Sources"] == "Alpha; Beta; unknown outlet (doc-2)"


def test_acled_gets_one_conservative_number(exported):
    row = exported["acled"][0]
    assert (row["fatalities"], row["event_date"], row["time_precision"], row["geo_precision"]) == (
        "12",
        "2016-05-01",
        "1",
        "1",
    )
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert "24 to 43 people killed" in row["notes"]


def test_every_cause_and_grade_is_known():
    causes = set(tables.columns("incidents")["cause"]["values"].split("; "))
    assert set(knowledge.load("acled_events")["cause"]) == causes
    assert {*knowledge.load("causes_alike")["cause"], *knowledge.load("causes_alike")["like"]} <= causes
    assert knowledge.load("grades")["grade"].tolist() == [
        "confirmed",
        "contested",
        "two or more sources",
        "single source",
    ]


@pytest.mark.parametrize(
    "given", [[], [{}], [{"published": "", "outlet": "Alpha"}, {"n": 15}]], ids=["none", "one", "two"]
)
def test_the_method_is_told_of_any_case(given):
    frames = reports(*given)
    found = find(frames)
    none = corrections()
    found, decided = decisions.apply(found, none)
    settings = {"reach": 2.0, "vague_reach": 4.0, "about": 0.15, "days": 1, "total_days": 30}
    told = corroboration.method.describe(found, frames["documents"], frames["casualty_figures"], decided, settings)
    assert told["section"].tolist() == [
        *("Types of source", "Collection", "Evaluation of source and information", "Corroboration", "Quality control")
    ]
    assert not told["text"].str.contains(r"[{}]|nan", regex=True).any()
    assert "2 times what is stated" in " ".join(told["text"])


def test_an_actor_is_named_once_however_capitalised():
    assert rows({"actor": "gunmen"}, {"actor": "Gunmen"})["actors"].tolist() == ["gunmen"]


@pytest.mark.parametrize("name", ["airwars", "iraq_body_count", "acled"])
def test_what_is_read_back_is_what_was_found(exported, name):
    rows, about = exported[name], exported["columns"]
    numbers = {row["column"] for row in about if row["export"] == name} & {
        *(
            "civilians_killed_min",
            "civilians_killed_max",
            "children_killed_min",
            "Reported Minimum",
            "Reported Maximum",
        ),
        *("independent_sources_at_most", "fatalities", "year", "Injured Minimum", "Injured Maximum"),
    }
    assert rows and numbers
    for row in rows:
        assert None not in row and None not in row.values()  # every row has every column, and no more
        assert all(row[column] == "" or row[column].isdecimal() for column in numbers)
        for low, high in (("civilians_killed_min", "civilians_killed_max"), ("Reported Minimum", "Reported Maximum")):
            assert not row.get(low) or not row.get(high) or int(row[low]) <= int(row[high])
        day = row.get("incident_date", row.get("Start Date", row.get("event_date", "")))
        assert day == "" or pd.Timestamp(day).date().isoformat() == day
    keys = [row.get("code") or row.get("IBC code") or row.get("event_id_cnty") for row in rows]
    assert len(set(keys)) == len(keys) and all(keys)


def test_a_source_whose_name_a_spreadsheet_takes_for_a_formula_comes_back_harmless(exported):
    told = [cell for name in ("airwars", "iraq_body_count", "acled") for row in exported[name] for cell in row.values()]
    assert any("=Red Lamp" in cell for cell in told)
    assert not any(cell.startswith("=") for cell in told)


def test_each_export_says_what_it_makes_of_vague_and_disputed_numbers():
    known = knowledge.load("export_columns")
    for name, part in known.groupby("export"):
        said = " ".join(part["convention"])
        assert "lowest" in said or "vague" in said or "dozens" in said, name


LED = {"lead": True, "doc": "a"}


def test_the_range_of_an_incident_stays_open_above_its_highest_open_number():
    rows = LED | {"n": 47}, LED | {"n": 82, "doc": "b", "bound": "at_least"}
    incident = find(reports(*rows))["incidents"].iloc[0]
    assert (incident["killed_min"], pd.isna(incident["killed_max"])) == (47, True)
    incident = find(reports(rows[0], rows[1] | {"n": 30}))["incidents"].iloc[0]
    assert (incident["killed_min"], incident["killed_max"]) == (30, 47)


def test_what_no_article_leads_with_is_not_the_toll_of_the_incident():
    bodies = {"doc": "a", "n": 5, "sentence": "In a corridor lay another five."}
    incident = find(reports(LED | {"n": 200, "bound": "at_least"}, bodies))["incidents"].iloc[0]
    assert incident["killed_min"] == 200
    assert find(reports(bodies))["incidents"]["killed_min"].tolist() == [5]
