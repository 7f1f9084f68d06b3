"""Passages that articles share: where they begin and end, their kind, and what is none."""

import pytest

from helpers import overlap, tables
from helpers.overlap import words
from overlap_texts import DAM, HARBOUR, MARKET, WEATHER, documents, find, shown


def pair(a, b):
    texts = {"a": a, "b": b}
    return shown(find(texts), texts)


def test_a_verbatim_passage_stands_at_the_same_words_in_both():
    ((kind, in_a, in_b),) = pair(f"{DAM} {HARBOUR} {WEATHER}", f"{MARKET} {HARBOUR}")
    assert kind == "verbatim"
    assert in_a == in_b == HARBOUR.rstrip(".")


def test_case_accents_and_punctuation_are_no_edit():
    ((kind, _, _),) = pair(HARBOUR, HARBOUR.replace(", a union", " — a union").replace("Monday", "MONDÁY"))
    assert kind == "verbatim"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("drowned on Monday", "drowned late on Monday"),  # inserted
        ("wooden vessel", "vessel"),  # dropped
        ("patrol boat", "navy launch"),  # replaced
        ("breakwater", "breakwatter"),  # spelt differently
        ("without stopping", "without stopping or answering the radio"),
    ],
)
def test_small_edits_are_bridged(old, new):
    ((kind, in_a, in_b),) = pair(f"{DAM} {HARBOUR}", f"{HARBOUR.replace(old, new)} {WEATHER}")
    assert kind == "edited" or old == "without stopping"
    assert in_a.startswith("Three fishermen") and in_b.startswith("Three fishermen")
    assert "breakwat" in in_a and "breakwat" in in_b


def test_a_number_in_words_agrees_with_its_digits():
    ((kind, _, _),) = pair(HARBOUR, HARBOUR.replace("Three", "3"))
    assert kind == "verbatim"


def test_another_name_for_the_same_group_is_an_edit():
    a = "Fighters of Daesh held the ridge above the village until sunrise, when Daesh gunmen withdrew to the quarry."
    ((kind, in_a, in_b),) = pair(a, a.replace("Daesh", "IS"))
    assert (kind, in_a.split()[-1], in_b.split()[-1]) == ("edited", "quarry", "quarry")


@pytest.mark.parametrize(
    ("first_a", "first_b", "last_a", "last_b"),
    [
        ("A rebel airstrike killed at least", "A rebel air strike killed", "", ""),  # joined
        ("", "", " at the gates of Tell az-Zour", " at the gates of Tell Ezzor"),  # a name spelt and joined otherwise
        ("", "", " of the five-year conflict in the hills", " of the six-year conflict in the hills"),
        (
            "Some 40 Badr gunmen and",
            "Some 40 Falcon brigade loyalist extremists and",
            "",
            "",
        ),  # figure before another name
        ("Villagers in opposition-held", "Farmers in rebel-held", "", ""),  # a hyphenated word is one
    ],
)
def test_the_ends_follow_their_sentence(first_a, first_b, last_a, last_b):
    middle = "shepherds crossed the frozen reservoir with lanterns before the second column reached the quarry"
    before, after = "Snow fell.", "The mill stood idle."
    a, b = (f"{first} {middle}{last}".strip() for first, last in ((first_a, last_a), (first_b, last_b)))
    ((kind, in_a, in_b),) = pair(f"{before} {a}. {after}", f"Bells rang. {b}. Nobody came.")
    skipped = ("Villagers in ", "Farmers in ")
    assert kind == "edited"
    assert (in_a, in_b) == tuple(text.removeprefix(skip) for text, skip in zip((a, b), skipped, strict=True))


def test_the_ends_stay_in_their_sentence():
    core = HARBOUR.split(". ")[0]
    ((_, in_a, in_b),) = pair(f"{core} the clerk. Rain fell.", f"{core}. The clerk slept. Hail fell.")
    assert in_a == in_b == core


