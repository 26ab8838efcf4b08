"""One sentence to its readings: numbers in order, each with its subject, verb, time and place, carried where left out.

A comma ends a clause, but the subject, the verb, the time and 预计 reach over it until something takes their place; a
semicolon ends the subject's reach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.aside import (
    ASIDE,
    RECKONED,
    TELLING,
    is_bare_year,
    is_class,
    is_in_quotes,
    is_item,
    is_list_of_firms,
    is_part_of_a_name,
    named_part,
    with_years,
)
from pipelines.observations.behind import shared_work
from pipelines.observations.carried import FIELD_ENDS
from pipelines.observations.counted import counted_so, share_predicates
from pipelines.observations.figures import SET_BEFORE, is_figure, is_stretch
from pipelines.observations.fullname import (
    SCALE,
    added,
    as_capacity,
    as_variant,
    counted_in_all,
    fully_named,
    measured_as,
    newly_done,
    of_other_level,
)
from pipelines.observations.head import Head, read_head
from pipelines.observations.lexicon import BREAK
from pipelines.observations.listed import (
    alike,
    as_chosen,
    as_counterpart,
    as_listed,
    as_mean,
    as_owned,
    as_share,
    each_does,
    of_all_listed,
    of_each_before,
    of_each_listed,
)
from pipelines.observations.measure import Verb
from pipelines.observations.measured import as_rated, with_measured
from pipelines.observations.money import built_for, with_purpose
from pipelines.observations.naming import WHOLE_YEAR, grown, is_beside, name
from pipelines.observations.numbers import LIMIT
from pipelines.observations.owner import as_owner
from pipelines.observations.passed import without_passed
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Context, Reading
from pipelines.observations.shares import as_contributor, shares
from pipelines.observations.subject import Subject, carries_out, owned_behind, resolve
from pipelines.observations.told import Teller
from pipelines.observations.worked import done_to, worked_thing
from pipelines.observations.zone import zone_of
from pipelines.vocabulary.tables import cues

JOINED_WORK: Final = frozenset(
    ["完成", "实施", "推进", "开展", "启动", "解决", "解决了"]
)  # 完成9个行政村污水和4个水塘治理


def read_sentence(text: str, numbers: Sequence[Quantity], context: Context) -> list[Reading]:
    """The readings of a sentence. `numbers`: its quantities, places counted from the sentence's start."""
    kept = [q for q in numbers if not _is_no_number(text, q)]
    text = with_years(text) if len(kept) < len(numbers) else text
    return _Walker(text, kept, context).walk()


def _is_no_number(text: str, q: Quantity) -> bool:
    return (
        is_stretch(text, q)
        or is_item(text, q)
        or is_list_of_firms(text, q)
        or is_in_quotes(text, q)
        or is_class(text, q)
        or is_part_of_a_name(text, q)
        or is_bare_year(text, q)
        or (q.form == "chinese" and q.unit == "期")  # 医院三期新增床位500张
    )


