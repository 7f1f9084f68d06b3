"""Files of every kind to articles; what cannot be read becomes a row that says why."""

import hashlib
import json
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import ProblemError, ingestion, tables
from helpers.case import open_case
from helpers.ingestion import encoding, formats

STORY = (
    "Shells hit grain store in Tal Qamar\n\n"
    "Three men died when shells hit a grain store in Tal Qamar on Tuesday, the mayor said.\n\n"
    "The store held wheat for ten thousand people, he told reporters.\n"
)
ARABIC = (
    "قتل ثلاثة رجال في قصف على مخزن الحبوب في تل قمر يوم الثلاثاء كما قال رئيس البلدية. "
    "وكان المخزن يضم القمح والشعير لآلاف السكان في المدينة والقرى المجاورة."
)
PAGE = """<!doctype html><html lang="en"><head><title>Shells hit grain store in Tal Qamar - Plains Post</title>
<meta property="og:title" content="Shells hit grain store in Tal Qamar">
<meta property="og:site_name" content="Plains Post">
<meta property="article:published_time" content="2019-03-12T14:05:00+02:00"><meta name="author" content="Huda Salem">
<link rel="canonical" href="https://plains.example/2019/03/12/grain"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Shells hit grain store in Tal Qamar</h1>
<p>Three men died when shells hit a grain store in Tal Qamar on Tuesday, the mayor said, and fire
burned until evening.</p>
<script>alert("no article")</script>
<p>The store held wheat for ten thousand people, he told reporters, and most of it is
lost to the flames and the rain.</p>
<p>Engineers will look at the walls on Thursday, a spokeswoman for the province said, before anyone is let in again.</p>
</article><footer><p>Copyright 2019 Plains Post</p></footer></body></html>"""


# SHA-256 of the first and of the last four words of the bodies of the five real articles.
REAL = {
    "000": ("71c811b3b266", "dae503007a59"),
    "001": ("f28599bf6270", "7af667b47beb"),
    "002": ("86240b7de112", "7c2a7772ff6f"),
    "003": ("71c811b3b266", "429de6e8f57f"),
    "004": ("67fc893cca6b", "7c2a7772ff6f"),
}


@pytest.fixture
def case(tmp_path):
    """Make a case of files (name to text or bytes) and clean it."""

    def make(files, **options):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        opened = open_case(tmp_path)
        limit = options.pop("max_megabytes", 5)
        frames, texts, unmet, _ = ingestion.clean(
            ingestion.read(opened, max_megabytes=limit), opened.sources, **options
        )
        return {row["doc_id"]: row for row in frames["documents"].to_dict("records")}, texts, frames, unmet

    return make


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(case, coding):
    documents, texts, *_ = case({"a.txt": STORY.replace("Tal Qamar", "Tal ‘Qamār’").encode(coding)})
    assert "Tal ‘Qamār’ on Tuesday" in texts["a"]
    assert documents["a"]["status"] == "ok"


@pytest.mark.parametrize(
    ("coding", "text"),
    [
        ("cp1252", "The “mayor” said – on Tuesday – that the café’s owner was hurt. " * 3),
        ("cp1256", ARABIC),
        ("iso8859_6", ARABIC),
        ("cp1251", "Трое мужчин погибли во время обстрела зернохранилища во вторник, сообщил мэр города. " * 3),
    ],
)
def test_eight_bit_encodings(coding, text):
    decoded, note, problem = encoding.decode(text.encode(coding))
    assert (decoded, problem) == (text, "")
    assert note.startswith("read as ")


def test_arabic_takes_part_in_overlap_only(case):
    documents, texts, *_ = case({"a.txt": ARABIC.encode("cp1256"), "b.txt": STORY})
    assert documents["a"]["language"] == "ar"
    assert documents["a"]["status"] == "not_analysed"
    assert "Windows-1256" in documents["a"]["problem"] and "overlap" in documents["a"]["problem"]
    assert ARABIC in texts["a"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b"\n \n", "is empty"),
        ("dots.txt", b"... --- ...", "no words"),
        ("pdf.txt", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        ("office.txt", b"PK\x03\x04\x14\x00", "office document"),
        ("noise.txt", bytes(range(256)) * 40, "binary"),
        ("scan.pdf", b"%PDF-1.7", "none of the kinds read"),
        ("notes.docx", b"PK\x03\x04", "none of the kinds read"),
        ("broken.parquet", b"PAR1 and nothing else", "Parquet"),
        ("no-text.csv", b"id,title\n1,x\n", "no column text or html"),
        ("only-header.csv", b"id,text\n", "no rows"),
        ("empty.jsonl", b"", "is empty"),
    ],
)
def test_a_bad_file_is_a_row(case, name, data, says):
    documents, texts, *_ = case({name: data, "good.txt": STORY})
    row = next(row for row in documents.values() if row["file"] == name)
    assert row["status"] == "skipped" and says in row["problem"]
    assert row["doc_id"] not in texts and set(texts) == {"good"}


