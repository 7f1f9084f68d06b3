"""What only scripts read, packed: plotly.js and what the charts are drawn from. Text and tables never are.

The packed bytes are those of zlib at its highest level, without a time. All releases of zlib up to now write the same;
another library in its place (zlib-ng) may write others, which unpack to the same: there a page made from the same
tables differs in these blocks, and in its archive of tables, and nowhere else.
"""

from __future__ import annotations

import base64
import gzip
import json
import re

CHART = re.compile(
    r'(<figure class="chart" id="([^"]+)">(?:(?!</figure>).)*?)<script type="application/json">(.*?)</script>\n', re.S
)
BLOCK = re.compile(r'<script type="application/gzip" id="charts">([^<]*)</script>')


def block(key: str, text: str) -> str:
    """``text`` as a packed block of the page, found by its ``key``."""
    packed = base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
    return f'<script type="application/gzip" id="{key}">{packed}</script>'


def without_charts(page: str) -> tuple[str, str]:
    """``page`` without what its charts are drawn from, and that as JSON: an object with a member a chart."""
    found: list[str] = []

    def taken(match: re.Match) -> str:
        found.append(f"{json.dumps(match[2])}:{match[3]}")
        return match[1]

    return CHART.sub(taken, page), "{" + ",\n".join(found) + "}" if found else ""


def unpacked(page: str) -> str:
    """``page`` with what its charts are drawn from in plain sight, for checks of what it says."""

    def read(match: re.Match) -> str:
        return f'<script type="application/json">{gzip.decompress(base64.b64decode(match[1])).decode()}</script>'

    return BLOCK.sub(read, page)
