"""The shapes of what enters the warehouse. Each table's columns and types come from one dataclass, nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import polars as pl

from pipelines.observations.model import Observation
from pipelines.reports.model import Report
from pipelines.warehouse.versions import superseded


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not become a report: still a row of `dim_report`, with the reason and what to do."""

    report_id: str
    source: str  # path relative to the inbox
    reason: str
    sha256: str | None = None
    file_type: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One file of the inbox, read or not: `dim_report` without what the build itself counts."""

    report_id: str
    area_code: str | None
    area_name: str | None
    level: str | None
    report_year: int | None
    given_on: date | None
    session: str | None
    speaker: str | None
    title: str | None
    source: str
    sha256: str | None
    file_type: str | None
    encoding: str | None
    characters: int | None
    mending: str | None  # JSON: what was mended in the text, and how often
    status: str  # read, superseded, set_aside
    reason: str | None


@dataclass(frozen=True, slots=True)
class AreaRow:
    code: str
    name: str
    short_name: str | None
    level: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class MetricRow:
    code: str
    name_zh: str
    name_en: str
    dimension: str
    better: str
    nature: str | None
    also_called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: str
    dimension: str
    canonical: str
    factor: float


@dataclass(frozen=True, slots=True)
class TermCount:
    """How often one report uses a word. Area and year come from the report."""

    report_id: str
    term: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of corrections.csv: what it changed, or why it was refused. A refused line may lack anything but its number."""

    line: int
    report_id: str | None
    observation_id: str | None
    field: str | None
    value_before: str | None
    value_after: str | None
    reason: str | None
    corrected_on: date | None
    status: str  # applied, refused
    message: str | None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one expectation said in one build. No clock time: the same inputs make the same rows."""

    build_id: str
    suite: str
    expectation: str
    target_table: str
    target_column: str | None
    severity: str
    success: bool
    unexpected_count: int
    total_count: int
    details: str | None  # JSON


POLARS_TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int32(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
}


def schema_of(row_type: type) -> dict[str, pl.DataType]:
    """The polars schema of a dataclass: `int` is Int32 (SQL INTEGER), `X | None` is X, `tuple[X, ...]` a list.

    Raises KeyError for an annotation that no column type stands for.
    """
    hints = get_type_hints(row_type)
    return {field.name: _polars_type(hints[field.name]) for field in fields(row_type)}


def _polars_type(hint: Any) -> pl.DataType:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is tuple:
        return pl.List(_polars_type(get_args(hint)[0]))
    return POLARS_TYPES[hint]


OBSERVATION_SCHEMA = schema_of(Observation)
QUARANTINE_SCHEMA = OBSERVATION_SCHEMA | {"rule": pl.String(), "reason": pl.String()}
REPORT_SCHEMA = schema_of(ReportRow)


def frame_of(row_type: type, rows: Iterable[Any] = ()) -> pl.DataFrame:
    """Objects that have the attributes of `row_type`, as a frame with its schema; other attributes are left out.

    `frame_of(MetricRow, metrics().values())`; no rows give an empty frame. Raises AttributeError where one is missing.
    """
    held = list(rows)
    schema = schema_of(row_type)
    return pl.DataFrame({name: [getattr(row, name) for row in held] for name in schema}, schema=schema)


def observation_frame(rows: Iterable[Observation] = ()) -> pl.DataFrame:
    """Observations as the columns of `fact_observation`, in their order."""
    return frame_of(Observation, rows)


def report_frame(reports: Iterable[Report] = (), set_aside: Iterable[SetAside] = ()) -> pl.DataFrame:
    """Every file of the inbox as one row, by report_id. Which of two reports of one area and year counts: versions.py."""
    held = list(reports)
    reasons = superseded(held)
    rows = [_read_row(report, reasons.get(report.report_id)) for report in held]
    return frame_of(ReportRow, [*rows, *map(_set_aside_row, set_aside)]).sort("report_id", "source")


def _read_row(report: Report, superseded_by: str | None) -> ReportRow:
    who = report.identity
    mending = [{"step": step.name, "count": step.count} for step in report.steps]
    return ReportRow(
        report_id=report.report_id,
        area_code=who.area_code,
        area_name=who.area_name,
        level=who.level,
        report_year=who.year,
        given_on=who.given_on,
        session=who.session,
        speaker=who.speaker,
        title=who.title,
        source=report.source,
        sha256=report.sha256,
        file_type=report.file_type,
        encoding=report.encoding,
        characters=len(report.text),
        mending=json.dumps(mending, ensure_ascii=False),
        status="superseded" if superseded_by else "read",
        reason=superseded_by,
    )


def _set_aside_row(file: SetAside) -> ReportRow:
    return ReportRow(
        report_id=file.report_id,
        area_code=None,
        area_name=None,
        level=None,
        report_year=None,
        given_on=None,
        session=None,
        speaker=None,
        title=None,
        source=file.source,
        sha256=file.sha256,
        file_type=file.file_type,
        encoding=file.encoding,
        characters=None,
        mending=None,
        status="set_aside",
        reason=file.reason,
    )
