"""What a number is about: named before it, after it, or carried from the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.observations import measure as m
from pipelines.observations.figures import holds
from pipelines.observations.fullname import PER_HEAD, done_first, measured_as, needs_owner, qualified, thing_only
from pipelines.observations.head import VERBS, Head, items, read_head
from pipelines.observations.lexicon import METRIC, NOUN, SEP, SHARE, Token
from pipelines.observations.listed import RATES, summed, with_measured
from pipelines.observations.measure import base_unit, unit_dimension
from pipelines.observations.numbers import MOVES
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Reading, State
from pipelines.observations.subject import (
    SELF,
    THE_POOR,
    Speaker,
    Subject,
    by_parts,
    carries_out,
    complete,
    last_member,
    may_name,
    members,
    subjects,
)
from pipelines.observations.times import WITHIN_YEAR
from pipelines.vocabulary.tables import cues, wordings

PARTICLES = frozenset("比较把将出多达由以用地业得上过仅且")  # what is left of a clause, no name
WHEN = re.compile(
    "在[^，。；]{1,8}(?:初期|中期|后期|时期|期间|时候|过程中)"
)  # a time that nobody knows: 在调整初期  # what is left of a clause, no name
WHOLE_YEAR = "全年"
UP_DOWN = frozenset(["up", "down"])
EXACT = ("一般", "省外", "市外", "县外", "区外")  # 一般预算收入, 省外资金
LONG_MEMBER = 4  # characters: 农村居民 behind a semicolon takes what it lacks from before, 公路 does not
SHORTEST_NAME = 2  # characters; what stands before the number and is no longer than that names nothing by itself
WITHIN = re.compile(WITHIN_YEAR)
BASIS_BEHIND = re.compile("的?(?:高|较高)?(?:基础|基数|情况|背景|条件|前提|形势)(?:下|之上|上|之下)?$")
GROWTH_BEHIND = re.compile("的(?:两位数|正|较快|高速|平稳|快速)?增长")  # 实现20%以上的增长
AND_SO_ON = re.compile("等(?:各项|一系列|多项)?(?:举措|措施|任务|工作|方式|政策|目标)")  # 招募社区助理300名等举措
MANY_KINDS = re.compile("（[^（），。\\d]{1,3}(?:、[^（）、，。\\d]{1,3})+）")  # 28个省（区、市）
SHARE_OF = re.compile(r"占(?:国内生产总值|地区生产总值|生产总值|GDP)的?比[重例]")


def name(
    state: State, who: Speaker, head: Head, tail: str, q: Quantity, wanted: int | None
) -> tuple[list[Subject], tuple[str, ...]]:
    """The subjects of a number (several where `wanted` numbers are told apart) and what of them was carried.

    `tail`: the words after the number.
    """
    tail = (
        ""
        if tail in cues()["milestone"]
        or AND_SO_ON.match(tail)
        or BASIS_BEHIND.match(tail)
        or GROWTH_BEHIND.fullmatch(tail)
        else MANY_KINDS.sub("", tail)
    )
    found, carried = _named_before(state, who, head, tail, q, wanted)
    per_cent = unit_dimension(q.unit) == "%"
    part_of = per_cent and len(head.right) == 1 and head.right[0].text == "的"  # 财政收入的60%
    part_of = part_of or (per_cent and bool(head.core) and not head.right and tail.startswith(USED))  # 人口的80%在农村
    if part_of or holds(head, SHARE):
        return _shares(found, head, tail, state.subject or state.named), ()
    known = bool(found and found[-1].metric)
    told = bool(found and head.right and not may_name(tail))  # nothing after the number can name it better
    after: list[Subject] = []
    exact = False
    if tail and tail[0] not in "（()）" and not told and not (known and head.metric):
        after, exact = _named_after(tail, head, who, q)
    if exact and head.metric is None:
        return after, ()
    if known:
        if state.part and not head.left and not head.right and base_unit(q.unit) == state.unit:
            return [_part(state.part, s) for s in found], ()
        return found, carried
    beside = head.metric is not None and head.metric.wording is not None and head.metric.wording.beside
    if found and head.metric and head.text.endswith(head.metric.text) and not head.right and not beside:
        state.part = head.text.removesuffix(head.metric.text)
    # 新实施1500个工业技改项目, 滚动实施300个…
    if after and (carries_out(head.text) or 0 < len(head.text) <= SHORTEST_NAME):
        return [_made(s, head) for s in after], ()
    if found and (head.right or not after):
        return [_spread(s, head, tail, q) for s in found], ()
    moves = not head.right_kinds.isdisjoint(MOVES)
    if after and (found or not moves or not state.subject):
        return [_made(s, head) for s in after], ()
    found, carried = _carried(state, q, not head.right_kinds.isdisjoint(UP_DOWN))
    if spoken_of := next((t.text for t in head.around if "self" in t.kinds), None):  # 全国增长2%，我市增长3%
        found = [replace(s, place=SELF if who.means_itself(spoken_of) else spoken_of) for s in found]
    if any(t.text == PER_HEAD for t in head.left):  # 生产总值达到300亿元，人均突破5万元
        of = found or ([state.before] if state.before else [])
        return [_per_head(s) for s in of], carried
    if found and any(t.text == WHOLE_YEAR for t in head.around):
        found = [_whole_year(s, who) for s in found]
    return found, carried


def _named_before(
    state: State, who: Speaker, head: Head, tail: str, q: Quantity, wanted: int | None
) -> tuple[list[Subject], tuple[str, ...]]:
    """The subjects that the head names, or the clause before it where that made a clause of its own."""
    if tail and base_unit(q.unit) == "人" and (wording := wordings().get(THE_POOR + tail)):
        return [Subject(wording.code, tail)], ()  # 全年21万人脱贫
    core, carried = (head.core, ()) if head.core or not state.lead else (state.lead, ("subject",))
    previous = state.named or state.subject
    if previous and tail and carries_out(head.text):  # 新建100个服务圈: the tail names what is built
        previous = None
    if wanted is None and (together := summed(core, head, unit_dimension(q.unit))):
        return [Subject(None, together)], ()
    if wanted is None and unit_dimension(q.unit) == "%":
        wanted = _shared(core, who)
    found = subjects(core, who, previous, wanted)
    if previous and WITHIN.fullmatch(head.text):  # 一季度生产总值增长6%，上半年增长7%
        return [Subject(None, head.text + WITHIN.sub("", previous.phrase, count=1), previous.place)], carried
    if head.left and head.left[-1].text == PER_HEAD and found and PER_HEAD not in found[0].phrase:
        first = found[0]
        found = [
            _per_head(first) if first.metric else replace(first, phrase=PER_HEAD + first.phrase),
            *found[1:],
        ]  # 人均消费 is no 消费品零售总额
    if state.beside:
        found = [_beside_spoken(s, state) for s in found]
    apart = previous is None and len(found) == 1 and len(found[0].phrase) >= LONG_MEMBER
    topic = state.topic or (state.before if apart else None)
    if topic and len(found) == 1 and not found[0].metric:  # 全国粮食连续增产，产量达到…
        full = complete(found[0].phrase, topic.phrase, topic.phrase)
        found = [Subject(full[0], full[1], found[0].place)] if full else found
    if found and previous and head.left and head.left[-1].text == "其中":
        found = _part_inside(found, previous, state)
    if state.topic and found and found[0].metric and (whose := _of_topic(state.topic, found[0])):
        found = [whose]
    if len(found) == 1 and not found[0].metric and (found[0].phrase in PARTICLES or WHEN.fullmatch(found[0].phrase)):
        found = []
    if found and previous and head.left and head.left[-1].text == "其中":
        found = [measured_as(found[0], previous), *found[1:]]
    return with_measured([_placed(s, head, who) for s in found]) if found else [], carried


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


BALANCES = ("deposits", "loans")


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
    if any(t.kinds.get("each") == "all" for t in head.around):
        told = [r.subject for r in readings if r.measure in (m.YOY, m.AVG_YOY, m.CUM)]
        return [s for s in state.history if s not in told and s.dimension != "%"] or found
    if state.verb.net_before and found and found[0] == state.subject and found[0].nature in ("stock", "flow"):
        return [replace(s, metric=None, phrase=(state.net_word or "新增") + s.phrase) for s in found]
    return found


SHARES = ("比重", "占比", "比例")


def _carried(state: State, q: Quantity, grows: bool) -> tuple[list[Subject], tuple[str, ...]]:
    """The subject that the clauses before named last, where it can have such a number."""
    if state.subject and state.subject.phrase.endswith(SHARES) and grows and unit_dimension(q.unit) == "%":
        share = state.subject.phrase
        whole = next((s for s in reversed(state.history) if s.phrase != share and share.startswith(s.phrase)), None)
        if whole:
            return [whole], ("subject",)  # 民生支出9.8亿元，占财政支出的68%，增长31%
    again = (
        state.before if state.reckoned and grows and state.subject is None and unit_dimension(q.unit) == "%" else None
    )
    for subject in (state.named, state.subject, again):  # 增长10.9%；扣除减税因素，增长13.2%
        if subject is not None and (subject is state.subject or m.can_be(subject, q)):
            return [subject], ("subject",)
    return [], ()


def _per_head(subject: Subject) -> Subject:
    if PER_HEAD in subject.phrase:
        return subject  # 农民人均纯收入1900元，人均增加180元
    name = complete(PER_HEAD, subject.phrase, subject.phrase)
    return replace(subject, metric=name[0] if name else None, phrase=name[1] if name else PER_HEAD + subject.phrase)


def _whole_year(subject: Subject, who: Speaker) -> Subject:
    """一季度地区生产总值下降1%，全年增长4%: the second is the year's."""
    part = WITHIN.match(subject.phrase)
    named = subjects(read_head(subject.phrase[part.end() :]).core, who, None, None) if part else []
    return named[0] if named else subject


