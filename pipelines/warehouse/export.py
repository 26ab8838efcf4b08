"""Tables and views as files that any tool opens: parquet, one CSV for spreadsheets, datapackage.json describing them.

The same warehouse gives the same bytes: rows in a fixed order, no clock, nothing of this machine.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.warehouse.build import WarehouseError

FILE_NAMES = {"fact_observation": "observations"}  # all others are exported under their own name
SPREADSHEET = "v_target_vs_outcome"
VIEW_ORDER = {"v_unmapped_phrase": "occurrences DESC, phrase"}  # all others: by their columns, from the left
ROW_GROUP = 65536  # rows; small enough that a reader who wants one area skips most of the file

UNIT = re.compile(r"\s*\[unit: ([^\]]+)\]$")
NO_UNIT = "none"  # names, texts, codes, yes and no

# https://datapackage.org/standard/table-schema/#field-types
FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "VARCHAR[]": "any",  # a list; validators read it from parquet as their own kind of sequence, not as a JSON array
}

# What a spreadsheet takes for a formula: OWASP, CSV injection; the full-width forms too.
FORMULA = "^[=+\\-@\t\r\n＝＋－＠]"


def export(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write every fact_ and dim_ table and every v_ view to `folder`; returns the files, datapackage.json last.

    Each file appears whole or not at all. Raises WarehouseError where a table or column has no comment or no known type.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / ".draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        resources = []
        for name, is_view, comment in public_relations(con):
            file = draft / f"{FILE_NAMES.get(name, name)}.parquet"
            _write_parquet(con, name, is_view, file)
            resources.append(_resource(file, name, comment, _fields(con, name)))
            if name == SPREADSHEET:
                csv = draft / f"{name}.csv"
                _write_csv(con, name, csv)
                resources.append(_resource(csv, name, comment, _fields(con, name)))
        package = {
            "name": "duibiao",
            "title": "Duibiao: what was promised, and what came of it",
            "description": "Targets and outcomes read from China's government work reports, with the sentence of each.",
            "resources": resources,
        }
        text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        (draft / "datapackage.json").write_text(text, encoding="utf-8")
        written = [folder / resource["path"] for resource in resources] + [folder / "datapackage.json"]
        for file in written:
            (draft / file.name).replace(file)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def public_relations(con: duckdb.DuckDBPyConnection) -> list[tuple[str, bool, str]]:
    """(name, is it a view, comment) of every table and view of the contract; int_ ones are the project's own affair."""
    return con.execute(
        """SELECT table_name, false, comment FROM duckdb_tables() WHERE regexp_matches(table_name, '^(fact|dim)_')
        UNION ALL
        SELECT view_name, true, comment FROM duckdb_views() WHERE NOT internal AND starts_with(view_name, 'v_')
        ORDER BY ALL"""
    ).fetchall()


def _write_parquet(con: duckdb.DuckDBPyConnection, name: str, is_view: bool, file: Path) -> None:
    order = f" ORDER BY {VIEW_ORDER.get(name, 'ALL')}" if is_view else ""  # tables are stored in their order
    path = str(file).replace("'", "''")
    con.execute(f"COPY (FROM {name}{order}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")


def _write_csv(con: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    frame = con.sql(f"FROM {name} ORDER BY ALL").pl()
    text = pl.col(pl.String)
    safe = frame.with_columns(pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).name.keep())
    safe.write_csv(file, include_bom=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or view, as its comment in sql/ describes it."""

    name: str
    data_type: str
    description: str
    unit: str


def columns_of(con: duckdb.DuckDBPyConnection, name: str) -> list[Column]:
    """The columns of a table or view, in order.

    Raises WarehouseError where one has no comment or a type that FIELD_TYPES does not know.
    """
    columns = []
    for column, data_type, comment in con.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [name],
    ).fetchall():
        if not comment or data_type not in FIELD_TYPES:
            raise WarehouseError(
                f"sql/{name}.sql: column {column} ({data_type}) has no comment or a type without a name"
            )
        unit = UNIT.search(comment)
        columns.append(Column(column, data_type, UNIT.sub("", comment), unit[1] if unit else NO_UNIT))
    return columns


def _fields(con: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    return [
        {"name": c.name, "type": FIELD_TYPES[c.data_type], "description": c.description, "unit": c.unit}
        for c in columns_of(con, name)
    ]


def _resource(file: Path, name: str, comment: str | None, fields: list[dict[str, Any]]) -> dict[str, Any]:
    if not comment:
        raise WarehouseError(f"sql/{name}.sql: no comment on {name}")
    kind = file.suffix[1:]
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "name": file.stem if kind == "parquet" else f"{file.stem}-{kind}",
        "title": name,
        "description": comment,
        "path": file.name,
        "format": kind,
        "mediatype": "application/vnd.apache.parquet" if kind == "parquet" else "text/csv",
        "encoding": "utf-8-sig" if kind == "csv" else "utf-8",
        "sha256": digest,  # not the standard's own `hash`: validators compute that for text files only
        # what empty cells are in a CSV file, and what whole numbers that may be empty become in pandas
        "schema": {"fields": fields, "missingValues": ["", "nan"]},
    }
