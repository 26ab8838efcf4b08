"""Each view, on a few observations written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.observations.model import Observation
from pipelines.warehouse.frames import TermCount
from tests.warehouse.warehouse_cases import NATION, QILIN, YUNNAN, actual, report, rows, target, warehouse

GUIZHOU, SICHUAN = "520000", "510000"


def test_target_vs_outcome_leads_back_to_both_sentences() -> None:
    promise = target("gdp", 7.0, 2021, comparator="approx", evidence="地区生产总值增长7%左右")
    result = actual("gdp", 7.3, 2022, evidence="地区生产总值增长7.3%")
    (row,) = rows(warehouse([promise, result]), "FROM v_target_vs_outcome")
    assert row == {
        "area_code": YUNNAN,
        "area_name": "云南省",
        "metric": "gdp",
        "metric_name_zh": "地区生产总值",
        "metric_name_en": "GDP",
        "measure": "yoy",
        "year": 2021,
        "unit": "%",
        "target_low": 7.0,
        "target_high": 7.0,
        "target_comparator": "approx",
        "target_relation": None,
        "target_report_id": f"{YUNNAN}-2021",
        "target_observation_id": promise.observation_id,
        "target_evidence": "地区生产总值增长7%左右",
        "outcome_low": 7.3,
        "outcome_high": 7.3,
        "outcome_comparator": "eq",
        "outcome_status": "A",
        "outcome_report_id": f"{YUNNAN}-2022",
        "outcome_observation_id": result.observation_id,
        "outcome_evidence": "地区生产总值增长7.3%",
        "gap": 0.3,
        "verdict": "met",
    }


def test_promises_outside_the_catalogue_stay_out_of_the_comparison() -> None:
    con = warehouse([target("x:高标准农田", 1e4, 2021, measure="level")])
    assert rows(con, "FROM v_target_vs_outcome") == []
    assert len(rows(con, "FROM v_promise")) == 1


# measure, comparator, unit, this target, last target, last outcome, change on target, on outcome, ambition beside each
AMBITION = [
    ("gdp", "approx", 5.0, 5.5, 5.2, -0.5, -0.2, "less", "less"),
    ("gdp", "gte", 6.0, 5.5, 6.0, 0.5, 0.0, "more", "same"),
    ("cpi", "lte", 2.0, 3.0, 0.2, 1.0, -1.8, "more", "less"),
    ("energy_intensity", "lte", -3.0, -2.5, -3.2, 0.5, -0.2, "more", "less"),
    ("deficit_ratio", "eq", 4.0, 3.0, 3.0, 1.0, 1.0, None, None),
]


@pytest.mark.parametrize(
    ("metric", "comparator", "now", "before", "came", "on_target", "on_outcome", "beside_target", "beside_outcome"),
    AMBITION,
)
def test_target_yoy(
    metric: str,
    comparator: str,
    now: float,
    before: float,
    came: float,
    on_target: float,
    on_outcome: float,
    beside_target: str | None,
    beside_outcome: str | None,
) -> None:
    con = warehouse(
        [
            target(metric, before, 2021, comparator=comparator),
            actual(metric, came + 1, 2022),
            actual(metric, came, 2023, year=2021),  # revised: the newest figure counts
            target(metric, now, 2022, comparator=comparator),
        ]
    )
    first, row = rows(con, "FROM v_target_yoy ORDER BY year")
    assert (first["year"], first["previous_target_observation_id"], first["ambition_beside_target"]) == (
        2021,
        None,
        None,
    )
    assert (row["change_from_previous_target"], row["change_from_previous_outcome"]) == (on_target, on_outcome)
    assert (row["ambition_beside_target"], row["ambition_beside_outcome"]) == (beside_target, beside_outcome)
    assert (row["year"], row["area_name"], row["previous_outcome_report_id"]) == (2022, "云南省", f"{YUNNAN}-2023")


def test_target_yoy_shows_an_outcome_that_nobody_had_promised() -> None:
    (row,) = rows(warehouse([actual("gdp", 5.2, 2022), target("gdp", 5.0, 2022)]), "FROM v_target_yoy")
    assert (row["previous_target_low"], row["previous_outcome_low"], row["change_from_previous_outcome"]) == (
        None,
        5.2,
        -0.2,
    )


def test_target_yoy_does_not_compare_different_units() -> None:
    con = warehouse(
        [
            target("fdi_used", 1e9, 2021, measure="level", unit="USD"),
            target("fdi_used", 8e9, 2022, measure="level", unit="CNY"),
        ]
    )
    row = rows(con, "FROM v_target_yoy ORDER BY year")[1]
    assert (row["previous_target_low"], row["change_from_previous_target"], row["ambition_beside_target"]) == (
        1e9,
        None,
        None,
    )


def scored() -> list[Observation]:
    return [
        target("gdp", 6.0, 2021),
        target("gdp", 1e12, 2021, measure="level"),
        target("cpi", 3.0, 2021, comparator="lte"),
        target("budget_revenue", 5.0, 2021),
        target("energy_intensity", None, 2021, relation="meet:assigned"),
        target("income_all", None, 2021, relation="absent"),
        target("urban_jobs", 5e5, 2021, measure="level", unit="person"),
        actual("gdp", 6.2, 2022),
        actual("gdp", 0.99e12, 2022, measure="level"),
        actual("cpi", 3.5, 2022),
        actual("energy_intensity", -3.0, 2022),
        actual("urban_jobs", 5.1e5, 2022, year=(2018, 2021), measure="level", unit="person"),
        target("gdp", 6.0, 2022),
        target("gdp", 6.0, 2021, area=QILIN),
    ]


def test_scorecard_counts() -> None:
    con = warehouse(scored())
    row = rows(con, f"FROM v_scorecard WHERE area_code = '{YUNNAN}' AND year = 2021")[0]
    ids = row.pop("target_observation_ids")
    assert row == {
        "area_code": YUNNAN,
        "area_name": "云南省",
        "level": "province",
        "year": 2021,
        "targets": 6,
        "reported": 4,
        "met": 1,
        "near": 1,
        "missed": 1,
        "not_comparable": 1,
        "unreported": 2,
        "pending": 0,
        "absent": 1,
        "met_share": pytest.approx(1 / 3),
        "target_report_id": f"{YUNNAN}-2021",
        "next_report_id": f"{YUNNAN}-2022",
    }
    assert len(ids) == 7
    assert rows(con, f"SELECT targets, pending, met_share FROM v_scorecard WHERE area_code = '{QILIN}'") == [
        {"targets": 1, "pending": 1, "met_share": None}
    ]
    assert len(rows(con, "FROM v_scorecard")) == 3


def test_silent_targets_are_those_the_next_report_does_not_touch() -> None:
    """A level where growth was promised, a total over years, or words say something; another year's figure does not."""
    said = [
        *scored(),
        target("income_all", 5.0, 2021, measure="level"),
        target("unemployment_surveyed", 5.5, 2021, measure="level"),
        target("unemployment_surveyed", 3.0, 2021),
        actual("budget_revenue", 4e9, 2022, year=2020, measure="level"),
        actual("income_all", None, 2022, measure="level"),
        actual("unemployment_surveyed", 5.4, 2023, year=2021, measure="level"),
    ]
    silent = rows(warehouse(said), "FROM v_silent_target ORDER BY metric")
    assert [(r["metric"], r["year"], r["measures"], r["stated_later"]) for r in silent] == [
        ("budget_revenue", 2021, "yoy", None),
        ("gdp", 2022, "yoy", None),
        ("unemployment_surveyed", 2021, "level, yoy", f"{YUNNAN}-2023"),
    ]
    assert silent[0]["target_observation_ids"] == [said[3].observation_id]
    assert silent[0]["next_report_id"] == f"{YUNNAN}-2022"


