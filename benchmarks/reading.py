"""A reader in front of the report, in headless Chromium: what each chapter looks like, and how long one waits for what.

``python benchmarks/reading.py --outputs outputs`` writes ``outputs/screenshots/*.png`` (each chapter at both widths,
light and dark) and prints the milliseconds from each kind of input to its painted result: the median and the longest
of several. ``--only pictures`` and ``--only times`` do one of the two. The browser tests use the same functions.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
SECTIONS = "#top, #summary, section.chapter"
TALLEST = 12_000  # pixels of a picture: Chromium draws no more than 16,384
TIMES = 5  # how often each input is given
PATIENCE = 180_000  # milliseconds waited for what must come: a busy machine is no fault of the page

# Leaves one section in the page: a picture of a part of a long page takes seconds, of a short page none.
# All of it is laid out, though on the page what is out of sight is not.
ALONE = """(key) => document.querySelectorAll("#top, nav, main > *").forEach((part) => {
  part.style.display = part.id === key ? "" : "none";
  if (part.id === key)
    for (const one of part.querySelectorAll("article, section.table, figure.chart, .notebook"))
      one.style.contentVisibility = "visible";
})"""
# Resolves with the milliseconds from an input (its own time stamp) to the frame that shows what it did: the first frame
# after its listeners, and a message that is handled only when that frame was painted.
WATCH = """(kind) => { window.waited = new Promise((done) => {
  const painted = (start) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - start);
    port2.postMessage(0);
  });
  addEventListener(kind, (event) => {
    const start = event.timeStamp;
    if (event.type === "click" && event.target.closest('a[href^="#"]'))
      addEventListener("hashchange", () => painted(start), { once: true });
    else painted(start);
  }, { once: true, capture: true });
}); }"""
# Keeps for each picture the milliseconds from the call that draws it to the picture drawn.
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
LONGEST = """() => [...document.querySelectorAll("section.table")].filter((s) => s.querySelector(".pages"))
  .map((s) => [s.id, Number(s.querySelector(".pages span").textContent.split(" of ")[1].replaceAll(",", ""))])
  .sort((a, b) => b[1] - a[1]).slice(0, 6)"""
SOME = """(kind) => { const all = [...document.querySelectorAll(`[id^="${kind}-"]`)].map((e) => e.id);
  return [0, 0.3, 0.6, 0.99].map((p) => all[Math.floor(p * all.length)]).filter(Boolean); }"""

GO = "(id) => setTimeout(() => { location.hash = id; })"


def executable() -> str | None:
    """Chromium of this machine, or none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator:
    """A headless Chromium, from the system."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


def new_page(browser, size: str = "desktop", scheme: str = "light", **more):
    """An empty page of one size and colour scheme; nothing in it moves by itself."""
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", **more)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def draw_all(page) -> None:
    """Scroll through the page, so that every chart draws."""
    for plot in page.locator(".plot").all():
        plot.scroll_into_view_if_needed()
        page.wait_for_function("plot => plot.dataset.drawn && plot.querySelector('svg')", arg=plot.element_handle())


def pictures(browser, address: str, folder: Path) -> list[Path]:
    """A picture of each chapter at both widths, light and dark; very long ones show their beginning."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for size in SIZES:
        for scheme in SCHEMES:
            page = new_page(browser, size, scheme)
            page.goto(address)
            draw_all(page)
            for key in [section.get_attribute("id") for section in page.locator(SECTIONS).all()]:
                page.evaluate(ALONE, key)
                height = min(page.evaluate("() => document.documentElement.scrollHeight"), TALLEST)
                made.append(folder / f"{key}-{size}-{scheme}.png")
                clip = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": height}
                page.screenshot(path=made[-1], full_page=True, clip=clip)
            page.context.close()
    return made


def waited(page, kind: str, act: Callable[[], object]) -> float:
    """Milliseconds from the input that ``act`` gives, an event of ``kind``, to its painted result."""
    page.wait_for_timeout(200)  # nobody answers a page within a frame of its last
    page.evaluate(WATCH, kind)
    act()
    return page.evaluate("() => window.waited")


