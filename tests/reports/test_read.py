"""Bytes to text: types, encodings, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.reports.encoding import decode
from pipelines.reports.model import ReportError
from pipelines.reports.read import read

TEXT = "各位代表：过去一年，全市地区生产总值增长5.2%，城镇新增就业3.1万人，居民收入稳步提高，生态环境持续改善。\n" * 5
TRADITIONAL = "各位代表：過去一年，全市地區生產總值增長5.2%，城鎮新增就業3.1萬人，⑴是居民收入穩步提高的一年。\n" * 5
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path).text == TEXT


@pytest.mark.parametrize(("text", "encoding"), [(TRADITIONAL, "big5"), (TRADITIONAL.replace("⑴", "峯"), "big5hkscs")])
def test_both_kinds_of_big5(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_a_marked_utf_16_without_its_codec_writing_the_mark() -> None:
    assert decode(("\ufeff" + TEXT).encode("utf-16-be")) == (TEXT, "utf-16")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_are_marked_and_the_rest_is_read(encoding: str) -> None:
    data = (TEXT * 4).encode(encoding)
    cut = data[:-2]  # in the middle of a character, as a page cut by its length is
    text, found = decode(cut if encoding == "utf-8" else data[:-1] + b"\x81")
    assert found == encoding
    assert text.startswith(TEXT * 3)
    assert decode(data[:30] + b"\xff" + data[30:])[0].count("\ufffd") == 1


def test_word_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、回顾")
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(table.row_cells(0), ("粮食产量", "24万吨", "增长3%"), strict=True):
        cell.text = words
    table.cell(1, 0).merge(table.cell(1, 1)).text = "油料产量"
    table.cell(1, 2).add_table(1, 1).cell(0, 0).text = "2万吨"
    document.add_paragraph("二、安排\t重点\n目标")
    document.save(str(tmp_path / "report.docx"))
    lines = read(tmp_path / "report.docx").text.split("\n")
    assert [" ".join(line.split(" ")).rstrip() for line in lines] == [
        "一、回顾", "粮食产量\t24万吨\t增长3%", "油料产量\t 2万吨", "二、安排\t重点", "目标",
    ]  # fmt: skip


def test_word_text_that_stands_deeper(tmp_path: Path) -> None:
    """A content control, a tracked insertion and deletion, a link, and a text box with its copy for old programs."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    blocks = [
        "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>控件内</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {ns}><w:r><w:t>增长</w:t></w:r><w:ins w:id='1'><w:r><w:t>6%</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>5%</w:delText><w:t>删去</w:t></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>左右</w:t></w:r></w:hyperlink></w:p>",
        f"<w:p {{ns}} {mc}><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice Requires='x'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ]
    document = docx.Document()
    for i, block in enumerate(blocks):
        document.element.body.insert(i, parse_xml(block.format(ns=nsdecls("w"))))
    document.save(str(tmp_path / "report.docx"))
    assert read(tmp_path / "report.docx").text == "控件内\n增长6%左右\n正文\n框内"


def rezipped(source: Path, target: Path, part: str, content: bytes) -> None:
    """The Word file with one part replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))


ENTITIES = b"<!DOCTYPE d [<!ENTITY a '" + b"x" * 1000 + b"'>"
ENTITIES += b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8)) + b"]>"
HOSTILE = {
    "bomb": (b"<d>" + b" " * 30_000_000 + b"</d>", "unpacks to far more"),
    "laughs": (ENTITIES + b"<d>&i;</d>", "is damaged"),
    "cut": (b"<w:document", "is damaged"),
    "deep": (b"<d>" * 100_000 + b"</d>" * 100_000, "is damaged"),
    "other": (b"<d/>", "is damaged"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_word_files_are_refused(tmp_path: Path, kind: str) -> None:
    docx.Document().save(str(tmp_path / "good.docx"))
    content, message = HOSTILE[kind]
    rezipped(tmp_path / "good.docx", tmp_path / "bad.docx", "word/document.xml", content)
    with pytest.raises(ReportError, match=rf"bad\.docx: {message}"):
        read(tmp_path / "bad.docx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6), st.floats(0.05, 1))
def test_a_damaged_word_file_is_read_or_refused(tmp_path: Path, changes: list[tuple[float, int]], kept: float) -> None:
    good = tmp_path / "good.docx"
    if not good.exists():
        document = docx.Document()
        document.add_paragraph(TEXT)
        document.save(str(good))
    data = bytearray(good.read_bytes())
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    bad = tmp_path / "bad.docx"
    bad.write_bytes(data[: int(len(data) * kept)])
    try:
        assert read(bad).text
    except ReportError as error:
        assert "bad.docx: " in str(error)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReportError as error:
        assert "save it as UTF-8 text" in str(error)
    else:
        assert text or not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0")
        assert encoding


REFUSED = [
    ("scan.pdf", b"%PDF-1.4", r"scan\.pdf: .*save its text"),
    ("old.doc", b"\xd0\xcf\x11\xe0", r"old\.doc: .*save it as \.docx"),
    ("picture.png", b"\x89PNG", r"picture\.png: .*a picture holds no text"),
    ("nothing", b"x", r"nothing: a file without ending"),
    ("zero.txt", b"", r"zero\.txt: the file is empty"),
    ("empty.txt", b"  \n", r"empty\.txt: the file holds no text"),
    ("broken.docx", b"PK\x03\x04 not a zip", r"broken\.docx: is damaged"),
    ("locked.docx", b"\xd0\xcf\x11\xe0 encrypted", r"locked\.docx: is encrypted"),
    ("noise.txt", bytes(range(256)) * 20, r"noise\.txt: not text in"),
    ("half.txt", b"\xff\xfe\x00", r"half\.txt: begins as utf-16 but is not"),
]


@pytest.mark.parametrize(("name", "data", "message"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_is_refused_says_why(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReportError, match=message):
        read(tmp_path / name)


def test_a_file_larger_than_a_report_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.reports.read.LARGEST_FILE", 10)
    (tmp_path / "huge.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReportError, match=r"huge\.txt: larger than a report is"):
        read(tmp_path / "huge.txt")


def test_a_text_longer_than_a_report_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.reports.read.LARGEST_TEXT", 10)
    (tmp_path / "long.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReportError, match=r"long\.txt: longer than a report is"):
        read(tmp_path / "long.txt")


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"gone\.txt: cannot be opened: No such file"):
        read(tmp_path / "gone.txt")