def vintages() -> list[Observation]:
    return [
        actual("gdp", 2.45e12, 2021, measure="level", obs_status="E"),
        actual("gdp", 2.4522e12, 2022, year=2020, measure="level", at=9),
        actual("gdp", 9.9e12, 2022, year=2020, measure="level", at=50),  # said again further down: the first counts
        actual("gdp", 2.4522e12, 2023, year=2020, measure="level"),
        actual("gdp", 4.0, 2021),
        actual("gdp", 6.0, 2021, year=(2016, 2020), measure="avg_yoy"),
        actual("gdp", 3.3, 2021, place="滇中新区", at=1),
        target("gdp", 8.0, 2021),
    ]


def test_series_takes_the_newest_and_as_of_what_was_known() -> None:
    con = warehouse(vintages())
    levels = "SELECT value_low, report_year, vintages, obs_status FROM {} WHERE measure = 'level'"
    newest = {"value_low": 2.4522e12, "report_year": 2023, "vintages": 3, "obs_status": "A"}
    assert rows(con, levels.format("v_series")) == [newest]
    assert rows(con, levels.format("series_as_of(2022)")) == [newest | {"report_year": 2022, "vintages": 2}]
    assert rows(con, levels.format("series_as_of(2021)")) == [
        {"value_low": 2.45e12, "report_year": 2021, "vintages": 1, "obs_status": "E"}
    ]
    assert rows(con, levels.format("series_as_of(2020)")) == []
    growth = rows(con, "SELECT measure, year, value_low FROM v_series WHERE measure <> 'level'")
    assert growth == [{"measure": "yoy", "year": 2020, "value_low": 4.0}]


