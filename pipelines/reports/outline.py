"""A report's text to its sentences: each knows its heading, whether it looks back or ahead, and over which years.

Headings say review or plan; sentences that open with a time (五年来, 过去一年, 到2030年, “十五五”时期) say over which years and
may turn the view. What a heading does not say, the words below it decide (`_view_of_body`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cues

REVIEW: Final = "review"
PLAN: Final = "plan"
MOST_HEADINGS: Final = (
    300  # whose body is looked at: no report has a third of that, and a text of headings only would take long
)
ORDINALS: Final = ["六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八"]
PLAN_YEARS: Final = {
    **{name + "五": (1981 + 5 * i, 1985 + 5 * i) for i, name in enumerate(ORDINALS)},
    "十五": (2001, 2005),
    **{f"第{name}个五年计划": (1981 + 5 * i, 1985 + 5 * i) for i, name in enumerate(ORDINALS[:6])},
}


@dataclass(frozen=True, slots=True)
class View:
    """Which way a sentence looks, and over which years."""

    stance: str  # review, plan
    first: int
    last: int
    since: int = 0  # the first year of a plan that the heading names beside its year (2025年及“十四五”工作回顾)

    @property
    def several(self) -> bool:
        return self.last > self.first


@dataclass(init=False, slots=True, unsafe_hash=True)  # a constructor of its own: that one is compiled
class Sentence:
    """A stretch of text up to 。！？ or the line's end; places are indices into the report's text."""

    start: int
    end: int
    section: str  # the headings it stands under, outermost first, joined by " / "
    view: View

    def __init__(self, start: int, end: int, section: str, view: View) -> None:
        self.start, self.end, self.section, self.view = start, end, section, view


@dataclass(frozen=True, slots=True)
class _Lead:
    """A time that opens a sentence or stands in a heading."""

    view: View
    holds_for: str


# How far a lead reaches. OPENING: the section where it opens a paragraph, else the paragraph.
SECTION: Final = "section"
OPENING: Final = "opening"
PARAGRAPH: Final = "paragraph"
SENTENCE_ONLY: Final = "sentence"


# a heading without a number: 2018年工作回顾, 今后五年主要目标
BARE_HEADING: Final = re.compile(
    "[■●◆▲★【\\[\\s]*(?:建议|全年|(?:19|20)\\d\\d年|过去[一三四五六]年|今后五年|今年|明年)[^，。；：！？\\d]{0,20}"
    "(?:回顾|总结|工作安排|工作部署|工作任务|主要任务|目标|目标建议|重点工作|工作打算|目标任务|主要工作|工作建议|工作|实事|实事项目)[】\\]\\s：:]*"
    "|[■●◆▲★【\\[\\s]*(?:[^，。；：！？\\d]{0,12}预期|主要)?目标(?:建议)?[】\\]\\s]*"
)
HEADING: Final = re.compile(
    r"(?P<one>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}部分[ :：、]?)|(?P<two>[（(][一二三四五六七八九十]{1,3}[)）]、?)"
)
# A heading that follows a sentence on the same line.
LONGEST_INNER: Final = 60  # characters: a heading behind the end of a sentence, in the same line
INNER_HEADING: Final = re.compile(r"(?<=[。！？])\s*(?=[一二三四五六七八九]、[^。，]{4,30}\s*$)")
# 名词解释, 《政府工作报告》有关内容名词注释: up to the next appendix words are explained, nothing is told or promised
GLOSSARY: Final = re.compile(
    "[（(]?(?:附件?[一二三\\d]*[：:、\\s]*)?(?:[《“]?政府工作报告[》”]?)?[中的内容]*(?:[有相]关|部分)?[内容的]*"
    "(?:专业)?(?:(?:名词|用语|术语|词语|概念)(?:解释|注释|释义|说明|浅释)|注释|注解)[）)：:]?"
)
SALUTATION: Final = re.compile(r"(?:各位代表|同志们)(?:、同志们)?\s*[：:，,！!]")
SENTENCE: Final = re.compile(r"[^。！？\n]+[。！？]*")
IN_WORDS: Final = "(?:一九|二[〇○零0])[〇○零0一二三四五六七八九]{2}"
YEAR: Final = rf"(?P<year>(?:19|20)\d\d|{IN_WORDS}(?=年))年?"
PERIOD: Final = re.compile(
    rf"(?P<from>(?:19|20)\d\d|{IN_WORDS}(?=年))\s?年?\s?[—\-－–~～至到]{{1,2}}\s?(?P<to>(?:19|20)\d\d|{IN_WORDS})\s?年?"
)
CHINESE_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def year_number(text: str) -> int:
    """2015 of 2015 or 二〇一五."""
    return int(text.translate(CHINESE_DIGITS))


HOW_MANY: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def year_count(text: str) -> int:
    """5 of 5 or 五: how many years."""
    return HOW_MANY.get(text) or int(text)


NAMED_PLAN: Final = re.compile(
    r"[“\"'‘]?(?P<name>"
    + "|".join(sorted(PLAN_YEARS, key=lambda n: -len(n)))
    + r")[”\"'’](?:时期|期间|规划|计划|以来|末)?"
    r"|(?P<bare>(?<![“十])十[一二三四五六七]五(?=时期|期间|规划|计划|以来|末)|第[六七八九十]个五年计划)(?:时期|期间|规划|计划|以来|末)?"
)


def plan_years(text: str) -> tuple[int, int] | None:
    """The years of the five-year plan that a text names first: “十四五” is 2021-2025."""
    m = NAMED_PLAN.search(text)
    return PLAN_YEARS[m["name"] or m["bare"]] if m else None


@cache
def _words(category: str) -> re.Pattern[str]:
    return re.compile(alternation(cues()[category]))


def outline(text: str, year: int) -> list[Sentence]:
    """The sentences of a report given in `year`, in order, without the title block, the salutation and the glossary.

    Headings are sentences too: some hold a figure.
    """
    return list(_walk(text, year))


def _walk(text: str, year: int) -> Iterator[Sentence]:
    one = two = ""
    salutation = SALUTATION.search(text, 0, 2000)
    place = salutation.start() if salutation else 0
    ends = _at_the_years_end(text, place)
    view = View(REVIEW, year, year) if ends else View(REVIEW, year - 1, year - 1)
    headings, told, explains = 0, False, False
    for line in _lines(text[place:]):
        start, place = place, place + len(line)
        stripped = line.strip()
        heading = HEADING.match(stripped)
        begins = heading is not None and heading["one"] and _is_heading(stripped) and not stripped.endswith("。")
        goes_on = explains and not begins and not stripped.startswith("附件")
        explains = goes_on or (headings > 0 and GLOSSARY.fullmatch(stripped) is not None)
        if not stripped or explains:
            continue
        if heading and heading["one"] and _is_heading(stripped):
            one, two = _title(stripped), ""
            headings += 1
            body = text[place : place + 4000] if headings <= MOST_HEADINGS else ""
            view = _view_of_heading(one, year, view, body)
        elif BARE_HEADING.fullmatch(stripped) and (
            bare := _years_of(stripped, year, view) or _aims(stripped, year, view)
        ):
            one, two, view = stripped, "", bare
        elif heading and heading["two"]:
            two = _title(stripped)
            view = _turned(view, two, year) or view
        here = view
        section = " / ".join(filter(None, (one, two)))
        for i, m in enumerate(SENTENCE.finditer(line)):
            lead = _lead(m[0], year, here)
            if lead and not told and not headings and lead.view.stance == PLAN and not FIGURE.search(m[0]):
                lead = replace(lead, holds_for=SENTENCE_ONLY)  # a preface: 今年是“十五”计划的关键一年
            told = told or (view.stance == REVIEW and FIGURE.search(m[0]) is not None)
            if lead and (lead.holds_for == SECTION or (lead.holds_for == OPENING and i <= 1)):
                view = lead.view
            if lead and lead.holds_for != SENTENCE_ONLY:
                here = lead.view
            if m[0].strip():
                yield Sentence(start + m.start(), start + m.end(), section, lead.view if lead else here)


def _at_the_years_end(text: str, place: int) -> bool:
    """The report tells of its own year, and promises for the next: 今年以来…预计到年底…; 明年…."""
    return ENDING.search(text, place, place + 1500) is not None and text.count("明年", place) >= 2


ENDING: Final = re.compile("预计(?:到)?(?:今年|全年|年底|年末)|(?:今年|全年)(?:以来)?[，,]?[^。]{0,40}预计")


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if inner := INNER_HEADING.search(line, max(0, len(line.rstrip()) - LONGEST_INNER)):
            yield line[: inner.end()]
            yield line[inner.end() :]
        else:
            yield line


def _title(line: str) -> str:
    return re.split(r"[。！？]", line)[0][:60]


def _is_heading(line: str) -> bool:
    """一、… opens a section only where a title follows, not an item of a list (一、固定资产投资总规模，包括…都必须…)."""
    return len(_title(line)) < 50


def _view_of_heading(title: str, year: int, before: View, body: str) -> View:
    """Review or plan by the heading's words and years, else by the words of what stands below it."""
    if lead := _years_of(title, year, before):
        return lead
    review, plan = _words("heading_review").search(title), _words("heading_plan").search(title)
    if review and (before.stance == REVIEW or not plan):
        several = bool(re.search(r"五年|5年", title))
        return View(REVIEW, year - 5 if several else year - 1, year - 1)
    if before.stance == PLAN:
        return replace(before, first=year, last=year)
    return View(_view_of_body(body), year, year) if _view_of_body(body) == PLAN else View(REVIEW, year - 1, year - 1)


