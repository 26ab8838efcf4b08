"""Every rule is shown to fail on a planted error, and what breaks a critical one is kept out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.observations.model import Observation
from pipelines.reports.model import Report
from pipelines.vocabulary.tables import metrics, rows
from pipelines.warehouse import check as check_module
from pipelines.warehouse.check import CheckOutcome, check
from pipelines.warehouse.expectations import CRITICAL, rules
from pipelines.warehouse.frames import Correction, SetAside, frame_of, observation_frame, report_frame
from tests.warehouse.warehouse_cases import actual, report, target

GROWTH = replace(actual("gdp", 5.0, 2024), observation_id="good", evidence="生产总值增长5%。")
PROMISE = replace(
    target("income_all", None, 2024), observation_id="promise", relation="sync:gdp", evidence="居民收入与经济增长同步。"
)


def level(
    metric: str, value: float, unit: str = "CNY", raw_unit: str = "亿元", factor: float = 1e8, **more: Any
) -> Observation:
    """A level as reports write it, with the number in its sentence."""
    said = actual(metric, value, more.pop("report_year", 2024), measure="level", **more)
    low, high = (None if v is None else v * factor for v in (said.raw_low, said.raw_high))
    return replace(
        said, value_low=low, value_high=high, unit=unit, raw_unit=raw_unit, evidence=f"{metric}{value:.15g}{raw_unit}。"
    )


def run(observations: Iterable[Observation], reports: Iterable[Report] = (), **more: Any) -> CheckOutcome:
    said = list(observations)
    given = list(reports) or [report(year, area) for area, year in sorted({(o.area_code, o.report_year) for o in said})]
    return check(observation_frame(said), report_frame(given, more.pop("set_aside", ())), **more)


def broken(outcome: CheckOutcome) -> set[str]:
    return set(outcome.results.filter(~pl.col("success"))["expectation"])


def ids(frame: pl.LazyFrame) -> set[str]:
    return set(frame.collect()["observation_id"])


def examples(outcome: CheckOutcome, rule: str) -> list[dict[str, str]]:
    (details,) = outcome.results.filter(pl.col("expectation") == rule)["details"]
    found: list[dict[str, str]] = json.loads(details)["examples"]
    return found


# Each breaks one rule and no other, by what is changed in a good row
PLANTED: list[tuple[str, Observation]] = [
    ("fields_filled", replace(GROWTH, section="", phrase=None)),  # type: ignore[arg-type]
    ("area_known", replace(GROWTH, area_code="539999")),
    ("metric_known", replace(GROWTH, metric="happiness")),
    ("metric_known", replace(GROWTH, metric="x:")),
    ("kind_known", replace(GROWTH, kind="hoped", obs_status=None)),
    ("measure_known", replace(level("gdp", 300.0), measure="guess")),
    ("comparator_known", replace(GROWTH, comparator="about", value_low=None, value_high=None, raw_low=None, raw_high=None)),
    ("relation_known", replace(PROMISE, relation="sync:weather")),
    ("status_fits_kind", replace(GROWTH, obs_status="B")),
    ("status_fits_kind", replace(PROMISE, obs_status="A")),
    ("says_something", replace(PROMISE, relation=None)),
    ("unit_known", level("x:玉米", 5.0, "1", "弓", 1)),
    ("unit_fits", level("population", 4000.0, "t", "万吨", 1e4)),
    ("unit_fits", replace(GROWTH, unit="pp", raw_unit="个百分点")),
    ("value_follows", replace(level("gdp", 300.0), value_low=3e9, value_high=3e9)),
    ("value_follows", replace(level("population", 5000.0, "person", "万人", 1e4), raw_unit="亿人")),
    ("bounds_fit_comparator", replace(GROWTH, value_high=6.0, raw_high=6.0, evidence="增长5%到6%")),
    ("bounds_fit_comparator", replace(GROWTH, comparator="gte")),
    ("bounds_fit_comparator", replace(GROWTH, comparator="range", value_low=6.0, raw_low=6.0, evidence="增长5%—6%")),
    ("in_range", replace(GROWTH, value_low=500.0, value_high=500.0, raw_low=500.0, raw_high=500.0, evidence="增长500%")),
    ("in_range", level("income_urban", 9.6, raw_unit="元", factor=1)),
    ("in_range", level("gdp", 50.0, raw_unit="万亿元", factor=1e12, area="530302")),  # a county as large as the nation
    ("share_within_whole", replace(level("x:医保覆盖率", 120.0, "%", "%", 1), phrase="医保覆盖率")),
    ("time_within_bounds", replace(GROWTH, time_start=1066, time_end=1066, time_period="1066")),
    ("time_within_bounds", replace(GROWTH, time_period="2022")),
    ("time_within_bounds", replace(GROWTH, time_period="2024-2023", time_start=2024)),
    ("time_fits_kind", replace(GROWTH, time_start=2025, time_end=2025, time_period="2025")),
    ("time_fits_kind", replace(PROMISE, time_start=2023, time_end=2023, time_period="2023")),
    ("place_ordered", replace(GROWTH, char_end=GROWTH.char_start)),
    ("evidence_holds_number", replace(GROWTH, evidence="经济稳中向好，一批项目投产。")),
    ("evidence_holds_number", replace(GROWTH, evidence="生产总值增长15%、25%、5.1%。")),
    ("confident", replace(GROWTH, confidence=0.1)),
]  # fmt: skip


@pytest.fixture(scope="module")
def planted() -> CheckOutcome:
    """All planted errors in one run, among good rows; each row is named by its number."""
    bad = [replace(row, observation_id=f"bad {i}") for i, (_, row) in enumerate(PLANTED)]
    reports = [report(year, area) for area, year in sorted({(o.area_code, o.report_year) for o in bad})]
    county = [
        replace(r, identity=replace(r.identity, level="county")) for r in reports if r.identity.area_code == "530302"
    ]
    return run([GROWTH, PROMISE, *bad], [*(r for r in reports if r.identity.area_code != "530302"), *county])


def test_good_rows_pass_every_rule() -> None:
    outcome = run([GROWTH, PROMISE, level("gdp", 30021.0, at=300)])
    assert broken(outcome) == set()
    assert (len(ids(outcome.passed)), outcome.quarantined.height, outcome.stops) == (3, 0, ())


@pytest.mark.parametrize(("number", "rule"), list(enumerate(rule for rule, _ in PLANTED)))
def test_a_planted_error_is_caught_by_its_rule_and_no_other(planted: CheckOutcome, number: int, rule: str) -> None:
    key = f"bad {number}"
    of_rows = [r.name for r in rules() if r.suite == "observations"]
    assert {name for name in of_rows if key in {e["key"] for e in examples(planted, name)}} == {rule}
    is_critical = next(r.severity for r in rules() if r.name == rule) == CRITICAL
    kept_out = planted.quarantined.filter(pl.col("observation_id") == key)
    assert kept_out["rule"].to_list() == ([rule] if is_critical else [])
    assert (key in ids(planted.passed)) is not is_critical


def test_good_rows_among_bad_ones_pass(planted: CheckOutcome) -> None:
    assert {"good", "promise"} <= ids(planted.passed)


def test_the_quarantine_says_what_was_found(planted: CheckOutcome) -> None:
    reasons = dict(planted.quarantined.select("rule", "reason").rows())
    assert reasons["unit_fits"].endswith("(per cent, points, times): pp for gdp yoy")
    assert "(ranges.csv): " in reasons["in_range"]


def test_one_id_twice_keeps_both_out() -> None:
    outcome = run([GROWTH, GROWTH, PROMISE])
    assert broken(outcome) == {"ids_unique"}
    assert ids(outcome.passed) == {"promise"}
    assert outcome.quarantined["rule"].to_list() == ["ids_unique"] * 2


def test_a_row_without_an_id_is_kept_out() -> None:
    frame = observation_frame([GROWTH, PROMISE]).with_columns(
        observation_id=pl.when(pl.col("observation_id") == "promise").then("observation_id")
    )
    outcome = check(frame, report_frame([report(2024)]))
    assert broken(outcome) == {"fields_filled"}
    assert ids(outcome.passed) == {"promise"}
    assert outcome.quarantined.height == 1


def test_a_corrected_number_need_not_stand_in_the_sentence() -> None:
    corrected = replace(GROWTH, evidence="生产总值增长50%（印误）。", corrected=True)
    assert broken(run([corrected])) == set()


HELD = [
    ("Chinese numerals", 12.0, "新增就业一十二万人。"),
    ("thousands", 28954.2, "生产总值28,954.20亿元。"),
    ("a half", 50.0, "一半以上的村通了公路。"),
    ("doubled", 2.0, "收入翻一番。"),
    ("a negative number", -3.5, "能耗下降3.5%。"),
    ("a tenth", 30.0, "三成以上。"),
]


def test_a_number_is_found_however_it_is_written() -> None:
    said = [
        replace(GROWTH, observation_id=name, value_low=v, value_high=v, raw_low=v, raw_high=v, evidence=evidence)
        for name, v, evidence in HELD
    ]
    assert examples(run(said), "evidence_holds_number") == []


PLANTED_REPORTS: list[tuple[str, dict[str, Any]]] = [
    ("identity_complete", {"area_code": None}),
    ("area_of_report_known", {"area_code": "539999"}),
    ("level_known", {"level": "galaxy"}),
    ("report_year_plausible", {"year": 1066}),
]


def test_a_report_that_breaks_a_critical_rule_keeps_its_rows_out() -> None:
    reports, said = [report(2024)], [GROWTH]
    for i, (rule, changed) in enumerate(PLANTED_REPORTS):
        bad = report(2000 + i)
        reports.append(replace(bad, identity=replace(bad.identity, **changed)))
        said.append(replace(GROWTH, observation_id=rule, report_id=bad.report_id))
    outcome = run(said, reports)
    assert broken(outcome) == {rule for rule, _ in PLANTED_REPORTS}
    assert ids(outcome.passed) == {"good", "area_of_report_known"}
    kept_out = dict(outcome.quarantined.select("observation_id", "rule").rows())
    assert kept_out == {rule: rule for rule in ("identity_complete", "level_known", "report_year_plausible")}


def test_a_long_report_with_one_observation_is_pointed_out() -> None:
    assert broken(run([GROWTH], [report(2024, text="字" * 5000)])) == {"enough_observations"}


# What does not go together, and what does: each in a province of its own
ACROSS: list[tuple[str, list[Observation], list[Observation]]] = [
    (
        "said_once",
        [actual("cpi", 2.0, 2024), actual("cpi", 3.0, 2024, at=9)],
        [actual("cpi", 2.0, 2024), actual("cpi", 2.0, 2024, at=9, comparator="gte")],
    ),
    (
        "growth_agrees",
        [GROWTH, level("gdp", 300.0), level("gdp", 200.0, report_year=2023)],
        [GROWTH, level("gdp", 210.0), level("gdp", 200.0, report_year=2023)],
    ),
    (
        "level_steady",
        [level("gdp", 3000.0), level("gdp", 300.0, report_year=2023)],
        [level("gdp", 310.0), level("gdp", 300.0, report_year=2023)],
    ),
    (
        "level_steady",
        [level("urbanisation", 90.0, "%", "%", 1), level("urbanisation", 60.0, "%", "%", 1, report_year=2023)],
        [level("urbanisation", 61.0, "%", "%", 1), level("urbanisation", 60.0, "%", "%", 1, report_year=2023)],
    ),
    (
        "restated_alike",
        [level("gdp", 300.0, report_year=2023, year=2022), level("gdp", 360.0, report_year=2024, year=2022)],
        [level("gdp", 300.0, report_year=2023, year=2022), level("gdp", 310.0, report_year=2024, year=2022)],
    ),
    (
        "parts_within_whole",
        [level("exports", 310.0), level("foreign_trade", 300.0)],
        [level("exports", 210.0), level("foreign_trade", 300.0)],
    ),
    (
        "parts_within_whole",
        [level("gdp", 300.0), *(level(f"{n}_va", 110.0) for n in ("primary", "secondary", "tertiary"))],
        [level("gdp", 300.0), *(level(f"{n}_va", 100.0) for n in ("primary", "secondary", "tertiary"))],
    ),
    ("area_within_parent", [level("gdp", 450000.0)], [level("gdp", 350000.0)]),
]
NATION = level("gdp", 400000.0, area="100000", observation_id="nation")


def placed(cases: Iterable[tuple[str, list[Observation]]]) -> list[Observation]:
    """Each case's rows in a province of its own, named by the case."""
    provinces = ("110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000")
    return [
        replace(
            row,
            observation_id=f"{number} {rule} {i}",
            area_code=area,
            report_id=f"{area}-{row.report_year}",
            evidence=f"{row.raw_low or row.raw_high:.15g}{row.raw_unit}",
        )
        for (number, (rule, said)), area in zip(enumerate(cases), provinces, strict=True)
        for i, row in enumerate(said)
    ]


