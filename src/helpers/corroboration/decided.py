"""What a person decided about claims, carried out before anything is counted, so that the numbers stay right."""

from __future__ import annotations

import pandas as pd


def apply(frame: pd.DataFrame, corrections: pd.DataFrame | None) -> tuple[pd.DataFrame, dict[str, str], list[int]]:
    """``frame`` (figures with their ``claim``) as decided, the marks of changed claims, and the rows carried out.

    In `corrections.csv`: `claims` ``merge`` joins two claims, ``reject`` takes one out; `claim_figures` (row id
    ``claim:figure``) ``claim_id`` moves a figure to another claim (the id of the figure itself: to a claim of its own),
    ``reject`` does the latter.
    """
    frame = frame.assign(corrected="")
    marks: dict[str, str] = {}
    done: list[int] = []
    if corrections is None or frame.empty:
        return frame, marks, done
    for row in corrections[corrections["table"].isin(["claims", "claim_figures"])].to_dict("records"):
        at = row["row_id"].split(":")
        hit = frame["claim"] == at[0]
        if row["table"] == "claim_figures":
            hit &= frame["figure_id"] == at[-1]
        kind = row["table"], row["column"]
        if not hit.any():
            continue
        if kind == ("claims", "reject"):
            frame = frame[~hit]
        elif kind == ("claims", "merge") and (frame["claim"] == row["value"]).any() and row["value"] != at[0]:
            frame = frame.assign(claim=frame["claim"].mask(hit, row["value"]))
            marks[row["value"]] = "merge"
        elif kind in (("claim_figures", "claim_id"), ("claim_figures", "reject")):
            into = row["value"] if row["column"] == "claim_id" else at[-1]
            frame = frame.assign(
                claim=frame["claim"].mask(hit, into), corrected=frame["corrected"].mask(hit, row["column"])
            )
        else:
            continue
        done.append(row["row"])
    return frame, marks, done
