"""Figures of different reports joined to claims: what joins, and what must stay apart."""

from __future__ import annotations

import pandas as pd
import pytest

from corroboration_cases import find, passage, reports


def sizes(*rows: dict, **keywords) -> list[int]:
    """The number of figures in each claim, largest first."""
    return sorted(find(reports(*rows), **keywords)["claims"]["n_figures"], reverse=True)


AGREE = [
    ("the same number", {}, {}),
    (
        "an open bound and a number within its reach",
        {"bound": "at_least", "count_min": 40, "count_max": None},
        {"n": 43},
    ),
    ("two open bounds", {"bound": "at_least", "n": 40}, {"bound": "at_least", "n": 45}),
    ("a vague word and a number", {"bound": "vague", "n": 24}, {"n": 43}),
    ("an estimate and a number near it", {"bound": "about", "n": 40}, {"n": 43}),
    ("a range and a number in it", {"bound": "range", "count_min": 10, "count_max": 15}, {"n": 12}),
    ("an upper bound and a number below", {"bound": "at_most", "count_min": None, "count_max": 30}, {"n": 20}),
    ("unknown victims and civilians", {"victim_group": "unknown"}, {"victim_group": "civilian"}),
    ("civilians and aid workers", {"victim_group": "aid_worker"}, {"victim_group": "civilian"}),
    ("men and everybody, the same number", {"victim_detail": "men"}, {}),
    ("a town and its province, the same number", {"place": "Aleppo"}, {"place": "Manbij", "admin1": "Aleppo"}),
    ("causes that are taken for one another", {"cause": "airstrike"}, {"cause": "shelling"}),
    ("dates a day apart, the same number", {"date": "2016-05-01"}, {"date": "2016-05-02"}),
]
APART = [
    ("another number", {"n": 12}, {"n": 13}),
    ("a number beyond an open bound's reach", {"bound": "at_least", "n": 7}, {"n": 70}),
    ("a number below an open bound", {"bound": "at_least", "n": 43}, {"n": 40}),
    ("a vague word and a number far above", {"bound": "vague", "n": 24}, {"n": 300}),
    ("other harm", {"harm": "killed"}, {"harm": "injured"}),
    ("another place", {"place": "Homs"}, {"place": "Hama"}),
    ("another day", {"date": "2016-05-01"}, {"date": "2016-05-04"}),
    (
        "dates a day apart, compatible numbers",
        {"date": "2016-05-01", "bound": "at_least", "n": 40},
        {"date": "2016-05-02", "n": 43},
    ),
    ("fighters and civilians", {"victim_group": "combatant"}, {"victim_group": "civilian"}),
    ("children and everybody", {"victim_detail": "children"}, {}),
    ("an event and a total", {"scope": "cumulative"}, {}),
    ("an unknown place", {"place": ""}, {}),
    ("an unknown date", {"date": ""}, {}),
    ("unknown places and dates", {"place": "", "date": ""}, {"place": "", "date": ""}),
    ("causes that exclude each other", {"cause": "execution"}, {"cause": "airstrike"}),
    ("none and some", {"n": 0}, {"n": 3}),
]


@pytest.mark.parametrize(("one", "two"), [row[1:] for row in AGREE], ids=[row[0] for row in AGREE])
def test_two_outlets_tell_the_same(one, two):
    assert sizes(one, two) == [2]


