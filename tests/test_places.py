"""Places: wording, country and neighbours choose the reading; people and common words are no places."""

import math

import pandas as pd
import pytest

from helpers import knowledge, language
from helpers.timelines import gazetteer, names, place_choice

NONE = pd.DataFrame(columns=["name", "alias", "kind", "notes", "row"])


def places(text, aliases=NONE):
    """``quote: (name, type, province, country)`` of every place in a text."""
    docs = {"a": language.pipeline()(text)}
    entities, mentions, _ = names.find(docs, pd.DataFrame({"doc_id": ["a"]}), aliases)
    rows = mentions.merge(entities[entities["kind"] == "place"], on="entity_id")
    return {r["text"]: (r["name"], r["place_type"], r["admin1"], r["country"]) for r in rows.to_dict("records")}


@pytest.mark.parametrize(
    ("text", "quote", "reading"),
    [
        ("Clashes spread in Homs province, Syria.", "Homs province", ("Homs", "province", "Homs", "SY")),
        ("Clashes spread in Homs, Syria.", "Homs", ("Homs", "town", "Homs", "SY")),
        ("Shells fell on the Syrian province of Idlib.", "Idlib", ("Idlib", "province", "Idlib", "SY")),
        ("Raids hit Syria's Aleppo countryside.", "Aleppo countryside", ("Aleppo", "province", "Aleppo", "SY")),
        ("Raids hit Idlib's southern countryside in Syria.", "Idlib", ("Idlib", "province", "Idlib", "SY")),
        ("Fighting went on in Syria's Hama and Idlib provinces.", "Hama", ("Hama", "province", "Hama", "SY")),
        (
            "Thailand counts its dead.\n\n- Surin: three dead\n- Buri Ram: two dead",
            "Surin",
            ("Surin", "town", "Surin", "TH"),
        ),
        ("Thailand said shells fell near Si Sa Ket.", "Si Sa Ket", ("Si Sa Ket", "town", "Sisaket", "TH")),
        ("Syrian troops reached Raqqa city.", "Raqqa city", ("Raqqa", "town", "Raqqa", "SY")),
        ("Syria: Deir Al Zor was quiet.", "Deir Al Zor", ("Deir ez-Zor", "town", "Deir ez-Zor", "SY")),
        ("Iraqi forces advanced in Anbar.", "Anbar", ("Anbar", "province", "Anbar", "IQ")),
        ("Ukraine said Kherson region was hit.", "Kherson region", ("Kherson", "province", "Kherson", "UA")),
        ("Ukraine said Kherson was hit.", "Kherson", ("Kherson", "town", "Kherson", "UA")),
        ("A rocket from Gaza hit southern Israel.", "Gaza", ("Gaza Strip", "province", "Gaza Strip", "PS")),
        ("Israeli tanks entered Gaza City.", "Gaza City", ("Gaza City", "town", "Gaza Strip", "PS")),
        ("In Libya, gunfire was heard in Tripoli.", "Tripoli", ("Tripoli", "town", "Tripoli", "LY")),
        ("In Libya's war, Tripoli in Lebanon was calm.", "Tripoli", ("Tripoli", "town", "North Lebanon", "LB")),
        ("Sudanese jets bombed Al-Jazira state.", "Al-Jazira state", ("Gezira", "province", "Gezira", "SD")),
        ("Afghan police found a bomb in Mazar-i-Sharif.", "Mazar-i-Sharif", ("Mazar-e-Sharif", "town", "Balkh", "AF")),
        ("Syrian rebels hold Saraqueb.", "Saraqueb", ("Saraqeb", "town", "Idlib", "SY")),
        ("A drone struck Yemen's Hudaydah.", "Hudaydah", ("Hodeidah", "town", "Hodeidah", "YE")),
    ],
)  # fmt: skip
def test_the_reading_follows_wording_country_and_neighbours(text, quote, reading):
    assert places(text)[quote] == reading


@pytest.mark.parametrize(
    "text",
    [
        "Police said the march of the Union was mobile.",
        "Of those hurt, most were on their way home.",
        "US officials and UK-based groups said so.",
        "A pro-Damascus fighter was seen.",
        "The Syrian and Iraqi delegations met.",
        "Reading the list, she wept.",
        "General Hassan Halabi spoke to us.",
    ],
)
def test_common_words_adjectives_and_people_are_no_places(text):
    assert places(text) == {}


def test_what_no_gazetteer_knows_is_a_place_by_its_wording():
    found = places("Gunmen entered the village of Umm Razzim in Syria. Shells hit Kafr Zallut.")
    assert found["Kafr Zallut"] == ("Kafr Zallut", "town", "", "SY")


