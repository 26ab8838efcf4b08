"""PDF files: lines rejoined, page furniture removed; pictures, locked and damaged files refused with advice."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipelines.reports.model import ReportError
from pipelines.reports.pdf import PAGE_NUMBER, pdf_text
from tests.reports.in_every_type import as_pdf

WORDS = [f"固定资产投资增长{n}.5%，第{n}个项目开工，居民收入稳步提高{n}个点，生态环境持续改善。" for n in range(1, 60)]


def prose(sentences: int) -> str:
    """So many sentences, other ones at every call in a row of lengths; pdfium takes one line drawn twice for bold letters."""
    return "".join(WORDS[(sentences * 7 + i) % len(WORDS)] for i in range(sentences))


TEXT = "\n".join(
    ["政府工作报告", "一、过去一年的工作", *[f"（{n}）{prose(k)}" for n, k in zip("一二三四五六七八", (1, 3, 2, 5, 9, 4, 7, 6), strict=True)],
     "二、今年的安排", *[prose(k) for k in (10, 12, 11, 14)], "谢谢大家！"]
)  # fmt: skip


@pytest.mark.parametrize("layout", [{"indent": 24}, {"indent": 0, "apart": 14}, {"indent": 24, "apart": 6}])
def test_lines_are_rejoined_and_page_furniture_is_gone(layout: dict[str, int]) -> None:
    assert pdf_text(as_pdf(TEXT, "某县人民政府文件", **layout)) == TEXT


@given(st.lists(st.integers(8, 400), min_size=2, max_size=12))
@example([8, 8, 8, 8])
@example([20, 20, 20, 20, 20])
@example([8, 8, 36, 8])
@settings(max_examples=25, deadline=None)
def test_paragraphs_of_any_length(lengths: list[int]) -> None:
    paragraphs = [f"{i}{prose(9)}"[: n - 1] + "。" for i, n in enumerate((200, *lengths), 11)]
    found = pdf_text(as_pdf("\n".join(paragraphs), head="县政府文件")).split("\n")
    assert [
        line for line in found if line != "县政府文件"
    ] == paragraphs  # the head of a single page is not known as one


@pytest.mark.parametrize(
    "line",
    ["1", "— 12 —", "- 3 -", "第 4 页", "第5页 共20页", "6/20", "iv", "· 7 ·", "第八页", "Page 9 of 10", "10 / 20"],
)
def test_page_numbers(line: str) -> None:
    assert PAGE_NUMBER.fullmatch(line)


@pytest.mark.parametrize("line", ["增长5%", "2023年", "5.2%", "12万吨", ".4%。", "5。", "第一部分", "一、回顾"])
def test_no_page_numbers(line: str) -> None:
    assert not PAGE_NUMBER.fullmatch(line)


def drawn(*, locked: bool = False, pictures: int = 0) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret") if locked else None)
    for _ in range(pictures):
        canvas.rect(10, 10, 500, 700, fill=1)
        canvas.showPage()
    canvas.drawString(72, 700, "" if pictures else "text that is long enough to be read")
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawn(pictures=3), r"pictures of pages and no text; run a text recognition \(OCR\)"),
        (drawn(locked=True), "is encrypted; .* save it without one"),
        (b"%PDF-1.4", "is damaged or no PDF"),
        (b"%PDF-1.7\n" + b"\xff" * 5000, "is damaged or no PDF"),
        (as_pdf("一行")[:200], "is damaged or no PDF"),
    ],
    ids=["scan", "locked", "head", "noise", "cut"],
)
def test_what_is_refused_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        pdf_text(data)


def test_many_pages_are_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.reports.pdf.MOST_PAGES", 1)
    with pytest.raises(ReportError, match="more than a report has"):
        pdf_text(as_pdf(TEXT))
