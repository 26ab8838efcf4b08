"""What reaches from clause to clause of a sentence: times, estimates, a subject named in a clause without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.aside import ASIDE, BY_YEAR, CIRCUMSTANCE, PART_OF_YEAR
from pipelines.observations.figures import is_planned
from pipelines.observations.head import LONGEST_HEAD, Head, items, read_head
from pipelines.observations.lexicon import BASE_TIME, BREAK, FROM, TIME, Token
from pipelines.observations.measured import without_sum
from pipelines.observations.numbers import MOVES, Numbers
from pipelines.observations.owner import as_owner, done_first
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Context, Reading, State
from pipelines.observations.subject import THE_POOR, Subject, last_member, members, owned_behind, resolve, subjects
from pipelines.observations.times import Time, read_time
from pipelines.observations.zone import zone_of
from pipelines.reports.outline import PLAN
from pipelines.vocabulary.tables import cues, wordings
from pipelines.vocabulary.units import dimension

PART_ENDS: Final = ("季度", "半年", "月", "月份", "旬")
OF_YEARS: Final = re.compile("的[一二三四五六七八九十]{1,3}年[中里间内]?$")  # 从一九五三年到一九八○年的二十八年中
NO_TIME: Final = re.compile(
    "[”五](?:规划|计划)[^，。；]{0,8}(?:目标|任务)$|以来(?:首次|最|新高)"
)  # 提前实现“十二五”规划目标
EQUATES: Final = (
    "是",
    "为",
    "相当于",
    "约为",
    "达到",
    "恢复到",
    "恢复至",
    "回升到",
    "回升至",
)  # 是2005年的3倍: that year does not hold on
EQUALS: Final = "相当于"
# 增长7.5%（不包括村办工业为7%）: another count of the same
VARIANT: Final = re.compile(
    "（((?:不?(?:包括|含|计|算|扣除)|按)[^（）\\d，。增升涨降提]{2,14}?)(?:为|是|则为|后为|后)?$"
)
# 生产总值100亿元（其中开发区20亿元）: a part of it
PART_INSIDE: Final = re.compile("（((?!折|约|合|总|全|达|年)[^（）\\d，。；：增升涨降提占]{2,12}?)(?:达到?|为|完成)?$")
EXAMPLES: Final = re.compile("^(?:配置|配备|购置|添置).*、.*等")  # 配置仪器、器材等设备，惠及3万名学生
WIDENED: Final = re.compile("(?:将|把)([^，。；]{4,20}?)(?:(?:从|由)[^，。；]{2,})?(?:扩大|扩展|拓展|延伸)[到至]")
NEWLY: Final = ("新登记", "新设", "新设立", "新注册")
MARKET: Final = {"market_entities": "经营主体", "enterprises": "企业"}
SUPPORTS: Final = ("支持", "实施", "安排", "谋划", "涉及", "储备")
SUPPORTED: Final = ("项目", "企业", "工程")
# what a whole sentence is about: 公路方面，…; 高速公路，开工…
FIELD: Final = re.compile(
    "(?:[一二三四五六七八九十]{1,2}是|——|在|抓好|聚焦)?(?:(?P<what>(?![另这一各]+方面)[^，。；、\\d]{2,10}?)(?:发展|建设|工作)?方面，"
    "|(?P<works>[^，。；、\\d]{0,4}(?:[铁公]路|航道|机场|港口|水运|水利|轨道交通|电网))，(?=新?开工|提速|建成|推进|加快|投用))"
)
FIELD_ENDS: Final = frozenset("面路道场口运利通网")
SCALES: Final = ("规模", "总规模", "总额", "总金额", "金额", "总量")
LONGEST_VARIANT: Final = 24  # characters
LONGEST_TOPIC: Final = 16
MOST_BEFORE: Final = 8  # readings: what is told further off is not meant
BEING_BUILT: Final = ("在建", "续建", "拟建")
AFFECTED: Final = re.compile("(?:因|由于)?受.{2,24}影响|另?一方面")  # 受价格下跌影响，产值减少…
SPAN: Final = re.compile("(?:这)?(?:五年|5年)(?:间|里|内)?")


MEASURED: Final = re.compile("(?:[量额值率]|占比|比[重例])(?:由|从|达到?|为|突破|超|(?:增长|提[升高])[到至]?)?$")


def _registers(subject: Subject) -> bool:
    return not subject.metric and subject.phrase not in cues()["whole"]


def _tells_when(head: Head) -> bool:
    """A time or 预计 stands with the subject."""
    return TIME in head.kinds or "status" in head.kinds


class Carrier:
    """A sentence on its way: its numbers, what was read of them, and what the next one may leave out."""

    def __init__(self, text: str, numbers: Sequence[Quantity], context: Context) -> None:
        """`numbers`: the sentence's quantities, places counted from its start."""
        self.text, self.numbers, self.context = text, Numbers(text, numbers), context
        self.state = State(beside=context.beside)
        self.readings: list[Reading] = []
        self.skipped = -1  # the number that last was no figure: what is listed after it is none either
        self.worked: Subject | None = None  # what the number counts, where its clause tells what was done alone
        self.base: int | None = None  # the year that a number which was no figure was compared with
        self.zone = ""
        self.zone_from = 0  # the first reading since the sentence spoke of the zone
        self._enter(zone_of(text, context.who.names))
        self.in_zone = False  # the number's own clause names it
        self.nested = [c.span() for c in CIRCUMSTANCE.finditer(text)]

    def _enter(self, zone: str) -> None:
        """From here on the sentence speaks of the zone, or of none."""
        self.zone_from = self.zone_from if zone == self.zone else len(self.readings)
        self.zone = zone

    def _note(self, clause: str) -> None:
        """A clause without a number: a time at its start, 预计, a metric that the next clause may leave out."""
        if not ASIDE.match(clause):
            self.state.lead = ()
        clause = CIRCUMSTANCE.sub("", clause) if "在" in clause else clause
        clause = OF_YEARS.sub("", clause) if "年" in clause else clause
        if not 1 < len(clause) <= 60 or AFFECTED.fullmatch(clause):
            return
        if clause.endswith(PART_ENDS):
            self.state.within_year = self.state.within_year or PART_OF_YEAR.fullmatch(clause) is not None
        head = read_head(clause)
        if _tells_when(head) and not NO_TIME.search(clause):
            self._keep(head)
            self.state.time_passes = False
        if "年" in clause and self.context.view.stance == PLAN and (by := BY_YEAR.search(clause)):
            self.state.time = self._time(by[0]) or self.state.time  # 展望到2035年的目标，…
        if BASE_TIME in head.kinds:
            self.state.against = m.read_verb(head).against
        last = head.metric
        if last is not None and last.wording is not None and not last.wording.beside:
            through = head.core[: head.core.index(last) + 1]
            named = resolve(last_member(through), self.context.who, None)
            self.state.named = named if named and named.metric else None
            self._list(through)
            if head.core[-1] is not last:  # 市属工业企业效益好转，实现利润30亿元
                self._own(head.text)
            elif not head.right:
                self.state.lead = head.core
        elif head.core and last is not None:
            self._own(head.text)
        elif head.core:
            self.state.topic = Subject(None, head.text)  # 全国粮食连续增产，产量达到…
            listed = ["".join(t.text for t in member) for member in items(head.core)]
            listed[-1] = without_sum(listed[-1])
            self.state.listed = [listed[0].removeprefix(done_first(listed[0])), *listed[1:]] if len(listed) > 1 else []
            widened = WIDENED.match(clause)  # 将责任保险从小学扩大到中学，保费提高至10元
            self._own(widened[1] if widened else "" if EXAMPLES.search(head.text) else head.text)
        if head.core and not head.right_kinds.isdisjoint(MOVES):
            self.state.lead = head.core  # …排放总量首次双下降，分别下降3%和4%: the clause's own subject, known or not

    def _own(self, said: str) -> None:
        """Whose the next numbers are, where a clause without a number says so."""
        owner = as_owner(said)
        self.state.owner = owner if 0 < len(owner) <= LONGEST_TOPIC else self.state.owner

    def _speak_of(self, start: int) -> None:
        """公路方面，提速23个续建项目: what the clause says that the next ones are about, until another does or a semicolon."""
        if field := FIELD.match(self.text, start):
            self.state.field = field["what"] or field["works"]

    def _list(self, core: Sequence[Token]) -> None:
        """财政收入、工业总产值居全省第二位，分别达到…: all that a clause without a number lists."""
        count = members(core)
        listed = subjects(core, self.context.who, None, count) if count > 1 else []
        if len(listed) > 1 and all(s.metric for s in listed):
            self.state.history = [s for s in self.state.history if s not in listed] + listed

    def _time(self, text: str) -> Time | None:
        view = self.context.view
        said = self.state.time
        if said and said.last - said.first == 4 and SPAN.fullmatch(text):
            return said  # “十一五”期间关停…，五年淘汰…
        if view.stance == PLAN and view.last - view.first == 4 and SPAN.fullmatch(text):
            return Time(view.first, view.last)  # the plan's five years, in a report given when they had begun
        if text.startswith(("当年", "年内")) and view.stance != PLAN:
            return None  # the year just spoken of
        if view.stance != PLAN and view.last == self.context.year and SPAN.fullmatch(text.removesuffix("来")):
            return Time(view.last - 4, view.last)  # a report at the year's end
        if text.startswith(("上年", "上一年")) and view.stance != PLAN and not view.several:
            return Time(view.first - 1, view.first - 1)  # 去年增长8.5%，而上年是下降2.3%
        return read_time(text, self.context.year, self.context.view.stance == PLAN)

    def _local_time(self, head: Head) -> Time | None:
        if TIME not in head.right_kinds or self._equals_before(head):
            return None
        for t in reversed(head.right):
            if TIME in t.kinds and (time := self._time(t.text)):
                return time
        return None

    def _equals_before(self, head: Head) -> bool:
        """相当于5年前1.5个百分点、10年前2.5个百分点: told of now, held against what was."""
        if any(t.text == EQUALS for t in head.right):
            return True
        before = self.readings[-1].head if self.readings else None
        return (
            before is not None
            and len(head.right) == 1
            and not head.core
            and any(t.text == EQUALS for t in before.right)
        )

    def _named_time(self, head: Head) -> Time | None:
        """The time inside or before the subject."""
        for words in (head.core, head.left):
            for t in words:
                if TIME in t.kinds and (time := self._time(t.text)):
                    return time
        return None

    def _keep(self, head: Head) -> None:
        """A time or 预计 before the subject holds for the clauses that follow."""
        if not _tells_when(head):
            return
        passing = m.averaged(head)
        before: dict[str, str] = {}
        for t in head.left if head.core else head.around:
            if t.text in EQUATES:
                break
            if TIME in t.kinds and t is not passing and (time := self._time(t.text)):
                if FROM in before and time.last > time.first:
                    self.state.since = time.first  # 从1978年到1982年，…由134元增加到270元
                if FROM not in before or time.last > time.first or head.core:
                    self.state.time = time  # ，由2017年的3万亿元增加到…: that year is not what follows speaks of
            before = t.kinds
            if "status" in t.kinds:
                self.state.estimate = True

    def _before(self, q: Quantity) -> Time | None:
        """在…高基数上, 在…增长5%的基础上: what was, one year before."""
        for a, b in self.nested:
            if a < q.start < b and self.text[a:b].rstrip("上之下").endswith(("基数", "基础")):
                year = self.context.view.first - 1
                return Time(year, year)
        return None

    def _variant(self, q: Quantity) -> str:
        """What a bracket says of another count of the same, where the number stands in one."""
        since = self.text.rfind("（", max(0, q.start - LONGEST_VARIANT), q.start)
        if since < 0:
            return ""
        said = VARIANT.match(self.text, since, q.start)
        if said is None and q.dimension not in ("%", "pp", "times"):
            said = PART_INSIDE.match(self.text, since, q.start)
        return said[1] if said else ""

    def _done_before(self, subject: Subject, q: Quantity) -> Subject:
        """五年关停小火电机组500万千瓦，今年要关停100万千瓦: what is done alone speaks of the thing it was done to before."""
        whole = self.state.subject
        if subject.phrase in NEWLY and whole and whole.metric in ("market_entities", "enterprises"):
            return subject.named(subject.phrase + MARKET[whole.metric])  # 经营主体总量达46万户，新登记4万户
        if subject.phrase in NEWLY and q.base_unit == "户":  # 个体工商户达到2万户，新登记3000户
            theirs = (
                whole.phrase if whole and _registers(whole) and self.state.unit == "户" else MARKET["market_entities"]
            )
            return subject.named(subject.phrase + theirs)
        if subject.phrase in BEING_BUILT and whole and q.dimension == "m" and self.state.unit == q.base_unit:
            return subject.named(
                subject.phrase + owned_behind().sub("", whole.phrase)
            )  # 高速公路通车里程900公里、在建90公里
        if subject.metric or subject.phrase not in cues()["action"]:
            return subject
        for r in reversed(self.readings[-MOST_BEFORE:]):
            before = "" if r.subject.metric else r.subject.phrase.removesuffix(subject.phrase)
            if before != r.subject.phrase and len(before) > 1:
                return subject.named(before + subject.phrase)  # 组织农民培训6次，培训190人次
            named = r.subject.phrase.startswith(subject.phrase) and r.subject.phrase != subject.phrase
            if named and r.quantity.base_unit == q.base_unit:
                return subject.named(r.subject.phrase)
        return subject

    def _counted(self, subject: Subject, q: Quantity, carried: tuple[str, ...], head: Head) -> Subject:
        """改造老旧小区42个、1.2万户: the second number counts the households in what the first one counts; 脱贫2602户8618人."""
        if not subject.metric and q.base_unit == "人" and (poor := wordings().get(THE_POOR + subject.phrase)):
            return replace(subject, metric=poor.code)
        units = [dimension(self.state.unit), q.dimension]
        said = head.text or "".join(t.text for t in head.right if "neutral" in t.kinds)
        if units == ["CNY", "1"] and said in SUPPORTED:  # 争取资金4700万元，支持项目42个
            done = next((t.text for t in head.around if t.text in SUPPORTS), "")
            return Subject(None, done + said, subject.place)
        if not subject.metric and head.text in SCALES and units == ["1", "CNY"]:  # 设立基金24只、总规模934亿元
            return subject.named(subject.phrase.removesuffix(head.text) + head.text)
        if not carried or subject.metric != "old_estates" or units != ["1", "household"]:
            return subject
        return replace(subject, metric=None, phrase=subject.phrase + "户数")

    def _counts_kinds(self, i: int, following: Quantity | None) -> bool:
        """五项社会保险参保人数增长9%, 十种有色金属108万吨: no figure, but part of the next one's name."""
        q = self.numbers[i]
        if following is None or self.skipped != i or q.form != "chinese":
            return False
        if q.unit == "个" and not MEASURED.search(self.text[q.end : following.start]):  # 三个口岸货运量达186万吨
            return False
        if q.unit not in ("项", "种", "类", "大", "个"):
            return False
        return BREAK.search(self.text, q.end, following.start) is None

    def _loosen(self) -> None:
        """What was read under the looser name of a metric is no longer the metric: the exact one is a part of it."""
        outer = self.state.outer
        if outer is None:
            return
        loose = replace(outer, metric=None)
        for r in self.readings:
            r.subject = loose if r.subject == outer else r.subject
        self.state.history = [loose if s == outer else s for s in self.state.history]
        self.state.outer = None

    def _shares_fate(self, i: int) -> bool:
        """高于全国、全省0.8个、0.5个百分点: what is listed after a number that was no figure is none either."""
        if i == 0 or self.skipped != i - 1:
            return False
        before, q = self.numbers[i - 1], self.numbers[i]
        if self.numbers.listed(i - 1) and self.text[before.end] in "、和及与":
            return True
        if BREAK.search(self.text, before.end, q.start):
            return False
        # 完成年计划710亿元的89.4%; 高于12%的目标6个百分点; 比计划目标3000亿元超过1070亿元
        of_it = self.text[before.end : q.start] == "的" or q.dimension == "pp"
        return of_it or is_planned(self.text, before)

    def _head_text(self, start: int, end: int) -> str:
        """What stands before a number, without a circumstance that stands whole before it (在…的情况下).

        A number inside a circumstance speaks of what was named before the circumstance.
        """
        for a, b in self.nested:
            if a >= end:
                break
            if end < b:
                before = self.text[max(start, a - LONGEST_HEAD) : a]
                outer = subjects(read_head(before).core, self.context.who, None, None)
                if outer:
                    self.state.subject = outer[0]
                return self.text[max(start, a + 1) : end]
            if (
                end - b <= LONGEST_HEAD
                and not BREAK.search(self.text, b, end)
                and (start < b or self._last_inside(a, b))
            ):
                begin = max(0, a - LONGEST_HEAD)
                begin = max((c.end() for c in BREAK.finditer(self.text, begin, a)), default=begin)
                return self.text[begin:a] + self.text[b:end]
        return self.text[max(start, end - LONGEST_HEAD) : end]

    def _last_inside(self, a: int, b: int) -> bool:
        return bool(self.readings) and a < self.readings[-1].quantity.start < b
