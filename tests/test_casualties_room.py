"""What holds for every table of the casualties room, and what an article settles: leads, parts, persons, rejects."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import ProblemError, language, tables
from helpers.casualties import bounds, figures, lead, numbers, persons

PIECES = [
    "At least 12 people were killed",
    "including three children",
    "dozens more were wounded",
    "10 to 15 soldiers died",
    "No casualties were reported",
    "two of them women",
    "The toll rose from 30 to 40",
    "more than 1,300 families fled",
    "a nurse and two patients were hurt",
    "five gunmen entered the town",
    "on 12 May 2016",
    "Omar Said, 34, was shot dead",
    "up to 30 fighters are missing",
    "four children among them",
    "Five villagers, a man, a woman and three boys, were hurt",
    "Among them were two nurses",
    "seven of them from one family",
    "bringing the toll to 41",
    "a family of six died",
    "Eight people died in Taiz and four in Ibb",
    "The dead were named as Ali Amin, 12, and Sara Amin, who was 9",
    "her son Ahmad, 12, was hurt",
    "A 17-year-old, Omar Said, was shot and died",
    "Woman, boy among six dead",
]


def read(articles: dict[str, str], titles: dict[str, str] | None = None, **options):
    """Figures (with leads), rejected numbers and persons of ``articles``."""
    docs = dict(zip(articles, language.pipeline().pipe(articles.values()), strict=True))
    documents = pd.DataFrame({"doc_id": list(docs), "outlet": "", "title": [(titles or {}).get(d, "") for d in docs]})
    found, rejected, people = figures.find(docs, documents, **options)
    return lead.mark(found, documents), rejected, people


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.lists(st.sampled_from([", ", ". ", " "]), min_size=6)
)
def test_every_row_quotes_and_bounds_hold(pieces, joints):
    text = "".join(piece + joint for piece, joint in zip(pieces, joints, strict=False)).strip()
    found, rejected, people = read({"a": text})
    for row in [*found.to_dict("records"), *rejected.to_dict("records")]:
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"] and row["sentence"] in text
    for row in found.to_dict("records"):
        low, high = row["count_min"], row["count_max"]
        assert pd.isna(low) or pd.isna(high) or low <= high
        assert not (pd.isna(low) and pd.isna(high))
        assert row["number"] in row["text"]
        if row["part_of"]:
            total = found.set_index("figure_id").loc[row["part_of"]]
            assert total["harm"] == row["harm"] and row["part_of"] != row["figure_id"]
            assert pd.isna(total["count_max"]) or pd.isna(low) or low <= total["count_max"]
    assert found.groupby(["doc_id", "harm"])["lead"].sum().le(1).all() if len(found) else True
    for row in people.to_dict("records"):
        assert row["name"] in text[row["start"] : row["end"]] and row["start"] < row["end"]
        assert row["name"] or row["role"] or not pd.isna(row["age"])
        assert not row["figure_id"] or found.set_index("figure_id").loc[row["figure_id"], "harm"] == row["harm"]
    named = people[people["name"] != ""]
    assert not named.duplicated(["doc_id", "name", "harm"]).any()


TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(". ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_rows_and_ids_are_the_same_in_any_order_and_company(texts, chance):
    articles = {f"doc{i}": text + "." for i, text in enumerate(texts)}
    together = read(articles)
    shuffled = list(articles.items())
    chance.shuffle(shuffled)
    for one, other in zip(together, read(dict(shuffled)), strict=True):
        pd.testing.assert_frame_equal(one, other)
    for one, other in zip(together, read({"doc0": articles["doc0"]}), strict=True):
        part = one[one["doc_id"] == "doc0"]
        assert part.astype(str).to_dict("records") == other.astype(str).to_dict("records")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_parts_are_never_more_than_their_total_and_never_their_own(text):
    found, _, _ = read({"a": text + "."})
    rows = {row["figure_id"]: row for row in found.to_dict("records")}
    assert len(rows) == len(found)
    for row in rows.values():
        above = {row["figure_id"]}
        while row["part_of"]:
            total = rows[row["part_of"]]
            assert total["figure_id"] not in above
            above.add(total["figure_id"])
            if not pd.isna(total["count_max"]) and not pd.isna(row["count_min"]):
                assert row["count_min"] <= total["count_max"]
            row = total


def test_rows_do_not_depend_on_other_articles_or_their_order():
    articles = {"a": "Blast kills 18.\n\nAt least 18 people were killed.", "b": "Four soldiers died.", "c": "Two died."}
    together = read(articles)
    backwards = read(dict(reversed(articles.items())))
    alone = read({"b": articles["b"]})
    for one, other in zip(together, backwards, strict=True):
        pd.testing.assert_frame_equal(one, other)
    part = together[0][together[0]["doc_id"] == "b"].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, alone[0].reset_index(drop=True), check_dtype=False)


def test_saved_tables_hold_their_schemas():
    found, rejected, people = read({"a": "Twelve people were killed, among them Omar Said, 34, a teacher."})
    found = found.assign(stance="reported", attribution_kind="unattributed")
    found = found.assign(place_basis="unresolved", date_basis="unresolved")
    tables.conform("casualty_figures", found.drop(columns=figures.HELPERS))
    tables.conform("rejected_numbers", rejected)
    assert tables.conform("victims", people)["name"].tolist() == ["Omar Said"]


def test_an_article_without_figures_gives_empty_tables():
    found, rejected, people = read({"a": "The sun shone over the town."})
    assert found.empty and rejected.empty and people.empty
    tables.conform("casualty_figures", found.drop(columns=figures.HELPERS))


@pytest.mark.parametrize(("convention", "counts"), [("literal", [24, 200, 40]), ("acled", [12, 100, 20])])
def test_the_convention_reads_vague_numbers(convention, counts):
    text = "Dozens were killed. Hundreds were wounded. Scores are missing."
    found, _, _ = read({"a": text}, convention=convention)
    assert found["count_min"].tolist() == counts
    assert found["bound"].eq("vague").all() and found["count_max"].isna().all()


def test_an_unknown_convention_is_a_clear_error():
    with pytest.raises(ProblemError, match="literal or acled"):
        read({"a": "Dozens were killed."}, convention="guess")


@pytest.mark.parametrize(
    ("number", "bound", "expected"),
    [
        (numbers.Number(0, 1, 7, 7, "digits"), "exact", (7, 7)),
        (numbers.Number(0, 1, 43, 43, "digits"), "at_least", (43, None)),
        (numbers.Number(0, 1, 30, 30, "digits"), "at_most", (None, 30)),
        (numbers.Number(0, 1, 40, 40, "digits"), "about", (40, 40)),
        (numbers.Number(0, 3, 10, 15, "range"), "range", (10, 15)),
        (numbers.Number(0, 1, 24, 24, "vague"), "vague", (24, None)),
    ],
)
def test_counts_follow_from_the_bound(number, bound, expected):
    assert bounds.counts(number, bound) == expected


LEADS = {
    "the line of a list is no heading": (
        "Shelling goes on\n\nIn all, 46 were hurt. On Monday it counted 31 injuries, by town:\n- Rafah: 10 hurt",
        "Shelling goes on",
        ("injured", "46"),
    ),
    "the text's figure stands for its headline": (
        "Blast kills 18 in the port\n\nA blast in the port killed 18 people on Friday. In May, 30 people were killed.",
        "Blast kills 18 in the port",
        ("killed", "18 people"),
    ),
    "a vague headline gives way to the number": (
        "Dozens killed in raids\n\nAt least 61 people were killed in raids on Monday, a monitor said.",
        "Dozens killed in raids",
        ("killed", "At least 61 people"),
    ),
    "a total since a year never leads": (
        "Fighting goes on\n\nMore than 300,000 people have been killed since 2011. Six soldiers were killed on Friday.",
        "Fighting goes on",
        ("killed", "Six soldiers"),
    ),
    "the total leads, not its part": (
        "Raid kills 11 children\n\nFifteen civilians, among them 11 children, were killed in the raid on Thursday.",
        "Raid kills 11 children",
        ("killed", "Fifteen civilians"),
    ),
    "a subheading yields to the text": (
        "Army takes town\n\nSeven medics shot in the north\n\nUnknown men shot dead seven medics, the group said.",
        "Army takes town",
        ("killed", "seven medics"),
    ),
    "each harm has its own lead": (
        "Blast in the port\n\nA blast killed 18 people and wounded 40 others on Friday.",
        "Blast in the port",
        ("injured", "40 others"),
    ),
}


@pytest.mark.parametrize("name", LEADS)
def test_lead(name):
    text, title, (harm, expected) = LEADS[name]
    found, _, _ = read({"a": text}, {"a": title})
    chosen = found[found["lead"] & (found["harm"] == harm)]
    assert chosen["text"].tolist() == [expected]
    assert not chosen["in_title"].any()


def test_figures_of_the_headline_are_marked():
    text = "Blast kills 18 in the port\n\nA blast killed 18 people."
    found, _, _ = read({"a": text}, {"a": "Blast kills 18 in the port"})
    assert found["in_title"].tolist() == [True, False]


def test_people_shot_are_killed_where_the_article_says_so():
    found, _, _ = read({"a": "Seven guards shot in the north\n\nSeven guards were killed by unknown men."})
    assert found["harm"].tolist() == ["killed", "killed"]
    found, _, _ = read({"a": "Seven guards were shot in the north."})
    assert found["harm"].tolist() == ["casualties"]


def test_a_bare_number_takes_the_group_of_the_same_number():
    text = "Seven members of a rescue service were killed. The monitor said the seven volunteers had been killed."
    found, _, _ = read({"a": text})
    assert found["victim_group"].tolist() == ["aid_worker", "aid_worker"]


PERSONS = [
    ("The mayor of the town, Yusuf Amin, was killed.", [("Yusuf Amin", None, "", "The mayor", "killed")]),
    (
        "The rebel interior minister, Karim Amin, whose father was being mourned, was seriously wounded, they said.",
        [("Karim Amin", None, "", "The rebel interior minister", "injured")],
    ),
    ("Yusuf Amin, 27, lay in hospital in Homs with burns to both arms.", [("Yusuf Amin", 27, "", "", "injured")]),
    ("One of those who died was Yusuf Amin, 77, a farmer.", [("Yusuf Amin", 77, "", "a farmer", "killed")]),
    (
        "Karim Nabil, 36, his wife Salma Bey, 33, and their sons Jamal, 15, Faizan, 12, and Rami, 7, died at once.",
        [
            ("Karim Nabil", 36, "male", "", "killed"),
            ("Salma Bey", 33, "female", "his wife", "killed"),
            ("Jamal", 15, "male", "their sons", "killed"),
            ("Faizan", 12, "male", "their sons", "killed"),
            ("Rami", 7, "male", "their sons", "killed"),
        ],
    ),
    (
        "Omar Said, 34, a teacher, was killed when a shell hit his car.",
        [("Omar Said", 34, "male", "a teacher", "killed")],
    ),
    (
        "Yusuf Amin, a 45-year-old baker, was shot dead.",
        [("Yusuf Amin", 45, "", "a 45-year-old baker", "killed")],
    ),
    ("Her son Ahmad, 12, was killed in the raid.", [("Ahmad", 12, "male", "Her son", "killed")]),
    (
        "His brothers Ali and Omar were wounded.",
        [("Ali", None, "male", "His brothers", "injured"), ("Omar", None, "male", "His brothers", "injured")],
    ),
    ("The journalist James Carter was murdered in 2014.", [("James Carter", None, "", "The journalist", "killed")]),
    (
        "A journalist, Hazim Amin, was taken to hospital.",
        [("Hazim Amin", None, "", "A journalist", "injured")],
    ),
    ("Yosef Levi, a first sergeant, did not survive.", [("Yosef Levi", None, "", "a first sergeant", "killed")]),
    ("A 12-year-old girl was killed by a sniper.", [("", 12, "female", "12-year-old girl", "killed")]),
    (
        "A woman of 70 and a policeman died.",
        [("", 70, "female", "woman", "killed"), ("", None, "male", "policeman", "killed")],
    ),
    ("Eight people and one soldier died.", []),
    (
        "Among the dead were Amina Diallo, 34, who sold fish at the harbour, and her baby son.",
        [("Amina Diallo", 34, "female", "", "killed"), ("", None, "male", "her baby son", "killed")],
    ),
    (
        "Four of the victims were neighbours: the baker Karim Haddad, 52, his wife Salma and a nephew aged six.",
        [
            ("Karim Haddad", 52, "male", "the baker", "killed"),
            ("Salma", None, "female", "his wife", "killed"),
            ("", 6, "male", "a nephew", "killed"),
        ],
    ),
    (
        "The dead, the list shows, are Sergeant Ivan Petrov, 31, and Corporal Oleg Bondar, 26.",
        [("Ivan Petrov", 31, "", "Sergeant", "killed"), ("Oleg Bondar", 26, "", "Corporal", "killed")],
    ),
    ("The strike claimed the life of Samir Qasim.", [("Samir Qasim", None, "", "", "killed")]),
    ("Killed in the same raid was Samir Qasim, a fisherman.", [("Samir Qasim", None, "male", "a fisherman", "killed")]),
    (
        "The victims:\n\n• Omar Saleh, 18, a pupil\n• Huda Nasser, 40, a nurse",
        [("Omar Saleh", 18, "", "a pupil", "killed"), ("Huda Nasser", 40, "", "a nurse", "killed")],
    ),
    ("A shell killed the house's 80-year-old owner.", [("", 80, "", "the house's 80-year-old owner", "killed")]),
    ("Police killed the gunman, a 30-year-old from Acre.", [("", 30, "male", "the gunman", "killed")]),
    ("A pregnant woman was hurt.", [("", None, "female", "pregnant woman", "injured")]),
    (
        "The dead included six women, one of them 90 years old.",
        [("", 90, "female", "", "killed")],
    ),
    ("A man and a child were hurt.", []),
    ("A soldier and a Syrian civilian were hurt.", [("", None, "", "soldier", "injured")]),
    ("His wife was wounded in the blast.", [("", None, "female", "His wife", "injured")]),
    (
        "Colonel Hassan Ibrahim and his driver were killed by a mine.",
        [("Hassan Ibrahim", None, "male", "Colonel", "killed"), ("", None, "", "his driver", "killed")],
    ),
    ("Among the dead was Colonel Hassan Ibrahim.", [("Hassan Ibrahim", None, "", "Colonel", "killed")]),
    ("Brigadier Said Amin was among those killed.", [("Said Amin", None, "", "Brigadier", "killed")]),
    (
        "The dead were named as Ahmed Saleh, who was 15, Omar Tarek, 28, and Lina Sabry.",
        [
            ("Ahmed Saleh", 15, "", "", "killed"),
            ("Omar Tarek", 28, "", "", "killed"),
            ("Lina Sabry", None, "", "", "killed"),
        ],
    ),
    (
        "Two nurses were killed: Ahmed Saleh, 30, and Lina Sabry, 25.",
        [("Ahmed Saleh", 30, "", "", "killed"), ("Lina Sabry", 25, "", "", "killed")],
    ),
    (
        "A boy was shot dead. He was named as Ahmed Saleh, 14.",
        [("Ahmed Saleh", 14, "", "", "killed")],
    ),
    (
        "A man was shot dead. Relatives identified the dead man as Jihad Amin, 26.",
        [("Jihad Amin", 26, "male", "", "killed")],
    ),
    (
        "Lawmakers Omar Amin and Ali Said were killed, said Major Ibrahim Hassan.",
        [("Omar Amin", None, "", "Lawmakers", "killed"), ("Ali Said", None, "", "Lawmakers", "killed")],
    ),
    ("A soldier was killed. Police identified the attacker as Omar Said, 21.", [("", None, "", "soldier", "killed")]),
    (
        "The dead were a man, his wife Salma Saleh, 40, and a nurse.",
        [("Salma Saleh", 40, "female", "his wife", "killed"), ("", None, "", "nurse", "killed")],
    ),
    (
        "Thirteen people were killed. Among them: Omar Said, 9; Karim Haddad, who was 17.",
        [
            ("Omar Said", 9, "", "", "killed"),
            ("Karim Haddad", 17, "", "", "killed"),
        ],
    ),
    (
        "His cousin, Huda Nasser, 37, who was with him, was gravely wounded.",
        [
            ("Huda Nasser", 37, "", "His cousin", "injured"),
        ],
    ),
    ("Omar Said said that 20 people were killed.", []),
    ("Omar Said, 34, a doctor, said that 20 people were killed.", []),
    ("Mayor Omar Said visited the wounded.", []),
    ("Omar Said killed thousands.", []),
    ("The government of President Omar Said evacuated the town.", []),
    ("Raids on Aden Kill 16 Civilians, Says Monitor", []),
    (
        "The spokesman says one of its members, the guard Omar Said, died and seven more were hurt on the stairs.",
        [("Omar Said", None, "", "the guard", "killed")],
    ),
    (
        "Police raised the toll to 28 after a teacher, K. L. Perera, 44, died of burns.",
        [("K. L. Perera", 44, "", "a teacher", "killed")],
    ),
    (
        "Five people died there, among them a girl of seven, Noor Ali; the first count was four.",
        [("Noor Ali", 7, "female", "a girl", "killed")],
    ),
    (
        "Six people were killed in the raid. The children were Omar Said, 4, and Huda Said, 16.",
        [("Omar Said", 4, "", "", "killed"), ("Huda Said", 16, "", "", "killed")],
    ),
    (
        "Five journalists were killed on Monday. The two others are Karim Abu Taha and Ahmed Abu Aziz.",
        [("Karim Abu Taha", None, "", "", "killed"), ("Ahmed Abu Aziz", None, "", "", "killed")],
    ),
    (
        "Shelling killed 13 people. Among them: Lina Barakat, 9; Qamar Hafiz, a nurse; Omar Tarek, who was 17.",
        [
            ("Lina Barakat", 9, "", "", "killed"),
            ("Qamar Hafiz", None, "", "a nurse", "killed"),
            ("Omar Tarek", 17, "", "", "killed"),
        ],
    ),
    (
        "A soldier was killed on Friday. The soldier was named by Naftali Levi, the prime minister, as Eitan Peretz.",
        [("", None, "", "soldier", "killed"), ("Eitan Peretz", None, "", "", "killed")],
    ),
    (
        "Maryam Estemir, a worker of the group, was abducted and killed in 2009.",
        [("Maryam Estemir", None, "", "a worker", "killed")],
    ),
    ("Thirty people were killed in the raid. They were led by Omar Said, a commander.", []),
    ("Thirty people were killed in the raid. The two sides are Al Qaeda and the army.", []),
    ("Our reporter has seen 11 wounded being lifted into ambulances.", []),
    (
        "The victims:\n\n• Lina Sabry, 19, and her cousin Huda, 18.\n\n"
        "• Omar Tarek, 18, a pupil at the town's old school.\n\n• Dana Saleh, 30, a nurse.",
        [
            ("Lina Sabry", 19, "female", "", "killed"),
            ("Huda", 18, "", "her cousin", "killed"),
            ("Omar Tarek", 18, "", "a pupil", "killed"),
            ("Dana Saleh", 30, "", "a nurse", "killed"),
        ],
    ),
    (
        "Killed were Head Constable Amit Roy, 40, and Sub-Inspector Ravi Kumar, 35.",
        [("Amit Roy", 40, "", "Head Constable", "killed"), ("Ravi Kumar", 35, "", "Sub-Inspector", "killed")],
    ),
]


def test_a_list_of_names_names_the_dead():
    text = (
        "A raid killed 51 people and wounded 79.\n\nNames released so far:\n- Karim Nabil, 9\n- his brother Ahmad, 11\n"
        "- Yusuf Amin, 47, the driver of the bus"
    )
    _, rejected, people = read({"a": text})
    assert people["harm"].tolist() == ["killed"] * 3 and people["age"].tolist() == [9, 11, 47]
    assert not rejected["text"].eq("-").any()


@pytest.mark.parametrize(("sentence", "expected"), PERSONS)
def test_persons(sentence, expected):
    _, _, people = read({"a": sentence})
    got = [
        (row["name"], None if pd.isna(row["age"]) else row["age"], row["sex"], row["role"], row["harm"])
        for row in people.to_dict("records")
    ]
    assert got == expected


def test_a_person_is_told_once_and_linked_with_the_figure_that_counts_him():
    text = "Omar Said was killed with two others. Three people died: Omar Said, 34, a teacher, and his sons."
    found, _, people = read({"a": text})
    assert people[people["name"] != ""][["name", "age"]].to_numpy().tolist() == [["Omar Said", 34]]
    text = "Five people were killed. The ministry named the dead as Ali Amin, 12, and Sara Amin, 9."
    found, _, people = read({"a": text})
    assert people["figure_id"].tolist() == [found["figure_id"].iloc[0]] * 2
    found, _, people = read({"a": "A journalist, Hazim Amin, was killed, and nine people were hurt."})
    assert people["figure_id"].tolist() == found.loc[found["harm"] == "killed", "figure_id"].tolist()


def test_a_name_of_a_place_or_group_is_no_person():
    people = pd.DataFrame(
        [
            {"victim_id": "1", "doc_id": "a", "start": 0, "end": 9, "name": "Omar Said"},
            {"victim_id": "2", "doc_id": "a", "start": 20, "end": 26, "name": "Manbij"},
        ]
    )
    mentions = pd.DataFrame(
        [
            {"doc_id": "a", "start": 20, "end": 26, "entity_id": "p"},
            {"doc_id": "a", "start": 0, "end": 9, "entity_id": "o"},  # what the model takes for one may be a person
        ]
    )
    entities = pd.DataFrame(
        [
            {"entity_id": "p", "kind": "place", "basis": "gazetteer"},
            {"entity_id": "o", "kind": "organisation", "basis": "text"},
        ]
    )
    assert persons.confirm(people, mentions, entities)["name"].tolist() == ["Omar Said"]


REJECTED = [
    ("A new offensive could kill thousands of people.", "thousands of people", "might happen"),
    ("Shelling killed 40 cows.", "40 cows", "counts animals"),
    ("Civilians were killed in 15 air strikes.", "15 air strikes", "counts attacks"),
    ("Civilians were killed by five gunmen.", "five gunmen", "people who act"),
    ("Most leaders had been killed.", "killed", "harm without a number"),
    ("Many of the victims were women and children.", "Many of the victims", "without a number"),
    ("There were no immediate reports of casualties.", "no immediate reports", "nothing reported"),
    ("Troops killed the gunmen, three drivers said.", "three drivers", "people who tell"),
    ("The war killed 80,000,000,000,000,000,000 people.", "80,000,000,000,000,000,000 people", "more than all people"),
    (f"{'9' * 500} people were killed.", f"{'9' * 500} people", "more than all people"),
    ("On average 5.5 people were killed.", "5.5 people", "no whole number"),
    ("They killed guards after a three-hour siege.", "three-hour siege", "a time, an age or a size"),
]


def test_what_a_toll_was_before_does_not_lead():
    found, rejected, _ = read({"a": "From 190 the death toll rose to 210 on Friday. The toll rose by three to 213."})
    assert found.loc[found["former"], "count_min"].tolist() == [190]
    assert lead.mark(found.assign(date_end=""), pd.DataFrame())["lead"].tolist()[:2] == [False, True]
    assert ("three", "what a toll was before") in zip(rejected["text"], rejected["reason"], strict=True)


def test_a_part_counts_over_the_time_of_its_total():
    found, _, _ = read({"a": "Ninety people have been killed since 2019, among them 12 nurses."})
    assert found["scope"].tolist() == ["cumulative", "cumulative"]


def test_a_sentence_may_end_before_its_number():
    sentence = "Whether the strike killed anybody, the army had no"
    found, *_ = read({"a": sentence})
    assert all(sentence[row["start"] :] == row["text"] for row in found.to_dict("records"))


def test_a_part_of_what_is_no_figure_stands_alone():
    found, *_ = read({"a": "The war killed 80,000,000,000,000,000,000 people, including 12 nurses."})
    assert found["count_min"].tolist() == [12] and found["part_of"].tolist() == [""]


@pytest.mark.parametrize(("sentence", "text", "reason"), REJECTED)
def test_rejected(sentence, text, reason):
    found, rejected, _ = read({"a": sentence})
    assert found.empty
    assert [row["text"] for row in rejected.to_dict("records") if reason in row["reason"]][:1] == [text]


@pytest.mark.shared
def test_real_articles(shared):
    """Facts of the five real articles that the design fixes: harm, number, group of every incident figure."""
    texts = {path.stem[:3]: path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))}
    found, _, _ = read(texts)
    rows = {
        doc_id: [
            (row["harm"], None if pd.isna(row["count_min"]) else row["count_min"], row["bound"], row["scope"])
            for row in part.to_dict("records")
        ]
        for doc_id, part in found.groupby("doc_id")
    }
    seven = ("killed", 7, "exact", "incident")
    raqqa = [("killed", 43, "at_least", "incident"), ("injured", 24, "vague", "incident")]
    assert rows["000"] == [seven] * 3
    assert set(rows["001"]) == {seven}
    assert rows["002"] == [*raqqa, ("killed", 624, "exact", "cumulative"), ("killed", 4350, "at_least", "cumulative")]
    assert ("killed", 23, "at_least", "incident") in rows["003"]
    groups = found[found["scope"] == "incident"].groupby("doc_id")["victim_group"].agg(set)
    assert groups["000"] == groups["001"] == {"aid_worker"}


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("The war has killed more than 200 medics.", "cumulative"),
        ("Since June 2014, 600 civilians have been killed in the raids.", "cumulative"),
        ("The attack, the deadliest since 2016, killed 37 people.", "incident"),
        ("Forty people were killed in the past 24 hours.", "incident"),
        ("Forty people have been killed since Thursday.", "incident"),
        ("Half a million people have been killed.", "cumulative"),
        ("It was the worst single bombing in the north since May 2012, when a blast killed 30.", "incident"),
        ("The group told of the death of one fighter, its 14th since the truce ended.", "incident"),
        ("A post, since deleted, spoke of 60 deaths.", "incident"),
        ("A raid hit Mar, a village that the war had spared until now, killing 21 people.", "incident"),
        ("At least 20 people have been killed since May.", "cumulative"),
        (
            "Since the general began his push on the port in April with the help of three allied brigades, shells on"
            " the outskirts have killed 174.",
            "cumulative",
        ),
        ("Between 3 June and 9 August 2017 the teams counted 41 dead.", "cumulative"),
        ("The 1982 war cost 900 lives.", "cumulative"),
        ("The mission has recorded 77 deaths.", "cumulative"),
        ("Doctors put the dead at 5,204.", "cumulative"),
        ("Some 20,000 people fled the town overnight.", "incident"),
    ],
)
def test_scope(sentence, scope):
    found, _, _ = read({"a": sentence})
    assert found["scope"].tolist() == [scope]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Helicopters circled as five people were killed in clashes.", "ground_fighting"),
        ("A video shot in the town showed that five people were killed.", "unknown"),
        ("Five guards were killed at the gas field.", "unknown"),
        ("Five people were killed in a surface-to-surface missile attack.", "shelling"),
        ("Villagers threw stones and five soldiers were hurt.", "other"),
        ("An explosion at a farm that gunmen had raided killed two cousins.", "bombing"),
        ("Five guards were killed in a gunbattle, six days after a blast in the town.", "ground_fighting"),
    ],
)
def test_the_cause_told_in_the_sentence(text, cause):
    found, _, _ = read({"a": text})
    assert list(found["cause"].unique()) == [cause]
