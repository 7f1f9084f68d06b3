"""A spaCy pipeline's components, each asked in the quickest way: the same parses in a third of the time.

What is quick here depends on how a component is built; one that is built otherwise is asked as spaCy asks it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer, Lemmatizer, Tok2Vec
from spacy.tokens import Doc, Span
from thinc.api import Model, Ragged

Step = Callable[[list[Doc]], list[Doc]]


def steps(nlp: Language) -> list[Step]:
    """The components of ``nlp`` as functions of the texts parsed together."""
    made: list[Step] = []
    naming = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    for name, component in nlp.pipeline:
        if isinstance(component, Tok2Vec):
            made.append(partial(embed, component, lean(component.model)))
        elif isinstance(component, (DependencyParser, EntityRecognizer)) and greedy(component):
            way = label if naming == [name] and component.model.get_ref("lower").get_dim("nF") == 3 else decide
            made.append(partial(way, component, lean(component.model)))
        elif isinstance(component, AttributeRuler) and WordRules.cover(component):
            made.append(WordRules(component))
        elif isinstance(component, Lemmatizer) and made and isinstance(made[-1], WordRules):
            made[-1].rules.append(quick(component))
        elif hasattr(component, "pipe"):
            made.append(lambda docs, component=component: list(component.pipe(docs, batch_size=16)))
        else:
            made.append(lambda docs, component=component: [component(doc) for doc in docs])
    return made


def lean(model: Model) -> Model:
    """A copy of ``model`` that gives the same, to the bit: it embeds words alike once for all texts (what they are
    before their neighbours count), and makes fewer arrays on the way."""
    made = model.copy()
    for node in list(made.walk()):
        if [layer.name for layer in (*node.layers[:2], *node.layers[-1:])] == EMBEDDING:
            node.layers[2:-1] = [Model("words_alike", alike, layers=node.layers[2:-1])]
        for place, layer in enumerate(node.layers):
            if layer.name == "layernorm":
                node.layers[place] = Model("normal", normal, params={name: layer.get_param(name) for name in "Gb"})
    return made


EMBEDDING = ["extract_features", "list2ragged", "ragged2list"]  # first and last of the layers that embed words


def alike(model: Model, words: Ragged, is_train: bool) -> tuple[Ragged, None]:
    """Give one of the ``words`` alike to the layers of ``model``, and all of them what they make of it."""
    rows = np.ascontiguousarray(words.dataXd)
    keys = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
    place = {key: at for at, key in enumerate(keys)}
    number = {key: at for at, key in enumerate(place)}
    made = Ragged(rows[list(place.values())], np.array([len(place)], dtype="i"))
    for layer in model.layers:
        made = layer.predict(made)
    return Ragged(made.dataXd[[number[key] for key in keys]], words.lengths), None


def normal(model: Model, rows: np.ndarray, is_train: bool) -> tuple[np.ndarray, None]:
    """Each of ``rows`` with the mean and the variance that ``model`` has learnt (thinc's `LayerNorm`)."""
    made = rows - rows.mean(axis=1, keepdims=True)
    made *= (np.square(made).mean(axis=1, keepdims=True) + 1e-08) ** (-1.0 / 2.0)
    made *= model.get_param("G")
    made += model.get_param("b")
    return made, None


def embed(component: Tok2Vec, model: Model, docs: list[Doc]) -> list[Doc]:
    """Give ``docs`` what ``component``, whose ``model`` it is, makes of their words."""
    component.set_annotations(docs, model.predict(docs))
    return docs


def greedy(component: DependencyParser | EntityRecognizer) -> bool:
    """Whether ``component`` takes the best decision each time, and knows all it may take."""
    about = component.model.attrs
    return component.cfg["beam_width"] == 1 and about["has_upper"] and not about["unseen_classes"]


def scores(model: Model, seen: np.ndarray) -> np.ndarray:
    """What ``model`` (a component's, asked about texts) thinks of each decision, where it sees the words ``seen``."""
    return model.vec2scores.predict(model.state2vec.predict(seen))


def decide(component: DependencyParser | EntityRecognizer, model: Model, docs: list[Doc]) -> list[Doc]:
    """Take ``component``'s decisions in ``docs``, one after another in each, best first; ``model``: its model.

    Its own loop does so without Python's lock, and takes and leaves that lock anew to look at each decision that is
    open (107 at each word): two thirds of its time.
    """
    states = component.moves.init_batch(docs)
    asked = model.predict(docs)
    going = [state for state in states if not state.is_final()]
    while going:
        going = component.transition_states(going, scores(asked, asked.get_token_ids(going)))
    component.set_annotations(docs, states)
    return docs


def label(component: EntityRecognizer, model: Model, docs: list[Doc]) -> list[Doc]:
    """Find the names in ``docs`` as ``component`` does; ``model``: its model.

    While no name is open a decision depends on its word alone, so all of these are taken at once; then all names that
    were begun grow together, a word at a time. What may be decided is as in spaCy's `ner.pyx`, for texts without names.
    """
    sizes = [len(doc) for doc in docs]
    if not sum(sizes):
        return docs
    asked = model.predict(docs)
    moves = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
    kind, called = np.array([move[:1] for move in moves]), np.array([move[2:] for move in moves])
    space, opens = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs]).T == 1
    ends = np.append(opens[1:], True)  # no name goes on behind these words
    ends[np.cumsum(sizes) - 1] = True

    def best(allowed: np.ndarray, *seen: np.ndarray) -> np.ndarray:
        return np.where(allowed, scores(asked, np.stack(seen, axis=1).astype("i")), -np.inf).argmax(axis=1)

    word = np.arange(len(ends))
    alone = (kind == "U") & (called != "") & ~space[:, None] | (kind == "B") & ~(space | ends)[:, None]
    move = best(alone | (kind == "O"), word, np.full_like(word, -1), np.full_like(word, -1))
    names = {at: (at + 1, called[move[at]]) for at in np.flatnonzero(kind[move] == "U").tolist()}
    first = np.flatnonzero(kind[move] == "B")
    last, what = first + 1, called[move[first]]
    while len(first):
        on = (kind == "L") | (kind == "I") & ~ends[last][:, None]
        done = kind[best(on & (called == what[:, None]), last, first, last - 1)] == "L"
        names.update(zip(first[done].tolist(), zip((last[done] + 1).tolist(), what[done], strict=True), strict=True))
        first, last, what = first[~done], last[~done] + 1, what[~done]
    for doc, begin in zip(docs, np.cumsum([0, *sizes]).tolist(), strict=False):
        found, at = [], begin
        while at < begin + len(doc):
            end, name = names.get(at, (at + 1, ""))
            found += [Span(doc, at - begin, end - begin, label=str(name))] if name else []
            at = end
        doc.set_ents(found, default="outside")
    return docs


