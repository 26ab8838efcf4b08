"""corrections.csv: every way to be applied and every way to be refused, each as one written line."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.observations.model import Observation
from pipelines.warehouse.corrections import Corrected, correct, read_lines
from pipelines.warehouse.frames import OBSERVATION_SCHEMA, QUARANTINE_SCHEMA, observation_frame
from tests.warehouse.warehouse_cases import actual, target

REPORT = "530000-2023"
HEAD = "report_id,observation_id,metric,kind,time_period,measure,raw_value,raw_unit,evidence,field,value,reason,date\n"


def level(metric: str, value: float, unit: str, raw_unit: str, factor: float, **more: Any) -> Observation:
    """An actual whose number stands in a multiple of its canonical unit."""
    said = actual(metric, value, 2023, measure="level", **more)
    low, high = (None if v is None else v * factor for v in (said.raw_low, said.raw_high))
    return replace(said, unit=unit, raw_unit=raw_unit, value_low=low, value_high=high)


GDP = level("gdp", 28954.2, "CNY", "亿元", 1e8, observation_id="aa01", evidence="生产总值28954.2亿元、增长4.3%。")
GROWTH = actual("gdp", 4.3, 2023, observation_id="aa02", evidence="生产总值28954.2亿元、增长4.3%。")
JOBS = level(
    "urban_jobs", 50.0, "person", "万人", 1e4, comparator="gte", observation_id="bb01", evidence="新增就业50万人以上。"
)
CPI = target("cpi", 3.0, 2023, observation_id="bb02", comparator="lte", evidence="物价涨幅控制在3%以内。")
WISH = replace(
    target("income_all", None, 2023, observation_id="cc01"), relation="sync:gdp", evidence="居民收入与经济增长同步。"
)
BAND = target("gdp", (5.0, 5.5), 2023, comparator="range", observation_id="cc02", evidence="增长5%—5.5%。")
ALL = [GDP, GROWTH, JOBS, CPI, WISH, BAND]


def run(tmp_path: Path, *lines: str, head: str = HEAD) -> Corrected:
    file = tmp_path / "corrections.csv"
    file.write_text(head + "".join(line + "\n" for line in lines), encoding="utf-8")
    return correct(observation_frame(ALL), read_lines(file), {REPORT})


def row(outcome: Corrected, key: str) -> dict[str, Any]:
    (found,) = outcome.observations.filter(pl.col("observation_id") == key).to_dicts()
    return found


APPLIED: list[tuple[str, str, str, dict[str, Any], tuple[str | None, str | None]]] = [
    (
        "the number, by id; the canonical one follows",
        "aa01,,,,,,,,raw_value,28945.2",
        "aa01",
        {"raw_low": 28945.2, "raw_high": 28945.2, "value_low": 2894520000000.0, "value_high": 2894520000000.0, "unit": "CNY"},
        ("28954.2", "28945.2"),
    ),
    ("by the beginning of an id", "cc02,,,,,,,,raw_low,4.5", "cc02", {"raw_low": 4.5, "raw_high": 5.5, "value_low": 4.5}, ("5", "4.5")),
    ("by metric, kind, period, measure", ",gdp,actual,2022,yoy,,,,raw_value,4.4", "aa02", {"value_low": 4.4, "value_high": 4.4}, ("4.3", "4.4")),
    ("by raw value and unit", ",,,,,50,万人,,raw_value,51", "bb01", {"raw_low": 51.0, "raw_high": None, "value_low": 510000.0}, ("50", "51")),
    ("by words of its sentence", ",,,,,,,物价涨幅,raw_value,3.5", "bb02", {"raw_low": None, "raw_high": 3.5, "value_high": 3.5}, ("3", "3.5")),
    ("the unit", "aa01,,,,,,,,raw_unit,万亿元", "aa01", {"raw_unit": "万亿元", "value_low": 28954.2e12}, ("亿元", "万亿元")),
    ("the metric, and its unit with it", "bb01,,,,,,,,metric,enterprises", "bb01", {"unit": "1", "value_low": 500000.0}, ("urban_jobs", "enterprises")),
    ("a metric outside the catalogue", "aa01,,,,,,,,metric,x:工业增加值", "aa01", {"metric": "x:工业增加值", "unit": "CNY"}, ("gdp", "x:工业增加值")),
    ("the period", "aa02,,,,,,,,time_period,2018-2022", "aa02", {"time_period": "2018-2022", "time_start": 2018, "time_end": 2022}, ("2022", "2018-2022")),
    ("a period of one year", "aa02,,,,,,,,time_period,2021-2021", "aa02", {"time_period": "2021", "time_start": 2021, "time_end": 2021}, ("2022", "2021")),
    ("the measure", "aa02,,,,,,,,measure,avg_yoy", "aa02", {"measure": "avg_yoy", "value_low": 4.3, "unit": "%"}, ("yoy", "avg_yoy")),
    ("kind: an actual has a status", "bb02,,,,,,,,kind,actual", "bb02", {"kind": "actual", "obs_status": "A"}, ("target", "actual")),
    ("kind: a target has none", "aa02,,,,,,,,kind,target", "aa02", {"kind": "target", "obs_status": None}, ("actual", "target")),
    ("comparator: at least has no upper end", "aa02,,,,,,,,comparator,gte", "aa02", {"raw_low": 4.3, "value_low": 4.3, "value_high": None}, ("eq", "gte")),
    ("comparator: at most has no lower end", "aa02,,,,,,,,comparator,lte", "aa02", {"raw_low": None, "value_low": None, "value_high": 4.3}, ("eq", "lte")),
    ("comparator: a point has both", "bb01,,,,,,,,comparator,approx", "bb01", {"raw_low": 50.0, "raw_high": 50.0, "value_high": 500000.0}, ("gte", "approx")),
    ("comparator: a range begins as a point", "aa02,,,,,,,,comparator,range", "aa02", {"raw_low": 4.3, "raw_high": 4.3}, ("eq", "range")),
    ("comparator: none has no number", "aa02,,,,,,,,comparator,none", "aa02", {"raw_low": None, "value_low": None, "unit": None, "raw_unit": None}, ("eq", "none")),
    ("a number for a promise in words", "cc01,,,,,,,,raw_value,6", "cc01", {"raw_low": 6.0, "raw_high": 6.0, "comparator": "eq", "relation": None}, (None, "6")),
    ("the status", "aa02,,,,,,,,obs_status,E", "aa02", {"obs_status": "E"}, ("A", "E")),
    ("the place", "aa02,,,,,,,,place,全国", "aa02", {"place": "全国"}, ("self", "全国")),
    ("the relation", "cc01,,,,,,,,relation,above:gdp", "cc01", {"relation": "above:gdp"}, ("sync:gdp", "above:gdp")),
    ("a relation taken away", "cc01,,,,,,,,relation,", "cc01", {"relation": None}, ("sync:gdp", None)),
    ("the basis", "aa02,,,,,,,,basis,可比价", "aa02", {"basis": "可比价"}, (None, "可比价")),
    ("the phrase", "aa02,,,,,,,,phrase,国内生产总值", "aa02", {"phrase": "国内生产总值"}, ("gdp", "国内生产总值")),
    ("a number as a spreadsheet writes it", 'aa01,,,,,,,,raw_value,"28,945.20"', "aa01", {"raw_low": 28945.2}, ("28954.2", "28945.2")),
    ("a full-width number", "aa02,,,,,,,,raw_value,－４．５", "aa02", {"raw_low": -4.5, "value_low": -4.5}, ("4.3", "-4.5")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "key", "changed", "values"), [case[1:] for case in APPLIED], ids=[c[0] for c in APPLIED]
)
def test_a_line_is_applied(
    tmp_path: Path, line: str, key: str, changed: dict[str, Any], values: tuple[str | None, str | None]
) -> None:
    outcome = run(tmp_path, f"{REPORT},{line},misread,2024-05-31")
    (entry,) = outcome.log.to_dicts()
    assert (entry["status"], entry["message"], entry["observation_id"]) == ("applied", None, key)
    assert (entry["value_before"], entry["value_after"]) == values
    assert (entry["line"], entry["reason"], entry["corrected_on"]) == (2, "misread", date(2024, 5, 31))
    corrected = row(outcome, key)
    assert {name: corrected[name] for name in changed} == changed
    assert corrected["corrected"] is True
    others = outcome.observations.filter(pl.col("observation_id") != key)
    assert others.equals(observation_frame([o for o in ALL if o.observation_id != key]))


REFUSED = [
    ("no such report", "530000-1999,aa01,,,,,,,,raw_value,1,r,2024-05-31", "no report 530000-1999 in the inbox"),
    ("matches nothing", f"{REPORT},zz,,,,,,,,raw_value,1,r,2024-05-31", "no observation of 530000-2023 has observation_id = zz any more"),
    ("the reading has changed", f"{REPORT},,gdp,actual,2022,yoy,4.1,,,raw_value,4.4,r,2024-05-31", "but for raw_value it would be aa02 (gdp actual 2022 yoy 4.3%)"),
    ("ambiguous", f"{REPORT},,gdp,actual,,,,,,raw_value,1,r,2024-05-31", "have metric = gdp, kind = actual: aa01 (gdp actual 2022 level 28954.2亿元); aa02"),
    ("identifies nothing", f"{REPORT},,,,,,,,,raw_value,1,r,2024-05-31", "nothing says which observation is meant"),
    ("no reason", f"{REPORT},aa01,,,,,,,,raw_value,1,,2024-05-31", "nothing in column reason"),
    ("no value", f"{REPORT},aa01,,,,,,,,raw_value,,r,2024-05-31", "nothing in column value"),
    ("no date", f"{REPORT},aa01,,,,,,,,raw_value,1,r,soon", "soon is no date"),
    ("a day that never was", f"{REPORT},aa01,,,,,,,,raw_value,1,r,2024-02-30", "2024-02-30 is no date"),
    ("unknown field", f"{REPORT},aa01,,,,,,,,colour,1,r,2024-05-31", "no field colour can be corrected; these can: metric, phrase"),
    ("a field that follows", f"{REPORT},aa01,,,,,,,,value_low,1,r,2024-05-31", "value_low is worked out from what is written: correct raw_low"),
    ("no number", f"{REPORT},aa01,,,,,,,,raw_value,about 5,r,2024-05-31", "about 5 is no number"),
    ("a number with its unit", f"{REPORT},aa01,,,,,,,,raw_value,5%,r,2024-05-31", "5% is no number; the number alone goes here, its unit into raw_unit"),
    ("not even infinity", f"{REPORT},aa01,,,,,,,,raw_value,inf,r,2024-05-31", "inf is no number"),
    ("no number is so large", f"{REPORT},aa01,,,,,,,,raw_value,{'9' * 400},r,2024-05-31", "is no number"),
    ("no number to look for", f"{REPORT},,,,,,x,,,raw_value,5,r,2024-05-31", "x is no number"),
    ("unknown unit", f"{REPORT},aa01,,,,,,,,raw_unit,亿弓,r,2024-05-31", "亿弓 is no unit"),
    ("unknown metric", f"{REPORT},aa01,,,,,,,,metric,happiness,r,2024-05-31", "happiness is no code of metrics.csv"),
    ("no period", f"{REPORT},aa01,,,,,,,,time_period,2025-2021,r,2024-05-31", "2025-2021 is no period"),
    ("no kind", f"{REPORT},aa01,,,,,,,,kind,hope,r,2024-05-31", "kind is one of actual, target, not hope"),
    ("no relation", f"{REPORT},cc01,,,,,,,,relation,maybe,r,2024-05-31", "relation is one of"),
    ("a target has no status", f"{REPORT},bb02,,,,,,,,obs_status,E,r,2024-05-31", "a target has no obs_status"),
    ("a range has two ends", f"{REPORT},cc02,,,,,,,,raw_value,5,r,2024-05-31", "a range has two ends"),
    ("at most has no lower end", f"{REPORT},bb02,,,,,,,,raw_low,5,r,2024-05-31", "with the comparator lte there is no raw_low"),
    ("words have no number", f"{REPORT},cc01,,,,,,,,comparator,gte,r,2024-05-31", "gte needs a number"),
    ("already so", f"{REPORT},aa02,,,,,,,,raw_value,4.3,r,2024-05-31", "it reads 4.3 already: this line can go"),
    ("too many cells", f"{REPORT},aa02,,,,,,,,raw_value,4.4,r,2024-05-31,more", "more cells than the first line has names"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_line_is_refused_with_the_reason_and_the_others_go_on(tmp_path: Path, line: str, message: str) -> None:
    outcome = run(tmp_path, line, f"{REPORT},aa02,,,,,,,,raw_value,4.9,misread,2024-05-31")
    refused, applied = outcome.log.to_dicts()
    assert (refused["line"], refused["status"]) == (2, "refused")
    assert message in refused["message"]
    assert applied["status"] == "applied"
    assert row(outcome, "aa02")["value_low"] == 4.9
    assert outcome.observations.filter(~pl.col("corrected")).height == len(ALL) - 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"report_id,value,reason,date\n", "no column field"),
        (HEAD.replace("kind", "colour").encode(), "none of ours: colour"),
        (HEAD.replace("kind", "metric").encode(), "names a column twice: metric"),
        (HEAD.encode() + b'r,"a"b",,,,,,,,,,,\n', "this is no CSV"),
        (b"", "no column report_id"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    outcome = correct(observation_frame(ALL), read_lines(tmp_path / "corrections.csv"), {REPORT})
    (entry,) = outcome.log.to_dicts()
    assert entry["status"] == "refused"
    assert message in entry["message"]
    assert outcome.observations.height == len(ALL)


def test_without_a_file_nothing_changes(tmp_path: Path) -> None:
    outcome = correct(observation_frame(ALL), read_lines(tmp_path / "corrections.csv"), {REPORT})
    assert outcome.observations.equals(observation_frame(ALL))
    assert (outcome.log.height, outcome.withdrawn.height) == (0, 0)


def test_a_withdrawn_observation_goes_to_quarantine_with_the_reason(tmp_path: Path) -> None:
    outcome = run(
        tmp_path,
        f"{REPORT},aa02,,,,,,,,withdraw,,a figure of the plan for another area,2024/5/3",
        f"{REPORT},aa02,,,,,,,,raw_value,5,r,2024-05-31",
    )
    assert "aa02" not in outcome.observations["observation_id"].to_list()
    (gone,) = outcome.withdrawn.to_dicts()
    assert (gone["observation_id"], gone["rule"], gone["reason"]) == (
        "aa02", "withdrawn", "a figure of the plan for another area",
    )  # fmt: skip
    assert outcome.withdrawn.schema == pl.Schema(QUARANTINE_SCHEMA)
    assert outcome.log["status"].to_list() == ["applied", "refused"]
    assert outcome.log["message"][1] == "an earlier line withdraws this observation"


def test_several_lines_for_one_observation_add_up_and_find_it_as_it_was_read(tmp_path: Path) -> None:
    find = f"{REPORT},,gdp,actual,2022,yoy,4.3,,"
    outcome = run(
        tmp_path,
        f"{find},comparator,range,r,2024-05-31",
        f"{find},raw_high,5.1,r,2024-05-31",
        f"{find},raw_low,4.8,r,2024-05-31",
    )
    assert outcome.log["status"].to_list() == ["applied"] * 3
    found = row(outcome, "aa02")
    assert (found["comparator"], found["value_low"], found["value_high"]) == ("range", 4.8, 5.1)
    assert outcome.observations.schema == pl.Schema(OBSERVATION_SCHEMA)


def test_a_file_from_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    text = HEAD + f"{REPORT},,,,,,,物价涨幅,,raw_value,3.5,印刷错误,2024/5/31\n,,,,,,,,,,,,\n"
    text = text.replace(",物价涨幅,,", ",,物价涨幅,")
    for encoding in ("gb18030", "utf-8-sig"):
        (tmp_path / "corrections.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
        outcome = correct(observation_frame(ALL), read_lines(tmp_path / "corrections.csv"), {REPORT})
        assert outcome.log.select("status", "reason", "corrected_on").rows() == [
            ("applied", "印刷错误", date(2024, 5, 31))
        ]


CELLS = st.one_of(
    st.sampled_from([REPORT, "aa0", "gdp", "actual", "2022", "yoy", "raw_value", "raw_low", "comparator", "none", "5", "1e400", "=1+1"]),
    st.text(max_size=8),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=10, max_size=14), max_size=4), st.binary(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_file_each_line_is_answered_and_no_row_lost(
    tmp_path: Path, lines: list[list[str]], noise: bytes
) -> None:
    file = tmp_path / "corrections.csv"
    with file.open("w", encoding="utf-8", newline="", errors="replace") as opened:
        opened.write(HEAD)
        csv.writer(opened).writerows(lines)
    file.write_bytes(file.read_bytes() + noise)
    read = read_lines(file)
    outcome = correct(observation_frame(ALL), read, {REPORT})
    assert outcome.log["line"].to_list() == [line.number for line in read]
    assert outcome.observations.height + outcome.withdrawn.height == len(ALL)
    assert set(outcome.log["status"]) <= {"applied", "refused"}
    assert outcome.log.filter(pl.col("status") == "refused")["message"].null_count() == 0
