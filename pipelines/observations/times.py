"""Times in a sentence: 2015年, 去年, 到2030年, “十四五”期间, 五年来, 近三年, 2016—2020年 — and what is measured against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipelines.reports.outline import IN_WORDS, PERIOD, PLAN_YEARS, year_count, year_number

YEAR_NUMBER: Final = r"(?:\d{1,2}|[两二三四五六七八九十])"
NAME: Final = "|".join(sorted(PLAN_YEARS, key=lambda n: -len(n)))

YEAR: Final = rf"(?:(?:19|20)\d\d|{IN_WORDS})"

BASE: Final = (
    r"(?:比|较|与|同)(?:去年|今年|上年|上一年|前年|当年|"
    + YEAR
    + r"年|[“\"]?(?:"
    + NAME
    + r")[”\"]?(?:时期|末|初|期末|期间)?|五年前|"
    + YEAR_NUMBER
    + r"年前|前五年|过去五年|上个?五年|年初|上届|改革前|同期|预算|计划|规划|预期目标?|目标|全国[^，。；\d]{0,6}?|全省[^，。；\d]{0,6}?"
    r"|上半年|前?[一二三]个?季度|疫情前|新中国成立初期|以往|往年|常年)(?:同期|年底|年末|末|底|初|预算|决算|决算数|实际|实绩|执行数|相比|同口径|净|时期)*"
)
GAP: Final = (
    r"(?:高于|低于|快于|高出|高过|好于|优于|领先|领跑|慢于|超出|超过|大于|小于)"
    r"(?=全国|全省|全市|全区|全县|全州|全盟|全旗|全球|世界|经济|预期|预算|年初|年度|目标|计划|同期|上年|去年|平均|城镇|农村|GDP|地区|国内|东部|中部|西部|周边|整体|同类|国家|省|市)"
    r"[^，。；\d]{0,20}|(?:高于|低于|快于|慢于|好于|优于)(?:19|20)\d\d年(?:同期|末|底|增速|增幅)?"
)
BASIS: Final = r"按照?(?:19|20)\d\d年(?:不变价|可比价|价)格?(?:计算)?|(?:剔除|扣除|还原|考虑)[^，,。；;、\d]{1,14}?(?:因素|影响)(?:影响)?(?:之?后|外)?"
EXPLICIT: Final = (
    rf"(?P<to>到|至|截至|截止|自|从)?(?:(?P<year>{YEAR})年(?:底前|底|末|初|度)?(?P<since>以来|起)?(?!代|至|—|-)|(?P<last>去年|上年|上一年)(?:底|末|年底|年末)?"
    r"|(?P<before_last>前年)|(?P<this>今年|本年度?|当年|年内)(?:底前|底|末)?|(?P<next>明年))"
    r"|(?P<plan>[“\"]?(?P<name>"
    + NAME
    + r")(?!环境日|连[增丰快])[”\"]?(?P<plan_end>末|期末|的?(?:收官之年|最后一年))?(?:时期|期间|规划|计划)?(?:前(?P<plan_part>[两二三四])年)?(?:以来)?(?:的)?)"
    r"|(?P<ago>" + YEAR_NUMBER + r")年前(?=的|$)"
    r"|(?P<five>(?:过去|这|近|前|上一?个|上届(?:政府)?)?(?:五年|5年)(?:来|间|里|内|总和|之和|中(?=国家|[，,、有分]))?)|(?P<ahead>(?:今后|未来)(?P<ahead_count>"
    + YEAR_NUMBER
    + r")年(?:内|时间)?)|(?P<within>用(?:\d[—\-–~至到])?(?P<within_count>"
    + YEAR_NUMBER
    + r")年(?:左右)?的?时间)"
    r"|(?:近|过去|这|最近|前)?(?P<count>" + YEAR_NUMBER + r")年(?!义务教育|一贯制|禁渔)(?:来|间|内)?"
)
WITHIN_YEAR: Final = (
    r"(?:前?[一二三四]个?季度|上半年|下半年|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个?月|1[—\-－–~至到]\d{1,2}月(?:份)?"
    r"|[上中下]旬|(?:1[0-2]|[1-9])月(?:份|当月)?(?![底末\d]))"
)
RUN: Final = (
    r"(?:连续|持续|时隔|历时|平均每|每|为期|累计|已|用(?![\d两二三四五六七八九十—\-–~至到]{1,4}年(?:左右)?的?时间)|不到|仅用)(?:了)?"
    + YEAR_NUMBER
    + r"(?:多)?年(?:来|以来|(?:的)?时间)?"
)

# The characters each of these can begin with: a test holds them to the patterns.
FIRST: Final = {
    "gap": "高低快好优领慢超大小",
    "base": "比较与同",
    "part": "前一二三四上中下123456789",
    "basis": "剔扣还按考",
    "run": "连持时历平每为累已用不仅",
    "time": '用第自到至截12一二去上前今本当年明“"' + "六七八九十" + "过这近五5未" + "最两二三四0346789",
}


@dataclass(frozen=True, slots=True)
class Time:
    """The years a time names. `by` is true of 到2030年: a level reached by then."""

    first: int
    last: int
    by: bool = False


def read_period(text: str) -> Time | None:
    """2016—2020年."""
    m = PERIOD.fullmatch(text)
    first, last = (year_number(m["from"]), year_number(m["to"])) if m else (0, 0)
    return Time(first, last) if first < last else None


_EXPLICIT: Final = re.compile(EXPLICIT)


@lru_cache(maxsize=4096)
def read_time(text: str, report_year: int, ahead: bool) -> Time | None:
    """The years of a time token in a report of `report_year`; `ahead`: it stands in a plan (三年 looks forward there).

    None for a stretch of years that no calendar fixes.
    """
    if period := read_period(text):
        return period
    m = _EXPLICIT.fullmatch(text)
    if m is None:
        return None
    y = report_year
    if m["year"]:
        year = year_number(m["year"])
        if m["since"]:
            return Time(year, y - 1) if year < y - 1 else Time(year, year)
        return Time(year, year, bool(m["to"]) and m["to"] not in ("自", "从"))
    for group, year in (("last", y - 1), ("before_last", y - 2), ("this", y), ("next", y + 1)):
        if m[group]:
            return Time(year, year, bool(m["to"]))
    if m["plan"]:
        first, last = PLAN_YEARS[m["name"]]
        if "以来" in text and first < y <= last:
            return Time(first, y - 1)  # “十四五”以来
        if m["plan_part"]:  # “十一五”前四年
            return Time(first, first + year_count(m["plan_part"]) - 1)
        end = m["plan_end"]
        return Time(last, last, "末" in end and "年" not in end) if end else Time(first, last)
    if m["ahead"]:
        return Time(y, y + year_count(m["ahead_count"]) - 1)
    if m["within"]:  # 用3—5年时间，培养…
        return Time(y, y + year_count(m["within_count"]) - 1) if ahead else None
    return _stretch(m, y, ahead)


def _stretch(m: re.Match[str], y: int, ahead: bool) -> Time | None:
    """五年来, 近三年; 五年前 is the year so long before the one that is reviewed."""
    if m["ago"]:  # 是五年前的3倍
        year = y - 1 - year_count(m["ago"])
        return Time(year, year)
    if m["five"]:
        if m["five"].startswith("上"):  # 是上个五年的1.5倍
            return Time(y - 10, y - 6)
        return Time(y, y + 4) if ahead else Time(y - 5, y - 1)
    count = year_count(m["count"])
    if ahead and m[0].endswith("内"):  # 力争3年内全部启动
        return Time(y, y + count - 1)
    if ahead or not 2 <= count <= 10:
        return None
    return Time(y - count, y - 1)
