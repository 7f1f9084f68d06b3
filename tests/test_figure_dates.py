"""When harm was done and over which time: short texts in our own words, published on Saturday 12 August 2017."""

import pandas as pd
import pytest

import marked
from helpers import language
from helpers.casualties import context, lead
from helpers.timelines import dates

# text, first and last day of the first figure, basis; or the first days of all figures
DATES = [
    # the day of the report, of a document, of a limit, or of what came later is not that of the harm
    ("A raid in Homs <killed> [six] people. In a video posted on Friday men cheered.", "", "", "unresolved"),
    ("Police arrested men ahead of Saturday's vote. [Six] people were <killed> in Homs.", "", "", "unresolved"),
    ("[Six] people were <killed> in Homs, SANA reported on Friday. Troops had fought last night in Homs.", "2017-08-11",
     "2017-08-11", "context"),
    ("Jets bombed Douma on Friday, two days after rebels <killed> [30] soldiers in Homs.", "2017-08-09", "2017-08-09",
     "sentence"),
    ("Jets bombed Douma on Friday. The raids came four days after gunmen <killed> [30] soldiers in Homs.", "2017-08-07",
     "2017-08-07", "sentence"),
    ("A jet bombed Douma on Friday, days after rebels <killed> [30] soldiers in Homs.", "", "", "unresolved"),
    ("Just days after a truce ended, [six] people were <killed> in Homs on Friday.", "2017-08-11", "2017-08-11",
     "sentence"),
    # a later sentence lends no day if it opens with the day of another deed
    ("Rockets hit a school in Homs and <killed> [six] people.\nOn Thursday, [35] people <choked> on gas in Douma.",
     ["", "2017-08-10"], None, "unresolved"),
    ("Jets hit Homs late on Thursday. [35] people were <killed>. [Two] more were <killed> by raids on Friday in Douma.",
     ["2017-08-10", "2017-08-11"], None, "context"),
    ("Jets hit Homs on Thursday. A priest said [six] <dead> were buried on Friday.", "2017-08-10", "2017-08-10",
     "context"),
    ("A blast buried [six] <dead> beneath a house on Friday.", "2017-08-11", "2017-08-11", "sentence"),
    ("Jets hit Homs on Thursday. One man was still hospitalized on Friday.\n[Six] men were <killed> where they fell.",
     "2017-08-10", "2017-08-10", "context"),
    ("Jets hit Homs on Thursday. As at Friday noon [six] people were <dead>.", "2017-08-10", "2017-08-10", "context"),
    ("Jets hit Homs on Thursday.\nBy Friday [six] people were <dead>.", "2017-08-10", "2017-08-10", "context"),
    ("Jets hit Homs on Thursday. Police told a station that six had died; on Friday they spoke of [9] <dead>.",
     "2017-08-10", "2017-08-10", "context"),
    # a month or year in which somebody counted; each clause its own day
    ("The mission recorded [280] <deaths> in 2016, and said that raids caused most.", "2016-01-01", "2016-12-31",
     "sentence"),
    ("A raid on 2 August <killed> [10] people in Homs; [15] were <killed> there on 8 August.",
     ["2017-08-02", "2017-08-08"], None, "sentence"),
    # the time that stands out, not that it stands out in; the exact day, not the month around it
    ("July was the deadliest month this year, with [900] people <killed>.", "2017-07-01", "2017-07-31", "sentence"),
    ("It was the second raid this month, as on August 4th jets <killed> [six] people in Homs.", "2017-08-04",
     "2017-08-04", "sentence"),
    # a week in passing is none of harm
    ("Troops retook two villages last week. [Six] people were <killed> in Homs.", "", "", "unresolved"),
    # nights, and hours since dawn
    ("[Six] people were <killed> in the night from Thursday to Friday.", "2017-08-10", "2017-08-11", "sentence"),
    ("[Six] people were <killed> in Homs in the past 24 hours.", "2017-08-11", "2017-08-12", "sentence"),
    ("[Six] people have been <killed> in Homs since dawn on Saturday.", "2017-08-12", "2017-08-12", "sentence"),
    # the day of a deed, of what was seen or spoken of, and how long ago the article says it was
    ("A man <hurt> in Thursday's strike on Homs died on Friday, which brought those <killed> to [10].",
     "2017-08-10", "2017-08-10", "sentence"),
    ("Jets hit Homs late on Thursday. [20] people were <wounded>; police had spoken of 17 wounded the day before.",
     "2017-08-10", "2017-08-10", "context"),
    ("Jets hit Homs on Thursday. A list seen by this paper on Friday holds [9] <dead>.", "2017-08-10", "2017-08-10",
     "context"),
    ("Four days after a drone struck a mosque in Homs, the count goes on. [9] men <died>.", "2017-08-08", "2017-08-08",
     "context"),
    ("He took part in the May 5 assault. [9] men were <killed> in that assault.", "2017-05-05", "2017-05-05",
     "context"),
    ("Jets hit Homs on Friday. By noon medics had counted nine dead. The raid came two days after a shell <killed> "
     "[4] nurses in Douma.", "2017-08-09", "2017-08-09", "sentence"),
    ("Jets hit Homs on Friday. Two days before the raid, a shell had <killed> [4] nurses in Douma.", "2017-08-09",
     "2017-08-09", "sentence"),
    ("Jets hit Homs on Friday. Two days before the vote, a shell <killed> [4] nurses in Douma.", "", "",
     "unresolved"),
    # a live blog: of the day that its entries name first, or of their own days
    ("17:40 Thursday – Shots are heard in a hotel in Homs.\n18:25 – At least [10] people are <dead>, police say.\n"
     "06:15 Friday – It is over, with [23] people <dead>.", ["2017-08-10", "2017-08-10"], None, "context"),
    ("17:40 Tuesday – Jets hit Homs.\n18:25 – At least [10] people are <dead>, police say.\n06:15 Thursday – Jets are "
     "back over the city.\n07.10 – Police say [23] people are <dead>.", ["2017-08-08", "2017-08-10"], None, "context"),
    ("Market prices:\n17:40 – wheat\nAt least [10] people are <dead>, police say.", "", "", "unresolved"),
    # totals: over some days, since the war began, with the total before
    ("Two weeks of fighting in Homs have <killed> [120] people.", "2017-07-30", "2017-08-12", "sentence"),
    ("Jets hit Homs on Friday, the fifth day of an offensive that has <killed> [120] people.", "2017-08-07",
     "2017-08-11", "sentence"),
    ("Syria's civil war began in 2011. The war has <killed> [400,000] people.", "2011-01-01", "", "context"),
    ("Syria has been in a war since March 2011. Since then [90,000] people have been <killed>.", "2011-03-01", "",
     "context"),
    ("Since Tuesday, shells on Douma have <killed> [66] people. At least [280] people have been <wounded>.",
     ["2017-08-08", "2017-08-08"], None, "sentence"),
    ("The war broke out on April 15 last year. A monitor puts the <killed> at [15,500].", "2016-04-15", "", "context"),
    ("It was the worst day since fighting resumed on 9 July. [11,190] men were <killed> since the war began.",
     "2017-07-09", "", "context"),
    # the last hours are those before they were spoken of
    ("[Six] people were <killed> in the past 24 hours, police said on Friday.", "2017-08-10", "2017-08-11", "sentence"),
    ("[Six] people were <killed> in Homs over the past day, police said on Friday.", "2017-08-10", "2017-08-11",
     "sentence"),
    # an hour without its day is of the day of the news, not of that on which it was told
    ("Gunmen raided Homs on Thursday night. The mayor told reporters of it. He ran. Shots came from a school.\nAfter "
     "midnight [six] people were <killed>.", "2017-08-10", "2017-08-10", "sentence"),
    ("Gunmen raided Homs on Thursday night. An officer, who addressed reporters on Friday, said villages came under "
     "fire from about 10pm and [six] people were <killed>.", "2017-08-10", "2017-08-10", "sentence"),
    ("[Six] people were <killed> in Homs late on Thursday and early on Friday.", "2017-08-10", "2017-08-11",
     "sentence"),
    ("A push that began on Thursday and was continuing on Friday <killed> [six] men.", "2017-08-10", "2017-08-11",
     "sentence"),
    ("The war has <killed> [90,000] people since erupting in 2011.", "2011-01-01", "", "sentence"),
]  # fmt: skip


