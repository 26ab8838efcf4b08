"""Bytes to text, by file type and encoding."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
from charset_normalizer import from_bytes
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipelines.reports.model import ReportError

TEXT_TYPES = (".txt", ".md")
TYPES = (*TEXT_TYPES, ".docx")
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ADVICE = {
    ".doc": "save it as .docx first",
    ".pdf": "save its text as .txt or .docx first",
    ".html": "save its text as .txt first",
    ".htm": "save its text as .txt first",
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file as it stands there, before any mending."""

    text: str
    encoding: str
    file_type: str  # txt, md, docx


def read(path: Path) -> SourceText:
    """The text of a .txt, .md or .docx file.

    Raises ReportError, with the file's name, the reason and what to do, for a type that is not read, an empty, damaged,
    encrypted or too large file, and bytes that are no Chinese text in a known encoding.
    """
    kind = path.suffix.lower()
    if kind not in TYPES:
        advice = ADVICE.get(kind, f"the types read are {', '.join(TYPES)}")
        raise ReportError(f"{path.name}: a {kind or 'nameless'} file is not read; {advice}")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ReportError(f"{path.name}: {size:,} bytes are more than a report has (at most {LARGEST_FILE:,})")
    if kind == ".docx":
        found = SourceText(_word(path), "docx", "docx")
    else:
        text, encoding = decode(path.read_bytes(), path.name)
        found = SourceText(text, encoding, kind[1:])
    if not found.text.strip():
        raise ReportError(f"{path.name}: the file holds no text; save the report again from its source")
    return found


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and encoding of bytes: a byte-order mark, UTF-8, else the likeliest of the encodings Chinese pages use."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise ReportError(
                    f"{name}: begins as {encoding} but is not: {error.reason} at byte {error.start}"
                ) from None
    if b"\0" in data[:4096]:
        raise ReportError(f"{name}: not a text file (it holds zero bytes); save it as UTF-8 text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    guess = from_bytes(data, cp_isolation=["gb18030", "big5"]).best()
    if guess is None:
        raise ReportError(f"{name}: not text in UTF-8, GB18030 or Big5; save it as UTF-8 text")
    return str(guess), guess.encoding


def _word(path: Path) -> str:
    """Paragraphs and tables in the order of the document, a line each; a table's cells are parted by tabs."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise ReportError(f"{path.name}: unpacks to more than {LARGEST_UNPACKED:,} bytes; not a report")
        document: Document = docx.Document(str(path))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        with path.open("rb") as file:
            encrypted = file.read(4) == b"\xd0\xcf\x11\xe0"
        reason = "is encrypted or an old .doc" if encrypted else "is damaged or no Word file"
        raise ReportError(f"{path.name}: {reason} ({error}); save it again as .docx without a password") from None
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines.extend("\t".join(cell.text for cell in row.cells) for row in block.rows)
    return "\n".join(lines)
