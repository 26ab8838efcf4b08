"""Parquet, CSV, datapackage.json; and the warehouse file that replaces the old one."""

from __future__ import annotations

import csv
import hashlib
import json
import multiprocessing
from pathlib import Path

import duckdb
import frictionless
import polars as pl
import pytest

from pipelines.observations.model import Observation
from pipelines.warehouse.build import WarehouseError
from pipelines.warehouse.export import export, public_relations
from pipelines.warehouse.publish import publish
from tests.warehouse.warehouse_cases import actual, target, warehouse

HOSTILE = [
    '=HYPERLINK("http://example.invalid","增长6%")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
]


def said() -> list[Observation]:
    promises = [
        target("gdp", 6.0, 2010 + i, evidence=text, comparator="approx")
        for i, text in enumerate([*HOSTILE, "增长6%，\n左右"])
    ]
    return [*promises, actual("gdp", -1.5, 2017, year=2016), actual("x:公园", 3, 2017, measure="level", unit="1")]


def test_every_table_and_view_is_a_file_under_its_name(tmp_path: Path) -> None:
    con = warehouse(said())
    written = export(con, tmp_path / "exports")
    names = {file.name for file in written}
    expected = {f"{name}.parquet" for name, _, _ in public_relations(con)} - {"fact_observation.parquet"}
    assert names == expected | {"observations.parquet", "v_target_vs_outcome.csv", "datapackage.json"}
    assert {file.name for file in (tmp_path / "exports").iterdir()} == names
    for name, _, _ in public_relations(con):
        file = tmp_path / "exports" / f"{'observations' if name == 'fact_observation' else name}.parquet"
        assert con.execute(f"SELECT * FROM '{file}' EXCEPT ALL FROM {name}").fetchall() == []
        assert (
            con.execute(f"SELECT count(*) FROM '{file}'").fetchall()
            == con.execute(f"SELECT count(*) FROM {name}").fetchall()
        )
    compression = con.execute(
        f"SELECT DISTINCT compression FROM parquet_metadata('{tmp_path}/exports/observations.parquet')"
    )
    assert compression.fetchall() == [("ZSTD",)]


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    first = export(warehouse(said()), tmp_path / "a")
    second = export(warehouse(said()[::-1]), tmp_path / "b")
    assert [digest(file) for file in first] == [digest(file) for file in second]
    again = export(warehouse(said()), tmp_path / "a")
    assert [digest(file) for file in again] == [digest(file) for file in second]


