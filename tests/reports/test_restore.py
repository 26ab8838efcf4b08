"""Mending: what is mended, what is left alone, and that every character leads back to its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.restore import restore
from pipelines.reports.staging import pack, unpack

MENDED = [
    ("增长４．５％", "增长4.5%"),
    ("政 府 工 作 报 告", "政府工作报告"),
    ("1 9 9 8 年", "1998年"),
    ("达到5 1 6 0元", "达到5160元"),
    ("下降到1 0 ．0 6‰", "下降到10.06‰"),
    ("10.8 年", "10.8年"),
    ("各位代表：　　现在，我报告工作。", "各位代表：\n现在，我报告工作。"),
    ("　　一、回顾\n　　过去一年", "一、回顾\n过去一年"),
    ("零\u200b宽\ufeff", "零宽"),
    ("一\r\n二", "一\n二"),
]
ALONE = ["分别增长3%、 4%".replace(" ", ""), "（PPP）项目", "PM2.5浓度", "“5+2”产业", "A B两类", "2016-2020年"]


@pytest.mark.parametrize(("broken", "whole"), MENDED)
def test_width_and_spaces(broken: str, whole: str) -> None:
    assert restore(broken).text == whole


@pytest.mark.parametrize("text", ALONE)
def test_healthy_text_is_left_alone(text: str) -> None:
    assert restore(text).text == text


def test_a_page_with_swapped_characters_is_turned_back_by_words() -> None:
    page = "全區(qū)經(jīng)濟(jì)發(fā)展，報(bào)告工作，著力穩(wěn)增長(zhǎng)，成效顯著。"
    mended = restore(page)
    assert mended.text == "全区经济发展，报告工作，着力稳增长，成效显著。"
    assert {step.name for step in mended.steps} == {"pinyin in brackets", "traditional to simplified"}


def test_a_few_words_in_brackets_are_no_pinyin() -> None:
    assert restore("项目(ppp)建设").text == "项目(ppp)建设"


@given(st.text(alphabet="各位代表：，。增长５．%5 　\n\r\t\u200bab()（）", max_size=80))
def test_places_lead_back_in_order(text: str) -> None:
    mended = restore(text)
    offsets = list(mended.offsets)
    assert len(offsets) == len(mended.text) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= place <= len(text) for place in offsets)
    assert list(unpack(pack(mended.offsets), len(mended.text))) == offsets


@given(st.text(alphabet="各位代表增长5.%，。\n", max_size=60))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = restore(text).text
    assert restore(once).text == once
