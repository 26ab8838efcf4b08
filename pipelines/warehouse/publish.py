"""A finished warehouse takes the old one's place, whole and at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pipelines.warehouse.build import WarehouseError


def publish(built: Path, target: Path) -> Path:
    """Put the database file `built` in the place of `target`; returns `target`.

    Who has the old file open keeps it; who opens after this gets the new one; nobody ever sees half of one. `built` is
    gone afterwards where it lay in the same folder, else it stays. Raises WarehouseError where there is no such file or it
    is still being written to.
    """
    if not built.is_file():
        raise WarehouseError(f"{built}: no such file to publish")
    if _log_of(built).exists():
        raise WarehouseError(f"{built}: still being written to; close its connection first")
    target.parent.mkdir(parents=True, exist_ok=True)
    here = (
        built
        if built.parent.resolve() == target.parent.resolve()
        else target.with_name(f".{target.name}.{os.getpid()}")
    )
    try:
        if here != built:
            shutil.copyfile(built, here)
        with here.open("rb+") as file:
            os.fsync(file.fileno())
        # A log left by a crashed writer of the old file must not be replayed into the new one.
        _log_of(target).unlink(missing_ok=True)
        here.replace(target)
    finally:
        if here != built:
            here.unlink(missing_ok=True)
    return target


def _log_of(database: Path) -> Path:
    return database.with_name(database.name + ".wal")
