"""Where and when harm was done: short texts in our own words, published on Saturday 12 August 2017."""

import pandas as pd
import pytest

import marked
from helpers.casualties import context, place

# text, place of the first figure (and of the next ones), basis of the first
PLACES = [
    ("[Six] people were <killed> in Homs.", "Homs", "sentence"),
    ("[Six] people were <killed> near Kunduz on Friday.", "Kunduz", "sentence"),
    ("Air strikes on Douma <killed> [six] people.", "Douma", "sentence"),
    ("A bomb <killed> [six] people at a market in Baghdad.", "Baghdad", "sentence"),
    ("[Six] people were <killed> in the town of Sarmin in Idlib province.", "Sarmin", "sentence"),
    ("[Six] people were <killed> in Sarmin, Idlib province.", "Sarmin", "sentence"),
    ("[Six] people were <killed> in Idlib province.", "Idlib province", "sentence"),
    ("In Idlib province, shells hit the town of Sarmin and <killed> [six] people.", "Sarmin", "sentence"),
    ("[Six] people were <killed> in Yemen.", "Yemen", "sentence"),
    ("Jets struck Rafah, <killing> [six] people.", "Rafah", "sentence"),
    ("Rafah was shelled and [six] people <died>.", "Rafah", "sentence"),
    ("[Six] people were <killed> in Syria's second city Aleppo.", "Aleppo", "sentence"),
    ("[Six] people were <killed> outside El Fasher, activists in Khartoum said.", "El Fasher", "sentence"),
    ("Fighting in El Fasher <killed> [six] people, the UN said in Khartoum.", "El Fasher", "sentence"),
    ("[Six] people were <killed> in Kharkiv, the mayor told AFP in Kyiv.", "Kharkiv", "sentence"),
    # each to its own
    ("Shells <killed> [12] people in Aleppo and [six] in Idlib.", ["Aleppo", "Idlib"], "sentence"),
    ("In Kabul [nine] people were <killed>, in Kunduz [four].", ["Kabul", "Kunduz"], "sentence"),
    # not where it happened
    ("The London-based group said [six] people were <killed> in Homs.", "Homs", "sentence"),
    ("[Six] people were <killed> in Sukari, 50 km from Palmyra. The raid hit Homs.", "Homs", "context"),
    ("Damascus accused the rebels of <killing> [six] people in Homs.", "Homs", "sentence"),
    ("Moscow said [six] people were <killed> in Aleppo.", "Aleppo", "sentence"),
    ("[Six] fighters from Iraq were <killed> in Mosul.", "Mosul", "sentence"),
    ("[Six] Russian soldiers were <killed> in Palmyra.", "Palmyra", "sentence"),
    ("Turkey <killed> [six] people in Azaz.", "Azaz", "sentence"),
    ("BEIRUT (Reuters) - [Six] people were <killed> in Homs.", "Homs", "sentence"),
    ("Beirut, Lebanon — [Six] people were <killed> in Homs.", "Homs", "sentence"),
    ("[Six] militants (their group is banned in Russia) were <killed> in Homs.", "Homs", "sentence"),
    ("[Six] people were <killed> in Homs as envoys met in London.", "Homs", "sentence"),
    ("Forces took a town in Homs, the agency said, as gunmen <killed> [six] aid workers, the group said. The aid "
     "workers were killed in Sarmin by gunmen.", "Sarmin", "context"),
    ("[Six] people were <killed> in Iraq and Syria.", "", "unresolved"),
    ("Hamas gunmen attacked Israel and <killed> [six] people.", "Israel", "sentence"),
    ("Kabul airport attack <kills> [six]\n\nMen ran to the gates near Kabul, in Afghanistan.", "Kabul", "title"),
    ("Jets bombed Homs. One of the [six] <dead> used to live in Palmyra, neighbours said.", "Homs", "context"),
    ("Jets bombed Sarmin. The governor in Homs put the <dead> at [six].", "Sarmin", "context"),
    ("Jets bombed Sarmin. Medics buried [six] <dead> in a cemetery in Homs.", "Sarmin", "context"),
    ("Shells on Sarmin, fired from positions near Azaz, <killed> [six] people.", "Sarmin", "sentence"),
    # the place of the deed that is named; the village of a district, the town of a province told at the head
    ("The toll of the bombing of a church in Homs rose to [six] <dead>, after a nun died in Palmyra.", "Homs",
     "sentence"),
    ("A raid on Sarmin in Azaz <killed> [six] people.", "Sarmin", "sentence"),
    ("In Idlib province, a charity said on Friday, [six] people were <killed> as shells fell on the market of Sarmin.",
     "Sarmin", "sentence"),
    # from the sentences of the same event
    ("Jets bombed Douma on Friday. [Six] people were <killed>.", "Douma", "context"),
    ("A blast hit a mosque in Kunduz.\nThe blast <killed> [six] people, officials said.", "Kunduz", "context"),
    ("[Six] <killed> in blast\n\nA blast in Kabul <killed> [six] people.", ["Kabul", "Kabul"], "context"),
    ("[Six] <killed> in Kabul\n\nA blast <killed> [six] people.", ["Kabul", "Kabul"], "title"),
    ("[Six] <killed> in Idlib\n\nGunmen <killed> [six] people in Sarmin.", ["Sarmin", "Sarmin"], "context"),
    ("An explosion hit rebels in Syria, <killing> [six] of them. The explosion was in a camp near Azaz.",
     "Azaz", "context"),
    ("Shells hit Aleppo on Friday. Elsewhere, [six] people were <killed> in Homs.", "Homs", "sentence"),
    ("Shells hit Aleppo. In a separate attack, [six] people were <killed>. The attack was on Homs.", "Homs",
     "context"),
    ("[Six] people were <killed> on Thursday. Shells hit Aleppo on Friday.", "Syria", "context"),
    ("In July a network counted [160] <dead> in Syria. [Ten] pro-Russian men were <killed>.", ["Syria", "Syria"],
     "sentence"),
    # what points back, or stays where it was told last
    ("A shell hit a clinic in Homs on Friday. [Seven] nurses <died> there, the union said.", "Homs", "context"),
    ("Men fled fighting in the town of Sarmin in June. That fighting <killed> [90] people.", "Sarmin", "context"),
    ("A day of war\n\nShells hit Azaz on Friday.\n\nNobody has spoken of it.\n\nThe mayor was abroad.\n\n"
     "A tailor lost a leg.\n\nIn the evening it rained.\n\n[Nine] women were <killed>.", "Azaz", "context"),
    ("Hotel siege in Kabul\n\n18:25 – [Ten] people are <dead>, police say.\n\n19:10 – [Forty] were <killed>.",
     ["Kabul", "Kabul"], "title"),
    # lists by place; each clause its own; where the wounded are treated; who acts
    ("Deaths in Syria\n\nHoms: [three] guards <killed>.\n\nRaqqa: [two] men <killed>.\n\nAzaz: [six] <killed>.",
     ["Homs", "Raqqa", "Azaz"], "sentence"),
    ("In Kunduz [nine] people <died>, many of them old; in Kabul, which lies south, [four] <died>.",
     ["Kunduz", "Kabul"], "sentence"),
    ("Mortars hit Azaz. The ward in Homs took in [six] people who were <hurt>.", "Azaz", "context"),
    ("Jets of the Damascus regime bombed the town of Azaz and <killed> [six] people.", "Azaz", "sentence"),
    # who holds a place, who stays away in it, an office of it; the city is no camp
    ("[Six] people were <killed> in the parts of Yemen held by Damascus.", "Yemen", "sentence"),
    ("A bomb went off in Homs. The mayor was away in Damascus. [Six] people were <killed>.", "Homs", "context"),
    ("In Douma [nine] people were <killed> and [two] more were <killed> later, the ombudsman of Idlib said.",
     ["Douma", "Douma"], "sentence"),
    ("Raid in Idlib province\n\nHelpers left the camp at Sarmin after a jet struck it. Medics said the attack <killed> "
     "[six] people.", "Sarmin", "context"),
    # another event sets another scene
    ("Shells fell on Homs and <killed> [nine] people.\nIn Douma, jets hit a bakery. [Six] people were <killed>.",
     ["Homs", "Douma"], "sentence"),
    ("Shells fell on Homs and <killed> [nine] people.\n10:15 - A jet has hit a bakery in Douma. Doctors say [six] "
     "people were <killed>.", ["Homs", "Douma"], "sentence"),
    ("A blast in Kabul <killed> [nine] people.\nOn the same day a car blew up in Kunduz. [Six] were <killed> "
     "there.", ["Kabul", "Kunduz"], "sentence"),
    ("Jets <killed> [nine] people at a market in Sarmin.\nIn Homs, rockets hit a bridge.\nThe market toll rose "
     "to [twelve], as three of the hurt <died>.", ["Sarmin", "Sarmin"], "sentence"),
    # the place explained, not the place that explains
    ("Gunmen <killed> [six] people in Azaz, a town in the Aleppo countryside.", "Azaz", "sentence"),
    # a dateline in running text is where the report was written; an attacker's post is not where shells fall
    ("Photo by the army KABUL (Reuters) [Six] people were <killed> in Kunduz.", "Kunduz", "sentence"),
    ("Shells fired by gunmen positioned in Douma fell on Homs and <killed> [six] people.", "Homs", "sentence"),
    # nor are they hurt where they are treated
    ("Jets bombed Azaz. [Six] <wounded> people were brought to a hospital in Kilis.", "Azaz", "context"),
    # what is told apart by "while", or as days before
    ("Shells <killed> [12] people in Homs while raids on Sarmin <killed> [seven].", ["Homs", "Sarmin"], "sentence"),
    ("A raid on Sarmin <killed> [six] people just days after dozens of aid workers died in Homs.", "Sarmin",
     "sentence"),
    # neither where they were taken, nor where they head, nor what lies behind a border
    ("Shells hit Azaz. [Six] <wounded> men were flown to a clinic in Moscow.", "Azaz", "context"),
    ("Troops advancing on Mosul <killed> [six] men in Baghdad.", "Baghdad", "sentence"),
    ("[Six] people were <killed> on the Jordan border. The blast was in a camp near Azaz.", "Azaz", "context"),
    ("[Six] monks of one order were <killed> near Homs: Ivo, 35, of Beirut, and others.", "Homs", "sentence"),
    ("[Six] people were <killed> close to Kunduz.", "Kunduz", "sentence"),
    ("[174] people have <died> in the battle for Mosul.", "Mosul", "sentence"),
    # the most exact place of the same event, also from the sentence after
    ("Raids on a town in Idlib province <killed> [six] people. The raids hit the market of Sarmin.", "Sarmin",
     "context"),
    ("Raids on a town outside Damascus <killed> [six] people. The raids hit the market of Douma.", "Douma", "context"),
    ("[Six] people were <killed> in Idlib province. The province borders the town of Sarmin.", "Idlib province",
     "sentence"),
    ("Raids on Douma hit a bakery. [Six] men were <killed> in northern Syria.", "Syria", "sentence"),
    ("[Six] people were <killed> in the Azaz quarter of Aleppo.", "Azaz", "sentence"),
    ("[Six] <killed> in Idlib\n\nRaids across Idlib province <killed> [six] people.", ["Idlib province"] * 2,
     "context"),
    # whole countries, and quarters of them
    ("Raids hit Homs. [Six] people were <killed> in attacks across the country.", "Syria", "sentence"),
    ("Raids hit Homs. A strike in the east <killed> [six] soldiers.", "Syria", "context"),
    # neither where those who attack stand, nor whom they accuse
    ("Rebels positioned in Azaz shelled Aleppo and <killed> [six] people.", "Aleppo", "sentence"),
    ("Shells hit Kharkiv. [Six] people were <killed>, and Moscow accused Kyiv.", "Kharkiv", "context"),
    ("Shells hit Mosul. [Six] people were <killed>, said Ali Omar, an official of Baghdad.", "Mosul", "context"),
    # pointed at
    ("Shells hit Homs, and troops gathered. [Six] people were <killed> in the town.", "Homs", "context"),
    ("Shells hit Damascus. Raids struck Douma. Rockets hit the capital and <killed> [six] people.", "Damascus",
     "context"),
    ("Shells hit Douma. A shell on another town <killed> [six] people.", "Syria", "context"),
    # what is set beside the event stays there
    ("A blast in Kabul <killed> [nine] soldiers, the most since August 2011, when 30 fell in Kunduz. [Six] locals "
     "were <killed> too.", ["Kabul", "Kabul"], "sentence"),
    ("[Nine] graves near Mosul\n\nMOSUL, Iraq - Soldiers have found the [six] <dead> behind a college.",
     ["Mosul", "Mosul"], "title"),
    ("A bomb <killed> [six] people in Kabul. It was at the same spot that shells <killed> [nine] people on 5 July "
     "2017.", ["Kabul", "Kabul"], "sentence"),
]  # fmt: skip

