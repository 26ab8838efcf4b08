"""Reports between reading and extraction: a JSON file each, with the map of places packed as runs."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.reports.model import Identity, Report, Step


def pack(offsets: Sequence[int]) -> list[tuple[int, int]]:
    """Where a run of places begins in the text and in the source; within a run both go up by one."""
    runs: list[tuple[int, int]] = []
    expected = -1
    for i, place in enumerate(offsets):
        if place != expected:
            runs.append((i, place))
        expected = place + 1
    return runs


def unpack(runs: Sequence[Sequence[int]], length: int) -> array[int]:
    """The places again: `length` characters and the end."""
    offsets = array("I")
    ends = [start for start, _ in runs[1:]] + [length + 1]
    for (start, place), end in zip(runs, ends, strict=True):
        offsets.extend(range(place, place + end - start))
    return offsets


def write(report: Report, path: Path) -> None:
    """One report as JSON."""
    content: dict[str, Any] = asdict(report) | {"offsets": pack(report.offsets)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, default=str, indent=1), encoding="utf-8")


def read(path: Path) -> Report:
    """A report from its JSON. Raises FileNotFoundError where it was not staged."""
    content = json.loads(path.read_text(encoding="utf-8"))
    identity = content.pop("identity")
    if identity["given_on"]:
        identity["given_on"] = date.fromisoformat(identity["given_on"])
    steps = tuple(Step(**step) for step in content.pop("steps"))
    offsets = unpack(content.pop("offsets"), len(content["text"]))
    return Report(**content, identity=Identity(**identity), steps=steps, offsets=offsets)
