"""Broken text to the text as it was published, with what was done and a map of places back to the source.

Healthy text loses nothing but width and spaces: full-width digits and letters become plain, spaces inside Chinese text go,
a run of wide spaces begins a paragraph. A page whose characters a mirror site swapped (報(bào)告) gets its pinyin taken out and
its traditional characters turned back, by words.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC

from pipelines.reports.model import Restored, Step

# one character for one: places stay
WIDTH = {0xFF10 + i: ord("0") + i for i in range(10)}
WIDTH |= {0xFF21 + i: ord("A") + i for i in range(26)} | {0xFF41 + i: ord("a") + i for i in range(26)}
WIDTH |= {0xFF05: ord("%"), 0xFF0B: ord("+"), 0x00A0: ord(" "), 0x2002: ord(" "), 0x2003: ord(" "), 0x3000: 0x3000}
WIDTH |= {0x2028: ord("\n"), 0x2029: ord("\n"), ord("\r"): ord("\n")}

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")
WIDE_DOT = re.compile(r"(?<=\d)．(?=\d)")
# a run of wide spaces, or of several spaces after a sentence, begins a paragraph
PARAGRAPH = re.compile(r"(?<=[^\s\u3000])[ \t]*(?:\u3000[ \t\u3000]+|\u3000(?=[一二三四五六七八九十]+、))")
INDENT = re.compile(r"(?:^|(?<=\n))[ \t\u3000]+")
TRAILING = re.compile(r"[ \t\u3000]+(?=\n|$)")
WORD = "[\u3400-\u9fff，。；：、！？“”‘’（）《》〔〕〈〉—…%‰·]"
INNER = re.compile(rf"(?<={WORD})[ \t\u3000]+(?=[{WORD[1:-1]}\d])|(?<=\d)[ \t\u3000]+(?={WORD})")
# 1 9 9 8 年, 5 1 6 0元, 1 0 ．0 6‰: digits set apart one by one
SPACED_DIGITS = re.compile(
    r"(?<!\d\d)(?<=\d)[ \t\u3000](?=\d(?!\d))|(?<=\d)[ \t\u3000](?=[．.][ \t\u3000]?\d)|(?<=\d[．.])[ \t\u3000](?=\d)"
)

TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])\(([a-z{TONES}]{{1,7}})\)")
FEWEST_PINYIN = 5


@dataclass(slots=True)
class _Text:
    """A text on its way, with the place of each character in the source."""

    text: str
    offsets: Sequence[int]
    steps: list[Step] = field(default_factory=list)

    def replace(self, name: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str] | str) -> None:
        """Replace each match; the first character of what comes in stands where the match began."""
        first = pattern.search(self.text)
        if first is None:
            return
        parts: list[str] = []
        offsets = array("I")
        at = count = 0
        for m in pattern.finditer(self.text):
            new = by if isinstance(by, str) else by(m)
            start, end = m.span()
            parts += [self.text[at:start], new]
            offsets.extend(self.offsets[at:start])
            offsets.extend([self.offsets[start]] * len(new))
            at = end
            count += 1
        parts.append(self.text[at:])
        offsets.extend(self.offsets[at:])
        after = by if isinstance(by, str) else by(first)
        self.steps.append(Step(name, count, first[0], after))
        self.text, self.offsets = "".join(parts), offsets

    def translate(self, name: str, table: dict[int, int]) -> None:
        """Swap single characters; places stay."""
        new = self.text.translate(table)
        if new != self.text:
            changed = sum(a != b for a, b in zip(self.text, new, strict=True))
            a, b = next((a, b) for a, b in zip(self.text, new, strict=True) if a != b)
            self.steps.append(Step(name, changed, a, b))
            self.text = new


def restore(text: str) -> Restored:
    """The mended text, the steps that were taken and, for each character and the end, its place in `text`."""
    work = _Text(text.replace("\r\n", " \n") if "\r" in text else text, range(len(text) + 1))
    work.translate("width", WIDTH)
    work.replace("invisible characters", INVISIBLE, "")
    work.replace("spaced digits", SPACED_DIGITS, "")
    work.replace("width", WIDE_DOT, ".")
    if is_swapped(work.text):
        _mend_swapped(work)
    work.replace("paragraphs", PARAGRAPH, "\n")
    work.replace("indents", INDENT, "")
    work.replace("spaces", TRAILING, "")
    work.replace("spaces", INNER, "")
    return Restored(work.text, tuple(work.steps), work.offsets)


def is_swapped(text: str) -> bool:
    """A mirror site swapped characters and wrote their pinyin in brackets."""
    return any(found >= FEWEST_PINYIN for found, _ in enumerate(PINYIN.finditer(text), 1))


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("tw2s")


def _mend_swapped(work: _Text) -> None:
    work.replace("pinyin in brackets", PINYIN, "")
    simplified = _to_simplified().convert(work.text)
    if len(simplified) == len(work.text):
        changed = sum(a != b for a, b in zip(work.text, simplified, strict=True))
        work.steps.append(Step("traditional to simplified", changed))
        work.text = simplified
