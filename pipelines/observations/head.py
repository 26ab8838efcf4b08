"""What stands before a number: [time] [place] subject [verb]. The subject may be a list, the verb says what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from pipelines.observations.lexicon import (
    BASE_TIME,
    FROM,
    GAP_WORD,
    METRIC,
    RUN_OF_YEARS,
    SEP,
    SHARE,
    TIME,
    Token,
    tokens,
)
from pipelines.vocabulary.tables import cue_words, cues

VERBS: Final = frozenset(["to", "up", "down", "net", "level"])
EITHER_SIDE: Final = VERBS | {"avg", "cum", "each", "status", "now", "adverb", BASE_TIME, TIME, RUN_OF_YEARS}
RIGHT: Final = EITHER_SIDE | {"per", GAP_WORD, FROM, SHARE}
LEFT: Final = EITHER_SIDE | {"self", "modifier", SEP}
LONGEST_HEAD: Final = 120  # characters; what stands further before a number is not its subject
TOWN: Final = "城镇"
TOWN_OR_LAND: Final = (TOWN, "城市", "农村")
MENDS: Final = "改善"  # a fall behind a name (浓度改善10%), what is done before one (改善住房30万户)
NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(init=False, slots=True)  # a constructor of its own: that one is compiled
class Head:
    """The parse of what stands before a number. `core` are the subject's words; `right` follow it, `left` precede it."""

    core: tuple[Token, ...]
    left: tuple[Token, ...]
    right: tuple[Token, ...]
    kinds: frozenset[str]  # of the cues on both sides
    right_kinds: frozenset[str]
    metric: Token | None  # the last catalogued name of the subject
    around: tuple[Token, ...]  # the cues before and after the subject
    text: str  # of the subject

    def __init__(
        self,
        core: tuple[Token, ...],
        left: tuple[Token, ...],
        right: tuple[Token, ...],
        kinds: frozenset[str],
        right_kinds: frozenset[str],
        metric: Token | None,
        around: tuple[Token, ...],
        text: str,
    ) -> None:
        self.core = core
        self.left = left
        self.right = right
        self.kinds = kinds
        self.right_kinds = right_kinds
        self.metric = metric
        self.around = around
        self.text = text

    def has(self, kind: str) -> bool:
        """A cue of this kind stands on either side of the subject."""
        return kind in self.kinds


def _head(core: list[Token], left: list[Token], right: list[Token]) -> Head:
    right_kinds = NOTHING.union(*[t.kinds for t in right]) if right else NOTHING
    kinds = right_kinds.union(*[t.kinds for t in left]) if left else right_kinds
    metric = next((t for t in reversed(core) if METRIC in t.kinds), None)
    text = core[0].text if len(core) == 1 else "".join([t.text for t in core])
    return Head(tuple(core), tuple(left), tuple(right), kinds, right_kinds, metric, (*left, *right), text)


@lru_cache(maxsize=1 << 11)
def read_head(text: str) -> Head:
    """Split what stands before a number into what precedes the subject, the subject, and what follows it."""
    words = tokens(text)
    right = len(words)
    while right and (words[right - 1].is_any(RIGHT) or "neutral" in words[right - 1].kinds):
        if right == 1 and "per" in words[0].kinds:
            break  # 每亩增收300元
        right -= 1
    right = _with_bettered(words, _give_back_nouns(words, _before_from(words, right)))
    right = _before_pace(words, right)
    if right > 2 and words[right - 1].text in ("多", "少") and BASE_TIME in words[right - 2].kinds:
        right -= 2  # 新增就业目标比去年多100万人
    if 1 < right < len(words) and words[right - 1].text in YEARS_END:
        right -= 1  # 外汇储备年底达到…
    right = _before_each(words, right)
    if right > 2 and words[right - 1].text == PER_HEAD and "to" in words[right - 2].kinds:
        right -= 2  # 补助标准增加到人均280元
    if right and (right < len(words) or words[-1].text == "、") and SEP in words[right - 1].kinds:
        words, right = _without_predicate(words, right)
    left = 0
    while left < right and words[left].is_any(LEFT) and not _opens_a_list(words, left, right):
        if left == right - 1 and words[left].text == TOWN:
            break  # 其中城镇30650元
        left += 1
    left = _after_frame(words, left, right)
    return _head(words[left:right], words[:left], words[right:])


