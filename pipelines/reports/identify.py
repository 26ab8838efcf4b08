"""Whose report, of which year, given when, by whom: from the text's own words, the file's name where they are silent."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from pipelines.observations.quantity import DIGITS
from pipelines.reports.model import Identity, ReportError
from pipelines.vocabulary.areas import LEVELS, NATION, Area, areas, by_name, name_pattern, within

OPENING = 2500  # characters that a title block and a salutation may take
YEAR = r"((?:19|20)\d\d|(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2})年"
NUMBER = "[一二三四五六七八九十百零〇○0-9]+"
GIVEN = re.compile(rf"{YEAR}\s*({NUMBER})月\s*({NUMBER})日\s*(?:，|,)?\s*(?:在|于)?.{{0,30}}?(?:会议|大会)")
TITLE = re.compile(rf"{YEAR}.{{0,24}}?政\s*府\s*工\s*作\s*报\s*告")
REVIEWED = re.compile(rf"(?:^|\n)\s*[一二]、\s*{YEAR}.{{0,12}}?(?:回顾|总结|执行情况|完成情况)")
PLANNED = re.compile(
    rf"(?:^|\n|。)\s*(?:[一二三四五六七八九]、)?(?:关于|对)?{YEAR}(?:.{{0,4}}工作)?(?:国内)?(?:的)?"
    r".{0,6}(?:安排|部署|建议|任务|目标|重点工作|主要工作|总体要求|总体部署|工作)"
)
SESSION = re.compile(rf"第?{NUMBER}届.{{0,12}}?人民代表大会(?:常务委员会)?第{NUMBER}次会议")
SPEAKER = re.compile(
    r"(国务院总理|代总理|省长|代省长|市长|代市长|区长|代区长|县长|代县长|州长|盟长|旗长|自治区主席|主席)[\s　]*([\u4e00-\u9fff·]{2,4}(?:\s[\u4e00-\u9fff])?)\s*$",
    re.MULTILINE,
)
NAMING = (
    re.compile(r"代表\s*([\u4e00-\u9fff]{2,24}?)(?:人民政府|政府|向大会|，)"),
    re.compile(
        rf"(?:在|于|^|日)[，,]?\s*([\u4e00-\u9fff?()a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü^]{{2,30}}?)第{NUMBER}届", re.MULTILINE
    ),
    re.compile(rf"第{NUMBER}届([\u4e00-\u9fff]{{2,20}}?)人民代表大会"),
    re.compile(
        r"(?:^|年)\s*([\u4e00-\u9fff?()a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü^]{2,30}?)(?:人民)?政府工作报告", re.MULTILINE
    ),
    re.compile(
        r"^\s*([\u4e00-\u9fff]{2,20}?)(?:人民政府)?(?:代)?(?:省长|市长|区长|县长|州长|盟长|旗长|主席)", re.MULTILINE
    ),
)


def identify(text: str, name: str = "") -> Identity:
    """The identity of a report. `text` is mended; `name` is the file's name without ending (cn-2013, 云南省2025).

    Raises ReportError where the text and the name do not tell area and year, or where areas of the same name compete.
    """
    opening = text[:OPENING]
    area = _area(opening, name)
    year, given_on = _year(text, opening, name)
    block = re.split(r"各位代表|同志们", opening, maxsplit=1)[0]
    session = SESSION.search(block)
    speaker = SPEAKER.search(block)
    title = next((line.strip() for line in block.splitlines() if "工作报告" in line), None)
    return Identity(
        area_code=area.code,
        area_name="全国" if area.code == NATION else area.name,
        level=area.level,
        year=year,
        given_on=given_on,
        session=session[0] if session else None,
        speaker=re.sub(r"\s", "", speaker[2]) if speaker else None,
        title=title[:80] if title else None,
    )


def _area(opening: str, name: str) -> Area:
    """The area that the title block, the salutation or, failing these, the file's name tells."""
    if re.search(r"代表国务院|全国人民代表大会第|届全国人民代表大会", opening):
        return areas()[NATION]
    votes: Counter[Area] = Counter()
    rivals: set[Area] = set()
    for pattern in NAMING:
        for m in pattern.finditer(opening):
            found = in_words(m[1])
            if len(found) == 1:
                votes[found[0]] += 1
            else:
                rivals.update(found)
    if votes:
        deepest = max(LEVELS.index(a.level) for a in votes)
        best = Counter({a: n for a, n in votes.items() if LEVELS.index(a.level) == deepest}).most_common(2)
        if len(best) == 1 or best[0][1] > best[1][1]:
            return best[0][0]
        rivals = {a for a, _ in best}
    if named := in_words(name):
        if len(named) == 1:
            return named[0]
        rivals.update(named)
    if not rivals and re.match(r"cn\b|china|全国|国务院", name):
        return areas()[NATION]
    if rivals:
        listed = "、".join(sorted(f"{_full(a)}（{a.code}）" for a in rivals))
        raise ReportError(
            f"{name}: areas of the same name compete: {listed}; put the province into the title or the file name"
        )
    raise ReportError(f"{name}: the text does not say whose report it is; put the area into its title or file name")


def in_words(words: str) -> list[Area]:
    """The area that words name, the rightmost and lowest: 曲靖市麒麟区 is 麒麟区 in 曲靖市. Several where they compete."""
    chain: list[Area] = []
    found: list[Area] = []
    for m in name_pattern().finditer(re.sub(r"\s", "", words)):
        candidates = [a for a in by_name()[m[0]] if a.level != "nation" or m[0] in ("全国", "国务院")]
        inside = [a for a in candidates if chain and any(within(a, c.code) and a.code != c.code for c in chain)]
        chosen = inside or candidates
        full = [a for a in chosen if a.name == m[0]] or chosen
        present = [a for a in full if a.last_year is None] or full
        highest = min(LEVELS.index(a.level) for a in present)
        at_top = [a for a in present if LEVELS.index(a.level) == highest] if not inside else present
        found = at_top
        chain += at_top if len(at_top) == 1 else []
    codes = {a.code: a for a in reversed(found)}
    return list(codes.values())


def _full(area: Area) -> str:
    names = []
    at: Area | None = area
    while at is not None and at.level != "nation":
        names.append(at.name)
        at = areas().get(at.parent)
    return "".join(reversed(names))


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[c]) if c in DIGITS else c for c in text))


def _year(text: str, opening: str, name: str) -> tuple[int, date | None]:
    """The year the report was given in, and the day where it is told."""
    if m := GIVEN.search(opening):
        year = _number(m[1])
        try:
            return year, date(year, _number(m[2]), _number(m[3]))
        except ValueError:
            return year, None
    if m := TITLE.search(opening):
        return _number(m[1]), None
    in_name = re.search(r"(?:19|20)\d\d", name)
    if m := REVIEWED.search(text):
        return _number(m[1]) + 1, None
    if m := PLANNED.search(text):
        planned = _number(m[1])
        if in_name is None or abs(planned - int(in_name[0])) <= 1:
            return int(in_name[0]) if in_name else planned, None
    if in_name:
        return int(in_name[0]), None
    raise ReportError(f"{name}: the text does not say of which year it is; put the year into its title or file name")
