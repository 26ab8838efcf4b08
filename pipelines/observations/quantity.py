"""Numbers, units and comparators: every quantity of a text, with its place.

Arabic and Chinese numerals, multipliers (万, 亿, 万亿), fractions (三分之一, 两成, 一半), ranges (4.5%—5%, 七八百), marks before
and after (约, 超过, 以上, 多). Dates, ordinals, section numbers and numbers inside Latin names (PM2.5, 5G) are not quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import isfinite
from typing import Final

from pipelines.observations.atoms import Atom, atom, atoms_pattern
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cues
from pipelines.vocabulary.units import dimension, split

RANGE_SIGNS: Final = frozenset(["—", "——", "-", "–", "―", "－", "~", "～", "至", "到", "－－", "--"])
GREATER: Final = "gte"
LESS: Final = "lte"


@dataclass(init=False, slots=True, unsafe_hash=True)  # a constructor of its own: that one is compiled
class Quantity:
    """One quantity as written. `low` and `high` are in `unit`, which holds the multiplier (亿元, 万人次).

    start, end: the whole with its marks; number_start, number_end: the number with its unit.
    An exact or approximate point has both bounds, `gte` only `low`, `lte` only `high`, a range the smaller first.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    unit: str
    comparator: str  # eq, approx, gte, lte, range
    form: str  # arabic, chinese, bare (a numeral alone), fraction (一半, 两成), multiple (翻一番)
    base_unit: str = field(init=False, compare=False)  # without its multiplier: 元 of 万亿元
    dimension: str = field(init=False, compare=False)  # its canonical unit: CNY; empty for a bare number

    def __init__(
        self,
        start: int,
        end: int,
        number_start: int,
        number_end: int,
        low: float | None,
        high: float | None,
        unit: str,
        comparator: str,
        form: str = "arabic",
    ) -> None:
        self.start = start
        self.end = end
        self.number_start = number_start
        self.number_end = number_end
        self.low = low
        self.high = high
        self.unit = unit
        self.comparator = comparator
        self.form = form
        self.base_unit = split(unit)[1]
        self.dimension = dimension(unit)

    @property
    def point(self) -> float:
        """The number that stands for it: the point, the only bound, the lower end of a range."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0

    def moved(self, by: int) -> Quantity:
        """The same quantity in a text that starts `by` characters earlier."""
        return Quantity(
            self.start + by,
            self.end + by,
            self.number_start + by,
            self.number_end + by,
            self.low,
            self.high,
            self.unit,
            self.comparator,
            self.form,
        )


# ---- any text


# What the mending of a report's text has already made plain: width, traditional numerals, spaces inside a number.
WIDE: Final = {ord("０") + i: ord("0") + i for i in range(10)} | str.maketrans("．％－＋，", ".%-+,")
TRADITIONAL: Final = str.maketrans("萬億兩陸貳貮參點負幾個餘過減約倆塊臺對", "万亿两陆贰贰叁点负几个余过减约两块台对")
UNUSUAL: Final = re.compile(r"[０-９．％－ \t\u00a0\u3000萬億兩陸貳貮參點負幾個倆對]")
GAP: Final = r"[ \t\u00a0\u3000]"
SPACED: Final = re.compile(
    rf"(?<=[\d零一二三四五六七八九两十百千万亿兆壹叁肆伍陆柒捌玖拾佰仟点几余多分之个成折负又]){GAP}+(?=[\u4e00-\u9fff])"
    rf"|(?<=[零一二三四五六七八九两十百千万亿兆之又]){GAP}+(?=\d)|(?<=\d){GAP}(?=\d{GAP}*折)"
)
WIDE_COMMA: Final = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))(?<=[０-９]，)")


def quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order, none overlapping. Places are indices into `text`.

    The text may be in any state: full width, traditional numerals, spaces inside numbers. A numeral alone (二百五) counts.

    >>> [(q.low, q.high, q.unit, q.comparator) for q in quantities("增长4.5%—5%，粮食产量超过1.2万亿斤")]
    [(4.5, 5.0, '%', 'range'), (1.2, None, '万亿斤', 'gte')]
    """
    if UNUSUAL.search(text) is None:
        return read_quantities(text, bare=True)
    plain = WIDE_COMMA.sub(",", text).translate(TRADITIONAL)
    plain = plain.translate(WIDE)
    kept = [True] * len(plain)
    for gap in SPACED.finditer(plain):
        kept[gap.start() : gap.end()] = [False] * (gap.end() - gap.start())
    places = [i for i, keep in enumerate(kept) if keep]
    found = read_quantities("".join(plain[i] for i in places), bare=True)
    return [
        replace(
            q,
            start=places[q.start],
            end=places[q.end - 1] + 1,
            number_start=places[q.number_start],
            number_end=places[q.number_end - 1] + 1,
        )
        for q in found
    ]


# ---- plain text


