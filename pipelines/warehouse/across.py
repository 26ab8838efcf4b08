"""Figures held against each other: growth and levels, parts and wholes, one report and the next. One query a rule, in
sql/checks; it gives every pair it compared, and by how much each goes beyond what rounding and revision explain."""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.tables import metrics, rows
from pipelines.warehouse.build import MEMORY_LIMIT, SQL_FOLDER

# What the queries read. `figure`: the whole area's catalogued figures from the reports that count, one row each.
# `newest`: of the points of one year the newest statement, the first of a report that repeats itself.
FIGURE = """
CREATE TEMP TABLE figure AS
SELECT o.*, o.time_end AS year, coalesce(o.value_low, o.value_high) AS value, m.dimension, m.nature
FROM observations o
JOIN catalogue m USING (metric)
JOIN reports r USING (report_id)
WHERE o.place = 'self' AND coalesce(o.value_low, o.value_high) IS NOT NULL
"""
NEWEST = """
CREATE TEMP TABLE newest AS
SELECT area_code, metric, measure, unit, year, dimension, nature, source.value, source.observation_id
FROM (
    SELECT
        area_code, metric, measure, unit, year, dimension, nature,
        arg_max(struct_pack(value, observation_id), (report_year, -char_start)) AS source
    FROM figure
    WHERE kind = 'actual' AND comparator IN ('eq', 'approx') AND time_start = time_end
    GROUP BY ALL
)
"""
COLUMNS = (
    "observation_id", "report_id", "area_code", "report_year", "metric", "kind", "time_start", "time_end", "measure", "unit",
    "comparator", "basis", "value_low", "value_high", "place", "char_start",
)  # fmt: skip
PAIRS = {
    "rule": pl.String,
    "observation_id": pl.String,
    "other_id": pl.String,
    "beyond": pl.Float64,
    "found": pl.String,
}


def pairs(observations: pl.LazyFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """What was compared: rule (the query's name), the two observations, `beyond` (above 0: they do not go together) and
    what was found, in words."""
    coded = observations.filter(~pl.col("metric").str.starts_with("x:")).select(COLUMNS)
    catalogue = [(m.code, m.dimension, m.nature) for m in metrics().values()]
    parts = [(r["part"], r["whole"]) for r in rows("parts.csv", "part", "whole")]
    parents = [(area.code, area.parent) for area in areas().values() if area.parent]
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as con:
        given = {
            "observations": coded.collect(),
            "reports": reports.filter(pl.col("status") == "read").select("report_id"),
            "catalogue": pl.DataFrame(catalogue, schema=["metric", "dimension", "nature"], orient="row"),
            "part_of": pl.DataFrame(parts, schema=["part", "whole"], orient="row"),
            "area": pl.DataFrame(parents, schema=["area_code", "parent"], orient="row"),
        }
        for name, frame in given.items():
            con.register(name, frame.to_arrow())
        con.execute(FIGURE)
        con.execute(NEWEST)
        found: list[pl.DataFrame] = [
            con.sql(f"SELECT '{file.stem}' AS rule, * FROM ({file.read_text(encoding='utf-8')})").pl()
            for file in sorted((SQL_FOLDER / "checks").glob("*.sql"))
        ]
    return pl.concat([pl.DataFrame(schema=PAIRS), *found], how="vertical_relaxed").sort(
        "rule", "observation_id", "other_id"
    )
