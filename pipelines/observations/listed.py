"""What the members of a list share: one number for all of them, a head that stands with the first or the last alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pipelines.observations.fullname import LEVEL, MADE, RATE, SENT_OUT, counted_in_all
from pipelines.observations.head import VERBS, Head, items, read_head
from pipelines.observations.lexicon import METRIC, Token
from pipelines.observations.measured import IN_BRACKETS, LONGEST_BARE, RATE_ENDS, at_end
from pipelines.observations.owner import as_owner, done_first, needs_owner, opens_as_done, thing_only
from pipelines.observations.reading import Reading, State
from pipelines.observations.subject import (
    SHARED,
    SHARED_PART,
    Subject,
    by_parts,
    carries_out,
    owned_behind,
    worded,
)
from pipelines.observations.worked import worked_thing
from pipelines.vocabulary.tables import cue_words, cues
from pipelines.vocabulary.units import dimension


def as_counterpart(subject: Subject, before: Subject | None, inside: bool = False) -> Subject:
    """城镇人均居住面积增加到30平方米，农村增加到45平方米: theirs too."""
    if before is not None and inside and subject.phrase in SIDES and (done := done_first(before.phrase)):
        return subject.named(done + subject.phrase + before.phrase.removeprefix(done))  # 新建充电桩，其中农村
    if before is not None and inside and subject.phrase in FIRMS and (newly := REGISTERED.match(before.phrase)):
        return Subject(None, newly[0] + subject.phrase, subject.place)  # 新登记经营主体14万户，其中企业5万户
    kind = before.phrase if before is not None and not before.metric and before.phrase.endswith("企业") else ""
    if inside and kind not in ("", "企业") and (scale := OF_SCALE.fullmatch(subject.phrase)):
        done = _opens(kind)  # 食品加工企业40家，其中规模以上6家: no count of all firms of scale
        return Subject(None, done + scale[1] + kind.removeprefix(done), subject.place)
    if before is not None and not subject.metric and (norm := _norm_of(subject.phrase, before.phrase)):
        return subject.named(norm)
    if before is not None and AMOUNT.fullmatch(subject.phrase) and not before.metric:  # 其中10亿元以上41个
        done = _opens(before.phrase)
        what = ITS_MONEY.sub("", before.phrase)  # 亿元以上项目51个、总投资…，其中10亿元以上9个
        return subject.named(done + subject.phrase + SOME_AMOUNT.sub("", what[len(done) :]))
    if before is not None and (theirs := _of_kind(subject, before)):
        return subject.named(theirs)
    if before is not None and LEVEL.fullmatch(subject.phrase):  # 培育省级龙头企业2家、市级5家
        done = _opens(before.phrase)
        of_level = LEVEL.match(before.phrase, len(done))
        if of_level or (inside and not before.metric):  # 龙头企业50家，其中省级以上8家
            rest = of_level.end() if of_level else len(done)
            return subject.named(done + subject.phrase + before.phrase[rest:])
    side = next((w for w in SIDES if before is not None and before.phrase.startswith(w)), "")
    if subject.metric or subject.phrase not in SIDES or before is None or not side:
        return subject
    phrase = subject.phrase + before.phrase.removeprefix(side)
    return worded(phrase, subject.place)


def _of_kind(subject: Subject, before: Subject) -> str:
    """发送旅客4500万人次、货物5000万吨, 压减时间58%、材料52%: the second of a kind of its own; empty where it is not."""
    bare = LESS.sub("", subject.phrase)
    kind = None if subject.metric or before.metric else cues()["counterpart"].get(bare)
    if kind is None:
        return ""
    said = next((w for w, k in cues()["counterpart"].items() if k == kind and before.phrase.endswith(w)), "")
    owner = before.phrase.removesuffix(said) if said else ""
    if kind == "firms" and not owner.endswith(NEWLY):
        return ""  # 家政企业120家、从业人员8600人: no 家政从业人员
    return owner + bare if owner and said != bare else ""


NEWLY: Final = ("新增", "净增", "新登记", "新设立")
LESS: Final = re.compile("^[压缩]?减")  # 平均减时间60%、减材料40%


def as_share(subject: Subject, before: Subject) -> Subject:
    """清洁能源装机占比54%、发电量占比51%: the second is of clean energy too."""
    if not (subject.phrase.endswith(SHARED) and before.phrase.endswith(SHARED)):
        return subject
    of_what = owned_behind().search(SHARED_PART.sub("", before.phrase))
    if of_what is None or of_what.start() < SHORTEST_OWNER or not needs_owner(SHARED_PART.sub("", subject.phrase)):
        return subject
    return Subject(None, before.phrase[: of_what.start()] + subject.phrase, subject.place)


SHORTEST_OWNER: Final = 2  # characters


def as_chosen(subject: Subject, before: Subject, head: Head) -> Subject:
    """创建示范地区4个、项目6个: model projects."""
    said = head.text or "".join(t.text for t in head.right)
    chosen = CHOSEN.fullmatch(before.phrase) if said in SHORT_NOUNS else None
    return subject.named(chosen[1] + said) if chosen else subject


CHOSEN: Final = re.compile("(.*(?:示范|试点|重点|特色|标杆|先进|优秀)).{2}")
SHORT_NOUNS: Final = ("项目", "单位", "企业", "基地", "园区", "地区", "城市", "村镇", "社区")


def _norm_of(phrase: str, before: str) -> str:
    """孤儿供养标准每月2400元，散居孤儿1500元: what both are paid is told of the first alone; empty where it is not so."""
    bare = IN_BRACKETS.sub("", phrase)
    apart = opens_as_done(bare) or bare.startswith(cue_words("opens_unowned"))
    at = before.find(bare[-2:]) if len(bare) > 2 and not apart else -1
    said = before[at + 2 : at + 2 + LONGEST_NORM] if at >= 0 else ""
    return phrase + said if said.endswith(NORMS) and not phrase.endswith(NORMS) and bare not in before else ""


FIRMS: Final = ("企业", "个体工商户", "农民专业合作社", "民营企业")
REGISTERED: Final = re.compile("新(?:登记|设立?|注册)")
LONGEST_NORM: Final = 12  # characters
NORMS: Final = ("标准", "补贴", "补助", "津贴", "收购价", "收购价格", "待遇")


def _opens(phrase: str) -> str:
    """What is done with a thing, before its name: 培育, 新增."""
    return done_first(phrase) or ("新增" if phrase.startswith("新增") else "")


# work on a crop or a thing, no thing of a list
DONE_TO_IT: Final = (
    *("灌溉", "施肥", "机耕", "机播", "机收", "托管", "流转", "深松", "加工", "储备", "库存", "休渔", "禁牧", "拆迁"),
    *("收购", "销售"),
)
ITS_MONEY: Final = re.compile("(?<=项目)(?:计划|协议|完成)?总?投资额?$")
AMOUNT: Final = re.compile("(?:超)?\\d[\\d.]*(?:万|千万|亿)?元以上")
SOME_AMOUNT: Final = re.compile("^(?:\\d[\\d.]*)?(?:万|千万|亿)?元以上")
SIDES: Final = ("农村", "城镇", "城市")
OF_SCALE: Final = re.compile("(规上|规模以上|限上|限额以上)企业")


def as_listed(subject: Subject, joiner: str, before: Subject | None) -> Subject:
    """炼钢产能140万吨、水泥33万吨: a bare product takes what is told of the one before."""
    if before is None or joiner not in ("、", "，") or not before.phrase.endswith(cue_words("listed_head")):
        return subject
    head = at_end("listed_head").search(before.phrase)
    bare = not subject.metric and len(subject.phrase) <= LONGEST_BARE and not subject.phrase.endswith(RATE)
    if (
        head is None
        or not bare
        or at_end("listed_head").search(subject.phrase)
        or needs_owner(subject.phrase)
        or opens_as_done(subject.phrase)
        or subject.phrase.endswith((*SENT_OUT, *DONE_TO_IT))
        or subject.phrase in cues()["counterpart"]  # 粮食产量20万吨，收购15万吨
    ):
        return subject
    return subject.named(subject.phrase + head[0])


def as_mean(subject: Subject, before: Subject | None) -> Subject | None:
    """接待旅客36万人次，日均1000人次: of the same."""
    if before is None or before.phrase.startswith(subject.phrase):
        return None
    if subject.phrase in MEANS:
        return Subject(None, subject.phrase + before.phrase, before.place)
    if EACH_HOUSEHOLD.fullmatch(subject.phrase) is None:
        return None
    return subject.named(subject.phrase + before.phrase.rpartition("人均")[2])


EACH_HOUSEHOLD: Final = re.compile("[^，。；、]{1,4}户[户人]均")  # 产业资金3200万元，贫困户人均5400元
MEANS: Final = ("日均", "月均", "周均", "户均", "村均", "亩均")
HEADS: Final = frozenset(["头", "只", "羽", "匹"])


def alike(unit: str, other: str) -> bool:
    """Two units that products of one list are counted in: tons of both, heads of both, but not 头 and 个."""
    return unit == other != "" or {unit, other} <= HEADS or dimension(unit) == dimension(other) == "t"


def summed(core: Sequence[Token], head: Head, dimension: str, known: bool) -> str | None:
    """罚款和没收款共2.8亿元, 中小学、幼儿园48所: one number for all members of a list; its name, or None.

    `dimension`: the number's; `known`: the last member is a metric of the catalogue. A rate is each member's own, and a
    member that begins with what is done (…、新建公园5个) stands for itself.
    """
    if len(core) < 3 or len(listed := items(core)) < 2:
        return None
    text = "".join(t.text for t in core)
    last = "".join(t.text for t in listed[-1])
    if (whole := _said_of_all(text, last)) is not None:
        return whole
    if any("cum" in t.kinds and t.text[0] in "共总合" for t in head.right):
        return text
    text = _since_done(text) if len(text) > LONGEST_WHOLE else text
    if dimension == "%" and all(item[-1].text.endswith(RATE_ENDS) for item in listed):
        return None  # 产后访视率、健康管理率达到90%: each
    falls = "down" in head.right_kinds or "up" in head.right_kinds
    if (
        dimension == "%"
        and falls
        and not last.endswith(WORKED)
        and any(item[-1].text.endswith(WORKED) for item in listed[:-1])
    ):
        return None  # 完成园区供电改造、用户电费成本降低10%
    if dimension == "%" and head.has("share") and not any("、" in t.text for t in core):
        return text  # 新兴产业和未来产业产值占比: of both together
    if dimension == "pp" or len(text) > LONGEST_SUM:
        return None
    if known:
        return _summed_known(core, head, text, dimension)
    done = opens_as_done(last) or last.startswith(cue_words("reaches")) or needs_owner(last)
    done = done or needs_owner(text)
    if done and core[-len(listed[-1]) - 1].text in ("和", "及") and not done_first(text) and dimension in MADE:
        return text  # 在库企业和项目68个, 职业资格许可和认定事项149项
    firsts = ["".join(t.text for t in member) for member in listed[:-1]]
    if last in cues()["whole"] or (
        core[-len(listed[-1]) - 1].text == "、" and any(tells(f) and not carries_out(f) for f in firsts)
    ):
        return None  # 景区新增古镇、总数达到16家
    if core[-len(listed[-1]) - 1].text in ("和", "及") and dimension in MADE and all(opens_as_done(f) for f in firsts):
        return text  # 建设公办小学和认定托育园120所
    only_done = all(carries_out(first) or first in cues()["action"] for first in firsts)  # 新建和改造管网21公里
    return text if only_done or not done else None


def _summed_known(core: Sequence[Token], head: Head, text: str, dimension: str) -> str | None:
    """改造老旧小区、农房3万户: of all that is mended, though the last member is a metric. `text`: the list's."""
    listed = items(core)
    bare = all(len("".join(t.text for t in member)) <= LONGEST_SIDE for member in listed[:-1])
    if bare and len(listed) > 2 and dimension != "%" and METRIC in core[-1].kinds and METRIC not in core[0].kinds:
        return text  # 东亚、南亚入境游客20万人次
    newly = text.startswith("新增") or any("net" in t.kinds for t in head.left)
    if newly and dimension in MADE and core[-len(listed[-1]) - 1].text in ("和", "及"):
        return text  # 新增规上企业和高新技术企业61家
    named = any(METRIC in t.kinds for member in listed[1:] for t in member)
    return text if done_first(text) and not named and dimension in MADE else None


