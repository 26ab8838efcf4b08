"""The Great Expectations suites: which rows may be published, which are kept out, and why.

Rules are data (vocabulary/expectations.yaml). What a rule looks at beyond a stored column is worked out here once, by
column, before the expectations run.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # before the import, or it calls home

import great_expectations as gx
import polars as pl
import yaml
from great_expectations.data_context.types.base import ProgressBarsConfig

from pipelines.vocabulary.tables import metrics, rows
from pipelines.warehouse.frames import QUARANTINE_SCHEMA, CheckResult, frame_of

CRITICAL = "critical"
TABLES = {"observations": "fact_observation", "reports": "dim_report"}
KEYS = {"observations": "observation_id", "reports": "report_id"}
GROWTH = ("yoy", "avg_yoy", "cum")
SAME_AMOUNT = {"CNY": ["CNY", "USD", "EUR", "HKD", "JPY"], "USD": ["USD", "CNY", "EUR"]}
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation of a suite, as expectations.yaml states it."""

    suite: str
    name: str
    means: str
    expect: str
    column: str | tuple[str, ...]
    severity: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What the checks let through, what they kept out with the rule each row broke, and what every rule found."""

    passed: pl.DataFrame
    quarantined: pl.DataFrame
    results: pl.DataFrame


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of all suites, in the order of the file."""
    content = yaml.safe_load((files("pipelines.vocabulary") / "expectations.yaml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            suite,
            r["rule"],
            r["means"],
            r["expect"],
            tuple(r["column"]) if isinstance(r["column"], list) else r["column"],
            r["severity"],
            r.get("with", {}),
        )
        for suite, listed in content.items()
        for r in listed
    )


def check(observations: pl.DataFrame, reports: pl.DataFrame, quality: Path | None = None) -> CheckOutcome:
    """Run the suites on the frames of frames.py. `quality`: where the Data Docs go, None for none.

    A row that breaks a critical rule is in `quarantined`, once for each rule, and not in `passed`. Rows of reports that
    break one are kept out too.
    """
    counted = observations.group_by("report_id").len("observations")
    read = reports.filter(pl.col("status") == "read").join(counted, on="report_id", how="left")
    frames = {"observations": _with_helpers(observations), "reports": _with_report_helpers(read)}
    found = _run(frames, quality)
    broken = {rule.name: keys for rule, keys, _ in found if rule.severity == CRITICAL and keys}
    by_rule = {rule.name: rule for rule in rules()}
    kept_out = []
    for name, keys in broken.items():
        rule = by_rule[name]
        hit = pl.col("report_id" if rule.suite == "reports" else "observation_id").is_in(list(keys))
        kept_out.append(observations.filter(hit).with_columns(rule=pl.lit(name), reason=pl.lit(rule.means)))
    quarantined = pl.concat(kept_out) if kept_out else pl.DataFrame(schema=QUARANTINE_SCHEMA)
    passed = observations.filter(~pl.col("observation_id").is_in(quarantined["observation_id"].implode()))
    build_id = _digest(observations, reports)
    results = frame_of(CheckResult, [_result(build_id, rule, keys, total) for rule, keys, total in found])
    return CheckOutcome(passed, quarantined, results)


def _with_helpers(observations: pl.DataFrame) -> pl.DataFrame:
    """The columns that rules look at beyond the stored ones."""
    catalogue = pl.DataFrame(
        {"metric": list(metrics()), "dimension": [m.dimension for m in metrics().values()]},
        schema={"metric": pl.String, "dimension": pl.String},
    )
    frame = observations.join(catalogue, on="metric", how="left").join(
        _ranges(observations), on=["metric", "measure"], how="left"
    )
    coded = ~pl.col("metric").str.starts_with("x:")
    low = pl.min_horizontal("value_low", "value_high")
    high = pl.max_horizontal("value_low", "value_high")
    outside = pl.max_horizontal(pl.col("least") - low, high - pl.col("most"), pl.lit(0.0)).fill_null(0.0)
    late = pl.max_horizontal(
        1949 - pl.col("time_start"), pl.col("time_end") - 2060, pl.col("time_start") - pl.col("time_end")
    )
    number = pl.col("raw_low").fill_null(pl.col("raw_high")).abs()
    digits = pl.when(number == number.round()).then(number.cast(pl.Int64, strict=False).cast(pl.String))
    written = digits.otherwise(number.cast(pl.String))
    plain = pl.col("evidence").str.replace_all(",", "").str.replace_all(r"\s", "")
    chinese = plain.str.contains("[一二三四五六七八九十百千万亿两半番倍成]")
    return frame.with_columns(
        _yes(~coded | pl.col("dimension").is_not_null()).alias("check.metric_known"),
        _yes(~coded | pl.col("unit").is_null() | _unit_fits()).alias("check.unit_fits"),
        outside.alias("check.outside_range"),
        pl.max_horizontal(late, pl.lit(0)).cast(pl.Float64).alias("check.time_outside"),
        _yes(number.is_null() | plain.str.contains(written, literal=True) | chinese).alias(
            "check.evidence_holds_number"
        ),
    )


def _yes(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition.fill_null(value=False)).then(pl.lit("yes")).otherwise(pl.lit("no"))


