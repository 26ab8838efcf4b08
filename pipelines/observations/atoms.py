"""One number with its unit, as the pattern finds it: digits or a Chinese numeral, multiplier, fraction, sign, half."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.observations.numeral import (
    DECIMALS,
    DIGITS,
    LISTED,
    NUMERAL,
    SCALES,
    chinese_bounds,
    scale_value,
)
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cues, wordings
from pipelines.vocabulary.units import units

MOST_DOUBLINGS: Final = 10  # 翻两番 is two; more than ten is no figure


@dataclass(init=False, slots=True)  # a constructor of its own: that one is compiled
class Atom:
    """A number with its unit, before marks and ranges are looked at."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    fuzzy: bool  # 多, 余, 几
    form: str

    def __init__(
        self, start: int, end: int, low: float, high: float, unit: str, fuzzy: bool = False, form: str = "arabic"
    ) -> None:
        self.start = start
        self.end = end
        self.low = low
        self.high = high
        self.unit = unit
        self.fuzzy = fuzzy
        self.form = form


# 14·1%: old pages set the decimal point in the middle; 9·3 without a unit is a day
ARABIC: Final = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+|·\d+(?=[%％万亿元吨个‰]))?"


def _not_inside_a_word() -> str:
    """No unit ends inside another word: 13亿人口 counts 人口, not 人."""
    return "".join(f"(?!(?<={word[0]}){word[1:]})" for word in cues()["not_a_unit"])


@cache
def atoms_pattern(bare: bool = True) -> re.Pattern[str]:
    """Numbers with their units. Each alternative starts on its own character, so none is tried twice.

    `bare`: a single Chinese digit counts without a unit too; else 一 of 一些 and 统一 is passed over at once.
    """
    numeral = f"{NUMERAL}+(?:{DECIMALS})?"
    if not bare:
        firsts = "".join(sorted({re.escape(u[0]) for u in units()}))
        numeral = f"零(?![^，。；、,;])|{NUMERAL}{{2,}}(?:{DECIMALS})?|{NUMERAL}(?:{DECIMALS})?(?=[多余来几]?[万亿]*[{firsts}])"
    unit = alternation(units())
    unit = f"{unit}(?:/[百千万亿]{{0,2}}{unit}|[（(][套户间个处栋人件家台只匹羽头艘架列](?:、[只匹羽头艘架列]){{0,3}}[）)]次?)?{_not_inside_a_word()}"
    scale = "(?:[十百千]?万[亿万]|[十百千]?亿|[十百千]?万|[百千十](?![米瓦克伏卡赫焦比字]))"
    return re.compile(
        rf"(?=[\d一过近超大翻半对{NUMERAL[1:-1]}])(?:(?P<num>(?!\d{{1,4}}分之)(?:{ARABIC}))(?P<fuzzy>[多余来几])?(?:(?P<scale>{scale})"
        r"(?P<more>(?:\d+(?:\.\d+)?(?:千万|百万|万|千(?![米瓦克伏])|百))*)(?P<fuzzy2>[多余])?(?P<scale2>亿)?)?"
        rf"(?P<unit>{unit})?(?P<fuzzy3>[多余](?!功能|媒体|元化|层次|式联运|金属|晶硅|边贸))?"
        rf"|百分之(?P<pct>{ARABIC}|{NUMERAL}*{LISTED}(?![产季线级月年])|{NUMERAL}+(?:{DECIMALS})?)(?P<pfuzzy>[多余几])?"
        rf"(?:[到至](?P<pct_to>{NUMERAL}{{1,3}}(?:{DECIMALS})?)(?![{NUMERAL[1:-1]}\d个年月日号类级分半成倍次元人户吨亩米公斤]))?"  # 百分之五到十
        rf"|(?P<den>{NUMERAL}+|\d+)分之(?P<nume>{NUMERAL}+(?:{DECIMALS})?|{ARABIC})"
        r"|(?P<half>(?:一|过|近|超|大)半(?![年月天个岛小径导场途路成夜空数截生日夏决集山坡]))"
        r"|(?P<halved>半成|半折|(?<=打)对折)"
        rf"|翻(?:了|近|约|超过?|将近|接近|不止)*(?P<times>{NUMERAL}+|{ARABIC})?番(?P<tfuzzy>多)?"
        rf"|(?P<cnum>{LISTED}(?=[十百千万亿成倍]){NUMERAL}*|{numeral})(?P<cfuzzy>[多余来]|几[十百千]?)?(?P<cscale>[万亿]+)?(?P<cunit>{unit})?(?P<cfuzzy2>[多余](?!功能|媒体|元化|层次|式联运|金属|晶硅|边贸))?)"
    )


