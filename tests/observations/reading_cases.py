"""Small sentences read as a report of 2023 of 云山市 would be: helpers for the tables of the grammar's tests."""

from __future__ import annotations

from pipelines.observations.extract import extract
from pipelines.observations.model import Observation
from pipelines.reports.model import Identity, Report

AREA = Identity(area_code="530000", area_name="云山市", level="prefecture", year=2023)
REVIEW = "各位代表：\n一、2022年工作回顾\n"
PLAN = "各位代表：\n一、2023年工作安排\n"
FIVE = "各位代表：\n一、过去五年工作回顾\n"
AHEAD = "各位代表：\n一、今后五年主要目标\n"


def read(opening: str, sentence: str) -> list[Observation]:
    """The observations of one sentence under a heading."""
    text = opening + sentence
    report = Report("case-2023", AREA, text, range(len(text) + 1))
    return [o for o in extract(report) if o.char_start >= len(opening)]


def brief(o: Observation) -> tuple[str, str, str, float | None, float | None, str | None]:
    """Metric, period, measure, bounds and unit: what most rows of the tables speak of."""
    return (o.metric, o.time_period, o.measure, o.raw_low, o.raw_high, o.raw_unit)


Figure = tuple[str, float | None, float | None, str | None]
Dated = tuple[str, float | None, float | None, str | None, str]


def figures(opening: str, sentence: str) -> list[Figure]:
    """Metric (outside the catalogue the phrase), bounds and unit of each observation of a sentence."""
    return [
        (o.phrase if o.metric.startswith("x:") else o.metric, o.raw_low, o.raw_high, o.raw_unit)
        for o in read(opening, sentence)
    ]


def dated(opening: str, sentence: str) -> list[Dated]:
    """The same, each with its period behind it."""
    periods = [o.time_period for o in read(opening, sentence)]
    return [(*figure, period) for figure, period in zip(figures(opening, sentence), periods, strict=True)]
