"""Numbers, units and comparators: every quantity of a text, with its place.

Arabic and Chinese numerals, multipliers (万, 亿, 万亿), fractions (三分之一, 两成, 一半), ranges (4.5%—5%), marks before and
after (约, 超过, 以上, 多). Dates, ordinals, section numbers and numbers inside Latin names (PM2.5, 5G) are not quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cues, units

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
DIGITS |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES = TENS | MYRIADS
RANGE_SIGNS = frozenset(["—", "——", "-", "–", "―", "－", "~", "～", "至", "到", "－－", "--"])
GREATER, LESS = "gte", "lte"
MOST_DOUBLINGS = 10  # 翻两番 is two; more than ten is no figure


@dataclass(frozen=True, slots=True)
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
    form: str = "arabic"  # arabic, chinese, fraction (一半, 三分之一, 两成), multiple (翻一番)

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


@dataclass(frozen=True, slots=True)
class _Atom:
    """A number with its unit, before marks and ranges are looked at."""

    start: int
    end: int
    value: float
    unit: str
    fuzzy: bool = False  # 多, 余
    form: str = "arabic"


def chinese_number(text: str) -> float:
    """The value of a Chinese numeral: 一万二千 is 12000, 三点五 is 3.5, 二〇二三 is 2023, 一万二 is 12000.

    Raises ValueError where the text is no numeral.
    """
    whole, _, decimals = text.partition("点")
    if not whole or any(c not in DIGITS and c not in SCALES for c in whole):
        raise ValueError(f"no Chinese numeral: {text!r}")
    if decimals:
        return chinese_number(whole) + float("0." + "".join(str(DIGITS[c]) for c in decimals))
    if not any(c in SCALES for c in whole):
        return float("".join(str(DIGITS[c]) for c in whole))
    return float(_positional(whole))


def _positional(text: str) -> int:
    """Digits, then 十百千 within each section of 万 and 亿; a last digit after 百千万亿 counts one place below."""
    total = section = digit = 0
    before = ""
    for char in text:
        if char in DIGITS:
            digit = digit * 10 + DIGITS[char] if before in DIGITS else DIGITS[char]
        elif char in TENS:
            section += (digit or 1) * TENS[char]
            digit = 0
        else:
            section += digit
            place = MYRIADS[char]
            lower = total % place  # what stands below this place belongs to it: 万亿 is 10^4 × 10^8
            total = total - lower + (lower + section or 1) * place
            section = digit = 0
        before = char
    if digit and len(text) > 1 and text[-2] in SCALES and text[-2] not in "十拾":
        digit *= SCALES[text[-2]] // 10
    return total + section + digit


NUMERAL = "[零〇○一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"


def _not_inside_a_word() -> str:
    """No unit ends inside another word: 13亿人口 counts 人口, not 人."""
    return "".join(f"(?!(?<={word[0]}){word[1:]})" for word in cues()["not_a_unit"])


@cache
def _atoms_pattern() -> re.Pattern[str]:
    """Numbers with their units. Each alternative starts on its own character, so none is tried twice."""
    unit = alternation(units())
    unit = f"{unit}(?:/{unit})?{_not_inside_a_word()}"
    scale = "(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|[百千十](?![米瓦克伏卡赫]))"
    decimals = "点[零〇一二三四五六七八九]+"
    return re.compile(
        rf"(?=[\d一过近超大翻{NUMERAL[1:-1]}])(?:(?P<num>{ARABIC})(?P<fuzzy>[多余来])?(?:(?P<scale>{scale})(?:(?P<more>\d+(?:\.\d+)?)(?P<less>千万|百万|万|千|百)"
        rf"(?![米瓦克伏]))?(?P<fuzzy2>[多余])?(?P<scale2>亿)?)?(?P<unit>{unit})?(?P<fuzzy3>[多余])?"
        rf"|百分之(?P<pct>{ARABIC}|{NUMERAL}+(?:{decimals})?)(?P<pfuzzy>[多余])?"
        rf"|(?P<den>{NUMERAL}+|\d+)分之(?P<nume>{NUMERAL}+|{ARABIC})"
        r"|(?P<half>(?:一|过|近|超|大)半(?![年月天个岛小径导场途路成夜空数截生日夏决集山坡]))"
        rf"|翻(?:了|近|约|超|超过|将近)?(?P<times>{NUMERAL}+|{ARABIC})?番"
        rf"|(?P<cnum>{NUMERAL}+(?:{decimals})?)(?P<cfuzzy>[多余来])?(?P<cscale>[万亿]+)?(?P<cunit>{unit})?(?P<cfuzzy2>[多余])?)"
    )


def _atom(m: re.Match[str], text: str) -> _Atom | None:
    if m["num"]:
        return _arabic(m, text)
    if m["cnum"]:
        return _chinese(m, text)
    start, end = m.span()
    if m["pct"]:
        return _Atom(start, end, _value(m["pct"]), "%", bool(m["pfuzzy"]))
    if m["den"]:
        if not (denominator := _value(m["den"])):
            return None
        share = 100 * _value(m["nume"]) / denominator
        return _Atom(start, end, round(share, 2), "%", form="fraction")
    if m["half"]:
        return _Atom(start, end, 50.0, "%", m["half"][0] in "过超大", "fraction")
    times = _value(m["times"] or "1")
    return _Atom(start, end, 2.0**times, "倍", form="multiple") if times <= MOST_DOUBLINGS else None


def _value(numeral: str) -> float:
    return float(numeral.replace(",", "")) if numeral[0].isdigit() else chinese_number(numeral)


def _arabic(m: re.Match[str], text: str) -> _Atom | None:
    start, end = m.span()
    value, unit = float(m["num"].replace(",", "")), m["unit"] or ""
    scale = (m["scale"] or "") + (m["scale2"] or "")
    if m["more"]:
        value += float(m["more"]) * _scale_value(m["less"]) / _scale_value(scale)
    fuzzy = bool(m["fuzzy"] or m["fuzzy2"] or m["fuzzy3"])
    if (
        start >= 2
        and text[start - 1] in "-−－负"
        and not (text[start - 2].isdigit() or text[start - 2] in "%％)）亿万")
    ):
        value, start = -value, start - 1
    if unit == "成" and not scale:
        return _Atom(start, end, value * 10, "%", fuzzy, "fraction")
    if _in_a_name(text, start, end, unit or scale) or _is_date(text, start, value, unit, m["num"]):
        return None
    if not unit and not scale and (ratio := _RATIO.match(text, end)):
        return _Atom(start, ratio.end(), value, ":" + ratio[1], fuzzy)
    return _Atom(start, end, value, scale + unit, fuzzy)


_RATIO = re.compile(r"[:∶：](1)(?![\d.:∶：])")


def _scale_value(scale: str) -> float:
    product = 1.0
    for char in scale:
        product *= SCALES[char]
    return product


def _in_a_name(text: str, start: int, end: int, unit: str) -> bool:
    """PM2.5, 5G, “5+2”, 1+M+N, 1·24: a number that a Latin letter or a name's sign touches."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _is_latin(before) or before in "+·*#/_.第" or after in "+*#·":
        return True
    return not unit and (_is_latin(after) or after in "”》’号届版" or (before in "“《‘" and after in "、,，"))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_date(text: str, start: int, value: float, unit: str, digits: str) -> bool:
    if unit == "年":
        return 1000 <= value < 2200 and len(digits) == 4
    return unit in ("日", "天") and start > 0 and text[start - 1] == "月"


