"""Swim lanes: who and where, in which event, when. No two marks of a lane touch, on a wide page or on a phone."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from helpers.report.articles import days_axis
from helpers.report.chart import COLOURS, Chart, Note
from helpers.report.events import events
from helpers.report.labels import entity_names
from helpers.report.table import Cell, Row, Table
from helpers.report.wording import anchor, count, day, link, name, names, number, period, plain, said

FIRST = {"Who": 7, "Where": 5}  # lanes shown before a reader asks for others
MARKS = 2_500  # marks of all lanes that a reader can ask for
PER_LANE = 30  # events drawn in one lane, those of most articles first; the table of events has all
TELLING = ("agency", "media", "monitor")  # kinds of source: they tell of events, so others come before them
FORMS = {"wide": 540, "narrow": 290}  # pixels across for which marks are laid out; on more they only move apart
SMALL, LARGE = 8, 17  # pixels of a mark
LEAST, AIR = 30, 10  # pixels of a lane's height at least; between the marks of two lanes
HEADING = 26  # pixels of the line over a block of lanes
BEFORE, AFTER = 60, 14  # days around the articles’ dates that the lanes show
HOVER = 3  # sentences shown beside a mark
Box = tuple[float, float, float, float]  # of a mark: left, right, top, bottom
PALE = "rgba(47,126,193,.22)"  # the first colour, for what one outlet alone tells


def lanes_chart(timeline: pd.DataFrame, entities: pd.DataFrame, documents: pd.DataFrame) -> Chart | Note:
    """A mark an event in the lane of each name in it: a dot a day, a bar a span of days, larger the more articles."""
    made = events(timeline, entities, documents)
    if made.empty:
        return Note("No sentence with a date was found, so there is no timeline.")
    known = entities[~entities["place_type"].isin(["country", "region"])]
    pairs = made.assign(event=range(len(made))).explode("entities").rename(columns={"entities": "lane"})
    pairs = pairs[pairs["lane"].isin(known["entity_id"])]
    if pairs.empty:
        return Note("No dated sentence names anybody, so there are no lanes; the events stand in the table below.")
    begin, end = window(documents, made)
    seen = pairs[(pairs["date_start"] <= end) & ((pairs["date_end"] == "") | (pairs["date_end"] >= begin))]
    seen = pairs if seen.empty else seen
    axis = {"type": "date", **days_axis(begin, end)}
    lanes = ranked(seen, known)
    sizes = seen["lane"].value_counts().clip(upper=PER_LANE).reindex(lanes.index)
    kept = lanes[(sizes.cumsum() <= MARKS) | first_ones(lanes)]
    named, lanes = len(lanes), kept
    drawn = marks(seen[seen["lane"].isin(lanes.index)], axis["range"])
    for form in FORMS:
        lanes[form] = heights(drawn, form).reindex(lanes.index)
    first = [one for block in FIRST for one in lanes.index[(lanes["block"] == block) & first_ones(lanes)]]
    layout, middles = stacked(lanes.loc[first], axis)
    shown = drawn[drawn["lane"].isin(first)]
    told = {event: i for i, event in enumerate(sorted(set(drawn["event"])))}
    hovers = [hover(r) for r in made.iloc[list(told)].itertuples()]
    at = {one: i for i, one in enumerate(lanes.index)}
    more = {
        "data": [
            trace | {"meta": {"lane": [at[one] for one in part["lane"]], **{form: list(part[form]) for form in FORMS}}}
            for trace, part in traces(drawn, drawn["wide"], [told[one] for one in drawn["event"]])
        ],
        "lanes": {
            "names": list(lanes["label"]),
            "blocks": list(lanes["block"]),
            "heights": {form: list(lanes[form]) for form in FORMS},
            "first": [at[one] for one in first],
            "hovers": hovers,
        },
    }
    y = shown["lane"].map(middles) + shown["wide"]
    summary = f"{count(len(made), 'dated event')}, {int((made['outlets'].map(len) > 1).sum()):,} of them told by more "
    summary += f"than one outlet. Drawn: {count(shown['event'].nunique(), 'event')} from {day(begin)} to {day(end)}, "
    summary += f"in the {count(len(first), 'lane')} of the names that most articles put in a dated sentence."
    if len(lanes) < named:
        summary += f" Of {count(named, 'name')} the first {len(lanes):,} can be asked for."
    how = (
        "A dot is a day, a bar a span of days; the larger, the more articles tell it. Solid: told by more than one "
        "outlet; pale: by one alone. Press a mark for its sentences."
    )
    return Chart(
        "chart-lanes",
        "What happened when, by name",
        summary,
        [trace for trace, _ in traces(shown, y, [hovers[told[one]] for one in shown["event"]])],
        layout,
        as_table(shown, lanes),
        how,
        more=more,
    )


def window(documents: pd.DataFrame, made: pd.DataFrame) -> tuple[str, str]:
    """The days the lanes show: around the articles' dates, cut to where events are."""
    published = documents.loc[documents["published"] != "", "published"].map(first_day)
    days = made[made["date_start"] == made["date_end"]]  # a span that began before is cut where the lanes begin
    starts = (made if days.empty else days)["date_start"].map(first_day)
    if published.empty:
        return starts.min(), starts.max()
    low = (pd.Timestamp(published.min()) - pd.Timedelta(days=BEFORE)).date().isoformat()
    high = (pd.Timestamp(published.max()) + pd.Timedelta(days=AFTER)).date().isoformat()
    inside = starts[(starts >= low) & (starts <= high)]
    return (starts.min(), starts.max()) if inside.empty else (inside.min(), inside.max())


