"""Clauses and parts of clauses that say when, how or under what a figure was reckoned, and are no subject themselves."""

from __future__ import annotations

import re
from typing import Final

from pipelines.observations.quantity import Quantity
from pipelines.observations.subject import may_name
from pipelines.observations.times import EXPLICIT, WITHIN_YEAR

# What a clause without a number may hold that reaches over the next: a time, 预计, a year to compare with.
TELLING: Final = re.compile(r"[年末月旬季]|预计|初步|五时期|期间|目前")
CIRCUMSTANCE: Final = re.compile(r"在[^，,。；;]{2,40}?(?:情况|背景|条件|前提|形势|基础|基数)(?:下|之上|上|之下)?")
BY_YEAR: Final = re.compile(r"到20\d\d年")
PART_OF_YEAR: Final = re.compile(f"(?:{EXPLICIT})?{WITHIN_YEAR}")
# A clause that only says how a figure was reckoned: the subject before it still stands.
ASIDE: Final = re.compile(
    r"(?:考虑|扣除|剔除|还原|按照?|据|比|较|与|不含|不包括|排除)[^，,。；;]{2,30}$|在[^，,。；;]{2,40}(?:上|下)$|同口径"
    r"|(?:连续\d+年|连续[一二三四五六七八九十]+年)?(?:稳?居|位居|位列|排名|列)[^，,。；;]{1,14}$|(?:再创|创)[^，,。；;]{1,10}新高$"
)

RECKONED: Final = re.compile("扣除|剔除|还原|同口径|可比")
SO_MANY_LOTS: Final = re.compile("(?<![第首\\d一两二三四五六七八九十])[\\d一两二三四五六七八九十]+批次?$")
FUNDED: Final = re.compile("(?:国家|各级|财政|政府)*(?:安排|投入)资金(?=改造|新建|建设|建成|扶持)")  # 国家安排资金改造…
# 加快建设“十四五”确定的3个基地: when they were planned
PLANNED_THEN: Final = re.compile('[“"]?十[一二三四五六]五[”"]?(?:时期|期间)?(?:批复|规划|确定|谋划|布局)的')
MARK: Final = "[●○★☆◆◇■□▲△※①-⑳—–·•*\\s]"  # what a list marks its items with
# 八是, ●, （3）, ——; 县（市、区）; 下降（同口径）; 主要预期目标是
NO_NAME: Final = re.compile(
    "^(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十]{1,3}[)）]|"
    + MARK
    + "|\\d{1,2}[.．、)）]|[（(]\\d{1,2}[)）])+"
    "|[（(](?:以下简称|以)?下同[)）]|（[^（），。\\d]{0,8}、[^（），。\\d]{1,8}）|[（(][^（）()，。\\d]{0,3}(?:口径|可比价)[^（）()，。\\d]{0,4}[)）]"
)
AIM: Final = re.compile(
    "[^，。；]{0,30}?(?:主要|预期|发展|奋斗|总体|调控)(?:预期)?目标(?:是|为)"
)  # 主要预期目标是地区生产总值增长6%
UNUSUAL: Final = frozenset("（(●○★☆◆◇■▲△※—–·•*.．、①②③④⑤⑥⑦⑧⑨⑩")


def is_bare_year(text: str, q: Quantity) -> bool:
    """增加到2010的13亿元: a year whose 年 was left out."""
    year = YEAR_OF.match(text, q.start) if not q.unit and q.form == "arabic" else None
    return year is not None and year.end(1) == q.end


def with_years(text: str) -> str:
    """增加到2010年13亿元 for 增加到2010的13亿元, character for character."""
    return YEAR_OF.sub(r"\1年", text)


YEAR_OF: Final = re.compile("(?<!\\d)(1949|19[5-9]\\d|20[0-4]\\d|2050)的(?=\\d)")


def is_part_of_a_name(text: str, q: Quantity) -> bool:
    """12345热线, 5020项目, “山区26县”: the number of a name, whatever it is told of."""
    if q.form != "arabic":
        return False
    closes = text.find("”", q.end, q.end + (1 if q.unit else LONGEST_ENDING)) >= 0
    if closes and quote_open(text, q.start, LONGEST_QUOTED):
        return True
    return not q.unit and q.point >= SMALLEST_NAME and OF_NAME.match(text, q.end) is not None


SMALLEST_NAME: Final = 100
LONGEST_ENDING: Final = 3  # characters up to the closing sign: 县”
TWICE: Final = re.compile("投资(?:(?!项目)[^，。；]){0,6}完成投资$")
OF_NAME: Final = re.compile("(?:政务|市民|便民|服务)*热线|报警|接警|警情|急救|项目|行动|工程|计划")


def is_item(text: str, q: Quantity) -> bool:
    """1.进口增长3%, （2）工业投资增长4%: the number of an item of a list."""
    if q.unit or text[q.end : q.end + 1] not in ITEM_ENDS:
        return False
    return text[: q.start].rstrip(" \u3000（(")[-1:] in ITEM_BEGINS


def is_class(text: str, q: Quantity) -> bool:
    """4个一类创新药, 1类新药, 3家二级医院: of what class the things counted are."""
    if q.unit == "类" and text.startswith(("创新药", "新药"), q.end):
        return True
    classed = q.form == "chinese" and q.unit in ("类", "级", "等", "线")
    return classed and text[max(0, q.start - 1) : q.start] in COUNTERS


COUNTERS: Final = frozenset("个家项种所座处名款条")


def is_in_quotes(text: str, q: Quantity) -> bool:
    """“高效办成一件事”: a numeral inside a quoted name."""
    if q.form not in ("chinese", "multiple") or text.find("”", q.end, q.end + LONGEST_QUOTED) < 0:
        return False
    return quote_open(text, q.start, LONGEST_QUOTED)


def quote_open(text: str, at: int, within: int) -> bool:
    """A quotation opened at most so many characters before the place is not closed there."""
    since = max(0, at - within)
    return text.rfind("“", since, at) > text.rfind("”", since, at)


LONGEST_QUOTED: Final = 12  # characters


def is_list_of_firms(text: str, q: Quantity) -> bool:
    """世界500强, 民营企业100强: the number of a name."""
    return not q.unit and text.startswith("强", q.end)


ITEM_ENDS: Final = frozenset(".．、）)")
ITEM_BEGINS: Final = frozenset(["", *"，；。：,;"])


def named_part(before: str) -> str:
    """What stands before a number, without what no name holds: marks of a list, 八是, a basis in brackets, who aims."""
    if before.endswith(("批", "批次")):
        before = SO_MANY_LOTS.sub("", before)  # 实施5批次19组重组
    if before.endswith("完成投资") and TWICE.search(before):
        before = before[:-2]  # 固定资产投资累计完成投资
    before = before.replace("城、乡", "城乡")
    before = FUNDED.sub("", before) if "资金" in before else before
    before = PLANNED_THEN.sub("", before) if "五" in before and before.endswith("的") else before
    if "是" in before or "目标为" in before or not UNUSUAL.isdisjoint(before):
        before = NO_NAME.sub("", before)
        if (aim := AIM.match(before)) and may_name(before[aim.end() :]):
            before = before[aim.end() :]
    return before
