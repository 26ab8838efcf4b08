"""What a number is about: named before it, after it, or carried from the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.behind import REACHED_BY, made_so, named_behind, offered, spread
from pipelines.observations.counted import MANY_KINDS
from pipelines.observations.fullname import LEVEL, counted_in_all, measured_as
from pipelines.observations.head import PER_HEAD, Head, items, read_head
from pipelines.observations.lexicon import BASE_TIME, SHARE, Token
from pipelines.observations.listed import summed
from pipelines.observations.measured import RATE_ENDS, with_measured
from pipelines.observations.numbers import MOVES
from pipelines.observations.owner import thing_only
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Reading, State
from pipelines.observations.shares import USED, contributed, shares
from pipelines.observations.speaker import Speaker
from pipelines.observations.subject import (
    SELF,
    THE_POOR,
    Subject,
    carries_out,
    complete,
    last_member,
    may_name,
    members,
    resolve,
    subjects,
    with_others,
)
from pipelines.observations.times import WITHIN_YEAR
from pipelines.vocabulary.tables import cues, wordings

SPENT_ON: Final = ("用于", "投向")
PARTICLES: Final = frozenset("长比较把将出多达由以用地业得上过仅且新")  # what is left of a clause, no name
EACH: Final = re.compile("(?:每[人年])?(?:人均)?(?:每[年月天日])?")
# a time that nobody knows: 在调整初期; one that what was named before takes: 提高基本养老金，人均每年增长10%
WHEN: Final = re.compile(EACH.pattern + "|在[^，。；]{1,8}(?:初期|中期|后期|时期|期间|时候|过程中)")
WHOLE_YEAR: Final = "全年"
PAID_TO: Final = re.compile("支持|补贴|补助(?!资)|扶持|奖励(?!资)|保障(?!性|房)")  # 安排周转金25亿元支持项目建设
GROWTH_AIMED: Final = re.compile("的(?P<what>[^，。；的]{2,14}?)(?:增长|增速)(?:预期)?目标")
MOVING: Final = ("撬动", "带动", "拉动")
OPEN_SHARE: Final = re.compile("占[^，。；]{2,12}(?<!比重)(?<!比例)$")
BECAME: Final = re.compile(
    "(?P<who>[^，。；]{2,16}?)(?:率先|首次|已)?成为[^，。；]{0,10}?(?:首个|首家|唯一|第[^，]{1,4}[个家座])(?P<measured>[^，。；个家座]{2,12})"
)
COUNTED_BY: Final = ("1", "household", "person")
UP_DOWN: Final = frozenset(["up", "down"])
EXACT: Final = ("一般", "省外", "市外", "县外", "区外")  # 一般预算收入, 省外资金
LONG_MEMBER: Final = 4  # characters: 农村居民 behind a semicolon takes what it lacks from before, 公路 does not
SHORTEST_NAME: Final = 2  # characters; what stands before the number and is no longer than that names nothing by itself
WITHIN: Final = re.compile(WITHIN_YEAR)
BASIS_BEHIND: Final = re.compile(
    "的?(?:高|较高)?(?:基础|基数|情况|背景|条件|前提|形势)(?:下|之上|上|之下)?$|的(?:情况|背景|条件|前提|形势)下"
)
AND_THEN: Final = re.compile("并(?![购网联轨列存])")  # 建成助餐点380个并向社会开放: told of them too, no name
OF_AIMS: Final = re.compile("的(?:任务|目标|要求|工作任务)")  # 裁减员额五十万的任务
GROWTH_BEHIND: Final = re.compile(
    "的(?:两位数|正|较快|高速|平稳|快速)?增长(?:目标|预期目标|预期)?"
)  # 实现20%以上的增长
AND_SO_ON: Final = re.compile(
    "等(?:各项|一系列|多项)?(?:举措|措施|任务|工作|方式|政策|目标)"
)  # 招募社区助理300名等举措


def name(
    state: State, who: Speaker, head: Head, tail: str, q: Quantity, wanted: int | None
) -> tuple[list[Subject], tuple[str, ...]]:
    """The subjects of a number (several where `wanted` numbers are told apart) and what of them was carried.

    `tail`: the words after the number.
    """
    tail = _naming_words(tail, head, q)
    if around := offered(tail, head) or _named_around(state, who, head, tail, q):
        return around, ()
    found, carried = _named_before(state, who, head, tail, q, wanted)
    if _is_share(head) or (q.dimension == "%" and _is_part(head, tail, state)):
        topic = state.topic.named(thing_only(state.topic.phrase)) if state.topic else None
        return shares(found, head, tail, state.subject or state.named or topic), ()
    known = bool(found and found[-1].metric)
    told = bool(found and head.right and not may_name(tail))  # nothing after the number can name it better
    after: list[Subject] = []
    exact = False
    told = told or (q.dimension == "CNY" and len(head.text) > SHORTEST_NAME and PAID_TO.match(tail) is not None)
    if tail and tail[0] not in "（()）" and not told and not (known and head.metric):
        after, exact = named_behind(tail, head, who, q)
    if exact and head.metric is None:
        return after, ()
    if known:
        if state.part and not head.left and not head.right and q.base_unit == state.unit:
            return [_part(state.part, s) for s in found], ()
        return found, carried
    beside = head.metric is not None and head.metric.wording is not None and head.metric.wording.beside
    if found and head.metric and head.text.endswith(head.metric.text) and not head.right and not beside:
        state.part = head.text.removesuffix(head.metric.text)
    # 新实施1500个工业技改项目, 滚动实施300个…
    if after and (carries_out(head.text) or 0 < len(head.text) <= SHORTEST_NAME):
        return [made_so(s, head) for s in after], ()
    if found and (head.right or not after or (q.dimension == "%" and tail.startswith(REACHED_BY))):
        return [spread(s, head, tail, q) for s in found], ()
    moves = not head.right_kinds.isdisjoint(MOVES)
    counts = [t.text for t in head.right if t.text != "其中"] == ["增加"] and (
        q.unit in ("万", "亿") or q.dimension in ("1", "person", "household")
    )
    if after and (found or counts or not moves or not state.subject):
        return [made_so(s, head) for s in after], ()
    found, carried = _carried(state, q, not head.right_kinds.isdisjoint(UP_DOWN))
    if spoken_of := next((t.text for t in head.around if "self" in t.kinds), None):  # 全国增长2%，我市增长3%
        found = [replace(s, place=SELF if who.means_itself(spoken_of) else spoken_of) for s in found]
    if any(t.text == PER_HEAD for t in head.left):  # 生产总值达到300亿元，人均突破5万元
        of = found or ([state.before] if state.before else [])
        return [_per_head(s, head) for s in of], carried
    return [_as_told(s, head, who) for s in found] if head.left or head.right else found, carried


def _naming_words(tail: str, head: Head, q: Quantity) -> str:
    """The words after a number as far as they may name what it is about."""
    if not tail or tail in cues()["milestone"] or GROWTH_BEHIND.fullmatch(tail) or OF_AIMS.fullmatch(tail):
        return ""
    if AND_SO_ON.match(tail) or BASIS_BEHIND.match(tail) or AND_THEN.match(tail):
        return ""
    if q.dimension == "CNY" and head.core and tail.startswith((*MOVING, "用于")):
        return ""  # 筹措30亿元撬动贷款
    return MANY_KINDS.sub("", tail) if "（" in tail else tail


def _named_around(state: State, who: Speaker, head: Head, tail: str, q: Quantity) -> list[Subject]:
    """The subject that the words on both sides of a number name together."""
    if "成为" in head.text and (became := BECAME.fullmatch(head.text)):  # 云岭基地成为全省首个产值超百亿元的园区
        return [Subject(None, became["who"] + became["measured"])]
    if q.dimension != "%" or not tail:
        return []
    if not head.core and (aimed := GROWTH_AIMED.fullmatch(tail)):  # 8%左右的生产总值增长目标
        return subjects(read_head(aimed["what"]).core, who, None, None)
    if tail.startswith("的") and (wide := SPREAD_TO.fullmatch(head.text)) and UNITS.fullmatch(tail):
        return [Subject(None, f"{wide['what']}覆盖{tail[1:]}占比")]  # 医疗制度扩大到全国86%的县
    share = contributed(head, tail, state.subject or state.named)
    return [share] if share else []


SPREAD_TO: Final = re.compile(
    "(?P<what>.{2,24}?)(?:范围)?(?:已|要)?(?:扩大|推广|扩展|拓展)(?:到|至)(?:全[国省市区县])?"
)
UNITS: Final = re.compile("的(?:县|市|县市|城市|地区|乡镇|乡|镇|村|学校|医院|企业|行政村)")


def _is_share(head: Head) -> bool:
    """占 or 比重 is told of the number, and does not stand in another member of the list (智算占比、能效等5项指标)."""
    if SHARE in head.kinds:
        return True
    said = head.text
    return ("占" in said or "比重" in said) and any(SHARE in t.kinds for t in last_member(head.core))


def _is_part(head: Head, tail: str, state: State) -> bool:
    """财政收入的60%; 人口的80%在农村; 支出3.4万亿元，74%用于民生; 制度在30%的医疗机构实施."""
    if head.right:
        last = head.right[-1].text
        return (last == "的" and len(head.right) == 1) or (last == "在" and bool(head.core) and tail.startswith("的"))
    return tail.startswith(USED) if head.core else tail.startswith(SPENT_ON) and state.subject is not None


def _named_before(
    state: State, who: Speaker, head: Head, tail: str, q: Quantity, wanted: int | None
) -> tuple[list[Subject], tuple[str, ...]]:
    """The subjects that the head names, or the clause before it where that made a clause of its own."""
    if tail and q.base_unit == "人" and (wording := wordings().get(THE_POOR + tail.removesuffix("任务"))):
        return [Subject(wording.code, tail)], ()  # 全年21万人脱贫
    counts = tail != "" and q.dimension in COUNTED_BY  # …效益明显回升，全市有27个县区…: what is counted stands behind
    core, carried = (head.core, ()) if head.core or not state.lead or counts else (state.lead, ("subject",))
    if wanted is None and (together := _together(core, head, who, q)):
        return [Subject(None, together)], ()
    previous = state.named or state.subject
    if previous and tail and carries_out(head.text):  # 新建100个服务圈: the tail names what is built
        previous = None
    if wanted is None and q.dimension == "%":
        wanted = _shared(core, who)
    if previous and LEVEL.fullmatch(head.text) and not tail:
        return [_of_level(head.text, previous)], ()
    found = with_others(subjects(core, who, previous, wanted), head.left[-1].text if head.left else "")
    if previous and WITHIN.fullmatch(head.text):  # 一季度生产总值增长6%，上半年增长7%
        return [Subject(None, head.text + WITHIN.sub("", previous.phrase, count=1), previous.place)], carried
    if head.left and head.left[-1].text == PER_HEAD and found and PER_HEAD not in found[0].phrase:
        first = found[0]
        found = [
            _per_head(first) if first.metric else first.named(PER_HEAD + first.phrase),
            *found[1:],
        ]  # 人均消费 is no 消费品零售总额
    if state.beside:
        found = [_beside_spoken(s, state) for s in found]
    apart = previous is None and len(found) == 1 and len(found[0].phrase) >= LONG_MEMBER
    topic = state.topic or (state.before if apart else None)
    if topic and len(found) == 1 and not found[0].metric:  # 全国粮食连续增产，产量达到…
        full = complete(found[0].phrase, topic.phrase, topic.phrase)
        found = [Subject(full[0], full[1], found[0].place)] if full else found
    inside = previous is not None and any(t.text == "其中" for t in head.left)
    if found and previous and inside:
        found = _part_inside(found, previous, state)
    if state.topic and found and found[0].metric and (whose := _of_topic(state.topic, found[0])):
        found = [whose]
    found = _without_particle(_whole_again(found, previous, head), head, state.topic if previous is None else None)
    if found and previous and inside:
        alike = q.dimension in ("%", "pp") or q.base_unit == state.unit
        alone = [measured_as(found[0], previous)] if alike else found  # 旅游收入76亿元，其中过夜游客318万人次
        found = ([_inside(s, previous) for s in found] if alike else found) if len(found) > 1 else alone
    return with_measured([_placed(_in_year(s, head, who, carried), head, who) for s in found]) if found else [], carried


def _whole_again(found: list[Subject], previous: Subject | None, head: Head) -> list[Subject]:
    """市级财政赤字安排24亿元，比上年预算赤字减少5亿元: the end of the name before, held against another year."""
    if previous is None or len(found) != 1 or found[0].metric or BASE_TIME not in head.kinds:
        return found
    return [previous] if previous.phrase.removesuffix("预算").endswith(found[0].phrase) else found


def _without_particle(found: list[Subject], head: Head, topic: Subject | None) -> list[Subject]:
    """Nothing where only a particle or a time is left (每天新增1.5万户), or what the clause before spoke of.

    提高补助标准，每人每月增加5元: the standard.
    """
    if len(found) == 1 and not found[0].metric and (found[0].phrase in PARTICLES or WHEN.fullmatch(found[0].phrase)):
        found = []
    if not found and topic and head.text and EACH.fullmatch(head.text):
        return [Subject(None, read_head(topic.phrase).text)]
    return found


def _together(core: Sequence[Token], head: Head, who: Speaker, q: Quantity) -> str | None:
    """The name of a list that one number is told of."""
    if len(core) < 3 or len(items(core)) < 2:
        return None
    last = resolve(last_member(core), who, None)
    return summed(core, head, q.dimension, last is not None and last.metric is not None)


def _inside(subject: Subject, whole: Subject) -> Subject:
    """规上工业增加值增长7%，其中高技术制造业、装备制造业分别增长13%、11%: each by its full name."""
    full = None if subject.metric else complete(subject.phrase, whole.phrase, whole.phrase)
    return Subject(full[0], full[1], subject.place) if full else measured_as(subject, whole)


def _part_inside(found: list[Subject], previous: Subject, state: State) -> list[Subject]:
    """利用外资8亿元，其中直接利用外资5亿元: a part of the metric. But 地方财政收入26亿元，其中一般预算收入18亿元 names it inside."""
    same = previous.metric == found[0].metric and previous.phrase != found[0].phrase
    if not same or found[0].nature not in ("flow", "stock"):
        return found
    if any(word in found[0].phrase and word not in previous.phrase for word in EXACT):
        state.outer = previous
        return found
    return [replace(found[0], metric=None)]


def _beside_spoken(subject: Subject, state: State) -> Subject:
    """生产总值46亿元；其中第一产业…；第二产业12亿元: beside the metric that was told last, but for others beside it."""
    wording = None if subject.metric else wordings().get(subject.phrase)
    beside = wording is not None and wording.beside != "" and wording.beside == state.beside
    return replace(subject, metric=wording.code) if wording and beside else subject


def is_beside(subject: Subject, metric: str | None) -> bool:
    """The subject is told beside a metric, as a part of it, or of its growth or share."""
    wording = wordings().get(subject.phrase)
    return (wording is not None and wording.beside == metric != "") or subject.phrase.endswith(SHARES)


BALANCES: Final = ("deposits", "loans")


def _of_topic(topic: Subject, subject: Subject) -> Subject | None:
    """城乡居民储蓄存款大幅度增加，年末存款余额达…: the balance of those savings, not of all deposits."""
    if subject.metric not in BALANCES:
        return None
    if topic.phrase.endswith("储蓄"):
        return Subject(None, topic.phrase + subject.phrase, topic.place)
    for length in range(min(len(topic.phrase), len(subject.phrase)) - 1, 1, -1):
        if topic.phrase.endswith(subject.phrase[:length]):
            return Subject(None, topic.phrase + subject.phrase[length:], topic.place)
    return None


def grown(found: list[Subject], head: Head, state: State, readings: Sequence[Reading]) -> list[Subject]:
    """Whose growth a number is that names no subject.

    A…，B…，均增长20%: of all that have none yet. 新增市场主体2万户、增长15%: of what was added, not of all there are.
    """
    if found and not found[0].metric and OPEN_SHARE.search(found[0].phrase) and not head.right:
        return [found[0].named(found[0].phrase + "比重")]  # 14个产业产值占总产值的80%
    if any(t.kinds.get("each") == "all" for t in head.around):
        told = [r.subject for r in readings if r.measure in (m.YOY, m.AVG_YOY, m.CUM)]
        return [s for s in state.history if s not in told and s.dimension != "%"] or found
    if state.verb.net_before and found and found[0] == state.subject and found[0].nature in ("stock", "flow"):
        return [replace(s, metric=None, phrase=(state.net_word or "新增") + s.phrase) for s in found]
    return found


SHARES: Final = ("比重", "占比", "比例")


def _carried(state: State, q: Quantity, grows: bool) -> tuple[list[Subject], tuple[str, ...]]:
    """The subject that the clauses before named last, where it can have such a number."""
    if state.subject and state.subject.phrase.endswith(SHARES) and grows and q.dimension == "%":
        share = state.subject.phrase
        whole = next((s for s in reversed(state.history) if s.phrase != share and share.startswith(s.phrase)), None)
        if whole:
            return [whole], ("subject",)  # 民生支出9.8亿元，占财政支出的68%，增长31%
    again = state.before if state.reckoned and grows and state.subject is None and q.dimension == "%" else None
    if q.dimension == "CNY" and state.subject and state.subject.phrase.endswith(SHARES):
        return [], ()  # 民生支出占比75%。统筹5亿元推进实事
    for subject in (state.named, state.subject, again):  # 增长10.9%；扣除减税因素，增长13.2%
        if subject is not None and (subject is state.subject or m.can_be(subject, q)):
            return [subject], ("subject",)
    return [], ()


def _as_told(subject: Subject, head: Head, who: Speaker) -> Subject:
    """What was named before, of one level (其中国家级2家) or of the whole year."""
    if level := next((t.text for t in reversed(head.left) if LEVEL.fullmatch(t.text)), ""):
        return _of_level(level, subject)
    return _whole_year(subject, who) if any(t.text == WHOLE_YEAR for t in head.around) else subject


def _of_level(level: str, subject: Subject) -> Subject:
    """“小巨人”企业7家，其中国家级2家、省级5家: those of one level are a part."""
    of_other = LEVEL.sub(level, subject.phrase, count=1)
    return replace(subject, metric=None, phrase=of_other if of_other != subject.phrase else level + subject.phrase)


def _per_head(subject: Subject, head: Head | None = None) -> Subject:
    said = next((t.text for t in head.right if "earned" in t.kinds), "") if head and not subject.metric else ""
    if said:  # 新增从业农牧民1.5万人，人均增收2000元
        return replace(subject, phrase=counted_in_all(subject).phrase + PER_HEAD + said)
    if PER_HEAD in subject.phrase:
        return subject  # 农民人均纯收入1900元，人均增加180元
    name = complete(PER_HEAD, subject.phrase, subject.phrase)
    return replace(subject, metric=name[0] if name else None, phrase=name[1] if name else PER_HEAD + subject.phrase)


def _whole_year(subject: Subject, who: Speaker) -> Subject:
    """一季度地区生产总值下降1%，全年增长4%: the second is the year's."""
    part = WITHIN.match(subject.phrase)
    named = subjects(read_head(subject.phrase[part.end() :]).core, who, None, None) if part else []
    return named[0] if named else subject


