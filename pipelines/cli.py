"""The `duibiao` command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines import show as shown
from pipelines.reports.model import ReportError
from pipelines.settings import PROJECT, Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Duibiao 对标: what China's government work reports promised, and what came of it.\n\n"
    "Exit codes: 0 done; 1 a build or a command failed, nothing published was harmed; 2 the command line is wrong.",
)
console = Console()
errors = Console(stderr=True)

RawOption = Annotated[Path | None, typer.Option(help="The inbox: a folder of reports. Default: raw/, or DUIBIAO_RAW.")]
WarehouseOption = Annotated[
    Path | None, typer.Option(help="Where the warehouse is built. Default: warehouse/, or DUIBIAO_WAREHOUSE.")
]
STAGES = {"reading": "reading reports", "extracting": "extracting observations"}


def _settings(raw: Path | None = None, warehouse: Path | None = None) -> Settings:
    chosen = {name: path for name, path in (("raw", raw), ("warehouse", warehouse)) if path is not None}
    return Settings(**chosen)


def _fail(message: str) -> typer.Exit:
    errors.print(message, markup=False, highlight=False, soft_wrap=True, style="red")
    return typer.Exit(1)


@contextmanager
def _warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    if not settings.database.is_file():
        raise _fail(f"{settings.database}: no warehouse here yet; run `duibiao build` first")
    with duckdb.connect(str(settings.database), read_only=True) as con:
        yield con


@app.command()
def build(raw: RawOption = None, warehouse: WarehouseOption = None) -> None:
    """Read every report in the inbox and build the warehouse, its views and exports.

    Runs the Dagster assets in this process. A file that cannot be read is set aside and named at the end; the others
    go on. The published warehouse is replaced only when everything stands.
    """
    from pipelines.defs.progress import listening
    from pipelines.defs.run import BuildError
    from pipelines.defs.run import build as run_build

    settings = _settings(raw, warehouse)
    columns = (TextColumn("{task.description:<26}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=errors) as progress:
            tasks = {stage: progress.add_task(label, total=None) for stage, label in STAGES.items()}
            rest = progress.add_task("checks, tables, exports", total=1)

            def hear(stage: str, done: int, total: int) -> None:
                progress.update(tasks[stage], completed=done, total=total)

            with listening(hear):
                run_build(settings)
            progress.update(rest, completed=1)
    except (ReportError, BuildError) as error:
        raise _fail(str(error)) from None
    with _warehouse(settings) as con:
        shown.print_build(console, con)
    console.print(f"\nwarehouse  {settings.database}", markup=False, highlight=False, soft_wrap=True)
    console.print(f"exports    {settings.exports}", markup=False, highlight=False, soft_wrap=True)
    console.print(f"quality    {settings.quality / 'index.html'}", markup=False, highlight=False, soft_wrap=True)
    console.print("UI         make ui, or: duibiao ui", markup=False, highlight=False, soft_wrap=True)


@app.command()
def show(
    area: Annotated[str, typer.Argument(help="GB/T 2260 code, name or short name: 530000, 云南省, 云南; 全国 or cn.")],
    year: Annotated[int | None, typer.Argument(help="The year the targets were set for. Default: all.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """The comparison of one area: each target, what came of it, the gap and the verdict."""
    with _warehouse(_settings(warehouse=warehouse)) as con:
        known = shown.areas_in(con)
        asked = shown.areas_meant(area, known)
        if not asked:
            raise _fail(shown.no_such_area(area, known))
        if len(asked) > 1:
            listed = ", ".join(f"{known[code]} {code}" for code in asked)
            raise _fail(f"{area}: several areas have this name: {listed}; say the code")
        if not shown.print_area(console, con, asked[0], known[asked[0]], year):
            raise _fail(f"{known[asked[0]]}: no target and no outcome for {year}; leave the year out to see all")


@app.command()
def explain(
    observation_id: Annotated[str, typer.Argument(help="An observation_id, or its beginning where that is enough.")],
    warehouse: WarehouseOption = None,
) -> None:
    """One observation: the sentence with the number marked, and how it was read."""
    settings = _settings(warehouse=warehouse)
    with _warehouse(settings) as con:
        found = shown.observations_like(con, observation_id)
        corrections = shown.corrections_of(con, found[0]["observation_id"]) if found else []
    if not found:
        raise _fail(f"{observation_id}: no such observation")
    if len(found) > 1:
        raise _fail(f"{observation_id}: {len(found)} observations begin so; say more of it")
    shown.print_observation(console, found[0], corrections, settings)


@app.command()
def audit(warehouse: WarehouseOption = None) -> None:
    """What the checks kept out, and what they point out: a reading to mend, or a report to wonder about.

    Among the warnings: one report that states the same thing with two values, a growth rate that the levels of its two
    years contradict, a part above its whole. The sentences are shown; `duibiao explain` tells how each was read,
    docs/CORRECT_A_FIGURE.md how to correct one.
    """
    with _warehouse(_settings(warehouse=warehouse)) as con:
        shown.print_audit(console, con)


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 3000, warehouse: WarehouseOption = None
) -> None:
    """Open the Dagster UI on 127.0.0.1: the assets, their checks, the inbox sensor."""
    from pipelines.defs.run import prepare_home

    settings = _settings(warehouse=warehouse)
    prepare_home(settings)
    os.environ["DUIBIAO_WAREHOUSE"] = str(settings.warehouse)
    dagster = Path(sys.executable).with_name("dagster")
    command = [str(dagster), "dev", "-m", "pipelines.definitions", "-h", "127.0.0.1", "-p", str(port)]
    os.chdir(PROJECT)
    os.execv(command[0], command)  # in place of this process: whoever stops it stops Dagster


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def score(context: typer.Context) -> None:
    """Score the reading of ../shared/corpus against its gold; says so and stops where that is absent.

    Further options go to the scorer: --misses REPORT, --json.
    """
    from pipelines.score import shared_folder, write_observations

    shared = shared_folder()
    if shared is None:
        console.print("no ../shared here: nothing to score")
        return
    export = Settings().cache / "score" / "observations.parquet"
    write_observations(shared, shared / "gold", export)
    command = [sys.executable, str(shared / "eval" / "score.py"), str(export), str(shared / "gold"), *context.args]
    raise typer.Exit(subprocess.run(command, check=False).returncode)


def main() -> None:
    """The entry point of the `duibiao` command."""
    app()


if __name__ == "__main__":
    main()
