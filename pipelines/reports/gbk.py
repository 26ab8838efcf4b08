"""GBK as a mirror site works on it: characters as pairs of bytes, and a page as the bytes that can still be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.reports.language import ALIKE, spoken
from pipelines.reports.swapped import PINYIN_LETTERS, TONED, TONES, is_syllable, simple_chars

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
HIGH = 0xA1  # both bytes of simplified text are at least this
EURO = "€"  # what Windows shows for a lone 0x80
SIGNS = frozenset("。、“”《》—…·‰〔〕‘’,:;!?()")  # what a lost byte may have been part of; never a digit
FEW = 8  # candidates that are tried although nobody has seen them beside their neighbour
RARE = 0.05  # a character less common than this is not guessed
# full-width signs that a site makes narrow, pair of bytes by pair of bytes
NARROWED = {"!": "！", ";": "；", ",": "，", "?": "？", ":": "：", "(": "（", ")": "）"}


class Reading(NamedTuple):
    """A character that two bytes may spell, and as what it is judged."""

    lead: int
    trail: int
    char: str
    plain: str  # simplified, of plain width


_shared: dict[tuple[Reading, ...], tuple[Reading, ...]] = {}  # there are many equal ones


class Readings:
    """What a byte may spell with one that is lost."""

    __slots__ = ("common", "every", "of", "plains")

    def __init__(self, readings: Iterable[Reading]) -> None:
        """The commonest stand first."""
        self.every = tuple(readings)
        found: dict[str, tuple[Reading, ...]] = {}
        for reading in self.every:
            found[reading.plain] = (*found.get(reading.plain, ()), reading)
        self.of = {plain: _shared.setdefault(same, same) for plain, same in found.items()}
        self.plains = frozenset(self.of)
        self.common = frozenset(list(self.of)[:FEW])


NO_READINGS = Readings(())


@dataclass(frozen=True, slots=True)
class Table:
    """GBK's two-byte characters."""

    code: dict[str, int]  # lead << 8 | trail
    chars: list[str]  # by code; "" where there is none
    plain: dict[str, str]  # character to what it is judged as
    by_lead: dict[int, Readings]  # characters in use only
    by_trail: dict[int, Readings]
    droppable: dict[int, Readings]  # by lead, those whose trail may begin a pair that is no character
    swaps: dict[int, int]  # a traditional character's code to the simplified one's
    swaps_from: dict[int, tuple[int, ...]]  # by lead of a traditional character, the simplified ones' codes
    odd: str  # characters that a report does not hold


@cache
def table() -> Table:
    """Made once, when the first broken page comes."""
    code: dict[str, int] = {}
    chars = [""] * 65536
    for lead in LEADS:
        for trail in TRAILS:
            try:
                char = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
            code[char] = lead << 8 | trail
            chars[lead << 8 | trail] = char
    simple = simple_chars("".join(code))
    plain = {char: simple[i].translate(ALIKE) for i, char in enumerate(code)}
    known = spoken().ones
    by_lead: dict[int, list[Reading]] = {}
    by_trail: dict[int, list[Reading]] = {}
    swaps: dict[int, int] = {}
    odd = []
    for char, pair in sorted(code.items(), key=lambda item: -known.get(plain[item[0]], 0)):
        like = plain[char]
        sign = like.isascii() or not like.isalpha()
        if like in SIGNS if sign else known.get(like, 0) > RARE:
            reading = Reading(pair >> 8, pair & 0xFF, char, like)
            by_lead.setdefault(pair >> 8, []).append(reading)
            by_trail.setdefault(pair & 0xFF, []).append(reading)
            if like != char and not sign and code.get(like, pair) != pair:
                swaps[pair] = code[like]
        elif not sign and char not in TONED:
            odd.append(char)
    swaps_from: dict[int, list[int]] = {}
    for pair, other in swaps.items():
        swaps_from.setdefault(pair >> 8, []).append(other)
    gone = _holes(chars)
    return Table(
        code,
        chars,
        plain,
        {lead: Readings(found) for lead, found in by_lead.items()},
        {trail: Readings(found) for trail, found in by_trail.items()},
        {lead: Readings(r for r in found if r.trail in gone) for lead, found in by_lead.items()},
        swaps,
        {lead: tuple(found) for lead, found in swaps_from.items()},
        "".join(odd),
    )


@cache
def behind_drop(gone: int, trail: int) -> Readings:
    """What may end with a byte after a pair was dropped that began with the byte `gone`."""
    leads = holes()[gone]
    return Readings(r for r in table().by_trail.get(trail, NO_READINGS).every if r.lead in leads)


@cache
def starting_with(leads: frozenset[int]) -> Readings:
    """What may begin with one of the bytes."""
    return Readings(reading for lead in leads for reading in table().by_lead.get(lead, NO_READINGS).every)


@cache
def between_drops(gone: int) -> Readings:
    """What may stand between two dropped pairs, the first of which began with the byte `gone`."""
    leads, found = holes()[gone], table().droppable
    return Readings(reading for lead in leads for reading in found.get(lead, NO_READINGS).every)


