"""The assets: report texts, observations, checks, tables, views, the published warehouse, exports. Each calls one step."""

import json
from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl

from pipelines.defs import stages
from pipelines.defs.folders import Folders
from pipelines.defs.progress import told
from pipelines.warehouse.build import open_warehouse
from pipelines.warehouse.corrections import REFUSED
from pipelines.warehouse.expectations import CRITICAL, rules
from pipelines.warehouse.export import export
from pipelines.warehouse.frames import SetAside
from pipelines.warehouse.publish import publish

REPORTS = dg.DynamicPartitionsDefinition(name="report")
SHOWN = 12  # rows of a preview
LONGEST_CELL = 300  # characters


def _table(rows: list[dict[str, Any]]) -> dg.MetadataValue:
    """A preview as a Markdown table; cells are text, so that nothing in a report can become markup."""
    if not rows:
        return dg.MetadataValue.md("(none)")
    names = list(rows[0])
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_cell(row[name]) for name in names) + " |" for row in rows]
    return dg.MetadataValue.md("\n".join(lines))


def _cell(value: object) -> str:
    """A value as Markdown that shows it letter for letter: every sign that could mean something is written by its number."""
    text = "" if value is None else " ".join(str(value).split())[:LONGEST_CELL]
    return "".join(f"&#{ord(c)};" if c.isascii() and not c.isalnum() and c != " " else c for c in text)


