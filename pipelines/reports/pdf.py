"""The text of a PDF file: lines rejoined to paragraphs, without page numbers and running heads.

A PDF knows characters and places, no paragraphs. A line begins one where it is indented, where the line before ends short,
or where the distance or the size of letters changes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_float
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipelines.reports.model import ReportError

MOST_PAGES = 500
MOST_CHARACTERS = 300_000  # on one page
FEWEST_CHARACTERS = 10  # a page: fewer, and the file holds pictures of pages
SCANNED = "holds pictures of pages and no text; run a text recognition (OCR) on it, or take the report from a web page or Word file"
LOCKED = "is encrypted; open it with its password and save it without one"
DAMAGED = "is damaged or no PDF; download it again, or save its text as .txt"

NOT_SHOWN = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NUMERALS = "[0-9ivxIVX一二三四五六七八九十百]{1,6}"
BESIDE = r"[\s—–―－·•.~～|\-]*"  # no sign that a figure could have: a line may end with 增长5 and the next be .4%。
PAGE_NUMBER = re.compile(
    rf"{BESIDE}(?:第|page|p\.)?\s*{NUMERALS}\s*页?(?:[\s,，/]*(?:共|of|/)\s*{NUMERALS}\s*页?)?{BESIDE}", re.IGNORECASE
)
OUTERMOST = 2  # lines at the top and at the foot of a page, where a running head may stand
FLAT = 0.01  # points
NEARLY_FULL = 0.9  # of the width that lines have
SHARE_OF_PAGES = 0.3  # with the same words in the same place
HEADING = re.compile(
    "[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,2}部分"
)
FULL_STOP = "。！？”"
SENTENCE_END = FULL_STOP + "；：!?;:…"
FEWEST_LETTERS, LONGEST_LINE = 15, 1000
MANY, MOST = 0.3, 0.8  # of the lines
UNBROKEN = re.compile("[“‘（《〈]*[!-~]*[”’）》〉，。；：、]*")  # a number or word that goes to the next line whole
HALF_WIDTH = 0.6
# in heights of a letter
INDENT, SHORT, VERY_SHORT, FARTHER, LARGER = 0.8, 1.8, 8.0, 1.5, 1.25


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text on a page. Places are in points from the lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float  # of its letters


def pdf_text(data: bytes) -> str:
    """The text of a PDF, a line for a paragraph.

    Raises ReportError, without a file's name, for an encrypted or damaged file, and for one that holds only pictures.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = (
            raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
            or "password" in str(error).lower()
        )
        raise ReportError(LOCKED if locked else DAMAGED) from None
    pages = len(document)
    if pages > MOST_PAGES:
        raise ReportError(
            f"has {pages} pages, more than a report has (at most {MOST_PAGES}); save only the report's pages"
        )
    lines = [line for number in range(pages) for line in _lines(document, number)]
    if sum(len(line.text) for line in lines) < FEWEST_CHARACTERS * max(pages, 1):
        raise ReportError(SCANNED)
    return "\n".join(_paragraphs(list(_body(lines, pages))))


def _lines(document: Any, number: int) -> Iterator[_Line]:
    """The lines of one page in the order in which they were written."""
    try:
        page = document[number]
        _show_flat_texts(page)
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return  # a damaged page among good ones
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise ReportError("holds far more text than a report; save only the report's pages")
    line: list[int] = []
    for i in range(count):
        if (char := raw.FPDFText_GetUnicode(text, i)) in (10, 13):
            yield from _line(text, number, line)
            line = []
        elif char:
            line.append(i)
    yield from _line(text, number, line)
    text.close()
    page.close()


def _show_flat_texts(page: Any) -> None:
    """Give an outline to texts without width or height: pdfium passes over a single one, and over one said before.

    They have none where the file does not embed the font and the machine does not have it either.
    """
    box = [c_float() for _ in range(4)]
    for i in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        raw.FPDFPageObj_GetBounds(drawn, *map(byref, box))
        if box[2].value - box[0].value < FLAT or box[3].value - box[1].value < FLAT:
            raw.FPDFTextObj_SetTextRenderMode(drawn, raw.FPDF_TEXTRENDERMODE_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(drawn, 1.0)
            raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, 0, 0)  # so that the bounds are worked out anew


