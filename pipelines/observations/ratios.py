"""三次产业结构由8.7∶41.2∶50.1调整为7.4∶39.6∶53: the part that each of the three industries has of the whole."""

from __future__ import annotations

import re

from pipelines.observations import measure as m
from pipelines.observations.head import read_head
from pipelines.observations.quantity import Quantity
from pipelines.observations.reading import Context, Reading
from pipelines.observations.subject import Subject

NUMBER = r"\d{1,2}(?:\.\d+)?"
THREE = f"{NUMBER}(?:[:：∶]{NUMBER}){{2}}(?![:：∶\\d])"
STRUCTURE = re.compile(
    "三次产业(?:增加值)?(?:结构|比重|比例|占比|构成)(?:比)?[^，。；\\d]{0,12}(?:，[^，。；\\d]{2,8})?"
    f"(?:(?P<year>(?:19|20)\\d\\d)年的?)?(?P<one>{THREE})(?:[^，。；\\d]{{1,12}}(?P<two>{THREE}))?"
)
YEAR = re.compile(r"((?:19|20)\d\d)年")
INDUSTRIES = ("第一产业", "第二产业", "第三产业")
WHOLE = range(99, 102)  # per cent, as rounded figures add up


def structures(text: str, context: Context) -> list[Reading]:
    """The shares of the three industries that a sentence tells as a ratio, each in per cent.

    With two ratios the first is where the way began: in the year it names, else the year before the view's.
    """
    if "三次产业" not in text:
        return []
    found: list[Reading] = []
    for told in STRUCTURE.finditer(text):
        view, years = context.view, YEAR.findall(text, 0, told.start())
        ended = int(years[-1]) if years else view.last
        begun = int(told["year"]) if told["year"] else view.first - 1
        for group, year in (("one", begun if told["two"] else ended), ("two", ended)):
            found += _shares(told, group, year, context) if told[group] else []
    return found


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
