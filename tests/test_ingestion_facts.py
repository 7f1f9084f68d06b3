"""Headline, outlet, date, author and credits, each with its basis; what nobody says stays empty."""

import pytest

from helpers.ingestion import article, credits, dates, facts, formats, headline, languages

BODY = [
    "Nine people died when a boat sank off Tal Bahr on Sunday, the coast guard said.",
    "Twelve others were saved, among them a child of three.",
]


def document(before="", first=BODY[0], after="", row=None, given=None):
    """The document, credits and text of a page with furniture before and after two paragraphs."""
    text = "\n\n".join(filter(None, [before, first, BODY[1], after]))
    raw = dict.fromkeys(formats.COLUMNS, "") | {"doc_id": "a", "file": "a.txt", "sha256": "0", "kind": "text"}
    made = article.clean(raw | {"text": text} | (row or {}), given or {})
    return made["document"], [(credit["kind"], credit["name"]) for credit in made["credits"]], made["text"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("12 August 2017", "2017-08-12"),
        ("Wed 05 Apr 2017", "2017-04-05"),
        ("August 12, 2017 14:05 GMT", "2017-08-12"),
        ("AUG. 12, 2017", "2017-08-12"),
        ("Aug 12th 2017", "2017-08-12"),
        ("12 Aug, 2017", "2017-08-12"),
        ("12-Aug-2017", "2017-08-12"),
        ("2017-08-12T14:05:00+03:00", "2017-08-12"),
        ("2017/08/12", "2017-08-12"),
        ("24.08.2013", "2013-08-24"),
        ("04.08.2013", "2013-08-04"),
        ("25/08/2013", "2013-08-25"),
        ("08/25/2013", "2013-08-25"),
        ("04/08/2013", ""),
        ("04-08-2013", ""),
        ("04/04/2013", "2013-04-04"),
        ("31 February 2017", ""),
        ("12 August", ""),
        ("the 2017 campaign", ""),
        ("in 12 May 20173", ""),
    ],
)
def test_days_as_written(written, iso):
    assert dates.first(written) == iso


@pytest.mark.parametrize(
    ("before", "first", "after", "published", "basis"),
    [
        ("12 March 2019", BODY[0], "", "2019-03-12", "text"),
        ("By Ana Lund | Published: March 12, 2019 14:05\n\nUpdated: March 14, 2019", BODY[0], "", "2019-03-12", "text"),
        ("Last updated: Tuesday, 12 March 2019 KSA 16:06 - GMT 13:06", BODY[0], "", "2019-03-12", "text"),
        ("", BODY[0], "Published on 12 March 2019", "2019-03-12", "text"),
        ("", f"TAL BAHR, March 12, 2019 (AFP) - {BODY[0]}", "", "2019-03-12", "dateline"),
        ("14 March 2019", f"TAL BAHR, March 12, 2019 (AFP) - {BODY[0]}", "", "2019-03-12", "dateline"),
        ("", f"TAL BAHR, March 12 (AFP) - {BODY[0]}", "", "", "none"),
        ("03/12/2019", BODY[0], "", "", "none"),
        ("A boat in the port of Tal Bahr, 12 March 2019 (AFP)", BODY[0], "", "", "none"),
        ("", BODY[0], "Related:\n\nFerry sinks off Korvo\n\n12 March 2018", "", "none"),
        ("12 March 2019\n\n14 March 2019", BODY[0], "", "", "none"),
        ("4 May 2024\n\nHome\n\nBoat sinks off Tal Bahr coast", BODY[0], "", "", "none"),
        ("12 March 2019\n\nBoat sinks off Tal Bahr coast", BODY[0], "", "2019-03-12", "text"),
        ("4 May 2024\n\nHome\n\nBoat sinks off Tal Bahr coast\n\n12 March 2019", BODY[0], "", "2019-03-12", "text"),
        ("", BODY[0].replace("on Sunday", "on 12 March 2019"), "", "", "none"),
        ("", f"A boat sinks off the coast AFP Tuesday 12 March 2019 {BODY[0]}", "", "2019-03-12", "text"),
    ],
)
def test_day_of_publication(before, first, after, published, basis):
    row, *_ = document(before, first, after)
    assert (row["published"], row["published_basis"]) == (published, basis)


