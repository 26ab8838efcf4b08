"""What the members of a list share: one number for all of them, a head that stands with the first or the last alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipelines.observations.fullname import LEVEL, MADE, RATE
from pipelines.observations.head import VERBS, Head, items, read_head
from pipelines.observations.lexicon import METRIC, Token
from pipelines.observations.owner import done_first, needs_owner, opens_as_done, thing_only, told_only
from pipelines.observations.subject import (
    SELF,
    SHARED,
    SHARED_PART,
    Subject,
    by_parts,
    carries_out,
    owned_behind,
    worded,
)
from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cues, wordings
from pipelines.vocabulary.units import dimension


def as_counterpart(subject: Subject, before: Subject | None, inside: bool = False) -> Subject:
    """城镇人均居住面积增加到30平方米，农村增加到45平方米: theirs too."""
    if before is not None and inside and subject.phrase in SIDES and (done := done_first(before.phrase)):
        return subject.named(done + subject.phrase + before.phrase.removeprefix(done))  # 新建充电桩，其中农村
    kind = before.phrase if before is not None and not before.metric and before.phrase.endswith("企业") else ""
    if inside and kind not in ("", "企业") and (scale := OF_SCALE.fullmatch(subject.phrase)):
        done = _opens(kind)  # 食品加工企业40家，其中规模以上6家: no count of all firms of scale
        return Subject(None, done + scale[1] + kind.removeprefix(done), subject.place)
    if before is not None and AMOUNT.fullmatch(subject.phrase) and not before.metric:  # 其中10亿元以上41个
        done = _opens(before.phrase)
        return subject.named(done + subject.phrase + SOME_AMOUNT.sub("", before.phrase[len(done) :]))
    if before is not None and LEVEL.fullmatch(subject.phrase):  # 培育省级龙头企业2家、市级5家
        done = _opens(before.phrase)
        of_level = LEVEL.match(before.phrase, len(done))
        if of_level or (inside and not before.metric):  # 龙头企业50家，其中省级以上8家
            rest = of_level.end() if of_level else len(done)
            return subject.named(done + subject.phrase + before.phrase[rest:])
    if before is not None and subject.phrase.endswith(SHARED) and before.phrase.endswith(SHARED):
        of_what = owned_behind().search(SHARED_PART.sub("", before.phrase))  # 清洁能源装机占比54%、发电量占比51%
        if of_what and of_what.start() > 1 and needs_owner(SHARED_PART.sub("", subject.phrase)):
            return Subject(None, before.phrase[: of_what.start()] + subject.phrase, subject.place)
    side = next((w for w in SIDES if before is not None and before.phrase.startswith(w)), "")
    if subject.metric or subject.phrase not in SIDES or before is None or not side:
        return subject
    phrase = subject.phrase + before.phrase.removeprefix(side)
    return worded(phrase, subject.place)


def _opens(phrase: str) -> str:
    """What is done with a thing, before its name: 培育, 新增."""
    return done_first(phrase) or ("新增" if phrase.startswith("新增") else "")


AMOUNT: Final = re.compile("(?:超)?\\d[\\d.]*(?:万|千万|亿)?元以上")
SOME_AMOUNT: Final = re.compile("^(?:\\d[\\d.]*)?(?:万|千万|亿)?元以上")
SIDES: Final = ("农村", "城镇", "城市")
OF_SCALE: Final = re.compile("(规上|规模以上|限上|限额以上)企业")


def as_listed(subject: Subject, joiner: str, before: Subject | None) -> Subject:
    """炼钢产能140万吨、水泥33万吨: a bare product takes what is told of the one before."""
    if before is not None and joiner and subject.phrase in MEANS and not before.phrase.startswith(subject.phrase):
        return Subject(None, subject.phrase + before.phrase, before.place)  # 接待旅客36万人次，日均1000人次
    if before is None or joiner != "、" or not before.phrase.endswith(tuple(cues()["listed_head"])):
        return subject
    head = _at_end("listed_head").search(before.phrase)
    bare = not subject.metric and len(subject.phrase) <= LONGEST_BARE and not subject.phrase.endswith(RATE)
    if (
        head is None
        or not bare
        or _at_end("listed_head").search(subject.phrase)
        or needs_owner(subject.phrase)
        or opens_as_done(subject.phrase)
    ):
        return subject
    return subject.named(subject.phrase + head[0])


MEANS: Final = ("日均", "月均", "周均")
HEADS: Final = frozenset(["头", "只", "羽", "匹"])


PER_MANY: Final = re.compile(
    "每(?:百|千|万|十万)(?:名)?(?:常住)?(?:人口|人|户)(?:口)?(?:拥有)?"
)  # 每千人床位、医师数分别为6张、2人


def as_rated(subject: Subject, before: Subject) -> Subject:
    """每千人口床位7张、医师3人: the second is per thousand too."""
    per_many = PER_MANY.match(before.phrase)
    return _per_many(subject, per_many[0]) if per_many else subject


def _per_many(subject: Subject, said: str) -> Subject:
    """医师数 behind 每千人床位数 is per thousand too."""
    if (
        subject.metric
        or subject.phrase.startswith("每")
        or subject.phrase.endswith(RATE_ENDS)
        or len(subject.phrase) > LONGEST_COUNTED
    ):
        return subject
    return subject.named(said + subject.phrase)


LONGEST_COUNTED: Final = 12  # characters


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
    if OF_ALL.search(text) or SO_MANY.search("".join(t.text for t in listed[-1])):
        return text
    if text.endswith("等"):
        return text.removesuffix("等")
    last = "".join(t.text for t in listed[-1])
    if "等" in last:  # 物流、用能、用地等成本
        return text
    if any("cum" in t.kinds and t.text[0] in "共总合" for t in head.right):
        return text
    text = _since_done(text) if len(text) > LONGEST_WHOLE else text
    if dimension == "%" and all(item[-1].text.endswith(RATE_ENDS) for item in listed):
        return None  # 产后访视率、健康管理率达到90%: each
    if dimension == "%" and head.has("share") and not any("、" in t.text for t in core):
        return text  # 新兴产业和未来产业产值占比: of both together
    if dimension == "pp" or len(text) > LONGEST_SUM:
        return None
    if known:  # 改造老旧小区、农房3万户: of all that is mended
        bare = all(len("".join(t.text for t in member)) <= LONGEST_SIDE for member in listed[:-1])
        if bare and len(listed) > 2 and dimension != "%" and METRIC in core[-1].kinds and METRIC not in core[0].kinds:
            return text  # 东南亚、日韩、欧美入境游客120万人次
        named = any(METRIC in t.kinds for member in listed[1:] for t in member)
        return text if done_first(text) and not named and dimension in MADE else None
    done = opens_as_done(last) or last.startswith(tuple(cues()["reaches"])) or needs_owner(last)
    done = done or needs_owner(text)
    if done and core[-len(listed[-1]) - 1].text in ("和", "及") and not done_first(text) and dimension in MADE:
        return text  # 在库企业和项目68个, 职业资格许可和认定事项149项
    firsts = ["".join(t.text for t in member) for member in listed[:-1]]
    if last in cues()["whole"] or (core[-len(listed[-1]) - 1].text == "、" and any(tells(first) for first in firsts)):
        return None  # 景区新增古镇、总数达到16家
    only_done = all(carries_out(first) or first in cues()["action"] for first in firsts)  # 新建和改造管网21公里
    return text if only_done or not done else None


def tells(text: str) -> bool:
    """The words tell something of a thing (医院建成投用, 规模居全国前列, 里程增加), and are no mere member of a list."""
    said = RANKED.search(text) is not None or thing_only(text) != text
    return said or not read_head(text).right_kinds.isdisjoint(VERBS)


RANKED: Final = re.compile(
    "再次|破[万千百]?亿|第[一二三四五六七八九十\\d]|(?<![安定新旧群民])居(?![民住家室委])|全覆盖"
)


def _since_done(text: str) -> str:
    """A long list from what is done to its members on: 新改建体育场地、设施 of 利用边角地新改建体育场地、设施."""
    first = SEPARATED.search(text)
    starts = range(first.start() if first else 0)
    return next((text[i:] for i in starts if done_first(text[i:])), text)


SEPARATED: Final = re.compile("[、和与及]")


RATE_ENDS: Final = ("率", "比例")
# 建材、食品、医药三大产业产值, 电池、汽车“新三样”出口
SO_MANY: Final = re.compile("[两二三四五六七八九十](?:大(?:[^，。]*产业|类)|支队伍|样”)")
OF_ALL: Final = re.compile(
    "(?:用于|投向|支持)[^，]{2,}的(?:支出|投入|投资|资金|贷款)$|与[^、，]{2,12}(?:之比|的?比[率值]|比)$"
)
LONGEST_SIDE: Final = 3  # characters of a member that only says which: 日韩
LONGEST_WHOLE: Final = 24  # characters
LONGEST_SUM: Final = 34


def with_measured(listed: list[Subject]) -> list[Subject]:
    """生活垃圾和污水治理率, 批发、零售销售额: a member that lacks what the last one measures takes it from there."""
    if len(listed) < 2:
        return listed
    if of_cities := _of_cities(listed):
        return of_cities
    if per_many := PER_MANY.match(listed[0].phrase):
        listed = [_per_many(s, per_many[0]) for s in listed]
    if summed_up := SUMMED_UP.search(listed[-1].phrase):  # 光伏、家电、装备三大产业产值分别…
        listed = [*listed[:-1], listed[-1].named(listed[-1].phrase[: summed_up.start()])]
        tail = summed_up["what"] + summed_up["measured"]
        return [s.named(s.phrase.removesuffix(summed_up["what"]) + tail) for s in listed]
    if carries_out(listed[0].phrase) and (
        done := CARRIED_OUT.match(listed[-1].phrase)
    ):  # 新开工、竣工亿元以上项目分别…
        thing = listed[-1].phrase[done.end() :]
        return [s if s is listed[-1] else s.named(s.phrase + thing) for s in listed]
    if (of_money := MONEY_BEHIND.search(listed[-1].phrase)) and (payer := PAID_FOR.match(listed[0].phrase)):
        things = [listed[0].phrase[payer.end() :], *(s.phrase for s in listed[1:])]  # 财政用于科技、教育的支出分别…
        return [Subject(None, payer[0] + thing.removesuffix(of_money[0]) + of_money[0]) for thing in things]
    listed = _parallel([*listed[:-1], listed[-1].named(told_only(listed[-1].phrase))])
    last = IN_BRACKETS.sub("", listed[-1].phrase)
    shared = _at_end("shared_head").search(last)
    if len(last) < 3 and listed[-1].place == SELF and not (shared and shared.start()):
        return listed
    if shared:
        return [s if s.metric or s is listed[-1] else _with_head(s, shared[0]) for s in listed]
    if (workers := OF_WORKERS.match(listed[0].phrase)) and "保险" in last:
        return [_of_workers(s, workers[0], last.rpartition("保险")[2]) for s in listed]
    behind = owned_behind().search(last)
    told = behind or RATE_BEHIND.search(last)
    measured = told[0] if told else ""
    if not measured:
        return listed
    found: list[Subject] = []
    for s in reversed(listed):
        own = RATE_BEHIND.search(s.phrase)
        measured = own[0] if own else measured  # 户厕、处理设施覆盖率和污水治理率: each the rate that comes next
        whole = s.metric and (s.dimension not in FIRMS or measured in cues()["stands_alone"])
        named = whole or s.phrase.endswith((*RATE, measured)) or owned_behind().search(s.phrase)
        found.insert(0, s if named else worded(s.phrase + measured, s.place))  # 城镇、农牧民收入 are two metrics
    return found


def without_sum(name: str) -> str:
    """茶叶 of 茶叶三条特色产业链."""
    summed_up = SUMMED_UP.search(name)
    return name[: summed_up.start()] if summed_up else name


SUMMED_UP: Final = re.compile(
    "(?<=..)[两二三四五六七八九十2-9](?:大|条|个)(?:主导|特色|支柱|优势|重点|先进|新兴|先导|百亿级|千亿级)*(?P<what>产业链|产业|集群|行业)(?P<measured>.*)$"
)


def _parallel(listed: list[Subject]) -> list[Subject]:
    """食品、药品抽检合格率, 农村低保、城市低保年标准: what stands behind the last member's like holds for the first too."""
    first, last = listed[0].phrase, listed[-1].phrase
    n = len(first)
    alike = (
        len(listed) == 2
        and 2 <= n <= LONGEST_BARE
        and len(last) >= n + 3
        and not listed[0].metric
        and "分别" not in last
        and not first.isascii()
    )
    if (
        not alike
        or first.startswith("每")
        or not (first[-1] == last[n - 1] or first[:2] == last[:2])
        or last.startswith(first)
    ):
        return listed
    return [worded(first + last[n:], listed[0].place), listed[1]]


