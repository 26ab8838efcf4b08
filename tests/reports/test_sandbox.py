"""The parsers' process: what breaks it, hangs it or fills it sets aside one file and harms no other."""

from __future__ import annotations

import os
import signal
import threading
import time
import zlib
from pathlib import Path

import pytest

from pipelines.reports import sandbox
from pipelines.reports.model import ReportError
from pipelines.reports.read import read
from tests.reports.in_every_type import as_docx, as_html, as_pdf
from tests.reports.mutations import TEXT


def hostile_pdf(content: bytes) -> bytes:
    """A PDF of one page with this content stream, packed."""
    packed = zlib.compress(content, 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
        + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )  # fmt: skip


HOSTILE = {
    "text.pdf": hostile_pdf(b"BT /F 1 Tf " + b"(aaaaaaaaaa) Tj 9 0 Td " * 2_000_000 + b"ET"),
    "bomb.pdf": hostile_pdf(b" " * 600_000_000),
    "deep.html": b"<html><body>" + b"<div>" * 300_000 + "深".encode(),
    "wide.html": b"<html><body>" + b"<b><i>" * 500_000,
    "cells.html": b"<html><table>" + b"<tr><td>" * 400_000,
    "attributes.html": b"<html><p " + b"a=1 " * 1_000_000 + b">",
    "links.html": b"<html>" + b"<a href=x>" * 400_000,
    "entities.html": b"<html>" + b"&amp" * 2_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_come_to_an_end(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    before = time.process_time()
    try:
        read(tmp_path / name)
    except ReportError as error:
        assert str(error).startswith(f"{name}: ")
    assert time.process_time() - before < 5
    (tmp_path / "good.html").write_bytes(as_html(TEXT))
    assert "新增就业3万人以上" in read(tmp_path / "good.html").text


def test_a_file_that_takes_too_long_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.stop()
    code = (
        "from pipelines.reports import sandbox\n"
        "sandbox.SECONDS = 0.2\n"
        "sandbox._answer = lambda kind, data: [None for _ in iter(int, 1)]\n"
        "sandbox.serve()"
    )
    monkeypatch.setattr(sandbox, "SERVER", ("-c", code))
    with pytest.raises(ReportError, match=r"takes too long to read; save its text as \.txt first"):
        sandbox.parse("pdf", b"x")
    sandbox.stop()


def test_a_crash_sets_aside_one_file(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(as_docx(TEXT))
    wanted = read(tmp_path / "x.docx").text
    os.kill(sandbox.running().pid, signal.SIGSTOP)  # it will not answer until it is killed
    threading.Timer(0.2, os.kill, (sandbox.running().pid, signal.SIGKILL)).start()
    with pytest.raises(ReportError, match=r"x\.docx: breaks the reader of its type"):
        read(tmp_path / "x.docx")
    assert read(tmp_path / "x.docx").text == wanted


def test_many_threads_get_their_own_answers(tmp_path: Path) -> None:
    found: dict[int, str] = {}

    def take(number: int) -> None:
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(as_pdf(f"{TEXT}\n第{number}份报告，内容到此为止。"))
        found[number] = read(path).text

    threads = [threading.Thread(target=take, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"第{n}份报告" in found[n] for n in range(6))
