"""Saved pages: the report and not the site around it, whatever the page is made of; nothing hidden, nothing run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipelines.reports.html import page_text
from pipelines.reports.model import ReportError
from pipelines.reports.read import read

PARAGRAPHS = [f"第{i}项工作进展良好，全县固定资产投资增长{i}.5%，群众的日子一天比一天好。" for i in range(1, 25)]
MENU = "<ul>" + "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(30)) + "</ul>"
FOOT = '<div class="footer"><p>主办：某县人民政府　备案号：00000000　<a href="/map">网站地图</a></p></div>'
LINKS = "<ul>" + "".join(f'<li><a href="{i}">我县召开推进会，全年增长99%</a></li>' for i in range(9)) + "</ul>"

BODIES = {
    "p": "".join(f"<p>　　{p}</p>" for p in PARAGRAPHS),
    "br": "<br>".join(f"　　{p}" for p in PARAGRAPHS),
    "br br": "<br/><br/>\n".join(f"&nbsp;&nbsp;{p}" for p in PARAGRAPHS),
    "div": "".join(f"<div><span>{p}</span></div>" for p in PARAGRAPHS),
    "font": "<font size=3>" + "".join(f"<P>{p}" for p in PARAGRAPHS) + "</font>",
    "table": f"<table><tr><td>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</td></tr></table>",
    "rows": "<table>" + "".join(f"<tr><td>{p}</td></tr>" for p in PARAGRAPHS) + "</table>",
    "pre": "<pre>" + "\n".join(PARAGRAPHS) + "</pre>",
    "word": "".join(f'<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span>{p}</p>' for p in PARAGRAPHS),
    "links": "".join("<p>" + p.replace("投资", '<a href="x">投资</a>') + "</p>" for p in PARAGRAPHS),
    "wrapped": "".join(f"<p>\n  {p[:20]}\n{p[20:]}\n</p>" for p in PARAGRAPHS),
    "list": "<ol>" + "".join(f"<li>{p}</li>" for p in PARAGRAPHS) + "</ol>",
    "sections": "".join(f"<section><h2>第{i}部分</h2><p>{p}</p></section>" for i, p in enumerate(PARAGRAPHS)),
    "repeated": "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + f"<p>{PARAGRAPHS[0]}</p>",
}  # fmt: skip
FRAME = "<html><head><title>{title}</title></head><body><div class='nav'>{menu}</div><div>{body}</div>{links}{foot}</body></html>"


@pytest.mark.parametrize("kind", BODIES)
def test_the_report_and_not_the_site(kind: str) -> None:
    page = FRAME.format(title="政府工作报告_某县", menu=MENU, body=BODIES[kind], links=LINKS, foot=FOOT)
    text, about = page_text(page)
    lines = [line.strip("　 \xa0").replace(" ", "") for line in text.split("\n")]
    found = [line for line in lines if line in PARAGRAPHS]
    assert found == PARAGRAPHS + ([PARAGRAPHS[0]] if kind == "repeated" else [])
    assert not any(words in text for words in ("栏目", "推进会", "备案号"))
    assert lines[0] == "政府工作报告"  # the title of the page, where the report has none
    assert about == "政府工作报告_某县"


def test_a_heading_is_the_title_and_stands_once() -> None:
    page = f"<h1>2024年某县政府工作报告</h1><div>{BODIES['p']}</div>"
    assert page_text(page)[0].count("2024年某县政府工作报告") == 1


def test_rows_of_a_table_keep_their_cells_apart() -> None:
    table = "<table><tr><th>指标</th><th>数值</th></tr><tr><td>粮食产量</td><td>24万吨</td></tr></table>"
    assert "粮食产量\t24万吨" in page_text(f"<div>{BODIES['p']}{table}{BODIES['p']}</div>")[0]


HIDDEN = [
    "<script>document.write('增长77%')</script>",
    "<SCRIPT SRC=http://example.org/x.js>增长77%</SCRIPT>",
    "<style>增长77%</style>",
    "<noscript>增长77%</noscript>",
    "<template><p>增长77%。</p></template>",
    "<p style='display: none'>全县投资增长77%，完成得很好很好。</p>",
    "<div hidden>全县投资增长77%，完成得很好很好。</div>",
    "<!-- 全县投资增长77%，完成得很好很好。 -->",
    "<iframe src='file:///etc/passwd'>增长77%</iframe>",
    "<svg><text>增长77%</text></svg>",
    "<select><option>增长77%</select>",
    "<img src=x onerror=\"alert('增长77%')\">",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_hidden_or_code_is_no_text_and_what_follows_it_stays(hidden: str) -> None:
    text, _ = page_text(f"<div>{BODIES['p']}<p>前文{hidden}后文在此，仍是报告的一句话。</p></div>")
    assert "77" not in text
    assert "后文在此，仍是报告的一句话。" in text


@pytest.mark.parametrize("page", ["", "<html></html>", "<!-- -->", "<div>" * 3000 + "深" + "</div>" * 3000])
def test_a_page_without_text_is_refused_or_empty(page: str) -> None:
    try:
        assert page_text(page)[0].strip() in ("", "深")
    except ReportError as error:
        assert "text" in str(error)


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", "no-such-code", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_declared_encoding_is_not_believed_where_it_is_wrong(tmp_path: Path, encoding: str, declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body>{BODIES['p']}</body></html>"
    (tmp_path / "page.html").write_bytes(page.encode(encoding))
    source = read(tmp_path / "page.html")
    assert PARAGRAPHS[3] in source.text
    assert source.file_type == "html"


@pytest.mark.parametrize("name", ["page.txt", "page.doc", "page.aspx", "page"])
def test_a_page_under_another_ending_is_a_page(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"<!DOCTYPE html>\n<html><body>{BODIES['p']}</body></html>", encoding="utf-8")
    assert read(tmp_path / name).file_type == "html"


def test_prose_without_an_end_takes_time_in_proportion() -> None:
    started = time.process_time()
    page_text("<div>" + "深圳经济持续向好" * 20_000 + "</div>")
    assert time.process_time() - started < 1


def test_text_that_holds_markup_stays_text(tmp_path: Path) -> None:
    words = "全县增长5%。<b>[red]=cmd|' /C calc'!A0 '; DROP TABLE dim_report; --</b>\n"
    (tmp_path / "note.txt").write_text(words, encoding="utf-8")
    assert read(tmp_path / "note.txt").text == words