AHEAD: Final = re.compile(r"%(?:左右|以上|以内)|今年|力争|确保|努力|必须|将|要(?!求)|预期目标")
BACK: Final = re.compile(
    r"去年|上年|一年来|五年来|过去|已经?|了(?=[，。；])|\d%(?!左右|以上|以内|以下)|达到?\d|荣获|获批|圆满"
)


def _view_of_body(body: str) -> str:
    return PLAN if len(AHEAD.findall(body)) > len(BACK.findall(body)) else REVIEW


def _years_of(title: str, year: int, before: View) -> View | None:
    """The view that a heading's years give: 2024年工作回顾, “十五五”时期主要目标任务, 过去五年工作回顾."""
    review = bool(_words("heading_review").search(title))
    if m := PERIOD.search(title):
        first, last = year_number(m["from"]), year_number(m["to"])
        return View(REVIEW if last < year else PLAN, first, last)
    named = NAMED_PLAN.search(title)
    single = re.search(YEAR, re.sub(r"\s", "", title))
    if single and (not named or single.start() < named.start()):
        y = year_number(single["year"])
        plan = _words("heading_plan").search(title)
        if y < year or (review and y == year and before.stance == REVIEW and (year_is_over(title) or not plan)):
            return View(REVIEW, y, y, _since(title, named, y))
        return View(PLAN, y, y)
    if named:
        first, last = PLAN_YEARS[named["name"] or named["bare"]]
        if single and year_number(single["year"]) == year - 1:
            return View(REVIEW, first, last) if last < year else View(REVIEW, year - 1, year - 1)
        if last < year:
            return View(REVIEW, first, last)
        if first == year - 1 and before.stance == REVIEW and _words("begun").search(title):
            return View(REVIEW, first, first)  # “十三五”实现良好开局, a year later
        if first >= year - 1:
            return View(PLAN, first, last)
        return None
    return _by_words(title, year)


