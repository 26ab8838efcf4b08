"""Every table, view, column and type that the warehouse promises is there, with a description."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.warehouse.build import FILL, sql_order
from pipelines.warehouse.frames import OBSERVATION_SCHEMA
from tests.warehouse.warehouse_cases import warehouse

FACT_OBSERVATION = """
observation_id VARCHAR, report_id VARCHAR, area_code VARCHAR, report_year INTEGER, metric VARCHAR, phrase VARCHAR,
kind VARCHAR, time_period VARCHAR, time_start INTEGER, time_end INTEGER, measure VARCHAR, value_low DOUBLE,
value_high DOUBLE, unit VARCHAR, raw_low DOUBLE, raw_high DOUBLE, raw_unit VARCHAR, comparator VARCHAR, relation VARCHAR,
basis VARCHAR, obs_status VARCHAR, place VARCHAR, section VARCHAR, evidence VARCHAR, char_start INTEGER,
char_end INTEGER, confidence DOUBLE, corrected BOOLEAN
"""
COMPARISON = """
area_code VARCHAR, area_name VARCHAR, metric VARCHAR, metric_name_zh VARCHAR, metric_name_en VARCHAR, measure VARCHAR,
{} unit VARCHAR, target_low DOUBLE, target_high DOUBLE, target_comparator VARCHAR, target_relation VARCHAR,
target_report_id VARCHAR, target_observation_id VARCHAR, target_evidence VARCHAR, outcome_low DOUBLE,
outcome_high DOUBLE, outcome_comparator VARCHAR, outcome_status VARCHAR, outcome_report_id VARCHAR,
outcome_observation_id VARCHAR, outcome_evidence VARCHAR, gap DOUBLE, verdict VARCHAR
"""
EXACT = {
    "fact_observation": FACT_OBSERVATION,
    "fact_quarantine": FACT_OBSERVATION + ", rule VARCHAR, reason VARCHAR",
    "v_target_vs_outcome": COMPARISON.format("year INTEGER,"),
    "v_plan_vs_outcome": COMPARISON.format("time_period VARCHAR,"),
}
TABLES = {
    "fact_observation",
    "dim_report",
    "dim_area",
    "dim_metric",
    "dim_unit",
    "fact_quarantine",
    "fact_check_result",
    "fact_correction",
    "fact_term",
}
# What a row is, as columns
GRAIN = {
    "v_target_vs_outcome": "area_code metric measure year",
    "v_plan_vs_outcome": "area_code metric measure time_period",
    "v_target_yoy": "area_code metric measure year",
    "v_scorecard": "area_code year",
    "v_silent_target": "area_code metric year",
    "v_series": "area_code metric measure year",
    "v_revision": "area_code metric measure year",
    "v_area_rank": "metric measure year area_code",
    "v_promise": "area_code phrase year",
    "v_unmapped_phrase": "phrase",
    "v_term_trend": "area_code term year",
}


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    return warehouse([])


def columns(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str]]:
    return con.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [name]
    ).fetchall()


def test_all_tables_and_views_are_there_and_no_others_but_internal_ones(con: duckdb.DuckDBPyConnection) -> None:
    tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    views = {name for (name,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert {name for name in tables if not name.startswith("int_")} == TABLES
    assert {name for name in views if not name.startswith("int_")} == set(GRAIN)


@pytest.mark.parametrize("name", EXACT)
def test_columns_are_exactly_the_promised_ones(con: duckdb.DuckDBPyConnection, name: str) -> None:
    promised = [tuple(column.split()) for column in EXACT[name].replace("\n", " ").split(",")]
    assert columns(con, name) == promised


@pytest.mark.parametrize("name", GRAIN)
def test_views_have_the_columns_of_their_grain_and_lead_back(con: duckdb.DuckDBPyConnection, name: str) -> None:
    names = [column for column, _ in columns(con, name)]
    assert set(GRAIN[name].split()) <= set(names)
    # words are counted by report, not read as observations
    assert any("observation_id" in column or name == "v_term_trend" for column in names)
    assert all(data_type == "INTEGER" for column, data_type in columns(con, name) if column == "year")


@pytest.mark.parametrize("name", sorted(TABLES | set(GRAIN)))
def test_everything_is_described(con: duckdb.DuckDBPyConnection, name: str) -> None:
    (described,) = con.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = $1 UNION SELECT comment FROM duckdb_views() WHERE view_name = $1",
        [name],
    ).fetchall()
    assert described[0]
    bare = con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND comment IS NULL", [name]
    ).fetchall()
    assert bare == []


def test_numbers_say_their_unit(con: duckdb.DuckDBPyConnection) -> None:
    silent = con.execute(
        """SELECT table_name, column_name FROM duckdb_columns()
        WHERE NOT starts_with(table_name, 'int_') AND data_type IN ('DOUBLE', 'INTEGER', 'BIGINT')
        AND NOT regexp_matches(comment, '\\[unit: [^]]+\\]$')"""
    ).fetchall()
    assert silent == []


def test_one_file_for_each_table_and_view_under_its_name() -> None:
    stems = {file.stem for file in sql_order()}
    assert TABLES | set(GRAIN) <= stems
    assert set(FILL) == TABLES
    for file in sql_order():
        text = file.read_text(encoding="utf-8")
        assert file.stem == "rules" or f" {file.stem} " in text.replace("(", " ")


def test_the_frame_of_observations_is_the_table(con: duckdb.DuckDBPyConnection) -> None:
    assert list(OBSERVATION_SCHEMA) == [name for name, _ in columns(con, "fact_observation")]
