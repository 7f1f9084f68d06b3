"""Sentences as test cases: "[Twelve] people were <killed> in Homs" is a text with a figure and its word of harm."""

import re

import pandas as pd

from helpers import language, tables
from helpers.casualties import opening

# Names that the sentences use: name, kind, place type, province, country, other spellings.
NAMES = [
    ("Syrian Observatory for Human Rights", "organisation", "", "", "", "the Observatory; Observatory; SOHR"),
    ("White Helmets", "organisation", "", "", "", "Syria Civil Defence"),
    ("SANA", "organisation", "", "", "", "Sana"),
    ("AFP", "organisation", "", "", "", "Agence France-Presse"),
    ("Reuters", "organisation", "", "", "", ""),
    ("Al Jazeera", "organisation", "", "", "", ""),
    ("United Nations", "organisation", "", "", "", "UN"),
    ("Airwars", "organisation", "", "", "", ""),
    ("Gaza Health Ministry", "organisation", "", "", "", "Gaza's health ministry"),
    ("Russian Defence Ministry", "organisation", "", "", "", "Russian defence ministry"),
    ("Islamic State", "group", "", "", "", "ISIS; Islamic State group; Daesh"),
    ("Taliban", "group", "", "", "", ""),
    ("US-led coalition", "group", "", "", "", "the coalition"),
    ("Houthis", "group", "", "", "", "Houthi"),
    ("Syrian Democratic Forces", "group", "", "", "", "SDF"),
    ("Hamas", "group", "", "", "", ""),
    ("Rapid Support Forces", "group", "", "", "", "RSF"),
    ("Rami Abdel Rahman", "person", "", "", "", "Abdel Rahman"),
    ("Oleh Synyehubov", "person", "", "", "", "Synyehubov"),
    ("Ashraf al-Qidra", "person", "", "", "", "al-Qidra"),
    ("Syria", "place", "country", "", "SY", "Syrian"),
    ("Turkey", "place", "country", "", "TR", "Turkish"),
    ("Israel", "place", "country", "", "IL", "Israeli"),
    ("Russia", "place", "country", "", "RU", "Russian"),
    ("Ukraine", "place", "country", "", "UA", "Ukrainian"),
    ("Yemen", "place", "country", "", "YE", ""),
    ("Iraq", "place", "country", "", "IQ", "Iraqi"),
    ("Lebanon", "place", "country", "", "LB", "Lebanese"),
    ("Sudan", "place", "country", "", "SD", "Sudanese"),
    ("Afghanistan", "place", "country", "", "AF", "Afghan"),
    ("Idlib", "place", "town", "Idlib", "SY", ""),
    ("Idlib province", "place", "province", "Idlib", "SY", ""),
    ("Sarmin", "place", "town", "Idlib", "SY", ""),
    ("Aleppo", "place", "town", "Aleppo", "SY", ""),
    ("Aleppo province", "place", "province", "Aleppo", "SY", ""),
    ("Azaz", "place", "town", "Aleppo", "SY", ""),
    ("Homs", "place", "town", "Homs", "SY", ""),
    ("Palmyra", "place", "town", "Homs", "SY", ""),
    ("Raqqa", "place", "town", "Raqqa", "SY", ""),
    ("Damascus", "place", "town", "Damascus", "SY", ""),
    ("Douma", "place", "town", "Rif Dimashq", "SY", ""),
    ("Beirut", "place", "town", "Beirut", "LB", ""),
    ("London", "place", "town", "England", "GB", ""),
    ("Kharkiv", "place", "town", "Kharkiv", "UA", ""),
    ("Kharkiv region", "place", "province", "Kharkiv", "UA", ""),
    ("Chuhuiv", "place", "town", "Kharkiv", "UA", ""),
    ("Kyiv", "place", "town", "Kyiv", "UA", ""),
    ("Moscow", "place", "town", "Moscow", "RU", ""),
    ("Gaza City", "place", "town", "Gaza", "PS", ""),
    ("Rafah", "place", "town", "Gaza", "PS", ""),
    ("Gaza", "place", "province", "Gaza", "PS", "Gaza Strip"),
    ("Sanaa", "place", "town", "Sanaa", "YE", ""),
    ("Hodeidah", "place", "town", "Hodeidah", "YE", ""),
    ("Kabul", "place", "town", "Kabul", "AF", ""),
    ("Kunduz", "place", "town", "Kunduz", "AF", ""),
    ("Khartoum", "place", "town", "Khartoum", "SD", ""),
    ("El Fasher", "place", "town", "North Darfur", "SD", ""),
    ("Mosul", "place", "town", "Nineveh", "IQ", ""),
    ("Baghdad", "place", "town", "Baghdad", "IQ", ""),
]
BLANK = {
    "harm": "killed",
    "bound": "exact",
    "victims": "",
    "victim_group": "unknown",
    "victim_detail": "",
    "part_of": "",
    "cause": "unknown",
    "scope": "incident",
    "in_title": False,
    "actor": "",
}
STORE = "outputs/.store/parses"
DAYS = {"Monday": 7, "Tuesday": 8, "Wednesday": 9, "Thursday": 10, "Friday": 11, "Saturday": 12, "Sunday": 6}


