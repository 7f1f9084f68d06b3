"""Dates of articles: the table, its invariants, the calendar under it, and what the real articles must give."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import ROOT, language, tables
from helpers.timelines import dates
from helpers.timelines import dates_calendar as calendar
from helpers.timelines import dates_moon as moon
from helpers.timelines.dates_tokens import lexicon

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PIECES = [
    "12",
    "2017",
    "May",
    "-",
    " ",
    "last",
    "week",
    "to",
    "two",
    ",",
    "/",
    "of",
    "the",
    "a",
    "day",
    "ago",
    "31",
    ":",
    "pm",
]


def table(texts, published):
    """The `dates` table of texts that need no parse of their own kept."""
    docs = dict(zip(texts, language.pipeline().pipe(texts.values()), strict=True))
    documents = pd.DataFrame([{"doc_id": name, "published": published} for name in texts])
    return dates.find(docs, documents)


def test_table_has_its_columns_and_quotes_exactly():
    texts = {"b": "Five died on Friday.\n\nSince June 2014 two more fell.", "a": "Nothing is dated here."}
    found = table(texts, "2017-08-12")
    assert list(found.columns) == list(tables.columns("dates"))
    assert list(found["doc_id"]) == ["b", "b"]
    assert all(texts[row.doc_id][row.start : row.end] == row.text for row in found.itertuples())
    assert found["date_end"].tolist() == ["2017-08-11", ""]


def test_no_article_and_no_date_give_an_empty_table():
    assert table({"a": "Nothing is dated here."}, "").empty
    assert dates.find({}, pd.DataFrame(columns=["doc_id", "published"])).empty


def test_ids_do_not_depend_on_other_articles():
    one = table({"m": "It fell on Monday, and on Monday again."}, "2017-08-12")
    two = table({"a": "It fell on Monday.", "m": "It fell on Monday, and on Monday again."}, "2017-08-12")
    assert one["date_id"].tolist() == two.loc[two["doc_id"] == "m", "date_id"].tolist()
    assert two["date_id"].is_unique


def test_words_are_knowledge():
    words = pd.DataFrame(lexicon().entries).T
    assert {"MONTH", "WEEKDAY", "UNIT", "SHIFT_WORD"} <= set(words.columns)


@given(DAYS)
@settings(deadline=None)
def test_a_full_date_is_itself_in_every_way_of_writing(day):
    month = day.strftime("%B")
    forms = [day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"]
    forms += [f"{day.day:02}.{day.month:02}.{day.year}", f"{month[:3]}. {day.day}, {day.year}"]
    for form in forms if day.month not in (5, 6, 7) else forms[:4]:
        found = dates.read(f"on {form}")
        assert [(timex.timex_value, timex.first, timex.basis) for timex in found] == [
            (day.isoformat(), day, "explicit")
        ]


@given(DAYS, st.integers(0, 6))
@settings(deadline=None)
def test_a_weekday_is_the_nearest_before_or_on_publication(published, number):
    (found,) = dates.read(f"It was hit on {WEEKDAYS[number]}.", published.isoformat())
    assert 0 <= (published - found.first).days < 7
    assert found.first.weekday() == number


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", "2017", "2017-08", "2017-08-12"]))
@settings(deadline=None, max_examples=300)
def test_any_words_give_rows_that_hold(pieces, published):
    text = " ".join(pieces)
    last = 0
    for timex in dates.read(text, published):
        assert last <= timex.start < timex.end <= len(text)
        last = timex.end
        assert timex.basis in ("explicit", "publication", "context", "unresolved")
        assert not (timex.first and timex.last) or timex.first <= timex.last
        assert published or timex.basis != "publication"


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read(text):
    for timex in dates.read(text, "2017-08-12"):
        assert text[timex.start : timex.end].strip() == text[timex.start : timex.end] != ""


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2015-W53", "2015-12-28", "2016-01-03", "week"),
        ("2017-W31-WE", "2017-08-05", "2017-08-06", "week"),
        ("2016-WI", "2016-12-01", "2017-02-28", "season"),
        ("2012-Q4", "2012-10-01", "2012-12-31", "season"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("2017-08-12TEV", "2017-08-12", "2017-08-12", "day"),
    ],
)
def test_span_of_a_value(value, first, last, precision):
    assert calendar.span(value) == (date.fromisoformat(first), date.fromisoformat(last), precision)


@pytest.mark.parametrize("value", ["", "XXXX-08", "2017-02-30", "2017-13", "PAST_REF", "P1D", "2017-W60", "FY2015"])
def test_a_value_without_days_has_no_span(value):
    assert calendar.span(value) is None


@given(DAYS, st.sampled_from(["start", "mid", "end"]))
def test_thirds_lie_inside(day, which):
    for value in (day.isoformat()[:7], str(day.year), calendar.week_value(day), f"{day.year}"[:3]):
        first, last, _ = calendar.span(value)
        low, high = calendar.part(first, last, which)
        assert first <= low <= high <= last


@pytest.mark.parametrize(("year", "western", "orthodox"), [(2017, "04-16", "04-16"), (2016, "03-27", "05-01")])
def test_easter(year, western, orthodox):
    assert moon.easter(year).isoformat() == f"{year}-{western}"
    assert moon.easter(year, orthodox=True).isoformat() == f"{year}-{orthodox}"


@pytest.mark.parametrize(
    ("islamic", "civil"),
    [
        ((1438, 9, 1), "2017-05-27"),
        ((1445, 9, 1), "2024-03-11"),
        ((1438, 10, 1), "2017-06-25"),
        ((1, 1, 1), "0622-07-19"),
    ],
)
def test_islamic_calendar_is_within_a_day(islamic, civil):
    assert abs(moon.islamic(*islamic) - date.fromisoformat(civil)) <= timedelta(days=3 if islamic[0] == 1 else 1)


@pytest.mark.parametrize(
    ("days", "civil"),
    [
        (0, "2016-10-03 2017-09-21 2023-09-16 2024-10-03"),
        (9, "2016-10-12 2017-09-30 2023-09-25 2024-10-12"),
        (21, "2016-10-24 2017-10-12 2023-10-07 2024-10-24"),
        (83, "2016-12-25 2017-12-13 2023-12-08 2024-12-26"),
        (-163, "2016-04-23 2017-04-11 2023-04-06 2024-04-23"),
    ],
)
def test_hebrew_feasts_fall_on_their_days(days, civil):
    assert [moon.hebrew(year, days).isoformat() for year in (2016, 2017, 2023, 2024)] == civil.split()


def test_every_feast_has_a_day_each_year_it_can():
    from helpers.timelines.dates_feasts import during, feasts

    for name, about in feasts().items():
        for year in range(1990, 2041):
            assert len(during(about, year)) >= (0 if about["rule"] == "islamic" else 1), name


def test_order_of_numbers_is_that_of_the_outlet():
    text = "The border was closed on 12/8."
    docs = {name: language.pipeline()(text) for name in ("a", "b")}
    outlets = {"doc_id": ["a", "b"], "published": ["2017-12-20"] * 2, "outlet": ["Associated Press", "Some Outlet"]}
    assert dates.find(docs, pd.DataFrame(outlets))["timex_value"].tolist() == ["2017-12-08", "2017-08-12"]


def test_a_history_keeps_to_the_year_it_tells_of():
    text = (
        "On 22 June 1941 the army crossed the river. In September 1941 the city was cut off. The siege went on. "
        "Relief came in January. On 27 January 1944 it ended. Few had food. A day in May was the worst."
    )
    doc = language.pipeline()(text)
    found = {text[one.start : one.end]: one.timex_value for one in dates.read(text, "2009-03-20", doc)}
    assert found["January"] == "1942-01" and found["May"] == "1944-05"


@pytest.mark.shared
def test_the_five_articles(shared, tmp_path):
    published = {
        "000": "2017-08-12",
        "001": "2017-08-12",
        "002": "2017-08-07",
        "003": "2017-08-12",
        "004": "2017-08-06",
    }
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))}
    docs = language.parse(texts, store=tmp_path)
    found = dates.find(docs, pd.DataFrame(published.items(), columns=["doc_id", "published"]))
    days = found[found["text"].str.contains("Saturday")].groupby("doc_id")["date_start"].unique().map(list).to_dict()
    saturdays = {name: ["2017-08-05"] if name in ("002", "004") else ["2017-08-12"] for name in published}
    assert days == saturdays

    def row(doc_id, text):
        return found[(found["doc_id"] == doc_id) & (found["text"] == text)].iloc[0]

    assert row("003", "Friday")["date_start"] == "2017-08-11"
    for doc_id in ("002", "004"):
        assert tuple(row(doc_id, "June 2014")[["date_start", "date_end"]]) == ("2014-06-01", "")
    assert row("001", "late July")["date_start"] == "2017-07-21"
    assert row("001", "January 2017")["timex_value"] == "2017-01"
    bare = dates.find(docs, pd.DataFrame([{"doc_id": name, "published": ""} for name in published]))
    assert set(bare.loc[bare["text"] == "Saturday", "basis"]) == {"unresolved"}


@pytest.mark.shared
def test_measure_on_annotated_news(shared, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from scores import dates as scores

    value = {row["measure"]: row["value"] for row in scores.score(shared / "data")}
    assert value["dates, relaxed F1"] >= 91
    assert value["dates, strict F1"] >= 86
    assert value["dates, value F1"] >= 83
    assert value["dates, full dates right"] >= 93
