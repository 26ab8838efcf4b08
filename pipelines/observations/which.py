"""Numbers that tell which, not how many: 10亿元以上项目, 3000吨级码头, 14个市县财政收入过亿元."""

from __future__ import annotations

import re
from typing import Final

from pipelines.observations.counted import MEASURED_OF
from pipelines.observations.head import Head
from pipelines.observations.lexicon import BREAK
from pipelines.observations.quantity import Quantity


def tells_of_whom(text: str, head: Head, q: Quantity, tail: str) -> bool:
    """综合能耗5000吨标准煤以上用能单位, 单量达1000单以上的经营主体: the number tells which of them."""
    if POPULATED.match(text, q.number_end):
        return True  # 覆盖20万人口以上的县
    if q.start < q.number_start and USING.search(head.text) and WHOM.match(tail):
        return True  # 能耗超3000吨标准煤企业在线监测
    if text[q.number_end : q.end] not in BOUNDS:
        return False
    if q.dimension in ("person", "household") and tail.startswith(SMALL):
        return True  # 100人以上自然村全部通硬化路
    if not head.core or head.text.endswith("投资"):
        return False
    if q.dimension in ("%", "pp", "times", "1", "person", "household"):
        return text.startswith("的", q.end) and text[q.start - 1 : q.start] == "达" and WHOM.match(tail) is not None
    return text.startswith("且", q.end) or WHOM.match(tail) is not None


USING: Final = re.compile("(?:能耗|耗能|用能|能源消费量?|用电量|年收益|年收入)$")
LONGEST_USING: Final = 8  # characters
CONSUMERS: Final = re.compile("的?[^，。；、\\d]{0,6}?(?:单位|企业|农户|家庭|用户)(?:达到?|有|共|增至|超过?)?")
POPULATED: Final = re.compile("人口(?:以上|以下)的?(?:县|市|区|镇|城市)")
SMALL: Final = ("大班额", "超大班额", "自然村", "自然寨", "居民点", "村组", "村民小组", "屯")
WHOM: Final = re.compile(
    "的?(?:(?!支持|用于|建|扶|补|奖|培|为|给)[^，。；、\\d]){0,6}?(?:单位|企业|主体|用户|农户|家庭|老年人|人员|县|镇|村|项目|锅炉|机组)"
)


def tells_which(text: str, q: Quantity, following: Quantity | None) -> bool:
    """10亿元以上项目, 3000吨级码头, 500千伏变电站, 时速120公里路段: the number is part of a name."""
    if following is not None and _is_inside_a_name(text, q, following):
        return True
    if _is_threshold(text, q, following) or q.unit in CLASSES or text.startswith(("级", "型"), q.end):
        return True
    if q.unit in ("%", "‰", "‱") and text[q.start - 1 : q.start] == "前":
        return True  # 全球前1%学科24个
    if q.unit in ("万", "亿") and CLASS_BEHIND.match(text, q.end):
        return True
    return text[q.start - 1 : q.start] in CLASS_ENDS and CLASS.search(text, max(0, q.start - 12), q.start) is not None


def _is_inside_a_name(text: str, q: Quantity, following: Quantity) -> bool:
    """公交与轨道50米内换乘比例达到88%, 10种有色金属产量占…比重超…, 29个省份公务接待费减少26%: it tells of what the next is."""
    if text[q.start - 1 : q.start] == "每":
        return True  # 每10万人刑事案件数, 小麦每50公斤提高3元
    if not q.unit and text[q.end : q.end + 1] in AREAS and BREAK.search(text, q.end, following.start) is None:
        return True  # 国考10市PM2.5浓度改善10%
    if following.start == q.end and ((q.unit in LOTS and q.point > 1) or text.startswith(SMALL, following.end)):
        return True  # 2类15个样板, 25户100人以上自然村
    between = text[q.end : following.start]
    if "分别" in between and q.dimension == "1" and BREAK.search(between) is None and is_sum_of_list(text, q):
        return True  # 装备、铸造两个集群分别完成营业收入10亿元和12亿元
    for_whom = text[q.start - 1 : q.start] in FOR_WHOM  # 为29个省份保供煤炭35亿吨
    if for_whom and between.startswith(("省", "市", "县", "国家")) and BREAK.search(between) is None:
        return True
    if q.unit in ("种", "类") and for_whom and BREAK.search(between) is None:
        return True  # 对10类重点群体发放贷款80亿元
    if NEARBY.fullmatch(between) and q.dimension in ("m", "minute", "hour"):
        return True
    if q.base_unit in DEGREES and following.dimension == "%" and RATE_OF.fullmatch(between):
        return True  # 室温20℃达标率提升到96%
    opens = q.start == 0 or text[q.start - 1] in OPENS or text.endswith("其中", 0, q.start)
    if not opens or q.form != "arabic":
        return False
    if q.unit in ("种", "类"):
        return KINDS_OF.fullmatch(between) is not None
    return q.dimension == "1" and following.dimension == "%" and MOVE_OF_THEIRS.fullmatch(between) is not None