def test_manifest_before_metadata_before_text():
    before = "Boat sinks off Tal Bahr | Sea Herald\n\n12 March 2019"
    own = {"published": "2019-03-13", "outlet": "Row Post", "title": "Boat sinks"}
    by_hand = {"published": "2019-03-14", "outlet": "Hand Post", "title": "Sinking"}
    text, *_ = document(before)
    assert (text["published"], text["outlet"], text["title"]) == ("2019-03-12", "Sea Herald", "Boat sinks off Tal Bahr")
    assert {text["published_basis"], text["outlet_basis"], text["title_basis"]} == {"text"}
    metadata, *_ = document(before, row=own)
    assert (metadata["published"], metadata["outlet"], metadata["title"]) == tuple(own.values())
    assert {metadata["published_basis"], metadata["outlet_basis"], metadata["title_basis"]} == {"metadata"}
    manifest, *_ = document(before, row=own, given=by_hand)
    assert (manifest["published"], manifest["outlet"], manifest["title"]) == tuple(by_hand.values())
    assert {manifest["published_basis"], manifest["outlet_basis"], manifest["title_basis"]} == {"manifest"}


@pytest.mark.parametrize(
    ("row", "outlet", "basis"),
    [
        ({"url": "https://www.sea.example/a"}, "sea.example", "metadata"),
        ({"url": "https://web.archive.org/web/2019/http://sea.example"}, "", "none"),
        ({"url": "javascript:alert(1)"}, "", "none"),
    ],
)
def test_outlet_from_an_address(row, outlet, basis):
    made, *_ = document(row=row)
    assert (made["outlet"], made["outlet_basis"]) == (outlet, basis)
    if row["url"].startswith("javascript"):
        assert made["url"] == "" and "no web address" in made["problem"]


@pytest.mark.parametrize(
    ("after", "outlet"),
    [
        ("© 2019 Sea Herald. All rights reserved.", "Sea Herald"),
        ("Copyright © Sea Herald 2019", "Sea Herald"),
        ("© 2019 AFP", ""),
        ("All rights reserved.", ""),
    ],
)
def test_outlet_from_a_copyright_notice(after, outlet):
    assert document(after=after)[0]["outlet"] == outlet


def test_what_a_row_says_and_cannot_be_read_is_noted():
    row, *_ = document(row={"published": "03/04/2019", "language": "English"})
    assert row["published"] == "" and row["published_basis"] == "none"
    assert "'03/04/2019' cannot be read as one day" in row["problem"]
    assert row["language"] == "en"


@pytest.mark.parametrize(
    ("before", "author"),
    [
        ("By Ana Lund", "Ana Lund"),
        ("By Ana Lund and Omar Haj | Reuters", "Ana Lund; Omar Haj"),
        ("By AFP", ""),
        ("By Staff correspondent", ""),
        ("by Ana Lund, 12 March 2019", "Ana Lund"),
        ("By Ana Lund March 12, 2019", "Ana Lund"),
    ],
)
def test_author(before, author):
    assert document(f"Boat sinks off Tal Bahr\n\n{before}")[0]["author"] == author