def digest(file: Path) -> tuple[str, str]:
    return file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def test_who_wants_one_area_skips_the_other_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.warehouse.export.ROW_GROUP", 2048)  # DuckDB's least
    said = [actual("gdp", 1.0, 2022, area=str(110000 + i // 2048 * 10000), at=i) for i in range(3 * 2048)]
    export(warehouse(said), tmp_path)
    groups = duckdb.connect().execute(
        f"""SELECT stats_min_value, stats_max_value FROM parquet_metadata('{tmp_path}/observations.parquet')
        WHERE path_in_schema = 'area_code' ORDER BY row_group_id"""
    )
    assert groups.fetchall() == [("110000", "110000"), ("120000", "120000"), ("130000", "130000")]


def test_threads_do_not_change_the_bytes(tmp_path: Path) -> None:
    con = warehouse([actual("gdp", i / 7, 2022, area=str(110000 + i % 31 * 100), at=i) for i in range(70_000)])
    con.execute("SET threads = 1")
    alone = [digest(file) for file in export(con, tmp_path)]
    con.execute("SET threads = 4")
    assert [digest(file) for file in export(con, tmp_path)] == alone


def test_datapackage_describes_every_column(tmp_path: Path) -> None:
    export(warehouse(said()), tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    by_path = {resource["path"]: resource for resource in package["resources"]}
    assert len(by_path) == 21
    for path, resource in by_path.items():
        assert resource["sha256"] == hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()
        for field in resource["schema"]["fields"]:
            assert field["name"]
            assert field["type"]
            assert field["description"]
            assert field["unit"]
            assert "[unit" not in field["description"]
        if resource["format"] == "parquet":
            frame = pl.read_parquet(tmp_path / path)
            assert frame.columns == [field["name"] for field in resource["schema"]["fields"]]
    units = {f["name"]: f["unit"] for f in by_path["observations.parquet"]["schema"]["fields"]}
    assert (units["report_year"], units["value_low"], units["metric"]) == ("year", "as in column unit", "none")
    assert by_path["v_target_vs_outcome.csv"]["encoding"] == "utf-8-sig"


def test_frictionless_finds_nothing_wrong(tmp_path: Path) -> None:
    export(warehouse(said()), tmp_path)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_the_spreadsheet_is_safe_and_opens_as_utf8(tmp_path: Path) -> None:
    export(warehouse(said()), tmp_path)
    content = (tmp_path / "v_target_vs_outcome.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "v_target_vs_outcome.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["target_evidence"] for row in table] == ["'" + text for text in HOSTILE] + ["增长6%，\n左右"]
    last = table[-1]
    assert (last["outcome_low"], last["gap"], last["year"]) == ("-1.5", "-7.5", "2016")  # numbers stay numbers
    assert (last["area_name"], last["verdict"]) == ("云南省", "missed")


def test_a_column_without_a_comment_stops_the_export(tmp_path: Path) -> None:
    con = warehouse([])
    con.execute("COMMENT ON COLUMN v_series.year IS NULL")
    with pytest.raises(WarehouseError, match=r"sql/v_series.sql: column year"):
        export(con, tmp_path)
    assert list(tmp_path.iterdir()) == []


def database(path: Path, value: int) -> Path:
    with duckdb.connect(str(path)) as con:
        con.execute(f"CREATE OR REPLACE TABLE t AS SELECT {value} AS x")
    return path


def read(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as con:
        ((x,),) = con.execute("SELECT x FROM t").fetchall()
    return int(x)


def test_publish_replaces_the_file_and_readers_keep_theirs(tmp_path: Path) -> None:
    target_file = tmp_path / "warehouse" / "duibiao.duckdb"
    publish(database(tmp_path / "first.duckdb", 1), target_file)
    assert read(target_file) == 1
    parent, child = multiprocessing.Pipe()
    reader = multiprocessing.get_context("spawn").Process(target=keep_open, args=(str(target_file), child))
    reader.start()
    assert parent.recv() == 1
    publish(database(target_file.with_name("next.duckdb"), 2), target_file)
    parent.send("read again")
    assert parent.recv() == 1
    reader.join(timeout=30)
    assert reader.exitcode == 0
    assert read(target_file) == 2
    assert [file.name for file in target_file.parent.iterdir()] == ["duibiao.duckdb"]
    assert read(tmp_path / "first.duckdb") == 1  # from another folder: copied


def keep_open(path: str, pipe: multiprocessing.connection.Connection) -> None:
    """In another process: read, wait, read the same connection again."""
    with duckdb.connect(path, read_only=True) as con:
        pipe.send(con.execute("SELECT x FROM t").fetchall()[0][0])
        pipe.recv()
        pipe.send(con.execute("SELECT x FROM t").fetchall()[0][0])


def test_publish_refuses_what_is_not_finished(tmp_path: Path) -> None:
    old = database(tmp_path / "duibiao.duckdb", 1)
    with pytest.raises(WarehouseError, match=r"none.duckdb: no such file"):
        publish(tmp_path / "none.duckdb", old)
    con = duckdb.connect(str(tmp_path / "open.duckdb"))
    con.execute("CREATE TABLE t AS SELECT 2 AS x")
    with pytest.raises(WarehouseError, match=r"open.duckdb: still being written"):
        publish(tmp_path / "open.duckdb", old)
    con.close()
    assert read(old) == 1
    assert read(publish(tmp_path / "open.duckdb", old)) == 2


def test_a_log_left_by_a_crash_does_not_reach_the_new_file(tmp_path: Path) -> None:
    target_file = tmp_path / "duibiao.duckdb"
    target_file.with_name("duibiao.duckdb.wal").write_bytes(b"left over")
    assert read(publish(database(tmp_path / "new.duckdb", 3), target_file)) == 3
