"""Shares of pairs, who took it from whom, and text families."""

import pandas as pd
import pytest

from helpers import overlap, tables
from overlap_texts import DAM, HARBOUR, MARKET, WEATHER, documents


def compare(texts, credits=(), **columns):
    """The pairs and families of ``texts``; ``credits``: rows of doc_id, kind, name."""
    about = documents(texts, **columns)
    credited = pd.DataFrame(credits, columns=["doc_id", "kind", "name"]).assign(text="as credited")
    passages, counts, *_ = overlap.find(about, texts, overlap.Settings())
    pairs = overlap.pairs(passages, counts, about, tables.conform("credits", credited), texts)
    return pairs, overlap.families(about, pairs, passages, overlap.Settings())


def direction(credits=(), **columns):
    """The verdict on two articles that share most of their words."""
    pairs, _ = compare({"a": f"{HARBOUR} {MARKET}", "b": f"{HARBOUR} {MARKET} {WEATHER}"}, credits, **columns)
    return pairs["direction"].item(), pairs["direction_basis"].item()


@pytest.mark.parametrize(
    ("outlets", "day", "verdict"),
    [
        ({"a": "Bay Times", "b": "Hill Post"}, "2021-03-02", "common_source"),
        ({"a": "AFP", "b": "Hill Post"}, "2021-03-02", "b_from_a"),  # the agency's own article
        ({"a": "Bay Times", "b": "Hill Post"}, "2021-03-04", "b_from_a"),  # days later it may come from the other
    ],
)
def test_words_that_name_their_agency_are_the_agencys(outlets, day, verdict):
    wired = f"{HARBOUR} The count stood at dusk, according to AFP, and the piers were closed to all but the pilots."
    texts = {"a": f"{wired} {MARKET}", "b": f"{wired} {MARKET} {WEATHER}"}
    pairs, _ = compare(texts, outlet=outlets, published={"a": "2021-03-02", "b": day})
    assert pairs["direction"].item() == verdict


@pytest.mark.parametrize(
    ("end", "verdict"),
    [
        (", Press TV reported.", "common_source"),
        (", according to Reuters.", "common_source"),
        (". A guest told CNN of it.", "undetermined"),  # another sentence
    ],
)
def test_the_end_of_a_copied_sentence_names_whose_words_they_are(end, verdict):
    texts = {"a": HARBOUR, "b": f"{HARBOUR.rstrip('.')}{end} {WEATHER}"}
    pairs, _ = compare(texts, published=dict.fromkeys(texts, "2021-03-02"))
    assert pairs["direction"].item() == verdict


def test_what_was_told_another_outlet_leaves_the_agency_its_words():
    same = {"a": "2021-03-02", "b": "2021-03-02"}
    assert direction([("a", "agency", "AFP"), ("b", "told", "The Harbour Mail")], published=same)[0] == "common_source"
    assert direction([("a", "agency", "AFP"), ("b", "told", "Reuters")], published=same)[0] == "undetermined"


def test_agencies_without_a_name_are_a_common_source_of_one_day_and_no_one_wire():
    same, nameless = dict.fromkeys("ab", "2021-03-02"), "unnamed agencies"
    found, basis = direction([("a", "agency", nameless)], published=same)
    assert (found, "a credits agencies, none by name" in basis) == ("common_source", True)
    found, basis = direction([("a", "agency", nameless), ("b", "agency", nameless)], published=same)
    assert (found, "both name" in basis) == ("common_source", False)
    assert direction([("a", "agency", nameless)], published=same | {"b": "2021-03-20"})[0] != "common_source"


def test_the_basis_says_which_text_names_the_service():
    texts = {"a": HARBOUR, "b": f"{HARBOUR.rstrip('.')}, Press TV reported. {WEATHER}"}
    pairs, _ = compare(texts, published=dict.fromkeys(texts, "2021-03-02"))
    assert "b names Press TV in the shared words or at their end" in pairs["direction_basis"].item()


