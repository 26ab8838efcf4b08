"""Areas that report but have no GB/T 2260 code: development zones, townships, sub-districts.

Their code is the one of the area they belong to, a hyphen and their own name in its shortest form: 530302-东山镇 is 东山镇 in
麒麟区, 530300-经开区 the 经济技术开发区 of 曲靖市. Kinds and their short forms: vocabulary/lower_kinds.csv; zones whose name does not
tell where they lie: vocabulary/zones.csv. Their level is the one below their parent's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.reports.named import Named, named
from pipelines.vocabulary.areas import LEVELS, NATION, Area, areas, lower_kinds, within, zones

OFFICE = re.compile("(?:党工委|(?<!生态)管理委员会|管委会|人民政府|政府)+$")
HONOUR = re.compile("^(?:国家级|国家|省级|市级|自治区级)|(?:国家级|国家|省级)$")
PIECE = re.compile(r"人民政府|政府|党工委|管理委员会|管委会|工作报告|(?:19|20)\d\d|年|[^\u4e00-\u9fff]+")
LONGEST_NAME = 12
MUNICIPALITIES = ("110000", "120000", "310000", "500000")


@dataclass(frozen=True, slots=True)
class Lower:
    """An area below the coded ones, as words name it."""

    own: str  # 东山; empty for 曲靖经开区, and for 镇 alone
    kind: str  # 镇, 经开区: the short form
    said: str  # 东山镇, 经济技术开发区
    township: bool
    parent: Area | None  # None where the words do not tell it

    @property
    def name(self) -> str:
        """What tells it apart within its parent."""
        return self.own + self.kind

    @property
    def nameless(self) -> bool:
        """镇 or 开发区 and nothing that says which."""
        return not self.own and self.parent is None

    def in_parent(self, parent: Area) -> Area:
        """The area, with a code made of its parent's."""
        level = LEVELS[min(LEVELS.index(parent.level) + 1, len(LEVELS) - 1)]
        full = self.said if self.own else parent.short_name + self.said
        return Area(f"{parent.code}-{self.name}", full, self.name, level, parent.code)

    def may_lie_in(self, parent: Area) -> bool:
        """A township lies in a county, or in a prefecture that has none; a zone in any area but the nation as such."""
        if not self.township:
            return parent.code != NATION
        return parent.level == "county" or (parent.level == "prefecture" and parent.code not in _with_counties())


@cache
def _with_counties() -> frozenset[str]:
    return frozenset(a.parent for a in areas().values() if a.level == "county" and a.last_year is None)


@cache
def _kind_at_end() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(lower_kinds(), key=len, reverse=True))})$")


def lower_in(said: str, year: int) -> Lower | None:
    """The zone or township that words name as a whole (曲靖市麒麟区东山镇, 昆明经开区管委会), or None."""
    words = OFFICE.sub("", re.sub(r"\s", "", said))
    found = _kind_at_end().search(words)
    if found is None:
        return None
    kind, township = lower_kinds()[found[0]]
    above, end = None, 0
    for name in named(words[: found.start()], year):
        if name.start != end or len(name.areas) != 1 or not _is_above(name, found.start(), township):
            break
        above, end = name.areas[0], name.end
    if known := _known_zone(words, above):
        return known
    own = HONOUR.sub("", words[end : found.start()])
    if above is not None and not own and (township or not _has_one(above)):
        above = None
    return Lower(own, kind, words[end:], township, above) if len(own) <= LONGEST_NAME else None


def _is_above(name: Named, kind_starts: int, township: bool) -> bool:
    """The area is where the zone or township lies, and no part of its own name: 平安大道街道 is not in 平安区."""
    if name.surely:
        return True
    area = name.areas[0]
    city = area.level in ("province", "prefecture") or not area.name.endswith("区")
    return not township and city and (name.end == kind_starts or area.level in ("province", "prefecture"))


def _has_one(parent: Area) -> bool:
    """曲靖经开区 is the city's; 吉林经开区 may be that of the city of this name."""
    return parent.level != "province" or parent.code in MUNICIPALITIES


def _known_zone(words: str, above: Area | None) -> Lower | None:
    """A zone of zones.csv, unless the words place it elsewhere."""
    for start in range(len(words)):
        if (zone := zones().get(words[start:])) is not None:
            at = areas()[zone.parent]
            if above is None or within(at, above.code) or within(above, at.code):
                return Lower(zone.name, "", zone.name, False, at)
    return None


def pieces(words: str) -> list[str]:
    """The stretches of a file's name or a line that may name an area."""
    return [piece for piece in PIECE.split(re.sub(r"\s", "", words)) if len(piece) > 1]
