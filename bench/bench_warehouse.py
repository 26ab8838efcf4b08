"""How long the warehouse takes to build and its views to answer, on observations made up by rule.

    python bench/bench_warehouse.py [--rows 10000000] [--folder DIR] [--threads 2]

Made up: some 3,000 areas, a report a year each from 2001 on, about a hundred observations a report: 45 % of them
catalogued, two thirds actuals, one in ten about another place, plans, restated figures, promises outside the catalogue.
Prints a line a step; exits with 3 where a limit is broken (only told with ten million rows or more).
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from pipelines.warehouse.build import build_tables, create_views, open_warehouse
from pipelines.warehouse.export import export, public_relations

AREAS, ROWS_A_REPORT, TERMS_A_REPORT = 3000, 111, 40
LIMIT_BROKEN = 3  # exit code
BUILD_SECONDS, VIEW_SECONDS, ONE_AREA_SECONDS, BUILD_GIGABYTES = 60, 2, 0.2, 4

OBSERVATIONS = f"""
SELECT
    md5(i::VARCHAR)[:16] AS observation_id,
    area_code || '-' || report_year AS report_id,
    area_code, report_year,
    CASE WHEN coded THEN metric_code ELSE 'x:' || phrase END AS metric,
    CASE WHEN coded THEN '城镇新增就业' ELSE phrase END AS phrase,
    kind,
    CASE WHEN time_start = time_end THEN time_end::VARCHAR ELSE time_start || '-' || time_end END AS time_period,
    time_start, time_end, measure,
    CASE WHEN comparator <> 'lte' THEN value END AS value_low,
    CASE WHEN comparator <> 'gte' THEN value END AS value_high,
    CASE measure WHEN 'yoy' THEN '%' WHEN 'avg_yoy' THEN '%' ELSE 'CNY' END AS unit,
    CASE WHEN comparator <> 'lte' THEN value / 1e8 END AS raw_low,
    CASE WHEN comparator <> 'gte' THEN value / 1e8 END AS raw_high,
    CASE measure WHEN 'yoy' THEN '%' WHEN 'avg_yoy' THEN '%' ELSE '亿元' END AS raw_unit,
    comparator, NULL::VARCHAR AS relation, NULL::VARCHAR AS basis,
    CASE WHEN kind = 'actual' THEN 'A' END AS obs_status,
    CASE WHEN h(i, 5, 10) = 0 THEN '全国' ELSE 'self' END AS place,
    '二、今年的目标任务和重点工作' AS section,
    phrase || '达到' || value || '亿元、增长' || h(i, 6, 200) / 10 || '%，' || md5((i * 3)::VARCHAR)[:24] || '，各项工作取得新的进展' AS evidence,
    (i % {ROWS_A_REPORT} * 90)::INTEGER AS char_start,
    (i % {ROWS_A_REPORT} * 90 + 5)::INTEGER AS char_end,
    h(i, 7, 100) / 100 AS confidence, false AS corrected
