"""The scores reached on the shared gold, as floors: they only go up. Skipped where the shared corpus is absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.reports.inbox import discover, load
from pipelines.score import shared_folder, write_observations

FLOORS = {"headline_f1": 0.985, "headline_p": 0.985, "numbers_f1": 0.93, "comparator": 0.99, "status": 0.99}
PROVINCES = {
    "beijing": "11", "tianjin": "12", "hebei": "13", "shanxi": "14", "neimenggu": "15", "liaoning": "21",
    "heilongjiang": "23", "shanghai": "31", "jiangsu": "32", "zhejiang": "33", "fujian": "35", "jiangxi": "36",
    "shandong": "37", "hubei": "42", "guangdong": "44", "guangxi": "45", "hainan": "46", "chongqing": "50",
    "yunnan": "53", "shaanxi": "61", "ningxia": "64",
}  # fmt: skip

shared = shared_folder()
pytestmark = pytest.mark.skipif(shared is None, reason="no ../shared here")


def test_the_scores_hold(tmp_path: Path) -> None:
    assert shared is not None
    export = tmp_path / "observations.parquet"
    write_observations(shared, export)
    command = [sys.executable, str(shared / "eval" / "score.py"), str(export), str(shared / "gold"), "--json"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores = json.loads(out.splitlines()[-1])
    assert {name: scores[name] for name in FLOORS if scores[name] < FLOORS[name]} == {}


def test_every_report_of_the_corpus_is_identified() -> None:
    assert shared is not None
    wrong = []
    for file in discover(shared / "corpus"):
        name, year = file.report_id.rsplit("-", 1)
        code = {"cn": "100000", "qilin": "530302"}.get(name) or PROVINCES[name] + "0000"
        identity = load(file).identity
        if (identity.area_code, identity.year) != (code, int(year)):
            wrong.append((file.report_id, identity.area_code, identity.year))
    assert wrong == []