def _line(text: Any, page: int, places: list[int]) -> Iterator[_Line]:
    chars = [chr(raw.FPDFText_GetUnicode(text, i)) for i in places]
    seen = [i for i, char in zip(places, chars, strict=True) if not char.isspace()]
    words = NOT_SHOWN.sub("", "".join(chars)).strip()
    if not seen or not words:
        return
    first, last = text.get_charbox(seen[0], loose=True), text.get_charbox(seen[-1], loose=True)
    height = median(raw.FPDFText_GetFontSize(text, i) for i in (seen[0], seen[len(seen) // 2], seen[-1]))
    if height <= 1.5:  # letters of size 1 that are drawn larger
        height = max(first[3] - first[1], 1.0)
    yield _Line(words, page, first[0], last[2], first[1], height)


def _body(lines: list[_Line], pages: int) -> Iterator[_Line]:
    """The lines without page numbers and what stands at the top or the foot of many pages."""
    placed: dict[int, list[tuple[float, int]]] = {}
    for i, line in enumerate(lines):
        placed.setdefault(line.page, []).append((line.bottom, i))
    sorted_pages = map(sorted, placed.values())
    outer = {i for page in sorted_pages for _, i in [*page[:OUTERMOST], *page[-OUTERMOST:]]}
    same = Counter((_head_key(lines[i]), lines[i].page) for i in outer)
    on_pages = Counter(key for key, _ in same)
    widths = sorted(line.right - line.left for line in lines)
    full = NEARLY_FULL * widths[int(len(widths) * 0.9)] if widths else 0.0
    for i, line in enumerate(lines):
        # a full line of text, or the end of a paragraph, may stand at the edge of two pages by chance
        short = line.right - line.left < full and line.text[-1] not in "，、" + SENTENCE_END
        running = short and on_pages[_head_key(line)] >= max(2.0, SHARE_OF_PAGES * pages)
        if i in outer and (running or PAGE_NUMBER.fullmatch(line.text)):
            continue
        yield line


def _head_key(line: _Line) -> tuple[str, int]:
    """What is the same in running heads: words but for numbers, and how high they stand."""
    return re.sub(r"\d+|\s+", "#", line.text), round(line.bottom / 4)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How most lines of a document stand."""

    left: float
    right: float
    height: float
    pitch: float  # from line to line
    letters: int  # of a full line, where many have the same number; else more than any has
    even: bool  # lines reach the right margin, or have so many letters: one that falls short ends a paragraph


def _layout(lines: list[_Line]) -> _Layout:
    height = median(line.height for line in lines)
    unended = [line for line in lines if line.text[-1] not in SENTENCE_END]
    inner = unended or lines  # short paragraphs may all end alike
    edge, at_edge = Counter(round(line.right) for line in inner).most_common(1)[0]
    rights = sorted(line.right for line in lines)
    right = edge if at_edge >= MANY * len(inner) else rights[int(len(rights) * 0.9)]  # punctuation may hang beyond it
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    inside = [b for a, b in pairwise(lines) if a.text[-1] not in SENTENCE_END] or lines  # not the first of a paragraph
    left = Counter(round(line.left) for line in inside).most_common(1)[0][0]
    counts = Counter(_letters(line, left, height) for line in inner)
    letters, often = counts.most_common(1)[0]
    known = letters >= FEWEST_LETTERS and often >= MANY * len(inner)
    letters = letters if known else LONGEST_LINE

    def full(line: _Line) -> bool:
        return (right - line.right) / height <= SHORT or _letters(line, left, height) >= letters

    return _Layout(
        left=left,
        right=right,
        height=height,
        pitch=median(pitches) if pitches else height * 1.5,
        letters=letters,
        even=sum(full(line) for line in unended) >= MOST * len(unended),
    )


def _letters(line: _Line, left: float, height: float) -> int:
    """How many letters a line has, with those that its indent could hold."""
    return len(line.text) + max(0, round((line.left - left) / height))


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    if not lines:
        return
    layout = _layout(lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        if _begins(before, line, layout):
            yield text
            text = line.text
        else:
            text = _joined(text, line.text)
    yield text


def _begins(before: _Line, line: _Line, usual: _Layout) -> bool:
    """The line begins a paragraph."""
    missing = (usual.right - before.right) / usual.height - _first_word(line.text)
    full = _letters(before, usual.left, usual.height) >= usual.letters
    short = not full and missing > SHORT
    return (
        line.left - usual.left > INDENT * usual.height
        or (short and (usual.even or missing > VERY_SHORT or before.text[-1] in SENTENCE_END))
        or (HEADING.match(line.text) is not None and (short or before.text[-1] in FULL_STOP))
        or max(line.height, before.height) > LARGER * min(line.height, before.height)
        or (line.page == before.page and abs(before.bottom - line.bottom) > FARTHER * usual.pitch)
    )


def _first_word(text: str) -> float:
    """How wide what may not be parted at the beginning of a line is."""
    m = UNBROKEN.match(text)
    return sum(HALF_WIDTH if char.isascii() else 1.0 for char in m[0]) if m else 0.0


def _joined(text: str, more: str) -> str:
    """Two lines as one: a space only between words in letters."""
    apart = text[-1].isascii() and text[-1].isalpha() and more[0].isascii() and more[0].isalpha()
    return f"{text} {more}" if apart else text + more
