"""The year a report was given in, and the day where the text tells it."""

from __future__ import annotations

import re
from datetime import date

from pipelines.reports.model import ReportError
from pipelines.reports.words import NUMBER, OPENING, YEAR, YEAR_DIGITS, Words, number

DAY = re.compile(rf"{YEAR}({NUMBER})月({NUMBER})日")
ASSEMBLY = re.compile("会议|大会|届|人大")
ABOUT_THE_PAGE = re.compile("发布|发表|更新|来源|时间|日期|印发|记者")
PUBLISHED = re.compile(r"((?:19|20)\d\d)[-/.]\d\d?[-/.]\d\d?")
CONGRESS = re.compile(rf"第?({NUMBER})届全国(?:人民代表大会|人大)第?({NUMBER})次会议")
CONGRESS_TERM = re.compile(rf"第({NUMBER})届全国人民代表大会第一次会议以来的五年")
TITLE_YEAR = re.compile(
    rf"(?<!\d)({YEAR_DIGITS})年?(?:度)?[^，。；\n]{{0,24}}?工作报告|工作报告[ \u3000]*[（(]?({YEAR_DIGITS})年?度?(?:[）)]|\s*$)",
    re.MULTILINE,
)
HEADING = re.compile(r"^[^\S\n]*(?:[一二三四]、|(?=[^，。\n]{0,24}(?:回顾|总结)[^\S\n]*$)).{2,40}", re.MULTILINE)
MONTH = re.compile(rf"{YEAR}{NUMBER}月")
HEADING_YEAR = re.compile(rf"(?<!到)({YEAR_DIGITS})(?=年|[-—－~～至到])(?!年以来|年远景|年愿景)")
LOOKS_BACK = re.compile("回顾|总结|情况|成就")
LOOKS_AHEAD = re.compile("安排|部署|建议|任务|目标|重点|要求|思路|计划|打算|工作")
PLANNED = re.compile(
    rf"(?:^|。)[^\S\n]*(?:关于|对|做好)?{YEAR}(?:工作|经济社会发展)?的?(?:总体|主要|重点|预期|工作)*(?:安排|部署|任务|目标|要求)",
    re.M,
)
IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SAY_YEAR = "write the day of the session under its title, or the year into the file name"


def year_of(words: Words) -> tuple[int, date | None]:
    """The year the report was given in, and the day where it is told. What counts, the strongest first: the day of the session;
    the number of a national congress; the year in the title and the years in the headings, where they agree; the file's name;
    the day a page was published.

    Raises ReportError where the text and the name do not tell it, or leave two years open.
    """
    if given := day_given(words.head):
        return given
    if (found := CONGRESS.search(words.head)) and (first := _first_session(found[1])):
        return first + number(found[2]) - 1, None
    in_name = next((years for hint in words.hints if (years := set(map(int, IN_NAME.findall(hint))))), set())
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
        open_years = "、".join(map(str, sorted(in_title | in_headings)))
        raise ReportError(f"title and headings leave open of which year it is ({open_years}); {SAY_YEAR}")
    planned = {number(m[1]) for m in PLANNED.finditer(words.text)}
    published = {int(year) for year in PUBLISHED.findall(words.head)}
    months = {number(m[1]) for m in MONTH.finditer(words.head) if not _of_the_page(words.head, m.start())}
    for silent in (in_name, planned, months, published):
        if len(silent) == 1:
            return min(silent), None
    raise ReportError(f"the text does not say of which year it is; {SAY_YEAR}")


def day_given(head: str) -> tuple[int, date | None] | None:
    """The day of the session: the first day beside an assembly, else the first that is not about the page."""
    days = list(DAY.finditer(head))
    beside = [m for m in days if ASSEMBLY.search(head[m.end() : m.end() + 60].split("\n", 1)[0])]
    others = [m for m in days if not _of_the_page(head, m.start())]
    if len({m[1] for m in others}) > 1:
        others = []  # days of several years, and none beside an assembly
    for m in [*beside, *others]:
        year = number(m[1])
        try:
            return year, date(year, number(m[2]), number(m[3]))
        except ValueError:
            return year, None
    return None


def _of_the_page(head: str, start: int) -> bool:
    """The day that starts there tells when the page was published."""
    return ABOUT_THE_PAGE.search(head[max(start - 15, 0) : start]) is not None


def _first_session(ordinal: str) -> int | None:
    """The year in which a national congress met first: every five years since the fifth, of 1978."""
    congress = number(ordinal)
    return 1978 + 5 * (congress - 5) if congress >= 5 else None


def _title_years(head: str) -> set[int]:
    """The years that titles give; one that is told 关于2022年…情况 was written in the year after."""
    return {number(m[1] or m[2]) + bool(LOOKS_BACK.search(m[0])) for m in TITLE_YEAR.finditer(head)}


def _heading_years(text: str) -> set[int]:
    """The years in which the report was given by its headings: after those looked back on, that of the plan."""
    found = set()
    for heading in HEADING.findall(text):
        line = heading.split("。")[0]
        years = [number(year) for year in HEADING_YEAR.findall(line)]
        if years and LOOKS_BACK.search(line):
            found.add(max(years) + 1)
        elif len(years) == 1 and LOOKS_AHEAD.search(line):
            found.add(years[0])
    return found