LOST: Final = "□\ufffd?"  # a sign that could not be restored: it may have been a digit


def atom(m: re.Match[str], text: str, bare: bool) -> Atom | None:
    """The number of one match of `atoms_pattern`, or None where it is none (a date, a name, what is left of a number)."""
    if m.start() and text[m.start() - 1] in LOST:
        return None
    if m["num"]:
        return _arabic(m, text)
    if m["cnum"]:
        return _chinese(m, text, bare)
    start, end = m.span()
    if m["pct"]:
        low, high = _bounds(m["pct"].replace("、", ""))
        if m["pct_to"] and (to := _bounds(m["pct_to"])[1]) > high:
            return Atom(start, end, low, to, "%", bool(m["pfuzzy"]))
        return Atom(start, m.start("pct_to") - 1 if m["pct_to"] else end, low, high, "%", bool(m["pfuzzy"]))
    if m["den"]:
        return _fraction(m, text)
    if m["half"]:
        return _point(start, end, 50.0, "%", m["half"][0] in "过超大", "fraction")
    if m["halved"]:
        return _point(start, end, 5.0 if m["halved"] == "半成" else 50.0, "%", form="fraction")
    times = _bounds(m["times"] or "1")[0]
    return _point(start, end, 2.0**times, "倍", bool(m["tfuzzy"]), "multiple") if times <= MOST_DOUBLINGS else None


def _point(start: int, end: int, value: float, unit: str, fuzzy: bool = False, form: str = "arabic") -> Atom:
    return Atom(start, end, value, value, unit, fuzzy, form)


def _number(digits: str) -> float:
    return float(digits.replace(",", "").replace("，", "").replace("·", "."))


def _bounds(numeral: str) -> tuple[float, float]:
    if numeral[0].isdigit():
        value = _number(numeral)
        return value, value
    return chinese_bounds(numeral)


MIXED: Final = re.compile(rf"(负?)({NUMERAL}+|\d+)又$")


def _fraction(m: re.Match[str], text: str) -> Atom | None:
    """三分之一 in per cent; 一又二分之一 as the number it is."""
    start, end = m.span()
    if not (denominator := _bounds(m["den"])[0]):
        return None
    share = _bounds(m["nume"])[0] / denominator
    if text[start - 1 : start] == "又" and (whole := MIXED.search(text, max(0, start - 12), start)):
        value = _bounds(whole[2])[0] + share
        return _point(whole.start(), end, -value if whole[1] else value, "", form="fraction")
    if m["den"] == "千":  # 千分之四点五 is said of a rate in per mille
        return _point(start, end, round(1000 * share, 4), "‰", form="fraction")
    percent = 100 * share
    return _point(start, end, round(percent, 2) if percent >= 1 else percent, "%", form="fraction")


def _arabic(m: re.Match[str], text: str) -> Atom | None:
    start, end = m.span()
    value, unit = _number(m["num"]), m["unit"] or ""
    scale = (m["scale"] or "") + (m["scale2"] or "")
    if m["more"]:
        value += sum(float(n) * scale_value(s) for n, s in _MORE.findall(m["more"])) / scale_value(scale)
    fuzzy = bool(m["fuzzy"] or m["fuzzy2"] or m["fuzzy3"])
    if not scale and unit in TENTHS:
        return _tenths(start, end, value, unit, fuzzy, text)
    if _in_a_name(text, start, end, unit or scale) or _is_date(text, start, value, unit, m["num"]):
        return None
    if not unit and not scale and value <= 12 and _MONTH.match(text, end):
        return None
    if unit in ("微克", "毫克") and text.endswith("每立方米", 0, start):  # 每立方米19微克
        start, unit = start - 4, unit + "/立方米"
    start, sign = _sign(text, start)
    if not unit and not scale and (ratio := _RATIO.match(text, end)):
        return _point(start, ratio.end(), value, ":" + ratio[1], fuzzy)
    if not unit and not scale and (rate := _OF_MANY.match(text, end)):
        return _point(start, rate.end(), value, "/10万", fuzzy)
    if not unit and not scale and (over := _SLASH.match(text, end)) and value < 100 * (of := float(over[1])):
        return _point(start, over.end(), sign * round(100 * value / of, 2), "%", fuzzy, "fraction")
    half, end, unit = _and_a_half(text, end, unit) if unit else (0.0, end, unit)
    return _point(start, end, sign * (value + half), scale + unit, fuzzy)