def test_figures_that_do_not_go_together_are_pointed_out() -> None:
    bad = [NATION, *placed((rule, said) for rule, said, _ in ACROSS)]
    outcome = run(bad)
    assert broken(outcome) == {rule for rule, _, _ in ACROSS}
    assert len(ids(outcome.passed)) == len(bad)  # both figures may be right
    for rule in {rule for rule, _, _ in ACROSS}:
        named = {example["key"].rsplit(" ", 1)[0] for example in examples(outcome, rule)}
        assert named == {f"{i} {name}" for i, (name, _, _) in enumerate(ACROSS) if name == rule}


def test_figures_that_go_together_are_not() -> None:
    outcome = run([NATION, *placed((rule, said) for rule, _, said in ACROSS)])
    assert broken(outcome) == set()
    assert (outcome.results.filter(pl.col("suite") == "across")["total_count"] > 0).all()


def test_figures_are_not_held_against_other_places_or_what_is_kept_out() -> None:
    elsewhere = replace(level("gdp", 900.0), place="全国", observation_id="e")
    absurd = replace(level("gdp", 9e9), observation_id="a")
    assert broken(run([level("gdp", 200.0, report_year=2023), elsewhere, absurd])) == {"in_range"}


def test_a_refused_correction_is_pointed_out() -> None:
    refused = Correction(3, "r", None, "metric", None, None, None, None, "refused", "no report r in the inbox")
    outcome = run([GROWTH], corrections=frame_of(Correction, [refused]))
    assert broken(outcome) == {"corrections_applied"}
    assert examples(outcome, "corrections_applied")[0]["found"] == "no report r in the inbox"
    assert outcome.stops == ()


