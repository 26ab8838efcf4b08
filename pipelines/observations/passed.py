"""Amounts that were only passed on the way to another that the same sentence tells: 迈上6000亿元台阶，达到6102亿元."""

from __future__ import annotations

import re
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.reading import Reading
from pipelines.vocabulary.units import split


def without_passed(text: str, readings: list[Reading]) -> list[Reading]:
    """经济总量迈上6000亿元台阶，地区生产总值达到6102亿元: not the first, only passed on the way to the second."""
    if not any(r.quantity.comparator == "gte" for r in readings):
        return readings
    reached: dict[tuple[str | None, str, int, str, str], float] = {}
    for r in readings:
        if r.quantity.comparator in ("eq", "approx"):
            key, amount = _amount(r)
            reached[key] = max(amount, reached.get(key, amount))
    return [r for r in readings if not _is_passed(text, r, reached)]


def _is_passed(text: str, r: Reading, reached: dict[tuple[str | None, str, int, str, str], float]) -> bool:
    """`reached`: the amounts that the sentence says were reached."""
    q = r.quantity
    if r.subject.metric is None or r.measure != m.LEVEL or q.comparator != "gte" or q.end > q.number_end:
        return False
    key, amount = _amount(r)
    return reached.get(key, -1.0) >= amount and FUZZY.search(text, q.start, q.end) is None


def _amount(r: Reading) -> tuple[tuple[str | None, str, int, str, str], float]:
    """What a level is of, where and when, in what unit; and how much."""
    scale, unit = split(r.quantity.unit)
    return (r.subject.metric, r.subject.place, r.last, r.kind + r.measure, unit), r.quantity.point * scale


FUZZY: Final = re.compile("[多余几]")
