"""Odd and hostile articles: no rule fails on them, every row quotes, every table holds its schema."""

import random

import pytest

from helpers import ingestion, overlap, tables
from helpers.case import open_case
from helpers.casualties import extract as casualties
from helpers.timelines import dates as timex
from helpers.timelines import entity_tables, extract, proposals

STRIKE = "At least 43 people were killed, including 11 children, when air strikes hit Maarat al-Numan on Saturday, "
STRIKE += "the Syrian Observatory for Human Rights said. Omar Haddad, 34, a teacher, was among the dead."
TOWNS = "Idlib, Aleppo, Homs, Hama, Raqqa, Deir ez-Zor, Kobani, Afrin, "
MANY = ("9" * 5000, "10^400", "1,000,000,000,000,000,000", "9223372036854775808", "hundred " * 200, "1e400", "∞")
DAYS = (
    "31 February 2017, 32 May, 0 AD, the year 99999, 2017-13-45, 25:99, 99/99/9999, 500 BC, 10^400 years ago, Q5 2017, "
)
DAYS += "999999999999 years ago, 999,999 years ago, 5000 years from now, 1 January 1, since 0001-01-01, 12/2017/5"
ODD = {
    "a word": "Killed",
    "digits": " ".join(map(str, range(700))),
    "numbers": " ".join(f"No. {n}" for n in range(200)),
    "one line": f"{STRIKE} " * 12,
    "quotes": f'{STRIKE} "He said “she said ‘they said «five were killed» on Monday”\' yesterday.\n\n" "Six died',
    "turned": f"\u202e{STRIKE}\u202c قتل 5 أشخاص في غارة. \u2067حلب\u2069 Погибли 5 человек. 在空袭中有5人死亡。",
    "without width": f"{STRIKE} ".replace(" ", "\u200b ").replace("e", "e\u0301").replace("k", "k\u200d") * 2,
    "signs": "💥 5 people 👨‍👩‍👧 killed 🇸🇾. ⓹, ５, ٥, Ⅷ, ② and 5² people were killed. Omar Haddad, ⓹, died.",
    "controls": "Five people\x00 were killed\x07 in Idlib\x1b[31m on Monday\x85\u2028 said\u2029.\x0c Six died\x0b.",
    "huge": "\n\n".join(f"{n} people were killed." for n in MANY),
    "small": "½ of 40 people, 3/4 of them, 0.5 people, 5.5 people, -5 people, 1/0 people were killed. 50% died.",
    "backwards": "Between 20 and 10 people, 10-5 people, up to at least about 5 people were killed, or no",
    "days": f"Five people were killed on {DAYS}.",
    "markup": f"<script>alert(1)</script></title><svg onload=alert(1)> {STRIKE} [x](javascript:a) {{{{7*7}}}} <b>Omar",
    "formulas": "=1+1 people were killed\n\n+5 people died\n\n@SUM(1)\n\n-5 killed\n\n\t=cmd|' /C calc'!A0 died.",
    "table": "Town\tKilled\tWounded\nIdlib\t5\t7\nAleppo\t12\t-\n\n| Town | Killed |\n|---|---|\n| Idlib | 5 |",
    "names": "The victims were: " + ", ".join(f"Omar Haddad{n % 7 * 'i'}, {n % 80}" for n in range(90)),
    "towns": f"{TOWNS * 6} were hit, killing 5 people.",
    "again": "Five people and " + "six people and " * 100 + "seven people were killed according to " * 5,
    "languages": f"{STRIKE} Au moins 43 personnes ont été tuées samedi. Am Samstag sind 43 Menschen getötet worden.",
    "lines": "\n".join(STRIKE.split() * 2),
    "wide": "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in STRIKE),
    "shouted": f"Strikes kill 43 in Idlib province: {STRIKE}".upper(),
}
BITS = [
    "“",
    '"',
    "(",
    "—",
    "-",
    ";",
    "\n\n",
    "\u00a0",
    "%",
    "$",
    "/",
    "½",
    "0",
    "-5",
    "No.",
    "of",
    "including",
    "killed",
    "no",
]


def shaken(seed: int) -> str:
    """``STRIKE`` and others with words dropped, doubled, moved and put in."""
    draw = random.Random(seed)
    words = " ".join([*draw.sample([*ODD.values()], 3), STRIKE])[:2500].split(" ")
    words = [bit for word in words for bit in [word] * draw.choice([0, 1, 1, 1, 1, 1, 1, 1, 1, 2])]
    words = [bit for word in words for bit in ([word, draw.choice(BITS)] if draw.random() < 0.15 else [word])]
    if seed % 3 == 0:
        draw.shuffle(words)
    return " ".join(words)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The tables of chapters 1 to 4 of all odd articles, and the texts."""
    folder = tmp_path_factory.mktemp("odd")
    for name, text in ODD.items():
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    for seed in range(10):
        (folder / f"shaken {seed}.txt").write_text(shaken(seed))
    case, where = open_case(folder), {"store": str(folder / ".store")}
    found, texts, *_ = ingestion.clean(ingestion.read(case), case.sources, **where)
    documents = found["documents"][found["documents"]["status"] == "ok"]
    analysed = {doc_id: texts[doc_id] for doc_id in documents["doc_id"]}
    read, _ = extract.find(documents, analysed, case.aliases, **where)
    entities, mentions, namings = entity_tables.frames(read)
    dates = timex.table(row for article in read for row in article["dates"])
    timeline = extract.timeline(read, documents, entities, {one: one for one in entities["entity_id"]})
    harmed, _ = casualties.find(documents, analysed, mentions, entities, dates, **where)
    shared, counts, left, _ = overlap.find(found["documents"], texts, overlap.Settings(), **where)
    pairs = overlap.pairs(shared, counts, found["documents"], found["credits"], texts)
    named = {"entities": entities, "mentions": mentions, "namings": namings, "dates": dates, "timeline": timeline}
    named["merge_proposals"] = proposals.find(entities, mentions)
    copied = {"overlap_passages": shared, "rejected_passages": left, "overlap_pairs": pairs}
    return {name: tables.conform(name, frame) for name, frame in {**found, **named, **harmed, **copied}.items()}, texts


def test_every_row_quotes(made):
    frames, texts = made
    quoting = [("timeline", "sentence"), *((name, "text") for name in ("mentions", "namings", "dates"))]
    for table, column in [*quoting, ("casualty_figures", "text"), ("rejected_numbers", "text"), ("victims", "")]:
        for row in frames[table].to_dict("records"):
            quoted = texts[row["doc_id"]][row["start"] : row["end"]]
            assert quoted.strip() == quoted != "", (table, row)
            assert not column or quoted == row[column], (table, row)


def test_every_count_is_one_of_people(made):
    figures = made[0]["casualty_figures"]
    counts = figures[["count_min", "count_max"]]
    assert len(figures) > 50 and counts.notna().any(axis=1).all()
    assert (counts.fillna(0) >= 0).all(axis=None) and (counts.fillna(0) < 10**10).all(axis=None)
    assert not (figures["count_min"] > figures["count_max"]).fillna(False).any()