def test_nothing_is_published_where_nothing_could_be_read() -> None:
    outcome = run([], [], set_aside=[SetAside("scan", "scan.pdf", "scan.pdf holds pictures only")])
    assert broken(outcome) == {"reports_read", "observations_found"}
    assert outcome.stops == (
        "at least one report could be read: 0 reports, 0 observations, 0 kept out; scan.pdf holds pictures only",
        "the reports say something: 0 reports, 0 observations, 0 kept out; scan.pdf holds pictures only",
    )


def test_nothing_is_published_where_a_fifth_is_kept_out() -> None:
    said = [replace(GROWTH, observation_id=str(i), metric="gdp" if i % 4 else "happiness") for i in range(120)]
    outcome = run(said)
    assert broken(outcome) == {"metric_known", "few_kept_out"}
    assert len(outcome.stops) == 1
    assert run(said[:20]).stops == ()  # too few to judge a data file by


def test_every_rule_of_the_file_has_a_planted_error() -> None:
    alone = {
        "ids_unique", "enough_observations", "corrections_applied", "reports_read", "observations_found", "few_kept_out",
    }  # fmt: skip
    shown = {case[0] for case in PLANTED} | {case[0] for case in PLANTED_REPORTS} | {case[0] for case in ACROSS}
    assert shown | alone == {rule.name for rule in rules()}