def test_series_keeps_what_the_catalogue_does_not_know_under_its_key() -> None:
    con = warehouse([actual("x:高铁站", 3, 2022, measure="level", unit="1", phrase="高铁站数量")])
    assert rows(con, "SELECT metric, metric_name_zh, year FROM v_series") == [
        {"metric": "x:高铁站", "metric_name_zh": "高铁站", "year": 2021}
    ]


def test_revision_shows_only_what_changed() -> None:
    said = [
        *vintages(),
        actual("cpi", 2.0, 2021),
        actual("cpi", 2.0, 2022, year=2020),  # the same again
        actual("fdi_used", 1e9, 2021, measure="level", unit="USD"),
        actual("fdi_used", 7e9, 2022, year=2020, measure="level", unit="CNY"),  # another unit
        actual("urban_jobs", 1.1e5, 2021, measure="level", unit="person"),
        actual("urban_jobs", 11 * 1e4, 2022, year=2020, measure="level", unit="person"),
    ]
    (row,) = rows(warehouse(said), "FROM v_revision")
    assert (row["metric"], row["measure"], row["year"], row["unit"]) == ("gdp", "level", 2020, "CNY")
    assert (row["first_low"], row["first_status"], row["first_report_id"]) == (2.45e12, "E", f"{YUNNAN}-2021")
    assert (row["newest_low"], row["newest_status"], row["newest_report_year"]) == (2.4522e12, "A", 2023)
    assert (row["change"], row["change_percent"], row["vintages"]) == (2.2e9, 0.089796, 3)
    assert row["observation_ids"] == [said[i].observation_id for i in (0, 1, 3)]


def test_area_rank_by_target_and_by_newest_outcome() -> None:
    growth = {YUNNAN: (5.0, 5.2), GUIZHOU: (6.0, 5.2), SICHUAN: (5.5, 6.0), NATION: (5.0, 5.1)}
    said = [target("gdp", t, 2021, area=area) for area, (t, _) in growth.items()]
    said += [actual("gdp", o, 2022, area=area) for area, (_, o) in growth.items()]
    said += [actual("gdp", 5.9, 2023, area=GUIZHOU, year=2021)]  # the newest figure ranks
    said += [target("cpi", 3.0, 2021, area=YUNNAN), target("cpi", 2.0, 2021, area=GUIZHOU)]
    con = warehouse(said)
    ranked = rows(con, "SELECT area_name, target_rank, outcome_rank FROM v_area_rank WHERE metric = 'gdp' ORDER BY ALL")
    assert ranked == [
        {"area_name": "云南省", "target_rank": 3, "outcome_rank": 3},
        {"area_name": "全国", "target_rank": 1, "outcome_rank": 1},  # ranks among its own level
        {"area_name": "四川省", "target_rank": 2, "outcome_rank": 1},
        {"area_name": "贵州省", "target_rank": 1, "outcome_rank": 2},
    ]
    (row,) = rows(con, "FROM v_area_rank WHERE metric = 'cpi' AND area_name = '贵州省'")
    assert (row["target_rank"], row["areas_with_target"], row["outcome_rank"], row["areas_with_outcome"]) == (
        1,
        2,
        None,
        None,
    )


def test_an_area_has_one_row_even_where_target_and_outcome_are_in_different_units() -> None:
    said = [
        target("fdi_used", 1e9, 2021, measure="level", unit="USD"),
        actual("fdi_used", 7e9, 2022, measure="level", unit="CNY"),
        actual("fdi_used", 8e9, 2022, area=GUIZHOU, measure="level", unit="CNY"),
    ]
    other, row = rows(warehouse(said), "FROM v_area_rank ORDER BY area_code")
    assert (row["unit"], row["target_low"], row["target_rank"]) == ("USD", 1e9, 1)
    assert (row["outcome_unit"], row["outcome_low"], row["outcome_rank"]) == ("CNY", 7e9, 2)
    assert (other["unit"], other["outcome_unit"], other["outcome_rank"]) == ("CNY", "CNY", 1)


def promised(phrase: str, value: float, **more: object) -> Observation:
    return target(f"x:{phrase}", value, 2021, phrase=phrase, measure="level", unit="1", comparator="gte", **more)


def reached(phrase: str, value: float, **more: object) -> Observation:
    return actual(f"x:{phrase}", value, **({"report_year": 2022, "measure": "level", "unit": "1"} | more))  # type: ignore[arg-type]


