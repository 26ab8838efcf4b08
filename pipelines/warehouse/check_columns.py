"""What the rules look at beyond a stored column: yes-or-no columns (`check.…`), worked out by column, never row by row."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import polars as pl

from pipelines.observations.quantity import quantities
from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.tables import metrics, rows
from pipelines.vocabulary.units import canonical, split, unit_of
from pipelines.warehouse.frames import OBSERVATION_SCHEMA

GROWTH = ("yoy", "avg_yoy", "cum")
MONEY = ("CNY", "USD", "EUR", "HKD", "JPY")  # what reports write instead of the metric's own currency
IN_OTHER_MONEY, IN_FAMILIES = 20, 1000  # how much wider a range is for a unit that is not the metric's own
MAY_BE_EMPTY = (
    "value_low", "value_high", "unit", "raw_low", "raw_high", "raw_unit", "relation", "basis", "obs_status", "section",
)  # fmt: skip
FILLED = tuple(name for name in OBSERVATION_SCHEMA if name not in MAY_BE_EMPTY)
EARLIEST, LATEST = 1949, 2060  # years a report may speak of
SHARES = "(占比|比重|覆盖率|普及率)$"  # phrases outside the catalogue that name a share of a whole


def with_observation_columns(observations: pl.DataFrame, reports: pl.DataFrame, twice: list[str]) -> pl.DataFrame:
    """The observations with the columns of the rules. `twice`: the ids that stand more than once among all."""
    levels = reports.select("report_id", "level").unique("report_id")
    frame = observations.join(levels, on="report_id", how="left", maintain_order="left").with_columns(
        level=pl.when(pl.col("place") == "self").then("level")  # another place may be larger or smaller
    )
    for name, key, work in (
        ("check.metric_known", ["metric"], _metric_known),
        ("check.area_known", ["area_code"], lambda area: area in areas()),
        ("check.unit_known", ["raw_unit"], _unit_known),
        ("check.unit_fits", ["metric", "measure", "unit"], _unit_fits),
    ):
        frame = _by_combination(frame, key, {name: pl.Boolean}, lambda *values, work=work: (work(*values),))
    span = ["metric", "level", "measure", "unit", "time_start", "time_end"]
    frame = _by_combination(frame, span, {"least": pl.Float64, "most": pl.Float64}, _bounds)
    worth = {"check.unit": pl.String, "check.factor": pl.Float64}
    frame = _by_combination(frame, ["raw_unit", "metric", "measure"], worth, _worth)
    return frame.with_columns(
        (~pl.col("observation_id").is_in(twice)).alias("check.id_once"),
        (pl.all_horizontal(pl.col(FILLED).is_not_null()) & (pl.col("observation_id") != "")).alias("check.filled"),
        _bounds_fit().alias("check.bounds_fit_comparator"),
        (_follows("low") & _follows("high") & (_bare() | pl.col("unit").eq_missing(pl.col("check.unit")))).alias(
            "check.value_follows"
        ),
        _within().alias("check.in_range"),
        _time_within().alias("check.time_within_bounds"),
        _time_fits().alias("check.time_fits_kind"),
        _status_fits().alias("check.status_fits_kind"),
        (pl.col("comparator").ne("none") | pl.col("relation").is_not_null()).alias("check.says_something"),
        _share().alias("check.share_within_whole"),
        (pl.col("corrected") | _number_in_evidence(frame)).alias("check.evidence_holds_number"),
    )


def with_report_columns(reports: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """The reports that were read, with the columns of the rules. `counted`: report_id, observations."""
    read = reports.filter(pl.col("status") == "read").join(counted, on="report_id", how="left", maintain_order="left")
    per_2000 = pl.col("observations").fill_null(0) * 2000 / pl.max_horizontal("characters", pl.lit(2000))
    return read.with_columns(
        per_2000.cast(pl.Float64).alias("check.observations_per_2000"),
        pl.col("area_code").is_in(list(areas())).alias("check.area_known"),
    )


def _by_combination(
    frame: pl.DataFrame, key: list[str], made: dict[str, Any], work: Callable[..., tuple[object, ...]]
) -> pl.DataFrame:
    """Columns that hang on a few others: worked out once for each combination that occurs."""
    different = frame.select(key).unique()
    results = [work(*values) for values in different.rows()]
    table = different.hstack(pl.DataFrame(results, schema=made, orient="row"))
    return frame.join(table, on=key, how="left", nulls_equal=True, maintain_order="left")


def _metric_known(metric: str | None) -> bool:
    return metric is not None and (metric in metrics() or (metric.startswith("x:") and len(metric) > 2))


def _unit_known(raw: str | None) -> bool:
    """A unit of the vocabulary; a bare number (3亿) and a ratio (2.3:1) need none."""
    _, bare = split(raw or "")
    return not bare or bare.startswith(":") or unit_of(bare) is not None


def _unit_fits(metric: str | None, measure: str | None, unit: str | None) -> bool:
    """Growth is in per cent or times; a change of a rate in points; a level in the metric's own dimension."""
    if unit is None:
        return True
    if measure in (*GROWTH, "multiple"):
        return unit in ("%", "times")
    known = metrics().get(metric or "")
    if known is None:
        return True
    fitting = (known.dimension, *_instead(known.code, known.dimension))
    return unit in fitting or (measure == "change" and unit in ("pp", "%"))


