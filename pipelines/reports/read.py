"""Bytes to text, by file type and encoding."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from charset_normalizer import from_bytes
from docx.oxml.ns import qn

from pipelines.reports.model import ReportError

TEXT_TYPES = (".txt", ".md")
TYPES = (*TEXT_TYPES, ".docx")
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_XML = 10 * 1024 * 1024  # a parsed document takes up to twenty-five times as much memory
LARGEST_TEXT = 2_000_000  # characters; a report has ten to fifty thousand
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
NOT_TEXT = "not text in UTF-8, UTF-16, GB18030 or Big5"
SPLIT = "put each report into a file of its own"
NO_ENDING = f"a file without ending is not read; the types read are {', '.join(TYPES)}"
PICTURE = "a picture holds no text; take the report from a page or a Word file"
ADVICE = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".wps": "open it in WPS and save it as .docx",
    ".rtf": "open it in Word or LibreOffice and save it as .docx",
    ".pdf": "save its text as .txt or .docx first",
    ".html": "save its text as .txt first",
    ".htm": "save its text as .txt first",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"), PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz"), "unpack it into the inbox"),
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file as it stands there, before any mending."""

    text: str
    encoding: str
    file_type: str  # txt, md, docx


def read(path: Path) -> SourceText:
    """The text of a .txt, .md or .docx file.

    Raises ReportError, with the file's name, the reason and what to do, for a type that is not read, a file that cannot be
    opened, that is empty, damaged, encrypted or too large, and bytes that are no Chinese text in a known encoding.
    """
    kind = path.suffix.lower()
    if kind not in TYPES:
        advice = ADVICE.get(kind, f"the types read are {', '.join(TYPES)}")
        raise ReportError(f"{path.name}: a {kind} file is not read; {advice}" if kind else f"{path.name}: {NO_ENDING}")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ReportError(f"{path.name}: cannot be opened: {error.strerror}; see who may read it") from None
    if len(data) > LARGEST_FILE:
        raise ReportError(f"{path.name}: larger than a report is (at most {LARGEST_FILE:,} bytes); {SPLIT}")
    if not data:
        raise ReportError(f"{path.name}: the file is empty; save the report again from its source")
    if kind == ".docx":
        found = SourceText(_word(data, path.name), "docx", "docx")
    else:
        text, encoding = decode(data, path.name)
        found = SourceText(text, encoding, kind[1:])
    if not found.text.strip():
        raise ReportError(f"{path.name}: the file holds no text; save the report again from its source")
    if len(found.text) > LARGEST_TEXT:
        raise ReportError(f"{path.name}: longer than a report is (at most {LARGEST_TEXT:,} characters); {SPLIT}")
    return found


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and encoding of bytes: a byte-order mark, UTF-8, else the likeliest of the encodings Chinese pages use.

    A text with a few broken bytes among good ones is read with U+FFFD in their place. Raises ReportError for all others.
    """
    text, encoding = _decoded(data, name)
    if "\0" in text:
        raise ReportError(f"{name}: {NOT_TEXT}; save it as UTF-8 text")
    return text, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                reason = f"begins as {encoding} but is not: {error.reason} at byte {error.start}"
                raise ReportError(f"{name}: {reason}; save it as UTF-8 text") from None
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8"), "utf-8"
        if (guess := from_bytes(data, cp_isolation=["gb18030", "big5hkscs"]).best()) is not None:
            # the two Big5 differ in a few signs such as ⑴; Hong Kong's is needed only for its own characters
            with suppress(UnicodeDecodeError):
                if guess.encoding == "big5hkscs":
                    return data.decode("big5"), "big5"
            return str(guess), guess.encoding
    for encoding in ("utf-16-le", "utf-16-be") if b"\0" in data else ("utf-8", "gb18030", "big5hkscs"):
        text = data.decode(encoding, "replace")
        common = sum(text.count(char) for char in COMMON)
        if text.count("\ufffd") <= len(text) * MOST_BROKEN and common >= len(text) * FEWEST_COMMON:
            return text, encoding
    raise ReportError(f"{name}: {NOT_TEXT}; save it as UTF-8 text")


def _word(data: bytes, name: str) -> str:
    """The text of a Word file, a line for a paragraph or a table's row."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
        xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED or xml > LARGEST_XML:
            raise ReportError(f"{name}: unpacks to far more than a report is; save only the report as .docx")
        return "\n".join(_lines(docx.Document(BytesIO(data)).element.body))
    except ReportError:
        raise
    except Exception as error:  # what the zip, XML and Word parsers raise on damaged files is not bounded
        locked = data.startswith(b"\xd0\xcf\x11\xe0")  # the container of old .doc and of encrypted .docx files
        reason = "is encrypted or an old .doc" if locked else "is damaged or no Word file"
        raise ReportError(f"{name}: {reason} ({error}); save it again as .docx without a password") from None


PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT_BOX = qn("w:txbxContent")
# deleted text, and the copy of a text box that is kept for old programs
UNSEEN = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def _lines(block: Any) -> Iterator[str]:
    """The lines of a body, cell or text box in the order of the document; a row's cells are parted by tabs.

    Walks the XML itself: python-docx's own paragraphs leave out content controls, tracked insertions, text boxes and
    nested tables, and repeat merged cells.
    """
    for child in block:
        if child.tag == PARAGRAPH:
            yield "".join(_runs(child))
            for box in child.iter(TEXT_BOX):
                if not any(above.tag in UNSEEN for above in box.iterancestors()):
                    yield from _lines(box)
        elif child.tag == ROW:
            yield "\t".join(" ".join(_lines(cell)) for cell in child.iter(CELL) if _row(cell) is child)
        elif child.tag not in UNSEEN:
            yield from _lines(child)


def _row(cell: Any) -> Any:
    return next(cell.iterancestors(ROW))


def _runs(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag not in UNSEEN and child.tag not in (TEXT_BOX, qn("w:pPr"), qn("w:rPr")):
            yield from _runs(child)
