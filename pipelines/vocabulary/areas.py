"""Areas of China by GB/T 2260 code, from the nation to counties, with former names and codes since 1980.

areas.csv has a row for each name that a code has borne, from the standard's yearly revisions; besides the standard, the few
codes of official statistics for areas that have governments and report (雄安新区, 加格达奇区). Taiwan, Hong Kong and Macao have
no codes below theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import VocabularyError, rows

NATION = "100000"
LEVELS = ("nation", "province", "prefecture", "county", "township")


@dataclass(frozen=True, slots=True)
class Area:
    """One area under one name. The years are the first and last in which it bore name and code.

    `first_year` is None where that was before 1981, `last_year` where it still does. `aliases` are short forms that cannot
    be made of the name (前郭县).
    """

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    first_year: int | None = None
    last_year: int | None = None
    aliases: tuple[str, ...] = ()

    def existed(self, year: int) -> bool:
        """The area bore this name and code in the year."""
        return (self.first_year or 0) <= year and (self.last_year is None or year <= self.last_year)


COLUMNS = ("code", "name", "short_name", "level", "parent", "first_year", "last_year", "aliases")


@cache
def all_areas() -> tuple[Area, ...]:
    """Every name of every area, present and former. Raises VocabularyError for an unknown level or a year that is none."""
    table = []
    for r in rows("areas.csv", *COLUMNS):
        code, name, short_name, level, parent, first, last, aliases = (r[column] for column in COLUMNS)
        if level not in LEVELS:
            raise VocabularyError(f"areas.csv: {code}: unknown level {level}")
        others = tuple(filter(None, aliases.split(";")))
        table.append(Area(code, name, short_name, level, parent, _year(code, first), _year(code, last), others))
    return tuple(table)


def _year(code: str, year: str) -> int | None:
    if year and not year.isdecimal():
        raise VocabularyError(f"areas.csv: {code}: {year} is no year")
    return int(year) if year else None


@cache
def areas() -> dict[str, Area]:
    """One area for each code: the name in use, else the last one."""
    table: dict[str, Area] = {}
    for area in all_areas():
        known = table.get(area.code)
        if known is None or (
            known.last_year is not None and (area.last_year is None or area.last_year > known.last_year)
        ):
            table[area.code] = area
    return table


@cache
def by_name() -> dict[str, tuple[Area, ...]]:
    """Areas by full name, by short name, and by the short name with its kind (玉龙县 for 玉龙纳西族自治县, 海南州).

    The nation goes also by the names that reports give it.
    """
    table: dict[str, list[Area]] = {}
    for area in all_areas():
        names = {area.name, area.short_name, *area.aliases}
        if area.name.endswith(("自治州", "自治县", "自治旗")):
            names.add(area.short_name + area.name[-1])
        for name in names:
            table.setdefault(name, []).append(area)
    for name in ("全国", "中国", "国务院"):
        table[name] = [areas()[NATION]]
    return {name: tuple(found) for name, found in table.items()}


@dataclass(frozen=True, slots=True)
class Zone:
    """A development zone or corps without a code whose name alone does not tell, or tells wrongly, where it lies."""

    name: str
    parent: str


@cache
def zones() -> dict[str, Zone]:
    """The zones of zones.csv by name and alias. Raises VocabularyError for an unknown parent."""
    table: dict[str, Zone] = {}
    for r in rows("zones.csv", "name", "parent", "aliases"):
        if r["parent"] not in areas():
            raise VocabularyError(f"zones.csv: {r['name']}: no area has the code {r['parent']}")
        zone = Zone(r["name"], r["parent"])
        table |= dict.fromkeys((zone.name, *filter(None, r["aliases"].split(";"))), zone)
    return table


@cache
def lower_kinds() -> dict[str, tuple[str, bool]]:
    """What names of areas without a code end with: the short form of it, and whether it is a township's."""
    table = {}
    for r in rows("lower_kinds.csv", "kind", "short", "rank"):
        if r["rank"] not in ("township", "zone"):
            raise VocabularyError(f"lower_kinds.csv: {r['kind']}: unknown rank {r['rank']}")
        table[r["kind"]] = r["short"], r["rank"] == "township"
    return table


@cache
def name_pattern() -> re.Pattern[str]:
    """Finds the longest area name at a place."""
    return re.compile(alternation(by_name()))


def within(area: Area, code: str) -> bool:
    """The area is the one of this code or lies in it."""
    while area.code != code:
        parent = areas().get(area.parent)
        if parent is None:
            return False
        area = parent
    return True


def find(text: str) -> list[Area]:
    """The areas in use that a code, a name or a short name means; the higher level first."""
    asked = text.strip()
    if asked in areas():
        return [areas()[asked]]
    aliases = {"cn": "全国", "nation": "全国", "china": "全国", "中央": "全国"}
    found = [a for a in by_name().get(aliases.get(asked.lower(), asked), ()) if a.last_year is None]
    return sorted(dict.fromkeys(found), key=lambda a: (LEVELS.index(a.level), a.code))
