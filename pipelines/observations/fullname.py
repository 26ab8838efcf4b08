"""The full name of what the catalogue does not know: its owner, what was newly added, all members of a sum."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from pipelines.observations.head import PER_HEAD, Head, items
from pipelines.observations.lexicon import BASE_TIME, Token
from pipelines.observations.owner import (
    as_owner,
    done_first,
    leading,
    needs_owner,
    newly,
    opens_as_done,
    told_only,
    unowned_name,
)
from pipelines.observations.reading import State
from pipelines.observations.subject import MADE_NEW, Subject, carries_out, owned_behind
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cue_words, cues, wordings
from pipelines.vocabulary.units import dimension as dimension_of

RATE: Final = ("率", "比例", "比重", "度", "数", "额", "量", "值", "占比")


def fully_named(found: list[Subject], head: Head, state: State, dimension: str) -> list[Subject]:
    """The subjects of a number with the words that make their names whole; coded ones stay as they are.

    新增养老床位3852张: what was added is part of the name. …项目2113个，完成投资354亿元: a word that needs an owner takes the one
    named before.
    """
    if all(s.metric for s in found):
        return [_of_scale(s, state.owner) for s in found]
    found = [s.named(_without_means(s.phrase)) if s.phrase.startswith(MEANS) else s for s in found]
    word = added(head)
    alone = not head.right and all(_is_left_over(t) for t in head.left) and head.text not in cues()["whole"]
    carried = state.net_word if alone else ""
    owner = state.owner or state.field
    named = []
    behind = earned(head)
    kept = qualified(head)
    whole = [s if s.metric else s.named(_held(s.phrase, head) + behind) for s in found]
    if dimension == "CNY" and state.subject is not None:
        whole = [measured_as(s, state.subject) if s.phrase.endswith(cue_words("trade")) else s for s in whole]
    plain = whole[0].phrase.removeprefix(PER_HEAD) if kept and whole else ""
    theirs = (
        not head.core or plain.startswith(head.text[:3]) or plain[:4] in head.text
    )  # 国家枢纽等5个园区: no state's park
    if kept and theirs and whole and not whole[0].metric and not whole[0].phrase.startswith(kept):
        whole[0] = whole[0].named(kept + whole[0].phrase)
    made = _done_each(head) or (done_first(head.text) if len(found) > 1 else "")
    if made and dimension == "m" and (kind := OF_KIND.match(head.text, len(made))):
        made += kind[0]  # 改造老旧供热、燃气、排水管网800公里、600公里、300公里
    if made and dimension in MADE and not needs_owner(head.text):
        whole = [
            s if s.metric or opens_as_done(s.phrase) or s.phrase.startswith(made) else s.named(made + s.phrase)
            for s in whole
        ]
    if state.field:
        whole = [_of_field(s, state.field) for s in whole]
    if dimension == "CNY" and state.topic:
        whole = [_priced(s, state.topic) for s in whole]
    for i, (subject, bare) in enumerate(zip(whole, found, strict=True)):
        if i == 0 and len(found) == 1 and len(parts := items(head.core)) > 1:  # …项目落地、投资超380亿元
            owner = as_owner("".join(t.text for t in parts[-2])) or owner
        taken = _can_be_done(carried, bare.phrase, dimension) and (carried != BENEFITING or dimension in REACHED)
        taken = taken and not (dimension == "CNY" and dimension_of(state.unit) in MADE)  # 新增项目9个、产值15亿元
        said = word or (carried if taken and not _says_what_is_done(bare.phrase) else "")
        said = LEVEL.sub("", said) if "级" in said and OF_LEVEL.search(bare.phrase) else said
        full = _of_scale(subject, owner) if subject.metric else _whole(subject, said, owner)
        named.append(full.named(full.phrase + REACHED.get(dimension, "")) if REACHES.search(full.phrase) else full)
        if i == 0 and len(found) > 1:  # 信访总量件次、人次
            owner = as_owner(named[0].phrase)
    return named


def _of_field(subject: Subject, field: str) -> Subject:
    """公路方面，提速23个续建项目: of roads."""
    bare = None if subject.metric else BARE_WORK.fullmatch(subject.phrase.removeprefix(field + "方面"))
    return subject.named(bare["done"] + field + bare["kind"]) if bare else subject


BARE_WORK: Final = re.compile(
    "(?P<done>(?:新?开工|新?建成(?:通车)?|提速|推进|加快|实施|启动|投用|完成|续建|新建)*)(?P<kind>(?:续建|在建|新建|重点|重大)?(?:项目|工程))"
)


def _without_means(phrase: str) -> str:
    """建设街角公园 of 利用边角地建设街角公园, 根据资源禀赋打造服务区: what is done, not by what means."""
    return next(
        (
            phrase[i:]
            for i in range(SHORTEST_MEANS, len(phrase) - 2)
            if done_first(phrase[i:]) and not any(phrase[i - k : i - k + 4] in cues()["noun"] for k in (1, 2, 3))
        ),
        phrase,
    )


MEANS: Final = ("根据", "按照", "利用", "依托", "结合", "围绕")
SHORTEST_MEANS: Final = 4  # characters


def _priced(subject: Subject, topic: Subject) -> Subject:
    """提高粮食最低收购价，小麦每50公斤提高3元: the price of wheat."""
    weighed, price = PER_WEIGHT.search(subject.phrase), PRICE.search(topic.phrase)
    if not weighed or not price:
        return subject
    return subject.named(subject.phrase[: weighed.start()].removesuffix(price[0]) + price[0])


def _says_what_is_done(phrase: str) -> bool:
    return leading().match(phrase) is not None or unowned_name().match(phrase) is not None


REACHES: Final = re.compile("(?:惠及|受益|^带动|^涉及)$")
BENEFITING: Final = "惠及"
REACHED: Final = {"household": "户数", "person": "人数"}  # 改造老旧小区130个，惠及5万户


def earned(head: Head) -> str:
    """带动群众增收8亿元: outside the catalogue 增收 is what is counted, not how it moved."""
    return next((t.text for t in head.right if "earned" in t.kinds), "") if head.core and head.has("earned") else ""


def counted_in_all(subject: Subject) -> Subject:
    """新增公园141座、累计达到973座: the second number counts the parks, not the new ones."""
    if subject.metric:
        return subject
    return subject.named(ADDED_THERE.sub("", MADE_NEW.sub("", subject.phrase)) or subject.phrase)


ADDED_THERE: Final = re.compile("(?<=.{2})新增(?=.{2})")  # 港口新增泊位18个，总数达到72个


def _whole(subject: Subject, word: str, owner: str) -> Subject:
    phrase = told_only(subject.phrase)
    phrase = _without_time(phrase)
    phrase = HALF_QUOTED.sub("", phrase.replace("分别", "")) if "“" in phrase else phrase.replace("分别", "")
    if phrase.endswith("的"):
        phrase = REACHES_OF.sub(r"\1占\2比重", phrase).removesuffix("的")
    if phrase.endswith(EACH_TIME) and len(phrase) > LONGEST_TIME:  # 市场主体每天新增4.5万户
        phrase = phrase[-2:] + phrase[:-2]
    if phrase.endswith(("人", "户", "人口")) and (per := PER_SO_MANY.fullmatch(phrase)):  # 配置AED达每10万人45台
        phrase = per["per"] + per["what"]
    phrase = AND_DONE.sub("", phrase) if "了" in phrase else phrase
    if phrase.startswith(("共", "解决了", "中央", "国家", "地方", "财政")):
        phrase = STUCK.sub("", phrase)
    elif phrase.endswith(RISES):
        phrase = BROUGHT_ABOUT.sub("", phrase)
    if phrase.endswith(MANNER):
        phrase = _manner().sub("", phrase)
    if made := _makes().match(phrase):
        phrase = made[1].removesuffix("已").removesuffix("累计") + phrase[made.end(1) + 2 :]
    if phrase in STANDS_BY_ITSELF and (word or phrase.startswith("新增")):
        owner = ""
    unowned = (
        cues()["counterpart"].get(phrase) == "saved"
        or unowned_name().fullmatch(phrase)
        or carries_out(phrase)
        or phrase.startswith(cue_words("opens_unowned"))
    )
    owner = "" if owner in cues()["counterpart"] else owner  # 压减时间58%、环节62%
    if owner[-1:] in HARBOURS and LOAD.fullmatch(phrase):
        return subject.named(owner + phrase)  # 舟山港货物吞吐量12亿吨，集装箱吞吐量3000万标箱
    owner = "" if "吞吐量" in phrase and owner.endswith(LINES) else owner
    owner = RUNNING.sub("", owner) if phrase.endswith("里程") else owner
    owner = "" if phrase.startswith(PER_HEAD) and not owner.endswith(PEOPLE) else owner
    if owner and unowned and owner[-2:] != phrase[-2:]:
        phrase = owner.removesuffix(phrase[:2]) + phrase  # 商品房销售面积46万平方米，销售额24亿元
        if (wording := wordings().get(phrase)) and not (wording.follows or wording.beside):
            return Subject(wording.code, phrase, subject.place)  # 规模以上工业企业…、利润21亿元
    if word and not phrase.startswith(word):
        shared = next((len(bad) for bad in PAST_USE if word.endswith(bad) and phrase.startswith(bad)), 0)
        phrase = word + phrase[shared:]  # 淘汰落后炼铁产能1亿吨、落后炼钢产能500万吨
    return subject.named(phrase) if phrase and phrase != subject.phrase else subject


def _without_time(phrase: str) -> str:
    """A name without what opens none and without the time in it: 3月底前建成…, 财政五年累计补助…."""
    if phrase.startswith(OPENERS) or "月" in phrase:
        phrase = OPENS_NOTHING.sub("", phrase)
    phrase = phrase.replace("力争", "") if "力争" in phrase else phrase  # 港区力争开工泊位
    if "提前" in phrase:
        phrase = AHEAD_OF_TIME.sub("", phrase)
    return SUMMED_OVER.sub("", phrase) if "年累计" in phrase or "年共" in phrase else phrase


REACHES_OF: Final = re.compile("^([^，]{2,}?)已?(?:达到?|接近|完成)([^，]{3,})的$")  # 高标准农田达到耕地总面积的64%
STANDS_BY_ITSELF: Final = ("就业", "新增资金", "并网")  # 兜牢民生底线，新增就业1.1万人
HALF_QUOTED: Final = re.compile("^以?“(?!.*”)")  # 以“1家国家实验室、8个大科学装置”…
OPENERS: Final = ("加上", "使", "范围内", "可", "国务院决定", "把", "坚持将", "将")
OPENS_NOTHING: Final = re.compile(
    "^(?:加上|使(?![用命馆])|范围内|可(?=减[轻少免]|节[约省]|增[加收]|降低|提高)|国务院决定|把|(?:坚持)?将(?![军来士要]))(?=.{3})|(?<![—–\\-至到\\d])\\d{1,2}月(?:底|末|份|初)?前?(?![台饼])"
)  # 把初中公用经费提高到…
EACH_TIME: Final = ("每天", "每日", "每月", "每年")
LONGEST_TIME: Final = 4
RUNNING: Final = re.compile("(?<=.{2})(?:运营|营运|通车)?线路$")  # 轨道交通运营线路14条、运营里程580公里
PAST_USE: Final = ("落后", "老旧", "低效", "闲置", "危旧")
PEOPLE: Final = ("居民", "农民", "农牧民", "职工", "群众", "人口", "学生", "老人", "老年人", "户", "企业")
AHEAD_OF_TIME: Final = re.compile(
    "提前[\\d一两二三四五六七八九十半]+个?(?:多月|多年|月|年|天|季度)"
)  # 保交房提前3个月交付
SUMMED_OVER: Final = re.compile(
    "(?<=.{2})(?:连续|近|过去|这)?[一二三四五六七八九十\\d]{1,2}年(?:累计|共)"
)  # 财政五年累计补助资金
LINES: Final = ("线", "班列", "航班")  # have no throughput
HARBOURS: Final = ("港", "场", "岸", "站")
LOAD: Final = re.compile("(?:年?(?:国际)?(?:集装箱|货物|货邮|旅客))?吞吐量")
HELD: Final = re.compile(
    "^[^、]{1,8}?(?=免费开展|开展|举办)(?:开展|举办)?(?=.{3})(?!.*的)"
)  # 各地同步开展展销活动200场
PER_WEIGHT: Final = re.compile("(?:平均)?每(?:\\d+)?(?:公斤|斤|吨|市斤)$")
PRICE: Final = re.compile("(?:最低)?(?:收购|销售|保护)?价格?$")
PER_SO_MANY: Final = re.compile("(?P<what>.{2,}?)达?(?P<per>每\\d*[百千万]+名?(?:人口|人|户))")
AND_DONE: Final = re.compile("(?<=免征|取消|完成|实现|建成|建立)了")
STUCK: Final = re.compile(
    "(?<=.{2})(?:为此将|为此|还将|拟|将)(?=安排|投入|增加|支出|新增)|^共(?!建(?!成)|[同享有和青产性育商富党济])|(?<=^解决)了"
)
RISES: Final = ("率", "产量")
BROUGHT_ABOUT: Final = re.compile(
    "^[^、]{2,}(?:推动|带动|促使|促进|助推|助力)(?=.{3,}$)"
)  # 新机制推动诉求解决率提高到95%


SCALE: Final = ("规模以上", "规上", "规模工业")


def _of_scale(subject: Subject, owner: str) -> Subject:
    """规模以上工业企业发展到412户，完成工业增加值118亿元: theirs."""
    theirs = wordings().get("规模以上" + subject.phrase) if owner.startswith(SCALE) else None
    return replace(subject, metric=theirs.code) if theirs and subject.metric == "industrial_va" else subject


def _held(phrase: str, head: Head) -> str:
    """各地开展展销活动200场: what was held; but 200个县开展试点 counts those who held it."""
    held = ("开展" in phrase or "举办" in phrase) and head.text.endswith(phrase)
    return HELD.sub("", phrase, count=1) if held else phrase


def measured_as(subject: Subject, before: Subject) -> Subject:
    """汽车产量增长7%，其中新能源汽车增长17%: their output too."""
    if (
        before.metric in TRADE
        and WITH_OTHERS.fullmatch(subject.phrase)
        and not subject.phrase.endswith(TRADE[before.metric])
    ):  # 进出口增长12%，其中对东盟增长8%
        return subject.named(subject.phrase + TRADE[before.metric])
    said = owned_behind().search(before.phrase)
    if subject.metric or said is None or said.start() == 0:
        return subject
    if owned_behind().search(subject.phrase) or subject.phrase.endswith((*RATE, *SENT_OUT)):
        return subject
    if said[0] in cue_words("stands_alone"):
        return subject
    return subject.named(subject.phrase.removesuffix(said[0][:2]) + said[0])


SENT_OUT: Final = ("外运", "外送", "外调", "调出", "外销")  # of an output, and no output itself
OF_KIND: Final = re.compile("老旧|破损|农村|城镇|城市|城区")
TRADE: Final = {"foreign_trade": "进出口", "exports": "出口", "imports": "进口"}
WITH_OTHERS: Final = re.compile("[对与][^，。；、的]{2,12}")


def _done_each(head: Head) -> str:
    """新认定 of 总部、研发中心分别新认定60家和30家; 新建 of 新建公园、学校各2个."""
    if "each" not in head.right_kinds:
        return ""
    each = next((i for i, t in enumerate(head.right) if t.kinds.get("each") == "split"), None)
    if each is None:
        return ""
    said = "".join(t.text for t in head.right[each + 1 :])
    return said if said in cues()["action"] else done_first(head.text)


def _is_left_over(t: Token) -> bool:
    """其中, 国家级: nothing that says what was done."""
    return t.text == "其中" or t.text in cues()["qualifier"]


def qualified(head: Head, behind: bool = False) -> str:
    """国家级, 城镇, 主要 right before the subject: no part of a metric's name, but of any other.

    `behind`: the subject stands behind its number, where 高水平 says of what kind it is, not how it was done.
    """
    said = ""
    for t in reversed(head.left) if head.core else ():
        if t.text == PER_HEAD:
            continue  # 城镇人均居住面积
        kind = cues()["qualifier"].get(t.text)
        if kind is None or (kind == "behind" and not behind) or (kind == "thing" and done_first(head.text)):
            break
        said = t.text + said
    return said


def added(head: Head) -> str:
    """新增, 净增 … right before the subject, or nothing."""
    words = head.left if head.core or BASE_TIME in head.kinds else head.around  # 新增2所高校、1所职业院校
    said = next((t.text for t in reversed(words) if "net" in t.kinds and "down" not in t.kinds), "") if words else ""
    if not said and head.core and head.left and head.left[-1].text in RESTORED:
        return head.left[-1].text  # 恢复农田6300亩, 改善灌溉面积75万亩
    return said or ("新增" if head.metric is not None and head.text.startswith("新增") else "")


RESTORED: Final = ("恢复", "改善")
BEFORE_DONE: Final = frozenset(["adverb", "cum", "net"])


def _can_be_done(word: str, phrase: str, dimension: str) -> bool:
    """A thing of a list takes what was done to the first: not 污水处理率95% behind 新建污水处理厂3座."""
    if dimension in ("%", "pp") or not word:
        return False
    if phrase.startswith(cue_words("reaches")) or phrase.endswith("产量"):
        return False  # 新增经营主体13万户、带动就业36万人
    kind = cues()["action"].get(LEVEL.sub("", word), "")
    if not kind or word in cues()["net"]:
        return True
    return NOT_MADE.search(phrase) is None and (kind not in BUILT or dimension in MADE)


WHEN_DONE: Final = ("全年", "去年", "今年", "年内")
BUILT: Final = ("建", "改", "建改", "开工")
MADE: Final = ("1", "household", "m", "m2")  # what can be built, named or mended is counted so
NOT_MADE: Final = re.compile("^(?:[减退][^，、]{1,2}[转还]|在|规划|入驻|户均|人均|日|年)|(?:率|总数|产量|里程|人数)$")


def of_other_level(word: str, phrase: str) -> str:
    """创建国家级… goes on as 创建省级 where the next of the list is of another level; empty where it is not."""
    done = LEVEL.sub("", word) if "级" in word else word
    of_level = LEVEL.match(phrase, len(done)) if done != word and phrase.startswith(done) else None
    return done + of_level[0] if of_level else ""


def newly_done(head: Head) -> str:
    """改造, 新创建 at the head of a name: what is listed behind it is done as well (改造老旧小区300个、老旧管道2万米)."""
    text = head.text.removeprefix("共")
    if text.startswith(BENEFITING) and len(text) > len(BENEFITING) and not head.right and not head.left:
        return BENEFITING  # 惠及企业3600户、职工16万人
    if not head.right and not head.left and len(items(head.core)) > 1 and carries_out(text):
        return text  # 改造和新建2万所卫生院、1500所县医院
    said = newly().match(text)
    if said and (also := newly().match(text, said.end() + 1)) and text[said.end()] == "、" and not head.right:
        return text[: also.end()]  # 新建、改扩建幼儿园72所、小学38所
    if said and said.end() == len(text) and not head.right:
        return said[0]  # 新建12所学校、5家医院
    bare = all(t.is_any(BEFORE_DONE) or t.text in WHEN_DONE for t in head.left)
    if not (said and bare and said.end() < len(text) and not head.right):
        return ""
    of_level = LEVEL.match(text, said.end())
    return said[0] + (of_level[0] if of_level else "")


OF_LEVEL: Final = re.compile("(?:国家|省|自治区|市|县|乡|村)级|县域")  # 新建省级中心14个、县域医共体33个
LEVEL: Final = re.compile("(?:国家|省|自治区|市)级(?:及?以上)?")  # 创建国家级绿色工厂7家、绿色园区3个


def as_variant(subject: Subject | None, said: str) -> list[Subject]:
    """增长7.5%（不包括村办工业为7%）: the metric but for what the bracket says of it."""
    return [Subject(None, f"{subject.phrase}（{said}）", subject.place)] if subject else []


def as_capacity(subject: Subject) -> Subject:
    """水泥246万吨 under 新增主要生产能力: what can be made more, not what was made."""
    if subject.metric:
        return subject
    able = "" if subject.phrase.endswith(cue_words("capacity")) else "生产能力"
    return subject.named(f"新增{subject.phrase.removeprefix('新增')}{able}")


@cache
def _makes() -> re.Pattern[str]:
    """An owner with what it makes behind it: 企业实现产值."""
    return re.compile(f"(.{{2,}}?)(?:实现|完成|创造)(?:{alternation(cues()['needs_owner'])})$")


MANNER: Final = (
    "累计",
    "超",
    "或",
    "统一",
    "可能",
    "分别",
    "实现",
    "只",
    "仅",
    "将",
    "均",
    "已",
    "预计",
    "共",
    "达",
    "约",
)


@cache
def _manner() -> re.Pattern[str]:
    """What says how, at the end of a name: 可能, 分别."""
    return re.compile(f"(?:(?<![日月户亩校人签预节公契违条合])(?:{'|'.join(MANNER)}))+$")