def times(browser, address: str) -> dict[str, list[float]]:
    """What a reader does with a report, each several times, and the milliseconds each took."""
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(3):
        page = new_page(browser)
        page.goto(address)
        paint = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
        page.wait_for_function(paint)
        found["first picture"].append(page.evaluate(paint))
        found["all loaded"].append(page.evaluate("() => performance.getEntriesByType('navigation')[0].loadEventStart"))
        page.context.close()
    for _ in range(TIMES):
        page = new_page(browser)
        page.add_init_script(CLOCK)
        page.goto(address)
        draw_all(page)
        page.wait_for_function("() => Object.keys(took).length === document.querySelectorAll('.plot').length")
        for chart, spent in page.evaluate("took").items():
            found[f"draw {chart}"].append(spent)
        page.context.close()
    page = new_page(browser)
    page.goto(address)
    draw_all(page)
    page.wait_for_timeout(5000)  # the page prepares its tables when the reader does nothing
    for chart in page.locator("figure:has(.tools input[list])").all():
        field, name = chart.locator(".tools input[list]"), chart.get_attribute("id")
        for choice in chart.locator("datalist option").all()[:TIMES]:
            field.fill(choice.get_attribute("value"))
            found[f"choose in {name}"].append(waited(page, "change", partial(field.press, "Enter")))
    for key, rows in page.evaluate(LONGEST):
        for what, spent in in_table(page, key).items():
            found[f"{what} ({key}, {rows:,} rows)"] += spent
    for kind in ("claim", "row-figure", "figure", "article", "passage", "group"):
        for one in page.evaluate(SOME, kind):
            act = partial(page.evaluate, GO, one)
            found[f"address #{kind}-…"].append(waited(page, "hashchange", act))
    return found


def in_table(page, key: str) -> dict[str, list[float]]:
    """What a reader does with one long table."""
    section = page.locator(f"#{key}")
    section.scroll_into_view_if_needed()
    search, head = section.locator("input[type=search]"), section.locator("th button").first
    pages, fold = section.locator(".pages button"), section.locator("tbody summary")
    letters = iter("the in killed")
    acts = {
        "search, a letter": ("input", [lambda: page.keyboard.type(next(letters))]),
        "sort": ("click", [head.click]),
        "next page": ("click", [pages.nth(1).click, pages.nth(0).click]),
    }
    if fold.count():
        acts["open evidence"] = ("click", [fold.first.click])
    found: dict[str, list[float]] = {}
    for what, (kind, act) in acts.items():
        if kind == "input":
            search.click()
        found[what] = [waited(page, kind, act[at % len(act)]) for at in range(TIMES)]
        if kind == "input":
            search.fill("")
    links = section.locator("tbody td > a[href^='#']")
    if links.count():
        found["follow a link"] = []
        for _ in range(TIMES):
            links.first.scroll_into_view_if_needed()
            found["follow a link"].append(waited(page, "click", links.first.click))
            page.evaluate("() => history.replaceState(null, '', location.pathname)")
    return found


def main(arguments: list[str]) -> int:
    """Pictures and times of the report in a folder."""
    parser = argparse.ArgumentParser(description="The report in a headless Chromium: pictures and times.")
    parser.add_argument("--outputs", default="outputs")
    parser.add_argument("--only", choices=("pictures", "times"))
    given = parser.parse_args(arguments)
    outputs = Path(given.outputs).resolve()
    file = outputs / "report" / "index.html"
    if not file.is_file() or executable() is None:
        problem = "no Chromium on this machine: apt-get install chromium" if file.is_file() else f"{file}: no report"
        print(f"same-story: {problem}", file=sys.stderr)
        return 1
    with chromium() as browser:
        if given.only != "times":
            made = pictures(browser, file.as_uri(), outputs / "screenshots")
            print(f"{len(made)} pictures in {outputs / 'screenshots'}")
        if given.only != "pictures":
            for what, spent in times(browser, file.as_uri()).items():
                print(f"{statistics.median(spent):7.0f} ms, at most {max(spent):5.0f}  {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
