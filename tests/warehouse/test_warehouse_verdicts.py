"""Every verdict of v_target_vs_outcome, one small written case a line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from pipelines.observations.model import Observation
from tests.warehouse.warehouse_cases import QILIN, YUNNAN, actual, report, rows, target, warehouse


def judged(
    observations: list[Observation], *, reports: Any = None, view: str = "v_target_vs_outcome"
) -> dict[str, Any]:
    """The one row of the view about the first target's metric."""
    con = warehouse(observations, reports)
    (row,) = rows(con, f"SELECT * FROM {view} WHERE metric = '{observations[0].metric}'")
    return row


# metric, measure, comparator, promised, result, gap, verdict
NUMBERS = [
    # at least
    ("gdp", "yoy", "gte", 6.0, 6.0, 0.0, "met"),
    ("gdp", "yoy", "gte", 6.0, 7.4, 1.4, "met"),
    ("gdp", "yoy", "gte", 6.0, 5.9, -0.1, "missed"),
    ("gdp", "level", "gte", 2e12, 1.99e12, -1e10, "missed"),
    # at most
    ("cpi", "yoy", "lte", 3.0, 3.0, 0.0, "met"),
    ("cpi", "yoy", "lte", 3.0, 2.1, 0.9, "met"),
    ("cpi", "yoy", "lte", 3.0, 3.1, -0.1, "missed"),
    ("energy_intensity", "yoy", "lte", -3.0, -3.2, 0.2, "met"),
    ("energy_intensity", "yoy", "lte", -3.0, -2.5, -0.5, "missed"),
    ("deficit_ratio", "level", "lte", 3.0, 2.9, 0.1, "met"),
    ("deficit_ratio", "level", "gte", 3.0, 2.9, -0.1, "missed"),
    # inside the range, or beyond it on the better side
    ("gdp", "yoy", "range", (6.0, 6.5), 6.0, 0.0, "met"),
    ("gdp", "yoy", "range", (6.0, 6.5), 6.3, 0.0, "met"),
    ("gdp", "yoy", "range", (6.0, 6.5), 6.7, 0.2, "met"),
    ("gdp", "yoy", "range", (6.0, 6.5), 5.9, -0.1, "missed"),
    ("cpi", "yoy", "range", (2.0, 3.0), 1.5, 0.5, "met"),
    ("cpi", "yoy", "range", (2.0, 3.0), 3.1, -0.1, "missed"),
    ("deficit_ratio", "level", "range", (2.8, 3.0), 3.2, 0.2, "met"),
    ("deficit_ratio", "level", "range", (2.8, 3.0), 3.4, 0.4, "missed"),
    ("deficit_ratio", "level", "range", (2.8, 3.0), 2.4, -0.4, "missed"),
    # about, exactly: reached or beaten; near; missed
    ("gdp", "yoy", "approx", 7.5, 7.7, 0.2, "met"),
    ("gdp", "yoy", "approx", 7.5, 7.4, -0.1, "near"),
    ("gdp", "yoy", "approx", 7.5, 7.2, -0.3, "near"),
    ("gdp", "yoy", "approx", 7.5, 7.1, -0.4, "missed"),
    ("gdp", "yoy", "eq", 8.0, 8.0, 0.0, "met"),
    ("gdp", "yoy", "eq", 10.3, 10.0, -0.3, "near"),
    ("cpi", "yoy", "approx", 3.0, 2.0, 1.0, "met"),
    ("cpi", "yoy", "approx", 3.0, 3.3, -0.3, "near"),
    ("cpi", "yoy", "eq", 3.0, 3.4, -0.4, "missed"),
    ("energy_intensity", "yoy", "approx", -3.0, -2.8, -0.2, "near"),
    ("unemployment_surveyed", "level", "approx", 5.5, 5.1, 0.4, "met"),
    ("gdp", "level", "eq", 1e12, 0.98e12, -2e10, "near"),
    ("gdp", "level", "approx", 1e12, 0.979e12, -2.1e10, "missed"),
    ("gdp", "level", "eq", 1.1e12, 11000 * 1e8, 0.0, "met"),
    # neither side better: kept within the tolerance
    ("deficit_ratio", "level", "eq", 3.0, 3.3, 0.3, "met"),
    ("deficit_ratio", "level", "approx", 3.0, 2.7, -0.3, "met"),
    ("deficit_ratio", "level", "eq", 3.0, 3.4, 0.4, "missed"),
    ("deficit_ratio", "level", "eq", 3.0, 2.6, -0.4, "missed"),
]