def test_folders_are_rows_and_hidden_files_ignored(case):
    documents, *_ = case({"a.txt": STORY, "more/b.txt": STORY, ".hidden.txt": STORY})
    assert set(documents) == {"a", "more"}
    assert "folder" in documents["more"]["problem"]


def test_fifty_megabytes_of_one_line(case):
    started = time.monotonic()
    documents, *_ = case({"long.txt": b"word " * 10_000_000, "a.txt": STORY})
    assert "50.0 MB" in documents["long"]["problem"] and "max_megabytes" in documents["long"]["problem"]
    assert time.monotonic() - started < 60


def test_a_large_row_is_skipped_but_not_its_table(case):
    rows = [{"id": "long", "text": "word " * 300_000}, {"id": "short", "text": STORY}]
    documents, *_ = case({"all.jsonl": "\n".join(map(json.dumps, rows))}, max_megabytes=1)
    assert "all.jsonl, line 1" in documents["all-1"]["problem"]
    assert documents["short"]["status"] == "ok"


def test_a_line_as_long_as_the_limit_is_quick(case):
    documents, *_ = case({"a.txt": "word" * 1_200_000, "b.txt": STORY})
    assert documents["a"]["status"] == "skipped" and "1,000,000" in documents["a"]["problem"]


def test_pages_give_their_metadata(case):
    documents, texts, frames, _ = case({"page.html": PAGE})
    row = documents["page"]
    assert row["title"] == "Shells hit grain store in Tal Qamar" and row["title_basis"] == "metadata"
    assert row["outlet"] == "Plains Post" and row["outlet_basis"] == "metadata"
    assert row["published"] == "2019-03-12" and row["published_basis"] == "metadata"
    assert row["author"] == "Huda Salem" and row["url"] == "https://plains.example/2019/03/12/grain"
    paragraphs = texts["page"].split("\n\n")
    assert paragraphs[0] == row["title"] and paragraphs[1].startswith("Three men died") and len(paragraphs) == 4
    removed = set(frames["removed_text"]["text"])
    assert {"Home", "World", "Copyright 2019 Plains Post"} <= removed
    assert not any("alert" in text for text in [*removed, *texts.values()])


def test_a_page_without_metadata_still_names_its_owner_and_its_photographers(case):
    page = PAGE.replace('<meta property="og:site_name" content="Plains Post">', "")
    page = page.replace(
        "</article>", "<figure><figcaption>The store. Photo: Omar Haj/AFP</figcaption></figure></article>"
    )
    documents, _, frames, _ = case(
        {"a.html": page.replace(" - Plains Post</title>", "</title>").replace("plains.ex", "news.ex")}
    )
    assert documents["a"]["outlet"] in ("Plains Post", "news.example")
    assert ("photo", "AFP") in set(zip(frames["credits"]["kind"], frames["credits"]["name"], strict=True))


def test_a_page_of_many_layers_is_read(case):
    page = "<html><body>" + "<div>" * 5000 + "<p>A mine killed a shepherd near Zerka.</p>" + "</div>" * 5000
    _, texts, *_ = case({"a.html": page})
    assert "A mine killed a shepherd near Zerka." in texts["a"]


def test_html_named_text_and_text_named_html(case):
    documents, texts, *_ = case({"a.txt": PAGE, "b.html": STORY})
    assert texts["a"].startswith("Shells hit grain store in Tal Qamar\n\nThree men died")
    assert "HTML page" in documents["a"]["problem"] and documents["a"]["status"] == "ok"
    assert texts["b"].endswith("he told reporters.")
    assert "plain text" in documents["b"]["problem"]


def test_a_page_without_an_article_is_read_as_seen(case):
    documents, texts, *_ = case({"a.html": "<html><body><b>Mine kills shepherd near Zerka.</b></body></html>"})
    assert "Mine kills shepherd near Zerka" in texts["a"]
    assert documents["a"]["status"] == "ok"


