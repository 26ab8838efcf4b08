"""What public money is for: 市财政安排3亿元，用于校舍改造; 增加教育投入，市财政安排3亿元."""

from __future__ import annotations

import re
from typing import Final

from pipelines.observations.owner import as_owner, needs_owner, thing_only
from pipelines.observations.quantity import Quantity
from pipelines.observations.subject import Subject
from pipelines.vocabulary.tables import cues


def with_purpose(subject: Subject, q: Quantity, text: str, topic: Subject | None) -> Subject:
    """中央财政安排资金45亿元，补贴家电下乡: the money with what it is for.

    `text`: the sentence; `topic`: what the clause before spoke of.
    """
    if q.dimension != "CNY" or subject.metric:
        return subject
    spent = SPENT_BY.fullmatch(subject.phrase)
    if not spent and not subject.phrase.endswith((*cues()["funds"], "财政", *BARE_MONEY, *RAISED_AS)):
        return subject
    if topic and spent and not topic.phrase.startswith(FACING) and PURPOSE.match(text, q.end) is None:
        on = _cause(topic.phrase).removesuffix(spent["spent"])  # 救灾工作全面加强，中央财政五年支出551亿元
        return subject.named(f"{spent['payer']}{on}{spent['spent']}") if 1 < len(on) <= LONGEST_CAUSE else subject
    for_what = PURPOSE.match(text, q.end)
    if subject.phrase in PAYERS and not for_what:
        for_what = _raised_before(text, q) or RAISES.match(text, q.end)
    if for_what is None:
        return subject.named(subject.phrase + "资金") if subject.phrase in RAISED_AS else subject  # 筹措3亿元
    bare = subject.phrase.endswith(("财政", *RAISED_AS, *BARE_MONEY))
    paid_as = (for_what.groupdict().get("money") or "") if bare else ""
    return subject.named(subject.phrase.removesuffix(paid_as) + paid_as + for_what["what"])


def _cause(topic: str) -> str:
    """救灾 of 救灾工作全面加强, 危房改造 of 继续实施危房改造."""
    return ((as_owner(topic) if "、" not in topic else "") or thing_only(topic)).removesuffix("工作")


def built_for(subject: Subject, q: Quantity, text: str, owner: str) -> Subject:
    """投资1.6亿元，新建实验中学; 投资8500万元改造管网120公里: the investment in what is built.

    `owner`: who or what was named before; then it is theirs.
    """
    if subject.phrase not in BARE_MONEY or q.dimension != "CNY":
        return subject
    theirs = owner != "" and needs_owner(subject.phrase)
    built = OF_WORK.match(text, q.end) or (None if theirs else BUILT_FOR.match(text, q.end))
    if built is None and (done := DONE_WITH.match(text, q.end)):
        return subject.named(
            (done["done"] or done["built"]) + done["what"] + subject.phrase
        )  # 投入12亿元办好40件民生实事
    return subject.named(built[1] + subject.phrase) if built else subject


def _raised_before(text: str, q: Quantity) -> re.Match[str] | None:
    """增加社会保障投入，中央财政安排300亿元: what the clause before the number's raises."""
    begin = max(text.rfind(c, 0, q.start) for c in "；。，：")
    since = max(text.rfind(c, 0, max(begin, 0)) for c in "；。，：") + 1
    if begin <= 0:
        return None
    return RAISED.fullmatch(text, since, begin) or IN_ORDER_TO.fullmatch(text, since, begin)


PURPOSE: Final = re.compile(
    "(?P<money>[^，。；\\d]{0,8}(?:资金|国债|专款|经费))?(?:，比[^，。；]{4,24})?，?(?:主要|重点|专门)?(?P<what>(?:用于|支持|补贴|扶持|投向|解决)[^，。；\\d]{2,24})(?=[，。；]|$)"
)
# what public money was to be raised for, said in the clause before: 增加社会保障投入，中央财政安排…
RAISED: Final = re.compile(
    "(?:进一步|继续|不断|大幅度?|较大幅度)*(?:增加|加大|加强)(?:了|对)?(?P<what>[^，。；、]{2,16}(?:投入|支出|补助|补贴|资金|支付|经费))(?:力度)?"
)
# 为加快社会保障体系建设，中央财政安排2762亿元
IN_ORDER_TO: Final = re.compile(
    "为(?:了)?(?:进一步|继续|更好)?(?:加快|支持|促进|推进|推动|加强|落实|保障)(?P<what>[^，。；、]{3,16})"
)
RAISES: Final = re.compile("，(?P<what>(?:加[大强]|增加)对[^，。；\\d]{2,20})(?=[，。；]|$)")
PAYERS: Final = (
    *("中央财政", "国家财政", "各级财政", "地方财政", "财政"),
    *(f"{level}{kind}财政" for level in ("省", "自治区", "市", "州", "县", "区", "本") for kind in ("级", "")),
)
SPENT_BY: Final = re.compile(
    f"(?P<payer>{'|'.join(sorted(PAYERS, key=len, reverse=True))})(?:五年|共|累计)*(?P<spent>支出|投入|补助)"
)
FACING: Final = ("面对", "坚持", "围绕", "针对", "按照", "为")
LONGEST_CAUSE: Final = 16  # characters
RAISED_AS: Final = ("筹措", "筹集", "统筹", "拿出", "统筹安排")
BARE_MONEY: Final = ("投资", "总投资", "投入", "累计投入", "筹资", "筹集资金", "投入资金")
# 投资近10亿元、全长13公里的东岭公路贯通
OF_WORK: Final = re.compile(
    "(?:、[^，。；、\\d]{1,4}\\d[\\d.]*[^，。；、\\d的]{1,6})+的(?:[一二三四五六七八九十两]{1,2}[个条座项])?([^，。；、\\d]{2,16}?)"
    "(?=(?:提前|全线|全面|正式|顺利)*(?:建成|开工|竣工|投产|通车|贯通|启用|投用|完工)|[，。；])"
)
DONE_WITH: Final = re.compile(
    "(?:(?P<done>办好|办理)的?|(?P<built>建设|新建|改造|打造)[^，。；\\d]{2,32}等)\\d+[个件项座条](?P<what>[^，。；、\\d]{2,16})"
)
BUILT_FOR: Final = re.compile(
    "，?(?:全面|加快|深入|组织|集中|高标准)?((?:启动|开工|新建|建设|建成|铺设|修建|架设|硬化|扩建|实施|改造|购置|打造)[^，。；\\d]{2,24}?)(?<!等)(?=[近约超逾共]?[，。；\\d]|$)"
)
