"""Whose a number is: a phrase as the owner of what is told next, without what was done with it or told of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from pipelines.observations.head import read_head
from pipelines.observations.subject import carries_out, owned_behind
from pipelines.vocabulary.patterns import alternation, opening_none
from pipelines.vocabulary.tables import cue_words, cues


@cache
def _first_characters(category: str) -> frozenset[str]:
    return frozenset(word[0] for word in cue_words(category))


@cache
def _leading_firsts() -> frozenset[str]:
    """The characters that what `leading` finds can begin with."""
    return frozenset().union(*(_first_characters(category) for category in ("action", "carry_out", "modifier")))


@cache
def _last_characters(category: str) -> frozenset[str]:
    """The last two characters of each word, or the one that it has."""
    return frozenset(word[-2:] for word in cue_words(category))


def ends_with_cue(text: str, category: str) -> bool:
    """The words end with one of the cue words of a category."""
    lasts = _last_characters(category)
    return (text[-2:] in lasts or text[-1:] in lasts) and text.endswith(cue_words(category))


def opens_as_done(text: str) -> bool:
    """The words begin with what is done (新建公园), or with what changes nothing (各类)."""
    return text[:1] in _leading_firsts() and leading().match(text) is not None


def needs_owner(text: str) -> bool:
    """The words measure something of somebody: 投资, 产值."""
    return unowned_name().fullmatch(text) is not None


def told_only(phrase: str) -> str:
    """A name without what only says that it went well: …试点取得积极进展."""
    phrase = WENT_WELL.sub("", phrase) if "取得" in phrase else phrase
    if not ends_with_cue(phrase, "empty_predicate"):
        return phrase  # most do not; a pattern that looks for an end is slow
    return _says_nothing().sub("", phrase) or phrase


def thing_only(phrase: str) -> str:
    """A name without what is told of it behind: 风电基地 of 风电基地开工建设."""
    thing = told_only(phrase)
    return (_predicate().sub("", thing) if ends_with_cue(thing, "predicate") else thing) or phrase


def only_tells(text: str) -> bool:
    """The words tell what becomes of a thing and name none: 投入运营, 正在改造."""
    head = read_head(text)
    return bool(head.left) or not head.core or carries_out(head.text) or _predicate().fullmatch(text) is not None


@cache
def _says_nothing() -> re.Pattern[str]:
    return re.compile(f"(?:已|已经|均)?(?:{alternation(cues()['empty_predicate'])})$")


def done_first(text: str) -> str:
    """消除 of 消除桃园里等, or nothing."""
    said = newly().match(text) if text[:1] in _first_characters("action") else None
    return said[0] if said else ""


@cache
def newly() -> re.Pattern[str]:
    actions = [w for w, kind in cues()["action"].items() if len(w) > 1 and kind not in ("", "发放") and w != "新增"]
    return opening_none(actions, cues()["noun"])


@lru_cache(maxsize=1 << 11)
def as_owner(phrase: str) -> str:
    """A phrase as the owner of what is told next, without 启动, 实施, 建成 before it; empty where it needs one itself."""
    bare = LAST_LISTED.sub("", phrase) if "、" in phrase else phrase
    bare = DONE_THERE.sub("", bare) if not SITES.isdisjoint(bare) else bare
    bare = bare[done.end() :] if bare[:1] in _leading_firsts() and (done := leading().match(bare)) else bare
    bare = SO_RANKED.sub("", SO_MANY_YEARS.sub("", bare)) if "第" in bare else bare
    if "、" in phrase and (examples := EXAMPLES.search(bare)):
        bare = done_first(phrase) + bare[examples.end() :]  # 招引东岭基地、西岭电厂等项目: 招引项目
    if ends_with_cue(bare, "predicate"):
        bare = _predicate().sub("", bare)
    bare = bare[:-1] if bare.endswith(("项目新", "企业新")) else bare.removesuffix("累计")  # 项目新开工8个、竣工6个
    owned = bare
    behind = owned_behind().search(bare) if ends_with_cue(bare, "needs_owner") else None
    if (
        behind
        and behind[0] not in {*cue_words("stands_alone"), "贷款"}
        and len(owner := _OWNED.sub("", bare[: behind.start()])) > 1
    ):
        bare = owner + "问题" * behind[0].startswith("问题")  # 规上企业实现产值: 规上企业
    if bare != owned and "、" in phrase and (examples := EXAMPLES.search(bare)):
        bare = bare[examples.end() :]  # 核桃、红枣等特色林果总面积
    bare = GAINED.sub("", bare) if bare.endswith(("企业", "人员")) else bare
    opens = bare[:1] in _first_characters("opens_clause")
    bare = bare[opening.end() :] if opens and (opening := _opens_clause().match(bare)) else bare
    bare = BROUGHT.sub("", bare) if "动" in bare else bare
    bare = BY_RULES.sub("", bare) if bare.endswith("机制") else bare
    bare = bare.removesuffix("收购") or bare  # 烤烟收购30万担、税收2亿元
    bare = RECEIVED.sub("", bare) if bare.endswith(GUESTS) else bare
    bare = DOING.sub("", bare) if "开展" in bare else bare
    if len(bare) > LONGEST_OWNER or bare in NOBODY or (bare.endswith(MODES) and EFFORT.match(bare)):
        return ""
    bare = SUCH.sub(r"\1", bare) if bare[-2:] in WORKS else bare
    return (
        ""
        if not bare
        or (bare[0] == "居" and bare[1:2] != "民")
        or bare.endswith(OF_SOMEBODY)
        or unowned_name().fullmatch(bare)
        else bare
    )


WENT_WELL: Final = re.compile(
    "(?<=.{2})(?:已|均)?取得[^、，]{0,6}(?:成效|成果|突破|进展)(?:、[^，、]+)+$"
)  # 中心建设取得明显成效、填补空白
SITES: Final = frozenset("场港区园站岸")
DONE_THERE: Final = re.compile(
    "(?:(?<=[场港区园站])|(?<=港口)|(?<=口岸))(?:新?开通|新开|开行|完成|新增|建成|通达|直达|直通|辐射).+$|(?<=[港场岸站])(?:年?(?:集装箱|货物|货邮|旅客)(?:吞吐量)?|吞吐量)$"
)

SO_MANY_YEARS: Final = re.compile("^(?:连续)?第[\\d一二三四五六七八九十]{1,3}年")  # 第7年提高养老金
GAINED: Final = re.compile("(?<=.{3})(?:累计)?(?:新增|净增)(?:企业|从业人员|就业人员)$")  # 软件产业新增企业300家、营收…
SO_RANKED: Final = re.compile(
    "(?:连续[^，]{1,4}年)?(?:稳?居|位居)?(?:全球|全国|全省|世界)第[一二三].*$"
)  # 出货量连续五年全球第一

LAST_LISTED: Final = re.compile(
    "^(?![省市县乡国]、[省市县乡国村]).*、(?![^“”]*”)"
)  # but “千村引领、万村提升”工程 is one name

EXAMPLES: Final = re.compile("等(?=.{2,6}$)")

EFFORT: Final = re.compile(
    "抓好|优化|畅通|创新(?!型|平台|主体|中心|产品|药|团队|人才|券|基地|成果|园|联合体|发展|资源)"
)  # 创新班列运营模式，全年开行…: of no mode
BY_RULES: Final = re.compile("(?<=.{4})(?:建立|健全)[^、，]*$")  # 重点项目建立包联机制、完成投资5亿元
GUESTS: Final = ("游客", "旅客", "观众", "人次")
RECEIVED: Final = re.compile(
    "(?<=.{2})(?:全?年|累计|共)?接待(?:国内外|海内外|境内外|各类)?(?:游客|旅客|观众)?(?:人次)?$"
)  # 石窟接待游客…、门票收入
DOING: Final = re.compile("(?<=[员者家队师生部])开展[^、，]{2,8}$")  # 科技特派员开展服务，解决需求300项
WORKS: Final = ("项目", "工程")
MODES: Final = ("模式", "机制", "环境", "结构", "流程", "方式", "体系", "渠道", "布局", "供给", "服务")
SUCH: Final = re.compile(
    "^[^、]*等((?:重点|重大)?..)$"
)  # 加快建设东岭至西河扩建等项目，新增里程…: of all that there are
BROUGHT: Final = re.compile("(?<=.{3})(?:带动|拉动|撬动).+$")  # 以旧换新带动消费7亿元、惠及消费者…
NOBODY: Final = ("活动", "会议", "行动", "举措", "措施", "任务", "工作")
OF_SOMEBODY: Final = ("率", "标准", "机制", "比重", "占比", "指数", "系数", "学位", "床位", "量", "额", "税", "投入")

LONGEST_OWNER: Final = 26  # characters

FREIGHT: Final = ("旅客", "货邮", "货物")

_OWNED: Final = re.compile(f"(?:累计|已)*(?:获得|实现|完成|创造|种植|养殖|的|{'|'.join(FREIGHT)})$")


@cache
def _predicate() -> re.Pattern[str]:
    """What is told of an owner behind it: 项目落地, 产业园启用."""
    return re.compile(f"(?:顺利|正式|相继|陆续|加快|全面|集中|同步)?(?:{alternation(cues()['predicate'])})+$")


@cache
def _opens_clause() -> re.Pattern[str]:
    """What is done with an owner before it: 撬动贴息贷款, 加强低保制度."""
    return re.compile(f"(?:{alternation(cues()['opens_clause'])})+")


@cache
def unowned_name() -> re.Pattern[str]:
    return re.compile(
        f"(?:{alternation([*cues()['carry_out'], '新增', '净增', '累计', '总', *FREIGHT])})*(?:{alternation(cues()['needs_owner'])})"
    )


@cache
def leading() -> re.Pattern[str]:
    modifiers = [w for w in cues()["modifier"] if w not in cues()["qualifier"]]
    words = alternation([*cues()["action"], *cues()["carry_out"], *modifiers])
    nouns = alternation([n for n in cues()["noun"] if n.startswith(("新", "再")) and not n.startswith("新增")])
    return re.compile(f"(?:(?!{nouns}){words})+")
