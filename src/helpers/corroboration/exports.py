"""Incidents in the columns that recorders load: Airwars, Iraq Body Count, ACLED.

Where each column comes from, and each export's convention for open, vague and disputed numbers, stands in
`knowledge/export_columns.csv`. Totals over a time or an area are no incidents and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd

from helpers import knowledge, tables
from helpers.corroboration import incidents as counting
from helpers.corroboration.rows import Groups
from helpers.corroboration.summary import known

TIME = {"day": "1", "week": "2", "month": "3"}
PLACE = {"exact": "1", "town": "1", "province": "3", "country": "3"}
DETAILS = ("children", "women", "men")


def make(
    incidents: pd.DataFrame,
    claims: pd.DataFrame,
    claim_figures: pd.DataFrame,
    figures: pd.DataFrame,
    documents: pd.DataFrame,
    entities: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """``airwars, iraq_body_count, acled`` (a row an incident, all cells text), and ``columns``, about them."""
    columns = knowledge.load("export_columns")
    names = {export: columns.loc[columns["export"] == export, "column"].tolist() for export in SHAPES}
    rows: dict[str, list[tuple]] = {export: [] for export in SHAPES}
    for case in gather(incidents, claims, claim_figures, figures, documents, entities):
        for export, shape in SHAPES.items():
            made = shape(case)
            rows[export].append(tuple(made.get(name, "") for name in names[export]))  # what nobody fills is empty
    frames = {export: pd.DataFrame(found, columns=names[export], dtype=str) for export, found in rows.items()}
    frames["iraq_body_count"] = frames["iraq_body_count"][lambda rows: rows["Reported Minimum"].ne("")]
    return frames | {"columns": columns.copy()}


def gather(incidents, claims, claim_figures, figures, documents, entities) -> Iterator[dict]:
    """Each incident: its row, its ``claims``, ``figures`` and ``documents`` as rows, its point and country."""
    located = entities[["entity_id", "latitude", "longitude"]].dropna()
    countries = knowledge.load("countries").set_index("country")["name"].to_dict()
    points = {row["entity_id"]: [row["latitude"], row["longitude"]] for row in tables.records(located)}
    told = ["figure_id", "doc_id", "harm", "victims", "bound", "count_min", "lead", "in_title"]
    reports = Groups(claim_figures[["claim_id", "figure_id"]].merge(figures[told], on="figure_id"), "claim_id")
    stating = Groups(claims, "incident_id")
    document = Groups(documents[["doc_id", "outlet", "url", "archived_url"]], "doc_id")
    for (row,) in Groups(incidents[incidents["scope"] == "incident"], "incident_id"):
        own = stating.of(row["incident_id"])
        stated = {claim["claim_id"]: reports.of(claim["claim_id"]) for claim in own}
        docs = dict.fromkeys(figure["doc_id"] for part in stated.values() for figure in part)
        yield row | {
            "claims": own,
            "figures": stated,
            "point": points.get(row["place_id"], [pd.NA, pd.NA]),
            "country_name": countries.get(row["country"], row["country"]),
            "leading": {claim for claim, part in stated.items() if counting.led(part)},
            "documents": [found for doc_id in docs for found in document.of(doc_id)],
        }


def number(value: object) -> str:
    """A number as text, empty if unknown."""
    return "" if pd.isna(value) else str(int(value)) if float(value).is_integer() else str(value)


def outlets(case: dict) -> str:
    """The outlets of an incident; one that is not known is called so."""
    return tables.join(row["outlet"] or f"unknown outlet ({row['doc_id']})" for row in case["documents"])


def civilians(case: dict, harm: str) -> tuple[str, str]:
    """Lowest and highest number of civilians, or of victims not told apart; the highest stated where it is open."""
    low, high = case[f"civilians_{harm}_min"], case[f"civilians_{harm}_max"]
    only = counting.CIVILIAN
    if pd.isna(low) and pd.isna(high):
        only = counting.OPEN
        low, high = counting.harmed(case["claims"], harm, case["leading"], only=only)
    if pd.isna(high) and not pd.isna(low):
        counted = [claim | {"count_high": claim["count_low"]} for claim in case["claims"]]
        high = max(low, counting.harmed(counted, harm, case["leading"], only=only)[1])
    return number(low), number(high)


def airwars(case: dict) -> dict[str, str]:
    """One incident in Airwars' columns."""
    grades = known_grades()
    killed, injured = civilians(case, "killed"), civilians(case, "injured")
    detail = {}
    for name in DETAILS:
        rows = [row for row in case["claims"] if row["harm"] == "killed" and row["victim_detail"] == name]
        detail[f"{name}_killed_min"] = number(counting.least([row["count_low"] for row in rows], min))
        detail[f"{name}_killed_max"] = number(counting.least([row["count_high"] for row in rows], max))
    links = [" ".join(filter(None, (row["outlet"], row["url"], row["archived_url"]))) for row in case["documents"]]
    return detail | {
        **{"code": case["incident_id"], "incident_date": case["date_start"], "incident_date_end": case["date_end"]},
        **{"date_kind": case["date_precision"], "location_name": case["place"], "region": case["admin1"]},
        **{
            "country": case["country_name"],
            "latitude": number(case["point"][0]),
            "longitude": number(case["point"][1]),
        },
        "geolocation_accuracy": case["geo_precision"],
        **{"civilians_killed_min": killed[0], "civilians_killed_max": killed[1]},
        **{"civilians_injured_min": injured[0], "civilians_injured_max": injured[1]},
        "belligerents_killed_min": number(case["combatants_killed_min"]),
        "belligerents_killed_max": number(case["combatants_killed_max"]),
        **{"cause": case["cause"], "belligerents": case["actors"], "grading": grades[case["grade_by_independence"]]},
        "independent_sources_at_most": number(case["n_independent"]),
        "sources": tables.join(links),
    }