class _Walker(Teller):
    def walk(self) -> list[Reading]:
        i, at = 0, 0
        while i < len(self.numbers):
            start = self._clause_start(at, self.numbers[i].start)
            i, at = self._read_from(i, start)
        share_predicates(self.text, self.readings)
        return without_passed(self.text, self.readings)

    def _clause_start(self, at: int, until: int) -> int:
        """Where the head of the next number begins; what lies before it may carry a time, an estimate or a metric."""
        start = at
        breaks = list(BREAK.finditer(self.text, at, until))
        if not breaks:
            return start
        last = self._last_telling(at, breaks)
        for i, b in enumerate(breaks):
            ratio = (
                self.text[b.start()] in "：:" and self.text[b.start() - 1 : b.start()].isdigit()
            )  # no 目标是：5G基站
            if ratio and b.end() < until and self.text[b.end()].isdigit():
                continue
            clause = self.text[start : b.start()]
            if clause[-1:] in FIELD_ENDS:
                self._speak_of(start)
            self.state.capacity = self.state.capacity or NEW_CAPACITY.search(clause) is not None
            if i == last or TELLING.search(clause):
                self._note(clause)
            self.state.reckoned = self.state.reckoned or RECKONED.search(clause) is not None
            if b[0] in "；;":
                self._enter(zone_of(self.text[b.end() :], self.context.who.names))
                self.state.before = self.state.subject
                self.state.time = None if self.state.time_passes else self.state.time
                self.state.time_passes = False
                self.state.subject = self.state.named = None
                self.state.field = ""
                self.state.owner = self.state.owner if self.state.owner.startswith(SCALE) else ""
                self.state.verb = Verb()
                self.state.history, self.state.within_year, self.state.capacity = [], False, False
                self.state.listed = []
                self.state.whole_year = self.state.reckoned = False
            elif self.zone:
                self._enter(zone_of(self.text[b.end() :], self.context.who.names) or self.zone)
            self.state.part, self.state.net = "", None
            if not self.text.startswith("其中", b.end()):
                self.state.net_word = ""
            start = b.end()
        return start

    def _last_telling(self, at: int, breaks: list[re.Match[str]]) -> int:
        """The last clause that is no aside (扣除价格因素): what the next number can leave out stands there."""
        starts = [at, *(b.end() for b in breaks)]
        for i in range(len(breaks) - 1, 0, -1):
            if not ASIDE.match(self.text, starts[i], breaks[i].start()):
                return i
        return 0

    def _read_from(self, i: int, start: int) -> tuple[int, int]:
        """Read number i (and those of its list); returns the next number and where the text after the last one begins."""
        q, base = self.numbers[i], self.base
        before = self._without_zone(named_part(self._head_text(start, q.start).replace(" ", "")))
        before = CAUSED.sub("", before) if q.dimension == "%" else before
        before = STAYS_AT.sub(r"占\1", before) if q.form == "fraction" else before
        head = read_head(HELD_TO.sub("", LIMIT.sub("", before)) if q.unit == "倍" else before)
        if "分别" in before and any(t.text == "分别" for t in head.core):
            head = read_head(each_does(before))
        tail, after = self.numbers.tail(i, q.end)
        group = self.numbers.group(i, head, len(self.state.history))
        last = self.numbers[group[-1]]
        if len(group) > 1:
            tail, after = "", last.end
        found, carried = self._named(head, tail, q, group, start)
        self._loosen()
        following = self.numbers.following(i)
        if following and (on := self._told_with(i, head, following, start)):
            return on
        told = self._whose_figure(found, head, tail, q, following)
        if found and not told and not found[-1].metric:  # 办理政协提案342件，办结率达到100%
            self.state.owner = as_owner(found[-1].phrase) or self.state.owner or _projects(found[-1])
        if self._shares_fate(i):
            told = []
        self.skipped = i if found and not told else self.skipped
        self.base = m.read_verb(head).against if found and not told else None  # 比“十二五”末的38万吨增长10%
        found = told
        if found and (carried or found[-1] == self.state.subject) and self.numbers.was_passed(i, tail):
            return i + 1, after
        if found and self.numbers.is_passed(i):
            self.state.subject, self.state.lead = found[-1], ()
            self.state.history = [s for s in self.state.history if s not in found] + found
            self._keep(head)
            return i + 1, after
        verb = self._verb(head, q, found, carried, base)
        if not (carried or self.worked):
            found = self._whole_names(found, head, q, self.text[start - 1 : start] if start else "")
        elif (verb.reached and not verb.net) or verb.total or head.text in cues()["whole"] or self._passes(q):
            found = [counted_in_all(s) for s in found]
        marks = self.numbers.marks(group) if len(group) > 1 else [self.numbers.marked_before(i)]
        if marks[0] is not q and len(group) == 1:
            verb = replace(verb, reached=True)
        many = found if len(found) > 1 or not found else found * max(1, len(group))
        pairs = list(zip(marks * len(many) if len(group) == 1 else marks, many, strict=False))
        local = self._local_time(head)
        next_head = self._from_to(head, group)
        begins = next_head is not None
        each_year = (
            m.each_year(local or self._named_time(head), len(group), head, self.context.view) if len(found) == 1 else ()
        )
        for n, (quantity, subject) in enumerate(pairs):
            when = each_year[n] if each_year else local
            own = self.numbers.verb_between(group[n]) if 0 < n < len(group) else None  # 分别增长12%、下降5%
            said = replace(m.read_verb(own), average=verb.average, total=verb.total) if own else verb
            self._emit(quantity, subject, head, said, when, carried, begins=begins)
        self._remember(found, head, verb, q, group[-1])
        if next_head is not None and found:
            return self._read_ends(group, next_head, found)
        return group[-1] + 1, start if self._counts_kinds(i, following) else after

    def _without_zone(self, before: str) -> str:
        """东海新区新注册企业 without the zone that the sentence speaks of: it is the place."""
        self.in_zone = bool(self.zone) and before.startswith(self.zone)
        return before.removeprefix(self.zone) if self.in_zone else before

    def _passes(self, q: Quantity) -> bool:
        """净增企业3193户、超2.4万户: the second number is of all there are."""
        before = self.readings[-1].quantity if self.readings else None
        same = before is not None and before.base_unit == q.base_unit and self.state.verb.net
        return same and q.comparator == "gte" and q.start < q.number_start

    def _named(
        self, head: Head, tail: str, q: Quantity, group: list[int], start: int
    ) -> tuple[list[Subject], tuple[str, ...]]:
        """The subjects of a number (or of those of its list) and what of them was carried."""
        state = self.state
        if apart := self._named_apart(head, tail, q, group, start):
            return apart, ()
        following = self.numbers.following(group[-1])
        if following is not None:
            tail = self._tail_with_next(q, head, tail, following, group[-1] + 1)
        both = self.text[q.start] == "双"  # 存款贷款余额双超万亿元
        if "级" in self.text[q.end : q.end + 5] and (
            grades := GRADES.match(self.text, q.end)
        ):  # 5个国家级、60个省级实验室
            tail = grades["grade"] + grades["noun"]
        told_apart = head.has("each") or q.form == "multiple" or len(group) > 1 or both
        if each := of_each_before(state.history, head, len(group)):
            return each, ()
        if len(group) > 1 and head.text.startswith("占") and len(state.history) >= len(group):
            return [
                s for h in state.history[-len(group) :] for s in shares([], head, tail, h)
            ], ()  # A…、B…，占…比重分别达到…
        found, carried = name(state, self.context.who, head, tail, q, len(group) if told_apart else None)
        if 1 < len(group) == len(state.listed) and (theirs := of_each_listed(state.listed, head.text)):
            return theirs, ()
        if state.capacity and not carried:
            return [as_capacity(s) for s in found], carried
        if carried and 1 < len(group) == len(state.listed) and not head.core and not state.history:
            return [Subject(None, of) for of in state.listed], carried  # 油茶面积、茶油产量居首位，分别达…
        if carried and 1 < len(group) <= len(state.history):
            named = state.history[-len(group) :]  # A…，B…，分别增长5%和6%
            told = self.readings[-2:]
            near = len(told) > 1 and "，" not in self.text[told[0].quantity.end : told[1].quantity.start]
            return with_measured(named) if near and owned_behind().search(named[-1].phrase) else named, carried
        if carried and (q.dimension == "%" or q.form == "multiple"):
            return grown(found, head, state, self.readings), carried
        return found, carried

    def _named_apart(self, head: Head, tail: str, q: Quantity, group: list[int], start: int) -> list[Subject]:
        """The subject of another count of the same, of what is worked on, of those counted of whom something is told."""
        self.worked = None
        if variant := self._variant(q):
            return as_variant(self.state.subject, variant)
        if tail:
            counted = counted_so(self.text, head, tail, q, self.state, self.readings)
            return [counted] if counted else []
        if len(group) == 1 and self.state.named is None:
            self.worked = done_to(self.text, start, head, q, self.readings)
        return [self.worked] if self.worked else []

    def _tail_with_next(self, q: Quantity, head: Head, tail: str, following: Quantity, i: int) -> str:
        """The words after a number with what stands behind the next, number i, and belongs to both."""
        of_it = following.start == q.end + 1 and self.text[q.end] == "的"  # 总投资5680亿元的330个重点项目
        if tail.endswith("前") and following.unit in ("%", "‰", "‱"):
            return tail + self.text[following.start : following.end]  # 7个学科进入全球前1%
        joined = self.text[following.start - 1] in "和及与"
        work = joined and not JOINED_WORK.isdisjoint([*(t.text for t in head.right), head.text])
        homes = following.start == q.end and q.dimension == "household" and not tail and not head.core
        if not (of_it or work or homes):
            return tail
        behind, _ = self.numbers.tail(i, following.end)
        if homes:
            return behind  # 8926户30172人脱贫
        return "的" + behind if of_it else shared_work(tail, behind)

    def _whole_names(self, found: list[Subject], head: Head, q: Quantity, joiner: str) -> list[Subject]:
        """The subjects with all that their names leave to what stands before. `joiner`: the sign before the clause."""
        if len(found) == 1:
            found = [built_for(found[0], q, self.text, self.state.owner)]
        if len(found) == 1 and joiner:
            before = self.state.subject
            bare = found[0] = as_counterpart(found[0], before, any(t.text == "其中" for t in head.left))
            mean = as_mean(bare, before) if self.state.unit == q.base_unit else None
            found = [mean or as_owned(bare, joiner, self.state, bool(head.right) or head.has("self"))]
            if before is not None and joiner == "、":
                found = [as_chosen(as_rated(as_share(found[0], before), before), before, head)]
            if found[0] is bare and alike(self.state.unit, q.base_unit):
                found = [as_listed(bare, joiner, before)]
            if theirs := before or (Subject(None, self.state.owner) if self.state.owner else None):
                found = [as_contributor(found[0], theirs, head)]
            if joiner == "、" and before is not None and q.dimension == "%" and self.state.verb.moved:
                found = [measured_as(s, before) for s in found] if not head.left else found
        whole = [self._done_before(s, q) for s in fully_named(found, head, self.state, q.dimension)]
        return (
            [with_purpose(of_all_listed(whole[0], self.text, self.readings), q, self.text, self.state.topic)]
            if len(whole) == 1
            else whole
        )

    def _whose_figure(
        self, found: list[Subject], head: Head, tail: str, q: Quantity, following: Quantity | None
    ) -> list[Subject]:
        """The subjects that the number is a figure of; none where it is no year's figure, or no figure at all."""
        state, stance = self.state, self.context.view.stance
        if state.within_year:
            state.within_year = not any(t.text == WHOLE_YEAR for t in head.around)
            if state.within_year and found and found[-1].metric:
                state.named = found[-1]
                return []
        if not found or is_figure(self.text, head, tail, q, following, found[-1], stance):
            return found
        if SET_BEFORE.search(self.text, max(0, q.start - LONGEST_SET), q.start):  # 收入任务174万元，完成198万元
            bare = SET_BEFORE.sub("", found[-1].phrase)
            state.named = found[-1].named(bare) if len(bare) > 1 else state.named
        named = head.core[0] if head.core and head.core[0] is head.metric else None
        whole = resolve((named,), self.context.who, None) if named else found[-1]
        if whole and whole.metric:  # 预算收入完成年度预算的102%，增长8%: named all the same
            state.named = whole
        return []

    def _remember(self, found: list[Subject], head: Head, verb: Verb, q: Quantity, last: int) -> None:
        """What the clauses after may leave out; nothing where no number follows the `last` that was read."""
        if last + 1 >= len(self.numbers):
            return
        state = self.state
        state.lead = ()
        if self._variant(q):
            return  # an aside: what was told before it goes on
        if found:
            state.span = state.span if found[-1] == state.subject else None
            state.subject, state.verb, state.named = found[-1], verb, None
            state.unit = q.base_unit
            if not is_beside(found[-1], state.beside):
                firms = found[-1].phrase.endswith(("经营主体", "市场主体"))  # 新登记经营主体9万户，净增企业1万户
                state.beside = "market_entities" if firms else found[-1].metric
            state.net = verb if verb.net_before else state.net
            word = added(head) + newly_done(head) or of_other_level(state.net_word, found[-1].phrase)
            goes_on = found[-1].metric or found[-1].phrase.startswith(state.net_word) or state.net_word in cues()["net"]
            state.net_word = word or (state.net_word if goes_on else "")
            counted = found[-1].nature in ("addition", "stock") and q.dimension in ("1", "household")
            owner = as_owner(found[-1].phrase) if counted or found[-1].metric in OWNERS else ""
            owner = owner or ("" if found[-1].metric else _projects(found[-1]))
            if state.owner and carries_out(found[-1].phrase.removeprefix(state.owner)):
                owner = state.owner  # 投资项目96个，其中新建31个、续建48个
            theirs = found[-1].metric in INDUSTRIAL and state.owner.startswith(SCALE) and not owner.startswith(SCALE)
            state.owner = state.owner if theirs or not (owner or found[-1].metric) else owner
            state.owner = worked_thing(found[-1].phrase) if self.worked else state.owner
            for subject in found:
                if not state.history or state.history[-1] is not subject:
                    state.history = [s for s in state.history if s != subject] + [subject]
        took = q.form == "multiple" and not head.core  # 五年翻一番: so long it took, and that is all
        if not took and not any(a < q.start < b for a, b in self.nested):
            before = state.time
            self._keep(head)
            state.time_passes = not head.core and state.time is not before


