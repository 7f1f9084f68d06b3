"""Names: a sentence in, who is mentioned out; spellings joined and people kept apart."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import language, tables
from helpers.timelines import lexicon, merges, names, spelling

NONE = pd.DataFrame(columns=["name", "alias", "kind", "notes", "row"])
COLUMNS = ["table", "row_id", "column", "value", "reason", "by", "date", "row"]


def find(texts, aliases=NONE):
    """The three tables of texts by doc_id."""
    nlp = language.pipeline()
    docs = {doc_id: nlp(text) for doc_id, text in texts.items()}
    return names.find(docs, pd.DataFrame({"doc_id": list(docs)}), aliases)


def mentioned(text, **more):
    """``(text, entity name)`` of every mention, in order."""
    entities, mentions, _ = find({"a": text}, **more)
    name = dict(zip(entities["entity_id"], entities["name"], strict=True))
    return [(quote, name[entity]) for quote, entity in zip(mentions["text"], mentions["entity_id"], strict=True)]


ONE_ENTITY = [
    "Daesh; Daish; ISIS; ISIL; IS; Islamic State; Islamic State group; Da'esh",
    "Hezbollah; Hizbollah; Hizbullah; Hezballah",
    "Syrian Democratic Forces; SDF; Syrian Democratic (SDF) Forces",
    "al-Qaeda; Al Qaeda; al-Qaida; al Qaeda",
    "Jaish al-Islam; Jaysh al-Islam; Army of Islam",
    "Al-Nusra Front; Jabhat al-Nusra; the Nusra Front; Jabhat an-Nusra",
    "Houthis; Ansar Allah; the Houthi movement; Huthis",
    "Médecins Sans Frontières; MSF; Doctors Without Borders",
    "UN refugee agency; UNHCR; U.N. refugee agency",
    "Agence France-Presse; AFP",
    "Gaza health ministry; Gaza's health ministry; Hamas-run health ministry",
    "Israeli army; Israeli military; IDF; Israel Defense Forces",
    "Syrian army; Syrian Army; Syrian government forces; Syria's army",
    "Russian Defence Ministry; Russia's defence ministry; Russian Ministry of Defence",
    "Volodymyr Zelensky; Volodymyr Zelenskiy; Volodymyr Zelenskyy",
    "Bashar al-Assad; Bashar Assad; Bashar Al Assad",
    "Muammar Gaddafi; Moammar Gadhafi; Muammar Qaddafi",
]


@pytest.mark.parametrize("spellings", ONE_ENTITY)
def test_spellings_of_one_entity_share_its_id(spellings):
    texts = {f"d{n}": f"A report about {name} reached Syria." for n, name in enumerate(spellings.split("; "))}
    entities, mentions, _ = find(texts)
    actors = entities.loc[entities["kind"] != "place", "entity_id"]
    found = mentions[mentions["entity_id"].isin(actors)].groupby("doc_id")["entity_id"].first()
    assert len(found) == len(texts)
    assert found.nunique() == 1


APART = [
    ("Hayat Tahrir al-Sham", "the Nusra Front"),
    ("Jabhat Fateh al-Sham", "Hayat Tahrir al-Sham"),
    ("the Nusra Front", "al-Qaeda"),
    ("Joseph Aoun", "Michel Aoun"),
    ("the Palestinian Health Ministry", "Gaza's health ministry"),
    ("the Islamic State group", "Islamic State Khorasan Province"),
    ("the Afghan Taliban", "the Pakistani Taliban"),
    ("the US-led coalition", "the Saudi-led coalition"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_actors_stay_apart(one, other):
    found = mentioned(f"We asked about {one} first. We asked about {other} later.")
    assert len({name for _, name in found}) == len(found) == 2


def test_an_acronym_given_in_the_text_stands_for_its_name():
    found = mentioned("The Northern Relief Network (NRN) sent trucks. The NRN said two drivers were hurt.")
    assert found[0][0] == "Northern Relief Network"
    assert [name for _, name in found] == ["Northern Relief Network"] * 3


def test_a_surname_after_the_full_name_is_the_same_person_within_the_article():
    text = "Doctor Samira Khoury ran the clinic. Khoury said it had no power."
    assert [name for _, name in mentioned(text)] == ["Samira Khoury"] * 2


def test_a_surname_of_two_people_is_left_open():
    text = "Doctor Samira Khoury met lawyer Elias Khoury. Khoury said nothing."
    assert [quote for quote, _ in mentioned(text)] == ["Samira Khoury", "Elias Khoury"]


def test_the_army_is_the_only_army_named_before():
    found = mentioned("The Sudanese army shelled the camp. The army denied it.")
    assert ("army", "Sudanese Armed Forces") in found
    both = mentioned("The Sudanese army and the Ethiopian army met. The army denied it.")
    assert "army" not in [quote for quote, _ in both]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Who is to say where it is, he asked us.", []),
        ("MANY HURT AS BUS CRASHES", []),
        ("Let the others go, she said.", []),
        ("Four Wounded In Overnight Clashes Near Old Bridge", []),
    ],
)
def test_common_words_are_no_names(text, quotes):
    assert [quote for quote, _ in mentioned(text)] == quotes


def test_a_capital_that_speaks_is_its_government():
    assert mentioned("Moscow denied that.") == [("Moscow", "Russian government")]
    assert mentioned("A shell landed in Moscow.") == [("Moscow", "Moscow")]


def test_spellings_that_need_their_country():
    near = mentioned("The RSF shelled Omdurman in Sudan.")
    assert ("RSF", "Rapid Support Forces") in near
    far, _, _ = find({"a": "The Republican Guard paraded in Paris, France."})
    assert "republican-guard" not in set(far["entity_id"])


def test_aliases_of_the_case_come_on_top():
    aliases = pd.DataFrame(
        [("Islamic State", "the Black Banner", "", "", 2), ("River Guards", "the Guards", "group", "", 3)],
        columns=NONE.columns,
    )
    found = mentioned("The Black Banner fought River Guards. The Guards fled.", aliases=aliases)
    assert [name for _, name in found] == ["Islamic State", "River Guards", "River Guards"]


def test_a_merge_by_hand_is_counted_in():
    found = find({"a": "Fighters of the Nusra Front met Hayat Tahrir al-Sham."})
    rows = [
        ["entities", "al-nusra-front", "merge", "hayat-tahrir-al-sham", "", "", "", 2],
        ["entities", "nobody", "merge", "hayat-tahrir-al-sham", "", "", "", 3],
    ]
    entities, mentions, namings, done = merges.carry_out(*found, pd.DataFrame(rows, columns=COLUMNS))
    assert done == [2]
    row = entities.set_index("entity_id").loc["hayat-tahrir-al-sham"]
    assert (row["n_mentions"], row["corrected"]) == (2, "merge")
    assert "Nusra Front" in tables.split(row["aliases"])
    assert set(mentions["entity_id"]) == {"hayat-tahrir-al-sham"} == set(namings["entity_id"]) - {""}
    assert tables.conform("entities", entities) is not None


def test_namings_keep_the_wording_and_name_only_whom_the_text_names():
    _, _, namings = find({"a": "Daesh terrorists fled. The terrorists burned Raqqa. The army liberated Raqqa."})
    loaded = namings[namings["kind"] == "loaded"]
    assert loaded["entity_id"].tolist() == ["islamic-state", ""]
    verb = namings[namings["kind"] == "verb"].iloc[0]
    assert (verb["text"], verb["entity_id"]) == ("liberated", "geonames-172955")
    assert namings.loc[namings["kind"] == "name", "text"].tolist() == ["Daesh"]


def test_known_names_are_many_and_well_formed():
    known = lexicon.known()
    rows = names.lexicon.knowledge.load("names")
    assert len(rows) >= 400
    assert rows["entity_id"].is_unique
    assert set(rows["kind"]) <= {"person", "group", "organisation"}
    kinds = {"", "official", "armed_actor", "monitor", "medical", "ngo", "agency", "media", "activist"}
    assert {about["source_kind"] for about in known.entities.values()} <= kinds


ARTICLES = [
    "Shelling in Homs province\n\nShells hit Talbiseh on Monday, the Syrian Observatory for Human Rights said.",
    "Strike on Kharkiv\n\nA strike on Kharkiv hurt six, mayor Ihor Terekhov said. Terekhov blamed Moscow.",
    "Blast in Sanaa\n\nA blast shook Sanaa, the Houthi-run Al Masirah TV reported.",
]


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(3)), st.integers(1, 3))
def test_rows_do_not_depend_on_other_articles_nor_on_their_order(order, count):
    every = find({f"d{n}": text for n, text in enumerate(ARTICLES)})[1]
    some = find({f"d{n}": ARTICLES[n] for n in order[:count]})[1]
    wanted = every[every["doc_id"].isin(some["doc_id"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, wanted)


def test_quotes_are_exact_and_do_not_overlap():
    texts = {f"d{n}": text for n, text in enumerate(ARTICLES)}
    _, mentions, namings = find(texts)
    for row in pd.concat([mentions, namings]).to_dict("records"):
        assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"] == row["text"].strip()
    for _, part in mentions.groupby("doc_id"):
        assert (part["start"].iloc[1:].to_numpy() >= part["end"].iloc[:-1].to_numpy()).all()
    assert all(row["text"] in row["sentence"] for row in mentions.to_dict("records"))


@given(st.text(max_size=40))
def test_keys_never_fail(text):
    key = spelling.exact(text)
    assert key == spelling.exact(key) or not key.isascii() or key
    assert isinstance(spelling.loose(key), str)


@pytest.mark.shared
def test_the_five_articles_name_whom_they_should(shared):
    files = sorted((shared / "seeds").glob("*.txt"))
    entities, mentions, _ = find({path.stem[:3]: path.read_text(encoding="utf-8") for path in files})
    spelled = mentions.groupby("entity_id")["text"].agg(set)
    assert {"Daish", "Daesh", "ISIS", "IS", "Islamic State"} <= spelled["islamic-state"]
    assert {"Al Sukhna", "al-Sukhna", "al-Sukhnah"} <= spelled["geonames-172425"]
    assert {"Deir Al Zor province", "Deir Ezzor province", "Deir ez-Zor province"} <= spelled["sy-deir-ez-zor-province"]
    assert {"Deir Al Zor city", "Deir al-Zor city", "Deir Ezzor city"} <= spelled["geonames-170794"]
    assert {"Raqa city", "Raqqa city"} <= spelled["geonames-172955"]
    assert {"Raqa province", "Raqqa province"} <= spelled["sy-raqqa-province"]
    assert not spelled["hayat-tahrir-al-sham"] & spelled["al-nusra-front"]
    places = set(entities.loc[entities["kind"] == "place", "name"])
    assert {"Sarmin", "Nassib", "Talbiseh", "Palmyra", "Sukhnah"} <= places
    assert tables.conform("entities", entities).equals(entities)
