"""What the assets do, without Dagster: each step reads the files of the one before and writes its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import polars as pl

from pipelines.observations.extract import extract
from pipelines.reports import staging
from pipelines.reports.inbox import InboxFile, digest, discover, file_type, load
from pipelines.reports.model import Report, ReportError
from pipelines.reports.names import printable
from pipelines.settings import Settings
from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.tables import metrics
from pipelines.vocabulary.units import units
from pipelines.warehouse.build import build_tables, create_views, open_warehouse
from pipelines.warehouse.check import CheckOutcome, check
from pipelines.warehouse.corrections import Corrected, correct, read_lines
from pipelines.warehouse.frames import (
    AreaRow,
    MetricRow,
    SetAside,
    UnitRow,
    frame_of,
    observation_frame,
    report_frame,
)
from pipelines.warehouse.terms import count_terms

Progress = Callable[[str], None]
TEXTS, SET_ASIDE, OBSERVATIONS = "texts", "set_aside", "observations"
CORRECTED, CHECKED = "corrected", "checked"


def inbox(settings: Settings) -> dict[str, InboxFile]:
    """The files that wait, by report_id."""
    return {file.report_id: file for file in discover(settings.raw)}


def stage_text(settings: Settings, file: InboxFile) -> Report | SetAside:
    """Read, mend and identify one file; what cannot be read is set aside with its reason, and harms no other."""
    text, aside = _path(settings, TEXTS, file.report_id, "json"), _path(settings, SET_ASIDE, file.report_id, "json")
    text.unlink(missing_ok=True)
    aside.unlink(missing_ok=True)
    try:
        report = load(file)
    except Exception as error:
        # a fault of the reader's own is no reason to stop the others either; it is named, so that it can be mended
        reason = error if isinstance(error, ReportError) else f"{file.source}: the reader failed ({error!r}); report it"
        refused = SetAside(file.report_id, file.source, printable(str(reason)), digest(file), file_type=file_type(file))
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(asdict(refused), ensure_ascii=False), encoding="utf-8")
        return refused
    staging.write(report, text)
    return report


def staged_report(settings: Settings, report_id: str) -> Report:
    """A staged report. Raises FileNotFoundError where it was set aside or never read."""
    return staging.read(_path(settings, TEXTS, report_id, "json"))


def stage_observations(settings: Settings, report_id: str) -> pl.DataFrame:
    """Extract one staged report's observations; a report that was set aside has none."""
    path = _path(settings, OBSERVATIONS, report_id, "parquet")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        frame = observation_frame(extract(staged_report(settings, report_id)))
    except FileNotFoundError:
        frame = observation_frame()
    frame.write_parquet(path)
    return frame


def correct_staged(settings: Settings) -> Corrected:
    """Apply corrections.csv to what is staged for the files that are in the inbox now, and stage all of it as one file.

    Returns the observations of the reports that it speaks of; those of the others go by without being looked at.
    """
    present = inbox(settings)
    lines = read_lines(settings.corrections)
    named = {line.cells.get("report_id") for line in lines}
    paths = {r: p for r in present if (p := _path(settings, OBSERVATIONS, r, "parquet")).is_file()}
    meant = [pl.read_parquet(p, glob=False) for r, p in paths.items() if r in named]
    others = [p for r, p in paths.items() if r not in named]
    outcome = correct(pl.concat([observation_frame(), *meant]), lines, set(present))
    folder = _folder(settings, CORRECTED)
    rest = [pl.scan_parquet(others, glob=False)] if others else []
    pl.concat([outcome.observations.lazy(), *rest]).sink_parquet(folder / "observations.parquet")
    outcome.withdrawn.write_parquet(folder / "withdrawn.parquet")
    outcome.log.write_parquet(folder / "log.parquet")
    return outcome


def check_staged(settings: Settings) -> CheckOutcome:
    """Run the checks on the corrected observations, and stage what they found."""
    present = inbox(settings)
    reports = report_frame(_staged_reports(settings, present), _refused(settings, present))
    corrected = settings.staging / CORRECTED
    outcome = check(
        pl.scan_parquet(corrected / "observations.parquet", glob=False),
        reports,
        pl.read_parquet(corrected / "log.parquet", glob=False),
        settings.quality,
    )
    folder = _folder(settings, CHECKED)
    outcome.passed.sink_parquet(folder / "observations.parquet")
    withdrawn = pl.read_parquet(corrected / "withdrawn.parquet", glob=False)
    pl.concat([outcome.quarantined, withdrawn]).write_parquet(folder / "quarantine.parquet")
    outcome.results.write_parquet(folder / "results.parquet")
    return outcome


def draft_tables(settings: Settings) -> dict[str, int]:
    """Build the draft warehouse's tables from what the checks let through; returns rows by table."""
    present = inbox(settings)
    reports = _staged_reports(settings, present)
    folder = settings.staging / CHECKED
    settings.draft.unlink(missing_ok=True)
    settings.draft.parent.mkdir(parents=True, exist_ok=True)
    with open_warehouse(settings.draft) as con:
        build_tables(
            con,
            folder / "observations.parquet",
            report_frame(reports, _refused(settings, present)),
            areas=frame_of(AreaRow, areas().values()),
            metrics=frame_of(MetricRow, metrics().values()),
            units=frame_of(UnitRow, units().values()),
            terms=count_terms(reports, settings.cache),
            corrections=settings.staging / CORRECTED / "log.parquet",
            check_results=folder / "results.parquet",
            quarantine=folder / "quarantine.parquet",
        )
        names = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]
        return {name: con.table(name).shape[0] for name in names}


def not_counted(settings: Settings) -> list[dict[str, str]]:
    """Every file of the draft warehouse that no view counts, with status and reason."""
    with open_warehouse(settings.draft) as con:
        rows = con.execute("SELECT source, status, reason FROM dim_report WHERE NOT is_current ORDER BY ALL").fetchall()
        return [dict(zip(("file", "status", "reason"), row, strict=True)) for row in rows]


def draft_views(settings: Settings) -> dict[str, int]:
    """Create the views of the draft warehouse; returns rows by view."""
    with open_warehouse(settings.draft) as con:
        create_views(con)
        views = con.execute(
            "SELECT view_name FROM duckdb_views() WHERE view_name LIKE 'v\\_%' ESCAPE '\\' ORDER BY ALL"
        )
        return {name: con.table(name).shape[0] for (name,) in views.fetchall()}


def _folder(settings: Settings, stage: str) -> Path:
    folder = settings.staging / stage
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _path(settings: Settings, stage: str, report_id: str, ending: str) -> Path:
    return settings.staging / stage / f"{report_id}.{ending}"


def _staged_reports(settings: Settings, present: Iterable[str]) -> list[Report]:
    return [staging.read(p) for r in present if (p := _path(settings, TEXTS, r, "json")).is_file()]


def _refused(settings: Settings, present: Iterable[str]) -> list[SetAside]:
    paths = [_path(settings, SET_ASIDE, r, "json") for r in present]
    return [SetAside(**json.loads(p.read_text(encoding="utf-8"))) for p in paths if p.is_file()]
