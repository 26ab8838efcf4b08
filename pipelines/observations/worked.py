"""What is done to the things that the clause before names: 整治“散乱污”企业，取缔351家、整改87家; 推进危房改造，完成320户."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from pipelines.observations.head import Head
from pipelines.observations.lexicon import BREAK
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Reading
from pipelines.observations.subject import Subject
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cue_words, cues


def done_to(text: str, start: int, head: Head, q: Quantity, readings: Sequence[Reading]) -> Subject | None:
    """The subject of a count whose clause says no more than what was done; None where none before can have so many.

    `text`: the sentence; `start`: where the clause begins in it; `readings`: of the sentence so far.
    """
    if start == 0 or text[start - 1] not in "，、" or q.base_unit not in _units() or q.form != "arabic":
        return None
    if text[q.end : q.end + 1] not in ENDED:  # 培育1个百亿级镇: named behind
        return None
    verb = _verb(head)
    if not verb or q.comparator == "lte":
        return None
    before = readings[-1] if readings else None
    if before is not None and BREAK.search(text, before.quantity.end, start - 1) is None:
        return _of_those_before(verb, before, q)
    thing = _thing(text[_clause_before(text, start - 1) : start - 1])
    if not thing:
        return None
    bare = _work().sub("", thing)
    if verb in ENDS:
        return Subject(None, thing) if bare != thing and not bare.endswith(ANY) else None  # 危房改造，完成320户
    if bare != thing and verb in NOT_BY_WORK:
        return None  # 加快学校建设，新增3200个: places, not schools
    return Subject(None, verb + bare) if _is_counted_in(bare, q.base_unit) else None


def _verb(head: Head) -> str:
    """What the clause says was done, where it says nothing else; otherwise nothing."""
    if len(head.core) > MOST_WORDS:
        return ""
    said = SO_DONE.sub("", "".join(t.text for t in (*head.left, *head.core, *head.right)))
    return said if said in cue_words("needs_object") else ""


def _of_those_before(verb: str, before: Reading, q: Quantity) -> Subject | None:
    """排查企业500家，取缔351家: some of those counted before."""
    phrase = before.subject.phrase
    thing = worked_thing(phrase)
    same = before.quantity.base_unit == q.base_unit and not before.subject.metric and verb not in ENDS
    return Subject(None, verb + thing) if same and _is_counted_in(thing, q.base_unit) else None


def _is_counted_in(thing: str, unit: str) -> bool:
    """Firms are counted in 家, boilers in 台: the value of the cue names the units."""
    counted = max((word for word in cue_words("worked_on") if thing.endswith(word)), key=len, default="")
    return bool(counted) and unit in cues()["worked_on"][counted].split("/")


def _clause_before(text: str, end: int) -> int:
    """Where the clause that ends there begins."""
    begins = max(0, end - LONGEST - 1)
    for b in BREAK.finditer(text, begins, end):
        begins = b.end()
    return begins


def _thing(clause: str) -> str:
    """What a clause without a number works on: “散乱污”企业 of 依法整治“散乱污”企业."""
    if len(clause) > LONGEST or any(c.isdigit() for c in clause):
        return ""
    thing = worked_thing(clause)
    if thing == clause:
        return ""
    thing = thing.rsplit("等", 1)[-1]
    return "" if len(thing) < SHORTEST or "、" in thing else thing


ENDED: Final = {"", *"，、；。（"}
ANY: Final = ("项目", "工程", "园区", "城市", "乡村", "设施")
NOT_BY_WORK: Final = ("新增", "取缔", "关闭", "查处")
ENDS: Final = ("完成", "实施", "竣工", "启动")
SO_DONE: Final = re.compile("^(?:依法|累计|共计?|已|再|又|分别|全年|全市|全县|全区)+")
MOST_WORDS: Final = 3
LONGEST: Final = 24  # characters
SHORTEST: Final = 2


def worked_thing(phrase: str) -> str:
    """A name without what was done to the thing: “散乱污”企业 of 取缔“散乱污”企业."""
    said = _done().match(phrase)
    return phrase[said.end() :] if said and said.end() < len(phrase) else phrase


@cache
def _units() -> frozenset[str]:
    """The units that any thing worked on is counted in."""
    return frozenset(unit for units in cues()["worked_on"].values() for unit in units.split("/"))


@cache
def _work() -> re.Pattern[str]:
    """Work on a thing at the end of its name: 工业锅炉|淘汰."""
    return re.compile(f"(?<=.)(?:{alternation(cues()['work_noun'])})+$")


@cache
def _done() -> re.Pattern[str]:
    """What is done, and how, before the thing it is done to."""
    words = [*cues()["modifier"], *cues()["action"], *cues()["carry_out"], *cues()["needs_object"], *cues()["works_on"]]
    return re.compile(f"(?:{alternation(words)})+")
