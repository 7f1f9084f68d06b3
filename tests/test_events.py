"""Dated event sentences and the same event across articles, on sentences of our own."""

from itertools import combinations

import pandas as pd
import pytest

from helpers import language, tables
from helpers.timelines import dates, event_places, events

PUBLISHED = "2017-08-12"
PLACES = {"Mirabad": ("town", "North"), "Talun": ("town", "South"), "Northland": ("province", "North")}
GROUPS = ["Red Brigade", "Border Guard"]


def build(texts, published=None):
    """Timeline, dates and the tables it was made from, for texts by doc_id."""
    docs = dict(zip(texts, language.pipeline().pipe(texts.values()), strict=True))
    days = dict.fromkeys(texts, PUBLISHED) | (published or {})
    documents = pd.DataFrame(sorted(days.items()), columns=["doc_id", "published"])
    found = dates.find(docs, documents)
    kinds = {name: ("place", *about) for name, about in PLACES.items()} | dict.fromkeys(GROUPS, ("group", "", ""))
    entities = pd.DataFrame(
        [
            {"entity_id": name.lower().replace(" ", "-"), "name": name, "kind": kind, "basis": "text", "country": "XX"}
            | {"n_mentions": 1, "n_documents": 1, "place_type": place_type, "admin1": admin1}
            for name, (kind, place_type, admin1) in kinds.items()
        ]
    )
    rows = [
        {"doc_id": doc_id, "start": at, "end": at + len(name), "text": name, "sentence": name}
        | {"entity_id": name.lower().replace(" ", "-"), "mention_id": f"{doc_id}-{at}"}
        for doc_id, text in texts.items()
        for name in kinds
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    columns = ["mention_id", "doc_id", "start", "end", "text", "entity_id", "sentence"]
    mentions = pd.DataFrame(rows, columns=columns).sort_values(["doc_id", "start"])
    return events.find(docs, documents, found, mentions, tables.conform("entities", entities)), entities


@pytest.mark.parametrize(
    ("sentence", "start", "basis"),
    [
        ("A car bomb killed nine people in Mirabad on Friday.", "2017-08-11", "event"),
        ("Gunmen stormed the base early on Saturday.", "2017-08-12", "event"),
        ("Troops captured the town, state television reported on Thursday.", "2017-08-10", "reporting"),
        ("Friday's raid destroyed two houses.", "2017-08-11", "event"),
        ("The alliance was formed in January 2017 by three brigades.", "2017-01-01", "event"),
        ("On Monday the mayor was shot and on Tuesday he died.", "2017-08-07", "event"),
        ("Shelling on Thursday killed two farmers.", "2017-08-10", "event"),
        ("Four teachers were found murdered on Friday.", "2017-08-11", "event"),
        ("Rebel fighters surrounded the village on Wednesday.", "2017-08-09", "event"),
        ("The council demanded an inquiry on Friday.", "2017-08-11", "event"),
        ("Crews were clearing the street on Saturday.", "2017-08-12", "event"),
        (
            "Six have died in raids on the town, which fell to rebels last month, a doctor said on Friday.",
            "2017-08-11",
            "reporting",
        ),
        (
            "The number of people killed by Thursday's blast has risen to 30, police said on Saturday.",
            "2017-08-10",
            "event",
        ),
        ("MIRABAD, Aug 12 (Wire) - Rockets hit the port on Thursday, killing two guards.", "2017-08-10", "event"),
        ("The army announced the death of a soldier on Friday.", "2017-08-11", "reporting"),
    ],
)
def test_an_event_has_its_date(sentence, start, basis):
    timeline, _ = build({"a": sentence})
    assert timeline[["date_start", "date_basis"]].to_numpy().tolist() == [[start, basis]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The brigade controls the valley.",
        "The minister condemned the raid.",
        "The war began in March 2011 with protests.",
        "Thousands have been killed since the conflict erupted in 2011.",
        "They have held the hill since June 2014.",
        "Envoys will meet in Talun on Friday.",
        "The guards did not fire on Friday.",
        "They won the 2016 peace prize.",
        "Nobody knows what comes now.",
        "The army denied on Friday that its jets had bombed the market.",
        "Officials said on Friday it was not clear whether shells had hit the school.",
        "No aircraft attacked the town on Friday.",
        "More than 900 people have been killed since the invasion of February 2012.",
    ],
)
def test_background_opinion_and_plans_stay_out(sentence):
    assert build({"a": sentence})[0].empty


