"""Hand-made reports for the tests of corroboration: a few words each, the rest filled in."""

from __future__ import annotations

import pandas as pd

from helpers import case, corroboration, tables

DAY, PLACE = "2016-05-01", "Manbij"
PUBLISHED = "2016-05-02"


def corrections(*lines: str) -> pd.DataFrame:
    """The corrections of a case, each as a line ``table,row_id,column,value``."""
    columns = [*case.HAND_MADE["corrections.csv"], "row"]
    rows = [dict(zip(columns, line.split(","), strict=False)) | {"row": n} for n, line in enumerate(lines, 2)]
    return pd.DataFrame(rows, columns=columns).fillna("")


def reports(*rows: dict) -> dict[str, pd.DataFrame]:
    """The tables of a case with one article a row (or the article ``doc``), each stating one figure.

    A row may give any column of `casualty_figures`, and: ``n`` (the number), ``doc``, ``date``, ``published``,
    ``outlet``, ``agency``, ``sentence``, ``text``.
    """
    figures, documents, credits, ends = [], {}, [], {}
    for number, row in enumerate(rows):
        doc_id = row.get("doc", f"doc-{number}")
        bound, n = row.get("bound", "exact"), row.get("n", 12)
        sentence = row.get("sentence", f"Report {number}: {n} people died, it said.")
        text = row.get("text", sentence[:10])
        start = row.get("start", ends.get(doc_id, 0) + 1 + sentence.find(text))
        ends[doc_id] = max(ends.get(doc_id, 0), start + len(sentence) + 1) if "text" not in row else ends.get(doc_id, 0)
        day = row.get("date", DAY)
        made = {
            **{"figure_id": f"figure-{number}", "doc_id": doc_id, "outlet": row.get("outlet", ""), "text": text},
            **{"start": start, "end": start + len(text), "sentence": sentence, "lead": False, "harm": "killed"},
            **{"count_min": n, "count_max": n if bound in ("exact", "about", "range") else None, "bound": bound},
            **{"victim_group": "unknown", "cause": "unknown", "place": PLACE, "place_id": "", "scope": "incident"},
            **{"date_start": day, "date_end": day, "date_precision": "day" if day else "", "stance": "reported"},
            **{
                "number": str(n),
                "in_title": False,
                "attribution_kind": "monitor" if row.get("attribution") else "unattributed",
                "geo_precision": "town",
                "country": "SY",
            },
            **{"place_basis": "sentence", "date_basis": "sentence"},
        }
        made |= {name: value for name, value in row.items() if name in tables.columns("casualty_figures")}
        figures.append(made)
        documents[doc_id] = {
            **{"doc_id": doc_id, "file": f"{doc_id}.txt", "sha256": doc_id, "outlet": row.get("outlet", "")},
            **{"published": row.get("published", PUBLISHED), "published_basis": "manifest", "status": "ok"},
            **{"outlet_basis": "manifest", "title_basis": "text", "duplicate_of": row.get("duplicate_of", "")},
        }
        if "agency" in row:
            credits.append({"doc_id": doc_id, "text": row["agency"], "name": row["agency"], "kind": "agency"})
    columns = {"casualty_figures": figures, "documents": list(documents.values()), "credits": credits}
    frames = {
        name: pd.DataFrame(made, columns=None if made else list(tables.columns(name))) for name, made in columns.items()
    }
    frames = {name: tables.conform(name, frame.drop_duplicates()) for name, frame in frames.items()}
    return frames | {"entities": tables.empty("entities"), "overlap_passages": tables.empty("overlap_passages")}


def passage(
    frames: dict[str, pd.DataFrame], *pairs: tuple[str, str], kind: str = "verbatim"
) -> dict[str, pd.DataFrame]:
    """``frames`` with a copied passage over the whole of each pair of articles."""
    rows = []
    for number, pair in enumerate(pairs):
        doc_a, doc_b = sorted(pair)
        rows.append(
            {
                **{"passage_id": f"passage-{number}", "doc_a": doc_a, "start_a": 0, "end_a": 9999, "doc_b": doc_b},
                **{"start_b": 0, "end_b": 9999, "words": 40, "similarity": 1.0, "kind": kind, "stands": 1},
            }
        )
    return frames | {"overlap_passages": tables.conform("overlap_passages", pd.DataFrame(rows))}


def find(
    frames: dict[str, pd.DataFrame], corrections: pd.DataFrame | None = None, **keywords
) -> dict[str, pd.DataFrame]:
    """`corroboration.find` on the tables of a case."""
    names = ("casualty_figures", "documents", "credits", "entities", "overlap_passages")
    return corroboration.find(*(frames[name] for name in names), corrections, **keywords)[0]
