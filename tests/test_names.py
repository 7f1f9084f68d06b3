"""Names: a sentence in, who is mentioned out; spellings joined and people kept apart."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import knowledge, language, tables
from helpers.timelines import lexicon, merges, names, proposals, spelling, successors

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
    "Islamic State; داعش; تنظيم الدولة الاسلامية",
    "Hayat Tahrir al-Sham; هيئة تحرير الشام; هيئه تحرير الشام",
    "Rapid Support Forces; قوات الدعم السريع",
    "Hamas; حركة حماس; حماس",
    "Houthis; أنصار الله; الحوثيون",
    "Free Syrian Army; Free Syria Army; Free Syrian (FSA) Army; الجيش الحر",
    "National Defence Forces; National Defense Forces; National Defence (NDF) Forces",
    "Union of Syrian Medical Relief Organisations; Union of Syrian Medical Relief Organizations; UOSSM",
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
    ("al-Qaeda in Iraq", "the Islamic State of Iraq"),
    ("the New Syrian Army", "Maghawir al-Thawra"),
    ("Ansar Beit al-Maqdis", "Sinai Province"),
    ("the Sudan People's Liberation Movement", "the Sudan People's Liberation Movement-North"),
    ("the Palestine Red Crescent Society", "the Syrian Arab Red Crescent"),
    ("doctor Samira Khoury", "lawyer Elias Khoury"),
    ("colonel Hassan Aboud", "colonel Hussein Aboud"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_actors_stay_apart(one, other):
    found = mentioned(f"We asked about {one} first. We asked about {other} later.")
    assert len({name for _, name in found}) == len(found) == 2


def test_an_acronym_given_in_the_text_stands_for_its_name():
    found = mentioned("The Northern Relief Network (NRN) sent trucks. The NRN said two drivers were hurt.")
    assert found[0][0] == "Northern Relief Network"
    assert [name for _, name in found] == ["Northern Relief Network"] * 3


EXPLAINED = [
    "The Northern Relief (NRN) Network sent trucks. The NRN said two drivers were hurt.",
    "The NRN (Northern Relief Network) sent trucks. The NRN said two drivers were hurt.",
    "The Northern Relief Network, or NRN, sent trucks. The NRN said two drivers were hurt.",
    "The Northern Relief Network, known by its English initials NRN, sent trucks. The NRN said two drivers were hurt.",
    "The Northern Relief Network, known as the NRN, sent trucks. The NRN said two drivers were hurt.",
    "The Northern Relief Network – NRN – sent trucks. The NRN said two drivers were hurt.",
    "The Northern Relief Network (the NRN) sent trucks. The NRN said two drivers were hurt.",
    'The Northern Relief Network ("NRN") sent trucks. The NRN said two drivers were hurt.',
    "The Northern Relief Network [NRN] sent trucks. The NRN said two drivers were hurt.",
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_an_acronym_is_explained_in_many_ways(text):
    found = mentioned(text)
    assert {name for _, name in found} == {"Northern Relief Network"}
    assert [quote for quote, _ in found][-1] == "NRN"
    assert len(found) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "Forty (40) trucks of the Relief Council left.",
        "The Northern Relief (BBC) Network sent trucks.",
        "Reporters in Kharkiv (AP) Reuters among them, saw smoke.",
    ],
)
def test_a_bracket_that_fits_no_name_joins_nothing(text):
    assert not [quote for quote, _ in mentioned(text) if "(" in quote]


def test_a_surname_in_the_title_is_the_person_named_below():
    text = "Khoury: clinic has no power left\n\nDoctor Samira Khoury ran the clinic until Monday."
    assert [name for _, name in mentioned(text)] == ["Samira Khoury"] * 2


def test_a_surname_after_the_full_name_is_the_same_person_within_the_article():
    text = "Doctor Samira Khoury ran the clinic. Khoury said it had no power."
    assert [name for _, name in mentioned(text)] == ["Samira Khoury"] * 2


def test_a_surname_of_two_people_is_left_open():
    text = "Doctor Samira Khoury met lawyer Elias Khoury. Khoury said nothing."
    assert [quote for quote, _ in mentioned(text)] == ["Samira Khoury", "Elias Khoury"]


def test_a_surname_is_the_only_bearers_until_another_is_named():
    text = "Doctor Samira Khoury came. Khoury spoke. Later lawyer Elias Khoury came. Khoury left."
    assert [quote for quote, _ in mentioned(text)] == ["Samira Khoury", "Khoury", "Elias Khoury"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Salim Haddar, 41, a herder, said nine died.", "Salim Haddar"),
        ("Nine died, said Salim Haddar (41).", "Salim Haddar"),
        ("Nine died, said Salim Haddar, who ran.", "Salim Haddar"),
        ("Nine died, said Salim Haddar, director of a clinic.", "Salim Haddar"),
        ("Information Minister Salim Haddar Nour said nine died.", "Salim Haddar Nour"),
        ("The emir Khalil al-Homsi fled.", "Khalil al-Homsi"),
    ],
)
def test_a_person_is_known_by_what_stands_beside_the_name(text, wanted):
    assert mentioned(text) == [(wanted, wanted)]


@pytest.mark.parametrize("text", ["Shells hit the Murtala Bello hospital.", "Shells hit Putin Street."])
def test_a_building_named_after_a_person_is_not_that_person(text):
    entities, _, _ = find({"a": text})
    assert "person" not in set(entities["kind"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The rights group Ostra Watch counted nine dead. Ostra Watch is new.", ["Ostra Watch"] * 2),
        ("Rights group Ostra Watch counted nine dead.", ["Ostra Watch"]),
        ("The monitoring group Ostra Conflict Watch spoke. OCW counts daily.", ["Ostra Conflict Watch", "OCW"]),
        ("The newspaper Al-Ostra counted nine dead. Al-Ostra gave no source.", ["Al-Ostra"] * 2),
        ("The Ostra militia fled. Ostra fighters were seen.", ["Ostra"] * 2),
        ("The company Monday said nothing. He told the group, Petrov said, to go.", []),
        ("The Islamist group fled. The Takfiri group fled.", []),
        ("The European Ostra Bank closed.", ["European Ostra Bank"]),
    ],
)
def test_an_organisation_is_known_by_the_noun_beside_its_name(text, wanted):
    assert [quote for quote, _ in mentioned(text)] == wanted


def test_units_with_other_numbers_are_other_units():
    text = "The 93rd Ostra Brigade, the 54th Ostra Brigade and Battalion 101 fled."
    found = mentioned(text)
    assert [quote for quote, _ in found] == ["93rd Ostra Brigade", "54th Ostra Brigade", "Battalion 101"]
    assert len({name for _, name in found}) == 3


def test_a_people_before_a_name_makes_it_anothers():
    assert "saudi-led-coalition" in set(find({"a": "In Yemen, the Arab Coalition struck."})[1]["entity_id"])
    assert "saudi-led-coalition" not in set(find({"a": "The Syrian Arab Coalition advanced."})[1]["entity_id"])


def test_a_known_name_in_a_longer_one_is_spelt_in_its_ways_too():
    assert mentioned("Kataib Hizballah fled.") == [("Kataib Hizballah", "Kataib Hezbollah")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Doctor Ibrahim al-Assad treated six people.", [("Ibrahim al-Assad", "Ibrahim al-Assad")]),
        ("Abdulrahman Attar, a teacher, left.", [("Abdulrahman Attar",) * 2]),
        ("Riad Nasrallah, a teacher, left.", [("Riad Nasrallah", "Riad Nasrallah")]),
        ("President Assad met Foreign Minister Lavrov.", [("Assad", "Bashar al-Assad"), ("Lavrov", "Sergei Lavrov")]),
        ("President Bachar Assad left.", [("Bachar Assad", "Bashar al-Assad")]),
        ("Doctor Ibrahim al-Assad came. Assad left.", [("Ibrahim al-Assad",) * 2, ("Assad", "Ibrahim al-Assad")]),
        (
            "President Assad spoke. Doctor Ibrahim al-Assad came. Assad left.",
            [("Assad", "Bashar al-Assad"), ("Ibrahim al-Assad",) * 2, ("Assad", "Bashar al-Assad")],
        ),
        ("Nobody lives in Dahiyet al-Assad.", [("Dahiyet al-Assad", "Dahiyet al-Assad")]),
    ],
)
def test_a_well_known_surname_with_another_first_name_is_another_person(text, wanted):
    assert mentioned(text) == wanted


def test_the_army_is_the_only_army_named_before():
    found = mentioned("The Sudanese army shelled the camp. The army denied it.")
    assert ("army", "Sudanese Armed Forces") in found
    both = mentioned("The Sudanese army and the Ethiopian army met. The army denied it.")
    assert "army" not in [quote for quote, _ in both]


@pytest.mark.parametrize(
    "text",
    [
        "Syrian rebels lost a town in Syria. An Israeli army jet struck. Allies came to bolster the army in Syria.",
        "The Iraqi government agreed to the raids, unlike the government of President Bashar al-Assad.",
        "The Sudanese army shelled the camp. Ethiopia said the army had crossed its border.",
    ],
)
def test_the_army_of_another_country_is_not_the_one_named_before(text):
    assert not {"army", "government"} & {quote for quote, _ in mentioned(text)}


def test_a_coalition_yet_to_be_is_not_the_coalition():
    assert mentioned("They called to build an international coalition.") == []
    assert mentioned("The international coalition struck.")[0][1] == "US-led coalition"


def test_romanisations_of_a_full_name_are_one_person_in_every_article():
    texts = {"a": "Colonel Hassan Aboud spoke.", "b": "Colonel Hasan Abboud was hurt."}
    entities, _, _ = find(texts)
    assert entities["n_documents"].tolist() == [2]


def test_an_organisation_is_one_in_british_and_in_american_spelling():
    entities, _, _ = find({"a": "The Delta Aid Centre closed.", "b": "The Delta Aid Center opened again."})
    assert entities["n_documents"].tolist() == [2]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The spokesman of Hezbollah's office spoke.", "Hezbollah"),
        ("President Zelensky's office spoke.", "Zelensky"),
        ("The Houthis’ office spoke.", "Houthis"),
        ("Syrias army left.", "Syrias army"),
    ],
)
def test_titles_and_possessives_are_no_part_of_a_name(text, wanted):
    assert [quote for quote, _ in mentioned(text)] == [wanted]


@pytest.mark.parametrize("text", ["Syrian doctors left.", "Turkish lorries came.", "Ukrainians slept in cellars."])
def test_a_demonym_is_no_alias_of_a_state(text):
    assert mentioned(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Regime forces shelled the town.", ""),
        ("Syrian regime forces shelled the town.", "sy-army"),
        ("Families fled the caliphate.", "islamic-state"),
        ("The terrorists shelled the town.", ""),
    ],
)
def test_loaded_wordings_are_namings_and_no_mentions(text, wanted):
    _, mentions, namings = find({"a": text})
    assert namings.loc[namings["kind"] == "loaded", "entity_id"].tolist() == [wanted]
    assert not set(mentions["entity_id"]) & {"sy-army", "islamic-state"}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Who is to say where it is, he asked us.", []),
        ("MANY HURT AS BUS CRASHES", []),
        ("Let the others go, she said.", []),
        ("He met the Secretary of Defense and the Director of Health Services.", []),
        ("Four Wounded In Overnight Clashes Near Old Bridge", []),
    ],
)
def test_common_words_are_no_names(text, quotes):
    assert [quote for quote, _ in mentioned(text)] == quotes


def test_a_capital_that_speaks_is_its_government():
    assert mentioned("Moscow denied that.") == [("Moscow", "Russian government")]
    assert mentioned("A shell landed in Moscow.") == [("Moscow", "Moscow")]


@pytest.mark.parametrize(
    "line", ["DAMASCUS (Sputnik)", "DAMASCUS, April 3 (Sputnik)", "Damascus (Sputnik)", "Damascus"]
)
def test_a_capital_that_opens_a_report_says_nothing(line):
    assert ("sy-government" in set(find({"a": f"{line} - Nine died, Damascus said."})[1]["entity_id"])) is True
    assert "sy-government" not in set(find({"a": f"{line} - Officials said nine had died."})[1]["entity_id"])


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
    joined, done = merges.into(found[0], pd.DataFrame(rows, columns=COLUMNS))
    assert done == [2]
    entities, mentions, namings = merges.carry_out(*found, joined)
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


def test_what_became_of_a_group_is_told_beside_it():
    entities, _, _ = find({"a": "The Nusra Front, Jabhat Fateh al-Sham and Hurras al-Din fought."})
    told = entities.set_index("entity_id")["later"]
    assert tables.split(told["al-nusra-front"]) == ["renamed Jabhat Fateh al-Sham (2016-07-28)"]
    assert tables.split(told["jabhat-fateh-al-sham"]) == ["merged into Hayat Tahrir al-Sham (2017-01-28)"]
    assert told["hurras-al-din"] == ""


def test_successors_are_known_names_dated_and_acyclic():
    rows, known = knowledge.load("successors"), set(knowledge.load("names")["entity_id"])
    assert set(rows["entity"]) | set(rows["successor"]) <= known
    assert set(rows["relation"]) == set(successors.RELATIONS)
    assert rows["date"].str.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?").all()
    assert not rows.duplicated(["entity", "successor", "relation"]).any()
    assert not [pair for pair in successors.pairs() if len(pair) != 2]


def proposed(*texts):
    """``(name, name it may be, reason, line)`` of every proposal on texts of as many articles."""
    entities, mentions, _ = find({f"d{n}": text for n, text in enumerate(texts)})
    columns = ["name", "into_name", "reason", "line"]
    return list(proposals.find(entities, mentions)[columns].itertuples(index=False, name=None))


def test_merges_are_proposed_with_a_reason_and_the_line_that_accepts_them():
    first, second = "Doctor Fadel Mansouri spoke twice.", "Doctor Fadl Mansouri spoke."
    (name, into, reason, line), *more = proposed(first, second, "Doctor Fadel Mansouri left.")
    assert (name, into, reason, more) == ("Fadl Mansouri", "Fadel Mansouri", "spelling", [])
    assert line == "Fadel Mansouri,Fadl Mansouri,person,spelling"
    aliases = pd.DataFrame([(*line.split(","), 2)], columns=NONE.columns)
    entities, _, _ = find({"a": first, "b": second}, aliases=aliases)
    assert entities["name"].tolist() == ["Fadel Mansouri"]


PROPOSED = [
    (("Doctor Samira Anis Khoury spoke.", "Doctor Samira Khoury spoke."), "fewer words"),
    (("The Northern Relief Network left.", "The agency quoted the NRN council, NRN, again. NRN left."), "initials"),
    (("Kharkiv's Delta Aid Council left.", "Kharkiv's Delta Aid Counsil left."), None),
    (("Doctor Samira Khoury spoke.", "Doctor Elias Khoury spoke."), None),
    (("Doctor Samira Khoury met doctor Samera Khouri.",), None),
    (("Doctor Khaled Omar spoke.", "Doctor Khalil Omar spoke."), None),
    (("Commander Abu Ahmed spoke.", "Commander Abu Abmad spoke."), None),
    (("The Nusra Front left.", "Jabhat Fateh al-Sham left."), None),
]


@pytest.mark.parametrize(("texts", "reason"), PROPOSED)
def test_few_are_proposed(texts, reason):
    assert [why for _, _, why, _ in proposed(*texts)] == ([reason] if reason else [])


WARS = {"SY", "IQ", "YE", "UA", "RU", "PS", "IL", "LB", "SD", "AF", "LY"}


@pytest.mark.parametrize("country", sorted(WARS))
def test_each_war_has_its_actors_agencies_monitors_officials_and_helpers(country):
    rows = knowledge.load("names")[lambda frame: frame["country"] == country]
    assert (rows["kind"] == "person").sum() >= 5
    assert (rows["source_kind"] == "armed_actor").sum() >= 3
    assert {"agency", "media", "official"} & set(rows["source_kind"]) >= {"media", "official"}
    assert country in {"RU"} or set(rows["source_kind"]) & {"ngo", "medical", "monitor"}


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


WHY = [
    ("ISIS fell back in Syria.", "ISIS", "known spelling"),
    ("Fighters of the Islamic State fell back in Syria.", "Islamic State", "own name"),
    ("The Orchard Relief Committee (ORC) fed them. ORC left Syria.", "ORC", "acronym given in the text"),
    ("Doctor Samir Haddou spoke. Later Haddou left Syria.", "Haddou", "surname after full name"),
    ("Moscow denied it struck Syria.", "Moscow", "seat of government"),
    ("A raid hit the village of Zurfaqun in Syria.", "Zurfaqun", "place by its wording"),
    ("CAIRO, June 6 (Ostra Wire) - Fighters left a village in Sudan.", "Ostra Wire", "named in the text"),
]


@pytest.mark.parametrize(("text", "quote", "basis"), WHY)
def test_a_mention_says_why_its_spelling_is_taken_for_the_entity(text, quote, basis):
    _, mentions, _ = find({"a": text})
    assert mentions.loc[mentions["text"] == quote, "basis"].tolist()[-1:] == [basis]


def test_an_alias_of_the_case_says_so():
    aliases = pd.DataFrame([["Islamic State", "the Blackcoats", "group", "", 2]], columns=NONE.columns)
    _, mentions, _ = find({"a": "Syria saw the Blackcoats retreat."}, aliases=aliases)
    assert mentions.loc[mentions["text"] == "Blackcoats", "basis"].tolist() == ["alias of the case"]


def test_buildings_in_capitals_with_a_word_of_their_own_are_places():
    quotes = dict(mentioned("Shells hit Ostra Hospital and the Grand Mosque near Velm Bridge in Yemen."))
    assert {"Ostra Hospital", "Velm Bridge"} <= quotes.keys()
    assert "Grand Mosque" not in quotes