WORKED: Final = ("改造", "整治", "修复")


def _said_of_all(text: str, last: str) -> str | None:
    """The name of a list whose words say that the number is told of all of it: A、B等成本. `last`: its last member."""
    if OF_ALL.search(text) or SO_MANY.search(last):
        return text
    if text.endswith("等"):
        return text.removesuffix("等")
    if len(text) > LONGEST_WHOLE and (examples := EXAMPLES.match(text)):
        return done_first(text) + text[examples.end() :]  # 东山光伏、西河风电、南岭配送等协作项目
    return text if "等" in last else None  # 物流、用能、用地等成本


def tells(text: str) -> bool:
    """The words tell something of a thing (医院建成投用, 规模居全国前列, 里程增加), and are no mere member of a list."""
    said = RANKED.search(text) is not None or thing_only(text) != text
    return said or not read_head(text).right_kinds.isdisjoint(VERBS)


RANKED: Final = re.compile(
    "再次|破[万千百]?亿|第[一二三四五六七八九十\\d](?!人民|医院|中学|小学|附属|[批轮期届])|(?<![安定新旧群民])居(?![民住家室委])|全覆盖"
)


def _since_done(text: str) -> str:
    """A long list from what is done to its members on: 新改建体育场地、设施 of 利用边角地新改建体育场地、设施."""
    first = SEPARATED.search(text)
    starts = range(first.start() if first else 0)
    return next((text[i:] for i in starts if done_first(text[i:])), text)


