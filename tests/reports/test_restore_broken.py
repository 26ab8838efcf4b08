"""Mending of pages that a site or a wrong encoding broke, and what is never done to them."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reports.restore import restore
from tests.reports.breaking import Site, broken

# our own words: enough of them that a page shows how it was broken
REPORT = (
    "各位代表：过去一年，面对复杂严峻的经济形势，全区上下坚持稳中求进，经济社会发展取得新成效。\n"
    "我们着力推动产业转型升级，实施重点项目建设，完善基础设施，优化营商环境，农业农村现代化加快推进。\n"
    "进一步深化改革开放，强化创新驱动，城乡居民收入稳步增长，社会事业全面进步，生态环境持续改善。\n"
    "全区生产总值增长6.5%，规模以上工业增加值增长8.2%，固定资产投资完成1260亿元，新增城镇就业1.3万人。\n"
    "认真落实各项惠民政策，养老、医疗、教育保障水平不断提高，“一网通办”改革成效明显，群众满意度达到98%。\n"
    "新的一年，我们将坚决贯彻党中央决策部署，统筹发展和安全，全力抓好以下工作。\n"
)
PAGE = broken(REPORT)
LATIN, UTF8 = "latin-1", "utf-8"


def test_the_forward_model_breaks_a_text() -> None:
    assert PAGE != REPORT and "(" in PAGE


CUT = [
    # what is shown behind a page of the kind, and what was published: 区 as 區 with 麟's last byte is 雲
    ("麒麟?yún)^(qū)政府工作會(huì)議", "麒麟区政府工作会议"),
    ("服務(wù)水平持續(xù)提高?!熬G美城市”建設(shè)", "服务水平持续提高。“绿美城市”建设"),
    ("作為第一要?jiǎng)?wù)抓好", "作为第一要务抓好"),
    ("服務(wù)企業(yè)?;攫B(yǎng)老保險(xiǎn)參保36萬人", "服务企业。基本养老保险参保36万人"),
    ("良性互動(dòng)??v深推進(jìn)改革", "良性互动。纵深推进改革"),
]


@pytest.mark.parametrize(("shown", "published"), CUT)
def test_characters_cut_apart_are_joined(shown: str, published: str) -> None:
    mended = restore(PAGE + shown)
    assert mended.text.splitlines()[-1] == published
    assert "characters cut apart" in [step.name for step in mended.steps]


@pytest.mark.parametrize("lone", ["?", "\ufffd"])
@pytest.mark.parametrize("swallows", [True, False])
@pytest.mark.parametrize("on_bytes", [True, False])
def test_a_whole_page_comes_back(lone: str, swallows: bool, on_bytes: bool) -> None:
    page = broken(REPORT, Site(lone=lone, swallows=swallows, on_bytes=on_bytes, narrow=False))
    mended, whole = restore(page).text, restore(REPORT).text
    wrong = sum(a != b for a, b in zip(mended, whole, strict=False)) + abs(len(mended) - len(whole))
    assert wrong <= 3, mended
    assert "".join(filter(str.isdigit, mended)) == "".join(filter(str.isdigit, REPORT))


@pytest.mark.parametrize(
    "text", ["为什么?因为发展不平衡。怎么办?靠改革。", "增长5%?增长6%?", "是吗?B组先行,是吗?C组后行"]
)
def test_question_marks_of_the_page_stay(text: str) -> None:
    assert restore(text).text == text


def test_no_digit_is_guessed() -> None:
    for shown in ("完成投資?億元", "增長1?.5%", "建成?萬套住房"):
        mended = restore(PAGE + shown).text.splitlines()[-1]
        assert [char for char in mended if char.isdigit()] == [char for char in shown if char.isdigit()]
        assert not set("〇一二三四五六七八九十百千") & set(mended.removeprefix("完成投资"))


WRONG_ENCODINGS = [
    REPORT.encode(UTF8).decode(LATIN),
    REPORT.encode(UTF8).decode("sloppy-windows-1252"),
    REPORT.encode("gbk").decode(LATIN),
]


@pytest.mark.parametrize("shown", WRONG_ENCODINGS)
def test_a_wrong_encoding_is_undone(shown: str) -> None:
    mended = restore(shown)
    assert mended.text == restore(REPORT).text
    assert mended.steps[0].name == "read in a wrong encoding"
    assert len(mended.offsets) == len(mended.text) + 1


def test_utf8_read_as_gbk_loses_bytes_and_is_mended_where_it_can() -> None:
    whole = restore(REPORT).text
    mended = restore(REPORT.encode(UTF8).decode("gbk", "replace")).text
    assert len(mended) == len(whole)
    assert sum(a != b for a, b in zip(mended, whole, strict=True)) <= len(whole) // 50
    assert [c for c in mended if c in "0123456789.%"] == [c for c in whole if c in "0123456789.%"]


@pytest.mark.parametrize(
    ("shown", "whole"),
    [
        ("增长5&#37;&nbsp;左右", "增长5%左右"),
        ("&ldquo;双减&rdquo;政策&amp;nbsp;落地", "“双减”政策落地"),
        ("R&D经费，B&B；&notaname;", "R&D经费，B&B；&notaname;"),
        ("⽣产总值⼈均", "生产总值人均"),  # radicals, as fonts of PDF files have them
    ],
)
def test_entities_and_look_alikes(shown: str, whole: str) -> None:
    assert restore(shown).text == whole


PIECES = st.sampled_from(
    [
        *"各位代表区區業會進?？!;。、“”\ufffd\ue4c6□€\x80^GlL5％1.,\n \u3000畮翀逗铀ǘ┬⑸",
        "(qū)",
        "yún)",
        "(bào)",
        "锛",
        "銆",
        "鐨",
        "ï¼",
        "£¬",
        "&amp;",
        "&#65;",
    ]
)
BROKEN = st.lists(PIECES, max_size=60).map("".join)


@settings(deadline=None, max_examples=150)
@given(BROKEN | st.text(max_size=60))
def test_every_string_has_a_result(tail: str) -> None:
    for text in (tail, PAGE[:400] + tail):
        mended = restore(text)
        offsets = list(mended.offsets)
        assert len(offsets) == len(mended.text) + 1
        assert offsets == sorted(offsets)
        assert offsets[0] >= 0 and offsets[-1] == len(text)


@settings(deadline=None, max_examples=100)
@given(BROKEN)
def test_mending_broken_text_twice_is_mending_it_once(tail: str) -> None:
    once = restore(PAGE[:300] + tail).text
    assert restore(once).text == once


@pytest.mark.parametrize("piece", ["区?", "區(qū)?", "?(", "&amp;", "锛?", "(a)", "畮G", " 1", "。?!熬G美"])
def test_hostile_input_takes_bounded_time(piece: str) -> None:
    start = time.process_time()
    restore(PAGE + piece * (300_000 // len(piece)))
    assert time.process_time() - start < 5


def test_random_bytes_take_bounded_time() -> None:
    text = random.Random(1).randbytes(60_000).decode("gb18030", "replace")
    start = time.process_time()
    restore(PAGE + text)
    assert time.process_time() - start < 5
