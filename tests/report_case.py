"""A hand-made run for the tests of the report: tables, texts and executed notebooks, without the pipeline."""

from pathlib import Path

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers import report, tables

TEXTS = {
    "one": (
        "Blast at a market in Harim\n\nAt least 12 people were killed on Friday when a bomb went off in "
        "Harim, the Orchard Monitor said. "
        "The dead included 3 children.\n\nDozens were wounded, a doctor said. Nobody claimed the attack. "
        "The town lies near the border. "
        "The war has displaced 4,000 families since May 2016."
    ),
    "two": (
        "Harim market hit\n\nAt least 12 people were killed on Friday when a bomb went off in Harim, the "
        "Orchard Monitor said.\n\n"
        "The army denied that 30 soldiers had died."
    ),
    "three": (
        "Bomb in Harim town\n\nBetween 10 and 15 villagers died in an explosion in Harim on Friday, "
        "according to residents. "
        "Officials put the toll at 60."
    ),
    "four four": 'A quiet day \u202e<script>alert(1)</script> "in" Dorn & Co\n\nNobody was hurt in Dorn. '
    "The market opened at 9. Shops closed early.",
}
OUTLETS = {"one": "Kestrel <b>Post</b>", "two": "Quay Daily", "three": "صحيفة الميناء", "four four": ""}
DATES = {"one": "2018-03-03", "two": "2018-03-03T18:00", "three": "2018-03-05", "four four": ""}


def span(doc_id: str, text: str, sentence: str = "") -> dict:
    """Where ``text`` stands in an article, with its sentence."""
    start = TEXTS[doc_id].index(text)
    return {"doc_id": doc_id, "start": start, "end": start + len(text), "text": text, "sentence": sentence or text}


FIRST = "At least 12 people were killed on Friday when a bomb went off in Harim, the Orchard Monitor said."


def figure(row: str, doc_id: str, text: str, sentence: str, low, high, bound: str, **more) -> dict:
    """One casualty figure."""
    made = {
        "figure_id": row,
        "outlet": OUTLETS[doc_id],
        "lead": False,
        "harm": "killed",
        "count_min": low,
        "count_max": high,
        "bound": bound,
        "victim_group": "unknown",
        "cause": "bombing",
        "place_id": "place-harim",
        "place": "Harim",
        "scope": "incident",
        "date_start": "2018-03-02",
        "date_end": "2018-03-02",
        "date_precision": "day",
        "attribution": "",
        "attribution_kind": "unattributed",
        "stance": "reported",
        "number": text,
        "in_title": False,
        "place_basis": "sentence",
        "date_basis": "sentence",
    }
    return {**span(doc_id, text, sentence), **made, **more}


