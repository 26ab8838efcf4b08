"""Frames, tables and the order of the .sql files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.reports.model import Identity, Report, Step
from pipelines.warehouse.build import WarehouseError, build_tables, create_views, open_warehouse, sql_order
from pipelines.warehouse.frames import (
    OBSERVATION_SCHEMA,
    REPORT_SCHEMA,
    AreaRow,
    CheckResult,
    Correction,
    MetricRow,
    SetAside,
    UnitRow,
    frame_of,
    observation_frame,
    report_frame,
    schema_of,
)
from tests.warehouse.warehouse_cases import METRICS, YUNNAN, actual, report, rows, target, warehouse


def test_types_come_from_the_dataclass() -> None:
    assert OBSERVATION_SCHEMA["report_year"] == pl.Int32
    assert OBSERVATION_SCHEMA["value_low"] == pl.Float64
    assert OBSERVATION_SCHEMA["corrected"] == pl.Boolean
    assert schema_of(MetricRow)["also_called"] == pl.List(pl.String)
    assert REPORT_SCHEMA["given_on"] == pl.Date


def test_observation_frame_keeps_values_and_nulls() -> None:
    said = [target("gdp", 6.0, 2021, comparator="gte"), actual("gdp", None, 2022)]
    frame = observation_frame(said)
    assert frame.schema == pl.Schema(OBSERVATION_SCHEMA)
    assert frame["value_low"].to_list() == [6.0, None]
    assert frame["value_high"].to_list() == [None, None]
    assert observation_frame().height == 0


def test_report_frame_keeps_what_was_read_and_what_was_set_aside() -> None:
    read = Report(
        report_id="yn-2021",
        identity=Identity(YUNNAN, "云南省", "province", 2021, date(2021, 1, 26), "第四次会议", "某某", "政府工作报告"),
        text="各位代表",
        offsets=range(5),
        source="yn-2021.txt",
        steps=(Step("pinyin", 3),),
    )
    frame = report_frame(
        [read], [SetAside("scan", "scan.pdf", "scan.pdf holds pictures only: run a text recognition first")]
    )
    assert frame.schema == pl.Schema(REPORT_SCHEMA)
    scan, kept = frame.to_dicts()
    assert (scan["status"], scan["area_code"], scan["reason"][:8]) == ("set_aside", None, "scan.pdf")
    assert (kept["status"], kept["given_on"], kept["characters"]) == ("read", date(2021, 1, 26), 4)
    assert kept["mending"] == '[{"step": "pinyin", "count": 3}]'


def test_of_two_reports_of_one_area_and_year_the_longer_is_kept() -> None:
    frame = report_frame(
        [
            report(2021, report_id="a", text="短"),
            report(2021, report_id="b", text="长长"),
            report(2022, report_id="d", sha256="same"),
            report(2022, report_id="c", sha256="same"),
        ]
    )
    assert [(r["report_id"], r["status"]) for r in frame.to_dicts()] == [
        ("a", "superseded"),
        ("b", "read"),
        ("c", "read"),
        ("d", "superseded"),
    ]
    assert frame["reason"][0].endswith(": b")
    assert frame["reason"][3] == "the same file as c"


def test_dimensions_and_the_other_facts_are_filled_and_the_quarantine_is_in_no_view() -> None:
    said = [target("gdp", 6.0, 2021), actual("gdp", 6.0, 2022)]
    kept_out = observation_frame([actual("gdp", 600.0, 2022)]).with_columns(
        rule=pl.lit("value in range"), reason=pl.lit("600 % growth")
    )
    con = duckdb.connect()
    build_tables(
        con,
        observation_frame(said),
        report_frame([report(2021), report(2022)], [SetAside("x", "x.doc", "x.doc: save it as .docx")]),
        areas=frame_of(AreaRow, [AreaRow("530302", "麒麟区", "麒麟", "county", "530300")]),
        metrics=METRICS,
        units=frame_of(UnitRow, [UnitRow("亩", "m2", "m2", 666.6666666666666)]),
        corrections=frame_of(
            Correction,
            [Correction(2, "r", "id", "raw_low", "60", "6.0", "a slip of the pen", date(2024, 5, 1), "applied", None)],
        ),
        check_results=frame_of(
            CheckResult,
            [CheckResult("b1", "observations", "ids unique", "fact_observation", None, "critical", True, 0, 2, None)],
        ),
        quarantine=kept_out,
    )
    create_views(con)
    reports = rows(con, "SELECT report_id, observations, is_current FROM dim_report")
    assert reports == [
        {"report_id": f"{YUNNAN}-2021", "observations": 1, "is_current": True},
        {"report_id": f"{YUNNAN}-2022", "observations": 1, "is_current": True},
        {"report_id": "x", "observations": 0, "is_current": False},
    ]
    # an area that only a report names is there too
    assert [r["area_code"] for r in rows(con, "FROM dim_area")] == ["530000", "530302"]
    assert rows(con, "SELECT also_called FROM dim_metric WHERE metric = 'gdp'") == [{"also_called": "国内生产总值;GDP"}]
    assert rows(con, "SELECT unit, factor FROM dim_unit WHERE raw_unit = '亩'") == [{"unit": "m2", "factor": 2000 / 3}]
    assert rows(con, "SELECT value_before, value_after FROM fact_correction") == [
        {"value_before": "60", "value_after": "6.0"}
    ]
    assert rows(con, "SELECT success FROM fact_check_result") == [{"success": True}]
    assert rows(con, "SELECT rule, value_low FROM fact_quarantine") == [{"rule": "value in range", "value_low": 600.0}]
    assert rows(con, "SELECT outcome_low FROM v_target_vs_outcome") == [{"outcome_low": 6.0}]
    assert rows(con, "SELECT value_low FROM v_series") == [{"value_low": 6.0}]


def test_rows_stand_in_a_fixed_order_whatever_order_they_come_in() -> None:
    said = [actual("gdp", 1.0, 2022, at=at) for at in (5, 300, 20)] + [target("gdp", 1.0, 2021, area="110000")]
    stored = [r["observation_id"] for r in rows(warehouse(said), "FROM fact_observation")]
    assert stored == [r["observation_id"] for r in rows(warehouse(said[::-1]), "FROM fact_observation")]
    assert stored == [said[i].observation_id for i in (3, 0, 2, 1)]


def test_parquet_files_are_taken_like_frames(tmp_path: Path) -> None:
    said = [target("gdp", 6.0, 2021), actual("gdp", 6.0, 2022)]
    folder = tmp_path / "it's here"
    folder.mkdir()
    for number, row in enumerate(said):
        observation_frame([row]).write_parquet(folder / f"{number}.parquet")
    con = open_warehouse(tmp_path / "w.duckdb")
    build_tables(con, folder, report_frame([report(2021), report(2022)]))
    create_views(con)
    assert rows(con, "SELECT verdict FROM v_target_vs_outcome") == [{"verdict": "met"}]


def test_building_again_replaces_everything() -> None:
    con = warehouse([target("gdp", 6.0, 2021)])
    build_tables(con, observation_frame([target("gdp", 7.0, 2021)]), report_frame([report(2021)]))
    create_views(con)
    assert rows(con, "SELECT target_low FROM v_target_vs_outcome") == [{"target_low": 7.0}]


def test_bad_input_is_named(tmp_path: Path) -> None:
    con = duckdb.connect()
    said = observation_frame([target("gdp", 6.0, 2021)])
    with pytest.raises(WarehouseError, match="fact_observation: no such report in dim_report: 530000-2021"):
        build_tables(con, said, report_frame())
    with pytest.raises(WarehouseError, match="fact_observation: what comes in has no column metric, unit"):
        build_tables(con, said.drop("metric", "unit"), report_frame())
    with pytest.raises(WarehouseError, match=r"fact_observation: .*NOT NULL"):
        build_tables(con, said.with_columns(metric=pl.lit(None, pl.String)), report_frame([report(2021)]))
    with pytest.raises(WarehouseError, match=r"fact_observation: .*nowhere"):
        build_tables(con, tmp_path / "nowhere.parquet", report_frame())


def test_files_stand_after_what_they_name(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text(
        "CREATE OR REPLACE VIEW a AS SELECT f(x) FROM b; -- not after z\n", encoding="utf-8"
    )
    (tmp_path / "b.sql").write_text("CREATE OR REPLACE TABLE b AS SELECT 'from a' AS x;\n", encoding="utf-8")
    (tmp_path / "rules.sql").write_text("CREATE OR REPLACE MACRO f(x) AS x;\n", encoding="utf-8")
    (tmp_path / "z.sql").write_text("CREATE OR REPLACE VIEW z AS FROM a;\n", encoding="utf-8")
    order = [file.stem for file in sql_order(tmp_path)]
    assert order.index("a") > order.index("b")
    assert order.index("a") > order.index("rules")
    assert order.index("z") > order.index("a")


def test_files_that_need_each_other_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("CREATE OR REPLACE VIEW a AS FROM b;\n", encoding="utf-8")
    (tmp_path / "b.sql").write_text("CREATE OR REPLACE VIEW b AS FROM a;\n", encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"need each other: (a, b, a|b, a, b)"):
        sql_order(tmp_path)