def counts_movers(text: str, q: Quantity, following: Quantity) -> bool:
    """17个重点产业增加值增长8%: how many they are says nothing of how what is measured of them moved."""
    opens = q.start == 0 or text[q.start - 1] in OPENS or text.endswith("其中", 0, q.start)
    counted = (
        opens
        and q.dimension == "1"
        and q.form == "arabic"
        and q.unit not in ("种", "类")
        and following.dimension == "%"
    )
    moved = MOVE_OF_THEIRS.fullmatch(text, q.end, following.start) if counted else None
    return moved is not None and MEASURED_OF.search(moved[1]) is not None


CLASS_BEHIND: Final = re.compile("[卡吨元瓦米]级")  # 百万卡级算力
FOR_WHOM: Final = ("对", "为", "向")


def is_sum_of_list(text: str, q: Quantity) -> bool:
    """The number counts the members of the list right before it."""
    begin = max((c.end() for c in BREAK.finditer(text, max(0, q.start - LONGEST_LIST), q.start)), default=0)
    listed = text[begin : q.start]
    return q.point > 1 and q.point in (len(re.split("[、和与及]", listed)), listed.count("、") + 1)


LONGEST_LIST: Final = 60  # characters
AREAS: Final = frozenset("省市州县区")
LOTS: Final = ("类", "种", "大类", "批", "批次", "组")
OPENS: Final = "，。；：\n"
DEGREES: Final = ("℃", "摄氏度", "度")
NEARBY: Final = re.compile("以?内[^，。；、\\d]{2,14}?(?:达到?|为|提高到|提升到|超过)?")
KINDS_OF: Final = re.compile("[^，。；、\\d]{2,10}(?:产量|产值|产能|销量|出口额?|进口额?|占)[^，。；、\\d]{0,14}")
MOVE_OF_THEIRS: Final = re.compile(
    "([^，。；、\\d]{4,18}?)(?:(?:增长|下降|减少|提高|上升)了?|占比(?:达到?|为|超过?|提高到|提升到|升至)?)"
)


def counted_by(text: str, q: Quantity, following: Quantity) -> str:
    """14个市县财政收入过亿元: 财政收入过亿元的市县, what the first number counts; empty where the second is a figure."""
    if q.form == "chinese" and q.point == 1:
        return ""  # 一批企业产值突破50亿元
    if q.dimension == "%" and following.dimension == "CNY" and text[q.number_end : q.end] in {"", *BOUNDS}:
        share = SHARE_ABOVE.fullmatch(text, q.end, following.start)  # 95%以上的村集体收入超过10万元
        ends = text[following.end : following.end + 1] in {"", *"，；。、"}
        passed = following.comparator == "gte" and ends
        return f"{share['what']}{text[following.start : following.end]}的{share['who']}占比" if share and passed else ""
    if q.dimension != "1":
        return ""
    if following.start == q.end and following.unit in CLASSES:
        thing = CLASSED.match(text, following.end)  # 20个500千伏输变电工程
        return f"{text[following.start : following.end]}{thing[0]}" if thing else ""
    if following.start == q.end and (peopled := POPULATED.match(text, following.number_end)):
        return text[following.start : peopled.end()]  # 3个100万人口以上城市
    if following.start == q.end and text.startswith("级", following.end):
        thing = THING.match(text, following.end)  # 4个1000吨级泊位
        return f"{text[following.start : following.end]}{thing[0]}" if thing else ""
    if following.comparator != "gte":
        return ""
    if following.start == following.number_start and text[following.number_end : following.end] not in BOUNDS:
        return ""
    if following.start == q.end and (following.dimension == "CNY" or following.unit.endswith("亿")):
        thing = THING.match(
            text, following.end + text.startswith("的", following.end)
        )  # 3个过千亿元城市, 9个过千亿元的产业
        return f"{text[following.start : following.end]}{thing[0] if thing else ''}"
    if text.startswith("的", following.end) and (made := ATTRIBUTE.fullmatch(text, q.end, following.start)):
        thing = THING.match(text, following.end + 1)  # 10个营业收入超千亿元的产业集群
        return f"{made[0]}{text[following.start : following.end]}的{thing[0]}" if thing else ""
    told = COUNTED_BY.fullmatch(text, q.end, following.start)
    if (
        told is None
        or following.start == following.number_start
        or text[following.end : following.end + 1] not in {"", *"，；。、,;"}
    ):
        return ""
    return f"{told['what']}{text[following.start : following.end]}的{told['who']}"


ATTRIBUTE: Final = re.compile(
    "(?:年|预增|新增|主营业务|主营|工业|总)?(?:常住人口|人口|产值|营业收入|营收|业务收入|收入|投资|总投资|规模|销售额|税收|增加值|交易额)"
)
CLASSED: Final = re.compile(
    "(?:[和、及]\\d{1,4}(?:千伏|纳米|英寸))*[^，。；、,;！？\\d]{2,14}"
)  # 22个750千伏和330千伏电网工程
THING: Final = re.compile("[^，。；、,;！？\\d]{2,14}")
COUNTED_BY: Final = re.compile(
    "(?P<who>[^，。；、\\d]{0,6}?(?:市县|县市区|县市|县区|区县|产业园区|工业园区|县|市|区|乡镇|镇|村|企业|园区|产业链|产业(?!链)|集群|开发区|行业))"
    "(?P<what>(?!化|场|内|域|级|区|县|园|完成|实现|总|引进|入驻|吸引)(?:(?![带拉撬]动)[^，。；、\\d]){2,14}?)(?:首次|均|都|已|双双|实现)*"
)