def frames() -> dict[str, pd.DataFrame]:
    """Every table of the run."""
    documents = [
        {
            "doc_id": d,
            "file": f"{d}.txt",
            "sha256": "0" * 64,
            "outlet": OUTLETS[d],
            "title": t.split("\n")[0],
            "published": DATES[d],
            "published_basis": "manifest" if DATES[d] else "none",
            "language": "en",
            "url": "javascript:alert(2)" if d == "two" else "https://example.org/a?b=1&c=2",
            "n_words": len(t.split()),
            "body_chars": len(t),
            "removed_chars": 40,
            "status": "ok",
            "outlet_basis": "manifest",
            "title_basis": "text",
        }
        for d, t in TEXTS.items()
    ]
    documents.append(
        {
            "doc_id": "broken",
            "file": "broken.bin",
            "sha256": "1" * 64,
            "published_basis": "none",
            "status": "skipped",
            "problem": "not a text",
            "outlet_basis": "none",
            "title_basis": "none",
        }
    )
    denied, doctor = "The army denied that 30 soldiers had died.", "Dozens were wounded, a doctor said."
    between = "Between 10 and 15 villagers died in an explosion in Harim on Friday, according to residents."
    figures = [
        figure(
            "f1",
            "one",
            "At least 12 people",
            FIRST,
            12,
            None,
            "at_least",
            lead=True,
            attribution="Orchard Monitor",
            attribution_kind="monitor",
        ),
        figure(
            "f2",
            "one",
            "3 children",
            "The dead included 3 children.",
            3,
            3,
            "exact",
            part_of="f1",
            victim_group="civilian",
            victim_detail="children",
        ),
        figure(
            "f3",
            "one",
            "Dozens",
            doctor,
            24,
            None,
            "vague",
            harm="injured",
            attribution_kind="medical",
            stance="unverified",
        ),
        figure(
            "f4",
            "one",
            "4,000 families",
            "The war has displaced 4,000 families since May 2016.",
            4000,
            4000,
            "exact",
            harm="displaced",
            scope="cumulative",
            date_start="2016-05-01",
            date_end="",
            date_precision="month",
            place="",
            place_id="",
        ),
        figure(
            "f5",
            "two",
            "At least 12 people",
            FIRST,
            12,
            None,
            "at_least",
            lead=True,
            attribution="Orchard Monitor",
            attribution_kind="monitor",
        ),
        figure(
            "f6",
            "two",
            "30 soldiers",
            denied,
            30,
            30,
            "exact",
            stance="denied",
            victim_group="combatant",
            attribution="army",
            attribution_kind="official",
        ),
        figure(
            "f7",
            "three",
            "Between 10 and 15 villagers",
            between,
            10,
            15,
            "range",
            lead=True,
            victim_group="civilian",
            attribution_kind="witness",
        ),
        figure(
            "f8",
            "three",
            "60",
            "Officials put the toll at 60.",
            60,
            60,
            "exact",
            attribution_kind="official",
            stance="claimed",
            corrected="count_max",
        ),
        figure(
            "f9",
            "four four",
            "Nobody",
            "Nobody was hurt in Dorn.",
            0,
            0,
            "exact",
            harm="injured",
            place="Dorn",
            place_id="place-dorn",
            date_start="",
            date_end="",
            date_precision="",
        ),
    ]
    entities = [
        {
            "entity_id": "place-harim",
            "name": "Harim",
            "kind": "place",
            "aliases": "Harem",
            "basis": "gazetteer",
            "latitude": 36.2,
            "longitude": 36.5,
            "country": "SY",
            "n_mentions": 5,
            "n_documents": 3,
            "place_type": "town",
        },
        {
            "entity_id": "place-dorn",
            "name": "Dorn",
            "kind": "place",
            "basis": "text",
            "latitude": 35.5,
            "longitude": 37.9,
            "country": "SY",
            "n_mentions": 2,
            "n_documents": 1,
            "place_type": "province",
        },
        {
            "entity_id": "org-monitor",
            "name": "Orchard Monitor",
            "kind": "organisation",
            "aliases": "the monitor",
            "basis": "text",
            "n_mentions": 2,
            "n_documents": 2,
        },
    ]
    names = [
        ("one", "Harim"),
        ("two", "Harim"),
        ("three", "Harim"),
        ("one", "Orchard Monitor"),
        ("two", "Orchard Monitor"),
    ]
    mentions = [
        {**span(d, t), "mention_id": f"m{i}", "entity_id": "place-harim" if t == "Harim" else "org-monitor"}
        for i, (d, t) in enumerate(names)
    ]
    worded = [
        ("one", "bomb", "loaded"),
        ("two", "bomb", "loaded"),
        ("three", "explosion", "loaded"),
        ("one", "killed", "verb"),
        ("three", "died", "verb"),
    ]
    namings = [{**bare(d, t), "entity_id": "place-harim" if k == "loaded" else "", "kind": k} for d, t, k in worded]
    events = [("e1", "one", FIRST, "g1"), ("e2", "two", FIRST, "g1"), ("e3", "three", between, "g1")]
    timeline = [
        {
            **without(span(d, t), "text"),
            "event_id": e,
            "date_start": "2018-03-02",
            "date_end": "2018-03-02",
            "precision": "day",
            "entity_ids": "place-harim; org-monitor",
            "place_id": "place-harim",
            "place": "Harim",
            "event_group": g,
        }
        for e, d, t, g in events
    ]
    timeline.append(
        {
            **without(span("one", "The war has displaced 4,000 families since May 2016."), "text"),
            "event_id": "e4",
            "date_start": "2016-05-01",
            "precision": "month",
            "entity_ids": "place-harim",
            "event_group": "e4",
        }
    )
    dates = [
        {
            **bare(d, "Friday"),
            "date_id": f"d{d}",
            "timex_type": "DATE",
            "timex_value": "2018-03-02",
            "date_start": "2018-03-02",
            "date_end": "2018-03-02",
            "precision": "day",
            "basis": "publication",
        }
        for d in ("one", "two", "three")
    ]
    a, b = TEXTS["one"].index(FIRST), TEXTS["two"].index(FIRST)
    passages = [
        {
            "passage_id": "p1",
            "doc_a": "one",
            "start_a": a,
            "end_a": a + len(FIRST),
            "doc_b": "two",
            "start_b": b,
            "end_b": b + len(FIRST),
            "words": 19,
            "similarity": 1.0,
            "kind": "verbatim",
        }
    ]
    pairs = [
        {
            "doc_a": "one",
            "doc_b": "two",
            "share_of_a": 0.4,
            "share_of_b": 0.65,
            "words": 19,
            "n_passages": 1,
            "longest_words": 19,
            "direction": "b_from_a",
            "direction_basis": "one came first",
        }
    ]
    families = [
        {"doc_id": "one", "family_id": "one", "role": "source"},
        {"doc_id": "two", "family_id": "one", "role": "copy"},
        {"doc_id": "three", "family_id": "three", "role": "alone"},
        {"doc_id": "four four", "family_id": "four four", "role": "alone"},
    ]
    claims = [
        claim(
            "c1",
            "i1",
            12,
            None,
            ["one", "two", "three"],
            3,
            2,
            1,
            2,
            "compatible",
            "two or more sources",
            "two or more sources",
        ),
        claim("c2", "i1", 12, None, ["one", "two"], 2, 1, 1, 1, "conflict", "two or more sources", "single source"),
        claim("c3", "i1", 30, 30, ["two"], 1, 1, 1, 1, "conflict", "single source", "single source"),
    ]
    members = [("c1", "f1", "s1"), ("c1", "f7", "s2"), ("c2", "f5", "s1"), ("c3", "f6", "s1")]
    made = {
        "documents": documents,
        "removed_text": [
            {"doc_id": "one", "order": 1, "reason": "menu", "text": "Home <img src=x onerror=alert(3)> World"}
        ],
        "credits": [{"doc_id": "one", "text": "told AFP", "name": "AFP", "kind": "told"}],
        "entities": entities,
        "mentions": mentions,
        "namings": namings,
        "dates": dates,
        "timeline": timeline,
        "casualty_figures": figures,
        "rejected_numbers": [{**span("four four", "9", "The market opened at 9."), "reason": "time of day"}],
        "victims": [
            {
                **without(span("three", "residents", between), "text"),
                "victim_id": "v1",
                "name": "residents",
                "age": 40,
                "harm": "killed",
            }
        ],
        "overlap_pairs": pairs,
        "overlap_passages": passages,
        "families": families,
        "claims": claims,
        "claim_figures": [{"claim_id": c, "figure_id": f, "source_group": g} for c, f, g in members],
        "claim_links": [
            {"claim_id": "c2", "doc_a": "one", "doc_b": "two", "reason": "shared_text", "passage_id": "p1"},
            {"claim_id": "c2", "doc_a": "one", "doc_b": "two", "reason": "same_origin", "origin": "Orchard Monitor"},
        ],
        "incidents": [
            {
                "incident_id": "i1",
                "date_start": "2018-03-02",
                "date_end": "2018-03-02",
                "place": "Harim",
                "cause": "bombing",
                "killed_min": 10,
                "killed_max": 60,
                "n_claims": 3,
                "n_outlets": 3,
                "n_independent": 2,
                "grade_by_independence": "two or more sources",
            }
        ],
        "decisions-casualties": [
            {
                "file": "corrections.csv",
                "row": 2,
                "table": "casualty_figures",
                "row_id": "f8",
                "column": "count_max",
                "value": "60",
                "reason": "misprint",
                "by": "A. Reader",
                "date": "2020-01-02",
                "status": "applied",
            }
        ],
    }
    return {
        name: tables.conform(name.partition("-")[0], complete(name.partition("-")[0], rows))
        for name, rows in made.items()
    }


