"""What the last member of a list measures, and the members before it leave out: 生活垃圾和污水治理率, 职工、居民报销比例."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from pipelines.observations.fullname import RATE
from pipelines.observations.owner import told_only
from pipelines.observations.subject import (
    SELF,
    Subject,
    by_parts,
    carries_out,
    owned_behind,
    worded,
)
from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cue_words, cues, wordings

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
RATE_ENDS: Final = ("率", "比例")


def with_measured(listed: list[Subject]) -> list[Subject]:
    """生活垃圾和污水治理率, 批发、零售销售额: a member that lacks what the last one measures takes it from there."""
    if len(listed) < 2:
        return listed
    if apart := _of_groups(listed) or _of_cities(listed) or _of_money(listed):
        return apart
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
    listed = _parallel([*listed[:-1], listed[-1].named(told_only(listed[-1].phrase))])
    last = IN_BRACKETS.sub("", listed[-1].phrase)
    shared = at_end("shared_head").search(last)
    if len(last) < 3 and listed[-1].place == SELF and not (shared and shared.start()):
        return listed
    if shared:
        return [s if s.metric or s is listed[-1] else _with_head(s, shared[0]) for s in listed]
    if (workers := OF_WORKERS.match(listed[0].phrase)) and "保险" in last:
        return [_of_workers(s, workers[0], last.rpartition("保险")[2]) for s in listed]
    behind = owned_behind().search(last)
    told = behind or RATE_BEHIND.search(last)
    measured = told[0] if told else ""
    if behind and (kind := KIND_OF_TRADE.search(last, 0, behind.start())):
        measured = kind[0] + measured  # 船舶、汽车行业增加值分别…, 水泥、玻璃先进产能占比分别…
    if not measured:
        return listed
    found: list[Subject] = []
    for s in reversed(listed):
        own = RATE_BEHIND.search(s.phrase)
        measured = own[0] if own else measured  # 户厕、处理设施覆盖率和污水治理率: each the rate that comes next
        whole = s.metric and (s.dimension not in FIRMS or measured in cues()["stands_alone"])
        named = (
            whole
            or s.phrase.endswith((*RATE, measured, *(UNSOLD if measured.endswith(SALES) else ())))
            or owned_behind().search(s.phrase)
        )
        found.insert(0, s if named else worded(s.phrase + measured, s.place))  # 城镇、农牧民收入 are two metrics
    return _of_same(found)


def _of_same(listed: list[Subject]) -> list[Subject]:
    """农村户厕普及率、垃圾处理率, 限额以上家具、家电零售额: the first says where, or of what size, for all of them."""
    first = OF_SAME.match(listed[0].phrase)
    if first is None or not (first["size"] or all(s.phrase.endswith(RATE_ENDS) for s in listed)):
        return listed
    return [s if s.metric or SOMEWHERE.search(s.phrase) else worded(first[0] + s.phrase, s.place) for s in listed]


OF_SAME: Final = re.compile(
    "农村|(?:\\d+户及?以上)?(?:自然村|行政村|建制村)|(?P<size>限额以上|限上|规模以上|规上)(?!工业)"
)
SOMEWHERE: Final = re.compile("[城镇乡村县]|规上|限上|规模以上|限额以[上下]")


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
    if n == 1 and len(listed) == 2 and first in HALVES and len(last) > SHORTEST_HALVED:
        return [worded(first + last[1:], listed[0].place), listed[1]]  # 中、高等职业教育在校生
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


def _of_groups(listed: list[Subject]) -> list[Subject]:
    """职工、居民住院报销比例: one measure of several groups of people or places; nothing where the list is another one."""
    *firsts, last = listed
    groups = cues()["group"]
    side = next((g for g in groups if last.phrase.startswith(g) and last.phrase != g), "")
    if not side or last.metric or any(s.metric or s.phrase not in groups for s in firsts):
        return []
    return [*(worded(s.phrase + last.phrase[len(side) :], s.place) for s in firsts), last]


def _of_money(listed: list[Subject]) -> list[Subject]:
    """财政用于科技、教育的支出分别…: what is spent on each; nothing where the list is another one."""
    spent, payer = MONEY_BEHIND.search(listed[-1].phrase), PAID_FOR.match(listed[0].phrase)
    if not (spent and payer):
        return []
    return [Subject(None, payer[0] + s.phrase.removeprefix(payer[0]).removesuffix(spent[0]) + spent[0]) for s in listed]


def _of_cities(listed: list[Subject]) -> list[Subject]:
    """西宁、海东两市空气质量优良天数比例: one metric of several cities; nothing where the list is another one."""
    *firsts, last = listed
    if not firsts:
        return []
    if (of_it := COUNTY.match(last.phrase)) and all(
        COUNTY_ONLY.fullmatch(s) and not s.endswith(_no_county()) for s in (of_it[1], *(s.phrase for s in firsts))
    ):
        return [Subject(None, of_it[2], s.phrase) for s in firsts] + [Subject(None, of_it[2], of_it[1])]
    if last.metric and last.place != SELF and all(not s.metric and _is_place_name(s.phrase) for s in firsts):
        return [*(Subject(last.metric, last.phrase, s.phrase) for s in firsts), last]  # 东江新区、西岭科技城投资
    if any(s.metric or s.phrase not in _cities() for s in firsts):
        return []
    city, code, phrase = HOW_MANY.sub("", last.place), last.metric, last.phrase
    if city not in _cities():
        city = next((phrase[:n] for n in range(4, 1, -1) if phrase[:n] in _cities()), "")
        phrase = phrase.removeprefix(city).removeprefix("市")
        wording = wordings().get(phrase)
        code = wording.code if wording else by_parts(phrase)
    names = (*(s.phrase for s in firsts), city)
    if not city or (not code and len(phrase) < SHORTEST_HALVED):
        return []
    return [Subject(code, phrase, name) if code else Subject(None, name + phrase) for name in names]


@cache
def _no_county() -> tuple[str, ...]:
    return (*NO_COUNTY, *cues()["not_a_place"])


def _is_place_name(text: str) -> bool:
    county = COUNTY_ONLY.fullmatch(text) is not None and not text.endswith(_no_county())
    return county or text.endswith(cue_words("zone_suffix"))


HALVES: Final = "中高初大小东西南北省市县上下新老长短"
SHORTEST_HALVED: Final = 3  # characters
KIND_OF_TRADE: Final = re.compile(
    "(?:行业|产业链|产业集群|集群)(?:规上|规模以上)?$|(?<=.)(?:先进|落后|优质|新增)(?:产能)?$"
)
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


SALES: Final = ("销售额", "零售额")
UNSOLD: Final = ("游客", "旅客", "进出")  # 免税游客、免税销售额: what is told of sales is not theirs
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
def at_end(category: str) -> re.Pattern[str]:
    """A word of a category at the end of a name.

    `listed_head`: what a list of products tells of each, named with the first alone (产量); `shared_head`: what a list tells
    of all its members, named with the last (刑事、治安案件).
    """
    return re.compile(f"(?:{alternation(cues()[category])})$")


FIRMS: Final = ("1", "household", "person")
