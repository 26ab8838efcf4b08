"""Text that a wrong encoding, HTML or a font made: put right."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from html.entities import html5
from itertools import product

from ftfy import fix_encoding

from pipelines.reports.language import ALIKE, Language

Edit = tuple[int, int, str]

# named ones that HTML knows, numbers, also such as were escaped twice
ENTITY = re.compile("&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}[0-9]{0,2});")
# radicals and compatibility forms that PDF fonts use in place of the characters they look like
COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufad9]+")
HAN = re.compile("[\u4e00-\u9fff]")
# what the commonest signs and characters (，。的 and others) become
UTF8_AS_LATIN = ("ï¼", "ã\x80", "ã€", "ç\x9a\x84", "çš„", "å\x9b½", "å›½")
GBK_AS_LATIN = ("£¬", "¡£", "¡¢", "µÄ")
UTF8_AS_GBK = ("锛", "銆", "鐨", "涓", "骞", "鍥", "鏀")
# one of these stands in every text that has something for this module
SUSPECT = re.compile(
    f"[&{''.join(sign[0] for sign in UTF8_AS_LATIN + GBK_AS_LATIN + UTF8_AS_GBK)}\u2e80-\u2fdf\uf900-\ufad9]"
)
FEWEST_AS_GBK = 3
LOST = -1
SMALLEST_SHARE = 0.3  # of Chinese characters in a line put right
BARELY = 0.3
LEADS = (0xE2, 0xE3, *range(0xE4, 0xEA), 0xEF)  # of what Chinese text is made of
CONTINUE = tuple(range(0x80, 0xC0))
DIGITS = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿两%％.．]")


def entity(m: re.Match[str]) -> str:
    """The character that an entity names, or the entity itself if it names none."""
    named = m[0] if m[0] == "&amp;" else "&" + m[0][1:].replace("amp;", "")
    if named[1] != "#" and named[1:] not in html5:
        return m[0]
    plain = html.unescape(named)
    return plain if plain.isprintable() or plain.isspace() else m[0]


def compatible(m: re.Match[str]) -> str:
    """The ordinary characters, one for one."""
    plain = (unicodedata.normalize("NFKC", char) for char in m[0])
    return "".join(new if len(new) == 1 else old for old, new in zip(m[0], plain, strict=True))


def misread(text: str) -> Iterator[Edit]:
    """The edits that undo a wrong encoding, line by line, character by character where that can be told."""
    if any(sign in text for sign in UTF8_AS_LATIN):
        yield from _lines(text, UTF8_AS_LATIN, _from_latin_utf8)
    elif any(sign in text for sign in GBK_AS_LATIN):
        yield from _lines(text, GBK_AS_LATIN, _from_latin_gbk)
    elif sum(text.count(sign) for sign in UTF8_AS_GBK) >= FEWEST_AS_GBK:
        yield from _lines(text, (), _from_gbk_utf8)


def _lines(text: str, signs: tuple[str, ...], mend: Callable[[str], list[Edit]]) -> Iterator[Edit]:
    at = 0
    for line in text.split("\n"):
        if not signs or any(sign in line for sign in signs):
            for start, end, char in mend(line):
                yield at + start, at + end, char
        at += len(line) + 1


def _from_latin_utf8(line: str) -> list[Edit]:
    fixed = fix_encoding(line)
    if fixed == line or not HAN.search(fixed):
        return []
    pieces = [(char, len(char.encode("utf-8", "surrogatepass")) if char not in line else 1) for char in fixed]
    return _spread(line, pieces)


def _from_latin_gbk(line: str) -> list[Edit]:
    try:
        fixed = line.encode("latin-1").decode("gb18030")
    except UnicodeError:
        return []
    if len(HAN.findall(fixed)) < len(fixed) * SMALLEST_SHARE:
        return []
    return _spread(line, [(char, len(char.encode("gb18030"))) for char in fixed])


def _spread(line: str, pieces: list[tuple[str, int]]) -> list[Edit]:
    """Characters, each with how many of the line's it takes; one edit for the line if they do not add up."""
    if sum(taken for _, taken in pieces) != len(line):
        return [(0, len(line), "".join(char for char, _ in pieces))]
    found: list[Edit] = []
    at = 0
    for char, taken in pieces:
        if line[at : at + taken] != char:
            found.append((at, at + taken, char))
        at += taken
    return found


