"""Whose report, of which year, given when, by whom: from the text's own words, the file's name where they are silent.

What counts, the strongest first. Area: the title block (在…第N届, …政府工作报告, …市长) and the salutation (我代表…人民政府), the
lowest level that they name; then the file's name. Year: the day of the session; the number of a national congress; the
year in the title; the years in the headings (2018年工作回顾, 2019年工作安排); the day a page was published; the file's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipelines.observations.numeral import DIGITS
from pipelines.reports.model import Identity, ReportError
from pipelines.vocabulary.areas import LEVELS, NATION, Area, areas, by_name, name_pattern, within

OPENING = 2500  # characters that a title block and a salutation may take
WITHOUT_SALUTE = 600  # characters of a title block that nothing ends
SALUTE = 300

YEAR_DIGITS = r"(?:19|20)\d\d|(?:一九|二[〇○零O])[〇○零O一二三四五六七八九]{2}"
YEAR = rf"({YEAR_DIGITS})年"
NUMBER = "(?:[0-9]{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
BEGINS = re.compile(r"各位代表|同志们[：:，]|(?:^|\n)\s*(?:[一二三]、|第一部分)")

DAY = re.compile(rf"{YEAR}({NUMBER})月({NUMBER})日")
ASSEMBLY = re.compile("会议|大会|届|人大")
ABOUT_THE_PAGE = re.compile("发布|发表|更新|来源|时间|日期|印发|记者")
PUBLISHED = re.compile(r"((?:19|20)\d\d)[-/.]\d\d?[-/.]\d\d?")
CONGRESS = re.compile(rf"第?({NUMBER})届全国(?:人民代表大会|人大)第?({NUMBER})次会议")
CONGRESS_TERM = re.compile(rf"第({NUMBER})届全国人民代表大会第一次会议以来的五年")
TITLE_YEAR = re.compile(
    rf"(?<!\d)({YEAR_DIGITS})年?(?:度)?[^，。；\n]{{0,24}}?工作报告|工作报告[（(]({YEAR_DIGITS})年?度?[）)]"
)
HEADING = re.compile(r"^\s*[一二三四]、.{2,40}", re.MULTILINE)
HEADING_YEAR = re.compile(rf"(?<!到)({YEAR_DIGITS})(?=年|[-—－~～至到])(?!年以来|年远景|年愿景)")
LOOKS_BACK = re.compile("回顾|总结|情况|成就")
LOOKS_AHEAD = re.compile("安排|部署|建议|任务|目标|重点|要求|思路|计划|打算|工作")
PLANNED = re.compile(
    rf"(?:^|。)\s*(?:关于|对|做好)?{YEAR}(?:工作|经济社会发展)?的?(?:总体|主要|重点|预期|工作)*(?:安排|部署|任务|目标|要求)",
    re.M,
)
IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

SESSION = re.compile(rf"第?{NUMBER}届.{{0,12}}?(?:人民代表大会(?:常务委员会)?|人大)第?{NUMBER}次会议")
OFFICE = "总理|省长|市长|区长|县长|州长|盟长|旗长|主席|专员"
NAME = (
    r"(?:[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8})(?=同志|作政府|作《|代表|向大会|在|[)）]|\s*$)"
)
SPEAKER = re.compile(rf"(?<!副)(?:{OFFICE})\s*({NAME})", re.MULTILINE)

PLACE = r"[\u4e00-\u9fff?()a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü^]"  # with the remains of a swapped page
GOVERNMENT = "人民政府|政府|行政公署|行署"
NAMING = (
    re.compile(rf"代表\s*([\u4e00-\u9fff]{{2,24}}?)(?:{GOVERNMENT}|向大会|，)"),
    re.compile(rf"(?:在|于|^|日)[，,]?\s*({PLACE}{{2,30}}?)第{NUMBER}届", re.MULTILINE),
    re.compile(rf"第{NUMBER}届([\u4e00-\u9fff]{{2,20}}?)(?:人民代表大会|人大)"),
    re.compile(rf"(?:^|年)\s*({PLACE}{{2,30}}?)(?:{YEAR_DIGITS})?年?度?(?:{GOVERNMENT})?工作报告", re.MULTILINE),
    re.compile(rf"(?:^\W*|上)({PLACE}{{2,20}}?)(?:{GOVERNMENT})?代?(?:{OFFICE})(?:\s*{NAME}|\s)", re.MULTILINE),
)
KIND = re.compile(rf"代表(?:自治|本)?([省市州区县旗盟])(?:{GOVERNMENT})")
ISSUED = re.compile(r"^\s*([\u4e00-\u9fff]{2,20}?)(?:人民政府|行政公署)(?:办公[厅室])?(?:$|关于)", re.MULTILINE)
# what has no code of its own
LOWER = "镇|乡|苏木|街道|开发区|高新区|经开区|示范区|度假区|园区|新区|管委会|管理区|兵团"
ENDS_LOWER = re.compile(f"(?:{LOWER})$")
BEGINS_LOWER = re.compile(f"[\u4e00-\u9fff]{{1,8}}?(?:{LOWER})")
NATIONAL = re.compile(r"代表国务院|届全国(?:人民代表大会|人大)|全国人民代表大会第|^\W*国务院总理", re.MULTILINE)
MENTIONS = 3  # of a parent in the text, to tell areas of one name apart; and so many times as often as any other


@dataclass(frozen=True, slots=True)
class _Words:
    """The parts of a text that tell whose it is."""

    text: str
    head: str  # the title block
    salute: str
    name: str  # the file's, without ending


def identify(text: str, name: str = "") -> Identity:
    """The identity of a report. `text` is mended; `name` is the file's name without ending (cn-2013, 云南省2025).

    Raises ReportError where the text and the name do not tell area and year, where they leave two years open, or where
    areas of the same name compete.
    """
    words = _parts(text, name)
    year, given_on = _year(words)
    area = _area(words, year)
    session = SESSION.search(words.head.replace("\n", ""))
    speaker = SPEAKER.search(words.head)
    return Identity(
        area_code=area.code,
        area_name="全国" if area.code == NATION else area.name,
        level=area.level,
        year=year,
        given_on=given_on,
        session=session[0] if session else None,
        speaker=speaker[1] if speaker else None,
        title=_title(words.head),
    )


def _parts(text: str, name: str) -> _Words:
    opening = text[:OPENING]
    begins = BEGINS.search(opening)
    end = begins.start() if begins else min(len(opening), WITHOUT_SALUTE)
    salutes = max(opening.find("各位代表"), end)
    return _Words(text, opening[:end], opening[salutes : salutes + SALUTE], name)


def _title(head: str) -> str | None:
    """The first line that is a title and not a caption or the page's own words, without its date."""
    for line in head.splitlines():
        if "工作报告" in line and not re.search("[《>。|]|印发|作政府工作报告", line):
            return re.split("——|－－|--", line.strip(" —－-"))[0].strip()[:80] or None
    return None