@cache
def numbers_judged() -> dict[str, dict[str, Any]]:
    """Every case of NUMBERS in an area of its own, in one warehouse: area code to row."""
    said = []
    for code, (metric, measure, comparator, promised, result, _, _) in enumerate(NUMBERS):
        unit = "%" if metric in ("cpi", "deficit_ratio", "unemployment_surveyed") or measure == "yoy" else "CNY"
        kept: dict[str, Any] = {"measure": measure, "unit": unit, "area": f"case{code}"}
        said += [target(metric, promised, 2021, comparator=comparator, **kept), actual(metric, result, 2022, **kept)]
    return {row["area_code"]: row for row in rows(warehouse(said), "FROM v_target_vs_outcome")}


@pytest.mark.parametrize("case", range(len(NUMBERS)), ids=[" ".join(map(str, case)) for case in NUMBERS])
def test_a_number_is_held_against_a_number(case: int) -> None:
    row = numbers_judged()[f"case{case}"]
    assert (row["gap"], row["verdict"]) == NUMBERS[case][-2:]


# comparator and ends of the result, promised at least / about 5 % growth
RESULTS = [
    ("gte", (5.2, None), "met"),  # 增长5.2%以上
    ("approx", (5.0, 5.0), "met"),
    ("lte", (None, 4.0), "missed"),
    ("range", (4.0, 6.0), "missed"),  # the end that is harder to reach counts
]


@pytest.mark.parametrize(("comparator", "ends", "verdict"), RESULTS)
def test_results_may_be_ends_too(comparator: str, ends: tuple[float | None, float | None], verdict: str) -> None:
    row = judged([target("gdp", 5.0, 2021, comparator="gte"), actual("gdp", ends, 2022, comparator=comparator)])
    assert row["verdict"] == verdict
    assert (row["outcome_low"], row["outcome_high"], row["outcome_comparator"]) == (*ends, comparator)


# relation, growth of income, growth of gdp in the same report, gap, verdict
WORDS = [
    ("sync:gdp", 5.2, 5.0, 0.2, "met"),
    ("sync:gdp", 5.0, 5.0, 0.0, "met"),
    ("sync:gdp", 4.8, 5.0, -0.2, "near"),
    ("sync:gdp", 4.0, 5.0, -1.0, "missed"),
    ("sync:gdp", 4.0, None, None, "not_comparable"),
    ("above:gdp", 5.1, 5.0, 0.1, "met"),
    ("above:gdp", 5.0, 5.0, 0.0, "missed"),
    ("above:gdp", 4.9, 5.0, -0.1, "missed"),
    ("positive", 0.1, 5.0, 0.1, "met"),
    ("positive", 0.0, 5.0, 0.0, "missed"),
    ("positive", -0.2, 5.0, -0.2, "missed"),
    ("above:national", 5.0, 5.0, None, "not_comparable"),
    ("meet:assigned", 5.0, 5.0, None, "not_comparable"),
    ("stable", 5.0, 5.0, None, "not_comparable"),
    ("other", 5.0, 5.0, None, "not_comparable"),
    ("absent", 5.0, 5.0, None, None),
]


@pytest.mark.parametrize(("relation", "income", "gdp", "gap", "verdict"), WORDS)
def test_words_are_held_against_what_they_name(
    relation: str, income: float, gdp: float | None, gap: float | None, verdict: str | None
) -> None:
    said = [target("income_all", None, 2021, relation=relation), actual("income_all", income, 2022)]
    # another report's growth, and another year's, must not count
    said += [actual("gdp", 9.9, 2023, year=2021), actual("gdp", 9.9, 2022, year=2020)]
    row = judged(said + ([actual("gdp", gdp, 2022)] if gdp is not None else []))
    assert (row["gap"], row["verdict"], row["target_relation"]) == (gap, verdict, relation)
    assert (row["unit"], row["target_low"], row["outcome_low"]) == ("%", None, income)


def test_a_level_is_not_positive_growth() -> None:
    row = judged(
        [target("gdp", None, 2021, relation="positive", measure="level"), actual("gdp", 1e9, 2022, measure="level")]
    )
    assert row["verdict"] == "not_comparable"


def test_pending_and_unreported_depend_on_the_next_years_report() -> None:
    promise = target("gdp", 6.0, 2021)
    assert judged([promise])["verdict"] == "pending"
    assert judged([promise], reports=[report(2021), report(2023)])["verdict"] == "pending"
    assert judged([promise], reports=[report(2021), report(2022)])["verdict"] == "unreported"
    assert judged([promise], reports=[report(2021), report(2022, QILIN)])["verdict"] == "pending"