FROM (
    SELECT
        *,
        CASE WHEN kind = 'target' AND h(i, 8, 10) = 0 THEN 'avg_yoy' WHEN h(i, 9, 2) = 0 THEN 'yoy' ELSE 'level' END AS measure,
        CASE WHEN kind = 'target' THEN report_year WHEN h(i, 10, 5) = 0 THEN report_year - 2 ELSE report_year - 1 END AS own_end,
        CASE WHEN measure = 'avg_yoy' THEN own_end + 4 ELSE own_end END::INTEGER AS time_end,
        own_end::INTEGER AS time_start,
        CASE WHEN measure = 'level' THEN h(i, 11, 100000) * 1e6 ELSE h(i, 12, 150) / 10 END AS value,
        ['eq', 'eq', 'approx', 'gte', 'lte'][h(i, 13, 5) + 1] AS comparator
    FROM (
        SELECT
            i,
            CASE WHEN h(i, 17, 10) < 6 THEN 20 ELSE 1000 END AS pool,  -- most phrases are common, the rest almost unique
            (100000 + i // {ROWS_A_REPORT} % {AREAS} * 100)::VARCHAR AS area_code,
            (2001 + i // {ROWS_A_REPORT} // {AREAS})::INTEGER AS report_year,
            h(i, 1, 100) < 45 AS coded,
            CASE WHEN h(i, 2, 3) = 0 THEN 'target' ELSE 'actual' END AS kind,
            'metric_' || h(i, 3, 80) * h(i, 18, 80) // 80 AS metric_code,
            ['新建', '改造', '培育', '完成', ''][h(i, 14, 5) + 1] || chr(19968 + h(i, 4, pool)) || chr(19968 + h(i, 16, pool)) ||
            ['公园', '学校', '床位', '农田', '企业', '公路', '管网', '水库'][h(i, 15, 8) + 1] AS phrase
        FROM range(?, ?) t(i)
    )
)
"""
# An independent draw for each salt, the same in every run
DRAW = "CREATE MACRO h(i, salt, n) AS (hash(i * 31 + salt) % n)::INTEGER"


def make(rows: int, folder: Path) -> None:
    """Observations as parquet files below folder/observations, reports and terms beside them."""
    con = duckdb.connect()
    con.execute(DRAW)
    (folder / "observations").mkdir(parents=True)
    step = 1_000_000
    for start in range(0, rows, step):
        file = folder / "observations" / f"{start:010}.parquet"
        con.execute(f"COPY ({OBSERVATIONS}) TO '{file}' (FORMAT parquet)", [start, min(start + step, rows)])
    con.execute(
        f"""COPY (SELECT DISTINCT report_id, area_code, '地区' || area_code AS area_name,
        ['province', 'prefecture', 'county', 'county', 'county'][area_code::INTEGER // 100 % 5 + 1] AS level, report_year,
        NULL::DATE AS given_on, NULL::VARCHAR AS session, NULL::VARCHAR AS speaker, NULL::VARCHAR AS title,
        report_id || '.txt' AS source, NULL::VARCHAR AS sha256, 'txt' AS file_type, 'utf-8' AS encoding,
        20000 AS characters, '[]' AS mending, 'read' AS status, NULL::VARCHAR AS reason
        FROM '{folder}/observations/*.parquet') TO '{folder}/reports.parquet'"""
    )
    con.execute(
        f"""COPY (SELECT report_id, '词' || (hash(report_id) % 100 + word * 37) % 5000 AS term, 1 + word % 9 AS occurrences
        FROM '{folder}/reports.parquet', range({TERMS_A_REPORT}) t(word)) TO '{folder}/terms.parquet'"""
    )
    con.execute(
        f"""COPY (SELECT 'metric_' || i AS code, '指标' || i AS name_zh, 'Metric ' || i AS name_en, 'CNY' AS dimension,
        ['higher', 'lower', 'neutral'][i % 3 + 1] AS better, 'flow' AS nature, []::VARCHAR[] AS also_called
        FROM range(80) t(i)) TO '{folder}/metrics.parquet'"""
    )


def build(folder: Path, threads: int) -> bool:
    """Build once and print how long it took and how much memory; true where the limits hold."""
    start = time.perf_counter()
    con = open_warehouse(folder / "bench.duckdb")
    con.execute(f"SET threads = {threads}")
    build_tables(
        con,
        folder / "observations",
        folder / "reports.parquet",
        metrics=folder / "metrics.parquet",
        terms=folder / "terms.parquet",
    )
    tables = time.perf_counter() - start
    create_views(con)
    con.close()
    total = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, processor = used.ru_maxrss / 1e6, used.ru_utime + used.ru_stime
    size = (folder / "bench.duckdb").stat().st_size / 1e9
    print(
        f"build      {total:7.2f} s (tables {tables:.2f} s), processor {processor:.0f} s, peak memory {peak:.2f} GB, file {size:.2f} GB",
        flush=True,
    )
    return total < BUILD_SECONDS and peak < BUILD_GIGABYTES


def ask(folder: Path, threads: int) -> bool:
    """Time every view: all its rows with all its columns, its first thousand rows, and one area's; true within limits."""
    con = duckdb.connect(str(folder / "bench.duckdb"), read_only=True, config={"threads": threads})
    good = True
    print(f"{'view':24}{'rows':>10}{'count':>9}{'all':>9}{'page':>9}{'area':>9}   seconds")
    for name, is_view, _ in public_relations(con):
        if not is_view:
            continue
        columns = [c[0] for c in con.execute(f"DESCRIBE {name}").fetchall()]
        every = ", ".join(f"max({c})" for c in columns)
        ((found,),) = con.execute(f"SELECT count(*) FROM {name}").fetchall()
        where = "WHERE area_code = '150000'" if "area_code" in columns else "WHERE phrase = '新建公园'"
        asked = [
            f"SELECT count(*) FROM {name}",
            f"SELECT {every} FROM {name}",
            f"FROM {name} LIMIT 1000",
            f"FROM {name} {where}",
        ]
        took = [seconds(con, query) for query in asked]
        limits = [VIEW_SECONDS] * 3 + [ONE_AREA_SECONDS if name == "v_scorecard" else VIEW_SECONDS]
        broken = any(t > limit for t, limit in zip(took, limits, strict=True))
        good &= not broken
        print(f"{name:24}{found:>10}" + "".join(f"{t:9.3f}" for t in took) + "  over!" * broken, flush=True)
    return good


def seconds(con: duckdb.DuckDBPyConnection, query: str) -> float:
    """Best of three, the rows fetched as a frame."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        con.sql(query).pl()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to work and leave the files; a temporary folder without it")
    parser.add_argument("--step", choices=["make", "build", "ask", "export"], help="only this step, in --folder")
    chosen = parser.parse_args()
    if chosen.step:
        return run_step(chosen.step, chosen.folder, chosen.rows, chosen.threads)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="duibiao-bench-"))
    try:
        broken = False
        for step in ("make", "build", "ask", "export"):  # each in a process of its own: its peak memory is its alone
            options = ["--folder", folder, "--rows", chosen.rows, "--threads", chosen.threads]
            ended = subprocess.run([sys.executable, __file__, "--step", step, *map(str, options)], check=False)
            if ended.returncode not in (0, LIMIT_BROKEN):
                return ended.returncode
            broken |= ended.returncode == LIMIT_BROKEN
    finally:
        if chosen.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    return LIMIT_BROKEN if broken and chosen.rows >= 10_000_000 else 0


def run_step(step: str, folder: Path, rows: int, threads: int) -> int:
    start = time.perf_counter()
    if step == "build":
        return 0 if build(folder, threads) else LIMIT_BROKEN
    if step == "ask":
        return 0 if ask(folder, threads) else LIMIT_BROKEN
    if step == "make":
        make(rows, folder)
    else:
        con = open_warehouse(folder / "bench.duckdb")
        con.execute(f"SET threads = {threads}")
        export(con, folder / "exports")
    print(f"{step:10} {time.perf_counter() - start:7.2f} s", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