def _number(text: str) -> int:
    """The number that YEAR or NUMBER matched."""
    text = re.sub("[○O]", "〇", text)
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[c]) if c in DIGITS else c for c in text))


# ---- year


def _year(words: _Words) -> tuple[int, date | None]:
    """The year the report was given in, and the day where it is told."""
    if given := _given(words.head):
        return given
    if (found := CONGRESS.search(words.head)) and (first := _first_session(found[1])):
        return first + _number(found[2]) - 1, None
    in_name = {int(year) for year in IN_NAME.findall(words.name)}
    in_title, in_headings = _title_years(words.head), _heading_years(words.text)
    if (found := CONGRESS_TERM.search(words.text[:OPENING])) and (first := _first_session(found[1])):
        in_headings.add(first + 5)
    # a title may name the year that the report looks back on: the headings, or the file's name, have to agree with it
    agreed = in_title & in_headings or (in_title & in_name if in_headings else in_title)
    told = agreed or (set() if in_title else in_headings)
    if len(told) > 1:
        told &= in_name
    if len(told) == 1:
        return min(told), None
    if in_title or len(in_headings) > 1:
        years = "、".join(map(str, sorted(in_title | in_headings)))
        raise ReportError(f"{words.name}: title and headings leave open of which year it is ({years}); {SAY_YEAR}")
    planned = {_number(m[1]) for m in PLANNED.finditer(words.text)}
    published = {int(year) for year in PUBLISHED.findall(words.head)}
    for silent in (in_name, planned, published):
        if len(silent) == 1:
            return min(silent), None
    raise ReportError(f"{words.name}: the text does not say of which year it is; {SAY_YEAR}")


