"""Frames become tables, tables become views: runs sql/*.sql in order of dependence. Not one statement lives in Python
that decides what a figure means; that is all in sql/."""

from __future__ import annotations

import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb
import polars as pl

from pipelines.warehouse.frames import (
    OBSERVATION_SCHEMA,
    QUARANTINE_SCHEMA,
    REPORT_SCHEMA,
    AreaRow,
    CheckResult,
    Correction,
    MetricRow,
    TermCount,
    UnitRow,
    schema_of,
)

SQL_FOLDER = Path(__file__).resolve().parents[2] / "sql"
MEMORY_LIMIT = "3GB"  # DuckDB spills to disk beyond it; building ten million observations stays under 4 GB in all

Rows = pl.DataFrame | Path
"""What fills a table: a frame, or a parquet file, or a folder of parquet files where a frame would not fit in memory."""

DEFINES = re.compile(r"^CREATE OR REPLACE (TABLE|VIEW|MACRO) (\w+)", re.MULTILINE)
NOT_SQL = re.compile(r"--[^\n]*|'(?:[^']|'')*'")

# How each table is filled from what comes in under the same name; the order is the order of rows in the file.
FILL = {
    "fact_observation": (
        OBSERVATION_SCHEMA,
        "SELECT {columns} FROM incoming ORDER BY area_code, report_year, report_id, char_start, char_end, observation_id",
    ),
    "dim_report": (
        REPORT_SCHEMA,
        """SELECT {columns}, coalesce(counted.observations, 0) AS observations, status = 'read' AS is_current
        FROM incoming LEFT JOIN (
            SELECT report_id, count(*) AS observations FROM fact_observation GROUP BY ALL
        ) counted USING (report_id)
        ORDER BY area_code NULLS LAST, report_year, report_id, source""",
    ),
    "dim_area": (
        schema_of(AreaRow),
        """SELECT code AS area_code, name AS area_name, short_name, level, parent AS parent_code FROM incoming
        UNION ALL
        SELECT area_code, min(area_name), nullif(split_part(area_code, '-', 2), ''), min(level),
            CASE WHEN contains(area_code, '-') THEN split_part(area_code, '-', 1) END
        FROM dim_report
        WHERE area_code IS NOT NULL AND area_code NOT IN (SELECT code FROM incoming) GROUP BY area_code
        ORDER BY area_code""",
    ),
    "dim_metric": (
        schema_of(MetricRow),
        """SELECT code AS metric, name_zh AS metric_name_zh, name_en AS metric_name_en, dimension, better, nature,
        array_to_string(also_called, ';') AS also_called FROM incoming""",
    ),
    "dim_unit": (
        schema_of(UnitRow),
        "SELECT unit AS raw_unit, dimension, canonical AS unit, factor FROM incoming",
    ),
    "fact_quarantine": (
        QUARANTINE_SCHEMA,
        "SELECT {columns} FROM incoming ORDER BY area_code, report_year, report_id, char_start, observation_id, rule",
    ),
    "fact_check_result": (
        schema_of(CheckResult),
        "SELECT {columns} FROM incoming ORDER BY ALL",
    ),
    "fact_correction": (
        schema_of(Correction),
        "SELECT {columns} FROM incoming ORDER BY line",
    ),
    "fact_term": (
        schema_of(TermCount),
        """SELECT {columns}, area_code, report_year FROM incoming
        JOIN (SELECT report_id, area_code, report_year FROM dim_report WHERE is_current) USING (report_id)
        ORDER BY area_code, report_year, report_id, term""",
    ),
}


class WarehouseError(Exception):
    """What came in cannot become a warehouse. The message names the table and what is wrong with it."""


def open_warehouse(path: Path | str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A connection to a warehouse that is being built; the caller closes it before publishing."""
    return duckdb.connect(str(path), config={"memory_limit": MEMORY_LIMIT})


def build_tables(
    con: duckdb.DuckDBPyConnection,
    observations: Rows,
    reports: Rows,
    *,
    areas: Rows | None = None,
    metrics: Rows | None = None,
    units: Rows | None = None,
    terms: Rows | None = None,
    corrections: Rows | None = None,
    check_results: Rows | None = None,
    quarantine: Rows | None = None,
) -> None:
    """Create and fill every fact_ and dim_ table; what is not given stays empty. Shapes: frames.py.

    Row order is fixed (area, report year, place in the text), so that the same inputs make the same tables. Observations
    of a report that is not `read` are stored but no view counts them. Raises WarehouseError where a column is missing
    or an observation's report is not among `reports`.
    """
    incoming = {
        "fact_observation": observations,
        "dim_report": reports,
        "dim_area": areas,
        "dim_metric": metrics,
        "dim_unit": units,
        "fact_quarantine": quarantine,
        "fact_check_result": check_results,
        "fact_correction": corrections,
        "fact_term": terms,
    }
    for file in sql_order():
        if file.stem in FILL:
            con.execute(file.read_text(encoding="utf-8"))
    for table, rows in incoming.items():
        _fill(con, table, pl.DataFrame(schema=FILL[table][0]) if rows is None else rows)
    strangers = con.execute(
        "SELECT DISTINCT report_id FROM fact_observation ANTI JOIN dim_report USING (report_id) ORDER BY ALL LIMIT 5"
    ).fetchall()
    if strangers:
        raise WarehouseError(f"fact_observation: no such report in dim_report: {', '.join(r for (r,) in strangers)}")


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """Create the views of the contract, and the int_ tables that hold the joins behind them, from the filled tables.

    Run it again after the tables have changed.
    """
    for file in sql_order():
        if file.stem not in FILL:
            con.execute(file.read_text(encoding="utf-8"))


@cache
def sql_order(folder: Path = SQL_FOLDER) -> tuple[Path, ...]:
    """The .sql files, each after the files that define what it names. Raises WarehouseError where two need each other."""
    code = {file: NOT_SQL.sub("", file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.sql"))}
    own = {file: {name for _, name in DEFINES.findall(text)} for file, text in code.items()}
    defined_in = {name: file for file, names in own.items() for name in names}
    needs = {
        file: [defined_in[word] for word in sorted(set(re.findall(r"\w+", text)) & defined_in.keys() - own[file])]
        for file, text in code.items()
    }
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise WarehouseError("sql: these need each other: " + ", ".join(f.stem for f in error.args[1])) from error


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    schema, select = FILL[table]
    if isinstance(rows, Path):
        pattern = str(rows / "*.parquet" if rows.is_dir() else rows)
        try:
            source = con.read_parquet(pattern)
        except duckdb.IOException as error:
            raise WarehouseError(f"{table}: {pattern} cannot be read: {error}") from error
    else:
        source = con.from_arrow(rows.to_arrow())
    if missing := [name for name in schema if name not in source.columns]:
        raise WarehouseError(f"{table}: what comes in has no column {', '.join(missing)}")
    try:
        source.query("incoming", f"INSERT INTO {table} BY NAME {select.format(columns=', '.join(schema))}")
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise WarehouseError(f"{table}: {error}") from error
