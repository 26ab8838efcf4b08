"""Every rule is shown to fail on a planted error, and what breaks a critical one is kept out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.observations.model import Observation
from pipelines.warehouse.check import check, rules
from pipelines.warehouse.frames import observation_frame, report_frame
from tests.warehouse.warehouse_cases import actual, report


def good() -> Observation:
    """A row that breaks no rule."""
    return replace(
        actual("gdp", 5.0, report_year=2024),
        measure="yoy", unit="%", raw_low=5.0, raw_high=5.0, value_low=5.0, value_high=5.0, evidence="生产总值增长5%。", confidence=0.9,
    )  # fmt: skip


PLANTED: list[tuple[str, dict[str, Any]]] = [
    ("kind_known", {"kind": "hoped"}),
    ("measure_known", {"measure": "guess"}),
    ("comparator_known", {"comparator": "about"}),
    ("metric_known", {"metric": "happiness"}),
    ("unit_fits", {"unit": "kg"}),
    ("in_range", {"value_low": 500.0, "value_high": 500.0}),
    ("bounds_ordered", {"value_low": 6.0, "value_high": 5.0}),
    ("time_within_bounds", {"time_start": 1066, "time_end": 1066}),
    ("evidence_holds_number", {"evidence": "经济稳中向好。"}),
    ("confident", {"confidence": 0.1}),
]


def results(found: pl.DataFrame) -> dict[str, bool]:
    """Success by rule."""
    return dict(zip(found["expectation"], found["success"], strict=True))


def test_good_rows_pass_every_rule() -> None:
    outcome = check(observation_frame([good()]), report_frame([report(2024)]))
    assert all(results(outcome.results).values())
    assert (outcome.passed.height, outcome.quarantined.height) == (1, 0)


@pytest.mark.parametrize(("rule", "planted"), PLANTED, ids=[rule for rule, _ in PLANTED])
def test_a_planted_error_is_caught(rule: str, planted: dict[str, Any]) -> None:
    bad = replace(good(), observation_id="bad", **planted)
    outcome = check(observation_frame([good(), bad]), report_frame([report(2024)]))
    assert results(outcome.results)[rule] is False
    critical = {r.name for r in rules() if r.severity == "critical"}
    kept_out = outcome.quarantined.filter(pl.col("rule") == rule)["observation_id"].to_list()
    assert kept_out == (["bad"] if rule in critical else [])
    assert good().observation_id in outcome.passed["observation_id"].to_list()


def test_one_id_twice_is_caught() -> None:
    outcome = check(observation_frame([good(), good()]), report_frame([report(2024)]))
    assert results(outcome.results)["ids_unique"] is False
    assert outcome.passed.height == 0


def test_reports_without_identity_or_observations_are_caught() -> None:
    frame = report_frame([report(2024)]).with_columns(
        pl.lit(None, dtype=pl.String).alias("area_code"),
        pl.lit(1, dtype=pl.Int32).alias("report_year"),
        pl.lit(90000, dtype=pl.Int32).alias("characters"),
    )
    found = results(check(observation_frame([good()]), frame).results)
    assert {name for name, success in found.items() if not success} == {
        "identity_complete",
        "report_year_plausible",
        "enough_observations",
    }


def test_every_rule_of_the_file_has_a_planted_error() -> None:
    planted = {rule for rule, _ in PLANTED} | {
        "ids_unique",
        "identity_complete",
        "report_year_plausible",
        "enough_observations",
    }
    assert planted == {rule.name for rule in rules()}


def test_data_docs_are_written(tmp_path: Path) -> None:
    check(observation_frame([good()]), report_frame([report(2024)]), tmp_path / "quality")
    assert (tmp_path / "quality" / "index.html").is_file()
