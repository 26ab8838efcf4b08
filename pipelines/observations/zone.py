"""The part of the area that a sentence speaks of: 东海新区新签约项目24个，落地12个 tells of the zone, not of the province."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipelines.observations.owner import opens_as_done
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cue_words, cues

LONGEST_ZONE: Final = 18  # characters
# what goes on behind a zone's name where the name is only part of another: 开发区数量, 示范区建设, 新区、园区
NO_SUBJECT: Final = (
    "[区的、和与及等内里数（(\\d达总]|建设|发展|管委会|规划|扩区|改革|政策|提升|战略|以上|以外|企业|项目|创建|入选|获批"
)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(alternation(cues()["zone_suffix"]))


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?:(?!获批|入选|创建)[^，。；：、的\\d]){{2,{LONGEST_ZONE}}}?|(?=高新区|经开区|综保区|新区))(?:{alternation(cues()['zone_suffix'])})(?!{NO_SUBJECT}|{alternation(cues()['zone_suffix'])})"
    )


def leaves_out_who(clause: str) -> bool:
    """The clause begins with what is done, so that who did it stands before: 累计注册企业2600家."""
    return opens_as_done(clause) or clause.startswith(cue_words("zone_does"))


def zone_of(sentence: str, whole: frozenset[str]) -> str:
    """The zone that a sentence opens with as its subject; empty where there is none. `whole`: the area's own names."""
    if _suffix().search(sentence, 0, LONGEST_ZONE + 6) is None or sentence.startswith(cue_words("no_zone")):
        return ""
    if (m := _zone().match(sentence)) is None:
        return ""
    return "" if opens_as_done(m[0]) or m[0] in whole else m[0]
