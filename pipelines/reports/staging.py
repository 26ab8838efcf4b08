"""Reports between reading and extraction: a JSON file each, with the map of places packed as runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.reports.model import Identity, Report, Step
from pipelines.reports.places import Places


def write(report: Report, path: Path) -> None:
    """One report as JSON."""
    places = Places(enumerate(report.offsets), len(report.offsets))
    content: dict[str, Any] = asdict(report) | {"offsets": places.runs}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, default=str, indent=1), encoding="utf-8")


def read(path: Path) -> Report:
    """A report from its JSON. Raises FileNotFoundError where it was not staged."""
    content = json.loads(path.read_text(encoding="utf-8"))
    identity = content.pop("identity")
    if identity["given_on"]:
        identity["given_on"] = date.fromisoformat(identity["given_on"])
    steps = tuple(Step(**{**step, "places": tuple(step.get("places", ()))}) for step in content.pop("steps"))
    offsets = Places(content.pop("offsets"), len(content["text"]) + 1)
    return Report(**content, identity=Identity(**identity), steps=steps, offsets=offsets)