def iraq_body_count(case: dict) -> dict[str, str]:
    """One incident in Iraq Body Count's columns."""
    killed, injured = civilians(case, "killed"), civilians(case, "injured")
    figures = [figure for part in case["figures"].values() for figure in part if figure["harm"] == "killed"]
    victims = known([figure["victims"] for figure in figures], "") if figures else ""
    return {
        **{"IBC code": case["incident_id"], "Start Date": case["date_start"], "End Date": case["date_end"]},
        "Location": ", ".join(dict.fromkeys(filter(None, (case["place"], case["admin1"])))),
        **{"Target": victims, "Weapons": case["cause"], "Killers": case["actors"]},
        **{"Reported Minimum": killed[0], "Reported Maximum": killed[1]},
        **{"Injured Minimum": injured[0], "Injured Maximum": injured[1]},
        "Sources": outlets(case),
        "Primary Witnesses": tables.join(name for row in case["claims"] for name in tables.split(row["origins"])),
        "Single Source": "yes" if case["n_independent"] < 2 else "no",
    }


def acled(case: dict) -> dict[str, str]:
    """One incident in ACLED's columns; its number of deaths is the lowest stated, vague words as ACLED reads them."""
    events, reading = known_events()[case["cause"]], vague_readings()
    rows = []
    for claim in case["claims"]:
        lows = [
            reading.get(figure["count_min"], figure["count_min"]) if figure["bound"] == "vague" else figure["count_min"]
            for figure in case["figures"][claim["claim_id"]]
        ]
        rows.append(claim | {"count_low": counting.least(lows, min)})
    actors = tables.split(case["actors"])
    hurt = not pd.isna(case["civilians_killed_min"]) or not pd.isna(case["civilians_injured_min"])
    return {name: events[name] for name in ("disorder_type", "event_type", "sub_event_type")} | {
        "event_id_cnty": f"{case['country']}{case['incident_id']}",
        **{"event_date": case["date_start"], "year": case["date_start"][:4]},
        "time_precision": TIME.get(case["date_precision"], ""),
        **{"actor1": actors[0] if actors else "", "assoc_actor_1": tables.join(actors[1:])},
        "actor2": f"Civilians ({case['country_name']})" if hurt else "",
        **{"country": case["country_name"], "admin1": case["admin1"], "location": case["place"]},
        **{"latitude": number(case["point"][0]), "longitude": number(case["point"][1])},
        "geo_precision": PLACE.get(case["geo_precision"], ""),
        **{"source": outlets(case), "tags": case["grade_by_independence"]},
        "notes": " ".join(map(note, case["claims"])),
        "fatalities": number(counting.harmed(rows, "killed", case["leading"])[0]),
    }


@cache
def known_events() -> dict[str, dict[str, str]]:
    """ACLED's event types by cause."""
    return knowledge.load("acled_events").set_index("cause").to_dict("index")


@cache
def vague_readings() -> dict[int, int]:
    """What ACLED reads where the literal reading of a vague word is another number."""
    vague = knowledge.load("vague_numbers").astype({"literal": int, "acled": int})
    return vague.groupby("literal")["acled"].min().to_dict()


@cache
def known_grades() -> dict[str, str]:
    """Airwars' words for the grades."""
    return knowledge.load("grades").set_index("grade")["airwars"].to_dict()


def note(claim: dict) -> str:
    """A claim as a sentence of ACLED's notes."""
    low, high = number(claim["count_low"]), number(claim["count_high"])
    stated = f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    stated = low if low == high else stated
    group = claim["victim_group"].replace("_", " ")
    who = ", ".join(tables.split(claim["victim_detail"])) or (
        "people" if group in ("unknown", "mixed") else f"{group}s"
    )
    word = f", on the word of {', '.join(tables.split(claim['origins']))}" if claim["origins"] else ""
    return f"{stated} {who} {claim['harm']}{word}."


SHAPES: dict[str, Callable[[dict], dict[str, str]]] = {
    "airwars": airwars,
    "iraq_body_count": iraq_body_count,
    "acled": acled,
}
