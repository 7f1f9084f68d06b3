"""What shows that two reports of a claim are not independent: copied text, a common origin, a citation.

A shared odd number is listed as a sign of a common origin; it counts nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection

import pandas as pd

from helpers.corroboration.numbers import odd

COPIED = ["verbatim", "edited"]
LEAST_SHARE = 0.5  # of a figure's sentence that a passage must cover to state it, if it does not cover the figure
SAME_WORDS = 0.9  # share of equal words; below, two events may have been told in one outlet's set phrases
SHIFT = 60  # characters by which a number may stand elsewhere in a copy whose words did not change
LINK_COLUMNS = ["claim", "doc_a", "doc_b", "reason", "passage_id", "origin"]


def sides(reports: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Figures covered by copied passages: ``passage, side (a|b), row, at`` (characters from its start, if inside).

    A passage states a figure if it holds the figure's words, or at least half of the sentence around them.
    """
    copied = passages[passages["kind"].isin(COPIED)]
    rows: dict[str, list] = defaultdict(list)
    columns = ["doc_id", "start", "end", "text", "sentence"]
    for row, (doc_id, start, end, text, sentence) in enumerate(reports[columns].itertuples(index=False, name=None)):
        inside = max(sentence.find(text), 0)
        first = start - inside
        rows[doc_id].append((row, start, end, first, first + len(sentence)))
    found = []
    for side in ("a", "b"):
        spans = copied[["passage_id", f"doc_{side}", f"start_{side}", f"end_{side}"]]
        for passage, doc_id, start, end in spans.itertuples(index=False, name=None):
            for row, first, last, opening, closing in rows.get(doc_id, ()):
                shared = min(end, closing) - max(start, opening)
                holds = start <= first and last <= end
                if holds or shared >= LEAST_SHARE * (closing - opening):
                    found.append((passage, side, row, first - start if holds else math.nan))
    return pd.DataFrame(found, columns=["passage", "side", "row", "at"])


