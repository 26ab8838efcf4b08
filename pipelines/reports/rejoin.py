"""A page whose characters a site cut apart on GBK bytes: where to look, and what to do with what the search finds."""

from __future__ import annotations

import re
from itertools import islice

from pipelines.reports.astride import Search
from pipelines.reports.gbk import NARROWED, letters, seeds, sounds, table, tokens
from pipelines.reports.language import ALIKE, Language
from pipelines.reports.spelling import BOTH_LOST, LEAD_GUESSED, SEEN, TRAIL_GUESSED, UNREADABLE, WIDE_DIGITS, Made
from pipelines.reports.swapped import PINYIN, PINYIN_LETTERS, simplified

Edit = tuple[int, int, str]
BACK = 4  # characters before a sign of breakage where a stretch begins
SURE = 99.0  # its pinyin says so
UNSURE = (
    4.0  # a guess that is not this much likelier than the next (logarithm) is made again when more of the page is known
)
BARELY = 0.3  # a guess that is not this much likelier is not made
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两半")
SURE_NUMERAL = 3.0
COUNTED = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿两半.．%％‰]")
# a lone byte between Chinese characters; one such sign may be a question mark of the page's own
CUT = re.compile("[?\ufffd](?:(?<=[\u3400-\u9fff].)|(?<=[。、”].))(?=[\u3400-\u9fff!;,:?。、“”(])")
CLAUSE = re.compile("[^\n。，,]*[\n。，,]?")
FEWEST_CUTS = 2
MOST_SIGNS = 3000  # of breakage; with more of them it is no page, and the search would take long
SWALLOWED = re.compile(f"[?\ufffd][{PINYIN_LETTERS}]{{1,6}}[)）]")  # lone bytes took the bracket behind them along
LONE_END = re.compile("[?\ufffd]$")
SAID = re.compile(f"([{PINYIN_LETTERS}]{{1,6}}[1-5]?)[)）]$")


def is_cut(text: str) -> bool:
    """Lone bytes are shown in the midst of Chinese words."""
    if "?" not in text and "\ufffd" not in text:
        return False
    return any(found >= FEWEST_CUTS for found, _ in enumerate(CUT.finditer(text), 1))


def rejoin(page: str, traditional: bool) -> list[Edit]:
    """The edits that put a page's characters together again; pinyin that stands where it should is left for later."""
    pattern = seeds()
    signs = [m.span() for m in islice(pattern.finditer(page), MOST_SIGNS + 1)]
    if not 0 < len(signs) <= MOST_SIGNS:
        return []
    search = Search(Language(_readable(page, pattern)), page, traditional)
    stretches: list[tuple[int, int, int, Made | None]] = []  # from, seed's end, to, reading
    done = 0
    for seed, seed_end in signs:
        if seed < done:
            continue
        start = max(done, _back(page, seed))
        _, made, done = search.run(tokens(page, start, len(page)), seed_end)
        stretches.append((start, seed_end, done, made))
    margins = [_margins(search, page, made, end) for _, _, end, made in stretches]
    unsure = [i for i, found in enumerate(margins) if any(margin < UNSURE for margin in found.values())]
    if unsure and len(unsure) < len(stretches):
        doubted = set(unsure)
        search.learn("\n".join(_text(made) for i, (*_, made) in enumerate(stretches) if i not in doubted))
        for i in unsure:
            start, seed_end, end, _ = stretches[i]
            _, made, end = search.run(tokens(page, start, end), seed_end)
            stretches[i] = (start, seed_end, end, made)
            margins[i] = _margins(search, page, made, end)
    narrow = {wide: sign for sign, wide in NARROWED.items() if page.count(sign) > page.count(wide)}
    swallows = SWALLOWED.search(page) is not None
    wide_digits = sum(map(page.count, WIDE_DIGITS)) > sum(map(page.count, "0123456789"))
    edits: list[Edit] = []
    for (_, _, end, made), found in zip(stretches, margins, strict=True):
        edits += _edits(page, made, end, found, narrow, swallows, wide_digits)
    return edits