# text, first and last day, basis
DATES = [
    ("[Six] people were <killed> on Friday.", "2017-08-11", "2017-08-11", "sentence"),
    ("On Friday, shells <killed> [six] people in Homs.", "2017-08-11", "2017-08-11", "sentence"),
    ("[Six] people were <killed> in Kabul today.", "2017-08-12", "2017-08-12", "publication"),
    ("Police said on Friday that [six] people were <killed> on Thursday.", "2017-08-10", "2017-08-10", "sentence"),
    ("[Six] people were <killed> on Thursday, police said on Friday.", "2017-08-10", "2017-08-10", "sentence"),
    # the day on which it was told is not that of the harm, unless the words say so
    ("[Six] people were <killed>, police said on Friday.", "", "", "unresolved"),
    ("Police on Friday said [six] people were <killed>.", "", "", "unresolved"),
    ("A strike <killed> [six] people on Thursday in the town of Sarmin the monitor said.", "2017-08-10", "2017-08-10",
     "sentence"),
    ("[Six] people were <killed> in Homs, and raids were reported on Thursday.", "2017-08-10", "2017-08-10",
     "sentence"),
    # neither the day of a photograph nor that of what was long before
    ("Men stand at a post in Homs June 6 2017 (Reuters)\n\nA blast <killed> [six] people.", "", "", "unresolved"),
    ("A truce came into force on 3 May 2017. A blast <killed> [six] people.", "", "", "unresolved"),
    ("In a report released on Friday, the UN said [six] people were <killed> on Monday.",
     "2017-08-07", "2017-08-07", "sentence"),
    ("[Six] people were <killed> on 5 July 2017.", "2017-07-05", "2017-07-05", "sentence"),
    ("[Six] people were <killed> in Kabul.", "", "", "unresolved"),
    ("[400] people have been <killed> since June 2014.", "2014-06-01", "", "sentence"),
    ("The UN said on Friday that [400] people have been <killed> since 5 June 2017.", "2017-06-05", "", "sentence"),
    ("Jets bombed Douma on Friday. [Six] people were <killed>.", "2017-08-11", "2017-08-11", "context"),
    ("[Six] <killed> in Kabul blast\n\nThe blast on Friday <killed> [six] people.", "2017-08-11", "2017-08-11",
     "context"),
    ("A blast <killed> [six] people in Kabul. The blast hit a hotel on Friday.", "2017-08-11", "2017-08-11", "context"),
    ("[Six] people were <killed> in Homs before the talks on Saturday, residents said.", "2017-08-12", "2017-08-12",
     "sentence"),
    ("[900] people <died> from June 2014 to May 2017.", "2014-06-01", "2017-05-30", "sentence"),
    ("Shells <killed> [six] people in Homs on Thursday and [nine] in Douma on Friday.",
     ["2017-08-10", "2017-08-11"], None, "sentence"),
    # the day of the deed wins over the day on which it was told
    ("A raid on a market <killed> [six] people, a doctor said on Friday.\n\nThe army said Thursday's raid hit rebels.",
     "2017-08-10", "2017-08-10", "context"),
    ("BEIRUT, 11 August 2017 - [Six] people were <killed> in Homs on Thursday.", "2017-08-10", "2017-08-10",
     "sentence"),
    ("Men dug on Friday, a day after a rocket <killed> [six] people in Homs.", "2017-08-10", "2017-08-10", "sentence"),
    ("A blast <killed> [six] people in Homs on Friday when a bus drove past.", "2017-08-11", "2017-08-11", "sentence"),
    ("The worst day since June 2014: [six] <killed> in Homs.", "", "", "unresolved"),
    ("A jet fell, the first such loss since June 2014, when [six] men <died>.", "2014-06-01", "2014-06-30",
     "sentence"),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict]]:
    """The placed and dated figures of every text above, by text."""
    cases = {f"case-{i:03}": text for i, text in enumerate(dict.fromkeys(row[0] for row in (*PLACES, *DATES)))}
    rows = locate(cases)
    return {text: rows[rows["doc_id"] == doc_id].to_dict("records") for doc_id, text in cases.items()}


