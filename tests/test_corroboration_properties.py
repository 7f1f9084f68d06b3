"""What must hold for any reports; and the demonstration case, whose truth is known."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corroboration_cases import find, passage, reports
from helpers import tables
from helpers.corroboration import compatible, nodes
from helpers.corroboration import reports as comparing
from helpers.corroboration.sources import Names

FEW = settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
EXPECTED = Path(__file__).parent / "expected" / "seeds"
ROW = st.fixed_dictionaries(
    {
        "doc": st.sampled_from(["a", "b", "c", "d", "e"]),
        "n": st.sampled_from([7, 12, 15, 24, 43]),
        "bound": st.sampled_from(["exact", "at_least", "vague"]),
        "victim_group": st.sampled_from(["unknown", "civilian", "combatant"]),
        "place": st.sampled_from(["Manbij", "Homs", ""]),
        "date": st.sampled_from(["2016-05-01", "2016-05-02", ""]),
        "attribution": st.sampled_from(["", "Red Lamp", "activists"]),
        "in_title": st.booleans(),
    }
)
PAIRS = st.lists(st.sampled_from(list(combinations("abcde", 2))), max_size=3, unique=True)


def case_of(rows: list[dict], pairs: list[tuple[str, str]]) -> dict[str, pd.DataFrame]:
    """The tables of a case; the outlet and the date of an article follow from its name."""
    rows = [row | {"outlet": "" if row["doc"] == "e" else f"Outlet {row['doc']}"} for row in rows]
    stated = {row["doc"] for row in rows}
    pairs = [pair for pair in pairs if set(pair) <= stated]
    frames = reports(*rows)
    return passage(frames, *pairs) if pairs else frames


@settings(FEW)
@given(st.lists(ROW, max_size=9), PAIRS, st.randoms())
def test_claims_of_any_reports(rows, pairs, random):
    frames = case_of(rows, pairs)
    found = find(frames)
    claims, members = found["claims"], found["claim_figures"]
    assert sorted(members["figure_id"]) == sorted(frames["casualty_figures"]["figure_id"])
    assert (claims["n_independent"] <= claims["n_families"]).all()
    assert (claims["n_families"] <= claims["n_documents"]).all()
    assert (claims["n_outlets"] <= claims["n_documents"]).all()
    assert (claims["n_independent"] >= 1).all()
    groups = members.groupby("claim_id")["source_group"].nunique()
    assert (claims.set_index("claim_id")["n_independent"] == groups.reindex(claims["claim_id"])).all()
    assert set(claims["incident_id"]) == set(found["incidents"]["incident_id"])
    mixed = frames | {
        name: frame.sample(frac=1, random_state=random.randrange(1000))
        for name, frame in frames.items()
        if name in ("casualty_figures", "documents", "overlap_passages")
    }
    for name, frame in find(mixed).items():
        pd.testing.assert_frame_equal(frame, found[name])


@settings(FEW)
@given(st.lists(ROW, max_size=9))
def test_every_pair_of_figures_in_a_claim_is_compatible(rows):
    frames = case_of(rows, [])
    names = [frames[name] for name in ("casualty_figures", "documents", "entities", "credits")]
    frame = comparing.table(*names, Names(frames["entities"]), reach=2.0, vague_reach=4.0, about=0.15)
    none = pd.DataFrame({"a": [], "b": [], "only": pd.Series([], dtype=bool)})
    made = nodes.to_nodes(frame, none, total_days=30)
    node_of = {frame["figure_id"][row]: node for node in made for row in node.rows}
    for _, part in find(frames)["claim_figures"].groupby("claim_id"):
        for one, two in combinations(part["figure_id"], 2):
            assert compatible.figures(node_of[one], node_of[two], days=1, total_days=30)


@settings(FEW)
@given(st.lists(ROW, min_size=1, max_size=7), st.data())
def test_a_copied_report_adds_no_source(rows, data):
    rows = [row | {"in_title": False} for row in rows]
    chosen = data.draw(st.sampled_from(rows))
    copy = chosen | {"doc": "z", "attribution": data.draw(st.sampled_from([chosen["attribution"], ""]))}
    alone = find(case_of(rows, []))["claims"]
    both = find(case_of([*rows, copy], [(chosen["doc"], "z")]))["claims"]
    assert both["n_independent"].max() <= alone["n_independent"].max() or len(both) != len(alone)


def test_the_demonstration_case():
    """What the planted figures and families come to, read by a perfect reader."""
    given_ = pd.read_csv(EXPECTED / "figures.csv", dtype=str, keep_default_na=False)
    sources = pd.read_csv(EXPECTED.parents[2] / "seeds" / "sources.csv", dtype=str, keep_default_na=False)
    told = sources.set_index(sources["file"].map(lambda file: Path(file).stem))[["outlet", "published"]].T.to_dict()
    rows = []
    places = given_.groupby("doc_id").cumcount()
    for number, row in enumerate(given_.to_dict("records")):
        about = told.get(row["doc_id"], {"outlet": row["doc_id"], "published": "2017-08-12"})
        place = row["place"] or ("Sarmin" if row["count_min"] == "7" else "Nassib" if row["count_min"] == "23" else "")
        start = 12 * int(places[number])  # the copies state their figures in one order
        rows.append(
            {
                **{"doc": row["doc_id"], "n": int(row["count_min"]), "bound": row["bound"], "harm": row["harm"]},
                **{"victim_group": row["victim_group"] or "unknown", "place": place, "date": row["date_start"]},
                **{"scope": row["scope"], "attribution": row["origin"], "in_title": row["in_title"] == "true"},
                **{"outlet": about["outlet"], "published": about["published"], "start": start, "text": "people"},
                "sentence": f"people {number}",
            }
        )
    frames = reports(*rows)
    copied = pd.read_csv(EXPECTED / "passages.csv", dtype=str, keep_default_na=False)
    pairs = copied[copied["kind"] != "quotation"][["doc_a", "doc_b"]].itertuples(index=False, name=None)
    frames = passage(frames, *dict.fromkeys(pairs))
    whole = frames["overlap_passages"].assign(end_a=99999, end_b=99999)
    # 06 and 07 copied two paragraphs that state 624 and 4,350, and not the 43
    first = frames["casualty_figures"].set_index("doc_id")["start"]
    last_two = frames["casualty_figures"][lambda f: f["count_min"].isin([624, 4350])].groupby("doc_id")["start"].min()
    for side in ("a", "b"):
        start = whole[f"doc_{side}"].map(last_two).fillna(whole[f"start_{side}"]).astype("Int64")
        whole[f"start_{side}"] = start
    assert len(first)
    cites = frames["casualty_figures"]["doc_id"].eq("07-alwan-daily") & frames["casualty_figures"]["count_min"].eq(43)
    frames["casualty_figures"].loc[cites, "via"] = "Kestrel Dispatch"
    frames["casualty_figures"].loc[lambda f: f["count_min"].eq(12), "via"] = "Reuters"  # an activist's film sent to it
    found = find(frames | {"overlap_passages": tables.conform("overlap_passages", whole)})
    claims, members = found["claims"], found["claim_figures"]
    doc_of = frames["casualty_figures"].set_index("figure_id")["doc_id"]
    documents = (
        members.assign(doc=members["figure_id"].map(doc_of))
        .groupby("claim_id")["doc"]
        .agg(lambda names: "; ".join(sorted(set(names))))
    )
    columns = ["harm", "count_low", "scope", "n_documents", "n_outlets", "n_families", "n_origins", "n_independent"]
    got = claims.assign(documents=claims["claim_id"].map(documents))[[*columns, "documents"]].astype(str)
    want = pd.read_csv(EXPECTED / "claims.csv", dtype=str, keep_default_na=False)
    order = ["harm", "count_low", "documents"]
    pd.testing.assert_frame_equal(
        got.sort_values(order, ignore_index=True), want.sort_values(order, ignore_index=True), check_dtype=False
    )
    links = found["claim_links"]
    assert links.loc[links["reason"] == "cites", "origin"].tolist() == ["Kestrel Dispatch"]
