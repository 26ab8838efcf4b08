"""Bytes to text: types, encodings, and what is refused."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from pipelines.reports.model import ReportError
from pipelines.reports.read import read

TEXT = "各位代表：过去一年，全市地区生产总值增长5.2%，城镇新增就业3.1万人，居民收入稳步提高，生态环境持续改善。\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"])
def test_the_same_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    path.write_bytes((mark + TEXT).encode(encoding))
    assert read(path).text == TEXT


def test_word_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、回顾")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "粮食产量", "24万吨"
    document.add_paragraph("二、安排")
    document.save(str(tmp_path / "report.docx"))
    assert read(tmp_path / "report.docx").text == "一、回顾\n粮食产量\t24万吨\n二、安排"


REFUSED = [
    ("scan.pdf", b"%PDF-1.4", r"scan\.pdf: .*save its text"),
    ("old.doc", b"\xd0\xcf\x11\xe0", r"old\.doc: .*save it as \.docx"),
    ("picture.png", b"\x89PNG", r"picture\.png: .*the types read are"),
    ("empty.txt", b"  \n", r"empty\.txt: the file holds no text"),
    ("broken.docx", b"PK\x03\x04 not a zip", r"broken\.docx: is damaged"),
    ("locked.docx", b"\xd0\xcf\x11\xe0 encrypted", r"locked\.docx: is encrypted"),
    ("noise.txt", bytes(range(256)) * 20, r"noise\.txt: not a text file"),
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
    with pytest.raises(ReportError, match=r"huge\.txt: .*bytes are more than a report has"):
        read(tmp_path / "huge.txt")