_MORE: Final = re.compile(r"(\d+(?:\.\d+)?)(千万|百万|万|千|百)")
_MONTH: Final = re.compile(r"(?:[—\-－–~～至到]{1,2}1?\d)?月(?!饼)")  # 9月, 1—11月
_RATIO: Final = re.compile(r"[:∶：](1)(?![\d.:∶：])")
_OF_MANY: Final = re.compile(r"/10万(?![\d.千平亿吨元])(?:人|活产)?")  # 孕产妇死亡率48/10万
_SLASH: Final = re.compile(r"/([1-9]\d?)(?![\d/.])")
_HALF: Final = re.compile(r"半(?![年月天个岛小径导场途路夜空数截生日夏决集山坡])|(?<=个)半(小时|月)")
TENTHS: Final = ("成", "折")


BURDENS: Final = "减担增税降轻"  # 减负250亿元: a burden, no sign


def _sign(text: str, start: int) -> tuple[int, int]:
    """Where a number with its sign begins, and the sign: 负2.8, 为-2.8%; but 4-5%, 2016-20 is a range."""
    if start and text[start - 1] == "+":
        return start - 1, 1
    if start == 0 or text[start - 1] not in "-−－负":
        return start, 1
    before = text[start - 2] if start >= 2 else " "
    if text[start - 1] == "负" and before in BURDENS:
        return start, 1
    if before.isdigit() or before in "%％)）亿万-－—":
        return start, 1
    return start - 1, -1


def _tenths(start: int, end: int, value: float, unit: str, fuzzy: bool, text: str) -> Atom | None:
    """三成 is 30 %, 三成半 35 %, 七成六 76 %; 八五折 leaves 85 %, and 十折 is none."""
    if unit == "折" and value >= 10:
        return _point(start, end, value, "%", fuzzy, "fraction") if 10 < value < 100 else None
    if value > 10:
        return None  # AR-E3000成功首飞
    value *= 10
    after = text[end : end + 1]
    if unit == "成" and after == "半":
        value, end = value + 5, end + 1
    elif unit == "成" and after in DIGITS and after and not _is_word(text[end + 1 : end + 2]):
        value, end = value + DIGITS[after], end + 1
    return _point(start, end, round(value, 6), "%", fuzzy, "fraction")


def _and_a_half(text: str, end: int, unit: str) -> tuple[float, int, str]:
    """三斤半, 一个半月: what 半 adds, where it ends, the unit."""
    if text[end : end + 1] == "半" and (half := _HALF.match(text, end)):
        return 0.5, half.end(), unit + (half[1] or "")
    return 0.0, end, unit


def _in_a_name(text: str, start: int, end: int, unit: str) -> bool:
    """PM2.5, 5G, “5+2”, 1+M+N, 1·24: a number that a Latin letter or a name's sign touches."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before == "+" and unit and start > 1 and not (text[start - 2].isascii() and text[start - 2].isalnum()):
        return text[start - 2] in "”》"  # 同比+7.1% has a sign
    if _is_latin(before) and unit and text.endswith(_latin_names(), 0, start):
        return False  # 实现GDP586亿元
    if _is_latin(before) or before in "+·*#/_.第" or after in "+*#·":
        return True
    if unit:
        return _is_latin(unit[-1]) and _is_latin(after)
    return _is_latin(after) or after in "”》’号届版" or (before in "“《‘" and after in "、,，")


@cache
def _latin_names() -> tuple[str, ...]:
    """The catalogue's names that end in Latin letters: GDP, CPI."""
    return tuple({m[0] for name in wordings() if (m := re.search("[A-Za-z]{3,}$", name))})


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_word(char: str) -> bool:
    """A Chinese character or letter: something that a numeral can be part of a word with."""
    return char.isalpha()


def _is_date(text: str, start: int, value: float, unit: str, digits: str) -> bool:
    if unit == "年":
        return 1000 <= value < 2200 and len(digits) == 4
    return unit in ("日", "天") and start > 0 and text[start - 1] == "月"