def counts_again(text: str, q: Quantity, following: Quantity, before: str) -> str:
    """86%的村收入超过10万元，32%超过50万元: the second share is of the higher bound. `before`: what the first is named."""
    bound = q.dimension == "%" and following.dimension == "CNY" and following.comparator == "gte"
    named = BOUND_OF.fullmatch(before) if bound and q.end == following.start else None
    return f"{named['what']}{text[following.start : following.end]}的{named['who']}" if named else ""


BOUND_OF: Final = re.compile("(?P<what>.+?)(?:超过?|突破|达到?|高于)?\\d[\\d.]*[万亿]*元(?:以上)?的(?P<who>.+占比)")
SHARE_ABOVE: Final = re.compile(
    "的?(?P<who>[^，。；、\\d]{0,4}?(?:村|乡镇|镇|县|企业|农户|园区|家庭))(?P<what>[^，。；、\\d]{2,10}?)(?:均|都|已)*"
)


def _is_threshold(text: str, q: Quantity, following: Quantity | None) -> bool:
    """10亿元以上项目47个, 超10亿元的龙头企业100家: the first number tells which, the second how many."""
    if following is None:
        return False
    if following.start - q.end > LONGEST_BETWEEN:
        return False
    between = text[q.end : following.start]
    if q.base_unit == "元" and GROUP_SHARE.fullmatch(between):
        return True  # 年收入20万—60万元群体比例达到50%
    if (q.unit.endswith("亿") or q.base_unit == "元") and CLASS_OF.fullmatch(between):
        return True  # 地区生产总值超百亿县增至35个
    if q.end - q.start > q.number_end - q.number_start and SHARE_OF_THEM.fullmatch(between):
        return True  # 收入10万元以上的村占比达75%
    if text[q.number_end : q.end] in BOUNDS:
        if q.dimension in ("household", "person") and RATE_OF.fullmatch(between):
            return True  # 20户以上自然村（屯）道路硬化率达92%
        return (NOUN_ONLY.fullmatch(between) or GROWN.fullmatch(between)) is not None
    if q.start == q.number_start:
        return False
    if following.dimension in ("1", "household") and USING.search(text[max(0, q.start - LONGEST_USING) : q.start]):
        return CONSUMERS.fullmatch(between) is not None  # 用能超5000吨标准煤企业36家
    counted = q.base_unit == "元" and following.dimension in (
        "1",
        "household",
    )  # 投资超5亿元重大项目12个, 收入超亿元企业达到20家
    between = REACHED.sub("", between) if counted else between
    return OF_NOUN.fullmatch(between) is not None or (counted and NOUN_ONLY.fullmatch(between) is not None)


CLASS_OF: Final = re.compile(
    r"(?:元|级|以上)*(?:的)?(?:工业|农业|建筑业|服务业|商贸|制造业)?(?:县|县域|市|区|县区|县（市、区）|县（区）|县（市）|区县|强县|企业|产业|镇|乡镇|村|园区|集群|项目|产业集群|开发区)(?:总数|数)?(?:已)?(?:发展到|增至|增加到|达到|达|有|突破|超过|为)?"
)
SHARE_OF_THEM: Final = re.compile("的?[^，。；、\\d]{1,8}占(?:比)?(?:达到?|为|超过?|提高到|提升到)?")
GROUP_SHARE: Final = re.compile(
    "的?(?:群体|家庭|人群|农户|企业|项目)(?:占比|比例|比重)(?:达到?|为|超过?|提高到|提升到)?"
)
LONGEST_BETWEEN: Final = 20  # characters
BOUNDS: Final = ("以上", "以下", "及以上", "以内")
RATE_OF: Final = re.compile("(?:[^，。；\\d]|[45]G){1,20}(?:率|比例|占比)(?:分别|均|都)?(?:达到?|为|提高到|提升到)?")
NOUN_ONLY: Final = re.compile(r"[^，,、；;：:。达到为有增长下降提高突破超和与及占]{0,14}")
GROWN: Final = re.compile(
    r"[^，,、；;：:。达到为有增长下降提高突破超和与及占]{2,14}(?:同比|比上年)?(?:增长|下降)"
)  # 500万元以上固定资产投资增长
REACHED: Final = re.compile("(?<=.{2})(?:分别|各)?(?:达到?|增至|增加到|有|突破|为|由|从)$")
OF_NOUN: Final = re.compile(r"的[^，,、；;：:。增长下降提高和与及占]{2,12}")
CLASS: Final = re.compile(r"(?:时速|每小时|设计速度|分辨率|电压等级)$")
CLASS_ENDS: Final = frozenset("速时度率级")  # what it can end with
CLASSES: Final = ("千伏", "伏", "公里/小时", "英寸", "纳米")  # 500千伏主干网架