@pytest.mark.parametrize(("one", "two"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_two_outlets_tell_different_things(one, two):
    assert sizes(one, two) == [1, 1]


def test_every_pair_of_a_claim_is_compatible():
    least, between, most = {"bound": "at_least", "n": 20}, {"bound": "at_least", "n": 38}, {"n": 70}
    assert sizes(least, between, most) == [2, 1]


def test_how_far_an_open_bound_reaches_is_a_parameter():
    rows = {"bound": "at_least", "n": 20}, {"n": 50}
    assert sizes(*rows) == [1, 1]
    assert sizes(*rows, reach=3) == [2]


def test_a_part_is_never_joined_with_its_total():
    total = {"doc": "a", "n": 12, "figure_id": "total"}
    part = {"doc": "a", "n": 12, "figure_id": "part", "part_of": "total", "sentence": "Twelve of them were farmers."}
    found = find(reports(total, part))["claims"]
    assert len(found) == 2
    assert set(found["part_of"]) == {"", "total"}


def test_an_article_that_restates_its_number_makes_one_claim():
    rows = [{"doc": "a", "in_title": True, "place": "", "date": ""}, {"doc": "a"}, {"doc": "a", "date": ""}]
    assert sizes(*rows) == [3]


def test_a_vague_headline_joins_the_number_it_stands_for():
    assert sizes({"doc": "a", "in_title": True, "bound": "vague", "n": 24, "place": ""}, {"doc": "a", "n": 43}) == [2]


def test_two_numbers_of_one_article_are_two_things():
    assert sizes(
        {"doc": "a", "bound": "at_least", "n": 5}, {"doc": "a", "n": 6, "sentence": "Six died elsewhere."}
    ) == [1, 1]


def test_two_figures_of_one_sentence_are_two_things():
    row = {"doc": "a", "sentence": "Twelve died in the morning and twelve at night."}
    assert sizes(row | {"text": "Twelve"}, row | {"text": "twelve"}) == [1, 1]


def test_a_total_without_place_and_date_joins_on_one_source_and_number():
    total = {"scope": "cumulative", "place": "", "date": "", "n": 624, "attribution": "Harbour Group"}
    assert sizes(total, total) == [2]
    assert sizes(total, total | {"n": 625}) == [1, 1]
    assert sizes(total | {"published": "2016-05-02"}, total | {"published": "2016-09-02"}) == [1, 1]


def test_a_claim_is_called_by_its_earliest_figure():
    rows = reports({"published": ""}, {"published": "2016-05-03"}, {"published": "2016-05-02", "figure_id": "first"})
    found = find(rows)
    assert found["claims"]["claim_id"].tolist() == ["first"]
    assert found["claims"]["incident_id"].tolist() == found["incidents"]["incident_id"].tolist() == ["first"]


def test_the_numbers_of_a_claim():
    found = find(reports({"bound": "at_least", "n": 40}, {"n": 43}, {"n": 43}))["claims"].iloc[0]
    assert (found["count_low"], found["count_high"], found["agreement"]) == (40, 43, "compatible")
    found = find(reports({"bound": "at_least", "n": 40}, {"bound": "at_least", "n": 40}))["claims"].iloc[0]
    assert (found["count_low"], pd.isna(found["count_high"]), found["agreement"]) == (40, True, "agree")


def test_no_figures_make_empty_tables():
    found = find(reports())
    assert {name: len(frame) for name, frame in found.items()} == dict.fromkeys(found, 0)
    assert list(found) == ["claims", "claim_figures", "claim_links", "incidents"]


def test_a_number_of_one_or_two_needs_the_same_victims_and_cause():
    row = {"n": 1, "cause": "shelling", "victim_group": "civilian"}
    assert sizes(row, row) == [2]
    assert sizes(row, row | {"cause": "airstrike"}) == [1, 1]
    assert sizes(row, row | {"victim_group": "unknown"}) == [1, 1]


def test_the_same_words_are_about_the_same_event_wherever_they_were_placed():
    rows = {"place": "Homs", "admin1": "Homs"}, {"place": "Manbij", "date": "2016-04-30"}
    assert sizes(*rows) == [1, 1]
    copied = passage(reports(*rows), ("doc-0", "doc-1"))
    assert find(copied)["claims"]["n_figures"].tolist() == [2]
    edited = copied["overlap_passages"].assign(similarity=0.8)
    assert find(copied | {"overlap_passages": edited})["claims"]["n_figures"].tolist() == [1, 1]


def test_a_long_copied_text_may_state_one_number_twice():
    rows = {"place": "Homs", "start": 100}, {"place": "Manbij", "start": 4000}
    assert find(passage(reports(*rows), ("doc-0", "doc-1")))["claims"]["n_figures"].tolist() == [1, 1]


def test_a_copy_without_a_date_does_not_lead_to_another_day():
    undated = {"date": "", "published": "", "n": 24}
    rows = {"n": 24}, undated, {"n": 24, "place": "Aleppo", "date": "2016-06-11", "published": "2016-06-11"}
    rows = [row | {"attribution": "Red Lamp", "admin1": "Aleppo"} for row in rows]
    assert find(passage(reports(*rows), ("doc-0", "doc-1")))["claims"]["n_figures"].tolist() == [2, 1]


def test_set_phrases_of_another_year_are_another_event():
    rows = {"date": "2016-05-01"}, {"date": "2015-05-02", "published": "2015-05-02"}
    assert find(passage(reports(*rows), ("doc-0", "doc-1")))["claims"]["n_figures"].tolist() == [1, 1]


def test_a_large_number_in_the_town_and_a_near_open_one_in_its_province():
    town, province = (
        {"place": "Manbij", "admin1": "Aleppo"},
        {"place": "Aleppo", "admin1": "Aleppo", "bound": "at_least"},
    )
    assert sizes(town | {"n": 51}, province | {"n": 50}) == [2]
    assert sizes(town | {"n": 70}, province | {"n": 50}) == [1, 1]  # not near enough
    assert sizes(town | {"n": 13}, province | {"n": 12}) == [1, 1]  # too common
    assert sizes(town | {"n": 51}, province | {"n": 50, "date": "2016-05-02"}) == [1, 1]


def test_one_number_of_two_places_spelt_alike_in_one_province():
    one, two = {"place": "Maghayir", "admin1": "Aleppo"}, {"place": "Maghawir", "admin1": "Aleppo"}
    assert sizes(one, two) == [2]
    assert sizes(one, two | {"n": 13}) == [1, 1]
    assert sizes(one, two | {"admin1": "Homs"}) == [1, 1]


def test_the_fighters_among_the_dead_are_not_dozens_of_people():
    dozens, fighters = {"bound": "vague", "n": 24}, {"n": 28, "victim_group": "combatant"}
    assert sizes(dozens, fighters) == [1, 1]
    assert sizes(dozens, fighters | {"victim_group": "civilian"}) == [2]
    assert sizes(dozens | {"victim_group": "combatant"}, fighters) == [2]


def test_dozens_of_two_days_are_two_events():
    row = {"bound": "vague", "n": 24}
    assert sizes(row, row) == [2]
    assert sizes(row, row | {"date": "2016-05-02"}) == [1, 1]
    assert sizes(row | {"place": "Aleppo"}, row | {"place": "Manbij", "admin1": "Aleppo"}) == [2]


def test_a_small_number_needs_the_same_victims_or_the_same_cause():
    row = {"n": 4, "cause": "airstrike", "victim_group": "medical_worker"}
    assert sizes(row, row | {"victim_group": "unknown"}) == [2]
    assert sizes(row, row | {"cause": "shelling"}) == [2]
    assert sizes(row, row | {"victim_group": "unknown", "cause": "unknown"}) == [2]
    assert sizes(row, row | {"victim_group": "unknown", "cause": "shelling"}) == [1, 1]
    unknown = {"n": 4, "victim_group": "unknown"}
    assert sizes(unknown | {"cause": "airstrike"}, unknown | {"cause": "shelling"}) == [1, 1]


def test_a_small_number_of_another_day_needs_the_same_cause():
    one, two = {"n": 4, "victim_group": "civilian", "cause": "shelling"}, {"cause": "airstrike", "date": "2016-05-02"}
    assert sizes(one, one | {"date": "2016-05-02"}) == [2]
    assert sizes(one, one | two) == [1, 1]


def test_an_article_may_say_dozens_and_at_least_58():
    rows = {"doc": "a", "bound": "vague", "n": 24}, {"doc": "a", "bound": "at_least", "n": 58}
    assert sizes(*rows) == [2]
    assert sizes(rows[0], rows[1] | {"n": 200}) == [1, 1]


def test_a_claim_stands_in_the_country_that_most_of_its_reports_name():
    abroad = {"place": "Valletta", "country": "MT"}
    country = {"place": "Syria", "geo_precision": "country"}
    frames = passage(reports(country, country, abroad), ("doc-0", "doc-1"), ("doc-1", "doc-2"), ("doc-0", "doc-2"))
    assert find(frames)["claims"]["place"].tolist() == ["Syria"]


def test_one_report_that_names_a_town_does_not_make_it_the_total_of_that_town():
    total = {"scope": "cumulative", "n": 280_000, "bound": "at_least", "attribution": "Red Lamp", "date": "2011-01-01"}
    country = total | {"place": "Syria", "geo_precision": "country"}
    found = find(reports(country, country, total | {"place": "Aleppo"}))["claims"]
    assert found["place"].tolist() == ["Syria"]


TOLD = {"lead": True, "attribution": "Red Lamp"}


@pytest.mark.parametrize(
    ("one", "two", "follows", "agreement"),
    [
        ({"n": 31}, {"n": 44, "published": "2016-05-03"}, True, "single"),  # the toll rose
        ({"n": 31}, {"n": 44}, True, "single"),  # on one day, it can only have risen
        ({"n": 44}, {"n": 31, "published": "2016-05-03"}, True, "single"),  # it was corrected
        ({"n": 31}, {"n": 44, "attribution": "Blue Lamp", "published": "2016-05-03"}, False, "conflict"),
        ({"n": 31, "attribution": ""}, {"n": 44, "attribution": ""}, False, "conflict"),
        ({"n": 31}, {"n": 310, "published": "2016-05-03"}, False, "conflict"),  # no toll rises so far
        ({"n": 31, "published": ""}, {"n": 44}, False, "conflict"),
    ],
)
def test_a_toll_that_its_source_raised_or_corrected_is_no_conflict(one, two, follows, agreement):
    found = find(reports(TOLD | one, TOLD | two))["claims"].set_index("claim_id")
    assert found["agreement"].tolist() == [agreement] * 2
    assert ("figure-0" in found["follows"].tolist()) is follows
    assert found["incident_id"].nunique() == 1