def quick(lemmatizer: Lemmatizer) -> Lemmatizer:
    """The same lemmas, known words found in sets: ``lemmatizer`` has lists of up to 50,000 of them."""
    lookups = Lookups()
    for name in lemmatizer.lookups.tables:
        table = lemmatizer.lookups.get_table(name)
        known = {kind: frozenset(words) for kind, words in table.items()} if name == "lemma_index" else table
        lookups.add_table(name, known)
    made = type(lemmatizer)(lemmatizer.vocab, lemmatizer.model, mode=lemmatizer.mode, overwrite=lemmatizer.overwrite)
    made.initialize(lookups=lookups)
    return made


Row = tuple[int, ...]  # a word as the rules see it
SEEN = [ORTH, TAG, DEP]
FIELDS = {"LOWER", "IS_SPACE", "TAG", "DEP"}  # what rules may ask for that depends on no more than these
EDGE: Row = (0, 0, 0)  # before the first word and behind the last
RULED = [TAG, DEP, POS, MORPH, LEMMA]
MADE = [TAG, DEP, POS, LEMMA]
OTHER = "word"  # stands for every word that no rule names


class WordRules:
    """A pipeline's rules of part of speech and lemma, asked once for each way a word stands.

    They look at its spelling, tag and dependency alone, and at its spelling only if they name it; a few ("gon" before
    "na") look at the word beside it, too.
    """

    def __init__(self, ruler: AttributeRuler):
        self.ruler = ruler
        self.rules: list[Callable[[Doc], Doc]] = []  # those that follow: of lemmas
        self.vocab = ruler.vocab
        self.other = self.vocab.strings.add(OTHER)
        named = [re.escape(name) for asked in spellings(ruler) for name in asked.get("IN", ())]
        shapes = [asked["REGEX"] for asked in spellings(ruler) if "REGEX" in asked]
        self.named = re.compile("|".join([rf"^(?:{'|'.join(named)})$", *shapes]))
        self.ruled: dict[tuple[Row, ...], list[int]] = {}
        self.made: dict[tuple[Row, ...], list[int]] = {}
        self.paired: dict[Row, bool] = {EDGE: False}  # whether a rule looks at the words beside it
        self.pairs = Matcher(ruler.vocab)
        if changed := [[words[index]] for words, index in patterns(ruler) if len(words) > 1]:
            self.pairs.add("changed", changed)

    @staticmethod
    def cover(ruler: AttributeRuler) -> bool:
        """Whether the rules of ``ruler`` look at no more than this class takes into account."""
        plain = all(len(words) <= 2 and all(set(word) <= FIELDS for word in words) for words, _ in patterns(ruler))
        return plain and all(asked.keys() <= {"IN", "REGEX"} for asked in spellings(ruler))

    def __call__(self, docs: list[Doc]) -> list[Doc]:
        read = [list(map(tuple, doc.to_array(SEEN).tolist())) for doc in docs]
        self.pair(unseen(read, self.paired))
        asked = [self.keys(rows) for rows in read]
        self.learn(unseen(asked, self.made))
        for doc, keys in zip(docs, asked, strict=True):
            if keys:
                doc.from_array(MADE, np.array([self.made[key] for key in keys], dtype=np.uint64))
        return docs

    def keys(self, rows: list[Row]) -> list[tuple[Row, ...]]:
        """For each word all that its rules look at: itself, or the word before it, itself and the word behind it."""
        around = zip([EDGE, *rows], rows, [*rows[1:], EDGE], strict=False)
        return [(before, row, after) if self.paired[row] else (row,) for before, row, after in around]

    def pair(self, rows: list[Row]) -> None:
        """Find out for which of ``rows`` the words beside it matter."""
        found = {start for _, start, _ in self.pairs(self.laid_out(rows), allow_missing=True)}
        self.paired.update((row, place in found) for place, row in enumerate(rows))

    def learn(self, keys: list[tuple[Row, ...]]) -> None:
        """Ask the rules for the words at ``keys``."""
        plain = [tuple(map(self.plain, key)) for key in keys]
        self.rule(unseen([plain], self.ruled))
        doc = self.laid_out([key[len(key) // 2] for key in keys])
        if keys:
            doc.from_array(RULED, np.array([self.ruled[key] for key in plain], dtype=np.uint64))
        for rule in self.rules:
            doc = rule(doc)
        self.made.update(zip(keys, doc.to_array(MADE).tolist(), strict=True))

    def plain(self, row: Row) -> Row:
        """``row`` as the ruler sees it: a word that it doesn't name is any word."""
        word = self.vocab.strings[row[0]]
        return row if not word.strip() or self.named.search(word.lower()) else (self.other, *row[1:])

    def rule(self, keys: list[tuple[Row, ...]]) -> None:
        """Ask the ruler for the words at ``keys``."""
        made, place = self.ruler(self.laid_out([row for key in keys for row in key])).to_array(RULED).tolist(), 0
        for key in keys:
            self.ruled[key] = made[place + len(key) // 2]
            place += len(key)

    def laid_out(self, rows: list[Row]) -> Doc:
        """A text of these words."""
        doc = Doc(self.vocab, words=[self.vocab.strings[orth] or "\n" for orth, *_ in rows])
        return doc.from_array(SEEN[1:], np.array([row[1:] for row in rows], dtype=np.uint64)) if rows else doc


def patterns(ruler: AttributeRuler) -> list[tuple[list[dict], int]]:
    """The rules of ``ruler``: each with what it looks at, word by word, and at which of them it changes."""
    return [(words, rule["index"]) for rule in ruler.patterns for words in rule["patterns"]]


def spellings(ruler: AttributeRuler) -> list[dict]:
    """How the rules of ``ruler`` ask for spellings, in small letters."""
    asked = [word["LOWER"] for words, _ in patterns(ruler) for word in words if "LOWER" in word]
    return [{"IN": [one]} if isinstance(one, str) else one for one in asked]


def unseen(asked: list[list], known: Mapping) -> list:
    """What is asked for and not known, each once."""
    return list(dict.fromkeys(one for part in asked for one in part if one not in known))