def first_day(iso: str) -> str:
    """The first day of a date of any precision."""
    return (iso[:10] + "-01-01")[:10]


def ranked(seen: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The names in dated sentences by number of articles, those that only tell last; each with its label and block."""
    lanes = seen.groupby("lane").agg(docs=("docs", lambda lists: len(set().union(*lists))), n=("docs", "size"))
    facts = known.drop_duplicates("entity_id").set_index("entity_id").loc[lanes.index]
    called = entity_names(facts.reset_index(names="entity_id"))
    alike = called.duplicated(keep=False)
    lanes["label"] = [plain(one) for one in called.where(~alike, called + " (" + called.index + ")")]
    lanes["block"] = ["Where" if kind == "place" else "Who" for kind in facts["kind"]]
    lanes["tells"] = facts["source_kind"].isin(TELLING)
    lanes["id"] = lanes.index
    return lanes.sort_values(["tells", "docs", "n", "id"], ascending=[True, False, False, True])


def first_ones(lanes: pd.DataFrame) -> pd.Series:
    """Which lanes are shown at first: the first of each block."""
    return lanes.groupby("block").cumcount() < lanes["block"].map(FIRST)


def marks(seen: pd.DataFrame, span: list[str]) -> pd.DataFrame:
    """A row a mark: lane, event, days, size, and for each form its height above or below the middle of its lane."""
    most = seen.assign(n=seen["docs"].map(len))
    most = (
        most.sort_values(["n", "date_start", "event_group"], ascending=[False, True, True])
        .groupby("lane")
        .head(PER_LANE)
    )
    most = most.reset_index(drop=True)
    low, high = (pd.Timestamp(one) for one in span)
    begin = pd.to_datetime(most["date_start"].map(lambda iso: max(first_day(iso), span[0][:10])))
    end = pd.to_datetime(most["date_end"].map(lambda iso: min(first_day(iso) if iso else span[1], span[1])[:10]))
    most["ranges"] = end > begin
    begin, end = begin.clip(low, high), end.clip(low, high)
    most["size"] = (SMALL + (LARGE - SMALL) * ((most["n"] - 1) / max(most["n"].max() - 1, 1)) ** 0.5).round(1)
    most["high"] = (most["size"] * 0.6).where(most["ranges"], most["size"]).round(1)
    least = (high - low) * (LARGE / FORMS["wide"])  # a shorter bar would read as a dot
    short = most["ranges"] & (end - begin < least)
    begin = begin.where(~short, begin + (end - begin) / 2 - least / 2)
    end = end.where(~short, begin + least)
    most["x"] = begin.dt.strftime("%Y-%m-%dT%H:%M")
    most["long"] = (end - begin).dt.total_seconds() * 1000
    for form, width in FORMS.items():
        half = most["size"].where(~most["ranges"], 0) / 2
        boxes = pd.DataFrame({"left": (begin - low) / (high - low) * width - half, "high": most["high"]})
        boxes["right"] = (end - low).where(most["ranges"], begin - low) / (high - low) * width + half
        placed: dict[str, list[Box]] = defaultdict(list)
        rows = zip(most["lane"], boxes["left"].tolist(), boxes["right"].tolist(), boxes["high"].tolist(), strict=True)
        most[form] = [stand(placed[lane], left, right, high) for lane, left, right, high in rows]
    return most


def stand(placed: list[Box], left: float, right: float, high: float) -> float:
    """How far a box stands from the middle of its lane: as little as it can without touching one ``placed`` before it,
    to which it is added."""
    near = [one for one in placed if one[0] < right + 1 and one[1] > left - 1]
    tries = [0.0, *(edge for _, _, up, down in near for edge in (up - high / 2 - 1, down + high / 2 + 1))]
    offset = min(
        (y for y in tries if all(y + high / 2 <= up or y - high / 2 >= down for _, _, up, down in near)),
        key=lambda y: (abs(y), y),
    )
    placed.append((left, right, offset - high / 2, offset + high / 2))
    return round(offset, 1)


def heights(drawn: pd.DataFrame, form: str) -> pd.Series:
    """How far each lane reaches above and below its middle, in pixels."""
    half = drawn["high"] / 2
    up = (half - drawn[form]).groupby(drawn["lane"]).max().clip(lower=LEAST / 2 - AIR / 2) + AIR / 2
    down = (half + drawn[form]).groupby(drawn["lane"]).max().clip(lower=LEAST / 2 - AIR / 2) + AIR / 2
    return pd.Series(list(map(list, zip(up.round(1), down.round(1), strict=True))), index=up.index)


def stacked(lanes: pd.DataFrame, axis: dict) -> tuple[dict, dict[str, float]]:
    """The lanes under each other, the heading of each block above it; the page's script does it for others chosen."""
    at, ticks, middles = 0.0, [], {}
    for block, part in lanes.groupby("block", sort=False):
        ticks.append((at + HEADING / 2, f"<b>{block}</b>"))
        at += HEADING
        for lane, label, (up, down) in zip(part.index, part["label"], part["wide"], strict=True):
            middles[lane] = at + up
            ticks.append((at + up, plain_cut(label)))
            at += up + down
    layout = {
        "height": round(at) + 52,
        "barmode": "overlay",
        "margin": {"t": 4, "b": 48},
        "xaxis": {**axis, "automargin": False},
        "yaxis": {
            "range": [round(at, 1), 0],
            "tickvals": [round(y, 1) for y, _ in ticks],
            "ticktext": [text for _, text in ticks],
            "showgrid": True,
        },
        "showlegend": False,
    }
    return layout, middles


def plain_cut(label: str) -> str:
    """A lane's name where it stands beside the lane."""
    return label if len(label) <= 30 else label[:29].rstrip() + "…"


def traces(drawn: pd.DataFrame, y: pd.Series, hovers: list) -> list[tuple[dict, pd.DataFrame]]:
    """The bars and the dots, each with its rows of ``drawn``; ``hovers`` are texts, or their numbers for the script."""
    texts = pd.Series(hovers, index=drawn.index, dtype=object)
    made = []
    for ranges in (True, False):
        part = drawn[drawn["ranges"] == ranges]
        shared = part["outlets"].map(len) > 1
        marker = {
            "opacity": 1,
            "color": [COLOURS[0] if one else PALE for one in shared],
            "line": {"width": 1.2, "color": COLOURS[0]},
        }
        trace = {
            "y": list(y[part.index].round(1)),
            "marker": marker,
            "hovertext": list(texts[part.index]),
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": ["#" + anchor("group", one) for one in part["event_group"]],
        }
        if ranges:
            marker["cornerradius"] = 4
            trace |= {"type": "bar", "orientation": "h", "base": list(part["x"]), "x": [int(ms) for ms in part["long"]]}
            trace |= {"width": list(part["high"])}
        else:
            marker["size"] = list(part["size"])
            trace |= {"type": "scatter", "mode": "markers", "x": list(part["x"])}
        made.append((trace, part))
    return made


def hover(event) -> str:
    """When and where, how many articles, and what the first outlets write."""
    text = f"<b>{period(event.date_start, event.date_end, event.precision)}</b>"
    text += f", {plain(event.place, 40)}" if event.place else ""
    text += f"<br>{count(len(event.docs), 'article')} of {count(len(event.outlets), 'outlet')}"
    first = dict(reversed(event.told))
    for outlet in list(dict.fromkeys(outlet for outlet, _ in event.told))[:HOVER]:
        text += f"<br>{plain(outlet, 40)}:<br>{said(first[outlet], 180)}"
    more = len(event.outlets) - HOVER
    return text + (f"<br>and {count(more, 'more outlet')}" if more > 0 else "")


def as_table(shown: pd.DataFrame, lanes: pd.DataFrame) -> Table:
    """What is drawn: a row a mark, leading to the event's sentences."""
    rows = [
        Row(
            [
                Cell(link(anchor("group", r.event_group), period(r.date_start, r.date_end, r.precision)), r.date_start),
                name(lanes["label"][r.lane]),
                name(r.place) if r.place else "",
                Cell(number(len(r.docs)), len(r.docs)),
                names(r.outlets),
            ]
        )
        for r in shown.sort_values(["date_start", "event_group", "lane"]).itertuples()
    ]
    return Table("", "Events by name", "", ["Date", "Name", "Place", "Articles", "Told by"], rows, ("Articles",))
