"""An inbox of every kind of file, good and bad, through a whole build: each is in dim_report and shown, none harms another."""

from __future__ import annotations

import zipfile

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.defs.run import instance_of
from pipelines.settings import PROJECT, Settings
from tests.reports.in_every_type import as_docx, as_html, as_pdf

RUN = CliRunner()
SAMPLE = (PROJECT / "raw" / "cn-2016.txt").read_text(encoding="utf-8")
TOWN = "麒麟区东山镇2023年政府工作报告\n2023年1月5日\n各位代表：\n二、2023年工作安排\n规模以上工业增加值增长8%。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    folder = tmp_path_factory.mktemp("files")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "a.html").write_bytes(as_html(SAMPLE))
    (raw / "b.pdf").write_bytes(as_pdf(SAMPLE))
    (raw / "c.docx").write_bytes(as_docx(SAMPLE))
    (raw / "town.txt").write_text(TOWN, encoding="utf-8")
    (raw / "told.txt").write_text("二、今年工作安排\n规模以上工业增加值增长8%。\n", encoding="utf-8")
    (raw / "told.yaml").write_text("area: 徐州市鼓楼区\nyear: 2022\n", encoding="utf-8")
    (raw / "mistold.txt").write_text(TOWN, encoding="utf-8")
    (raw / "mistold.yaml").write_text("aera: 徐州市鼓楼区\n", encoding="utf-8")
    (raw / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (raw / "empty.txt").touch()
    (raw / "<b>|x|[bold]=cmd`_.txt").write_text("没有标题的一页纸。", encoding="utf-8")
    (raw / "\x1b[31m; DROP TABLE dim_report;\n.txt").write_text("没有标题的一页纸。", encoding="utf-8")
    with zipfile.ZipFile(raw / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b" " * 50_000_000)
    (raw / "link.txt").symlink_to("/etc/hostname")
    result = RUN.invoke(app, ["build", "--raw", str(raw), "--warehouse", str(folder / "warehouse")])
    assert result.exit_code == 0, result.output
    return Settings(raw=raw, warehouse=folder / "warehouse"), result.output


STATUS = [
    ("a.html", "read", None),
    ("b.pdf", "superseded", "a"),
    ("c.docx", "superseded", "a"),
    ("town.txt", "read", None),
    ("told.txt", "read", None),
    ("mistold.txt", "set_aside", "mistold.yaml: aera: Extra inputs are not permitted; the fields are area"),
    ("old.doc", "set_aside", "save it as .docx"),
    ("empty.txt", "set_aside", "the file is empty"),
    ("<b>|x|[bold]=cmd`_.txt", "set_aside", "does not say of which year"),
    ("_[31m; DROP TABLE dim_report;_.txt", "set_aside", "does not say of which year"),
    ("bomb.docx", "set_aside", "unpacks to far more"),
    ("link.txt", "set_aside", "leads out of the inbox"),
]


def test_every_file_is_a_row_with_status_and_reason(built: tuple[Settings, str]) -> None:
    with duckdb.connect(str(built[0].database), read_only=True) as con:
        rows = con.execute("SELECT source, status, reason, sha256 FROM dim_report").fetchall()
    found = {source: (status, reason, sha256) for source, status, reason, sha256 in rows}
    assert set(found) == {source for source, _, _ in STATUS}
    for source, status, reason in STATUS:
        assert found[source][0] == status
        assert (found[source][1] is None) if reason is None else (reason in found[source][1])
        assert (found[source][2] is None) == (source == "link.txt")  # what lies outside is not even looked at


def test_every_refused_file_is_named_at_the_end_of_the_build(built: tuple[Settings, str]) -> None:
    output = built[1]
    assert "3 reports read" in output
    assert "9 files are not counted:" in output
    for source, status, reason in STATUS:
        if reason is not None:
            (line,) = [
                line for line in output.splitlines() if line.startswith(f"{status}: ") and f" {source}: " in line
            ]
            assert reason in line
    assert "\x1b" not in output


def test_the_dagster_ui_shows_them_letter_for_letter(built: tuple[Settings, str]) -> None:
    with instance_of(built[0]) as instance:
        shown = {}
        for key in ("report_text", "warehouse_tables"):
            event = instance.get_latest_materialization_event(dg.AssetKey(key))
            assert event is not None and event.asset_materialization is not None
            shown[key] = event.asset_materialization.metadata
    refused = str(shown["report_text"]["set_aside_reasons"].value)
    uncounted = str(shown["warehouse_tables"]["not_counted"].value)
    assert shown["report_text"]["set_aside"].value == 7
    assert uncounted.count("\n") == 10  # head, line and nine files
    for text in (refused, uncounted):
        assert "&#60;b&#62;&#124;x&#124;&#91;bold&#93;&#61;cmd&#96;&#95;&#46;txt" in text
        assert "<" not in text and "`" not in text and "\x1b" not in text
    assert "c&#46;docx | superseded | the same" in uncounted or "c&#46;docx | superseded | another version" in uncounted


def test_zones_and_townships_are_shown_by_name_and_code(built: tuple[Settings, str]) -> None:
    for area in ("东山镇", "530302-东山镇"):
        result = RUN.invoke(app, ["show", area, "--warehouse", str(built[0].warehouse)])
        assert result.exit_code == 0, result.output
        assert "规模以上工业增加值" in result.output
