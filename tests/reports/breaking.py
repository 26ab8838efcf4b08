"""A forward model of the breakage: what a mirror site that works on GBK bytes makes of a healthy text.

Each step can be set, since no two sites do the same: which characters are swapped, which get their pinyin, whether swapping
looks at characters or at bytes, which signs are handled byte by byte, and what a lone byte is shown as.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

COMMON = (
    "业进区实动设发产项强坚会级务个创质经农济现续风点乡优环态标转规稳领统险学网养计结机导镇补联准时监数医达费础对关台构复当运卫习严护识调节扩战"
    "执内预贸担报团协责认评蓝应验扬队术权储财纪灾负络价请献驱远训独奖号细据侧"
)
SIGNS = {"！": "!", "；": ";", "，": ",", "：": ":", "？": "?", "（": "(", "）": ")"}


@dataclass(frozen=True)
class Site:
    """How a site breaks texts."""

    swapped: str = COMMON  # simplified characters that it turns traditional
    with_pinyin: float = 0.6  # share of the swapped ones
    on_bytes: bool = False  # the swap itself already goes by bytes, not only the pinyin
    pinyin_on_bytes: bool = True  # ... or where they stand as characters only
    also: str = "云執節獎戰聯環報電圖運團結構義"  # traditional ones that get pinyin too, wherever their bytes stand
    cut_signs: str = "！；、。？"  # found on bytes, and cut out of the text before it is decoded
    narrow: bool = True  # wide signs become narrow
    lone: str = "?"  # what a lone byte is shown as; empty: nothing
    swallows: bool = True  # a lone byte takes the bracket behind it along
    private: str = "drop"  # pairs that are no character: drop, show (as a lone byte), keep
    seed: int = 0


PLAIN = Site()


def broken(text: str, site: Site = PLAIN) -> str:
    """The text as such a site shows it. Characters that GBK does not have are left out beforehand by `fit`."""
    chance = random.Random(site.seed)
    converter = OpenCC("s2t")
    swaps = {char: converter.convert(char) for char in site.swapped}
    swaps = {char: new for char, new in swaps.items() if new != char and _fits(new)}
    said = {new for new in swaps.values() if chance.random() < site.with_pinyin}
    said |= {char for char in site.also if _fits(char)}
    data = text.encode("gbk")
    if site.on_bytes:
        for old, new in swaps.items():
            data = data.replace(old.encode("gbk"), new.encode("gbk"))
    else:
        data = "".join(swaps.get(char, char) for char in text).encode("gbk")
    if site.pinyin_on_bytes:
        for char in sorted(said):
            data = data.replace(char.encode("gbk"), char.encode("gbk") + _pinyin(char).encode("gbk"))
    else:
        shown = "".join(char + _pinyin(char) if char in said else char for char in data.decode("gbk"))
        data = shown.encode("gbk")
    pieces: list[tuple[bytes, str]] = [(data, "")]
    for sign in site.cut_signs:
        pieces = [part for piece, after in pieces for part in _cut(piece, sign, after)]
    out = "".join(decode(piece, site) + after for piece, after in pieces)
    return "".join(SIGNS.get(char, char) for char in out) if site.narrow else out


def _pinyin(char: str) -> str:
    return "(" + PINYIN_DICT[ord(char)].split(",")[0] + ")"


def _cut(data: bytes, sign: str, after: str) -> list[tuple[bytes, str]]:
    parts = data.split(sign.encode("gbk"))
    return [(part, sign) for part in parts[:-1]] + [(parts[-1], after)]


def decode(data: bytes, site: Site) -> str:
    """GBK, with what this site does with bytes that are none."""
    out: list[str] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte < 0x80:
            out.append(chr(byte))
            at += 1
            continue
        pair = data[at : at + 2]
        if len(pair) < 2 or byte in (0x80, 0xFF) or pair[1] < 0x40 or pair[1] in (0x7F, 0xFF):
            out.append(site.lone)
            at += 2 if len(pair) == 2 and pair[1] == 0x28 and site.swallows else 1
            continue
        try:
            out.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            if site.private == "show":
                out.append(site.lone)
            elif site.private == "keep":
                out.append(pair.decode("gb18030", "ignore"))
        at += 2
    return "".join(out)


def _fits(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def fit(text: str) -> str:
    """The text without what GBK does not have."""
    return "".join(char for char in text if _fits(char))
