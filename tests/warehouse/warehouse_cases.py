"""Observations, reports and a small catalogue written by hand, and a warehouse in memory made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import duckdb
import polars as pl

from pipelines.observations.model import Observation
from pipelines.reports.model import Identity, Report
from pipelines.warehouse.build import build_tables, create_views
from pipelines.warehouse.frames import (
    AreaRow,
    MetricRow,
    TermCount,
    frame_of,
    observation_frame,
    report_frame,
)

NATION, YUNNAN, QILIN = "100000", "530000", "530302"
AREAS = frame_of(
    AreaRow,
    [
        AreaRow(NATION, "全国", "全国", "nation", None),
        AreaRow(YUNNAN, "云南省", "云南", "province", NATION),
        AreaRow("520000", "贵州省", "贵州", "province", NATION),
        AreaRow("510000", "四川省", "四川", "province", NATION),
        AreaRow(QILIN, "麒麟区", "麒麟", "county", "530300"),
    ],
)
METRICS = frame_of(
    MetricRow,
    [
        MetricRow("gdp", "地区生产总值", "GDP", "CNY", "higher", "flow", ("国内生产总值", "GDP")),
        MetricRow("income_all", "居民人均可支配收入", "Income", "CNY", "higher", "flow", ()),
        MetricRow("budget_revenue", "一般公共预算收入", "Budget revenue", "CNY", "higher", "flow", ()),
        MetricRow("cpi", "居民消费价格", "CPI", "%", "lower", "rate", ("CPI",)),
        MetricRow("urban_jobs", "城镇新增就业", "New urban jobs", "person", "higher", "addition", ()),
        MetricRow("unemployment_surveyed", "城镇调查失业率", "Unemployment", "%", "lower", "rate", ()),
        MetricRow("energy_intensity", "单位地区生产总值能耗", "Energy intensity", "tce/CNY", "lower", "rate", ()),
        MetricRow("deficit_ratio", "赤字率", "Deficit ratio", "%", "neutral", "rate", ()),
        MetricRow("housing_units", "保障性住房套数", "Affordable housing", "1", "higher", "addition", ()),
        MetricRow("fdi_used", "实际使用外资", "FDI", "USD", "higher", "flow", ()),
    ],
)

UNITS = {"level": "CNY", "yoy": "%", "avg_yoy": "%", "cum": "%", "change": "CNY", "multiple": "times"}


def say(
    kind: str,
    metric: str,
    value: float | tuple[float | None, float | None] | None,
    *,
    report_year: int,
    area: str = YUNNAN,
    year: int | tuple[int, int] | None = None,
    measure: str = "yoy",
    comparator: str = "eq",
    at: int = 100,
    **more: Any,
) -> Observation:
    """One observation. A target is for the report's year, an actual for the year before, unless `year` says otherwise."""
    start, end = year if isinstance(year, tuple) else (year, year)
    default = report_year if kind == "target" else report_year - 1
    start, end = start or default, end or default
    if value is None:
        low, high, comparator = None, None, "none"
    elif isinstance(value, tuple):
        low, high = value
    else:
        low = None if comparator == "lte" else value
        high = None if comparator == "gte" else value
    unit = None if value is None else UNITS[measure]
    written = Observation(
        observation_id="",
        report_id=f"{area}-{report_year}",
        area_code=area,
        report_year=report_year,
        metric=metric,
        phrase=metric.removeprefix("x:"),
        kind=kind,
        time_period=str(start) if start == end else f"{start}-{end}",
        time_start=start,
        time_end=end,
        measure=measure,
        value_low=low,
        value_high=high,
        unit=unit,
        raw_low=low,
        raw_high=high,
        raw_unit=unit,
        comparator=comparator,
        relation=None,
        basis=None,
        obs_status="A" if kind == "actual" else None,
        place="self",
        section="",
        evidence=f"{metric} {value}",
        char_start=at,
        char_end=at + 4,
        confidence=0.9,
    )
    row = replace(written, **more)
    name = "/".join(str(getattr(row, f.name)) for f in fields(row) if f.name in NAMING)
    return row if row.observation_id else replace(row, observation_id=name)


NAMING = {"report_id", "metric", "phrase", "kind", "time_period", "measure", "char_start"}


def target(metric: str, value: Any, report_year: int, **more: Any) -> Observation:
    return say("target", metric, value, report_year=report_year, **more)


def actual(metric: str, value: Any, report_year: int, **more: Any) -> Observation:
    return say("actual", metric, value, report_year=report_year, **more)


def report(year: int, area: str = YUNNAN, *, report_id: str = "", text: str = "字" * 1000, sha256: str = "") -> Report:
    """A report that was read."""
    return Report(
        report_id=report_id or f"{area}-{year}",
        identity=Identity(area_code=area, area_name=f"地区{area}", level="province", year=year),
        text=text,
        offsets=range(len(text) + 1),
        source=f"{report_id or f'{area}-{year}'}.txt",
        sha256=sha256 or f"sha-{area}-{year}-{report_id}",
    )


def warehouse(
    observations: Iterable[Observation],
    reports: Iterable[Report] | pl.DataFrame | None = None,
    *,
    terms: Iterable[TermCount] = (),
) -> duckdb.DuckDBPyConnection:
    """A warehouse in memory. Without `reports`, those that the observations stand in are there and no others."""
    rows = list(observations)
    if reports is None:
        reports = [report(year, area) for area, year in sorted({(o.area_code, o.report_year) for o in rows})]
    con = duckdb.connect()
    build_tables(
        con,
        observation_frame(rows),
        reports if isinstance(reports, pl.DataFrame) else report_frame(reports),
        areas=AREAS,
        metrics=METRICS,
        terms=frame_of(TermCount, terms),
    )
    create_views(con)
    return con


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The result of a query as dictionaries."""
    result = con.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