@pytest.mark.parametrize(
    ("days", "roles"),
    [
        ({"a": "2021-03-02", "b": "2021-03-03"}, ["source", "copy"]),
        ({"a": "2021-03-03", "b": "2021-03-02"}, ["copy", "source"]),  # never a later version
        ({"a": "2021-03-02", "b": "2021-03-02"}, ["copy", "copy"]),  # nothing tells
        ({"b": "2021-03-02"}, ["copy", "copy"]),
    ],
)
def test_nobody_is_the_source_where_nothing_tells(days, roles):
    _, families = compare({"a": f"{HARBOUR} {MARKET}", "b": f"{HARBOUR} {MARKET}"}, published=days)
    assert families["role"].tolist() == roles


@pytest.mark.parametrize(
    ("third", "day", "verdict"),
    [
        (f"{HARBOUR} {DAM}", "2021-03-03", "common_source"),
        (f"{HARBOUR} {DAM}", "2021-03-09", "undetermined"),  # long after
        (f"{MARKET} {DAM}", "2021-03-03", "undetermined"),  # with other words
    ],
)
def test_a_third_article_tells_whose_words_two_share(third, day, verdict):
    texts = {"a": f"{HARBOUR} {MARKET[:60]}", "b": f"{HARBOUR} {WEATHER}", "c": third}
    published = {"a": "2021-03-02", "b": "2021-03-02", "c": day}
    pairs, _ = compare(texts, [("c", "agency", "Reuters")], published=published, outlet={"b": "Reuters"})
    row = pairs[(pairs["doc_a"] == "a") & (pairs["doc_b"] == "b")]
    assert row["direction"].item() == verdict.replace("common_source", "a_from_b")  # the service's own article
    pairs, _ = compare(texts, [("c", "agency", "Reuters")], published=published)
    row = pairs[(pairs["doc_a"] == "a") & (pairs["doc_b"] == "b")]
    assert row["direction"].item() == verdict
    assert verdict == "undetermined" or "c has these words too and names Reuters" in row["direction_basis"].item()


def test_shares_in_both_directions():
    pairs, _ = compare({"a": HARBOUR, "b": f"{HARBOUR} {MARKET} {DAM} {WEATHER}"})
    row = pairs.iloc[0]
    assert row["share_of_a"] == 1
    assert 0.2 < row["share_of_b"] < 0.4
    assert row["words"] == row["longest_words"] == len(HARBOUR.split())


def test_no_word_counts_twice():
    pairs, _ = compare({"a": f"{HARBOUR} {HARBOUR}", "b": f"{HARBOUR} {MARKET}"})
    assert pairs["share_of_a"].item() <= 1
    assert pairs["words"].item() == len(HARBOUR.split())


def test_a_quotation_gives_a_row_but_no_share_and_no_family():
    quote = (
        "“They came before the lamps were lit and took the keys, the ledgers and both of the night clerks with them,”"
    )
    pairs, families = compare({"a": f"{DAM} {quote} she said.", "b": f"{MARKET} {quote} recalled a neighbour."})
    row = pairs.iloc[0]
    assert (row["share_of_a"], row["share_of_b"], row["words"], row["n_passages"]) == (0, 0, 0, 1)
    assert families["role"].tolist() == ["alone", "alone"]


DAYS = {"a": "2021-03-02", "b": "2021-03-04"}


