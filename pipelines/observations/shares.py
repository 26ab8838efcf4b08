"""Shares: named by the part and the whole (民营经济占生产总值比重), or by what is a metric of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipelines.observations.head import Head
from pipelines.observations.measured import with_measured
from pipelines.observations.owner import as_owner, needs_owner
from pipelines.observations.subject import SELF, SHARED_PART, TRADED, WITH, Subject, by_parts, owned_behind, worded
from pipelines.vocabulary.tables import wordings

SHORTEST_NAME: Final = 2  # characters of a part that names something
SHARE_OF: Final = re.compile(r"占(?:国内生产总值|地区生产总值|生产总值|GDP)的?比[重例]")
LONGEST_USE: Final = 14  # characters
USED: Final = ("在", "用于", "来自", "投向", "集中在", "集中于", "由", "是", "都", "为农", "属于")


def shares(found: Sequence[Subject], head: Head, tail: str, before: Subject | None) -> list[Subject]:
    """The shares that a number (or those of its list) tells, of what the head names or what was named before."""
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
        return [s.named(f"{before.phrase}中{s.phrase}") for s in named]  # 投资增长6%，其中制造业占比70%
    return named if named[-1].metric else _parts_of_whole(head, before, found) or named


def contributed(head: Head, tail: str, before: Subject | None) -> Subject | None:
    """贸易额增长4%，贡献了全国24%的增量: what share of the whole's growth it was."""
    whole = CONTRIBUTED.fullmatch(head.text) if tail.startswith("的") else None
    if whole is None:
        return None
    name = before.phrase if before else ""
    if not tail.endswith("增量"):  # 高新区营业收入增长8%，贡献了全市43%的工业增加值
        name = owned_behind().sub("", name)
    return Subject(None, f"{name}占{whole[1]}{tail[1:]}比重")


def as_contributor(subject: Subject, before: Subject, head: Head) -> Subject:
    """光伏产业增加值增长9%、对工业增长贡献率升至35%: what it is that contributes."""
    if "贡献" not in subject.phrase:
        return subject
    upon = next((w for w in UPON if any(t.text == w for t in head.left[-1:])), "")
    said = upon + subject.phrase
    if subject.metric or not said.startswith(UPON) or not CONTRIBUTES.search(said):
        return subject
    return subject.named(NO_SOURCE.sub("", before.phrase) + said)


NO_SOURCE: Final = re.compile("(?:(?:贡献率|占比|比重|产值|增加值)|(?<=.{4})率)$")
UPON: Final = ("对", "拉动")
CONTRIBUTES: Final = re.compile("贡献[率度]?$")
CONTRIBUTED: Final = re.compile("(?:贡献|创造)了?(全[国省市区县球]|[^，。；、]{2,6})")
IN_AREA: Final = re.compile("在(?:全[国省市区]|[东西南北中]部?[方部]?地区|长三角|珠三角|京津冀)")
SHORT_SHARE: Final = 6  # characters


def _share(found: Subject | None, head: Head, tail: str, before: Subject | None) -> Subject:
    """占国内生产总值的比重 of 研发经费 is a metric of its own; any other share keeps a phrase of its own."""
    whole = found if found and not head.text.startswith("占") else before
    name = whole.phrase if whole else ""
    if found and head.text.endswith(TRADED):  # 对欧盟进出口占比
        each = found.phrase if "、" in head.text else head.text
        said = (head.left[-1].text if head.left and head.left[-1].text in WITH else "") + each
        if said[0] in WITH:
            return Subject(None, f"{said}占比")
    words = "".join(t.text for t in head.core + head.right)
    if whole and whole.metric and (share := SHARE_OF.search(words)):
        of_it = (wordings().get(name[i:] + share[0]) for i in range(len(name)))
        if wording := next(filter(None, of_it), None):
            return Subject(wording.code, wording.text, whole.place)
    if (
        found
        and before
        and (IN_AREA.fullmatch(found.phrase) or (found.phrase[-1:] == "中" and [t.text for t in head.left] == ["在"]))
    ):  # 经济总量占全国比重…，在北方地区占比20%
        return Subject(
            None, f"{SHARED_PART.sub('', before.phrase)}{'在' * (found.phrase[0] != '在')}{found.phrase}占比"
        )
    name = found.phrase if found else name
    if name and head.right and head.right[-1].text == "在" and tail.startswith("的"):
        return Subject(None, f"{name}在{tail[1:]}")  # 制度在30%的医疗机构实施
    used = tail if len(tail) < LONGEST_USE and tail.startswith(USED) else ""  # 财政支出八成投向民生
    phrase = f"{name}{used}" + ("" if name.endswith("比例") else "占比") if name else head.text or tail
    return Subject(by_parts(phrase), phrase)