@dg.asset(
    partitions_def=REPORTS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="reports",
    kinds={"python"},
    description="The text of each report: read from its file, mended, with its area and year. "
    "A file that cannot be read is set aside with the reason and harms no other.",
)
def report_text(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[Any]:
    settings = folders.settings()
    waiting = stages.inbox(settings)
    read = [stages.stage_text(settings, waiting[r]) for r in told("reading", context.partition_keys) if r in waiting]
    refused = [r for r in read if isinstance(r, SetAside)]
    for r in refused:
        context.log.warning("set aside: %s", r.reason)
    for done in read:
        characters = 0 if isinstance(done, SetAside) else len(done.text)
        reason = done.reason if isinstance(done, SetAside) else ""
        context.add_asset_metadata({"characters": characters, "set_aside_reason": reason}, partition_key=done.report_id)
    preview = [
        {"report": r.report_id, "area": r.identity.area_name, "year": r.identity.year, "characters": len(r.text)}
        for r in read
        if not isinstance(r, SetAside)
    ]
    return dg.MaterializeResult(
        metadata={
            "reports_read": len(preview),
            "set_aside": len(refused),
            "reports": _table(preview[:SHOWN]),
            "set_aside_reasons": _table([{"file": r.source, "reason": r.reason} for r in refused]),
            "folder": dg.MetadataValue.path(str(settings.staging / stages.TEXTS)),
        }
    )


@dg.asset(
    deps=[report_text],
    partitions_def=REPORTS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="observations",
    kinds={"python", "polars", "parquet"},
    description="What each report states: one row for one metric, one place and one period, with the sentence it was read from.",
)
def report_observations(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[Any]:
    settings = folders.settings()
    frames = [stages.stage_observations(settings, r) for r in told("extracting", context.partition_keys)]
    for report_id, frame in zip(context.partition_keys, frames, strict=True):
        context.add_asset_metadata({"dagster/row_count": frame.height}, partition_key=report_id)
    rows = pl.concat(frames)
    shown = rows.filter(~pl.col("metric").str.starts_with("x:")).head(SHOWN)
    columns = ["report_id", "metric", "kind", "time_period", "measure", "raw_low", "raw_high", "raw_unit", "comparator"]
    return dg.MaterializeResult(
        metadata={
            "observations": rows.height,
            "coded": rows.filter(~pl.col("metric").str.starts_with("x:")).height,
            "preview": _table(shown.select(columns).to_dicts()),
            "folder": dg.MetadataValue.path(str(settings.staging / stages.OBSERVATIONS)),
        }
    )


@dg.asset(
    deps=[report_observations],
    group_name="observations",
    kinds={"python", "polars", "parquet"},
    description="All observations with the lines of raw/corrections.csv applied; a line that matches nothing any more is "
    "refused with the reason, and the build goes on. docs/CORRECT_A_FIGURE.md tells how to write one.",
)
def corrected_observations(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[Any]:
    settings = folders.settings()
    lines = stages.correct_staged(settings).log.to_dicts()
    refused = [line for line in lines if line["status"] == REFUSED]
    for line in refused:
        context.log.warning("corrections.csv, line %s refused: %s", line["line"], line["message"])
    shown = ("line", "report_id", "observation_id", "field", "value_before", "value_after", "reason")
    applied = [{name: line[name] for name in shown} for line in lines if line["status"] != REFUSED]
    return dg.MaterializeResult(
        metadata={
            "corrections_applied": len(applied),
            "corrections_refused": len(refused),
            "refused": _table([{"line": line["line"], "why": line["message"]} for line in refused]),
            "applied": _table(applied[:SHOWN]),
            "file": dg.MetadataValue.path(str(settings.corrections)),
        }
    )


@dg.asset(
    deps=[report_text, corrected_observations],
    group_name="observations",
    kinds={"greatexpectations", "polars"},
    check_specs=[
        dg.AssetCheckSpec(
            rule.name,
            asset="checked_observations",
            description=f"{rule.suite}: {rule.means} ({rule.severity})",
            blocking=rule.stops,
        )
        for rule in rules()
    ],
    description="All observations after the Great Expectations suites: what breaks a critical rule goes to quarantine.",
)
def checked_observations(folders: Folders) -> Iterator[dg.MaterializeResult[Any]]:
    settings = folders.settings()
    outcome = stages.check_staged(settings)
    stopping = {rule.name for rule in rules() if rule.stops}
    checks = [
        dg.AssetCheckResult(
            check_name=row["expectation"],
            passed=row["success"],
            severity=dg.AssetCheckSeverity.ERROR if row["severity"] == CRITICAL else dg.AssetCheckSeverity.WARN,
            description="; ".join(outcome.stops) if not row["success"] and row["expectation"] in stopping else None,
            metadata={
                "rows": row["total_count"],
                "unexpected": row["unexpected_count"],
                "examples": _table(json.loads(row["details"])["examples"][:SHOWN]),
            },
        )
        for row in outcome.results.to_dicts()
    ]
    kept_out = outcome.quarantined.select("reason", "report_id", "metric", "raw_low", "raw_unit", "evidence").head(
        SHOWN
    )
    yield dg.MaterializeResult(
        metadata={
            "dagster/row_count": outcome.passed.select(pl.len()).collect().item(),
            "quarantined": outcome.quarantined.height,
            "quarantine": _table(kept_out.to_dicts()),
            "data_docs": dg.MetadataValue.path(str(settings.quality / "index.html")),
        },
        check_results=checks,
    )


@dg.asset(
    deps=[checked_observations],
    group_name="warehouse",
    kinds={"duckdb"},
    description="The fact and dimension tables of a draft warehouse.",
)
def warehouse_tables(folders: Folders) -> dg.MaterializeResult[Any]:
    settings = folders.settings()
    counts = stages.draft_tables(settings)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": counts["fact_observation"],
            "tables": _table([{"table": name, "rows": n} for name, n in counts.items()]),
            "not_counted": _table(stages.not_counted(settings)),
        }
    )


@dg.asset(
    deps=[warehouse_tables],
    group_name="warehouse",
    kinds={"duckdb", "sql"},
    description="The comparison views of the draft warehouse: one file each in sql/.",
)
def warehouse_views(folders: Folders) -> dg.MaterializeResult[Any]:
    counts = stages.draft_views(folders.settings())
    return dg.MaterializeResult(metadata={"views": _table([{"view": name, "rows": n} for name, n in counts.items()])})


@dg.asset(
    deps=[warehouse_views],
    group_name="exports",
    kinds={"parquet", "duckdb"},
    description="Every table and view as a parquet file, with datapackage.json describing their columns.",
)
def exports(folders: Folders) -> dg.MaterializeResult[Any]:
    settings = folders.settings()
    with open_warehouse(settings.draft) as con:
        files = export(con, settings.exports)
    listed = [{"file": file.name, "bytes": file.stat().st_size} for file in files]
    return dg.MaterializeResult(
        metadata={"files": _table(listed), "folder": dg.MetadataValue.path(str(settings.exports))}
    )


@dg.asset(
    deps=[exports],
    group_name="warehouse",
    kinds={"duckdb"},
    description="The warehouse that analysts open, replaced whole and at once when tables, views and exports stand.",
)
def published_warehouse(folders: Folders) -> dg.MaterializeResult[Any]:
    settings = folders.settings()
    published = publish(settings.draft, settings.database)
    with open_warehouse(published) as con:
        verdicts = con.sql(
            "SELECT verdict, count(*) AS targets FROM v_target_vs_outcome GROUP BY ALL ORDER BY ALL"
        ).pl()
    return dg.MaterializeResult(
        metadata={"database": dg.MetadataValue.path(str(published)), "verdicts": _table(verdicts.to_dicts())}
    )


ALL = [
    report_text,
    report_observations,
    corrected_observations,
    checked_observations,
    warehouse_tables,
    warehouse_views,
    exports,
    published_warehouse,
]
BY_REPORT = [report_text, report_observations]


def after_reports() -> Iterator[Any]:
    """The assets that take all reports together, in order."""
    return (asset for asset in ALL if asset not in BY_REPORT)
