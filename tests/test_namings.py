"""Wordings that judge, and verbs for what is done to a place or to people: whom and what they mean."""

import pandas as pd
import pytest

from helpers import knowledge, language
from helpers.timelines import names

NONE = pd.DataFrame(columns=["name", "alias", "kind", "notes", "row"])


def read(text):
    """``(text, entity's name or id)`` of each naming that is more than a name."""
    docs = {"a": language.pipeline()(text)}
    entities, _, namings = names.find(docs, pd.DataFrame({"doc_id": ["a"]}), NONE)
    called = dict(zip(entities["entity_id"], entities["name"], strict=True))
    rows = namings[namings["kind"] != "name"]
    return [(row.text, called.get(row.entity_id, row.entity_id)) for row in rows.itertuples()]


ACTORS = [
    ("Hamas militants left the camp.", [("militants", "Hamas")]),
    ("Three militants of the Nusra Front left.", [("militants", "Al-Nusra Front")]),
    ("Al-Qaeda-linked fighters left the camp.", [("fighters", "")]),
    ("Hezbollah is a terrorist organisation, the minister said.", [("terrorist organisation", "Hezbollah")]),
    ("They listed Hezbollah as a terrorist organisation.", [("terrorist organisation", "Hezbollah")]),
    ("Hezbollah rejected it. Villagers said the militant group left.", [("militant group", "Hezbollah")]),
    ("Hezbollah and Hamas met. The militant group left.", [("militant group", "")]),
    ("Fifty terrorists were seen near the river.", [("terrorists", "")]),
    (
        "The Syrian regime denied it. Later the regime sent tanks.",
        [("Syrian regime", "Syrian government"), ("regime", "Syrian government")],
    ),
    ("Putin's regime denied it.", [("Putin's regime", "Russian government")]),
    ("The regime in Damascus denied it.", [("regime", "Syrian government")]),
    ("The Taliban regime denied it.", [("regime", "Taliban")]),
    ("The regime denied it.", [("regime", "")]),
    ("The former regime of Bashar al-Assad denied it.", [("former regime", "")]),
    (
        "The Iranian regime denied it and so did the Syrian regime. The regime sent tanks.",
        [("Iranian regime", "Iranian government"), ("Syrian regime", "Syrian government"), ("regime", "")],
    ),
    (
        "Russian occupiers shelled Kherson. The occupiers left.",
        [("Russian occupiers", "Russian army"), ("occupiers", "Russian army")],
    ),
    ("Boko Haram said its caliphate had lost a village.", [("caliphate", "")]),
    ("ISIS fled when the caliphate lost its last village.", [("caliphate", "Islamic State")]),
    ("Monitors of the ceasefire regime met opposition to the plan.", []),
    ("The crowd met on Martyrs' Square beside the Popular Front for the Liberation of Palestine.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ACTORS)
def test_whom_a_loaded_wording_means(text, wanted):
    assert read(text) == wanted


ACTS = [
    ("The army liberated Raqqa.", [("liberated", "Raqqa")]),
    ("The group seized the town of Raqqa.", [("seized", "Raqqa")]),
    ("Raqqa was captured in the autumn.", [("captured", "Raqqa")]),
    ("Troops took control of most of Raqqa.", [("took control", "Raqqa")]),
    ("Mosul fell in the spring.", [("fell", "Mosul")]),
    ("The liberation of Mosul took months.", [("liberation", "Mosul")]),
    ("They entered the occupied town of Kherson.", [("occupied", "Kherson")]),
    ("The army recaptured three villages.", [("recaptured", "")]),
    ("Police seized a truck near Mosul.", []),
    ("The town, which the army captured, is empty.", [("captured", "")]),
    ("Men who were killed lay there.", [("killed", "")]),
    ("Shells fell on Mosul.", []),
    ("Talks took place in Mosul.", []),
    ("The army neutralised ten men.", [("neutralised", "")]),
    ("A drone killed Hassan Nasrallah.", [("killed", "Hassan Nasrallah")]),
    ("The drones killed 12 Hamas members.", [("killed", "Hamas")]),
    ("Four people were martyred in the raid.", [("martyred", "")]),
    ("The court executed the order.", []),
    ("Engineers eliminated the threat.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ACTS)
def test_an_act_has_a_place_or_people_for_its_object(text, wanted):
    assert read(text) == wanted


def test_the_list_of_loaded_words_is_whole():
    rows, known = knowledge.load("loaded_words"), set(names.lexicon.known().entities)
    assert not rows["wording"].duplicated().any()
    assert set(rows["kind"]) == {"loaded", "verb", "plain"}
    assert set(rows.loc[rows["kind"] == "loaded", "about"]) == {"actor", "act"}
    assert set(rows.loc[rows["kind"] == "verb", "about"]) == {"taking", "killing"}
    assert set(rows["entity_id"]) - {""} <= known
    assert set(rows["state"]) == {"", "government", "army", "foreign army"}


def test_a_text_may_end_with_the_group_that_killed_people_belonged_to():
    assert read("Air strikes killed eight White Helmets volunteers of Hamas") == [("killed", "")]
