"""The date columns of a figure."""

from __future__ import annotations

from helpers.casualties.evidence import Timex


def cells(timex: Timex | None, basis: str) -> dict[str, str]:
    """The date columns of a figure."""
    if timex is None:
        return {"date_start": "", "date_end": "", "date_precision": "", "date_basis": "unresolved"}
    if basis == "sentence" and relative_to_today(timex):
        basis = "publication"
    return {
        "date_start": timex.date_start[:10],
        "date_end": timex.date_end[:10],
        "date_precision": timex.precision,
        "date_basis": basis,
    }


def relative_to_today(timex: Timex) -> bool:
    """Whether the expression says nothing but the day of publication."""
    return timex.basis == "publication" and timex.text.lower().split()[-1] in ("today", "tonight")
