"""Which years a number speaks of, and whether they are told or aimed at."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.behind import FINISHED
from pipelines.observations.carried import Carrier
from pipelines.observations.figures import is_told
from pipelines.observations.head import Head
from pipelines.observations.measure import Verb
from pipelines.observations.owner import done_first
from pipelines.observations.quantity import Quantity
from pipelines.observations.subject import Subject
from pipelines.observations.times import Time
from pipelines.reports.outline import PLAN
from pipelines.vocabulary.tables import cues

GROWN_SINCE: Final = re.compile(
    "(?:、[^，。；\\d]{2,14}\\d[\\d.]*[^，。；、\\d]{1,6}){0,2}"
    "[，、](?:年均|年平均|是(?:19|20)\\d\\d年的|是[“十]|比(?:19|20)\\d\\d年)"
)  # 财政收入147亿元，年均增长7%: of the last year
SUMMED_UP: Final = re.compile(
    "(?:五年来?)?累计[^，。；]{2,20}[、，]年均"
)  # 累计利用资金3万亿元、年均增长17%，进出口2千亿美元、年均…
STANDS: Final = re.compile(
    "登记在册|^(?:人均|户均|年末|在建|拥有|通航|连通|度电|每[百千万]|年(?![均度内轻]))|(?:吞吐量|总?产量|单产|种植面积|养殖面积|加工量|发电量|参保|余额|普及率|覆盖率|存栏|蓄水量|算力(?:总?规模)?|智算(?:能力|规模)|参保人数|(?:位列|跻身|进入)[^，]*强|常住人口|户籍人口|总人口|占比|比重|保有量|(?:运营|通车|营运|总)里程|积累|结余|外送电量|(?<=.)在建|装机(?:容量|规模)?|友城)$|(?:全部|均|都)达到|通达|直达|直通|辐射"
)  # what is told for a date
RANKED_BEHIND: Final = re.compile(
    "[^，。；、\\d]{0,12}(?:、[^，。；、\\d]{2,16}\\d[\\d.]*[^，。；、\\d]{1,6}){0,2}[，、](?:数量|总数|总量|规模)?(?:均|双双|稳)?"
    "(?:(?:位?居|位列|列)(?:全[国省市区]|世界|[东中西]部)|(?:全[国省]|世界|[东中西]部)(?:领先|第[一二三]|前列|首位))"
)  # 46家，均居全国首位
OF_WHOLE: Final = re.compile("占(?:全国|全省|全球|全区|世界)|用于|投向")
SPENT: Final = ("投入", "投资", "支出", "资金", "经费")
# what is done in all the years, however much it passed: 班列开行超2700列
HAPPENING: Final = ("实施", "累计实施", "滚动实施")
HAPPENS: Final = re.compile("^(?:运输|发送|实施|生产|开行|培训|授信)|(?:(?<!年)开行|授信|(?:项目|工程)(?:总?投资))$")
EVENTS: Final = ("场", "场次", "人次", "次", "台次", "班次")  # what happens, not what there is


class Dater(Carrier):
    """The years of a sentence's numbers."""

    def _until(self, last: int) -> Time:
        """到2030年，年均增长5%: from the years the section speaks of, or the report's, to the one named."""
        if self.context.view.several:
            return Time(self.context.view.first, last)
        year = self.context.year
        return Time(year + 1 if last == year + 5 else year, last)  # five years from the next one

    def _told_for(
        self, local: Time | None, named: Time | None, reached: Time | None, verb: Verb, subject: Subject, head: Head
    ) -> Time | None:
        """The time of a number: its own, or one that reaches over from before.

        2008年生产总值300亿元；投资累计完成1386亿元: in all the years that the section speaks of, the year was the other's.
        """
        time, view = local or named or reached, self.context.view
        if not (view.several or view.since):
            return time
        inside = self.state.verb.total and any(t.text == "其中" for t in head.left)  # 累计进出口…，其中出口…
        total = verb.total or inside or (not head.core and self.state.verb.total and reached is time)
        adds = subject.nature in ("flow", "addition") or subject.metric == "gdp" or not subject.metric
        if time is None and view.several and not total and self._is_of_one_year(head):
            return Time(view.last, view.last)
        since = view.since if any("累" in t.text for t in head.around) and (adds or not subject.metric) else 0
        if time is None and since:
            return Time(since, view.last)
        if local is None and named is None and time is not None and total and adds and view.several:
            one_of_them = not time.by and time.first == time.last and view.first < time.last <= view.last
            goes_on = self.state.verb.total and self.readings and self.readings[-1].last == time.last
            return None if one_of_them and not goes_on else time
        return time

    def _is_of_one_year(self, head: Head) -> bool:
        """全年接待游客72万人次，旅游收入3亿元: in a review of five years, of the last; so until the semicolon."""
        self.state.whole_year = self.state.whole_year or any(t.text == "全年" for t in head.around)
        return self.state.whole_year

    def _spans(self, carried: tuple[str, ...], local: Time | None) -> bool:
        """由2018年的80亿元增加到2023年的120亿元，增长50%: over all the years."""
        return bool(carried and self.state.span and local is None)

    def _begun(self, local: Time | None, time: Time | None) -> int:
        """The year of A in 从A增加到B: the one that is named, else the one before; 上年 is the year before the view's."""
        if local is None:
            return self.state.since or self._year_before(time)
        view = self.context.view
        return view.first - 1 if view.first == view.last == local.last else local.last

    def _year_before(self, time: Time | None) -> int:
        """从A增加到B: A stood a year before the period of B, in a plan before the report."""
        if self.state.against is not None:
            return self.state.against
        view = self.context.view
        if view.stance == PLAN:
            return self.context.year - 1
        if view.since and (time is None or time.last == view.last):
            return view.since - 1  # 2025年及“十四五”工作回顾: a way of five years
        if time and view.several and time.first == time.last == view.last:
            return view.first - 1  # 2022年…财政收入由5亿元增加到10亿元, told of five years
        return (time or view).first - 1

    def _over_years(
        self, measure: str, time: Time | None, verb: Verb, subject: Subject, last: int
    ) -> tuple[str, Time | None]:
        """The measure and the time where the number speaks of more years than it names."""
        newly = not subject.metric and (done_first(subject.phrase) or subject.phrase.startswith("新增"))
        nature = "addition" if newly else subject.nature
        if time is not None and time.by and last > self.context.year:
            return self._in_all_years(measure, time, verb, nature)
        ahead = self.context.view.stance == PLAN and self.context.year < self.context.view.first
        if time is None and measure == m.AVG_YOY and ahead and self.context.view.first == last:
            return measure, self._until(last)  # 到2030年，…。…年均增长5%: the sentence before told the year
        year_to_come = ahead and time is None and self.context.view.first == last
        if year_to_come and (nature in ("addition", "reduction") or subject.metric in m.INTENSITIES):
            return self._in_all_years(measure, Time(last, last, True), verb, nature)  # …。新建学校12所
        if verb.total and measure == m.YOY and time is None and subject.metric in m.INTENSITIES:
            return m.CUM, Time(last - (last - 1) % 5, last)  # 能耗强度累计下降17%: since the five-year plan began
        return measure, time

    def _in_all_years(self, measure: str, time: Time, verb: Verb, nature: str) -> tuple[str, Time]:
        """到2030年，单位能耗降低18%, …年均增长5%: what is aimed at for a year to come holds for all the years until then."""
        adds_up, added = nature in ("addition", "reduction", "flow"), nature in ("addition", "reduction")
        if measure == m.YOY and verb.moved and not verb.reached:
            return m.CUM, self._until(time.last)
        if measure == m.AVG_YOY:
            span = self.state.span  # 到2030年…比2025年…，平均每年…
            return measure, span if span and span.last == time.last else self._until(time.last)
        if measure == m.CHANGE and (verb.average or verb.net):  # 到2013年…，农民人均纯收入年均增加300元
            return measure, self._until(time.last)
        return measure, self._until(time.last) if (verb.total and adds_up) or added else time

    def _period(
        self,
        q: Quantity,
        time: Time | None,
        subject: Subject,
        measure: str,
        verb: Verb,
        spread: bool,
        there: bool,
        head: Head,
    ) -> tuple[int, int]:
        """First and last year of a number.

        `spread`: its own clause names several years (五年…投资完成…: in all of them). `there`: it only counts those of whom
        something is told (15个平台承接项目700个).
        """
        view, share = self.context.view, q.dimension == "%"
        before = self.readings[-1] if self.readings else None
        if share and measure == m.LEVEL and before is not None and before.first < before.last:
            same = time is None or (time.first, time.last) == (before.first, before.last)
            ours = before.measure == m.LEVEL and subject.phrase.startswith(before.subject.phrase)
            if same and ours and OF_WHOLE.search(subject.phrase):
                return before.first, before.last  # 五年产煤6亿吨，占全省三成
        if measure != m.LEVEL or (time or view).first == (time or view).last:  # nothing to choose between
            return m.period_of(time, view, subject, measure, verb, False, share)
        spent = subject.phrase.endswith(SPENT) or subject.phrase.startswith(("投资", "投入", "筹资"))
        adds = subject.nature == "flow" or (not subject.metric and spent)
        newly = not subject.metric and (done_first(subject.phrase) or subject.phrase.startswith("新增"))
        # 新增绿道超200公里: in all the years
        stands_by_name = not newly and STANDS.search(subject.phrase) is not None
        happens = (
            q.base_unit in EVENTS
            or any(t.text in HAPPENING for t in head.left)
            or HAPPENS.search(subject.phrase) is not None
        )
        newly = newly or (not subject.metric and (happens or "新增" in subject.phrase))
        passed = not newly and (
            self._marked_by_first(q)
            or self.text[q.start : q.number_start].startswith(tuple("超突达迈跃站登冲"))
            or (q.start < q.number_start and subject.phrase.endswith("产能"))  # 绿氢产能近3万吨
        )
        grown = (
            (subject.metric is not None or not adds)
            and not verb.total
            and not self._summed_up()
            and GROWN_SINCE.match(self.text, q.end) is not None
        )
        stands = not subject.metric and (
            (stands_by_name and not spread and not any(t.text == FINISHED for t in head.right))
            or self._inside_what_stands(head)
            or any(t.text.endswith("有") or t.text == "年" for t in head.left)  # 年产葡萄酒1.3亿瓶
            or (q.dimension == "1" and not verb.total and RANKED_BEHIND.match(self.text, q.end) is not None)
            or self._reached_as_well(head)
            or there
            or (time is None and (self._beside_a_year(subject, q, head) or self._stands_in_a_list(subject, q, head)))
        )
        if verb.total and not subject.metric and not newly and "累计达到" in "".join(t.text for t in head.right):
            verb, stands = replace(verb, total=False), True
        finished = not subject.metric and (happens or not head.core) and any(t.text == FINISHED for t in head.right)
        # 完成48家企业搬迁, 重点项目完成投资5亿元
        reached = not (spread and adds) and ((verb.reached and not finished) or passed or grown or stands)
        return m.period_of(time, view, subject, measure, verb, reached, share)

    def _summed_up(self) -> bool:
        """累计利用资金3万亿元、年均增长17%，进出口2千亿美元、年均…: all of the sentence is summed over the years."""
        return SUMMED_UP.match(self.text) is not None

    def _marked_by_first(self, q: Quantity) -> bool:
        """产值分别突破10亿元、20亿元: the mark before the first number holds for the next."""
        before = self.readings[-1] if self.readings else None
        if before is None or q.comparator != "gte" or before.first < before.last:
            return False
        return self.text[before.quantity.end : q.start] in ("、", "和") and before.quantity.comparator == "gte"

    def _inside_what_stands(self, head: Head) -> bool:
        """规上企业达到120家，其中产值超亿元企业38家: of the same year."""
        before = self.readings[-1] if self.readings else None
        inside = before is not None and any(t.text == "其中" for t in head.left)
        return inside and before is not None and before.measure == m.LEVEL and before.first == before.last

    def _reached_as_well(self, head: Head) -> bool:
        """通达75个城市、164个站点, 127个国家的584个港口: the second is reached as the first is."""
        before = self.readings[-1] if self.readings else None
        bare = not head.core and not head.left and all(t.text == "的" for t in head.right)
        return (
            bare
            and before is not None
            and before.first == before.last
            and STANDS.search(before.subject.phrase) is not None
        )

    def _stands_in_a_list(self, subject: Subject, q: Quantity, head: Head) -> bool:
        """单项冠军达到274家，“小巨人”1356家: what is listed behind what was reached was reached as well."""
        before = self.readings[-1] if self.readings else None
        if before is None or before.first != before.last or before.measure != m.LEVEL or before.subject.metric:
            return False
        between = self.text[before.quantity.end : q.start]
        listed = between[:1] in ("、", "，") and between[1:] == subject.phrase and not head.right
        listed = listed and not done_first(subject.phrase)
        alike = before.quantity.base_unit == q.base_unit or before.quantity.dimension == q.dimension == "1"
        bare = all(t.text in cues()["qualifier"] for t in head.left)
        there = bare and self.state.verb.reached and alike
        return listed and there

    def _beside_a_year(self, subject: Subject, q: Quantity, head: Head) -> bool:
        """牛肉产量达到4万吨，产值16亿元: of the same thing, so of the same year."""
        before = self.readings[-1] if self.readings else None
        if before is None or not head.core or before.measure != m.LEVEL or before.first < before.last:
            return False
        return subject.phrase[:2] == before.subject.phrase[:2] and "；" not in self.text[before.quantity.end : q.start]

    def _kind(self, q: Quantity, head: Head, first: int, last: int, time: Time | None) -> tuple[int, int, str]:
        """The years again, and whether they are told or aimed at."""
        view, year = self.context.view, self.context.year
        now = head.has("now") or (view.stance == PLAN and is_told(self.text, q, head))
        if last >= year and any(t.text.endswith("目标") for t in head.around):
            return first, last, "target"  # 今年的预期目标是7%, told in a review
        if time is not None and last <= year and any(t.text in ("已", "已经") for t in head.right):
            return first, last, "actual"  # 从今年1月1日起，关税总水平已由…降到…, told in a plan
        kind = m.kind_of(last, time, view, year, now)
        return (year - 1, year - 1, kind) if now and kind == "actual" and last >= year else (first, last, kind)