def test_rows_in_several_parts_are_found_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        replace(GROWTH, observation_id=str(i), metric="gdp" if i % 3 else "happiness", char_start=i) for i in range(7)
    ]
    said += [replace(GROWTH, observation_id="1")]
    whole = run(said)
    monkeypatch.setattr(check_module, "PART", 3)
    parts = run(said)
    assert parts.results.equals(whole.results)
    assert parts.quarantined.sort("observation_id", "rule").equals(whole.quarantined.sort("observation_id", "rule"))
    assert ids(parts.passed) == ids(whole.passed)


def test_the_ranges_are_of_the_catalogue_and_every_metric_has_one_for_its_growth() -> None:
    table = {
        (r["metric"], r["level"], r["measure"]): r
        for r in rows("ranges.csv", "metric", "level", "measure", "low", "high")
    }
    assert {level for _, level, _ in table} == {"*", "nation", "province"}
    for measure in ("yoy", "avg_yoy", "cum", "change", "multiple"):
        assert ("*", "*", measure) in table  # what holds for a metric that has no line of its own yet
    told = [metric for metric in metrics() if (metric, "*", "level") in table]
    assert len(told) > MOST_TOLD * len(metrics())
    for r in table.values():
        assert r["metric"] == "*" or r["metric"] in metrics()
        assert float(r["low"]) < float(r["high"])


MOST_TOLD = 0.9  # of the catalogue: a new metric may wait for its ranges, the rest may not


def test_parts_are_of_the_catalogue_and_counted_in_one_unit() -> None:
    for r in rows("parts.csv", "part", "whole"):
        part, whole = metrics()[r["part"]], metrics()[r["whole"]]
        assert part.dimension == whole.dimension


def test_data_docs_are_of_the_last_build_only(tmp_path: Path) -> None:
    (tmp_path / "quality").mkdir()
    (tmp_path / "quality" / "old.html").write_text("old", encoding="utf-8")
    run([GROWTH], quality=tmp_path / "quality")
    pages = list((tmp_path / "quality").rglob("*.html"))
    assert (tmp_path / "quality" / "index.html") in pages
    assert not any(page.name == "old.html" for page in pages)
    assert any("observations" in page.parts for page in pages)