SAY_YEAR = "write the day of the session under its title, or the year into the file name"


def _given(head: str) -> tuple[int, date | None] | None:
    """The day of the session: the first day beside an assembly, else the first that is not about the page."""
    days = list(DAY.finditer(head))
    beside = [m for m in days if ASSEMBLY.search(head[m.end() : m.end() + 60].split("\n", 1)[0])]
    others = [m for m in days if not ABOUT_THE_PAGE.search(head[max(m.start() - 15, 0) : m.start()])]
    if len({m[1] for m in others}) > 1:
        others = []  # days of several years, and none beside an assembly
    for m in [*beside, *others]:
        year = _number(m[1])
        try:
            return year, date(year, _number(m[2]), _number(m[3]))
        except ValueError:
            return year, None
    return None


def _first_session(number: str) -> int | None:
    """The year in which a national congress met first: every five years since the fifth, of 1978."""
    congress = _number(number)
    return 1978 + 5 * (congress - 5) if congress >= 5 else None


def _title_years(head: str) -> set[int]:
    """The years that titles give; one that is told 关于2022年…情况 was written in the year after."""
    return {_number(m[1] or m[2]) + bool(LOOKS_BACK.search(m[0])) for m in TITLE_YEAR.finditer(head)}


def _heading_years(text: str) -> set[int]:
    """The years in which the report was given by its headings: after those looked back on, that of the plan."""
    found = set()
    for heading in HEADING.findall(text):
        line = heading.split("。")[0]
        years = [_number(year) for year in HEADING_YEAR.findall(line)]
        if years and LOOKS_BACK.search(line):
            found.add(max(years) + 1)
        elif len(years) == 1 and LOOKS_AHEAD.search(line):
            found.add(years[0])
    return found


# ---- area


def _area(words: _Words, year: int) -> Area:
    """The area that the title block and the salutation tell, or, where they are silent, the file's name."""
    if NATIONAL.search(words.head) or NATIONAL.search(words.salute):
        return areas()[NATION]
    rivals: set[Area] = set()
    for patterns in (NAMING, (ISSUED,)):
        votes, competing = _votes(words, patterns, year)
        rivals |= competing
        if votes:
            deepest = max(LEVELS.index(a.level) for a in votes)
            first, *others = Counter({a: n for a, n in votes.items() if LEVELS.index(a.level) == deepest}).most_common(
                2
            )
            if rivals and all(LEVELS.index(a.level) > deepest for a in rivals):
                break  # a county is named that its province or city only helps to find
            if not others or first[1] > others[0][1]:
                return first[0]
            rivals |= {a for a in votes if LEVELS.index(a.level) == deepest}
            break
    named = in_words(words.name, year)
    if rivals:
        return _one_of(rivals, named, words, year)
    if len(named) == 1:
        return named[0]
    if named:
        return _one_of(set(named), [], words, year)
    if re.match(r"cn\b|china|全国|国务院", words.name):
        return areas()[NATION]
    raise ReportError(f"{words.name}: the text does not say whose report it is; {SAY_AREA}")


SAY_AREA = "write the area with its province into the title or the file name"


