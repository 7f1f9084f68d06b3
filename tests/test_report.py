"""The report's charts, tables and page: what they say, what they escape, that they do not change from run to run."""

import re

import pandas as pd
import pytest

import report_case as case
from helpers import report
from helpers.report import articles, evidence, summary, wording
from helpers.report.__main__ import main
from helpers.report.chart import Chart, Note
from helpers.report.page import living_links
from helpers.report.table import Row, Table


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A finished run with its page."""
    folder = case.make_run(tmp_path_factory.mktemp("run"), case.frames())
    assert main(["--outputs", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def page(run):
    """The page of the run."""
    return (run / "report" / "index.html").read_text("utf-8")


def body(page):
    """The page without its scripts and its style."""
    return re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)


@pytest.mark.parametrize(
    ("low", "high", "bound", "printed", "said"),
    [
        (7, 7, "exact", "seven", "7"),
        (43, pd.NA, "at_least", "43", "at least 43"),
        (pd.NA, 30, "at_most", "30", "up to 30"),
        (40, 40, "about", "40", "about 40"),
        (10, 15, "range", "10 to 15", "10–15"),
        (24, pd.NA, "vague", "Dozens", "dozens (24 or more)"),
        (4350, 4350, "exact", "4,350", "4,350"),
        (0, 0, "exact", "no", "0"),
        (pd.NA, pd.NA, "vague", "", "an unknown number"),
    ],
)
def test_numbers_of_people_are_said_with_their_bounds(low, high, bound, printed, said):
    assert wording.people(low, high, bound, printed) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2017-08-12", "2017-08-12", "day", "12 Aug 2017"),
        ("2017-08-05", "2017-08-12", "day", "5–12 Aug 2017"),
        ("2014-06-01", "", "month", "since Jun 2014"),
        ("2017-08-01", "2017-08-31", "month", "Aug 2017"),
        ("2016-01-01", "2016-12-31", "year", "2016"),
        ("2017-07-30", "2017-08-02", "day", "30 Jul 2017 – 2 Aug 2017"),
        ("", "", "", ""),
        ("", "2017-08-02", "day", "until 2 Aug 2017"),
    ],
)
def test_dates_are_said_in_one_form(start, end, precision, said):
    told = wording.period(start, end, precision)
    assert told.replace("\u00a0", " ") == said
    assert not re.search(r"[A-Z][a-z]{2} |\d [A-Z]", told)  # a day is never broken across lines


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[broken", False),
        ('https://example.org/"onmouseover=x', True),
    ],
)
def test_only_addresses_of_the_web_become_links(url, links):
    made = str(wording.out(url, "original"))
    assert made.startswith("<a ") == links
    assert '"onmouseover' not in made


def test_addresses_hold_any_id():
    assert wording.anchor("article", "a.b-1") == "article-a.b-1"
    made = {wording.anchor("article", one) for one in ("a b", "a~20b", "a%20b", "ش", 'a"b', "a/b")}
    assert len(made) == 6
    assert all(re.fullmatch(r"[\w.~-]+", one, re.ASCII) for one in made)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"articles": 0},
            ["No article could be read, so there is nothing to report.", "Chapter 1 says of each file why."],
        ),
        (
            {"articles": 1, "outlets": 1, "families": 1, "figures": 1, "claims": 1},
            [
                "1 article of 1 outlet was read.",
                "1 casualty figure makes 1 claim; it does not rest on two independent sources.",
                "No claim is reported by more than one outlet, so none could be confirmed by another.",
            ],
        ),
        (
            {"articles": 5, "outlets": 5, "families": 3, "figures": 14, "claims": 9, "several": 3, "lost": 3},
            [
                "5 articles of 5 outlets make 3 text families, since articles that copy from each other count as one.",
                "14 casualty figures make 9 claims; none of them rests on two independent sources.",
                "3 claims are reported by two or more outlets, but all of them rest on one independent source at most.",
            ],
        ),
        (
            {
                "articles": 9,
                "outlets": 7,
                "families": 1,
                "figures": 30,
                "claims": 12,
                "several": 4,
                "lost": 1,
                "two": 3,
                "conflict": 2,
            },
            [
                "9 articles of 7 outlets make 1 text family, since articles that copy from each other count as one.",
                "30 casualty figures make 12 claims; at most 3 of them rest on two or more independent sources.",
                "4 claims are reported by two or more outlets, but 1 of them rests on one independent source at most; "
                "2 claims conflict with another about the same incident.",
            ],
        ),
        (
            {"articles": 2, "outlets": 2, "families": 2, "figures": 2, "claims": 1, "several": 1, "two": 1, "most": 2},
            [
                "2 articles of 2 outlets are as many text families: no two copy so much of each other that they count "
                "as one.",
                "2 casualty figures make 1 claim; it rests on at most 2 independent sources.",
                "1 claim is reported by two or more outlets, and it may rest on two or more once copies and common "
                "sources are counted once.",
            ],
        ),
        (
            {"articles": 2, "outlets": 1, "families": 2},
            [
                "2 articles of 1 outlet are as many text families: no two copy so much of each other that they count "
                "as one.",
                "No casualty figure was found in them.",
                "So there is no claim that sources could confirm.",
            ],
        ),
    ],
)
def test_the_summary_is_true_for_any_case(given, said):
    keys = ("articles", "outlets", "families", "figures", "claims", "two", "several", "lost", "conflict", "most")
    assert summary.sentences(dict.fromkeys(keys, 0) | given) == said


def test_the_page_opens_with_the_finding(page):
    assert "4 articles of 4 outlets make 3 text families, since articles that copy from each other" in page
    assert "9 casualty figures make 3 claims; at most 1 of them rests on two or more independent sources." in page
    assert (
        "2 claims are reported by two or more outlets, but 1 of them rests on one independent source at "
        "most; 2 claims conflict" in page
    )
    widest = "at least 12 killed, Harim, 2\u00a0Mar\u00a02018</a>: 3 outlets, at most <b>2 independent sources</b></li>"
    assert f'<li><a href="#claim-c1">{widest}' in page
    for place in ("table-documents", "chart-calendar", "chart-families", "table-claims", "table-grades"):
        assert re.search(rf'<dd><a href="#{place}">\d', page) and f'id="{place}"' in page


def test_every_name_leads_to_a_sentence_or_an_article(page):
    names = page[page.index('id="table-names"') : page.index('id="table-dates"')]
    assert '<a href="#event-e1">' in names and '<a href="#event-e3">' in names  # Harim, in dated sentences
    assert 'id="name-place-dorn"' in names and '<a href="#name-place-harim">Harim</a>' in page


def test_the_same_run_gives_the_same_bytes(run, page):
    assert main(["--outputs", str(run)]) == 0
    assert (run / "report" / "index.html").read_text("utf-8") == page


def test_nothing_of_an_article_is_taken_for_html(page):
    text = body(page)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Kestrel <b>" not in text
    assert "Kestrel &lt;b&gt;Post" in text
    assert "javascript:" not in text
    assert "<b>read</b>" not in text
    assert "onerror=" not in re.sub(r">[^<]*<", "><", text)


def test_the_page_asks_nobody_for_anything(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline' 'self" not in policy and "http" not in policy
    text = body(page)
    assert not re.search(r"<(?:img|iframe|object|embed|video|audio|source)\b", text)
    assert not re.search(r'<(?:script|link)[^>]*(?:src|href)="(?!data:)', page)
    assert page.count("<script>") == 2 and len(re.findall(r"sha256-", policy)) == 3  # the third is unpacked


def test_every_figure_leads_to_its_sentence_and_back(page):
    for row in [f"f{i}" for i in range(1, 10)]:
        assert f'id="row-figure-{row}"' in page
        assert page.count(f'id="figure-{row}"') == 1
        assert f'href="#figure-{row}"' in page
        assert f'href="#row-figure-{row}"' in page
    assert 'id="claim-c1"' in page and 'id="passage-p1"' in page and 'id="article-four~20four"' in page


def test_no_link_inside_the_page_is_dead(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), [one for one in set(ids) if ids.count(one) > 1]
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert (
        living_links('<p id="a"></p><a href="#a">x</a><a href="#b" class="to">y <b>z</b></a>')
        == '<p id="a"></p><a href="#a">x</a>y <b>z</b>'
    )


def test_marked_text_is_the_article_to_the_character(run):
    made = report.read(run)
    spans = evidence.Spans(made)
    for doc_id, text in made.texts.items():
        html = str(evidence.marked(text, 0, len(text), spans[doc_id]))
        bare = re.sub(r"<[^>]*>", "", html)
        assert bare.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&amp;", "&") == text


@pytest.mark.parametrize(
    ("publish", "shows", "hides"),
    [
        ("full", ["Nobody claimed the attack."], []),
        ("excerpt", ["Nobody claimed the attack."], ["Shops closed early."]),
        ("none", ["characters"], ["Nobody claimed the attack.", "bomb went off", "Blast at a market"]),
    ],
)
def test_publish_text_decides_what_is_shown(tmp_path, publish, shows, hides):
    frames = case.frames()
    frames["rejected_numbers"] = frames["rejected_numbers"].iloc[:0]
    folder = case.make_run(tmp_path, frames)
    assert main(["--outputs", str(folder), "--publish-text", publish]) == 0
    page = (folder / "report" / "index.html").read_text("utf-8")
    for text in shows:
        assert text in page
    for text in hides:
        assert text not in page


def test_names_of_persons_can_be_withheld(tmp_path):
    folder = case.make_run(tmp_path, case.frames())
    assert main(["--outputs", str(folder), "--withhold-names"]) == 0
    page = (folder / "report" / "index.html").read_text("utf-8")
    assert "residents" not in body(page) and "[name withheld]" in page


def test_a_case_with_nothing_in_it_says_so(tmp_path):
    folder = case.make_run(tmp_path, case.empty_frames())
    assert main(["--outputs", str(folder)]) == 0
    page = (folder / "report" / "index.html").read_text("utf-8")
    for text in (
        "1 article of 1 outlet was read.",
        "No casualty figure was found",
        "With fewer than two articles there is nothing to compare.",
        "there is no map",
        "There are no claims",
        "No corrections were made by hand",
    ):
        assert text in page


def test_a_chapter_that_did_not_run_says_so(tmp_path):
    folder = case.make_run(tmp_path, case.frames())
    (folder / "notebooks" / "03_casualty_figures.ipynb").unlink()
    (folder / "tables" / "claims.parquet").unlink()
    assert main(["--outputs", str(folder)]) == 0
    assert "This chapter has not been run" in (folder / "report" / "index.html").read_text("utf-8")


def test_what_a_person_decided_and_what_is_missing_is_said(page):
    assert "misprint" in page and "A. Reader" in page
    assert "1 article has no known outlet" in page
    assert "1 article has no known publication date" in page


def test_wrong_parameters_are_one_line(tmp_path, capsys):
    file = tmp_path / "params.yml"
    file.write_text("report:\n  publish_txt: none\n")
    assert main(["--outputs", str(tmp_path), "--params", str(file)]) == 1
    assert "did you mean publish_text?" in capsys.readouterr().err
    assert main(["--outputs", str(tmp_path), "--publish-text", "some"]) == 1
    assert "none of full, excerpt, none" in capsys.readouterr().err


def test_charts_are_plotly_figures_with_words_and_data(run):
    views = [view for chapter in case.shown(report.read(run)).values() for view in chapter]
    charts = [view for view in views if isinstance(view, Chart)]
    assert len(charts) == 9
    assert len({chart.key for chart in charts}) == 9
    for chart in charts:
        assert chart.figure.data, chart.key  # plotly itself takes it, property by property
        assert chart.summary.endswith(".") and chart.table.rows
        bundle = chart._repr_mimebundle_()
        assert bundle["application/vnd.plotly.v1+json"]["layout"]["title"]["text"] == chart.title
        assert "</script" not in bundle["text/html"].split('application/json">')[1].split("</script>")[0]


def test_every_mark_of_the_figures_chart_stands_on_its_own_line(run):
    made = report.read(run)
    chart = report.figures.ranges_chart(made["casualty_figures"], made["documents"])
    heights = [y for trace in chart.traces if trace.get("customdata") for y in trace["y"]]
    assert len(chart.layout["yaxis"]["ticktext"]) == len(set(heights)) + len(chart.layout["annotations"])
    assert not set(heights) & {note["y"] for note in chart.layout["annotations"]}


def test_parts_stand_under_their_totals(run):
    made = report.read(run)
    table = report.figures.figures_table(made["casualty_figures"], made["documents"])
    rows = [row.address for row in table.rows]
    assert rows.index("row-figure-f2") == rows.index("row-figure-f1") + 1
    assert len(rows) == 9


def test_a_ring_of_parts_does_not_hang_or_lose_rows():
    figures = case.frames()["casualty_figures"].assign(part_of=["f2", "f1", "f3", "gone", "", "", "", "", ""], rank=0)
    assert sorted(r.figure_id for r, _ in report.figures.in_order(figures)) == [f"f{i}" for i in range(1, 10)]


def test_outlets_are_no_html_where_a_picture_speaks_of_them():
    read = case.frames()["documents"].iloc[[0]]
    many = pd.concat([read.assign(doc_id=f"d{n}", outlet="<img src=x>") for n in range(articles.ONE_BY_ONE + 1)])
    assert "<img" not in articles.body_chart(many.reset_index(drop=True)).to_html()


def test_tables_escape_and_say_what_they_leave_out():
    table = Table("t", "A & B", "all of it.", ["<x>"], [Row(["<i>"])], total=1234)
    html = table.to_html()
    assert "<i>" not in html and "<x>" not in html and "A &amp; B" in html
    assert "The first 1 of 1,234 rows" in html


def test_nothing_to_draw_is_a_sentence():
    empty = case.empty_frames()
    views = [
        report.names.places_chart(empty["entities"], empty["mentions"], empty["documents"]),
        report.figures.ranges_chart(empty["casualty_figures"], empty["documents"]),
        report.claims.independence_chart(empty["claims"]),
    ]
    assert all(isinstance(view, Note) and view.text.endswith(".") for view in views)


@pytest.mark.parametrize(
    ("roles", "direction", "shown"),
    [
        (["source", "copy"], "b_from_a", ["likely source", "copy"]),
        (["copy", "copy"], "b_from_a", ["shares the text; who had it first is open", "copy"]),
        (["copy", "copy"], "undetermined", ["shares the text; who had it first is open"] * 2),
        (["copy", "wire"], "undetermined", ["copy", "wire copy"]),
    ],
)
def test_a_family_shows_who_copied_and_what_nobody_can_tell(roles, direction, shown):
    made = case.frames()
    docs = ["one", "two"]
    families = pd.DataFrame({"doc_id": docs, "family_id": "one", "role": roles})
    pairs = made["overlap_pairs"].head(1).assign(doc_a="one", doc_b="two", direction=direction)
    dates = ["2016-05-04" if doc == "one" else "" for doc in made["documents"]["doc_id"]]
    documents = made["documents"].assign(published=dates)
    chart = report.copies.families_chart(families, pairs, documents)
    marks = {
        doc: (trace["name"], x, text)
        for trace in chart.traces
        if trace["mode"] == "markers+text"
        for doc, x, text in zip(trace["customdata"], trace["x"], trace["text"], strict=True)
    }
    assert [marks[f"#article-{doc}"][0] for doc in docs] == shown
    assert marks["#article-two"][1:] == ("2016-05-04", "  no date"), "an article without a date stands with its family"
    assert "1 article has no date and stands with the first of the family" in chart.summary


def test_spellings_are_told_by_why_they_were_joined():
    forms = [("Kayan Front", 4, ""), ("KF", 9, "acronym given in the text"), ("the <Front>", 2, "short form")]
    forms += [("Kayan", 3, "short form")]
    said = re.sub(r"<[^>]*>", "", report.names.spellings(forms).replace("<br>", "\n"))
    assert said.splitlines() == [
        "Kayan Front 4",
        "acronym given in the text: KF 9",
        "short form: Kayan 3, the &lt;Front&gt; 2",
    ]


def test_a_province_is_called_so_wherever_the_report_says_where(tmp_path):
    made = case.frames()
    entities, claims = made["entities"], made["claims"]
    place = entities[entities["kind"] == "place"].iloc[0]
    entities.loc[entities["entity_id"] == place.entity_id, "place_type"] = "province"
    made["claims"] = claims.assign(place_id=place.entity_id, place=place["name"])
    made["casualty_figures"]["place_id"] = [place.entity_id, *[""] * (len(made["casualty_figures"]) - 1)]
    made["casualty_figures"]["place"] = [place["name"]] * len(made["casualty_figures"])
    read = report.read(case.make_run(tmp_path, made))
    assert set(read["claims"]["place"]) == {f"{place['name']} province"}
    assert list(read["casualty_figures"]["place"][:2]) == [f"{place['name']} province", place["name"]]