def test_the_next_sentence_on_the_same_event_takes_its_date():
    text = "A bomb exploded in Mirabad on Friday. The blast killed nine people. The army has many tanks."
    timeline, _ = build({"a": text})
    assert timeline["date_basis"].tolist() == ["event", "context"]
    assert timeline["date_start"].tolist() == ["2017-08-11", "2017-08-11"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Blast kills nine in Mirabad\n\nA bomb went off in Mirabad on Friday, killing nine.", ["2017-08-11"] * 2),
        ("Jets pound Talun, killing six\n\nSix people died on Friday. Twenty were wounded.", ["2017-08-11"] * 3),
        ("A bomb killed six on Friday. The dead were from two families.", ["2017-08-11"] * 2),
        ("A bomb killed six on Friday. The war has killed thousands.", ["2017-08-11"]),
        ("A raid killed six on Thursday. The raid hit a school, a doctor said on Saturday.", ["2017-08-10"] * 2),
        ("Talks open in Mirabad\n\nA bomb killed six in Talun on Friday.", ["2017-08-11"]),
    ],
)
def test_headlines_and_what_goes_on_have_the_date_of_the_event(text, rows):
    assert build({"a": text})[0]["date_start"].tolist() == rows


def test_what_goes_on_has_the_place_of_the_event_and_another_attack_has_not():
    text = "A bomb exploded in Mirabad on Friday. The blast killed nine people. Another blast killed two guards."
    timeline, _ = build({"a": text})
    assert timeline["place"].tolist() == ["Mirabad", "Mirabad", ""]
    assert timeline["place_basis"].tolist() == ["sentence", "context", ""]
    first, second, third = timeline["event_group"]
    assert first == second != third


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("MIRABAD - Rockets killed six people in Talun on Friday.", "Talun"),
        ("The Mirabad-based monitor said rockets killed six in Talun on Friday.", "Talun"),
        ("Guards from Mirabad were killed in Talun on Friday.", "Talun"),
        ("The ministry in Mirabad said on Friday that rockets had killed six.", ""),
        ("Rockets hit Northland on Friday near the town of Talun.", "Talun"),
        ("A shell killed two porters on Friday, residents told Talun Today.", ""),
        ("The Committees of Talun counted six dead in Mirabad on Friday.", "Mirabad"),
        ("Hundreds fled towards Talun on Friday.", "Talun"),
    ],
)
def test_the_place_is_where_it_happened(sentence, place):
    assert build({"a": sentence})[0]["place"].tolist() == [place]


def test_one_event_in_other_words_is_one_group():
    texts = {
        "a": "Missiles kill eight in Mirabad\n\nTwo missiles hit a cafe in Mirabad on Friday, killing eight people.",
        "b": "A precision strike on Friday destroyed a command post in Mirabad, the ministry said.",
        "c": "Talks on prisoners were held in Mirabad on Friday between envoys of both sides.",
    }
    timeline, _ = build(texts)
    group = {doc_id: set(part) for doc_id, part in timeline.groupby("doc_id")["event_group"]}
    assert group["a"] & group["b"]
    assert not group["c"] & (group["a"] | group["b"])