def _part(made: str, subject: Subject) -> Subject:
    """认定高新技术企业11户、科技型中小企业12户: what makes the first a part makes the second one too."""
    if subject.nature == "addition" and carries_out(made):  # 新建改建高速公路6700公里、农村公路29万公里
        return subject
    wording = wordings().get(made + subject.phrase)
    return replace(subject, metric=wording.code if wording else None, phrase=made + subject.phrase)


LONGEST_USE = 14  # characters
USED = ("在", "用于", "来自", "投向", "集中在", "集中于", "由", "是", "都", "为农", "属于")


def _shares(found: Sequence[Subject], head: Head, tail: str, before: Subject | None) -> list[Subject]:
    wholes: Sequence[Subject | None] = found or [None]
    named = [share for whole in wholes if (share := _share(whole, head, tail, before)).phrase]
    if not named:
        return []
    if (
        before
        and any(t.text == "其中" for t in head.left)
        and not named[-1].metric
        and len(named[-1].phrase) <= SHORT_SHARE
    ):
        return [replace(s, phrase=f"{before.phrase}中{s.phrase}") for s in named]  # 投资增长6%，其中制造业占比70%
    return named if named[-1].metric else _parts_of_whole(head, before, found) or named


SHORT_SHARE = 6  # characters


def _share(found: Subject | None, head: Head, tail: str, before: Subject | None) -> Subject:
    """占国内生产总值的比重 of 研发经费 is a metric of its own; any other share keeps a phrase of its own."""
    whole = found if found and not head.text.startswith("占") else before
    name = whole.phrase if whole else ""
    words = "".join(t.text for t in head.core + head.right)
    if whole and whole.metric and (share := SHARE_OF.search(words)):
        of_it = (wordings().get(name[i:] + share[0]) for i in range(len(name)))
        if wording := next(filter(None, of_it), None):
            return Subject(wording.code, wording.text, whole.place)
    name = found.phrase if found else name
    used = tail if len(tail) < LONGEST_USE and tail.startswith(USED) else ""  # 财政支出八成投向民生
    phrase = f"{name}{used}占比" if name else head.text or tail
    return Subject(by_parts(phrase), phrase)