def complete(table: str, rows: list[dict]) -> pd.DataFrame:
    """``rows`` with something in the columns that are never empty, also in those that other rooms add later."""
    frame = pd.DataFrame(rows)
    for name, column in tables.columns(table).items():
        if name not in frame and column["empty"] == "no":
            first = {"choice": column["values"].split("; ")[0], "integer": 0, "number": 0.0, "boolean": False}
            frame[name] = first.get(column["type"], "-")
    return frame


def bare(doc_id: str, text: str) -> dict:
    """A span without its sentence."""
    return without(span(doc_id, text), "sentence")


def without(row: dict, column: str) -> dict:
    """``row`` without one of its columns."""
    return {name: value for name, value in row.items() if name != column}


def claim(row, incident, low, high, docs, outlets, families, origins, independent, agreement, before, after) -> dict:
    """One claim."""
    return {
        "claim_id": row,
        "harm": "killed",
        "victim_group": "unknown",
        "place_id": "place-harim",
        "place": "Harim",
        "date_start": "2018-03-02",
        "date_end": "2018-03-02",
        "scope": "incident",
        "count_low": low,
        "count_high": high,
        "n_figures": len(docs),
        "n_documents": len(docs),
        "n_outlets": outlets,
        "n_families": families,
        "n_origins": origins,
        "n_independent": independent,
        "outlets": tables.join(OUTLETS[d] for d in docs),
        "origins": "Orchard Monitor",
        "agreement": agreement,
        "grade_by_outlets": before,
        "grade_by_independence": after,
        "incident_id": incident,
        "cause": "bombing",
    }