def test_promise_finds_its_result_by_key_then_by_words() -> None:
    said = [
        promised("新建公园", 10, at=1),
        replace(reached("公园", 12, at=1), metric="x:新建公园"),
        promised("改造老旧小区", 300, at=2),
        reached("老旧小区改造", 290, at=2),
        reached("老旧街区", 7, at=3),
        promised("新增发电装机", 5, at=4),
        reached("新增发电装机容量", 5, at=4, unit="kW"),  # counted in another unit: another thing
        promised("婴幼儿托位", 900, at=5),
    ]
    found = rows(
        warehouse(said),
        "SELECT phrase, outcome_phrase, matched_by, score, gap, verdict FROM v_promise ORDER BY year, target_observation_id",
    )
    table = {r["phrase"]: (r["outcome_phrase"], r["matched_by"], r["score"], r["gap"], r["verdict"]) for r in found}
    assert table == {
        "新建公园": ("新建公园"[2:], "key", 1.0, 2.0, "met"),
        "改造老旧小区": ("老旧小区改造", "phrase", 1.0, -10.0, "missed"),
        "新增发电装机": (None, None, None, None, "unreported"),
        "婴幼儿托位": (None, None, None, None, "unreported"),
    }


def test_a_result_answers_one_promise_only() -> None:
    said = [
        promised("团结进步示范县", 10, at=1),
        promised("团结进步示范村社区", 100, at=2),
        reached("团结进步示范社区", 120),
        promised("改造老旧厂房", 9, at=3),
        promised("改造厂房", 9, at=4),
        actual("x:改造厂房", 9, 2022, phrase="老旧厂房改造", measure="level", unit="1"),  # taken by its key
    ]
    found = {r["phrase"]: r["matched_by"] for r in rows(warehouse(said), "FROM v_promise")}
    assert found == {"团结进步示范县": None, "团结进步示范村社区": "phrase", "改造老旧厂房": None, "改造厂房": "key"}


def test_promise_looks_into_the_next_report_only() -> None:
    con = warehouse(
        [promised("托位", 9), reached("托位", 9, report_year=2023, year=2021)], [report(2021), report(2023)]
    )
    assert rows(con, "SELECT verdict, outcome_report_id FROM v_promise") == [
        {"verdict": "pending", "outcome_report_id": None}
    ]


def test_a_promised_fall_is_wanted_low() -> None:
    cut = replace(promised("化肥用量", -3.0, at=1), comparator="eq", value_high=-3.0)
    (row,) = rows(warehouse([cut, reached("化肥用量", -4.0)]), "FROM v_promise")
    assert (row["gap"], row["verdict"]) == (1.0, "met")


def test_unmapped_phrases_by_frequency() -> None:
    said = [
        promised("托位", 9),
        reached("托位", 8),
        actual("x:托位", 8, 2022, area=QILIN, phrase="托位", measure="level", unit="1"),
        promised("公园", 3, at=7),
        target("gdp", 5.0, 2021),
    ]
    first, second = rows(warehouse(said), "FROM v_unmapped_phrase")
    assert (first["phrase"], first["occurrences"], first["targets"], first["actuals"]) == ("托位", 3, 1, 2)
    assert (first["reports"], first["areas"], first["first_report_year"], first["last_report_year"]) == (
        3,
        2,
        2021,
        2022,
    )
    assert first["example_observation_id"] in {o.observation_id for o in said[:3]}
    assert (second["phrase"], second["unit"]) == ("公园", "1")


def test_term_trend_stands_beside_the_report_before() -> None:
    terms = [
        TermCount(f"{YUNNAN}-2021", "创新", 10),
        TermCount(f"{YUNNAN}-2023", "创新", 30),
        TermCount(f"{YUNNAN}-2023", "绿电", 4),
        TermCount(f"{QILIN}-2023", "创新", 1),
        TermCount("copy", "创新", 500),
    ]
    reports = [
        report(2021, text="字" * 1000),
        report(2021, report_id="copy", text="字" * 500),
        report(2023, text="字" * 2000),
        report(2023, QILIN),
    ]
    con = warehouse([], reports, terms=terms)
    trend = {(r["area_code"], r["term"], r["year"]): r for r in rows(con, "FROM v_term_trend")}
    assert len(trend) == 4
    row = trend[YUNNAN, "创新", 2023]
    assert (row["occurrences"], row["previous_year"], row["previous_occurrences"], row["change"]) == (30, 2021, 10, 20)
    assert (row["per_10000_characters"], row["change_per_10000_characters"]) == (150.0, 50.0)
    assert (row["report_id"], row["previous_report_id"]) == (f"{YUNNAN}-2023", f"{YUNNAN}-2021")
    assert trend[YUNNAN, "绿电", 2023]["previous_occurrences"] == 0
    assert trend[QILIN, "创新", 2023]["previous_occurrences"] is None
