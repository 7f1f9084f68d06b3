"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

# What files say about themselves in their first bytes, whatever their name says.
MAGIC = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a sound, film or picture (RIFF)",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet table",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
}
# The longest first: UTF-32's mark begins with UTF-16's.
MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
SAMPLE = 65_536  # bytes looked at to choose among encodings that any bytes fit
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
ARABIC = ("cp1256", "iso8859_6")
NAMES = {"cp1252": "Windows-1252", "cp1256": "Windows-1256", "iso8859_6": "ISO-8859-6"}


def kind(data: bytes) -> str:
    """What ``data`` is if its first bytes say it is no text, else ``""``."""
    return next((name for mark, name in MAGIC.items() if data.startswith(mark)), "")


def decode(data: bytes, *, html: bool = False) -> tuple[str, str, str]:
    """``data`` as text: the text, a note (the encoding, where it was inferred), and the problem if it is no text.

    Tried in order: a byte order mark; UTF-16 without one (every other byte NUL); UTF-8; for ``html`` what the page
    declares; UTF-8 with a few broken bytes; Windows-1256 or ISO-8859-6 where the bytes read as Arabic;
    charset-normalizer for other scripts; Windows-1252, which fits any bytes of western languages.
    """
    if name := kind(data):
        return "", "", f"is {name}, not text"
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return finish(data[len(mark) :].decode(encoding, errors="replace"), "")
    if encoding := wide(data[:SAMPLE]):
        return finish(data.decode(encoding, errors="replace"), f"read as {encoding.upper()} without a byte order mark")
    try:
        return finish(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        pass
    if html and (declared := DECLARED.search(data[:SAMPLE])):
        try:
            encoding = codecs.lookup(declared.group(1).decode()).name
            return finish(data.decode(encoding, errors="replace"), f"read as {NAMES.get(encoding, encoding)}")
        except (LookupError, ValueError):
            pass
    mended = data.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd")
    if broken * 4 <= sum(character > "\x7f" for character in mended) - broken:
        return finish(mended, f"{broken} places are not valid UTF-8 and show as \ufffd")
    encoding = eight_bit(data[:SAMPLE])
    return finish(data.decode(encoding, errors="replace"), f"read as {NAMES.get(encoding, encoding)}, not UTF-8")


def wide(sample: bytes) -> str:
    """The UTF-16 that ``sample`` is written in without a mark, or ``""``: every other byte is mostly NUL."""
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else ""


def eight_bit(sample: bytes) -> str:
    """The likeliest 8-bit encoding of ``sample``.

    Arabic is told by its article, alif and lam at the start of a word: the commonest two letters of any Arabic text,
    at other bytes in each of the two encodings. Few bytes above 127 are western punctuation and accents.
    """
    letters = sum(byte > 64 for byte in sample)
    high = sum(byte > 127 for byte in sample)
    if high < letters * 0.2:
        return "cp1252"
    articles = {name: len(re.findall(r"(?<!\w)\u0627\u0644", sample.decode(name, errors="replace"))) for name in ARABIC}
    best = max(ARABIC, key=articles.__getitem__)
    if articles[best] * 40 >= len(sample.split()):
        return best
    from charset_normalizer import from_bytes

    guess = from_bytes(sample).best()
    return guess.encoding if guess else "cp1252"


def finish(text: str, note: str) -> tuple[str, str, str]:
    """Text, note and problem: text full of control characters is none."""
    controls = len(CONTROLS.findall(text[:SAMPLE]))
    if controls > 8 and controls > len(text[:SAMPLE]) * 0.01:
        return "", "", "is binary, not text"
    return text, note, ""