EXAMPLES: Final = re.compile(".*、.*等(?![级次候于同])(?=[^等、]{4,}$)")
SEPARATED: Final = re.compile("[、和与及]")
# 建材、食品、医药三大产业产值, 电池、汽车“新三样”出口
SO_MANY: Final = re.compile("[两二三四五六七八九十](?:大(?:[^，。]*产业|类)|支队伍|样”)")
OF_ALL: Final = re.compile(
    "(?:用于|投向|支持)[^，]{2,}的(?:支出|投入|投资|资金|贷款)$|与[^、，]{2,12}(?:之比|的?比[率值]|比)$"
)
LONGEST_SIDE: Final = 3  # characters of a member that only says which: 日韩
LONGEST_WHOLE: Final = 24  # characters
LONGEST_SUM: Final = 48


def each_does(text: str) -> str:
    """一孩、二孩分别补贴 as 一孩补贴、二孩补贴分别: what each of a list does belongs to each one's name."""
    m = EACH_DOES.fullmatch(text)
    parts = (INDUSTRIES if m["all"] in THREE_INDUSTRIES else re.split("[、和与及]", m["all"])) if m else ()
    return "、".join(part + m["does"] for part in parts) + "分别" if m and len(parts) > 1 and all(parts) else text


EACH_DOES: Final = re.compile("(?P<all>[^，；：]{2,40})分别(?P<does>(?!占)[^，；：\\d]{2,12})")
THREE_INDUSTRIES: Final = ("三次产业", "一二三产业", "三大产业")
INDUSTRIES: Final = ("第一产业", "第二产业", "第三产业")