def test_a_title_that_goes_on_in_the_other_body_is_listed_once():
    title = "Harbour patrol rams wooden fishing vessel near Tal Bahr pier"
    texts = {"a": f"{title} today\n\n{HARBOUR} {MARKET}", "b": f"{title}\n\ntoday {HARBOUR} {MARKET}"}
    found = shown(find(texts), texts)
    assert sum(title in in_a for _, in_a, _ in found) == 1


def test_only_words_that_are_the_same_throughout_have_a_similarity_of_one():
    texts = {"a": f"{HARBOUR} {MARKET} {DAM}", "b": f"{HARBOUR} {MARKET} {DAM}".replace("breakwater", "breakwatter")}
    assert find(texts)["similarity"].item() == 0.99
    assert find({"a": HARBOUR, "b": HARBOUR})["similarity"].item() == 1.0


def test_sentences_in_another_order_are_found_where_they_stand():
    a = f"{HARBOUR} {MARKET} {DAM}"
    b = f"{DAM} {HARBOUR} {MARKET}"
    found = pair(a, b)
    assert {in_a for _, in_a, _ in found} == {f"{HARBOUR} {MARKET}".rstrip("."), DAM.rstrip(".")}
    assert all(in_a == in_b for _, in_a, in_b in found)


def test_a_planted_passage_is_found_once_not_in_pieces():
    long = f"{HARBOUR} {MARKET} {DAM}"
    edited = " ".join(word for n, word in enumerate(long.split()) if n % 7)
    ((kind, in_a, _),) = pair(f"{WEATHER} {long}", edited)
    assert kind == "edited"
    assert in_a.startswith("fishermen drowned") and "so that divers could close" in in_a


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "The Syrian Observatory for Human Rights said the road to the mill was closed.",
            "The Syrian Observatory for Human Rights said nobody had yet reached the dam.",
        ),
        ("President Bashar al-Assad met envoys.", "Envoys waited while President Bashar al-Assad dined alone."),
        ("It was one of the first that they had had in the area.", "He said that it was one of the last in the town."),
        (
            "At least 11 shepherds including three children were killed in the valley.",
            "At least 51 civilians including four children were killed near the border.",
        ),
    ],
    ids=["name", "title", "common words", "other numbers"],
)
def test_names_titles_common_words_and_formulas_are_no_passage(a, b):
    assert pair(a, b) == []


def test_a_shared_headline_is_no_part_of_the_body():
    title = "Patrol boat rams fishing vessel, three drown outside the old harbour"
    found = pair(f"{title}\n\n{MARKET}", f"{title}\n\n{DAM}")
    assert [in_a for _, in_a, _ in found] in ([], [title])


QUOTE = "We shouted from the mole for nearly an hour and not one of them lowered a rope"


def test_a_quotation_both_took_from_one_speaker_is_told_from_copied_text():
    a = f"{WEATHER} The union said the wooden boat had been rammed twice before dawn. “{QUOTE},” Ana Ruiz said."
    b = f"{DAM} The union said the boat had been rammed twice before dawn. “{QUOTE},” Ruiz told this paper on Tuesday."
    found = pair(a, b)
    assert ("quotation", QUOTE, QUOTE) in found
    ((kind, in_a, _),) = [row for row in found if row[0] != "quotation"]
    assert kind == "edited" and in_a.endswith("rammed twice before dawn")


def test_a_quotation_inside_a_long_copied_stretch_was_copied_with_it():
    text = f'{HARBOUR} "{QUOTE}," a deckhand recalled. {MARKET}'
    assert [kind for kind, _, _ in pair(f"{DAM} {text}", text)] == ["verbatim"]


def test_a_quotation_was_copied_with_a_whole_sentence_beside_it():
    beside = "Divers from the southern harbour combed the wreck until midnight with borrowed lamps and a single rope"
    text = f"“{QUOTE},” a deckhand recalled. {beside}."
    ((kind, in_a, _),) = pair(f"{DAM} {text}", f"{text} {WEATHER}")
    assert kind == "verbatim" and in_a.startswith("We shouted") and in_a.endswith("rope")


