"""The checks: which rows may be published, which are kept out, and why.

Rules are data (vocabulary/expectations.yaml), run by Great Expectations (expectations.py) on columns worked out before
(check_columns.py, across.py). Rows go through in parts, so that memory does not grow with their number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.warehouse.across import pairs
from pipelines.warehouse.check_columns import with_observation_columns, with_report_columns
from pipelines.warehouse.expectations import CRITICAL, Expectations, Finding, rules
from pipelines.warehouse.frames import OBSERVATION_SCHEMA, QUARANTINE_SCHEMA, CheckResult, Correction, frame_of

PART = 250_000  # rows that Great Expectations sees at once
EXAMPLES = 200  # broken rows that fact_check_result names, a rule
ENOUGH_TO_JUDGE = 100  # observations, before the share kept out says anything
TABLES = {
    "observations": "fact_observation",
    "across": "fact_observation",
    "reports": "dim_report",
    "corrections": "fact_correction",
    "build": "fact_observation",
}
NAMED = {"rule": pl.String, "key": pl.String, "other": pl.String, "found": pl.String}

# What a broken row shows beside its rule; for all other rules the columns that the rule looks at.
FOUND = {
    "in_range": pl.format("{} is not within {} to {}", pl.coalesce("value_low", "value_high"), "least", "most"),
    "unit_fits": pl.format("{} for {} {}", "unit", "metric", "measure"),
    "unit_known": pl.col("raw_unit"),
    "metric_known": pl.col("metric"),
    "area_known": pl.col("area_code"),
    "value_follows": pl.format("{} {} as {}", pl.coalesce("raw_low", "raw_high"), "raw_unit", pl.coalesce("value_low", "value_high")),
    "time_within_bounds": pl.col("time_period"),
    "time_fits_kind": pl.format("{} {} in {}", "kind", "time_period", "report_year"),
    "bounds_fit_comparator": pl.col("comparator"),
    "status_fits_kind": pl.col("kind"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What the checks let through, what they kept out with the rule each row broke, and what every rule found."""

    passed: pl.LazyFrame
    quarantined: pl.DataFrame
    results: pl.DataFrame
    stops: tuple[str, ...]  # why nothing may be published, in words


def check(
    observations: pl.DataFrame | pl.LazyFrame,
    reports: pl.DataFrame,
    corrections: pl.DataFrame | None = None,
    quality: Path | None = None,
) -> CheckOutcome:
    """Run the suites on the frames of frames.py. `quality`: where the Data Docs go, None for none.

    A row that breaks a critical rule is in `quarantined`, once for each rule, and not in `passed`; rows of reports that
    break one are kept out too. Figures are held against each other (suite `across`) among what passed.
    """
    told = observations.lazy().select(OBSERVATION_SCHEMA.keys()).with_columns(pl.col("observation_id").fill_null(""))
    ids = told.select("observation_id", "report_id").collect()
    twice = ids.filter(pl.col("observation_id").is_duplicated())["observation_id"].unique().to_list()
    suites = Expectations(quality)

    read = with_report_columns(reports, ids.group_by("report_id").len("observations"))
    shown = [_named(read, suites.run("reports", read, "report_id"), "report_id")]
    kept_out = [pl.DataFrame(schema=QUARANTINE_SCHEMA)]
    for part in _parts(told, ids.height):
        frame = with_observation_columns(part, reports, twice)
        named = _named(frame, suites.run("observations", frame, "observation_id"), "observation_id")
        kept_out.append(_quarantine(part, named, "observation_id"))
        kept_out.append(_quarantine(part, shown[0], "report_id"))
        shown.append(named.group_by("rule", maintain_order=True).head(EXAMPLES))
    quarantined = pl.concat(kept_out)
    passed = told.filter(~pl.col("observation_id").is_in(quarantined["observation_id"].unique().to_list()))

    compared = _by_rule(pairs(passed, reports))
    for part in _parts(compared.lazy(), compared.height):
        shown.append(_named(part, suites.run("across", part, "pair"), "pair"))
    lines = (frame_of(Correction) if corrections is None else corrections).with_columns(found=pl.col("message"))
    shown.append(_named(lines, suites.run("corrections", lines, "line"), "line"))
    whole = _whole(reports, ids.height, quarantined["observation_id"].n_unique())
    stopping = _named(whole, suites.run("build", whole, "build"), "build")
    suites.write_docs()

    means = {rule.name: rule.means for rule in rules() if rule.stops}
    return CheckOutcome(
        passed,
        quarantined,
        _results(_digest(ids, reports, lines), suites.findings, pl.concat([*shown, stopping])),
        tuple(f"{means[row['rule']]}: {row['found']}" for row in stopping.to_dicts() if row["rule"] in means),
    )