def read(texts: dict[str, str]) -> pd.DataFrame:
    """The dates of ``texts`` as the timelines room reads them."""
    documents = pd.DataFrame({"doc_id": list(texts), "published": "2017-08-12"})
    return dates.find(language.parse(texts, store=marked.STORE), documents)


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict]]:
    """The dated figures of every text, by text."""
    texts = dict.fromkeys([row[0] for row in DATES] + [row[0] for row in SCOPES])
    cases = {f"case-{i:03}": text for i, text in enumerate(texts)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marked, "dates", read)
        figures, articles = marked.case(cases)
    counts = figures["number"].str.replace(",", "").replace({"Six": "6", "six": "6", "Two": "2", "Sixty": "60"})
    figures["count_min"] = figures["count_max"] = counts.astype(int)
    figures["harm"] = figures["number"].map({"22": "injured", "280": "injured"}).fillna("killed")
    figures.loc[counts.astype(int) > 10_000, "scope"] = "cumulative"
    rows = context.locate(figures, articles)
    return {text: rows[rows["doc_id"] == doc_id].to_dict("records") for doc_id, text in cases.items()}


@pytest.mark.parametrize(("text", "start", "end", "basis"), DATES)
def test_date(found, text, start, end, basis):
    rows = found[text]
    if isinstance(start, list):
        assert [row["date_start"] for row in rows] == start
    else:
        assert (rows[0]["date_start"], rows[0]["date_end"], rows[0]["date_basis"]) == (start, end, basis)