def read_quantities(text: str, *, bare: bool = False) -> list[Quantity]:
    """The quantities of a mended text. `bare`: Chinese numerals without a unit count too."""
    text = text.replace("／", "/")
    atoms: list[Atom] = []
    for m in atoms_pattern(bare).finditer(text):
        found_one = atom(m, text, bare)
        if found_one is not None and found_one.unit == "个" and text.startswith("百分点", found_one.end):
            found_one.unit, found_one.end = "个百分点", found_one.end + len("百分点")  # 2个多百分点
        if (
            found_one is not None
            and found_one.unit == "个"
            and found_one.fuzzy
            and text.startswith("月", found_one.end)
        ):
            found_one.unit, found_one.end = "个月", found_one.end + 1  # 1个多月
        if found_one is not None and isfinite(found_one.high) and not (atoms and m.start() < atoms[-1].end):
            atoms.append(found_one)
    _share_units(text, atoms)
    found: list[Quantity] = []
    i = 0
    while i < len(atoms):
        first, last = atoms[i], atoms[i]
        if i + 1 < len(atoms) and _is_range(text, first, atoms[i + 1]):
            i += 1
            last = atoms[i]
        found.append(_with_marks(text, first, last))
        i += 1
    return found


def _share_units(text: str, atoms: list[Atom]) -> None:
    """高0.8个、0.5个百分点; 分别增长36.8、25、33.3%: the last of a list tells the unit of those before."""
    for here, following in reversed(list(pairwise(atoms))):
        if here.unit not in ("", "个") or here.form != "arabic" or not following.unit:
            continue
        if text[here.end : following.start] not in ("、", "和", "及", "与"):
            continue
        if here.unit:
            told = following.unit == "个百分点"
        else:
            said = "分别" in text[max(0, here.start - LONGEST_LIST) : here.start]
            told = said or (following.unit in ("%", "‰", "个百分点") and here.low != int(here.low))
        if told:
            here.unit = following.unit


LONGEST_LIST: Final = 40  # characters
AGREED: Final = "签预节公契违履条"  # 签约2万户: no 约 of its own
NEARLY: Final = re.compile("[近约]")
COUNTED: Final = frozenset("个家项户座条额量值资入模收")
THROUGH: Final = frozenset("通经路走度")  # 通过, 经过


@cache
def _marks_before() -> tuple[tuple[str, ...], dict[str, str], tuple[int, ...], frozenset[str]]:
    """The marks; the comparator of each; their lengths, longest first; the characters that they end with."""
    marks = cues()["mark_before"]
    lengths = tuple(sorted({len(word) for word in marks}, reverse=True))
    return tuple(marks), marks, lengths, frozenset(word[-1] for word in marks)


@cache
def _mark_after() -> re.Pattern[str]:
    return re.compile(alternation(cues()["mark_after"]))


DAYS: Final = ("day", "hour", "minute")
WITHIN: Final = re.compile("内(?=[，。；、]|$|完成|办[结理]|到达)")


def _is_range(text: str, a: Atom, b: Atom) -> bool:
    """4.5-5%, 6.5%至7%; but 从5%到6% tells two values, and 2016-2020年 was no quantity."""
    if text[a.end : b.start].strip() not in RANGE_SIGNS or _in_units_of(b, a) >= b.low:
        return False
    if a.unit not in ("", b.unit) and not b.unit.startswith(a.unit) and split(a.unit)[1] != split(b.unit)[1]:
        return False
    return text[max(0, a.start - 1) : a.start] not in ("从", "由", "自")


def _in_units_of(b: Atom, a: Atom) -> float:
    """The low end of a range in the unit of its high end: 8000户至1万户 begins at 0.8万户."""
    (of_a, base_a), (of_b, base_b) = split(a.unit), split(b.unit)
    return a.low * of_a / of_b if a.unit and base_a == base_b else a.low


def _is_mark(before: str, first: str) -> bool:
    """过 says more than, by what stands before it and what the number begins with."""
    return (first in "百千万亿" and before not in THROUGH) or before in COUNTED


def _mark_before(text: str, start: int) -> str:
    """The longest mark that ends there; empty where 约 is part of another word (签约30个)."""
    _, marks, lengths, _ = _marks_before()
    word = next(w for n in lengths if (w := text[max(0, start - n) : start]) in marks)
    part = word[0] == "约" and start > len(word) and text[start - len(word) - 1] in AGREED
    return "" if part else word


def _with_marks(text: str, first: Atom, last: Atom) -> Quantity:
    start, end, comparator = first.start, last.end, "eq"
    words, marks, _, last_of_mark = _marks_before()
    word = (
        _mark_before(text, start) if text[start - 1 : start] in last_of_mark and text.endswith(words, 0, start) else ""
    )
    if word:
        comparator = marks[word]
        start -= len(word)
    elif text[start - 1 : start] == "过" and _is_mark(
        text[start - 2 : start - 1], text[start]
    ):  # 过亿元, 3个过2000亿元的产业
        start, comparator = start - 1, GREATER
    if mark := _mark_after().match(text, end):
        end = mark.end()
        if comparator == "eq":
            comparator = cues()["mark_after"][mark[0]]
    if comparator == "eq" and dimension(last.unit) in DAYS and (within := WITHIN.match(text, end)):
        end, comparator = within.end(), LESS  # 压缩至10个自然日内
    if comparator == "eq" and (last.fuzzy or first.fuzzy):
        comparator = GREATER
    if comparator == "eq" and first.form == "multiple" and NEARLY.search(text, start, end):
        comparator = "approx"  # 翻了近一番
    low: float | None = _in_units_of(last, first)
    high: float | None = last.high
    if first.low != last.high:
        comparator = "range"
    elif comparator == GREATER:
        high = None
    elif comparator == LESS:
        low = None
    return Quantity(start, end, first.start, last.end, low, high, last.unit, comparator, first.form)
