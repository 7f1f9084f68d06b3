"""The language of a text."""

from __future__ import annotations

import re
from functools import cache

# The languages that news of armed conflicts comes in; fewer candidates make short texts surer.
CANDIDATES = (
    "am ar az bg bn cs da de el en es fa fi fr he hi hr hu hy id it ja ka ko ku lt lv ms nl no pl ps pt ro ru sk sl sq "
    "sr sv sw ta th tr uk ur vi zh"
).split()
SAMPLE = 3000  # characters looked at


@cache
def identifier():
    """py3langid's model (Lui and Baldwin, langid.py, 2012), cut to `CANDIDATES`."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages([language for language in CANDIDATES if language in set(made.nb_classes)])
    return made


def detect(text: str) -> tuple[str, float]:
    """The likeliest language of ``text`` (ISO 639-1) and its probability among `CANDIDATES`; without letters none."""
    if not re.search(r"[^\W\d_]", text):
        return "", 0.0
    language, probability = identifier().classify(text[:SAMPLE])
    return language, float(probability)
