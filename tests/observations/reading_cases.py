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
