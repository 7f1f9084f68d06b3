"""The report in a real browser: Debian's Chromium, headless, through Playwright."""

from pathlib import Path

import pytest
import reading
from reading import SIZES, draw_all

import report_case as case
from helpers.report.__main__ import main

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The report of a hand-made run, as an address of the disk."""
    folder = case.make_run(tmp_path_factory.mktemp("run"), case.frames())
    assert main(["--outputs", str(folder)]) == 0
    return (folder / "report" / "index.html").as_uri()


@pytest.fixture(scope="module")
def chromium():
    """A headless Chromium, from the system."""
    if reading.executable() is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with reading.chromium() as browser:
        yield browser


@pytest.fixture
def open_page(chromium, address):
    """Opens the report; at the end nothing may have been written to the console, and nothing asked for."""
    messages, contexts = [], []

    def opened(hash_: str = "", size: str = "desktop", scheme: str = "light", **more):
        context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", **more)
        context.set_default_timeout(reading.PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: messages.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        page.goto(address + hash_)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert messages == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_chart_is_drawn_when_it_comes_into_view(open_page, size, scheme):
    page = open_page(size=size, scheme=scheme)
    assert page.locator(".plot").count() == 9
    assert page.locator(".plot .main-svg").count() < 9 * 3
    draw_all(page)
    for plot in page.locator(".plot").all():
        marks = plot.locator(".scatterlayer path, .barlayer path, .heatmaplayer image, .heatmaplayer text").count()
        assert marks >= 2, plot.get_attribute("aria-label")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, size, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(size=size, scheme=scheme)
    draw_all(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("asked", ["killed", "nothing has these words"])
def test_axe_finds_nothing_in_a_searched_table_nor_in_an_empty_one(open_page, asked):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page()
    table = page.locator("#table-figures")
    table.scroll_into_view_if_needed()
    table.locator("input[type=search]").fill(asked)
    if asked != "killed":
        assert table.locator("tbody tr").count() == 0
        assert table.get_by_text("No row has these words.").is_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_picture_of_each_chapter_at_both_widths_light_and_dark(chromium, address, tmp_path):
    made = reading.pictures(chromium, address, tmp_path)
    assert {"chapter-3-phone-dark.png", "summary-desktop-light.png"} <= {path.name for path in made}
    assert all(path.stat().st_size > 1000 for path in made)


def test_a_figure_leads_to_its_sentence_in_its_article(open_page):
    page = open_page()
    assert page.locator("#row-figure-f8 mark").text_content() == "60"
    page.locator('#row-figure-f8 a[href="#figure-f8"]').click()
    assert page.url.endswith("#figure-f8")
    lit = page.locator(".lit")
    assert lit.inner_text() == "60"
    assert lit.is_visible() and page.evaluate(
        "const r = document.querySelector('.lit').getBoundingClientRect(); r.top > 0 && r.bottom < innerHeight"
    )
    lit.locator("a").click()
    assert page.url.endswith("#row-figure-f8")
    assert page.evaluate("document.activeElement.id") == "row-figure-f8"


@pytest.mark.parametrize(
    "target", ["#claim-c2", "#figure-f1", "#article-four~20four", "#passage-p1", "#event-e1", "#decisions"]
)
def test_an_address_opens_where_it_points(open_page, target):
    page = open_page(target)
    page.wait_for_timeout(100)
    top = page.evaluate(
        "t => { let e = document.getElementById(t); if (e.classList.contains('at')) e = e.nextElementSibling || e;"
        " return e.getBoundingClientRect().top }",
        target[1:],
    )
    assert -5 <= top < 900
    if target == "#claim-c2":
        assert page.locator("#claim-c2 details").first.evaluate("one => one.open")


def test_tables_sort_and_search(open_page):
    page = open_page()
    table = page.locator("#table-figures")
    table.scroll_into_view_if_needed()
    table.locator("th button", has_text="How many").click()
    first = table.locator("tbody tr:visible").first
    assert first.locator("td").first.inner_text().startswith("0 injured")
    table.locator("th button", has_text="How many").click()
    assert table.locator("tbody tr:visible").first.locator("td").first.inner_text().startswith("4,000")
    assert table.locator("th[aria-sort=descending]").count() == 1
    table.locator("input[type=search]").fill("denied soldiers")
    assert table.locator("tbody tr:visible").count() == 1
    table.locator("input[type=search]").fill("")
    assert table.locator("tbody tr:visible").count() == 9


def press_first_mark(page):
    """Press the first mark of the families' picture, as a hand with a mouse would."""
    plot = page.locator("#chart-families .plot")
    plot.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#chart-families .plot svg')")
    box = plot.locator(".scatterlayer .points path").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(100)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_mark_of_a_chart_leads_to_its_evidence(open_page):
    page = open_page()
    press_first_mark(page)
    page.wait_for_function("() => location.hash.startsWith('#article-')")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        tag, where, outline = page.evaluate(
            "() => { const e = document.activeElement;"
            " return [e.tagName, e.textContent.slice(0, 20), getComputedStyle(e).outlineStyle] }"
        )
        if tag == "BODY":
            break
        seen.add(tag)
        assert outline != "none", (tag, where)
    assert {"A", "SUMMARY", "BUTTON", "INPUT"} <= seen