def covered(reports: pd.DataFrame, stating: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Pairs of figures of one number and harm that a copied passage states at one place of it: ``a, b, only``.

    ``a, b``: positions in ``reports``; ``only``: the passage holds no other figure of that number and harm, and its
    words agree so well (`SAME_WORDS`) that both must be about the same event.
    """
    alike = passages.loc[passages["similarity"] >= SAME_WORDS, "passage_id"]
    about = reports[["stated", "harm"]].reindex(stating["row"]).reset_index(drop=True)
    about = pd.concat([stating.reset_index(drop=True), about], axis=1)
    about["others"] = about.groupby(["passage", "side", "stated", "harm"])["row"].transform("size")
    one, two = about[about["side"] == "a"], about[about["side"] == "b"]
    pairs = one.merge(two, on=["passage", "stated", "harm"], suffixes=("_a", "_b"))
    told = passages.set_index("passage_id").reindex(pairs["passage"])
    changed = (1 - told["similarity"]) * (told["end_a"] - told["start_a"])
    pairs = pairs[~((pairs["at_a"] - pairs["at_b"]).abs().to_numpy() > SHIFT + changed.to_numpy(dtype=float))]
    pairs = pairs.assign(only=(pairs["others_a"] == 1) & (pairs["others_b"] == 1) & pairs["passage"].isin(alike))
    pairs = pairs.sort_values("only", ascending=False, kind="stable").drop_duplicates(["row_a", "row_b"])
    return pairs[["row_a", "row_b", "only"]].set_axis(["a", "b", "only"], axis=1).astype({"only": bool})


def shared_text(claim_of: pd.Series, stating: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Pairs of articles of a claim with the longest copied passage that states it in both; exact duplicates too."""
    about = stating.assign(claim=claim_of.reindex(stating["row"]).to_numpy()).drop_duplicates(
        ["passage", "side", "claim"]
    )
    both = about[about["side"] == "a"].merge(about[about["side"] == "b"], on=["passage", "claim"])
    found = both[["claim", "passage"]].merge(passages, left_on="passage", right_on="passage_id")
    found = found.sort_values(
        ["claim", "doc_a", "doc_b", "words", "passage_id"], ascending=[True, True, True, False, True]
    )
    found = found.drop_duplicates(["claim", "doc_a", "doc_b"]).assign(reason="shared_text", origin="")
    return found.reindex(columns=LINK_COLUMNS)


def duplicates(reports: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Pairs of articles of a claim of which one is an exact duplicate of the other."""
    first = documents[documents["duplicate_of"] != ""].set_index("doc_id")["duplicate_of"].to_dict()
    by_claim = reports.groupby("claim")["doc_id"].agg(set).to_dict()
    rows = [
        (claim, *sorted((doc_id, first[doc_id])), "shared_text", "", "")
        for claim, docs in by_claim.items()
        for doc_id in sorted(docs)
        if first.get(doc_id) in docs
    ]
    return pd.DataFrame(rows, columns=LINK_COLUMNS)


def cites(reports: pd.DataFrame) -> pd.DataFrame:
    """Pairs of articles of a claim of which one cites the other's outlet for the figure, or credits it."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    columns = ["claim", "doc_id", "outlet_name_key", "outlet", "cited", "agency_key"]
    rows = list(reports[columns].itertuples(index=False, name=None))
    for claim, doc_id, own, outlet, _, _ in rows:
        first.setdefault((claim, own), (doc_id, outlet))
    found = {
        (claim, *sorted((doc_id, first[claim, key][0])), "cites", "", first[claim, key][1])
        for claim, doc_id, own, _, cited, agency in rows
        for key in (*cited, agency)
        if key and key != own and (claim, key) in first
    }
    return pd.DataFrame(sorted(found), columns=LINK_COLUMNS)


def same_origin(reports: pd.DataFrame) -> pd.DataFrame:
    """Each article that names an origin with the earliest one of the claim that names it too.

    The origin of an article that names none is the wire service it credits (or who speaks in it: `reports.agencies`).
    """
    names_one = (reports["origin_key"] != "").groupby([reports["claim"], reports["doc_id"]]).transform("any")
    rows = reports.assign(
        key=reports["origin_key"].where(names_one, reports["agency_key"]),
        name=reports["origin"].where(names_one, reports["agency"]),
    )
    # "the army and the UN said": either links
    others = reports[reports["beside"].map(bool).astype(bool)].explode("beside")
    others = others.assign(key=others["beside"].str[0], name=others["beside"].str[1])
    rows = pd.concat([rows, others]).sort_index(kind="stable").reset_index(drop=True) if len(others) else rows
    return star(rows[rows["key"] != ""].drop_duplicates(["claim", "key", "doc_id"]), "key", "same_origin", "name")


def same_odd_number(reports: pd.DataFrame, corrected: Collection[str] = ()) -> pd.DataFrame:
    """The earliest articles of different source groups of a claim that state one odd number: an unusual one, or in the
    claims ``corrected`` one that its own source lowered later."""
    telling = reports["stated"].map(odd).astype(bool) | reports["claim"].isin(set(corrected))
    found = reports[telling].drop_duplicates(["claim", "stated", "source_group"])
    return star(found.assign(number=found["stated"].astype(str)), "number", "same_odd_number", "")


def star(rows: pd.DataFrame, by: str, reason: str, origin: str) -> pd.DataFrame:
    """Links of the first article of each claim and ``by`` with every other one."""
    first = rows.groupby(["claim", by])["doc_id"].transform("first")
    others = rows[first != rows["doc_id"]]
    ends = [sorted(pair) for pair in zip(first[first != rows["doc_id"]], others["doc_id"], strict=True)]
    made = others.assign(doc_a=[a for a, _ in ends], doc_b=[b for _, b in ends], reason=reason, passage_id="")
    made["origin"] = rows.groupby(["claim", by])[origin].transform("first")[made.index] if origin else ""
    return made.drop_duplicates(LINK_COLUMNS)[LINK_COLUMNS]
