"""Jobs and the sensor that watches the inbox."""

import hashlib

import dagster as dg

from pipelines.defs import stages
from pipelines.defs.assets import BY_REPORT, REPORTS
from pipelines.defs.folders import Folders
from pipelines.reports.inbox import stamp

RANGE_START, RANGE_END = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"

read_reports = dg.define_asset_job(
    "read_reports",
    selection=dg.AssetSelection.assets(*BY_REPORT),
    description="Read the chosen reports and extract their observations, many in one run.",
)
build_warehouse = dg.define_asset_job(
    "build_warehouse",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(*BY_REPORT),
    description="Correct and check all observations, build tables and views, export, publish.",
)


def align_partitions(instance: dg.DagsterInstance, present: list[str]) -> None:
    """Make the partitions the reports that are in the inbox, in its order."""
    name = REPORTS.name or ""
    known = list(instance.get_dynamic_partitions(name))
    for gone in [key for key in known if key not in set(present)]:
        instance.delete_dynamic_partition(name, gone)
    new = [key for key in present if key not in set(known)]
    if new:
        instance.add_dynamic_partitions(name, new)


def range_tags(instance: dg.DagsterInstance) -> dict[str, str]:
    """The tags of one run over all partitions."""
    keys = list(instance.get_dynamic_partitions(REPORTS.name or ""))
    return {RANGE_START: keys[0], RANGE_END: keys[-1]} if keys else {}


@dg.sensor(
    jobs=[read_reports, build_warehouse],
    minimum_interval_seconds=30,
    description="Watches the inbox: a new, changed or removed file (corrections.csv too) starts a run over the reports; when it has ended, "
    "the warehouse is built.",
)
def inbox_sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult | dg.SkipReason:
    files = stages.inbox(folders.settings())
    stamps = [f"{report_id}:{stamp(file)}" for report_id, file in sorted(files.items())]
    if (corrections := folders.settings().corrections).is_file():
        status = corrections.stat()
        stamps.append(f"corrections.csv:{status.st_mtime_ns}:{status.st_size}")
    state = hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:16]
    seen, _, phase = (context.cursor or "").partition(":")
    if seen == state and phase == "built":
        return dg.SkipReason("nothing new in the inbox")
    if seen != state:
        align_partitions(context.instance, list(files))
        request = dg.RunRequest(run_key=f"read-{state}", job_name="read_reports", tags=range_tags(context.instance))
        return dg.SensorResult(run_requests=[request] if files else [], cursor=f"{state}:reading")
    runs = context.instance.get_runs(dg.RunsFilter(tags={"dagster/run_key": f"read-{state}"}), limit=1)
    if runs and not runs[0].is_finished:
        return dg.SkipReason("the reports are still being read")
    request = dg.RunRequest(run_key=f"build-{state}", job_name="build_warehouse")
    return dg.SensorResult(run_requests=[request], cursor=f"{state}:built")


JOBS = [read_reports, build_warehouse]
SENSORS = [inbox_sensor]
