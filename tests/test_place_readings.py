"""Places: where wording says a place lies, longer names, lists, sites, quarters of towns, spellings of one town."""

import pandas as pd
import pytest

from helpers import language
from helpers.timelines import names, place_match

NONE = pd.DataFrame(columns=["name", "alias", "kind", "notes", "row"])


def places(text):
    """``quote: (name, type, province, country)`` of every place in a text."""
    docs = {"a": language.pipeline()(text)}
    entities, mentions, _ = names.find(docs, pd.DataFrame({"doc_id": ["a"]}), NONE)
    rows = mentions.merge(entities[entities["kind"] == "place"], on="entity_id")
    return {r["text"]: (r["name"], r["place_type"], r["admin1"], r["country"]) for r in rows.to_dict("records")}


@pytest.mark.parametrize(
    ("text", "quote", "reading"),
    [
        # The province told decides between namesakes, and stands where no namesake lies in it.
        ("Syria: gunmen held Hader in Quneitra province.", "Hader", ("Hader", "Quneitra")),
        ("Syria: fire hit al-Hader in Aleppo's southern countryside.", "al-Hader", ("Al Hadir", "Aleppo")),
        ("Syria: two died in al-Hamidiyah, a village in the Idlib countryside.", "al-Hamidiyah", (None, "Idlib")),
        ("Syria: the army hit Idlib province's town of al-Hamidiyah.", "al-Hamidiyah", (None, "Idlib")),
        ("A shell fell on Olenivka, a mining town in the Russian-held part of Ukraine's Donetsk province.",
         "Olenivka", ("Olenivka", "Donetsk")),
        # A list is not where its last name lies; what is told of its last name is told of all.
        ("Syria saw clashes in Palmyra, Aleppo and Homs.", "Palmyra", ("Palmyra", "Homs")),
        ("Syria: they took the villages of Zurfa and Hallaba in Hama province.", "Zurfa", ("Zurfa", "Hama")),
        # Directions are no provinces of Sudan.
        ("Syrian shells fell on Jabal Harrun in Northern Latakia.", "Jabal Harrun", ("Jabal Harrun", "Latakia")),
        # Quarters belong to a town of the article, whatever town elsewhere has their name.
        ("Syria: mortars hit Damascus, most of all the al-Mazraa neighbourhood.", "al-Mazraa", (None, "Damascus")),
        ("Iraq: a car blew up in Baghdad, in the busy district of Karradah.", "Karradah", ("Karrada", "Baghdad")),
    ],
)  # fmt: skip
def test_where_wording_puts_a_place(text, quote, reading):
    found = places(text)
    name, _, admin1, _ = found[quote]
    assert admin1 == reading[1]
    assert reading[0] in (None, name)


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Syria: a car blew up at the Bab al-Zuhd crossing in Aleppo province.", "Bab al-Zuhd", "facility"),
        ("Syria: guards died at the Hurrafa gas field east of Homs.", "Hurrafa", "facility"),
        ("Syria: jets bombed the Zurraqa refugee camp near Idlib.", "Zurraqa", "facility"),
        ("Syria: the army hid in the Murrawa barrens in Homs province.", "Murrawa", "town"),
        ("Syria: rebels left the Tarrasha area of Hama.", "Tarrasha", "region"),
        ("Syria: the villages of Zurfa, Hallaba and Qisna near Homs were shelled.", "Hallaba", "town"),
        ("Syria: rockets hit the Zurfa and Hallaba neighbourhoods of Homs.", "Zurfa", "town"),
    ],
)
def test_sites_and_lists_are_places_of_the_text(text, quote, kind):
    assert places(text)[quote][1] == kind


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Syria: two died in Bab al-Zuhd, not in al-Bab.", {"Syria", "Bab al-Zuhd", "al-Bab"}),
        ("Turkey praised Operation Euphrates Shield.", {"Turkey"}),
        ("Ukraine: the governor, Vitaly Karr, was absent.", {"Ukraine"}),
        ("Rockets flew.\n\nIn Gaza, Hamas named Yahia Rabia.", {"Gaza"}),
        ("Syria: they left a Christian area and the Friday market.", {"Syria"}),
        ("Syria held Eastern and Northern positions.", {"Syria"}),
    ],
)
def test_a_part_of_a_longer_name_is_no_place(text, quotes):
    assert set(places(text)) == quotes