SCOPES = [
    ("Clashes in Homs have <killed> [317] people over the last 15 days.", "cumulative"),
    ("A blast in Homs <killed> [317] people in the past five days.", "incident"),
    ("Doctors fear the raids that have left [317] <dead>.", "incident"),
    ("[Six] people have been <killed> in Homs since dawn on Saturday.", "incident"),
    ("[Six] people were <killed> in Homs in the past 24 hours.", "incident"),
    ("[Sixty] people were <killed> in two days of fighting.", "cumulative"),
    (
        "[Sixty] people were <killed> in two days of fighting, which began when shells <killed> [six] medics.",
        "incident",
    ),
    ("Shells have <wounded> at least [22] people in Homs in recent days.", "cumulative"),
    ("Medics speak of [7] <dead> and of men who have not been seen since.", "incident"),
    ("In July the network counted [160] <dead> in the parts of Syria held by Damascus.", "cumulative"),
    ("In July a monitor counted [160] <dead> in Syria.\n\nFive fell.\n\n- [6] <died> by bullets", "cumulative"),
    ("A reporter has counted [25] <dead> in the morgue.", "incident"),
    ("The fighting has <killed> [317] people.", "cumulative"),
    ("The fighting <killed> [317] people on Friday.", "incident"),
    ("A raid has <killed> [317] people in Homs.", "incident"),
    ("Deaths of civilians rose to [2,777] <dead> in 2010, the UN said.", "cumulative"),
    ("In July a suicide bomber <killed> [40] people at a mosque.", "incident"),
    ("In July gunmen <killed> [40] people in Sarmin.", "incident"),
    (
        "Battles in Homs have <killed> [200] people in two weeks.\n\nEarlier tallies stood at [121] <dead>.",
        "cumulative",
    ),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_scope(found, text, scope):
    assert found[text][-1]["scope"] == scope


def test_a_total_over_some_days_in_the_headline_leads():
    """As the event of its article; one since a year does not."""
    same = {"doc_id": "a", "harm": "killed", "part_of": "", "bound": "exact", "victim_group": "", "victim_detail": ""}
    rows = [
        {"start": 0, "sentence": "Two weeks of fighting kill 205", "in_title": True, "count_min": 205},
        {"start": 40, "sentence": "Six soldiers died.", "in_title": False, "count_min": 6},
    ]
    days = [{"date_start": "2017-07-30", "date_end": "2017-08-12"}, {"date_start": "", "date_end": ""}]
    figures = pd.DataFrame([same | row | day for row, day in zip(rows, days, strict=True)])
    figures = figures.assign(figure_id=["one", "two"], scope=["cumulative", "incident"], count_max=figures["count_min"])
    assert lead.mark(figures, pd.DataFrame())["lead"].tolist() == [True, False]
    since = figures.assign(date_end="")
    assert lead.mark(since, pd.DataFrame())["lead"].tolist() == [False, True]
