"""Corrections and checks in a whole build: what the command says at its end, what the warehouse holds, what is not published."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.definitions import defs
from pipelines.defs.folders import Folders
from pipelines.defs.jobs import inbox_sensor
from pipelines.settings import PROJECT

RUN = CliRunner()
CORRECTIONS = """report_id,metric,kind,time_period,measure,field,value,reason,date
qilin-2023,gdp,target,2023,yoy,raw_value,8.5,the printed report has 8.5,2024-05-31
qilin-2023,retail_sales,target,2023,yoy,withdraw,,a goal of the city,2024-05-31
qilin-2024,gdp,target,2023,yoy,raw_value,9,a report we do not have,2024-05-31
qilin-2023,gdp,target,2023,yoy,raw_value,much,no number,2024-05-31
"""


def build(folder: Path) -> tuple[int, str]:
    result = RUN.invoke(app, ["build", "--raw", str(folder / "raw"), "--warehouse", str(folder / "warehouse")])
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A warehouse of one sample, with corrections beside it."""
    folder = tmp_path_factory.mktemp("corrected")
    (folder / "raw").mkdir()
    shutil.copy(PROJECT / "raw" / "qilin-2023.txt", folder / "raw")
    (folder / "raw" / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    code, output = build(folder)
    assert code == 0, output
    return folder, output


def ask(folder: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(folder / "warehouse" / "duibiao.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()


def test_the_end_of_the_build_names_what_was_refused(built: tuple[Path, str]) -> None:
    output = " ".join(built[1].split())
    assert "corrections: 2 applied, 2 refused" in output
    assert "refused: corrections.csv, line 4: no report qilin-2024 in the inbox" in output
    assert "refused: corrections.csv, line 5: much is no number" in output


def test_the_figure_is_right_everywhere(built: tuple[Path, str]) -> None:
    folder, _ = built
    corrected = "SELECT raw_low, value_low, corrected FROM fact_observation WHERE metric = 'gdp' AND kind = 'target'"
    assert ask(folder, corrected) == [(8.5, 8.5, True)]
    targets = (
        "SELECT metric, target_low FROM v_target_vs_outcome WHERE metric IN ('gdp', 'retail_sales') AND year = 2023"
    )
    assert ask(folder, targets) == [("gdp", 8.5)]
    assert ask(folder, "SELECT line, status, value_before, value_after FROM fact_correction") == [
        (2, "applied", "8", "8.5"),
        (3, "applied", None, None),
        (4, "refused", None, "9"),
        (5, "refused", None, "much"),
    ]
    assert ask(folder, "SELECT metric, reason FROM fact_quarantine WHERE rule = 'withdrawn'") == [
        ("retail_sales", "a goal of the city")
    ]
    found = (
        "SELECT success, unexpected_count, total_count FROM fact_check_result WHERE expectation = 'corrections_applied'"
    )
    assert ask(folder, found) == [(False, 2, 4)]


def test_explain_and_audit_tell_of_corrections(built: tuple[Path, str]) -> None:
    folder, _ = built
    at = ["--warehouse", str(folder / "warehouse")]
    ((corrected,),) = ask(folder, "SELECT observation_id FROM fact_correction WHERE line = 2")
    told = " ".join(RUN.invoke(app, ["explain", str(corrected), *at]).output.split())
    assert "raw_value 8 → 8.5" in told
    assert "corrections.csv line 2" in told
    audited = RUN.invoke(app, ["audit", *at]).output
    assert "refused: corrections.csv, line 4" in audited
    assert "warnings: 2," in audited


def test_a_build_that_reads_nothing_leaves_the_warehouse_as_it_was(built: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = built
    shutil.copytree(folder / "warehouse", tmp_path / "warehouse")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "note.txt").write_text("没有标题的一页纸。", encoding="utf-8")
    before = (tmp_path / "warehouse" / "duibiao.duckdb").read_bytes()
    code, output = build(tmp_path)
    output = " ".join(output.split())
    assert code == 1
    assert "nothing is published: at least one report could be read: 0 reports" in output
    assert "the text does not say of which year it is" in output  # why the one file could not be read
    assert (tmp_path / "warehouse" / "duibiao.duckdb").read_bytes() == before


def test_a_changed_corrections_file_starts_the_sensor_like_a_new_report(tmp_path: Path) -> None:
    (tmp_path / "cn-2016.txt").write_text("一份报告", encoding="utf-8")
    folders = Folders(raw=str(tmp_path), warehouse=str(tmp_path / "warehouse"))
    seen: list[dg.SensorResult] = []
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        for content in ("", CORRECTIONS, CORRECTIONS[:-1]):
            if content:
                (tmp_path / "corrections.csv").write_text(content, encoding="utf-8")
            cursor = seen[-1].cursor if seen else None
            context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs)
            result = inbox_sensor(context, folders=folders)
            assert isinstance(result, dg.SensorResult)
            seen.append(result)
    assert [r.job_name for result in seen for r in result.run_requests or []] == ["read_reports"] * 3