# -- UTF-8 read as GBK: a byte is lost wherever two did not make a character


def _from_gbk_utf8(line: str) -> list[Edit]:
    """浜轰 is 亿's and 人's bytes; what "?" and U+FFFD hide is chosen by what it most likely spells."""
    if not HAN.search(line):
        return []
    found: list[Edit] = []
    before = "\n\n"
    stream = list(_bytes(line))
    at = 0
    while at < len(stream):
        place = stream[at][1]
        char, used = _next([byte for byte, _ in stream[at : at + 4]], line[place], before)
        found.append((place, place, char))
        before = before[1] + char.translate(ALIKE)
        at += used
    fixed = "".join(char for _, _, char in found)
    if fixed.count("\ufffd") > len(fixed) * 0.05 or len(HAN.findall(fixed)) < len(fixed) * SMALLEST_SHARE:
        return []
    ends = [*(start for start, _, _ in found[1:]), len(line)]
    return [(start, end, char) for (start, _, char), end in zip(found, ends, strict=True) if line[start:end] != char]


def _next(seen: list[int], shown: str, before: str) -> tuple[str, int]:
    """The character that the next bytes spell, and how many they are."""
    size = _size(seen[0])
    if seen[0] == LOST and len(seen) > 2 and _continues(seen[1]) and _continues(seen[2]):
        return _likeliest(before, LEADS, (seen[1],), (seen[2],)), 3
    if seen[0] < 0x80:
        return shown, 1
    if size == 3 and seen[1:3] == [LOST, LOST]:
        return "□", 3
    if size == 3 and len(seen) > 2 and seen[1] == LOST and _continues(seen[2]):
        return _likeliest(before, (seen[0],), CONTINUE, (seen[2],)), 3
    if size == 3 and len(seen) > 1 and _continues(seen[1]) and (len(seen) < 3 or not _continues(seen[2])):
        # the last byte is lost, with a sign or without
        return _likeliest(before, (seen[0],), (seen[1],), CONTINUE), 3 if len(seen) > 2 and seen[2] == LOST else 2
    try:
        return bytes(seen[:size]).decode("utf-8"), size
    except (UnicodeDecodeError, ValueError):
        return "\ufffd", 1


def _continues(byte: int) -> bool:
    return 0x80 <= byte < 0xC0


def _bytes(line: str) -> Iterator[tuple[int, int]]:
    """The bytes of a line with the place of each; LOST for what shows none."""
    for place, char in enumerate(line):
        if char == "\ufffd" or (char == "?" and place and ord(line[place - 1]) > 0x7F):
            yield LOST, place
        else:
            for byte in char.encode("gb18030", "replace"):
                yield byte, place


def _size(byte: int) -> int:
    return 3 if 0xE0 <= byte < 0xF0 else 2 if 0xC2 <= byte < 0xE0 else 4 if 0xF0 <= byte < 0xF5 else 1


@cache
def _language() -> Language:
    return Language("")


@lru_cache(maxsize=10_000)
def _likeliest(before: str, firsts: tuple[int, ...], seconds: tuple[int, ...], thirds: tuple[int, ...]) -> str:
    """The likeliest character that the bytes can spell; never a digit."""
    every = (bytes(three).decode("utf-8", "ignore") for three in product(firsts, seconds, thirds))
    chars = [char for char in every if len(char) == 1 and not DIGITS.match(char)]
    scored = sorted(((_language().score(before, char.translate(ALIKE)), char) for char in chars), reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < BARELY):
        return "□"
    return scored[0][1]