def _unit_fits() -> pl.Expr:
    """Growth is in per cent or times; a change of a rate in points; a level in the metric's own dimension."""
    unit, dimension, measure = pl.col("unit"), pl.col("dimension"), pl.col("measure")
    amount = unit == dimension
    for own, allowed in SAME_AMOUNT.items():
        amount = amount | ((dimension == own) & unit.is_in(allowed))
    return (
        pl.when(measure.is_in(GROWTH))
        .then(unit.is_in(["%", "times"]))
        .when(measure == "multiple")
        .then(unit.is_in(["times", "%"]))
        .when(measure == "change")
        .then(amount | unit.is_in(["pp", "%"]))
        .otherwise(amount)
    )


def _ranges(observations: pl.DataFrame) -> pl.DataFrame:
    """The plausible range of each metric and measure that occurs: its own, else the measure's for all metrics (*)."""
    table = list(rows("ranges.csv", "metric", "measure", "low", "high"))
    known = pl.DataFrame(
        {
            "metric": [r["metric"] for r in table],
            "measure": [r["measure"] for r in table],
            "least": [float(r["low"]) for r in table],
            "most": [float(r["high"]) for r in table],
        },
        schema={"metric": pl.String, "measure": pl.String, "least": pl.Float64, "most": pl.Float64},
    )
    general = known.filter(pl.col("metric") == "*").select("measure", any_least="least", any_most="most")
    return (
        observations.select("metric", "measure")
        .unique()
        .join(known, on=["metric", "measure"], how="left")
        .join(general, on="measure", how="left")
        .select(
            "metric",
            "measure",
            pl.coalesce("least", "any_least").alias("least"),
            pl.coalesce("most", "any_most").alias("most"),
        )
    )


def _with_report_helpers(reports: pl.DataFrame) -> pl.DataFrame:
    per_2000 = pl.col("observations").fill_null(0) * 2000 / pl.max_horizontal("characters", pl.lit(2000))
    return reports.with_columns(per_2000.cast(pl.Float64).alias("check.observations_per_2000"))


def _run(frames: dict[str, pl.DataFrame], quality: Path | None) -> list[tuple[Rule, set[str], int]]:
    """Each rule with the keys of the rows that broke it and the number of rows it saw."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    if quality is not None:
        _add_docs(context, quality)
    source = context.data_sources.add_pandas("duibiao")
    found = []
    for suite_name, frame in frames.items():
        listed = [rule for rule in rules() if rule.suite == suite_name]
        suite = context.suites.add(gx.ExpectationSuite(name=suite_name))
        for rule in listed:
            suite.add_expectation(_expectation(rule))
        batch = source.add_dataframe_asset(suite_name).add_batch_definition_whole_dataframe("whole")
        definition = context.validation_definitions.add(
            gx.ValidationDefinition(name=suite_name, data=batch, suite=suite)
        )
        checkpoint = gx.Checkpoint(
            name=suite_name,
            validation_definitions=[definition],
            result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [KEYS[suite_name]]},
        )
        pandas = frame.select(_columns(listed, KEYS[suite_name])).to_pandas()
        result = checkpoint.run(batch_parameters={"dataframe": pandas})
        (validated,) = result.run_results.values()
        by_id = {(r.expectation_config.meta or {})["rule"]: r for r in validated.results if r.expectation_config}
        for rule in listed:
            outcome = by_id[rule.name]
            if outcome.exception_info.get("raised_exception"):
                raise RuntimeError(f"the rule {rule.name} cannot run: {outcome.exception_info['exception_message']}")
            index = outcome.result.get("unexpected_index_list") or []
            found.append((rule, {row[KEYS[suite_name]] for row in index}, frame.height))
    if quality is not None:
        context.build_data_docs()
    return found


def _columns(listed: list[Rule], key: str) -> list[str]:
    wanted = [key]
    for rule in listed:
        wanted += rule.column if isinstance(rule.column, tuple) else [rule.column]
    return list(dict.fromkeys(wanted))


def _expectation(rule: Rule) -> Any:
    name = "".join(part.title() for part in rule.expect.split("_"))
    on = (
        {"column_A": rule.column[0], "column_B": rule.column[1]}
        if isinstance(rule.column, tuple)
        else {"column": rule.column}
    )
    return getattr(gx.expectations, name)(
        **on, **rule.arguments, severity=rule.severity, meta={"rule": rule.name, "means": rule.means}
    )


def _add_docs(context: Any, folder: Path) -> None:
    """Data Docs as plain files below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for site in list(context.get_site_names()):
        context.delete_data_docs_site(site)
    context.add_data_docs_site(
        site_name="quality",
        site_config={
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )


def _result(build_id: str, rule: Rule, keys: set[str], total: int) -> CheckResult:
    column = ", ".join(rule.column) if isinstance(rule.column, tuple) else rule.column
    return CheckResult(
        build_id=build_id,
        suite=rule.suite,
        expectation=rule.name,
        target_table=TABLES[rule.suite],
        target_column=column,
        severity=rule.severity,
        success=not keys,
        unexpected_count=len(keys),
        total_count=total,
        details=json.dumps({"means": rule.means, "examples": sorted(keys)[:EXAMPLES]}, ensure_ascii=False),
    )


def _digest(observations: pl.DataFrame, reports: pl.DataFrame) -> str:
    """What went into the build, as one short name: the same inputs give the same."""
    digest = hashlib.sha256()
    for frame, key in ((observations, "observation_id"), (reports, "report_id")):
        for value in frame[key].sort().to_list():
            digest.update(str(value).encode())
    for value in reports["sha256"].sort().to_list():
        digest.update(str(value).encode())
    return digest.hexdigest()[:16]


__all__ = ["CheckOutcome", "Rule", "check", "rules"]
