"""Whose report, of which year: title blocks of every level and style, in our own words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.identify import identify
from pipelines.reports.model import ReportError
from pipelines.reports.restore import restore
from pipelines.vocabulary.areas import NATION, Area, all_areas, areas
from tests.reports.title_blocks import TITLE_BLOCKS

SALUTE = "\n各位代表：\n现在，我代表{}，向大会报告工作，请予审议，并请政协委员提出意见。\n"
# text, file name, code and year; None where it has to be set aside
BLOCKS: list[tuple[str, str, tuple[str, int] | None]] = [
    # nation
    ("政府工作报告\n——2016年3月5日在第十二届全国人民代表大会第四次会议上\n国务院总理 李某某\n各位代表：\n"
     "现在，我代表国务院，向大会报告政府工作。", "", ("100000", 2016)),
    ("国务院总理某某在十四届全国人大二次会议上作政府工作报告\n2024年3月5日" + SALUTE.format("国务院"), "", ("100000", 2024)),
    ("各位代表：现在，我代表国务院，向大会报告政府工作。\n一、2018年工作回顾\n过去一年\n", "", ("100000", 2019)),
    ("各位代表：现在，我代表国务院，向大会报告过去五年的工作。\n一、过去五年的工作\n第十届全国人民代表大会第一次会议以来的五年\n", "", ("100000", 2008)),
    ("在第十三届全国人民代表大会第三次会议上\n各位代表：现在，我代表国务院报告工作", "", ("100000", 2020)),
    # province
    ("2025年云南省政府工作报告\n2025年1月18日在云南省第十四届人民代表大会第三次会议上" + SALUTE.format("省人民政府"), "", ("530000", 2025)),
    ("政府工作报告\n（2025年1月18日在云南省第十四届人民代表大会第三次会议上）\n省长 张三\n" + SALUTE.format("省人民政府"), "", ("530000", 2025)),
    ("广西壮族自治区政府工作报告\n——2024年1月22日在广西壮族自治区第十四届人民代表大会第二次会议上", "", ("450000", 2024)),
    ("2024年西藏自治区政府工作报告" + SALUTE.format("自治区人民政府"), "", ("540000", 2024)),
    ("重庆市人民政府工作报告\n2024年1月21日在重庆市第六届人民代表大会第二次会议上", "", ("500000", 2024)),
    ("政府工作报告\n二○二三年一月十一日在上海市第十六届人民代表大会第一次会议上\n上海市市长 王五", "", ("310000", 2023)),
    ("新疆维吾尔自治区人民政府工作报告（2022年）\n2022年1月23日在新疆维吾尔自治区第十三届人民代表大会第五次会议上", "", ("650000", 2022)),
    ("贵州省政府工作报告\n发布时间：2023-01-19 10:22 来源：省政府办公厅 字体：【大 中 小】 打印 分享\n"
     "——2023年1月13日在贵州省第十四届人民代表大会第一次会议上", "", ("520000", 2023)),
    ("首页 > 政府信息公开 > 政府工作报告\n四川省人民政府关于印发2022年政府工作报告的通知\n川府发〔2022〕1号\n政府工作报告\n"
     "2022年1月18日在四川省第十三届人民代表大会第五次会议上\n四川省省长 李四", "", ("510000", 2022)),
    ("政府工作报告\n——在海南省第七届人民代表大会第三次会议上\n（2024年1月24日）\n海南省省长 刘六" + SALUTE.format("海南省人民政府"), "", ("460000", 2024)),
    # prefecture
    ("政府工作报告\n2021年2月3日在曲靖市第五届人民代表大会第五次会议上" + SALUTE.format("市人民政府"), "", ("530300", 2021)),
    ("二〇二二年一月十日在大理白族自治州第十五届人民代表大会第一次会议上\n政府工作报告\n州长 杨某" + SALUTE.format("州人民政府"), "", ("532900", 2022)),
    ("2023年苏州市政府工作报告", "", ("320500", 2023)),
    ("苏州市2023年政府工作报告", "", ("320500", 2023)),
    ("关于苏州市2022年国民经济和社会发展情况的政府工作报告\n2023年1月9日在苏州市第十七届人民代表大会第二次会议上", "", ("320500", 2023)),
    ("政府工作报告\n——2020年5月8日在兴安盟行政公署工作会议上" + SALUTE.format("兴安盟行政公署"), "", ("152200", 2020)),
    ("大兴安岭地区行署工作报告\n2023年1月5日在大兴安岭地区人代会议上", "", ("232700", 2023)),
    ("深圳市2023年政府工作报告\n（2023年2月18日在深圳市第七届人民代表大会第四次会议上）\n市长 覃某某", "", ("440300", 2023)),
    ("一、2018年工作回顾\n过去一年……\n二、2019年重点工作\n" + SALUTE.format("苏州市人民政府"), "", ("320500", 2019)),
    ("吉林市政府工作报告\n2024年1月4日在吉林市第十七届人民代表大会第四次会议上", "", ("220200", 2024)),
    ("吉林省政府工作报告\n2024年1月24日在吉林省第十四届人民代表大会第三次会议上", "", ("220000", 2024)),
    ("海南州2023年政府工作报告\n2023年2月15日在海南藏族自治州第十五届人民代表大会第三次会议上", "", ("632500", 2023)),
    ("凉山州政府工作报告\n2022年1月12日在凉山彝族自治州第十二届人民代表大会第一次会议上", "", ("513400", 2022)),
    ("延边朝鲜族自治州人民政府工作报告\n——2023年1月7日在州第十六届人民代表大会第三次会议上\n", "", ("222400", 2023)),
    ("政府工作报告\n2023年1月12日在市第十六届人民代表大会第二次会议上\n曲靖市人民政府市长 李某\n" + SALUTE.format("市人民政府"), "", ("530300", 2023)),
    # county
    ("2023年曲靖市麒麟区政府工作报告\n——2023年1月4日在曲靖市麒麟区第六届人民代表大会第二次会议上", "", ("530302", 2023)),
    ("麒麟区人民政府工作报告\n2024年1月10日在麒麟区第六届人民代表大会第三次会议上", "", ("530302", 2024)),
    ("在武汉市江岸区第十六届人民代表大会第二次会议上的政府工作报告\n2023年1月5日在江岸区第十六届人民代表大会第二次会议上", "", ("420102", 2023)),
    ("北京市朝阳区政府工作报告\n——2022年1月6日在北京市朝阳区第十七届人民代表大会第一次会议上", "", ("110105", 2022)),
    ("昆山市政府工作报告\n2024年1月10日在昆山市第十八届人民代表大会第三次会议上\n昆山市市长 陈某", "", ("320583", 2024)),
    ("政府工作报告\n——2022年2月18日在宣威市第七届人民代表大会第一次会议上\n市长 某某\n", "", ("530381", 2022)),
    ("政府工作报告\n2021年1月28日在会泽县第十七届人民代表大会第五次会议上\n县长 某某" + SALUTE.format("县人民政府"), "", ("530326", 2021)),
    ("石林彝族自治县2023年政府工作报告\n2023年1月30日在石林彝族自治县第十八届人民代表大会第二次会议上", "", ("530126", 2023)),
    ("玉龙县政府工作报告\n2023年1月13日在玉龙纳西族自治县第十七届人民代表大会第二次会议上", "", ("530721", 2023)),
    ("和县政府工作报告\n2023年1月6日在和县第十八届人民代表大会第二次会议上", "", ("340523", 2023)),
    ("准格尔旗人民政府工作报告\n2022年12月28日在准格尔旗第十八届人民代表大会第二次会议上\n旗长 某某", "", ("150622", 2022)),
    ("鄂温克族自治旗政府工作报告\n2023年1月6日在鄂温克族自治旗第十三届人民代表大会第二次会议上", "", ("150724", 2023)),
    ("南京市鼓楼区政府工作报告\n2023年1月5日在鼓楼区第十九届人民代表大会第二次会议上", "", ("320106", 2023)),
    ("政府工作报告\n2023年1月5日在鼓楼区第十九届人民代表大会第二次会议上" + SALUTE.format("区人民政府"), "", None),
    ("政府工作报告\n2023年1月5日在鼓楼区第十九届人民代表大会第二次会议上\n福州市鼓楼区区长 某某" + SALUTE.format("区人民政府"), "", ("350102", 2023)),
    ("政府工作报告\n2023年1月5日在鼓楼区第十九届人民代表大会第二次会议上" + SALUTE.format("区人民政府"), "徐州鼓楼区2023", ("320302", 2023)),
    ("长安区政府工作报告\n2024年1月9日在西安市长安区第十九届人民代表大会第三次会议上", "", ("610116", 2024)),
    ("石家庄市长安区人民政府工作报告\n2024年1月9日在长安区第十八届人民代表大会第四次会议上", "", ("130102", 2024)),
    ("上海市浦东新区政府工作报告\n2024年1月9日在浦东新区第七届人民代表大会第五次会议上", "", ("310115", 2024)),
    ("天津市滨海新区人民政府工作报告\n2023年1月5日在天津市滨海新区第四届人民代表大会第三次会议上", "", ("120116", 2023)),
    ("2021年江川县人民政府工作报告\n", "", ("530421", 2021)),
    ("政府工作报告\n2014年2月20日在江川县第十五届人民代表大会第三次会议上\n", "", ("530421", 2014)),
    ("政府工作报告\n2010年3月5日在宣武区第十四届人民代表大会第六次会议上", "", ("110104", 2010)),
    ("沾益县人民政府工作报告\n2015年2月1日在沾益县第十五届人民代表大会第四次会议上", "", ("530328", 2015)),
    ("沾益区人民政府工作报告\n2018年2月1日在曲靖市沾益区第十六届人民代表大会第二次会议上", "", ("530303", 2018)),
    ("神农架林区政府工作报告\n2023年1月5日在神农架林区第十三届人民代表大会第三次会议上", "", ("429021", 2023)),
    ("2026年麒麟区政府工作报告\n2025年12月30日在曲靖市麒麟区第六届人民代表大会第五次会议上", "", ("530302", 2025)),
    ("云南省曲靖市麒麟区政府工作报告（2023）\n" + SALUTE.format("区人民政府"), "", ("530302", 2023)),
    ("马山县2023年政府工作报告", "", ("450124", 2023)),
    ("政府工作报告\n（2023年1月4日在曲靖市麒麟区第六届人民代表大会第二次会议上 区长 张某某）" + SALUTE.format("麒麟区人民政府"), "", ("530302", 2023)),
    ("曲靖市麒麟区东山镇2023年政府工作报告\n2023年1月5日在东山镇第六届人民代表大会第三次会议上" + SALUTE.format("镇人民政府"), "", ("530302-东山镇", 2023)),
    ("麒麟区人民政府\n东山镇政府工作报告\n2023年1月5日在东山镇第六届人民代表大会第三次会议上"
     + SALUTE.format("镇人民政府"), "麒麟区东山镇2023", ("530302-东山镇", 2023)),
    ("政府工作报告\n2023年1月5日" + SALUTE.format("镇人民政府"), "麒麟区东山镇2023", ("530302-东山镇", 2023)),
    ("政府工作报告\n2023年1月5日" + SALUTE.format("镇人民政府"), "麒麟区2023", None),
    ("曲靖经济技术开发区2023年工作报告\n" + SALUTE.format("管委会"), "", ("530300-经开区", 2023)),
    ("政府工作报告\n2023年1月5日在鼓楼区第十九届人民代表大会第二次会议上" + SALUTE.format("区人民政府") + "福州福州福州福州", "", ("350102", 2023)),
    ("2022年某某县政府工作报告\n各位代表：\n一、2022年工作回顾\n好\n二、2023年工作安排\n", "昆明市官渡区", None),
    ("2022年官渡区政府工作报告\n各位代表：\n一、2022年工作回顾\n好\n二、2023年工作安排\n", "guandu", None),
    ("官渡区政府工作报告\n各位代表：\n一、2018年至2022年工作回顾\n好\n二、2023年工作安排\n", "guandu", ("530111", 2023)),
    ("2022年1月5日云南大学召开的会议\n政府工作报告" + SALUTE.format("市人民政府"), "", None),
    ("昭通市政府工作报告\n1999年2月1日在昭通市第五届人民代表大会第三次会议上", "", ("532101", 1999)),
    ("襄樊市政府工作报告\n2009年1月6日在襄樊市第十五届人民代表大会第五次会议上", "", ("420600", 2009)),
    ("二Ｏ一二年二月十日在襄阳市第十六届人民代表大会第一次会议上", "", ("420600", 2012)),
    ("玉龙县2020年政府工作报告", "", ("530721", 2020)),
    ("官渡区2020年政府工作报告", "官渡2021", ("530111", 2020)),
    # the text is silent, or leaves it open
    ("今天天气很好。", "note", None),
    ("某地工作总结 2020年", "note", None),
    ("工作回顾与打算\n过去一年，全省经济平稳。", "云南省2020", ("530000", 2020)),
    ("政府工作报告\n各位代表：\n过去一年，我们认真贯彻", "gov", None),
    ("政府工作报告\n各位代表：现在我代表市人民政府向大会报告工作。\n一、2019年工作回顾\n2019年，我市……", "昆明市2020", ("530100", 2020)),
    ("政府工作报告\n各位代表：现在我代表市人民政府向大会报告工作。\n一、2019年工作回顾\n2019年，我市……", "kunming", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "wanted"), BLOCKS, ids=[f"{i} {text[:24]}" for i, (text, *_) in enumerate(BLOCKS)]
)
def test_title_blocks(text: str, name: str, wanted: tuple[str, int] | None) -> None:
    mended = restore(text).text
    if wanted is None:
        with pytest.raises(ReportError, match=f"^{name}: "):
            identify(mended, name)
    else:
        found = identify(mended, name)
        assert (found.area_code, found.year) == wanted


DETAILS = [
    ("政府工作报告\n——2023年1月4日在曲靖市麒麟区第六届人民代表大会第二次会议上\n区长 王小明\n各位代表：\n",
     (date(2023, 1, 4), "第六届人民代表大会第二次会议", "王小明", "政府工作报告")),
    ("2025年云山省政府工作报告\n来源：云南日报\n2025年1月13日在云南省第十四届人民代表大会第三次会议上省长王宁作政府工作报告。\n各位代表：\n",
     (date(2025, 1, 13), "第十四届人民代表大会第三次会议", "王宁", "2025年云山省政府工作报告")),
    ("首页 > 政务 > 政府工作报告\n发布时间：2022年2月1日\n新疆维吾尔自治区政府工作报告——2022年1月23日在自治区第十三届\n"
     "人民代表大会第五次会议上\n自治区主席 艾力·买买提\n各位代表：\n",
     (date(2022, 1, 23), "第十三届人民代表大会第五次会议", "艾力·买买提", "新疆维吾尔自治区政府工作报告")),
    ("苏州市2023年政府工作报告\n常务副市长 李某某\n各位代表：\n", (None, None, None, "苏州市2023年政府工作报告")),
    ("某某市长在昆明市十五届人大三次会议上作《政府工作报告》\n2023年2月30日\n各位代表：\n", (None, "十五届人大三次会议", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "details"), DETAILS, ids=[text[:20] for text, _ in DETAILS])
def test_day_session_speaker_and_title(
    text: str, details: tuple[date | None, str | None, str | None, str | None]
) -> None:
    found = identify(restore(text).text, "昆明")
    assert (found.given_on, found.session, found.speaker, found.title) == details


def full_name(area: Area) -> str:
    above = areas()[area.parent] if area.parent else None
    return (full_name(above) if above and above.code != NATION else "") + area.name


def in_use() -> list[Area]:
    return [a for a in all_areas() if a.existed(2024) and a.level != "nation"]


STYLES = (
    "政府工作报告\n2024年1月10日在{full}第十八届人民代表大会第三次会议上",
    "{full}2024年政府工作报告",
    "{full}人民政府工作报告（2024年）",
)


@pytest.mark.parametrize("style", STYLES, ids=["session", "title", "issued"])
def test_every_area_by_its_full_name(style: str) -> None:
    wrong = []
    for area in in_use():
        text = style.format(full=full_name(area)) + SALUTE.format("人民政府")
        if identify(text).area_code != area.code:
            wrong.append(full_name(area))
    assert wrong == []


def test_every_area_by_its_name_alone_is_found_or_competes_and_never_mistaken() -> None:
    wrong, competing = [], 0
    for area in in_use():
        text = f"2024年{area.name}政府工作报告" + SALUTE.format(f"{area.name}人民政府")
        try:
            if identify(text).area_code != area.code:
                wrong.append(area.name)
        except ReportError as error:
            assert "compete" in str(error) and area.code in str(error)
            competing += 1
    assert wrong == []
    assert competing < 80


PIECES = st.sampled_from(
    ["2023年", "二〇二三年", "1月4日", "十二月三十一日", "13月99日", "在", "曲靖市", "麒麟区", "鼓楼区", "第六届", "人民代表大会", "第二次会议", "上",
     "政府工作报告", "各位代表：", "我代表", "国务院", "人民政府", "\n", "一、", "工作回顾", "安排", "市长", "王某", "东山镇", "2022", "（", "）", "百", "吉林"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.lists(PIECES, max_size=2))
def test_any_text_is_identified_or_refused(pieces: list[str], name: list[str]) -> None:
    try:
        found = identify("".join(pieces), "".join(name).replace("\n", ""))
    except ReportError as error:
        assert ": " in str(error)
    else:
        assert found.area_code.split("-")[0] in areas()
        assert 1949 <= found.year <= 2099


def test_sixty_title_blocks() -> None:
    """At least 58 of the sixty are right, and no wrong one goes unnoticed: it is set aside."""
    assert len(TITLE_BLOCKS) == 60
    wrong: list[tuple[str, object]] = []
    aside: list[tuple[str, object]] = []
    for text, name, wanted in TITLE_BLOCKS:
        try:
            identity = identify(restore(text).text, name)
            found = identity.area_code, identity.year
        except ReportError:
            found = None
        if found != wanted:
            (aside if found is None else wrong).append((text, found))
    assert wrong == []
    assert len(aside) <= 2


LOWER = [
    ("曲靖市麒麟区东山镇", "530302-东山镇", "东山镇", "township"),
    ("昆明市官渡区太和街道办事处", "530111-太和街道", "太和街道办事处", "township"),
    ("曲靖经济技术开发区管委会", "530300-经开区", "曲靖经济技术开发区", "county"),
    ("昆明滇池国家旅游度假区", "530100-滇池度假区", "滇池国家旅游度假区", "county"),
    ("宣威市虹桥工业园区", "530381-虹桥工业园区", "虹桥工业园区", "township"),
    ("陕西省西咸新区", "610000-西咸新区", "西咸新区", "prefecture"),
    ("东莞市长安镇", "441900-长安镇", "长安镇", "county"),
    ("天津经济技术开发区", "120000-经开区", "天津经济技术开发区", "prefecture"),
]


@pytest.mark.parametrize(("said", "code", "name", "level"), LOWER)
def test_zones_and_townships_get_their_parents_code(said: str, code: str, name: str, level: str) -> None:
    found = identify(f"{said}2023年工作报告\n2023年1月5日\n")
    assert (found.area_code, found.area_name, found.level) == (code, name, level)


@pytest.mark.parametrize(
    "said", ["曲靖市东山镇", "东山镇", "吉林经济技术开发区", "经开区", "平安大道街道", "云南省东山镇"]
)
def test_a_zone_or_township_that_could_lie_anywhere_is_set_aside(said: str) -> None:
    with pytest.raises(ReportError, match="write the county or city it belongs to"):
        identify(f"{said}2023年工作报告\n2023年1月5日\n")


SPEAKERS = [
    ("区长 王小明", "王小明"), ("代区长　王小明", "王小明"), ("麒麟区人民政府区长 王小明", "王小明"), ("报告人：王小明", "王小明"),
    ("报告人：区长 王小明", "王小明"), ("区政府党组书记、区长 王小明", "王小明"), ("（区长 王小明）", "王小明"), ("区长 王 明", "王明"),
    ("区长 艾力·买买提", "艾力·买买提"), ("常务副区长 王小明", None), ("王小明", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "speaker"), SPEAKERS)
def test_speakers(line: str, speaker: str | None) -> None:
    text = f"政府工作报告\n2023年1月4日在麒麟区第六届人民代表大会第二次会议上\n{line}\n各位代表：\n"
    assert identify(restore(text).text).speaker == speaker


def test_a_files_name_goes_before_a_pages_title() -> None:
    about = "2022年政府工作报告_曲靖市人民政府"
    found = identify("各位代表：\n过去一年，成绩很好。\n", "麒麟区2023", about)
    assert (found.area_code, found.year) == ("530302", 2023)
    found = identify("各位代表：\n过去一年，成绩很好。\n", "page", about)
    assert (found.area_code, found.year) == ("530300", 2022)


def test_a_report_that_speaks_for_another_kind_than_its_page_is_set_aside() -> None:
    text = "曲靖市人民政府\n政府工作报告\n2023年1月4日在区第六届人民代表大会第二次会议上\n" + SALUTE.format(
        "区人民政府"
    )
    with pytest.raises(ReportError, match="page: speaks for a 区 and names only 曲靖市"):
        identify(text, "page")
    assert identify(text, "麒麟区").area_code == "530302"