def _with_bettered(words: list[Token], right: int) -> int:
    """改造提升 before 3000个村道 is one word for what is done, no rise of anything."""
    if 0 < right < len(words) and words[right].text == PROMOTED:
        done = words[right - 1].text + PROMOTED
        return right + 1 if done in cues()["action"] or done in cues()["carry_out"] else right
    return right


YEARS_END: Final = ("年底", "年末", "年初")
PROMOTED: Final = "提升"
PER_HEAD: Final = "人均"
NAMED_SO: Final = (PROMOTED, "计划", "增长", "提高", "改善")
NAMES: Final = ("项目", "工程", "任务", "行动", "计划")


def _before_pace(words: list[Token], right: int) -> int:
    """工业总产值仍以年均12%的速度增长: 以 opens what is told of the metric."""
    if right < 2 or words[right - 1].text not in ("以", "按"):
        return right
    at = right - 1
    while at and words[at - 1].is_any(RIGHT | {"neutral"}) and METRIC not in words[at - 1].kinds:
        at -= 1
    return at if at and METRIC in words[at - 1].kinds else right


def _before_each(words: list[Token], right: int) -> int:
    """外资研发中心分别新认定60家: 分别 and the verb behind it are no part of the name."""
    for i in range(right - 1, 0, -1):
        if words[i].kinds.get("each") == "split":
            said = "".join(t.text for t in words[i + 1 : right])
            return i if said in cues()["action"] or said in cues()["carry_out"] else right
    return right


def _without_predicate(words: list[Token], right: int) -> tuple[list[Token], int]:
    """新能源装机率先破亿、达到1.35亿千瓦: what is told of the metric before the 、 is no part of its name."""
    named = next((i for i in range(right - 2, -1, -1) if METRIC in words[i].kinds), None)
    if named is None or any(SEP in t.kinds for t in words[named : right - 1]):
        return words, right
    return words[: named + 1] + words[right:], named + 1


def _after_frame(words: list[Token], left: int, right: int) -> int:
    """《纲要》提出了“十一五”期间单位生产总值能耗: what stands before a time that a metric follows tells who says so."""
    for i in range(right - 2, left, -1):
        if TIME in words[i].kinds and METRIC in words[i + 1].kinds:
            return i + 1
    return left


def _opens_a_list(words: list[Token], i: int, right: int) -> bool:
    """城镇 in 城镇、农村居民收入 is the first member of a list, not a modifier; and so in 城镇居民、农村居民收入."""
    if words[i].text in TOWN_OR_LAND and i + 3 < right and words[i + 2].text in ("、", "和", "与"):
        return METRIC not in words[i + 1].kinds
    if words[i].text == MENDS:
        return i + 1 < right
    return "modifier" in words[i].kinds and i + 2 < right and words[i + 1].text in ("、", "和", "与")


def _before_from(words: list[Token], right: int) -> int:
    """从 and a few words (人均, 2007年的, 五十年代的) right before the number belong to the verb."""
    for i in range(right - 1, max(-1, right - 4), -1):
        if FROM in words[i].kinds:
            return i
    return right


def _give_back_nouns(words: list[Token], right: int) -> int:
    """总量, 建设, 规模 belong to an unknown subject (入库指标), and are a metric's own shadow (市场主体总量)."""
    if right and METRIC in words[right - 1].kinds:
        return right
    if right + 1 < len(words) and words[right].text in NAMED_SO and words[right + 1].text in NAMES:
        right += 2  # 合作提升项目30个: 提升 is part of a name
    while right < len(words) and "neutral" in words[right].kinds and not words[right].is_any(RIGHT):
        right += 1
    return right


def items(core: Sequence[Token]) -> list[list[Token]]:
    """The members of a subject that is a list: 铁路、高速公路运营里程 has two."""
    if len(core) < SHORTEST_LIST:
        only = [token for token in core if SEP not in token.kinds]
        return [only] if only else []
    found: list[list[Token]] = [[]]
    for token in core:
        if SEP in token.kinds:
            found.append([])
        else:
            found[-1].append(token)
    return [item for item in found if item]


SHORTEST_LIST: Final = 3  # tokens: two and what stands between them


@cache
def _place_endings() -> tuple[str, ...]:
    return (*cue_words("part_suffix"), *cue_words("zone_suffix"))


def is_place(text: str) -> bool:
    """The words name a part of the area or another place."""
    return len(text) > 1 and text.endswith(_place_endings()) and not text.endswith(cue_words("not_a_place"))
