"""The words the grammar knows, found longest first in one pass: metrics, cue words, times."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipelines.observations.times import BASE, BASIS, EXPLICIT, FIRST, GAP, RUN, WITHIN_YEAR
from pipelines.reports.outline import PERIOD
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import Wording, cues, rows, wordings

METRIC: Final = "metric"
TIME: Final = "time"
BASE_TIME: Final = "base"
GAP_WORD: Final = "gap"
SEP: Final = "sep"
NOUN: Final = "noun"
PART_YEAR: Final = "part_year"
FROM: Final = "from"
SHARE: Final = "share"
RUN_OF_YEARS: Final = "run"
CUES: Final = (
    "noun",
    "to",
    "up",
    "down",
    "net",
    "earned",
    "level",
    "avg",
    "cum",
    "each",
    "status",
    "now",
    "adverb",
    "neutral",
    "self",
    "modifier",
    "per",
)


@dataclass(init=False, slots=True)  # a constructor of its own: that one is compiled
class Token:
    """A word of a clause with everything it can be: kinds maps category to the cue's value."""

    kinds: dict[str, str]
    text: str
    start: int
    end: int
    wording: Wording | None

    def __init__(self, kinds: dict[str, str], text: str, start: int, end: int, wording: Wording | None = None) -> None:
        self.kinds = kinds
        self.text = text
        self.start = start
        self.end = end
        self.wording = wording

    def is_any(self, kinds: frozenset[str]) -> bool:
        return not kinds.isdisjoint(self.kinds)


_PLAIN: Final[dict[str, dict[str, str]]] = {k: {k: ""} for k in (METRIC, NOUN)}


@cache
def _words() -> dict[str, dict[str, str]]:
    """Every cue word with its categories."""
    table: dict[str, dict[str, str]] = {}
    for category in CUES:
        for word, value in cues().get(category, {}).items():
            table.setdefault(word, {})[category] = value
    for word in ("从", "由", "自"):
        table.setdefault(word, {})[FROM] = ""
    for word in ("占", "占到", "占比", "占比达", "比重", "所占比重", "占据"):
        table[word] = {SHARE: ""}
    for word in ("、", "和", "及", "以及", "与", "并"):
        table[word] = {SEP: ""}
    return table


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], frozenset[str] | None, bool]]:
    """For each character a word can begin with: one pattern for all words that do, the characters that can come second
    (None where any can), so that no place is tried in vain, and whether what it finds is a word of the vocabulary.
    """
    by_first: dict[str, list[str]] = {}
    for word in [*_words(), *wordings()]:
        by_first.setdefault(word[0], []).append(word)
    period = re.sub(r"\?P<\w+>", "?:", PERIOD.pattern)
    time = re.sub(r"\?P<\w+>", "?:", EXPLICIT)
    special = [
        ("gap", GAP),
        ("base", BASE),
        ("part", WITHIN_YEAR),
        ("basis", BASIS),
        ("run", RUN),
        ("time", f"{period}|{time}"),
    ]
    special_firsts = set().union(*FIRST.values())
    firsts = set(by_first) | special_firsts
    return {
        c: (
            re.compile(
                "|".join(
                    [f"(?P<{name}>{pattern})" for name, pattern in special if c in FIRST[name]]
                    + ([f"(?P<word>{alternation(by_first[c])})"] if c in by_first else [])
                )
            ),
            None if c in special_firsts or c in by_first[c] else frozenset(word[1] for word in by_first[c]),
            c not in special_firsts,
        )
        for c in firsts
    }


_SPECIAL: Final = {
    "gap": {GAP_WORD: ""},
    "base": {BASE_TIME: ""},
    "part": {PART_YEAR: ""},
    "basis": {"adverb": "basis"},
    "run": {RUN_OF_YEARS: ""},
    "time": {TIME: ""},
}


def _match(text: str, at: int) -> re.Match[str] | None:
    entry = _patterns().get(text[at])
    return entry[0].match(text, at) if entry is not None else None


def _inside_a_noun(kinds: dict[str, str], text: str, start: int, end: int, at: int) -> bool:
    """A verb of one character counts only right before the number (增5%) or another cue; an adverb not inside a noun."""
    if SEP in kinds or SHARE in kinds or "neutral" in kinds:
        return False
    if "adverb" in kinds:
        return start > at and (end == len(text) or _match(text, end) is None)
    return end < len(text) and _match(text, end) is None


_BETWEEN: Final = re.compile(
    rf"(?:{BASE}|再|又|将|已|也|累计|实际|总体|年均|平均|预期|保持|新|年度|率先|持续|稳定|平稳|由此)*"
)


def _is_followed(wording: Wording, text: str, end: int) -> bool:
    """One of the words that a wording wants after it comes next (贫困人口比上年减少, but not 减少到)."""
    between = _BETWEEN.match(text, end)
    at = between.end() if between else end
    return any(text.startswith(w, at) and text[at + len(w) :][:1] not in ("到", "至", "为") for w in wording.follows)


def _where_it_stands(wording: Wording, text: str, end: int) -> Wording | None:
    """The wording where what it wants follows; else what it is beside another metric, if it is anything there."""
    if _is_followed(wording, text, end):
        return replace(wording, follows=(), beside="") if wording.beside else wording
    return replace(wording, follows=()) if wording.beside else None


BREAK: Final = re.compile(r"[，,；;：:]")  # ends a clause
QUOTED_LIST: Final = re.compile("“[^“”]{1,10}[、和与及][^“”]{1,10}”")


def tokens(text: str) -> list[Token]:
    """The words of a text in order; what is no known word becomes a noun."""
    found: list[Token] = []
    cues_of, metric_of, patterns = _words(), wordings(), _patterns()
    at = start = 0
    size = len(text)
    while start < size:
        if text[start] == "“" and (quoted := QUOTED_LIST.match(text, start)):
            start = quoted.end()  # “企业认定、政府认账”: a name
            continue
        entry = patterns.get(text[start])
        if entry is None:
            start += 1
            continue
        pattern, seconds, plain = entry
        if seconds is not None and text[start + 1 : start + 2] not in seconds:
            start += 1
            continue
        m = pattern.match(text, start)
        if m is None:
            start += 1
            continue
        word = m[0]
        end = start + len(word)
        wording = None
        if plain or m.lastgroup == "word":
            wording = metric_of.get(word)
            if wording is not None and wording.follows:
                wording = _where_it_stands(wording, text, end)
            kinds = _PLAIN[METRIC] if wording is not None else cues_of.get(word, _PLAIN[NOUN])
            if len(word) == 1 and wording is None and _inside_a_noun(kinds, text, start, end, at):
                start = end
                continue
        else:
            kinds = _SPECIAL[m.lastgroup or ""]
        if start > at:
            found.append(Token(_PLAIN[NOUN], text[at:start], at, start))
        found.append(Token(kinds, word, start, end, wording))
        at = start = end
    if at < size:
        found.append(Token(_PLAIN[NOUN], text[at:], at, size))
    return found


@cache
def joined_names() -> dict[str, tuple[str, ...]]:
    """Names that stand for several: 存贷款余额 is 存款余额 and 贷款余额."""
    return {r["whole"]: tuple(r["parts"].split(";")) for r in rows("joined_names.csv", "whole", "parts")}
