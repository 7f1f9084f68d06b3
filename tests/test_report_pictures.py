"""The pictures of chapter 2 at the size of a large case: 300 events of 40 names, 18 outlets, 120 places."""

import shutil
from itertools import combinations

import pandas as pd
import pytest
import reading

import report_case as case
from helpers import report, tables
from helpers.report.page import whole

OUTLETS = [
    f"{bird} {kind}"
    for bird in ("Heron", "Wren", "Rook", "Plover", "Dunlin", "Teal")
    for kind in ("Post", "Ledger", "Dispatch")
]
WORDINGS = [
    "Red Banner",
    "RB",
    "rebels",
    "the insurgents",
    "fighters",
    "terrorists",
    "Banner men",
    "the movement",
    "RBF",
]


@pytest.fixture(scope="module")
def made():
    """Tables of a large case."""
    documents = [
        {
            "doc_id": f"d{i:03}",
            "outlet": OUTLETS[i % 18],
            "published": f"2021-{3 + i % 7:02}-{1 + i % 28:02}",
            "status": "ok",
        }
        for i in range(180)
    ]
    entities = [
        {
            "entity_id": f"who-{i}",
            "name": f"Brigade of the River Valley {i}",
            "kind": "group",
            "n_documents": 60 - i,
            "n_mentions": 90,
        }
        for i in range(40)
    ] + [
        {
            "entity_id": f"at-{i}",
            "name": f"Hilltown {i}",
            "kind": "place",
            "place_type": "province" if i % 9 == 4 else "town",
            "latitude": 15.2 + (i * 7 % 40) / 12 if i < 110 else 40.0 + i % 5,
            "longitude": 32.1 + (i * 11 % 46) / 10 if i < 110 else -75.0 + i,
            "n_documents": 130 - i,
            "n_mentions": 200 - i,
        }
        for i in range(120)
    ]
    timeline = []
    for i in range(300):
        day = f"2021-{3 + i % 7:02}-{1 + i * i % 28:02}"
        end = {0: "2021-12-31", 1: ""}.get(i % 10, day) if i % 4 == 0 else day
        for j in range(1 + (i % 9 == 0) * (i % 7)):
            said = f"Shells fell on <b>Hilltown</b> {i % 40} & nearby, witness {j} told the paper on day {i}."
            timeline.append(
                {
                    "event_id": f"e{i}-{j}",
                    "doc_id": f"d{(i + j * 7) % 180:03}",
                    "start": 100 * i + j,
                    "end": 100 * i + j + 60,
                    "sentence": said,
                    "date_start": day,
                    "date_end": end,
                    "precision": "day" if day == end else "month",
                    "entity_ids": tables.join([f"who-{i % 40 if i % 3 else i % 5}", f"who-{i % 7}", f"at-{i % 40}"]),
                    "place_id": f"at-{i % 40}",
                    "place": f"Hilltown {i % 40}",
                    "event_group": f"g{i}",
                }
            )
    namings = [
        {
            "doc_id": f"d{i % 180:03}",
            "start": i,
            "end": i + 5,
            "text": WORDINGS[(i * i + i // 180) % 9] if i % 11 else ["seized", "liberated", "captured"][i % 3],
            "entity_id": f"who-{i % 13}" if i % 11 else "",
            "kind": "name" if i % 11 else "verb",
        }
        for i in range(2400)
    ]
    mentions = [
        {
            "doc_id": f"d{i:03}",
            "start": 0,
            "end": 8,
            "text": f"Hilltown {i}",
            "entity_id": f"at-{i}",
            "sentence": f"Hilltown {i} was calm.",
            "mention_id": f"m{i}",
        }
        for i in range(120)
    ]
    rows = {
        "documents": documents,
        "entities": entities,
        "timeline": timeline,
        "namings": namings,
        "mentions": mentions,
    }
    return {name: tables.conform(name, case.complete(name, one)) for name, one in rows.items()}


@pytest.fixture(scope="module")
def charts(made):
    """The three pictures."""
    documents, entities = made["documents"], made["entities"]
    texts = dict.fromkeys(documents["doc_id"], "The Red Banner took the town. Its fighters left. " * 80)
    return {
        "lanes": report.names.lanes_chart(made["timeline"], entities, documents),
        "naming": report.names.naming_chart(made["namings"], entities, documents, texts),
        "places": report.names.places_chart(entities, made["mentions"], documents),
        "events": report.names.events_table(made["timeline"], entities, documents),
    }


def test_spans_are_bars_and_days_are_dots(charts):
    bars, dots = charts["lanes"].traces
    assert bars["type"] == "bar" and dots["mode"] == "markers"
    assert len(bars["x"]) and len(dots["x"])
    assert max(bars["x"]) > 60 * 86_400_000  # a span of months is months long
    for trace in (bars, dots):
        assert all(text.count("<br>") >= 2 and "<i>" in text and "&lt;b&gt;" in text for text in trace["hovertext"])
        assert all(any(outlet in text for outlet in OUTLETS) for text in trace["hovertext"])
        assert set(trace["customdata"]) <= {f"#{row.address}" for row in charts["events"].rows}


@pytest.mark.parametrize(("form", "width"), [("wide", 540), ("narrow", 290)])
def test_no_two_marks_of_a_lane_touch(charts, form, width):
    low, high = (pd.Timestamp(one) for one in charts["lanes"].layout["xaxis"]["range"])
    boxes = []
    for trace in charts["lanes"].more["data"]:
        bar = trace["type"] == "bar"
        sizes = trace["width"] if bar else trace["marker"]["size"]
        starts = trace["base"] if bar else trace["x"]
        lengths = trace["x"] if bar else [0] * len(starts)
        places = zip(trace["meta"]["lane"], starts, lengths, sizes, trace["meta"][form], strict=True)
        for lane, start, length, size, y in places:
            left = (pd.Timestamp(start) - low) / (high - low) * width
            right = left + pd.Timedelta(milliseconds=length) / (high - low) * width
            air = 0 if bar else size / 2
            boxes.append((lane, left - air, right + air, y - size / 2, y + size / 2))
    for a, b in combinations(boxes, 2):
        if a[0] == b[0] and a[1] < b[2] and b[1] < a[2]:
            assert a[4] <= b[3] + 0.2 or b[4] <= a[3] + 0.2, (a, b)


def test_every_event_and_every_name_can_be_found(charts, made):
    assert len(charts["events"].rows) == 300
    assert len(charts["lanes"].more["lanes"]["names"]) == 80
    names = set(charts["lanes"].more["lanes"]["names"])
    assert {f"Brigade of the River Valley {i}" for i in range(40)} <= names


def test_the_shares_of_an_outlet_add_up(charts):
    chart = charts["naming"]
    lines, shares = chart.more["blocks"]["lines"], chart.more["data"][0]["z"]
    for block in set(lines):
        rows = [row for line, row in zip(lines, shares, strict=True) if line == block][1:]
        for column in zip(*rows, strict=True):
            assert set(column) == {None} or sum(column) == pytest.approx(1, abs=0.001)


def test_every_cell_leads_to_sentences(charts):
    chart = charts["naming"]
    html = chart.table.bare()
    leads = [address for row in chart.more["data"][0]["customdata"] for address in row if address]
    assert leads and all(f'id="{address[1:]}"' in html for address in leads)
    assert "The Red Banner took the town." in html


def test_places_far_off_are_named_at_the_edge(charts):
    texts = [note["text"] for note in charts["places"].layout["annotations"]]
    assert any("Hilltown 110" in text and "more" in text for text in texts)
    assert "SUDAN" in texts
    assert "10 places lie off the map" in charts["places"].summary


@pytest.fixture(scope="module")
def open_page(charts, tmp_path_factory):
    """Opens a page of the pictures; it may ask for nothing, and nothing may be written to the console."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    file = tmp_path_factory.mktemp("page") / "index.html"
    file.write_text(
        whole("<main>" + "\n".join(one.to_html() for one in charts.values()) + "</main>", "Pictures"), "utf-8"
    )
    wrong = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])

        def opened(width):
            page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
            page.set_default_timeout(reading.PATIENCE)
            page.on("console", lambda message: wrong.append(message.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda ask: None if ask.url.startswith(("file:", "data:")) else wrong.append(ask.url))
            page.goto(file.as_uri())
            for plot in page.locator(".plot").all():
                plot.scroll_into_view_if_needed()
                page.wait_for_function("plot => plot.querySelector('svg')", arg=plot.element_handle())
            return page

        yield opened
        browser.close()
    assert wrong == []


def overlapping(page, selector):
    """The pairs of texts, among those that say something, whose boxes have more than a hair in common."""
    return page.evaluate(
        """(selector) => {
          const boxes = [...document.querySelectorAll(selector)].filter((e) => e.textContent.trim())
            .map((e) => [e.textContent, e.getBoundingClientRect()]);
          const pairs = [];
          boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
            const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
            const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
            if (across > 1 && down > 3) pairs.push([a, b]);
          }));
          return pairs;
        }""",
        selector,
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_marks_are_there_and_no_words_overlap(open_page, charts, width):
    page = open_page(width)
    bars, dots = charts["lanes"].traces
    assert page.locator("#chart-lanes .barlayer .point path").count() == len(bars["x"])
    assert page.locator("#chart-lanes .scatterlayer .point").count() == len(dots["x"])
    for texts in (
        "#chart-lanes .ytick text, #chart-lanes .annotation-text",
        "#chart-lanes .xtick text",
        "#chart-naming .ytick text",
        "#chart-naming .heatmap-label text",
        "#chart-places .textpoint text, #chart-places .annotation-text",
    ):
        assert page.locator(texts).count() > 1
        assert overlapping(page, texts) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.browser
def test_any_name_gets_a_lane_and_its_marks_lead_to_the_event(open_page):
    page = open_page(1280)
    field = page.locator("#chart-lanes .tools input[list]")
    field.fill("brigade of the river valley 33")
    field.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('#chart-lanes .chosen').textContent.includes('stands at the top')"
    )
    assert page.locator("#chart-lanes .ytick text").nth(0).text_content() == "Chosen"
    field.fill("nobody at all")
    field.press("Enter")
    assert "Nothing here is called" in page.locator("#chart-lanes .chosen").text_content()
    page.locator("#chart-lanes .plot").scroll_into_view_if_needed()
    mark = page.locator("#chart-lanes .scatterlayer .point").first.bounding_box()
    page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.wait_for_function("() => document.querySelector('#chart-lanes .hoverlayer').textContent.includes('witness')")
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.wait_for_function("() => location.hash.startsWith('#group-')")
    lit = page.locator("tr.lit")
    assert lit.is_visible() and lit.evaluate("row => row.outerHTML.includes(location.hash.slice(1))")
    page.close()


@pytest.mark.browser
def test_a_cell_leads_to_its_sentences_by_key_too(open_page):
    page = open_page(1280)
    field = page.locator("#chart-naming .tools input[list]")
    field.fill("river valley 12")
    field.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('#chart-naming .ytick text').textContent.includes('Valley 12')"
    )
    page.locator("#chart-naming .plot").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function("() => location.hash.startsWith('#naming-')")
    assert page.locator("#chart-naming details[open]").count() == 1
    page.close()
