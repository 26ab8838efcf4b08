"""What is told of a subject: the verb, the years, and the reading that comes of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.behind import BETTERED, MEASURES, made_so
from pipelines.observations.counted import counted_alone, counted_only
from pipelines.observations.dated import Dater
from pipelines.observations.fullname import RATE, earned
from pipelines.observations.head import MENDS, PROMOTED, Head, read_head
from pipelines.observations.lexicon import BASE_TIME, BREAK, FROM
from pipelines.observations.listed import LESS
from pipelines.observations.measure import Verb
from pipelines.observations.owner import done_first
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Reading
from pipelines.observations.subject import SELF, Subject
from pipelines.observations.times import Time
from pipelines.observations.which import counted_by, counts_again, counts_movers, tells_which
from pipelines.observations.zone import leaves_out_who
from pipelines.reports.outline import PLAN
from pipelines.vocabulary.tables import cue_words, cues

DIGIT_NEXT: Final = re.compile("[约近超]?\\d")
DIGIT_NEAR: Final = re.compile("[^，。；、,;\\d]{1,6}?[约近超]?\\d")
YEARLY_KINDS: Final = frozenset(["adverb", BASE_TIME])
YEARLY: Final = ("同比", "比上年", "比去年", "较上年", "较去年")
PACE: Final = re.compile(
    "的[^，。；的\\d]{2,14}?(?:增长|增速)(?:预期)?目标|"  # 8%左右的生产总值增长目标
    "(?:的(?:两位数|正)?|(?<=以上)|(?<=左右)|(?<=%))增长(?=[，。；、]|$)|的(?:(?:两位数|正)?增长(?![点极率速])"
    "|(?:速度|增速|幅度|步伐)(?:稳步|快速|持续)?(?:递增|增长|增加|提高|上升|(?P<down>下降|递减|减少|压减|压缩|削减)))"
)
COSTS: Final = ("税负", "税费", "税收", "收费", "成本", "费用", "负担", "利息", "电费", "保费", "租金")
PROFITS: Final = ("industrial_profit",)
BUILT_ANEW: Final = ("建成", "累计建成", "新建成", "建成通车")
COUNTS: Final = ("万", "亿", "万人", "亿人", "人", "名", "万名")
REACHING: Final = frozenset(["到", "至", "为", "达到", "转为", "转正为", "扭转为", "转变为"])


class Teller(Dater):
    """The verbs of a sentence and what they make of its numbers."""

    def _read_ends(self, group: list[int], head: Head, found: list[Subject]) -> tuple[int, int]:
        """The second numbers of 从A、B增加到C、D."""
        last = group[-1] + 1
        after = self._read_to(last, head, found[-len(group)])
        for subject in found[-len(group) :][1:]:
            if last + 1 >= len(self.numbers) or not self.numbers.listed(last):
                break
            last += 1
            after = self._read_to(last, head, subject)
        return after

    def _verb(
        self, head: Head, q: Quantity, found: list[Subject], carried: tuple[str, ...], base: int | None = None
    ) -> Verb:
        """The verb of the clause; a percentage without one takes the verb before (…增长6%，…5%)."""
        verb = m.read_verb(head)
        if base is not None and verb.against is None:
            verb = replace(verb, against=base)
        if self._variant(q):
            return self.state.verb
        if self.state.capacity and not (verb.moved or verb.net):
            return replace(verb, net_before=True, reached=False, direction=1)
        if BASE_TIME in head.kinds and self.text[q.start - 1] in "多少" and not verb.moved:
            verb = replace(verb, moved=True, direction=1 if self.text[q.start - 1] == "多" else -1)  # 较上年多2300人
        if self.text.startswith(("的", "增长"), q.end) and (
            pace := PACE.match(self.text, q.end)
        ):  # 以年均12%的速度增长
            verb = replace(verb, moved=True, direction=-1 if pace["down"] else 1)
        if found and not found[-1].metric and not carried and (counting := self._counting(verb, head, q, found)):
            return counting
        if found and not found[-1].metric and earned(head):
            return replace(verb, net=False, direction=0)
        view = self.context.view
        of_all = verb.average and view.several and view.stance == PLAN  # 年均 is told of the section's years
        if self.state.against is not None and verb.against is None and BASE_TIME not in head.kinds and not of_all:
            verb = replace(verb, against=self.state.against)
        if found and found[-1].dimension == "m" and view.several and any(t.text in BUILT_ANEW for t in head.left):
            return replace(verb, net_before=True)  # 五年累计建成高速公路712公里: so much more
        silent = not (verb.moved or verb.reached or verb.net or verb.direction)
        return self._verb_before(verb, head, q, found) if silent and found else verb

    def _verb_before(self, verb: Verb, head: Head, q: Quantity, found: list[Subject]) -> Verb:
        """The verb of a number that has none of its own: the one told before, where it holds for this one."""
        if q.dimension == "%" and self.state.verb.moved and found[-1].dimension not in ("", "%"):
            return self.state.verb
        counts_all = head.text in cues()["whole"] or verb.total
        if self.state.net is not None and not head.left and q.start == q.number_start and not counts_all:
            return self.state.net
        if self._goes_on_by(head, q, found[-1]):
            return self.state.verb
        before = self.state.subject
        added_before = self.state.verb.net_before or (before is not None and before.nature == "addition")
        if added_before and any(t.text.startswith("其中") for t in head.left):
            if found[-1].dimension == "m" and not found[-1].phrase.endswith("里程"):
                word = self.state.net_word or "新增"  # 其中高速公路4万公里 of 新增公路: no length in use
                found[:] = [replace(s, metric=None, phrase=word + s.phrase.removeprefix(word)) for s in found]
            return replace(verb, net_before=True, direction=self.state.verb.direction or 1)
        return verb

    def _goes_on_by(self, head: Head, q: Quantity, subject: Subject) -> bool:
        """减少企业税负3500万元、涉企收费2000万元: the second is a change too; so in 压减时间58%、材料52%."""
        before = self.readings[-1] if self.readings else None
        if before is None or head.left or head.right or before.subject.metric or self.state.verb.moved:
            return False
        joiner = self.text[before.quantity.end : before.quantity.end + 1]
        unit, measure = q.base_unit, before.measure
        said = LESS.sub("", head.text)
        saved = cues()["counterpart"].get(said) == "saved"
        if saved and joiner == "、" and measure == m.CHANGE and self.state.verb.direction < 0:
            return True  # 压减环节3个、材料8份
        alike = saved or said[-2:] == before.subject.phrase[-2:]
        moved = unit == "%" and measure == m.YOY and alike
        moved = moved or (unit == "元" and measure == m.CHANGE and (alike or said.endswith(COSTS)))
        less = self.state.verb.direction < 0 and not done_first(head.text) and _ends_alike(subject, before.subject)
        moved = moved or (less and measure == m.CHANGE)  # 压减炼铁产能438万吨、炼钢产能379万吨
        return (joiner == "、" or (less and joiner == "，")) and moved and before.quantity.base_unit == unit

    def _counting(self, verb: Verb, head: Head, q: Quantity, found: list[Subject]) -> Verb | None:
        """新增4所高校 counts, as 新增高校4所 does; and so does 提升100所学校."""
        if verb.net and not head.core and q.dimension not in ("%", "pp"):
            return replace(verb, net=False, moved=False, net_before=True)
        mended = head.right[0].text if len(head.right) == 1 else ""
        better = mended == MENDS or (mended == PROMOTED and not found[-1].phrase.endswith(RATE))
        if better and q.dimension in ("m2", "1", "household", "m"):
            new = "" if found[-1].phrase.startswith(head.text + mended) else mended  # 整改提升87家 names it already
            found[-1] = found[-1].named(found[-1].phrase + new)  # 林相改善6万亩, 森林抚育提升20万亩: nothing moved
            return replace(verb, moved=False, direction=0)
        named = self.text[q.end : q.end + 1] not in {"", *"，、；。,;（的"} and not head.core
        words = BETTERED if q.dimension in ("1", "household") else ("提高",) if q.unit in COUNTS else ()
        done = named and any(t.text in words for t in head.right)  # 提升100所学校, 提高1200万教师待遇
        return replace(verb, moved=False, direction=0) if done else None

    def _from_to(self, head: Head, group: list[int]) -> Head | None:
        """The head of the second number of 从A增加到B, where this number is A."""
        last = group[-1]
        if last + 1 >= len(self.numbers) or FROM not in head.right_kinds:
            return None
        between = self.text[self.numbers[last].end : self.numbers[last + 1].start]
        if BREAK.search(between) or "、" in between:
            return None
        following = read_head(between)
        reaches = any("to" in t.kinds or t.text in REACHING for t in following.around)
        return following if reaches else None

    def _read_to(self, i: int, head: Head, subject: Subject) -> tuple[int, int]:
        """The second number of 从A增加到B: the level reached, in the period's last year."""
        begun, q = self.readings[-1].first, self.numbers[i]
        verb = m.read_verb(head)
        if not (verb.moved and q.dimension == "%"):
            verb = Verb(reached=True)
        q = q if q.unit else replace(q, unit=self.readings[-1].quantity.unit)  # 由12.6%降至0
        self._emit(q, subject, head, verb, self._local_time(head), ("subject",), ends=True)
        ended = self.readings[-1].last
        self.state.until = ended
        self.state.span = Time(begun + 1, ended) if begun + 1 < ended else None
        self.state.verb = verb
        _, after = self.numbers.tail(i, self.numbers[i].end)
        return i + 1, after

    def _emit(
        self,
        q: Quantity,
        subject: Subject,
        head: Head,
        verb: Verb,
        local: Time | None,
        carried: tuple[str, ...],
        begins: bool = False,
        ends: bool = False,
    ) -> None:
        context, state = self.context, self.state
        named = self._named_time(head)
        time = self._told_for(local, named, self._before(q) or state.time, verb, subject, head)
        if ends and local is None and state.until is not None:
            time = Time(state.until, state.until)
        first, last = (time.first, time.last) if time else (context.view.first, context.view.last)
        if begins and not (verb.moved and q.dimension == "%"):  # 由上年下降2%转为增长8% tells two growths
            verb = Verb(reached=True)
        yearly = not YEARLY_KINDS.isdisjoint(head.right_kinds) and any(t.text.startswith(YEARLY) for t in head.right)
        if yearly and first < last:
            time = Time(last, last)  # “十二五”期间…；同比增长3%
        there = False  # those counted are there, whatever is told of them
        several = not yearly and (last > first or _far(verb, last) or self._spans(carried, local))
        said = m.measure_of(q, subject, verb, several, bool(carried))
        if said is None:
            return
        measure, sign = said[0], self._sign(said[1], subject, q)
        measure, time = self._over_years(measure, time, verb, subject, last)
        if verb.against is not None and verb.against < last - 1:
            state.span = Time(verb.against + 1, last)
            state.against = verb.against if context.view.several else state.against
        if self._spans(carried, local) and measure in (m.AVG_YOY, m.CUM):
            time = state.span
        if measure == m.MULTIPLE and q.form != "multiple" and local is not None:
            base, time = local.last, named or (state.time if state.time != local else None)  # 是1997年的1.8倍
            if time is not None and base < time.last - 1:
                state.span = Time(base + 1, time.last)  # …，年均增长13%: since then
        subject = m.fitting(
            q, self._counted(subject, q, carried, head), head, verb, measure, bool(carried) and state.named is None
        )
        if q.dimension not in ("%", "pp", "times", "CNY", "USD", "EUR", "HKD"):
            counted = self._who_is_counted(subject, q, bool(carried))
            there, subject = counted.phrase != subject.phrase, counted
        subject = self._in_zone(subject, head, q)
        spread = named is not None and named.last > named.first and not ends
        first, last = self._period(q, time, subject, measure, verb, spread, there, head)
        if begins:
            first = last = self._begun(local, time)
            self.state.since = last if local else self.state.since
            kind = "actual" if last < context.year else m.kind_of(last, time, context.view, context.year, False)
        else:
            first, last, kind = self._kind(q, head, first, last, time)
        told = bool(carried and self.readings and self.readings[-1].estimate)  # 预计完成230亿元，增长4%
        estimate = kind == "actual" and not begins and (state.estimate or head.has("status") or told)
        basis = None
        if "adverb" in head.kinds:
            basis = next((t.text for t in head.around if t.kinds.get("adverb") == "basis"), None)
        self.readings.append(Reading(q, subject, kind, first, last, measure, sign, estimate, basis, carried, head))

    def _told_with(self, i: int, head: Head, following: Quantity, start: int) -> tuple[int, int] | None:
        """Where two numbers are one figure, where to go on: 14个市县财政收入过亿元, 10亿元以上项目47个."""
        q = self.numbers[i]
        last = self.readings[-1].subject.phrase if self.readings else ""
        if counted := counted_by(self.text, q, following) or counts_again(self.text, q, following, last):
            subject = made_so(Subject(None, counted), head)
            self._emit(q, subject, head, Verb(), self._local_time(head), ())
            self.state.subject, self.state.history = subject, [*self.state.history, subject]
            return i + 2, max(following.end, self.numbers.tail(i + 1, following.end)[1])
        if reached := self._so_many_reach(q, head, following):
            self._emit(following, reached, head, Verb(reached=True), self._local_time(head), ())
            return i + 2, following.end
        if counts_movers(self.text, q, following):
            return i + 1, q.end
        if tells_which(self.text, q, following) and not BREAK.search(self.text, q.end, following.start):
            return i + 1, start  # part of the name of what the next number counts
        return None

    def _so_many_reach(self, q: Quantity, head: Head, following: Quantity) -> Subject | None:
        """占比超过10%的有44种、超过20%的有23种: how many reach it; None where the number tells something else."""
        if self.text[q.end : following.start] != "的有" or q.dimension != "%" or following.dimension != "1":
            return None
        self.state.reaching = (
            "".join(t.text for t in (*head.left, *head.core, *head.right)).lstrip("、和") or self.state.reaching
        )
        return Subject(None, self.state.reaching + self.text[q.start : q.end]) if self.state.reaching else None

    def _sign(self, sign: int, subject: Subject, q: Quantity) -> int:
        """由亏损3亿元转为盈利4亿元: a loss is no profit."""
        return -1 if subject.metric in PROFITS and self.text.endswith("亏损", 0, q.start) else sign

    def _in_zone(self, subject: Subject, head: Head, q: Quantity) -> Subject:
        """The subject in the zone that the sentence speaks of, where its clause has no subject of its own: 集聚人员698人."""
        if head.has("self"):
            self.zone = ""
        if not self.zone or subject.place != SELF:
            return subject
        if self.in_zone:
            return replace(subject, place=self.zone)
        if self.zone[:2] in subject.phrase:
            return subject
        first = self.readings[self.zone_from].subject if len(self.readings) > self.zone_from else None
        begun = first is not None and self.zone in (first.place, first.phrase[: len(self.zone)])
        if subject.metric:  # 东海新区生产总值增长9%，投资增长7%
            return replace(subject, place=self.zone) if begun and first and first.metric else subject
        # …，外贸占全市比重超60%; …，集聚人员698人
        theirs = begun or "占全" in subject.phrase
        clause = self.text[self.text.rfind("，", 0, q.start) + 1 : q.end]
        return replace(subject, place=self.zone) if theirs or leaves_out_who(clause) else subject

    def _who_is_counted(self, subject: Subject, q: Quantity, carried: bool) -> Subject:
        """What a count is of, without what those counted earn or do."""
        measure = next((w for w in MEASURES if subject.phrase.endswith(w)), "") if carried else ""
        if measure and self.text.endswith("的" + (thing := subject.phrase.removesuffix(measure)), 0, q.start):
            return subject.named(thing)  # 容量8万吨的冷库12座
        if carried or subject.phrase[:2] in self.text[q.end : q.end + 4] or subject.phrase.startswith("首批"):
            subject = counted_only(subject)
        behind = q.end + len(subject.phrase)
        if subject.metric or not self.text.startswith(subject.phrase, q.end):
            return subject
        if DIGIT_NEXT.match(self.text, behind):
            return counted_alone(subject)
        return counted_alone(subject, True) if DIGIT_NEAR.match(self.text, behind) else subject


def _ends_alike(subject: Subject, before: Subject) -> bool:
    """炼铁产能, 炼钢产能; 焦炭 behind 粗钢产能, which takes what is told of it."""
    return subject.phrase[-2:] == before.phrase[-2:] or before.phrase.endswith(cue_words("listed_head"))


def _far(verb: Verb, last: int) -> bool:
    """Measured against a year further back than the year before."""
    return verb.against is not None and verb.against < last - 1
