"""The whole way, as a user goes it: a build through Dagster, then show and explain. Real parts, a small inbox."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.settings import PROJECT

RUN = CliRunner()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse built from two samples and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("build")
    raw = folder / "raw"
    raw.mkdir()
    for name in ("cn-2015.txt", "cn-2016.txt", "qilin-2023.txt"):
        shutil.copy(PROJECT / "raw" / name, raw / name)
    (raw / "scan.pdf").write_bytes(b"%PDF-1.4")
    (raw / "[red]note.txt").write_text("没有标题的一页纸。", encoding="utf-8")
    result = RUN.invoke(app, ["build", "--raw", str(raw), "--warehouse", str(folder / "warehouse")])
    assert result.exit_code == 0, result.output
    (folder / "output.txt").write_text(result.output, encoding="utf-8")
    return folder


def test_the_end_of_a_build(built: Path) -> None:
    output = (built / "output.txt").read_text(encoding="utf-8")
    for words in (
        "3 reports read",
        "set_aside: scan.pdf",
        "[red]note",
        "全国: targets against outcomes",
        "麒麟区",
        "duibiao.duckdb",
    ):
        assert words in output


def test_the_warehouse(built: Path) -> None:
    with duckdb.connect(str(built / "warehouse" / "duibiao.duckdb"), read_only=True) as con:
        verdicts = con.sql(
            """SELECT metric, verdict FROM v_target_vs_outcome WHERE area_code = '100000' AND year = 2015
            AND metric IN ('gdp', 'urban_jobs', 'energy_intensity') ORDER BY ALL"""
        ).fetchall()
        statuses = con.sql("SELECT status, count(*) FROM dim_report GROUP BY ALL ORDER BY ALL").fetchall()
    assert verdicts == [("energy_intensity", "met"), ("gdp", "near"), ("urban_jobs", "met")]
    assert statuses == [("read", 3), ("set_aside", 2)]
    assert (built / "warehouse" / "exports" / "observations.parquet").is_file()
    assert (built / "warehouse" / "exports" / "datapackage.json").is_file()


def test_a_second_build_gives_the_same_bytes_and_forgets_removed_files(built: Path, tmp_path: Path) -> None:
    exports = built / "warehouse" / "exports"
    before = {p.name: p.read_bytes() for p in exports.iterdir()}
    arguments = ["build", "--raw", str(built / "raw"), "--warehouse", str(tmp_path / "again")]
    assert RUN.invoke(app, arguments).exit_code == 0
    assert {p.name: p.read_bytes() for p in (tmp_path / "again" / "exports").iterdir()} == before
    shutil.copytree(built / "raw", tmp_path / "raw")
    (tmp_path / "raw" / "qilin-2023.txt").unlink()
    assert (
        RUN.invoke(app, ["build", "--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "again")]).exit_code
        == 0
    )
    with duckdb.connect(str(tmp_path / "again" / "duibiao.duckdb"), read_only=True) as con:
        assert con.sql("SELECT count(*) FROM fact_observation WHERE report_id = 'qilin-2023'").fetchall() == [(0,)]


@pytest.mark.parametrize("area", ["全国", "cn", "100000"])
def test_show(built: Path, area: str) -> None:
    result = RUN.invoke(app, ["show", area, "2015", "--warehouse", str(built / "warehouse")])
    assert result.exit_code == 0
    assert "地区生产总值增长" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "云南"], "no report of this area"),
        (["show", "全国", "1901"], "no target and no outcome"),
        (["explain", "zzz"], "no such observation"),
    ],
)
def test_mistakes_say_what_is_wrong(built: Path, arguments: list[str], message: str) -> None:
    result = RUN.invoke(app, [*arguments, "--warehouse", str(built / "warehouse")])
    assert result.exit_code == 1
    assert message in result.output


def test_explain_marks_the_number(built: Path) -> None:
    with duckdb.connect(str(built / "warehouse" / "duibiao.duckdb"), read_only=True) as con:
        ((key, start, end),) = con.sql(
            """SELECT observation_id, char_start, char_end FROM fact_observation
            WHERE report_id = 'qilin-2023' AND metric = 'gdp' AND kind = 'target'"""
        ).fetchall()
    source = (built / "raw" / "qilin-2023.txt").read_text(encoding="utf-8")
    assert source[start:end] == "8%"
    result = RUN.invoke(app, ["explain", key[:12], "--warehouse", str(built / "warehouse")])
    assert result.exit_code == 0
    assert "区域内生产总值增长8%以上" in result.output


def test_audit_finds_a_planted_conflict(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = (PROJECT / "raw" / "qilin-2023.txt").read_text(encoding="utf-8")
    text = text.replace("一、2022年工作回顾\n", "一、2022年工作回顾\n全区森林覆盖率达51.9%。\n")
    (raw / "qilin-2023.txt").write_text(text, encoding="utf-8")
    folders = ["--warehouse", str(tmp_path / "warehouse")]
    assert RUN.invoke(app, ["build", "--raw", str(raw), *folders]).exit_code == 0
    result = RUN.invoke(app, ["audit", *folders])
    assert result.exit_code == 0
    assert "forest_cover level 2022: said_once, 51.9 and 48.8 % in one report" in result.output
    assert "warnings: 1, in 1 reports" in result.output


def test_no_inbox_and_no_warehouse(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["build", "--raw", str(tmp_path / "none"), "--warehouse", str(tmp_path)])
    assert result.exit_code == 1
    assert "no such folder" in result.output
    result = RUN.invoke(app, ["show", "全国", "--warehouse", str(tmp_path)])
    assert result.exit_code == 1
    assert "duibiao build" in result.output