def _since(title: str, named: re.Match[str] | None, y: int) -> int:
    """Where the longer span begins that a heading names beside a year: 2025年及“十四五”工作回顾, 2006年和过去四年的工作."""
    if named:
        first, last = PLAN_YEARS[named["name"] or named["bare"]]
        return first if last == y else 0
    past = PAST_YEARS.search(title)
    return y - year_count(past["count"]) + 1 if past else 0


def _by_words(title: str, year: int) -> View | None:
    """过去四年, 今后五年, 过去一年, 今年."""
    ahead = _words("five_ahead").search(title)
    if (past := PAST_YEARS.search(title)) and not ahead:
        return View(REVIEW, year - year_count(past["count"]), year - 1)
    if _words("five_back").search(title) and not ahead:
        return View(REVIEW, year - 5, year - 1)
    if ahead:
        return View(PLAN, year, year + 4)
    if _words("one_back").search(title):
        return View(REVIEW, year - 1, year - 1)
    if "明年" in title:
        return View(PLAN, year + 1, year + 1)
    return View(PLAN, year, year) if "今年" in title else None


PAST_YEARS: Final = re.compile("(?:过去|近|本届政府|任期)的?(?P<count>[三四六3-46])年")
YEARS_SINCE: Final = re.compile("(?:过去|这|近|本届政府)?(?P<count>[三四六346])年来[，,]")