@pytest.mark.parametrize(
    ("credits", "columns", "verdict", "words"),
    [
        ([], {}, "undetermined", "a publication date is unknown"),
        ([], {"published": {"a": "2021-03-02", "b": "2021-03-02"}}, "undetermined", "both were published 2021-03-02"),
        ([], {"published": DAYS}, "b_from_a", "a was published 2021-03-02, b 2021-03-04"),
        ([], {"published": {"a": "2021-03-02T18:00", "b": "2021-03-02T09:30"}}, "a_from_b", "b was published"),
        ([], {"published": {"a": "2021-03", "b": "2021-03-02"}}, "undetermined", "both were published 2021-03"),
        (
            [("a", "republished", "Harbour Post")],
            {"outlet": {"b": "Harbour Post"}},
            "a_from_b",
            "a republishes Harbour Post, the outlet of b",
        ),
        (
            [("b", "agency", "Reuters")],
            {"outlet": {"a": "REUTERS"}, "published": DAYS},
            "b_from_a",
            "b credits REUTERS, the outlet of a",
        ),
        (
            [("a", "agency", "Reuters"), ("b", "agency", "Reuters")],
            {"published": DAYS},
            "common_source",
            "both name Reuters as a source",
        ),
        (
            [("a", "told", "AFP")],
            {"published": {"a": "2021-03-02", "b": "2021-03-02"}},
            "common_source",
            "a names AFP as a source, b no agency",
        ),
        (
            [("b", "told", "Harbour Post")],
            {"outlet": {"b": "Harbour Post"}},
            "a_from_b",
            "Harbour Post itself was told",
        ),
        (
            [("b", "told", "Harbour Post")],
            {"outlet": {"b": "Harbour Post"}, "published": DAYS},
            "undetermined",
            "speak against each other",
        ),
    ],
)
def test_direction_names_its_basis(credits, columns, verdict, words):
    found, basis = direction(credits, **columns)
    assert found == verdict
    assert words in basis


def test_an_outlet_named_in_the_text_comes_before_dates():
    texts = {"a": f"{HARBOUR} {MARKET}", "b": f"The Harbour Post reported it first. {HARBOUR} {MARKET}"}
    pairs, families = compare(texts, outlet={"a": "Harbour Post", "b": "Delta Daily"})
    assert pairs["direction"].item() == "b_from_a"
    assert "b names Harbour Post in its text" in pairs["direction_basis"].item()
    assert families.set_index("doc_id")["role"].to_dict() == {"a": "source", "b": "copy"}


def test_an_unknown_time_comes_last_in_its_day():
    texts = {"a": f"{HARBOUR} {MARKET}", "b": f"{HARBOUR} {MARKET}"}
    _, families = compare(texts, published={"a": "2021-03-02", "b": "2021-03-02T09:20"})
    assert set(families["family_id"]) == {"b"}


def test_an_editors_brackets_support_a_date():
    texts = {"a": f"{HARBOUR} {MARKET}", "b": f"{HARBOUR} {MARKET}".replace("quay", "quay [the east pier]")}
    pairs, _ = compare(texts, published=DAYS)
    assert pairs["direction"].item() == "b_from_a"
    assert "square brackets" in pairs["direction_basis"].item()


def test_a_family_is_connected_and_named_after_its_earliest_member():
    texts = {"a": f"{HARBOUR} {WEATHER}", "b": f"{HARBOUR} {MARKET}", "c": f"{MARKET} {DAM}", "d": "Another day."}
    _, families = compare(texts, published={"a": "2021-03-04", "b": "2021-03-03", "c": "2021-03-05"})
    assert families["family_id"].tolist() == ["b", "b", "b", "d"]
    assert families["role"].tolist() == ["copy", "source", "copy", "alone"]


def test_the_agency_that_others_credit_is_the_wire():
    texts = {"a": f"{HARBOUR} {MARKET}", "b": HARBOUR}
    outlets, credits = {"a": "Reuters", "b": "Daily"}, [("b", "agency", "Reuters")]
    _, families = compare(texts, credits, outlet=outlets, agencies={"b": "Reuters"}, published={"a": "2021-03-02"})
    assert families["role"].tolist() == ["wire", "copy"]


def test_little_text_in_common_long_after_is_background():
    texts = {"a": f"{HARBOUR} {MARKET} {DAM}", "b": f"{DAM} {WEATHER} " + "The council met about ferry fares. " * 9}
    near, far = {"a": "2021-03-02", "b": "2021-03-04"}, {"a": "2021-03-02", "b": "2021-06-04"}
    assert compare(texts, published=near)[1]["family_id"].nunique() == 1
    assert compare(texts, published=far)[1]["family_id"].nunique() == 2
    one_outlet = {"outlet": {"a": "Daily", "b": "Daily"}, "published": near}
    assert compare(texts, **one_outlet)[1]["family_id"].nunique() == 2


def test_exact_duplicates_are_a_family_even_when_short():
    _, families = compare({"a": "Short note.", "b": "Short note."}, duplicate_of={"b": "a"})
    assert families["family_id"].tolist() == ["a", "a"]


