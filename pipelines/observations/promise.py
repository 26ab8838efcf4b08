"""Promises in words: a target that names no number (与经济增长同步, 完成国家下达任务, 不设增速目标)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pipelines.observations.aside import MARK
from pipelines.observations.head import LONGEST_HEAD, Head, items, read_head
from pipelines.observations.measure import AVG_YOY, LEVEL, YOY
from pipelines.observations.reading import Context
from pipelines.observations.subject import Subject, subjects
from pipelines.observations.times import EXPLICIT, FIRST, read_time
from pipelines.reports.outline import PLAN

GDP: Final = r"(?:(?:地区|国内|全省|全市)?(?:生产总值|GDP)|经济)(?:增长|发展|增速|增长速度|增幅)*(?:水平|速度)?"
RELATIONS: Final = (
    ("absent", r"(?:不再?|没有|未)(?:设定?|提出?|确定|下达|安排)(?:具体|量化|年度|明确)*[^，。；]{0,10}?(?:目标|指标)"),
    (
        "sync:gdp",
        rf"(?:增长|增速|增幅)?(?:均|都|要)?不低于{GDP}|(?:增长|增速|实际增长|提高)?(?:与|和|同)(?:同期)?{GDP}(?:率|实现|保持|基本|总体|大体)*(?:同步|相适应|相一致|相当)(?:增长)?",
    ),
    ("above:gdp", rf"(?:增长|增速|增幅)?(?:继续|均|高于或)?(?:快于|高于|跑赢|超过|领先于|领先){GDP}"),
    (
        "above:national",
        r"(?:增长|增速|增幅)?(?:继续|均)?(?:(?:快于|高于|好于|优于|跑赢|超过)全国(?:平均)?(?:水平|增速|平均)?"
        r"|保持在全国平均(?:水平|增速)?(?:线)?以上)",
    ),
    (
        "other",
        r"(?:增长|增速|增幅)?(?:继续|均)?(?:快于|高于|好于|优于|跑赢|超过|不低于|低于)全[省市区州](?:平均水平|平均|水平|增速)?",
    ),
    (
        "other",
        r"(?:增长|增速|增幅)?(?:与|和|同)全[省市区州国](?:平均水平|平均|水平|增速)?(?:基本|大体|总体|保持)*(?:同步|一致|持平)(?!进入|实现|迈|建成|推进|全面)",
    ),
    (
        "meet:assigned",
        r"(?:降低|下降|控制|保持){0,2}(?:全面|如期|确保|努力){0,2}(?:完成|达到|控制在|实现|符合)(?:国家|省|市|上级|省委|省政府|经国家|党中央|自治区)"
        r"[^，。；]{0,20}?(?:目标|任务|指标|要求|考核|范围|水平)(?:任务)?(?:以内|之内|内)?(?!的)",
    ),
    ("meet:assigned", r"(?:完成|达到)(?:年度|既定|约束性|下达)(?:目标|任务|指标|的)+"),
    ("positive", r"(?:实现|保持|力争|转为|确保){0,3}正增长"),
    (
        "stable",
        r"(?:(?:与|同)(?:上年|去年)(?:基本|大体)?持平|保持(?:上年|去年)(?:的)?(?:同期)?水平)|(?:保持|实现|持续|继续|基本|总体){0,3}(?:稳定|平稳|只增不减|回稳向好|促稳提质|稳中提质|稳量提质|稳中有增)(?!在|于|增|的|性|发|运|住|和)",
    ),
)
TASK_OF: Final = re.compile(
    r"完成(?P<what>[^，。；]{2,40}?)(?:年度|国家下达|省下达|省定|上级下达|下达|市下达|国家|既定)的?(?:节能减排|节能降耗|节能|减排)?(?:目标)?(?:任务|目标)(?:任务)?$"
)
ABSENT: Final = re.compile(
    r"(?:不再?|没有|未)(?:设定|设立|设置|设|提出?|确定|下达|安排)(?:全年|具体|今年|明确|年度)*(?P<what>[^，。；]{2,16}?)的?(?:增长|增速|预期|具体|量化|年度|速度)*(?:目标|指标)$"
)
# What a relation can begin with: looked at first, as most places of a text begin none; a test holds it to the patterns
BEGINS: Final = "低不没未增均都要实提与和同继快高跑超领好优保降下控全如确努完达符力转正持基总稳平只回促大"
CUE: Final = re.compile(
    f"(?=[{BEGINS}])(?:{'|'.join(f'(?P<r{i}>{pattern})' for i, (_, pattern) in enumerate(RELATIONS))})"
)
QUICK: Final = re.compile(
    r"同步|平均|持平|年水平|期水平|快于|高于|跑赢|不低于|正增长|任务|目标|要求|只增不减|稳|一致|不设|不再|相适应|指标|超过经济|领先"
)
TASK_ASSIGNED: Final = re.compile(
    r"完成(?:国家|省|市|上级|自治区|州)?(?:下达|确定|分解|核定|安排)的?(?P<what>[^，。；]{3,30}?)(?:降低|下降|减排|控制|削减)?(?:任务|目标|指标)(?:任务)?$"
)
ENCLOSING: Final = (
    ("meet:assigned", TASK_OF),
    ("meet:assigned", TASK_ASSIGNED),
    ("absent", ABSENT),
)  # the subject stands between the words of the cue
NUMBER: Final = re.compile(
    r"(?<!等)\d(?![\d.]*个百分点)"
)  # 高于全国平均水平0.5个百分点 is more than a promise of the relation, but no figure
# …与经济增长同步等16个指标 is a promise in words too
LIST_MARK: Final = re.compile(f"^(?:[（(][一二三四五六七八九十]{{1,3}}[)）]|{MARK})+")
LISTED: Final = re.compile(
    "等(?:约束性|预期性|主要|各项|有关|相关)*(?:指标|目标)?$"
)  # PM2.5浓度、优良天数比率等约束性指标
DONE: Final = re.compile("(?:保持|实现|做到|维护)了")  # 保持了物价总水平的稳定: what was, told in a plan
LEAD_TIME: Final = re.compile(EXPLICIT)
CLAUSE: Final = re.compile(r"[^，,；;：:。！？]+")


@dataclass(frozen=True, slots=True)
class Promise:
    """A target in words, with its place in the sentence."""

    start: int
    end: int
    subject: Subject
    relation: str
    measure: str
    first: int
    last: int
    kind: str = "target"


def may_promise(text: str, start: int, end: int) -> bool:
    """A quick look: a sentence without any of these words promises nothing in words."""
    return QUICK.search(text, start, end) is not None


def promises(text: str, context: Context) -> list[Promise]:
    """The promises in words that a sentence of a plan makes about catalogued metrics."""
    if context.view.stance != PLAN or not QUICK.search(text):
        return []
    found: list[Promise] = []
    first, last = context.view.first, context.view.last
    for clause in CLAUSE.finditer(text):
        lead = LEAD_TIME.match(clause[0]) if clause[0][0] in FIRST["time"] else None
        if lead and (time := read_time(lead[0], context.year, ahead=True)):
            first, last = time.first, time.last
            if time.by and context.view.several and context.view.first < last:
                first = context.view.first  # 到2025年，居民收入增长快于经济增长: in all the years until then
        if QUICK.search(text, clause.start(), clause.end()) is None:
            continue
        enclosing = next(((r, m) for r, p in ENCLOSING if (m := p.search(clause[0]))), None)
        if enclosing:
            relation, m = enclosing
            listed = [s for s in subjects(read_head(m["what"]).core, context.who, None, 2) if s.metric]
            spots = (clause.start() + m.start(), clause.end())
            found.extend(Promise(*spots, s, relation, _measure(s, relation), first, last) for s in listed)
            if listed:
                continue
        cue = CUE.search(clause[0])
        member = clause[0].find("、", cue.end()) if cue else -1  # 与经济增长同步、收入倍差缩小到1.65
        if (
            cue is None
            or first < context.year
            or NUMBER.search(clause[0], cue.start(), member if member > 0 else len(clause[0]))
        ):
            continue
        assigned = _relation(cue) == "meet:assigned"
        said = LISTED.sub("", LIST_MARK.sub("", clause[0][: cue.start()]))
        if DONE.search(said):
            continue
        yearly = last > first and "年均" in clause[0]
        named = _of(read_head(said[-LONGEST_HEAD:]), context, mixed=assigned)
        while cue is not None and named:  # 高于经济增速、高于全国平均
            relation = _relation(cue)
            spots = (clause.start() + cue.start(), clause.end())
            found.extend(Promise(*spots, s, relation, _measure(s, relation, yearly), first, last) for s in named)
            joined = re.compile("[、和且并]").search(clause[0], cue.end())
            cue = CUE.match(clause[0], joined.end()) if joined else None
    return found


def _relation(cue: re.Match[str]) -> str:
    return RELATIONS[int((cue.lastgroup or "r0")[1:])][0]


def _of(head: Head, context: Context, *, mixed: bool) -> list[Subject]:
    """The metrics that stand before a promise: one, or every member of a list.

    `mixed`: what is not catalogued may stand between them (能耗、主要污染物排放完成省下达任务); else only the last one counts.
    """
    several = len(items(head.core))
    listed = subjects(head.core, context.who, None, several if several > 1 else None)
    known = [s for s in listed if s.metric]
    return known if mixed or len(known) == len(listed) else [s for s in listed[-1:] if s.metric]


def _measure(subject: Subject, relation: str, yearly: bool = False) -> str:
    """What is promised of it; `yearly`: over several years, each on average (年均增速高于经济增速)."""
    if relation == "meet:assigned" and (subject.adds_up or subject.nature == "stock"):
        return LEVEL
    rate = subject.nature == "rate" and subject.metric not in ("energy_intensity", "co2_intensity", "cpi")
    return LEVEL if rate or subject.adds_up else AVG_YOY if yearly else YOY