def year_is_over(title: str) -> bool:
    """A review of the report's own year, given at its end."""
    return "回顾" in title or "总结" in title


def _turned(view: View, title: str, year: int) -> View | None:
    """A heading of the second order turns the view only where it names years."""
    return _years_of(title, year, view)


def _lead(sentence: str, year: int, here: View) -> _Lead | None:
    """The view that the opening words of a sentence set, or None."""
    opening = sentence[:LONGEST_OPENING].lstrip()
    while opening and opening[0] in _address_firsts() and (m := _words("address").match(opening)) and m.end():
        opening = opening[m.end() :].lstrip()
    opening = opening[:16]
    if here.stance == REVIEW and (ahead := _aims_inside(sentence, year)):
        return ahead
    if not opening or opening[0] not in _lead_firsts():
        return None
    if years := _of_years(sentence, opening, year, here):
        return years
    if m := NAMED_PLAN.match(opening):
        return _of_plan(m, opening, year, here)
    if opening[0] == "到" and (m := UNTIL_YEAR.match(opening)) and int(m["year"]) > year:
        y = int(m["year"])
        return _Lead(View(PLAN, y, y), PARAGRAPH if here.several or here.first > year else SENTENCE_ONLY)
    if _words("one_back").match(opening):
        return _Lead(View(REVIEW, year - 1, year - 1), SECTION if here.stance == REVIEW else PARAGRAPH)
    if opening[0] in YEAR_FIRST and (m := OF_YEAR.match(opening)):
        if here.several and int(m["year"]) == here.last and SUMMED.search(sentence):
            return None  # 2021年，实现生产总值230亿元，年均增长5%: still told of all the years
        return _of_year(int(m["year"]), year, here, sentence.find("预计", 0, LONGEST_OPENING) >= 0)
    if here.stance == REVIEW and here.last == year:
        return None  # a report at the year's end: 今年 is the year it reviews
    if _words("one_ahead").match(opening) and not opening.startswith("今年以来"):
        return _Lead(View(PLAN, year, year), OPENING)
    return None


def _aims_inside(sentence: str, year: int) -> _Lead | None:
    """A sentence of a review that turns to aims wherever it says so: 报告提出今年的主要预期目标为：…"""
    if "五" in sentence and (ahead := _plan_ahead(sentence, year)):
        return ahead
    aims = AIMS_OF.search(sentence) if "目标" in sentence else None
    this_year = aims is not None and (aims["year"] is None or int(aims["year"]) == year)
    if aims and FIGURE.search(sentence, 0, aims.start()):
        return None  # what stands before is told of the year that is over
    opens = aims is not None and not sentence[: aims.start()].strip()  # 2015年主要目标是…: what follows is planned too
    return _Lead(View(PLAN, year, year), OPENING if opens else PARAGRAPH) if this_year else None


def _of_years(sentence: str, opening: str, year: int, here: View) -> _Lead | None:
    """五年来, 四年来, 今后五年."""
    if _words("five_back").match(opening):
        plan = plan_years(sentence)
        first, last = plan if plan and plan[1] < year <= plan[1] + 1 else (year - 5, year - 1)
        return _Lead(View(REVIEW, first, last), SECTION)
    if here.stance == REVIEW and (past := YEARS_SINCE.match(opening)):
        end = max(here.last, year - 1)
        return _Lead(View(REVIEW, end - year_count(past["count"]) + 1, end), OPENING if here.several else PARAGRAPH)
    return _Lead(View(PLAN, year, year + 4), OPENING) if _words("five_ahead").match(opening) else None


