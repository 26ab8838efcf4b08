"""What a count is of, where something is told of those counted: 9个县增速快于全省, 15个平台承接项目700个, 8个村实现脱贫."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.observations.head import PER_HEAD, Head
from pipelines.observations.lexicon import BREAK
from pipelines.observations.owner import as_owner, opens_as_done
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Reading, State
from pipelines.observations.subject import Subject


def counted_so(
    text: str, head: Head, tail: str, q: Quantity, state: State, readings: Sequence[Reading]
) -> Subject | None:
    """The subject of a count that what is told of those counted names; None where the number names it otherwise.

    `text`: the sentence; `tail`: the words after the number; `readings`: of the sentence so far.
    """
    alone, such = not head.core, head.text.endswith("等")
    if alone and q.dimension == "1" and readings and (over := _over_again(tail, readings[-1].subject.phrase)):
        return Subject(None, over)
    if (alone or such) and (over := _counted_over(text, q)):
        return Subject(None, over)
    if alone and tail and (reached := _reached_too(text, q, readings)):
        return Subject(None, reached + tail)
    if alone and (told := _told_of_them(tail, q, state, readings)):
        return told
    if tail.endswith(EFFORTS) and (effort := EFFORT.fullmatch(tail)) and MADE_FOR.fullmatch(head.text):
        return Subject(None, effort[1])  # 加大对10个县的支持力度
    if not tail.startswith("指标"):
        return None
    each = next((t.text for t in head.left[-1:] if t.text == PER_HEAD), "")  # 人均财政支出等5项指标居前列
    return Subject(None, f"{each}{head.text}{tail}" if such else tail) if such or alone else None


def _counted_over(text: str, q: Quantity) -> str:
    """9个县（市）工业投资增速快于全省: 工业投资增速快于全省的县（市）, what the number counts; empty where it is not so."""
    if (
        q.dimension != "1"
        or q.form != "arabic"
        or not any(text.find(word, q.end, q.end + LONGEST_OVER) > 0 for word in OVER)
    ):
        return ""
    over = COUNTED_OVER.match(text, q.end)
    return f"{over['what']}{over['over']}的{over['who']}" if over else ""


def _over_again(tail: str, before: str) -> str:
    """13个县增速快于全省，6个快于全国: the second counts the same, held against another. `before`: what the first counts."""
    said, named = OVER_ALONE.fullmatch(tail), OVER_THEM.fullmatch(before)
    return f"{named['what']}{said[0]}的{named['who']}" if said and named else ""


OVER_ALONE: Final = re.compile("(?:快于|高于|优于|超过|超|低于)(?:全[国省市区县]|[省市]平均)(?:平均)?(?:水平)?")
OVER_THEM: Final = re.compile(f"(?P<what>.{{2,}}?){OVER_ALONE.pattern}的(?P<who>.+)")


def _reached_too(text: str, q: Quantity, readings: Sequence[Reading]) -> str:
    """通达27个国家的84个港口, 惠及12个乡镇近30万群众: who reaches the second as well, or nothing."""
    before = readings[-1] if readings else None
    if before is None or before.subject.metric or (reaches := REACHES.match(before.subject.phrase)) is None:
        return ""
    near = BREAK.search(text, before.quantity.end, q.start) is None and q.start - before.quantity.end <= LONGEST_REACHED
    return (
        reaches[0]
        if (near and text[q.start - 1] in "的、") or (near and (q.dimension == "person" or q.unit in ("万", "亿")))
        else ""
    )


REACHES: Final = re.compile(".{0,16}?(?:通达|辐射|直达|直通|连通|惠及)")
LONGEST_REACHED: Final = 12  # characters
LONGEST_OVER: Final = 36  # characters
OVER: Final = ("快于", "高于", "优于", "低于", "超过", "超全", "位数增长", "正增长")
COUNTED_OVER: Final = re.compile(
    "(?P<who>[^，。；、\\d]{0,6}?(?:县（市）|县（市、区）|县（区）|市县|县区|县|区|乡镇|镇|园区|产业链|产业(?!链)|集群|行业|企业))"
    "(?P<what>(?:[^，。；、\\d]|近\\d年){2,14}?)"
    f"(?P<over>{OVER_ALONE.pattern}|(?:实现|保持)?(?:两位数|正|双位数)增长)(?=[，。；、]|$)"
)


def _told_of_them(tail: str, q: Quantity, state: State, readings: Sequence[Reading]) -> Subject | None:
    """形成案例173项，82项获认可、37项向全国推广: the second and the third count some of the first."""
    before = state.subject
    if q.dimension != "1" or not BECAME_OF.match(tail):
        return None
    if before is None:  # 173项 were of a class (21批173项) and so no figure
        return Subject(None, state.owner + tail) if state.owner else None
    if before.metric or state.unit != q.base_unit:
        return None
    whole = next((r.subject for r in readings if before.phrase.startswith(r.subject.phrase)), before)
    told = BECAME_OF.search(whole.phrase)
    owner = whole.phrase[: told.start()] if told else as_owner(whole.phrase) or whole.phrase
    return whole.named(owner + tail) if owner else None


EFFORTS: Final = ("力度", "功能", "作用", "优势")
EFFORT: Final = re.compile("(.{1,}?)的?(?:支持|服务|引领|示范|带动|帮扶)*(?:力度|功能|作用|优势)")
MADE_FOR: Final = re.compile("发挥好?|(?:加[大强]|强化)对")
BECAME_OF: Final = re.compile("(?:获(?!得)|获得|入选|列入|纳入|被|向全[国省]|在全[国省]|通过)(?=.{2})")


def counted_only(subject: Subject) -> Subject:
    """35条河流水质达标率…, 14个产业产值占…: a count is of the rivers, not of what is measured of them."""
    earns = None if subject.metric else MEASURED_OF.search(subject.phrase)
    phrase = OF_YEAR.sub("", subject.phrase[: earns.start()]) if earns else ""
    return subject.named(phrase) if len(phrase) > 1 else subject


def counted_alone(subject: Subject, verb_only: bool = False) -> Subject:
    """15个平台承接项目700个: the first number counts those that do something, the second what they do.

    `verb_only`: the name ends with the verb (39个项目增加|产值5亿元).
    """
    does = DOES.search(subject.phrase) or GETS.search(subject.phrase)
    if does is None or (verb_only and does.end("verb") < len(subject.phrase)):
        return subject
    return subject.named(SO_FAR.sub("", subject.phrase[: does.start()]))


DOES: Final = re.compile(
    "(?<=.{2})(?P<verb>新?(?:承接|引进|落户|入驻|汇聚|集聚|吸引)|发行|完成|实现|开展|举办|新增|增加|建成|缔结|签订|签署|建立|设立|达成|开通|共建|实施|投运|投用|获批|获评|推出|落地|办好|办理|聘任|聘请|接收|吸纳|培育|创建).*$"
)
SO_FAR: Final = re.compile("(?<=.{2})(?:累计|分别|共|已|均)+$")
GETS: Final = re.compile("(?<=.{2})(?P<verb>获得|取得|享受|申请)$")  # 27个项目获得|25亿元额度
OF_YEAR: Final = re.compile("(?:19|20)\\d\\d年$")
MEASURED_OF: Final = re.compile(
    "(?:完成|实现)?(?:规上|规模以上)?(?:工业)?(?:(?:(?:环境)?空气(?:质量)?|水质)?(?:优良|达标|整治|治理|优于[ⅠⅡⅢⅣV]+类)的?(?:水质|水体|天数)?的?(?:比例|比率|率)|(?:固定资产)?(?:总投资|投资)额?|投入资金|项目进资|集中度|总产值|产值|营业收入|营收|利润|税收|增加值|销售额|交易额)(?:占[^，。；\\d]{1,14})?$"
)


def _owned(between: str, before: Reading) -> bool:
    """营商环境5个一级指标、19个二级指标达到先进水平: what stands before the first number owns it."""
    such = before.head.text.endswith("等") or opens_as_done(before.head.text)
    said = before.head.text + between
    return between != "" and not such and before.subject.phrase == said[-len(before.subject.phrase) :]


def share_predicates(text: str, readings: Sequence[Reading]) -> None:
    """2个乡镇、16个村实现脱贫: what is told of the last of a list that opens a clause holds for all of it."""
    for before, after in reversed(list(pairwise(readings))):
        here, there = before.quantity, after.quantity
        counts = here.dimension == there.dimension == "1"
        if before.subject.metric or after.subject.metric or not counts or before.head.right:
            continue
        told = None if BY_THEM.search(after.subject.phrase) else COME_TO.search(after.subject.phrase)
        between = MANY_KINDS.sub("", text[here.end : there.start]).rstrip(AND)
        opens = here.start == 0 or text[here.start - 1] in "，。；：" + AND
        once = COME_TO.search(before.subject.phrase) is None
        alone = between == before.subject.phrase if not before.head.core else _owned(between, before)
        if told and (opens or before.head.core) and once and alone:
            before.subject = before.subject.named(before.subject.phrase + told[0])


AND: Final = "、和及与"
MANY_KINDS: Final = re.compile("（[^（），。\\d]{1,3}(?:、[^（）、，。\\d]{1,3})+）")  # 28个省（区、市）
# what becomes of things, behind their name: 村实现脱贫, 项目全部开工
COME_TO: Final = re.compile(
    "(?<=.)(?:全部|均|已|首次|成功)*(?:实现|完成|入选|获评|获批|通过|(?:初步|基本)?(?:建成|建立)|开工|投产|投用|上榜|晋升|晋级|升级|列入|纳入|启动|达到|跻身|荣获|被(?:命名|评|认定|列|授予|确定))[^、，]*$"
    "|(?<=.)(?:全部|均|已)*(?:出列|摘帽|脱贫|退出|达标|落地|完工|竣工)$"
    "|(?<=.)(?:全部|均|已|都)+通[^、，]+$"
)
BY_THEM: Final = re.compile("撬动|带动|拉动|推动|助力|促进|引领")  # 精品线路带动乡村旅游升级: no work on them