def as_owned(subject: Subject, joiner: str, state: State, alone: bool = False) -> Subject:
    """光伏投资增长30%、装机规模增长18%, 猕猴桃产值增长8%、出口增长53%: a bare name behind what is a part's is the part's."""
    before = state.subject
    if before is not None and before.metric == INVESTED and subject.phrase == "投资":
        return before  # 固定资产投资年均增长23%，累计完成投资1008亿元
    if joiner == "、" and state.owner and before is not None and not before.metric and subject.metric:
        code = by_parts(state.owner + subject.phrase)
        if code and code != subject.metric:
            return Subject(code, state.owner + subject.phrase, before.place)
    theirs = before is not None and not before.metric and joiner in ("、", "，") and not alone
    if theirs and state.owner and subject.phrase in TOTALS:  # 开工抽水蓄能电站3座、总装机420万千瓦
        return Subject(None, state.owner + subject.phrase)
    counted = before is not None and subject.metric == RESIDENTS and before.phrase.endswith(("面积", "建成区", "人口"))
    town = TOWN.match(before.phrase) if counted and before is not None else None
    if town:  # 中心城区建成区面积达到300平方公里、常住人口突破230万
        return replace(subject, place=town[0])
    if (
        joiner != "、"
        or subject.phrase not in ("出口", "进口", "进出口")
        or before is None
        or before.metric
        or not state.owner
    ):
        return subject
    return Subject(None, owned_behind().sub("", state.owner) + subject.phrase, before.place)