FORMS = {
    "words of the trade": (
        "Eight civilians were killed and others injured in a car bomb attack. ",
        "Two civilians were killed and others injured in a car bomb attack. ",
    ),
    "other names": (
        "A guard at Lower Medra clinic said that rebels shelled Torun and Old Vale wards with 6 borrowed howitzers. ",
        "A guard at Upper Kessar clinic said that rebels shelled Irsa and New Moor wards with 9 borrowed howitzers. ",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("later", "found"), [("2020-05-05", True), ("2020-09-05", False), ("", True)])
def test_reports_of_other_events_in_the_same_form_share_nothing(form, later, found):
    a, b = FORMS[form]
    texts = {"a": f"{DAM} {a}{WEATHER}", "b": f"{MARKET} {b}"}
    about = documents(texts, published={"a": "2020-05-04", "b": later})
    passages, _, left, _ = overlap.find(about, texts, overlap.Settings(related=0.9))
    assert (len(passages), len(left)) == ((1, 0) if found else (0, 1))
    assert found or "form of reporting: 124 days apart" in left["reason"].item()


@pytest.mark.parametrize(
    ("shared", "a", "b"),
    [
        (
            "قال سكان القرية إن القصف أصاب مدرسة قرب السوق القديم وأدى إلى إصابة عشرين تلميذا صباح أمس",
            "وزير النقل افتتح جسرا جديدا. {}. الطقس غدا غائم جزئيا.",
            "اجتمع المجلس البلدي مساء الأحد. {}.",
        ),
        (
            "当地居民说炮弹击中了市场附近的一所学校造成二十名学生受伤并使附近三座房屋倒塌",
            "交通部长昨天为新桥剪彩。{}。明天多云。",
            "市议会周日晚上开会讨论预算。{}。",
        ),
        (
            "Мешканці села кажуть, що снаряд влучив у школу біля старого ринку, двадцятеро учнів дістали поранення",
            "Міністр відкрив новий міст. {}. Завтра хмарно.",
            "Рада засідала ввечері в неділю. {}.",
        ),
    ],
    ids=["Arabic", "Chinese", "Ukrainian"],
)
def test_any_language_and_script(shared, a, b):
    ((kind, in_a, in_b),) = pair(a.format(shared), b.format(shared))
    assert (kind, in_a, in_b) == ("verbatim", shared, shared)


def test_what_many_unrelated_articles_repeat_is_left_out_unless_it_states_a_figure():
    phrase = "which relies on a broad network of volunteers and medics inside the besieged enclave"
    toll = "More than 8400 people have been killed since the uprising began with protests against fuel prices"
    others = [HARBOUR, MARKET, DAM, f"{WEATHER} Ferries stay in port and schools open later than usual.", f"{QUOTE}."]
    texts = {f"d{n}": f"{other} The group, {phrase}, spoke. {toll}." for n, other in enumerate(others)}
    settings = overlap.Settings(related=0.6, beside_words=99)
    found = shown(find(texts, settings=settings), texts)
    assert len(found) == 10
    assert all("8400" in in_a for _, in_a, _ in found)


def test_a_sentence_told_in_other_words_is_a_layer_of_its_own():
    a = f"{DAM} Gunmen abducted 14 surveyors near the Kessar lignite mine on Sunday, burning two trucks. {WEATHER}"
    b = f"{MARKET} On Sunday two trucks burned and 14 surveyors were abducted close to a lignite mine at Kessar."
    texts = {"a": a, "b": b}
    found = find(
        texts, published={"a": "2020-05-04", "b": "2020-05-05"}, settings=overlap.Settings(paraphrase_share=0.4)
    )
    assert found["kind"].tolist() == ["paraphrase"]
    assert find(texts, published={"a": "2020-05-04", "b": "2020-06-05"}).empty


def test_ids_and_rows_do_not_depend_on_the_order_of_articles_or_on_jobs():
    texts = {"x": f"{HARBOUR} {DAM}", "b": f"{MARKET} {HARBOUR}", "k": f"{DAM} {MARKET}", "a": f"{WEATHER} {DAM}"}
    one = find(texts)
    assert find(dict(sorted(texts.items()))).equals(one)
    many = {f"{name}{n}": text for n in range(9) for name, text in texts.items()}
    assert find(many, jobs=2).equals(find(many))


def test_no_articles_one_article_and_empty_articles():
    assert find({"a": HARBOUR}).empty
    assert find({"a": "", "b": "\n\n", "c": "…"}).empty
    tables.check("overlap_passages", find({"a": "", "b": HARBOUR}))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we leave now" and left "for good"', "we leave now for good"),
        ("„Wir gehen“, sagte sie. «On part» dit-il", "Wir gehen On part"),
        ("“The first part\n\n“and the second,” she said", "The first part and the second"),
        ('"never closed here\nand a new line', ""),
        ("他说「我们走」了", "我 们 走"),
    ],
)
def test_words_in_quotation_marks(text, inside):
    read = words.read(text)
    found = [text[a:b] for a, b, quoted in zip(read.start, read.end, read.quoted, strict=True) if quoted]
    assert " ".join(found) == inside


