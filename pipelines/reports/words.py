"""The parts of a report's text that tell whose it is and of which year, and the patterns that several rules share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.observations.numeral import DIGITS

OPENING = 2500  # characters that a title block and a salutation may take
WITHOUT_SALUTE = 600  # characters of a title block that nothing ends
SALUTE = 300

YEAR_DIGITS = r"(?:19|20)\d\d|(?:一九|二[〇○零O])[〇○零O一二三四五六七八九]{2}"
YEAR = rf"({YEAR_DIGITS})年"
NUMBER = "(?:[0-9]{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
BEGINS = re.compile(r"各位代表|同志们[：:，]|(?:^|\n)\s*(?:[一二三]、|第一部分)")


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of a text that tell whose it is."""

    text: str
    head: str  # the title block
    salute: str
    hints: tuple[str, ...]  # the file's name without ending, then what the file says of the text elsewhere


def parts(text: str, *hints: str) -> Words:
    """The title block and the salutation of a text."""
    opening = text[:OPENING]
    begins = BEGINS.search(opening)
    end = begins.start() if begins else min(len(opening), WITHOUT_SALUTE)
    salutes = max(opening.find("各位代表"), end)
    return Words(text, opening[:end], opening[salutes : salutes + SALUTE], hints)


def number(text: str) -> int:
    """The number that YEAR or NUMBER matched."""
    text = re.sub("[○O]", "〇", text)
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[c]) if c in DIGITS else c for c in text))