def _chinese(m: re.Match[str], text: str, bare: bool) -> Atom | None:
    """A Chinese numeral counts as a quantity where a unit follows, or where it is plainly large (三百二十万).

    `bare`: any other numeral too that is no part of a word (二百五, but not 一切).
    """
    start, end = m.span()
    numeral, unit, scale = m["cnum"].replace("、", ""), m["cunit"] or "", m["cscale"] or ""
    fuzzy, form = bool(m["cfuzzy"] or m["cfuzzy2"]), "chinese"
    if (
        numeral == "零"
        and not unit
        and text[start - 1 : start] in ("为", "至", "到")
        and not text[end : end + 1].isalpha()
    ):
        return Atom(start, end, 0.0, 0.0, "")  # 由3.8%降为零
    if _is_chinese_date(numeral, unit, text[start - 1 : start]) or (len(numeral) == 1 and text.startswith("”", end)):
        return None  # “综合查一次”
    if numeral == "零" and text.startswith("部件", end - len(unit)):
        return None
    if unit in TENTHS:
        low, high = chinese_bounds(numeral)
        if low < high:  # 二三成
            return Atom(start, end, 10 * low, 10 * high, "%", form="fraction")
        return _tenths(start, end, low, unit, bool(m["cfuzzy"]), text)
    if not unit and not (len(numeral) > 1 and numeral[-1] in "百千万亿"):
        if not bare or not _stands_alone(numeral, scale, text, start, end):
            return None
        form = "bare"
    if numeral == "亿万" or _is_some(text, start):  # 亿万农民, 几十万人: a manner of speaking
        return None
    if all(c in SCALES for c in numeral) and numeral[0] != "十":  # 千亿元, 万亿斤: counts where it is reached
        if (
            start
            and text[start - 1] == "上"
            and text[start - 2 : start - 1] not in ("以", "迈", "站", "登", "跃", "跨")
        ):
            start, fuzzy = start - 1, True
        elif not text.endswith(REACHED, 0, start):
            return None
    if (
        unit and numeral and numeral[-1] in "千兆"
    ):  # 二百亿千瓦|时: the unit goes on behind what was found without its 千
        more = next((n for n in (2, 1) if numeral[-1] + unit + text[end : end + n] in units()), 0)
        unit, end = unit + text[end : end + more], end + more
    numeral, scale, unit = _parted(numeral, scale, unit)
    low, high = chinese_bounds(numeral) if numeral else (1.0, 1.0)
    half, end, unit = _and_a_half(text, end, unit) if unit else (0.0, end, unit)
    start, sign = _sign(text, start)
    low, high = sorted((sign * (low + half), sign * (high + half)))
    return Atom(start, end, low, high, scale + unit, fuzzy, form)


def _is_some(text: str, start: int) -> bool:
    """几十万, 数十万; but 人数十万."""
    before = text[max(0, start - 2) : start].rjust(2)
    return (before[1] == "几" and before[0] not in SCALES) or (
        before[1] == "数" and before[0] not in "人户总个件车台辆次家只头"
    )


def _is_chinese_date(numeral: str, unit: str, before: str) -> bool:
    """第二届, 星期三, 一九九八年, 3月十日: no quantities."""
    if before and before in "第“初其星周每同":
        return True
    if unit == "年" and len(numeral) == 4 and numeral[0] in "一二" and not any(c in SCALES for c in numeral):
        return True
    return unit in ("日", "天") and before == "月"


def _parted(numeral: str, scale: str, unit: str) -> tuple[str, str, str]:
    """Numeral, multiplier and unit: the multiplier at a numeral's end goes to the unit (三千|万人), as it is written there."""
    if unit and numeral[-1] in "千兆" and numeral[-1] + unit in units():
        if numeral[-1] == "兆" or numeral[-2:-1] in SCALES:  # 一百|千瓦, 五十|兆字节
            numeral, unit = numeral[:-1], numeral[-1] + unit
    elif not unit and len(numeral) > 1 and numeral[-1] == "两":  # 三千两百|两
        numeral, unit = numeral[:-1], "两"
    if scale and any(c in "万亿" for c in numeral):  # 四亿零七百多万吨
        numeral, scale = numeral + scale, ""
    if "点" not in numeral:
        inner = numeral.rstrip("万亿")
        stem = numeral.rstrip("亿") if any(c in "万亿" for c in inner) else inner
        numeral, scale = stem, numeral[len(stem) :] + scale
    return numeral, scale, unit


def _stands_alone(numeral: str, scale: str, text: str, start: int, end: int) -> bool:
    """A numeral of several characters is one anywhere (二百五), a single one only between signs (二)."""
    if all(c in SCALES for c in numeral) and numeral not in ("十", "百", "千"):
        return False
    if len(numeral) > 1 or scale:
        return any(c in SCALES or c == "点" for c in numeral + scale)
    after = text[end : end + 1]
    return not (_is_word(after) or after in SECTION_SIGNS or (start and _is_word(text[start - 1])))


SECTION_SIGNS: Final = ("、", "）", ")")  # 一、总体要求; （二）
REACHED: Final = (
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
    "站上",
    "登上",
    "跃上",
    "接近",
    "约",
    "跨过",
    "至",
)