TOTALS: Final = ("总装机", "并网装机", "装机规模", "总装机容量", "装机容量")
RESIDENTS: Final = "population"
TOWN: Final = re.compile("中心城区|主城区|中心城市|城区|县城")
INVESTED: Final = "fixed_investment"


def of_all_listed(subject: Subject, text: str, readings: Sequence[Reading]) -> Subject:
    """建成水窖1120个、供水工程74处，受益8.4万人: of both."""
    if FOR_ALL.search(subject.phrase) is None:
        return subject
    last = readings[-1] if readings else None
    owner = as_owner(last.subject.phrase) if last and not subject.metric and not last.subject.metric else ""
    if not owner or not FOR_ALL.match(subject.phrase.removeprefix(owner)) or not subject.phrase.startswith(owner):
        return subject
    owners: list[str] = []
    for before, after in reversed(list(pairwise(readings[-LONGEST_LISTED:]))):
        listed = text[before.quantity.end : before.quantity.end + 1] == "、" and not before.subject.metric
        if not listed or after.quantity.dimension != "1" or before.quantity.dimension != "1":
            break
        owners.insert(0, as_owner(before.subject.phrase))
    joined = "、".join(owners)
    if not all(owners) or len(joined) > LONGEST_OWNERS:
        return subject
    return subject.named(f"{joined}、{subject.phrase}" if joined else subject.phrase)


LONGEST_LISTED: Final = 4  # members
LONGEST_OWNERS: Final = 20  # characters
FOR_ALL: Final = re.compile("受益|惠及|覆盖|涉及|户均补助")


def of_each_listed(listed: Sequence[str], said: str) -> list[Subject]:
    """What `said` measures of each that the clause before lists: 规范论坛、展会，数量分别…; none where it measures nothing."""
    if said in COUNTS_OF:
        return [Subject(None, worked_thing(STRENGTHS.sub("", of)) + said) for of in listed]
    theirs = OF_INDUSTRIES.fullmatch(said)
    if theirs is None:
        return []
    kind = theirs["kind"]  # 支持化工、医药产业发展，两大产业产值分别增长12%、10%
    return [Subject(None, of.removesuffix(kind) + kind + theirs["measured"]) for of in listed]


def of_each_before(history: Sequence[Subject], head: Head, count: int) -> list[Subject]:
    """三次产业增加值分别增长…，对经济增长的贡献率分别为8%、57%和35%: what each of those before contributes.

    `history`: the subjects before; `count`: the numbers that are told apart.
    """
    if 1 < count <= len(history) and head.text in WHOLES:
        return [_whole_of(s, head.text) for s in history[-count:]]  # 新增国道…、省道…，总里程分别…
    upon = "对" if head.left and head.left[-1].text == "对" else ""
    told = count > 1 and len(history) == count and len(items(head.core)) == 1
    if not told or not (upon + head.text).startswith("对"):
        return []
    return [Subject(None, s.phrase.removesuffix("增加值") + upon + head.text, s.place) for s in history]


def _whole_of(subject: Subject, whole: str) -> Subject:
    """All there is of what was added: 国道总里程 of 新增国道."""
    bare = counted_in_all(subject)
    return bare.named(bare.phrase if bare.metric else bare.phrase.removesuffix("里程") + whole)


WHOLES: Final = ("总里程", "总量", "总数", "总规模", "总面积")
STRENGTHS: Final = re.compile("(?<=.{2})(?:等?优势)?(?:产业)?$")  # 巩固马铃薯、草牧业优势，种植面积分别…
COUNTS_OF: Final = (
    "全产业链产值",
    "种植面积",
    "面积",
    "总面积",
    "存栏",
    "出栏",
    "数量",
    "总数",
    "规模",
    "产量",
    "产值",
    "销量",
)
OF_INDUSTRIES: Final = re.compile(
    "[两二三四五六七八九十2-9]大(?:主导|特色|支柱|优势|重点)?(?P<kind>产业|行业)(?P<measured>产值|规模|增加值|营收|营业收入)"
)