def locate(cases: dict[str, str], **same: object) -> pd.DataFrame:
    figures, articles = marked.case(cases)
    for name, value in same.items():
        figures[name] = value
    # the figures of a title tell what those of the body tell
    numbers = {word: i for i, word in enumerate(sorted(figures["number"].str.lower().unique()))}
    figures["count_min"] = figures["count_max"] = figures["number"].str.lower().map(numbers)
    return context.locate(figures, articles)


@pytest.mark.parametrize(("text", "names", "basis"), PLACES)
def test_place(found, text, names, basis):
    rows = found[text]
    expected = names if isinstance(names, list) else [names]
    assert [row["place"] for row in rows][: len(expected)] == expected
    assert rows[-1 if basis == "title" else 0]["place_basis"] == basis


@pytest.mark.parametrize(("text", "start", "end", "basis"), DATES)
def test_date(found, text, start, end, basis):
    rows = found[text]
    if isinstance(start, list):
        assert [row["date_start"] for row in rows] == start
    else:
        assert (rows[0]["date_start"], rows[0]["date_end"], rows[0]["date_basis"]) == (start, end, basis)


def test_a_total_since_a_day_is_cumulative(found):
    rows = found["[400] people have been <killed> since June 2014."]
    assert [row["scope"] for row in rows] == ["cumulative"]


