"""What was known when: no statement overwrites another, and the past can be asked for as it stood."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from pipelines.observations.model import Observation
from tests.warehouse.warehouse_cases import YUNNAN, actual, report, rows, target, warehouse

YEARS = range(2018, 2024)


def made_up(seed: int) -> list[Observation]:
    """Reports that state, restate, repeat, estimate, quote other places and speak of periods, drawn by a fixed die."""
    die = random.Random(seed)
    said = []
    for report_year in YEARS:
        for at in range(die.randint(0, 8)):
            year = report_year - die.choice([0, 1, 1, 1, 2, 3, 5])
            row = actual(
                die.choice(["gdp", "cpi", "x:学校"]),
                die.choice([4.0, 5.0, 5.5]),
                report_year,
                year=(year - 2, year) if die.random() < 0.1 else year,
                measure=die.choice(["level", "yoy"]),
                comparator=die.choice(["eq", "approx", "gte", "lte"]),
                at=at * 10,
                obs_status=die.choice("AE"),
                place="self" if die.random() < 0.9 else "全国",
            )
            said.append(replace(row, observation_id=f"{report_year}-{at}"))
    return said


@pytest.mark.parametrize("seed", range(8))
def test_as_of_a_year_is_the_series_of_a_warehouse_that_knows_no_later_report(seed: int) -> None:
    said = made_up(seed)
    whole = warehouse(said, [report(year) for year in YEARS])
    for known in range(YEARS[0] - 1, YEARS[-1] + 2):
        then = warehouse([o for o in said if o.report_year <= known], [report(y) for y in YEARS if y <= known])
        columns = "* EXCLUDE (area_name)"  # a small warehouse may not know the name
        assert rows(whole, f"SELECT {columns} FROM series_as_of({known}) ORDER BY ALL") == rows(
            then, f"SELECT {columns} FROM v_series ORDER BY ALL"
        )


@pytest.mark.parametrize("seed", range(8))
def test_every_statement_stays_a_row_and_the_newest_leads(seed: int) -> None:
    said = made_up(seed)
    con = warehouse(said, [report(year) for year in YEARS])
    assert {r["observation_id"] for r in rows(con, "FROM fact_observation")} == {o.observation_id for o in said}
    for point in rows(con, "FROM v_series"):
        same = [
            o
            for o in said
            if (o.metric, o.measure, o.time_start, o.time_end, o.place)
            == (point["metric"], point["measure"], point["year"], point["year"], "self")
        ]
        newest = max(o.report_year for o in same)
        first = min((o for o in same if o.report_year == newest), key=lambda o: o.char_start)
        assert (point["observation_id"], point["report_year"]) == (first.observation_id, newest)
        assert point["vintages"] == len({o.report_year for o in same})


def test_a_revision_is_a_row_with_both_figures_and_a_rounding_too() -> None:
    said = [
        actual("gdp", 101.0, 2021, measure="level", obs_status="E"),
        actual("gdp", 101.6, 2022, year=2020, measure="level"),
        actual("gdp", 101.36, 2023, year=2020, measure="level"),
        actual("cpi", 2.5, 2021),
        actual("cpi", 2.5, 2022, year=2020),
    ]
    (row,) = rows(warehouse(said), "FROM v_revision")
    assert (row["metric"], row["first_low"], row["first_status"], row["newest_low"]) == ("gdp", 101.0, "E", 101.36)
    assert (row["lowest"], row["highest"], row["change"], row["vintages"]) == (101.0, 101.6, 0.36, 3)
    assert row["observation_ids"] == [o.observation_id for o in said[:3]]


@pytest.mark.parametrize(
    ("first", "then", "differs"),
    [
        (("eq", 63.6), ("gte", 60.0), False),
        (("eq", 63.6), ("gte", 64.0), True),
        (("eq", 2.7), ("lte", 3.0), False),
        (("gte", 60.0), ("lte", 59.0), True),
        (("gte", 60.0), ("gte", 61.0), False),
        (("approx", 5.0), ("range", (4.5, 5.5)), False),
        (("eq", 5.6), ("range", (4.5, 5.5)), True),
    ],
)
def test_a_bound_that_holds_is_no_revision(first: tuple[str, Any], then: tuple[str, Any], differs: bool) -> None:
    said = [
        actual("gdp", value, 2021 + i, year=2020, comparator=comparator)
        for i, (comparator, value) in enumerate((first, then))
    ]
    assert len(rows(warehouse(said), "FROM v_revision")) == int(differs)


def test_a_promise_is_judged_by_the_first_report_of_its_outcome_whatever_is_said_later() -> None:
    said = [
        target("gdp", 6.0, 2020),
        actual("gdp", 5.8, 2021, year=2020),
        actual("gdp", 6.1, 2022, year=2020),
    ]
    con = warehouse(said)
    (judged,) = rows(con, "SELECT outcome_low, outcome_report_id, verdict FROM v_target_vs_outcome WHERE year = 2020")
    assert judged == {"outcome_low": 5.8, "outcome_report_id": f"{YUNNAN}-2021", "verdict": "near"}
    assert rows(con, "SELECT value_low FROM v_series") == [{"value_low": 6.1}]


def test_a_report_that_another_supersedes_is_no_vintage() -> None:
    said = [actual("gdp", v, 2021, report_id=name, observation_id=name) for v, name in ((5.0, "short"), (6.0, "long"))]
    con = warehouse(said, [report(2021, report_id="short", text="短"), report(2021, report_id="long", text="长长长")])
    assert rows(con, "SELECT observation_id, vintages FROM v_series") == [{"observation_id": "long", "vintages": 1}]
    assert rows(con, "SELECT count(*) AS n FROM fact_observation") == [{"n": 2}]