@cache
def holes() -> dict[int, frozenset[int]]:
    """Second bytes of a character that can have been shown with the next one's first byte as a pair that is no character."""
    return _holes(table().chars)


def _holes(chars: list[str]) -> dict[int, frozenset[int]]:
    found = {
        x: frozenset(y for y in range(HIGH, 0xFF) if not chars[x << 8 | y] or _seldom(x, y)) for x in range(HIGH, 0xFF)
    }
    return {x: ys for x, ys in found.items() if ys}


def _seldom(x: int, y: int) -> bool:
    """Not in GB 2312: some tables have it, some do not."""
    if x > 0xA9:
        return False
    try:
        bytes((x, y)).decode("gb2312")
    except UnicodeDecodeError:
        return True
    return False


@cache
def sounds(char: str) -> frozenset[str]:
    """The readings of a character, with and without tone."""
    from pypinyin.constants import PINYIN_DICT

    toned = PINYIN_DICT.get(ord(char), "").split(",") if len(char) == 1 else []
    return frozenset([*toned, *(reading.translate(TONES) for reading in toned)])


@lru_cache(maxsize=20_000)
def sounding(lead: int, sound: str) -> tuple[tuple[str, int], ...]:
    """The traditional characters of a sound that begin with a byte, each with its second byte."""
    found = table().by_lead.get(lead, NO_READINGS)
    return tuple((r.char, r.trail) for r in found.every if r.char != r.plain and sound in sounds(r.char))


@lru_cache(maxsize=20_000)
def said(lead: int, sound: str) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The characters of a sound that begin with a byte; and those behind which the sign of another lone byte may hide."""
    every = table().by_lead.get(lead, NO_READINGS).every
    return tuple(r for r in every if sound in sounds(r.char)), tuple(r for r in every if sounding(r.trail, sound))


def letters(group: str) -> str:
    """The syllable of a group of pinyin."""
    return group.strip("()（）12345")


PRIVATE = "\ue000-\ue765"  # what GB18030 makes of pairs that are no character


class Token(NamedTuple):
    """What stands at one place of a page."""

    kind: str  # pair, byte, lone (a byte that could not be shown), pinyin, orphan (its bracket is gone), edge
    start: int
    end: int
    text: str
    lead: int = 0  # of a pair; the byte itself
    trail: int = 0


TOKEN = re.compile(
    f"(?P<pinyin>[(（][{PINYIN_LETTERS}]{{1,6}}[1-5]?[)）])"
    f"|(?P<orphan>(?<![{PINYIN_LETTERS}(（])[{PINYIN_LETTERS}]{{1,6}}[1-5]?[)）])"
    "|(?P<lone>[?\ufffd\x80])|(?P<byte>[!-~€])|(?P<pair>.)",
    re.DOTALL,
)


@cache
def seeds() -> re.Pattern[str]:
    """Signs of breakage: lone bytes, characters that no report holds, pinyin without its bracket, stray letters."""
    letter, han = f"[{PINYIN_LETTERS}]", "\u3400-\u9fff"
    # each begins with a class of characters, at which the search can skip ahead
    return re.compile(
        f"[?\ufffd\x80€{PRIVATE}{re.escape(table().odd)}]|{letter}(?<=[{han}].){letter}{{,5}}[)）]"
        f"|[{TONED}](?!{letter}|[)）])(?<!{letter}.)(?<![(（].)"
        f"|[@-Z\\[\\\\\\]^_`a-z{{|}}~](?<=[{han}].)(?=[{han}(（])"
    )


@cache
def unreadable() -> re.Pattern[str]:
    """What shows, in a page that was put together again, that a stretch was not."""
    return re.compile(f"[\ufffd□{PRIVATE}{re.escape(table().odd)}]+|(?<=[\u3400-\u9fff])[?](?=[\u3400-\u9fff、。])")


ONE = re.compile("(?P<lone>[?\ufffd\x80])|(?P<byte>[!-~€])|(?P<pair>.)", re.DOTALL)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """A stretch of a page as what its bytes were."""
    code = table().code
    at = start
    while at < end:
        m = TOKEN.match(text, at)
        assert m is not None
        if m.lastgroup in ("pinyin", "orphan"):
            syllable = letters(m[0])
            toned = not syllable.isascii() or m[0][-2].isdigit()
            if not is_syllable(syllable) or (m.lastgroup == "orphan" and not toned):
                m = ONE.match(text, at)
                assert m is not None
        kind, stop = m.lastgroup or "pair", m.end()
        if kind == "byte":
            yield Token(kind, at, stop, m[0], 0x80 if m[0] == EURO else ord(m[0]))
        elif kind == "pair":
            pair = code.get(m[0]) or _private(m[0])
            yield Token("pair", at, stop, m[0], pair >> 8, pair & 0xFF) if pair else Token("edge", at, stop, m[0])
        else:
            yield Token(kind, at, stop, m[0])
        at = stop


def _private(char: str) -> int:
    """The bytes of a private-use character, in GB18030's order; 0 for one that has no two bytes."""
    if "\ue000" <= char <= "\ue765":
        found = char.encode("gb18030")
        return int.from_bytes(found, "big") if len(found) == 2 else 0
    return 0
