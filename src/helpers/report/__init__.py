"""Charts, tables as HTML, and the page.

The *Look* part of a notebook reads the tables it needs with `read` and calls the functions of its chapter:
`articles`, `names`, `figures`, `copies`, `claims`. Each takes tables and returns a chart, a table or a sentence that
shows itself, in JupyterLab and in the report. ``python -m helpers.report`` makes the page.
"""

from helpers.report import articles, claims, copies, figures, names
from helpers.report.source import read

__all__ = ["articles", "claims", "copies", "figures", "names", "read"]