def _readable(page: str, pattern: re.Pattern[str]) -> str:
    """The clauses of a page that are whole, in simplified characters and without pinyin."""
    plain = PINYIN.sub("", page)  # what else stands in brackets does not matter here
    whole: list[str] = []
    for m in CLAUSE.finditer(plain):
        whole.append("\n" if pattern.search(plain, m.start(), m.end()) else m[0])
    return simplified("".join(whole))


def _back(page: str, at: int) -> int:
    """A place some characters earlier, not inside a group of pinyin."""
    start = page.rfind("\n", 0, at) + 1
    back = 0
    while at > start and back < BACK:
        at -= 1
        if page[at] in ")）":
            opening = max(page.rfind("(", max(start, at - 8), at), page.rfind("（", max(start, at - 8), at))
            if opening >= 0 and PINYIN.fullmatch(page, opening, at + 1):
                at = opening
                continue
        back += 1
    return at


def _chain(made: Made | None) -> list[Made]:
    found: list[Made] = []
    while made is not None:
        found.append(made)
        made = made[0]
    return found[::-1]


def _plain(char: str) -> str:
    return table().plain.get(char) or char.translate(ALIKE)


def _text(made: Made | None) -> str:
    return "".join(_plain(link[2]) for link in _chain(made))


def _margins(search: Search, page: str, made: Made | None, end: int) -> dict[int, float]:
    """How much likelier each guessed character is than the next likely one, by its place in the reading."""
    chain = _chain(made)
    if all(link[5] in (SEEN, BOTH_LOST) for link in chain):
        return {}
    text = "\n\n" + "".join(_plain(link[2]) for link in chain) + "\n\n"
    found: dict[int, float] = {}
    for i, (_, start, char, lead, trail, guess) in enumerate(chain):
        if guess in (LEAD_GUESSED, TRAIL_GUESSED):
            said = SAID.search(page[start : chain[i + 1][1] if i + 1 < len(chain) else end])
            if said and letters(said[1]) in sounds(char):
                found[i] = SURE
                continue
            others = table().by_trail[trail] if guess == LEAD_GUESSED else table().by_lead[lead]
            found[i] = search.margin(text, i + 2, char, others)
    return found


def _beside(chain: list[Made], i: int) -> str:
    """The characters before and after one of a reading."""
    return (chain[i - 1][2] if i else "") + (chain[i + 1][2] if i + 1 < len(chain) else "")


def _edits(
    page: str,
    made: Made | None,
    end: int,
    margins: dict[int, float],
    narrow: dict[str, str],
    swallows: bool,
    wide_digits: bool,
) -> list[Edit]:
    """Character by character, what changes in a stretch."""
    chain = _chain(made)
    found: list[Edit] = []
    for i, (_, start, char, *_, guess) in enumerate(chain):
        stop = chain[i + 1][1] if i + 1 < len(chain) else end
        new = char
        if guess in (LEAD_GUESSED, TRAIL_GUESSED):
            numeral = _plain(char) in NUMERALS
            if margins[i] < (SURE_NUMERAL if numeral else BARELY) or (numeral and COUNTED.search(_beside(chain, i))):
                new = UNREADABLE
        elif char in WIDE_DIGITS and (chain[i][3] or not wide_digits) and not COUNTED.search(_beside(chain, i)):
            new = UNREADABLE  # a digit that stands alone, which the page did not mean as one
        now = page[start:stop]
        if swallows and LONE_END.search(now) and page[stop : stop + 1].isdigit():
            new += UNREADABLE  # the lone byte took a digit along: what is left of the number must not stand alone
        if now != new and not (now.startswith(new) and PINYIN.fullmatch(now, len(new))):
            found.append((start, stop, new if guess == SEEN and now == char else narrow.get(new, new)))
    return found
