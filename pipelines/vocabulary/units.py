"""Units as reports write them, and what they are worth in the canonical unit of their dimension.

pint reads units.txt once and works in fractions, so that each factor is the double nearest to the exact one. Asking again
is a look into a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any, Final

from pipelines.vocabulary.tables import VocabularyError, metrics, rows

LABELS: Final = {"percent": "%", "count": "1"}  # names of the contract that pint does not take
MULTIPLIERS: Final = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
ALSO: Final = re.compile(r"[（(].(?:、.){0,3}[）)](?=次?$)")  # other measure words, in brackets: 辆（艘、架）次
COUNTED: Final = ("1", "person", "person-time", "household")  # what is counted the metric knows better than 户 or 个
HOMES: Final = ("housing_units", "old_estates")  # but there 户 are the families who live in them, not how many they are


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as reports write it, without multiplier: `factor` of `canonical` make one of it.

    The canonical unit names the dimension: a metric of the dimension m2 takes units whose canonical unit is m2.
    """

    unit: str
    canonical: str
    factor: float

    @property
    def dimension(self) -> str:
        return self.canonical


@cache
def units() -> dict[str, Unit]:
    """Every unit that units.txt and units.csv name, by the way reports write it.

    Raises VocabularyError where one has no canonical unit to be counted in, where its definition makes no sense, or where a
    metric has a dimension that no unit is counted in.
    """
    table = {}
    for name, quantity in _quantities().items():
        try:
            worth = _worth(quantity)
        except Exception as error:  # pint's own, of many kinds, name no file
            raise VocabularyError(f"units.txt: {name} is not defined by known units: {error}") from error
        if worth is None:
            raise VocabularyError(f"units: {name} has a dimension without a canonical unit")
        table[name] = Unit(name, worth[0], float(worth[1]))
    counted = {part for unit in table.values() for part in (unit.canonical, *unit.canonical.split("/"))}
    for metric in metrics().values():
        if not counted.issuperset(metric.dimension.split("/")):
            raise VocabularyError(f"metrics.csv: {metric.code}: no unit is counted in {metric.dimension}")
    return table


@lru_cache(maxsize=4096)
def unit_of(written: str) -> Unit | None:
    """The unit written so, without multiplier; a unit over a unit too (元/亩). None where one of them is not known."""
    if written in units():
        return units()[written]
    above, _, below = written.partition("/")
    scale, below = split(below)
    known = _quantities()
    if above not in known or below not in known:
        return None
    top, bottom = known[above], known[below] * int(scale)
    label, worth = _worth(top / bottom) or _over(_worth(top), _worth(bottom))
    return Unit(written, label, float(worth))


@lru_cache(maxsize=4096)
def split(written: str) -> tuple[float, str]:
    """The multiplier and the unit: 万亿元 is (1e12, 元), 千瓦 is itself, 万套（间） is counted in 套."""
    scale, bare = 1.0, ALSO.sub("", written)
    while bare and bare not in units() and bare[0] in MULTIPLIERS:
        scale, bare = scale * MULTIPLIERS[bare[0]], bare[1:]
    return scale, bare


@lru_cache(maxsize=4096)
def dimension(written: str) -> str:
    """The canonical unit of a unit's dimension: CNY of 万亿元; empty for a bare number."""
    known = unit_of(split(written)[1])
    return known.canonical if known else ""


@lru_cache(maxsize=4096)
def canonical(written: str, dimension: str, metric: str = "") -> tuple[str, float]:
    """The canonical unit, and how many of it one of the unit as written is, for a metric and its dimension.

    A bare number counts what the metric counts; a unit that nobody knows counts as a number.
    """
    scale, bare = split(written)
    unit = unit_of(bare)
    if unit is None:
        return dimension if dimension and not bare else "1", scale
    if dimension.endswith("/CNY") and unit.canonical == dimension.partition("/")[0]:
        return dimension, scale * unit.factor / PER_OUTPUT
    if (
        dimension in COUNTED
        and unit.canonical in ("1", "household", "person")
        and not (unit.canonical == "household" and metric in HOMES)
    ):
        return dimension, scale * unit.factor
    return unit.canonical, scale * unit.factor


PER_OUTPUT: Final = 10_000  # yuan: 万元GDP能耗0.83吨标准煤


def times(value: float | None, factor: float) -> float | None:
    """The product without the dust of binary fractions: 2.18 万亿 is 2180000000000, not …000.0002."""
    if factor == 1.0:
        return value
    return None if value is None else float(f"{value * factor:.15g}")


@cache
def _registry() -> Any:
    import pint  # a third of a second: only who asks for a unit pays it

    with as_file(files(__package__) / "units.txt") as path:
        return pint.UnitRegistry(str(path), non_int_type=Fraction, on_redefinition="raise")


@cache
def _quantities() -> dict[str, Any]:
    """One of each unit, as pint's quantities."""
    registry = _registry()
    known = {name: registry.Quantity(1, name) for name in registry if not name.isascii()}
    for r in rows("units.csv", "written", "is"):
        if r["written"] in known:
            raise VocabularyError(f"units.csv: {r['written']} stands twice, or in units.txt too")
        known[r["written"]] = registry.Quantity(1, "") * registry.parse_expression(r["is"])
    return known


@cache
def _canonicals() -> dict[Any, str]:
    """The canonical unit of each dimension, by pint's dimension."""
    registry = _registry()
    made = registry.get_group("canonical", create_if_needed=False).members
    named = [name for name in registry if name.isascii() and (name in made or registry._units[name].is_base)]
    return {registry.get_dimensionality(name): name for name in named}


def _worth(quantity: Any) -> tuple[str, Fraction] | None:
    """The canonical unit of a quantity's dimension and how many of it there are; None where the dimension has none."""
    name = _canonicals().get(quantity.dimensionality)
    if name is None:
        return None
    return LABELS.get(name, name.replace("_per_", "/").replace("_", "-")), Fraction(quantity.to(name).magnitude)


def _over(above: tuple[str, Fraction] | None, below: tuple[str, Fraction] | None) -> tuple[str, Fraction]:
    """A dimension that has no unit of its own is told by its parts: CNY/m2."""
    (top, many), (bottom, few) = above or ("1", Fraction(1)), below or ("1", Fraction(1))
    return f"{top}/{bottom}", many / few
