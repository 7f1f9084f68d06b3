"""How long the pictures of a report need to draw, and its tables and choices to answer, in headless Chromium.

``python benchmarks/browser.py OUTPUTS`` prints, for each picture of ``OUTPUTS/report/index.html``, the milliseconds
from the call of ``Plotly.newPlot`` to ``plotly_afterplot``, then those of a search, a sort and a choice to the next
frame painted: the median of so many openings of the page. A measurement, not a test.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CLOCK = """
let library;
window.took = {};
Object.defineProperty(window, 'Plotly', { configurable: true, get: () => library, set: (value) => {
  library = value;
  const draw = value.newPlot;
  value.newPlot = (plot, ...rest) => {
    const start = performance.now();
    const drawn = draw(plot, ...rest);
    plot.on('plotly_afterplot', () => { took[plot.closest('figure').id] ??= performance.now() - start; });
    return drawn;
  };
} });
"""
PAINTED = """async (act) => {
  const start = performance.now();
  new Function(act)();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
SEARCH = "#table-events input[type=search]"
ACTS = {
    "search the events": f"const f = document.querySelector('{SEARCH}');"
    "f.value = 'army'; f.dispatchEvent(new Event('input'));",
    "sort the events": "document.querySelector('#table-events th button').click();",
    "choose a lane": "const f = document.querySelector('#chart-lanes .tools input[list]');"
    "f.value = document.querySelector('#chart-lanes datalist option').value; f.dispatchEvent(new Event('change'));",
    "choose a wording's subject": "const f = document.querySelector('#chart-naming .tools input[list]');"
    "f.value = document.querySelector('#chart-naming datalist option').value; f.dispatchEvent(new Event('change'));",
    "point at a mark": "const p = document.querySelector('#chart-lanes .plot');"
    "Plotly.Fx.hover(p, [{curveNumber: 1, pointNumber: 0}]);",
}


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long the pictures of a report need to draw.")
    parser.add_argument("outputs", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    file = options.outputs / "report" / "index.html"
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not file.is_file() or browser is None:
        problem = "no Chromium on this machine" if file.is_file() else f"{file}: no report"
        print(f"same-story: {problem}", file=sys.stderr)
        return 1
    took: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(options.runs):
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(CLOCK)
            page.goto(file.resolve().as_uri())
            for what, spent in measured(page).items():
                took[what].append(spent)
            page.close()
        chromium.close()
    for what, spent in took.items():
        print(f"{what:28} {statistics.median(spent):7.0f} ms   ({min(spent):.0f} to {max(spent):.0f})")
    return 0


def measured(page: Page) -> dict[str, float]:
    """The milliseconds of every picture and every act on one opened page."""
    for plot in page.locator(".plot").all():
        plot.scroll_into_view_if_needed()
        page.wait_for_function("plot => took[plot.closest('figure').id]", arg=plot.element_handle())
    # The page makes its tables live one by one, whenever it has nothing else to do.
    page.wait_for_function("() => [...document.querySelectorAll('table[data-page]')].every((t) => t.rows.length < 60)")
    made = page.evaluate("took")
    for what, act in ACTS.items():
        if page.locator(act.split("'")[1]).count():
            made[what] = page.evaluate(PAINTED, act)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