def test_a_sentence_that_was_split_is_one_passage():
    one = (
        "Divers who searched the flooded mine shaft near Kessar for nine hours recovered four bodies and a broken "
        "pump, the fire brigade of the province said late on Friday."
    )
    two = (
        "Divers searched the flooded mine shaft near Kessar for nine hours. They recovered four bodies and a broken "
        "pump, the fire brigade of the province said late on Friday."
    )
    for a, b in ((one, two), (two, one)):
        ((kind, in_a, in_b),) = pair(f"{DAM} {a}", f"{b} {MARKET}")
        assert kind == "edited"
        assert all("searched the flooded" in found[:30] and found.endswith("Friday") for found in (in_a, in_b))


def test_sentences_told_in_other_words_and_split_are_one_paraphrase():
    one = "Gunmen abducted 14 surveyors near the Kessar lignite mine on Sunday, burning two trucks and a fuel depot."
    two = (
        "On Sunday 14 surveyors were abducted close to a lignite mine at Kessar by unknown gunmen, it emerged. "
        "Two trucks burned there, and a depot of fuel was burning for hours after the gunmen had left the mine."
    )
    for a, b in ((one, two), (two, one)):
        texts = {"a": f"{DAM} {a} {WEATHER}", "b": f"{MARKET} {b}"}
        found = find(texts, published={"a": "2020-05-04", "b": "2020-05-05"})
        assert found["kind"].tolist() == ["paraphrase"]
        ((_, in_a, in_b),) = shown(found, texts)
        assert {in_a.split()[0], in_b.split()[0]} == {"Gunmen", "On"}
        assert "mine" in (in_a.split() + in_b.split())[-1] or in_a.endswith("depot") or in_b.endswith("depot")


def test_what_was_left_out_has_a_row_that_says_why():
    phrase = "which relies on a broad network of volunteers and medics inside the besieged enclave"
    foot = "Subscribe to our letter and get what our correspondents saw, every evening but Friday, in your own language"
    others = [HARBOUR, MARKET, DAM, f"{WEATHER} Ferries stay in port and schools open later than usual.", f"{QUOTE}."]
    settings = overlap.Settings(related=0.9, beside_words=99)
    for paper, end, word in (("", "", "stock phrase: 5 articles"), ("Post", foot, "5 articles of Post")):
        texts = {f"d{n}": f"{other} The group, {phrase}, spoke. {end}" for n, other in enumerate(others)}
        outlet = {name: paper or f"paper {name}" for name in texts}
        found, counts, left, _ = overlap.find(documents(texts, outlet=outlet), texts, settings)
        assert found.empty and counts.empty
        assert len(left) and left["reason"].str.contains(word).all()
        for row in left.itertuples():
            assert phrase[:20] in texts[row.doc_a][row.start_a : row.end_a]
            assert phrase[:20] in texts[row.doc_b][row.start_b : row.end_b]
