"""What an observation is: the columns of `fact_observation`, in their order. Meanings: docs/OBSERVATIONS.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)  # not frozen: they are made by the thousand, and freezing triples the time
class Observation:
    """One thing that one report states about one metric, one place and one period."""

    observation_id: str
    report_id: str
    area_code: str
    report_year: int
    metric: str  # a code of vocabulary/metrics.csv, or `x:` and the phrase's own key
    phrase: str
    kind: str  # actual, target
    time_period: str  # 2022, 2021-2025
    time_start: int
    time_end: int
    measure: str  # level, yoy, avg_yoy, cum, change, multiple
    value_low: float | None  # in `unit`
    value_high: float | None
    unit: str | None  # canonical unit of the dimension
    raw_low: float | None  # as written, in `raw_unit`
    raw_high: float | None
    raw_unit: str | None
    comparator: str  # eq, approx, gte, lte, range, none
    relation: str | None  # sync:gdp, above:gdp, above:national, meet:assigned, positive, stable, absent, other
    basis: str | None  # 同口径, 可比价 …
    obs_status: str | None  # A, E; None on a target
    place: str  # self, or the words that name another place or a part
    section: str
    evidence: str
    char_start: int  # the number's place in the source file's decoded text
    char_end: int
    confidence: float
    corrected: bool = False