UNTIL_YEAR: Final = re.compile(r"到(?P<year>20\d\d)年")
YEAR_FIRST: Final = frozenset("在刚已12")  # what OF_YEAR can begin with
OF_YEAR: Final = re.compile(
    r"在?(?:刚刚?过去的|已经过去的)?(?P<year>(?:19|20)\d\d)年[里中]?(?P<next>[，,是要的工经政我全主预]|计划|目标|任务)"
)


def _of_plan(m: re.Match[str], opening: str, year: int, here: View) -> _Lead | None:
    first, last = PLAN_YEARS[m["name"] or m["bare"]]
    if one := ONE_OF_THEM.match(opening, m.end()):
        first = last = last if one["last"] else first
    if last < year:
        return _Lead(View(REVIEW, first, last), OPENING if here.stance == REVIEW or last == year - 1 else PARAGRAPH)
    if first < year and here.stance == PLAN and re.match("规定|提出|要求|确定|安排|草案", opening[m.end() :]):
        return _Lead(View(PLAN, first, last), PARAGRAPH)
    return _Lead(View(PLAN, first, last), OPENING) if first >= year else None


ONE_OF_THEM: Final = re.compile("的?(?:(?P<last>收官|最后一年)|开局|第一年)")


def _aims(title: str, year: int, before: View) -> View | None:
    """A heading that names aims and no year: 预期目标. Inside a plan it changes nothing."""
    return View(PLAN, year, year) if before.stance == REVIEW and AIMS_TITLE.search(title) else None


AIMS_TITLE: Final = re.compile("(?:^[^\\w]*(?:主要)?|预期)目标(?:建议)?[^\\w]*$")


FIGURE: Final = re.compile("\\d[%％亿万]|百分之")
AIMS_OF: Final = re.compile(
    "(?:今年|(?P<year>20\\d\\d)年)[^，。；！？\\d]{0,24}(?:预期|主要|发展|工作|奋斗|调控)(?:预期)?[^，。；\\d]{0,8}目标[^，。；\\d]{0,6}(?:是|为|：|:)"
)
SUMMED: Final = re.compile(r"年均[^，。]{0,6}\d|是(?:19|20)\d\d年的\d")
LONGEST_OPENING: Final = 80  # characters: an address (各位代表！), spaces and a time
AIMS: Final = re.compile(r"目标|指标|规划|纲要|总体要求|主要考虑|重点任务")


def _plan_ahead(sentence: str, year: int) -> _Lead | None:
    """In a review whose heading also names the next plan: the sentence that turns to the aims of “十五五”."""
    named = [PLAN_YEARS[m["name"] or m["bare"]] for m in NAMED_PLAN.finditer(sentence)]
    if not named or named[0][0] < year or not AIMS.search(sentence):
        return None
    return _Lead(View(PLAN, *named[0]), OPENING)


@cache
def _address_firsts() -> frozenset[str]:
    return frozenset(w[0] for w in cues()["address"])


@cache
def _lead_firsts() -> frozenset[str]:
    """The characters a lead can begin with."""
    words = [w for category in ("five_back", "five_ahead", "one_back", "one_ahead") for w in cues()[category]]
    return frozenset(w[0] for w in words) | frozenset("12到第“\"'‘六七八九十在刚已三四346过这近本")


def _of_year(named: int, year: int, here: View, reckoned: bool) -> _Lead | None:
    if named == year:
        stance = (
            REVIEW if here.stance == REVIEW and (here.last == year or (reckoned and here.several)) else PLAN
        )  # a report given at the year's end: 2016年，预计…
        return _Lead(View(stance, year, year), OPENING)
    if named == year - 1 and here.stance == REVIEW:
        return _Lead(View(REVIEW, named, named, here.first if here.several and named == here.last else 0), OPENING)
    return _Lead(View(PLAN, named, named), SENTENCE_ONLY) if named > year else None