def _instead(metric: str, dimension: str) -> dict[str, int]:
    """The units that may stand for the metric's own, each with how much wider the range is then."""
    if dimension in MONEY:
        return dict.fromkeys(MONEY, IN_OTHER_MONEY)
    return {"household": IN_FAMILIES} if canonical("户", dimension, metric)[0] == "household" else {}


@cache
def _ranges() -> dict[tuple[str, str, str], tuple[float, float]]:
    table = rows("ranges.csv", "metric", "level", "measure", "low", "high")
    return {(r["metric"], r["level"], r["measure"]): (float(r["low"]), float(r["high"])) for r in table}


LEVELS = ("nation", "province", "*")  # as ranges.csv tells them apart


def _range(metric: str, level: str | None, measure: str) -> tuple[float, float] | None:
    """The nearest line of ranges.csv: the metric's before all metrics' (*), the level's before all levels'.

    Without a level whatever is plausible at one of them.
    """
    for m in (metric, "*"):
        found = [
            _ranges()[m, at, measure] for at in ((level, "*") if level else LEVELS) if (m, at, measure) in _ranges()
        ]
        if found and level:
            return found[0]
        if found:
            return min(low for low, _ in found), max(high for _, high in found)
    return None


def _bounds(
    metric: str | None, level: str | None, measure: str | None, unit: str | None, start: int | None, end: int | None
) -> tuple[float | None, float | None]:
    """The plausible range of a figure. A change as an amount is no larger than the level may be; amounts add up over years;
    growth in times is a hundredth of that in per cent."""
    known = metrics().get(metric or "")
    amount = measure == "level" or (measure == "change" and unit not in ("pp", "%"))
    if amount and known is None:
        return None, None
    found = _range(metric or "", level, "level" if amount else measure or "")
    if found is None or unit is None:
        return None, None
    low, high = found
    if amount and known is not None:
        if unit != known.dimension:
            wider = _instead(known.code, known.dimension).get(unit, 1)
            low, high = low / wider if low > 0 else low * wider, high * wider
        if known.nature in ("flow", "addition") and start and end and end > start:
            high *= end - start + 1
        if measure == "change":
            low = -high
    elif unit == "times" and measure in GROWTH:
        low, high = low / 100, high / 100
    return low, high


def _within() -> pl.Expr:
    low, high = pl.min_horizontal("value_low", "value_high"), pl.max_horizontal("value_low", "value_high")
    return ((low >= pl.col("least")) & (high <= pl.col("most"))).fill_null(value=True)


def _worth(raw: str | None, metric: str | None, measure: str | None) -> tuple[str, float]:
    known = metrics().get(metric or "")
    written = raw or ("倍" if measure == "multiple" else "")
    return canonical(written, known.dimension if known else "", metric or "")


def _bare() -> pl.Expr:
    return pl.col("comparator").eq("none")