def empty_frames() -> dict[str, pd.DataFrame]:
    """A run on one article that tells of nobody harmed and shares nothing."""
    kept = frames()
    made = {name: frame.iloc[:0] for name, frame in kept.items() if name != "decisions-casualties"}
    made["documents"] = kept["documents"][kept["documents"]["doc_id"] == "four four"].reset_index(drop=True)
    made["families"] = kept["families"][kept["families"]["doc_id"] == "four four"].reset_index(drop=True)
    return made


def shown(made: report.source.Source) -> dict[str, list[object]]:
    """What the Look part of each notebook shows."""
    documents = made["documents"]
    figures, claims = made["casualty_figures"], made["claims"]
    return {
        "01_ingestion": [
            report.articles.calendar_chart(documents),
            report.articles.body_chart(documents),
            report.articles.documents_table(documents),
            report.articles.removed_table(made["removed_text"], documents),
            report.articles.credits_table(made["credits"], documents),
        ],
        "02_entity_timelines": [
            report.names.lanes_chart(made["timeline"], made["entities"], documents),
            report.names.events_table(made["timeline"], made["entities"], documents),
            report.names.naming_chart(made["namings"], made["entities"], documents, made.texts),
            report.names.places_chart(made["entities"], made["mentions"], documents),
            report.names.names_table(made["entities"], made["mentions"], made["timeline"], documents),
            report.names.dates_table(made["dates"], documents),
        ],
        "03_casualty_figures": [
            report.figures.ranges_chart(figures, documents),
            report.figures.figures_table(figures, documents),
            report.figures.victims_table(made["victims"], documents),
            report.figures.rejected_table(made["rejected_numbers"], documents),
        ],
        "04_source_overlap": [
            report.copies.shares_chart(made["overlap_pairs"], made["families"], documents),
            report.copies.families_chart(made["families"], made["overlap_pairs"], documents),
            report.copies.passages_table(made["overlap_passages"], made["overlap_pairs"], documents, made.texts),
        ],
        "05_corroboration": [
            report.claims.independence_chart(claims),
            report.claims.claims_table(claims, made["claim_figures"], made["claim_links"], figures, documents),
            report.claims.grades_table(claims),
            report.claims.what_if_table(claims, made["claim_figures"], made["claim_links"], figures, documents),
            report.claims.incidents_table(made["incidents"], claims),
        ],
    }


def make_run(folder: Path, made: dict[str, pd.DataFrame]) -> Path:
    """A finished run in ``folder``: tables, texts, and notebooks as they are after papermill."""
    tables.write(folder, made)
    tables.write_texts(folder, {d: TEXTS[d] for d in made["documents"]["doc_id"] if d in TEXTS})
    (folder / "notebooks").mkdir(parents=True, exist_ok=True)
    for notebook, views in shown(report.read(folder)).items():
        cells = [
            new_markdown_cell(f"# Chapter {notebook[:2]}\n\nWhat it is for."),
            new_code_cell("jobs: int = 1  # processes", metadata={"tags": ["parameters"]}),
            new_markdown_cell("## Load\n\nThe tables."),
            new_code_cell("print('<b>read</b>')", outputs=[new_output("stream", name="stdout", text="<b>read</b>\n")]),
            new_markdown_cell("## Look\n\nWhat was found."),
        ]
        for view in views:
            data = view._repr_mimebundle_() if hasattr(view, "_repr_mimebundle_") else {"text/html": view._repr_html_()}
            cells.append(new_code_cell("look()", outputs=[new_output("execute_result", data=data, execution_count=1)]))
        for i, cell in enumerate(cells):
            cell["id"] = f"cell-{i}"
        nbformat.write(new_notebook(cells=cells), folder / "notebooks" / f"{notebook}.ipynb")
    return folder