def _parts_of_whole(head: Head, before: Subject | None, found: Sequence[Subject]) -> list[Subject]:
    """民营经济增加值占全市生产总值的60%, …，占生产总值的比重达到60%: a share is named by the part and the whole."""
    words = "".join(t.text for t in head.core + head.right)
    if (m_ := PART_OF_WHOLE.fullmatch(words)) is None:
        return []
    part, place = m_["part"], SELF
    if not part and before is not None:
        part, place = before.phrase, before.place
    if len(part) < SHORTEST_NAME or part.endswith(("率", "占比", "比重", "增速")):
        return []
    parts = [Subject(None, p, place) for p in re.split("[、和]", told[1])] if (told := APART.match(part)) else []
    if not parts and len(found) > 1:  # A、B增加值占规模以上工业比重分别为…
        parts = [Subject(None, p, place) for p in re.split("[、和]", part)]
    parts = with_measured(parts) if parts else [Subject(None, part, place)]
    return [replace(s, metric=None, phrase=f"{s.phrase}占{m_['whole']}比重") for s in parts]


APART = re.compile("(.{3,})(?:分别|各|均|都)(?:已|约)?$")  # 民营企业、外资企业出口分别


PART_OF_WHOLE = re.compile(
    "(?P<part>[^占]*)占(?:到|据|了)?(?:全[国省市区县州旗盟乡镇社]的?(?!比重|份额|比例))?(?P<whole>[^占比重的达为在]{2,14}?)(?:的?(?:比重|比例|份额))?(?:超|近|逾|约|已|分别|均|都|双双)*的?(?:达到?|为|提高到|提升到|上升到|降到|增加到|升至|接近|超过|突破|(?:由|从)(?:(?:19|20)\\d\\d年的)?)?"
)


