"""A file to its text, by its type: what the content plainly is, else what its ending says."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.reports.encoding import decode
from pipelines.reports.model import ReportError
from pipelines.reports.names import printable
from pipelines.reports.sandbox import parse
from pipelines.reports.table import table_text

TYPES = {
    ".txt": "txt", ".md": "md", ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".docx": "docx", ".pdf": "pdf", ".csv": "csv",
}  # fmt: skip
READ = ".txt, .md, .html, .docx, .pdf and .csv"
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_TEXT_FILE = 8 * 1024 * 1024  # of the types that are text themselves
LARGEST_TEXT = 300_000  # characters; a report has ten to fifty thousand, and all that follows takes time in proportion
SPLIT = "put each report into a file of its own"
PICTURE = "a picture holds no text; run a text recognition (OCR) on it, or take the report from a page or a Word file"
AS_DOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
ADVICE = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".docm", ".dot"), AS_DOCX),
    **dict.fromkeys(
        (".yaml", ".yml"), "a sidecar stands beside its report, under the same name; there is no such report"
    ),
    **dict.fromkeys((".xls", ".xlsx", ".et"), "save the sheet that holds the text as .csv"),
    **dict.fromkeys((".mht", ".mhtml"), "open it in a browser and save it as .html"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"), PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "unpack it into the inbox"),
    **dict.fromkeys((".ofd", ".caj", ".ceb"), "open it in its reader and save it as .pdf with text"),
}
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"  # of .doc, .wps, .xls and of encrypted .docx files
# what a file plainly is, whatever its ending says: sites hand out pages and Word files under any name
PLAINLY = (
    (re.compile(rb"\s{0,1024}%PDF-"), "pdf"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s{0,1024}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype\s+html|html|head|body)\b",
            re.IGNORECASE,
        ),
        "html",
    ),
)
# the others are refused by what they are
# a terminal would obey some of these; a space takes their place, so that all others keep theirs
UNPRINTABLE = dict.fromkeys({*range(0x20), 0x7F} - set(map(ord, "\t\n\v\f\r")), " ")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file as it stands there, before any mending."""

    text: str
    encoding: str  # docx and pdf: the type itself
    file_type: str  # txt, md, html, docx, pdf, csv
    sha256: str  # of the file's bytes
    about: str = ""  # what the file says of the text elsewhere: a page's title, a table's columns of area and year


def read(path: Path) -> SourceText:
    """The text of a .txt, .md, .html, .docx, .pdf or .csv file.

    Raises ReportError, with the file's name, the reason and what to do, for a type that is not read, a file that cannot be
    opened, that is empty, damaged, encrypted, without text or too large, that takes its parser too long, and for bytes that are no
    Chinese text in a known encoding.
    """
    try:
        return _read(path)
    except ReportError as error:
        raise ReportError(printable(f"{path.name}: {' '.join(str(error).split())}")) from None


def _read(path: Path) -> SourceText:
    data = _bytes(path)
    kind = _kind(data, path.suffix.lower())
    if kind in ("docx", "pdf"):
        text, about = parse(kind, data)
        encoding = kind
    else:
        if len(data) > LARGEST_TEXT_FILE:
            raise ReportError(f"larger than a report is (at most {LARGEST_TEXT_FILE:,} bytes); {SPLIT}")
        text, encoding = decode(data)
        about = ""
        if kind == "html":
            text, about = parse(kind, text.encode(errors="replace"))
        elif kind == "csv":
            text, about = table_text(text)
    text = text.translate(UNPRINTABLE)
    if not text.strip():
        raise ReportError("the file holds no text; save the report again from its source")
    if len(text) > LARGEST_TEXT:
        raise ReportError(f"longer than a report is (at most {LARGEST_TEXT:,} characters); {SPLIT}")
    return SourceText(text, encoding, kind, hashlib.sha256(data).hexdigest(), about)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe or device would never come to an end
            reason = "not a file" if path.exists() else "No such file or directory"
            raise ReportError(f"cannot be opened: {reason}; see what it is")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ReportError(f"cannot be opened: {error.strerror}; see who may read it") from None
    if len(data) > LARGEST_FILE:
        raise ReportError(f"larger than a report is (at most {LARGEST_FILE:,} bytes); {SPLIT}")
    if not data:
        raise ReportError("the file is empty; save the report again from its source")
    return data


def _kind(data: bytes, ending: str) -> str:
    """Which reader takes the file. Raises ReportError, with what to do, where none does."""
    for pattern, kind in PLAINLY:
        if pattern.match(data):
            return kind
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    if data.startswith(OLD_CONTAINER):
        raise ReportError(f"is encrypted or an old .doc; {AS_DOCX}, without a password")
    if data.startswith(b"{\\rtf"):
        raise ReportError(f"is a rich-text file; {AS_DOCX}")
    if data.startswith(PICTURES):
        raise ReportError(f"is a picture; {PICTURE}")
    if ending in TYPES:
        return TYPES[ending]
    if not ending:
        raise ReportError(f"a file without ending is not read; the types read are {READ}")
    raise ReportError(f"a {_shown(ending)} file is not read; {ADVICE.get(ending, f'the types read are {READ}')}")


def _shown(ending: str) -> str:
    return ending if len(ending) <= 12 and ending.isprintable() else "file of this type"