def _parts_of_whole(head: Head, before: Subject | None, found: Sequence[Subject]) -> list[Subject]:
    """民营经济增加值占全市生产总值的60%, …，占生产总值的比重达到60%: a share is named by the part and the whole."""
    words = EACH_YEAR.sub("", "".join(t.text for t in head.core + head.right))
    if (m_ := PART_OF_WHOLE.fullmatch(words)) is None:
        return []
    part, place = m_["part"], SELF
    if before is not None and not before.metric and needs_owner(part):
        part = as_owner(before.phrase) + part  # 产业链强链补链、产值占全省比重50%
    if not part and before is not None:
        part, place = before.phrase, before.place
    if len(part) < SHORTEST_NAME or part.endswith(("率", "占比", "比重", "增速")):
        return []
    parts = [Subject(None, p, place) for p in re.split("[、和]", told[1])] if (told := APART.match(part)) else []
    if not parts and len(found) > 1 and ("、" in part or EACH_OF.search(words)):  # A、B增加值占规上工业比重分别为…
        parts = [Subject(None, p, place) for p in re.split("[、和]", part)]
    if len(parts) > 1 and (whose := WHOSE.match(parts[0].phrase)) and "的" not in parts[-1].phrase:
        parts = [parts[0], *(s.named(whose[0] + s.phrase) for s in parts[1:])]  # 民企创造的增加值、税收、岗位分别占…
    if len(parts) > 1 and needs_owner(parts[-1].phrase) and (owner := as_owner(parts[0].phrase)):
        parts = [parts[0], *(s.named(owner + s.phrase) if needs_owner(s.phrase) else s for s in parts[1:])]
    parts = with_measured(parts) if parts else [Subject(None, part, place)]
    said = m_["said"] or "比重"
    of = (m_["where"] or "") + m_["whole"] if m_["whole"] in SAY_NOTHING else m_["whole"]  # 占全国增量的四分之一
    return [worded(f"{s.phrase}占{of}{said}", s.place) for s in parts]


EACH_YEAR: Final = re.compile("每年|平均每年|年均")
SAY_NOTHING: Final = ("增量", "总量", "总数", "总额")
WHOSE: Final = re.compile(".{2,}的(?=.{2})")
EACH_OF: Final = re.compile("分别|各|均|都")
APART: Final = re.compile("(.{3,})(?:分别|各|均|都)(?:已|约)?$")  # 民营企业、外资企业出口分别


PART_OF_WHOLE: Final = re.compile(
    "(?P<part>[^占]*)占(?:到|据|了)?(?:(?P<where>全(?:[国省市区县州旗盟乡镇]|社(?!会)))的?(?!比重|份额|比例))?(?P<whole>(?:[^占比重的达为在]|(?<!比)重){2,14}?)(?:的?(?P<said>比重|比例|份额))?(?:[较比](?:上年|去年|(?:19|20)\\d\\d年))?(?:始终|一直|持续|保持在|稳定在|超|近|逾|约|已|分别|均|都|双双)*的?(?:达到?|为|提高|提升|上升|下降|增加|提高到|提升到|上升到|降到|增加到|升至|提升至|提高至|上升至|扩大至|降至|下降至|下降到|接近|超过|突破|(?:由|从)(?:(?:(?:19|20)\\d\\d|上|去)年的?)?)?"
)