def _shared(core: Sequence[Token], who: Speaker) -> int | None:
    """社会消费品零售总额、固定资产投资增长4%: one growth that every member of a list of metrics shares."""
    count = members(core) if len(items(core)) > 1 else 0
    if count < 2:
        return None
    listed = subjects(core, who, None, count)
    if all(s.phrase.endswith(RATES) for s in listed):
        return count
    whole = all(s.metric and s.dimension != "%" for s in listed)
    return count if whole and len({s.metric for s in listed}) == count else None


def _placed(subject: Subject, head: Head, who: Speaker) -> Subject:
    """全国 before the subject, in a province's report, is another place."""
    if not head.has("self"):
        return subject
    other = next((t.text for t in head.left if "self" in t.kinds and not who.means_itself(t.text)), None)
    if other in TITLES and not subject.metric:  # 国家卓越级智能工厂, 全国精品旅游线路 are names
        return replace(subject, phrase=other + subject.phrase)
    return replace(subject, place=other) if other and subject.place == SELF else subject


TITLES = ("国家", "全国")


def _named_after(tail: str, head: Head, who: Speaker, q: Quantity) -> tuple[list[Subject], bool]:
    """The subject that stands after the number; true where it is a metric's whole name (101套保障性租赁住房).

    What the number is told for must be its making, not another's use of it (服务覆盖300个老旧小区).
    """
    after = read_head(AIMED.sub("", tail))
    listed = items(after.core)
    if joint := _joint(after, listed):
        found = [Subject(None, joint)]
    else:
        first = listed[0] if listed and not after.metric else after.core
        found = subjects(first, who, None, None)[:1] if first else []
        if not after.core and tail in cues()["qualifier"]:  # 辐射全国75个城市
            found = [Subject(None, tail)]
    words = [*(listed[0] if listed else after.core), *(t for t in after.right if "neutral" in t.kinds)]
    whole = "".join(t.text for t in words)
    if found and found[0].metric and whole != found[0].phrase and unit_dimension(q.unit) == "1":
        found = found if m.can_be(found[0], q) else [Subject(None, whole)]  # 7个高速公路项目建设
    if (
        found
        and not found[0].metric
        and (kept := qualified(after, behind=True))
        and not found[0].phrase.startswith(kept)
    ):
        found = [replace(found[0], phrase=kept + found[0].phrase)]
    owned = "".join(t.text for t in last_member(head.core))
    if tail.startswith("的") and found and needs_owner(owned):  # 投资5亿元的风电基地开工: its investment
        return [replace(s, metric=None, phrase=thing_only(s.phrase) + owned) for s in found], False
    if (
        found and q.unit not in KINDS and 1 < q.point == len(items(head.core))
    ):  # 桃花谷、清风岭2家景区: the list names those counted
        return [replace(s, metric=None, phrase=done_first(head.text) + s.phrase) for s in found], False
    used = head.core and not carries_out(head.text) and found and found[0].nature != "flow"
    if used or not after.right_kinds.isdisjoint(VERBS):  # 约7成出口增量
        return [replace(s, metric=None, phrase=_before_name(head) + s.phrase) for s in found], False
    if tail.startswith("的") and found and found[0].metric:  # 世界22%的人口
        return [replace(s, metric=None) for s in found], False
    return found, bool(found and found[0].metric) and not after_is_part(after)