def test_tables_of_articles(case, tmp_path):
    row = {"id": "one", "title": "Grain store hit", "outlet": "Plains Post", "published": "2019-03-12", "text": STORY}
    pd.DataFrame([row | {"id": "p"}, {"id": "q", "html": PAGE}]).to_parquet(tmp_path / "rows.parquet")
    documents, *_ = case(
        {
            "rows.jsonl": json.dumps(row | {"id": "j"}) + "\n\n" + json.dumps({"html": PAGE, "author": ["A", "B"]}),
            "rows.csv": pd.DataFrame([row | {"id": "c"}]).to_csv(index=False),
            "semi.csv": pd.DataFrame([row | {"id": "s"}]).to_csv(index=False, sep=";"),
        }
    )
    assert set(documents) == {"j", "rows-3", "c", "s", "p", "q"}
    for name in "jcsp":
        assert documents[name]["outlet"] == "Plains Post" and documents[name]["published_basis"] == "metadata"
    assert documents["rows-3"]["author"] == "A, B" and documents["q"]["outlet"] == "Plains Post"
    assert len({documents[name]["sha256"] for name in "jcsp"}) == 1


def test_broken_rows_say_where(case):
    good = json.dumps({"id": "good", "text": STORY})
    documents, *_ = case(
        {"a.jsonl": f'{good}\n{{\'no\': json}}\n[1, 2]\n{{"id": "void"}}\n', "b.csv": "id,text\nx,y,z\n"}
    )
    assert documents["good"]["status"] == "ok"
    assert "a.jsonl, line 2" in documents["a-2"]["problem"]
    assert "a.jsonl, line 3" in documents["a-3"]["problem"] and "list" in documents["a-3"]["problem"]
    assert "a.jsonl, line 4" in documents["void"]["problem"]
    assert "b.csv, row 2" in documents["b-2"]["problem"]


def test_two_articles_with_one_id_stop_the_run(case):
    with pytest.raises(ProblemError, match=r"id a: .*a\.html.* and .*a\.txt"):
        case({"a.txt": STORY, "a.html": PAGE})


def test_no_readable_article_stops_the_run(case):
    with pytest.raises(ProblemError, match=r"no article can be read: a\.txt: is empty; b\.pdf: is none of the kinds"):
        case({"a.txt": b"", "b.pdf": b"%PDF"})


def test_sources_rows_and_those_that_meet_nothing(case):
    documents, _, frames, unmet = case(
        {
            "a.txt": STORY,
            "rows.jsonl": json.dumps({"id": "x", "text": STORY}) + "\n" + json.dumps({"id": "y", "text": STORY}),
            "sources.csv": "file,outlet,published,agencies\na.txt,Plains Post,2019-03-12,AFP; Reuters\n"
            "gone.txt,Nobody,,\nrows.jsonl,Wire Mirror,,\ny,Other,,\n",
        }
    )
    assert documents["a"]["agencies"] == "AFP; Reuters" and documents["a"]["published_basis"] == "manifest"
    assert (documents["x"]["outlet"], documents["y"]["outlet"]) == ("Wire Mirror", "Other")
    row = unmet.iloc[0]
    assert (row["file"], row["row"], row["row_id"], row["status"]) == ("sources.csv", 3, "gone.txt", "meets nothing")
    assert "sources.csv, row 3: 'gone.txt'" in ingestion.describe(frames["documents"], unmet)


def test_exact_duplicates_point_to_the_earliest(case):
    documents, *_ = case(
        {"a.txt": STORY, "b.txt": STORY + "\nLeave a comment\n", "sources.csv": "file,published\nb.txt,2019-03-12\n"}
    )
    assert documents["a"]["duplicate_of"] == "b" and documents["b"]["duplicate_of"] == ""


def test_texts_as_they_came(case):
    raw = "\tHome  News\r\n\r\nShells hit grain store in Tal Qamar\r\n\r\nThree died,\x00 the mayor said.\u200e \r\n"
    documents, texts, frames, _ = case({"a.txt": raw}, remove_boilerplate=False)
    assert texts["a"] == raw.replace("\r\n", "\n")
    assert documents["a"]["title"] == "Shells hit grain store in Tal Qamar"
    assert documents["a"]["removed_chars"] == 0 and frames["removed_text"].empty
    assert documents["a"]["body_chars"] == len(texts["a"])


