"""How long the checks take and how much memory they need, on the observations of a warehouse many times over.

    python bench/bench_check.py WAREHOUSE [COPIES]

WAREHOUSE is one that `duibiao build` made; its observations and reports are taken COPIES times under other names.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl

from pipelines.warehouse.check import check
from pipelines.warehouse.frames import REPORT_SCHEMA


def main() -> None:
    """Print rows, seconds and the peak of memory."""
    warehouse, copies = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20
    staged = pl.scan_parquet(warehouse / "staging" / "corrected" / "observations.parquet", glob=False)
    with duckdb.connect(str(warehouse / "duibiao.duckdb"), read_only=True) as con:
        reports = con.table("dim_report").pl().select(REPORT_SCHEMA.keys())

    def renamed(frame: pl.LazyFrame, *names: str) -> pl.LazyFrame:
        return pl.concat([frame.with_columns(pl.col(names) + f"~{i}") for i in range(copies)])

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "observations.parquet"
        renamed(staged, "observation_id", "report_id").sink_parquet(file)
        start = time.perf_counter()
        outcome = check(pl.scan_parquet(file), renamed(reports.lazy(), "report_id").collect())
        took = time.perf_counter() - start
        rows = pl.scan_parquet(file).select(pl.len()).collect().item()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{rows:,} rows, {outcome.quarantined.height:,} kept out, {took:.1f} s, peak memory {peak:.2f} GB")


if __name__ == "__main__":
    main()