@pytest.mark.parametrize(
    ("before", "first", "after", "found"),
    [
        ("", f"TAL BAHR (Reuters) - {BODY[0]}", "", [("agency", "Reuters")]),
        ("", f"TAL BAHR, March 12 (Xinhua) -- {BODY[0]}", "", [("agency", "Xinhua")]),
        ("", f"Tal Bahr, SANA- {BODY[0]}", "", [("agency", "SANA")]),
        ("", BODY[0], "-- REUTERS", [("agency", "Reuters")]),
        ("", BODY[0], "(With inputs from AFP and AP)", [("agency", "AFP"), ("agency", "AP")]),
        ("", BODY[0], "Source: Agencies", [("agency", "unnamed agencies")]),
        ("By Ana Lund | Reuters", BODY[0], "", [("agency", "Reuters")]),
        ("", BODY[0], "Sea News Agency", [("agency", "Sea News Agency")]),
        ("", f"TAL BAHR, March 12 (Sea Wire) - {BODY[0]}", "", [("agency", "Sea Wire")]),
        ("", BODY[0], "With reporting by Sea Wire", [("agency", "Sea Wire")]),
        ("", BODY[0], "© 2019 AFP", [("agency", "AFP")]),
        ("", BODY[0].replace("the coast guard said", "a sailor told AFP"), "", [("told", "AFP")]),
        ("", BODY[0].replace("the coast guard said", "a sailor told the BBC"), "", [("told", "BBC")]),
        ("", BODY[0].replace("the coast guard said", "a sailor wrote in an e-mail to AFP"), "", [("told", "AFP")]),
        ("", f"Bahrstad AFP {BODY[0]}", "", [("agency", "AFP")]),
        ("", f"AFP Tuesday 12 Mar 2019 {BODY[0]}", "", [("agency", "AFP")]),
        ("", f"AFP Moller workers came. {BODY[0]}", "", []),
        ("", BODY[0], "The Sea Herald and other Associated Press reporting.", [("agency", "AP")]),
        ("", BODY[0].replace("the coast guard said", "according to dpa"), "", []),
        ("", BODY[0].replace("the coast guard said", "Reuters reported"), "", []),
        ("A boat in the port of Tal Bahr (Omar Haj/AFP)", BODY[0], "", [("photo", "AFP")]),
        ("A boat in the port. [Courtesy of the coast guard]", BODY[0], "", [("photo", "Courtesy of the coast guard")]),
        ("A boat in the port. (Photo: Sea Wire/File)", BODY[0], "", [("photo", "Sea Wire")]),
        ("", BODY[0], "This article was originally published by Sea Monitor.", [("republished", "Sea Monitor")]),
        ("", f"An AFP photographer counted the boats. {BODY[0]}", "", [("told", "AFP")]),
        ("", BODY[0].replace("the coast guard said", "according to SANA reporter"), "", [("told", "SANA")]),
        ("", BODY[0].replace("the coast guard said", "a sailor told SANA's correspondent"), "", [("told", "SANA")]),
        ("", f"{BODY[0]} Source SeaWorld and agencies", "", [("agency", "unnamed agencies")]),
        ("", f"{BODY[0]} Source Sea World, AFP and Reuters", "", [("agency", "AFP"), ("agency", "Reuters")]),
        ("", f"{BODY[0]} Source of the fire was the engine, AFP said.", "", []),
        ("", f"{BODY[0]} Agencies contributed to this story.", "", [("agency", "unnamed agencies")]),
        ("", f"{BODY[0]} The Associated Press writer Ana Lund contributed to this report.", "", [("agency", "AP")]),
        ("", f"{BODY[0]} Agencies contributed more tents than the town.", "", []),
        ("", BODY[0], "Source: Sea Monitor, AFP", [("republished", "Sea Monitor"), ("agency", "AFP")]),
        ("Home\n\nReuters Plus Shop\n\nBoat sinks off Tal Bahr", BODY[0], "", []),
    ],
)
def test_credits(before, first, after, found):
    made, names, _ = document(before, first, after)
    assert names == found
    assert made["agencies"] == "; ".join(
        n for kind, n in found if kind != "photo" and n not in ("BBC", "unnamed agencies", "Sea Monitor")
    )


def test_a_wire_dateline_stays_in_the_text():
    assert "\n\nTAL BAHR (Reuters) - Nine" in document("Boat sinks at sea", f"TAL BAHR (Reuters) - {BODY[0]}")[2]


