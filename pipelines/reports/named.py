"""Which coded areas words name, and under which of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.areas import LEVELS, Area, by_name, lower_kinds, name_pattern, within


@dataclass(frozen=True, slots=True)
class Named:
    """One area's name in words, and the areas that it can mean."""

    start: int
    end: int
    areas: tuple[Area, ...]
    surely: bool  # by its full name, or inside the area named before it


@cache
def _begins_lower() -> re.Pattern[str]:
    """What follows an area's name where a zone or township of it is meant."""
    kinds = "|".join(sorted({*lower_kinds(), "管委会"}, key=len, reverse=True))
    return re.compile(f"[\u4e00-\u9fff]{{0,8}}?(?:{kinds})")


def named(words: str, year: int, kinds: tuple[str, ...] = ()) -> Iterator[Named]:
    """The areas that words without spaces name, from the left; each inside the one before where that can be.

    `kinds`: how its name ends, where that is known (朝阳 is a 市, several 区 and a 县).
    """
    chain: list[Area] = []
    for m in name_pattern().finditer(words):
        candidates = [a for a in by_name()[m[0]] if a.level != "nation" or m[0] in ("全国", "国务院")]
        insides = ([a for a in candidates if within(a, c.code) and a.code != c.code] for c in reversed(chain))
        inside = next(filter(None, insides), [])
        if not inside and m[0] in lower_kinds():
            continue  # 唐山市 had a 新区; other words that end so mean their own
        chosen = inside or candidates
        full = [a for a in chosen if a.name == m[0] and (a.existed(year) or not any(c.existed(year) for c in chosen))]
        found = alive(full or chosen, year)
        found = [a for a in found if a.name.endswith(kinds)] or found
        if not full and not inside:  # 吉林 alone is the province
            highest = min((LEVELS.index(a.level) for a in found), default=0)
            found = [a for a in found if LEVELS.index(a.level) == highest]
        chain += found if len(found) == 1 else []
        yield Named(m.start(), m.end(), tuple(found), bool(full or inside))


def in_words(words: str, year: int, kinds: tuple[str, ...] = (), to_the_end: bool = False) -> list[Area]:
    """The area that words name, the rightmost and lowest: 曲靖市麒麟区 is 麒麟区 in 曲靖市. Several where they compete.

    `to_the_end`: only where the words end with it (云南大学 is no area); the remains of a swapped page may follow.
    """
    words = re.sub(r"\s", "", words)
    last = Named(0, 0, (), False)
    for last in named(words, year, kinds):  # noqa: B007, the last one is what is looked for
        pass
    if _begins_lower().match(words, last.end) or (to_the_end and re.search("[\u4e00-\u9fff]", words[last.end :])):
        return []
    return list(last.areas)


def alive(candidates: Iterable[Area], year: int) -> list[Area]:
    """Those of the areas that bore the name in a year, one for each code; where none did, those that came nearest."""
    candidates = list(candidates)
    found = [a for a in candidates if a.existed(year)]
    if not found:
        away = {a: max((a.first_year or year) - year, year - (a.last_year or year)) for a in candidates}
        found = [a for a in away if away[a] == min(away.values())]
    # a code that gives way to another in the course of the year still holds at its beginning, when reports are given
    ending = {(a.name, a.code[:2]) for a in found if a.last_year == year}
    kept = [a for a in found if a.first_year != year or (a.name, a.code[:2]) not in ending or a.last_year == year]
    return list({a.code: a for a in reversed(kept)}.values())
