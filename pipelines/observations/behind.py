"""What a number is about where that stands behind it: 新建60个充电站, 试点扩大到29个省."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.fullname import qualified
from pipelines.observations.head import NAMES, PER_HEAD, PROMOTED, VERBS, Head, items, read_head
from pipelines.observations.lexicon import METRIC, NOUN, SEP, Token
from pipelines.observations.owner import done_first, leading, needs_owner, only_tells, thing_only, told_only
from pipelines.observations.quantity import Quantity
from pipelines.observations.speaker import Speaker
from pipelines.observations.subject import Subject, carries_out, last_member, subjects
from pipelines.vocabulary.tables import cue_words, cues


def named_behind(tail: str, head: Head, who: Speaker, q: Quantity) -> tuple[list[Subject], bool]:
    """The subject that stands after the number; true where it is a metric's whole name (101套保障性租赁住房).

    What the number is told for must be its making, not another's use of it (服务覆盖300个老旧小区).
    """
    tail = _thing_in(tail, q)
    after = read_head(AIMED.sub("", CAUSES.sub("", told_only(tail))))
    listed = items(after.core)
    if joint := _joint(after, listed):
        found = [Subject(None, joint)]
    else:
        first = listed[0] if listed and not after.metric else after.core
        found = subjects(first, who, None, None)[:1] if first else []
        if not after.core and (tail in cues()["qualifier"] or head.text.endswith("等")):
            found = [Subject(None, tail)]  # 辐射全国75个城市, 东河、西岭等3条高速
    words = [*(listed[0] if listed else after.core), *(t for t in after.right if "neutral" in t.kinds)]
    whole = "".join(t.text for t in words)
    catalogued = found and after.metric and (found[0].metric or found[0].phrase == after.metric.text)
    if catalogued and whole != found[0].phrase and q.dimension == "1":
        found = found if found[0].metric and m.can_be(found[0], q) else [Subject(None, whole)]  # 7个高速公路项目建设
    if found and after.right and CHOSEN.search(found[0].phrase) and not found[0].metric:  # 2个品牌入选国家培育计划
        found = [
            found[0].named(
                found[0].phrase + "".join(t.text for t in after.right if "neutral" in t.kinds or t.text in NAMES)
            )
        ]
    if (
        found
        and not found[0].metric
        and any(t.text == FINISHED for t in head.around)
        and [t.text for t in after.right] == [PROMOTED]
    ):
        found = [found[0].named(found[0].phrase + PROMOTED)]  # 完成3万个投放点规范化提升
    if found and not found[0].metric:
        found = [_with_left(found[0], after)]
    owned = SUCH_AS.sub("", "".join(t.text for t in last_member(head.core))) if tail[0] == "的" else ""
    owned = owned[opens.end() :] if owned and (opens := leading().match(owned)) else owned  # 引进落地总投资3亿元的电站
    measures = needs_owner(owned) or (owned.endswith(MEASURES) and q.dimension not in ("1", "person", "household"))
    if owned and found and measures and owned not in REACHES_WHOM:  # 投资5亿元的风电基地开工: its investment
        return [replace(s, metric=None, phrase=thing_only(s.phrase) + owned) for s in found], False
    if found and _lists_those_counted(head, q):
        return [replace(s, metric=None, phrase=done_first(head.text) + s.phrase) for s in found], False
    used = head.core and not carries_out(head.text) and found and found[0].nature != "flow"
    if used or not after.right_kinds.isdisjoint(VERBS):  # 约7成出口增量
        return [replace(s, metric=None, phrase=_before_name(head) + s.phrase) for s in found], False
    if tail.startswith("的") and found and found[0].metric:  # 世界22%的人口
        return [replace(s, metric=None) for s in found], False
    return found, bool(found and found[0].metric) and not after_is_part(after)


def _thing_in(tail: str, q: Quantity) -> str:
    """The words after a number without the list that they close (6座电站等项目), without what money is for."""
    if q.dimension == "CNY":
        return PAYS.sub("", tail)
    plain = told_only(tail) if "等" in tail else tail
    return (
        AND_MORE.sub("", plain)
        if plain.endswith(WORKS) and q.dimension != "person" and q.unit not in ("个", "项")
        else tail
    )


def _with_left(subject: Subject, after: Head) -> Subject:
    """What stands behind a number with the words before it that its name needs: 3条|高速|建成投运, 740亿元|恢复|重建资金."""
    if not after.left:
        return subject
    if DOING.match(subject.phrase) or (after.core and only_tells(subject.phrase)):  # 100个地级以上城市进行试点
        return subject.named("".join(t.text for t in after.left) + subject.phrase)
    if after.left[-1].text == RESTORES or after.left[-1].text in cues()["net"]:  # 27个新增债券项目
        return subject.named(after.left[-1].text + subject.phrase)
    kept = qualified(after, behind=True)
    return subject if subject.phrase.startswith(kept) else subject.named(kept + subject.phrase)


def offered(tail: str, head: Head) -> list[Subject]:
    """为30万名学生提供午餐: who gets what; nothing where none is given anything."""
    given = head.right[-1:] and head.right[-1].text == "为" and OFFERED.fullmatch(tail) is not None
    return [Subject(None, f"{head.text}为{told_only(tail)}")] if given else []


OFFERED: Final = re.compile("[^，。；、]{2,12}?(?:提供|发放|减免|办理|配备|解决|缴纳|代缴)[^，。；]{2,40}")
WORKS: Final = ("项目", "工程")
PAYS: Final = re.compile("(?<=资金)(?:支持|用于|保障|补贴|推动|促进).+$")  # 5亿元资金支持稳增长
CAUSES: Final = re.compile(
    "(?<=.{2})(?<!用于)(?<!支持)(?:撬动|拉动|带动|助力|促进(?![会中])|推动)(?!.*(?:基地|中心|站|点|平台|企业|户|活动|机构|项目|工程|人)$).+$"
)  # 32条精品线路带动乡村旅游升级


def _lists_those_counted(head: Head, q: Quantity) -> bool:
    """桃花谷、清风岭2家景区: the list before the number names those that it counts."""
    listed = (len(items(head.core)), head.text.count("、") + 1)  # 工程机械和农机、石化、冶金3个集群
    return q.unit not in KINDS and q.point > 1 and q.point in listed


RESTORES: Final = "恢复"
FINISHED: Final = "完成"
KINDS: Final = ("类", "种", "项", "大", "级")  # 供水、供热2类管网: the list tells of what kind
CHOSEN: Final = re.compile("入选|列入|纳入|入围|获批|跻身")
DOING: Final = re.compile("进行|开展|实施|推行|试行|参加|参与")
AIMED: Final = re.compile("(?<=[^的长])目标$")  # 16名社区工作者目标


def _joint(after: Head, listed: list[list[Token]]) -> str:
    """40位外国元首和政府首脑: one number for all that is listed behind it; empty where each may have its own."""
    text = TOLD_OF_IT.sub("", "".join(t.text for t in after.core))
    text = DONE_BY.sub("", text) if len(text) > LONGEST_PLAIN else text
    told = any(METRIC in member[-1].kinds for member in listed) or any(t.text == "并" for t in after.core)
    apart = len(listed) < 2 or len(text) > LONGEST_JOINT or any(c.isdigit() for c in text)
    return "" if apart or told else text


# 1万名困境、留守儿童进行评估
DONE_BY: Final = re.compile(
    "(?<=.{4})[、和]?(?:进行|开展|实施(?!的)|参与|参加|对(?!”)|向|完成|实现(?!与)|配备|发放|提供).*"
    "|(?<=.{2})[、和]?(?:率先实现|基本实现|免费提供).*"
)
AND_MORE: Final = re.compile(
    "(?<=.{2})(?:[和、及][^，。；、和]{4,})?等[^，。；、等]{0,6}(?:项目|工程)$"
)  # 6座电站等项目
TOLD_OF_IT: Final = re.compile(
    "、(?:数量|总数|总量|规模|增[量速幅])?(?:位?居|排名|创历?史?新|均|同比).*"
)  # 12家企业上市、数量居前


def made_so(subject: Subject, head: Head) -> Subject:
    """新建60个充电站, 新增60个充电站: named as in 新建充电站60个."""
    words = (PER_HEAD,) if head.text else (PER_HEAD, *BETTERED)
    done = (
        head.text
        if head.text in cues()["action"] or (len(items(head.core)) > 1 and carries_out(head.text))
        else next((t.text for t in head.around if "net" in t.kinds or t.text in words), "")
    )
    return subject if subject.metric or not done else subject.named(done + subject.phrase)


def spread(subject: Subject, head: Head, tail: str, q: Quantity) -> Subject:
    """试点扩大到29个省: how many provinces, said of what has spread to them."""
    money = q.dimension == "CNY" and tail.endswith(cue_words("funds"))  # 财政新增47亿元补助资金
    reached_by = q.dimension == "%" and tail.startswith(REACHED_BY)  # 行政村实现100%通公路
    if not subject.metric and (
        money or reached_by or tail.endswith("全覆盖")
    ):  # 本科高校、高职院校均实现21个地级市全覆盖
        return subject.named(subject.phrase + tail)
    if not subject.metric and q.dimension == "1" and head.core and METRIC in head.core[-1].kinds and head.right:
        what = head.right[0].text  # 吸引民间投资项目95个
        return subject.named(subject.phrase + what) if what in NAMES else subject
    if not subject.metric and head.core and METRIC in head.core[-1].kinds and head.right and head.right[0].text == "量":
        return subject.named(subject.phrase + "量")  # 蔬菜出口量
    if (
        q.dimension == "%"
        and head.right
        and head.right[-1].text == "实现"
        and tail
        and not tail.startswith(("的", "增长", "正增长"))
    ):
        return subject if subject.metric else subject.named(subject.phrase + tail)  # 城市建成区实现100%清洁取暖
    has = bool(head.right) and head.right[-1].text in HAS and q.dimension == "1"
    if has and tail and not subject.metric and not only_tells(tail):
        return subject.named(subject.phrase + tail)  # 开发区已建成20个研发平台
    where = PLACES.match(tail)
    if where is None or subject.metric or q.dimension != "1":
        return subject
    reaches = "".join(t.text for t in head.right).endswith(SPREAD)
    return subject.named(subject.phrase + where[0]) if reaches else subject


MEASURES: Final = ("含量", "含油量", "精度", "容量", "高度", "长度", "宽度", "功率", "效率")  # 精度0.5微米的机床
REACHED_BY: Final = ("通", "建成", "覆盖", "接入", "达到", "提供", "享受", "纳入")
SUCH_AS: Final = re.compile("[^等]{2,}等(?=.{2})")
REACHES_WHOM: Final = ("惠及", "受益")
HAS: Final = ("完成", "开展", "累计", "共", "建成", "已建成", "现有", "已有", "拥有", "共有", "建有", "设有")
SPREAD: Final = ("扩大到", "推广到", "扩展到", "拓展到", "覆盖到", "延伸到", "扩大至", "拓展至", "推广至")
PLACES: Final = re.compile(
    "(?:省|市|州|旗|县|区|城市|国家|乡镇|镇|村|社区|街道|园区|行业|领域|学校|医院|企业)[^，。；（、\\d]{0,8}"
)


BETTERED: Final = ("提升", "改善")  # 提升100所学校 counts schools, 提升5个百分点 does not


def shared_work(tail: str, following: str) -> str:
    """完成9个行政村污水和4个水塘治理: the work behind the second number is done to what the first counts as well."""
    done = WORK.search(following)
    trouble = TROUBLE.search(following)
    if trouble and following != tail and not tail.endswith(("安全", "困难", "问题")):
        return tail + trouble[0]  # 解决5万农村居民和8600名师生饮水安全问题, 1.9万人和1.2万头大牲畜的饮水困难
    apart = done is None or not tail or tail.endswith(done[0]) or following == done[0] or WORK.search(tail)
    return tail if apart or done is None else tail + done[0]


TROUBLE: Final = re.compile("(?:饮水|用水|吃水|用电|出行|行路)(?:安全|不安全)?(?:困难|问题)+$")
WORK: Final = re.compile("(?:(?:环境|综合|周边)?(?:治理|整治|修复|修缮|除险加固|改造))$")


def _before_name(head: Head) -> str:
    """惠及154万户家庭, 工程覆盖80%的学校, 大宗商品贸易等18个集聚区: what stands before the number tells of what is named behind it."""
    if head.core and SEP in head.core[-1].kinds:
        return ""  # 设计公园和85个口袋公园建成开放
    said = "" if head.metric else head.text
    whole = "、" not in said and (
        "覆盖" in said or said.endswith(REACHES_WHOM) or any(t.text in ("和", "与") for t in head.core)
    )
    if not 0 < len(said) <= (LONGEST_REACH if whole else LONGEST_BEFORE):
        last = "".join(t.text for t in last_member(head.core))
        if len(said) <= LONGEST_REACH and FIELDS.search(last):
            return said  # 钢铁、有色、化工等行业46种产品
        said = last
    if said in ("长", "产"):  # 长达4000公里的管道, 年产40万吨的铝厂
        return ""
    if (examples := SUCH_AS.match(said)) and done_first(said[examples.end() :]):
        said = said[examples.end() :]  # 利用空地、人防工程等建设3万个停车位
    if said.endswith("等"):  # 公园、绿地等20个工程: the last of the examples alone tells nothing
        done = done_first(head.text)
        return done if done not in cues()["net"] else ""
    if said in cues()["action"]:  # 各部门取消和下放246项审批事项
        return max((w for w in cues()["action"] if head.text.endswith(w)), key=len) if said != head.text else ""
    return said if len(said) <= LONGEST_BEFORE or whole or "覆盖" in said else ""


FIELDS: Final = re.compile("等[^等、]{0,4}(?:行业|领域|方面|地区)$")
LONGEST_BEFORE: Final = 12  # characters
LONGEST_REACH: Final = 24
LONGEST_PLAIN: Final = 16  # characters: what is told of a longer list is left out where that can be seen
LONGEST_JOINT: Final = 36


def after_is_part(after: Head | None) -> bool:
    """A metric's name after the number counts only where it is all that follows (101套保障性租赁住房建设)."""
    if after is None or not after.core:
        return True
    first = after.core[0]
    return METRIC not in first.kinds or any(NOUN in t.kinds for t in after.core[1:])
