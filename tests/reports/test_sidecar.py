"""Sidecars: what they may state, and how a mistake in one is told."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.reports.identify import Stated, identify
from pipelines.reports.model import ReportError
from pipelines.reports.sidecar import read_sidecar

TEXT = "政府工作报告\n各位代表：\n我代表区人民政府报告工作。\n"


def sidecar(folder: Path, content: str | bytes) -> Path:
    path = folder / "x.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


GOOD = [
    ("", Stated()),
    ("area: 530302\nyear: 2023\n", Stated("530302", 2023)),
    ("area: '曲靖市麒麟区'\ndate: 2023-01-04", Stated("曲靖市麒麟区", 2023, date(2023, 1, 4))),
    ("\ufeffsession: 第六届人民代表大会第二次会议\nspeaker: 王小明\ntitle: 政府工作报告\n",
     Stated(session="第六届人民代表大会第二次会议", speaker="王小明", title="政府工作报告")),
]  # fmt: skip


@pytest.mark.parametrize(("content", "stated"), GOOD)
def test_what_it_states(tmp_path: Path, content: str, stated: Stated) -> None:
    assert read_sidecar(sidecar(tmp_path, content)) == stated


BAD = [
    ("aera: 530302", r"x\.yaml: aera: Extra inputs are not permitted; the fields are area, year, date"),
    ("year: soon", r"x\.yaml: year: "),
    ("year: 1066", r"x\.yaml: year: .*1949"),
    ("year: true", r"x\.yaml: year: "),
    ("area: [1, 2]", r"x\.yaml: area: "),
    ("area: ''", r"x\.yaml: area: "),
    ("date: 2023-02-30", r"x\.yaml: "),
    ("date: tomorrow", r"x\.yaml: date: "),
    ("year: 2022\ndate: 2023-01-04", r"x\.yaml: date: 2023-01-04 does not lie in the year 2022"),
    ("- a\n- b", r"x\.yaml: "),
    ("just words", r"x\.yaml: "),
    ("area: {", r"x\.yaml: line "),
    ("a: !!python/object/apply:os.system ['true']", r"x\.yaml: line "),
    (b"\xff\xfe\xfa", r"x\.yaml: cannot be read"),
    ("x: " + "y" * 20_000, r"x\.yaml: larger than a sidecar"),
    ("[" * 5000, r"x\.yaml: "),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", r"x\.yaml: .*aliases"),
]


@pytest.mark.parametrize(("content", "reason"), BAD)
def test_mistakes_are_told(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        read_sidecar(sidecar(tmp_path, content))


@given(st.text(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_or_refused(tmp_path: Path, content: str) -> None:
    started = time.monotonic()
    try:
        read_sidecar(sidecar(tmp_path, content.encode(errors="replace")))
    except ReportError as error:
        assert str(error).startswith("x.yaml: ")
    assert time.monotonic() - started < 5


AREAS = [
    ("530302", "530302"), ("曲靖市麒麟区", "530302"), ("云南省", "530000"), ("全国", "100000"), ("cn", "100000"),
    ("徐州市鼓楼区", "320302"), ("530302-东山镇", "530302-东山镇"), ("麒麟区东山镇", "530302-东山镇"),
    ("昆明经济技术开发区", "530100-经开区"), ("西咸新区", "610000-西咸新区"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code"), AREAS)
def test_areas_that_can_be_stated(said: str, code: str) -> None:
    assert identify(TEXT, "x", stated=Stated(area=said, year=2023)).area_code == code


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("鼓楼区", "several have this name: .*徐州市鼓楼区（320302）"),
        ("火星", "no such area"),
        ("东山镇", "no such area"),
        ("999999", "no such"),
    ],
)
def test_areas_that_cannot(said: str, reason: str) -> None:
    with pytest.raises(ReportError, match=f"x: area: {said}: {reason}"):
        identify(TEXT, "x", stated=Stated(area=said, year=2023))


def test_the_text_still_tells_what_the_sidecar_does_not() -> None:
    text = "政府工作报告\n2023年1月4日在麒麟区第六届人民代表大会第二次会议上\n区长 王小明\n"
    found = identify(text, "x", stated=Stated(speaker="李大山"))
    assert (found.area_code, found.given_on, found.speaker) == ("530302", date(2023, 1, 4), "李大山")
    found = identify(text, "x", stated=Stated(area="530302", year=2023))
    assert found.given_on == date(2023, 1, 4)
