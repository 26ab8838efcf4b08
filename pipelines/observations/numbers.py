"""The numbers of a sentence and how they stand to each other: lists, marks that hold for a list, numbers only passed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from mypy_extensions import mypyc_attr

from pipelines.observations.head import LONGEST_HEAD, VERBS, Head, read_head
from pipelines.observations.lexicon import BREAK
from pipelines.observations.listed import tells
from pipelines.observations.owner import told_only
from pipelines.observations.quantity import Quantity
from pipelines.observations.subject import members
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cue_words, cues
from pipelines.vocabulary.units import split

SEPARATORS: Final = frozenset(["、", "和", "，", ",", "与", "及", "", "以及"])
EACH_PERSON: Final = re.compile("[、，和与及](?:每人)?(?:每[年月天]|人均)")  # 分别提高到每月680元和每年5600元
MOVES: Final = frozenset(["to", "up", "down"])
REACHES: Final = re.compile(
    r"(?:大关|关口|台阶)?[、，,](?:(?:经|据)[^，。；\d]{2,8}[，,])?(?:20\d\d年|总量|余额|总额|规模|实际|分别|均|并|已|进一步|现|今年|去年|全年)*(?:达到?|完成|实现|接近|逼近|为|增至|升至|提升至|提高到|增加到)(?:了)?"
)


OF_THEM: Final = re.compile(
    "(?:的|中已?有|(?:全部|主要|集中|重点)?用于)$"
)  # 30个国家的70个港口, 157个村中有141个通公路
REACHING_END: Final = ("惠及", "涉及", "普及", "覆盖及")  # 硬化路86公里惠及6万人
SETS_GOING: Final = re.compile(
    "(?<=.{2})(?:带动|拉动|撬动|支持(?=$)|新改扩建|完成年度(?!任务|目标))"
)  # 7支产业基金带动投资超百亿元
FIRST_TIME: Final = re.compile("首次|历史性|一举")
LONGEST_ASIDE: Final = 12  # characters
MILESTONE: Final = re.compile("(?:大关|关口|台阶)[、，,]")
STEPS: Final = re.compile(
    "连跨|接连(?:突破|超过|跨过|迈上)?|连破|(?:连续|先后)(?:突破|跨越|迈上|跨过|跨上|站上|越过|迈过)"
)


def _end_of_member(between: str, last: bool, counted: bool) -> int:
    """Where the first 、 behind a number ends what it counts, or -1: not in 28个省（区、市）, nor in 1万名困境、留守儿童.

    `last`: no other number follows in the clause. `counted`: the number counts things, as 10家平台、中心 does.
    """
    cut = between.find("、")
    opened = between.find("（", 0, cut)
    if 0 <= opened < between.find("）", cut):
        cut = between.find("、", between.find("）", cut))
    if between[cut - 1 : cut] == "”" and between[cut + 1 : cut + 2] == "“":
        return -1  # 14项“首创”、“首批”政策
    rest = between[cut + 1 :]
    if not last and counted and cut > 0 and rest[-1:] in ("和", "及") and len(rest) <= LONGEST_ALIKE:
        return cut if tells(rest[:-1]) or rest.startswith(_done()) else -1  # 23个乡镇图书馆、文化馆和120个…
    if (
        last
        and cut > ALIKE_END
        and len(rest) <= LONGEST_ALIKE
        and between[cut - ALIKE_END : cut] == rest.strip("。")[-ALIKE_END:]
    ):
        return -1  # 留守儿童、困境儿童
    goes_on = last and cut > 0 and (counted or cut < LONGEST_SHORT) and not rest.startswith(_done())
    return -1 if goes_on and not tells(told_only(rest.strip("。"))) else cut


ALIKE_END: Final = 2  # characters: two members that end alike
LONGEST_ALIKE: Final = 8
LONGEST_SHORT: Final = 4  # characters of a member that may not stand alone: 困境、留守儿童
BUILDS: Final = ("建", "改", "建改")
PAID_FOR: Final = re.compile("建成|新建|建设|改造|用于|支持|投向|启动")  # 筹资11亿元建成疾控中心、医院综合楼
COUNTED: Final = ("1", "person", "household")
OTHERS: Final = ("所有", "若干", "多个", "一批", "部分", "N个", "补齐")  # opens what the number does not count


@cache
def _done() -> tuple[str, ...]:
    """What is done next, no second member."""
    words = [
        w for c in ("action", "carry_out", "opens_clause", "reaches", "adverb", "net", "up", "down") for w in cues()[c]
    ]
    return (*OTHERS, *(w for w in words if len(w) > 1))


@mypyc_attr(native_class=False)
class Numbers(list[Quantity]):
    """The quantities of one sentence, in order; indices count them."""

    def __init__(self, text: str, found: Sequence[Quantity]) -> None:
        super().__init__(_completed(text, found))
        self.text = text
        self._run_begins: list[int] = []  # for each number, where the bare list of one unit begins that it stands in
        for i, q in enumerate(self):
            before = self[i - 1] if i else None
            goes_on = (
                before is not None and before.unit == q.unit and text[before.end : q.start].strip() in ("、", "和")
            )
            self._run_begins.append(self._run_begins[-1] if goes_on else i)

    def following(self, i: int) -> Quantity | None:
        """The number after number i."""
        return self[i + 1] if i + 1 < len(self) else None

    def tail(self, i: int, at: int) -> tuple[str, int]:
        """The words after a number that belong to it, and where the next head begins."""
        limit = self[i + 1].start if i + 1 < len(self) else len(self.text)
        end_of_clause = BREAK.search(self.text, at, limit)
        stop = end_of_clause.start() if end_of_clause else limit
        between = self.text[at : min(stop, at + LONGEST_HEAD)]
        if (closed := between.find("”")) > 0 and "“" not in between[:closed]:
            return between[:closed].strip(), at + closed + 1  # “…、5家研发机构”为主体
        if self[i].base_unit == "元" and i + 1 < len(self) and not end_of_clause and _does().match(between):
            return "", at  # 投入资金12亿元建设高标准农田61万亩
        last = end_of_clause is not None or i + 1 >= len(self)
        counted = self[i].dimension in COUNTED or PAID_FOR.match(between) is not None
        cut = _end_of_member(between, last, counted)
        cut = -1 if cut == 1 else cut  # 250个省、市级疾控中心
        if cut >= 0:
            return between[:cut].strip("。！？ "), at + cut + 1
        if last:
            return between.strip("。！？ "), stop
        for joiner in ("以及", "和", "及", "与"):
            if between.endswith(joiner) and not between.endswith(REACHING_END):
                return between[: -len(joiner)].strip(), stop
            if between.startswith(joiner):
                return "", at + len(joiner)
        if on := SETS_GOING.search(between):
            return between[: on.start()].strip(), at + on.start()
        head = read_head(between)
        if not head.right_kinds.isdisjoint(VERBS):
            verb = head.right[0].start if head.core else 0
            return between[:verb].strip() if head.left else head.text[:verb], at + verb
        return OF_THEM.sub("", between.strip()), stop

    def group(self, i: int, head: Head, before: int) -> list[int]:
        """The numbers that one 分别 tells apart: those that follow with nothing but separators between.

        `before`: how many subjects the sentence has named, where the head names none.
        """
        group = [i]
        told_apart = head.has("each") and any(t.kinds.get("each") == "split" for t in head.around)
        silent = members(head.core) if head.core else before if head.right else 0
        if not self.listed(i):
            run = self._run_of_verbs(i, silent) if told_apart and silent > 1 else group
            return run if len(run) == silent or (not head.core and len(run) > 1) else group
        if not told_apart and self[i].end == self[i + 1].start:
            return group  # 生态及地质灾害避险搬迁5万户21万人
        if not told_apart and silent < 2:
            return group
        run = self._run(i)
        if told_apart and len(run) == silent:  # 人数、收入分别达到86万人次、7亿元: each in its own unit
            return run
        while group[-1] + 1 < len(self):
            here, following = self[group[-1]], self[group[-1] + 1]
            moves = told_apart and len(group) < silent and here.base_unit == following.base_unit
            if moves and self.verb_between(group[-1] + 1):  # 分别增长7%、4%和下降11%
                group.append(group[-1] + 1)
                continue
            if not self.listed(group[-1]):
                break
            apart = told_apart or following.form != "arabic" or self.text[here.end] in "，,"  # 增加36天，12条河流…
            if apart and here.base_unit != following.base_unit:
                break
            group.append(group[-1] + 1)
        told = told_apart or len(group) == silent or (not head.core and 1 < len(group) <= silent)
        return group if told else [i]

    def _run(self, i: int) -> list[int]:
        """The numbers from number i on that follow each other with nothing but separators between."""
        run = [i]
        while self.listed(run[-1]):
            run.append(run[-1] + 1)
        return run

    def _run_of_verbs(self, i: int, most: int) -> list[int]:
        """分别增长12%、下降5%: numbers with a verb each, at most so many."""
        run = [i]
        while len(run) < most and run[-1] + 1 < len(self) and self.verb_between(run[-1] + 1):
            run.append(run[-1] + 1)
        return run

    def verb_between(self, i: int) -> Head | None:
        """The verb between number i - 1 and number i, where a separator and a verb are all that stands there."""
        between = self.text[self[i - 1].end : self[i].start].strip()
        if between[:1] not in SEPARATORS or len(between) < 2:
            return None
        head = read_head(between[1:])
        return None if head.core or head.left or head.right_kinds.isdisjoint(MOVES) else head

    def listed(self, i: int) -> bool:
        """The next number follows with nothing but a separator between."""
        if i + 1 >= len(self):
            return False
        between = self.text[self[i].end : self[i + 1].start].strip()
        return between in SEPARATORS or EACH_PERSON.fullmatch(between) is not None

    def marked_before(self, i: int) -> Quantity:
        """接连突破8万亿元、9万亿元: the mark before the first of a bare list holds for the next."""
        q, first = self[i], self[self._run_begins[i]]
        marked = first.start < first.number_start and first.comparator in ("gte", "lte")
        return _marked(q, first.comparator) if marked and q.comparator == "eq" else q

    def marks(self, group: list[int]) -> list[Quantity]:
        """A mark after the last of a list holds for all of it."""
        listed = [self[j] for j in group]
        last = listed[-1]
        first = listed[0]
        if first.comparator in ("gte", "lte") and first.start < first.number_start:  # 分别突破9千亿元、3万亿元
            listed = [_marked(q, first.comparator) if q.comparator == "eq" else q for q in listed]
        alike = all(q.base_unit == last.base_unit for q in listed)
        if last.comparator in ("approx", "gte", "lte") and last.end > last.number_end and alike:
            listed = [_marked(q, last.comparator) if q.comparator == "eq" else q for q in listed]
        return listed

    def was_passed(self, i: int, tail: str) -> bool:
        """完成10.75亿元，首次突破10亿元大关: the number only names the mark that the one before had passed."""
        if i == 0 or self[i].comparator != "gte":
            return False
        first = FIRST_TIME.search(self.text, max(0, self[i].start - 4), self[i].number_start) is not None
        if not tail.startswith(cue_words("milestone")) and not (first and not tail):
            return False
        here, before = self[i], self[i - 1]
        (of_it, unit), (of_before, unit_before) = split(here.unit), split(before.unit)
        near = here.start - before.end <= LONGEST_ASIDE
        return near and unit == unit_before and before.point * of_before >= here.point * of_it

    def is_passed(self, i: int) -> bool:
        """突破2万亿元、达到23562亿元: the first number was only passed on the way to the second."""
        if i + 1 >= len(self) or self[i].comparator not in ("gte", "eq"):
            return False
        here, following = self[i], self[i + 1]
        bare = here.unit.endswith(("亿", "万"))  # 迈过千亿大关，达1330亿元
        first = self[self._run_begins[i]]
        step = STEPS.search(self.text[max(0, first.start - 8) : first.number_start]) is not None
        if (here.start == here.number_start and not step) or not (bare or here.base_unit == following.base_unit):
            return False
        if step and self.listed(i) and here.unit == following.unit:
            return True  # 连跨5万亿元、6万亿元两个台阶
        between = self.text[here.end : following.start]
        marked = following.start < following.number_start  # 迈上千亿台阶，接近1300亿元
        return bool(REACHES.fullmatch(between)) or (marked and MILESTONE.fullmatch(between) is not None)


LIMIT: Final = re.compile("不(?:(?P<gte>低于|少于)|高于|超过)[^，。；、\\d]{2,24}的$")  # 不低于低保标准的1.6倍
AT_LEAST: Final = re.compile("(?:至少|不少于)[^，。；、\\d]{1,6}$")  # 每个县至少办好1所学校
# 食品抽检量超每千人6批次, 约占全省1/10: the mark stands before what parts it from the number
MARKED_OFF: Final = re.compile(
    "(?P<mark>超过?|突破|约|不低于|不少于|不超过)(?:每[^，。；、\\d]{1,5}|(?<=约)占[^，。；、\\d]{1,8})$"
)
LONGEST_MARKED_OFF: Final = 10
LONGEST_LIMIT: Final = 30  # characters
LONGEST_AT_LEAST: Final = 9


def _completed(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with what stands apart from them: the unit of 3500万、2300万人次, the mark of 不低于低保标准的1.6倍."""
    numbers = list(found)
    bounded = "至少" in text or "不少于" in text  # most sentences hold neither
    parted = "每" in text or "约占" in text
    for i in range(len(numbers) - 1, -1, -1):
        q, following = numbers[i], numbers[i + 1] if i + 1 < len(numbers) else None
        if q.unit in ("万", "亿") and following and text[q.end : following.start] in ("、", "和"):
            numbers[i] = replace(q, unit=q.unit + following.base_unit)
        if bounded and q.comparator == "eq" and AT_LEAST.search(text, max(0, q.start - LONGEST_AT_LEAST), q.start):
            numbers[i] = q = _marked(q, "gte")
        if parted and q.comparator == "eq":
            said = MARKED_OFF.search(text, max(0, q.start - LONGEST_MARKED_OFF), q.start)
            numbers[i] = _marked(q, cues()["mark_before"][said["mark"]]) if said else q
        if q.comparator == "eq" and q.unit in ("%", "倍") and text[q.start - 1 : q.start] == "的":
            limit = LIMIT.search(text, max(0, q.start - LONGEST_LIMIT), q.start)
            numbers[i] = _marked(q, "gte" if limit["gte"] else "lte") if limit else q
    return numbers


@cache
def _does() -> re.Pattern[str]:
    """What is done with money: 建设, 改造, 撬动."""
    return re.compile(
        alternation(
            [
                *(w for w, kind in cues()["action"].items() if len(w) > 1 and kind in BUILDS),
                "办好",
                "撬动",
                "带动",
                "拉动",
                "支持",
                "奖励",
                "补贴",
                "扶持",
            ]
        )
    )


def _marked(q: Quantity, comparator: str) -> Quantity:
    low = None if comparator == "lte" else q.point
    high = None if comparator == "gte" else q.point
    return replace(q, low=low, high=high, comparator=comparator)
