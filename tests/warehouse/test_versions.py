"""Two files for one area and year: one counts, the reason stands with the other, and no view counts anything twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from pipelines.observations.extract import extract
from pipelines.reports.model import Identity, Report, Step
from pipelines.settings import PROJECT
from pipelines.vocabulary.areas import areas
from pipelines.warehouse.build import build_tables, create_views
from pipelines.warehouse.frames import AreaRow, TermCount, frame_of, observation_frame, report_frame
from pipelines.warehouse.versions import superseded
from tests.warehouse.warehouse_cases import METRICS, YUNNAN, report, rows

BODY = "全省地区生产总值增长5%。" * 100
GIVEN = Identity(YUNNAN, "云南省", "province", 2021, date(2021, 1, 26))
CASES = [
    ({"sha256": "same"}, {"sha256": "same"}, "b", "the same file as a"),
    ({"text": BODY}, {"text": BODY.replace("。", "。\n　　")}, "a", "the same text as b"),
    ({"text": BODY}, {"text": BODY[:500]}, "b", "another version of the same area and year is more complete: a"),
    ({"text": BODY}, {"text": "□" + BODY[1:] + "多出的一段。"}, "b", ".* has fewer unreadable characters: a"),
    ({"steps": (Step("pinyin in brackets", 90),), "text": BODY + "多"}, {"text": BODY}, "a", ".* needed less mending: b"),
    ({"steps": (Step("spaces", 90),), "text": BODY + "多"}, {"text": BODY}, "b", ".* is longer: a"),
    ({"text": BODY}, {"text": BODY.replace("5%", "6%")}, "b", ".* is first by name: a"),
    ({"text": BODY, "identity": GIVEN}, {"text": BODY + "续", "identity": replace(GIVEN, given_on=date(2021, 12, 28))}, "a",
     "given on 2021-01-26; of this area and year counts the one given on 2021-12-28: b"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "loses", "reason"), CASES, ids=[c[3] for c in CASES])
def test_which_counts_and_why(first: dict[str, object], second: dict[str, object], loses: str, reason: str) -> None:
    both = [replace(report(2021, report_id="a"), **first), replace(report(2021, report_id="b"), **second)]  # type: ignore[arg-type]
    for order in (both, both[::-1]):
        ((loser, why),) = superseded(order).items()
        assert loser == loses
        assert why == reason or (reason.startswith(".* ") and why.endswith(reason[3:]))


def test_other_areas_and_years_are_let_be() -> None:
    assert superseded([report(2021), report(2022), report(2021, "530300")]) == {}


def sample(name: str, report_id: str, year: int) -> Report:
    text = (PROJECT / "raw" / f"{name}.txt").read_text(encoding="utf-8")
    identity = Identity("100000", "全国", "nation", year)
    return Report(report_id, identity, text, range(len(text) + 1), source=f"{report_id}.txt", sha256=report_id)


def warehouse(reports: list[Report]) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    build_tables(
        con,
        observation_frame(o for r in reports for o in extract(r)),
        report_frame(reports),
        areas=frame_of(AreaRow, areas().values()),
        metrics=METRICS,
        terms=frame_of(TermCount, [TermCount(r.report_id, "增长", r.text.count("增长")) for r in reports]),
    )
    create_views(con)
    return con


def test_no_view_counts_a_report_twice() -> None:
    once = [sample("cn-2015", "cn-2015", 2015), sample("cn-2016", "cn-2016", 2016)]
    twice = [*once, sample("cn-2016", "z-copy", 2016), sample("cn-2015", "z-excerpt", 2015)]
    twice[3] = replace(twice[3], text=twice[3].text[:900], offsets=range(901))
    alone, copied = warehouse(once), warehouse(twice)
    assert rows(copied, "SELECT report_id, is_current, status FROM dim_report ORDER BY report_id") == [
        {"report_id": "cn-2015", "is_current": True, "status": "read"},
        {"report_id": "cn-2016", "is_current": True, "status": "read"},
        {"report_id": "z-copy", "is_current": False, "status": "superseded"},
        {"report_id": "z-excerpt", "is_current": False, "status": "superseded"},
    ]
    views = [name for (name,) in alone.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
    assert len(views) > 10
    for view in views:
        columns = [c for c in alone.table(view).columns if c != "row_id"]
        wanted, found = (con.table(view).select(*columns).order("ALL").fetchall() for con in (alone, copied))
        assert found == wanted, view


def test_a_zone_is_in_dim_area_with_its_parent() -> None:
    zone = replace(report(2021), identity=Identity("530302-东山镇", "东山镇", "township", 2021))
    con = duckdb.connect()
    build_tables(con, observation_frame(), report_frame([zone]), areas=frame_of(AreaRow, areas().values()))
    assert rows(con, "FROM dim_area WHERE area_code = '530302-东山镇'") == [
        {
            "area_code": "530302-东山镇",
            "area_name": "东山镇",
            "short_name": "东山镇",
            "level": "township",
            "parent_code": "530302",
        }
    ]