def _chinese(m: re.Match[str], text: str) -> _Atom | None:
    """A Chinese numeral counts as a quantity where a unit follows, or where it is plainly large (三百二十万)."""
    start, end = m.span()
    numeral, unit, scale = m["cnum"], m["cunit"] or "", m["cscale"] or ""
    if (start and text[start - 1] in "第“初其星周每同") or not (
        unit or (len(numeral) > 1 and numeral[-1] in "百千万亿")
    ):
        return None
    if unit == "年" and len(numeral) == 4 and numeral[0] in "一二" and not any(c in SCALES for c in numeral):
        return None
    if unit in ("日", "天") and start and text[start - 1] == "月":
        return None
    if unit == "成":
        return _Atom(start, end, chinese_number(numeral) * 10, "%", bool(m["cfuzzy"]), "fraction")
    fuzzy = bool(m["cfuzzy"] or m["cfuzzy2"])
    if all(c in SCALES for c in numeral) and numeral[0] != "十":  # 千亿元, 万亿斤: counts where it is reached
        if start and text[start - 1] == "上" and text[start - 2 : start - 1] != "以":
            start, fuzzy = start - 1, True
        elif not text.endswith(REACHED, 0, start):
            return None
    if scale and any(c in "万亿" for c in numeral):  # 四亿零七百多万吨
        numeral, scale = numeral + scale, ""
    if "点" not in numeral:
        inner = numeral.rstrip("万亿")
        stem = numeral.rstrip("亿") if any(c in "万亿" for c in inner) else inner
        numeral, scale = stem, numeral[len(stem) :] + scale
    value = chinese_number(numeral) if numeral else 1.0
    return _Atom(start, end, value, scale + unit, fuzzy, "chinese")