def entities() -> pd.DataFrame:
    """The names above as the timelines room tables them."""
    rows = [
        {
            "entity_id": f"e-{name.lower().replace(' ', '-')}",
            "name": name,
            "kind": kind,
            "basis": "knowledge",
            "admin1": admin1,
            "country": country,
            "place_type": place_type,
            "n_mentions": 1,
            "n_documents": 1,
        }
        for name, kind, place_type, admin1, country, _ in NAMES
    ]
    return tables.conform("entities", pd.DataFrame(rows))


def mentions(texts: dict[str, str]) -> pd.DataFrame:
    """Every name above where it stands in ``texts``, the longest first."""
    ids = dict(zip(entities()["name"], entities()["entity_id"], strict=True))
    spellings = {name: name for name, *_ in NAMES}
    spellings |= {other: name for name, *_, more in NAMES for other in more.split("; ") if other}
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(spellings, key=len, reverse=True))) + r")(?!\w)"
    )
    rows = [
        {"doc_id": doc_id, "start": m.start(), "end": m.end(), "text": m[0], "entity_id": ids[spellings[m[0]]]}
        for doc_id, text in texts.items()
        for m in pattern.finditer(text)
    ]
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "end", "text", "entity_id"])
    return frame.assign(sentence="")


def dates(texts: dict[str, str]) -> pd.DataFrame:
    """Weekdays (of the week to Saturday 12 August 2017), "today", full dates, "since", "a day after" in ``texts``."""
    rows = []
    months = {"May": "05", "June": "06", "July": "07", "August": "08"}
    named = "|".join(months)
    since = "(?:since )?"
    after = r"\ba day(?= after)"
    pattern = re.compile(
        rf"{since}(\d{{1,2}}) ({named}) (\d{{4}})|{since}({named}) (\d{{4}})|{'|'.join(DAYS)}|[Tt]oday|{after}"
    )
    for doc_id, text in texts.items():
        for m in pattern.finditer(text):
            precision, basis = "day", "publication"
            if m[0] == "a day":
                rows.append([doc_id, m.start(), m.end(), m[0], "DURATION", "P1D", "", "", "", basis])
                continue
            if m[0] in DAYS:
                start = end = f"2017-08-{DAYS[m[0]]:02}"
            elif m[0].lower() == "today":
                start = end = "2017-08-12"
            elif m[1]:
                start = end = f"{m[3]}-{months[m[2]]}-{int(m[1]):02}"
                basis = "explicit"
            else:
                start, end, precision, basis = (
                    f"{m[5]}-{months[m[4]]}-01",
                    f"{m[5]}-{months[m[4]]}-30",
                    "month",
                    "explicit",
                )
            if m[0].startswith("since"):
                end = ""
            rows.append([doc_id, m.start(), m.end(), m[0], "DATE", start, start, end, precision, basis])
    names = [
        "doc_id",
        "start",
        "end",
        "text",
        "timex_type",
        "timex_value",
        "date_start",
        "date_end",
        "precision",
        "basis",
    ]
    return pd.DataFrame(rows, columns=names).assign(date_id=lambda frame: [f"d{i}" for i in range(len(frame))])


def unmark(marked: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """A text without its marks, the spans in ``[ ]`` and those in ``< >``."""
    text, spans, opened = "", {"[": [], "<": []}, {}
    pairs = {"]": "[", ">": "<"}
    for char in marked:
        if char in spans:
            opened[char] = len(text)
        elif char in pairs:
            spans[pairs[char]].append((opened[pairs[char]], len(text)))
        else:
            text += char
    return text, spans["["], spans["<"]


def case(cases: dict[str, str], known: pd.DataFrame | None = None, **same: object) -> tuple:
    """The figures of marked texts by doc_id, with cells ``same``, and the articles; ``known``: other `entities`."""
    texts, rows = {}, []
    for doc_id, marked in cases.items():
        text, counts, harms = unmark(marked)
        texts[doc_id] = text
        for place, (start, end) in enumerate(counts):
            trigger = min(harms or [(start, end)], key=lambda span: min(abs(span[0] - end), abs(start - span[1])))
            row = {"doc_id": doc_id, "start": start, "end": end, "text": text[start:end], "number": text[start:end]}
            row |= {"trigger_start": trigger[0], "trigger_end": trigger[1], "count_min": 100 + place}
            rows.append(row | {"count_max": 100 + place} | BLANK | same)
    figures = pd.DataFrame(rows)
    figures["figure_id"] = tables.stable_ids(figures)
    documents = pd.DataFrame({"doc_id": list(texts), "published": "2017-08-12", "agencies": ""})
    known = entities() if known is None else known
    docs = language.parse(texts, store=STORE)
    return figures, opening.open_articles(docs, mentions(texts), known, dates(texts), documents)
