"""Width and spaces: full-width digits and letters become plain, spaces inside Chinese text go, wide ones part paragraphs."""

from __future__ import annotations

import re

WIDE = {0xFF10 + i: ord("0") + i for i in range(10)}
WIDE |= {0xFF21 + i: ord("A") + i for i in range(26)} | {0xFF41 + i: ord("a") + i for i in range(26)}
WIDE |= {0xFF05: ord("%"), 0xFE6A: ord("%"), 0x2105: ord("%"), 0xFF0B: ord("+")}  # ％ ﹪, and ℅ typed for it
WIDE_RUN = re.compile("[０-９Ａ-Ｚａ-ｚ％﹪℅＋]+")
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


# PM, 2.5 and 浓度 on three lines, CO, 2 and 排放: a page's subscript was taken for a paragraph
SUBSCRIPT = re.compile(
    "\n(?:(?<=PM\n)|(?<=[CSN]O\n)|(?<=[^A-Z]O\n)|(?<=CH\n))(2\\.5|10|[234x])\n(?=[\u3400-\u9fff])(?![一二三四五六七八九十]{1,3}、)"
)


class Gaps:
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