def test_absent_keeps_its_row_and_never_gets_a_verdict() -> None:
    absent = target("gdp", None, 2020, relation="absent")
    for reports in (None, [report(2020), report(2021)]):
        row = judged([absent], reports=reports)
        assert (row["verdict"], row["target_relation"], row["target_observation_id"]) == (
            None,
            "absent",
            absent.observation_id,
        )


def test_another_measure_is_no_report_of_this_one() -> None:
    row = judged([target("gdp", 6.0, 2021), actual("gdp", 2.7e12, 2022, measure="level")])
    assert (row["verdict"], row["outcome_observation_id"]) == ("unreported", None)


def test_another_unit_cannot_be_held_against_it() -> None:
    con = warehouse(
        [
            target("fdi_used", 1e9, 2021, measure="level", unit="USD"),
            actual("fdi_used", 7e9, 2022, measure="level", unit="CNY"),
        ]
    )
    (row,) = rows(con, "FROM v_target_vs_outcome")
    assert (row["verdict"], row["gap"], row["unit"], row["outcome_low"]) == ("not_comparable", None, "USD", None)
    assert row["outcome_evidence"] == "fdi_used 7000000000.0"


def test_of_two_units_the_promised_one_is_held_against_it() -> None:
    row = judged(
        [
            target("fdi_used", 1e9, 2021, measure="level", unit="USD"),
            actual("fdi_used", 7e9, 2022, measure="level", unit="CNY", at=10),
            actual("fdi_used", 1.1e9, 2022, measure="level", unit="USD", at=20),
        ]
    )
    assert (row["verdict"], row["outcome_low"]) == ("met", 1.1e9)


def test_a_result_in_words_has_no_number() -> None:
    row = judged([target("gdp", 6.0, 2021), actual("gdp", None, 2022)])
    assert (row["verdict"], row["outcome_comparator"]) == ("not_comparable", "none")


def test_a_number_goes_before_words_of_the_same_report() -> None:
    row = judged([target("gdp", 6.0, 2021), actual("gdp", None, 2022, at=1), actual("gdp", 6.1, 2022, at=50)])
    assert (row["verdict"], row["outcome_low"]) == ("met", 6.1)


def test_the_earliest_later_report_counts() -> None:
    said = [
        target("gdp", 6.0, 2021),
        actual("gdp", 9.0, 2021, year=2021),  # not later
        actual("gdp", 6.2, 2022, obs_status="E"),  # an estimate counts
        actual("gdp", 5.8, 2023, year=2021),  # revised later
    ]
    row = judged(said)
    assert (row["outcome_low"], row["outcome_status"], row["outcome_report_id"], row["verdict"]) == (
        6.2,
        "E",
        f"{YUNNAN}-2022",
        "met",
    )


def test_a_later_report_than_the_next_may_state_it() -> None:
    row = judged([target("gdp", 6.0, 2021), actual("gdp", 5.0, 2024, year=2021)], reports=None)
    assert (row["verdict"], row["outcome_report_id"]) == ("missed", f"{YUNNAN}-2024")


def test_the_first_of_the_list_counts() -> None:
    con = warehouse([target("gdp", 7.0, 2021, at=300), target("gdp", 6.0, 2021, at=200), actual("gdp", 6.5, 2022)])
    (row,) = rows(con, "FROM v_target_vs_outcome")
    assert (row["target_low"], row["verdict"]) == (6.0, "met")
    assert rows(con, "SELECT count(*) AS n FROM fact_observation WHERE kind = 'target'") == [{"n": 2}]


def test_vague_words_do_not_hide_a_number_that_follows() -> None:
    row = judged([target("gdp", None, 2021, relation="stable", at=1), target("gdp", 6.0, 2021, at=200)])
    assert row["target_low"] == 6.0


def test_like_is_held_against_like() -> None:
    """A growth on the same basis goes before a growth on another, wherever it stands in the report."""
    plain = actual("budget_revenue", 2.0, 2022, at=10)
    comparable = actual("budget_revenue", 6.0, 2022, at=20, basis="同口径")
    assert judged([target("budget_revenue", 5.0, 2021), plain, comparable])["outcome_low"] == 2.0
    assert judged([target("budget_revenue", 5.0, 2021, basis="同口径"), plain, comparable])["outcome_low"] == 6.0


