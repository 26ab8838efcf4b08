"""One build in this process, through Dagster: the same assets and the same instance that the UI shows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.defs import stages
from pipelines.defs.assets import BY_REPORT, after_reports
from pipelines.defs.folders import Folders
from pipelines.defs.jobs import align_partitions, range_tags
from pipelines.reports.model import ReportError
from pipelines.settings import Settings

INSTANCE = "telemetry:\n  enabled: false\nnux:\n  enabled: false\n"


class BuildError(Exception):
    """A build that did not end: the step and what it said. The published warehouse is as it was."""


def prepare_home(settings: Settings) -> None:
    """Dagster's own folder: runs and partitions of this warehouse, no telemetry."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    (settings.dagster_home / "dagster.yaml").write_text(INSTANCE, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home.resolve())


@contextmanager
def instance_of(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The Dagster instance of this warehouse."""
    prepare_home(settings)
    with dg.DagsterInstance.get() as instance:
        yield instance


def build(settings: Settings) -> None:
    """Materialise all assets for the reports in the inbox, the partitioned ones in one run.

    Raises ReportError where there is no inbox or no file in it, BuildError where a step fails.
    """
    present = list(stages.inbox(settings))
    if not present:
        raise ReportError(f"{settings.raw}: no report in this folder; drop one in (see its README.md)")
    folders = Folders(raw=str(settings.raw.resolve()), warehouse=str(settings.warehouse.resolve()))
    with instance_of(settings) as instance:
        align_partitions(instance, present)
        _materialise(list(BY_REPORT), instance, folders, range_tags(instance))
        _materialise(list(after_reports()), instance, folders, {})


def _materialise(
    assets: list[dg.AssetsDefinition], instance: dg.DagsterInstance, folders: Folders, tags: dict[str, str]
) -> None:
    others = [a for a in BY_REPORT if a not in assets]
    result = dg.materialize(
        [*assets, *others],
        selection=assets,
        instance=instance,
        resources={"folders": folders},
        tags=tags,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        raise_on_error=False,
    )
    for evaluation in result.get_asset_check_evaluations():
        if evaluation.blocking and not evaluation.passed:
            raise BuildError(f"nothing is published: {evaluation.description}")
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            cause = error.cause if error and error.cause else error
            raise BuildError(f"{event.step_key}: {cause.message.strip() if cause else 'failed'}")