def _in_year(subject: Subject, head: Head, who: Speaker, carried: tuple[str, ...]) -> Subject:
    """下半年固定资产投资增速加快，全年增长20%: what was carried, spoken of the whole year."""
    return _whole_year(subject, who) if carried and any(t.text == WHOLE_YEAR for t in head.around) else subject


def _part(made: str, subject: Subject) -> Subject:
    """认定高新技术企业11户、科技型中小企业12户: what makes the first a part makes the second one too."""
    if subject.nature == "addition" and carries_out(made):  # 新建改建高速公路6700公里、农村公路29万公里
        return subject
    wording = wordings().get(made + subject.phrase)
    return replace(subject, metric=wording.code if wording else None, phrase=made + subject.phrase)


def _shared(core: Sequence[Token], who: Speaker) -> int | None:
    """社会消费品零售总额、固定资产投资增长4%: one growth that every member of a list of metrics shares."""
    count = members(core) if len(items(core)) > 1 else 0
    if count < 2:
        return None
    listed = subjects(core, who, None, count)
    if all(s.phrase.endswith(RATE_ENDS) for s in listed):
        return count
    whole = all(s.metric and s.dimension != "%" for s in listed)
    return count if whole and len({s.metric for s in listed}) == count else None


def _placed(subject: Subject, head: Head, who: Speaker) -> Subject:
    """全国 before the subject, in a province's report, is another place."""
    if not head.has("self"):
        return subject
    other = next((t.text for t in head.left if "self" in t.kinds and not who.means_itself(t.text)), None)
    if other in TITLES and not subject.metric:  # 国家卓越级智能工厂, 全国精品旅游线路 are names
        return subject.named(other + subject.phrase)
    return replace(subject, place=other) if other and subject.place == SELF else subject


TITLES: Final = ("国家", "全国")
