"""Parses: the text code point by code point, sentences within their lines, and nothing parsed twice."""

import pytest

from helpers import ProblemError, engine, language

TEXT = "Blast kills 18 in market\n\nEighteen people died, a medic said. Dozens were hurt.\nA subheading\n\n— “text”."


def test_a_sentence_never_crosses_a_line(tmp_path):
    doc = language.parse({"a": TEXT}, store=tmp_path)["a"]
    assert doc.text == TEXT
    assert all("\n" not in sentence.text.strip() for sentence in doc.sents)
    assert "A subheading" in [sentence.text.strip() for sentence in doc.sents]


def test_a_sentence_without_end_is_cut(tmp_path):
    texts = {"list": "Omar Haddad, " * 900, "prose": "He came to the town, and they all left it again. " * 120}
    docs = language.parse(texts, store=tmp_path)
    assert max(map(len, docs["list"].sents)) <= language.LONGEST
    assert {sentence.text for sentence in docs["prose"].sents} == {texts["prose"][:48]}


def test_a_text_parsed_before_is_read_from_the_store_and_is_the_same(tmp_path, monkeypatch):
    first = language.parse({"a": TEXT}, store=tmp_path)["a"]
    monkeypatch.setattr(engine.Store, "put", None)  # parsing again would fail
    second = language.parse({"b": TEXT}, store=tmp_path)["b"]
    for attribute in ("text", "pos_", "dep_", "lemma_", "ent_type_", "is_sent_start"):
        assert [getattr(t, attribute) for t in first] == [getattr(t, attribute) for t in second]
    assert [t.head.i for t in first] == [t.head.i for t in second]


def test_parses_are_those_of_the_pipeline_itself():
    said = "There's a clinic. There were 3 dead; let's say we're gonna look.\n\nIt ain't got to. Y'all saw a van\tburn?"
    named = "Envoy Maren Holt of the United Nations\nleft New Ostra, Ruritania on 3 May. \n Army of the North Bank"
    texts = [TEXT, "", "\n", said, f"Later, though. {said}", TEXT * 3, named, f"{named}\n{named} Maren"]
    plain = language.pipeline(language.MODEL).pipe(texts)
    for ours, theirs in zip(language.parses(texts), plain, strict=True):
        assert ours.text == theirs.text
        for attribute in language.KEPT:
            assert ours.to_array([attribute]).tolist() == theirs.to_array([attribute]).tolist()


def test_nothing_to_parse_is_no_problem(tmp_path):
    assert language.parse({}, store=tmp_path) == {}


def test_a_model_that_is_not_installed_is_named():
    with pytest.raises(ProblemError, match=r"xx_no_model.*params\.yml"):
        language.pipeline("xx_no_model")
