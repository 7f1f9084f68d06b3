"""Articles written for the tests of text overlap, and a short way to compare them."""

import pandas as pd

from helpers import overlap

HARBOUR = (
    "Three fishermen drowned on Monday when a patrol boat rammed their wooden vessel outside the old harbour, a union "
    "official said. Witnesses on the quay watched the crew throw ropes into the water while the patrol turned back "
    "towards the breakwater without stopping."
)
MARKET = (
    "Shelling emptied the covered market before noon, and shopkeepers carried what was left of their stock to a "
    "school basement. A nurse counted nineteen people with burns who came on foot because no ambulance could pass."
)
DAM = (
    "Engineers warned that cracks in the northern spillway had widened since spring and asked both armies for a "
    "week without fighting so that divers could close the lower gates."
)
WEATHER = "Rain is forecast along the coast for the rest of the week, with winds easing by Thursday evening."


def documents(texts, **columns):
    """A `documents` table for ``texts`` by id; ``columns`` by name, each a dict by id."""
    rows = [{"doc_id": doc_id} | {name: given.get(doc_id, "") for name, given in columns.items()} for doc_id in texts]
    frame = pd.DataFrame(rows).assign(status="ok")
    return frame.assign(
        **{name: "" for name in ("published", "outlet", "agencies", "duplicate_of") if name not in frame}
    )


def find(texts, jobs=1, settings=None, **columns):
    """The passages of ``texts``."""
    return overlap.find(documents(texts, **columns), texts, settings or overlap.Settings(), jobs=jobs)[0]


def shown(passages, texts):
    """What each passage quotes: kind, words in a, words in b."""
    return [
        (row.kind, texts[row.doc_a][row.start_a : row.end_a], texts[row.doc_b][row.start_b : row.end_b])
        for row in passages.itertuples()
    ]
