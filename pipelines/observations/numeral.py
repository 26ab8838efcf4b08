"""Chinese numerals and multipliers: 一万二千 is 12000, 三点五 is 3.5, 二三十 is 20 to 30."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    **{"〇": 0, "○": 0, "两": 2},
}
TENS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES: Final = TENS | MYRIADS
NUMERAL: Final = "[零〇○一二三四五六七八九两十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟]"
DECIMALS: Final = "点[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]+"
NEIGHBOURS: Final = ("一二", "一两", "两三", "二三", "三四", "四五", "五六", "六七", "七八", "八九", "三五")
BETWEEN: Final = re.compile("|".join(NEIGHBOURS))  # 七八百: seven or eight hundred
LISTED: Final = "(?:" + "|".join("、".join(pair) for pair in NEIGHBOURS) + ")"  # 七、八百


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


def chinese_bounds(text: str) -> tuple[float, float]:
    """The least and most that a numeral can mean: 七八百 is 700 to 800, 三百 is 300 to 300.

    Digits that stand beside each other without a scale are a number (一二〇), except a pair of neighbours.
    Raises ValueError where the text is no numeral.
    """
    pair = BETWEEN.search(text)
    if (
        pair
        and ((pair.end() == len(text) and text[: pair.start()][-1:] in ("", "十")) or text[pair.end() :][:1] in SCALES)
        and text[pair.start() - 1 :][:1] not in (DIGITS if pair.start() else ())
    ):
        head, tail = text[: pair.start()], text[pair.end() :]
        return chinese_number(head + pair[0][0] + tail), chinese_number(head + pair[0][1] + tail)
    value = chinese_number(text)
    return value, value


def scale_value(scale: str) -> float:
    """What multipliers stand for: 万亿 is 10^12."""
    product = 1.0
    for char in scale:
        product *= SCALES[char]
    return product


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