def test_hostile_text_is_tidied(case):
    raw = STORY.replace("mayor", "ma\x00y\u202eor\u2069").replace(
        "wheat", '=HYPERLINK("http://x") <script>alert(1)</script>'
    )
    _, texts, *_ = case({"a.txt": raw})
    assert "the mayor said" in texts["a"] and "<script>alert(1)</script>" in texts["a"]
    assert not any(character in texts["a"] for character in "\x00\u202e\u2069\r")


def test_counts_are_right(case):
    documents, texts, frames, _ = case({"a.txt": "Skip to content\n" + STORY + "Share\n"})
    row = documents["a"]
    body = texts["a"].split("\n\n", 1)[1]
    assert row["body_chars"] == len(body) and row["n_words"] == len(body.replace("-", "").split())
    assert (
        row["removed_chars"] == len("Skip to content") + len("Share") == frames["removed_text"]["text"].str.len().sum()
    )
    assert frames["removed_text"]["order"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("plain_name-1.2", "plain_name-1.2"),
        ("two words", "two%20words"),
        ("a/b\\c:d", "a%2Fb%5Cc%3Ad"),
        ("100%", "100%25"),
        ("سوريا", "سوريا"),
        (".hidden", "%2Ehidden"),
        ("<b>'\"&;", "%3Cb%3E%27%22%26%3B"),
        ("tab\tnul\x00", "tab%09nul%00"),
        ("", "unnamed"),
    ],
)
def test_ids_are_safe_names(name, made):
    assert formats.doc_id(name) == made


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_ids_are_distinct_and_fit_a_file_system(one, other):
    made = formats.doc_id(one)
    assert len(f".{made}.txt.1234567".encode()) < 255 and "/" not in made and not made.startswith(".")
    if one != other and one and other:
        assert made != formats.doc_id(other)


@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.csv", "a.parquet"]))
@settings(max_examples=100, deadline=None)
def test_no_bytes_raise(data, name):
    for row in formats.articles(name, data, max_bytes=1000):
        assert row["problem"] or row["text"]
        assert set(row) == set(formats.COLUMNS)


def test_jobs_and_order_change_nothing(tmp_path):
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(STORY.replace("Three", f"{number}"))
    opened = open_case(tmp_path)
    once = ingestion.clean(ingestion.read(opened), opened.sources)
    backwards = reversed(list(ingestion.read(opened)))
    again = ingestion.clean(backwards, opened.sources, jobs=2, store=tmp_path / "store")
    assert once[1] == again[1]
    for table in once[0]:
        pd.testing.assert_frame_equal(once[0][table], again[0][table])
        tables.check(table, once[0][table])


def test_what_a_correction_takes_out_is_gone_everywhere(case):
    _, texts, frames, _ = case({"a.txt": "Share\n" + STORY, "b.txt": "Share\n" + STORY, "c.txt": b""})
    documents = frames["documents"][frames["documents"]["doc_id"] != "a"].reset_index(drop=True)
    made, left = ingestion.kept({**frames, "documents": documents}, texts)
    assert set(made["removed_text"]["doc_id"]) == {"b"} and set(left) == {"b"}


@pytest.mark.shared
def test_the_five_real_articles(shared):
    """Where the bodies start and end, by hashes: no sentence of a real article stands in the repository."""
    opened = open_case(shared / "seeds")
    frames, texts, *_ = ingestion.clean(ingestion.read(opened), opened.sources)
    assert set(frames["documents"]["status"]) == {"ok"} and set(frames["documents"]["language"]) == {"en"}
    for doc_id, text in texts.items():
        title, empty, body = text.split("\n", 2)
        row = frames["documents"].set_index("doc_id").loc[doc_id]
        assert title == row["title"] and empty == "" and len(body) == row["body_chars"]
        assert title not in body
        words = body.split()
        made = tuple(hashlib.sha256(" ".join(part).encode()).hexdigest()[:12] for part in (words[:4], words[-4:]))
        assert made == REAL[doc_id[:3]]
    raw, raws, *_ = ingestion.clean(ingestion.read(opened), opened.sources, remove_boilerplate=False)
    assert raw["documents"]["title"].tolist() == frames["documents"]["title"].tolist()
    for row in raw["documents"].itertuples():
        assert raws[row.doc_id].encode() == opened.read(row.file)
    agencies = frames["documents"].set_index("doc_id")["agencies"]
    assert agencies.tolist() == ["", "AFP", "SANA", "Reuters", "SANA"]