def test_a_stage_is_held_against_the_same_stage() -> None:
    """A metric that counts additions: what was to be finished is held against what was finished, not begun."""
    counted: dict[str, Any] = {"measure": "level", "unit": "1"}
    said = [
        target("housing_units", 4.7e6, 2021, phrase="保障房基本建成", **counted),
        actual("housing_units", 6.6e6, 2022, phrase="保障房新开工", at=10, **counted),
        actual("housing_units", 4.6e6, 2022, phrase="基本建成保障房", at=20, **counted),
    ]
    assert judged(said)["outcome_low"] == 4.6e6
    # any other metric is named in many ways: the first figure counts
    stock = [replace(o, metric="gdp") for o in said]
    assert judged(stock)["outcome_low"] == 6.6e6


def test_parts_and_other_places_do_not_count() -> None:
    con = warehouse([target("gdp", 6.0, 2021, place="滇中新区"), actual("gdp", 6.5, 2022, place="全国")])
    assert rows(con, "FROM v_target_vs_outcome") == []
    row = judged([target("gdp", 6.0, 2021), actual("gdp", 8.1, 2022, place="全国")])
    assert row["verdict"] == "unreported"


def test_one_year_targets_and_plans_are_kept_apart() -> None:
    said = [
        target("gdp", 6.0, 2021),
        target("gdp", 6.5, 2021, year=(2021, 2025), measure="avg_yoy"),
        target("gdp", 5e12, 2021, year=2025, measure="level"),
        target("gdp", 7.0, 2021, year=2020),  # a quoted old target is neither
        actual("gdp", 6.0, 2026, year=(2021, 2025), measure="avg_yoy"),
        actual("gdp", 4.95e12, 2026, measure="level"),
        actual("gdp", 4.0e12, 2024, year=2025, measure="level"),  # before the year has come: no result
    ]
    con = warehouse(said)
    assert [(r["year"], r["target_low"]) for r in rows(con, "FROM v_target_vs_outcome")] == [(2021, 6.0)]
    plans = rows(con, "SELECT time_period, measure, gap, verdict FROM v_plan_vs_outcome ORDER BY ALL")
    assert plans == [
        {"time_period": "2021-2025", "measure": "avg_yoy", "gap": -0.5, "verdict": "missed"},
        {"time_period": "2025", "measure": "level", "gap": -5e10, "verdict": "near"},
    ]


def test_plans_wait_for_the_report_after_their_last_year() -> None:
    plan = target("gdp", 6.5, 2021, year=(2021, 2025), measure="avg_yoy")
    assert judged([plan], reports=[report(2021), report(2022)], view="v_plan_vs_outcome")["verdict"] == "pending"
    assert judged([plan], reports=[report(2021), report(2026)], view="v_plan_vs_outcome")["verdict"] == "unreported"


def test_plans_in_words_and_falls_over_years() -> None:
    row = judged(
        [
            target("income_all", None, 2021, relation="sync:gdp", year=(2021, 2025), measure="avg_yoy"),
            actual("income_all", 6.1, 2026, year=(2021, 2025), measure="avg_yoy"),
            actual("gdp", 5.9, 2026, year=(2021, 2025), measure="avg_yoy"),
        ],
        view="v_plan_vs_outcome",
    )
    assert (row["verdict"], row["gap"]) == ("met", 0.2)
    row = judged(
        [
            target("energy_intensity", -13.5, 2021, year=(2021, 2025), measure="cum"),
            actual("energy_intensity", -13.3, 2026, year=(2021, 2025), measure="cum"),
        ],
        view="v_plan_vs_outcome",
    )
    assert (row["verdict"], row["gap"]) == ("near", -0.2)


def test_of_a_plan_the_newest_statement_counts() -> None:
    row = judged(
        [
            target("gdp", 6.5, 2021, year=(2021, 2025), measure="avg_yoy"),
            target("gdp", 6.0, 2023, year=(2021, 2025), measure="avg_yoy"),
            target("gdp", 9.9, 2026, year=(2021, 2025), measure="avg_yoy"),  # quoted when all is over
        ],
        view="v_plan_vs_outcome",
    )
    assert (row["target_low"], row["target_report_id"]) == (6.0, f"{YUNNAN}-2023")


def test_superseded_reports_do_not_count() -> None:
    long, short = report(2021, text="长" * 900), report(2021, report_id="copy", text="短" * 500)
    said = [target("gdp", 6.0, 2021), target("gdp", 9.0, 2021, report_id="copy", at=1)]
    assert judged(said, reports=[short, long])["target_low"] == 6.0
