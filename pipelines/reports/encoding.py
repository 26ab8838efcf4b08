"""Bytes to characters: UTF-8, GB18030, Big5, UTF-16 and UTF-32, declared rightly, wrongly or not at all."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes

from pipelines.reports.model import ReportError

BOMS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# a text in an undeclared UTF-16 or with a few broken bytes: shares of its characters
MOST_BROKEN = 0.002
COMMON = "的一年和是了展全工业業人，。、"  # in any report; hardly ever what a wrong encoding makes of one
FEWEST_COMMON = 0.05
SAMPLE = 200_000  # bytes that are enough to tell an encoding by
NOT_TEXT = "not text in UTF-8, UTF-16, GB18030 or Big5; save it as UTF-8 text"
# what a page says of itself: <meta charset=…>, <?xml encoding=…?>
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_-]{3,20})""")
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}  # pages hold more than they declare


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding of bytes: a byte-order mark, UTF-8, what the text declares, else the likeliest of the others.

    A declaration counts only where the bytes read well by it. A text with a few broken bytes among good ones is read with
    U+FFFD in their place. Raises ReportError, without a file's name, for all others.
    """
    text, encoding = _decoded(data)
    if "\0" in text:
        raise ReportError(NOT_TEXT)
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                reason = f"begins as {encoding} but is not: {error.reason} at byte {error.start}"
                raise ReportError(f"{reason}; save it as UTF-8 text") from None
    if b"\0" in data:
        return _nearly(data, "utf-16-le", "utf-16-be")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8"), "utf-8"
    if declared := _declared(data):
        with suppress(UnicodeDecodeError):
            text = data.decode(declared)
            if _reads_well(text):
                return text, declared
    for guess in from_bytes(_sample(data), cp_isolation=["gb18030", "big5hkscs"]):
        # the two Big5 differ in a few signs such as ⑴; Hong Kong's is needed only for its own characters
        for encoding in ("big5", "big5hkscs") if guess.encoding == "big5hkscs" else (guess.encoding,):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding), encoding
    return _nearly(data, "utf-8", "gb18030", "big5hkscs")


def _nearly(data: bytes, *encodings: str) -> tuple[str, str]:
    """The first of the encodings in which all but a few characters read, and read as Chinese."""
    for encoding in encodings:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= len(text) * MOST_BROKEN and _reads_well(text):
            return text, encoding
    raise ReportError(NOT_TEXT)


def _reads_well(text: str) -> bool:
    """The characters beyond ASCII are those of a Chinese report."""
    beyond = len(text) - sum(map(text.count, map(chr, range(128))))
    return beyond > 0 and sum(map(text.count, COMMON)) >= beyond * FEWEST_COMMON


def _declared(data: bytes) -> str | None:
    if (found := DECLARED.search(data, 0, 2048)) is None:
        return None
    name = found[1].decode().lower()
    try:
        return codecs.lookup(WIDER.get(name, name)).name
    except LookupError:
        return None


def _sample(data: bytes) -> bytes:
    """A beginning of the bytes that ends with a line, so that no character is cut."""
    if len(data) <= SAMPLE:
        return data
    return data[: data.rfind(b"\n", 0, SAMPLE) + 1] or data