def test_without_scripts_all_text_and_data_are_there(open_page):
    page = open_page("#figure-f7", java_script_enabled=False)
    for text in (
        "9 casualty figures make 3 claims",
        "Between 10 and 15 villagers",
        "Orchard Monitor",
        "The same as a table",
    ):
        assert page.get_by_text(text).count()
    assert page.locator("#row-figure-f1").is_visible()
    assert page.locator(".plot:visible").count() == 0
    assert page.locator("figure details table tr").count() > 20


def test_a_change_of_theme_redraws(open_page):
    page = open_page()
    draw_all(page)
    colour = "() => getComputedStyle(document.querySelector('#chart-calendar .ytick text')).fill"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "old => getComputedStyle(document.querySelector('#chart-calendar .ytick text')).fill !== old", arg=light
    )


def test_on_paper_every_row_and_chart_is_there(open_page, tmp_path):
    page = open_page()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function("() => document.querySelectorAll('.plot .main-svg').length >= 9")  # once unpacked
    widest = "() => Math.max(...[...document.querySelectorAll('.plot .main-svg')].map((svg) => svg.clientWidth))"
    assert page.evaluate(widest) <= 680, "paper does not scroll: each picture is as wide as A4 less its margins"
    paper = Path(tmp_path / "report.pdf")
    page.pdf(path=paper)
    assert paper.stat().st_size > 50_000
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.wait_for_function(f"() => ({widest})() > 680")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The same run with a page an article, as an address of the disk."""
    folder = case.make_run(tmp_path_factory.mktemp("large"), case.frames())
    assert main(["--outputs", str(folder), "--articles-inside", "1"]) == 0
    return (folder / "report" / "index.html").as_uri()


def test_a_figure_of_the_index_leads_to_its_sentence_on_its_article_s_page_and_back(open_page, large):
    page = open_page()
    page.goto(large)
    page.locator('#row-figure-f8 a[href="articles/three.html#figure-f8"]').click()
    page.wait_for_url("**/articles/three.html#figure-f8")
    target = page.locator(":target")
    assert target.inner_text() == "60" and target.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#row-figure-f8")
    page.locator("#row-figure-f8").get_by_text("row in the report").click()
    page.wait_for_url("**/index.html#row-figure-f8")
    assert page.locator("#row-figure-f8.lit").is_visible()


@pytest.mark.parametrize(
    ("cited", "there"),
    [
        ("#figure-f1", "one.html#figure-f1"),
        ("#event-e3", "three.html#event-e3"),
        ("#article-four~20four", "four-four~971a8e2f0cf7.html#article-four~20four"),
        ("#passage-a-p1", "one.html#passage-p1"),
    ],
)
def test_an_address_cited_of_one_file_leads_to_its_page(open_page, large, cited, there):
    page = open_page()
    page.goto(large + cited)
    page.wait_for_url(f"**/articles/{there}")
    page.goto(large + "#figure-gone")
    page.wait_for_url("**/addresses/0001.html#figure-gone")
    assert page.get_by_text("has no address figure-gone").is_visible()


def test_a_mark_of_a_chart_leads_to_the_page_of_its_article(open_page, large):
    page = open_page()
    page.goto(large)
    press_first_mark(page)
    page.wait_for_url("**/articles/*.html#article-*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_the_pages_beside_the_index(open_page, large, size, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(size=size, scheme=scheme)
    for path in ("articles/one.html#figure-f1", "lists/0001.html", "addresses/index.html", "addresses/0001.html"):
        page.goto(large.replace("index.html", path))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).maxWidth") != "none"  # it is styled
        found = Axe().run(page, options={"preload": False})  # it would fetch the stylesheet once more
        assert found.violations_count == 0, found.generate_report()


def test_the_pages_beside_the_index_work_without_scripts(open_page, large):
    page = open_page(java_script_enabled=False)
    page.goto(large)
    page.get_by_text("book of addresses").click()
    page.locator(".book a").first.click()
    page.locator("#figure-f7 a").click()
    assert page.url.endswith("articles/three.html#figure-f7")
    assert page.get_by_text("Between 10 and 15 villagers").first.is_visible()