@pytest.mark.parametrize(
    ("text", "title", "body", "before"),
    [
        (
            "Wed 13 Mar 2019 Boat sinks off Tal Bahr. Nine people died when a boat sank, it said.",
            "Boat sinks off Tal Bahr",
            "Nine people died when a boat sank, it said.",
            ["Wed 13 Mar 2019", "Boat sinks off Tal Bahr"],
        ),
        (
            "Boat sinks off Tal Bahr AFP Tuesday 12 Mar 2019 Nine people died when a boat sank, it said.",
            "Boat sinks off Tal Bahr",
            "Nine people died when a boat sank, it said.",
            ["Boat sinks off Tal Bahr", "AFP Tuesday 12 Mar 2019"],
        ),
        (
            "Last updated at Mar 12, 2019 - Boat sinks off Tal Bahr | Sea Herald - Nine people died on the boat, it "
            "said.",
            "Boat sinks off Tal Bahr",
            "Nine people died on the boat, it said.",
            ["Last updated at Mar 12, 2019", "Boat sinks off Tal Bahr"],
        ),
        (
            "Boat sinks off Tal Bahr coast, officials said on Monday, and nine people died.",
            "Boat sinks off Tal Bahr",
            "Boat sinks off Tal Bahr coast, officials said on Monday, and nine people died.",
            [],
        ),
        ("12 March 2019 Boat sinks off Tal Bahr", "Boat sinks off Tal Bahr", "", None),
    ],
)
def test_date_and_headline_on_the_line_of_the_body(text, title, body, before):
    found = article.part(text, title)
    assert "\n\n".join(found.body) == body
    if before is not None:
        assert [text for _, text in found.removed] == before


def test_a_headline_alone_is_the_text():
    row, _, text = document(
        "", "", "", row={"text": "12 March 2019 Boat sinks off Tal Bahr", "title": "Boat sinks off Tal Bahr"}
    )
    assert text == "Boat sinks off Tal Bahr" and row["status"] == "ok" and row["n_words"] == 5


@pytest.mark.parametrize(
    ("title", "names", "bare", "site"),
    [
        ("Boat sinks off Tal Bahr | Sea Herald", set(), "Boat sinks off Tal Bahr", "Sea Herald"),
        ("Boat sinks off Tal Bahr - Sea Herald", {"sea herald"}, "Boat sinks off Tal Bahr", "Sea Herald"),
        ("Boat sinks off Tal Bahr - nine dead", set(), "Boat sinks off Tal Bahr - nine dead", ""),
        ("Boat sinks | Live", set(), "Boat sinks | Live", ""),
    ],
)
def test_headline_without_its_outlet(title, names, bare, site):
    assert headline.bare(title, names) == (bare, site)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY[0], "en"),
        ("Neun Menschen starben, als am Sonntag ein Boot vor der Küste sank, teilte die Küstenwache mit.", "de"),
        ("Neuf personnes sont mortes dimanche dans le naufrage d'un bateau, selon les garde-côtes.", "fr"),
        ("Девять человек погибли, когда в воскресенье затонула лодка, сообщила береговая охрана.", "ru"),
        ("Дев'ять людей загинули, коли в неділю затонув човен, повідомила берегова охорона.", "uk"),
        ("توفي تسعة أشخاص عندما غرق قارب يوم الأحد، حسبما أعلن خفر السواحل.", "ar"),
        ("12 - 34", ""),
    ],
)
def test_language(text, language):
    assert languages.detect(text)[0] == language


@pytest.mark.parametrize(
    ("text", "language", "status"),
    [
        ("Syria: Army Seizes Homs", "", "ok"),
        ("Трое убиты", "ru", "not_analysed"),
        ("Deux morts à Homs, selon la police", "fr", "not_analysed"),
        (BODY[0], "en", "ok"),
    ],
)
def test_a_text_too_short_to_tell_is_analysed(text, language, status):
    found = article.spoken("", [text], "", [])
    assert (found["language"], found["status"]) == (language, status)
    assert ("too short" in found["problem"]) == (language == "")


def test_agencies_are_those_with_a_wire():
    rows = [{"kind": "told", "name": "BBC"}, {"kind": "told", "name": "AFP"}, {"kind": "photo", "name": "Reuters"}]
    assert credits.agencies(rows) == ["AFP"]
    assert facts.code("en-GB") == "en" and facts.code("Arabic") == "ar"