def _votes(words: _Words, patterns: Iterable[re.Pattern[str]], year: int) -> tuple[Counter[Area], set[Area]]:
    """How often each area is named, and areas of one name that were named without saying which."""
    votes: Counter[Area] = Counter()
    competing: set[Area] = set()
    kind = KIND.search(words.salute)
    for pattern in patterns:
        for m in [*pattern.finditer(words.head), *pattern.finditer(words.salute)]:
            said = next(filter(None, m.groups()))
            found = in_words(said, year, kind[1] if kind else "", to_the_end=True)
            if not found and ENDS_LOWER.search(said):
                raise ReportError(
                    f"{words.name}: speaks for {said}, which has no GB/T 2260 code; only nation to county are read"
                )
            if len(found) == 1:
                votes[found[0]] += 1
            else:
                competing.update(found)
    return votes, competing


def _one_of(rivals: set[Area], named: list[Area], words: _Words, year: int) -> Area:
    """The one of several areas of one name that lies in what the title block, the file's name or the text speaks of."""
    around = {
        a
        for m in name_pattern().finditer(words.head)
        if len(found := _alive(by_name()[m[0]], year)) == 1
        for a in found
    }
    for context in (around, set(named)):
        inside = [r for r in rivals if any(c.code != NATION and within(r, c.code) for c in context)]
        if len(inside) == 1:
            return inside[0]
    spoken = Counter({r: sum(words.text.count(p.short_name) for p in [*_parents(r)][:1]) for r in rivals}).most_common(
        2
    )
    if spoken[0][1] >= MENTIONS * max(1, spoken[-1][1]):
        return spoken[0][0]
    listed = "、".join(sorted(f"{_full(a)}（{a.code}）" for a in rivals))
    raise ReportError(f"{words.name}: areas of the same name compete: {listed}; {SAY_AREA}")


def in_words(words: str, year: int, kind: str = "", to_the_end: bool = False) -> list[Area]:
    """The area that words name, the rightmost and lowest: 曲靖市麒麟区 is 麒麟区 in 曲靖市. Several where they compete.

    `kind`: how its name ends, where that is known (朝阳 is a 市, several 区 and a 县). `to_the_end`: only where the words end
    with it (云南大学 is no area); the remains of a swapped page may follow.
    """
    words = re.sub(r"\s", "", words)
    chain: list[Area] = []
    found: list[Area] = []
    end = 0
    for m in name_pattern().finditer(words):
        candidates = [a for a in by_name()[m[0]] if a.level != "nation" or m[0] in ("全国", "国务院")]
        insides = ([a for a in candidates if within(a, c.code) and a.code != c.code] for c in reversed(chain))
        inside = next(filter(None, insides), [])
        chosen = inside or candidates
        full = [a for a in chosen if a.name == m[0] and (a.existed(year) or not any(c.existed(year) for c in chosen))]
        found = _alive(full or chosen, year)
        found = [a for a in found if a.name.endswith(kind)] or found
        if not full and not inside:  # 吉林 alone is the province
            highest = min(LEVELS.index(a.level) for a in found)
            found = [a for a in found if LEVELS.index(a.level) == highest]
        chain += found if len(found) == 1 else []
        end = m.end()
    if BEGINS_LOWER.match(words, end) or (to_the_end and re.search("[\u4e00-\u9fff]", words[end:])):
        return []
    return found


def _alive(candidates: Iterable[Area], year: int) -> list[Area]:
    """Those of the areas that bore the name in a year, one for each code; where none did, those that came nearest."""
    alive = [a for a in candidates if a.existed(year)]
    if not alive:
        away = {a: max((a.first_year or year) - year, year - (a.last_year or year)) for a in candidates}
        alive = [a for a in away if away[a] == min(away.values())]
    # a code that gives way to another in the course of the year still holds at its beginning, when reports are given
    ending = {(a.name, a.code[:2]) for a in alive if a.last_year == year}
    kept = [a for a in alive if a.first_year != year or (a.name, a.code[:2]) not in ending or a.last_year == year]
    return list({a.code: a for a in reversed(kept)}.values())


def _parents(area: Area) -> Iterator[Area]:
    """The areas above one, the nearest first, without the nation."""
    while (parent := areas().get(area.parent)) is not None and parent.code != NATION:
        yield parent
        area = parent


def _full(area: Area) -> str:
    return "".join(a.name for a in [*reversed(list(_parents(area))), area])