KINDS = ("类", "种", "项", "大", "级")  # 供水、供热2类管网: the list tells of what kind
AIMED = re.compile("(?<=[^的长])目标$")  # 16名社区工作者目标


def _joint(after: Head, listed: list[list[Token]]) -> str:
    """40位外国元首和政府首脑: one number for all that is listed behind it; empty where each may have its own."""
    text = "".join(t.text for t in after.core)
    text = DONE_BY.sub("", text) if len(text) > LONGEST_JOINT else text
    told = any(METRIC in member[-1].kinds for member in listed) or any(t.text == "并" for t in after.core)
    apart = len(listed) < 2 or len(text) > LONGEST_JOINT or any(c.isdigit() for c in text)
    return "" if apart or told else text


DONE_BY = re.compile("(?<=.{4})(?:进行|开展|实施|参与|参加|对|向|完成|实现).*")  # 1万名困境、留守儿童进行评估


def _made(subject: Subject, head: Head) -> Subject:
    """新建60个充电站, 新增60个充电站: named as in 新建充电站60个."""
    words = (PER_HEAD,) if head.text else (PER_HEAD, *BETTERED)
    done = (
        head.text
        if head.text in cues()["action"]
        else next((t.text for t in head.around if "net" in t.kinds or t.text in words), "")
    )
    return subject if subject.metric or not done else replace(subject, phrase=done + subject.phrase)


def _spread(subject: Subject, head: Head, tail: str, q: Quantity) -> Subject:
    """试点扩大到29个省: how many provinces, said of what has spread to them."""
    money = unit_dimension(q.unit) == "CNY" and tail.endswith(tuple(cues()["funds"]))  # 财政新增47亿元补助资金
    if not subject.metric and (money or tail.endswith("全覆盖")):  # 本科高校、高职院校均实现21个地级市全覆盖
        return replace(subject, phrase=subject.phrase + tail)
    if tail and not subject.metric and unit_dimension(q.unit) == "1" and head.right[-1:] and head.right[-1].text in HAS:
        return replace(subject, phrase=subject.phrase + tail)  # 开发区已建成20个研发平台
    where = PLACES.match(tail)
    if where is None or subject.metric or unit_dimension(q.unit) != "1":
        return subject
    spread = "".join(t.text for t in head.right).endswith(SPREAD)
    return replace(subject, phrase=subject.phrase + where[0]) if spread else subject


HAS = ("建成", "已建成", "现有", "已有", "拥有", "共有", "建有", "设有")
SPREAD = ("扩大到", "推广到", "扩展到", "拓展到", "覆盖到", "延伸到", "扩大至", "拓展至", "推广至")
PLACES = re.compile("(?:省|市|县|区|城市|国家|乡镇|镇|村|社区|街道|园区|行业|领域|学校|医院|企业)[^，。；（、\\d]{0,8}")


BETTERED = ("提升", "改善")  # 提升100所学校 counts schools, 提升5个百分点 does not


def _before_name(head: Head) -> str:
    """惠及154万户家庭, 工程覆盖80%的学校, 大宗商品贸易等18个集聚区: what stands before the number tells of what is named behind it."""
    if head.core and SEP in head.core[-1].kinds:
        return ""  # 设计公园和85个口袋公园建成开放
    said = "" if head.metric else head.text
    if not 0 < len(said) <= (LONGEST_REACH if "覆盖" in said and "、" not in said else LONGEST_BEFORE):
        said = "".join(t.text for t in last_member(head.core))
    if said.endswith("等"):  # 公园、绿地等20个工程: the last of the examples alone tells nothing
        done = done_first(head.text)
        return done if done not in cues()["net"] else ""
    if said in cues()["action"]:  # 各部门取消和下放246项审批事项
        return max((w for w in cues()["action"] if head.text.endswith(w)), key=len) if said != head.text else ""
    return said if len(said) <= LONGEST_BEFORE or "覆盖" in said else ""


LONGEST_BEFORE, LONGEST_REACH, LONGEST_JOINT = 12, 24, 16  # characters


def after_is_part(after: Head | None) -> bool:
    """A metric's name after the number counts only where it is all that follows (101套保障性租赁住房建设)."""
    if after is None or not after.core:
        return True
    first = after.core[0]
    return METRIC not in first.kinds or any(NOUN in t.kinds for t in after.core[1:])
