"""One text as a file of every type that is read, made with the libraries that people make such files with."""

from __future__ import annotations

import csv
import html
from collections.abc import Callable
from io import BytesIO, StringIO

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

FONT = "STSong-Light"
MENU = ["首页", "政务公开", "办事服务", "互动交流", "数据开放", "无障碍浏览"]
PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}_政府门户网站</title>
<script>document.write("网站脚本：全市增长99%。")</script><style>p {{ text-indent: 2em }}</style></head>
<body><div class="menu"><ul>{menu}</ul></div>
<div class="article"><h1>{title}</h1><div class="source">来源：门户网站　字体：<a href="#">大</a> <a href="#">小</a></div>
<div id="zoom">{body}</div></div>
<div class="more"><h3>相关阅读</h3><ul>{more}</ul></div>
<div class="footer">主办单位：政府办公室　版权所有　备案号00000000号　<a href="/map">网站地图</a></div></body></html>
"""


def lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def as_html(text: str, charset: str = "utf-8", declared: str = "utf-8") -> bytes:
    """A page of a government's site: menu, article, links, footer; some paragraphs by <p>, some by <br>."""
    title, *rest = map(html.escape, lines(text))
    half = len(rest) // 2
    body = "".join(f"<p>　　<span>{line}</span></p>\n" for line in rest[:half])
    body += "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in rest[half:])
    menu = "".join(f'<li><a href="/{i}">{word}</a></li>' for i, word in enumerate(MENU * 3))
    more = "".join(f'<li><a href="/news/{i}">某地召开推进会，投资增长{i}%</a></li>' for i in range(10, 20))
    return PAGE.format(charset=declared, title=title, body=body, menu=menu, more=more).encode(
        charset, "xmlcharrefreplace"
    )


def as_docx(text: str) -> bytes:
    """A Word file, a paragraph for a line."""
    document = docx.Document()
    for line in lines(text):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(text: str, head: str = "政府工作报告", *, indent: int = 24, apart: int = 0) -> bytes:
    """A PDF with a running head, page numbers and paragraphs broken into lines, with indents or set apart."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle(
        "body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=indent, spaceAfter=apart, wordWrap="CJK"
    )

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 800, head)
        canvas.drawCentredString(297, 40, f"— {document.page} —")

    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(
        [Paragraph(html.escape(line), style) for line in lines(text)], onFirstPage=furniture, onLaterPages=furniture
    )
    return out.getvalue()


def as_csv(text: str) -> bytes:
    """A table with numbered paragraphs, as a spreadsheet saves it."""
    out = StringIO()
    csv.writer(out).writerows([("no", "text"), *enumerate(lines(text), 1)])
    return out.getvalue().encode("utf-8-sig")


FILES: dict[str, Callable[[str], bytes]] = {
    "utf8.txt": str.encode,
    "bom.md": lambda text: text.encode("utf-8-sig"),
    "gbk.txt": lambda text: text.encode("gb18030"),
    "utf16.txt": lambda text: text.encode("utf-16"),
    "page.html": as_html,
    "gbk.htm": lambda text: as_html(text, "gb18030", "gb2312"),
    "wrongly-declared.html": lambda text: as_html(text, "gb18030", "utf-8"),
    "word.docx": as_docx,
    "print.pdf": as_pdf,
    "print-without-indents.pdf": lambda text: as_pdf(text, indent=0, apart=14),
    "table.csv": as_csv,
}
