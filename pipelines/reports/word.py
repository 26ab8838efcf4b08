"""The text of a Word file (.docx)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from pipelines.reports.model import ReportError

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_XML = 10 * 1024 * 1024  # a parsed document takes up to twenty-five times as much memory
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"  # of .doc and of encrypted .docx files

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT_BOX = qn("w:txbxContent")
# deleted text, and the copy of a text box that is kept for old programs
UNSEEN = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def word_text(data: bytes) -> str:
    """The text of a Word file, a line for a paragraph or a table's row.

    Raises ReportError, without a file's name, for a damaged or encrypted file and one that unpacks to far too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
        xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED or xml > LARGEST_XML:
            raise ReportError("unpacks to far more than a report is; save only the report as .docx")
        return "\n".join(_lines(docx.Document(BytesIO(data)).element.body))
    except ReportError:
        raise
    except Exception as error:  # what the zip, XML and Word parsers raise on damaged files is not bounded
        reason = "is encrypted or an old .doc" if data.startswith(OLD_CONTAINER) else "is damaged or no Word file"
        raise ReportError(f"{reason} ({error}); save it again as .docx without a password") from None


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