def _parts(frame: pl.LazyFrame, height: int) -> Iterator[pl.DataFrame]:
    """The rows in parts that fit in memory; of no rows one empty part, so that every rule says something."""
    for start in range(0, max(height, 1), PART):
        yield frame.slice(start, PART).collect()


def _named(frame: pl.DataFrame, hit: Mapping[str, set[Any]], key: str) -> pl.DataFrame:
    """The rows that broke a rule, by rule: key, the other row where the rule compares two, what was found."""
    by_name = {rule.name: rule for rule in rules()}
    found = [pl.DataFrame(schema=NAMED)]
    for name, keys in hit.items():
        words = FOUND.get(name) if "found" not in frame.columns else pl.col("found")
        if words is None:
            looked_at = [c for c in by_name[name].columns if not c.startswith("check.")]
            words = (
                pl.concat_str([pl.col(c).cast(pl.String) for c in looked_at], separator=", ", ignore_nulls=True)
                if looked_at
                else pl.lit(None)
            )
        found.append(
            frame.filter(pl.col(key).is_in(list(keys))).select(
                rule=pl.lit(name),
                key=pl.col("observation_id" if key == "pair" else key).cast(pl.String),
                other=pl.col("other_id") if key == "pair" else pl.lit(None, pl.String),
                found=words.cast(pl.String),
            )
        )  # fmt: skip
    return pl.concat(found)


def _quarantine(part: pl.DataFrame, named: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows that break a critical rule, themselves or by their report: once for each rule, with what was found."""
    critical = [(r.name, r.means) for r in rules() if r.severity == CRITICAL]
    means = pl.DataFrame(critical, schema={"rule": pl.String, "means": pl.String}, orient="row")
    said = pl.concat_str(
        pl.col("means"), pl.when(pl.col("found") != "").then("found"), separator=": ", ignore_nulls=True
    )
    why = named.unique(["rule", "key"], maintain_order=True).join(means, on="rule", maintain_order="left")
    joined = part.join(why.with_columns(reason=said), left_on=key, right_on="key", maintain_order="left")
    return joined.select(QUARANTINE_SCHEMA.keys())


def _by_rule(compared: pl.DataFrame) -> pl.DataFrame:
    """The pairs, with a column for each rule: by how much a pair goes too far, empty where another rule compared it."""
    columns = [
        pl.when(pl.col("rule") == rule.name).then("beyond").alias(rule.name)
        for rule in rules()
        if rule.suite == "across"
    ]
    return compared.with_row_index("pair").with_columns(columns)


def _whole(reports: pl.DataFrame, observations: int, kept_out: int) -> pl.DataFrame:
    """The build as one row."""
    read = reports.filter(pl.col("status") == "read").height
    refused = reports.filter(pl.col("status") == "set_aside")["reason"].to_list()
    return pl.DataFrame(
        {
            "build": ["build"],
            "reports_read": [read],
            "observations": [observations],
            "share_kept_out": [kept_out / observations if observations >= ENOUGH_TO_JUDGE else None],
            "found": ["; ".join([f"{read} reports, {observations} observations, {kept_out} kept out", *refused])],
        },
        schema_overrides={"share_kept_out": pl.Float64},
    )


def _results(build_id: str, findings: Mapping[str, Finding], shown: pl.DataFrame) -> pl.DataFrame:
    examples = shown.group_by("rule", maintain_order=True).head(EXAMPLES).partition_by("rule", as_dict=True)
    none = pl.DataFrame(schema=NAMED)
    return frame_of(
        CheckResult,
        [
            CheckResult(
                build_id=build_id,
                suite=finding.rule.suite,
                expectation=name,
                target_table=TABLES[finding.rule.suite],
                target_column=", ".join(finding.rule.columns),
                severity=finding.rule.severity,
                success=not finding.broken,
                unexpected_count=len(finding.broken),
                total_count=finding.looked_at,
                details=json.dumps(
                    {"means": finding.rule.means, "examples": examples.get((name,), none).drop("rule").to_dicts()},
                    ensure_ascii=False,
                ),
            )
            for name, finding in findings.items()
        ],
    )


def _digest(ids: pl.DataFrame, reports: pl.DataFrame, corrections: pl.DataFrame) -> str:
    """What went into the build, as one short name: the same inputs give the same."""
    digest = hashlib.sha256()
    for column in (ids["observation_id"], reports["report_id"], reports["sha256"].fill_null("")):
        digest.update("\n".join(column.sort().to_list()).encode())
    digest.update(json.dumps(corrections.to_dicts(), default=str).encode())
    return digest.hexdigest()[:16]


__all__ = ["CRITICAL", "CheckOutcome", "check", "rules"]