def test_a_total_takes_no_place_or_date_from_its_neighbours():
    text = "Jets bombed Douma on Friday. The war has <killed> [400,000] people."
    row = locate({"one": text}, scope="cumulative").iloc[0]
    assert (row["place"], row["place_basis"], row["date_start"]) == ("Syria", "context", "")


def test_a_total_takes_the_country_its_adjective_names():
    row = locate({"one": "The Afghan conflict has <killed> [40,000] people."}, scope="cumulative").iloc[0]
    assert (row["place"], row["country"], row["geo_precision"]) == ("Afghanistan", "AF", "country")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Airwars, a British group, counts [4,350] civilians <killed> since June 2014.", ""),
        ("Shells hit Homs province. In raids in Iraq and Syria [624] people were <killed> across the region.", ""),
        (
            "In its new review of deaths from raids in Iraq and Syria, issued on Monday, the coalition claimed [624] "
            "people were <killed> by mistake.",
            "",
        ),
        (
            "In its newest count of deaths from raids in Iraq and Syria issued on Monday, the army said [624] people "
            "were <killed> since the start of the war.",
            "",
        ),
        ("According to a review of raids in Iraq and Syria, [624] people were <killed> by mistake.", ""),
        ("Rebels held Homs.\n\nNationwide, [4,350] civilians were <killed>.", "Syria"),
        ("The ministry in Gaza puts the <dead> at [4,350].", "Gaza"),
        ("In Gaza, [4,350] people were <killed>. The ministry says [13,000] others were <hurt>.", "Gaza"),
        ("Gunmen stormed Kunduz.\n\nThe doctors' union says [1,100] people were <killed> in the town.", "Kunduz"),
    ],
)
def test_where_a_total_lies(text, name):
    rows = locate({"one": text}, scope="cumulative")
    assert rows["place"].iloc[-1] == name


