"""What holds for text overlap whatever the articles."""

from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import overlap
from helpers.overlap import chains, index, words
from overlap_texts import DAM, HARBOUR, MARKET, WEATHER, documents, find

SENTENCES = [part.strip() + "." for text in (HARBOUR, MARKET, DAM, WEATHER) for part in text.split(".") if part.strip()]
texts = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), max_size=6).map("\n".join)
word_lists = st.lists(st.sampled_from(["ab", "cde", "fgh", "ijk", "lmn", "opq", "rst", "uvw"]), min_size=3, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), texts, min_size=2))
def test_every_passage_quotes_both_texts_from_word_to_word(articles):
    for row in find(articles).itertuples():
        assert row.doc_a < row.doc_b
        for doc, start, end in ((row.doc_a, row.start_a, row.end_a), (row.doc_b, row.start_b, row.end_b)):
            assert 0 <= start < end <= len(articles[doc])
            read = words.read(articles[doc])
            assert start in read.start and end in read.end
        assert 0 < row.similarity <= 1


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), texts, min_size=2))
def test_shares_are_shares(articles):
    _, counts, *_ = overlap.find(documents(articles), articles, overlap.Settings())
    for side in "ab":
        assert (counts[f"shared_{side}"] <= counts[f"words_{side}"] + 1e-9).all()


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_words_lie_in_the_text_in_order_and_do_not_overlap(text):
    read = words.read(text)
    assert (read.start < read.end).all()
    assert (read.end[:-1] <= read.start[1:]).all()
    assert len(read) == len(read.weight) == len(read.quoted) == len(read.sums) - 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=60), st.integers(2, 8))
def test_winnowing_keeps_a_fingerprint_of_every_window(hashes, window):
    kept = index.winnow(np.array(hashes, dtype=np.uint64), window)
    for first in range(len(hashes) - window + 1):
        assert ((kept >= first) & (kept < first + window)).any()


@settings(max_examples=60, deadline=None)
@given(st.lists(word_lists, min_size=2, max_size=6), st.integers(1, 4))
def test_the_index_finds_every_pair_with_a_run_in_common(lists, blocks):
    read = [words.read(" ".join(part)) for part in lists]
    block, index.BLOCK = index.BLOCK, blocks  # small blocks, so that their borders are met
    try:
        met = np.concatenate([*index.joined(index.postings(read, 0, window=1), frequent=100, reach=100)])
    except ValueError:
        met = np.zeros(0, dtype=index.MEETING)  # none at all
    finally:
        index.BLOCK = block
    lengths = np.array([len(one) + 1 for one in read])
    pair, at = (
        met["one"].astype(int) * len(read) + met["other"],
        (np.cumsum(lengths) - lengths)[met["one"]] + met["place"],
    )
    sums = np.concatenate([one.sums for one in read])
    found, spans = index.supported(pair, met["place"].astype(int), met["shift"], at, sums, shingle=3, worth=3)
    pairs = {divmod(number, len(read)) for number in found.tolist()}
    runs = [{tuple(part[n : n + 6]) for n in range(len(part) - 5) if len(set(part[n : n + 6])) == 6} for part in lists]
    for one in range(len(lists)):
        for other in range(one + 1, len(lists)):
            if runs[one] & runs[other] and max(map(len, (lists[one], lists[other]))) == 6:
                assert (one, other) in pairs
    for number, (low, high, low_b, high_b) in zip(found.tolist(), spans.tolist(), strict=True):
        one, other = divmod(number, len(read))
        assert 0 <= low < high <= len(read[one]) and 0 <= low_b < high_b <= len(read[other])


@settings(max_examples=60, deadline=None)
@given(st.lists(word_lists, min_size=2, max_size=6))
def test_shingles_of_many_pairs_meet_as_those_of_each(lists):
    read = [words.read(" ".join(part)) for part in lists]
    ones, others = (np.array(side) for side in zip(*permutations(range(len(read)), 2), strict=True))
    several = chains.packed(read)
    met = sorted(
        zip(*(column.tolist() for column in chains.met(several, ones, several, others, ones > others)), strict=True)
    )
    wanted = []
    for pair, (one, other) in enumerate(zip(ones.tolist(), others.tolist(), strict=True)):
        places = [list(read[text].shingles) for text in (one, other)]
        for x, shingle in enumerate(places[0]):
            if places[one < other].count(shingle) <= chains.CROWD:
                wanted += [(pair, x, y) for y, same in enumerate(places[1]) if same == shingle > 0]
    assert met == wanted