def _of_cities(listed: list[Subject]) -> list[Subject]:
    """西宁、海东两市空气质量优良天数比例: one metric of several cities; nothing where the list is another one."""
    *firsts, last = listed
    if not firsts:
        return []
    if (of_it := COUNTY.match(last.phrase)) and all(
        COUNTY_ONLY.fullmatch(s) and not s.endswith(NO_COUNTY) for s in (of_it[1], *(s.phrase for s in firsts))
    ):
        return [Subject(None, of_it[2], s.phrase) for s in firsts] + [Subject(None, of_it[2], of_it[1])]
    if any(s.metric or s.phrase not in _cities() for s in firsts):
        return []
    city, code, phrase = HOW_MANY.sub("", last.place), last.metric, last.phrase
    if city not in _cities():
        city = next((phrase[:n] for n in range(4, 1, -1) if phrase[:n] in _cities()), "")
        phrase = phrase.removeprefix(city).removeprefix("市")
        wording = wordings().get(phrase)
        code = wording.code if wording else by_parts(phrase)
    return [Subject(code, phrase, name) for name in (*(s.phrase for s in firsts), city)] if city and code else []


MONEY_BEHIND: Final = re.compile("的(?:支出|投入|投资|资金|贷款|经费)$")
PAID_FOR: Final = re.compile(".*?(?:用于|投向|支持)(?=.)")
CARRIED_OUT: Final = re.compile("新?(?:开工|竣工|投产|续建|签约|落地|建成|投用|在建|完工)(?=.{3})")
IN_BRACKETS: Final = re.compile("（[^（）]*）")
NO_COUNTY: Final = (
    "社区",
    "小区",
    "景区",
    "园区",
    "城区",
    "山区",
    "牧区",
    "业区",
    "住宅区",
    "开发区",
    "库区",
    "矿区",
    "超市",
    "夜市",
    "门市",
)
COUNTY_ONLY: Final = re.compile("[^，、的]{1,4}(?:[市县旗]|(?<!地)区)")
COUNTY: Final = re.compile("([^，、的]{1,4}?(?:[市县旗]|(?<!地)区))(?![场域级民])(.{3,})")  # 昌吉市、阜康市公交电动化率
HOW_MANY: Final = re.compile("[两三四五六七八九]?[市州省区]$")