def _follows(end: str) -> pl.Expr:
    """The canonical value is the written one times the unit's factor."""
    value, made = pl.col(f"value_{end}"), pl.col(f"raw_{end}") * pl.col("check.factor")
    same = (value - made).abs() <= 1e-9 * made.abs()
    return same.fill_null(value=False) | (value.is_null() & pl.col(f"raw_{end}").is_null())


def _bounds_fit() -> pl.Expr:
    """A point has both ends alike, at least only the lower, at most only the upper, a range both, none neither."""
    low, high = pl.col("value_low"), pl.col("value_high")
    return (
        pl.when(pl.col("comparator").is_in(["eq", "approx"]))
        .then(low.eq(high))
        .when(pl.col("comparator") == "gte")
        .then(low.is_not_null() & high.is_null())
        .when(pl.col("comparator") == "lte")
        .then(low.is_null() & high.is_not_null())
        .when(pl.col("comparator") == "range")
        .then(low <= high)
        .otherwise(low.is_null() & high.is_null())
        .fill_null(value=False)
    )


def _time_within() -> pl.Expr:
    start, end = pl.col("time_start"), pl.col("time_end")
    one = pl.when(start == end).then(start.cast(pl.String)).otherwise(pl.format("{}-{}", start, end))
    return ((start >= EARLIEST) & (end <= LATEST) & (start <= end) & (pl.col("time_period") == one)).fill_null(
        value=False
    )


def _time_fits() -> pl.Expr:
    """What is done ends by the year of the report; what is promised does not end before it."""
    end, given = pl.col("time_end"), pl.col("report_year")
    fits = pl.when(pl.col("kind") == "actual").then(end <= given).when(pl.col("kind") == "target").then(end >= given)
    return fits.fill_null(value=True)


def _status_fits() -> pl.Expr:
    status = pl.col("obs_status")
    return pl.when(pl.col("kind") == "actual").then(status.fill_null("").is_in(["A", "E"])).otherwise(status.is_null())


def _share() -> pl.Expr:
    """A level in per cent that is a share of a whole; what else is in per cent may be more (毛入学率, 产能利用率)."""
    shares = [
        m.code for m in metrics().values() if m.dimension == "%" and m.nature == "rate" and m.code not in NO_SHARES
    ]
    share = pl.col("metric").is_in(shares) | pl.col("phrase").str.contains(SHARES)
    low, high = pl.min_horizontal("value_low", "value_high"), pl.max_horizontal("value_low", "value_high")
    level = (pl.col("measure") == "level") & (pl.col("unit") == "%")
    return (~(share & level) | ((low >= 0) & (high <= 100))).fill_null(value=True)


NO_SHARES = ("cpi", "deficit_ratio")


def _number_in_evidence(frame: pl.DataFrame) -> pl.Expr:
    """The sentence contains the number: as digits, else read again as the reader does (Chinese numerals, 一半, 翻一番)."""
    plain = pl.col("evidence").str.replace_all(r"(\d),(\d{3})", "$1$2")
    seen = frame.lazy().select(
        plain.str.extract_all(r"\d+(?:\.\d+)?").cast(pl.List(pl.Float64)).alias("numbers"),
        pl.col("raw_low", "raw_high").abs(),
    )
    holds = [pl.col(end).is_null() | pl.col("numbers").list.contains(pl.col(end)) for end in ("raw_low", "raw_high")]
    found: pl.Series = seen.select(pl.all_horizontal(holds).fill_null(value=False).alias("found")).collect()["found"]
    doubtful = frame.filter(~found).select("evidence", "raw_low", "raw_high").rows()
    read_again = pl.Series([_reads(*row) for row in doubtful], dtype=pl.Boolean)
    return pl.lit(found.scatter((~found).arg_true(), read_again) if doubtful else found)


def _reads(evidence: str | None, low: float | None, high: float | None) -> bool:
    stated = {abs(v) for q in quantities(evidence or "") for v in (q.low, q.high) if v is not None}
    return all(v is None or any(math.isclose(abs(v), s) for s in stated) for v in (low, high))