def test_people_who_left_over_some_months_add_up():
    row = locate({"one": "[Thousands] of fighters have <left> parts of Syria in recent months."}, harm="displaced")
    assert row["scope"].iloc[0] == "cumulative"


def test_captives_were_taken_where_they_come_from():
    text = "The group <seized> [276] girls from Kunduz."
    assert locate({"one": text}, harm="detained")["place"].iloc[0] == "Kunduz"


def test_figures_of_one_day_and_province_share_their_cause():
    text = "[Nine] men were <killed> in Homs on Friday, [two] <died> there and [four] were <shot>.\n\nThe clinic shut."
    figures, articles = marked.case({"one": f"{text}\n\nNobody slept.\n\nOn Friday [six] men <died> in Palmyra."})
    figures["cause"] = ["airstrike", "airstrike", "airstrike", "unknown"]
    assert list(context.locate(figures, articles)["cause"]) == ["airstrike"] * 4


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("Four barrel bombs fell on Homs. [Six] people were <killed>.", ["airstrike"]),
        ("Four barrel bombs fell on Homs.\n\nSeparately, [six] people were <killed> in Kabul.", ["unknown"]),
        ("Four barrel bombs fell on Homs. [Six] people were <detained>.", ["unknown"]),
        ("A drone bombed a mosque in Homs. [Six] people were <killed>.", ["airstrike"]),
        ("Herders were hit from the air in Homs. [Six] people were <killed>.", ["airstrike"]),
    ],
)
def test_the_cause_goes_with_the_event(text, causes):
    harm = "detained" if "<detained>" in text else "killed"
    assert list(locate({"one": text}, harm=harm)["cause"]) == causes