@cache
def _cities() -> frozenset[str]:
    """The short names of provinces and prefectures."""
    return frozenset(a.short_name for a in areas().values() if a.code.endswith("00"))


RATE_BEHIND: Final = re.compile("(?:[净毛])?.{0,2}率$|(?:平均)?每\\d+[^\\d]{1,3}$")
OF_WORKERS: Final = re.compile("城镇职工|城镇从业人员|企业职工|职工")


def _of_workers(subject: Subject, workers: str, counted: str) -> Subject:
    """城镇职工养老保险、医疗保险参保人数: of the workers alone, so not the metric."""
    phrase = subject.phrase if subject.phrase.startswith(workers) else workers + subject.phrase
    return replace(subject, metric=None, phrase=phrase.removesuffix(counted) + counted)


def _with_head(subject: Subject, head: str) -> Subject:
    """刑事、治安案件, 生活补贴、护理补贴标准: a short member takes the head of the last, or what is left of it."""
    phrase = subject.phrase
    over = next((n for n in range(len(head), 1, -1) if phrase.endswith(head[:n])), 0)
    return subject.named(phrase + head[over:]) if over or len(phrase) <= LONGEST_BARE else subject


LONGEST_BARE: Final = 6  # characters


@cache
def _at_end(category: str) -> re.Pattern[str]:
    """A word of a category at the end of a name.

    `listed_head`: what a list of products tells of each, named with the first alone (产量); `shared_head`: what a list tells
    of all its members, named with the last (刑事、治安案件).
    """
    return re.compile(f"(?:{alternation(cues()[category])})$")


FIRMS: Final = ("1", "household", "person")


def each_does(text: str) -> str:
    """一孩、二孩分别补贴 as 一孩补贴、二孩补贴分别: what each of a list does belongs to each one's name."""
    m = EACH_DOES.fullmatch(text)
    parts = (INDUSTRIES if m["all"] in THREE_INDUSTRIES else re.split("[、和与及]", m["all"])) if m else ()
    return "、".join(part + m["does"] for part in parts) + "分别" if m and len(parts) > 1 and all(parts) else text


EACH_DOES: Final = re.compile("(?P<all>[^，；：]{2,40})分别(?P<does>(?!占)[^，；：\\d]{2,12})")
THREE_INDUSTRIES: Final = ("三次产业", "一二三产业", "三大产业")
INDUSTRIES: Final = ("第一产业", "第二产业", "第三产业")