REACHED = (
    "突破",
    "超",
    "超过",
    "过",
    "近",
    "在",
    "达",
    "达到",
    "到",
    "为",
    "破",
    "逾",
    "迈上",
    "接近",
    "约",
    "跨过",
    "至",
)


@cache
def _marks_before() -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    marks = sorted(cues()["mark_before"].items(), key=lambda mark: -len(mark[0]))
    return tuple(word for word, _ in marks), tuple(marks)


@cache
def _mark_after() -> re.Pattern[str]:
    return re.compile(alternation(cues()["mark_after"]))


def quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order, none overlapping. Places are indices into `text`.

    >>> [(q.low, q.high, q.unit, q.comparator) for q in quantities("增长4.5%—5%，粮食产量超过1.2万亿斤")]
    [(4.5, 5.0, '%', 'range'), (1.2, None, '万亿斤', 'gte')]
    """
    atoms: list[_Atom] = []
    for m in _atoms_pattern().finditer(text):
        atom = _atom(m, text)
        if atom is not None and not (atoms and m.start() < atoms[-1].end):
            atoms.append(atom)
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


def _is_range(text: str, a: _Atom, b: _Atom) -> bool:
    """4.5-5%, 6.5%至7%; but 从5%到6% tells two values, and 2016-2020年 was no quantity."""
    if text[a.end : b.start].strip() not in RANGE_SIGNS or a.value >= b.value:
        return False
    if a.unit not in ("", b.unit) and not b.unit.startswith(a.unit):
        return False
    return text[max(0, a.start - 1) : a.start] not in ("从", "由", "自")


def _with_marks(text: str, first: _Atom, last: _Atom) -> Quantity:
    start, end, comparator = first.start, last.end, "eq"
    words, marks = _marks_before()
    if text.endswith(words, 0, start):
        word, comparator = next((w, c) for w, c in marks if text.endswith(w, 0, start))
        start -= len(word)
    if mark := _mark_after().match(text, end):
        end = mark.end()
        if comparator == "eq":
            comparator = cues()["mark_after"][mark[0]]
    if comparator == "eq" and (last.fuzzy or first.fuzzy):
        comparator = GREATER
    low: float | None = first.value
    high: float | None = last.value
    if first is not last:
        comparator = "range"
    elif comparator == GREATER:
        high = None
    elif comparator == LESS:
        low = None
    return Quantity(start, end, first.start, last.end, low, high, last.unit, comparator, first.form)