# text with its figures in order, their numbers, their places
WHERE_ALL_WAS = [
    # a sum lies where all its parts lie
    ("Raids in Syria <killed> [16] people. In Sarmin [nine] people were <killed>. In Idlib [seven] <died>.",
     [16, 9, 7], ["Idlib", "Sarmin", "Idlib"]),
    ("[16] <killed> in Idlib province\n\nA raid on Sarmin <killed> [nine] people. Another on Sarmin <killed> [seven].",
     [16, 9, 7], ["Sarmin", "Sarmin", "Sarmin"]),
    ("Raids in Syria <killed> [16] people. In Sarmin [nine] people were <killed>. In Homs [seven] <died>.",
     [16, 9, 7], ["Syria", "Sarmin", "Homs"]),
    # the village told with the same number
    ("A raid in Idlib province <killed> [16] people.\nThe raid <killed> [16] people at a bakery in Sarmin.",
     [16, 16], ["Sarmin", "Sarmin"]),
    # one number may be printed as "at least"
    ("[30] <killed> in Syria\n\nA blast <killed> at least [30] people in Homs.", [30, 30], ["Homs", "Homs"]),
    # small numbers of two events are not one
    ("Gunmen <killed> [two] men in Homs.\nElsewhere, gunmen <killed> [two] men on Friday.", [2, 2],
     ["Homs", "Syria"]),
    # what another event's sentence names is its own
    ("A raid on Douma hit a bakery. [Nine] people were <killed>. In Homs, shells <killed> [six] people at a bakery.",
     [9, 6], ["Douma", "Homs"]),
    # the strikes told before, all of them
    ("A raid on Sarmin <killed> [nine] people. A raid on Idlib <killed> [six]. The raids <hurt> [forty].",
     [9, 6, 40], ["Sarmin", "Idlib", "Idlib"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counts", "names"), WHERE_ALL_WAS)
def test_where_all_of_it_was(text, counts, names):
    figures, articles = marked.case({"one": text})
    figures["count_min"] = figures["count_max"] = counts
    rows = context.locate(figures, articles)
    assert list(rows["place"]) == names


def test_a_part_does_not_part_a_figure_from_its_place():
    text = "Raids <killed> [19] people in Homs and [23] people, [10] of them children, in Sarmin."
    figures, articles = marked.case({"one": text})
    figures["part_of"] = ["", "", figures["figure_id"].iloc[1]]
    assert list(context.locate(figures, articles)["place"]) == ["Homs", "Sarmin", "Sarmin"]


PROVINCE = ("Aleppo", "province")


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Shells <killed> [six] people in Aleppo and Azaz.", "Aleppo", "province"),
        ("Shells <killed> [six] people in Homs and Aleppo.", "Homs and Aleppo", "province"),
        ("[Six] people were <killed> across Syria. Shells hit Homs.", "Syria", "country"),
        ("Jets flew nine raids on the town of Azaz and 11 on the city of Aleppo <killing> [six].", *PROVINCE),
        ("In Aleppo, shells on the neighbourhoods of Sukari and Salaheddin <killed> [six].", "Aleppo", "town"),
    ],
)
def test_a_figure_of_several_places(text, name, precision):
    row = locate({"one": text}).iloc[0]
    assert (row["place"], row["geo_precision"]) == (name, precision)


def test_flight_starts_where_people_flee_from():
    row = locate({"one": "[Six] families <fled> from Rafah."}, harm="displaced").iloc[0]
    assert row["place"] == "Rafah"


def test_cause_and_actor_come_from_the_figure_that_tells_the_same():
    cases = {"one": "[Six] <killed> in Kabul\n\nA blast in Kabul <killed> [six] people."}
    figures, articles = marked.case(cases)
    figures["count_min"] = figures["count_max"] = 6
    figures["cause"], figures["actor"] = ["unknown", "bombing"], ["", "Taliban"]
    rows = context.locate(figures, articles)
    assert list(rows["cause"]) == ["bombing", "bombing"] and list(rows["actor"]) == ["Taliban", "Taliban"]


@pytest.mark.parametrize(
    ("text", "use", "told"),
    [
        ("Warplanes struck Homs. [Six] people were <killed> in the raids.", "open", "airstrike"),
        ("[Six] people were <killed> in the raids.", "open", "ground_fighting"),
        ("Warplanes struck Homs. A bombing <killed> [six] people.", "bomb", "airstrike"),
        ("Warplanes struck Homs. A car bomb went off. The bombing <killed> [six] people.", "bomb", "ground_fighting"),
    ],
)
def test_an_open_word_is_an_air_strike_where_aircraft_are_told_of(text, use, told):
    assert locate({"one": text}, cause="ground_fighting", cause_use=use).iloc[0]["cause"] == told


@pytest.mark.parametrize(
    ("text", "victims", "told"),
    [
        ("Israeli jets struck the camp in Rafah. [Six] people <died>.", "people", "Israel"),
        ("[Six] people were <killed> in Rafah.\nResidents blamed the Houthis.", "people", "Houthis"),
        ("Rebels shelled Homs. [Six] rebels were <killed> in Homs.", "rebels", ""),
        ("Rebels shelled Homs. In Kabul, [six] people were <killed> by a blast.", "people", ""),
    ],
)
def test_the_actor_goes_with_the_event(text, victims, told):
    assert locate({"one": text}, victims=victims).iloc[0]["actor"] == told


def test_a_part_lies_where_its_total_lies():
    cases = {"one": "A blast <killed> [nine] people in Kabul on Friday.\nAmong the <dead> were [four] children."}
    figures, articles = marked.case(cases)
    figures["part_of"] = ["", figures["figure_id"].iloc[0]]
    rows = context.locate(figures, articles)
    assert list(rows["place"]) == ["Kabul", "Kabul"] and list(rows["date_start"]) == ["2017-08-11"] * 2


def test_a_place_that_no_list_knows_lies_in_the_province_it_stands_beside():
    known = marked.entities()
    known.loc[known["name"] == "Azaz", "admin1"] = ""
    text = "[Six] people were <killed> in the Azaz quarter of Aleppo."
    row = context.locate(*marked.case({"one": text}, known)).iloc[0]
    assert (row["place"], row["admin1"]) == ("Azaz", "Aleppo")


def test_place_columns_agree(found):
    for rows in found.values():
        for row in rows:
            assert bool(row["place"]) == (row["place_basis"] != "unresolved") == bool(row["geo_precision"])
            assert bool(row["date_start"]) == (row["date_basis"] != "unresolved")
            assert not row["date_end"] or row["date_start"] <= row["date_end"]


def test_the_publication_date_never_stands_in_for_a_date():
    row = locate({"one": "[Six] people were <killed> in Kabul."}).iloc[0]
    assert (row["date_start"], row["date_end"], row["date_precision"]) == ("", "", "")


@pytest.mark.parametrize(
    ("after", "is_dateline"),
    [
        (" (Reuters) - Six", True),
        (" (AFP) — Six", True),
        (", Lebanon (AP) —", True),
        (" – Six people", True),
        (": Six people", True),
        (" was hit by", False),
        ("-based group", False),
        (", a town in", False),
        ("’s mayor said", False),
    ],
)
def test_datelines(after, is_dateline):
    assert bool(place.DATELINE.match(after)) == is_dateline


def test_no_figures_no_rows():
    figures, articles = marked.case({"one": "[Six] people were <killed>."})
    none = context.locate(figures.head(0), articles)
    assert none.empty and set(context.COLUMNS) <= set(none.columns)
