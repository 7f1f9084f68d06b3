"""The language of a text."""

from __future__ import annotations

import re
from functools import cache

from helpers import knowledge

SAMPLE = 3000  # characters looked at: a menu that stayed before the text may be long, and in another language


@cache
def identifier():
    """py3langid's model (Lui and Baldwin, langid.py, 2012), cut to `knowledge/languages.csv`."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Fewer candidates make short texts surer.
    made.set_languages([code for code in knowledge.load("languages")["code"] if code in set(made.nb_classes)])
    return made


def detect(text: str) -> tuple[str, float]:
    """The likeliest language of ``text`` (ISO 639-1) and its probability among the candidates; without letters none."""
    if not re.search(r"[^\W\d_]", text):
        return "", 0.0
    language, probability = identifier().classify(text[:SAMPLE])
    return language, float(probability)


def latin(text: str) -> bool:
    """Whether most letters of ``text`` are Latin."""
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    return sum(character < "\u0250" for character in letters) * 2 > len(letters)
