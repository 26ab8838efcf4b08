"""Whose report, of which year: title blocks of every level, in our own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.reports.identify import identify
from pipelines.reports.inbox import discover, load
from pipelines.reports.model import ReportError

SALUTE = "\n各位代表：\n现在，我代表{}人民政府，向大会报告工作，请予审议。\n"
CASES = [
    ("政府工作报告\n——2016年3月5日在第十二届全国人民代表大会第四次会议上\n各位代表：现在，我代表国务院报告。", "", "100000", 2016),
    ("2025年云南省政府工作报告\n2025年1月18日在云南省第十四届人民代表大会第三次会议上" + SALUTE.format("省"), "", "530000", 2025),
    ("广西壮族自治区政府工作报告\n——2024年1月22日在广西壮族自治区第十四届人民代表大会第二次会议上", "", "450000", 2024),
    ("政府工作报告\n2021年2月3日在曲靖市第五届人民代表大会第五次会议上" + SALUTE.format("市"), "", "530300", 2021),
    ("2023年曲靖市麒麟区政府工作报告\n——2023年1月4日在曲靖市麒麟区第六届人民代表大会第二次会议上", "", "530302", 2023),
    ("在武汉市江岸区第十六届人民代表大会第二次会议上的政府工作报告\n2023年1月5日在江岸区第十六届人民代表大会第二次会议上", "", "420102", 2023),
    ("政府工作报告\n二〇二二年一月十日在大理白族自治州第十五届人民代表大会第一次会议上", "", "532900", 2022),
    ("北京市朝阳区政府工作报告\n——2022年1月6日在北京市朝阳区第十七届人民代表大会第一次会议上", "", "110105", 2022),
    ("重庆市人民政府工作报告\n2024年1月21日在重庆市第六届人民代表大会第二次会议上", "", "500000", 2024),
    ("一、2018年工作回顾\n过去一年……\n二、2019年重点工作\n" + SALUTE.format("苏州市"), "", "320500", 2019),
    ("工作回顾与打算\n过去一年，全省经济平稳。", "云南省2020", "530000", 2020),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "code", "year"), CASES, ids=[text[:24] for text, *_ in CASES])
def test_title_blocks(text: str, name: str, code: str, year: int) -> None:
    found = identify(text, name)
    assert (found.area_code, found.year) == (code, year)


def test_session_day_and_speaker() -> None:
    text = "云山政府工作报告\n——2023年1月4日在曲靖市麒麟区第六届人民代表大会第二次会议上\n区长 王小明\n各位代表：\n"
    found = identify(text)
    assert found.given_on == date(2023, 1, 4)
    assert found.session == "第六届人民代表大会第二次会议"
    assert found.speaker == "王小明"


def test_counties_of_one_name_compete() -> None:
    with pytest.raises(ReportError, match=r"鼓楼区.*compete|compete.*鼓楼区"):
        identify("政府工作报告\n——2022年1月5日在鼓楼区第十八届人民代表大会第一次会议上")


@pytest.mark.parametrize("text", ["今天天气很好。", "某地工作总结 2020年"])
def test_what_says_neither_area_nor_year_is_refused(text: str) -> None:
    with pytest.raises(ReportError, match="note: "):
        identify(text, "note")


def test_the_inbox(tmp_path: Path) -> None:
    report = CASES[1][0]
    for name in ("a/yunnan.txt", "b/yunnan.txt", "b/other.txt", "README.md", ".hidden.txt", "corrections.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(report, encoding="utf-8")
    outside = tmp_path.parent / "outside.txt"
    outside.write_text(report, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(outside)
    found = discover(tmp_path)
    assert [(f.report_id, f.source) for f in found] == [
        ("a-yunnan", "a/yunnan.txt"),
        ("other", "b/other.txt"),
        ("b-yunnan", "b/yunnan.txt"),
    ]
    loaded = load(found[1])
    assert loaded.identity.area_code == "530000"
    assert len(loaded.sha256) == 64


def test_no_inbox(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such folder"):
        discover(tmp_path / "nowhere")
