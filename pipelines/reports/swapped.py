"""A mirror site's swapped characters: finding such a page, taking its pinyin out, turning it back to simplified ones."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opencc import OpenCC

from pipelines.vocabulary.tables import rows

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
PINYIN_LETTERS = f"a-z{TONED}"
TONES = str.maketrans(TONED, "aaaaeeeeiiiioooouuuuvvvvvnnnm")
PINYIN = re.compile(f"[(（]([{PINYIN_LETTERS}]{{1,6}})([1-5]?)[)）]")
SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua"
    "|uai|uan|uang|ue|ui|un|uo|v|ve)|m|n|ng|hng"
)
FEWEST_SYLLABLES = 5
FEWEST_WITHOUT_TONE = 20
# the commonest characters that simplified text never holds; a sixth of a traditional report
TRADITIONAL = re.compile(
    "[業國發進產實設經動會強濟體務資區農現個長為項對點質堅創機續學們關規級場萬穩優結義調領積決費總構統計標術時劃應來際億護過這擴於環內營導運電與數辦態轉題醫鄉戰範"
    "報請議並屬員開實陽變確環聯親應財產產稅糧隊頭網險責監維協團準備條雲劇夠從導層難雙項辦舊貧養衛顯複復達選遠適遺邊還鎮錢錄鐵銀鋼須預顧風飛館馬驗麗齊龍億兩單雜類濱]"
)
FEWEST_TRADITIONAL = 4
SHARE_OF_TRADITIONAL = 0.0015  # of the characters
# characters of simplified text, which OpenCC takes for traditional ones
SIMPLIFIED_TOO = frozenset("拚薹摺捱菸榘袷麴吒醣")


def is_swapped(text: str) -> bool:
    """A mirror site swapped characters and wrote their pinyin in brackets."""
    toned = plain = 0
    for m in PINYIN.finditer(text):
        if not _after_han(text, m.start()) or not is_syllable(m[1]):
            continue
        if m[2] or not m[1].isascii():
            toned += 1
        elif simple_chars(text[m.start() - 1]) != text[m.start() - 1]:
            plain += 1
        if toned >= FEWEST_SYLLABLES or plain >= FEWEST_WITHOUT_TONE:
            return True
    return False


def is_traditional(text: str) -> bool:
    """The text is written in traditional characters, or some of its characters are swapped for them."""
    wanted = max(FEWEST_TRADITIONAL, len(text) * SHARE_OF_TRADITIONAL)
    return any(found >= wanted for found, _ in enumerate(TRADITIONAL.finditer(text), 1))


@lru_cache(maxsize=4096)
def is_syllable(letters: str) -> bool:
    """A syllable of pinyin, with or without its tone."""
    return SYLLABLE.fullmatch(letters.translate(TONES)) is not None


def without_pinyin(m: re.Match[str]) -> str:
    """What stays of a group in brackets: nothing, if it is the pinyin of the character before it."""
    return "" if _after_han(m.string, m.start()) and is_syllable(m[1]) else m[0]


def _after_han(text: str, at: int) -> bool:
    return "\u3400" <= text[at - 1 : at] <= "\u9fff"


SURROGATE = re.compile(r"([\ud800-\udfff]+)")


def simplified(text: str) -> str:
    """Traditional characters turned to simplified ones, by words (著力 is 着力, 顯著 is 显著); the length stays."""
    if SURROGATE.search(text):  # half a character, which the converter cannot take
        return "".join(part if SURROGATE.match(part) else simplified(part) for part in SURROGATE.split(text))
    converter = _converter()
    whole: str = converter.convert(text)
    if len(whole) != len(text):  # a word whose length changed: that line goes by characters
        whole = "".join(_same_length(line) for line in text.splitlines(keepends=True))
    if any(char in text for char in SIMPLIFIED_TOO):
        whole = "".join(old if old in SIMPLIFIED_TOO else new for old, new in zip(text, whole, strict=True))
    found, right = _exceptions()
    return found.sub(lambda m: right[m[0]], whole)


def _same_length(line: str) -> str:
    converted: str = _converter().convert(line)
    return converted if len(converted) == len(line) else simple_chars(line)


def simple_chars(chars: str) -> str:
    """Each character by itself, traditional to simplified."""
    converter = _converter()
    found = (converter.convert(char) for char in chars)
    return "".join(new if len(new) == 1 else old for old, new in zip(chars, found, strict=True))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _exceptions() -> tuple[re.Pattern[str], dict[str, str]]:
    """What OpenCC's result is corrected by: vocabulary/simplified.csv."""
    right = {row["found"]: row["right"] for row in rows("simplified.csv", "found", "right", "why")}
    longest_first = sorted(right, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), right