def test_names_that_ran_together():
    text = "Syria: shells fell on the neighbourhoods of al-Zurfa al-Hallaba Bab al-Zuhd and al-Qisna in Aleppo city"
    assert {"al-Zurfa", "al-Hallaba", "Bab al-Zuhd", "al-Qisna"} <= places(text).keys()


@pytest.mark.parametrize(
    ("key", "admin1", "name"),
    [
        ("banish", "Idlib", "Binnish"),
        ("kfar saghir", "Aleppo", "Kafr Saghir"),
        ("atarab", "Aleppo", "Atarib"),
        ("maraat nuaman", "Idlib", "Maarat al-Numan"),
        ("banish", "Aleppo", None),  # no such town there
        ("maskan", "Raqqa", None),
        ("zurfa", "Idlib", None),
        ("banish", "", None),  # nowhere to look
    ],
)
def test_spellings_of_a_town_of_the_province(key, admin1, name):
    found = place_match.match(key, "SY", admin1)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "quote", "reading"),
    [
        # Provinces of every country, by their word; bare names only of the country the article is about.
        ("Gunmen shot four in Chiapas state, Mexico.", "Chiapas state", ("Chiapas", "province", "Chiapas", "MX")),
        ("Benin: nine died at Kandi in Alibori department.", "Kandi", ("Kandi", "town", "Alibori", "BJ")),
        ("India: in Chhattisgarh's Zurrapur district two died.", "Zurrapur", (None, "town", "Chhattisgarh", "IN")),
        ("Israel hit Khan Younis governorate in Gaza.", "Khan Younis governorate",
         ("Khan Younis", "province", "Gaza Strip", "PS")),
        ("Ukraine: a plant was hit in Poltava, a central region.", "Poltava", ("Poltava", "province", "Poltava", "UA")),
        # A suburb lies beside its town; a listed name may go on in small letters.
        ("Syria: a car blew up in a Damascus suburb.", "Damascus suburb",
         ("Rif Dimashq", "province", "Rif Dimashq", "SY")),
        ("Syria: shells hit a suburb of Damascus.", "Damascus", ("Rif Dimashq", "province", "Rif Dimashq", "SY")),
        ("Lebanon: jets hit Beirut's southern suburbs.", "Beirut's southern suburbs",
         ("Dahiyeh", "town", "Mount Lebanon", "LB")),
        ("Gaza: aid passed the Rafah crossing.", "Rafah crossing", ("Rafah crossing", "facility", "Gaza Strip", "PS")),
        # Streets have the names of places elsewhere; the state is nobody's province.
        ("Syria: a mine burst on Thawra Street in Damascus.", "Thawra Street",
         ("Thawra Street", "facility", "Damascus", "SY")),
        ("Syria: a bomb killed two in Homs State television said.", "Homs", ("Homs", "town", "Homs", "SY")),
        ("Russia: a mine burst near the village of Berezovka in Russia's Belgorod region.", "Berezovka",
         (None, "town", "Belgorod", "RU")),
        # Namesakes: the large city, and the quarter of the town it is named with.
        ("Syria: the monitor works from London.", "London", ("London", "town", "England", "GB")),
        ("Syria: shells fell on the Zahra district of Homs.", "Zahra", ("Zahraa", "town", "Homs", "SY")),
        ("Syria: shells fell on the Zahra district of Aleppo.", "Zahra", ("Zahra", "town", "Aleppo", "SY")),
    ],
)  # fmt: skip
def test_provinces_suburbs_streets_and_namesakes(text, quote, reading):
    found = places(text)[quote]
    assert found[1:] == reading[1:] and reading[0] in (None, found[0])


@pytest.mark.parametrize(
    "text",
    [
        "Syria: the dead were Salahuddin Orro, 31, and his sons.",
        "Syria: the commander Salahuddin al-Shirazi fled.",
        "Ukraine lost US$37 billion.",
        "Syria: fighters left the Syrian capital of the caliphate.",
    ],
)
def test_people_and_money_are_no_places(text):
    assert len(places(text)) == 1
