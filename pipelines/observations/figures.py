"""Which numbers are figures: not how long something lasts, not a rank, not a gap, not the size of a list of measures."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipelines.observations.aside import quote_open
from pipelines.observations.head import Head
from pipelines.observations.lexicon import BREAK, FROM, GAP_WORD, PART_YEAR
from pipelines.observations.quantity import Quantity
from pipelines.observations.subject import Subject
from pipelines.observations.which import BOUNDS, is_sum_of_list, tells_of_whom, tells_which
from pipelines.reports.outline import REVIEW
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cue_words
from pipelines.vocabulary.units import dimension

QUOTED_GOAL: Final = re.compile(
    r"^的?(?:年度|年初|全年|规划|既定|预期|预定|原定|确定的?)*(?:预期|预定|调控|计划|规划|增长)*目标(?!值)"
)
# 去年的报告提出，物价涨幅要降到10%: a goal, told in a review
QUOTED_BEFORE: Final = re.compile(
    r"(?:工作报告|年初|年度计划|计划|预算)(?:中)?(?:提出|确定|规定)的?(?:(?!实际|结果|执行|达到|完成)[^。；;])*要(?:(?!实际|结果)[^，。；;])*$"
)
PLAN_SHARE: Final = re.compile(
    r"(?:恢复|回升|达|相当)(?:到|于|至)?(?:20\d\d年|上年|去年)(?:同期|全年|水平)?的$|(?:计划|任务|目标|预算|预期|进度)(?:数|值)?的$|(?:超|超过|超出|超额|高于|低于|优于)(?:年度|全年|年初|预期|计划|序时|考核|规划)*(?:目标|计划|预算|进度|任务)$|(?:超额完成|超过|超)[^，；]{0,6}(?:目标|任务)$|(?:全国|全省|全市|全区|世界)平均(?:水平)?的$|(?:占|为)(?:年度|全年|年初)?(?:计划|目标|任务)(?:任务)?$|占规划总?投资的$"
)
DURATION: Final = frozenset(["year", "month", "day", "hour", "minute", "second", "week", "quarter"])
RISEN: Final = re.compile(
    r"(?:同比|[比较](?:上年|去年|20\d\d年)(?:同期)?)?(?:并|已|进一步)*"
    r"(?:(?:达到?|提高到|增加到|为|延长到|增至|提高至)|(?:增加|减少|缩短|压缩|多|少|提高)了?)?"
)
LONGEST_LASTING: Final = 32  # characters
LASTING: Final = re.compile(r"工期(?!历时)|时间|时限|年限|寿命|期限|天数|周期|时长|龄|耗时|用时|里程")
BY_THEN: Final = (
    "底前",
    "年前",
    "月前",
    "日前",
    "末前",
    "定居",
    "农居",
    "民居",
    "安居",
    "移居",
)  # 年底前6万人脱贫, 定居260户: no rank
LONGEST_TITLE: Final = 40  # characters between 《 and a number inside
RANKS: Final = ("前", "第", "居", "位列", "名列", "排列", "排名")


def is_stretch(text: str, q: Quantity) -> bool:
    """五年, 3个月, 24小时 tell how long, unless the clause names a length of time (平均受教育年限达到10.8年)."""
    if q.dimension not in DURATION:
        return False
    if text.endswith(("连续", "持续", "时隔"), 0, q.start):
        return True  # 优良天数连续6年稳定在325天以上
    begin = max(0, q.start - LONGEST_LASTING)
    clauses = BREAK.split(text[begin : q.start])
    named = LASTING.search(clauses[-1]) or (RISEN.fullmatch(clauses[-1]) and LASTING.search("".join(clauses[-2:])))
    return not (named and q.form == "arabic")


def holds(head: Head, kind: str) -> bool:
    """A word of this kind stands anywhere before the number."""
    if kind in head.kinds:
        return True
    for t in head.core:  # noqa: SIM110 - any() costs a generator, and this is asked of every number several times
        if kind in t.kinds:
            return True
    return False


def is_figure(
    text: str, head: Head, tail: str, q: Quantity, following: Quantity | None, subject: Subject, stance: str
) -> bool:
    """Not every number is a figure: gaps, shares of a plan, ranks and counts of documents are none.

    `text`: the sentence; `tail`: the words after the number; `following`: the next number; `stance`: the way the sentence
    looks.
    """
    before = text[max(0, q.start - 12) : q.start]
    last = before[-1:]
    if holds(head, GAP_WORD) or holds_against(before, q.base_unit) or _is_a_gap(text, head, q):
        return False
    if tells_which(text, q, following) or (stance == REVIEW and is_planned(text, q)):
        return False
    if q.base_unit == "位" and (RANKING.search(head.text) or head.text.endswith(MOVED_UP)):
        return False
    if quotes_goal(text, q, tail, stance) or SUPPOSED.search(text, max(0, q.start - 30), q.start):
        return False
    if _in_a_title(text, q) or CITIES_RANKED.match(text, q.number_start - 2):
        return False
    if q.dimension == "m" and tail.startswith(STRIP) and ALONG.search(before):
        return False  # 长江沿线1公里化工地块
    if following is not None and OF_THEM_ARE.fullmatch(text, q.end, following.start):
        return False  # 14个市州中有12个通高速
    if _is_spoken_of(text, head, tail, q, before) or tells_of_whom(text, head, q, tail):
        return False
    ranked = text.endswith(RANKS, 0, q.number_start) and not text.endswith(BY_THEN, 0, q.number_start)
    if ranked or _is_counted_off(before, q.unit):
        return False
    if subject.metric and (holds(head, PART_YEAR) or (last in PART_ENDS and IN_PART_YEAR.search(before))):
        return False
    if q.dimension in ("1", "") and not subject.metric and _counts_papers(head.text, tail, subject.phrase):
        return False
    if q.form == "chinese" and _is_manner_of_speaking(q):
        counted = head.core and (not tail or FROM in head.right_kinds)  # 高等学校由六百七十五所增加到…
        passed = q.start < q.number_start and q.point >= FEWEST_PASSED  # 科技型中小企业突破千家
        return bool(counted) and (passed or q.number_end - q.number_start - len(q.unit) >= WRITTEN_OUT)
    return q.unit != "" or _needs_no_unit(subject, head)


def _is_counted_off(before: str, unit: str) -> bool:
    """连续3次, 三个1亿人, 目标比去年多100万人: what stands before tells how often, which, or of an aim that moved."""
    last = before[-1:]
    if (unit[-1:] in RUN_ENDS and RUN.search(before + unit)) or (last in "个大" and IN_A_NAME.search(before)):
        return True
    return last in ABOVE_ENDS and AIM_MOVED.search(before) is not None


def _is_a_gap(text: str, head: Head, q: Quantity) -> bool:
    """低于控制目标1.4个百分点, 比“九五”期间增幅高8个百分点."""
    if q.dimension != "pp":
        return False
    narrowed = not head.core and any(t.text in ("收窄", "扩大") for t in head.right)  # 下降7.4%，较上年收窄2个百分点
    narrowed = narrowed and not any(t.text.endswith(("幅", "增速")) for t in head.around)
    if narrowed:
        return True
    gap = GAPPED.fullmatch(head.text) and not LAST_YEAR.search(text[max(0, q.start - 20) : q.start])
    return bool(gap) or GAP_OPENS.match(head.text) is not None


def _is_spoken_of(text: str, head: Head, tail: str, q: Quantity, before: str) -> bool:
    """What stands behind the number makes it no figure: …之一, 7项指标 that were set, 国家下达的12万人年度任务."""
    if (
        STEP.match(text, q.end)
        or RANKING_LISTS.match(text, q.end)
        or (q.base_unit == "条" and (POLICIES.match(text, q.end) or _is_put_to_work(head, tail)))
        or (q.dimension == "1" and _names_a_lot(text, head, tail, q))
        or ("环比" in before and ON_QUARTER.search(before))
        or (q.dimension == "%" and "所得税" in tail and OF_A_TAX.match(text, q.end))
    ):
        return True
    return (
        tail != ""
        and bool(
            tail.endswith(("之一", "零的突破", "“零”的突破"))
            # 20户以上自然村全覆盖, 4种模式全覆盖
            or (tail.endswith("全覆盖") and (text[q.number_end : q.end] in BOUNDS or q.unit in ("种", "类")))
            or ("成为" in head.text and OF_PLACE.fullmatch(tail))
            or (
                tail[-1] == "中"
                and q.dimension == "1"
                and (not head.text or before.endswith("的"))
                and _is_whole_of(tail, text[q.end + len(tail) :][:1])
            )
            or (before.endswith("下达的") and ASSIGNED.search(tail))
            or (not PEOPLE.isdisjoint(tail) and OUR_PEOPLE.match(tail))
            or (tail.startswith("指标") and SET_UP.search(before))
            or tail.startswith("攻坚行动")  # 0.1微克攻坚行动
            or (tail[0] == "的" and AIMED_AT.match(tail))  # 5.5%左右的预期目标与“十五五”目标衔接
            or tail.startswith(("位次", "名次"))  # 前移11个位次
            or (tail == "事" and q.unit == "件")  # 抓好排查、整治、演练3件事
            or (text[q.number_end : q.end] in BOUNDS and text.endswith(SOME, 0, q.start))  # 一批50万千瓦以上基地
            or (
                q.base_unit == "元"
                and q.start < q.number_start
                and (A_LOT.search(text, max(0, q.start - 8), q.start) or VILLAGE.fullmatch(tail))
            )
            or (q.form == "chinese" and tail.startswith("结构"))  # 二元结构
        )
    )


def _names_a_lot(text: str, head: Head, tail: str, q: Quantity) -> bool:
    """连续33个榨季, 28家单位出台政策25份, 入选全国50个案例, 3个港区高质量发展: how long, who issues papers, out of how many."""
    if text.startswith(SEASONS, q.end):
        return True
    if text.find("出台", q.end, q.end + LONGEST_ISSUER) > 0 and ISSUES.match(text, q.end):
        return True
    if tail and CHOSEN_FROM.search(head.text):
        return True
    return tail.endswith("发展") and THRIVES.fullmatch(tail) is not None and is_sum_of_list(text, q)


def _is_put_to_work(head: Head, tail: str) -> bool:
    """落实人才振兴60条: the name of a paper."""
    return not tail and head.text.endswith(PAPERS) and any(t.text in PUT_TO_WORK for t in head.left)


ON_QUARTER: Final = re.compile("环比[^，。；]*$")  # 环比增长8%: on the quarter or month before, no year's growth
SEASONS: Final = ("榨季", "采暖季", "供暖季", "赛季", "交易日")
ISSUES: Final = re.compile("[^，。；\\d]{2,20}出台(?=\\d)")
LONGEST_ISSUER: Final = 24  # characters
CHOSEN_FROM: Final = re.compile("(?<=.{2})[村镇县市区校园馆](?:入选|列入|跻身|入围)[^，。；、\\d]{2,12}$")
THRIVES: Final = re.compile("[^，。；、\\d]{2,10}(?:高质量|创新|转型|协调|联动)发展")
PAPERS: Final = ("振兴", "政策", "人才", "惠企", "新政", "强市", "强县", "强省", "发展", "消费", "经济", "举措", "措施")
PUT_TO_WORK: Final = ("落实", "出台", "制定")  # 落实人才振兴60条
OF_A_TAX: Final = re.compile("的?(?:企业|个人|和)*所得税")


OF_THEM_ARE: Final = re.compile("[^，。；、\\d]{1,10}中，?(?:已)?有")
ALONG: Final = re.compile("(?:沿[线江河海湖岸边]|[两周沿]岸|周边|岸线)(?:各)?$")
STRIP: Final = ("化工", "范围", "内", "以内")  # how far from the water or the road, not how long
RUN_ENDS: Final = frozenset("次届轮条")
RUN: Final = re.compile("(?:连续|接连)[次届轮]$|(?<![创更革翻刷焕全])新条$")  # 连续3次获评优秀, 新36条
AIM_MOVED: Final = re.compile("目标(?:比|较)(?:去年|上年)[多少高低]$")  # of the aim, not of what is aimed at
IN_A_NAME: Final = re.compile("[两三四五六七八九][个大]$")  # 三个1亿人
OUR_PEOPLE: Final = re.compile(
    "[^，。；、\\d]{0,6}(?:人民|儿女|同胞|父老乡亲|中国人(?=的))(?!币|群众|医院|法院|调解|陪审|检察|教师|公园|防空|警察|团体)|人口的[^，。；]{0,6}(?:大国|国家)"
)  # 4200万辽宁人民
PEOPLE: Final = frozenset("民女胞乡人")
SET_UP: Final = re.compile("(?:提出|设置|设定|确定|包括|共计)了?$")  # 提出7项指标


ABOVE_ENDS: Final = frozenset("高低多少快慢出")
ABOVE_OTHERS: Final = re.compile(
    "(?:比|较)全[国省市区州县](?:平均)?(?:水平)?(?:高|低|多|少|快|慢)出?$|(?:比|较)(?:城镇|农村|城乡)(?:常住)?居民(?:收入|增速|增幅)*[高低快慢]$|平均(?:水平|增速|增幅)(?:分别)?[高低多少快慢]$"
)  # 比全省高1.2万元
OF_BEFORE: Final = re.compile(
    "(?:比|较|相当于)(?:(?:19|20)\\d\\d年(?:末|底)?|(?![重例率])[^，。；\\d由从]{2,9}(?:时期|期间|年|末|底|同期))的$"
)  # 比“五五”时期的577亿元增长一倍
IN_PART_YEAR: Final = re.compile("（[^（）]*(?:上半年|季度)的?(?:下降|增长|为)?$")
PART_ENDS: Final = frozenset("年度的降长为")  # what it can end with


OF_A_YEAR: Final = re.compile("(?:(?:19|20)\\d\\d年|年前)的$")


def holds_against(before: str, unit: str) -> bool:
    """What stands right before the number says that it is a share of a plan, a gap, or what was before.

    相当于2005年的3倍 tells of the metric all the same.
    """
    last = before[-1:]
    if unit == "倍" and OF_A_YEAR.search(before):
        return False
    counted = last == "的" and dimension(unit) in ("1", "person", "household")  # 列入计划的8个项目
    return bool(
        (last == "的" and OF_BEFORE.search(before))
        or (last in SHARE_ENDS and not counted and PLAN_SHARE.search(before))
        or (last in ABOVE_ENDS and ABOVE_OTHERS.search(before))
    )


def is_planned(text: str, q: Quantity) -> bool:
    """完成年计划710亿元的89.4%, 比计划目标3000亿元超过…: what the outcome is held against."""
    if text[q.start - 1 : q.start] not in PLANNED_ENDS:
        return False
    if SET_BEFORE.search(text, max(0, q.start - 8), q.start) and DONE_THEN.match(text, q.end):
        return True  # 收入任务174万元，完成198万元
    said = PLANNED.search(text, max(0, q.start - 20), q.start)
    # 完成任务5万亩 tells the outcome, 完成任务5万亩的112% does not
    return said is not None and (said["done"] is None or SHARE_BEHIND.match(text, q.end) is not None)


PLANNED_ENDS: Final = frozenset("划算务标期数值资为")
SET_BEFORE: Final = re.compile("(?:任务|(?:年初|调整)(?:预算|计划))数?(?:为)?$")
DONE_THEN: Final = re.compile("，(?:调整(?:预算|计划)数?[\\d.]+[^，。；\\d]{0,3}，)?(?:实际|实现)?(?:完成|支出)[\\d.]")
PLANNED: Final = re.compile(
    "(?:(?P<done>(?:完成|达)(?:了)?(?:全年|年度|年初|年)?)|(?:占|为)(?:全年|年度|年初|年)?|(?:比|较)[^，。；\\d]{0,12})"
    "(?:计划|预算|任务|目标|预期|规划)+(?:数|值|总投资)?$"
)
SHARE_BEHIND: Final = re.compile("的(?:\\d|百分之)")


def quotes_goal(text: str, q: Quantity, tail: str, stance: str) -> bool:
    """A review says what had been aimed at: 去年的报告提出物价涨幅要降到10%, 实现了增长7%的预期目标."""
    if stance != REVIEW:
        return False
    since = max(0, q.start - 60)
    asked = "要" in text[since : q.start] and QUOTED_BEFORE.search(text, since, q.start) is not None
    return asked or (tail != "" and QUOTED_GOAL.match(tail) is not None)


def _is_whole_of(tail: str, sign: str) -> bool:
    """22个产业集群中，…: what the next figure is a part of."""
    return sign in ("，", ",") and WITHIN_THEM.search(tail) is not None


STEP: Final = re.compile("(?<=个)[百千]?[亿万]?亿?元?(?:大|级)?(?:台阶|大关|关口)")  # 连跨5个千亿元台阶
WITHIN_THEM: Final = re.compile("(?<=.{2})(?<![集高初其])中$")
POLICIES: Final = re.compile(
    "(?:(?:、[^，。；]{0,24})?等[^，。；]{0,4}|[^，。；、\\d]{1,8}、\\d{1,3}条[^，。；\\d]{1,14})(?:政策|举措|措施)"
)  # 稳增长27条、稳就业12条等政策举措
ASSIGNED: Final = re.compile("任务|目标|计划")
OF_PLACE: Final = re.compile("的?(?:县|市|区|城市|省份|乡镇|镇|村|机场|港口?|口岸)")  # 成为首个GDP突破千亿元的县
AIMED_AT: Final = re.compile("的(?:预期)?(?:增长)?目标[与和是]")
RANKING_LISTS: Final = re.compile("(?:、[^，。；]{0,24})?等[^，。；]{0,4}榜单")  # 研发投入500家等榜单
VILLAGE: Final = re.compile("[村镇乡县]")  # 入选全国特色产业超亿元村
SOME: Final = ("一批", "若干", "一些")
A_LOT: Final = re.compile("|".join(SOME))  # 培育一批营收过百亿元企业
SUPPOSED: Final = re.compile("(?:只要|如果|假如|倘若|假设)[^，。；]*$")  # 成本只要降低1%，…


GAP_OPENS: Final = re.compile("高于|低于|快于|慢于|好于|优于|高出|低出")
GAPPED: Final = re.compile(r"(?:增幅|增速|涨幅)?(?:高|低|快|慢|高出|多|少|回落|领先)+")
LAST_YEAR: Final = re.compile(r"(?:比|较|同)(?:上年|去年)(?:同期|末|底)?[^，]{0,2}$")


OUR_OWN: Final = re.compile(
    r"\s*我[国省市区县州旗盟](?:[^，,。；;]{0,4}每年|现有|目前|有)[^，,。；;力争达确保实现争取要将]{0,8}"
)


def is_told(text: str, q: Quantity, head: Head) -> bool:
    """全市有…, 我区每年接待游客…, 9亿多劳动力…: what is there is told, even in a plan."""
    if any(t.text.endswith("有") or t.text in ("已", "已经") for t in head.around) or OUR_OWN.fullmatch(
        text[: q.start]
    ):
        return True
    if MADE_SO.search(text, max(0, q.start - LONGEST_MADE), q.start):
        return True
    opens = {"", *(t.text for t in head.left if "self" in t.kinds)}  # 全面完成43万亩, 支持10所 are promised
    stands = not head.core and not head.right and text[: q.start].strip() in opens
    return stands and BROUGHT_TO.match(text, q.end) is None


LONGEST_MADE: Final = 9  # characters
MADE_SO: Final = re.compile("已[^，。；、]{1,6}的$")  # 已开工的57个项目
BROUGHT_TO: Final = re.compile("[^，。；]{2,40}(?:实现|完成|达到|全覆盖)")  # 全省320家食堂实现供餐监测全覆盖


SHARE_ENDS: Final = frozenset("的标务算度划")  # what PLAN_SHARE can end with
MOVED_UP: Final = ("前移", "跃升", "前进", "晋升", "提升", "上升")
CITIES_RANKED: Final = re.compile("全国\\d{2,3}个(?:重点|主要)城市")
RANKING: Final = re.compile(r"排名|位次|排位|名次|综合实力|竞争力|百强|500强|100强")


def _in_a_title(text: str, q: Quantity) -> bool:
    """《稳增长24条政策措施》, “7个专项行动”, “3个70%”: part of a name."""
    since = max(0, q.start - LONGEST_TITLE)
    opened, closed = text.rfind("《", since, q.start), text.rfind("》", since, q.start)
    if opened > closed and text.find("》", q.end, q.end + LONGEST_TITLE) >= 0:
        return True
    if text.startswith("”", q.end) and q.unit in ("条", "项", "个", "点", "次"):  # “营商环境提升59条”
        return True
    before = text[q.number_start - 1] if q.number_start else ""
    inside = quote_open(text, q.start, LONGEST_TITLE)  # 便民事项12项、“一窗办”事项8项: not so
    return inside and before != "" and before in "“个条项大" and text.find("”", q.end, q.end + 10) >= 0


def _counts_papers(head: str, tail: str, phrase: str) -> bool:
    """24条政策措施, 7个专项行动取得实效, 围绕18项指标: how many measures, not how much of anything."""
    if tail.startswith(WHO_DO):
        return False  # 412个村完成产权制度改革
    if head.startswith(cue_words("not_aimed")) or head.endswith(cue_words("papers_done")) or head in LISTED_HERE:
        return True
    return (
        phrase.removesuffix("发布").endswith(cue_words("not_counted"))
        or _not_counted_behind().search(tail, 0, 12) is not None
    )


WHO_DO: Final = ("村", "县", "乡镇", "镇", "街道", "社区", "学校", "企业", "单位", "家庭", "医院", "园区")
LISTED_HERE: Final = ("以下", "以上", "下列", "上述", "如下")  # 重点做好以下9项工作


def _needs_no_unit(subject: Subject, head: Head) -> bool:
    """收入倍差从2.05降至1.93, 经营主体达到12900."""
    named = bool(head.core)
    return named and (subject.phrase.endswith(cue_words("no_unit")) or bool(subject.metric and head.right))


@cache
def _not_counted_behind() -> re.Pattern[str]:
    return re.compile(alternation(word for word in cue_words("not_counted") if len(word) > 1))


FEWEST_PASSED: Final = 100
WRITTEN_OUT: Final = 3  # characters: 六百七十五所 is counted, 千家万户 is not


def _is_manner_of_speaking(q: Quantity) -> bool:
    """一个中心, 另一方, 千家万户: Chinese numerals count as figures with a true unit of measure, or where they are large."""
    if q.unit[:1] and q.unit[0] in "万亿":
        return False
    return q.dimension in ("1", "person", "household", "") or (
        q.point < 10 and len(q.base_unit) == 1 and q.dimension in ("m3", "kWh", "m")
    )
