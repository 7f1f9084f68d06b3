"""How many independent sources a claim has, and what shows that reports are not independent."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroboration_cases import corrections, find, passage, reports
from helpers import corroboration, decisions, tables
from helpers.corroboration import independence
from helpers.corroboration.generic import generic, meant
from helpers.corroboration.sources import Names

REPORTS = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from(["", "X", "Y", "Z", "W"]), st.sampled_from(["", "R", "Q"])),
    max_size=9,
)


def counted(frames: dict, *names: str) -> tuple:
    """The given counts of the only claim."""
    found = find(frames)["claims"]
    assert len(found) == 1
    return tuple(found.iloc[0][list(names)])


def largest(rows: list[tuple[str, str, str]]) -> int:
    """The largest set of reports that share no family and no origin, by trying all."""
    named = {family: {origin for f, origin, _ in rows if f == family} - {""} for family, _, _ in rows}
    wires = {family: {wire for f, _, wire in rows if f == family} - {""} for family, _, _ in rows}
    edges = set()
    for family in named:
        for origin in named[family] or (len(wires[family]) == 1 and wires[family]) or {("own", family)}:
            edges.add((family, origin))
    edges = sorted(edges, key=str)
    for size in range(len(edges), 0, -1):
        for chosen in combinations(edges, size):
            if len({f for f, _ in chosen}) == len({o for _, o in chosen}) == size:
                return size
    return 0


@given(REPORTS)
def test_it_is_the_largest_set_of_reports_that_share_nothing(rows):
    count, groups = independence.count(rows)
    assert count == largest(rows)
    assert len(set(groups)) == count
    assert len(groups) == len(rows)


@given(REPORTS, st.randoms())
def test_the_order_of_reports_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    assert independence.count(mixed)[0] == independence.count(rows)[0]


@given(REPORTS.filter(bool), st.data())
def test_a_copy_adds_no_source(rows, data):
    family, origin, credited = data.draw(st.sampled_from(rows))
    drops_the_source = data.draw(st.booleans())
    copy = (family, "" if drops_the_source else origin, credited)
    assert independence.count([*rows, copy])[0] <= independence.count(rows)[0]


@given(REPORTS)
def test_never_more_sources_than_families(rows):
    assert independence.count(rows)[0] <= len({family for family, _, _ in rows})


def test_reports_of_one_source_group_share_a_family_or_an_origin():
    rows = [("A", "X", ""), ("A", "Y", ""), ("B", "X", ""), ("C", "X", ""), ("D", "", "")]
    count, groups = independence.count(rows)
    assert count == 3
    assert groups == ["text of A", "text of A", "word of X", "word of X", "text of D"]


def test_two_outlets_on_two_named_sources():
    frames = reports({"outlet": "Alpha", "attribution": "Red Lamp"}, {"outlet": "Beta", "attribution": "Blue Lamp"})
    assert counted(frames, "n_outlets", "n_families", "n_origins", "n_independent") == (2, 2, 2, 2)


def test_both_of_two_sources_of_one_report_are_its_origins():
    frames = reports({"attribution": "Red Lamp; Blue Lamp"}, {"attribution": "Blue Lamp"})
    assert counted(frames, "n_origins", "n_independent") == (2, 2)
    links = find(frames)["claim_links"]
    assert links[["reason", "origin"]].to_numpy().tolist() == [["same_origin", "Blue Lamp"]]
    assert independence.count([("A", "X", "", "Y"), ("B", "Y", ""), ("C", "Y", "")])[0] == 2


def test_two_outlets_on_one_named_source():
    frames = reports({"outlet": "Alpha", "attribution": "the Red Lamp"}, {"outlet": "Beta", "attribution": "Red Lamp"})
    assert counted(frames, "n_outlets", "n_families", "n_origins", "n_independent") == (2, 2, 1, 1)
    link = find(frames)["claim_links"].iloc[0]
    assert (link["reason"], link["origin"]) == ("same_origin", "Red Lamp")


def test_copied_text_makes_one_source_of_two_names():
    frames = reports({"outlet": "Alpha", "attribution": "Red Lamp"}, {"outlet": "Beta", "attribution": "Blue Lamp"})
    frames = passage(frames, ("doc-0", "doc-1"))
    assert counted(frames, "n_outlets", "n_families", "n_origins", "n_independent") == (2, 1, 2, 1)
    link = find(frames)["claim_links"].iloc[0]
    assert (link["reason"], link["passage_id"]) == ("shared_text", "passage-0")


@pytest.mark.parametrize("kind", ["quotation", "paraphrase"])
def test_a_quotation_or_paraphrase_is_no_copy(kind):
    frames = passage(reports({"outlet": "Alpha"}, {"outlet": "Beta"}), ("doc-0", "doc-1"), kind=kind)
    assert counted(frames, "n_families", "n_independent") == (2, 2)


def test_a_passage_elsewhere_in_the_articles_joins_no_claim():
    frames = passage(reports({"outlet": "Alpha"}, {"outlet": "Beta"}), ("doc-0", "doc-1"))
    away = frames["overlap_passages"].assign(start_a=5000, end_a=5200)
    assert counted(frames | {"overlap_passages": away}, "n_families", "n_independent") == (2, 2)


def test_generic_sources_are_their_own_family():
    frames = reports({"attribution": "activists"}, {"attribution": "activists"}, {"attribution": "a military source"})
    assert counted(frames, "n_outlets", "n_families", "n_origins", "n_independent") == (3, 3, 0, 3)


def test_a_chain_leads_to_the_first_named_source():
    chain = {"outlet": "Alpha", "attribution": "a military source", "via": "Noon Agency"}
    direct = {"outlet": "Beta", "attribution": "Noon Agency"}
    assert counted(reports(chain, direct), "n_origins", "n_independent", "origins") == (1, 1, "Noon Agency")


def test_a_report_that_cites_an_outlet_joins_its_report():
    frames = reports({"outlet": "Alpha", "attribution": "Red Lamp"}, {"outlet": "Beta", "attribution": "Alpha"})
    assert counted(frames, "n_families", "n_independent") == (2, 1)
    links = find(frames)["claim_links"]
    assert links[["reason", "origin"]].to_numpy().tolist() == [["cites", "Alpha"]]


def test_an_outlet_that_names_itself_names_nobody():
    frames = reports({"outlet": "Alpha", "attribution": "Alpha"}, {"outlet": "Beta"})
    assert counted(frames, "n_origins", "n_independent") == (0, 2)


def test_two_unattributed_reports_that_credit_one_wire():
    frames = reports({"outlet": "Alpha", "agency": "AFP"}, {"outlet": "Beta", "agency": "Agence France-Presse"})
    assert counted(frames, "n_families", "n_origins", "n_independent") == (2, 0, 1)


def test_a_headline_without_a_source_rests_on_the_source_in_the_text():
    title = {"in_title": True, "sentence": "Twelve die in raid"}
    frames = reports(
        {"doc": "a", "attribution": "Red Lamp"},
        {"doc": "a", **title},
        {"doc": "b", "attribution": "Red Lamp"},
        {"doc": "b", **title},
    )
    assert counted(frames, "n_figures", "n_documents", "n_independent") == (4, 2, 1)


def test_unknown_outlets_count_as_one_each():
    assert counted(reports({}, {}), "n_outlets", "outlets") == (2, "")


def test_an_exact_duplicate_is_no_source():
    assert counted(reports({}, {"duplicate_of": "doc-0"}), "n_outlets", "n_families", "n_independent") == (2, 1, 1)


def test_a_shared_odd_number_is_a_sign_and_counts_nothing():
    frames = reports({"n": 317}, {"n": 317})
    assert counted(frames, "n_independent") == (2,)
    assert find(frames)["claim_links"]["reason"].tolist() == ["same_odd_number"]
    assert find(reports({"n": 300}, {"n": 300}))["claim_links"].empty


def test_a_number_that_its_source_lowered_later_is_a_sign_too():
    told = {"lead": True, "published": "2016-05-02"}
    wrong = [told | {"n": 17, "attribution": name} for name in ("Red Lamp", "Blue Lamp")]
    right = told | {"n": 14, "attribution": "Red Lamp", "published": "2016-05-04"}
    assert find(reports(*wrong))["claim_links"].empty
    assert find(reports(*wrong, right))["claim_links"]["reason"].tolist() == ["same_odd_number"]
    rising = right | {"n": 19}
    assert find(reports(*wrong, rising))["claim_links"].empty


def test_the_media_of_one_state_speak_with_one_voice():
    frames = reports(
        {"outlet": "Alpha", "attribution": "SANA"},
        {"outlet": "Beta", "attribution": "Syrian state television"},
        {"outlet": "Gamma", "attribution": "Iranian state television"},
    )
    assert counted(frames, "n_origins", "n_independent", "origins") == (2, 2, "SANA; IRIB")


def test_one_outlet_with_two_sources_is_graded_a_single_source():
    frames = reports({"outlet": "Alpha", "attribution": "Red Lamp"}, {"outlet": "Alpha", "attribution": "Blue Lamp"})
    assert counted(frames, "n_outlets", "n_independent", "grade_by_independence") == (1, 2, "single source")


@pytest.mark.parametrize(
    ("name", "nobody"),
    [
        *(("activists", True), ("Syrian activists", True), ("a military source", True), ("residents of Aleppo", True)),
        *(("Kurdish media", True), ("Sudanese activist groups", True), ("Syrian state media", False)),
        *(("Turkish officials", True), ("state media", True), ("the Ministry of Health", True), ("", True)),
        *(("Airwars", False), ("the Yemeni army", False), ("Rami Haddad", False), ("director of Airwars", False)),
        *(
            ("Doctors Without Borders", False),
            ("the US-led coalition", False),
            ("Local Coordination Committees", False),
        ),
    ],
)
def test_who_names_nobody(name, nobody):
    assert generic(name) is nobody


def test_spellings_and_spokespersons_of_a_source_are_one():
    entities = pd.DataFrame(
        [
            {
                **{"entity_id": "e1", "name": "White Helmets", "kind": "group", "aliases": "Syria Civil Defence; SCD"},
                **{"basis": "knowledge", "n_mentions": 1, "n_documents": 1},
            }
        ]
    )
    names = Names(tables.conform("entities", entities))
    spellings = ("the White Helmets", "Syria Civil Defence", "SCD", "Raed Saleh", "Raed al-Saleh")
    assert {names.key(name)[0] for name in spellings} == {"white helmets"}
    assert names.key("Agence France Presse") == names.key("AFP")


def test_merged_claims_are_counted_anew():
    frames = reports({"n": 12, "figure_id": "aa"}, {"n": 14, "figure_id": "bb"}, {"n": 16, "figure_id": "cc"})
    assert len(find(frames)["claims"]) == 3
    given = corrections("claims,bb,merge,aa", "claims,cc,reject,", "claims,dd,merge,aa")
    names = ("casualty_figures", "documents", "credits", "entities", "overlap_passages")
    found, done = corroboration.find(*(frames[name] for name in names), given)
    found, decided = decisions.apply(found, given, done=done)
    claims = found["claims"]
    assert claims[
        ["claim_id", "n_figures", "n_outlets", "count_low", "count_high", "corrected"]
    ].to_numpy().tolist() == [["aa", 2, 2, 12, 14, "merge"]]
    assert found["claim_figures"]["claim_id"].tolist() == ["aa", "aa"]
    assert decided["status"].tolist() == ["applied", "applied", "meets nothing"]


def test_a_figure_that_a_person_moves_leaves_its_claim():
    frames = reports({"figure_id": "aa"}, {"figure_id": "bb"}, {"figure_id": "cc"})
    found = find(frames, corrections("claim_figures,aa:bb,reject,"))
    assert dict(zip(found["claims"]["claim_id"], found["claims"]["n_figures"], strict=True)) == {"aa": 2, "bb": 1}


LAMP, PIER = ("Red Lamp Observatory", "monitor"), ("Pier Watch", "monitor")
MINISTRY = ("Ruritanian defence ministry", "official")


@pytest.mark.parametrize(
    ("name", "kind", "country", "named", "who"),
    [
        ("war monitor", "monitor", "", [LAMP, MINISTRY], "Red Lamp Observatory"),
        ("war monitor", "monitor", "", [LAMP, PIER], ""),  # which of the two?
        ("independent monitors", "monitor", "", [LAMP], ""),  # several
        ("activists", "activist", "", [LAMP], ""),
        ("the ministry", "official", "", [LAMP, MINISTRY], "Ruritanian defence ministry"),
        ("defence ministry", "official", "", [MINISTRY, ("Zendan defence ministry", "official")], ""),
        ("state media", "media", "SD", [], "Sudanese state media"),
        ("state media", "media", "", [], ""),
        ("local media", "media", "SD", [], ""),
    ],
)
def test_whom_a_bare_word_for_a_source_means(name, kind, country, named, who):
    assert meant(name, kind, country, named) == who


def test_a_monitor_named_elsewhere_in_the_article_is_one_origin():
    told = {"doc": "a", "outlet": "Alpha", "attribution": "Red Lamp", "place": "Homs", "n": 30}
    bare = {"doc": "a", "outlet": "Alpha", "attribution": "war monitor", "attribution_kind": "monitor"}
    other = {"doc": "b", "outlet": "Beta", "attribution": "Red Lamp"}
    claims = find(reports(told, bare, other))["claims"].set_index("place")
    assert claims.loc["Manbij", ["n_outlets", "n_origins", "n_independent", "origins"]].tolist() == [
        2,
        1,
        1,
        "Red Lamp",
    ]


def test_a_part_without_a_source_rests_on_the_word_of_its_total():
    total = {"doc": "a", "figure_id": "all", "n": 30, "attribution": "Red Lamp"}
    part = {"doc": "a", "n": 12, "part_of": "all", "victim_detail": "children"}
    other = {"doc": "b", "n": 12, "attribution": "Red Lamp", "victim_detail": "children"}
    claims = find(reports(total, part, other))["claims"].set_index("count_low")
    assert claims.loc[12, ["n_outlets", "n_independent"]].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("outlet", "attribution", "independent"),
    [
        ("SANA", "Syrian state television", 1),  # both speak for one state
        ("Etilaf", "Syrian National Coalition", 1),  # a body's own website
        ("Amaq", "Islamic State", 1),
        ("Al Jazeera", "Islamic State", 2),
    ],
)
def test_what_a_body_says_in_its_own_outlet_is_its_word(outlet, attribution, independent):
    own, other = {"outlet": outlet}, {"outlet": "Beta", "attribution": attribution}
    found = find(reports(own, other))
    assert found["claims"]["n_independent"].tolist() == [independent]
    assert found["claim_links"].empty is (independent == 2)  # what joins them is shown


def test_two_that_credit_agencies_without_a_name_credit_nobody():
    frames = reports({"outlet": "Alpha", "agency": "Agencies"}, {"outlet": "Beta", "agency": "AGENCIES"})
    assert counted(frames, "n_independent") == (2,)


def test_a_wire_that_one_credits_and_another_names_shows_as_their_origin():
    frames = reports({"outlet": "Alpha", "agency": "Reuters"}, {"outlet": "Beta", "attribution": "Reuters"})
    assert counted(frames, "n_independent") == (1,)
    assert find(frames)["claim_links"][["reason", "origin"]].to_numpy().tolist() == [["same_origin", "Reuters"]]