@pytest.mark.parametrize(
    ("second", "place", "one"),
    [
        ("The first rocket came down at nine on Friday.", "Mirabad", True),
        ("Gunmen shot a guard on Friday.", "Mirabad", False),
        ("The bodies were buried on Saturday.", "Mirabad", False),
        ("Another attack killed a guard on Friday.", "", False),
        ("The council met on Saturday.", "", False),
    ],
)
def test_what_names_no_place_is_where_the_article_is(second, place, one):
    timeline, _ = build({"a": f"Rockets hit the market in Mirabad on Friday, killing six. {second}"})
    assert timeline["place"].tolist() == ["Mirabad", place]
    assert (timeline["event_group"].nunique() == 1) == one


def test_an_article_that_names_the_town_elsewhere_tells_its_event():
    raid = "A raid on a market in Mirabad killed nine traders on Friday, said Orla Venn, the mayor."
    texts = {
        "a": raid,
        "b": "Orla Venn came back to Mirabad on Saturday. Nine traders died in a raid on their stalls on Friday.",
        "c": "Ten herders died in a raid on their camp on Friday. They were buried in Talun on Saturday.",
    }
    timeline, _ = build(texts)
    told = timeline[timeline["date_start"] == "2017-08-11"].set_index("doc_id")["event_group"]
    assert told["a"] == told["b"] != told["c"]


def test_what_adds_up_a_month_is_no_day_of_it():
    texts = {
        "a": "Shelling killed nine people in Mirabad on 9 August.",
        "b": "Shelling killed 140 people in Mirabad in August.",
    }
    assert build(texts)[0]["event_group"].nunique() == 2


def test_two_dates_in_reach_leave_it_open():
    text = "A bomb exploded in Mirabad on Friday. A bomb exploded in Talun on Monday. The blast killed nine people."
    timeline, _ = build({"a": text})
    assert timeline["date_basis"].tolist() == ["event", "event"]


def test_rows_quote_exactly_and_name_place_and_entities():
    text = "Here is the news.\n\nThe Red Brigade shelled Mirabad in Northland on Friday, killing four. "
    timeline, _ = build({"a": text})
    (row,) = timeline.to_dict("records")
    assert text[row["start"] : row["end"]] == row["sentence"] == row["sentence"].strip()
    assert (row["place_id"], row["place"]) == ("mirabad", "Mirabad")
    assert row["entity_ids"] == "red-brigade; mirabad; northland"


def test_one_event_of_several_articles_is_one_group():
    texts = {
        "b": "A car bomb killed nine market traders in Mirabad on Friday, police said.",
        "a": "Nine traders were killed on Friday when a car bomb tore through a market in Mirabad.",
        "c": "On Friday a car bomb killed nine traders at a market in Northland.",
        "d": "A car bomb killed nine market traders in Talun on Friday, police said.",
        "e": "A car bomb killed nine market traders in Mirabad on Monday, police said.",
    }
    timeline, _ = build(texts, {"b": "2017-08-11"})
    group = timeline.set_index("doc_id")["event_group"]
    assert group["a"] == group["b"] == group["c"]
    assert len({group["a"], group["d"], group["e"]}) == 3
    assert group["a"] == timeline.set_index("doc_id")["event_id"]["b"]  # the earliest by publication


def test_members_of_a_group_are_compatible_and_order_does_not_matter():
    sentences = [
        f"A {what} killed {number} people in {place} on {day}, said the Red Brigade."
        for what in ("car bomb", "rocket")
        for number in ("nine", "ten")
        for place in PLACES
        for day in ("Friday", "Monday")
    ]
    texts = {f"d{index:02}": sentence for index, sentence in enumerate(sentences)}
    timeline, entities = build(texts)
    regions = entities.set_index("entity_id")[["admin1", "country", "place_type"]].to_dict("index")
    for _, part in timeline.groupby("event_group"):
        for one, other in combinations(part.to_dict("records"), 2):
            assert one["date_start"] == other["date_start"]
            assert event_places.nested(one["place_id"], other["place_id"], regions)
    again, _ = build(dict(reversed(texts.items())))
    pd.testing.assert_frame_equal(timeline, again)


def test_nothing_found_is_an_empty_table():
    assert list(build({"a": "Nothing is dated here."})[0].columns) == list(tables.columns("timeline"))
