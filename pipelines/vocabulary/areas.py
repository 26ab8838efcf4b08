"""Areas of China by GB/T 2260 code, from the nation to counties, with former names and codes since 1980."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import VocabularyError, rows

NATION = "100000"
LEVELS = ("nation", "province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Area:
    """One area under one name. `last_year` is the last year of a former name or code, None where it is in use."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    last_year: int | None = None


@cache
def all_areas() -> tuple[Area, ...]:
    """Every name of every area, present and former. Raises VocabularyError for an unknown level."""
    table = []
    for r in rows("areas.csv", "code", "name", "short_name", "level", "parent", "last_year"):
        if r["level"] not in LEVELS:
            raise VocabularyError(f"areas.csv: {r['code']}: unknown level {r['level']}")
        last = int(r["last_year"]) if r["last_year"] else None
        table.append(Area(r["code"], r["name"], r["short_name"], r["level"], r["parent"], last))
    return tuple(table)


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
    """Areas by full name and by short name; the nation also by the names reports give it."""
    table: dict[str, list[Area]] = {}
    for area in all_areas():
        for name in {area.name, area.short_name}:
            table.setdefault(name, []).append(area)
    for name in ("全国", "中国", "国务院"):
        table[name] = [areas()[NATION]]
    return {name: tuple(found) for name, found in table.items()}


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
