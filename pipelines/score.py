"""The shared corpus, read straight into observations.parquet: what the scorer wants, without building a warehouse."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines.observations.extract import extract
from pipelines.reports.inbox import InboxFile, discover, load
from pipelines.settings import PROJECT
from pipelines.warehouse.frames import observation_frame


def shared_folder() -> Path | None:
    """The folder of the shared corpus beside the checkout, or None."""
    folder = PROJECT.parent / "shared"
    return folder if (folder / "corpus").is_dir() and (folder / "gold").is_dir() else None


def gold_files(shared: Path, gold: Path) -> list[InboxFile]:
    """The corpus files that have answers in the folder `gold`."""
    wanted = {path.stem for path in gold.glob("*.jsonl")}
    return [file for file in discover(shared / "corpus") if file.report_id in wanted]


def write_observations(shared: Path, gold: Path, export: Path) -> pl.DataFrame:
    """Read every report that has answers in `gold` and write its observations to `export`; returns them."""
    frame = observation_frame(o for file in gold_files(shared, gold) for o in extract(load(file)))
    export.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(export)
    return frame
