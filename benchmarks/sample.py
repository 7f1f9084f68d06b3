"""Draw rows of `casualty_figures` at random for a second reader to judge, and put the verdicts away.

    python benchmarks/sample.py draw --outputs OUTPUTS --seed 1 --to FOLDER
    python benchmarks/sample.py keep FOLDER/verdicts.csv

`draw` writes a sheet a row of the sample: the article with the figure marked and the cells to judge. It holds articles'
text, so FOLDER must lie outside the project. Readers fill ``verdicts.csv`` without seeing each other's; `keep` checks
it and adds it, ids and verdicts and no wording, to ``precision/verdicts.csv``, which `scores.precision` counts.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from helpers import ROOT, ProblemError, tables

KEPT = ROOT / "benchmarks" / "precision" / "verdicts.csv"
JUDGED = ["number", "harm", "group", "attribution", "place", "date"]
VERDICTS = ["seed", "reader", "doc_id", "figure_id", *JUDGED]
RIGHT, WRONG, OPEN = "right", "wrong", "open"  # open: the article allows no verdict
SHOWN = {
    "number": ["number", "count_min", "count_max", "bound"],
    "harm": ["harm"],
    "group": ["victims", "victim_group"],
    "attribution": ["attribution", "attribution_text", "attribution_kind", "via", "stance"],
    "place": ["place", "admin1", "country", "geo_precision", "place_basis"],
    "date": ["date_start", "date_end", "date_precision", "date_basis", "scope"],
}


def main(arguments: list[str]) -> int:
    """Draw or keep; returns 1 with one line where that cannot be."""
    parser = argparse.ArgumentParser(description="Sample rows of casualty_figures for a second reader.")
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("--outputs", required=True, help="folder of a run")
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--rows", type=int, default=150)
    drawing.add_argument("--to", type=Path, required=True, help="folder outside the project for sheets with wording")
    commands.add_parser("keep").add_argument("verdicts", type=Path)
    options = parser.parse_args(arguments)
    try:
        if options.command == "draw":
            draw(options.outputs, options.seed, options.rows, options.to)
        else:
            keep(options.verdicts)
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    return 0


def draw(outputs: str, seed: int, rows: int, folder: Path) -> None:
    """Write ``sheet-<seed>.txt`` and an empty ``verdicts-<seed>.csv`` for ``rows`` figures of a run into ``folder``."""
    if folder.resolve().is_relative_to(ROOT):
        raise ProblemError(f"{folder} lies in the project; sheets hold articles' text: choose a folder outside")
    figures = tables.read(outputs, "casualty_figures").sort_values("figure_id")
    drawn = figures.sample(min(rows, len(figures)), random_state=seed)
    documents = tables.read(outputs, "documents").set_index("doc_id")
    texts = tables.read_texts(outputs, drawn["doc_id"].unique())
    folder.mkdir(parents=True, exist_ok=True)
    pages = [
        page(n, row, documents.loc[row["doc_id"]], texts[row["doc_id"]])
        for n, row in enumerate(drawn.to_dict("records"), 1)
    ]
    (folder / f"sheet-{seed}.txt").write_text("\n".join(pages), "utf-8")
    empty = drawn[["doc_id", "figure_id"]].assign(seed=seed, reader="", **dict.fromkeys(JUDGED, ""))
    empty[VERDICTS].to_csv(folder / f"verdicts-{seed}.csv", index=False)


def page(n: int, row: dict, document: pd.Series, text: str) -> str:
    """One figure as a reader judges it: its article with the span between >>> and <<<, then the cells."""
    marked = text[: row["start"]] + ">>>" + text[row["start"] : row["end"]] + "<<<" + text[row["end"] :]
    cells = [
        f"  {judged}: " + "; ".join(f"{name}={'' if pd.isna(row[name]) else row[name]}" for name in names)
        for judged, names in SHOWN.items()
    ]
    head = f"##### {n} figure_id={row['figure_id']} doc_id={row['doc_id']} published={document['published']}"
    return "\n".join([head, marked, "----- cells", *cells, ""])


def keep(path: Path) -> None:
    """Add a filled file of verdicts to those kept; `ProblemError` names the first cell that is no verdict."""
    new = pd.read_csv(path, dtype=str, keep_default_na=False)
    if list(new.columns) != VERDICTS:
        raise ProblemError(f"{path}: columns are {', '.join(new.columns)}; they should be {', '.join(VERDICTS)}")
    for column in JUDGED:
        odd = new.index[~new[column].isin([RIGHT, WRONG, OPEN])]
        if len(odd):
            raise ProblemError(f"{path}, row {odd[0] + 2}, column {column}: {new.at[odd[0], column]!r} is no verdict")
    old = pd.read_csv(KEPT, dtype=str, keep_default_na=False) if KEPT.exists() else new.iloc[:0]
    both = pd.concat([old, new]).drop_duplicates(["seed", "reader", "figure_id"], keep="last")
    KEPT.parent.mkdir(exist_ok=True)
    both.sort_values(["seed", "reader", "doc_id", "figure_id"]).to_csv(KEPT, index=False, lineterminator="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