def _projects(subject: Subject) -> str:
    """新签约项目 owns the 签约额 behind it, though 项目 alone owns nothing."""
    return subject.phrase if subject.phrase.endswith("项目") else ""


STAYS_AT: Final = re.compile("(?<!占)(?:稳定|保持|维持)在(全[国省市]|世界|全球)的?$")  # 苹果产量稳定在全国1/4
HELD_TO: Final = re.compile("(?<=.{2})(?:提高|提升)到[^，。；、\\d]{2,12}标准的?$")  # 待遇提高到最低工资标准2倍
LONGEST_SET: Final = 8  # characters
CAUSED: Final = re.compile("^要?(?:带动|拉动|推动|促进|助推|围绕)(?=.{3})")  # 带动工业投资增长10%
# Metrics whose names tell whose they are: 规模以上工业增加值…，主营业务收入…; what has no code may be anybody's
OWNERS: Final = (None, "tourists", "grain_area", "grain_output", "industrial_output", "industrial_va_scale")
INDUSTRIAL: Final = ("industrial_va", "industrial_va_scale", "industrial_output", "industrial_profit")
NEW_CAPACITY: Final = re.compile("新增(?:加)?的?(?:主要)?(?:产品)?生产能力[^，。；]{0,4}$")  # 新增主要生产能力有：…
GRADES: Final = re.compile(
    "(?P<grade>[^，。；、\\d]{1,4}级)(?:[、和及与]\\d{1,6}(?:余|多)?(?:个|家|所|项|处|座|条|名|户)[^，。；、\\d]{1,4}级)+(?P<noun>[^，。；、\\d]{2,16})"
)
