"""Keys of phrases outside the catalogue: the same thing, named a little differently in two reports, gets the same key."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from pipelines.vocabulary.patterns import opening_none
from pipelines.vocabulary.tables import cue_words, cues

SIGNS: Final = re.compile(r"[“”\"'‘’《》〈〉（）()\[\]【】\s·—\-]|的")
TRAILING: Final = (
    "项目建设",
    "工程建设",
    "总数量",
    "总量",
    "总数",
    "数量",
    "项目",
    "工程",
    "建设",
    "任务",
    "工作",
    "数",
    "总额",
    "规模",
    "人数",
)
BOTH: Final = {"建改": "建改", "改建": "建改"}  # 新建和改造 is what 新改建 is
OF_WHOLE: Final = re.compile("占(.{0,12})(?:比例|份额)$")  # the report's word for a 比重
AND: Final = "、和及与并"
LONGEST: Final = 40


@cache
def _leading() -> re.Pattern[str]:
    """Words before a name that do not change what it names: 全市, 累计, 各类."""
    modifiers = [w for w in cues()["modifier"] if w not in cues()["qualifier"] and w != "人均"]
    return opening_none(
        [*modifiers, *(w for w in cues()["self"] if w != "国家"), *cues()["cum"]], [*cues()["noun"], "国家级"]
    )


@cache
def _action() -> re.Pattern[str]:
    """An action that opens no noun: 建成 but not 建成区."""
    return opening_none(cues()["action"], cues()["noun"])


@lru_cache(maxsize=1 << 11)
def key(phrase: str) -> str:
    """`action|noun`, the action by its kind (新建, 建成 and 打造 are 建), the noun without what says nothing.

    >>> key("新建高标准蔬菜基地") == key("建成高标准蔬菜基地项目")
    True
    """
    noun = SIGNS.sub("", phrase)
    action = ""
    while noun:
        if (m := _action().match(noun)) and m.end() < len(noun):
            kind = cues()["action"][m[0]]
            action = BOTH.get(action + kind, action or kind)
            rest = noun[m.end() :]
            noun = rest[1:] if rest[0] in AND and _action().match(rest, 1) else rest
            continue
        if not ((m := _leading().match(noun)) and 1 < m.end() < len(noun) - 1):
            break
        noun = noun[m.end() :]
    for ending in TRAILING if noun.endswith(TRAILING) else ():
        if noun.endswith(ending) and len(noun) >= len(ending) + 2 and not noun.endswith(cue_words("no_unit")):
            noun = noun[: -len(ending)]
            break
    noun = OF_WHOLE.sub(r"占\1比重", noun) if noun.endswith(("比例", "份额")) else noun
    noun = noun[:LONGEST] or phrase[:LONGEST]
    return f"{action}|{noun}" if action else noun
