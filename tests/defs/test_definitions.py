"""The definitions that the Dagster UI opens: assets, partitions, checks, jobs, sensor."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg

from pipelines.definitions import defs
from pipelines.defs.assets import REPORTS
from pipelines.defs.folders import Folders
from pipelines.defs.jobs import inbox_sensor, range_tags
from pipelines.settings import PROJECT


def test_every_asset_is_described_grouped_and_of_a_kind() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description
        assert node.group_name in {"reports", "observations", "warehouse", "exports"}
        assert node.kinds


def test_the_sensor_reads_what_is_new_then_builds(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("cn-2016.txt", "cn-2017.txt"):
        shutil.copy(PROJECT / "raw" / name, raw / name)
    folders = Folders(raw=str(raw), warehouse=str(tmp_path / "warehouse"))
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:

        def tick(cursor: str | None) -> dg.SensorResult:
            context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs)
            result = inbox_sensor(context, folders=folders)
            assert isinstance(result, dg.SensorResult)
            return result

        first = tick(None)
        assert instance.get_dynamic_partitions(REPORTS.name or "") == ["cn-2016", "cn-2017"]
        (request,) = first.run_requests or []
        assert request.job_name == "read_reports"
        assert request.tags == range_tags(instance)
        job = defs.resolve_job_def("read_reports")
        assert job.execute_in_process(instance=instance, resources={"folders": folders}, tags=request.tags).success
        second = tick(first.cursor)
        assert [r.job_name for r in second.run_requests or []] == ["build_warehouse"]
        build = defs.resolve_job_def("build_warehouse")
        assert build.execute_in_process(instance=instance, resources={"folders": folders}).success
        assert (tmp_path / "warehouse" / "duibiao.duckdb").is_file()
        context = dg.build_sensor_context(instance=instance, cursor=second.cursor, definitions=defs)
        assert isinstance(inbox_sensor(context, folders=folders), dg.SkipReason)
        (raw / "cn-2017.txt").unlink()
        third = tick(second.cursor)
        assert instance.get_dynamic_partitions(REPORTS.name or "") == ["cn-2016"]
        assert [r.job_name for r in third.run_requests or []] == ["read_reports"]