@pytest.mark.parametrize(
    ("text", "quote", "reading"),
    [
        ("They raided the market of Dorumba, in Sudan's North Darfur state.", "Dorumba", ("SD", "North Darfur")),
        ("Families fled Mirabel, a farming town in the northern Oromia region of Ethiopia.", "Mirabel", None),
        ("A convoy was hit in Qazzufa, a village near Aleppo, Syria.", "Qazzufa", ("SY", "Aleppo")),
        ("The Libyan army of Libya lost two men at Ain Rummana on Sunday.", "Ain Rummana", ("LY", "")),
        ("Ukraine said two drivers died on the road to Verba-Lozivska.", "Verba-Lozivska", ("UA", "")),
        ("Iraq: bombs hit Baghdad, one of them in the Zuwarqa district.", "Zuwarqa", ("IQ", "Baghdad")),
        ("In Yemen, shells fell near Bayt Hannuf.", "Bayt Hannuf", ("YE", "")),
        ("UMM SHALFA, Iraq - Soldiers found a grave on Monday.", "UMM SHALFA", ("IQ", "")),
        ("In Nepal a bus blew up at Dandamude in Chitwan district on Monday.", "Dandamude", None),
        ("In Nigeria the raid on the village, Ngorom, took place at night.", "Ngorom", None),
        ("In Angola a train struck a mine between Zembola and Dangula.", "Zembola", None),
        ("In Angola a train struck a mine between Zembola and Dangula.", "Dangula", None),
        ("In Yemen men fled a hamlet called Sharafat.", "Sharafat", None),
        ("In Lebanon five more people fell in Teir Hanna, medics said.", "Teir Hanna", None),
        ("Soldiers of Bosnia struck a mine on Mount Ograd.", "Mount Ograd", None),
        ("A bomb burst in Laqqaya, a driver said. Iraq\n\nBaghdad: 1 dead.\n\nMosul: 3 dead.\n\nDuraniya: 1 dead.",
         "Duraniya", None),
    ],
)  # fmt: skip
def test_a_place_of_the_text_has_country_and_province_from_the_wording(text, quote, reading):
    found = places(text)
    assert quote in found
    assert reading is None or found[quote][2:] == (reading[1], reading[0])


def test_all_mentions_of_a_place_of_the_text_are_one():
    text = "Umm Dalala burns\nMen fled Umm Dalala, a village in North Darfur state, Sudan. In Umm Dalala one died."
    entities, *_ = names.find({"a": language.pipeline()(text)}, pd.DataFrame({"doc_id": ["a"]}), NONE)
    row = entities[entities["name"] == "Umm Dalala"]
    assert len(row) == 1 and row["basis"].item() == "text" and row["entity_id"].item().startswith("place-")
    assert row["n_mentions"].item() == 3 and row["admin1"].item() == "North Darfur"


@pytest.mark.parametrize(
    "text",
    [
        "They met in Parliament and at Google in April.",
        "The two were seen near President John Smith and later near General Dostam.",
        "A Day in Support of victims was held.",
        "Men of the al-Qurshaan tribe fled.",
        "She won the Nobel Peace Prize.",
        "The Somali Journalists Syndicate and Sudanese doctors spoke.",
        "It ends what Moscow calls an operation.",
        "Anti-Damascus fighters left.",
        "A report in al-Monitor said so.",
        "The man called Hamdan spoke between Karimov and Petrosyan.",
    ],
)
def test_actors_and_things_are_no_places_of_the_text(text):
    assert places(text) == {}


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("War returned to Gaza. A million have fled inside the Strip.", "Strip", "Gaza Strip"),
        ("Two died in the Somali capital on Friday.", "Somali capital", "Mogadishu"),
        ("In Ethiopia three were killed near Abiy Addi.", "Abiy Addi", "Abiy Adi"),
        ("Libya: forces of the east began the battle for Tripoli.", "Tripoli", "Tripoli"),
        ("Syria: mortars hit the Bab Dummar neighbourhood.", "Bab Dummar", "Bab Dummar"),
    ],
)
def test_short_forms_and_parts(text, quote, name):
    assert places(text)[quote][0] == name


def test_a_country_that_is_or_has_is_a_place():
    assert {"Syria", "Qatar"} <= places("Syria is a country at war and Qatar has raised money.").keys()


def test_the_capital_beside_its_name_is_mentioned_once():
    assert list(places("Fighters left the Syrian capital Damascus.")) == ["Damascus"]


def test_a_dateline_is_not_cut():
    text = "Grave found\nUMM SHALFA AL-GHARBI, Iraq (AP) - Soldiers on Monday came upon a grave."
    assert [str(sentence).strip()[:10] for sentence in language.pipeline()(text).sents][1] == "UMM SHALFA"


def test_alias_of_a_place():
    aliases = pd.DataFrame([("Raqqa", "Pearl Town", "place", "", 2)], columns=NONE.columns)
    assert places("Troops entered Pearl Town in Syria.", aliases)["Pearl Town"][0] == "Raqqa"


def test_near_and_far():
    homs, raqqa = (gazetteer.readings([key])[key][-1] for key in ("talbiseh", "raqqa"))
    assert 150 < place_choice.distance(homs, raqqa) < 300
    unknown = gazetteer.Place("x", "X", "town", "", "", None, None, None, 0, "", False)
    assert math.isinf(place_choice.distance(homs, unknown))


def test_known_places_are_well_formed():
    rows = knowledge.load("places")
    assert rows["place_id"].is_unique
    assert set(rows["place_type"]) <= {"town", "province", "country", "region", "facility", "water", "other"}
    assert set(rows["country"]) - {""} <= set(knowledge.load("countries")["country"])
    provinces = rows[rows["place_type"] == "province"]
    assert set(provinces["bare"]) <= {"town", "province", "never"}
    assert not provinces.duplicated(["country", "name"]).any()


def test_a_country_needs_no_other_word():
    assert places("Aid reached Yemen from Djibouti.")["Yemen"] == ("Yemen", "country", "", "YE")


def test_a_suburb_says_where_another_lies_and_a_shrine_is_a_saints():
    text = "In Syria the Damascus suburb of Daraya burned. The shrine of Sayyida Zainab stood."
    _, mentions, _ = names.find({"a": language.pipeline()(text)}, pd.DataFrame({"doc_id": ["a"]}), NONE)
    assert mentions["text"].tolist() == ["Syria", "Daraya"]
