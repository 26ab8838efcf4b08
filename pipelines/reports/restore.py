"""Broken text to the text as it was published, with what was done and a map of places back to the source.

Healthy text changes in width and spaces only: full-width digits and letters become plain, spaces inside Chinese text go,
a run of wide spaces begins a paragraph. A page whose characters a mirror site swapped (報(bào)告) gets its pinyin taken out;
it, and a page in traditional characters, is turned back to simplified ones by words.

Speed: each rule first asks one cheap pattern whether there is anything to do, and works on the matches alone. A pattern
begins with a literal or a character class, never with a lookbehind, so that the search can skip ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC

from pipelines.reports.model import Restored, Step
from pipelines.reports.places import Places

WIDE = {0xFF10 + i: ord("0") + i for i in range(10)}
WIDE |= {0xFF21 + i: ord("A") + i for i in range(26)} | {0xFF41 + i: ord("a") + i for i in range(26)}
WIDE |= {0xFF05: ord("%"), 0xFF0B: ord("+")}
WIDE_RUN = re.compile("[０-９Ａ-Ｚａ-ｚ％＋]+")
# 4．2, 1 0 ．0 6; but not the number of an item before a year, 1．2025年
WIDE_DOT = re.compile(
    "．(?:(?<=[0-9]．)|(?<=[0-9][ \u00a0\u3000]．))(?=[ \u00a0\u3000]?[0-9])(?![ \u00a0\u3000]?[0-9]{4}年)"
)

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
BREAK = "\r\v\f\x85\u2028\u2029"
SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
GAP = re.compile(f"[{INVISIBLE}{BREAK}{SPACE}]+")
INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")
IS_BREAK = re.compile(f"[{BREAK}]")
# characters that want no space beside them
CHINESE = re.compile("[\u3400-\u9fff，。；：、！？“”‘’（）《》〔〕〈〉—…%‰·]")
SENTENCE_END = frozenset("。！？；：”）")
MANY_SPACES = 4
NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、")
SPACED_NUMBER = re.compile(r"[0-9][ \u00a0\u3000](?<![0-9].[ \u00a0\u3000])[0-9][ \u00a0\u3000][0-9](?![0-9])")

TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
PINYIN = re.compile("\\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,6})\\)")
SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua"
    "|uai|uan|uang|ue|ui|un|uo|v|ve)|m|n|ng|hng"
)
FEWEST_SYLLABLES = 5
# the commonest characters that simplified text never holds; a sixth of a traditional report
TRADITIONAL = re.compile(
    "[業國發進產實設經動會強濟體務資區農現個長為項對點質堅創機續學們關規級場萬穩優結義調領積決費總構統計標術時劃應來際億護過這擴於環內營導運電與數辦態轉題醫鄉戰範]"
)
FEWEST_TRADITIONAL = 0.01  # of the characters


@dataclass(slots=True)
class _Work:
    """A text on its way, with the place of each character in the source."""

    text: str
    places: Places
    steps: list[Step] = field(default_factory=list)

    def replace(self, name: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
        """Replace each match by what `by` says of it; a match that `by` gives back is left alone."""
        self._put(name, ((m.start(), m.end(), m[0], by(m)) for m in pattern.finditer(self.text)))

    def swap(self, name: str, text: str) -> None:
        """Take a text of the same length; places stay."""
        changed = [i for i, (a, b) in enumerate(zip(self.text, text, strict=True)) if a != b]
        if changed:
            self.steps.append(Step(name, len(changed), self.text[changed[0]], text[changed[0]]))
            self.text = text

    def _put(self, name: str, found: Iterator[tuple[int, int, str, str]]) -> None:
        parts: list[str] = []
        edits: list[tuple[int, int, int]] = []
        at = 0
        step: tuple[str, str] | None = None
        count = 0
        for start, end, before, after in found:
            if before == after:
                continue
            step = step or (before, after)
            count += 1
            parts += [self.text[at:start], after]
            at = end
            if len(before) != len(after):
                edits.append((start, end, len(after)))
        if step is not None:
            parts.append(self.text[at:])
            self.text = "".join(parts)
            self.places = self.places.edited(edits) if edits else self.places
            self.steps.append(Step(name, count, *step))


def restore(text: str) -> Restored:
    """The mended text, the steps that were taken and, for each character and the end, its place in `text`.

    Pure and total: every string has a result. A step counts the spans that it changed and shows the first of them.
    """
    work = _Work(text, Places.same(len(text)))
    work.replace("width", WIDE_RUN, lambda m: m[0].translate(WIDE))
    work.replace("wide dots in numbers", WIDE_DOT, lambda _: ".")
    if is_swapped(work.text):
        work.replace("pinyin in brackets", PINYIN, _without_pinyin)
        work.swap("traditional to simplified", simplified(work.text))
    elif is_traditional(work.text):
        work.swap("traditional to simplified", simplified(work.text))
    work.replace("spaces", GAP, _Gaps(work.text))
    if unreadable := work.text.count("\ufffd"):
        work.steps.append(Step("unreadable, left as they are", unreadable, "\ufffd", "\ufffd"))
    return Restored(work.text, tuple(work.steps), work.places)


def is_swapped(text: str) -> bool:
    """A mirror site swapped characters and wrote their pinyin, with tones, in brackets."""
    toned = (m for m in PINYIN.finditer(text) if not m[1].isascii() and _syllable(m[1]))
    return any(found >= FEWEST_SYLLABLES for found, _ in enumerate(toned, 1))


def is_traditional(text: str) -> bool:
    """The text is written in traditional characters."""
    wanted = max(3.0, len(text) * FEWEST_TRADITIONAL)
    return any(found >= wanted for found, _ in enumerate(TRADITIONAL.finditer(text), 1))


def simplified(text: str) -> str:
    """Traditional characters turned to simplified ones, by words (著力 is 着力, 顯著 is 显著); the length stays."""
    converter = _converter()
    whole: str = converter.convert(text)
    if len(whole) == len(text):
        return whole
    # a word whose length changed: that line goes by characters
    return "".join(_same_length(line) for line in text.splitlines(keepends=True))


def _same_length(line: str) -> str:
    converted: str = _converter().convert(line)
    if len(converted) == len(line):
        return converted
    singles = [_converter().convert(char) for char in line]
    return "".join(new if len(new) == 1 else old for old, new in zip(line, singles, strict=True))


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")  # t2s leaves 著力 as it is


def _syllable(letters: str) -> bool:
    return SYLLABLE.fullmatch(letters.translate(TONES)) is not None


def _without_pinyin(m: re.Match[str]) -> str:
    before = m.string[m.start() - 1 : m.start()]
    return "" if "\u3400" <= before <= "\u9fff" and _syllable(m[1]) else m[0]


class _Gaps:
    """What a run of spaces, invisible characters and line breaks other than \\n stands for, by what is beside it."""

    __slots__ = ("_spaced", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._spaced: bool | None = None

    def __call__(self, m: re.Match[str]) -> str:
        text, (start, end) = self._text, m.span()
        gap = m[0]
        before, after = text[start - 1 : start], text[end : end + 1]
        if gap != " ":
            gap = INVISIBLE_RUN.sub("", gap)
            if after == "\n":
                gap = gap.removesuffix("\r")
            if IS_BREAK.search(gap):
                return "\n"
        if before in ("", "\n") or after in ("", "\n") or not gap:
            return ""
        if len(gap) > 1 and self._begins_paragraph(gap, start, end):
            return "\n"
        if before in "0123456789." and after in "0123456789.":
            if "\t" in gap:  # two cells of a table
                return "\t"
            return "" if self._inside_number(gap, start, end) else " "
        chinese_before, chinese_after = CHINESE.match(before), CHINESE.match(after)
        if chinese_before and gap == "\u3000" and NUMBERED.match(text, end):
            return "\n"
        if (chinese_before and (chinese_after or after.isdigit())) or (before.isdigit() and chinese_after):
            return ""
        return " "

    def _begins_paragraph(self, gap: str, start: int, end: int) -> bool:
        """Two wide spaces, or many narrow ones after a sentence; but not between the letters of a 标　　题."""
        text = self._text
        if "\u3000" not in gap:
            return len(gap) >= MANY_SPACES and text[start - 1] in SENTENCE_END
        alone_before = start < 2 or text[start - 2].isspace()
        alone_after = end + 1 >= len(text) or text[end + 1].isspace()
        return not (alone_before and alone_after)

    def _inside_number(self, gap: str, start: int, end: int) -> bool:
        """The digits of the text are set apart (1 9 9 8 年, 1 0 .0 6‰), and here are two of one number."""
        text = self._text
        if len(gap) > 1:
            return False
        if self._spaced is None:
            self._spaced = SPACED_NUMBER.search(text) is not None
        if not self._spaced:
            return False
        if text[start - 1] == "." or text[end] == ".":
            return True
        return not text[start - 2 : start - 1].isdigit() and not text[end + 1 : end + 2].isdigit()
