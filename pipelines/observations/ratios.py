"""三次产业结构由8.7∶41.2∶50.1调整为7.4∶39.6∶53: the part that each of the three industries has of the whole."""

from __future__ import annotations

import re
from typing import Final

from pipelines.observations import measure as m
from pipelines.observations.head import read_head
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Context, Reading
from pipelines.observations.subject import Subject
from pipelines.observations.times import EXPLICIT, read_time

NUMBER: Final = r"\d{1,2}(?:\.\d+)?"
THREE: Final = f"{NUMBER}(?:[:：∶]{NUMBER}){{2}}(?![:：∶\\d])"
TIME: Final = re.sub(r"\?P<\w+>", "?:", EXPLICIT)
OF_BEGUN: Final = f"(?:(?P<begun>{TIME})的?)?"  # 2017年的, 上年的, “十二五”末的
OF_ENDED: Final = f"(?:(?P<ended>{TIME})的?)?"
STRUCTURE: Final = re.compile(
    "三次产业(?:增加值)?(?:结构|比重|比例|占比|构成)(?:比)?[^，。；\\d]{0,8}?(?:，[^，。；\\d]{2,8}?)?(?P<from>由|从)?"
    + f"{OF_BEGUN}(?P<one>{THREE})(?:[^，。；\\d]{{0,8}}，?[^，。；\\d]{{1,8}}?{OF_ENDED}(?P<two>{THREE}))?"
)
OPENS: Final = re.compile(f"(?:^|[，；])(?P<time>{TIME})[，,]?[^，。；]{{0,8}}$")  # 到2027年，
LONGEST_OPENING: Final = 24  # characters before the ratio in which its year may be named
INDUSTRIES: Final = ("第一产业", "第二产业", "第三产业")
WHOLE: Final = range(99, 102)  # per cent, as rounded figures add up


def structures(text: str, context: Context) -> list[Reading]:
    """The shares of the three industries that a sentence tells as a ratio, each in per cent.

    With two ratios, or behind 由, the first is where the way began: in the year it names, else the year before the view's.
    """
    if "三次产业" not in text:
        return []
    found: list[Reading] = []
    for told in STRUCTURE.finditer(text):
        view = context.view
        opening = OPENS.search(text, max(0, told.start() - LONGEST_OPENING), told.start())
        ended = _year(told["ended"] or (opening["time"] if opening else None), context) or view.last
        begun = _year(told["begun"], context) or view.first - 1
        first = begun if told["two"] or told["from"] else _year(told["begun"], context) or ended
        for group, year in (("one", first), ("two", ended)):
            found += _shares(told, group, year, context) if told[group] else []
    return found


def _year(said: str | None, context: Context) -> int:
    """The last year of a time that is named, 0 where none is; 上年 is the year before the view's last."""
    if said and said.startswith(("上年", "上一年", "去年")) and context.view.stance == "review":
        return context.view.last - 1
    time = read_time(said.removesuffix("的"), context.year, ahead=False) if said else None
    return time.last if time else 0


def _shares(told: re.Match[str], group: str, year: int, context: Context) -> list[Reading]:
    numbers = list(re.finditer(NUMBER, told[group]))
    if int(sum(float(n[0]) for n in numbers) + 0.5) not in WHOLE:
        return []
    start, head = told.start(group), read_head("三次产业结构")
    kind = m.kind_of(year, None, context.view, context.year, False)
    estimate = kind == "actual" and "预计" in told.string[max(0, told.start() - 12) : told.end()]
    found = []
    for n, industry in zip(numbers, INDUSTRIES, strict=True):
        a, b, value = start + n.start(), start + n.end(), float(n[0])
        q = Quantity(a, b, a, b, value, value, "%", "eq")
        subject = Subject(None, f"{industry}占比")
        found.append(Reading(q, subject, kind, year, year, m.LEVEL, 1, estimate, None, (), head))
    return found