def test_skipped_articles_have_no_row():
    about = documents({"a": HARBOUR, "b": HARBOUR}).assign(status=["ok", "skipped"])
    passages, counts, *_ = overlap.find(about, {"a": HARBOUR}, overlap.Settings())
    empty = tables.empty("credits")
    pairs = overlap.pairs(passages, counts, about, empty, {"a": HARBOUR})
    assert pairs.empty
    assert overlap.families(about, pairs, passages, overlap.Settings())["doc_id"].tolist() == ["a"]


@pytest.mark.parametrize(
    ("a", "b", "taker", "words"),
    [
        ("The patrol reportedly rammed", "The patrol rammed", "b", "b lacks the words “reportedly” of a"),
        ("The patrol rammed", "The patrol allegedly rammed", "a", "a lacks the words “allegedly” of b"),
        ("The patrol rammed", "The so-called patrol rammed", "", ""),  # no hedge of a statement
        ("Raqa fell and Raqqa burned", "Raqqa fell and Raqqa burned", "b", "b writes “Raqqa” wherever a has “Raqa”"),
        ("IS fled, Daesh held", "Daesh fled, Daesh held", "b", "b writes “Daesh” wherever a has “IS” and “Daesh”"),
        ("Raqa fell and Raqa burned", "Raqqa fell and Raqqa burned", "", ""),  # each has one spelling
        ("Raqa fell and Raqqa burned", "Raqqa fell and Raqa burned", "", ""),  # both have two
        ("Homs fell and Hama burned", "Hama fell and Hama burned", "", ""),  # two places
        ("It [the pier] allegedly sank", "It sank", "", "speak"),  # the bracket says a took it, the hedge that b did
    ],
)
def test_edits_that_go_one_way(a, b, taker, words):
    texts = {"a": f"{MARKET} {a}. {HARBOUR}", "b": f"{MARKET} {b}. {HARBOUR}"}
    found, _ = compare(texts)
    basis = found["direction_basis"].item()
    same_day = {"published": {"a": "2021-03-02", "b": "2021-03-02"}}
    assert found["direction"].item() == compare(texts, **same_day)[0]["direction"].item() == "undetermined"  # too weak
    assert (words in basis) if taker else ("writes" not in basis and ("lacks" in basis) == (words == "speak"))


def test_an_edit_and_containment_decide_together():
    texts = {"a": f"{HARBOUR} {MARKET} {DAM} {WEATHER}".replace("patrol boat", "patrol boat reportedly"), "b": HARBOUR}
    (row,) = compare(texts)[0].itertuples()
    assert row.direction == "b_from_a"
    assert "lacks the words" in row.direction_basis and "nearly all of b" in row.direction_basis


def test_a_date_alone_does_not_tell_where_little_is_shared():
    rest = {
        name: " ".join(name + "cdefghijkl"[n % 10] + "mnopqrstuv"[n // 10 % 10] * 3 for n in range(400))
        for name in "ab"
    }
    texts = {name: f"{rest[name]} {HARBOUR}" for name in "ab"}
    assert compare(texts, published=DAYS)[0]["direction"].item() == "undetermined"
    one_outlet = {"outlet": {"a": "Daily", "b": "Daily"}}
    assert compare(texts, published=DAYS, **one_outlet)[0]["direction"].item() == "b_from_a"
    weeks = {"a": "2021-03-02", "b": "2021-03-30"}
    assert compare(texts, published=weeks, **one_outlet)[0]["direction"].item() == "undetermined"


def test_who_gave_background_to_another_family_is_still_a_source_or_a_copy_of_its_own():
    texts = {"a": f"{HARBOUR} {MARKET} {DAM}", "b": f"{HARBOUR} {MARKET}", "old": f"{DAM} {WEATHER} " + "x y z " * 90}
    days = {"a": "2021-03-02", "b": "2021-03-04", "old": "2020-03-01"}
    _, families = compare(texts, published=days)
    assert families.set_index("doc_id")["role"].to_dict() == {"a": "source", "b": "copy", "old": "alone"}
