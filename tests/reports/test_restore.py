"""Mending: what is mended, what is left alone, and that every character leads back to its source."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.reports.mojibake import SUSPECT
from pipelines.reports.places import Places
from pipelines.reports.restore import restore
from pipelines.reports.spaces import INVISIBLE_RUN, WIDE
from pipelines.reports.swapped import is_swapped, is_traditional, simplified

WIDTH_AND_SPACES = [
    ("增长４．５％", "增长4.5%"),
    ("ＧＤＰ增长５％", "GDP增长5%"),
    ("１．2025年安排", "1．2025年安排"),  # the number of an item, not of an amount
    ("政 府 工 作 报 告", "政府工作报告"),
    ("政　府　工　作　报　告", "政府工作报告"),
    ("政　　府　　工　　作　　报　　告\n各位代表", "政府工作报告\n各位代表"),
    ("1 9 9 8 年", "1998年"),
    ("达到5 1 6 0元", "达到5160元"),
    ("1 9 9 7 年下降到1 0 ．0 6‰", "1997年下降到10.06‰"),
    ("１ ９ ９ ８ 年增长1 2 %", "1998年增长12%"),
    ("10.8 年", "10.8年"),
    ("超过30 万亿元，增长9% ；", "超过30万亿元，增长9%；"),
    ("各位代表：　　现在，我报告工作。", "各位代表：\n现在，我报告工作。"),
    ("请予审议。　  一、过去一年", "请予审议。\n一、过去一年"),
    ("请予审议。　一、过去一年", "请予审议。\n一、过去一年"),
    ("请予审议。\u00a0\u00a0\u00a0\u00a0过去一年", "请予审议。\n过去一年"),
    ("　　一、回顾\n　　过去一年", "一、回顾\n过去一年"),
    ("零\u200b宽\ufeff", "零宽"),
    ("一\r\n二\r三\u2028四\f五", "一\n二\n三\n四\n五"),
    ("行尾有空格　\n下一行", "行尾有空格\n下一行"),
    ("市长\u00a0\u00a0李明", "市长李明"),
]
ALONE = [
    "分别增长3%、4%",
    "（PPP）项目",
    "PM2.5浓度",
    "“5+2”产业",
    "A B两类",
    "2016-2020年",
    "从3.5 4.2看",
    "第1 2项",
    "甲1\n2乙",
    "项目(app)(ppp)(vip)(wifi)(nft)(ok)建设",
    "平台(an)(en)(in)(ao)(ei)(ou)运行",  # no tones: a list of names
    "显著、著名、乾坤、后来",
    "增长\ufffd%",
]


@pytest.mark.parametrize(("broken", "whole"), WIDTH_AND_SPACES)
def test_width_and_spaces(broken: str, whole: str) -> None:
    assert restore(broken).text == whole


@pytest.mark.parametrize("text", ALONE)
def test_healthy_text_is_left_alone(text: str) -> None:
    mended = restore(text)
    assert mended.text == text
    assert list(mended.offsets) == list(range(len(text) + 1))


@pytest.mark.parametrize(
    ("text", "whole"), [("5\t6", "5\t6"), ("产量\t24\t 25", "产量24\t25"), ("1 9 9 8\t7", "1998\t7")]
)
def test_the_cells_of_a_table_never_become_one_number(text: str, whole: str) -> None:
    assert restore(text).text == whole


def test_a_page_with_swapped_characters_is_turned_back_by_words() -> None:
    page = "全區(qū)經(jīng)濟(jì)發(fā)展(ppp)，報(bào)告工作，著力穩(wěn)增長(zhǎng)，成效顯著。"
    mended = restore(page)
    assert mended.text == "全区经济发展(ppp)，报告工作，着力稳增长，成效显著。"
    assert [step.name for step in mended.steps] == ["pinyin in brackets", "traditional to simplified"]
    assert [page[i] for i in list(mended.offsets)[:6]] == list("全區經濟發展")


BY_WORDS = [
    ("著力推進", "着力推进"),
    ("成效顯著的著名專著", "成效显著的著名专著"),
    ("乾坤、乾隆、乾燥、主乾道、乾縣", "乾坤、乾隆、干燥、主干道、乾县"),
    ("反覆、答覆、覆蓋、恢復、複雜", "反复、答复、覆盖、恢复、复杂"),
    ("後來、皇后、公里、裡面、麵粉、方面", "后来、皇后、公里、里面、面粉、方面"),
    ("徵調、特徵、瞭望、瞭解、慰藉、藉口", "征调、特征、瞭望、了解、慰藉、借口"),
    ("拚搏、菜薹", "拚搏、菜薹"),  # simplified text has them
    ("値、塲、衹、甯", "值、场、只、宁"),
]


@pytest.mark.parametrize(("traditional", "simple"), BY_WORDS)
def test_traditional_to_simplified_by_words(traditional: str, simple: str) -> None:
    assert simplified(traditional) == simple


def test_a_page_in_traditional_characters_is_turned_back_by_words() -> None:
    page = "各位代表：過去一年，全縣經濟運行穩中有進，著力發展現代農業，成效顯著，乾部作風轉變。"
    assert restore(page).text == "各位代表：过去一年，全县经济运行稳中有进，着力发展现代农业，成效显著，干部作风转变。"


def test_a_step_counts_its_spans_and_shows_the_first() -> None:
    steps = restore("增长１２％和３％，\ufffd 好").steps
    assert [(s.name, s.count, s.before, s.after) for s in steps] == [
        ("width", 2, "１２％", "12%"),
        ("unreadable, left as they are", 1, "\ufffd", "\ufffd"),
    ]


ANY_TEXT = st.text(alphabet="各位代表：，。增长５．%5 　\n\r\t\u200bab()（）\u2028\u00a0-區(qū)", max_size=80)


@given(ANY_TEXT)
def test_places_lead_back_in_order(text: str) -> None:
    mended = restore(text)
    offsets = list(mended.offsets)
    assert len(mended.offsets) == len(offsets) == len(mended.text) + 1
    assert offsets == sorted(offsets) == [mended.offsets[i] for i in range(len(offsets))]
    assert all(0 <= place <= len(text) for place in offsets)
    assert offsets[-1] == len(text)
    for char, place in zip(mended.text, offsets, strict=False):
        assert char in (text[place], "\n", " ", ".", "区") or text[place] == "５"


def plain(text: str) -> str:
    """The text without what mending may change in healthy text."""
    return "".join(INVISIBLE_RUN.sub("", text).translate(WIDE).replace("．", ".").split())


@given(st.text(max_size=80))
def test_any_healthy_string_changes_in_width_and_spaces_only(text: str) -> None:
    assume(not is_swapped(text) and not is_traditional(text) and not SUSPECT.search(text))
    assert plain(restore(text).text) == plain(text)


@given(st.text(alphabet="各位代表增长15.%，。 　\n\t“”", max_size=60))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = restore(text).text
    assert restore(once).text == once


EDITS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 3)), max_size=8)


@given(st.lists(EDITS, max_size=3))
def test_places_keep_up_with_edits(rounds: list[list[tuple[int, int, int]]]) -> None:
    length = 30
    places = Places.same(length)
    plain = list(range(length + 1))  # the same map, kept without runs
    for gaps in rounds:
        edits: list[tuple[int, int, int]] = []
        at = 0
        for kept, removed, incoming in gaps:
            start, end = at + kept, at + kept + removed
            if end > length:
                break
            edits.append((start, end, incoming))
            at = end
        before = list(plain)
        for start, end, incoming in reversed(edits):
            plain[start:end] = [before[start]] * incoming
        places = places.edited(edits)
        length = len(plain) - 1
        assert list(places) == plain
        assert places[:] == plain
    assert Places(places.runs, len(places)) == places == Places(enumerate(places), len(places))
    with pytest.raises(IndexError):
        places[len(places)]


def test_a_subscript_on_a_line_of_its_own_is_taken_back() -> None:
    broken = "空气更好，PM\n2.5\n年均浓度降到20微克。\n第二段说PM10\n3\n年来的事"
    assert restore(broken).text == "空气更好，PM2.5年均浓度降到20微克。\n第二段说PM10\n3\n年来的事"
    page_number = "建成数字平台VR\n12\n二、今年工作安排"
    assert restore(page_number).text == page_number


def test_half_a_character_passes() -> None:
    assert restore("國家發展經濟\ud800中國").text == "国家发展经济\ud800中国"
