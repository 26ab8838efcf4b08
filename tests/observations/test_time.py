"""No text makes the reader slow: no pattern can try the same text in more and more ways."""

from __future__ import annotations

import time

import pytest

from tests.observations.reading_cases import PLAN, REVIEW, read

PER_100 = 0.001  # seconds for a hundred characters, the promise
SLACK = 4  # for a busy machine
LENGTH = 12_000
UNITS = [
    "增长5%",
    "增长",
    "一",
    "百分之",
    "万亿",
    "1",
    "1,",
    "1.",
    "、",
    "，",
    "分别",
    "从5%到",
    "在去年增长5%的基础上",
    "（",
    "“",
    "与经济增长同步",
    "完成国家下达",
    "城镇、农村",
    "五年来，",
    "比上年",
    "年均增长5%、6%、7%",
    "GDP增长5%，",
    "超过约近",
    "2020—",
    "占比重",
    "不设目标",
    "保持",
    "实现",
    "（增长5%项",
    "（与经济增长同步",
    "生产总值甲、",
    "1、",
    "5亿元、",
    "5亿元和",
    "累计5家、",
    "其中城镇5元，",
    "86个项目、",
    "获批3个、",
    "整治企业，取缔3家、",
    "建成水窖5个、受益3户，",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("opening", [REVIEW, PLAN], ids=["review", "plan"])
def test_reading_time_is_bounded(unit: str, opening: str) -> None:
    text = unit * (LENGTH // len(unit))
    start = time.process_time()
    read(opening, text)
    assert time.process_time() - start < PER_100 * len(text) / 100 * SLACK


@pytest.mark.parametrize(
    "unit", ["86个项目、", "获批3个、", "整治企业，取缔3家、", "建成水窖5个、受益3户，", "5亿元、"]
)
def test_reading_time_grows_with_the_text(unit: str) -> None:
    """Four times the text takes about four times as long: a rule that looks at all that was read makes it sixteen."""
    took = []
    for length in (LENGTH, 4 * LENGTH):
        text = unit * (length // len(unit))
        start = time.process_time()
        read(REVIEW, text)
        took.append(time.process_time() - start)
    assert took[1] < 4 * took[0] * 2
