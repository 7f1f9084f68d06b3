"""``python -m helpers.report --outputs outputs --seeds seeds``: write what a run was made of, and its report.

Parameters stand in the section ``report`` of the file ``--params``, and are the options of this command.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from helpers import ROOT, ProblemError
from helpers.report.labels import MANY

DEFAULTS = {
    "title": "",  # title of the case; empty: made from its numbers
    "publish_text": "excerpt",  # full, excerpt (the sentences pointed to and their neighbours) or none
    "withhold_names": False,  # take out the names of private persons harmed
    "licence": "",  # line on what may be reused
    "cite": "",  # how to cite the report
    "articles_inside": MANY,  # articles up to which all stands in one file; more have pages of their own beside it
}


def main(arguments: list[str]) -> int:
    """Write the page; a problem is one line."""
    parser = argparse.ArgumentParser(prog="helpers.report", description="Write the report of a run.")
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument("--seeds", default="seeds")
    parser.add_argument("--params", default="")
    parser.add_argument("--title")
    parser.add_argument("--publish-text")
    parser.add_argument("--withhold-names", action="store_const", const=True)
    parser.add_argument("--licence")
    parser.add_argument("--cite")
    parser.add_argument("--articles-inside", type=int)
    given = vars(parser.parse_args(arguments))
    try:
        options = {name: given[name] for name in DEFAULTS if given[name] is not None}
        chosen = chosen_parameters(given["params"], **options)
        from helpers.report import page, record

        record.write(given["seeds"], given["outputs"])
        page.write(given["outputs"], **chosen)
    except ProblemError as error:
        print(f"same-story: {error}", file=sys.stderr)
        return 1
    return 0


def chosen_parameters(path: str, **options: object) -> dict[str, object]:
    """The report's parameters: the defaults, then those of the file at ``path``, then ``options``; all checked."""
    chosen = DEFAULTS | parameters(path) | options
    checked(chosen)
    return chosen


def parameters(path: str) -> dict[str, object]:
    """The section ``report`` of a parameters file."""
    if not path:
        return {}
    import yaml

    file = ROOT / path
    if not file.is_file():
        raise ProblemError(f"{path}: no such file; name the file of parameters with PARAMS=…")
    try:
        data = yaml.safe_load(file.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProblemError(f"{path}: no YAML: {' '.join(str(error).split())}") from error
    section = (data.get("report") if isinstance(data, dict) else None) or {}
    if not isinstance(section, dict):
        raise ProblemError(f"{Path(path).name}, section report: must hold 'name: value' lines")
    return section


def checked(chosen: dict[str, object]) -> None:
    """Raise a `ProblemError` where a parameter is unknown or of another kind."""
    for name, value in chosen.items():
        if name not in DEFAULTS:
            near = difflib.get_close_matches(str(name), DEFAULTS, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(DEFAULTS)}"
            raise ProblemError(f"parameters, section report: no parameter is called {name}{hint}")
        if not isinstance(value, type(DEFAULTS[name])):
            raise ProblemError(f"parameters, section report: {name} is {value!r}, not {type(DEFAULTS[name]).__name__}")
    if chosen["publish_text"] not in ("full", "excerpt", "none"):
        raise ProblemError(
            f"parameters, section report: publish_text is {chosen['publish_text']!r}, none of full, excerpt, none"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
